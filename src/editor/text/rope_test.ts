import assert from "node:assert/strict";
import type { LineIndex, Offset } from "../../base/mod.ts";
import { seededRandom } from "../../base/mod.ts";
import type { Edit, Text } from "../types.ts";
import { defaultShape, type Node, type Shape } from "./node.ts";
import {
  chunksBackFrom,
  chunksOf,
  concatText,
  editText,
  emptyText,
  Rope,
  textOf,
  textOfChunks,
  toStringAll,
} from "./rope.ts";

const tiny: Shape = { leafMin: 2, leafMax: 6, leafFill: 4, fanMin: 2, fanMax: 4, fanFill: 3, manyEdits: 2 };
const at = (n: number) => n as Offset;

/** Sizes, sums and heights as node.ts promises them. */
function checkTree(text: Text): void {
  const { root, shape } = text as Rope;
  const visit = (node: Node, isRoot: boolean) => {
    if (node.children === null) {
      assert.equal(node.height, 0);
      assert.equal(node.length, node.text.length);
      assert.equal(node.breaks, node.text.split("\n").length - 1);
      assert.ok(node.length <= shape.leafMax, `leaf of ${node.length}`);
      // A pair is never cut, so a leaf may be one unit short.
      if (!isRoot) assert.ok(node.length >= shape.leafMin - 1, `leaf of ${node.length}`);
      return;
    }
    assert.ok(node.children.length <= shape.fanMax && node.children.length >= (isRoot ? 2 : shape.fanMin));
    for (const child of node.children) {
      assert.equal(child.height, node.height - 1);
      visit(child, false);
    }
    assert.equal(node.length, node.children.reduce((sum, child) => sum + child.length, 0));
    assert.equal(node.breaks, node.children.reduce((sum, child) => sum + child.breaks, 0));
  };
  visit(root, true);
}

function checkReads(text: Text, model: string): void {
  assert.equal(toStringAll(text), model);
  assert.equal(text.length, model.length);
  const lines = model.split("\n");
  assert.equal(text.lineCount, lines.length);
  let from = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = { index: i, from, to: from + lines[i].length };
    assert.deepEqual(text.line(i as LineIndex), line);
    for (let p = line.from; p <= line.to; p++) assert.deepEqual(text.lineAt(at(p)), line, `lineAt ${p}`);
    from = line.to + 1;
  }
  for (let p = 0; p <= model.length; p++) {
    const chunk = text.chunkAt(at(p));
    assert.ok(chunk.from <= p && (p < chunk.from + chunk.text.length || p === model.length));
    assert.equal(model.substr(chunk.from, chunk.text.length), chunk.text);
  }
}

function randomString(random: ReturnType<typeof seededRandom>, most: number): string {
  let out = "";
  for (let n = random.int(0, most + 1); n > 0; n--) out += random.pick(["a", "b", "\n", "é", "😀", "x"]);
  return out;
}

for (const shape of [tiny, defaultShape]) {
  Deno.test(`editText() agrees with a plain string after random edits, leaves of ${shape.leafMax}`, () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = seededRandom(seed);
      let model = randomString(random, shape === tiny ? 40 : 4000);
      let text = textOf(model, shape);
      for (let step = 0; step < 40; step++) {
        const from = random.int(0, model.length + 1);
        const to = Math.min(model.length, from + (random.next() < 0.5 ? 0 : random.int(0, 30)));
        const piece = randomString(random, random.next() < 0.8 ? 3 : 60);
        const insert = random.next() < 0.3 ? textOf(piece, shape) : piece;
        const before = text;
        text = editText(text, [{ from: at(from), to: at(to), insert } as Edit]);
        assert.equal(toStringAll(before), model, `seed ${seed}: the old text changed`);
        model = model.slice(0, from) + piece + model.slice(to);
        try {
          checkTree(text);
          assert.equal(toStringAll(text), model);
          if (shape === tiny) checkReads(text, model);
        } catch (error) {
          throw new Error(`seed ${seed}, step ${step}`, { cause: error });
        }
      }
    }
  });
}

Deno.test("sub(), slice() and concatText() agree with a plain string and keep the tree in shape", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = seededRandom(seed);
    const model = randomString(random, 120);
    const text = textOf(model, tiny);
    const from = random.int(0, model.length + 1);
    const to = random.int(from, model.length + 1);
    assert.equal(text.slice(at(from), at(to)), model.slice(from, to), `seed ${seed}`);
    const sub = text.sub(at(from), at(to));
    checkTree(sub);
    checkReads(sub, model.slice(from, to));
    const both = concatText(sub, text);
    checkTree(both);
    assert.equal(toStringAll(both), model.slice(from, to) + model, `seed ${seed}`);
  }
});

Deno.test("textOfChunks() equals textOf() whatever the pieces", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const random = seededRandom(seed);
    const model = randomString(random, 200);
    const pieces: string[] = [];
    for (let from = 0; from < model.length;) {
      const to = from + random.int(0, 25);
      pieces.push(model.slice(from, to));
      from = to;
    }
    const text = textOfChunks(pieces, tiny);
    checkTree(text);
    checkReads(text, model);
  }
});

Deno.test("textOf() cuts no surrogate pair between leaves", () => {
  for (const lead of ["", "a"]) {
    const text = textOf(lead + "😀".repeat(3000));
    for (const chunk of chunksOf(text)) {
      assert.ok(!/^[\udc00-\udfff]/.test(chunk) && !/[\ud800-\udbff]$/.test(chunk));
    }
  }
});

Deno.test("chunksOf() and chunksBackFrom() start inside a leaf", () => {
  const model = "abcdefghij\nklmnopqrstuvw";
  const text = textOf(model, tiny);
  for (let p = 0; p <= model.length; p++) {
    assert.equal([...chunksOf(text, at(p))].join(""), model.slice(p));
    assert.equal([...chunksBackFrom(text, at(p))].reverse().join(""), model.slice(0, p));
  }
});

Deno.test("emptyText is one empty line", () => {
  checkReads(emptyText, "");
  assert.equal(textOf(""), emptyText);
  assert.equal(toStringAll(textOfChunks([])), "");
});

Deno.test("reading outside a text throws RangeError with the numbers", () => {
  const text = textOf("ab\nc");
  assert.throws(() => text.lineAt(at(5)), {
    name: "RangeError",
    message: "Cannot read the line at offset 5: it must lie in 0..4",
  });
  assert.throws(() => text.line(2 as LineIndex), RangeError);
  assert.throws(() => text.lineAt(at(NaN)), RangeError);
  assert.throws(() => text.slice(at(3), at(2)), {
    name: "RangeError",
    message: "Cannot read 3..2: the text has length 4",
  });
  assert.throws(() => text.sub(at(0), at(5)), RangeError);
  assert.throws(() => text.chunkAt(at(-1)), RangeError);
});

Deno.test("editText() shares what it does not touch", () => {
  const text = textOf("line of text\n".repeat(20000)) as Rope;
  const next = editText(text, [{ from: at(5), to: at(5), insert: "x" }]) as Rope;
  const last = (rope: Rope) => rope.root.children!.at(-1);
  assert.equal(last(text), last(next));
});

Deno.test("texts of other node sizes and other kinds are taken in whole", () => {
  const small = textOf("ab\ncd\nef\ngh", tiny);
  const both = concatText(textOf("0123456789", defaultShape), small);
  checkTree(both);
  checkReads(both, "0123456789ab\ncd\nef\ngh");
  // A text that is no rope of ours: all it has to offer is the interface.
  const foreign: Text = {
    ...small,
    chunkAt: (p) => small.chunkAt(p),
    length: small.length,
    lineCount: small.lineCount,
  } as Text;
  checkReads(concatText(foreign, small), "ab\ncd\nef\nghab\ncd\nef\ngh");
});

Deno.test("textOf() and many keys in it spend less than a fifth of an ASCII text on the tree", () => {
  // A leaf is an object of six fields and a string header, a branch that and an array: 110 and 90 + 8 a child were measured.
  const weigh = (node: Node): number =>
    node.children === null
      ? 110
      : node.children.reduce((sum, child) => sum + weigh(child), 90 + 8 * node.children.length);
  const random = seededRandom(3);
  let text = textOf("const value = compute(input, 12);\n".repeat(30_000));
  assert.ok(weigh((text as Rope).root) < 0.1 * text.length);
  for (let i = 0; i < 20_000; i++) {
    const place = at(random.int(0, text.length + 1));
    text = editText(text, [{ from: place, to: place, insert: "x" }]);
  }
  assert.ok(weigh((text as Rope).root) < 0.2 * text.length);
});
