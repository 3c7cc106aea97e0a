/** Rows: tabs, hidden characters, ligatures, right-to-left text; and reading them back. */
import assert from "node:assert/strict";
import type { Px } from "../base/mod.ts";
import { seededRandom } from "../base/mod.ts";
import { FakeMonoFonts } from "./fake_fonts.ts";
import { coverOf, unitAtX, visualNeighbour, xOfUnit } from "./row_places.ts";
import { RowCache } from "./rows.ts";
import { DARK_THEME, STYLE } from "./theme.ts";
import type { RowView } from "./row_view.ts";

const setting = (tabSize = 4) => ({
  fonts: new FakeMonoFonts(),
  size: 14 as Px,
  lineHeight: 22 as Px,
  tabSize,
  styles: DARK_THEME.styles,
});
const rowOf = (text: string, startCell = 0): RowView => new RowCache(setting()).row(text, null, startCell);
const cells = (row: RowView): number[] => [...row.stops].map((x) => x / 8);
/** The glyphs from left to right, as the characters the fake font drew. */
const drawn = (row: RowView): string =>
  row.runs.flatMap((run) =>
    [...run.glyphs.subarray(run.from, run.to)].map((id, i) => ({ id, x: run.xs[run.from + i] }))
  )
    .sort((a, b) => a.x - b.x).map(({ id }) => String.fromCharCode(id)).join("");

Deno.test("RowCache.row() moves tabs to tab stops, counted from the line's start", () => {
  assert.deepEqual(cells(rowOf("a\tb")), [0, 1, 4, 5]);
  assert.deepEqual(cells(rowOf("\t\t")), [0, 4, 8]);
  assert.deepEqual(cells(rowOf("abcd\té")), [0, 1, 2, 3, 4, 8, 9]);
  assert.deepEqual(cells(rowOf("a\tb", 2)), [0, 1, 2, 3]);
});

Deno.test("RowCache.row() shows controls as pictures and hidden characters by their number", () => {
  const row = rowOf("a\u0000b\u202ec");
  assert.equal(drawn(row), "a\u2400b202Ec");
  assert.equal(row.length, 5);
  assert.deepEqual(cells(row), [0, 1, 2, 3, 7.5, 8.5]);
  assert.deepEqual([...row.chips!], [24, 36]);
  assert.deepEqual(row.runs.map((run) => run.style), [
    STYLE.text,
    STYLE.invisible,
    STYLE.text,
    STYLE.invisible,
    STYLE.text,
  ]);
});

Deno.test("RowCache.row() shows half a surrogate pair as U+FFFD", () => {
  assert.equal(drawn(rowOf("a\ud800b\udc00")), "a\ufffdb\ufffd");
});

Deno.test("RowCache.row() leaves joiners alone where they join", () => {
  assert.equal(rowOf("👩\u200d💻").chips, null);
  assert.notEqual(rowOf("a\u200db").chips, null);
});

Deno.test("RowCache.row() shares a ligature's width among its graphemes", () => {
  assert.deepEqual(cells(rowOf("x=>y")), [0, 1, 2, 3, 4]);
  assert.equal(drawn(rowOf("x=>y")), "x\u21d2y");
});

Deno.test("RowCache.row() keeps units of one grapheme at one place", () => {
  assert.deepEqual(cells(rowOf("e\u0301x")), [0, 0, 1, 2]);
  assert.deepEqual(cells(rowOf("😀x")), [0, 0, 2, 3]);
  assert.equal(rowOf("e" + "\u0301".repeat(1000)).width, 8);
});

Deno.test("RowCache.row() is the same object for the same content", () => {
  const cache = new RowCache(setting());
  const spans = () => Int32Array.of(0, 2, STYLE.keyword);
  const plain = cache.row("if (a)", null, 0);
  assert.equal(cache.row("if (a)", null, 0), plain);
  const coloured = cache.row("if (a)", spans(), 0);
  assert.notEqual(coloured, plain);
  assert.equal(cache.row("if (a)", spans(), 0), coloured);
  assert.equal(cache.row("if (a)", null, 0), plain);
  cache.adopt(setting(8));
  assert.notEqual(cache.row("if (a)", null, 0), plain);
  assert.throws(() => cache.row("x".repeat(2001), null, 0), RangeError);
});

Deno.test("RowCache keeps what is used again and lets old rows go", () => {
  const cache = new RowCache(setting());
  const kept = cache.row("kept", null, 0);
  const lost = cache.row("lost", null, 0);
  for (let i = 0; i < 1500; i++) {
    cache.row(`row ${i}`, null, 0);
    cache.row("kept", null, 0);
  }
  assert.equal(cache.row("kept", null, 0), kept);
  assert.notEqual(cache.row("lost", null, 0), lost);
});

Deno.test("RowCache.row() shapes only the word that changed, also beside letters with accents", () => {
  const fonts = new FakeMonoFonts();
  const cache = new RowCache({ ...setting(), fonts });
  cache.row("café is ouvert — demain", null, 0);
  const before = fonts.shaped;
  cache.row("café is ouverts — demain", null, 0);
  assert.equal(fonts.shaped, before + 1);
});

Deno.test("unitAtX() finds the nearest grapheme border", () => {
  const row = rowOf("a😀b");
  const at = (x: number) => unitAtX(row, x).unit;
  assert.deepEqual([-5, 3, 5, 15, 17, 24, 29, 99].map(at), [0, 0, 1, 1, 3, 3, 4, 4]);
});

Deno.test("unitAtX() is the inverse of xOfUnit() at every grapheme border", () => {
  const random = seededRandom(7);
  const pieces = ["a", "=>", "\t", "😀", "e\u0301", "日", "ש", "\u202e", " "];
  for (let round = 0; round < 200; round++) {
    let text = "";
    for (let i = random.int(0, 12); i >= 0; i--) text += random.pick(pieces);
    const row = rowOf(text);
    for (let unit = 0; unit <= row.length; unit++) {
      for (const side of [-1, 1] as const) {
        const x = xOfUnit(row, unit, side);
        const found = unitAtX(row, x);
        assert.equal(
          xOfUnit(row, found.unit, found.side),
          x,
          `${JSON.stringify(text)} unit ${unit} side ${side}`,
        );
      }
    }
  }
});

Deno.test("a right-to-left word has its caret at its right end first", () => {
  const row = rowOf("aשלb");
  assert.equal(drawn(row), "aלשb");
  assert.equal(xOfUnit(row, 1, -1), 8);
  assert.equal(xOfUnit(row, 1, 1), 24);
  assert.equal(xOfUnit(row, 2, 1), 16);
  assert.equal(xOfUnit(row, 3, -1), 8);
  assert.equal(xOfUnit(row, 3, 1), 24);
});

Deno.test("coverOf() covers right-to-left text in pieces", () => {
  const row = rowOf("aשלb");
  const cover = (from: number, to: number) => {
    const out: number[] = [];
    coverOf(row, { from, to }, out);
    return out;
  };
  assert.deepEqual(cover(0, 2), [0, 8, 16, 24]);
  assert.deepEqual(cover(1, 3), [8, 24]);
  assert.deepEqual(cover(2, 2), []);
});

Deno.test("visualNeighbour() goes left to right over right-to-left text", () => {
  const row = rowOf("aשלb");
  const xs: number[] = [];
  let caret: ReturnType<typeof visualNeighbour> = { unit: 0, side: 1 };
  while (caret !== null) {
    xs.push(xOfUnit(row, caret.unit, caret.side) / 8);
    caret = visualNeighbour(row, caret, 1);
  }
  assert.deepEqual(xs, [0, 1, 2, 3, 4]);
});
