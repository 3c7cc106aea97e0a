/**
 * What is selected in a terminal, by mouse or in copy mode: kept on its lines while they scroll, wrap anew and drop off.
 * Lines count from the oldest one kept, columns are cells.
 */
import type { IMarker, Terminal } from "@xterm/headless";
import type { CopyMove } from "./messages.ts";
import { rawBuffer } from "./quirks_io.ts";

export interface Cell {
  readonly line: number;
  readonly col: number;
}
/** A cell that stays with its line. The other screen has no history, and no markers. */
interface Anchor {
  readonly marker: IMarker | null;
  readonly line: number;
  readonly col: number;
}
type Unit = "char" | "word" | "line";

export class TermSelection {
  readonly #term: Terminal;
  #anchor: Anchor | null = null;
  #head: Anchor | null = null;
  #unit: Unit = "char";
  /** Copy mode's cursor. */
  #cursor: Anchor | null = null;
  separators = " ()[]{}',\"`─‘’|";

  constructor(term: Terminal) {
    this.#term = term;
  }

  get isCopying(): boolean {
    return this.#cursor !== null;
  }
  get cursor(): Cell | null {
    return this.#cursor === null ? null : this.#place(this.#cursor);
  }

  start(at: Cell, clicks: number): void {
    this.clear();
    this.#unit = clicks === 1 ? "char" : clicks === 2 ? "word" : "line";
    this.#anchor = this.#keep(at);
    this.#head = this.#keep(at);
  }
  extend(at: Cell): void {
    if (this.#anchor === null) return this.start(at, 1);
    drop(this.#head);
    this.#head = this.#keep(at);
  }
  selectLines(from: number, to: number): void {
    this.clear();
    this.#unit = "line";
    this.#anchor = this.#keep({ line: from, col: 0 });
    this.#head = this.#keep({ line: Math.max(from, to), col: 0 });
  }
  selectSpan(from: Cell, to: Cell): void {
    this.clear();
    this.#unit = "char";
    this.#anchor = this.#keep(from);
    this.#head = this.#keep(to);
  }
  clear(): void {
    drop(this.#anchor);
    drop(this.#head);
    this.#anchor = this.#head = null;
  }

  /** From the first cell to behind the last; `null` where nothing is selected. */
  span(): { from: Cell; to: Cell } | null {
    if (this.#anchor === null || this.#head === null) return null;
    const a = this.#place(this.#anchor), b = this.#place(this.#head);
    if (a === null || b === null) {
      this.clear();
      return null;
    }
    const isBackward = b.line < a.line || b.line === a.line && b.col < a.col;
    const [first, last] = isBackward ? [b, a] : [a, b];
    switch (this.#unit) {
      case "line":
        return {
          from: { line: this.#lineStart(first.line), col: 0 },
          to: { line: this.#lineEnd(last.line), col: this.#term.cols },
        };
      case "word":
        return { from: this.wordAt(first).from, to: this.wordAt(last).to };
      case "char":
        return first.line === last.line && first.col === last.col ? null : { from: first, to: last };
    }
  }

  /** The selected text, wrapped rows joined, without cells that nothing was written to. */
  text(): string {
    const span = this.span();
    return span === null ? "" : this.textOf(span);
  }
  textOf({ from, to }: { from: Cell; to: Cell }): string {
    const buffer = this.#term.buffer.active;
    let text = "";
    for (let line = from.line; line <= to.line; line++) {
      const row = buffer.getLine(line);
      if (row === undefined) break;
      const isLast = line === to.line;
      const goesOn = buffer.getLine(line + 1)?.isWrapped ?? false;
      const start = line === from.line ? from.col : 0;
      text += row.translateToString(true, start, isLast ? to.col : this.#term.cols);
      if (!isLast && !goesOn) text += "\n";
    }
    return text;
  }

  /** The word around a cell, or the run of blanks or separators. */
  wordAt({ line, col }: Cell): { from: Cell; to: Cell } {
    const kind = this.#kindAt(line, col);
    let from = col, to = col + 1;
    while (from > 0 && this.#kindAt(line, from - 1) === kind) from--;
    while (to < this.#term.cols && this.#kindAt(line, to) === kind) to++;
    return { from: { line, col: from }, to: { line, col: to } };
  }

  /** Copy mode: a cursor of its own, that starts at the program's. */
  copyMode(isOn: "on" | "off"): void {
    drop(this.#cursor);
    this.#cursor = null;
    if (isOn === "off") return;
    const buffer = this.#term.buffer.active;
    const line = Math.min(buffer.baseY + buffer.cursorY, buffer.viewportY + this.#term.rows - 1);
    this.#cursor = this.#keep({ line, col: Math.min(buffer.cursorX, this.#term.cols - 1) });
  }
  /** Starts a selection at the cursor, or drops the one there is. */
  mark(): void {
    const at = this.cursor;
    if (at === null) return;
    if (this.span() !== null || this.#anchor !== null) this.clear();
    else this.start(at, 1);
  }
  move(move: CopyMove, extend: boolean): void {
    const at = this.cursor;
    if (at === null) return;
    const to = this.#moved(at, move);
    if (extend && this.#anchor === null) this.start(at, 1);
    drop(this.#cursor);
    this.#cursor = this.#keep(to);
    if (this.#anchor !== null) this.extend(to);
  }

  #moved({ line, col }: Cell, move: CopyMove): Cell {
    const { cols, rows } = this.#term;
    const last = this.#term.buffer.active.length - 1;
    switch (move) {
      case "left":
        return col > 0
          ? { line, col: col - 1 }
          : line > 0
          ? { line: line - 1, col: cols - 1 }
          : { line, col };
      case "right":
        return col < cols - 1
          ? { line, col: col + 1 }
          : line < last
          ? { line: line + 1, col: 0 }
          : { line, col };
      case "up":
        return { line: Math.max(0, line - 1), col };
      case "down":
        return { line: Math.min(last, line + 1), col };
      case "pageUp":
        return { line: Math.max(0, line - rows + 1), col };
      case "pageDown":
        return { line: Math.min(last, line + rows - 1), col };
      case "top":
        return { line: 0, col: 0 };
      case "bottom":
        return { line: last, col: 0 };
      case "lineStart":
        return { line, col: 0 };
      case "lineEnd":
        return { line, col: Math.max(0, this.#lengthOf(line)) };
      case "wordLeft": {
        let place = this.#moved({ line, col }, "left");
        while (place.col > 0 && this.#kindAt(place.line, place.col) !== 2) {
          place = { ...place, col: place.col - 1 };
        }
        return this.#kindAt(place.line, place.col) === 2 ? this.wordAt(place).from : place;
      }
      case "wordRight": {
        const { to } = this.wordAt({ line, col });
        let at = to.col;
        while (at < cols && this.#kindAt(line, at) !== 2) at++;
        if (at < cols) return { line, col: at };
        return line < last ? { line: line + 1, col: 0 } : { line, col: cols - 1 };
      }
    }
  }

  #lengthOf(line: number): number {
    return Math.min(
      this.#term.cols - 1,
      this.#term.buffer.active.getLine(line)?.translateToString(true).length ?? 0,
    );
  }
  /** 0 blank, 1 separator, 2 word. */
  #kindAt(line: number, col: number): number {
    const cell = this.#term.buffer.active.getLine(line)?.getCell(col);
    if (cell === undefined) return 0;
    // The right half of a wide character is of its kind.
    const chars = cell.getWidth() === 0 && col > 0 ? "x" : cell.getChars();
    if (chars === "" || chars === " ") return 0;
    return this.separators.includes(chars) ? 1 : 2;
  }
  #lineStart(line: number): number {
    const buffer = this.#term.buffer.active;
    let at = line;
    while (at > 0 && buffer.getLine(at)?.isWrapped) at--;
    return at;
  }
  #lineEnd(line: number): number {
    const buffer = this.#term.buffer.active;
    let at = line;
    while (buffer.getLine(at + 1)?.isWrapped) at++;
    return at;
  }
  #keep({ line, col }: Cell): Anchor {
    const buffer = rawBuffer(this.#term);
    const marker = this.#term.registerMarker(line - buffer.ybase - buffer.y) ?? null;
    return { marker, line, col };
  }
  #place({ marker, line, col }: Anchor): Cell | null {
    const at = marker === null ? line : marker.line;
    if (at < 0 || at >= this.#term.buffer.active.length) return null;
    return { line: at, col: Math.min(col, this.#term.cols) };
  }
}
function drop(anchor: Anchor | null): void {
  anchor?.marker?.dispose();
}
