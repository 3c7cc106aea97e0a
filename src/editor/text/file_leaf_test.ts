import assert from "node:assert/strict";
import { type LineIndex, type Offset, seededRandom } from "../../base/mod.ts";
import type { Edit, Text } from "../types.ts";
import { type BlockSource, breaksOf, type FileBlock } from "./file_leaf.ts";
import { defaultShape, type Node, type Shape } from "./node.ts";
import {
  chunksOf,
  concatText,
  editText,
  Rope,
  storedChunksOf,
  textOf,
  textOfBlocks,
  toStringAll,
} from "./rope.ts";

const tiny: Shape = { leafMin: 2, leafMax: 6, leafFill: 4, fanMin: 2, fanMax: 4, fanFill: 3, manyEdits: 3 };
const at = (n: number) => n as Offset;

/** A fake file: its blocks are pieces of a string. */
function fakeFile(content: string, { size, shape }: { size: number; shape: Shape }) {
  const texts = new Map<FileBlock, string>();
  const state = { isLost: false, reads: 0 };
  const source: BlockSource = {
    read(block) {
      state.reads++;
      const text = texts.get(block)!;
      return state.isLost ? null : { text, breaks: breaksOf(text, block.breaks)! };
    },
  };
  const blocks: FileBlock[] = [];
  for (let from = 0; from < content.length;) {
    const text = content.slice(from, from + size);
    const breaks = text.split("\n").length - 1;
    const block = { source, at: from, bytes: text.length, length: text.length, breaks, isRaw: false };
    texts.set(block, text);
    blocks.push(block);
    from += text.length;
  }
  return { text: textOfBlocks(blocks, shape), state };
}
function randomString(random: ReturnType<typeof seededRandom>, most: number): string {
  let out = "";
  for (let n = random.int(0, most + 1); n > 0; n--) out += random.pick(["a", "b", "\n", "é", "😀", "x"]);
  return out;
}
function checkSums(text: Text): void {
  const visit = (node: Node): void => {
    assert.equal(node.length, node.children === null ? node.text.length : sum(node.children, "length"));
    const breaks = node.children === null ? node.text.split("\n").length - 1 : sum(node.children, "breaks");
    assert.equal(node.breaks, breaks);
    node.children?.forEach(visit);
  };
  const sum = (nodes: readonly Node[], what: "length" | "breaks") =>
    nodes.reduce((all, n) => all + n[what], 0);
  visit((text as Rope).root);
}
function checkLines(text: Text, model: string): void {
  const lines = model.split("\n");
  assert.equal(text.lineCount, lines.length);
  let from = 0;
  lines.forEach((line, index) => {
    assert.deepEqual(text.line(index as LineIndex), { index, from, to: from + line.length });
    assert.equal(text.lineAt(at(from)).index, index);
    from += line.length + 1;
  });
}

for (
  const { shape, size, most } of [{ shape: tiny, size: 16, most: 120 }, {
    shape: defaultShape,
    size: 9000,
    most: 40_000,
  }]
) {
  Deno.test(`a text in a file of blocks of ${size} is edited as a plain string is`, () => {
    for (let seed = 1; seed <= (shape === tiny ? 150 : 10); seed++) {
      const random = seededRandom(seed);
      let model = randomString(random, most);
      let { text } = fakeFile(model, { size: random.int(1, size + 1), shape });
      for (let step = 0; step < 30; step++) {
        const edits: Edit[] = [];
        let next = model;
        for (let n = random.int(1, 5), from = 0; n > 0 && from <= model.length; n--) {
          from = random.int(from, model.length + 1);
          const to = Math.min(model.length, from + (random.next() < 0.5 ? 0 : random.int(0, 30)));
          edits.push({
            from: at(from),
            to: at(to),
            insert: randomString(random, random.next() < 0.8 ? 3 : 60),
          });
          from = to + 1;
        }
        for (const { from, to, insert } of edits.toReversed()) {
          next = next.slice(0, from) + insert + next.slice(to);
        }
        const before = text;
        text = editText(text, edits);
        try {
          assert.equal(toStringAll(text), next);
          assert.equal(toStringAll(before), model);
          checkSums(text);
          if (shape === tiny) checkLines(text, next);
          const from = random.int(0, next.length + 1), to = random.int(from, next.length + 1);
          const sub = text.sub(at(from), at(to));
          assert.equal(toStringAll(sub), next.slice(from, to));
          assert.equal(toStringAll(concatText(text, sub)), next + next.slice(from, to));
        } catch (error) {
          throw new Error(`seed ${seed}, step ${step}`, { cause: error });
        }
        model = next;
      }
    }
  });
}

Deno.test("editText() of one place brings only its neighbourhood into memory", () => {
  const { text } = fakeFile("x\n".repeat(500_000), { size: 65_536, shape: defaultShape });
  const after = editText(text, [{ from: at(500_000), to: at(500_003), insert: "y" }]);
  let held = 0;
  const visit = (node: Node): void => {
    if (node.children !== null) node.children.forEach(visit);
    else if (!("block" in node)) held += node.length;
  };
  visit((after as Rope).root);
  assert.ok(held > 0 && held < 4096, `${held} units in memory`);
  const whole = [...storedChunksOf(after)].filter((chunk) => typeof chunk !== "string").length;
  assert.equal(whole, [...chunksOf(text)].length - 1);
});

Deno.test("a text whose file is lost keeps its length and its lines", () => {
  const content = "one\ntwo\nthree\n".repeat(20);
  const { text, state } = fakeFile(content, { size: 16, shape: tiny });
  const edited = editText(text, [{ from: at(40), to: at(42), insert: "new" }]);
  state.isLost = true;
  for (const lost of [text, edited]) {
    const all = toStringAll(lost);
    assert.equal(all.length, lost.length);
    assert.equal(all.split("\n").length, lost.lineCount);
    for (let i = 0; i < lost.lineCount; i++) assert.equal(lost.line(i as LineIndex).index, i);
  }
  assert.ok(toStringAll(text).includes("\uFFFD"));
  assert.equal(toStringAll(concatText(text, textOf("x", tiny))).length, text.length + 1);
});
