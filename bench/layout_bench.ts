/** Layout: one typed character, a scroll, nothing changed, a screen from nothing; 1280 × 800 with the real fonts. */
import type { LineIndex, Millis, Offset, Px, ViewId } from "../src/base/mod.ts";
import { seededRandom } from "../src/base/mod.ts";
import { apply, resolve } from "../src/editor/mod.ts";
import { createFonts, loadHarfBuzz } from "../src/render/mod_io.ts";
import { type AppView, createLayout, layoutApp, revealScroll, type Workbench } from "../src/ui/mod.ts";
import { testWorkbench, withDocument, withScroll } from "../src/ui/test_workbench.ts";

const VIEW = 1 as ViewId;
const random = seededRandom(11);
const words = [
  "const",
  "state",
  "=",
  "changes.of(spec.edits",
  "=>",
  "{",
  "return",
  "selection;",
  "// why",
  "!==",
  "0)",
];
const lines = Array.from({ length: 10_000 }, () => {
  let line = " ".repeat(2 * random.int(0, 6));
  for (let i = random.int(0, 9); i >= 0; i--) line += random.pick(words) + " ";
  return line;
});
const middle = lines.slice(0, 5010).join("\n").length as Offset;
const fonts = createFonts(
  { ligatures: true, hinting: "light", antialiasing: "grey", scale: 1, rasteriser: "outline" },
  { harfbuzz: await loadHarfBuzz() },
);
const start = withScroll(
  testWorkbench([{ name: "step.ts", text: lines.join("\n"), ranges: [{ anchor: middle, head: middle }] }], {
    width: 1280 as Px,
    height: 800 as Px,
  }),
  VIEW,
  { line: 5000 as LineIndex },
);
const first = layoutApp(start, null, fonts);

/** 400 versions of the workbench, a letter typed in each. */
const typed: Workbench[] = [];
for (let app = start, i = 0; i < 400; i++) {
  const doc = app.docs.get(1 as never)!;
  const head = doc.state.selections.get(VIEW)!.ranges[0].head;
  const insert = String.fromCharCode(97 + random.int(0, 26)) + (i % 7 === 6 ? " " : "");
  const at = (head + insert.length) as Offset;
  const tr = resolve(doc.state, {
    edits: [{ from: head, to: head, insert }],
    selection: { ranges: [{ anchor: at, head: at }], main: 0 },
    view: VIEW,
    origin: "type",
  }, 0 as Millis);
  typed.push(app = withDocument(app, { ...doc, state: apply(tr) }));
}

let view: AppView = first;
let turn = 0;
Deno.bench("layoutApp: one typed character", { group: "layout", baseline: true }, () => {
  view = layoutApp(typed[turn++ % typed.length], view, fonts);
});
Deno.bench("layoutApp: nothing changed but the blink", { group: "layout" }, () => {
  view = layoutApp({ ...typed[0], caretOn: turn++ % 2 === 0 }, view, fonts);
});
Deno.bench("layoutApp: scrolled by three lines", { group: "layout" }, () => {
  view = layoutApp(withScroll(start, VIEW, { line: (3 * (turn++ % 3000)) as LineIndex }), view, fonts);
});
Deno.bench("layoutApp: a screen from nothing", { group: "layout" }, () => void layoutApp(start, null, fonts));
Deno.bench("revealScroll", { group: "layout" }, () => {
  revealScroll(typed[turn++ % typed.length], VIEW, { last: view, fonts });
});
Deno.bench("createLayout and one place", { group: "layout" }, () => {
  createLayout(start, VIEW, { last: view, fonts }).placeOf({ at: middle, side: 1 });
});

const long = testWorkbench([{
  text: "let x = 1; ".repeat(100_000),
  ranges: [{ anchor: 900_000 as Offset, head: 900_000 as Offset }],
}], {
  width: 1280 as Px,
  height: 800 as Px,
});
Deno.bench("layoutApp: into a 1 MB line, from nothing", { group: "long line" }, () => {
  layoutApp(withScroll(long, VIEW, { x: 7_000_000 as Px }), null, fonts);
});
const files = Array.from({ length: 10_000 }, (_, i) => ({ name: `file_${i}.ts`, text: "" }));
const tabs = testWorkbench(files, { width: 1280 as Px, height: 800 as Px });
let tabView = layoutApp(tabs, null, fonts);
Deno.bench("layoutApp: another of 10,000 tabs", { group: "tabs" }, () => {
  const active = (1 + (turn++ * 37) % 10_000) as ViewId;
  tabView = layoutApp({ ...tabs, groups: [{ ...tabs.groups[0], active }] }, tabView, fonts);
});
