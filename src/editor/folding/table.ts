/** Everything that may be folded in a text, packed: three columns, sorted by first line, the outer of two before the inner. */
import type { FoldKind, FoldRange } from "./types.ts";

export interface FoldTable {
  readonly firsts: Int32Array;
  readonly lasts: Int32Array;
  /** Indices into `foldKinds`. */
  readonly kinds: Uint8Array;
  readonly count: number;
}
export const foldKinds: readonly FoldKind[] = ["block", "comment", "imports", "region", "manual"];

/** From ranges in any order. Of two that start on one line the longer stays; what crosses another is left out. */
export function foldTable(ranges: Iterable<FoldRange>): FoldTable {
  const sorted = [...ranges].filter(({ first, last }) => last > first)
    .sort((a, b) => a.first - b.first || b.last - a.last);
  const kept: FoldRange[] = [];
  const open: FoldRange[] = [];
  for (const range of sorted) {
    while (open.length > 0 && open[open.length - 1].last < range.first) open.pop();
    const outer = open[open.length - 1];
    if (outer !== undefined && (range.first === outer.first || range.last > outer.last)) continue;
    kept.push(range);
    open.push(range);
  }
  return {
    firsts: Int32Array.from(kept, ({ first }) => first),
    lasts: Int32Array.from(kept, ({ last }) => last),
    kinds: Uint8Array.from(kept, ({ kind }) => foldKinds.indexOf(kind)),
    count: kept.length,
  };
}

/** Row `i` as a range. */
export function foldOfRow({ firsts, lasts, kinds }: FoldTable, i: number): FoldRange {
  return { first: firsts[i], last: lasts[i], kind: foldKinds[kinds[i]] };
}

/** How many rows start at or before `line`. */
export function rowsUpTo({ firsts, count }: FoldTable, line: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= line) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The innermost row that holds `line` (its first line counts); -1 for none. */
export function innermost(table: FoldTable, line: number): number {
  for (let i = rowsUpTo(table, line) - 1; i >= 0; i--) if (table.lasts[i] >= line) return i;
  return -1;
}
/** The row around row `i`; -1 for none. */
export function parentRow(table: FoldTable, i: number): number {
  for (let p = i - 1; p >= 0; p--) if (table.lasts[p] >= table.lasts[i]) return p;
  return -1;
}
