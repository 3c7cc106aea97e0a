/** What lies around the text: where it is, what it costs the draw list, what a click on it means. */
import assert from "node:assert/strict";
import type { LineIndex, Offset, Px, ViewId } from "../base/mod.ts";
import type { Decorate } from "../editor/mod.ts";
import { createDrawList } from "../render/mod.ts";
import { FakeMonoFonts } from "./fake_fonts.ts";
import { hitTest } from "./hit.ts";
import { layoutApp } from "./layout.ts";
import { paint } from "./paint.ts";
import { testWorkbench, withScroll } from "./test_workbench.ts";
import { DARK_THEME, STYLE } from "./theme.ts";
import { DEFAULT_LOOK, type Workbench } from "./types.ts";
import { DEFAULT_PARTS, type ViewParts } from "./view_parts.ts";

const VIEW = 1 as ViewId;
const withParts = (parts: Partial<ViewParts> = {}): Partial<Workbench> => ({
  width: 640 as Px,
  look: { ...DEFAULT_LOOK, parts: { ...DEFAULT_PARTS, ...parts } },
});
const partsOf = (text: string, parts: Partial<ViewParts> = {}) => {
  const view = layoutApp(
    testWorkbench([{ text, settings: { indentSize: 2 } }], withParts(parts)),
    null,
    new FakeMonoFonts(),
  );
  return { view, parts: view.parts[0]!, editor: view.editors[0] };
};

Deno.test("paint() draws each glyph of a coloured row once", () => {
  const decorate: Decorate = (_state, _view, from, _to, out) => {
    out.push({ kind: "style", from, to: (from + 2) as Offset, side: 1, style: STYLE.keyword });
    out.push({
      kind: "style",
      from: (from + 4) as Offset,
      to: (from + 5) as Offset,
      side: 1,
      style: STYLE.string,
    });
  };
  const glyphs = (app: Workbench) => {
    const list = createDrawList();
    paint(layoutApp(app, null, new FakeMonoFonts()), DARK_THEME, list);
    return list.glyphCount;
  };
  const app = testWorkbench([{ text: "abcdefgh", ranges: [{ anchor: 0 as Offset, head: 0 as Offset }] }]);
  assert.equal(glyphs({ ...app, decorate: [decorate] }), glyphs(app));
});

Deno.test("guidesOf() stands one line at each step, through blank lines, the block of the caret active", () => {
  const { parts, editor } = partsOf("a\n  b|\n\n    c\n  d\ne");
  const { lines } = parts.guides!;
  const { x, y } = editor.text;
  assert.deepEqual(lines, [
    ...[x, y + 22, 4 * 22, 0],
    ...[x + 16, y + 2 * 22, 2 * 22, 1],
  ]);
});

Deno.test("brackets at the caret are boxed, the partner too; away from one nothing is", () => {
  assert.equal(partsOf("f(a, [b])|").parts.brackets.length, 6);
  assert.equal(partsOf("f(a|, [b])").parts.brackets.length, 0);
});

Deno.test("blanks show by the setting", () => {
  const count = (whitespace: ViewParts["whitespace"], text = "  a b  c  |") =>
    partsOf(text, { whitespace }).parts.blanks.length / 4;
  assert.equal(count("none"), 0);
  assert.equal(count("all"), 7);
  assert.equal(count("boundary"), 6);
  assert.equal(count("trailing"), 2);
  assert.equal(count("selection"), 0);
  assert.equal(count("selection", "  a< b >c"), 2);
});

Deno.test("minimapOf() has a bar a line, a slider that a click grabs, and a line under every height", () => {
  const text = Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? "  some words" : "")).join("\n");
  const app = testWorkbench([{ text }], withParts());
  const fonts = new FakeMonoFonts();
  const { minimap } = layoutApp(app, null, fonts).parts[0]!;
  assert.ok(minimap!.bands[0].bars[1] > 0);
  assert.equal(minimap!.bands[0].bars[3], 0);
  const end = layoutApp(withScroll(app, VIEW, { line: 999 as LineIndex }), null, fonts);
  const at = end.parts[0]!.minimap!;
  assert.ok(
    Math.abs(at.slider.y + at.slider.height - at.box.y - at.box.height) <= 1,
    "the end is at the bottom",
  );
  const hit = hitTest(end, (at.slider.x + 3) as Px, (at.slider.y + 4) as Px);
  assert.ok(hit.kind === "minimap" && hit.part === "slider" && hit.grab === 4);
  assert.equal(hitTest(end, (at.slider.x - 3) as Px, at.slider.y).kind, "text");
});

Deno.test("rulers stand at their columns, parts that are off cost nothing", () => {
  const { parts, editor } = partsOf("a", { rulers: [10, 9999] });
  assert.deepEqual(parts.rulers, [editor.text.x + 80]);
  const off = layoutApp(testWorkbench([{ text: "a" }]), null, new FakeMonoFonts());
  assert.deepEqual(off.parts, [null]);
  assert.equal(
    off.editors[0].text.x + off.editors[0].text.width,
    off.editors[0].box.x + off.editors[0].box.width,
  );
});
