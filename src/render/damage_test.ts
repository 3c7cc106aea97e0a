import assert from "node:assert/strict";
import { seededRandom } from "../base/mod.ts";
import { createAtlas } from "./atlas.ts";
import { createDamageGrid, damageAll, damageOf, resizeDamage } from "./damage.ts";
import {
  createDrawList,
  endLayer,
  packShape,
  pushGlyph,
  pushImage,
  pushRect,
  resetDrawList,
  rgba,
} from "./draw_list.ts";
import { deviceRect, memoryTarget, sampleGlyphs } from "./sample_frames.ts";
import { createSoftwarePainter } from "./software/painter.ts";
import type { DeviceRect, DrawList } from "./types.ts";

const SIZE = { width: 700, height: 300 };

function setUp() {
  const source = sampleGlyphs();
  const grid = createDamageGrid({ atlas: createAtlas({ source }), ...SIZE });
  const out: DeviceRect[] = [];
  const damage = (list: DrawList) => {
    const count = damageOf(list, grid, out);
    return out.slice(0, count).map((r) => `${r.x},${r.y} ${r.width}x${r.height}`).join(" ");
  };
  return { source, grid, damage };
}

/** Ground, then a rect and a glyph at these places. */
function frame(x: number, glyphX: number): DrawList {
  const list = createDrawList();
  pushRect(list, 0, 0, SIZE.width, SIZE.height, rgba(20, 20, 20));
  pushRect(list, x, 100, 10, 10, rgba(200, 0, 0));
  pushGlyph(list, glyphX, 200, 5, rgba(255, 255, 255));
  endLayer(list, 0, 0, SIZE.width, SIZE.height);
  return list;
}

Deno.test("damageOf() answers the whole frame first, nothing for the same list, then what moved", () => {
  const { grid, damage } = setUp();
  assert.equal(damage(frame(10, 300)), "0,0 700x300");
  assert.equal(damage(frame(10, 300)), "");
  assert.equal(damage(frame(300, 300)), "0,96 128x16 256,96 128x16");
  assert.equal(damage(frame(300, 300.5)), "256,176 128x32");
  damageAll(grid);
  assert.equal(damage(frame(300, 300.5)), "0,0 700x300");
  resizeDamage(grid, 640, 300);
  assert.equal(damage(frame(300, 300.5)), "0,0 640x300");
});

Deno.test("damageOf() sees a changed order where things overlap", () => {
  const { damage } = setUp();
  const ordered = (first: number, second: number) => {
    const list = createDrawList();
    pushRect(list, 10, 10, 20, 20, first);
    pushRect(list, 10, 10, 20, 20, second);
    endLayer(list, 0, 0, SIZE.width, SIZE.height);
    return list;
  };
  damage(ordered(rgba(1, 1, 1), rgba(2, 2, 2)));
  assert.equal(damage(ordered(rgba(2, 2, 2), rgba(1, 1, 1))), "0,0 128x32");
});

Deno.test("damageOf() knows shadows reach beyond their box, and clips cut", () => {
  const { damage } = setUp();
  const shadowed = (alpha: number, clip: number) => {
    const list = createDrawList();
    pushRect(list, 200, 100, 50, 50, rgba(0, 0, 0, alpha), packShape(0, 0, 80));
    endLayer(list, 0, 0, clip, SIZE.height);
    return list;
  };
  damage(shadowed(100, 700));
  assert.equal(damage(shadowed(101, 700)), "0,16 384x224");
  damage(shadowed(101, 128));
  assert.equal(damage(shadowed(102, 128)), "0,16 128x224");
});

Deno.test("damageOf() answers all when the glyph source has new fonts", () => {
  const { source, damage } = setUp();
  damage(frame(10, 10));
  source.generation++;
  assert.equal(damage(frame(10, 10)), "0,0 700x300");
});

Deno.test("damageOf() gives at most eight rectangles, none overlapping, none outside", () => {
  const random = seededRandom(11);
  const { grid } = setUp();
  const out: DeviceRect[] = [];
  for (let round = 0; round < 200; round++) {
    const count = damageOf(randomFrame(random), grid, out);
    assert.ok(count <= 8);
    for (let i = 0; i < count; i++) {
      const a = out[i];
      assert.ok(a.x >= 0 && a.y >= 0 && a.x + a.width <= SIZE.width && a.y + a.height <= SIZE.height);
      for (let j = 0; j < i; j++) {
        const b = out[j];
        const apart = a.x >= b.x + b.width || b.x >= a.x + a.width || a.y >= b.y + b.height ||
          b.y >= a.y + a.height;
        assert.ok(apart, `seed 11, round ${round}: ${JSON.stringify([a, b])}`);
      }
    }
  }
});

Deno.test("painting by damage gives the same pixels as painting all", async () => {
  const random = seededRandom(23);
  const source = sampleGlyphs();
  const atlas = createAtlas({ source, pageSize: 128, maxPages: 2 });
  const grid = createDamageGrid({ atlas, ...SIZE });
  const byDamage = memoryTarget(SIZE.width, SIZE.height), whole = memoryTarget(SIZE.width, SIZE.height);
  const image = { width: 4, height: 4, pixels: new Uint32Array(16).fill(rgba(9, 200, 9, 99)) };
  const images = { image: () => image };
  const one = createSoftwarePainter({ target: () => byDamage, atlas, images });
  const other = createSoftwarePainter({ target: () => whole, atlas: createAtlas({ source }), images });
  const out: DeviceRect[] = [];
  let list = randomFrame(random);
  for (let round = 0; round < 120; round++) {
    // Mostly small changes, as an editor has them.
    if (round % 10 === 0) list = randomFrame(random);
    else changeALittle(list, random);
    one.present(list, out, damageOf(list, grid, out));
    other.present(list, [deviceRect(0, 0, SIZE.width, SIZE.height)], 1);
    const a = await one.read(), b = await other.read();
    assert.ok(samePixels(a.pixels, b.pixels), `seed 23, round ${round}`);
  }
  assert.ok(atlas.stats().evictions > 0, "The atlas should have been small enough to evict");
});

function samePixels(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function changeALittle(list: DrawList, random: ReturnType<typeof seededRandom>): void {
  const glyph = random.int(0, list.glyphCount), rect = random.int(1, list.rectCount);
  list.glyphIds[glyph] = random.int(0, 400);
  list.glyphs[glyph * 2] += random.int(-3, 4) / 4;
  list.rects[rect * 4] += random.int(-2, 3);
  list.rectColors[rect] = rgba(random.int(0, 256), random.int(0, 256), 0, random.int(60, 256));
}

function randomFrame(random: ReturnType<typeof seededRandom>): DrawList {
  const list = createDrawList();
  resetDrawList(list);
  pushRect(list, 0, 0, SIZE.width, SIZE.height, rgba(20, 20, 20));
  for (let layer = 0; layer < 3; layer++) {
    for (let i = 0; i < 12; i++) {
      const shape = [0, packShape(5), packShape(3, 1), packShape(4, 0, 9)][random.int(0, 4)];
      pushRect(
        list,
        random.int(-40, 700),
        random.int(-40, 300),
        random.int(1, 90),
        random.int(1, 40),
        rgba(random.int(0, 256), 40, 90, random.int(40, 256)),
        shape,
      );
    }
    for (let i = 0; i < 40; i++) {
      const id = random.int(0, 300) | (random.int(0, 3) << 14);
      pushGlyph(
        list,
        random.int(-80, 2900) / 4,
        random.int(-10, 320),
        id,
        rgba(250, random.int(0, 256), 200),
      );
    }
    pushImage(list, 1, random.int(0, 600), random.int(0, 200), 40, 30);
    if (layer === 2) endLayer(list, random.int(0, 300), random.int(0, 100), 300, 150);
    else endLayer(list, 0, 0, SIZE.width, SIZE.height);
  }
  return list;
}
