/**
 * The draw list: one frame as packed arrays. Owns making, filling, growing and describing it; what is drawn
 * is paint's business, how it becomes pixels the painters'. Everything here runs once per primitive per frame:
 * no objects, no closures, arrays grow by doubling and never shrink.
 * Rects and images stand on whole device pixels (edges are rounded here, once); glyph origins keep their fraction.
 * A run is one entry that refers to the shaped glyphs. Copying them costs a typed key more than all else in paint, because
 * between keys the caches go cold: a screen of 2,200 glyphs is 35 KB copied, its 75 runs are 4 KB.
 */
import { createBlocks, resetBlocks } from "./list_blocks.ts";
import type { DrawList, RectShape, RunGlyphs } from "./types.ts";

/** An empty list. The buffers belong to the list: read them again after a push, it may have grown. */
export function createDrawList(): DrawList {
  return {
    rects: new Float32Array(256 * 4),
    rectColors: new Uint32Array(256),
    rectShapes: new Uint32Array(256),
    rectCount: 0,
    runs: [],
    runPlaces: new Float64Array(256 * 3),
    runSpans: new Int32Array(256 * 2),
    runIsWhole: new Uint8Array(256),
    runBounds: new Float32Array(256 * 4),
    runColors: new Uint32Array(256),
    runIsKept: new Uint8Array(256),
    runCount: 0,
    loose: looseGlyphs(16),
    looseCount: 0,
    glyphCount: 0,
    images: new Float32Array(8 * 5),
    imageCount: 0,
    layers: new Float32Array(8 * 7),
    layerCount: 0,
    blocks: createBlocks(),
    frame: 0,
  };
}

/** Empties the list for the next frame; keeps the memory. Blocks are not taken over from a frame with another context or scale. */
export function resetDrawList(list: DrawList, context: object | null = null, scale = 1): void {
  resetBlocks(list.blocks, context, scale);
  list.frame++;
  list.rectCount = 0;
  list.runCount = 0;
  list.looseCount = 0;
  list.glyphCount = 0;
  list.imageCount = 0;
  list.layerCount = 0;
}

/** A colour as the lists hold it: bytes R, G, B, A in memory order, straight alpha; channels 0..255. */
export function rgba(r: number, g: number, b: number, a = 255): number {
  return ((a << 24) | (b << 16) | (g << 8) | r) >>> 0;
}

/** The same colour with its alpha replaced; `alpha` 0..255. */
export function withAlpha(color: number, alpha: number): number {
  return ((color & 0xffffff) | (alpha << 24)) >>> 0;
}

/** Corner radius, border and blur in device pixels, each rounded and held within 0..255. */
export function packShape(radius: number, border = 0, blur = 0, shape: RectShape = 0): number {
  return (byte(radius) | (byte(border) << 8) | (byte(blur) << 16) | (shape << 24)) >>> 0;
}
/** A filled box with square corners. */
export const PLAIN = 0;
/** A wave as wide as its rect, one pixel thick; one period is twice the rect's height. */
export const SQUIGGLE = packShape(0, 1, 0, 1);

/**
 * Adds a rect in device pixels; both edges are rounded, so that neighbours meet, and what has a size keeps at least one pixel.
 * With blur the rect is the box that throws the shadow: the shadow reaches `blur` pixels beyond it.
 */
export function pushRect(
  list: DrawList,
  x: number,
  y: number,
  width: number,
  height: number,
  color: number,
  shape: number = PLAIN,
): void {
  if (!(width > 0) || !(height > 0) || color >>> 24 === 0) return;
  const at = list.rectCount;
  if (at === list.rectColors.length) growRects(list);
  const left = Math.round(x), top = Math.round(y);
  const right = Math.round(x + width), bottom = Math.round(y + height);
  const rects = list.rects, base = at * 4;
  rects[base] = left;
  rects[base + 1] = top;
  rects[base + 2] = right > left ? right - left : 1;
  rects[base + 3] = bottom > top ? bottom - top : 1;
  list.rectColors[at] = color;
  list.rectShapes[at] = shape;
  list.rectCount = at + 1;
}

/** Adds one glyph at a baseline origin in device pixels; `id` packs font instance << 16 | glyph. For text, `pushRun`. */
export function pushGlyph(list: DrawList, x: number, y: number, id: number, color: number): void {
  const at = list.looseCount;
  if (at === list.loose.glyphs.length) growLoose(list);
  const { glyphs, xs, ys } = list.loose;
  glyphs[at] = id;
  xs[at] = x;
  ys[at] = y;
  list.looseCount = at + 1;
  const last = list.runCount - 1, bounds = list.runBounds;
  const layerFrom = list.layerCount === 0 ? 0 : list.layers[(list.layerCount - 1) * 7 + 1];
  if (
    last < layerFrom || last < list.blocks.firstRun || list.runs[last] !== list.loose ||
    list.runColors[last] !== color
  ) {
    pushRun(list, list.loose, 0, 0, 1, color, at, at + 1);
    return;
  }
  list.glyphCount++;
  list.runSpans[last * 2 + 1] = at + 1;
  if (xs[at] < bounds[last * 4]) bounds[last * 4] = x;
  if (ys[at] < bounds[last * 4 + 1]) bounds[last * 4 + 1] = y;
  if (xs[at] > bounds[last * 4 + 2]) bounds[last * 4 + 2] = x;
  if (ys[at] > bounds[last * 4 + 3]) bounds[last * 4 + 3] = y;
}

/**
 * Adds glyphs `from..to` of a run (all of it by default) that stands at (x, y) in Px; `scale` turns Px into device pixels. The run is referred to,
 * not copied: it must stay as it is. O(1) where the last frame had the same run in the same place of the list.
 */
export function pushRun(
  list: DrawList,
  run: RunGlyphs,
  x: number,
  y: number,
  scale: number,
  color: number,
  from = 0,
  to = -1,
): void {
  const at = list.runCount;
  if (at === list.runColors.length) growRuns(list);
  const places = list.runPlaces, base = at * 3;
  if (to < 0 && from === 0) {
    // The run itself is not looked at where it was last frame: each look is a cache miss or two in a typed key.
    if (list.runs[at] !== run || list.runIsWhole[at] === 0) {
      if (run.glyphs.length === 0) return;
      setRun(list, at, run, 0, run.glyphs.length);
      list.runIsWhole[at] = 1;
    }
  } else {
    if (to < 0) to = run.glyphs.length;
    if (to <= from) return;
    setRun(list, at, run, from, to);
    list.runIsWhole[at] = 0;
  }
  places[base] = x;
  places[base + 1] = y;
  places[base + 2] = scale;
  list.runColors[at] = color;
  list.runIsKept[at] = 0;
  list.glyphCount += list.runSpans[at * 2 + 1] - list.runSpans[at * 2];
  list.runCount = at + 1;
}

/** What entry `at` shows, and its bounds. */
function setRun(list: DrawList, at: number, run: RunGlyphs, from: number, to: number): void {
  list.runs[at] = run;
  list.runSpans[at * 2] = from;
  list.runSpans[at * 2 + 1] = to;
  boundRun(list, at);
}

function boundRun(list: DrawList, at: number): void {
  const { xs, ys } = list.runs[at], to = list.runSpans[at * 2 + 1];
  let i = list.runSpans[at * 2];
  let x0 = xs[i], y0 = ys[i], x1 = x0, y1 = y0;
  for (i++; i < to; i++) {
    const x = xs[i], y = ys[i];
    if (x < x0) x0 = x;
    else if (x > x1) x1 = x;
    if (y < y0) y0 = y;
    else if (y > y1) y1 = y;
  }
  const bounds = list.runBounds, base = at * 4;
  bounds[base] = x0;
  bounds[base + 1] = y0;
  bounds[base + 2] = x1;
  bounds[base + 3] = y1;
}

/** Adds an image by its id, stretched to a rect in device pixels. The pixels behind an id never change. */
export function pushImage(
  list: DrawList,
  id: number,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  if (!(width > 0) || !(height > 0)) return;
  const at = list.imageCount;
  if ((at + 1) * 5 > list.images.length) list.images = doubled(list.images, (at + 1) * 5);
  const images = list.images, base = at * 5;
  const left = Math.round(x), top = Math.round(y);
  images[base] = id;
  images[base + 1] = left;
  images[base + 2] = top;
  images[base + 3] = Math.max(1, Math.round(x + width) - left);
  images[base + 4] = Math.max(1, Math.round(y + height) - top);
  list.imageCount = at + 1;
}

/**
 * Ends a layer: all pushed since the last end lies over earlier layers and is clipped to this rect (device pixels, rounded).
 * Nothing is drawn that no layer holds. A layer without content is not kept.
 */
export function endLayer(list: DrawList, x: number, y: number, width: number, height: number): void {
  const at = list.layerCount;
  const before = (at - 1) * 7;
  const layers = list.layers;
  if (
    at === 0
      ? list.rectCount + list.runCount + list.imageCount === 0
      : layers[before] === list.rectCount && layers[before + 1] === list.runCount &&
        layers[before + 2] === list.imageCount
  ) return;
  if ((at + 1) * 7 > layers.length) list.layers = doubled(layers, (at + 1) * 7);
  const out = list.layers, base = at * 7;
  const left = Math.round(x), top = Math.round(y);
  out[base] = list.rectCount;
  out[base + 1] = list.runCount;
  out[base + 2] = list.imageCount;
  out[base + 3] = left;
  out[base + 4] = top;
  out[base + 5] = Math.max(0, Math.round(x + width) - left);
  out[base + 6] = Math.max(0, Math.round(y + height) - top);
  list.layerCount = at + 1;
}

/** The list as text, a line per primitive, for tests. Not for the hot path. */
export function describeDrawList(list: DrawList): string {
  const lines: string[] = [];
  let rect = 0, run = 0, image = 0;
  for (let layer = 0; layer < list.layerCount; layer++) {
    const l = list.layers.subarray(layer * 7, layer * 7 + 7);
    lines.push(`layer ${l[3]},${l[4]} ${l[5]}x${l[6]}`);
    for (; rect < l[0]; rect++) lines.push("  " + describeRect(list, rect));
    for (; image < l[2]; image++) {
      const [id, x, y, w, h] = list.images.subarray(image * 5, image * 5 + 5);
      lines.push(`  image ${id} ${x},${y} ${w}x${h}`);
    }
    for (; run < l[1]; run++) describeRun(list, run, lines);
  }
  return lines.join("\n");
}

function describeRun(list: DrawList, at: number, lines: string[]): void {
  const { glyphs, xs, ys } = list.runs[at];
  const [x, y, scale] = list.runPlaces.subarray(at * 3, at * 3 + 3);
  for (let i = list.runSpans[at * 2]; i < list.runSpans[at * 2 + 1]; i++) {
    const place = `${shortNumber((x + xs[i]) * scale)},${shortNumber((y + ys[i]) * scale)}`;
    lines.push(`  glyph ${glyphs[i] >>> 16}:${glyphs[i] & 0xffff} ${place} ${hexColor(list.runColors[at])}`);
  }
}

function describeRect(list: DrawList, at: number): string {
  const [x, y, w, h] = list.rects.subarray(at * 4, at * 4 + 4);
  const shape = list.rectShapes[at];
  let text = `${shape >>> 24 === 1 ? "squiggle" : "rect"} ${x},${y} ${w}x${h} ${
    hexColor(list.rectColors[at])
  }`;
  if (shape & 0xff) text += ` radius ${shape & 0xff}`;
  if (shape >>> 24 === 0 && (shape >>> 8) & 0xff) text += ` border ${(shape >>> 8) & 0xff}`;
  if ((shape >>> 16) & 0xff) text += ` blur ${(shape >>> 16) & 0xff}`;
  return text;
}

function hexColor(color: number): string {
  const pair = (value: number) => (value & 255).toString(16).padStart(2, "0");
  const alpha = color >>> 24;
  return `#${pair(color)}${pair(color >>> 8)}${pair(color >>> 16)}${alpha === 255 ? "" : pair(alpha)}`;
}

function shortNumber(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function byte(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)));
}

function growRects(list: DrawList): void {
  const count = list.rectCount + 1;
  list.rects = doubled(list.rects, count * 4);
  list.rectColors = doubled(list.rectColors, count);
  list.rectShapes = doubled(list.rectShapes, count);
}

function growRuns(list: DrawList): void {
  const count = list.runCount + 1;
  list.runPlaces = doubled(list.runPlaces, count * 3);
  list.runSpans = doubled(list.runSpans, count * 2);
  list.runBounds = doubled(list.runBounds, count * 4);
  list.runColors = doubled(list.runColors, count);
  list.runIsWhole = doubled(list.runIsWhole, count);
  list.runIsKept = doubled(list.runIsKept, count);
}

/** New buffers, and all runs of the old ones are of the new ones. */
function growLoose(list: DrawList): void {
  const { loose, runs } = list;
  const { glyphs, xs, ys } = loose;
  list.loose = {
    glyphs: doubled(glyphs, glyphs.length + 1),
    xs: doubled(xs, xs.length + 1),
    ys: doubled(ys, ys.length + 1),
  };
  for (let i = 0; i < runs.length; i++) if (runs[i] === loose) runs[i] = list.loose;
}

function looseGlyphs(length: number): RunGlyphs {
  return { glyphs: new Uint32Array(length), xs: new Float32Array(length), ys: new Float32Array(length) };
}

function doubled<T extends Float32Array | Float64Array | Uint32Array | Int32Array | Uint8Array>(
  from: T,
  atLeast: number,
): T {
  let length = from.length * 2;
  while (length < atLeast) length *= 2;
  const to = new (from.constructor as new (length: number) => T)(length);
  to.set(from);
  return to;
}
