/**
 * A thousand carets in a file of 10 MB: one typed character from the event to the frame in memory, and each stage of it.
 * The carets lie all over the file; those on screen are as many as fit there.
 */
import type { LineIndex, Millis, Offset } from "../src/base/mod.ts";
import { caretAt, mapSelection, type Range, resolve, undoSpec } from "../src/editor/mod.ts";
import { apply, changesOf } from "../src/editor/mod.ts";
import { type App, documentOf, selectionOf, viewOf } from "../src/app/app.ts";
import { step } from "../src/app/step.ts";
import { createBenchApp } from "./bench_app.ts";
import { typescriptText } from "./fixtures.ts";

const carets = 1000;
const source = typescriptText(10_000).repeat(30).slice(0, 10_000_000);
const bench = createBenchApp({ source });
const { view, context } = bench;
const doc = viewOf(bench.app, view).doc;

function withCarets(): App {
  const { text } = documentOf(bench.app, doc).state;
  const ranges: Range[] = [];
  for (let i = 0; i < carets; i++) {
    // Fifty around the screen, the others everywhere.
    const line = i < 50 ? 4990 + i : Math.floor(((i - 50) * (text.lineCount - 6000)) / 950) + 6000;
    ranges.push(caretAt(text.line(line as LineIndex).from));
  }
  return step(bench.app, {
    kind: "spec",
    doc,
    spec: { view, selection: { ranges, main: 0 }, origin: "move", reveal: true },
  }, context).app;
}

let app = withCarets();
const start = app;
let typed = 0;
const type = (text: string): void => {
  // Short lines: what is measured is the thousand carets, not a line that outgrows the screen.
  if (typed++ % 40 === 0) app = start;
  app = step(app, { kind: "text", text, at: 1 as Millis }, context).app;
};

Deno.bench("1,000 carets in 10 MB: a typed character to the frame", { group: "carets" }, () => {
  type("x");
  bench.showApp(app);
});
Deno.bench("1,000 carets in 10 MB: step alone", { group: "carets" }, () => {
  type("x");
});
Deno.bench("1,000 carets in 10 MB: a move to the right, to the frame", { group: "carets" }, () => {
  if (typed++ % 40 === 0) app = start;
  app = step(app, { kind: "command", id: "cursorRight" }, context).app;
  bench.showApp(app);
});

const { state } = documentOf(start, doc);
const selection = selectionOf(state, view);
const edits = selection.ranges.map(({ head }) => ({ from: head, to: head, insert: "x" }));
const changes = changesOf(edits, state.text.length);
const spec = { edits, view, origin: "type" } as const;
const after = apply(resolve(state, spec, 1 as Millis));
let sink = 0;
Deno.bench("1,000 carets: changes and text", { group: "carets parts" }, () => {
  sink += changesOf(edits, state.text.length).apply(state.text).length;
});
Deno.bench("1,000 carets: mapSelection", { group: "carets parts" }, () => {
  sink += mapSelection(selection, changes, 1).ranges.length;
});
Deno.bench("1,000 carets: resolve and apply", { group: "carets parts" }, () => {
  sink += apply(resolve(state, spec, 1 as Millis)).version;
});
Deno.bench("1,000 carets: undo", { group: "carets parts" }, () => {
  sink += apply(resolve(after, undoSpec(after, { view })!, 2 as Millis)).version as number;
});
const far = (state.text.length - 1) as Offset;
Deno.bench("1,000 carets: map an offset behind them all", { group: "carets parts" }, () => {
  sink += changes.mapOffset(far, 1);
});
