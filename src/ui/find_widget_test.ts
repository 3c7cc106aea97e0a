/** The find widget and its marks: places, states, narrow windows, what lies under the pointer. */
import assert from "node:assert/strict";
import type { Px, ViewId } from "../base/mod.ts";
import { matchesOf } from "../editor/mod.ts";
import { FakeMonoFonts } from "./fake_fonts.ts";
import type { FindBox, FindShown } from "./find_box.ts";
import { countText } from "./find_widget.ts";
import { hitTest } from "./hit.ts";
import { inputOf } from "./input_state.ts";
import { layoutApp } from "./layout.ts";
import { testWorkbench } from "./test_workbench.ts";
import type { Workbench } from "./types.ts";
import type { AppView } from "./view.ts";

const VIEW = 1 as ViewId;
const shown: FindShown = {
  view: VIEW,
  matches: matchesOf([0, 3, 8, 11]),
  current: 1,
  state: "done",
  progress: null,
  problem: null,
  spans: null,
};
const closed: FindBox = {
  group: 1,
  isOpen: false,
  hasReplace: false,
  focus: null,
  find: inputOf("foo"),
  replace: inputOf(),
  caseSensitive: false,
  wholeWord: false,
  isRegex: false,
  preserveCase: false,
  results: null,
  preview: null,
};
function lay(find: Partial<FindBox>, more: Partial<Workbench> = {}): { app: Workbench; view: AppView } {
  const bench = testWorkbench([{ text: "foo bar foo\n".repeat(200) }], {
    width: 900 as Px,
    height: 500 as Px,
  });
  const app: Workbench = { ...bench, ...more, find: { ...closed, isOpen: true, ...find } };
  return { app, view: layoutApp(app, null, new FakeMonoFonts()) };
}

Deno.test("layoutApp() shows the widget only while it is open, inside its editor", () => {
  assert.equal(lay({ isOpen: false }).view.find, null);
  for (const width of [1400, 900, 420, 260]) {
    const { view } = lay({ hasReplace: true, results: shown }, { width: width as Px });
    const { box, parts } = view.find!;
    const editor = view.editors[0].box;
    assert.ok(box.x + box.width <= editor.x + editor.width, `${width}`);
    for (const part of parts) {
      assert.ok(
        part.box.x >= box.x && part.box.x + part.box.width <= box.x + box.width + 0.01,
        `${width}: ${part.id}`,
      );
    }
  }
});

Deno.test("hitTest() finds the widget's parts over the text, and places in its inputs", () => {
  const { view } = lay({ hasReplace: true, focus: "find", results: shown });
  const seen = new Set<string>();
  for (const { id, box } of view.find!.parts) {
    const x = (id === "find" || id === "replace" ? box.x + 12 : box.x + box.width / 2) as Px;
    const hit = hitTest(view, x, box.y + box.height / 2 as Px);
    assert.deepEqual([hit.kind, hit.kind === "find" && hit.part], ["find", id]);
    seen.add(id);
  }
  assert.equal(seen.size, 13);
  const { field, stops } = view.find!.find;
  const hit = hitTest(view, stops[2] as Px, field.y + 5 as Px);
  assert.equal(hit.kind === "find" && hit.unit, 2);
});

Deno.test("countText() says where one is, and what is not known yet", () => {
  assert.equal(countText({ results: shown }), "2 of 2");
  assert.equal(countText({ results: { ...shown, current: -1 } }), "? of 2");
  assert.equal(countText({ results: { ...shown, state: "searching" } }), "2 of 2+");
  assert.equal(countText({ results: { ...shown, matches: matchesOf([]) } }), "No results");
  assert.equal(countText({ results: { ...shown, problem: "Bad" } }), "");
  assert.equal(countText({ results: null }), "");
});

Deno.test("layoutApp() marks matches on screen and along the scrollbar, and keeps marks that did not change", () => {
  const { app, view } = lay({ results: shown });
  const { found, bars } = view.findMarks!;
  assert.equal(found.length, 10);
  const { text, cell, box } = view.editors[0];
  assert.deepEqual(found.slice(0, 5), [text.x, box.y + 1, 3 * cell, view.editors[0].lineHeight - 2, 0]);
  assert.deepEqual(found.slice(5, 7), [text.x + 8 * cell, box.y + 1]);
  assert.equal(found[9], 1);
  assert.deepEqual(bars, [box.y, 2]);
  const again = layoutApp({ ...app, caretOn: false }, view, new FakeMonoFonts());
  assert.deepEqual(again.findMarks!.bars, bars);
  assert.equal(lay({ results: { ...shown, matches: matchesOf([]) } }).view.findMarks, null);
});

Deno.test("layoutApp() makes the widget anew for what it shows, not for a blink in the editor", () => {
  const fonts = new FakeMonoFonts();
  const { app } = lay({ results: shown });
  const view = layoutApp(app, null, fonts);
  assert.equal(layoutApp({ ...app, caretOn: false }, view, fonts).find, view.find);
  assert.equal(
    layoutApp({ ...app, find: { ...app.find!, results: { ...shown } } }, view, fonts).find,
    view.find,
  );
  const other = { ...app.find!, results: { ...shown, current: 0 } };
  assert.notEqual(layoutApp({ ...app, find: other }, view, fonts).find, view.find);
});

Deno.test("an input's caret stays inside its field however long the text is", () => {
  for (const text of ["", "abc", "x".repeat(500), "a\nb\tc", "😀".repeat(200)]) {
    const { view } = lay({ find: inputOf(text), focus: "find" });
    const { caret, field } = view.find!.find;
    assert.ok(caret!.x >= field.x && caret!.x + caret!.width <= field.x + field.width, text);
  }
});
