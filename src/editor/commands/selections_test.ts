/** More carets, boxes, growing selections and the way back. */
import assert from "node:assert/strict";
import { boxSelection } from "./column_select.ts";
import * as box from "./column_select.ts";
import { cursorMove } from "./cursor_move.ts";
import { cursorRedo, cursorUndo } from "./cursor_history.ts";
import * as cursors from "./cursors.ts";
import * as move from "./move.ts";
import { expand, shrink } from "./smart_select.ts";
import { check, contextOf, mark, run, trail } from "./testing.ts";
import { toStringAll } from "../text/rope.ts";
import type { ViewId } from "../../base/mod.ts";

Deno.test("insertCursorAtEndOfEachLineSelected() puts carets at line ends and the selection's end", () => {
  check("a<b\ncd\nef|>g", cursors.insertCursorAtEndOfEachLineSelected, "ab|\ncd|\nef|g");
  check("a<b\ncd\n|>ef", cursors.insertCursorAtEndOfEachLineSelected, "ab|\ncd|\nef");
  check("<a\nb|>\n|c", cursors.insertCursorAtEndOfEachLineSelected, "a|\nb|\n|c");
  check("a|b", cursors.insertCursorAtEndOfEachLineSelected, null);
});

Deno.test("splitSelectionIntoLines() keeps what is selected, line by line", () => {
  check("a<b\ncd\nef|>g", cursors.splitSelectionIntoLines, "a<b|>\n<cd|>\n<ef|>g");
  check("a<|b\ncd>", cursors.splitSelectionIntoLines, "a<|b>\n<|cd>");
});

Deno.test("addCursorsToBottom() and addCursorsToTop() keep the column", () => {
  check("ab|c\nx\nabcd", cursors.addCursorsToBottom, "ab|c\nx|\nab|cd");
  check("ab\nabc|", cursors.addCursorsToTop, "ab|\nabc|");
});

Deno.test("focusNextCursor() changes the main caret alone, flipSelection() the ends", () => {
  const after = run("a|b|", [cursors.focusNextCursor]);
  assert.equal(after.selection.main, 1);
  assert.equal(run("a|b|", [cursors.focusPreviousCursor, cursors.focusPreviousCursor]).selection.main, 0);
  check("<ab|> c|", cursors.flipSelection, "<|ab> c|");
  check("ab|", cursors.flipSelection, null);
});

Deno.test("cursorUndo() goes back where the carets were, cursorRedo() forth, an edit forgets", () => {
  const { cursorRight, cursorEnd } = move;
  assert.equal(run("|abc", [cursorRight, cursorEnd, cursorUndo]).marked, "a|bc");
  assert.equal(run("|abc", [cursorRight, cursorEnd, cursorUndo, cursorUndo]).marked, "|abc");
  assert.equal(run("|abc", [cursorRight, cursorEnd, cursorUndo, cursorUndo, cursorRedo]).marked, "a|bc");
  assert.equal(run("|abc", [cursorRight, cursorEnd, cursorUndo, cursorRight, cursorRedo]).marked, "ab|c");
  assert.equal(run("|abc", [cursorRight, "x", cursorUndo]).marked, "ax|bc");
  const many = Array.from({ length: 300 }, () => cursorRight);
  const back = Array.from({ length: 300 }, () => cursorUndo);
  const at = run("|" + "x".repeat(300), [...many, ...back]).selection.ranges[0].head;
  assert.ok(at >= 300 - 128 && at <= 300 - 64, `it remembers some, not all: ${at}`);
});

Deno.test("column selection by keys grows a box over short lines", () => {
  const {
    cursorColumnSelectDown: down,
    cursorColumnSelectRight: right,
    cursorColumnSelectUp: up,
    cursorColumnSelectLeft: left,
  } = box;
  assert.equal(run("a|bcd\nefgh", [down, right]).marked, "a<b|>cd\ne<f|>gh");
  assert.equal(run("abc|d\nx\nefgh", [down, down, right]).marked, "abc<d|>\nx\nefg<h|>");
  assert.equal(run("abc|d\nx\nefgh", [down, down, right, up, up]).marked, "abc<d|>\nx\nefgh");
  assert.equal(run("ab|cd\nefgh", [down, left, left]).marked, "<|ab>cd\n<|ef>gh");
  assert.equal(run("|abcd\nef", [down, right, right, right, right, right]).marked, "<abcd|>\n<ef|>");
  assert.equal(run("|a\nb", [up]).marked, "|a\nb");
  assert.equal(
    run("a|漢b\nabcd", [right, down]).marked,
    "a<漢|>b\na<bc|>d",
    "a wide character is two columns",
  );
});

Deno.test("boxSelection() with both corners behind the ends puts carets at the ends", () => {
  const { state } = contextOf("ab\nc");
  const selection = boxSelection(state, 1 as ViewId, {
    from: { line: 0, column: 10 },
    to: { line: 1, column: 12 },
  });
  assert.equal(mark(toStringAll(state.text), selection), "ab|\nc|");
});

Deno.test("expand() grows step by step without syntax, shrink() goes back exactly", () => {
  assert.deepEqual(trail("f(a, 'b c|d');", expand, { times: 8 }), [
    "f(a, 'b <cd|>');",
    "f(a, '<b cd|>');",
    "f(a, <'b cd'|>);",
    "f(<a, 'b cd'|>);",
    "f<(a, 'b cd')|>;",
    "<f(a, 'b cd');|>",
  ]);
  assert.equal(run("f(a|b)", [expand, expand, shrink]).marked, "f(<ab|>)");
  assert.equal(run("f(a|b)", [expand, expand, shrink, shrink]).marked, "f(a|b)");
  assert.equal(
    run("f(a|b)", [expand, move.cursorRight, shrink]).marked,
    "f(ab|)",
    "moved on: nothing to shrink",
  );
  assert.equal(run("(a|) (b|)", [expand, expand]).marked, "<(a)|> <(b)|>");
  assert.equal(run("x fooB|ar", [expand]).marked, "x foo<Bar|>");
});

Deno.test("cursorParagraphDown() and its kin", () => {
  check("|a\nb\n\nc", move.cursorParagraphDown, "a\nb\n|\nc");
  check("a\nb\n\nc|", move.cursorParagraphUpSelect, "a\nb\n<|\nc>");
  check("|a\n\nb| x\n\nc", move.cursorParagraphDown, "a\n|\nb x\n|\nc");
});

Deno.test("cursorHalfPageDown() moves by half of what fits", () => {
  check("|a\nb\nc\nd", move.cursorHalfPageDown, "a\nb\n|c\nd", { pageRows: 4 });
  check("a\nb\nc\n|d", move.cursorHalfPageUpSelect, "a\n<|b\nc\n>d", { pageRows: 5 });
});

Deno.test("cursorMove() by half lines, to the middle, to what the view shows", () => {
  check("|abcdef", cursorMove, "abc|def", { arg: { to: "right", by: "halfLine" } });
  check("abcde|f", cursorMove, "ab|cdef", { arg: { to: "left", by: "halfLine" } });
  check("abc|d", cursorMove, "ab|cd", { arg: { to: "wrappedLineColumnCenter" } });
  const arg = (to: string, more = {}) => ({ arg: { to, ...more }, pageRows: 3 });
  check("a\nb|\nc\nd", cursorMove, "|a\nb\nc\nd", arg("viewPortTop"));
  check("a|\nb\nc\nd", cursorMove, "a\nb\n|c\nd", arg("viewPortBottom"));
  check("a|\nb\nc\nd", cursorMove, "a\n|b\nc\nd", arg("viewPortCenter"));
  check("a\nb\nc\nd|", cursorMove, "a\nb\n|c\nd", arg("viewPortIfOutside"));
  check(
    "a\nb|\nc\nd",
    cursorMove,
    "a<|\nb>\nc\nd".replace("a<|\nb>", "<|a\nb>"),
    arg("viewPortTop", { select: true }),
  );
  check("|a\n\nb\n\nc", cursorMove, "a\n\nb\n|\nc", { arg: { to: "nextBlankLine", value: 2 } });
});
