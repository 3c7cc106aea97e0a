import assert from "node:assert/strict";
import { createAtlas } from "../atlas.ts";
import { createDrawList, endLayer, pushGlyph, pushRect, rgba } from "../draw_list.ts";
import { deviceRect, editorFrame, memoryTarget, sampleGlyphs } from "../sample_frames.ts";
import type { DeviceRect, GlyphSource, PixelTarget } from "../types.ts";
import { createSoftwarePainter } from "./painter.ts";

const SIZE = { width: 320, height: 200 };
const list = editorFrame({ ...SIZE, glyphs: 800 });
const WHOLE = [deviceRect(0, 0, SIZE.width, SIZE.height)];

function painted(damage: readonly DeviceRect[], ground = 0): PixelTarget & { flushed: number } {
  const target = memoryTarget(SIZE.width, SIZE.height);
  target.pixels.fill(ground);
  const atlas = createAtlas({ source: sampleGlyphs() });
  createSoftwarePainter({ target: () => target, atlas }).present(list, damage, damage.length);
  return target;
}

Deno.test("present() touches nothing outside the damage and flushes once", () => {
  const whole = painted(WHOLE),
    part = painted([deviceRect(40, 30, 100, 21), deviceRect(200, 100, 64, 64)], 0x123456);
  assert.equal(part.flushed, 1);
  for (let y = 0; y < SIZE.height; y++) {
    for (let x = 0; x < SIZE.width; x++) {
      const isInside = x >= 40 && x < 140 && y >= 30 && y < 51 || x >= 200 && x < 264 && y >= 100 && y < 164;
      const at = y * SIZE.width + x;
      assert.equal(part.pixels[at], isInside ? whole.pixels[at] : 0x123456, `${x},${y}`);
    }
  }
});

Deno.test("present() paints overlapping and outlying damage as if it were all", () => {
  const odd = [deviceRect(-50, -50, 300, 300), deviceRect(100, 50, 900, 900), deviceRect(0, 0, 320, 200)];
  assert.deepEqual(painted(odd).pixels, painted(WHOLE).pixels);
  const many = Array.from({ length: 40 }, (_, i) => deviceRect(i * 8, 0, 8, 200));
  assert.deepEqual(painted(many).pixels, painted(WHOLE).pixels);
  assert.equal(painted([deviceRect(400, 0, 10, 10)]).flushed, 0);
});

Deno.test("present() paints a far-reaching glyph wherever its first sight comes", () => {
  const pixels = new Uint8Array(90 * 120).fill(255);
  const source: GlyphSource = {
    generation: 1,
    rasterise: () => ({ left: -30, top: -100, width: 90, height: 120, kind: "grey", pixels }),
  };
  const tall = createDrawList();
  pushRect(tall, 0, 0, SIZE.width, SIZE.height, rgba(0, 0, 0));
  // The first is met on its own baseline, the second only because of what the first told.
  pushGlyph(tall, 250, 148, 1, rgba(255, 255, 255));
  pushGlyph(tall, 100, 50, 1, rgba(255, 255, 255));
  pushGlyph(tall, 180, 190, 1, rgba(255, 255, 255));
  endLayer(tall, 0, 0, SIZE.width, SIZE.height);
  const target = memoryTarget(SIZE.width, SIZE.height);
  const painter = createSoftwarePainter({ target: () => target, atlas: createAtlas({ source }) });
  painter.present(tall, [deviceRect(0, 140, 320, 10)], 1);
  assert.equal(target.pixels[145 * 320 + 160], 0xffffffff);
  assert.equal(target.pixels[145 * 320 + 20], 0xff000000);
});

Deno.test("present() follows a target that changes its size and stride", async () => {
  const wide = { ...memoryTarget(400, 200), width: 320, stride: 400 } as unknown as PixelTarget;
  let target: PixelTarget = memoryTarget(SIZE.width, SIZE.height);
  const atlas = createAtlas({ source: sampleGlyphs() });
  const painter = createSoftwarePainter({ target: () => target, atlas });
  painter.present(list, WHOLE, 1);
  const before = await painter.read();
  target = wide;
  painter.present(list, WHOLE, 1);
  assert.deepEqual(await painter.read(), before);
  assert.deepEqual([before.width, before.height, before.pixels[3]], [320, 200, 255]);
});

Deno.test("present() leaves black where nothing is", () => {
  const target = memoryTarget(10, 10);
  target.pixels.fill(0xff00ff);
  const painter = createSoftwarePainter({
    target: () => target,
    atlas: createAtlas({ source: sampleGlyphs() }),
  });
  painter.present(createDrawList(), [deviceRect(0, 0, 10, 10)], 1);
  assert.ok(target.pixels.every((pixel) => pixel === 0xff000000));
});
