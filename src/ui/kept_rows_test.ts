/** Rows taken over from the last frame equal rows laid out from nothing, and keep their objects where nothing changed. */
import assert from "node:assert/strict";
import { type LineIndex, type Millis, type Offset, type Px, seededRandom, type ViewId } from "../base/mod.ts";
import {
  apply,
  createState,
  type Decorate,
  defaultSettings,
  type Edit,
  lastChangeField,
  resolve,
  selectionOf,
  syntaxDecorate,
  syntaxField,
  type SyntaxNote,
  syntaxNote,
  textOf,
  withView,
} from "../editor/mod.ts";
import { bracketDecorate } from "./bracket_colors.ts";
import { FakeMonoFonts } from "./fake_fonts.ts";
import { layoutApp, layoutTyped } from "./layout.ts";
import { revealScroll } from "./scroll.ts";
import { testWorkbench, withDocument, withScroll } from "./test_workbench.ts";
import { STYLE } from "./theme.ts";
import type { Workbench } from "./types.ts";
import type { AppView } from "./view.ts";

const VIEW = 1 as ViewId;
const WORDS = ["a", "b c", "\n", "\n\n", "\t", "=>", "é", "שלום", "😀", "\u200b", " ", "word", "\u0301", ""];
const LONG = "x".repeat(2100);

/** A document that remembers its newest change, as the app's do. */
function remembering(text: string, change: Partial<Workbench> = {}): Workbench {
  const app = testWorkbench([{ text: "" }], change);
  const doc = app.docs.get(1 as never)!;
  const fields = [lastChangeField as never];
  const state = createState({ text: textOf(text), settings: defaultSettings, fields });
  return withDocument(app, { ...doc, state: withView(state, VIEW) });
}
function edited(app: Workbench, edits: readonly Edit[], heads: readonly number[]): Workbench {
  const doc = app.docs.get(1 as never)!;
  const selection = selectionOf(heads.map((at) => ({ anchor: at as Offset, head: at as Offset })));
  const spec = { edits, selection, view: VIEW, origin: "type" as const };
  return withDocument(app, { ...doc, state: apply(resolve(doc.state, spec, 0 as Millis)) });
}
/** All of a frame that a person could see. */
function seen(view: AppView): unknown {
  const [editor] = view.editors;
  const { cuts: _cuts, made: _made, map: _map, ...rest } = editor;
  const { position: _position, ...status } = view.status;
  return { rest, status, root: view.root, tabs: view.tabBars.map(({ tabs, labels }) => ({ tabs, labels })) };
}

/** Colours every digit and the second unit of each word, so that edits move and change colours. */
const decorate: Decorate = ({ text }, _view, from, to, out) => {
  const shown = text.slice(from, to);
  for (const { index, 0: found } of shown.matchAll(/[ab]+|=>/g)) {
    const at = (from + index) as Offset;
    out.push({ kind: "style", from: at, to: (at + found.length) as Offset, side: 1, style: STYLE.keyword });
  }
};

function randomEdits(seed: number, change: Partial<Workbench>): void {
  const random = seededRandom(seed);
  const some = () => Array.from({ length: random.int(0, 6) }, () => random.pick(WORDS)).join("");
  const lines = Array.from({ length: random.int(1, 30) }, some);
  if (seed % 7 === 0) lines[random.int(0, lines.length)] = LONG;
  const fonts = new FakeMonoFonts();
  let app = remembering(lines.join("\n"), change);
  let view = layoutApp(app, null, fonts);
  for (let step = 0; step < 12; step++) {
    const { text } = app.docs.get(1 as never)!.state;
    const edits: Edit[] = [];
    let at = 0, grown = 0;
    const heads: number[] = [];
    for (let n = random.int(0, 4); n >= 0; n--) {
      const from = random.int(at, text.length + 1);
      const to = Math.min(text.length, from + (random.next() < 0.5 ? 0 : random.int(0, 12)));
      const insert = random.next() < 0.02 ? LONG : random.pick(WORDS);
      if (edits.length > 0 && from <= edits[edits.length - 1].to) break;
      edits.push({ from: from as Offset, to: to as Offset, insert });
      grown += insert.length - (to - from);
      heads.push(to + grown);
      at = to;
    }
    app = edited(
      app,
      random.next() < 0.2 ? [] : edits,
      random.next() < 0.2
        ? [0]
        : heads.map((h) => Math.max(0, Math.min(h, text.length + Math.min(0, grown)))),
    );
    if (random.next() < 0.2) {
      const { lineCount } = app.docs.get(1 as never)!.state.text;
      app = withScroll(app, VIEW, {
        line: random.int(0, lineCount) as LineIndex,
        dy: random.int(0, 22) as Px,
        x: random.int(0, 40) as Px,
      });
    }
    // Now and then two changes fall into one frame.
    if (random.next() < 0.15) continue;
    const scroll = revealScroll(app, VIEW, { last: view, fonts });
    assert.deepEqual(
      scroll,
      revealScroll(app, VIEW, { last: null, fonts }),
      `seed ${seed}, step ${step}: reveal`,
    );
    if (random.next() < 0.5) app = withScroll(app, VIEW, scroll);
    const last = view;
    const first = layoutTyped(app, view, fonts);
    // The same editors now, and the rest when it is asked for.
    if (first !== null) assert.deepEqual(first.editors, layoutApp(app, view, fonts).editors);
    view = layoutApp(app, step % 2 === 0 ? first ?? view : view, fonts);
    const fresh = layoutApp(app, null, fonts);
    // A scrollbar remembers the widest row seen while the text stays.
    const isWider = view.editors[0].contentWidth !== fresh.editors[0].contentWidth;
    if (isWider) assert.equal(last.editors[0].made.text, view.editors[0].made.text);
    else assert.deepEqual(seen(view), seen(fresh), `seed ${seed}, step ${step}`);
  }
}

Deno.test("keptRows() gives what a layout from nothing gives, after any edits", () => {
  for (let seed = 1; seed <= 300; seed++) randomEdits(seed, {});
});

Deno.test("keptRows() gives the colours of a layout from nothing, after any edits", () => {
  for (let seed = 1; seed <= 150; seed++) randomEdits(seed, { decorate: [decorate] });
});

Deno.test("keptRows() keeps rows above by identity and rows below by their content", () => {
  const app = remembering("a\nb c\n\td\ne");
  const fonts = new FakeMonoFonts();
  const view = layoutApp(app, null, fonts);
  const next = layoutApp(
    edited(app, [{ from: 3 as Offset, to: 3 as Offset, insert: "x" }], [4]),
    view,
    fonts,
  );
  const before = view.editors[0].rows, after = next.editors[0].rows;
  assert.equal(after[0], before[0]);
  assert.equal(after[1].row.text, "bx c");
  assert.equal(after[2].row, before[2].row);
  assert.equal(after[2].from, before[2].from + 1);
  // A line more: the rows below go down with their content.
  const split = layoutApp(
    edited(app, [{ from: 3 as Offset, to: 3 as Offset, insert: "\n" }], [4]),
    view,
    fonts,
  );
  assert.equal(split.editors[0].rows[4].row, before[3].row);
  assert.equal(split.editors[0].rows[4].top, before[3].top + 22);
});

Deno.test("keptRows() keeps every row when only the caret moved, and coloured ones too", () => {
  for (const change of [{}, { decorate: [decorate] }]) {
    const app = remembering("a b\n=> c", change);
    const fonts = new FakeMonoFonts();
    const view = layoutApp(app, null, fonts);
    const next = layoutApp(edited(app, [], [2]), view, fonts);
    assert.equal(next.editors[0].rows, view.editors[0].rows);
    assert.notDeepEqual(next.editors[0].carets, view.editors[0].carets);
  }
});

Deno.test("revealScroll() follows typing past the right edge, and stays where there is room", () => {
  // 322 px of text are 40 cells.
  for (const [length, insert] of [[39, "yyy"], [2, "y"], [30, "\t"], [36, "\t"]] as const) {
    const text = "x".repeat(length);
    const app = remembering(text);
    const fonts = new FakeMonoFonts();
    const view = layoutApp(app, null, fonts);
    const at = length as Offset;
    const typed = edited(app, [{ from: at, to: at, insert }], [length + insert.length]);
    const scroll = revealScroll(typed, VIEW, { last: view, fonts });
    assert.deepEqual(scroll, revealScroll(typed, VIEW, { last: null, fonts }));
    if (length === 39) assert.ok(scroll.x > 0);
    if (length === 2) assert.equal(scroll, typed.views.get(VIEW)!.scroll);
  }
});

/** A document with made-up answers of a parser: spans and brackets anywhere. */
function parsed(text: string, seed: number): Workbench {
  const random = seededRandom(seed);
  const change = { decorate: [syntaxDecorate(STYLE), bracketDecorate()] };
  const app = testWorkbench([{ text: "" }], change);
  const doc = app.docs.get(1 as never)!;
  const fields = [lastChangeField as never, syntaxField as never];
  let state = withView(createState({ text: textOf(text), settings: defaultSettings, fields }), VIEW);
  const places = (count: number) =>
    Array.from({ length: count }, () => random.int(0, text.length + 1)).sort((a, b) => a - b);
  const ends = [...new Set(places(20))];
  const spans: number[] = [];
  for (let i = 0; i + 1 < ends.length; i += random.int(1, 3)) {
    spans.push(ends[i], ends[i + 1], random.int(1, 8));
  }
  const pairs: number[] = [];
  const open = places(6);
  for (const at of open) {
    const close = random.int(at, text.length + 1);
    if (close > at && !pairs.includes(at)) pairs.push(at, close, random.int(0, 3));
  }
  const windows = Int32Array.of(0, text.length);
  const none = new Int32Array(0);
  const notes: SyntaxNote[] = [
    { kind: "status", status: "waiting" },
    { kind: "paint", paint: { version: 0, windows, spans: Int32Array.from(spans), isComplete: true } },
    {
      kind: "structure",
      structure: {
        version: 0,
        folds: none,
        symbols: none,
        names: [],
        brackets: Int32Array.from(pairs),
        nodes: none,
      },
    },
  ];
  for (const note of notes) {
    state = apply(resolve(state, { origin: "tool", notes: [syntaxNote(note)] }, 0 as Millis));
  }
  return withDocument(app, { ...doc, state });
}

Deno.test("keptRows() leaves out colours that an edit only moved, and nothing else", () => {
  for (let seed = 1; seed <= 400; seed++) {
    const random = seededRandom(seed);
    const some = () => Array.from({ length: random.int(0, 6) }, () => random.pick(WORDS)).join("");
    const fonts = new FakeMonoFonts();
    let app = parsed(Array.from({ length: random.int(1, 30) }, some).join("\n"), seed);
    let view = layoutApp(app, null, fonts);
    for (let step = 0; step < 10; step++) {
      const { length } = app.docs.get(1 as never)!.state.text;
      const from = random.int(0, length + 1) as Offset;
      const to = Math.min(length, from + (random.next() < 0.5 ? 0 : random.int(0, 12))) as Offset;
      const insert = random.pick(WORDS);
      const isMove = random.next() < 0.2 || (from === to && insert === "");
      app = edited(app, isMove ? [] : [{ from, to, insert }], [0]);
      if (random.next() < 0.1) continue;
      view = layoutApp(app, view, fonts);
      const fresh = layoutApp(app, null, fonts);
      assert.deepEqual(view.editors[0].rows, fresh.editors[0].rows, `seed ${seed}, step ${step}`);
    }
  }
});

Deno.test("keptRows() asks those who colour for the changed line alone", () => {
  const asked: number[][] = [];
  const counting: Decorate = Object.assign(
    ((...[, , from, to]) => void asked.push([from, to])) as Decorate,
    { source: ({ version }: { readonly version: number }) => version > 1 },
  );
  const app = remembering("one\ntwo\nthree", { decorate: [counting] });
  const fonts = new FakeMonoFonts();
  const view = layoutApp(app, null, fonts);
  asked.length = 0;
  const typed = edited(app, [{ from: 5 as Offset, to: 5 as Offset, insert: "x" }], [6]);
  const next = layoutApp(typed, view, fonts);
  assert.deepEqual(asked, [[4, 8]]);
  asked.length = 0;
  layoutApp(edited(typed, [], [2]), next, fonts);
  assert.deepEqual(asked, []);
  layoutApp(edited(typed, [{ from: 0 as Offset, to: 0 as Offset, insert: "y" }], [1]), next, fonts);
  assert.deepEqual(asked, [[0, 4], [0, 15]]);
});
