import assert from "node:assert/strict";
import {
  createDrawList,
  describeDrawList,
  endLayer,
  packShape,
  pushGlyph,
  pushImage,
  pushRect,
  pushRun,
  resetDrawList,
  rgba,
  SQUIGGLE,
  withAlpha,
} from "./draw_list.ts";

Deno.test("describeDrawList() tells layers, rects, images and glyphs in painting order", () => {
  const list = createDrawList();
  pushRect(list, 0, 0, 100, 50, rgba(1, 2, 3));
  pushRect(list, 4.6, 4.4, 10, 10, rgba(255, 0, 0, 128), packShape(8, 1, 12));
  endLayer(list, 0, 0, 100, 50);
  pushGlyph(list, 3.25, 12, (2 << 16) | 65, rgba(255, 255, 255));
  pushImage(list, 7, 1, 2, 3, 4);
  pushRect(list, 0, 40, 30, 4, rgba(9, 9, 9), SQUIGGLE);
  endLayer(list, 10, 10, 20.4, 20.6);
  assert.equal(
    describeDrawList(list),
    [
      "layer 0,0 100x50",
      "  rect 0,0 100x50 #010203",
      "  rect 5,4 10x10 #ff000080 radius 8 border 1 blur 12",
      "layer 10,10 20x21",
      "  squiggle 0,40 30x4 #090909",
      "  image 7 1,2 3x4",
      "  glyph 2:65 3.25,12 #ffffff",
    ].join("\n"),
  );
});

Deno.test("pushRect() lets neighbours meet at every fraction and keeps thin rects", () => {
  const list = createDrawList();
  for (let i = 0; i < 8; i++) pushRect(list, i * 2.6, 0, 2.6, 0.1, rgba(0, 0, 0));
  for (let i = 1; i < 8; i++) {
    const before = (i - 1) * 4;
    assert.equal(list.rects[before] + list.rects[before + 2], list.rects[i * 4]);
    assert.equal(list.rects[i * 4 + 3], 1);
  }
});

Deno.test("pushRect() drops what cannot be seen", () => {
  const list = createDrawList();
  pushRect(list, 0, 0, 0, 5, rgba(0, 0, 0));
  pushRect(list, 0, 0, 5, -1, rgba(0, 0, 0));
  pushRect(list, 0, 0, NaN, 5, rgba(0, 0, 0));
  pushRect(list, 0, 0, 5, 5, withAlpha(rgba(1, 1, 1), 0));
  assert.equal(list.rectCount, 0);
});

Deno.test("pushRun() places a run at place × scale, whole or in part", () => {
  const list = createDrawList();
  const run = {
    glyphs: Uint32Array.of(10, 11, 12),
    xs: Float32Array.of(0, 8, 16),
    ys: Float32Array.of(0, -2, 0),
  };
  pushRun(list, run, 5, 20, 2, rgba(1, 1, 1));
  pushRun(list, run, 0, 20, 1, rgba(2, 2, 2), 1, 2);
  endLayer(list, 0, 0, 9, 9);
  assert.equal(
    describeDrawList(list),
    "layer 0,0 9x9\n  glyph 0:10 10,40 #010101\n  glyph 0:11 26,36 #010101\n" +
      "  glyph 0:12 42,40 #010101\n  glyph 0:11 8,18 #020202",
  );
});

Deno.test("the list grows past its first buffers and keeps what it held", () => {
  const list = createDrawList();
  const run = {
    glyphs: new Uint32Array(9000).fill(7),
    xs: new Float32Array(9000),
    ys: new Float32Array(9000),
  };
  pushGlyph(list, 1, 2, 3, rgba(4, 5, 6));
  pushRun(list, run, 0, 0, 1, rgba(0, 0, 0));
  for (let i = 0; i < 700; i++) pushRect(list, i, 0, 1, 1, rgba(i & 255, 0, 0));
  for (let i = 0; i < 30; i++) {
    pushImage(list, i, 0, 0, 1, 1);
    endLayer(list, 0, 0, i + 1, 1);
  }
  assert.equal(list.glyphIds[0], 3);
  assert.equal(list.glyphCount, 9001);
  assert.equal(list.glyphIds[9000], 7);
  assert.equal(list.rects[699 * 4], 699);
  assert.equal(list.rectColors[600], rgba(600 & 255, 0, 0));
  assert.equal(list.layers[29 * 7 + 5], 30);
  resetDrawList(list);
  assert.equal(describeDrawList(list), "");
});

Deno.test("endLayer() keeps no empty layer", () => {
  const list = createDrawList();
  endLayer(list, 0, 0, 10, 10);
  pushRect(list, 0, 0, 1, 1, rgba(0, 0, 0));
  endLayer(list, 0, 0, 10, 10);
  endLayer(list, 0, 0, 10, 10);
  assert.equal(list.layerCount, 1);
});
