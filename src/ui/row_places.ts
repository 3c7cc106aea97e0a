/**
 * Reading a row: where a caret stands, which caret is nearest to an x, which stretches a selection covers,
 * what the visual neighbour is. Units are counted from the row's start, x in Px from its left edge.
 */
import type { Side } from "../base/mod.ts";
import type { RowView } from "./row_view.ts";

/** A caret inside a row. */
export interface RowCaret {
  readonly unit: number;
  readonly side: Side;
}

/** Where a caret stands. `side` tells where left-to-right and right-to-left text meet; elsewhere both agree. */
export function xOfUnit(row: RowView, unit: number, side: Side): number {
  const at = Math.max(0, Math.min(unit, row.length));
  if (row.bidi === null || at === 0) return at === 0 && row.bidi === null ? 0 : row.stops[at];
  return side < 0 ? row.bidi.trails[at - 1] : row.stops[at];
}

/** The caret nearest to `x`; never inside a grapheme. */
export function unitAtX(row: RowView, x: number): RowCaret {
  const { length, stops } = row;
  if (length === 0) return { unit: 0, side: 1 };
  if (row.bidi !== null) return bidiUnitAtX(row, x);
  if (x >= stops[length]) return { unit: length, side: -1 };
  // The last stop at or left of x, by halves: stops only grow.
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (stops[middle] <= x) low = middle;
    else high = middle - 1;
  }
  const start = graphemeStart(row, low);
  const end = graphemeEnd(row, low);
  return x - stops[start] < stops[end] - x ? { unit: start, side: 1 } : { unit: end, side: -1 };
}

function bidiUnitAtX(row: RowView, x: number): RowCaret {
  const { stops } = row;
  const { trails } = row.bidi!;
  let best: RowCaret = { unit: 0, side: 1 };
  let distance = Infinity;
  for (let unit = 0; unit < row.length; unit = graphemeEnd(row, unit)) {
    const left = Math.min(stops[unit], trails[unit]);
    const right = Math.max(stops[unit], trails[unit]);
    const off = x < left ? left - x : x > right ? x - right : 0;
    if (off >= distance) continue;
    distance = off;
    best = Math.abs(x - stops[unit]) <= Math.abs(x - trails[unit])
      ? { unit, side: 1 }
      : { unit: graphemeEnd(row, unit), side: -1 };
  }
  return best;
}

/** The first unit of the grapheme that holds `unit`. */
export function graphemeStart(row: RowView, unit: number): number {
  let at = Math.min(unit, row.length - 1);
  while (at > 0 && row.stops[at] === row.stops[at - 1] && !hasWidth(row, at - 1)) at--;
  return at;
}
/** The unit after the grapheme that holds `unit`. */
export function graphemeEnd(row: RowView, unit: number): number {
  let at = unit + 1;
  while (at < row.length && row.stops[at] === row.stops[at - 1] && !hasWidth(row, at - 1)) at++;
  return at;
}
/** In right-to-left text two neighbours may share a leading edge by chance only if one is empty; there trails decide. */
function hasWidth(row: RowView, unit: number): boolean {
  return row.bidi !== null && row.bidi.trails[unit] !== row.bidi.trails[unit + 1];
}

/**
 * Appends the stretches that units `from..to` cover, left to right where the text runs so: pairs of left and right.
 * Returns how many pairs. Bidi text gives several.
 */
export function coverOf(row: RowView, { from, to }: { from: number; to: number }, out: number[]): number {
  if (from >= to) return 0;
  if (row.bidi === null) {
    out.push(row.stops[from], row.stops[to]);
    return 1;
  }
  const { trails, levels } = row.bidi;
  let pairs = 0;
  for (let unit = from; unit < to;) {
    const level = levels[unit];
    let left = Math.min(row.stops[unit], trails[unit]);
    let right = Math.max(row.stops[unit], trails[unit]);
    let next = unit + 1;
    for (; next < to && levels[next] === level; next++) {
      left = Math.min(left, row.stops[next], trails[next]);
      right = Math.max(right, row.stops[next], trails[next]);
    }
    out.push(left, right);
    pairs++;
    unit = next;
  }
  return pairs;
}

/** The caret one place to the left or right as the eye sees it; null past the row's end. */
export function visualNeighbour(row: RowView, caret: RowCaret, to: Side): RowCaret | null {
  const x = xOfUnit(row, caret.unit, caret.side);
  if (row.bidi === null) {
    if (to < 0) return caret.unit === 0 ? null : { unit: graphemeStart(row, caret.unit - 1), side: 1 };
    return caret.unit >= row.length ? null : { unit: graphemeEnd(row, caret.unit), side: -1 };
  }
  // The grapheme whose near edge lies at the caret; its far edge is the answer.
  let best: RowCaret | null = null;
  let distance = Infinity;
  for (let unit = 0; unit < row.length; unit = graphemeEnd(row, unit)) {
    const lead = row.stops[unit];
    const trail = row.bidi.trails[unit];
    const near = to < 0 ? Math.max(lead, trail) : Math.min(lead, trail);
    const far = to < 0 ? Math.min(lead, trail) : Math.max(lead, trail);
    const off = to < 0 ? x - near : near - x;
    if (off < -0.01 || off >= distance || near === far) continue;
    distance = off;
    best = far === lead ? { unit, side: 1 } : { unit: graphemeEnd(row, unit), side: -1 };
  }
  return best;
}
