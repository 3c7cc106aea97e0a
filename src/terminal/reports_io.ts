/**
 * What programs ask the terminal, answered truthfully and in fixed forms: no answer holds text that a program chose, so
 * output can never type into the shell. Title reports, answerback and clipboard reads are not answered at all. Also what
 * programs tell it beside their text: folder, prompts, colours.
 */
import type { IMarker, Terminal } from "@xterm/headless";
import { BACKGROUND, colorReport, CURSOR, FOREGROUND, parseColor } from "./colors.ts";
import type { TermOptions } from "./messages.ts";
import { attributesOf, cursorStyleOf, rawBuffer } from "./quirks_io.ts";
import { packedUnderline, packRow } from "./rows_io.ts";
import { checksum, sgrOf } from "./sgr.ts";

/** What handlers read and change; one object a terminal. */
export interface Told {
  options: TermOptions;
  /** Where prompts start, oldest first, and how their commands ended. */
  readonly prompts: { readonly marker: IMarker; exit: number; output: IMarker | null; end: IMarker | null }[];
  folder: string | null;
  /** Colours that the program has set. */
  readonly colors: Map<number, number>;
  readonly version: string;
}
export interface ReportPort {
  /** To the program. */
  readonly send: (text: string) => void;
  readonly copy: (text: string) => void;
}
/** More prompts than a scrollback shows. */
const MOST_PROMPTS = 1000;
/** Markers of links and prompts together. */
const MOST_LINKS = 8000;
const MOST_URI = 2048;
const MOST_CLIPBOARD = 1 << 20;

export function installReports(term: Terminal, told: Told, { send, copy }: ReportPort): void {
  const { parser } = term;
  const csi = (
    id: { prefix?: string; intermediates?: string; final: string },
    take: (p: Numbers) => boolean,
  ) =>
    parser.registerCsiHandler(id, (params) => take(params.map((one) => (Array.isArray(one) ? one[0] : one))));
  csi({ final: "c" }, ([which]) => {
    // A VT220 with selective erase and colours.
    if (which <= 0 || which === undefined) send("\x1b[?62;6;22c");
    return true;
  });
  csi({ prefix: ">", final: "q" }, ([which]) => {
    if (!(which > 0)) send(`\x1bP>|nexus(${told.version})\x1b\\`);
    return true;
  });
  csi({ final: "t" }, ([what]) => {
    const { cols, rows } = term;
    const { width, height } = told.options.cell;
    const px = (cells: number, size: number) => Math.round(cells * size);
    if (what === 14) send(`\x1b[4;${px(rows, height)};${px(cols, width)}t`);
    else if (what === 16) send(`\x1b[6;${px(1, height)};${px(1, width)}t`);
    else if (what === 18) send(`\x1b[8;${rows};${cols}t`);
    // 22 and 23 push and pop the title; the rest would move a window or read its title.
    return what !== 22 && what !== 23;
  });
  csi({ intermediates: "*", final: "y" }, ([id, page, top, left, bottom, right]) => {
    if (page > 1) return true;
    send(`\x1bP${id ?? 0}!~${rectangleSum(term, { top, left, bottom, right })}\x1b\\`);
    return true;
  });
  parser.registerDcsHandler({ intermediates: "$", final: "q" }, (data) => {
    const answer = statusString(term, data);
    send(answer === null ? "\x1bP0$r\x1b\\" : `\x1bP1$r${answer}\x1b\\`);
    return true;
  });
  // Names of terminfo: none is known, and the question is not repeated.
  parser.registerDcsHandler({ intermediates: "+", final: "q" }, () => {
    send("\x1bP0+r\x1b\\");
    return true;
  });
  installColors(term, told, send);
  parser.registerOscHandler(7, (data) => {
    told.folder = folderOf(data) ?? told.folder;
    return true;
  });
  parser.registerOscHandler(8, (data) => {
    const isLink = data.indexOf(";") < data.length - 1;
    // xterm remembers each link as long as a line shows it: a flood of them must end somewhere.
    return isLink && (data.length > MOST_URI || term.markers.length > MOST_LINKS);
  });
  parser.registerOscHandler(52, (data) => {
    const text = told.options.mayWriteClipboard ? clipboardText(data) : null;
    if (text !== null) copy(text);
    return true;
  });
  parser.registerOscHandler(133, (data) => {
    notePrompt(term, told, data);
    return true;
  });
}
type Numbers = readonly number[];

/** The answer to DECRQSS; `null` for what is not known. */
function statusString(term: Terminal, what: string): string | null {
  const buffer = rawBuffer(term);
  switch (what) {
    case "m": {
      const { fg, bg, extended } = attributesOf(term);
      return `${sgrOf(fg, bg, packedUnderline(fg, bg, extended))}m`;
    }
    case "r":
      return `${buffer.scrollTop + 1};${buffer.scrollBottom + 1}r`;
    case " q": {
      const { cursorStyle, cursorBlink } = cursorStyleOf(term);
      const style = { block: 2, underline: 4, bar: 6 }[cursorStyle ?? "block"] ?? 2;
      return `${style - (cursorBlink ? 1 : 0)} q`;
    }
    case '"p':
      return '62;1"p';
    case '"q':
      return `${attributesOf(term).bg & 0x20000000 ? 1 : 0}"q`;
    case "t":
      return `${term.rows}t`;
    case "$|":
      return `${term.cols}$|`;
  }
  return null;
}

function rectangleSum(
  term: Terminal,
  { top, left, bottom, right }: { top: number; left: number; bottom: number; right: number },
): string {
  const buffer = rawBuffer(term);
  const from = Math.max(1, top || 1), to = Math.min(term.rows, bottom || term.rows);
  const rows = [];
  for (let row = from; row <= to; row++) rows.push(packRow(term, buffer.lines.get(buffer.ybase + row - 1)!));
  const span = { left: Math.max(1, left || 1) - 1, right: Math.min(term.cols, right || term.cols) };
  return checksum(rows, span).toString(16).toUpperCase().padStart(4, "0");
}

function installColors(term: Terminal, told: Told, send: (text: string) => void): void {
  const { parser } = term;
  const one = (index: number, value: string, name: string) => {
    if (value === "?") {
      const rgb = told.colors.get(index) ?? told.options.colors[index] ?? 0;
      send(`\x1b]${name};${colorReport(rgb)}\x1b\\`);
      return;
    }
    const rgb = parseColor(value);
    if (rgb !== null) told.colors.set(index, rgb);
  };
  parser.registerOscHandler(4, (data) => {
    const parts = data.split(";", 1024);
    for (let i = 0; i + 1 < parts.length; i += 2) {
      if (/^\d{1,3}$/.test(parts[i]) && Number(parts[i]) < 256) {
        one(Number(parts[i]), parts[i + 1], `4;${Number(parts[i])}`);
      }
    }
    return true;
  });
  [FOREGROUND, BACKGROUND, CURSOR].forEach((index, i) => {
    parser.registerOscHandler(10 + i, (data) => {
      data.split(";", 3 - i).forEach((value, k) => one(index + k, value, String(10 + i + k)));
      return true;
    });
    parser.registerOscHandler(110 + i, () => {
      told.colors.delete(index);
      return true;
    });
  });
  parser.registerOscHandler(104, (data) => {
    if (data === "") {
      for (const index of [...told.colors.keys()]) if (index < 256) told.colors.delete(index);
    } else for (const part of data.split(";", 1024)) told.colors.delete(Number(part));
    return true;
  });
}

/** `file://host/path`, percent-encoded. */
function folderOf(data: string): string | null {
  if (data.length > MOST_URI) return null;
  const path = /^file:\/\/[^/]*(\/.*)$/.exec(data)?.[1];
  if (path === undefined) return null;
  try {
    const decoded = decodeURIComponent(path);
    // deno-lint-ignore no-control-regex
    return /[\0-\x1f]/.test(decoded) ? null : decoded;
  } catch {
    return null;
  }
}

/** Questions have no text; neither has what is no base64. */
function clipboardText(data: string): string | null {
  const coded = /^[cps0-7]*;([A-Za-z0-9+/=]*)$/.exec(data.slice(0, MOST_CLIPBOARD))?.[1];
  if (coded === undefined || coded === "") return null;
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(coded), (char) => char.charCodeAt(0)));
  } catch {
    return null;
  }
}

/** A prompt starts (A), a command's output starts (C), a command has ended (D;code). */
function notePrompt(term: Terminal, { prompts }: Told, data: string): void {
  const last = prompts[prompts.length - 1];
  switch (data[0]) {
    case "A": {
      const marker = term.registerMarker(0);
      if (marker === undefined) return;
      if (last !== undefined && last.marker.line === marker.line) {
        marker.dispose(); // The prompt drew itself again.
        return;
      }
      prompts.push({ marker, exit: -1, output: null, end: null });
      // Those that scrolled off have no line any more.
      while (prompts.length > MOST_PROMPTS || (prompts.length > 0 && prompts[0].marker.line < 0)) {
        const gone = prompts.shift()!;
        gone.marker.dispose();
        gone.output?.dispose();
        gone.end?.dispose();
      }
      return;
    }
    case "C":
      if (last !== undefined && last.output === null) last.output = term.registerMarker(0) ?? null;
      return;
    case "D": {
      if (last === undefined || last.end !== null) return;
      const code = /^D;(\d{1,5})/.exec(data)?.[1];
      last.exit = code === undefined ? 0 : Number(code);
      last.end = term.registerMarker(0) ?? null;
    }
  }
}
