/**
 * Where one line is wrapped. A row's end follows from its start and the text behind it alone, within a window, so that a line
 * of a megabyte is wrapped in pieces and an edit re-wraps only until an old row start is met again. Counts cells, shapes
 * nothing. Breaks are those of UAX 14; a word longer than a row is cut between graphemes.
 */
import type { Offset } from "../base/mod.ts";
import { graphemeLengths, type Line, lineBreaks, type Text } from "../editor/mod.ts";
import { cellsOf, isMark } from "./invisible.ts";

/** How lines are wrapped: compared by value. */
export interface WrapSetting {
  /** Cells of a row, at least 2. */
  readonly columns: number;
  readonly tabSize: number;
}
/** An old wrapping of the same line: rows that start behind `from` stand again, `grown` units further right. */
export interface OldWrap {
  readonly starts: Int32Array;
  /** Up to here the line is what it was. */
  readonly until: number;
  /** From here on (counted now) it is too. */
  readonly from: number;
  readonly grown: number;
}

/** What is read behind a place to know whether it is a break. */
const LOOK_AHEAD = 8;
/** How far left of the limit breaks are looked for before a sure one is taken as the start. */
const LOOK_BACK = 24;
/** Units read at once of a long line. */
const READ_UNITS = 16_384;
/** Indentation is read no further. */
const INDENT_UNITS = 1000;
/** Units of a row, whatever cells they take: storms of marks take none. */
const ROW_UNITS = 1500;

/** The first unit of every row, the first being 0; null for a line of one row. */
export function wrapLine(
  text: Text,
  line: Line,
  { setting, old = null }: { setting: WrapSetting; old?: OldWrap | null },
): Int32Array | null {
  const length = line.to - line.from;
  if (length === 0) return null;
  const starts: number[] = [0];
  let start = 0;
  let keep = 0;
  if (old !== null) {
    // Rows that end well before the change are what they were: nothing behind their window matters to them.
    const safe = old.until - windowUnits(setting.columns);
    while (keep + 1 < old.starts.length && old.starts[keep + 1] <= safe) starts.push(old.starts[++keep]);
    start = starts[starts.length - 1];
  }
  let base = start;
  let read = text.slice(
    (line.from + base) as Offset,
    Math.min(line.to, line.from + base + READ_UNITS) as Offset,
  );
  const head = base === 0
    ? read
    : text.slice(line.from, Math.min(line.to, line.from + INDENT_UNITS) as Offset);
  const indent = indentCells(head, setting);
  const most = windowUnits(setting.columns);
  for (;;) {
    if (start - base + most > read.length && base + read.length < length) {
      base = start;
      read = text.slice(
        (line.from + base) as Offset,
        Math.min(line.to, line.from + base + READ_UNITS) as Offset,
      );
    }
    const end = rowEnd(read, start - base, {
      ...setting,
      cell: start === 0 ? 0 : indent,
      atEnd: base + read.length === length,
    });
    if (end < 0) break;
    start = base + end;
    if (start >= length) break;
    starts.push(start);
    if (old !== null && start >= old.from) {
      while (keep < old.starts.length && old.starts[keep] + old.grown < start) keep++;
      if (keep < old.starts.length && old.starts[keep] + old.grown === start && indent === indentOf(old)) {
        for (let i = keep + 1; i < old.starts.length; i++) starts.push(old.starts[i] + old.grown);
        break;
      }
    }
  }
  return starts.length === 1 ? null : Int32Array.from(starts);

  // The same start of the line means the same indent; a change inside of it moves everything.
  function indentOf({ until }: OldWrap): number {
    return until > INDENT_UNITS || until > firstText(head) ? indent : -1;
  }
}

/** Units that decide where a row ends. */
function windowUnits(columns: number): number {
  return Math.min(ROW_UNITS, columns * 2 + 64) + LOOK_AHEAD;
}

function firstText(head: string): number {
  let i = 0;
  while (i < head.length && (head.charCodeAt(i) === 32 || head.charCodeAt(i) === 9)) i++;
  return i;
}

/** Cells that the rows after the first are indented by: those of the line, unless they would leave too little room. */
export function indentCells(head: string, { columns, tabSize }: WrapSetting): number {
  let cells = 0;
  for (let i = 0; i < head.length; i++) {
    const unit = head.charCodeAt(i);
    if (unit === 9) cells += tabSize - cells % tabSize;
    else if (unit === 32) cells++;
    else return cells > columns / 2 ? 0 : cells;
  }
  return 0;
}

/** Where the row that starts at `from` ends, counted in `text`; -1 when the rest of the line fits. */
function rowEnd(
  text: string,
  from: number,
  { columns, tabSize, cell: first, atEnd }: WrapSetting & { cell: number; atEnd: boolean },
): number {
  const stop = Math.min(text.length, from + windowUnits(columns) - LOOK_AHEAD);
  let cell = first;
  let before = 0;
  let limit = from;
  while (limit < stop) {
    const unit = text.charCodeAt(limit);
    let cells = 1;
    let units = 1;
    let code = unit;
    if (unit < 0x20 || unit >= 0x7f) {
      code = text.codePointAt(limit)!;
      units = code > 0xffff ? 2 : 1;
      cells = unit === 9
        ? tabSize - cell % tabSize
        : isMark(code) || before === 0x200d
        ? 0
        : cellsOf(code, before);
    }
    if (cell + cells > columns && limit > from) break;
    cell += cells;
    before = code;
    limit += units;
  }
  if (limit >= text.length && atEnd) return -1;
  // One space may stand past the edge: where the caret's own room is.
  if (text.charCodeAt(limit) === 32) limit++;
  if (limit >= text.length && atEnd) return -1;
  // Blanks may part anywhere: a table's padding would else drag its words into the next row.
  const last = text.charCodeAt(limit - 1);
  if (last === 32 || last === 9) return limit;
  const found = breakBefore(text, { from, limit });
  return found > from ? found : graphemeCut(text, { from, limit });
}

/** The last break in `from+1..limit`; -1 without one. */
function breakBefore(text: string, { from, limit }: { from: number; limit: number }): number {
  let start = from;
  for (let at = limit - LOOK_BACK; at > from; at--) {
    if (isSureBreak(text, at)) {
      start = at;
      break;
    }
  }
  const breaks = lineBreaks(text.slice(start, Math.min(text.length, limit + LOOK_AHEAD)));
  for (let i = breaks.length - 1; i >= 0; i--) {
    const at = start + breaks[i];
    if (at <= limit && at > from) return at;
  }
  return start > from ? start : -1;
}

/** A letter, a space, then something: a break whatever stands around. */
function isSureBreak(text: string, at: number): boolean {
  if (at < 2 || text.charCodeAt(at - 1) !== 32) return false;
  const left = text.charCodeAt(at - 2) | 32;
  const right = text.charCodeAt(at);
  return left >= 0x61 && left <= 0x7a && (right >= 0x61 && right <= 0x7a || right >= 0x41 && right <= 0x5a);
}

/** The last grapheme border in `from+1..limit`; of a grapheme wider than a row its end, or what a row may hold. */
function graphemeCut(text: string, { from, limit }: { from: number; limit: number }): number {
  let at = from;
  const piece = text.slice(from, Math.min(text.length, limit + LOOK_AHEAD));
  for (const length of graphemeLengths(piece)) {
    if (at + length > limit) return at > from ? at : Math.max(from + 1, noPair(text, limit));
    at += length;
  }
  return Math.max(from + 1, Math.min(at, limit));
}
function noPair(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}
