/**
 * The app itself to bench on: the 10,000-line fixture open at line 5,000, the default keys, one letter after the other,
 * from the event to the pixels in memory. Everything between the operating system and the screen but those two. The text has
 * the colours and brackets of its parse, and all view parts are on, as people have them.
 */
import type { DeviceRect, Painter } from "../src/render/mod.ts";
import type { DocId, LineIndex, Millis, Offset } from "../src/base/mod.ts";
import { type Structure, type SyntaxNote, syntaxNote, type Text, textOf } from "../src/editor/mod.ts";
import { loadTree } from "../src/editor/syntax/grammars_io.ts";
import { grammarOf, type TreeGrammar } from "../src/editor/syntax/languages.ts";
import { TreeDocument } from "../src/editor/syntax/tree_document_io.ts";
import type { Paint } from "../src/editor/syntax/types.ts";
import { createDamageGrid, createDrawList, damageOf } from "../src/render/mod.ts";
import { createSoftwarePainter } from "../src/render/mod_io.ts";
import { type AppView, layoutApp, paint } from "../src/ui/mod.ts";
import type { KeyEvent, TextEvent } from "../src/window/mod.ts";
import {
  type App,
  createApp,
  defaultAppSettings,
  documentOf,
  type StepContext,
  viewOf,
} from "../src/app/app.ts";
import { goTo } from "../src/app/documents.ts";
import { Meter } from "../src/app/meter.ts";
import { step } from "../src/app/step.ts";
import { benchAtlas, benchFonts, height, memoryWindow, width } from "./bench_screen.ts";
import { typescriptText } from "./fixtures.ts";

const at = 1 as Millis;

/** Letters after which the typing starts again in a fresh app, so that the line stays short of the edge. */
const burst = 60;

const loaded = await loadTree(grammarOf("typescript") as TreeGrammar);
if (!loaded.ok) throw new Error(loaded.reason);
const grammar = loaded.value;
/** Above this nobody colours. */
const mostUnits = 5_000_000;

/** What the worker would say of the lines around the middle; nothing of a text that is too large for it. */
function syntaxNotes(text: Text): readonly SyntaxNote[] {
  if (text.length > mostUnits) return [{ kind: "status", status: "tooLarge" }];
  let paint: Paint | null = null;
  let structure: Structure | null = null;
  const document = new TreeDocument(grammar, text, {
    version: 0,
    answers: {
      paint: (one) => void (paint = one),
      structure: (one) => void (structure = one),
      slow() {},
      stopped() {},
      wake() {},
    },
  });
  const at = (line: number): Offset => text.line(Math.min(line, text.lineCount - 1) as LineIndex).from;
  document.look(Int32Array.of(at(4900), at(5100)));
  while (paint === null || structure === null) document.advance(performance.now() + 1000);
  document.close();
  return [{ kind: "status", status: "waiting" }, { kind: "paint", paint }, { kind: "structure", structure }];
}

/** An app with the fixture (or another text), what a step needs, and what the last frame looked like. */
export function createBenchApp({ source = typescriptText() }: { source?: string } = {}) {
  const fonts = benchFonts();
  const atlas = benchAtlas(fonts);
  const target = memoryWindow();
  const painter: Painter = createSoftwarePainter({ target: () => target, atlas });
  const context: { -readonly [K in keyof StepContext]: StepContext[K] } = {
    view: null,
    fonts,
    at,
    meter: new Meter(() => performance.now()),
  };
  let app: App = createApp({
    width,
    height,
    displayScale: 1,
    settings: defaultAppSettings,
    platform: "linux",
    painter: "software",
  });
  app = step(app, { kind: "document.new", text: textOf(source), language: "typescript" }, context).app;
  const view = app.groups[0].active;
  if (view === null) throw new Error("The fixture did not open");
  const doc: DocId = viewOf(app, view).doc;
  for (const note of syntaxNotes(documentOf(app, doc).state.text)) {
    app = step(app, { kind: "document.note", doc, note: syntaxNote(note) }, context).app;
  }
  app = goTo(app, view, { line: 5000 as LineIndex, column: 0, ctx: context });
  const start = app;
  const list = createDrawList();
  const grid = createDamageGrid({ atlas, width, height });
  const damage: DeviceRect[] = [];
  let frame: AppView = layoutApp(app, null, fonts);
  let typed = 0;

  /** Steps 8 to 11; answers how many rectangles were presented. */
  const show = (): number => showApp(app);
  const showApp = (shown: App): number => {
    frame = layoutApp(shown, frame, fonts);
    context.view = frame;
    paint(frame, shown.theme, list);
    const count = damageOf(list, grid, damage);
    if (count > 0) painter.present(list, damage, count);
    return count;
  };
  /** Steps 2 to 6 for the two events SDL sends for a letter. */
  const type = (key: KeyEvent, text: TextEvent): void => {
    if (typed++ % burst === 0) app = start;
    app = step(app, key, context).app;
    app = step(app, text, context).app;
  };
  show();
  return {
    start,
    view,
    context,
    fonts,
    list,
    grid,
    damage,
    painter,
    type,
    show,
    showApp,
    get app(): App {
      return app;
    },
    get frame(): AppView {
      return frame;
    },
  };
}

export const letterKey: KeyEvent = { kind: "keydown", key: "x", mods: 0, repeat: false, at };
export const letterText: TextEvent = { kind: "text", text: "x", at };
