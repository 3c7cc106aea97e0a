/** Commands on lines, on selections as a whole, and on characters where they stand. */
import assert from "node:assert/strict";
import * as lines from "./lines.ts";
import * as selection from "./select.ts";
import { check, trail } from "./testing.ts";
import * as transform from "./transform.ts";

Deno.test("deleteLines() keeps the column in the next line", () => {
  check("a\nbcd|\nefgh", lines.deleteLines, "a\nefg|h");
  check("a\nbc|d", lines.deleteLines, "a|");
  check("<a\nb|>c\nd", lines.deleteLines, "d|");
  check("<a\n|>b", lines.deleteLines, "|b");
  check("abc|", lines.deleteLines, "|");
  check("a|\nb|\nc\nd|", lines.deleteLines, "c|");
});
Deno.test("copyLinesDown() moves the caret to the copy, copyLinesUp() does not", () => {
  check("a|b\nc", lines.copyLinesDown, "ab\na|b\nc");
  check("a|b\nc", lines.copyLinesUp, "a|b\nab\nc");
  check("<a\nb|>\nc", lines.copyLinesDown, "a\nb\n<a\nb|>\nc");
});
Deno.test("moveLinesUp() and moveLinesDown() take carets and selections along", () => {
  check("a\nb|c\nd", lines.moveLinesUp, "b|c\na\nd");
  check("a\nb|c\nd", lines.moveLinesDown, "a\nd\nb|c");
  check("<a\nb|>\nc\nd", lines.moveLinesDown, "c\n<a\nb|>\nd");
  check("<a\n|>b\nc", lines.moveLinesDown, "b\n<a\n|>c");
  check("|a\nb\n|c\nd", lines.moveLinesDown, "b\n|a\nd\n|c");
  check("a|\nb", lines.moveLinesUp, null);
  check("a\nb|", lines.moveLinesDown, null);
});
Deno.test("duplicateSelection() copies the selection behind itself, or the line", () => {
  check("a<bc|>d", lines.duplicateSelection, "abc<bc|>d");
  check("a<|bc>d", lines.duplicateSelection, "abc<|bc>d");
  check("a|b", lines.duplicateSelection, "ab\na|b");
});
Deno.test("joinLines() puts one blank where the break was", () => {
  check("a|b\n   c\nd", lines.joinLines, "ab| c\nd");
  check("a|b  \nc", lines.joinLines, "ab| c");
  check("a|\n\nb", lines.joinLines, "a|\nb");
  check("<a\nb\nc|>", lines.joinLines, "<a b c|>");
  check("a|", lines.joinLines, null);
});
Deno.test("transposeLetters() swaps around the caret", () => {
  check("ab|c", transform.transposeLetters, "acb|");
  check("abc|", transform.transposeLetters, "acb|");
  check("|abc", transform.transposeLetters, null);
  check("a👍🏽|", transform.transposeLetters, "👍🏽a|");
});
Deno.test("toUppercase() and toLowercase() change the selection or the word", () => {
  check("a <bc|> d", transform.toUppercase, "a <BC|> d");
  check("fo|o bar", transform.toUppercase, "FO|O bar");
  check("<|STRASSE>", transform.toLowercase, "<|strasse>");
  check("<ß|>", transform.toUppercase, "<SS|>");
  check("A|", transform.toUppercase, null);
});
Deno.test("trimTrailingWhitespace() cleans every line", () => {
  check("a  |\n\t\nb c \n", transform.trimTrailingWhitespace, "a|\n\nb c\n");
  check("a|", transform.trimTrailingWhitespace, null);
});
Deno.test("selectAll(), cancelSelection(), removeSecondaryCursors()", () => {
  check("a\nb|", selection.selectAll, "<a\nb|>");
  check("<a\nb|>c", selection.cancelSelection, "a\nb|c");
  check("a|", selection.cancelSelection, null);
  check("|a|b<c|>", selection.removeSecondaryCursors, "|abc");
  check("a|", selection.removeSecondaryCursors, null);
});
Deno.test("expandLineSelection() takes one line more each time", () => {
  assert.deepEqual(trail("a\nb|c\nd\ne", selection.expandLineSelection, { times: 3 }), [
    "a\n<bc\n|>d\ne",
    "a\n<bc\nd\n|>e",
    "a\n<bc\nd\ne|>",
  ]);
});
Deno.test("insertCursorBelow() and insertCursorAbove() keep the column", () => {
  assert.deepEqual(trail("ab|c\nd\nefg", selection.insertCursorBelow, { times: 3 }), [
    "ab|c\nd|\nefg",
    "ab|c\nd|\nef|g",
  ]);
  check("abc\nd|", selection.insertCursorAbove, "a|bc\nd|");
});
