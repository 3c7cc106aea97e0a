/**
 * Carets, selections and underlines of the rows on screen, as packed numbers. Owns which row a caret is in where lines are
 * wrapped or cut, and how a selection covers rows; editor_view.ts asks for them once a frame.
 */
import type { Offset, Px } from "../base/mod.ts";
import type { Range, Selection } from "../editor/mod.ts";
import { SIZE } from "./metrics.ts";
import { coverOf, xOfUnit } from "./row_places.ts";
import type { Box, PlacedRow } from "./view.ts";

/** What editor_view.ts shows of a selection. */
export interface Marks {
  readonly carets: readonly number[];
  readonly mainCaret: number;
  readonly selections: readonly number[];
  readonly hints: readonly number[];
}
interface MarkSource {
  readonly rows: readonly PlacedRow[];
  readonly selection: Selection | null;
  readonly text: Box;
  readonly scroll: { readonly x: Px };
  readonly lineHeight: number;
  readonly cell: number;
  readonly preedit: { readonly head: Offset } | null;
  /** Carets stand on characters: that of a selection forwards on its last one. */
  readonly onCharacter: boolean;
  readonly wraps: "yes" | "no";
}

/** With one caret more, where dragged text would land. */
export function withDrop(selection: Selection | null, at: Offset): Selection | null {
  if (selection === null) return null;
  const ranges = [...selection.ranges, { anchor: at, head: at }].sort((a, b) => startOf(a) - startOf(b));
  return { ranges, main: ranges.indexOf(selection.ranges[selection.main]) };
}

/** Carets and selections of the visible rows, however many ranges there are elsewhere. */
export function marksOf(source: MarkSource): Marks {
  const { rows, selection, text, scroll, lineHeight, cell, wraps } = source;
  if (selection === null) {
    return { carets: NONE, mainCaret: -1, selections: NONE, hints: NONE };
  }
  const carets: number[] = [];
  const selections: number[] = [];
  let hints: number[] | null = null;
  const cover: number[] = [];
  const { ranges, main } = selection;
  let mainCaret = -1;
  const originX = text.x - scroll.x;
  const right = text.x + text.width;
  const end = endOf(ranges[ranges.length - 1]);
  for (let r = firstRow(rows, startOf(ranges[0])); r < rows.length && rows[r].from <= end; r++) {
    const placed = rows[r];
    const { row, from, to, left, top, continues } = placed;
    for (let i = firstRange(ranges, from); i < ranges.length; i++) {
      const range = ranges[i];
      const start = startOf(range);
      const end = endOf(range);
      if (start > to) break;
      if (start < end) {
        cover.length = 0;
        coverOf(
          row,
          { from: rowUnit(placed, Math.max(start, from)), to: rowUnit(placed, Math.min(end, to)) },
          cover,
        );
        for (let c = 0; c < cover.length; c += 2) {
          pushCover(selections, {
            left: originX + left + cover[c],
            right: originX + left + cover[c + 1],
            top,
            lineHeight,
            text,
          });
        }
        // A selected line end shows as half a cell.
        if (end > to && start <= to && !continues) {
          const at = originX + left + row.width;
          pushCover(selections, { left: at, right: at + cell / 2, top, lineHeight, text });
        }
      }
      const head = source.onCharacter && range.head > range.anchor ? range.head - 1 as Offset : range.head;
      const side = range.side ?? 1;
      if (head < from || head > to) continue;
      // Where a line is wrapped, the side says which row the caret is in; where it is cut side by side, it is the right one.
      if (head === to && continues && (wraps === "no" || side > 0)) continue;
      if (wraps === "yes" && head === from && side < 0 && left > 0) continue;
      if (wraps === "yes" && head === from && side < 0 && r > 0 && rows[r - 1].line === placed.line) continue;
      const isMain = i === main;
      const unit = isMain && placed.preedit !== null
        ? placed.preedit.at + placed.preedit.caret
        : rowUnit(placed, head);
      const x = originX + left + xOfUnit(row, unit, side);
      if (x < text.x - 1 || x >= right) continue;
      if (isMain) mainCaret = carets.length / 3;
      carets.push(x, top + SIZE.caretInset, lineHeight - 2 * SIZE.caretInset);
      if (row.bidi !== null && row.length > 0) {
        const { levels } = row.bidi;
        const level = levels[side < 0 && unit > 0 || unit >= row.length ? unit - 1 : unit];
        (hints ??= []).push(x, top + SIZE.caretInset, (level & 1) === 1 ? -1 : 1);
      }
    }
  }
  return { carets, mainCaret, selections, hints: hints ?? NONE };
}
const startOf = ({ anchor, head }: Range): number => anchor < head ? anchor : head;
const endOf = ({ anchor, head }: Range): number => anchor < head ? head : anchor;
/** Index of the first row that ends at or after `at`. */
function firstRow(rows: readonly PlacedRow[], at: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle].to < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function pushCover(
  out: number[],
  { left, right, top, lineHeight, text }: {
    left: number;
    right: number;
    top: number;
    lineHeight: number;
    text: Box;
  },
): void {
  const from = Math.max(left, text.x);
  const to = Math.min(right, text.x + text.width);
  if (to <= from) return;
  const n = out.length;
  // Touching pieces of one row become one, so that no seam shows at fractional scales.
  if (n >= 4 && out[n - 3] === top && Math.abs(out[n - 4] + out[n - 2] - from) < 0.01) {
    out[n - 2] = to - out[n - 4];
    return;
  }
  out.push(from, top, to - from, lineHeight);
}

/** Index of the first range that ends at or after `at`. */
function firstRange(ranges: readonly Range[], at: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (endOf(ranges[middle]) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The row's unit for an offset of the document: text being composed pushes what follows. */
export function rowUnit(placed: PlacedRow, at: number): number {
  const unit = at - placed.from;
  const preedit = placed.preedit;
  return preedit !== null && unit > preedit.at ? unit + preedit.length : unit;
}

/** Stride 3: x, baseline and width under text that is being composed. */
export function underlinesOf(
  { rows, text, scroll, baseline }: {
    rows: readonly PlacedRow[];
    text: Box;
    scroll: { readonly x: Px };
    baseline: number;
  },
): readonly number[] {
  const out: number[] = [];
  for (let i = 0; i < rows.length; i++) {
    const { preedit, row, left, top } = rows[i];
    if (preedit === null) continue;
    const cover: number[] = [];
    coverOf(row, { from: preedit.at, to: preedit.at + preedit.length }, cover);
    for (let c = 0; c < cover.length; c += 2) {
      out.push(text.x - scroll.x + left + cover[c], top + baseline + 3, cover[c + 1] - cover[c]);
    }
  }
  return out;
}
const NONE: readonly number[] = [];
