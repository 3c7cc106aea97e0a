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
  textOf,
  withView,
} from "../editor/mod.ts";
import { FakeMonoFonts } from "./fake_fonts.ts";
import { layoutApp } from "./layout.ts";
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
    view = layoutApp(app, view, fonts);
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
