import assert from "node:assert/strict";
import { seededRandom } from "../base/mod.ts";
import { type Atlas, createAtlas } from "./atlas.ts";
import { createDamageGrid, damageAll, damageOf, resizeDamage } from "./damage.ts";
import {
  createDrawList,
  endLayer,
  packShape,
  pushGlyph,
  pushImage,
  pushRect,
  pushRun,
  resetDrawList,
  rgba,
} from "./draw_list.ts";
import { endBlock, takeBlock } from "./list_blocks.ts";
import { deviceRect, memoryTarget, sampleGlyphs } from "./sample_frames.ts";
import { createSoftwarePainter } from "./software/painter.ts";
import type { DeviceRect, DrawList, RunGlyphs } from "./types.ts";

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
  assert.equal(damage(frame(300, 300)), "0,100 128x10 256,100 128x10");
  assert.equal(damage(frame(300, 300.5)), "256,191 128x10");
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
  assert.equal(damage(ordered(rgba(2, 2, 2), rgba(1, 1, 1))), "0,10 128x20");
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
  assert.equal(damage(shadowed(101, 700)), "0,20 384x210");
  damage(shadowed(101, 128));
  assert.equal(damage(shadowed(102, 128)), "0,20 128x210");
});

Deno.test("damageOf() answers all when the glyph source has new fonts", () => {
  const { source, damage } = setUp();
  damage(frame(10, 10));
  source.generation++;
  assert.equal(damage(frame(10, 10)), "0,0 700x300");
});

Deno.test("damageOf() tells runs by identity, and of a changed run only the glyphs that differ", () => {
  const { damage } = setUp();
  const list = createDrawList();
  const ids = Uint32Array.from({ length: 80 }, (_, i) => 1 + (i % 40)), ys = new Float32Array(80);
  const run = { glyphs: ids, xs: Float32Array.from({ length: 80 }, (_, i) => i * 8), ys };
  const other = { ...run, glyphs: ids.with(70, 7) };
  const frameOf = (...runs: RunGlyphs[]) => {
    resetDrawList(list);
    pushRect(list, 0, 0, SIZE.width, SIZE.height, rgba(20, 20, 20));
    runs.forEach((one, i) => pushRun(list, one, 10, 60 + 40 * i, 1, rgba(255, 255, 255)));
    endLayer(list, 0, 0, SIZE.width, SIZE.height);
    return list;
  };
  damage(frameOf(run, run, run));
  assert.equal(damage(frameOf(run, run, run)), "");
  assert.equal(damage(frameOf(run, other, run)), "512,87 128x16");
  // Its like in another object: nothing looks different.
  assert.equal(damage(frameOf(run, { ...other }, run)), "");
  assert.equal(damage(frameOf(run, run, run)), "512,87 128x16");
});

Deno.test("damageOf() compares with the last frame, whichever list it came in", () => {
  const { damage } = setUp();
  const lists = [createDrawList(), createDrawList()];
  const runOf = (id: number): RunGlyphs => ({
    glyphs: Uint32Array.of(id),
    xs: new Float32Array(1),
    ys: new Float32Array(1),
  });
  const a = runOf(5), b = runOf(6);
  const frameOf = (list: DrawList, run: RunGlyphs) => {
    resetDrawList(list);
    if (!takeBlock(list, run, 10, 60)) {
      pushRun(list, run, 10, 60, 1, rgba(255, 255, 255));
      endBlock(list);
    }
    endLayer(list, 0, 0, SIZE.width, SIZE.height);
    return list;
  };
  damage(frameOf(lists[0], a));
  assert.equal(damage(frameOf(lists[1], a)), "");
  assert.equal(damage(frameOf(lists[0], b)), "0,50 128x12");
  assert.equal(damage(frameOf(lists[1], a)), "0,50 128x12");
  // Painted twice between: what the list kept was never shown.
  frameOf(lists[1], b);
  assert.equal(damage(frameOf(lists[1], b)), "0,50 128x12");
});

Deno.test("damageOf() answers nothing when only a layer came that shows nothing new", () => {
  const { damage } = setUp();
  const frameOf = (hasCaret: boolean) => {
    const list = createDrawList();
    pushRect(list, 0, 0, SIZE.width, SIZE.height, rgba(20, 20, 20));
    endLayer(list, 0, 0, SIZE.width, SIZE.height);
    if (hasCaret) pushRect(list, 300, 100, 2, 10, rgba(200, 0, 0));
    endLayer(list, 0, 0, SIZE.width, SIZE.height);
    for (let i = 0; i < 40; i++) pushRect(list, i * 16, 200, 8, 8, rgba(0, 200, 0));
    endLayer(list, 0, 0, SIZE.width, SIZE.height);
    return list;
  };
  damage(frameOf(true));
  assert.equal(damage(frameOf(false)), "256,100 128x10");
  assert.equal(damage(frameOf(true)), "256,100 128x10");
});

Deno.test("damageOf() gives at most eight rectangles, none overlapping, none outside", () => {
  const random = seededRandom(11);
  const { grid } = setUp();
  const out: DeviceRect[] = [];
  let scene = randomScene(random);
  for (let round = 0; round < 200; round++) {
    if (round % 9 === 0) scene = randomScene(random);
    else for (let i = random.int(0, 30); i >= 0; i--) changeScene(scene, random);
    const count = damageOf(listOf(scene, createDrawList()), grid, out);
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

Deno.test("damageOf() holds every cell that hashing all primitives finds changed (seed 31)", () => {
  const random = seededRandom(31);
  const { source, grid } = setUp();
  const model = createAtlas({ source });
  const out: DeviceRect[] = [];
  const lists = [createDrawList(), createDrawList()];
  let scene = randomScene(random), before: string[] | null = null, exact = 0;
  for (let round = 0; round < 400; round++) {
    if (round % 40 === 39) scene = randomScene(random);
    else for (let i = random.int(0, 4); i > 0; i--) changeScene(scene, random);
    const list = listOf(scene, lists[random.int(0, 2)]);
    const count = damageOf(list, grid, out);
    const cells = cellsOf(list, model);
    let missing = 0, more = 0;
    for (let at = 0; at < cells.length; at++) {
      const isDirty = before === null || cells[at] !== before[at];
      const isInside = out.slice(0, count).some((r) => isCellIn(at, r));
      if (isDirty && !isInside) missing++;
      if (!isDirty && isInside) more++;
    }
    assert.equal(missing, 0, `seed 31, round ${round}`);
    if (more === 0) exact++;
    before = cells;
  }
  assert.ok(exact > 100, `Mostly no cell too many, but exact in ${exact} rounds of 400`);
});

Deno.test("painting by damage gives the same pixels as painting all (seed 23)", async () => {
  const random = seededRandom(23);
  const source = sampleGlyphs();
  const atlas = createAtlas({ source, pageSize: 64, maxPages: 2 });
  const grid = createDamageGrid({ atlas, ...SIZE });
  const byDamage = memoryTarget(SIZE.width, SIZE.height), whole = memoryTarget(SIZE.width, SIZE.height);
  const image = { width: 4, height: 4, pixels: new Uint32Array(16).fill(rgba(9, 200, 9, 99)) };
  const images = { image: () => image };
  const one = createSoftwarePainter({ target: () => byDamage, atlas, images });
  const other = createSoftwarePainter({ target: () => whole, atlas: createAtlas({ source }), images });
  const out: DeviceRect[] = [];
  const lists = [createDrawList(), createDrawList()];
  let scene = randomScene(random);
  for (let round = 0; round < 300; round++) {
    // Mostly small changes, as an editor has them; mostly in the list of the frame before.
    if (round % 25 === 0) scene = randomScene(random);
    else for (let i = random.int(0, 4); i > 0; i--) changeScene(scene, random);
    const list = listOf(scene, lists[random.int(0, 5) === 0 ? 1 : 0]);
    one.present(list, out, damageOf(list, grid, out));
    other.present(list, [deviceRect(0, 0, SIZE.width, SIZE.height)], 1);
    const a = await one.read(), b = await other.read();
    assert.ok(samePixels(a.pixels, b.pixels), `seed 23, round ${round}`);
  }
  assert.ok(atlas.stats().evictions > 0, "The atlas should have been small enough to evict");
});

Deno.test("no glyph of the current frame is evicted, though its run was not looked at", () => {
  const source = sampleGlyphs();
  const atlas = createAtlas({ source, pageSize: 64, maxPages: 2 });
  const grid = createDamageGrid({ atlas, ...SIZE });
  const out: DeviceRect[] = [];
  const runOf = (from: number): RunGlyphs => ({
    glyphs: Uint32Array.from({ length: 20 }, (_, i) => from + i),
    xs: Float32Array.from({ length: 20 }, (_, i) => i * 8),
    ys: new Float32Array(20),
  });
  const kept = runOf(1), list = createDrawList();
  for (let round = 0; round < 30; round++) {
    resetDrawList(list);
    pushRun(list, kept, 10, 20, 1, rgba(1, 1, 1));
    pushRun(list, runOf(100 + 20 * round), 10, 60, 1, rgba(1, 1, 1));
    endLayer(list, 0, 0, SIZE.width, SIZE.height);
    damageOf(list, grid, out);
    const before = source.rasterised;
    for (let i = 0; i < 20; i++) atlas.find(kept.glyphs[i], 0);
    assert.equal(source.rasterised, before, `round ${round}`);
    // Next frame they count as unused again, but for the keeper.
  }
  assert.ok(atlas.stats().evictions > 100);
});

function samePixels(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

const COLUMNS = Math.ceil(SIZE.width / 128), ROWS = SIZE.height;

function isCellIn(at: number, r: DeviceRect): boolean {
  const x = (at % COLUMNS) * 128, y = Math.floor(at / COLUMNS);
  return x >= r.x && x < r.x + r.width && y >= r.y && y < r.y + r.height;
}

/** The dumb way: what is painted in each cell, in order, every glyph of it. */
function cellsOf(list: DrawList, atlas: Atlas): string[] {
  const cells = Array<string>(COLUMNS * ROWS).fill("");
  let rect = 0, run = 0, image = 0;
  for (let layer = 0; layer < list.layerCount; layer++) {
    const [rects, runs, images, left, top, width, height] = list.layers.subarray(layer * 7, layer * 7 + 7);
    const cover = (x: number, y: number, w: number, h: number, what: string) => {
      const x0 = Math.max(0, x, left), y0 = Math.max(0, y, top);
      const x1 = Math.min(SIZE.width, x + w, left + width), y1 = Math.min(SIZE.height, y + h, top + height);
      if (x0 >= x1 || y0 >= y1) return;
      for (let r = y0; r < y1; r++) {
        for (let c = x0 >> 7; c <= (x1 - 1) >> 7; c++) {
          cells[r * COLUMNS + c] += `${what} ${left},${top},${width},${height};`;
        }
      }
    };
    for (; rect < rects; rect++) {
      const [x, y, w, h] = list.rects.subarray(rect * 4, rect * 4 + 4), shape = list.rectShapes[rect];
      const blur = (shape >>> 16) & 255;
      const what = `rect ${x},${y},${w},${h},${shape},${list.rectColors[rect]}`;
      cover(x - blur, y - blur, w + 2 * blur, h + 2 * blur, what);
    }
    for (; image < images; image++) {
      const [id, x, y, w, h] = list.images.subarray(image * 5, image * 5 + 5);
      cover(x, y, w, h, `image ${id},${x},${y},${w},${h}`);
    }
    for (; run < runs; run++) {
      const { glyphs, xs, ys } = list.runs[run];
      const [x, y, scale] = list.runPlaces.subarray(run * 3, run * 3 + 3);
      for (let i = list.runSpans[run * 2]; i < list.runSpans[run * 2 + 1]; i++) {
        const q = Math.floor((x + xs[i]) * scale * 4 + 0.5), row = Math.floor((y + ys[i]) * scale + 0.5);
        const slot = atlas.find(glyphs[i], q & 3);
        if (slot < 0) continue;
        const { left: dx, top: dy, width: w, height: h } = atlas.slots;
        const what = `glyph ${glyphs[i]},${q},${row},${list.runColors[run]}`;
        cover((q >> 2) + dx[slot], row + dy[slot], w[slot], h[slot], what);
      }
    }
  }
  return cells;
}

type Random = ReturnType<typeof seededRandom>;
type Item =
  | { kind: "rect"; x: number; y: number; width: number; height: number; color: number; shape: number }
  | {
    kind: "run";
    run: RunGlyphs;
    x: number;
    y: number;
    scale: number;
    color: number;
    from: number;
    to: number;
  }
  | { kind: "glyph"; x: number; y: number; id: number; color: number }
  | { kind: "image"; x: number; y: number };
interface Scene {
  /** Whether single glyphs are among it; without them more is taken over from the frame before. */
  hasLoose: boolean;
  layers: { clip: [number, number, number, number]; items: Item[] }[];
}

function listOf(scene: Scene, list: DrawList): DrawList {
  resetDrawList(list);
  pushRect(list, 0, 0, SIZE.width, SIZE.height, rgba(20, 20, 20));
  for (const { clip, items } of scene.layers) {
    for (const item of items) {
      const { x, y } = item;
      if (item.kind === "rect") pushRect(list, x, y, item.width, item.height, item.color, item.shape);
      else if (item.kind === "glyph") pushGlyph(list, x, y, item.id, item.color);
      else if (item.kind === "image") pushImage(list, 1, x, y, 40, 30);
      else {
        // Half of the runs are blocks, as rows are: what a list kept is not compared.
        const isBlock = item.run.glyphs[0] % 2 === 0;
        if (isBlock && takeBlock(list, item.run, x, y, item.scale, item.color)) continue;
        pushRun(list, item.run, x, y, item.scale, item.color, item.from, item.to);
        if (isBlock) endBlock(list);
      }
    }
    endLayer(list, ...clip);
  }
  return list;
}

const clips: [number, number, number, number][] = [[0, 0, 700, 300], [90, 40, 300, 150], [0, 30, 640, 250]];

function randomScene(random: Random): Scene {
  const hasLoose = random.int(0, 2) === 0;
  const itemsOf = () => Array.from({ length: 20 }, () => randomItem(random, hasLoose));
  return { hasLoose, layers: clips.map((clip) => ({ clip, items: itemsOf() })) };
}

function randomItem(random: Random, hasLoose: boolean): Item {
  const x = random.int(-240, 2900) / 4, y = random.int(-20, 320);
  const color = rgba(random.int(0, 3) * 90, random.int(0, 256), 200, random.int(60, 256));
  switch (random.int(0, 6)) {
    case 0:
    case 1: {
      const shape = [0, packShape(5), packShape(3, 1), packShape(4, 0, 9)][random.int(0, 4)];
      const width = random.int(1, 90), height = random.int(1, 40);
      return { kind: "rect", x: Math.round(x), y, width, height, color, shape };
    }
    case 2:
      if (hasLoose) return { kind: "glyph", x, y, id: randomGlyph(random), color };
      break;
    case 3:
      if (random.int(0, 3) === 0) return { kind: "image", x, y };
  }
  const run = randomRun(random), to = run.glyphs.length;
  const [scale, from] = random.int(0, 4) === 0 ? [1.25, 1] : [1, 0];
  return { kind: "run", run, x: x / scale, y: y / scale, scale, color, from, to };
}

function randomGlyph(random: Random): number {
  return random.int(0, 600) | (random.int(0, 3) << 14);
}

function randomRun(random: Random): RunGlyphs {
  const length = random.int(2, 14);
  return {
    glyphs: Uint32Array.from({ length }, () => randomGlyph(random)),
    xs: Float32Array.from({ length }, (_, i) => i * 8.4),
    ys: Float32Array.from({ length }, () => random.int(0, 5) === 0 ? -6 : 0),
  };
}

/** One step of the kind that editing makes. */
function changeScene(scene: Scene, random: Random): void {
  const layer = scene.layers[random.int(0, scene.layers.length)], items = layer.items;
  const at = random.int(0, items.length + 1), item = items[Math.min(at, items.length - 1)];
  const what = random.int(0, 12);
  if (what === 0 || item === undefined) items.splice(at, 0, randomItem(random, scene.hasLoose));
  else if (what === 1) items.splice(at, 1);
  else if (what === 2) item.x += random.int(-3, 4) / 4;
  else if (what === 3) item.y += random.int(-2, 3);
  else if (what === 4 && "color" in item) item.color = rgba(9, random.int(0, 256), 50);
  else if (what === 5) items.push(items.splice(Math.min(at, items.length - 1), 1)[0]);
  else if (what === 6 && random.int(0, 8) === 0) items.length = 0;
  else if (what === 7 && random.int(0, 6) === 0) layer.clip = clips[random.int(0, clips.length)];
  else if (what === 8 && random.int(0, 6) === 0) { for (const one of items) one.y += 5; }
  else if (item.kind === "run") {
    const glyphs = [...item.run.glyphs], xs = [...item.run.xs], ys = [...item.run.ys];
    const place = random.int(0, glyphs.length);
    if (what < 10) glyphs[place] = randomGlyph(random);
    else {
      glyphs.splice(place, 0, randomGlyph(random));
      xs.push(xs.length * 8.4);
      ys.push(0);
    }
    item.run = { glyphs: Uint32Array.from(glyphs), xs: Float32Array.from(xs), ys: Float32Array.from(ys) };
    item.to = glyphs.length;
  }
}
