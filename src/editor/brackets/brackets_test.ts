import assert from "node:assert/strict";
import type { Offset } from "../../base/mod.ts";
import { check } from "../commands/testing.ts";
import { textOf } from "../text/rope.ts";
import { jumpToBracket, removeBrackets, selectToBracket } from "./commands.ts";
import { enclosingBrackets, matchBracket } from "./match.ts";

const brackets = [["{", "}"], ["[", "]"], ["(", ")"]] as const;
const pairOf = (marked: string, more = {}) => {
  const at = marked.indexOf("|") as Offset;
  const pair = matchBracket(textOf(marked.replace("|", "")), at, { brackets, ...more });
  return pair && [pair.open, pair.close];
};

Deno.test("matchBracket() finds the partner of the bracket a caret touches, the right one first", () => {
  assert.deepEqual(pairOf("|(a(b)c)"), [0, 6]);
  assert.deepEqual(pairOf("(a(b)c)|"), [0, 6]);
  assert.deepEqual(pairOf("(a)|(b)"), [3, 5]);
  assert.deepEqual(pairOf("(a(b|)c)"), [2, 4]);
  assert.equal(pairOf("a|b"), null);
  assert.equal(pairOf("|(a"), null);
  assert.deepEqual(pairOf("|([)]"), [0, 2], "of one kind at a time");
});

Deno.test("matchBracket() gives up at its budget and skips what is no code", () => {
  const far = "(" + "x".repeat(5000) + ")";
  assert.equal(pairOf("|" + far, { budget: 1000 }), null);
  assert.deepEqual(pairOf("|" + far), [0, 5001]);
  assert.deepEqual(pairOf('|(")")', { isCode: (at: number) => at !== 2 }), [0, 4]);
});

Deno.test("enclosingBrackets() is the innermost pair, past open brackets without partner", () => {
  const around = (marked: string) => {
    const pair = enclosingBrackets(textOf(marked.replace("|", "")), marked.indexOf("|") as Offset, {
      brackets,
    });
    return pair && [pair.open, pair.close];
  };
  assert.deepEqual(around("{a(b)|c}"), [0, 6]);
  assert.deepEqual(around("{a(|b)c}"), [2, 4]);
  assert.deepEqual(around("{ ( | }"), [0, 5]);
  assert.equal(around("a|b"), null);
});

Deno.test("jumpToBracket() goes from side to side, from inside to the end, else to the next", () => {
  check("x (3 + (5-7))| y", jumpToBracket, "x |(3 + (5-7)) y");
  check("x |(3 + (5-7)) y", jumpToBracket, "x (3 + (5-7)|) y");
  check("(5|-7)", jumpToBracket, "(5-7|)");
  check("a| (b)", jumpToBracket, "a |(b)");
  check("a| b", jumpToBracket, null);
  check("|(a) |[b]", jumpToBracket, "(a|) [b|]");
});

Deno.test("selectToBracket() takes both brackets or what is between", () => {
  check("f(a|, b)", selectToBracket, "f<(a, b)|>");
  check("f(a, b)|", selectToBracket, "f<|(a, b)>");
  check("f(a|, b)", selectToBracket, "f(<a, b|>)", { arg: { selectBrackets: false } });
});

Deno.test("removeBrackets() takes both away at each caret, one pair once", () => {
  check("f(|a)", removeBrackets, "f|a");
  check("f(a| + |b) + [|c]", removeBrackets, "fa| + |b + |c");
  check("a|", removeBrackets, null);
});
