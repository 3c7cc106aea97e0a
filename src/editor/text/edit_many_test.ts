import assert from "node:assert/strict";
import type { Offset } from "../../base/mod.ts";
import { seededRandom } from "../../base/mod.ts";
import type { Edit } from "../types.ts";
import { editInPlace, editMany } from "./edit_many.ts";
import { defaultShape, type Node, type Shape } from "./node.ts";
import { Rope, textOf, toStringAll } from "./rope.ts";

const tiny: Shape = { leafMin: 2, leafMax: 6, leafFill: 4, fanMin: 2, fanMax: 4, fanFill: 3, manyEdits: 2 };

function checkTree({ root, shape }: Rope): void {
  const visit = (node: Node, isRoot: boolean): void => {
    if (node.children === null) {
      assert.equal(node.length, node.text.length);
      assert.equal(node.breaks, node.text.split("\n").length - 1);
      assert.ok(node.length <= shape.leafMax, `leaf of ${node.length}`);
      if (!isRoot) assert.ok(node.length >= shape.leafMin - 1, `leaf of ${node.length}`);
      return;
    }
    assert.ok(node.children.length <= shape.fanMax && node.children.length >= (isRoot ? 2 : shape.fanMin));
    for (const child of node.children) {
      assert.equal(child.height, node.height - 1);
      visit(child, false);
    }
    assert.equal(node.length, node.children.reduce((sum, child) => sum + child.length, 0));
  };
  visit(root, true);
}

for (const shape of [tiny, defaultShape]) {
  Deno.test(`editMany() agrees with a plain string, leaves of ${shape.leafMax}`, () => {
    for (let seed = 1; seed <= 400; seed++) {
      const random = seededRandom(seed);
      const size = shape === tiny ? 120 : 20_000;
      let content = "";
      while (content.length < size * random.next()) {
        content += random.pick(["a", "b\n", "é", "😀", "line of text\n"]);
      }
      const edits: Edit[] = [];
      for (let at = 0; at <= content.length && edits.length < 30;) {
        const from = Math.min(content.length, at + random.int(0, Math.ceil(size / 20)));
        const to = Math.min(content.length, from + (random.next() < 0.5 ? 0 : random.int(0, size / 10)));
        const piece = random.pick(["", "x", "yy\n", "z".repeat(random.int(0, shape.leafMax * 3))]);
        edits.push({
          from: from as Offset,
          to: to as Offset,
          insert: random.next() < 0.2 ? textOf(piece, shape) : piece,
        });
        at = to + 1;
      }
      let expected = content;
      for (const { from, to, insert } of edits.toReversed()) {
        const piece = typeof insert === "string" ? insert : toStringAll(insert);
        expected = expected.slice(0, from) + piece + expected.slice(to);
      }
      const before = textOf(content, shape) as Rope;
      const after = new Rope(editMany(before.root, edits, shape), shape);
      assert.equal(toStringAll(after), expected, `seed ${seed}`);
      assert.equal(toStringAll(before), content, `seed ${seed}: the old text changed`);
      const placed = editInPlace(before.root, edits, shape);
      if (placed !== null) {
        assert.equal(toStringAll(new Rope(placed, shape)), expected, `seed ${seed}: in place`);
        checkTree(new Rope(placed, shape));
      }
      try {
        checkTree(after);
      } catch (error) {
        throw new Error(`seed ${seed}`, { cause: error });
      }
    }
  });
}

Deno.test("editInPlace() shares all leaves but those with edits, and declines what crosses leaves", () => {
  const text = textOf("line of text\n".repeat(2000)) as Rope;
  const at = [5, 9000, 9001, 20_000];
  const edits = at.map((from): Edit => ({ from: from as Offset, to: from as Offset, insert: "x" }));
  const after = new Rope(editInPlace(text.root, edits, defaultShape)!, defaultShape);
  checkTree(after);
  let expected = toStringAll(text);
  for (const from of at.toReversed()) expected = expected.slice(0, from) + "x" + expected.slice(from);
  assert.equal(toStringAll(after), expected);
  const leaves = (node: Node): Node[] => node.children === null ? [node] : node.children.flatMap(leaves);
  const old = new Set(leaves(text.root));
  assert.equal(leaves(after.root).filter((leaf) => !old.has(leaf)).length, 3);
  const across: Edit = { from: 1000 as Offset, to: 5000 as Offset, insert: "" };
  assert.equal(editInPlace(text.root, [across], defaultShape), null);
});

Deno.test("editMany() takes over leaves that have no edit", () => {
  const text = textOf("line of text\n".repeat(2000)) as Rope;
  const edits: Edit[] = [{ from: 5 as Offset, to: 6 as Offset, insert: "x" }];
  const after = new Rope(editMany(text.root, edits, defaultShape), defaultShape);
  assert.equal(after.chunkAt(20_000 as Offset).text, text.chunkAt(20_000 as Offset).text);
  assert.equal(after.length, text.length);
});
