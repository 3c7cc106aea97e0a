/** Wrapped and folded text: a layout that followed edits equals one from nothing, and carets move over rows as people expect. */
import assert from "node:assert/strict";
import {
  type LineIndex,
  type Millis,
  type Offset,
  type Px,
  seededRandom,
  type Side,
  type ViewId,
} from "../base/mod.ts";
import {
  apply,
  type Caret,
  createState,
  defaultSettings,
  type Edit,
  editingFields,
  editorCommands,
  type Field,
  hiddenLines,
  isGraphemeBorder,
  isHidden,
  lastChangeField,
  type Layout,
  resolve,
  selectionOf,
  type Settings,
  type Spec,
  textOf,
  withView,
} from "../editor/mod.ts";
import { FakeMonoFonts } from "./fake_fonts.ts";
import { textCaretAt } from "./hit.ts";
import { createLayout, layoutApp, layoutTyped } from "./layout.ts";
import { clampScroll, revealScroll, scrollBy } from "./scroll.ts";
import { testWorkbench, withDocument, withScroll } from "./test_workbench.ts";
import { DEFAULT_LOOK, type OpenDocument, type Workbench } from "./types.ts";
import { DEFAULT_PARTS } from "./view_parts.ts";
import type { AppView } from "./view.ts";

const VIEW = 1 as ViewId;
const WORDS = [
  "a",
  "some words here ",
  "\n",
  "\n",
  "\n  ",
  "\n\t",
  "=>",
  "é",
  "שלום ",
  "😀",
  "\u200b",
  " ",
  "loooooooooooooooooooooooooooong",
  "e\u0301",
  "{",
  "}",
];

function opened(text: string, settings: Partial<Settings>, change: Partial<Workbench> = {}): Workbench {
  const app = testWorkbench([{ text: "" }], change);
  const doc = app.docs.get(1 as never)!;
  const fields = [lastChangeField as Field<unknown>, ...editingFields];
  const state = createState({ text: textOf(text), settings: { ...defaultSettings, ...settings }, fields });
  return withDocument(app, { ...doc, state: withView(state, VIEW) });
}
const documentIn = (app: Workbench): OpenDocument => app.docs.get(1 as never)!;
function changed(app: Workbench, spec: Spec): Workbench {
  const doc = documentIn(app);
  return withDocument(app, { ...doc, state: apply(resolve(doc.state, spec, 0 as Millis)) });
}
function commanded(
  app: Workbench,
  id: string,
  { last, fonts }: { last: AppView | null; fonts: FakeMonoFonts },
): Workbench {
  const { state } = documentIn(app);
  const info = editorCommands.find((one) => one.id === id);
  assert.ok(info, id);
  const layout = createLayout(app, VIEW, { last, fonts });
  const outcome = info.command({ state, view: VIEW, selection: state.selections.get(VIEW)!, layout });
  return outcome?.spec === undefined ? app : changed(app, outcome.spec);
}
function seen(view: AppView): unknown {
  const { cuts: _cuts, made: _made, map: _map, ...rest } = view.editors[0];
  const { editor: _editor, minimap, ...parts } = view.parts[0] ?? { editor: null, minimap: null };
  return { rest, parts, minimap: minimap === null ? null : { ...minimap, editor: null } };
}

/** A look with all parts, wide enough for the minimap, the pointer over the gutter. */
const ALL_PARTS: Partial<Workbench> = {
  width: 620 as Px,
  look: { ...DEFAULT_LOOK, parts: { ...DEFAULT_PARTS, whitespace: "all", rulers: [10, 500] } },
  pointer: { x: 5 as Px, y: 100 as Px },
};

function randomEdits(seed: number, change: Partial<Workbench> = {}): void {
  const random = seededRandom(seed);
  const some = () => Array.from({ length: random.int(0, 8) }, () => random.pick(WORDS)).join("");
  const wrap = random.pick(["off", "on", "on", "bounded", "wordWrapColumn"] as const);
  const fonts = new FakeMonoFonts();
  const settings = { wrap, tabSize: 4, language: "typescript" };
  let app = opened(Array.from({ length: random.int(1, 60) }, some).join("\n"), settings, change);
  let view = layoutApp(app, null, fonts);
  for (let step = 0; step < 10; step++) {
    const { text } = documentIn(app).state;
    const from = random.int(0, text.length + 1);
    const to = Math.min(text.length, from + (random.next() < 0.6 ? 0 : random.int(0, 40)));
    const insert = some();
    const edits: Edit[] = [{ from: from as Offset, to: to as Offset, insert }];
    const head = (from + insert.length) as Offset;
    app = changed(app, {
      edits,
      selection: selectionOf([{ anchor: head, head }]),
      view: VIEW,
      origin: "type",
    });
    if (random.next() < 0.4) {
      const id = random.pick([
        "editor.fold",
        "editor.unfold",
        "editor.foldAll",
        "editor.unfoldAll",
        "cursorDown",
        "cursorEnd",
        "cursorPageUp",
      ]);
      app = commanded(app, id, { last: view, fonts });
    }
    if (random.next() < 0.2) continue;
    const scroll = revealScroll(app, VIEW, { last: view, fonts });
    assert.deepEqual(
      scroll,
      revealScroll(app, VIEW, { last: null, fonts }),
      `seed ${seed}, step ${step}: reveal`,
    );
    app = withScroll(app, VIEW, scroll);
    if (random.next() < 0.4) {
      app = withScroll(app, VIEW, scrollBy(app, VIEW, { dx: 0, dy: random.int(-300, 300), last: view }));
    }
    const first = step % 2 === 0 ? layoutTyped(app, view, fonts) : null;
    view = layoutApp(app, first ?? view, fonts);
    const fresh = layoutApp(app, null, fonts);
    if (view.editors[0].contentWidth === fresh.editors[0].contentWidth) {
      assert.deepEqual(seen(view), seen(fresh), `seed ${seed}, step ${step}`);
    }
    const at = clampScroll(app, VIEW, { scroll: app.views.get(VIEW)!.scroll, last: view });
    assert.equal(at, app.views.get(VIEW)!.scroll, `seed ${seed}, step ${step}: scroll is within`);
    assert.ok(caretsIn(view) >= 0);
  }
}
const caretsIn = (view: AppView) => view.editors[0].carets.length;

Deno.test("layoutApp() of wrapped and folded text follows edits to what a layout from nothing gives", () => {
  for (let seed = 1; seed <= 150; seed++) randomEdits(seed);
});

Deno.test("partsOf() follows edits to what a layout from nothing gives", () => {
  for (let seed = 1; seed <= 150; seed++) randomEdits(seed, ALL_PARTS);
});

/** Every caret of a text that is not hidden. */
function caretsOf(app: Workbench): Offset[] {
  const { state } = documentIn(app);
  const hidden = hiddenLines(state, VIEW);
  const out: Offset[] = [];
  for (let at = 0 as Offset; at <= state.text.length; at++) {
    if (isHidden(hidden, state.text.lineAt(at).index)) continue;
    if (isGraphemeBorder(state.text, at)) out.push(at);
  }
  return out;
}
const PLAIN = WORDS.filter((word) => !/[\u0590-\u05ff\u200b]/.test(word));

Deno.test("Layout puts every caret of wrapped and folded text where it finds it again", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = seededRandom(seed);
    const text = Array.from({ length: random.int(1, 120) }, () => random.pick(PLAIN)).join("");
    const fonts = new FakeMonoFonts();
    let app = opened(text, { wrap: random.pick(["off", "on"] as const) });
    if (seed % 2 === 0) app = commanded(app, "editor.foldAll", { last: null, fonts });
    const layout: Layout = createLayout(app, VIEW, { last: null, fonts });
    let row = 0;
    for (const at of caretsOf(app)) {
      for (const side of [-1, 1] as Side[]) {
        const place = layout.placeOf({ at, side });
        const found = layout.caretAt(place);
        assert.equal(
          found.at,
          at,
          `seed ${seed}: ${at} ${side} ${JSON.stringify(text.slice(at - 4, at))}^${
            JSON.stringify(text.slice(at, at + 4))
          }`,
        );
        assert.deepEqual(
          layout.placeOf({ at, side: found.side }).row === place.row || side !== found.side,
          true,
        );
        assert.ok(place.row >= row - 1 && place.row < layout.rowCount, "rows go down with offsets");
        if (side > 0) row = place.row;
      }
    }
    assert.equal(row, layout.rowCount - 1, "the last caret is in the last row");
  }
});

Deno.test("Layout.beside() comes back over wraps and folds", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = seededRandom(seed);
    const text = Array.from({ length: random.int(1, 80) }, () => random.pick(PLAIN)).join("");
    const fonts = new FakeMonoFonts();
    let app = opened(text, { wrap: "on" });
    if (seed % 2 === 0) app = commanded(app, "editor.foldAll", { last: null, fonts });
    const layout = createLayout(app, VIEW, { last: null, fonts });
    const all = caretsOf(app);
    let caret: Caret = { at: all[0], side: 1 };
    for (let i = 1; i < all.length; i++) {
      const next = layout.beside(caret, 1);
      assert.equal(next.at, all[i], `seed ${seed}: right of ${caret.at}`);
      assert.equal(layout.beside(next, -1).at, caret.at, `seed ${seed}: back from ${next.at}`);
      caret = next;
    }
    assert.equal(layout.beside(caret, 1).at, caret.at);
  }
});

Deno.test("a wrapped line goes by rows: end and home, up and down with the same x", () => {
  const fonts = new FakeMonoFonts();
  // 400 px: 64 gutter, 14 scroll track, 40 cells, one of them free.
  const words = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda";
  let app = opened(`  ${words}\nshort`, { wrap: "on" });
  const press = (id: string) => (app = commanded(app, id, { last: null, fonts }));
  const head = () => documentIn(app).state.selections.get(VIEW)!.ranges[0];
  press("cursorEnd");
  const first = head();
  assert.equal(first.side, -1);
  assert.equal(
    documentIn(app).state.text.slice(0 as Offset, first.head),
    "  alpha beta gamma delta epsilon zeta ",
  );
  press("cursorDown");
  assert.ok(head().head > first.head && head().head <= words.length + 2);
  press("cursorUp");
  assert.equal(head().head, first.head);
  press("cursorDown");
  press("cursorHome");
  assert.equal(head().head, first.head, "home goes to the row's start");
  press("cursorEnd");
  assert.equal(head().head, words.length + 2);
  press("cursorDown");
  assert.equal(head().head, words.length + 2 + 6, "the last row of a line leads to the next line");
});

Deno.test("textCaretAt() finds carets in wrapped rows, behind the end with the side of the row", () => {
  const fonts = new FakeMonoFonts();
  const app = opened("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda", { wrap: "on" });
  const view = layoutApp(app, null, fonts);
  const { text, lineHeight, rows, numbers } = view.editors[0];
  assert.equal(rows.length, 2);
  assert.equal(numbers.length, 1);
  const end = textCaretAt(view, VIEW, { x: (text.x + 399) as Px, y: (text.y + 3) as Px })!;
  assert.deepEqual(end, { at: rows[0].to, side: -1 });
  const start = textCaretAt(view, VIEW, { x: text.x, y: (text.y + lineHeight + 3) as Px })!;
  assert.deepEqual(start, { at: rows[1].from, side: 1 });
});

Deno.test("layoutApp() shows a line of a megabyte wrapped, in its middle too", () => {
  const fonts = new FakeMonoFonts();
  let app = opened("word ".repeat(200_000), { wrap: "on" });
  let view = layoutApp(app, null, fonts);
  const many = createLayout(app, VIEW, { last: view, fonts }).rowCount;
  assert.ok(many > 20_000);
  app = withScroll(app, VIEW, { line: 0 as LineIndex, dy: (10_000 * 22) as Px });
  view = layoutApp(app, view, fonts);
  assert.equal(view.editors[0].rows[0].top, view.editors[0].text.y);
  assert.ok(view.editors[0].rows.length < 12);
  assert.equal(
    clampScroll(app, VIEW, { scroll: app.views.get(VIEW)!.scroll, last: view }),
    app.views.get(VIEW)!.scroll,
  );
});
