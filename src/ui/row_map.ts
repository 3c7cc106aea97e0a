/**
 * Visual rows: which row a line begins at and which line a row belongs to, with soft wraps and folds counted. Blocks of lines
 * with prefix sums; a block is wrapped when somebody looks at it and estimated before, so that ten million lines open at
 * once. Follows the text edit by edit. A memo: owned by the chain of views, one for each view.
 */
import type { LineIndex, Offset } from "../base/mod.ts";
import {
  type Changes,
  type HiddenLines,
  isHidden,
  lineOfRow,
  rowOfLine,
  type Text,
  visibleLine,
} from "../editor/mod.ts";
import { wrapLine, type WrapSetting } from "./wrap_line.ts";

/** What rows are counted for. `columns` 0: lines are not wrapped. */
export interface RowsOf extends WrapSetting {
  readonly text: Text;
  readonly hidden: HiddenLines;
}

const BLOCK_LINES = 128;
/** Lines that one edit wraps at once; what is put in beyond is wrapped when it is looked at. */
const WRAP_AT_ONCE = 256;
/** A text of at most so many units is measured whole, so that its scrollbar does not learn while one scrolls. */
const WHOLE_UNITS = 200_000;
/** Rows around a place that are measured before it is numbered, so that moving from it by a page lands right. */
const NEAR_ROWS = 400;

interface Block {
  lines: number;
  /** Visual rows of the lines that are not hidden; estimated while `starts` is null. */
  rows: number;
  /** By line: the units its rows start at; null for a line of one row. */
  starts: (Int32Array | null)[] | null;
}

export class RowMap {
  /** Whether every line is one row. */
  isPlain: boolean;
  /** The text now, while `isPlain`. */
  #plainText: Text;
  #of: RowsOf;
  #blocks: Block[] = [];
  /** Lines and rows left of each block, right up to `#fresh` blocks. */
  #linesBefore: number[] = [];
  #rowsBefore: number[] = [];
  #fresh = 0;
  #estimate = 1;

  constructor(of: RowsOf) {
    this.#of = of;
    this.#plainText = of.text;
    this.isPlain = of.columns === 0 && of.hidden.total === 0;
    this.#build();
  }

  get isWrapped(): boolean {
    return this.#of.columns > 0;
  }
  get setting(): WrapSetting {
    return this.#of;
  }
  get hidden(): HiddenLines {
    return this.#of.hidden;
  }

  /** The next text of one that is neither wrapped nor folded, before and now: what a typed key comes to. */
  goOn(text: Text): void {
    this.#plainText = text;
  }

  /** Takes over another text, width or folds; `change` leads from the text it knew, or null. */
  follow(of: RowsOf, change: Changes | null): void {
    const was = this.#of;
    if (
      was.text === of.text && was.hidden === of.hidden && was.columns === of.columns &&
      was.tabSize === of.tabSize
    ) {
      return;
    }
    this.#of = of;
    this.#plainText = of.text;
    this.isPlain = of.columns === 0 && of.hidden.total === 0;
    if (of.columns === 0) {
      this.#blocks = [];
      return;
    }
    const isSame = was.columns === of.columns && was.tabSize === of.tabSize;
    if (!isSame || (was.text !== of.text && change === null)) {
      this.#build();
      return;
    }
    if (was.text !== of.text) this.#edit(was.text, change!);
    if (was.hidden !== of.hidden || of.hidden.total > 0) this.#recount();
    this.#measureSmall();
  }
  get text(): Text {
    return this.isPlain ? this.#plainText : this.#of.text;
  }

  /** Measures everything of a text that is small enough. */
  #measureSmall(): void {
    if (this.#of.text.length > WHOLE_UNITS) return;
    for (let i = 0; i < this.#blocks.length; i++) if (this.#blocks[i].starts === null) this.#measured(i);
  }

  /** Visual rows of the document, at least 1. */
  get rowCount(): number {
    const { columns, hidden } = this.#of;
    if (columns === 0) return this.text.lineCount - hidden.total;
    this.#sum();
    const last = this.#blocks.length - 1;
    return Math.max(1, this.#rowsBefore[last] + this.#blocks[last].rows);
  }

  /** The first row of a line; of a hidden line that of the visible one it hangs on. What lies above is estimated where nobody looked. */
  rowOfLine(index: number): number {
    const { columns, hidden } = this.#of;
    if (columns === 0) return rowOfLine(hidden, index);
    const line = visibleLine(hidden, index);
    const b = this.#blockOf(line);
    const { starts } = this.#measured(b);
    this.#sum();
    let row = this.#rowsBefore[b];
    const first = this.#linesBefore[b];
    for (let i = first; i < line; i++) row += this.#rowsAt(starts[i - first], i);
    return row;
  }

  /** The line of a row, within the document. */
  lineOfRow(row: number): LineIndex {
    const { columns, hidden } = this.#of;
    const { text } = this;
    const wanted = Math.max(0, Math.floor(row));
    if (columns === 0) {
      return Math.min(lineOfRow(hidden, wanted), visibleLine(hidden, text.lineCount - 1)) as LineIndex;
    }
    for (;;) {
      this.#sum();
      const b = lastAtMost(this.#rowsBefore, wanted);
      if (this.#blocks[b].starts === null) {
        this.#measured(b);
        continue;
      }
      return this.#lineIn(b, wanted);
    }
  }
  #lineIn(b: number, row: number): LineIndex {
    const starts = this.#blocks[b].starts!;
    const first = this.#linesBefore[b];
    let at = this.#rowsBefore[b];
    let last = -1;
    for (let i = 0; i < starts.length; i++) {
      const rows = this.#rowsAt(starts[i], first + i);
      if (rows === 0) continue;
      last = first + i;
      at += rows;
      if (at > row) return last as LineIndex;
    }
    // Past the end, or in a block that is hidden whole: the nearest visible line above.
    return visibleLine(this.#of.hidden, last < 0 ? first : last) as LineIndex;
  }

  /** The units that the rows of a line start at; null for one row. */
  startsOf(line: number): Int32Array | null {
    if (this.#of.columns === 0) return null;
    const b = this.#blockOf(line);
    const { starts } = this.#measured(b);
    this.#sum();
    return starts[line - this.#linesBefore[b]];
  }

  /** Measures around a line, so that rows counted from it are exact for some screens. */
  lookAround(line: number): void {
    if (this.#of.columns === 0) return;
    const b = this.#blockOf(line);
    this.#measured(b);
    for (let i = b - 1, rows = 0; i >= 0 && rows < NEAR_ROWS; i--) rows += this.#measured(i).rows;
    for (let i = b + 1, rows = 0; i < this.#blocks.length && rows < NEAR_ROWS; i++) {
      rows += this.#measured(i).rows;
    }
  }

  /** The next line that is not hidden, or `lineCount` past the last one. */
  nextLine(line: number): number {
    const { hidden } = this.#of;
    const { text } = this;
    let next = line + 1;
    if (hidden.total === 0) return next;
    const { spans } = hidden;
    let low = 0;
    let high = spans.length / 2;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (spans[middle * 2 + 1] < next) low = middle + 1;
      else high = middle;
    }
    if (low * 2 < spans.length && spans[low * 2] <= next) next = spans[low * 2 + 1] + 1;
    return Math.min(next, text.lineCount);
  }

  #rowsAt(starts: Int32Array | null, line: number): number {
    const { hidden } = this.#of;
    if (hidden.total > 0 && isHidden(hidden, line)) return 0;
    return starts === null ? 1 : starts.length;
  }

  #build(): void {
    const { text, columns } = this.#of;
    this.#blocks = [];
    this.#fresh = 0;
    if (columns === 0) return;
    this.#estimate = Math.max(1, text.length / text.lineCount / columns);
    for (let line = 0; line < text.lineCount; line += BLOCK_LINES) {
      this.#blocks.push({ lines: Math.min(BLOCK_LINES, text.lineCount - line), rows: 0, starts: null });
    }
    this.#recount();
    this.#measureSmall();
  }

  /** Rows of each block, from what is measured or estimated. */
  #recount(): void {
    let line = 0;
    for (const block of this.#blocks) {
      block.rows = this.#countRows(block, line);
      line += block.lines;
    }
    this.#fresh = 0;
  }
  #countRows({ lines, starts }: Block, first: number): number {
    const { hidden } = this.#of;
    if (starts === null) {
      const shown = hidden.total === 0 ? lines : lines - hiddenIn(hidden, first, first + lines);
      return shown === 0 ? 0 : Math.max(shown, Math.round(shown * this.#estimate));
    }
    let rows = 0;
    for (let i = 0; i < lines; i++) rows += this.#rowsAt(starts[i], first + i);
    return rows;
  }

  #sum(): void {
    const blocks = this.#blocks;
    for (let i = this.#fresh; i < blocks.length; i++) {
      this.#linesBefore[i] = i === 0 ? 0 : this.#linesBefore[i - 1] + blocks[i - 1].lines;
      this.#rowsBefore[i] = i === 0 ? 0 : this.#rowsBefore[i - 1] + blocks[i - 1].rows;
    }
    this.#fresh = blocks.length;
    this.#linesBefore.length = this.#rowsBefore.length = blocks.length;
  }

  #blockOf(line: number): number {
    this.#sum();
    return lastAtMost(this.#linesBefore, line);
  }

  #measured(b: number): Block & { starts: (Int32Array | null)[] } {
    const block = this.#blocks[b];
    if (block.starts === null) {
      this.#sum();
      const first = this.#linesBefore[b];
      block.starts = this.#wrapLines(first, first + block.lines);
      const rows = this.#countRows(block, first);
      if (rows !== block.rows) this.#fresh = Math.min(this.#fresh, b + 1);
      block.rows = rows;
    }
    return block as Block & { starts: (Int32Array | null)[] };
  }

  #wrapLines(first: number, end: number): (Int32Array | null)[] {
    const { text, columns } = this.#of;
    const starts: (Int32Array | null)[] = [];
    let line = text.line(first as LineIndex);
    for (let index = first;;) {
      // Narrow marks aside no line of so few units is wrapped; wide ones and tabs are counted.
      starts.push(
        line.to - line.from === 0
          ? null
          : wrapLine(text, line, { setting: { columns, tabSize: this.#of.tabSize } }),
      );
      if (++index >= end) return starts;
      line = text.line(index as LineIndex);
    }
  }

  #edit(before: Text, { edits, lengthBefore, lengthAfter }: Changes): void {
    if (edits.length === 0) return;
    const { text } = this.#of;
    const grown = lengthAfter - lengthBefore;
    const from = edits[0].from;
    const to = edits[edits.length - 1].to;
    const top = before.lineAt(from);
    const bottom = to <= top.to ? top : before.lineAt(to);
    const first = top.index as number;
    const last = bottom.index as number;
    const lastNow = text.lineAt((to + grown) as Offset).index as number;
    const b = this.#blockOf(first);
    const block = this.#blocks[b];
    const at = first - this.#linesBefore[b];
    const isWithin = last < this.#linesBefore[b] + block.lines;
    const added = lastNow - first + 1;
    this.#fresh = Math.min(this.#fresh, b);
    if (isWithin && first === last && added === 1 && block.starts !== null) {
      const old = block.starts[at];
      const line = text.line(first as LineIndex);
      const { columns, tabSize } = this.#of;
      const wrap = old === null
        ? null
        : { starts: old, until: from - top.from, from: to + grown - line.from, grown };
      const fresh = wrapLine(text, line, { setting: { columns, tabSize }, old: wrap });
      block.rows += (fresh === null ? 1 : fresh.length) - (old === null ? 1 : old.length);
      block.starts[at] = fresh;
      return;
    }
    if (
      isWithin && added <= WRAP_AT_ONCE && block.lines + added <= 4 * BLOCK_LINES && block.starts !== null
    ) {
      block.starts.splice(at, last - first + 1, ...this.#wrapLines(first, lastNow + 1));
      block.lines = block.starts.length;
      block.rows = this.#countRows(block, first - at);
      return;
    }
    const c = isWithin ? b : this.#blockOf(last);
    this.#sum();
    const end = this.#blocks[c];
    const right = this.#linesBefore[c] + end.lines - last - 1;
    const fresh: Block[] = [];
    if (at > 0) fresh.push({ lines: at, rows: 0, starts: block.starts?.slice(0, at) ?? null });
    for (let left = added; left > 0; left -= BLOCK_LINES) {
      fresh.push({ lines: Math.min(left, BLOCK_LINES), rows: 0, starts: null });
    }
    if (right > 0) {
      fresh.push({ lines: right, rows: 0, starts: end.starts?.slice(end.lines - right) ?? null });
    }
    let line = first - at;
    for (const part of fresh) {
      part.rows = this.#countRows(part, line);
      line += part.lines;
    }
    this.#blocks = [...this.#blocks.slice(0, b), ...fresh, ...this.#blocks.slice(c + 1)];
    this.#fresh = 0;
  }
}

/** Hidden lines in `from..to`. */
function hiddenIn(hidden: HiddenLines, from: number, to: number): number {
  return hiddenBefore(hidden, to) - hiddenBefore(hidden, from);
}
function hiddenBefore({ spans, before }: HiddenLines, line: number): number {
  let low = 0;
  let high = before.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle * 2] < line) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return 0;
  const i = low - 1;
  return before[i] + Math.min(line, spans[i * 2 + 1] + 1) - spans[i * 2];
}

/** Index of the last entry at most `value`; of equal ones the last. */
function lastAtMost(list: readonly number[], value: number): number {
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (list[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
