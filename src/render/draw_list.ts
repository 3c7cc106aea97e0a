/**
 * The draw list: one frame as packed arrays. Owns making, filling, growing and describing it; what is drawn
 * is paint's business, how it becomes pixels the painters'. Everything here runs once per primitive per frame:
 * no objects, no closures, arrays grow by doubling and never shrink.
 * Rects and images stand on whole device pixels (edges are rounded here, once); glyph origins keep their fraction.
 */
import type { DrawList, RectShape } from "./types.ts";

/** What `pushRun` needs of a `GlyphRun` or a `ShapedText`. */
export interface RunGlyphs {
  readonly glyphs: Uint32Array;
  readonly xs: Float32Array;
  readonly ys: Float32Array;
}

/** An empty list. The buffers belong to the list: read them again after a push, it may have grown. */
export function createDrawList(): DrawList {
  return {
    rects: new Float32Array(256 * 4),
    rectColors: new Uint32Array(256),
    rectShapes: new Uint32Array(256),
    rectCount: 0,
    glyphs: new Float32Array(4096 * 2),
    glyphIds: new Uint32Array(4096),
    glyphColors: new Uint32Array(4096),
    glyphCount: 0,
    images: new Float32Array(8 * 5),
    imageCount: 0,
    layers: new Float32Array(8 * 7),
    layerCount: 0,
  };
}

/** Empties the list for the next frame; keeps the memory. */
export function resetDrawList(list: DrawList): void {
  list.rectCount = 0;
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

/** Adds one glyph at a baseline origin in device pixels; `id` packs font instance << 16 | glyph. */
export function pushGlyph(list: DrawList, x: number, y: number, id: number, color: number): void {
  const at = list.glyphCount;
  if (at === list.glyphIds.length) growGlyphs(list, at + 1);
  list.glyphs[at * 2] = x;
  list.glyphs[at * 2 + 1] = y;
  list.glyphIds[at] = id;
  list.glyphColors[at] = color;
  list.glyphCount = at + 1;
}

/** Adds glyphs `from..to` of a run that stands at (x, y) in Px; `scale` turns Px into device pixels. */
export function pushRun(
  list: DrawList,
  run: RunGlyphs,
  x: number,
  y: number,
  scale: number,
  color: number,
  from = 0,
  to: number = run.glyphs.length,
): void {
  const count = to - from;
  if (count <= 0) return;
  let at = list.glyphCount;
  if (at + count > list.glyphIds.length) growGlyphs(list, at + count);
  const places = list.glyphs, ids = list.glyphIds, colors = list.glyphColors;
  const { glyphs, xs, ys } = run;
  for (let i = from; i < to; i++, at++) {
    places[at * 2] = (x + xs[i]) * scale;
    places[at * 2 + 1] = (y + ys[i]) * scale;
    ids[at] = glyphs[i];
    colors[at] = color;
  }
  list.glyphCount = at;
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
      ? list.rectCount + list.glyphCount + list.imageCount === 0
      : layers[before] === list.rectCount && layers[before + 1] === list.glyphCount &&
        layers[before + 2] === list.imageCount
  ) return;
  if ((at + 1) * 7 > layers.length) list.layers = doubled(layers, (at + 1) * 7);
  const out = list.layers, base = at * 7;
  const left = Math.round(x), top = Math.round(y);
  out[base] = list.rectCount;
  out[base + 1] = list.glyphCount;
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
  let rect = 0, glyph = 0, image = 0;
  for (let layer = 0; layer < list.layerCount; layer++) {
    const l = list.layers.subarray(layer * 7, layer * 7 + 7);
    lines.push(`layer ${l[3]},${l[4]} ${l[5]}x${l[6]}`);
    for (; rect < l[0]; rect++) lines.push("  " + describeRect(list, rect));
    for (; image < l[2]; image++) {
      const [id, x, y, w, h] = list.images.subarray(image * 5, image * 5 + 5);
      lines.push(`  image ${id} ${x},${y} ${w}x${h}`);
    }
    for (; glyph < l[1]; glyph++) {
      const id = list.glyphIds[glyph];
      const x = shortNumber(list.glyphs[glyph * 2]), y = shortNumber(list.glyphs[glyph * 2 + 1]);
      lines.push(`  glyph ${id >>> 16}:${id & 0xffff} ${x},${y} ${hexColor(list.glyphColors[glyph])}`);
    }
  }
  return lines.join("\n");
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

function growGlyphs(list: DrawList, count: number): void {
  list.glyphs = doubled(list.glyphs, count * 2);
  list.glyphIds = doubled(list.glyphIds, count);
  list.glyphColors = doubled(list.glyphColors, count);
}

function doubled<T extends Float32Array | Uint32Array>(from: T, atLeast: number): T {
  let length = from.length * 2;
  while (length < atLeast) length *= 2;
  const to = (from instanceof Float32Array ? new Float32Array(length) : new Uint32Array(length)) as T;
  to.set(from);
  return to;
}
