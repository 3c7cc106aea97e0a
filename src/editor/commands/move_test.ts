/** Motions, each on the smallest text that shows its rule. */
import assert from "node:assert/strict";
import type { Offset, Side } from "../../base/mod.ts";
import type { Caret } from "../types.ts";
import { cursorMove } from "./cursor_move.ts";
import * as move from "./move.ts";
import { check, contextOf, FakeLayout, trail } from "./testing.ts";

Deno.test("cursorLeft() and cursorRight() pass graphemes and line ends", () => {
  check("a👨‍👩‍👧|b", move.cursorLeft, "a|👨‍👩‍👧b");
  check("a|e\u0301b", move.cursorRight, "ae\u0301|b");
  check("a\n|b", move.cursorLeft, "a|\nb");
  check("a|\nb", move.cursorRight, "a\n|b");
  check("|a", move.cursorLeft, null);
  check("a|", move.cursorRight, null);
});
Deno.test("cursorLeft() goes to the near end of a selection", () => {
  check("a<bc|>d", move.cursorLeft, "a|bcd");
  check("a<bc|>d", move.cursorRight, "abc|d");
  check("a<|bc>d", move.cursorRight, "abc|d");
});
Deno.test("cursorLeftSelect() keeps the anchor and merges what meets", () => {
  check("ab|c", move.cursorLeftSelect, "a<|b>c");
  check("a<b|>c", move.cursorLeftSelect, "a|bc");
  check("a|b|", move.cursorLeft, "|a|b");
  check("|a|b", move.cursorLeft, "|ab");
});
Deno.test("cursorLeft() asks the layout in right-to-left text only", () => {
  const asked: Caret[] = [];
  class Spy extends FakeLayout {
    override beside(caret: Caret, to: Side): Caret {
      asked.push(caret);
      return { at: caret.at - to as Offset, side: 1 };
    }
  }
  const run = (text: string) => {
    const ctx = contextOf(text);
    return move.cursorLeft({ ...ctx, layout: new Spy(text) })?.spec?.selection?.ranges[0].head;
  };
  assert.equal(run("ab|c"), 1);
  assert.equal(asked.length, 0);
  assert.equal(run("אב|ג"), 3);
  assert.equal(asked.length, 1);
});
Deno.test("cursorDown() keeps the x it started from", () => {
  assert.deepEqual(trail("abcd|\na\nabcdef", move.cursorDown, { times: 3 }), [
    "abcd\na|\nabcdef",
    "abcd\na\nabcd|ef",
    "abcd\na\nabcdef|",
  ]);
  check("ab|c\nd", move.cursorUp, "|abc\nd");
});
Deno.test("cursorDown() starts from the end of a selection, cursorUp() from its start", () => {
  check("<ab|>c\nxyz", move.cursorDown, "abc\nxy|z");
  check("xyz\na<|bc>", move.cursorUp, "x|yz\nabc");
  check("<a|>bc\nxyz", move.cursorDownSelect, "<abc\nx|>yz");
});
Deno.test("cursorDown() goes by visual rows", () => {
  check("ab|cdefgh", move.cursorDown, "abcdef|gh", { columns: 4, settings: { wrap: "on" } });
});
Deno.test("cursorPageDown() moves by what fits and keeps x at the last row", () => {
  check("a|b\n1\n2\n3\n4\n567", move.cursorPageDown, "ab\n1\n2\n3|\n4\n567", { pageRows: 3 });
  check("a|b\n1\n567", move.cursorPageDown, "ab\n1\n5|67");
  check("ab\n1\n5|67", move.cursorPageUp, "a|b\n1\n567");
});
Deno.test("cursorHome() toggles between the first character and the row start", () => {
  assert.deepEqual(trail("  ab|c", move.cursorHome, { times: 3 }), ["  |abc", "|  abc", "  |abc"]);
  check("   |", move.cursorHome, "|   ");
  check("  ab|c", move.cursorHomeSelect, "  <|ab>c");
});
Deno.test("cursorHome() and cursorEnd() know wrapped rows", () => {
  const options = { columns: 4, settings: { wrap: "on" as const } };
  check("abcdef|gh", move.cursorHome, "abcd|efgh", options);
  check("ab|cdefgh", move.cursorEnd, "abcd|efgh", options);
  check("ab|cdefgh", move.cursorLineEnd, "abcdefgh|", options);
  const selection = move.cursorEnd(contextOf("ab|cdefgh", options))!.spec!.selection!;
  assert.equal(selection.ranges[0].side, -1);
});
Deno.test("cursorTop() and cursorBottomSelect() reach the ends", () => {
  check("ab\nc|d", move.cursorTop, "|ab\ncd");
  check("a|b\ncd", move.cursorBottomSelect, "a<b\ncd|>");
});
Deno.test("cursorMove() takes VS Code's arguments", () => {
  check("a|bcd", cursorMove, "abc|d", { arg: { to: "right", value: 2 } });
  check("a|bcd", cursorMove, "a<bc|>d", { arg: { to: "right", value: 2, select: true } });
  check("a|b\nc\nde", cursorMove, "ab\nc\nd|e", { arg: { to: "down", by: "line", value: 2 } });
  check("a|\nb\n\nc", cursorMove, "a\nb\n|\nc", { arg: { to: "nextBlankLine" } });
  check("  ab  |", cursorMove, "  ab|  ", { arg: { to: "wrappedLineLastNonWhitespaceCharacter" } });
  check("a|", cursorMove, null, { arg: { to: "nowhere" } });
});
Deno.test("motions finish on a line of 1 MB", () => {
  const line = "x".repeat(1_000_000);
  check(`${line}|`, move.cursorLeft, `${line.slice(1)}|x`);
  check(`${line}|`, move.cursorHome, `|${line}`);
});
