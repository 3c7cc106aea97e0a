import assert from "node:assert/strict";
import { seededRandom } from "../base/mod.ts";
import {
  createDrawList,
  describeDrawList,
  endLayer,
  pushGlyph,
  pushImage,
  pushRect,
  pushRun,
  resetDrawList,
  rgba,
} from "./draw_list.ts";
import { endBlock, takeBlock } from "./list_blocks.ts";
import type { DrawList, RunGlyphs } from "./types.ts";

interface Block {
  readonly rects: number;
  readonly runs: readonly RunGlyphs[];
  readonly glyphs: number;
  readonly images: number;
}
interface Placed {
  block: Block;
  x: number;
}

function write(list: DrawList, layers: readonly Placed[][], context: object): DrawList {
  resetDrawList(list, context, 2);
  const color = context === dark ? rgba(1, 2, 3) : rgba(9, 9, 9);
  for (const layer of layers) {
    pushRect(list, layer.length, 0, 9, 9, color);
    for (const { block, x } of layer) {
      if (takeBlock(list, block, x)) continue;
      for (let i = 0; i < block.rects; i++) pushRect(list, x, i, 5, 5, color);
      for (const run of block.runs) pushRun(list, run, x, 7, 2, color);
      for (let i = 0; i < block.glyphs; i++) pushGlyph(list, x + i, 3, i, color);
      for (let i = 0; i < block.images; i++) pushImage(list, i, x, 3, 9, 9);
      endBlock(list);
    }
    endLayer(list, 0, 0, 100, 100);
  }
  return list;
}
const dark = {}, light = {};

Deno.test("takeBlock() leaves the list that writing all of it would make (seed 3)", () => {
  const random = seededRandom(3);
  const newBlock = (): Block => {
    const length = random.int(0, 5);
    const run = () => ({
      glyphs: Uint32Array.from({ length }, () => random.int(0, 99)),
      xs: new Float32Array(length).fill(random.int(0, 9)),
      ys: new Float32Array(length),
    });
    const runs = Array.from({ length: random.int(0, 4) }, run);
    return { rects: random.int(0, 3), runs, glyphs: random.int(0, 3), images: random.int(0, 2) };
  };
  const newLayer = () => Array.from({ length: 12 }, () => ({ block: newBlock(), x: random.int(0, 50) }));
  const layers = [newLayer(), newLayer(), newLayer()];
  const kept = createDrawList();
  let context = dark;
  for (let round = 0; round < 500; round++) {
    const layer = layers[random.int(0, 3)], at = random.int(0, layer.length);
    const what = random.int(0, 7);
    if (what === 0) layer.splice(at, 0, { block: newBlock(), x: random.int(0, 50) });
    else if (what === 1) layer.splice(at, 1);
    else if (what === 2 && layer.length > 0) layer[at].x++;
    else if (what === 3 && layer.length > 0) layer[at].block = newBlock();
    else if (what === 4) layers.reverse();
    else if (what === 5) context = random.int(0, 2) === 0 ? light : dark;
    write(kept, layers, context);
    const fresh = write(createDrawList(), layers, context);
    assert.equal(describeDrawList(kept), describeDrawList(fresh), `seed 3, round ${round}`);
    assert.equal(kept.glyphCount, fresh.glyphCount, `seed 3, round ${round}`);
  }
});

Deno.test("takeBlock() takes over what stands, nothing of another context, number, key or place", () => {
  const list = createDrawList(), key = {};
  const isTaken = (context: object, of: object, a: number, rects = 1) => {
    resetDrawList(list, context, 1);
    for (let i = 0; i < rects; i++) pushRect(list, i, 0, 5, 5, rgba(1, 1, 1));
    if (takeBlock(list, of, a)) return true;
    pushRect(list, a, 0, 5, 5, rgba(1, 1, 1));
    endBlock(list);
    return false;
  };
  assert.equal(isTaken(dark, key, 1), false);
  assert.equal(isTaken(dark, key, 1), true);
  assert.equal(isTaken(light, key, 1), false);
  assert.equal(isTaken(light, key, 2), false);
  assert.equal(isTaken(light, {}, 2), false);
  assert.equal(isTaken(light, key, 2), false);
  assert.equal(isTaken(light, key, 2, 2), false);
  assert.equal(isTaken(light, key, 2, 2), true);
});
