/** Word motions and deletions, on the lines VS Code shows its own rules with. */
import assert from "node:assert/strict";
import type { Command } from "../types.ts";
import * as del from "./delete.ts";
import * as words from "./move_words.ts";
import { check, trail, unmark } from "./testing.ts";

/** Every stop of a motion from one end of the text to the other, marked. */
function stops(text: string, command: Command, from: "start" | "end"): string {
  const places = trail(from === "start" ? `|${text}` : `${text}|`, command, { times: 99 })
    .map((marked) => unmark(marked).selection.ranges[0].head);
  let out = "";
  for (let i = 0; i <= text.length; i++) out += (places.includes(i as never) ? "|" : "") + (text[i] ?? "");
  return out;
}

Deno.test("cursorWordLeft() stops at starts and passes a lone separator", () => {
  const text = "    \tMy First Line\t \n\tMy Second Line\n    Third Line🐶\n\n1";
  assert.equal(
    stops(text, words.cursorWordLeft, "end"),
    "|    \t|My |First |Line\t \n|\t|My |Second |Line\n|    |Third |Line🐶\n|\n|1",
  );
  assert.equal(stops("a += 3 +5-3 + 7", words.cursorWordLeft, "end"), "|a |+= |3 |+|5-|3 |+ |7");
});
Deno.test("cursorWordStartLeft() stops behind every separator", () => {
  assert.equal(stops("foo.bar(baz)", words.cursorWordStartLeft, "end"), "|foo|.|bar|(|baz|)");
  assert.equal(stops("foo.bar(baz)", words.cursorWordLeft, "end"), "|foo.|bar(|baz)");
});
Deno.test("cursorWordEndLeft() stops at ends", () => {
  assert.equal(stops("one  two three", words.cursorWordEndLeft, "end"), "|one|  two| three");
});
Deno.test("cursorWordRight() stops at ends, cursorWordStartRight() at starts", () => {
  assert.equal(stops("a += 3 +5-3 b\n  x", words.cursorWordRight, "start"), "a| +=| 3| +5|-3| b|\n  x|");
  assert.equal(stops("one  two, three", words.cursorWordStartRight, "start"), "one  |two|, |three|");
  check("one|\ntwo", words.cursorWordStartRight, "one\n|two");
});
Deno.test("cursorWordLeftSelect() keeps the anchor", () =>
  check("one two|", words.cursorWordLeftSelect, "one <|two>"));
Deno.test("cursorWordLeft() goes by the setting wordSeparators", () => {
  check("a-b|", words.cursorWordLeft, "|a-b", { settings: { wordSeparators: "." } });
});
Deno.test("cursorWordPartLeft() and cursorWordPartRight() stop inside names", () => {
  assert.equal(
    stops("let myVar = snake_case_x", words.cursorWordPartRight, "start"),
    "let| |my|Var| |=| |snake|_case|_x|",
  );
  assert.equal(
    stops("let myVar = snake_case_x", words.cursorWordPartLeft, "end"),
    "|let| |my|Var| |=| |snake_|case_|x",
  );
  assert.equal(stops("HTMLRequest", words.cursorWordPartRight, "start"), "HTML|Request|");
});
Deno.test("deleteWordLeft() takes a word, or two blanks and more", () => {
  check("one two|", del.deleteWordLeft, "one |");
  check("one two |", del.deleteWordLeft, "one |");
  check("one\n two|", del.deleteWordLeft, "one\n |");
  check("one   |", del.deleteWordLeft, "one|");
  check("one\n|two", del.deleteWordLeft, "one|two");
  check("  |x", del.deleteWordLeft, "|x");
  check("|x", del.deleteWordLeft, null);
  check("a<bc|>", del.deleteWordLeft, "a|");
});
Deno.test("deleteWordRight() takes a word, and at the line end the indent below", () => {
  check("one| two", del.deleteWordRight, "one|");
  check("one|  two", del.deleteWordRight, "one|two");
  check("one|\n  two", del.deleteWordRight, "one|two");
  check("one|", del.deleteWordRight, null);
});
Deno.test("deleteWordStartLeft(), deleteWordEndLeft() and their mirrors", () => {
  check("one   |", del.deleteWordStartLeft, "|");
  check("one two|", del.deleteWordEndLeft, "one|");
  check("|one  two", del.deleteWordStartRight, "|two");
  check("|one  two", del.deleteWordEndRight, "|  two");
  check("fooBar|", del.deleteWordPartLeft, "foo|");
  check("|fooBar", del.deleteWordPartRight, "|Bar");
});
Deno.test("deleteWordLeft() with two carets in one word deletes it once", () => {
  check("x wo|rd| y", del.deleteWordLeft, "x | y");
});
