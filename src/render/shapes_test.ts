import assert from "node:assert/strict";
import { ENCODED, LIGHT, mixPixel, pixelOf, textAlphas } from "./blend.ts";
import { createDrawList, endLayer, packShape, pushRect, rgba, SQUIGGLE } from "./draw_list.ts";
import { deviceRect, memoryTarget, sampleGlyphs } from "./sample_frames.ts";
import { createAtlas } from "./atlas.ts";
import { createSoftwarePainter } from "./software/painter.ts";

Deno.test("mixPixel() keeps a colour at alpha 0, takes the other at 65536, and never leaves the way between", () => {
  for (let under = 0; under < 256; under++) {
    assert.equal(ENCODED[LIGHT[under] >> 1], under);
    for (let over = 0; over < 256; over += 5) {
      const ground = pixelOf(rgba(under, under, under)), color = rgba(over, over, over);
      assert.equal(mixPixel(ground, color, 0), ground);
      assert.equal(mixPixel(ground, color, 65536), pixelOf(color));
      let last = under;
      for (let alpha = 0; alpha <= 65536; alpha += 8192) {
        const value = mixPixel(ground, color, alpha) & 255;
        assert.ok(over >= under ? value >= last : value <= last);
        last = value;
      }
    }
  }
});

Deno.test("textAlphas() grows with coverage for every luma, fuller for dark text than for light", () => {
  const alphas = new Uint32Array(256), half: number[] = [];
  for (let v = 0; v < 256; v++) {
    textAlphas(rgba(v, v, v), alphas);
    assert.equal(alphas[0], 0);
    assert.equal(alphas[255], 65536);
    for (let i = 1; i < 256; i++) assert.ok(alphas[i] >= alphas[i - 1]);
    half.push(alphas[128]);
  }
  for (let v = 1; v < 256; v++) assert.ok(half[v] <= half[v - 1]);
});

/** One shape in white on black, as rows of digits: 0 nothing, 9 full. */
function drawn(width: number, height: number, shape: number, margin = 1): string {
  const w = width + 2 * margin, h = height + 2 * margin;
  const list = createDrawList();
  pushRect(list, margin, margin, width, height, rgba(255, 255, 255), shape);
  endLayer(list, 0, 0, w, h);
  const target = memoryTarget(w, h);
  createSoftwarePainter({ target: () => target, atlas: createAtlas({ source: sampleGlyphs() }) })
    .present(list, [deviceRect(0, 0, w, h)], 1);
  const rows: string[] = [];
  for (let y = 0; y < h; y++) {
    rows.push(
      Array.from(target.pixels.subarray(y * w, y * w + w), (p) => Math.floor((p & 255) / 255 * 9)).join(""),
    );
  }
  return rows.join("\n");
}

Deno.test("present() paints a border alone, its middle untouched", () => {
  assert.equal(drawn(6, 4, packShape(0, 1)), "00000000\n09999990\n09000090\n09000090\n09999990\n00000000");
});

Deno.test("present() paints round corners alike on all four", () => {
  for (const shape of [packShape(4), packShape(5, 2), packShape(30), packShape(0, 0, 6)]) {
    const rows = drawn(20, 16, shape, 8).split("\n");
    assert.deepEqual(rows, [...rows].reverse());
    for (const row of rows) assert.equal(row, [...row].reverse().join(""));
  }
});

Deno.test("present() lets a shadow fade outwards to nothing at its blur", () => {
  const row = drawn(60, 60, packShape(4, 0, 10), 12).split("\n")[42];
  assert.match(row, /^000*1?2*3*4*5*6*7*8*9{30,}/);
  assert.ok(!row.startsWith("0000000"));
});

Deno.test("present() keeps a squiggle inside its rect and on every column", () => {
  const rows = drawn(32, 4, SQUIGGLE).split("\n");
  assert.equal(rows[0], "0".repeat(34));
  assert.equal(rows[5], "0".repeat(34));
  for (let x = 1; x < 33; x++) assert.ok(rows.some((row) => row[x] > "3"), `column ${x}`);
});
