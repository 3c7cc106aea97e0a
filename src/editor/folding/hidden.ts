/**
 * Arithmetic on hidden lines: which line is hidden, which visible row a line is, and back. Rows here are lines that are not
 * hidden, counted from 0; wrapping comes on top of it elsewhere. All O(log folds), nothing is allocated.
 */
import type { HiddenLines } from "./types.ts";

/** Nothing is hidden. */
export const nothingHidden: HiddenLines = { spans: new Int32Array(0), before: new Int32Array(0), total: 0 };

/** From spans that are sorted and may nest or touch. */
export function hiddenFrom(pairs: readonly (readonly [first: number, last: number])[]): HiddenLines {
  if (pairs.length === 0) return nothingHidden;
  const merged: [number, number][] = [];
  for (const [first, last] of pairs) {
    const top = merged[merged.length - 1];
    // The line before a span is visible, or the two are one.
    if (top !== undefined && first <= top[1] + 1) top[1] = Math.max(top[1], last);
    else merged.push([first, last]);
  }
  const spans = new Int32Array(merged.length * 2);
  const before = new Int32Array(merged.length);
  let total = 0;
  for (let i = 0; i < merged.length; i++) {
    spans[i * 2] = merged[i][0];
    spans[i * 2 + 1] = merged[i][1];
    before[i] = total;
    total += merged[i][1] - merged[i][0] + 1;
  }
  return { spans, before, total };
}

/** How many spans start at or before `line`. */
function spansUpTo({ spans }: HiddenLines, line: number): number {
  let low = 0;
  let high = spans.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle * 2] <= line) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function isHidden(hidden: HiddenLines, line: number): boolean {
  if (hidden.total === 0) return false;
  const i = spansUpTo(hidden, line) - 1;
  return i >= 0 && line <= hidden.spans[i * 2 + 1];
}

/** The visible row of a line; of a hidden line that of the visible line above it. */
export function rowOfLine(hidden: HiddenLines, line: number): number {
  if (hidden.total === 0) return line;
  const i = spansUpTo(hidden, line) - 1;
  if (i < 0) return line;
  const last = hidden.spans[i * 2 + 1];
  if (line <= last) return hidden.spans[i * 2] - 1 - hidden.before[i];
  return line - hidden.before[i] - (last - hidden.spans[i * 2] + 1);
}

/** The line of a visible row; the inverse of `rowOfLine` for visible lines. */
export function lineOfRow(hidden: HiddenLines, row: number): number {
  if (hidden.total === 0) return row;
  const { spans, before } = hidden;
  let low = 0;
  let high = before.length;
  // Span i begins right below row spans[2i] - 1 - before[i].
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle * 2] - before[middle] <= row) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return row;
  const i = low - 1;
  return row + before[i] + spans[i * 2 + 1] - spans[i * 2] + 1;
}

/** The visible line that stands for `line`: itself, or the one its fold hangs on. */
export function visibleLine(hidden: HiddenLines, line: number): number {
  if (hidden.total === 0) return line;
  const i = spansUpTo(hidden, line) - 1;
  return i >= 0 && line <= hidden.spans[i * 2 + 1] ? hidden.spans[i * 2] - 1 : line;
}

/** Whether the lines right below `line` are hidden by a fold that hangs on it. */
export function hasFoldBelow(hidden: HiddenLines, line: number): boolean {
  if (hidden.total === 0) return false;
  const i = spansUpTo(hidden, line + 1) - 1;
  return i >= 0 && hidden.spans[i * 2] === line + 1;
}
