/**
 * A text as Vim sees it: lines with columns. The empty line behind a last "\n" is not one of them, as in Vim.
 * Owns places, screen columns and character classes; nothing here knows a cursor.
 */
import type { LineIndex, Offset } from "../../base/mod.ts";
import type { Text } from "../types.ts";
import { graphemeAfter, graphemeBefore, graphemeBorderAt } from "../unicode/graphemes.ts";
import { width } from "../unicode/width.ts";

/** A place: line and column from 0; a column counts UTF-16 units and may be the line's length. */
export interface Pos {
  readonly line: number;
  readonly col: number;
}
export const samePos = (a: Pos, b: Pos): boolean => a.line === b.line && a.col === b.col;
export const before = (a: Pos, b: Pos): boolean => a.line < b.line || (a.line === b.line && a.col < b.col);

export class Lines {
  readonly text: Text;
  /** At least 1. */
  readonly count: number;
  readonly tabSize: number;
  #index = -1;
  #line = "";

  constructor(text: Text, tabSize: number) {
    this.text = text;
    this.tabSize = tabSize;
    const { lineCount, length } = text;
    const isOpen = lineCount > 1 && text.line((lineCount - 1) as LineIndex).from === length;
    this.count = isOpen ? lineCount - 1 : lineCount;
  }

  line(index: number): string {
    if (index !== this.#index) {
      const { from, to } = this.text.line(index as LineIndex);
      this.#line = this.text.slice(from, to);
      this.#index = index;
    }
    return this.#line;
  }
  length(index: number): number {
    const { from, to } = this.text.line(index as LineIndex);
    return to - from;
  }
  from(index: number): number {
    return this.text.line(index as LineIndex).from;
  }
  to(index: number): number {
    return this.text.line(index as LineIndex).to;
  }
  offset({ line, col }: Pos): Offset {
    const { from, to } = this.text.line(line as LineIndex);
    return Math.min(from + col, to) as Offset;
  }
  /** The place of an offset; behind the last line it is that line's end. */
  pos(at: number): Pos {
    const line = this.text.lineAt(at as Offset);
    if (line.index >= this.count) return { line: this.count - 1, col: this.length(this.count - 1) };
    return { line: line.index, col: at - line.from };
  }
  /** The start of the character after the one at `pos`; the line's length at its end. */
  right({ line, col }: Pos): number {
    const { from, to } = this.text.line(line as LineIndex);
    if (from + col >= to) return to - from;
    return Math.min(graphemeAfter(this.text, from + col as Offset), to) - from;
  }
  left({ line, col }: Pos): number {
    const { from } = this.text.line(line as LineIndex);
    return col <= 0 ? 0 : Math.max(graphemeBefore(this.text, from + col as Offset), from) - from;
  }
  /** Where a cursor may stand in normal mode: on a character, or at 0 of an empty line. */
  onCharacter({ line, col }: Pos): Pos {
    const length = this.length(line);
    if (col < length) return { line, col: Math.max(0, col) };
    return { line, col: length === 0 ? 0 : this.left({ line, col: length }) };
  }
  firstNonBlank(line: number): number {
    const text = this.line(line);
    let col = 0;
    while (col < text.length && isBlank(text[col])) col++;
    // A line of blanks only: the last of them.
    if (col === text.length) return col === 0 ? 0 : this.left({ line, col });
    // A mark or a joiner may stand on the last blank.
    const { from } = this.text.line(line as LineIndex);
    return col === 0 ? 0 : graphemeBorderAt(this.text, from + col as Offset) - from;
  }
  /** Cells before the character at `col`. */
  cells(line: number, col: number): number {
    return cellsOf(this.line(line).slice(0, col), this.tabSize);
  }
  /** Cells of the character at `col`, which begins at cell `at`. */
  cellsAt(pos: Pos, at: number): number {
    const text = this.line(pos.line);
    if (text[pos.col] === "\t") return this.tabSize - at % this.tabSize;
    return Math.max(1, width(text.slice(pos.col, this.right(pos))));
  }
  /** The column of the character that covers a cell; the line's length past its end. */
  columnAt(line: number, cell: number): number {
    const text = this.line(line);
    if (cell === Infinity) return text.length;
    let at = 0;
    let col = 0;
    while (col < text.length) {
      const code = text.charCodeAt(col);
      const plain = code >= 32 && code < 127 && !(text.charCodeAt(col + 1) >= 0x300);
      const next = plain ? col + 1 : this.right({ line, col });
      at += plain ? 1 : this.cellsAt({ line, col }, at);
      if (at > cell) return col;
      col = next;
    }
    return text.length;
  }
  clampLine(line: number): number {
    return Math.max(0, Math.min(this.count - 1, line));
  }
}

export function cellsOf(text: string, tabSize: number): number {
  let at = 0;
  let plain = true;
  for (let i = 0; i < text.length && plain; i++) {
    const code = text.charCodeAt(i);
    if (code === 9) at += tabSize - at % tabSize;
    else if (code >= 32 && code < 127) at++;
    else plain = false;
  }
  if (plain) return at;
  at = 0;
  for (const part of text.split(/(\t)/)) at += part === "\t" ? tabSize - at % tabSize : width(part);
  return at;
}

export const isBlank = (char: string): boolean => char === " " || char === "\t";
/** 0 blank or nothing, 1 punctuation, 2 word; other scripts have words too. */
export function classOf(char: string | undefined, big: "word" | "WORD"): number {
  if (char === undefined || char === "" || char === " " || char === "\t") return 0;
  if (big === "WORD") return 1;
  const code = char.charCodeAt(0);
  if (code < 128) {
    const isWord = (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 ||
      (code >= 97 && code <= 122);
    return isWord ? 2 : 1;
  }
  return classBeyond(char);
}
function classBeyond(char: string): number {
  if (/^[\p{L}\p{N}\p{M}]/u.test(char)) {
    if (/^\p{Script=Han}/u.test(char)) return 3;
    if (/^\p{Script=Hiragana}/u.test(char)) return 4;
    if (/^\p{Script=Katakana}/u.test(char)) return 5;
    if (/^\p{Script=Hangul}/u.test(char)) return 6;
    return 2;
  }
  if (/^\p{Z}/u.test(char)) return 0;
  return /^[\ud800-\udbff]/.test(char) ? 7 : 1;
}
