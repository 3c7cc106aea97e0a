/**
 * Wrapping, folds and the parts around the text: a typed letter with all parts on and off, a typed letter in wrapped text, a
 * scroll with the minimap, and opening what is large. 1280 × 800 with the real fonts.
 */
import type { LineIndex, Millis, Offset, Px, ViewId } from "../src/base/mod.ts";
import { seededRandom } from "../src/base/mod.ts";
import {
  apply,
  createState,
  defaultSettings,
  type Field,
  lastChangeField,
  nothingHidden,
  resolve,
  type Settings,
  type Text,
  textOf,
  withView,
} from "../src/editor/mod.ts";
import { createFonts, loadHarfBuzz } from "../src/render/mod_io.ts";
import {
  type AppView,
  DEFAULT_LOOK,
  DEFAULT_PARTS,
  layoutApp,
  type ViewParts,
  type Workbench,
} from "../src/ui/mod.ts";
import { RowMap } from "../src/ui/row_map.ts";
import { testWorkbench, withDocument, withScroll } from "../src/ui/test_workbench.ts";

const VIEW = 1 as ViewId;
const random = seededRandom(5);
const words = [
  "const",
  "state",
  "=",
  "changes.of(spec)",
  "=>",
  "{",
  "return",
  "selection;",
  "// why",
  "!==",
  "0)",
];
const some = (least: number, most: number): string => {
  let line = " ".repeat(2 * random.int(0, 6));
  for (let i = random.int(least, most); i >= 0; i--) line += random.pick(words) + " ";
  return line;
};
const code = Array.from({ length: 10_000 }, () => some(0, 9)).join("\n");
const prose = Array.from({ length: 3000 }, () => some(20, 60)).join("\n");
const huge = textOf(`${"a line of text that is not long\n".repeat(1000)}`.repeat(1000));
const oneLine = textOf("word ".repeat(200_000));
const fonts = createFonts(
  { ligatures: true, hinting: "light", antialiasing: "grey", scale: 1, rasteriser: "outline" },
  { harfbuzz: await loadHarfBuzz() },
);

function workbench(
  text: string,
  { parts, settings }: { parts?: ViewParts; settings?: Partial<Settings> },
): Workbench {
  const app = testWorkbench([{ text: "" }], {
    width: 1280 as Px,
    height: 800 as Px,
    look: parts === undefined ? DEFAULT_LOOK : { ...DEFAULT_LOOK, parts },
  });
  const doc = app.docs.get(1 as never)!;
  const state = createState({
    text: textOf(text),
    settings: { ...defaultSettings, ...settings },
    fields: [lastChangeField as Field<unknown>],
  });
  const line = Math.floor(state.text.lineCount / 2) as LineIndex;
  const at = state.text.line((line + 10) as LineIndex).to;
  const shown = withDocument(app, {
    ...doc,
    state: withView(state, VIEW, { ranges: [{ anchor: at, head: at }], main: 0 }),
  });
  return withScroll(shown, VIEW, { line });
}

/** Versions of the workbench, a letter typed in each. */
function typing(start: Workbench): Workbench[] {
  const out: Workbench[] = [];
  for (let app = start, i = 0; i < 300; i++) {
    const doc = app.docs.get(1 as never)!;
    const head = doc.state.selections.get(VIEW)!.ranges[0].head;
    const at = (head + 1) as Offset;
    const tr = resolve(doc.state, {
      edits: [{ from: head, to: head, insert: i % 6 === 5 ? " " : String.fromCharCode(97 + i % 26) }],
      selection: { ranges: [{ anchor: at, head: at }], main: 0 },
      view: VIEW,
      origin: "type",
    }, 0 as Millis);
    out.push(app = withDocument(app, { ...doc, state: apply(tr) }));
  }
  return out;
}

function benchTyping(
  name: string,
  { start, baseline, group }: { start: Workbench; baseline?: true; group: string },
): void {
  const versions = typing(start);
  const first = layoutApp(start, null, fonts);
  let view: AppView = first;
  let i = 0;
  Deno.bench(name, { group, baseline }, () => {
    if (i === versions.length) {
      i = 0;
      view = first;
    }
    view = layoutApp(versions[i++], view, fonts);
  });
}

benchTyping("a typed letter, no parts", { start: workbench(code, {}), baseline: true, group: "view parts" });
benchTyping("a typed letter, all parts", {
  start: workbench(code, { parts: DEFAULT_PARTS }),
  group: "view parts",
});
benchTyping("a typed letter in wrapped text", {
  start: workbench(prose, { parts: DEFAULT_PARTS, settings: { wrap: "on" } }),
  group: "view parts",
});

let scrolled = workbench(code, { parts: DEFAULT_PARTS });
let shown = layoutApp(scrolled, null, fonts);
let row = 0;
Deno.bench("a scroll by a row with the minimap", { group: "view parts" }, () => {
  scrolled = withScroll(scrolled, VIEW, { line: (3000 + (row++ % 4000)) as LineIndex });
  shown = layoutApp(scrolled, shown, fonts);
});

const mapOf = (text: Text) => new RowMap({ text, hidden: nothingHidden, columns: 120, tabSize: 4 });
Deno.bench("rows of 1,000,000 lines, wrapped, first asked in the middle", { group: "view parts" }, () => {
  mapOf(huge).rowOfLine(500_000);
});
Deno.bench("rows of one line of 1 MB, wrapped", { group: "view parts" }, () => {
  mapOf(oneLine).rowOfLine(0);
});
