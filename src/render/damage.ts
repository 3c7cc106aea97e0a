/**
 * Damage: which part of the frame looks different from the last one. Each primitive is hashed into the cells it
 * covers, in painting order, and cells are compared with the last frame's, so no feature ever says "dirty".
 * Owns the cell hashes and the merging of cells into few rectangles. Glyph boxes are exact: the atlas knows each bitmap.
 * Cells are 128 × 16, measured with 6,000 glyphs of which one changes (1280 × 800): 64 wide hashes as fast and repaints
 * half as much, which saves 3 µs of 130; 256 wide repaints twice as much and costs 30 µs more; 8 or 32 high is no gain.
 */
import type { DevicePx } from "../base/mod.ts";
import type { Atlas } from "./atlas.ts";
import type { DeviceRect, DrawList } from "./types.ts";

const CELL_WIDTH_BITS = 7;
const CELL_HEIGHT_BITS = 4;
/** More rectangles are merged into these many: each is a pass of scissored draws on the GPU. */
const MAX_RECTS = 8;

/** The cells of one window. Made by `createDamageGrid`; its fields are its own business. */
export interface DamageGrid {
  readonly atlas: Atlas;
  width: number;
  height: number;
  columns: number;
  rows: number;
  now: Int32Array;
  last: Int32Array;
  /** Spans of the cell row above and of this one while merging: from, to, index of the rectangle. */
  spans: Int32Array;
  above: Int32Array;
  /** Rectangles in cells while merging: x0, y0, x1, y1. */
  boxes: Int32Array;
  isAllDamaged: boolean;
  generation: number;
  /** Draw list floats seen as bits. */
  view: FloatBits;
  memo: SlotMemo;
}
/**
 * Which slot the glyph at each index of the last list had: mostly the same now. Two comparisons in place of a look-up
 * take 6,000 glyphs from 0.12 ms to 0.10.
 */
interface SlotMemo {
  /** The atlas's version that the slots belong to. */
  version: number;
  ids: Int32Array;
  quarters: Uint8Array;
  slots: Int32Array;
}
interface FloatBits {
  rectsOf: Float32Array;
  rects: Int32Array;
  glyphsOf: Float32Array;
  glyphs: Int32Array;
}

/** A grid that takes the first frame for all new. `width` and `height` in device pixels. */
export function createDamageGrid(options: { atlas: Atlas; width: number; height: number }): DamageGrid {
  const none = new Float32Array(0), noBits = new Int32Array(0);
  const grid: DamageGrid = {
    atlas: options.atlas,
    width: 0,
    height: 0,
    columns: 0,
    rows: 0,
    now: noBits,
    last: noBits,
    spans: noBits,
    above: noBits,
    boxes: noBits,
    isAllDamaged: true,
    generation: options.atlas.generation,
    memo: { version: -1, ids: noBits, quarters: new Uint8Array(0), slots: noBits },
    view: { rectsOf: none, rects: noBits, glyphsOf: none, glyphs: noBits },
  };
  resizeDamage(grid, options.width, options.height);
  return grid;
}

/** The frame has a new size: everything is damaged. */
export function resizeDamage(grid: DamageGrid, width: number, height: number): void {
  const columns = (width + (1 << CELL_WIDTH_BITS) - 1) >> CELL_WIDTH_BITS;
  const rows = (height + (1 << CELL_HEIGHT_BITS) - 1) >> CELL_HEIGHT_BITS;
  grid.width = width;
  grid.height = height;
  grid.columns = columns;
  grid.rows = rows;
  grid.now = new Int32Array(columns * rows);
  grid.last = new Int32Array(columns * rows);
  grid.spans = new Int32Array(3 * (columns + 1));
  grid.above = new Int32Array(3 * (columns + 1));
  grid.boxes = new Int32Array(4 * (columns * rows + 1));
  grid.isAllDamaged = true;
}

/** The next `damageOf` answers the whole frame: after expose, resize, a new theme, a lost device. */
export function damageAll(grid: DamageGrid): void {
  grid.isAllDamaged = true;
}

/**
 * What changed since the list before, as rectangles that do not overlap, at most 8; writes them into `out` (objects in it
 * are used again) and answers their count. Starts a frame of the atlas and rasterises the glyphs it has not seen.
 */
export function damageOf(list: DrawList, grid: DamageGrid, out: DeviceRect[]): number {
  grid.atlas.nextFrame();
  if (grid.generation !== grid.atlas.generation) {
    grid.generation = grid.atlas.generation;
    grid.isAllDamaged = true;
  }
  const before = grid.now;
  grid.now = grid.last;
  grid.last = before;
  grid.now.fill(0);
  hashList(list, grid);
  if (grid.isAllDamaged) {
    grid.isAllDamaged = false;
    setRect(out, 0, 0, 0, grid.width, grid.height);
    return grid.width > 0 && grid.height > 0 ? 1 : 0;
  }
  let count = boxesOfDirtyCells(grid);
  while (count > MAX_RECTS) count = mergeCheapest(grid.boxes, count);
  const boxes = grid.boxes;
  for (let i = 0; i < count; i++) {
    const x = boxes[i * 4] << CELL_WIDTH_BITS, y = boxes[i * 4 + 1] << CELL_HEIGHT_BITS;
    const right = Math.min(grid.width, boxes[i * 4 + 2] << CELL_WIDTH_BITS);
    const bottom = Math.min(grid.height, boxes[i * 4 + 3] << CELL_HEIGHT_BITS);
    setRect(out, i, x, y, right - x, bottom - y);
  }
  return count;
}

function hashList(list: DrawList, grid: DamageGrid): void {
  const view = grid.view;
  if (view.rectsOf !== list.rects) {
    view.rectsOf = list.rects;
    view.rects = new Int32Array(list.rects.buffer);
  }
  if (view.glyphsOf !== list.glyphs) {
    view.glyphsOf = list.glyphs;
    view.glyphs = new Int32Array(list.glyphs.buffer);
  }
  readyMemo(grid, list.glyphIds.length);
  let rect = 0, glyph = 0, image = 0;
  for (let layer = 0; layer < list.layerCount; layer++) {
    const base = layer * 7, layers = list.layers;
    const left = Math.max(0, layers[base + 3]) | 0, top = Math.max(0, layers[base + 4]) | 0;
    const right = Math.min(grid.width, layers[base + 3] + layers[base + 5]) | 0;
    const bottom = Math.min(grid.height, layers[base + 4] + layers[base + 6]) | 0;
    // The clip takes part in each hash: the same glyph clipped elsewhere looks different.
    const clip = mix(mix(mix(mix(1, left), top), right), bottom);
    hashRects(list, grid, { from: rect, to: layers[base], left, top, right, bottom, clip });
    for (let i = image; i < layers[base + 2]; i++) {
      const at = i * 5, images = list.images;
      const hash = mix(
        mix(mix(mix(mix(clip, images[at]), images[at + 1]), images[at + 2]), images[at + 3]),
        images[at + 4],
      );
      const x = images[at + 1], y = images[at + 2];
      cover(
        grid,
        Math.max(x, left),
        Math.max(y, top),
        Math.min(x + images[at + 3], right),
        Math.min(y + images[at + 4], bottom),
        hash | 1,
      );
    }
    hashGlyphs(list, grid, { from: glyph, to: layers[base + 1], left, top, right, bottom, clip });
    rect = layers[base];
    glyph = layers[base + 1];
    image = layers[base + 2];
  }
}

function readyMemo(grid: DamageGrid, length: number): void {
  const { memo, atlas } = grid;
  if (memo.version === atlas.version && memo.ids.length >= length) return;
  memo.version = atlas.version;
  if (memo.ids.length < length) {
    memo.ids = new Int32Array(length);
    memo.quarters = new Uint8Array(length);
    memo.slots = new Int32Array(length);
  }
  // No quarter is 4, so nothing is taken for known.
  memo.quarters.fill(4);
}

/** One per layer, not per primitive. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly clip: number;
}

function hashRects(list: DrawList, grid: DamageGrid, part: Part): void {
  const { left, top, right, bottom, clip } = part;
  const rects = list.rects, bits = grid.view.rects, colors = list.rectColors, shapes = list.rectShapes;
  for (let i = part.from; i < part.to; i++) {
    const at = i * 4, shape = shapes[i];
    const blur = (shape >>> 16) & 0xff;
    let hash = mix(mix(clip, colors[i] | 0), shape | 0);
    hash = mix(mix(hash, bits[at]), bits[at + 1]);
    hash = mix(mix(hash, bits[at + 2]), bits[at + 3]);
    const x = (rects[at] | 0) - blur, y = (rects[at + 1] | 0) - blur;
    const x1 = x + (rects[at + 2] | 0) + 2 * blur, y1 = y + (rects[at + 3] | 0) + 2 * blur;
    cover(
      grid,
      x > left ? x : left,
      y > top ? y : top,
      x1 < right ? x1 : right,
      y1 < bottom ? y1 : bottom,
      hash,
    );
  }
}

function hashGlyphs(list: DrawList, grid: DamageGrid, part: Part): void {
  const { left, top, right, bottom, clip } = part;
  const places = list.glyphs, ids = list.glyphIds, colors = list.glyphColors;
  const atlas = grid.atlas, cells = grid.now, columns = grid.columns;
  const memoIds = grid.memo.ids, memoQuarters = grid.memo.quarters, memoSlots = grid.memo.slots;
  const version = grid.memo.version, frame = atlas.frame;
  let slots = atlas.slots;
  for (let i = part.from; i < part.to; i++) {
    // As Math.round for all that can be seen, and an integer to V8: 30 µs less for 6,000 glyphs.
    const y = ((places[i * 2 + 1] + 4096.5) | 0) - 4096;
    // Far outside: not even looked up, so that a list may hold more than is seen.
    if (y + 1024 < top || y - 1024 > bottom) continue;
    const q = ((places[i * 2] * 4 + 16384.5) | 0) - 16384;
    const x = q >> 2;
    if (x + 1024 < left || x - 1024 > right) continue;
    const id = ids[i] | 0, quarter = q & 3;
    let slot = memoSlots[i];
    if (memoIds[i] === id && memoQuarters[i] === quarter && atlas.version === version) {
      if (slot < 0) continue;
      slots.used[slot] = frame;
    } else {
      slot = atlas.find(ids[i], quarter);
      memoIds[i] = id;
      // Once this frame has evicted, nothing is remembered: the next frame starts afresh.
      memoQuarters[i] = atlas.version === version ? quarter : 4;
      memoSlots[i] = slot;
      if (slot < 0) continue;
      if (slots !== atlas.slots) slots = atlas.slots;
    }
    let x0 = x + slots.left[slot], y0 = y + slots.top[slot];
    let x1 = x0 + slots.width[slot], y1 = y0 + slots.height[slot];
    if (x0 < left) x0 = left;
    if (y0 < top) y0 = top;
    if (x1 > right) x1 = right;
    if (y1 > bottom) y1 = bottom;
    if (x0 >= x1 || y0 >= y1) continue;
    // Multiplied side by side, not one after the other: odd factors, so that no single change is lost.
    let hash = (Math.imul(clip ^ id, 0x9e3779b1) + Math.imul(colors[i], 0x85ebca6b)) ^
      (Math.imul(q, 0x27d4eb2f) + Math.imul(y, 0xc2b2ae35));
    hash ^= hash >>> 15;
    const c0 = x0 >> CELL_WIDTH_BITS, c1 = (x1 - 1) >> CELL_WIDTH_BITS;
    const r1 = (y1 - 1) >> CELL_HEIGHT_BITS;
    for (let r = y0 >> CELL_HEIGHT_BITS; r <= r1; r++) {
      for (let c = c0; c <= c1; c++) {
        const cell = r * columns + c;
        const h = cells[cell];
        cells[cell] = Math.imul(((h << 13) | (h >>> 19)) ^ hash, 0x9e3779b1) + 0x165667b1;
      }
    }
  }
}

function cover(grid: DamageGrid, x0: number, y0: number, x1: number, y1: number, hash: number): void {
  if (!(x0 < x1) || !(y0 < y1)) return;
  const cells = grid.now, columns = grid.columns;
  const c0 = x0 >> CELL_WIDTH_BITS, c1 = (x1 - 1) >> CELL_WIDTH_BITS;
  const r1 = (y1 - 1) >> CELL_HEIGHT_BITS;
  for (let r = y0 >> CELL_HEIGHT_BITS; r <= r1; r++) {
    for (let cell = r * columns + c0, end = r * columns + c1; cell <= end; cell++) {
      const h = cells[cell];
      cells[cell] = Math.imul(((h << 13) | (h >>> 19)) ^ hash, 0x9e3779b1) + 0x165667b1;
    }
  }
}

function mix(hash: number, value: number): number {
  const h = Math.imul(hash ^ value, 0x85ebca6b);
  return Math.imul(h ^ (h >>> 15), 0x9e3779b1) + 0x7f4a7c15 | 0;
}

/** Runs of dirty cells in each cell row, stacked with the row above where the run is the same. */
function boxesOfDirtyCells(grid: DamageGrid): number {
  const { columns, rows, now, last, boxes } = grid;
  let count = 0, aboveCount = 0;
  for (let row = 0; row < rows; row++) {
    let spanCount = 0;
    const spans = grid.spans, above = grid.above, base = row * columns;
    for (let c = 0; c < columns; c++) {
      if (now[base + c] === last[base + c]) continue;
      const from = c;
      while (c < columns && now[base + c] !== last[base + c]) c++;
      let box = -1;
      for (let i = 0; i < aboveCount; i++) {
        if (above[i * 3] === from && above[i * 3 + 1] === c) box = above[i * 3 + 2];
      }
      if (box < 0) {
        box = count++;
        boxes[box * 4] = from;
        boxes[box * 4 + 1] = row;
        boxes[box * 4 + 2] = c;
      }
      boxes[box * 4 + 3] = row + 1;
      spans[spanCount * 3] = from;
      spans[spanCount * 3 + 1] = c;
      spans[spanCount * 3 + 2] = box;
      spanCount++;
    }
    grid.above = spans;
    grid.spans = above;
    aboveCount = spanCount;
  }
  return count;
}

/** Merges the neighbouring pair whose union wastes least, then whatever that union now overlaps. */
function mergeCheapest(boxes: Int32Array, count: number): number {
  // Beyond this a pair search costs more than painting: all in one.
  if (count > 64) {
    for (let i = 1; i < count; i++) unite(boxes, 0, i);
    return 1;
  }
  let best = 0, bestOther = 1, bestWaste = Infinity;
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      const waste = unionArea(boxes, i, j) - area(boxes, i) - area(boxes, j);
      if (waste < bestWaste) [best, bestOther, bestWaste] = [i, j, waste];
    }
  }
  unite(boxes, best, bestOther);
  count = removeBox(boxes, bestOther, count);
  for (let i = 0; i < count;) {
    if (i === best || !overlaps(boxes, best, i)) {
      i++;
      continue;
    }
    unite(boxes, best, i);
    count = removeBox(boxes, i, count);
    if (best === count) best = i;
    i = 0;
  }
  return count;
}

function area(boxes: Int32Array, i: number): number {
  return (boxes[i * 4 + 2] - boxes[i * 4]) * (boxes[i * 4 + 3] - boxes[i * 4 + 1]);
}
function unionArea(boxes: Int32Array, i: number, j: number): number {
  const a = i * 4, b = j * 4;
  return (Math.max(boxes[a + 2], boxes[b + 2]) - Math.min(boxes[a], boxes[b])) *
    (Math.max(boxes[a + 3], boxes[b + 3]) - Math.min(boxes[a + 1], boxes[b + 1]));
}
function overlaps(boxes: Int32Array, i: number, j: number): boolean {
  const a = i * 4, b = j * 4;
  return boxes[a] < boxes[b + 2] && boxes[b] < boxes[a + 2] && boxes[a + 1] < boxes[b + 3] &&
    boxes[b + 1] < boxes[a + 3];
}
function unite(boxes: Int32Array, into: number, other: number): void {
  const a = into * 4, b = other * 4;
  boxes[a] = Math.min(boxes[a], boxes[b]);
  boxes[a + 1] = Math.min(boxes[a + 1], boxes[b + 1]);
  boxes[a + 2] = Math.max(boxes[a + 2], boxes[b + 2]);
  boxes[a + 3] = Math.max(boxes[a + 3], boxes[b + 3]);
}
function removeBox(boxes: Int32Array, i: number, count: number): number {
  boxes.copyWithin(i * 4, (count - 1) * 4, count * 4);
  return count - 1;
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
