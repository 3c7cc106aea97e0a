/**
 * Turns outlines into coverage without any system library, the same bytes on every machine: plain doubles, only + - * /.
 * Each edge adds its signed area to the cells it crosses; a running sum along the row is then the coverage. LCD
 * is the same at three times the width, through a five-tap filter. Where outlines come from is harfbuzz_io.ts's part.
 */
import type { GlyphBitmap } from "./types.ts";

/** Receives an outline, in font units, y up. */
export interface PathSink {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  quadTo(cx: number, cy: number, x: number, y: number): void;
  cubicTo(curve: CubicTo): void;
  close(): void;
}
export interface CubicTo {
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
  readonly x: number;
  readonly y: number;
}

/** An outline as line segments: x0, y0, x1, y1 in font units, y up. Reused between glyphs. */
export interface Outline {
  segments: Float64Array;
  count: number;
}

export interface OutlineSettings {
  /** Device pixels per font unit. */
  readonly scale: number;
  /** Added to x, in device pixels. */
  readonly shift: number;
  /** x grows by this for each unit of y: 0.2 leans like an italic. */
  readonly slant: number;
  /** Strokes grow by this many device pixels; 0 leaves them. */
  readonly embolden: number;
  readonly mode: "grey" | "lcd" | "none";
}

const LARGEST = 2048; // pixels a side; more is no glyph but a broken font
const CURVE_STEPS_MOST = 24;
/** Sums to 256: the light five-tap filter that keeps stems neutral. */
const LCD_TAPS = [8, 77, 86, 77, 8];

/** A sink that flattens into `outline`; `unit` is the length in font units that no chord may miss by. */
export function flattenInto(outline: Outline, unit: () => number): PathSink {
  let x = 0, y = 0, startX = 0, startY = 0;
  const line = (toX: number, toY: number) => {
    if (outline.count * 4 + 4 > outline.segments.length) {
      const more = new Float64Array(outline.segments.length * 2);
      more.set(outline.segments);
      outline.segments = more;
    }
    const at = outline.count++ * 4;
    outline.segments[at] = x;
    outline.segments[at + 1] = y;
    outline.segments[at + 2] = toX;
    outline.segments[at + 3] = toY;
    x = toX;
    y = toY;
  };
  // Comparing squares keeps the square root (and with it any doubt about rounding) out of the step count.
  const steps = (bend: number) => {
    let n = 1;
    while (n < CURVE_STEPS_MOST && bend > unit() * 8 * n * n) n++;
    return n;
  };
  return {
    moveTo(toX, toY) {
      if (x !== startX || y !== startY) line(startX, startY);
      x = startX = toX;
      y = startY = toY;
    },
    lineTo: line,
    quadTo(cx, cy, toX, toY) {
      const fromX = x, fromY = y;
      const n = steps(Math.abs(fromX - 2 * cx + toX) * 2 + Math.abs(fromY - 2 * cy + toY) * 2);
      for (let i = 1; i < n; i++) {
        const t = i / n, s = 1 - t;
        line(s * s * fromX + 2 * s * t * cx + t * t * toX, s * s * fromY + 2 * s * t * cy + t * t * toY);
      }
      line(toX, toY);
    },
    cubicTo({ ax, ay, bx, by, x: toX, y: toY }) {
      const fromX = x, fromY = y;
      const bend = Math.abs(fromX - 2 * ax + bx) + Math.abs(ax - 2 * bx + toX) +
        Math.abs(fromY - 2 * ay + by) + Math.abs(ay - 2 * by + toY);
      const n = steps(bend * 6);
      for (let i = 1; i < n; i++) {
        const t = i / n, s = 1 - t;
        const a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, d = t * t * t;
        line(a * fromX + b * ax + c * bx + d * toX, a * fromY + b * ay + c * by + d * toY);
      }
      line(toX, toY);
    },
    close() {
      if (x !== startX || y !== startY) line(startX, startY);
    },
  };
}

/** `null` when the outline has no ink. */
export function rasteriseOutline(outline: Outline, settings: OutlineSettings): GlyphBitmap | null {
  const wide = settings.mode === "lcd" ? 3 : 1;
  const box = boundsOf(outline, settings);
  if (!box) return null;
  // LCD bleeds two thirds of a pixel to both sides.
  const left = Math.floor(box.left) - (wide === 3 ? 1 : 0);
  const right = Math.ceil(box.right + settings.embolden) + (wide === 3 ? 1 : 0);
  const top = Math.floor(box.top);
  const width = Math.min(LARGEST, right - left);
  const height = Math.min(LARGEST, Math.ceil(box.bottom) - top);
  if (width <= 0 || height <= 0) return null;
  const fine = width * wide;
  const coverage = new Uint8Array(fine * height);
  // Emboldening is the union of the glyph at shifted places, at most half a pixel apart.
  const passes = settings.embolden > 0 ? 1 + Math.ceil(settings.embolden * 2) : 1;
  for (let pass = 0; pass < passes; pass++) {
    const moved = passes === 1 ? 0 : settings.embolden * pass / (passes - 1);
    const cells = accumulate(outline, {
      scaleX: settings.scale * wide,
      scaleY: settings.scale,
      slant: settings.slant,
      x: (settings.shift + moved - left) * wide,
      y: -top,
      width: fine,
      height,
    });
    resolve(cells, { width: fine, height, into: coverage });
  }
  if (settings.mode === "none") {
    for (let i = 0; i < coverage.length; i++) coverage[i] = coverage[i] >= 128 ? 255 : 0;
  }
  const pixels = wide === 3 ? filterLcd(coverage, fine) : coverage;
  return { left, top, width, height, kind: wide === 3 ? "lcd" : "grey", pixels };
}

/** The box that stands for what cannot be drawn: one pixel wide, hollow. */
export function boxBitmap(width: number, height: number): GlyphBitmap {
  const w = Math.max(3, Math.min(LARGEST, Math.round(width)));
  const h = Math.max(3, Math.min(LARGEST, Math.round(height)));
  const pixels = new Uint8Array(w * h);
  for (let x = 0; x < w; x++) pixels[x] = pixels[(h - 1) * w + x] = 255;
  for (let y = 0; y < h; y++) pixels[y * w] = pixels[y * w + w - 1] = 255;
  return { left: 0, top: -h, width: w, height: h, kind: "grey", pixels };
}

function boundsOf(outline: Outline, { scale, shift, slant }: OutlineSettings) {
  if (outline.count === 0) return null;
  let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
  for (let i = 0; i < outline.count * 4; i += 2) {
    const y = outline.segments[i + 1];
    const x = (outline.segments[i] + y * slant) * scale + shift;
    const down = -y * scale;
    if (Number.isNaN(x + down)) return null; // comparisons would pass over it
    if (x < left) left = x;
    if (x > right) right = x;
    if (down < top) top = down;
    if (down > bottom) bottom = down;
  }
  return Number.isFinite(left + right + top + bottom) ? { left, right, top, bottom } : null;
}

interface Placement {
  readonly scaleX: number;
  readonly scaleY: number;
  readonly slant: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Per cell: what the coverage changes by from this cell on. One cell more than the row is wide. */
function accumulate(outline: Outline, place: Placement): Float64Array {
  const row = place.width + 2;
  const cells = new Float64Array(row * place.height);
  const { segments } = outline;
  for (let i = 0; i < outline.count * 4; i += 4) {
    const ay = segments[i + 1], by = segments[i + 3];
    const y0 = place.y - ay * place.scaleY, y1 = place.y - by * place.scaleY;
    if (y0 === y1) continue;
    const x0 = place.x + (segments[i] + ay * place.slant) * place.scaleX;
    const x1 = place.x + (segments[i + 2] + by * place.slant) * place.scaleX;
    if (y0 < y1) edge(cells, place, { row, x0, y0, x1, y1, sign: 1 });
    else edge(cells, place, { row, x0: x1, y0: y1, x1: x0, y1: y0, sign: -1 });
  }
  return cells;
}

interface Edge {
  readonly row: number;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly sign: number;
}

function edge(cells: Float64Array, place: Placement, { row, x0, y0, x1, y1, sign }: Edge): void {
  const slope = (x1 - x0) / (y1 - y0);
  const last = Math.min(place.height - 1, Math.ceil(y1) - 1);
  for (let y = Math.max(0, Math.floor(y0)); y <= last; y++) {
    const from = Math.max(y0, y), to = Math.min(y1, y + 1);
    const dy = to - from;
    if (dy <= 0) continue;
    let a = x0 + (from - y0) * slope, b = x0 + (to - y0) * slope;
    if (a > b) {
      const swap = a;
      a = b;
      b = swap;
    }
    a = Math.max(0, Math.min(place.width, a));
    b = Math.max(0, Math.min(place.width, b));
    const first = Math.floor(a);
    const at = y * row + first;
    if (b <= first + 1) {
      // Within one cell: the part right of the edge is covered here, the rest from the next cell on.
      const right = first + 1 - (a + b) / 2;
      cells[at] += sign * dy * right;
      cells[at + 1] += sign * dy * (1 - right);
      continue;
    }
    const perX = dy / (b - a);
    let before = 0; // what the cells so far have been given
    let area = 0;
    for (let x = first; x < b; x++) {
      const enter = Math.max(a, x), leave = Math.min(b, x + 1);
      // Height gained inside this cell, weighed by how much of the cell lies right of it.
      const gained = (leave - enter) * perX;
      const covered = area + gained * (x + 1 - (enter + leave) / 2);
      cells[y * row + x] += sign * (covered - before);
      before = covered;
      area += gained;
    }
    cells[y * row + Math.ceil(b)] += sign * (dy - before);
  }
}

function resolve(
  cells: Float64Array,
  { width, height, into }: { width: number; height: number; into: Uint8Array },
) {
  const row = width + 2;
  for (let y = 0; y < height; y++) {
    let sum = 0;
    for (let x = 0; x < width; x++) {
      sum += cells[y * row + x];
      const amount = Math.min(255, Math.floor((sum < 0 ? -sum : sum) * 255 + 0.5));
      const at = y * width + x;
      if (amount > into[at]) into[at] = amount;
    }
  }
}

function filterLcd(coverage: Uint8Array, width: number): Uint8Array {
  const out = new Uint8Array(coverage.length);
  for (let start = 0; start < coverage.length; start += width) {
    for (let x = 0; x < width; x++) {
      let sum = 128;
      for (let tap = -2; tap <= 2; tap++) {
        const at = x + tap;
        if (at >= 0 && at < width) sum += coverage[start + at] * LCD_TAPS[tap + 2];
      }
      out[start + x] = Math.min(255, sum >> 8);
    }
  }
  return out;
}
