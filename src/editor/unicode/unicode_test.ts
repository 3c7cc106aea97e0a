/** Examples beside the official tests: what editing meets, what they leave out, and sizes that must not hang. */
import assert from "node:assert/strict";
import { seededRandom } from "../../base/mod.ts";
import type { Offset } from "../../base/mod.ts";
import { graphemeAfter, graphemeBefore, graphemeLengths, isGraphemeBorder } from "./graphemes.ts";
import { lineBreaks } from "./line_breaks.ts";
import { flatText } from "./testing.ts";
import { width } from "./width.ts";
import { wordLengths } from "./words.ts";

const at = (offset: number) => offset as Offset;
function pieces(text: string, lengths: number[]): string[] {
  let from = 0;
  return lengths.map((length) => text.slice(from, from += length));
}

Deno.test("graphemeLengths() keeps families, flags, syllables and conjuncts whole", () => {
  const graphemes = ["👨‍👩‍👧‍👦", "🇩🇪", "🇫🇷", "각", "각", "क्षि", "é", "\r\n", "a", "👍🏽", "1️⃣"];
  assert.deepEqual(pieces(graphemes.join(""), graphemeLengths(graphemes.join(""))), graphemes);
});
Deno.test("graphemeBefore() steps over 1,000 combining marks at once", () => {
  const text = flatText("xe" + "\u0301".repeat(1000) + "y");
  assert.equal(graphemeBefore(text, at(1002)), 1);
  assert.equal(graphemeAfter(text, at(1)), 1002);
  assert.equal(isGraphemeBorder(text, at(500)), false);
});
Deno.test("graphemeBefore() reads no more of a long line than the cluster", () => {
  const line = "漢".repeat(500_000);
  const flat = flatText(line);
  let reads = 0;
  const text = { ...flat, chunkAt: (offset: Offset) => (reads++, flat.chunkAt(offset)) };
  assert.equal(graphemeBefore(text, at(300_000)), 299_999);
  assert.equal(graphemeAfter(text, at(300_000)), 300_001);
  assert.ok(reads < 20, `${reads} reads`);
});
Deno.test("graphemeBefore() stops at the ends and throws outside", () => {
  const text = flatText("ab");
  assert.equal(graphemeBefore(text, at(0)), 0);
  assert.equal(graphemeAfter(text, at(2)), 2);
  assert.throws(() => graphemeBefore(text, at(3)), RangeError);
});
Deno.test("graphemeLengths() agrees with Intl.Segmenter on random text", () => {
  const alphabet = [..."ab \n\r\u0301\u200d\ufe0f🇩👩👍🏽क्षिगकᄀ가각\u0600ำ漢\u200c\u0d4d"];
  const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
  for (let seed = 1; seed <= 2000; seed++) {
    const random = seededRandom(seed);
    const text = Array.from({ length: 12 }, () => random.pick(alphabet)).join("");
    const expected = [...segmenter.segment(text)].map((segment) => segment.segment);
    assert.deepEqual(pieces(text, graphemeLengths(text)), expected, `seed ${seed}`);
    const back: number[] = [];
    for (let to = text.length; to > 0; to = back[0]) back.unshift(graphemeBefore(flatText(text), at(to)));
    let from = 0;
    assert.deepEqual(
      back,
      expected.map((piece) => (from += piece.length) - piece.length),
      `seed ${seed} backwards`,
    );
  }
});
Deno.test("graphemeLengths() covers lone surrogates", () => {
  assert.deepEqual(graphemeLengths("\ud83d\ud83d\ude00\ude00"), [1, 2, 1]);
});

Deno.test("wordLengths() keeps words, numbers and quotes inside words whole", () => {
  const words = ["can't", " ", "1,234.5", "  ", "a:b", " ", "漢", "字", " ", "カタカナ"];
  assert.deepEqual(pieces(words.join(""), wordLengths(words.join(""))), words);
  assert.deepEqual(wordLengths(""), []);
});

Deno.test("lineBreaks() breaks after spaces and hyphens, not before closing marks", () => {
  const text = "well-known (see p. 12.5%) — «quoted» 漢字。";
  let from = 0;
  const parts = lineBreaks(text).map((to) => text.slice(from, from = to));
  assert.deepEqual(parts, ["well-", "known ", "(see ", "p. ", "12.5%) ", "— ", "«quoted» ", "漢", "字。"]);
  assert.deepEqual(lineBreaks(""), []);
});
Deno.test("lineBreaks() follows 17.0 where it differs from 16.0", () => {
  assert.deepEqual(lineBreaks("-א"), [2], "LB20a with a Hebrew letter");
  assert.deepEqual(lineBreaks("\u2010א"), [2]);
  assert.deepEqual(lineBreaks("א\u2010א"), [2, 3], "LB21a");
  assert.deepEqual(lineBreaks("\u00a0\u2010\u00a0"), [2, 3], "LB12a");
});
Deno.test("lineBreaks() and wordLengths() finish on a 1 MB line", () => {
  const line = "word, ".repeat(175_000);
  assert.equal(lineBreaks(line).length, 175_000);
  assert.equal(wordLengths(line).length, 525_000);
});

Deno.test("width() counts cells by grapheme", () => {
  const cells: [string, number][] = [
    ["abc", 3],
    ["", 0],
    ["\t\n\u0007", 0],
    ["e\u0301", 1],
    ["\u0301", 0],
    ["\u200b\u200d\ufeff", 0],
    ["漢字ｶ", 5],
    ["Ａ", 2],
    ["👨‍👩‍👧‍👦", 2],
    ["🇩🇪🇫🇷", 4],
    ["❤", 1],
    ["❤\ufe0f", 2],
    ["⌚\ufe0e", 1],
    ["1\ufe0f\u20e3", 2],
    ["👍🏽", 2],
    ["각", 2],
    ["\u1100\u1161\u11a8", 2],
    ["—§±", 3],
    ["क्षि", 1],
    ["x\ufe0f", 1],
  ];
  for (const [text, expected] of cells) assert.equal(width(text), expected, JSON.stringify(text));
});
