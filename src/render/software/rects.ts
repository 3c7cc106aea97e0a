/**
 * Rects into pixels: flat fills by row, and everything with corners by nine slices, whose corner coverage is kept
 * per shape. Translucent runs remember their last result, since what lies under them is mostly one colour.
 */
import { mixPixel, pixelOf } from "../blend.ts";
import { cornerReach, shapeCoverage } from "../shapes.ts";
import type { Canvas } from "./glyphs.ts";

/** Paints rects; holds the corner tables. */
export class RectPainter {
  readonly #corners = new Map<number, Corner>();

  /** Paints one rect of the draw list inside the canvas box; places are whole pixels. */
  paint(
    x: number,
    y: number,
    width: number,
    height: number,
    color: number,
    shape: number,
    canvas: Canvas,
  ): void {
    if (shape === 0) {
      fill(canvas, x, y, x + width, y + height, color);
      return;
    }
    const blur = (shape >>> 16) & 255;
    if (
      x - blur >= canvas.x1 || y - blur >= canvas.y1 || x + width + blur <= canvas.x0 ||
      y + height + blur <= canvas.y0
    ) return;
    const reach = shape >>> 24 === 0 ? cornerReach(shape, 65536, 65536) : 0;
    if (reach === 0 || reach * 2 > width || reach * 2 > height) {
      eachPixel(canvas, x, y, width, height, color, shape);
    } else {
      this.#nineSlices(canvas, x, y, width, height, color, shape);
    }
  }

  #nineSlices(
    canvas: Canvas,
    x: number,
    y: number,
    width: number,
    height: number,
    color: number,
    shape: number,
  ): void {
    const corner = this.#corner(shape);
    const { size, coverage } = corner;
    const blur = (shape >>> 16) & 255;
    const left = x - blur, top = y - blur, right = x + width + blur, bottom = y + height + blur;
    const x0 = Math.max(left, canvas.x0), x1 = Math.min(right, canvas.x1);
    const y1 = Math.min(bottom, canvas.y1);
    const midFrom = Math.min(Math.max(left + size, x0), x1),
      midTo = Math.max(Math.min(right - size, x1), midFrom);
    const alpha = ((color >>> 24) / 255) * 65536;
    const opaque = pixelOf(color) | 0;
    const pixels = canvas.pixels;
    for (let py = Math.max(top, canvas.y0); py < y1; py++) {
      const v = Math.min(py - top, bottom - 1 - py, size - 1) * size;
      const row = py * canvas.stride;
      for (let px = x0; px < midFrom; px++) {
        putPixel(pixels, row + px, color, opaque, Math.round(coverage[v + px - left] * alpha));
      }
      fillRun(canvas, row + midFrom, row + midTo, color, Math.round(coverage[v + size - 1] * alpha));
      for (let px = midTo; px < x1; px++) {
        putPixel(
          pixels,
          row + px,
          color,
          opaque,
          Math.round(coverage[v + Math.min(right - 1 - px, size - 1)] * alpha),
        );
      }
    }
  }

  #corner(shape: number): Corner {
    const known = this.#corners.get(shape);
    if (known !== undefined) return known;
    const blur = (shape >>> 16) & 255;
    const reach = cornerReach(shape, 65536, 65536);
    const size = reach + blur;
    const coverage = new Float32Array(size * size);
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        coverage[y * size + x] = shapeCoverage(x - blur + 0.5, y - blur + 0.5, 4 * size, 4 * size, shape);
      }
    }
    // Few shapes live in a theme; a runaway caller must not eat the memory.
    if (this.#corners.size > 64) this.#corners.clear();
    const corner = { size, coverage };
    this.#corners.set(shape, corner);
    return corner;
  }
}

/** Coverage from the outer edge inwards, `size` × `size`; the last row and column hold for all further in. */
interface Corner {
  readonly size: number;
  readonly coverage: Float32Array;
}

function fill(canvas: Canvas, left: number, top: number, right: number, bottom: number, color: number): void {
  const x0 = left > canvas.x0 ? left : canvas.x0, x1 = right < canvas.x1 ? right : canvas.x1;
  const y0 = top > canvas.y0 ? top : canvas.y0, y1 = bottom < canvas.y1 ? bottom : canvas.y1;
  if (x0 >= x1 || y0 >= y1) return;
  const { pixels, stride } = canvas;
  if (color >>> 24 === 255) {
    const value = pixelOf(color) | 0;
    if (x1 - x0 === stride) {
      pixels.fill(value, y0 * stride, y1 * stride);
      return;
    }
    for (let row = y0 * stride, end = y1 * stride; row < end; row += stride) {
      pixels.fill(value, row + x0, row + x1);
    }
    return;
  }
  const alpha = Math.round(((color >>> 24) / 255) * 65536);
  for (let row = y0 * stride, end = y1 * stride; row < end; row += stride) {
    fillRun(canvas, row + x0, row + x1, color, alpha);
  }
}

function fillRun(canvas: Canvas, from: number, to: number, color: number, alpha: number): void {
  if (alpha <= 0 || from >= to) return;
  const pixels = canvas.pixels;
  if (alpha >= 65536) {
    pixels.fill(pixelOf(color) | 0, from, to);
    return;
  }
  let under = pixels[from];
  let result = mixPixel(under, color, alpha) | 0;
  for (let at = from; at < to; at++) {
    const now = pixels[at];
    if (now !== under) {
      under = now;
      result = mixPixel(now, color, alpha) | 0;
    }
    pixels[at] = result;
  }
}

function putPixel(pixels: Int32Array, at: number, color: number, opaque: number, alpha: number): void {
  if (alpha <= 0) return;
  pixels[at] = alpha >= 65536 ? opaque : mixPixel(pixels[at], color, alpha) | 0;
}

/** Small boxes whose corners meet, and waves. */
function eachPixel(
  canvas: Canvas,
  x: number,
  y: number,
  width: number,
  height: number,
  color: number,
  shape: number,
): void {
  const blur = shape >>> 24 === 0 ? (shape >>> 16) & 255 : 0;
  const x0 = Math.max(x - blur, canvas.x0), x1 = Math.min(x + width + blur, canvas.x1);
  const y1 = Math.min(y + height + blur, canvas.y1);
  const alpha = ((color >>> 24) / 255) * 65536, opaque = pixelOf(color) | 0;
  for (let py = Math.max(y - blur, canvas.y0); py < y1; py++) {
    for (let px = x0; px < x1; px++) {
      const coverage = shapeCoverage(px - x + 0.5, py - y + 0.5, width, height, shape);
      putPixel(canvas.pixels, py * canvas.stride + px, color, opaque, Math.round(coverage * alpha));
    }
  }
}
