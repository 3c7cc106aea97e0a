/**
 * Damage: which part of the frame looks different from the last one. Both frames are sequences of items in painting order
 * (frame_items.ts), laid side by side; what has no partner in the other frame makes the cells it covers dirty, so no feature ever
 * says "dirty". Partners keep their order, so what lies over what is compared too. Owns that and the boxes of items.
 * Unchanged runs are told by identity, without a look at their glyphs; in a changed run glyphs are compared one by one, and
 * the boxes of new ones are exact: the atlas knows each bitmap. 6,000 glyphs in 750 runs of which one glyph changed: 17 µs, where
 * hashing all glyphs into cells took 113; all scrolled 100, all new 73 (bench/damage_bench.ts). A typed key with cold caches,
 * 2,200 glyphs: 36 µs for 95.
 */
import type { DevicePx } from "../base/mod.ts";
import type { Atlas } from "./atlas.ts";
import {
  boxesOfDirtyCells,
  CELL_WIDTH,
  createDirtyCells,
  type DirtyCells,
  dirtyCells,
  forgetDirty,
  mergeCheapest,
} from "./dirty_cells.ts";
import {
  createFrameItems,
  type FrameItems,
  IMAGE,
  indexOf,
  keepFrame,
  keepItem,
  keepLayers,
  kindOf,
  listItems,
  RUN,
  sameClip,
  sameItem,
} from "./frame_items.ts";
import type { DeviceRect, DrawList } from "./types.ts";

/** More rectangles are merged into these many: each is a pass of scissored draws on the GPU. */
const MAX_RECTS = 8;
/** How far to look for an item's partner. Words of one row change together, a row has some ten. */
const LOOK_AHEAD = 16;
/** Beyond these the frame is new: a scrolled one answers the whole frame without a search through all of it. */
const MAX_LOST = 64;
const MAX_GLYPHS = 2048;

/** What one window showed last. Made by `createDamageGrid`; its fields are its own business. */
export interface DamageGrid {
  readonly atlas: Atlas;
  width: number;
  height: number;
  cells: DirtyCells;
  /** `last.list` is a copy, `now.list` the caller's. */
  readonly last: FrameItems;
  readonly now: FrameItems;
  isAllDamaged: boolean;
  generation: number;
  /** Whether so far each item has its partner at its own index: then only what changed is copied. */
  isParallel: boolean;
  /** Glyphs that may still be looked at in this frame. */
  glyphsLeft: number;
  readonly keeper: () => void;
}

/** A grid that takes the first frame for all new. `width` and `height` in device pixels. */
export function createDamageGrid(options: { atlas: Atlas; width: number; height: number }): DamageGrid {
  const { atlas, width, height } = options;
  const grid: DamageGrid = {
    atlas,
    width,
    height,
    cells: createDirtyCells(width, height),
    last: createFrameItems(),
    now: createFrameItems(),
    isAllDamaged: true,
    generation: atlas.generation,
    isParallel: false,
    glyphsLeft: 0,
    keeper: () => eachGlyph(grid, TOUCH),
  };
  return grid;
}

/** The frame has a new size: everything is damaged. */
export function resizeDamage(grid: DamageGrid, width: number, height: number): void {
  grid.width = width;
  grid.height = height;
  grid.cells = createDirtyCells(width, height);
  grid.isAllDamaged = true;
}

/** The next `damageOf` answers the whole frame: after expose, resize, a new theme, a lost device. */
export function damageAll(grid: DamageGrid): void {
  grid.isAllDamaged = true;
}

/**
 * What changed since the list before, as rectangles that do not overlap, at most 8; writes them into `out` (objects in it
 * are used again) and answers their count. Starts a frame of the atlas and rasterises the glyphs it has not seen;
 * until the next call the atlas evicts none of this list's. O(items + glyphs of changed runs).
 */
export function damageOf(list: DrawList, grid: DamageGrid, out: DeviceRect[]): number {
  const { atlas, now, cells } = grid;
  atlas.nextFrame();
  atlas.keeper = grid.keeper;
  if (grid.generation !== atlas.generation) {
    grid.generation = atlas.generation;
    grid.isAllDamaged = true;
  }
  listItems(list, now);
  if (grid.isAllDamaged || !compareFrames(grid)) return all(grid, out);
  let count = boxesOfDirtyCells(cells);
  while (count > MAX_RECTS) count = mergeCheapest(cells.boxes, count);
  const boxes = cells.boxes;
  for (let i = 0; i < count; i++) {
    const x = boxes[i * 4] * CELL_WIDTH, y = cells.tops[boxes[i * 4 + 1]];
    const right = Math.min(grid.width, boxes[i * 4 + 2] * CELL_WIDTH);
    setRect(out, i, x, y, right - x, cells.bottoms[boxes[i * 4 + 3] - 1] - y);
  }
  forgetDirty(cells);
  return count;
}

function all(grid: DamageGrid, out: DeviceRect[]): number {
  const list = grid.now.list;
  grid.isAllDamaged = false;
  boxesOfDirtyCells(grid.cells);
  forgetDirty(grid.cells);
  eachGlyph(grid, FIND);
  keepFrame(list, grid.last, 0);
  swapItems(grid);
  setRect(out, 0, 0, 0, grid.width, grid.height);
  return grid.width > 0 && grid.height > 0 ? 1 : 0;
}

/** Lays the frames side by side and keeps the new one. False, and nothing kept: so much is new that all of it may be. */
function compareFrames(grid: DamageGrid): boolean {
  const { last, now } = grid;
  let i = 0, endI = last.count, endJ = now.count;
  const shorter = endI < endJ ? endI : endJ;
  while (i < shorter && sameItem(last, i, now, i)) i++;
  if (i === endI && i === endJ) return true;
  const from = i;
  while (endI > from && endJ > from && sameItem(last, endI - 1, now, endJ - 1)) {
    endI--;
    endJ--;
  }
  grid.glyphsLeft = MAX_GLYPHS;
  grid.isParallel = last.count === now.count && now.list.looseCount === 0 && last.list.looseCount === 0 &&
    now.list.layerCount === last.list.layerCount;
  if (!compareMiddle(grid, from, endI, endJ)) return false;
  if (grid.isParallel) keepLayers(now.list, last);
  else keepFrame(now.list, last, runsBefore(now, from));
  swapItems(grid);
  return true;
}

function compareMiddle(grid: DamageGrid, from: number, endI: number, endJ: number): boolean {
  const { last, now } = grid;
  let i = from, j = from, lost = 0;
  while (i < endI && j < endJ) {
    if (sameItem(last, i, now, j)) {
      i++;
      j++;
      continue;
    }
    let gone = 1, come = 1, d = 1;
    for (; d <= LOOK_AHEAD; d++) {
      const hasI = i + d < endI, hasJ = j + d < endJ;
      if (hasI && hasJ && sameItem(last, i + d, now, j + d)) gone = come = d;
      else if (hasJ && sameItem(last, i, now, j + d)) [gone, come] = [0, d];
      else if (hasI && sameItem(last, i + d, now, j)) [gone, come] = [d, 0];
      else if (hasI || hasJ) continue;
      break;
    }
    if (d > LOOK_AHEAD && ++lost > MAX_LOST) return false;
    if (gone !== come) grid.isParallel = false;
    for (; gone > 0 && come > 0; gone--, come--) replace(grid, i++, j++);
    for (; gone > 0; gone--) mark(grid, last, i++);
    for (; come > 0; come--) mark(grid, now, j++);
    if (grid.glyphsLeft < 0) return false;
  }
  if (i < endI || j < endJ) grid.isParallel = false;
  while (i < endI && grid.glyphsLeft >= 0) mark(grid, last, i++);
  while (j < endJ && grid.glyphsLeft >= 0) mark(grid, now, j++);
  return grid.glyphsLeft >= 0;
}

/** How many runs stand before an item. */
function runsBefore(frame: FrameItems, at: number): number {
  for (let i = at - 1; i >= 0; i--) if (kindOf(frame.items[i]) === RUN) return indexOf(frame.items[i]) + 1;
  return 0;
}

function swapItems({ last, now }: DamageGrid): void {
  const { items, layers } = last;
  last.items = now.items;
  last.layers = now.layers;
  last.count = now.count;
  now.items = items;
  now.layers = layers;
}

/** Item `i` of the last frame became `j` of this one. */
function replace(grid: DamageGrid, i: number, j: number): void {
  const { last, now } = grid, isParallel = grid.isParallel && last.items[i] === now.items[j];
  if (
    kindOf(last.items[i]) === RUN && kindOf(now.items[j]) === RUN && sameClip(last, i, now, j) &&
    last.list.runColors[indexOf(last.items[i])] === now.list.runColors[indexOf(now.items[j])]
  ) replaceRun(grid, i, j);
  else {
    mark(grid, last, i);
    mark(grid, now, j);
  }
  grid.isParallel = isParallel;
  if (isParallel) keepItem(now.list, last, i);
}

/** Of two runs that differ in glyphs only those are dirty that do. */
function replaceRun(grid: DamageGrid, i: number, j: number): void {
  const { last, now } = grid, a = last.list, b = now.list;
  const p = indexOf(last.items[i]), q = indexOf(now.items[j]);
  const run = a.runs[p], other = b.runs[q];
  const ids = run.glyphs, xs = run.xs, ys = run.ys;
  const otherIds = other.glyphs, otherXs = other.xs, otherYs = other.ys;
  const to = a.runSpans[p * 2 + 1], otherTo = b.runSpans[q * 2 + 1];
  const x = a.runPlaces[p * 3], y = a.runPlaces[p * 3 + 1], scale = a.runPlaces[p * 3 + 2];
  const otherX = b.runPlaces[q * 3], otherY = b.runPlaces[q * 3 + 1], otherScale = b.runPlaces[q * 3 + 2];
  let m = a.runSpans[p * 2], n = b.runSpans[q * 2];
  while (m < to && n < otherTo) {
    // Stretches, not glyphs one by one: in a word that moved nearly all differ.
    const begun = m;
    while (
      m < to && n < otherTo && (
        ids[m] !== otherIds[n] ||
        quartersOf((x + xs[m]) * scale) !== quartersOf((otherX + otherXs[n]) * otherScale) ||
        wholeOf((y + ys[m]) * scale) !== wholeOf((otherY + otherYs[n]) * otherScale)
      )
    ) {
      m++;
      n++;
    }
    if (m === begun) {
      m++;
      n++;
      continue;
    }
    markGone(grid, i, begun, m);
    markGlyphs(grid, now, j, n - (m - begun), n);
  }
  if (m < to) markGone(grid, i, m, to);
  if (n < otherTo) markGlyphs(grid, now, j, n, otherTo);
}

/**
 * Glyphs of the last frame that are no more, by what any glyph reaches: a little more than they were, but nothing is
 * looked up that is not painted either.
 */
function markGone(grid: DamageGrid, i: number, from: number, to: number): void {
  const { last, atlas, cells, width, height } = grid, list = last.list, index = indexOf(last.items[i]);
  const layers = list.layers, base = last.layers[i] * 7;
  const left = Math.max(0, layers[base + 3]), top = Math.max(0, layers[base + 4]);
  const right = Math.min(width, layers[base + 3] + layers[base + 5]);
  const bottom = Math.min(height, layers[base + 4] + layers[base + 6]);
  const { xs, ys } = list.runs[index];
  const originX = list.runPlaces[index * 3], originY = list.runPlaces[index * 3 + 1];
  const scale = list.runPlaces[index * 3 + 2];
  let at = from;
  while (at < to) {
    // One rectangle for all that stand on one height, and mostly all do.
    const y = wholeOf((originY + ys[at]) * scale);
    let x0 = quartersOf((originX + xs[at]) * scale) >> 2, x1 = x0;
    for (at++; at < to && wholeOf((originY + ys[at]) * scale) === y; at++) {
      const x = quartersOf((originX + xs[at]) * scale) >> 2;
      if (x < x0) x0 = x;
      else if (x > x1) x1 = x;
    }
    dirtyCells(
      cells,
      Math.max(left, x0 - atlas.reachLeft),
      Math.max(top, y - atlas.reachUp),
      Math.min(right, x1 + atlas.reachRight),
      Math.min(bottom, y + atlas.reachDown),
    );
  }
}

/** Makes dirty what an item covers inside its clip. */
function mark(grid: DamageGrid, frame: FrameItems, at: number): void {
  const { list } = frame, index = indexOf(frame.items[at]), kind = kindOf(frame.items[at]);
  if (kind === RUN && frame === grid.last) {
    markGone(grid, at, list.runSpans[index * 2], list.runSpans[index * 2 + 1]);
    return;
  }
  if (kind === RUN) {
    markGlyphs(grid, frame, at, list.runSpans[index * 2], list.runSpans[index * 2 + 1]);
    return;
  }
  const numbers = kind === IMAGE ? list.images : list.rects,
    base = kind === IMAGE ? index * 5 + 1 : index * 4;
  const blur = kind === IMAGE ? 0 : (list.rectShapes[index] >>> 16) & 0xff;
  const layers = list.layers, layer = frame.layers[at] * 7;
  const x = numbers[base] - blur, y = numbers[base + 1] - blur;
  const right = x + numbers[base + 2] + 2 * blur, bottom = y + numbers[base + 3] + 2 * blur;
  dirtyCells(
    grid.cells,
    Math.max(0, x, layers[layer + 3]),
    Math.max(0, y, layers[layer + 4]),
    Math.min(grid.width, right, layers[layer + 3] + layers[layer + 5]),
    Math.min(grid.height, bottom, layers[layer + 4] + layers[layer + 6]),
  );
}

function markGlyphs(grid: DamageGrid, frame: FrameItems, at: number, from: number, to: number): void {
  grid.glyphsLeft -= to - from;
  if (grid.glyphsLeft < 0) return;
  const { list } = frame, index = indexOf(frame.items[at]), base = frame.layers[at] * 7;
  const layers = list.layers, atlas = grid.atlas;
  const left = Math.max(0, layers[base + 3]) | 0, top = Math.max(0, layers[base + 4]) | 0;
  const right = Math.min(grid.width, layers[base + 3] + layers[base + 5]) | 0;
  const bottom = Math.min(grid.height, layers[base + 4] + layers[base + 6]) | 0;
  const { glyphs, xs, ys } = list.runs[index];
  const originX = list.runPlaces[index * 3], originY = list.runPlaces[index * 3 + 1];
  const scale = list.runPlaces[index * 3 + 2];
  for (let i = from; i < to; i++) {
    const y = wholeOf((originY + ys[i]) * scale), q = quartersOf((originX + xs[i]) * scale), x = q >> 2;
    // Far outside: not even looked up, so that a list may hold more than is seen.
    if (y + 1024 < top || y - 1024 > bottom || x + 1024 < left || x - 1024 > right) continue;
    const slot = atlas.find(glyphs[i], q & 3);
    if (slot < 0) continue;
    const boxes = atlas.slots.boxes, box = slot * 4;
    const x0 = x + boxes[box], y0 = y + boxes[box + 1];
    const x1 = x + boxes[box + 2], y1 = y + boxes[box + 3];
    dirtyCells(
      grid.cells,
      x0 > left ? x0 : left,
      y0 > top ? y0 : top,
      x1 < right ? x1 : right,
      y1 < bottom ? y1 : bottom,
    );
  }
}

const FIND = 0, TOUCH = 1;

/** All glyphs of this frame that may be seen, looked up (FIND) or only kept from eviction (TOUCH). */
function eachGlyph(grid: DamageGrid, what: number): void {
  const { width, height, atlas } = grid, list = grid.now.list;
  for (let run = 0; run < list.runCount; run++) {
    const { glyphs, xs, ys } = list.runs[run];
    const originX = list.runPlaces[run * 3], originY = list.runPlaces[run * 3 + 1];
    const scale = list.runPlaces[run * 3 + 2];
    const to = list.runSpans[run * 2 + 1];
    for (let i = list.runSpans[run * 2]; i < to; i++) {
      const y = wholeOf((originY + ys[i]) * scale), q = quartersOf((originX + xs[i]) * scale), x = q >> 2;
      if (y < -1024 || y > height + 1024 || x < -1024 || x > width + 1024) continue;
      if (what === FIND) atlas.find(glyphs[i], q & 3);
      else atlas.touch(glyphs[i], q & 3);
    }
  }
}

/** As Math.round for all that can be seen, and an integer to V8. */
function wholeOf(value: number): number {
  return ((value + 4096.5) | 0) - 4096;
}
/** A place in quarters of a pixel: what glyphs are rasterised for. */
function quartersOf(value: number): number {
  return ((value * 4 + 16384.5) | 0) - 16384;
}

function setRect(out: DeviceRect[], at: number, x: number, y: number, width: number, height: number): void {
  const rect = (out[at] ??= {
    x: 0 as DevicePx,
    y: 0 as DevicePx,
    width: 0 as DevicePx,
    height: 0 as DevicePx,
  }) as { -readonly [K in keyof DeviceRect]: DevicePx };
  rect.x = x as DevicePx;
  rect.y = y as DevicePx;
  rect.width = width as DevicePx;
  rect.height = height as DevicePx;
}
