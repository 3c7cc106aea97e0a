import assert from "node:assert/strict";
import { type Offset, type Random, seededRandom, type Side } from "../../base/mod.ts";
import type { Changes, Edit } from "../types.ts";
import { changesOf, noChanges } from "./changes.ts";
import type { Shape } from "./node.ts";
import { textOf, toStringAll } from "./rope.ts";

const tiny: Shape = { leafMin: 2, leafMax: 6, leafFill: 4, fanMin: 2, fanMax: 4, fanFill: 3, manyEdits: 2 };
const edit = (from: number, to: number, insert: string): Edit => ({
  from: from as Offset,
  to: to as Offset,
  insert,
});
const plain = (changes: Changes) =>
  changes.edits.map((e) => [e.from, e.to, typeof e.insert === "string" ? e.insert : toStringAll(e.insert)]);
/** The dumbest model. */
function applyPlain(text: string, changes: Changes): string {
  let out = "";
  let at = 0;
  for (const { from, to, insert } of changes.edits) {
    out += text.slice(at, from) + (typeof insert === "string" ? insert : toStringAll(insert));
    at = to;
  }
  return out + text.slice(at);
}

function randomText(random: Random, most = 24): string {
  let out = "";
  for (let n = random.int(0, most + 1); n > 0; n--) out += random.pick(["a", "b", "c", "\n", "é"]);
  return out;
}
function randomChanges(random: Random, length: number): Changes {
  const edits: Edit[] = [];
  let at = 0;
  for (let n = random.int(0, 5); n > 0 && at <= length; n--) {
    const from = random.int(at, Math.min(length, at + 6) + 1);
    const to = Math.min(length, from + random.int(0, 4));
    const piece = randomText(random, 3).toUpperCase();
    const insert = random.next() < 0.2 ? textOf(piece, tiny) : piece;
    edits.push({ from: from as Offset, to: to as Offset, insert });
    at = to + (random.next() < 0.4 ? 0 : 1);
  }
  return changesOf(edits, length);
}
/** Runs `law` on 3,000 seeds; a failure names its seed. */
function law(name: string, check: (random: Random) => void): void {
  Deno.test(name, () => {
    for (let seed = 1; seed <= 3000; seed++) {
      try {
        check(seededRandom(seed));
      } catch (error) {
        throw new Error(`seed ${seed}`, { cause: error });
      }
    }
  });
}
function checkNormal(changes: Changes): void {
  let at = -1;
  let grown = 0;
  for (const { from, to, insert } of changes.edits) {
    assert.ok(from > at && to >= from && (to > from || insert.length > 0), "not in normal form");
    at = to;
    grown += insert.length - (to - from);
  }
  assert.ok(at <= changes.lengthBefore);
  assert.equal(changes.lengthAfter, changes.lengthBefore + grown);
}

law("apply() agrees with a plain string", (random) => {
  const text = randomText(random);
  const changes = randomChanges(random, text.length);
  checkNormal(changes);
  const after = toStringAll(changes.apply(textOf(text, tiny)));
  assert.equal(after, applyPlain(text, changes));
  assert.equal(after.length, changes.lengthAfter);
});

law("compose() is one after the other, associative, and in normal form", (random) => {
  const text = randomText(random);
  const a = randomChanges(random, text.length);
  const b = randomChanges(random, a.lengthAfter);
  const c = randomChanges(random, b.lengthAfter);
  const ab = a.compose(b);
  checkNormal(ab);
  assert.equal(applyPlain(text, ab), applyPlain(applyPlain(text, a), b));
  assert.deepEqual(plain(ab.compose(c)), plain(a.compose(b.compose(c))));
});

law("compose() joins single edits as it joins many", (random) => {
  const text = randomText(random) + "abc";
  const one = (length: number) => {
    const from = random.int(0, length + 1);
    return changesOf([edit(from, random.int(from, length + 1), randomText(random, 4))], length);
  };
  const a = one(text.length);
  const b = one(a.lengthAfter);
  checkNormal(a.compose(b));
  assert.equal(applyPlain(text, a.compose(b)), applyPlain(applyPlain(text, a), b));
});

law("invert() undoes", (random) => {
  const text = randomText(random);
  const changes = randomChanges(random, text.length);
  const before = textOf(text, tiny);
  const back = changes.invert(before);
  checkNormal(back);
  assert.equal(toStringAll(back.apply(changes.apply(before))), text);
  assert.deepEqual(plain(back.invert(changes.apply(before))), plain(changes));
});

law("over() converges", (random) => {
  const text = randomText(random);
  const a = randomChanges(random, text.length);
  const b = randomChanges(random, text.length);
  const ab = a.compose(b.over(a, false));
  const ba = b.compose(a.over(b, true));
  checkNormal(b.over(a, false));
  assert.deepEqual(plain(ab), plain(ba));
  assert.equal(applyPlain(text, ab), applyPlain(text, ba));
});

law("mapOffset() keeps the order and the neighbours that survive", (random) => {
  const text = randomText(random);
  const changes = randomChanges(random, text.length);
  const gone = new Set<number>();
  for (const { from, to } of changes.edits) for (let p = from as number; p < to; p++) gone.add(p);
  let last = 0;
  const after = applyPlain(text, changes);
  for (let p = 0; p <= text.length; p++) {
    const left = changes.mapOffset(p as Offset, -1);
    const right = changes.mapOffset(p as Offset, 1);
    assert.ok(left <= right && last <= left, `order at ${p}`);
    last = left;
    if (p < text.length && !gone.has(p)) {
      assert.equal(after[right], text[p], `right neighbour of ${p}`);
      assert.equal(changes.mapOffset((p + 1) as Offset, -1), right + 1, `both ends of ${p}`);
    }
  }
  assert.equal(changes.mapOffset(text.length as Offset, 1), changes.lengthAfter);
});

Deno.test("mapOffset() keeps the side asked for at an insertion", () => {
  const changes = changesOf([edit(3, 3, "xy")], 6);
  assert.equal(changes.mapOffset(3 as Offset, -1), 3);
  assert.equal(changes.mapOffset(3 as Offset, 1), 5);
});

Deno.test("mapOffset() keeps the borders of a replacement outside it", () => {
  const changes = changesOf([edit(1, 2, ""), edit(4, 7, "word")], 9);
  const map = (at: number, side: Side) => changes.mapOffset(at as Offset, side);
  assert.deepEqual([map(4, 1), map(7, -1), map(5, -1), map(5, 1)], [3, 7, 3, 7]);
});

Deno.test("changesOf() sorts, joins what touches and drops what is empty", () => {
  const changes = changesOf([
    edit(5, 5, "z"),
    edit(3, 5, "a"),
    edit(8, 8, ""),
    edit(3, 3, "x"),
    edit(3, 3, "y"),
  ], 9);
  assert.deepEqual(plain(changes), [[3, 5, "xyaz"]]);
  assert.equal(changes.lengthAfter, 11);
  assert.deepEqual(plain(changesOf([edit(2, 2, "")], 2)), []);
});

Deno.test("changesOf() refuses edits that overlap or leave the text, with the numbers", () => {
  assert.throws(() => changesOf([edit(2, 5, ""), edit(4, 6, "")], 9), {
    name: "RangeError",
    message: "Cannot edit 4..6: it overlaps the edit of 2..5",
  });
  assert.throws(() => changesOf([edit(2, 5, ""), edit(2, 5, "")], 9), RangeError);
  assert.throws(() => changesOf([edit(2, 6, ""), edit(3, 3, "x")], 9), RangeError);
  assert.throws(() => changesOf([edit(8, 10, "")], 9), {
    name: "RangeError",
    message: "Cannot edit 8..10: the text has length 9",
  });
  assert.throws(() => changesOf([edit(3, 2, "")], 9), RangeError);
  assert.throws(() => changesOf([edit(NaN, 2, "")], 9), RangeError);
});

Deno.test("changes refuse a text or a partner of the wrong length", () => {
  const changes = changesOf([edit(0, 1, "")], 3);
  assert.throws(() => changes.apply(textOf("ab")), {
    name: "RangeError",
    message: "Cannot apply changes to a text of length 2: they are for length 3",
  });
  assert.throws(() => changes.compose(noChanges(3)), RangeError);
  assert.throws(() => changes.invert(textOf("ab")), RangeError);
  assert.throws(() => changes.over(noChanges(4), true), RangeError);
  assert.throws(() => changes.mapOffset(12 as Offset, 1), {
    name: "RangeError",
    message: "Cannot map offset 12: the text has length 3",
  });
});

Deno.test("mapOffset() agrees with itself over many edits and one by one", () => {
  const edits = Array.from({ length: 500 }, (_, i) => edit(i * 4, i * 4 + 1, "xyz"));
  const many = changesOf(edits, 2000);
  for (let p = 0; p <= 2000; p++) {
    let shift = 0;
    for (const e of edits) if (e.to < p) shift += 2;
    const at = p % 4;
    const expected = p === 2000 ? 3000 : at === 0 ? p + shift : at === 1 ? p + shift + 2 : p + shift;
    assert.equal(many.mapOffset(p as Offset, -1), expected, `at ${p}`);
  }
});
