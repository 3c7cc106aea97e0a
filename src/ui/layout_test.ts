/** The view as text: rows, carets, selections, scrolling, bars, reuse from frame to frame. */
import assert from "node:assert/strict";
import type { LineIndex, Millis, Offset, Px, ViewId } from "../base/mod.ts";
import { apply, type Decorate, type Origin, resolve } from "../editor/mod.ts";
import { FakeMonoFonts } from "./fake_fonts.ts";
import { inputOf } from "./input_state.ts";
import { createLayout, layoutApp, layoutTyped } from "./layout.ts";
import { clampScroll, revealScroll, scrollBy, scrollToThumb } from "./scroll.ts";
import { splitBeside } from "./panes.ts";
import { testDocument, type TestFile, testWorkbench, withDocument, withScroll } from "./test_workbench.ts";
import { STYLE } from "./theme.ts";
import type { Workbench } from "./types.ts";
import type { AppView, EditorView } from "./view.ts";

const VIEW = 1 as ViewId;
const CELL = 8;

/** Each visible row as "number text", carets as `|` by their pixels, `…` where a line goes on. */
function show(editor: EditorView): string {
  const lines: string[] = [];
  for (const placed of editor.rows) {
    const cells: string[] = [];
    for (let i = 0; i < editor.carets.length; i += 3) {
      if (editor.carets[i + 1] - 2 === placed.top) {
        const x = editor.carets[i] - editor.text.x + editor.scroll.x - placed.left;
        if (x >= 0 && x <= placed.row.width) cells.push(String(x / CELL));
      }
    }
    let text = placed.row.text;
    if (cells.length > 0 && placed.row.stops.every((stop, i) => stop === i * CELL)) {
      for (const cell of cells.toReversed()) {
        text = text.slice(0, Number(cell)) + "|" + text.slice(Number(cell));
      }
    }
    lines.push(`${placed.line + 1} ${text}${placed.continues ? "…" : ""}`);
  }
  return lines.join("\n");
}
function lay(
  files: readonly TestFile[],
  change: Partial<Workbench> = {},
): { app: Workbench; view: AppView; fonts: FakeMonoFonts } {
  const app = testWorkbench(files, change);
  const fonts = new FakeMonoFonts();
  return { app, view: layoutApp(app, null, fonts), fonts };
}
function edited(app: Workbench, { at, insert }: { at: number; insert: string }): Workbench {
  const doc = app.docs.get(1 as never)!;
  const selection = {
    ranges: [{ anchor: (at + insert.length) as Offset, head: (at + insert.length) as Offset }],
    main: 0,
  };
  const spec = {
    edits: [{ from: at as Offset, to: at as Offset, insert }],
    selection,
    view: VIEW,
    origin: "type" as Origin,
  };
  return withDocument(app, { ...doc, state: apply(resolve(doc.state, spec, 0 as Millis)) });
}

Deno.test("layoutApp() shows rows and carets", () => {
  const { view } = lay([{ text: "one |two\n|\nthree" }]);
  assert.equal(show(view.editors[0]), "1 one |two\n2 |\n3 three");
  assert.equal(view.editors[0].mainCaret, 1);
});

Deno.test("layoutApp() shows only rows in sight, from the scrolled line", () => {
  const { app, fonts } = lay([{ text: Array.from({ length: 100 }, (_, i) => `line ${i}`).join("\n") }]);
  const view = layoutApp(withScroll(app, VIEW, { line: 10 as LineIndex, dy: 5 as Px }), null, fonts);
  const [editor] = view.editors;
  assert.equal(editor.rows[0].line, 10);
  assert.equal(editor.rows[0].top, 36 - 5);
  // 138 px of height and 5 scrolled off are 6.5 rows.
  assert.equal(editor.rows.length, 7);
  assert.equal(editor.numbers.length, 7);
});

Deno.test("layoutApp() covers selections and shows a selected line end", () => {
  const { view } = lay([{ text: "a<bc\nde>f" }]);
  const [editor] = view.editors;
  const x = editor.text.x;
  assert.deepEqual([...editor.selections], [x + 8, 36, 16 + 4, 22, x, 58, 16, 22]);
});

Deno.test("layoutApp() gives the same objects when nothing changed", () => {
  const { app, view, fonts } = lay([{ text: "one|\ntwo" }]);
  const again = layoutApp({ ...app, caretOn: false }, view, fonts);
  assert.equal(again.editors[0], view.editors[0]);
  assert.equal(again.status, view.status);
  assert.equal(again.tabBars[0], view.tabBars[0]);
  assert.equal(again.frame, view.frame);
  assert.equal(again.caretsShown, false);
});

Deno.test("layoutApp() keeps every row but the one that was typed in", () => {
  const { app, view, fonts } = lay([{ text: "one\ntwo|\nthree" }]);
  const next = layoutApp(edited(app, { at: 7, insert: "x" }), view, fonts);
  const rows = (one: AppView) => one.editors[0].rows.map((placed) => placed.row);
  assert.equal(rows(next)[0], rows(view)[0]);
  assert.notEqual(rows(next)[1], rows(view)[1]);
  assert.equal(rows(next)[2], rows(view)[2]);
  assert.equal(show(next.editors[0]), "1 one\n2 twox|\n3 three");
});

Deno.test("layoutTyped() lays out the text and leaves the status bar to the next layout", () => {
  const { app, view, fonts } = lay([{ text: "one\ntwo|\nthree" }]);
  const typed = edited(app, { at: 7, insert: "x" });
  const first = layoutTyped(typed, view, fonts)!;
  assert.equal(show(first.editors[0]), "1 one\n2 twox|\n3 three");
  assert.equal(first.status, view.status);
  assert.notEqual(first.chrome, first.app);
  const whole = layoutApp(typed, first, fonts);
  assert.equal(whole.editors[0], first.editors[0]);
  assert.deepEqual(whole.status, layoutApp(typed, null, fonts).status);
  assert.equal(whole.chrome, typed);
});

Deno.test("layoutTyped() leaves nothing to see where another part follows the text or the window changed", () => {
  const { app, view, fonts } = lay([{ text: "one\ntwo|\nthree" }]);
  const typed = edited(app, { at: 7, insert: "x" });
  assert.equal(layoutTyped({ ...typed, width: 300 as Px }, view, fonts), null);
  assert.equal(layoutTyped({ ...typed, look: { ...app.look } }, view, fonts), null);
  assert.equal(layoutTyped(typed, view, new FakeMonoFonts()), null);
  assert.equal(layoutTyped(typed, { ...view, findMarks: {} as AppView["findMarks"] }, fonts), null);
  assert.equal(layoutTyped(typed, { ...view, choices: {} as AppView["choices"] }, fonts), null);
});

Deno.test("layoutApp() equals a layout from nothing after any edit", () => {
  let { app, view, fonts } = lay([{ text: "a\tb\nשלום x\n😀\n" }]);
  for (const [at, insert] of [[1, "z"], [3, "\n\n"], [0, "\u202e"], [2, "=>"]] as const) {
    app = edited(app, { at, insert });
    view = layoutApp(app, view, fonts);
    const fresh = layoutApp(app, null, new FakeMonoFonts());
    const places = (one: AppView) =>
      one.editors[0].rows.map(({ row, top, from }) => [row.text, [...row.stops], top, from]);
    assert.deepEqual(places(view), places(fresh));
    assert.deepEqual(view.editors[0].carets, fresh.editors[0].carets);
    assert.deepEqual(view.status.items, fresh.status.items);
  }
});

Deno.test("layoutApp() colours by Decorate and keeps a ligature whole", () => {
  const decorate: Decorate = (_state, _view, from, _to, out) => {
    out.push({ kind: "style", from, to: (from + 2) as Offset, side: 1, style: STYLE.keyword });
  };
  const { view } = lay([{ text: "ab!=c" }], { decorate: [decorate] });
  const [{ row }] = view.editors[0].rows;
  assert.deepEqual([...row.spans!], [0, 2, STYLE.keyword]);
  assert.deepEqual(row.runs.map((run) => [run.style, run.to - run.from]), [[STYLE.keyword, 2], [
    STYLE.text,
    2,
  ]]);
  assert.equal(row.runs[1].glyphs[row.runs[1].from], 0x21d2);
});

Deno.test("layoutApp() sets composed text in place, with the caret inside", () => {
  const { view } = lay([{ text: "ab|cd" }], { preedit: { text: "xyz", caret: 1 } });
  const [editor] = view.editors;
  assert.equal(editor.rows[0].row.text, "abxyzcd");
  assert.equal(editor.carets[0] - editor.text.x, 3 * CELL);
  assert.deepEqual(
    [...editor.underlines].map((v, i) => i % 3 === 0 ? v - editor.text.x : v).filter((_, i) => i % 3 !== 1),
    [16, 24],
  );
});

Deno.test("layoutApp() lays out only what is seen of a 1 MB line", () => {
  const { app, view, fonts } = lay([{ text: "x".repeat(1_000_000) }]);
  const units = (one: AppView) => one.editors[0].rows.reduce((sum, placed) => sum + placed.row.length, 0);
  assert.ok(units(view) <= 1024, `${units(view)}`);
  const far = layoutApp(withScroll(app, VIEW, { x: (CELL * 900_000) as Px }), view, fonts);
  const [editor] = far.editors;
  assert.ok(units(far) <= 1024);
  const first = editor.rows[0];
  assert.ok(first.from <= 900_000 && first.to > 900_000);
  assert.equal(first.left, first.from * CELL);
});

Deno.test("layoutApp() does not hang on a line of marks without width", () => {
  const { view } = lay([{ text: "e" + "\u0301".repeat(300_000) }]);
  assert.ok(view.editors[0].rows.length <= 32);
});

Deno.test("layoutApp() shows ten thousand tabs as the dozen that fit, the active one among them", () => {
  const files = Array.from({ length: 10_000 }, (_, i) => ({ name: `f${i}.ts`, text: "" }));
  const { app, fonts } = lay(files);
  const at = (id: number, last: AppView | null) =>
    layoutApp({ ...app, groups: [{ ...app.groups[0], active: id as ViewId }] }, last, fonts);
  const middle = at(5000, null);
  assert.ok(middle.tabBars[0].tabs.length < 12);
  assert.ok(middle.tabBars[0].tabs.some((tab) => tab.view === 5000));
  const beside = at(4999, middle);
  assert.ok(beside.tabBars[0].tabs.some((tab) => tab.view === 4999));
  assert.ok(fonts.shaped < 600, `${fonts.shaped}`);
});

Deno.test("layoutApp() writes the status bar", () => {
  const texts = (view: AppView) => view.status.items.map((item) => item.text);
  const file = { text: "a\n\tb|", settings: { language: "typescript" } };
  // A narrow window keeps what cannot be looked up elsewhere.
  assert.deepEqual(texts(lay([file], { width: 200 as Px }).view), ["Ln 2, Col 6", "TypeScript"]);
  assert.deepEqual(texts(lay([file], { width: 800 as Px }).view), [
    "Ln 2, Col 6",
    "Spaces 4",
    "UTF-8",
    "LF",
    "TypeScript",
    "software",
  ]);
  assert.equal(texts(lay([{ text: "<abc>" }]).view)[0], "Ln 1, Col 4 (3 selected)");
  assert.equal(texts(lay([{ text: "|a|" }]).view)[0], "2 selections");
});

Deno.test("layoutApp() tells the tree what is on screen", () => {
  const { view } = lay([{ text: "", name: "a.ts", dirty: true }, { text: "", name: "b.ts" }], {
    prompt: { id: 7, text: "Save?", detail: "", choices: [{ id: "yes", label: "Save" }], focused: 0 },
    notices: [{ id: 3, level: "info", text: "Hello there" }],
  });
  const roles = view.root.children.map((child) => child.role);
  assert.deepEqual(roles, ["tablist", "textbox", "status", "alert", "alertdialog"]);
  assert.equal(view.root.children[0].children[0].label, "a.ts, unsaved, tab 1 of 2");
  assert.equal(view.caretsShown, false);
});

Deno.test("layoutApp() places groups side by side", () => {
  const { app, fonts } = lay([{ text: "a" }, { text: "b" }], { width: 801 as Px });
  const groups = [1, 2].map((id) => ({ id, tabs: [id as ViewId], active: id as ViewId }));
  const editors = splitBeside({ kind: "group", id: 1 }, 1, { added: 2, side: "right" });
  const view = layoutApp({ ...app, groups, panes: { ...app.panes, editors } }, null, fonts);
  const [left, right] = view.editors.map((editor) => editor.box);
  assert.equal(left.x + left.width + 1, right.x);
  assert.equal(right.x + right.width, 801);
  assert.deepEqual(view.editors.map((editor) => editor.hasFocus), [true, false]);
});

Deno.test("layoutApp() stands a window of no size and no groups", () => {
  for (const size of [0, 1, 30]) {
    const { view } = lay([{ text: "abc|" }], { width: size as Px, height: size as Px });
    assert.equal(view.width, size);
  }
  assert.equal(lay([], { groups: [] }).view.editors.length, 0);
});

Deno.test("revealScroll() scrolls no further than needed", () => {
  const text = Array.from({ length: 100 }, (_, i) => `line ${i}`).join("\n");
  const { app, fonts } = lay([{ text: text + "|" }]);
  const reveal = (one: Workbench) => revealScroll(one, VIEW, { last: null, fonts });
  const end = reveal(app);
  // The last line ends where the editor does: 100 × 22 - 138 = 2062.
  assert.equal(end.line * 22 + end.dy, 2062);
  const there = withScroll(app, VIEW, end);
  assert.equal(reveal(there), there.views.get(VIEW)!.scroll);
  const start = withDocument(there, testDocument(1, { text: "|" + text }));
  assert.deepEqual(reveal(start), { line: 0, dy: 0, x: 0 });
});

Deno.test("revealScroll() can put the head in the middle, on whole rows", () => {
  const text = "\n".repeat(50) + "|" + "\n".repeat(50);
  const { app, fonts } = lay([{ text }]);
  assert.deepEqual(revealScroll(app, VIEW, { last: null, fonts, how: "middle" }), { line: 47, dy: 0, x: 0 });
});

Deno.test("revealScroll() follows a caret sideways and comes back", () => {
  const { app, fonts } = lay([{ text: "x".repeat(200) + "|" }]);
  const scroll = revealScroll(app, VIEW, { last: null, fonts });
  const width = 400 - 64 - 14;
  assert.equal(scroll.x, 200 * CELL + 32 - width);
  const back = withDocument(withScroll(app, VIEW, scroll), testDocument(1, { text: "|" + "x".repeat(200) }));
  assert.equal(revealScroll(back, VIEW, { last: null, fonts }).x, 0);
});

Deno.test("scrollBy() moves by pixels and stops at both ends", () => {
  const { app, view } = lay([{ text: "\n".repeat(99) }]);
  const by = (dy: number, one = app) => scrollBy(one, VIEW, { dx: 0, dy, last: view });
  assert.deepEqual(by(30), { line: 1, dy: 8, x: 0 });
  assert.equal(by(-30), app.views.get(VIEW)!.scroll);
  assert.deepEqual(by(1e9), { line: 99, dy: 0, x: 0 });
});

Deno.test("clampScroll() brings a scroll back after lines went away", () => {
  const { app, view } = lay([{ text: "a\nb" }]);
  const scroll = { line: 50 as LineIndex, dy: 3 as Px, x: 0 as Px };
  assert.deepEqual(clampScroll(app, VIEW, { scroll, last: view }), { line: 1, dy: 0, x: 0 });
});

Deno.test("scrollToThumb() reaches the end of the document with the thumb", () => {
  const { app, view } = lay([{ text: "\n".repeat(99) }]);
  const bar = view.editors[0].vertical!;
  const end = (bar.track.y + bar.track.height - bar.thumb.height) as Px;
  assert.deepEqual(scrollToThumb(app, VIEW, { axis: "y", start: end, last: view }), {
    line: 99,
    dy: 0,
    x: 0,
  });
  const same = scrollToThumb(app, VIEW, { axis: "y", start: bar.thumb.y, last: view });
  assert.equal(same, app.views.get(VIEW)!.scroll);
});

Deno.test("createLayout() knows places, also in long lines", () => {
  const { app, view, fonts } = lay([{ text: "ab\tc\n" + "x".repeat(5000) }]);
  const layout = createLayout(app, VIEW, { last: view, fonts });
  const place = layout.placeOf({ at: 3 as Offset, side: 1 });
  assert.deepEqual(place, { row: 0, x: 4 * CELL });
  assert.equal(layout.caretAt({ row: 0, x: 30 as Px }).at, 3);
  assert.deepEqual(layout.placeOf({ at: (5 + 4321) as Offset, side: 1 }), { row: 1, x: 4321 * CELL });
  assert.equal(layout.caretAt({ row: 1, x: (4321 * CELL) as Px }).at, 5 + 4321);
  assert.equal(layout.caretAt({ row: 99, x: 1e9 as Px }).at, 5005);
  assert.deepEqual(layout.caretAt({ row: 1, x: Infinity as Px }), { at: 5005, side: -1 });
  assert.deepEqual(layout.caretAt({ row: 1, x: -Infinity as Px }), { at: 5, side: 1 });
  assert.equal(layout.rowCount, 2);
  // Two rows less than fit, as in VS Code.
  assert.equal(layout.pageRows, 4);
});

Deno.test("createLayout() walks line to line beside a caret", () => {
  const { app, view, fonts } = lay([{ text: "a😀\nb" }]);
  const layout = createLayout(app, VIEW, { last: view, fonts });
  const right: number[] = [];
  for (let caret = { at: 0 as Offset, side: 1 as const } as { at: Offset; side: -1 | 1 }, i = 0; i < 5; i++) {
    caret = layout.beside(caret, 1);
    right.push(caret.at);
  }
  assert.deepEqual(right, [1, 3, 4, 5, 5]);
  assert.equal(layout.beside({ at: 4 as Offset, side: 1 }, -1).at, 3);
  assert.equal(layout.beside({ at: 0 as Offset, side: 1 }, -1).at, 0);
});

Deno.test("layoutApp() widens the gutter for long numbers and offers a bar sideways for long lines", () => {
  const wide = lay([{ text: "x".repeat(60) + "\n".repeat(1_000_000) }]).view.editors[0];
  assert.equal(wide.text.x, 80);
  assert.ok(wide.horizontal !== null && wide.horizontal.thumb.width < wide.text.width);
  assert.equal(lay([{ text: "x".repeat(20) }]).view.editors[0].horizontal, null);
});

Deno.test("layoutApp() shows how far a file is read", () => {
  const { app, fonts } = lay([{ text: "a" }]);
  const doc = { ...app.docs.get(1 as never)!, loading: { done: 1, total: 4 } };
  const view = layoutApp(withDocument(app, doc), null, fonts);
  assert.equal(view.editors[0].loading, 0.25);
  assert.equal(view.status.items[0].text, "Reading 25 %");
});

Deno.test("layoutApp() keeps a typed answer's caret inside the question", () => {
  const prompt = { id: 1, text: "Save as", detail: "", choices: [{ id: "s", label: "Save" }], focused: 0 };
  const at = (text: string) => {
    const { view } = lay([{ text: "" }], { prompt: { ...prompt, input: inputOf(text) } });
    const caret = view.prompt!.quads.filter((quad) => quad.width === 2 && quad.height === 18);
    assert.equal(caret.length, 1);
    assert.ok(caret[0].x + 2 <= view.prompt!.box.x + view.prompt!.box.width, text);
    return caret[0].x;
  };
  assert.ok(at("ab") > at("a"));
  at("/a/very/long/path".repeat(40));
});
