/**
 * Columns as people see them, for tabs and indents: a tab reaches to the next tab stop, a wide character counts two.
 * Owns the arithmetic and the making of indents; which lines get them is indent.ts.
 */
import type { Settings } from "../types.ts";
import { width } from "../unicode/width.ts";

/** The column behind `text`, which starts at column `from`. */
export function columnAfter(text: string, { tabSize }: Settings, from = 0): number {
  let column = from;
  const parts = text.split("\t");
  for (let i = 0; i < parts.length; i++) {
    if (i > 0) column = column + tabSize - column % tabSize;
    column += width(parts[i]);
  }
  return column;
}

/** White space that reaches from column `from` to `to`: spaces, or tabs as far as they go. */
export function blank(
  { insertSpaces, tabSize }: Settings,
  { from, to }: { from: number; to: number },
): string {
  if (insertSpaces || to <= from) return " ".repeat(Math.max(0, to - from));
  const lastStop = to - to % tabSize;
  if (lastStop < from) return " ".repeat(to - from);
  const firstStop = Math.floor(from / tabSize);
  return "\t".repeat(lastStop / tabSize - firstStop) + " ".repeat(lastStop === 0 ? to - from : to - lastStop);
}

/** The blanks a line starts with. */
export function leadingBlank(line: string): string {
  return /^[ \t]*/.exec(line)![0];
}

/** The stop after or before `column`, never below 0. */
export function nextStop(column: number, step: number): number {
  return column + step - column % step;
}
export function previousStop(column: number, step: number): number {
  return Math.max(0, Math.ceil(column / step) * step - step);
}
