import assert from "node:assert/strict";
import { scaleColor } from "./scale_bitmap.ts";
import type { GlyphBitmap } from "./types.ts";

const bitmap = (width: number, height: number, pixels: number[]): GlyphBitmap => ({
  left: 0,
  top: 0,
  width,
  height,
  kind: "color",
  pixels: Uint8Array.from(pixels),
});

Deno.test("scaleColor() means over the pixels below, weighed by alpha", () => {
  const red = [255, 0, 0, 255], clear = [0, 255, 0, 0];
  const half = scaleColor(bitmap(2, 2, [...red, ...clear, ...red, ...clear]), 0.5);
  assert.ok(half);
  assert.deepEqual([half.width, half.height], [1, 1]);
  assert.deepEqual([...half.pixels], [255, 0, 0, 128]);
});

Deno.test("scaleColor() keeps an even surface even at any scale", () => {
  const pixels = Array.from({ length: 30 * 20 }, () => [10, 200, 30, 255]).flat();
  for (const scale of [0.13, 0.4, 0.77, 1, 1.6]) {
    const scaled = scaleColor(bitmap(30, 20, pixels), scale);
    assert.ok(scaled);
    assert.equal(scaled.width, Math.ceil(30 * scale));
    const inner = scaled.pixels.subarray(0, 4);
    assert.deepEqual([...inner], [10, 200, 30, 255]);
  }
});

Deno.test("scaleColor() moves the bearing with the scale", () => {
  const scaled = scaleColor({ ...bitmap(8, 8, Array(256).fill(255)), left: 4, top: -8 }, 0.5);
  assert.deepEqual([scaled?.left, scaled?.top, scaled?.width, scaled?.height], [2, -4, 4, 4]);
});
