/**
 * Syntax: what the worker does for a key in 10,000 lines of TypeScript, the way from a key to its fresh colours through the
 * whole app and the real worker, and what colours cost on the way of a key to the screen.
 */
import type { Millis, Offset, ViewId } from "../src/base/mod.ts";
import {
  apply,
  changesOf,
  createState,
  type Decoration,
  resolve,
  type State,
  syntaxDecorate,
  syntaxField,
  syntaxNote,
  textOf,
} from "../src/editor/mod.ts";
import { loadTree } from "../src/editor/syntax/grammars_io.ts";
import { grammarOf, type TreeGrammar } from "../src/editor/syntax/languages.ts";
import { TreeDocument } from "../src/editor/syntax/tree_document_io.ts";
import type { Paint } from "../src/editor/syntax/types.ts";
import { createAtlas } from "../src/render/mod.ts";
import { createFonts, loadHarfBuzz } from "../src/render/mod_io.ts";
import { STYLE } from "../src/ui/mod.ts";
import { createApp, defaultAppSettings } from "../src/app/app.ts";
import { realClock } from "../src/app/clock_io.ts";
import type { Session } from "../src/app/session_io.ts";
import { SyntaxDriver } from "../src/app/syntax_io.ts";
import { windowlessSession } from "../src/app/windowless_io.ts";
import { height, width } from "./bench_screen.ts";
import { typescriptText } from "./fixtures.ts";

const source = typescriptText();
const middle = source.split("\n").slice(0, 5000).join("\n").length + 1;
const loaded = await loadTree(grammarOf("typescript") as TreeGrammar);
if (!loaded.ok) throw new Error(loaded.reason);

/** A document of the worker in this thread, parsed and coloured around the middle. */
function openDocument() {
  let paint: Paint | null = null;
  let text = textOf(source);
  let version = 0;
  const answers = {
    paint: (one: Paint) => void (paint = one),
    structure() {},
    slow() {},
    stopped() {},
    wake() {},
  };
  const document = new TreeDocument(loaded.ok ? loaded.value : null!, text, { version, answers });
  const settle = (): Paint => {
    for (paint = null; paint === null;) document.advance(performance.now() + 1000);
    return paint;
  };
  const look = (): Paint => {
    document.look(Int32Array.of(middle - 2500, middle + 2500));
    return settle();
  };
  look();
  let typed = 0;
  const key = (): Paint => {
    const at = (middle + typed % 60) as Offset;
    const isFull = typed++ % 60 === 59;
    const edit = isFull
      ? { from: middle as Offset, to: at, insert: "" }
      : { from: at, to: at, insert: "abcdefg "[typed % 8] };
    const changes = changesOf([edit], text.length);
    text = changes.apply(text);
    document.edit(changes, ++version);
    return settle();
  };
  return { look, key };
}
const opened = openDocument();
for (let i = 0; i < 200; i++) opened.key();
Deno.bench("syntax: a key in 10,000 lines: parse again, colour its line", { group: "worker" }, () => {
  opened.key();
});
Deno.bench("syntax: colour a window of 100 lines from nothing", { group: "worker" }, () => {
  opened.look();
});

/** A state that was coloured once and then typed in. */
function drifted(keys: number): State {
  const paint = opened.look();
  let state = createState({ text: textOf(source), fields: [syntaxField as never] });
  const tell = (value: Parameters<typeof syntaxNote>[0]) => {
    state = apply(resolve(state, { origin: "tool", notes: [syntaxNote(value)] }, 0 as Millis));
  };
  tell({ kind: "status", status: "waiting" });
  tell({ kind: "paint", paint: { ...paint, version: 0 } });
  for (let i = 0; i < keys; i++) {
    const at = (middle + i) as Offset;
    state = apply(
      resolve(state, { edits: [{ from: at, to: at, insert: "x" }], origin: "type" }, 0 as Millis),
    );
  }
  return state;
}
const decorate = syntaxDecorate(STYLE);
const out: Decoration[] = [];
const moved = drifted(3);
Deno.bench("syntax: decorate a screen of 36 lines, three keys behind", { group: "screen" }, () => {
  out.length = 0;
  decorate(moved, 1 as ViewId, (middle - 800) as Offset, (middle + 900) as Offset, out);
});

const fonts = createFonts(
  { ligatures: true, hinting: "light", antialiasing: "grey", scale: 1, rasteriser: "outline" },
  { harfbuzz: await loadHarfBuzz() },
);
const atlas = createAtlas({ source: fonts });
let shared: Session | null = null;
/** The whole app without a window, with the real worker. */
async function openSession(): Promise<Session> {
  if (shared !== null) return shared;
  const app = createApp({
    width,
    height,
    displayScale: 1,
    settings: defaultAppSettings,
    platform: "linux",
    painter: "software",
  });
  const session = shared = windowlessSession({ app, fonts, atlas, clock: realClock });
  session.syntax = new SyntaxDriver({ app: () => session.app, post: (event) => session.post(event) });
  session.dispatch({ kind: "document.new", text: textOf(source), language: "typescript" });
  session.dispatch({ kind: "command", id: "revealLine", arg: { lineNumber: 5000, at: "center" } });
  void session.run();
  await fresh(session);
  return session;
}
async function fresh(session: Session): Promise<void> {
  await session.until(
    () => session.isIdle && session.syntax!.isFresh(session.app, session.frames.view),
    20_000,
  );
}
let letters = 0;
Deno.bench("syntax: a key in 10,000 lines to its fresh colours on screen", { group: "whole" }, async (b) => {
  const session = await openSession();
  await new Promise((resolve) => setTimeout(resolve, 12));
  b.start();
  session.post({ kind: "text", text: "abcdefg "[letters++ % 8], at: session.clock.now() });
  session.turn();
  await fresh(session);
  b.end();
});
globalThis.addEventListener("unload", () => shared?.close());
