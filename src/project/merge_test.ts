import assert from "node:assert/strict";
import { mergeTexts } from "./merge.ts";
import { seededRandom } from "../base/mod.ts";

const names = { ours: "ours", theirs: "theirs" };
const merge = (base: string | null, ours: string, theirs: string) =>
  mergeTexts({ base, ours, theirs }, names);

Deno.test("mergeTexts() takes what either side changed", () => {
  assert.deepEqual(merge("a\nb\nc\nd\n", "A\nb\nc\nd\n", "a\nb\nc\nD\n"), {
    text: "A\nb\nc\nD\n",
    conflicts: 0,
  });
  assert.deepEqual(merge("a\nb\nc\nd\n", "a\nc\nd\n", "a\nb\nc\nx\nd\n"), {
    text: "a\nc\nx\nd\n",
    conflicts: 0,
  });
  assert.deepEqual(
    merge("a\nb\n", "a\nX\n", "a\nX\n"),
    { text: "a\nX\n", conflicts: 0 },
    "the same change twice",
  );
});

Deno.test("mergeTexts() marks what both changed differently", () => {
  assert.deepEqual(merge("a\nb\nc\n", "a\nX\nc\n", "a\nY\nc\n"), {
    text: "a\n<<<<<<< ours\nX\n|||||||\nb\n=======\nY\n>>>>>>> theirs\nc\n",
    conflicts: 1,
  });
  assert.deepEqual(merge("a\nb", "a\nX", "a\nY"), {
    text: "a\n<<<<<<< ours\nX\n|||||||\nb\n=======\nY\n>>>>>>> theirs\n",
    conflicts: 1,
  });
  assert.deepEqual(merge(null, "a\nX\n", "a\nY\n"), {
    text: "a\n<<<<<<< ours\nX\n=======\nY\n>>>>>>> theirs\n",
    conflicts: 1,
  }, "without a base nothing is taken for granted");
});

Deno.test("mergeTexts() is the other side where one changed nothing, and symmetric where nothing clashes", () => {
  for (let seed = 1; seed <= 400; seed++) {
    const random = seededRandom(seed);
    const make = () =>
      Array.from({ length: random.int(0, 10) }, () => `${random.pick(["a", "b", "c"])}\n`).join("");
    const base = make(), ours = make(), theirs = make();
    assert.equal(merge(base, base, theirs).text, theirs, `seed ${seed}`);
    assert.equal(merge(base, ours, base).text, ours, `seed ${seed}`);
    assert.equal(merge(base, ours, ours).text, ours, `seed ${seed}`);
    const one = merge(base, ours, theirs), two = merge(base, theirs, ours);
    assert.equal(one.conflicts, two.conflicts, `seed ${seed}`);
    if (one.conflicts === 0) assert.equal(one.text, two.text, `seed ${seed}`);
    else {
      // Choosing one side at each marker leaves no line of the other's changes unseen.
      const kept = one.text.replace(
        /<<<<<<< ours\n([^]*?)\|\|\|\|\|\|\|\n[^]*?=======\n[^]*?>>>>>>> theirs\n/g,
        "$1",
      );
      assert.ok(!kept.includes("<<<"), `seed ${seed}`);
    }
  }
});
