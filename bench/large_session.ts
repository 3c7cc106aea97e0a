/** A whole app without a display, with real files, for the benches of large files: session, fonts, painter into memory. */
import type { LineIndex, Px } from "../src/base/mod.ts";
import { caretAt } from "../src/editor/mod.ts";
import { createSoftwarePainter } from "../src/render/mod_io.ts";
import { defaultKeymap } from "../src/ui/mod.ts";
import { headlessWindow } from "../src/window/mod.ts";
import {
  activeDocument,
  activeView,
  type AppDocument,
  createApp,
  defaultAppSettings,
} from "../src/app/app.ts";
import { breathe, realClock } from "../src/app/clock_io.ts";
import { Session } from "../src/app/session_io.ts";
import { benchAtlas, benchFonts, height, memoryWindow, width } from "./bench_screen.ts";

export function largeSession(state?: string) {
  const fonts = benchFonts();
  const atlas = benchAtlas(fonts);
  const target = memoryWindow();
  const session = new Session({
    app: createApp({
      width,
      height,
      displayScale: 1,
      settings: defaultAppSettings,
      keys: defaultKeymap("linux"),
      platform: "linux",
      painter: "software",
    }),
    window: headlessWindow({ title: "", width: width as Px, height: height as Px, scale: 1 }),
    fonts,
    atlas,
    painter: createSoftwarePainter({ target: () => target, atlas }),
    renewPainter: () => Promise.resolve(null),
    frameMs: 0,
    setFonts: () => {},
    clock: realClock,
    state,
    log: (text) => console.error(text),
  });
  const doc = (): AppDocument => activeDocument(session.app)!;
  return {
    session,
    doc,
    /** Opens a file; resolves when its first screen is painted. */
    async open(path: string): Promise<void> {
      await session.ask({ kind: "file.read", path, line: null, column: null, as: "auto" });
      session.turn();
    },
    /** Runs the loop until that holds. */
    async until(test: () => boolean): Promise<void> {
      while (!test()) {
        session.turn();
        await breathe();
      }
      session.turn();
    },
    isIndexed: (): boolean => doc().large !== undefined && doc().loading === undefined,
    goTo(line: number): void {
      const { id, state } = doc();
      const at = state.text.line(line as LineIndex).from;
      const view = activeView(session.app)!.id;
      const selection = { ranges: [caretAt(at)], main: 0 };
      const spec = { view, selection, origin: "move", reveal: true } as const;
      session.dispatch({ kind: "spec", doc: id, spec });
      session.turn();
    },
    type(text: string): void {
      session.dispatch({ kind: "text", text, at: session.clock.now() });
      session.turn();
    },
    command(id: string, arg?: unknown) {
      const step = session.dispatch({ kind: "command", id, arg });
      session.turn();
      return step;
    },
    async save(): Promise<void> {
      session.dispatch({ kind: "document.save", doc: doc().id });
      await this.until(() => session.app.saving.size === 0);
    },
  };
}
/** Memory of this process in MB, after a collection where there is a way to ask for one. */
export function memoryMb(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return Deno.memoryUsage().rss / 1024 / 1024;
}
