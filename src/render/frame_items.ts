/**
 * A frame as one sequence of items in painting order: in each layer its rects, then its images, then its runs. Owns that order, the
 * question whether two items of two frames look the same, and the copy of a frame that the next is compared with.
 * Two items are the same when kind, values and clip are, and for runs the object that was pushed: no glyph is read for it.
 */
import { createDrawList } from "./draw_list.ts";
import type { DrawList, RunGlyphs } from "./types.ts";

/** The kind of an item, above its index. */
export const RECT = 0, IMAGE = 1, RUN = 2;
const KIND_BITS = 28;
const INDEX = (1 << KIND_BITS) - 1;

/** `items` are kind << 28 | index in `list`; `layers` says which layer each belongs to. */
export interface FrameItems {
  list: DrawList;
  items: Int32Array;
  layers: Int32Array;
  count: number;
  /** Whether the frame it is compared with was this list's last: then what the list kept needs no comparison. */
  isNext: boolean;
  /** Which list's which frame that was. */
  keptOf: DrawList | null;
  keptFrame: number;
  /** The last answer to "same clip?", for another frame's layer and one of these. */
  clipOther: number;
  clipOwn: number;
  isClipSame: boolean;
}

export function createFrameItems(): FrameItems {
  return {
    list: createDrawList(),
    items: new Int32Array(512),
    layers: new Int32Array(512),
    count: 0,
    isNext: false,
    keptOf: null,
    keptFrame: -1,
    clipOther: -1,
    clipOwn: -1,
    isClipSame: false,
  };
}

export function kindOf(item: number): number {
  return item >> KIND_BITS;
}
export function indexOf(item: number): number {
  return item & INDEX;
}

/** Makes `into` the items of `list`, which it refers to. */
export function listItems(list: DrawList, into: FrameItems): void {
  const most = list.rectCount + list.imageCount + list.runCount;
  if (most > into.items.length) {
    into.items = new Int32Array(most * 2);
    into.layers = new Int32Array(most * 2);
  }
  into.list = list;
  into.isNext = into.keptOf === list && into.keptFrame === list.frame - 1;
  into.keptOf = list;
  into.keptFrame = list.frame;
  into.clipOther = -1;
  const { items, layers: layerOf } = into, layers = list.layers;
  let rect = 0, image = 0, run = 0, count = 0;
  for (let layer = 0; layer < list.layerCount; layer++) {
    const base = layer * 7;
    for (const end = layers[base]; rect < end; rect++, count++) {
      items[count] = rect;
      layerOf[count] = layer;
    }
    for (const end = layers[base + 2]; image < end; image++, count++) {
      items[count] = (IMAGE << KIND_BITS) | image;
      layerOf[count] = layer;
    }
    for (const end = layers[base + 1]; run < end; run++, count++) {
      items[count] = (RUN << KIND_BITS) | run;
      layerOf[count] = layer;
    }
  }
  into.count = count;
}

/** Whether item `i` of the last frame and `j` of this one paint the same. */
export function sameItem(a: FrameItems, i: number, b: FrameItems, j: number): boolean {
  const item = a.items[i], other = b.items[j];
  if ((item ^ other) >> KIND_BITS !== 0) return false;
  const p = item & INDEX, q = other & INDEX;
  switch (item >> KIND_BITS) {
    case RUN:
      if (p === q && b.isNext && b.list.runIsKept[q] === 1) break;
      if (!sameRun(a.list, p, b.list, q)) return false;
      break;
    case RECT:
      if (!sameRect(a.list, p, b.list, q)) return false;
      break;
    default:
      if (!sameNumbers(a.list.images, p * 5, b.list.images, q * 5, 5)) return false;
  }
  return sameClip(a, i, b, j);
}

export function sameClip(a: FrameItems, i: number, b: FrameItems, j: number): boolean {
  const layer = a.layers[i], own = b.layers[j];
  if (b.clipOther === layer && b.clipOwn === own) return b.isClipSame;
  b.clipOther = layer;
  b.clipOwn = own;
  return b.isClipSame = sameNumbers(a.list.layers, layer * 7 + 3, b.list.layers, own * 7 + 3, 4);
}

function sameRect(a: DrawList, p: number, b: DrawList, q: number): boolean {
  return a.rectColors[p] === b.rectColors[q] && a.rectShapes[p] === b.rectShapes[q] &&
    sameNumbers(a.rects, p * 4, b.rects, q * 4, 4);
}

function sameRun(a: DrawList, p: number, b: DrawList, q: number): boolean {
  // The height first: nothing else tells most pairs apart when a text scrolls.
  if (a.runPlaces[p * 3 + 1] !== b.runPlaces[q * 3 + 1]) return false;
  const run = a.runs[p], other = b.runs[q];
  if (a.runPlaces[p * 3] !== b.runPlaces[q * 3] || a.runPlaces[p * 3 + 2] !== b.runPlaces[q * 3 + 2]) {
    return false;
  }
  if (a.runColors[p] !== b.runColors[q]) return false;
  const from = a.runSpans[p * 2], count = a.runSpans[p * 2 + 1] - from;
  const otherFrom = b.runSpans[q * 2];
  if (b.runSpans[q * 2 + 1] - otherFrom !== count) return false;
  if (run === other) return from === otherFrom;
  if (run !== a.loose || other !== b.loose) return false;
  for (let k = 0; k < count; k++) {
    const m = from + k, n = otherFrom + k;
    if (run.glyphs[m] !== other.glyphs[n] || run.xs[m] !== other.xs[n] || run.ys[m] !== other.ys[n]) {
      return false;
    }
  }
  return true;
}

function sameNumbers(a: Float32Array, from: number, b: Float32Array, other: number, count: number): boolean {
  for (let i = 0; i < count; i++) if (a[from + i] !== b[other + i]) return false;
  return true;
}

/** Makes entry `at` of `last` hold what `list` has at the same index of the same kind. Not for loose glyphs. */
export function keepItem(list: DrawList, last: FrameItems, at: number): void {
  const kept = last.list, index = last.items[at] & INDEX;
  switch (last.items[at] >> KIND_BITS) {
    case RUN:
      copyRuns(list, kept, index, index + 1);
      break;
    case RECT:
      copyRects(list, kept, index, index + 1);
      break;
    default:
      copyNumbers(list.images, kept.images, index * 5, index * 5 + 5);
  }
}

/** The layers of `list`, where all else of it is kept already. */
export function keepLayers(list: DrawList, last: FrameItems): void {
  copyNumbers(list.layers, last.list.layers, 0, list.layerCount * 7);
}

function copyRects(list: DrawList, kept: DrawList, from: number, to: number): void {
  copyNumbers(list.rects, kept.rects, from * 4, to * 4);
  copyNumbers(list.rectColors, kept.rectColors, from, to);
  copyNumbers(list.rectShapes, kept.rectShapes, from, to);
}

function copyRuns(list: DrawList, kept: DrawList, from: number, to: number): void {
  copyNumbers(list.runPlaces, kept.runPlaces, from * 3, to * 3);
  copyNumbers(list.runSpans, kept.runSpans, from * 2, to * 2);
  copyNumbers(list.runColors, kept.runColors, from, to);
  for (let i = from; i < to; i++) kept.runs[i] = list.runs[i] === list.loose ? kept.loose : list.runs[i];
}

/**
 * Makes `last.list` hold what `list` holds; runs before `fromRun` are known to be there. Glyphs of runs are not copied,
 * loose ones are.
 */
export function keepFrame(list: DrawList, last: FrameItems, fromRun: number): void {
  const kept = last.list, loose: RunGlyphs = list.loose;
  growTo(kept, list);
  keepLayers(list, last);
  copyRects(list, kept, 0, list.rectCount);
  copyNumbers(list.images, kept.images, 0, list.imageCount * 5);
  copyNumbers(loose.glyphs, kept.loose.glyphs, 0, list.looseCount);
  copyNumbers(loose.xs, kept.loose.xs, 0, list.looseCount);
  copyNumbers(loose.ys, kept.loose.ys, 0, list.looseCount);
  copyRuns(list, kept, fromRun, list.runCount);
  kept.layerCount = list.layerCount;
  kept.rectCount = list.rectCount;
  kept.imageCount = list.imageCount;
  kept.runCount = list.runCount;
  kept.looseCount = list.looseCount;
}

type Numbers = Float32Array | Float64Array | Int32Array | Uint32Array;

function copyNumbers(from: Numbers, to: Numbers, at: number, end: number): void {
  // In bulk when it is much; else a view made for it would cost more than the loop.
  if (end - at > 256) to.set(from.subarray(at, end) as never, at);
  else for (let i = at; i < end; i++) to[i] = from[i];
}

/** Longer arrays for `kept`, with what they held: only part of them is written anew. */
function growTo(kept: DrawList, list: DrawList): void {
  if (kept.layers.length < list.layers.length) kept.layers = new Float32Array(list.layers.length);
  if (kept.images.length < list.images.length) kept.images = new Float32Array(list.images.length);
  if (kept.rectColors.length < list.rectColors.length) {
    kept.rects = new Float32Array(list.rects.length);
    kept.rectColors = new Uint32Array(list.rectColors.length);
    kept.rectShapes = new Uint32Array(list.rectShapes.length);
  }
  if (kept.runColors.length < list.runColors.length) {
    const { runPlaces, runSpans, runColors } = kept;
    kept.runPlaces = new Float64Array(list.runPlaces.length);
    kept.runSpans = new Int32Array(list.runSpans.length);
    kept.runColors = new Uint32Array(list.runColors.length);
    kept.runPlaces.set(runPlaces);
    kept.runSpans.set(runSpans);
    kept.runColors.set(runColors);
  }
  if (kept.loose.glyphs.length < list.loose.glyphs.length) {
    const length = list.loose.glyphs.length, before = kept.loose;
    kept.loose = {
      glyphs: new Uint32Array(length),
      xs: new Float32Array(length),
      ys: new Float32Array(length),
    };
    for (let i = 0; i < kept.runs.length; i++) if (kept.runs[i] === before) kept.runs[i] = kept.loose;
  }
}
