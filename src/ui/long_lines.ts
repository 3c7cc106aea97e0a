/**
 * Lines longer than a row may be: cut into rows of 256 units, of which only the visible ones are ever
 * shaped. What lies left of a cut is counted in cells, not shaped, so a 1 MB line costs a scan of its
 * units up to the place that is asked for and no more. A cut never parts a surrogate pair or a mark.
 */
import type { Offset } from "../base/mod.ts";
import type { Line, Text } from "../editor/mod.ts";
import { cellsOf, isMark } from "./invisible.ts";

/** Units of a row in a long line: a screen or two. */
const CUT_UNITS = 256;
/** A cluster longer than this is cut all the same. */
const MAX_CLUSTER = 1500;

/** Where a long line is cut, as far as anybody asked. Units from the line's start; `cells` left of each cut. */
export interface CutLine {
  readonly line: Line;
  readonly units: number[];
  readonly cells: number[];
  /** How far the scan went, the code point it saw last, and the cells up to there. */
  at: number;
  cell: number;
  before: number;
}

/** A line nobody has looked at yet. */
export function cutLine(line: Line): CutLine {
  return { line, units: [0], cells: [0], at: 0, cell: 0, before: 0 };
}

/** Goes on cutting until there is a cut past `unit` and past `cell`, or the line ends. */
export function cutUntil(
  cut: CutLine,
  text: Text,
  until: { unit: number; cell: number; tabSize: number },
): void {
  const length = cut.line.to - cut.line.from;
  while (cut.at < length && (lastOf(cut.units) <= until.unit || lastOf(cut.cells) <= until.cell)) {
    const chunk = text.chunkAt((cut.line.from + cut.at) as Offset);
    scan(cut, chunk.text, { skip: cut.line.from + cut.at - chunk.from, length, tabSize: until.tabSize });
  }
}

function scan(
  cut: CutLine,
  chunk: string,
  { skip, length, tabSize }: { skip: number; length: number; tabSize: number },
): void {
  const end = Math.min(chunk.length, skip + length - cut.at);
  let { at, cell, before } = cut;
  let last = lastOf(cut.units);
  for (let i = skip; i < end; i++) {
    const unit = chunk.charCodeAt(i);
    if (unit >= 0x20 && unit < 0x7f) {
      if (at - last >= CUT_UNITS) addCut(cut, last = at, cell);
      cell++;
      before = unit;
      at++;
      continue;
    }
    if (unit === 9) {
      if (at - last >= CUT_UNITS) addCut(cut, last = at, cell);
      cell += tabSize - cell % tabSize;
      before = unit;
      at++;
      continue;
    }
    // A pair may lie across two leaves: its second half then counts nothing and takes no cut.
    const low = unit >= 0xdc00 && unit <= 0xdfff && before >= 0xd800 && before <= 0xdbff;
    const code = i + 1 < end ? chunk.codePointAt(i)! : unit;
    const joins = low || isMark(code) || before === 0x200d;
    if (at - last >= (joins ? MAX_CLUSTER : CUT_UNITS) && !low) addCut(cut, last = at, cell);
    if (!low) cell += code >= 0xd800 && code <= 0xdbff ? 2 : cellsOf(code, before);
    before = code;
    if (code > 0xffff) {
      i++;
      at++;
    }
    at++;
  }
  cut.at = at;
  cut.cell = cell;
  cut.before = before;
}

function addCut(cut: CutLine, unit: number, cell: number): void {
  cut.units.push(unit);
  cut.cells.push(cell);
}
function lastOf(list: readonly number[]): number {
  return list[list.length - 1];
}

/** Index of the last cut at or before `value` in `units` or `cells`. */
export function cutBefore(list: readonly number[], value: number): number {
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (list[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
/** Where the row that starts at cut `index` ends, in units of the line. */
export function cutEnd(cut: CutLine, index: number): number {
  if (index + 1 < cut.units.length) return cut.units[index + 1];
  return cut.line.to - cut.line.from;
}
/** Cells of the whole line, the part not scanned yet counted as one cell a unit. */
export function cellsOfLine(cut: CutLine): number {
  return cut.cell + (cut.line.to - cut.line.from - cut.at);
}
