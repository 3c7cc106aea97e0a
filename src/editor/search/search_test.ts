import assert from "node:assert/strict";
import type { Offset } from "../../base/mod.ts";
import { seededRandom } from "../../base/mod.ts";
import { changesOf } from "../text/changes.ts";
import type { Shape } from "../text/node.ts";
import { textOf, toStringAll } from "../text/rope.ts";
import type { Edit } from "../types.ts";
import { advance, matchesIn, refreshed, searchAll, startSearch } from "./job.ts";
import { firstFrom, indexOfMatch, matchesOf, matchFrom, matchTo, pairsOf, patched } from "./match_set.ts";
import { escaped, needleOf, type Query } from "./query.ts";

const tiny: Shape = { leafMin: 2, leafMax: 6, leafFill: 4, fanMin: 2, fanMax: 4, fanFill: 3, manyEdits: 2 };
const separators = "`~!@#$%^&*()-=+[{]}\\|;:'\",.<>/?";
const query = (text: string, more: Partial<Query> = {}): Query => ({
  text,
  kind: "literal",
  caseSensitive: true,
  wholeWord: false,
  ...more,
});

/** The dumbest search: a regular expression over one string, words tested by hand. */
function model(text: string, wanted: Query): number[] {
  const pattern = new RegExp(escaped(wanted.text), wanted.caseSensitive ? "g" : "giu");
  const pairs: number[] = [];
  const ends = (at: number) => at < 0 || at >= text.length || ` \t\r\n${separators}`.includes(text[at]);
  for (const { index, 0: found } of text.matchAll(pattern)) {
    const to = index + found.length;
    const isWord = (ends(index - 1) || ends(index)) && (ends(to) || ends(to - 1));
    if (!wanted.wholeWord || isWord) pairs.push(index, to);
  }
  return pairs;
}

function randomText(random: ReturnType<typeof seededRandom>, most: number): string {
  let out = "";
  for (let n = random.int(0, most + 1); n > 0; n--) {
    out += random.pick([
      "a",
      "a",
      "A",
      "b",
      "B",
      "\n",
      " ",
      ".",
      "k",
      "\u212a",
      "ſ",
      "s",
      "é",
      "É",
      "😀",
      "_",
    ]);
  }
  return out;
}
const wanteds = [
  "a",
  "aa",
  "ab",
  "aba",
  "A",
  "b\n",
  "\n",
  "\n\n",
  "k",
  "s",
  "é",
  "a a",
  "aaaaaaa",
  ".",
  "😀",
  "É ",
];

Deno.test("advance() finds what a plain string finds, with tiny leaves, from any start, in any slices", () => {
  for (let seed = 1; seed <= 1500; seed++) {
    const random = seededRandom(seed);
    const content = randomText(random, 60);
    const text = textOf(content, tiny);
    const wanted = query(random.pick(wanteds), {
      caseSensitive: random.next() < 0.5,
      wholeWord: random.next() < 0.3,
    });
    let job = startSearch(text, {
      needle: needleOf(wanted, separators),
      near: random.int(0, content.length + 1),
    });
    const slice = random.int(1, 20);
    for (let i = 0; job.state === "searching"; i++) {
      assert.ok(i < 500, `seed ${seed}: it never ends`);
      job = advance(job, slice);
    }
    assert.deepEqual(
      Array.from(pairsOf(matchesIn(job))),
      model(content, wanted),
      `seed ${seed} ${JSON.stringify(wanted)}`,
    );
  }
});

Deno.test("refreshed() equals a search from nothing after random edits", () => {
  for (let seed = 1; seed <= 1500; seed++) {
    const random = seededRandom(seed);
    let text = textOf(randomText(random, 80), tiny);
    const wanted = query(random.pick(wanteds), {
      caseSensitive: random.next() < 0.5,
      wholeWord: random.next() < 0.3,
    });
    const needle = needleOf(wanted, separators);
    let matches = searchAll(text, needle);
    for (let step = 0; step < 6; step++) {
      const edits: Edit[] = [];
      let at = 0;
      for (let n = random.int(1, 4); n > 0 && at <= text.length; n--) {
        const from = random.int(at, text.length + 1);
        const to = Math.min(text.length, from + (random.next() < 0.5 ? 0 : random.int(0, 6)));
        edits.push({ from: from as Offset, to: to as Offset, insert: randomText(random, 4) });
        at = to + 1;
      }
      const changes = changesOf(edits, text.length);
      text = changes.apply(text);
      const next = refreshed(matches, { text, needle, changes });
      const expected = model(toStringAll(text), wanted);
      if (next === null) matches = searchAll(text, needle);
      else {
        matches = next;
        assert.deepEqual(
          Array.from(pairsOf(next)),
          expected,
          `seed ${seed}, step ${step} ${JSON.stringify(wanted)}`,
        );
      }
    }
  }
});

Deno.test("searchAll() finds only what lies inside the spans", () => {
  const text = textOf("abc abc abc abc", tiny);
  const needle = needleOf(query("abc"), separators);
  const pairs = pairsOf(searchAll(text, needle, [{ from: 1, to: 8 }, { from: 8, to: 14 }]));
  assert.deepEqual(Array.from(pairs), [4, 7, 8, 11]);
});

Deno.test("a match set answers by place as its pairs do", () => {
  const pairs: number[] = [];
  for (let i = 0; i < 3000; i++) pairs.push(i * 7, i * 7 + 3);
  const set = matchesOf(pairs);
  assert.equal(set.count, 3000);
  for (const at of [0, 1, 6, 7, 8, 3583, 3584, 3585, 20992, 20993, 20994, 99999]) {
    const expected = pairs.filter((_, i) => i % 2 === 0).findIndex((from) => from >= at);
    assert.equal(firstFrom(set, at), expected < 0 ? 3000 : expected, `at ${at}`);
  }
  assert.equal(matchFrom(set, 1234), 1234 * 7);
  assert.equal(matchTo(set, 2999), 2999 * 7 + 3);
  assert.equal(indexOfMatch(set, 70, 73), 10);
  assert.equal(indexOfMatch(set, 70, 74), -1);
  assert.throws(() => matchFrom(set, 3000), {
    name: "RangeError",
    message: "Cannot read match 3000: there are 3000",
  });
});

Deno.test("patched() keeps its id while matches only move", () => {
  const set = matchesOf([0, 2, 10, 12, 20, 22]);
  const moved = patched(set, [{ from: 5, to: 6, grown: 3, found: [] }]);
  assert.deepEqual(Array.from(pairsOf(moved)), [0, 2, 13, 15, 23, 25]);
  assert.equal(moved.id, set.id);
  const fewer = patched(set, [{ from: 9, to: 13, grown: 0, found: [] }]);
  assert.deepEqual(Array.from(pairsOf(fewer)), [0, 2, 20, 22]);
  assert.notEqual(fewer.id, set.id);
  const touched = patched(set, [{ from: 12, to: 12, grown: 1, found: [] }], "touching");
  assert.deepEqual(Array.from(pairsOf(touched)), [0, 2, 21, 23]);
});
