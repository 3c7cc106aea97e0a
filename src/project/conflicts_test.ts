import assert from "node:assert/strict";
import { conflictsIn } from "./conflicts.ts";
import { mergeTexts } from "./merge.ts";

const find = (text: string) => {
  const lines = text.split("\n");
  return conflictsIn(lines.length, (line) => lines[line].slice(0, 8));
};

Deno.test("conflictsIn() finds what mergeTexts() marks, with and without a base", () => {
  const names = { ours: "your text", theirs: "the file on disk" };
  const three = mergeTexts({ base: "a\nb\nc\n", ours: "a\nB\nc\n", theirs: "a\nx\ny\nc\n" }, names);
  assert.deepEqual(find(three.text), [{ from: 1, to: 9, ours: [2, 3], theirs: [6, 8] }]);
  const two = mergeTexts({ base: null, ours: "a\nB\n", theirs: "a\nx\n" }, names);
  assert.deepEqual(find(two.text), [{ from: 1, to: 6, ours: [2, 3], theirs: [4, 5] }]);
});

Deno.test("conflictsIn() takes no half conflict and no ruler for one", () => {
  assert.deepEqual(find("<<<<<<< a\nx\n=======\ny\n"), []);
  assert.deepEqual(find("Title\n=======\n>>>>>>> quoted\n"), []);
  assert.deepEqual(find("<<<<<<<<< a\nx\n=======\ny\n>>>>>>> b"), []);
  assert.deepEqual(find("<<<<<<< a\n<<<<<<< b\nx\n=======\n>>>>>>> c"), [
    { from: 1, to: 5, ours: [2, 3], theirs: [4, 4] },
  ]);
});
