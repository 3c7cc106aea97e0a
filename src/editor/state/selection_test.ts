import assert from "node:assert/strict";
import { type Offset, type Px, seededRandom } from "../../base/mod.ts";
import { changesOf } from "../text/changes.ts";
import type { Range, Selection } from "../types.ts";
import {
  caretAt,
  fromOf,
  isCaret,
  mapRanges,
  mapSelection,
  normalise,
  sameSelection,
  selectionOf,
  toOf,
  withRange,
} from "./selection.ts";

const range = (anchor: number, head: number): Range => ({ anchor: anchor as Offset, head: head as Offset });
const pairs = (selection: Selection) => selection.ranges.map((r) => [r.anchor, r.head]);

Deno.test("selectionOf() sorts and keeps main on its range", () => {
  const selection = selectionOf([range(9, 7), range(1, 3)], 0);
  assert.deepEqual(pairs(selection), [[1, 3], [9, 7]]);
  assert.equal(selection.main, 1);
});

Deno.test("selectionOf() merges what overlaps, with the direction of main", () => {
  assert.deepEqual(pairs(selectionOf([range(1, 4), range(6, 3)], 1)), [[6, 1]]);
  assert.deepEqual(pairs(selectionOf([range(1, 4), range(6, 3)], 0)), [[1, 6]]);
});

Deno.test("selectionOf() merges touching carets, but not touching selections", () => {
  assert.deepEqual(pairs(selectionOf([range(1, 4), range(4, 6)])), [[1, 4], [4, 6]]);
  assert.deepEqual(pairs(selectionOf([range(1, 4), range(4, 4)], 1)), [[1, 4]]);
  assert.deepEqual(pairs(selectionOf([range(4, 1), range(4, 4)], 1)), [[4, 1]]);
  assert.deepEqual(pairs(selectionOf([range(2, 2), range(2, 2), range(2, 5)], 1)), [[2, 5]]);
});

Deno.test("selectionOf() keeps the goal of the caret that wins", () => {
  const goal = 12 as Px;
  const selection = selectionOf([caretAt(0 as Offset, { goal }), caretAt(0 as Offset)], 0);
  assert.equal(selection.ranges[0].goal, goal);
});

Deno.test("selectionOf() refuses no ranges and a main outside them", () => {
  assert.throws(() => selectionOf([]), {
    name: "RangeError",
    message: "Cannot make a selection of 0 ranges with main 0",
  });
  assert.throws(() => selectionOf([range(1, 1)], 1), RangeError);
});

Deno.test("normalise() orders any ranges, covers them all, and leaves order alone", () => {
  for (let seed = 1; seed <= 2000; seed++) {
    const random = seededRandom(seed);
    const ranges = Array.from(
      { length: random.int(1, 7) },
      () => range(random.int(0, 12), random.int(0, 12)),
    );
    const main = random.int(0, ranges.length);
    const selection = normalise({ ranges, main });
    for (let i = 1; i < selection.ranges.length; i++) {
      const [a, b] = [selection.ranges[i - 1], selection.ranges[i]];
      assert.ok(toOf(a) < fromOf(b) || (toOf(a) === fromOf(b) && !isCaret(a) && !isCaret(b)), `seed ${seed}`);
    }
    const within = (inner: Range, outer: Range) =>
      fromOf(outer) <= fromOf(inner) && toOf(inner) <= toOf(outer);
    for (const r of ranges) assert.ok(selection.ranges.some((s) => within(r, s)), `seed ${seed}`);
    assert.ok(within(ranges[main], selection.ranges[selection.main]), `seed ${seed}: main`);
    assert.equal(normalise(selection), selection);
  }
});

Deno.test("withRange() adds a range in order and makes it main", () => {
  const selection = withRange(selectionOf([range(5, 5), range(9, 9)]), range(1, 2));
  assert.deepEqual(pairs(selection), [[1, 2], [5, 5], [9, 9]]);
  assert.equal(selection.main, 0);
  assert.deepEqual(withRange(selection, range(10, 4)), { ranges: [range(1, 2), range(10, 4)], main: 1 });
});

Deno.test("mapRanges() merges carets that meet", () => {
  const selection = mapRanges(selectionOf([range(1, 1), range(5, 5)], 1), () => caretAt(0 as Offset));
  assert.deepEqual(selection, { ranges: [range(0, 0)], main: 0 });
});

Deno.test("mapSelection() grows by our own insertions and not by those of others", () => {
  const changes = changesOf([
    { from: 2 as Offset, to: 2 as Offset, insert: "ab" },
    { from: 4 as Offset, to: 4 as Offset, insert: "c" },
  ], 9);
  const selection = selectionOf([range(4, 2)]);
  assert.deepEqual(pairs(mapSelection(selection, changes, 1)), [[7, 2]]);
  assert.deepEqual(pairs(mapSelection(selection, changes, -1)), [[6, 4]]);
  const caret = selectionOf([range(2, 2)]);
  assert.deepEqual(pairs(mapSelection(caret, changes, 1)), [[4, 4]]);
  assert.equal(pairs(mapSelection(caret, changes, -1))[0][0], 2);
  const early = selectionOf([range(0, 1)]);
  assert.equal(mapSelection(early, changes, 1), early);
});

Deno.test("mapSelection() merges what a deletion brings together and never turns a range inside out", () => {
  const changes = changesOf([{ from: 1 as Offset, to: 8 as Offset, insert: "xy" }], 9);
  assert.deepEqual(pairs(mapSelection(selectionOf([range(3, 3), range(5, 5)]), changes, 1)), [[3, 3]]);
  assert.deepEqual(pairs(mapSelection(selectionOf([range(3, 6)]), changes, -1)), [[1, 1]]);
});

Deno.test("sameSelection() sees goal and side", () => {
  const one = selectionOf([caretAt(1 as Offset)]);
  assert.ok(sameSelection(one, selectionOf([caretAt(1 as Offset)])));
  assert.ok(!sameSelection(one, selectionOf([caretAt(1 as Offset, { side: 1 })])));
  assert.ok(!sameSelection(one, selectionOf([caretAt(1 as Offset, { goal: 3 as Px })])));
});
