/** Emulators for tests, and what they answered. Not part of the product. */
import xterm from "@xterm/headless";
import { widthTable } from "../editor/mod.ts";
import { Emulator } from "./emulator_io.ts";
import type { TermOptions, TermRow } from "./messages.ts";
import { rowText } from "./sgr.ts";

export const testOptions: TermOptions = {
  scrollback: 100,
  mayWriteClipboard: false,
  wordSeparators: " ()[]{}',\"`",
  cell: { width: 8, height: 20 },
  colors: Array.from({ length: 259 }, (_, i) => i * 0x010203),
};
export interface TestTerminal {
  readonly emulator: Emulator;
  /** Everything that went to the program so far; taken. */
  sent(): string;
  readonly copied: string[];
  feed(text: string): void;
  lines(): string[];
}
export function testTerminal(cols = 20, rows = 5, options: Partial<TermOptions> = {}): TestTerminal {
  let out = "";
  const copied: string[] = [];
  const emulator = new Emulator({
    Terminal: xterm.Terminal,
    widths: widthTable,
    version: "9.9",
    cols,
    rows,
    options: { ...testOptions, ...options },
    send: (text) => out += text,
    copy: (text, to) => copied.push(`${to}: ${text}`),
  });
  const encoder = new TextEncoder();
  return {
    emulator,
    copied,
    sent() {
      const taken = out;
      out = "";
      return taken;
    },
    feed: (text) => emulator.feed(encoder.encode(text)),
    lines: () => (emulator.answer({ what: "screen" }, null) as { lines: string[] }).lines,
  };
}
/** Rows as they would be shown: those of frames put on those before. */
export function applyFrame(rows: TermRow[], frame: ReturnType<Emulator["frame"]>): string[] {
  frame?.at.forEach((y, i) => rows[y] = frame.rows[i]);
  return rows.map(rowText);
}
