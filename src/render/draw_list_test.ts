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

Deno.test("pushRun() bounds what it shows, also when the frame before had another run there", () => {
  const list = createDrawList();
  const xs = Float32Array.of(4, -1, 9, 3), ys = Float32Array.of(0, 2, -5, 0);
  const run = { glyphs: Uint32Array.of(1, 2, 3, 4), xs, ys };
  const bounds = () => [...list.runBounds.subarray(0, 4)];
  pushRun(list, run, 50, 60, 2, rgba(1, 1, 1));
  assert.deepEqual(bounds(), [-1, -5, 9, 2]);
  resetDrawList(list);
  pushRun(list, run, 50, 60, 2, rgba(1, 1, 1), 0, 2);
  assert.deepEqual(bounds(), [-1, 0, 4, 2]);
  resetDrawList(list);
  pushRun(list, { glyphs: run.glyphs, xs: ys, ys: xs }, 0, 0, 1, rgba(1, 1, 1));
  assert.deepEqual(bounds(), [-5, -1, 2, 9]);
  resetDrawList(list);
  pushGlyph(list, 3, 8, 1, rgba(1, 1, 1));
  pushGlyph(list, -2, 9, 1, rgba(1, 1, 1));
  assert.deepEqual([...bounds(), list.runCount], [-2, 8, 3, 9, 1]);
});

Deno.test("pushGlyph() begins a run at a new colour and in a new layer", () => {
  const list = createDrawList();
  pushGlyph(list, 1, 1, 1, rgba(1, 1, 1));
  pushGlyph(list, 1, 1, 1, rgba(2, 1, 1));
  endLayer(list, 0, 0, 9, 9);
  pushGlyph(list, 1, 1, 1, rgba(2, 1, 1));
  endLayer(list, 0, 0, 8, 8);
  assert.deepEqual([list.runCount, list.layerCount, list.glyphCount], [3, 2, 3]);
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
  for (let i = 0; i < 300; i++) {
    pushGlyph(list, i, 2, i, rgba(7, 7, 7));
    pushRun(list, run, i, 0, 1, rgba(0, 0, 0), 0, 1);
  }
  assert.equal(list.loose.glyphs[0], 3);
  assert.equal(list.glyphCount, 9001 + 600);
  assert.equal(list.runCount, 602);
  assert.equal(list.runs[0], list.loose);
  assert.equal(list.runs[1], run);
  assert.equal(list.runs[600], list.loose);
  assert.deepEqual([...list.runSpans.subarray(1200, 1202)], [300, 301]);
  assert.equal(list.loose.glyphs[300], 299);
  assert.equal(list.runPlaces[601 * 3], 299);
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
