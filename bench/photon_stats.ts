/**
 * The arithmetic of the outside measurements, pure: percentiles, frame gaps, and which rows of the screen a key
 * changed. What is measured and how lies in photon_measure.ts.
 */

/** Milliseconds; `lost` keys changed nothing in time and are not among the `n`. */
export interface Summary {
  readonly n: number;
  readonly lost: number;
  readonly min: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/** The nearest-rank percentile of sorted values, `share` in 0..1. NaN for none. */
export function percentile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return NaN;
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))];
}

export function summarise(values: readonly number[], lost = 0): Summary {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    n: sorted.length,
    lost,
    min: percentile(sorted, 0),
    p50: percentile(sorted, 0.5),
    p90: percentile(sorted, 0.9),
    p99: percentile(sorted, 0.99),
    max: percentile(sorted, 1),
  };
}

/** Joins damage times less than `togetherMs` apart into frames and answers the gaps between frame starts. */
export function frameGaps(timesMs: readonly number[], togetherMs = 2): number[] {
  const gaps: number[] = [];
  let start = NaN;
  let last = NaN;
  for (const time of timesMs) {
    if (!(time - last < togetherMs)) {
      if (!Number.isNaN(start)) gaps.push(time - start);
      start = time;
    }
    last = time;
  }
  return gaps;
}

/** A horizontal strip of the screen in which two pictures differ; `toX` and `toY` are exclusive. */
export interface Strip {
  readonly fromY: number;
  readonly toY: number;
  readonly fromX: number;
  readonly toX: number;
}

/** Strips of rows where two pictures of the same size differ; rows up to `joinRows` apart make one strip. */
export function changedStrips(
  before: Uint32Array,
  after: Uint32Array,
  size: { readonly width: number; readonly joinRows?: number },
): Strip[] {
  const { width, joinRows = 3 } = size;
  const strips: Strip[] = [];
  for (let y = 0; y * width < before.length; y++) {
    let fromX = -1;
    let toX = -1;
    for (let x = 0; x < width; x++) {
      if (before[y * width + x] === after[y * width + x]) continue;
      if (fromX < 0) fromX = x;
      toX = x + 1;
    }
    if (fromX < 0) continue;
    const last = strips.at(-1);
    if (last !== undefined && y - last.toY < joinRows) {
      strips[strips.length - 1] = {
        fromY: last.fromY,
        toY: y + 1,
        fromX: Math.min(last.fromX, fromX),
        toX: Math.max(last.toX, toX),
      };
    } else strips.push({ fromY: y, toY: y + 1, fromX, toX });
  }
  return strips;
}

/**
 * The row people type in, of the strips that letters typed one after the other changed: the one whose change walked to the right
 * with each of them. A status bar changes too, but in the same place, or once all of it where a number got longer: a bench that
 * took that for the row measured another thing. Null when nothing walked.
 */
export function caretStrip(pictures: readonly (readonly Strip[])[]): Strip | null {
  let best: Strip | null = null;
  let furthest = 0;
  for (const start of pictures[0] ?? []) {
    let last = start, all = start, least = Infinity;
    for (const strips of pictures.slice(1)) {
      let walked = 0, next: Strip | null = null;
      for (const strip of strips) {
        if (last.toY <= strip.fromY || strip.toY <= last.fromY) continue;
        const by = Math.max(strip.fromX - last.fromX, strip.toX - last.toX);
        if (by > walked) [walked, next] = [by, strip];
      }
      least = Math.min(least, walked);
      if (next === null) break;
      last = next;
      all = {
        fromY: Math.min(all.fromY, last.fromY),
        toY: Math.max(all.toY, last.toY),
        fromX: Math.min(all.fromX, last.fromX),
        toX: Math.max(all.toX, last.toX),
      };
    }
    if (least === Infinity || least <= furthest) continue;
    furthest = least;
    best = all;
  }
  return best;
}

/**
 * Whether a picture holds text: at least `rows` pixel rows in which the colour changes 16 times or more. Empty
 * panes, gutters, borders and rulers change a few times in a row, text dozens of times.
 */
export function looksLikeText(
  pixels: Uint32Array,
  size: { readonly width: number; readonly rows?: number },
): boolean {
  const { width, rows = 12 } = size;
  let found = 0;
  for (let start = 0; start + width <= pixels.length; start += width) {
    let changes = 0;
    for (let i = start + 1; i < start + width; i++) if (pixels[i] !== pixels[i - 1]) changes++;
    if (changes >= 16 && ++found >= rows) return true;
  }
  return false;
}
