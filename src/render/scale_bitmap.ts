/**
 * Scales colour bitmaps by area: each target pixel is the mean of exactly the source pixels under it, weighed by
 * alpha, so that transparent borders lend no colour. For emoji strikes, which come in one or a few sizes.
 */
import type { GlyphBitmap } from "./types.ts";

/** `scale` is target pixels per source pixel. Enlarging repeats pixels. */
export function scaleColor(from: GlyphBitmap, scale: number): GlyphBitmap | null {
  const left = Math.floor(from.left * scale), top = Math.floor(from.top * scale);
  const width = Math.ceil((from.left + from.width) * scale) - left;
  const height = Math.ceil((from.top + from.height) * scale) - top;
  if (width <= 0 || height <= 0 || width > 4096 || height > 4096) return null;
  const columns = spans({
    count: width,
    start: left / scale - from.left,
    step: 1 / scale,
    limit: from.width,
  });
  const rows = spans({ count: height, start: top / scale - from.top, step: 1 / scale, limit: from.height });
  const pixels = new Uint8Array(width * height * 4);
  const area = 1 / (scale * scale);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let r = 0, g = 0, b = 0, a = 0;
      for (let sy = rows.first[y]; sy <= rows.last[y]; sy++) {
        const weightY = overlap(sy, rows, y);
        for (let sx = columns.first[x]; sx <= columns.last[x]; sx++) {
          const at = (sy * from.width + sx) * 4;
          const weight = weightY * overlap(sx, columns, x) * from.pixels[at + 3];
          r += weight * from.pixels[at];
          g += weight * from.pixels[at + 1];
          b += weight * from.pixels[at + 2];
          a += weight;
        }
      }
      if (a <= 0) continue;
      const to = (y * width + x) * 4;
      pixels[to] = Math.round(r / a);
      pixels[to + 1] = Math.round(g / a);
      pixels[to + 2] = Math.round(b / a);
      pixels[to + 3] = Math.min(255, Math.round(a / area));
    }
  }
  return { left, top, width, height, kind: "color", pixels };
}

interface Spans {
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/** Per target pixel: the source pixels it lies over. */
function spans(
  { count, start, step, limit }: { count: number; start: number; step: number; limit: number },
): Spans {
  const first = new Int32Array(count), last = new Int32Array(count);
  const from = new Float64Array(count), to = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    from[i] = start + i * step;
    to[i] = from[i] + step;
    first[i] = Math.max(0, Math.floor(from[i]));
    last[i] = Math.min(limit - 1, Math.ceil(to[i]) - 1);
  }
  return { first, last, from, to };
}

function overlap(pixel: number, along: Spans, i: number): number {
  const length = Math.min(pixel + 1, along.to[i]) - Math.max(pixel, along.from[i]);
  return length > 0 ? length : 0;
}
