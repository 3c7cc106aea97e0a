/**
 * Lines longer than a row may be: cut into rows of 256 units, of which only the visible ones are ever
 * shaped. What lies left of a cut is counted in cells, not shaped, so a 1 MB line costs a scan of its
 * units up to the place that is asked for and no more. A cut never parts a surrogate pair or a mark.
 * Of a line of many megabytes only a window is cut, around the place that is asked for; what lies left of it is taken to be
 * as wide as the line's beginning is, unit for unit: exact where all characters are equally wide.
 */
import type { Offset } from "../base/mod.ts";
import type { Line, Text } from "../editor/mod.ts";
import { cellsOf, isMark } from "./invisible.ts";

/** Units of a row in a long line: a screen or two. */
const CUT_UNITS = 256;
/** Lines longer than this are cut in windows: a scan up to here takes about 4 ms. */
const HUGE_UNITS = 1 << 20;
/** Half of a window, and what it begins at multiples of. */
const WINDOW_UNITS = 1 << 15;
/** A cluster longer than this is cut all the same. */
const MAX_CLUSTER = 1500;

/** Where a long line is cut, as far as anybody asked. Units from the line's start; `cells` left of each cut. */
export interface CutLine {
  readonly line: Line;
  readonly units: number[];
  readonly cells: number[];
  /** Cells to a unit of a huge line; 0: not known yet. */
  scale: number;
  /** Where its window begins; -1: it has none. */
  window: number;
  /** How far the scan went, the code point it saw last, and the cells up to there. */
  at: number;
  cell: number;
  before: number;
}

/** A line nobody has looked at yet. */
export function cutLine(line: Line): CutLine {
  return { line, units: [0], cells: [0], scale: 0, window: -1, at: 0, cell: 0, before: 0 };
}

/** Goes on cutting until there is a cut past `unit` and past `cell`, or the line ends. */
export function cutUntil(
  cut: CutLine,
  text: Text,
  until: { unit: number; cell: number; tabSize: number },
): void {
  const length = cut.line.to - cut.line.from;
  if (length > HUGE_UNITS) return cutWindow(cut, text, until);
  while (cut.at < length && (lastOf(cut.units) <= until.unit || lastOf(cut.cells) <= until.cell)) {
    const chunk = text.chunkAt((cut.line.from + cut.at) as Offset);
    scan(cut, chunk.text, { skip: cut.line.from + cut.at - chunk.from, length, tabSize: until.tabSize });
  }
}

/** The window of a huge line that `until` lies in the middle part of. */
function cutWindow(
  cut: CutLine,
  text: Text,
  { unit, cell, tabSize }: { unit: number; cell: number; tabSize: number },
): void {
  const length = cut.line.to - cut.line.from;
  if (cut.scale === 0) {
    scanTo(cut, text, { end: WINDOW_UNITS, tabSize });
    cut.scale = cut.cell / cut.at;
  }
  const wanted = Math.min(length, Math.max(unit, cell / cut.scale));
  const start = Math.max(0, Math.floor(wanted / WINDOW_UNITS) - 1) * WINDOW_UNITS;
  if (start === cut.window) return;
  cut.window = start;
  const from = pairFree(text, cut.line.from + start) - cut.line.from;
  cut.units.length = cut.cells.length = 0;
  cut.at = from;
  cut.before = 0;
  cut.cell = Math.round(from * cut.scale);
  addCut(cut, from, cut.cell);
  scanTo(cut, text, { end: Math.min(length, start + 3 * WINDOW_UNITS), tabSize });
}
function scanTo(cut: CutLine, text: Text, { end, tabSize }: { end: number; tabSize: number }): void {
  while (cut.at < end) {
    const chunk = text.chunkAt((cut.line.from + cut.at) as Offset);
    scan(cut, chunk.text, { skip: cut.line.from + cut.at - chunk.from, length: end, tabSize });
  }
}
/** `at`, or the start of the pair that it lies in. */
function pairFree(text: Text, at: number): number {
  if (at === 0) return at;
  const [high, low] = [
    text.slice((at - 1) as Offset, at as Offset),
    text.slice(at as Offset, (at + 1) as Offset),
  ];
  return /[\ud800-\udbff]/.test(high) && /[\udc00-\udfff]/.test(low) ? at - 1 : at;
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
  const length = cut.line.to - cut.line.from;
  return cut.window < 0 ? length : Math.min(length, cut.units[index] + CUT_UNITS);
}
/** Cells of the whole line, the part not scanned yet counted as one cell a unit. */
export function cellsOfLine(cut: CutLine): number {
  if (cut.window >= 0) return Math.round((cut.line.to - cut.line.from) * cut.scale);
  return cut.cell + (cut.line.to - cut.line.from - cut.at);
}
