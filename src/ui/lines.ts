/**
 * Places in lines of a text, whatever their length: which row holds an offset, at which x it stands,
 * which offset an x meets. Used by layout, by reveal, by hit testing and by the `Layout` that
 * commands see. Knows no window: x counts from the text's left edge.
 */
import type { LineIndex, Offset, Px, Side } from "../base/mod.ts";
import { type Caret, type Line, type Text, visibleLine } from "../editor/mod.ts";
import { cellsOfLine, cutBefore, cutEnd, type CutLine, cutLine, cutUntil } from "./long_lines.ts";
import { MAX_ROW_UNITS, type RowCache } from "./rows.ts";
import { unitAtX, visualNeighbour, xOfUnit } from "./row_places.ts";
import type { RowView } from "./row_view.ts";
import type { RowMap } from "./row_map.ts";
import { indentCells } from "./wrap_line.ts";

/** One text as it is set. */
export interface SetText {
  readonly text: Text;
  readonly rows: RowCache;
  readonly cuts: Map<LineIndex, CutLine>;
  readonly cell: number;
  readonly tabSize: number;
  readonly map: RowMap;
}
/** A row of a line: `from..to` in the document, `left` the x it starts at. */
export interface LineRow {
  readonly row: RowView;
  readonly from: Offset;
  readonly to: Offset;
  readonly left: number;
}

/** Whether a line is cut into several rows side by side. */
export function isLong(line: Line): boolean {
  return line.to - line.from > MAX_ROW_UNITS;
}

/** How a long line is cut, as far as it was asked for so far. */
export function cutOf(set: SetText, line: Line): CutLine {
  let cut = set.cuts.get(line.index);
  if (cut === undefined) set.cuts.set(line.index, cut = cutLine(line));
  return cut;
}

/** The row that starts at cut `index`. Its last row may be longer when the scan has not come further: call `cutUntil` first. */
export function cutRow(set: SetText, cut: CutLine, index: number): LineRow {
  const from = (cut.line.from + cut.units[index]) as Offset;
  const to = Math.min(cut.line.from + cutEnd(cut, index), from + MAX_ROW_UNITS) as Offset;
  const row = set.rows.measured(set.text.slice(from, to), cut.cells[index] % set.tabSize);
  return { row, from, to, left: cut.cells[index] * set.cell };
}

/** Row `index` of a wrapped line. */
export function wrappedRow(
  set: SetText,
  line: Line,
  { starts, index }: { starts: Int32Array; index: number },
): LineRow {
  const from = (line.from + starts[index]) as Offset;
  const to = (index + 1 < starts.length ? line.from + starts[index + 1] : line.to) as Offset;
  const indent = index === 0 ? 0 : wrapIndent(set, line);
  const row = set.rows.measured(set.text.slice(from, to), indent % set.tabSize);
  return { row, from, to, left: indent * set.cell };
}
/** Cells left of the rows of a line but its first. */
export function wrapIndent(set: SetText, line: Line): number {
  const { setting } = set.map;
  return indentCells(set.text.slice(line.from, Math.min(line.to, line.from + 1000) as Offset), setting);
}
/** Which row of its line a caret is in. */
export function subRowOf(set: SetText, line: Line, { at, side }: Caret): number {
  const starts = set.map.startsOf(line.index);
  if (starts === null) return 0;
  const unit = at - line.from;
  return startBefore(starts, side < 0 && unit > 0 ? unit - 1 : unit);
}
/** Index of the last start at or before `unit`. */
export function startBefore(starts: Int32Array, unit: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= unit) low = middle;
    else high = middle - 1;
  }
  return low;
}

function rowAt(set: SetText, line: Line, at: Offset, side: Side): LineRow {
  const starts = set.map.startsOf(line.index);
  if (starts !== null) return wrappedRow(set, line, { starts, index: subRowOf(set, line, { at, side }) });
  if (!isLong(line)) return wholeRow(set, line);
  const cut = cutOf(set, line);
  const unit = at - line.from;
  cutUntil(cut, set.text, { unit: unit + 1, cell: 0, tabSize: set.tabSize });
  const index = cutBefore(cut.units, side < 0 && unit > 0 ? unit - 1 : unit);
  return cutRow(set, cut, index);
}

function rowAtX(set: SetText, line: Line, x: number): LineRow {
  if (!isLong(line)) return wholeRow(set, line);
  const cut = cutOf(set, line);
  const cell = Math.max(0, x / set.cell);
  cutUntil(cut, set.text, { unit: 0, cell: cell + 1, tabSize: set.tabSize });
  return cutRow(set, cut, cutBefore(cut.cells, cell));
}

function wholeRow(set: SetText, line: Line): LineRow {
  return {
    row: set.rows.measured(set.text.slice(line.from, line.to), 0),
    from: line.from,
    to: line.to,
    left: 0,
  };
}

/** Where a caret stands in its line. */
export function xOfCaret(set: SetText, line: Line, { at, side }: Caret): Px {
  const { row, from, left } = rowAt(set, line, at, side);
  return (left + xOfUnit(row, at - from, side)) as Px;
}

/** The caret of `line` nearest to `x`; infinities are the line's ends, whichever way its text runs. */
export function caretAtX(set: SetText, line: Line, x: number, sub = 0): Caret {
  const starts = set.map.startsOf(line.index);
  if (starts !== null) {
    return caretInRow(wrappedRow(set, line, { starts, index: Math.min(sub, starts.length - 1) }), x);
  }
  if (x === -Infinity) return { at: line.from, side: 1 };
  if (x === Infinity) return { at: line.to, side: -1 };
  const { row, from, left } = rowAtX(set, line, x);
  const { unit, side } = unitAtX(row, x - left);
  return { at: (from + unit) as Offset, side };
}

/** The end of a wrapped row stays in it by its side; nothing else there asks for one. */
function caretInRow({ row, from, to, left }: LineRow, x: number): Caret {
  if (x === -Infinity) return { at: from, side: 1 };
  if (x === Infinity) return { at: to, side: -1 };
  const { unit, side } = unitAtX(row, x - left);
  return { at: (from + unit) as Offset, side };
}

/** The caret beside, as the eye sees it; past a line's end that of the line above or below, at the text's ends the caret itself. */
export function caretBeside(set: SetText, caret: Caret, to: Side): Caret {
  const line = set.text.lineAt(caret.at);
  const found = neighbourIn(set, { line, caret, to });
  if (found !== null) return found;
  const { map } = set;
  if (to < 0 && line.index > 0) {
    const above = set.text.line(
      (map.hidden.total === 0 ? line.index - 1 : visibleLine(map.hidden, line.index - 1)) as LineIndex,
    );
    return { at: above.to, side: -1 };
  }
  const below = map.nextLine(line.index);
  if (to > 0 && below < set.text.lineCount) return { at: set.text.line(below as LineIndex).from, side: 1 };
  return caret;
}

function neighbourIn(
  set: SetText,
  { line, caret, to }: { line: Line; caret: Caret; to: Side },
): Caret | null {
  // At a seam of a long line, look into the row that lies in the direction of travel.
  const isCut = isLong(line) || set.map.startsOf(line.index) !== null;
  const inside = isCut ? { at: caret.at, side: to } : caret;
  const { row, from } = rowAt(set, line, inside.at, inside.side);
  const found = visualNeighbour(row, { unit: inside.at - from, side: inside.side }, to);
  return found === null ? null : { at: (from + found.unit) as Offset, side: found.side };
}

/** How wide a line is: exact when it is one row, counted in cells when it is longer. */
export function widthOfLine(set: SetText, line: Line): number {
  return isLong(line) ? cellsOfLine(cutOf(set, line)) * set.cell : wholeRow(set, line).row.width;
}
