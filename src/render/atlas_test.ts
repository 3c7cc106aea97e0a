import assert from "node:assert/strict";
import { seededRandom } from "../base/mod.ts";
import { type Atlas, COLOR, createAtlas, GREY, LCD, NO_INK } from "./atlas.ts";
import { sampleGlyphs } from "./sample_frames.ts";
import type { GlyphBitmap, GlyphSource } from "./types.ts";

Deno.test("find() rasterises once per glyph and quarter, and colour once for all quarters", () => {
  const source = sampleGlyphs();
  const atlas = createAtlas({ source });
  const first = atlas.find(7, 0);
  assert.equal(atlas.find(7, 0), first);
  assert.notEqual(atlas.find(7, 1), first);
  assert.equal(source.rasterised, 2);
  const color = atlas.find(0x8001, 2);
  for (let quarter = 0; quarter < 4; quarter++) assert.equal(atlas.find(0x8001, quarter), color);
  assert.equal(source.rasterised, 3);
  assert.equal(atlas.find(49, 0), NO_INK);
  assert.equal(atlas.find(49, 0), NO_INK);
  assert.equal(source.rasterised, 4);
});

Deno.test("find() keeps bitmaps of each kind as they were", () => {
  const source = sampleGlyphs();
  const atlas = createAtlas({ source });
  for (const [id, kind] of [[3, GREY], [0x4003, LCD], [0x8003, COLOR]] as const) {
    const slot = atlas.find(id, 1);
    assert.equal(atlas.slots.kind[slot], kind);
    assertHolds(atlas, slot, source.rasterise(id, 1)!);
  }
});

Deno.test("the atlas grows by pages to its limit, then evicts the longest unused", () => {
  const atlas = createAtlas({ source: sampleGlyphs(), pageSize: 64, maxPages: 2 });
  for (let frame = 0; frame < 40; frame++) {
    atlas.nextFrame();
    // Glyph 1 is on every frame, so it must never move.
    const kept = atlas.find(1, 0);
    for (let i = 0; i < 10; i++) atlas.find(100 + frame * 10 + i, 0);
    assert.equal(atlas.find(1, 0), kept);
  }
  assert.equal(atlas.stats().pages, 2);
  assert.ok(atlas.stats().evictions > 100);
});

Deno.test("a frame that needs more than the limit gets it, and no glyph of it is evicted", () => {
  const source = sampleGlyphs();
  const atlas = createAtlas({ source, pageSize: 64, maxPages: 1 });
  atlas.nextFrame();
  const slots: number[] = [];
  for (let i = 0; i < 400; i++) slots.push(atlas.find(i, 0));
  for (let i = 0; i < 400; i++) assert.equal(atlas.find(i, 0), slots[i]);
  assert.ok(atlas.stats().pages > 1);
  assert.equal(atlas.stats().evictions, 0);
});

Deno.test("slots of one moment never overlap, and each holds its own bitmap (seed 5)", () => {
  const random = seededRandom(5);
  const source = sampleGlyphs();
  const atlas = createAtlas({ source, pageSize: 64, maxPages: 3 });
  for (let frame = 0; frame < 60; frame++) {
    atlas.nextFrame();
    const live = new Map<number, [number, number]>();
    for (let i = 0; i < 30; i++) {
      const id = random.int(0, 300) | (random.int(0, 3) << 14), quarter = random.int(0, 4);
      const slot = atlas.find(id, quarter);
      if (slot >= 0) live.set(slot, [id, id & 0x8000 ? -1 : quarter]);
    }
    for (const [slot, [id, quarter]] of live) {
      // A colour bitmap is whichever quarter came first.
      if (quarter >= 0) assertHolds(atlas, slot, source.rasterise(id, quarter as 0)!);
    }
  }
  assert.ok(atlas.stats().evictions > 0);
});

Deno.test("nextFrame() forgets all when the source has new fonts", () => {
  const source = sampleGlyphs();
  const atlas = createAtlas({ source });
  atlas.find(3, 0);
  const epoch = atlas.epoch;
  source.generation++;
  atlas.nextFrame();
  assert.notEqual(atlas.epoch, epoch);
  assert.equal(atlas.stats().glyphs, 0);
  atlas.find(3, 0);
  assert.equal(source.rasterised, 2);
});

Deno.test("a bitmap greater than a page is cut to it", () => {
  const pixels = new Uint8Array(100 * 90).fill(200);
  const bitmap: GlyphBitmap = { left: 0, top: -90, width: 100, height: 90, kind: "grey", pixels };
  const source: GlyphSource = { generation: 1, rasterise: () => bitmap };
  const atlas = createAtlas({ source, pageSize: 64 });
  const slot = atlas.find(1, 0);
  assert.deepEqual([atlas.slots.width[slot], atlas.slots.height[slot]], [64, 64]);
});

function assertHolds(atlas: Atlas, slot: number, bitmap: GlyphBitmap): void {
  const { x, y, page, width, height } = atlas.slots;
  assert.deepEqual([width[slot], height[slot]], [bitmap.width, bitmap.height]);
  const channels = bitmap.kind === "grey" ? 1 : bitmap.kind === "lcd" ? 3 : 4;
  for (let i = 0; i < bitmap.width * bitmap.height; i++) {
    const at = (y[slot] + Math.floor(i / bitmap.width)) * atlas.pageSize + x[slot] + i % bitmap.width;
    const held = atlas.pages[page[slot]][at];
    for (let c = 0; c < channels; c++) {
      assert.equal((held >>> (8 * c)) & 255, bitmap.pixels[i * channels + c]);
    }
  }
}
