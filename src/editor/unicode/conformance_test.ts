/**
 * Unicode's own break tests, every case of them. fixtures/unicode holds the three files of Unicode 16.0, written by
 * tools/unicode_tables.ts; our tables and rules are those of 17.0, so the cases that 17.0 changed are listed here.
 * "÷" is a border, "×" is none, numbers are code points.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Offset } from "../../base/mod.ts";
import { graphemeAfter, graphemeBefore, graphemeLengths } from "./graphemes.ts";
import { lineBreaks } from "./line_breaks.ts";
import { UNICODE_VERSION } from "./tables.ts";
import { flatText } from "./testing.ts";
import { wordLengths } from "./words.ts";

const file = new URL("../../../fixtures/unicode/break_tests.json.gz", import.meta.url);
const cases = JSON.parse(gunzipSync(readFileSync(file)).toString()) as {
  version: string;
  graphemes: string[];
  words: string[];
  lines: string[];
};

function parse(line: string): { text: string; borders: number[] } {
  let text = "";
  const borders: number[] = [];
  for (const token of line.split(/\s+/)) {
    if (token === "÷") borders.push(text.length);
    else if (token !== "×") text += String.fromCodePoint(parseInt(token, 16));
  }
  return { text, borders: borders.filter((at) => at > 0) };
}
/** `changed`: the cases, as 16.0 has them, that 17.0 decides otherwise. */
function check(
  lines: string[],
  { borders, changed }: { borders: (text: string) => number[]; changed: string[] },
) {
  const wrong = lines.filter((line) => {
    const { text, borders: expected } = parse(line);
    return borders(text).join() !== expected.join();
  });
  assert.deepEqual(wrong.slice(0, 20), changed, `${wrong.length} of ${lines.length} cases fail`);
}
function sums(lengths: number[]): number[] {
  let at = 0;
  return lengths.map((length) => at += length);
}

// U+2701 is no Extended_Pictographic any more.
const ZWJ_SCISSORS = "÷ 2701 × 200D × 2701 ÷";

Deno.test("break tests are complete", () => {
  assert.equal(UNICODE_VERSION, "17.0");
  assert.equal(cases.version, "16.0");
  assert.deepEqual([cases.graphemes.length, cases.words.length, cases.lines.length], [1093, 1826, 16672]);
});
Deno.test("graphemeLengths() passes GraphemeBreakTest", () => {
  check(cases.graphemes, { borders: (text) => sums(graphemeLengths(text)), changed: [ZWJ_SCISSORS] });
});
Deno.test("wordLengths() passes WordBreakTest", () => {
  const changed = [ZWJ_SCISSORS, "÷ 0061 × 200D × 2701 ÷"];
  check(cases.words, { borders: (text) => sums(wordLengths(text)), changed });
});
Deno.test("lineBreaks() passes LineBreakTest", () => {
  // LB20a holds for Hebrew letters too, and U+2010 has a class of its own.
  const changed = ["002D", "002D × 0308", "2010", "2010 × 0308"].map((hyphen) => `× ${hyphen} ÷ 05D0 ÷`);
  check(cases.lines, { borders: lineBreaks, changed });
});
Deno.test("graphemeBefore() and graphemeAfter() find the borders of GraphemeBreakTest", () => {
  for (const line of cases.graphemes.filter((line) => line !== ZWJ_SCISSORS)) {
    const { text, borders } = parse(line);
    const forwards: number[] = [];
    const backwards: number[] = [];
    const document = flatText(text);
    for (let at = 0; at < text.length;) forwards.push(at = graphemeAfter(document, at as Offset));
    for (let at = text.length; at > 0; at = graphemeBefore(document, at as Offset)) backwards.unshift(at);
    assert.deepEqual([forwards, backwards], [borders, borders], line);
  }
});
