/** Between offsets and the columns people see, line by line: what box selections and column-keeping carets count in. */
import type { LineIndex, Offset } from "../../base/mod.ts";
import type { Settings, Text } from "../types.ts";
import { graphemeLengths } from "../unicode/graphemes.ts";
import { columnAfter } from "./columns.ts";

/** Columns beyond this are found by units: a box there is nothing anybody sees. */
const reach = 20_000;

/** The column of an offset in its line. */
export function columnOf(text: Text, at: Offset, settings: Settings): number {
  const { from } = text.lineAt(at);
  if (at - from > reach) return at - from;
  return columnAfter(text.slice(from, at), settings);
}

/** The offset in a line that is nearest to a column, on a grapheme's border; the line's end where it is shorter. */
export function offsetAtColumn(
  text: Text,
  { line, column, settings }: { line: number; column: number; settings: Settings },
): Offset {
  const { from, to } = text.line(line as LineIndex);
  const content = text.slice(from, Math.min(to, from + reach) as Offset);
  let here = 0;
  let at = 0;
  for (const length of graphemeLengths(content)) {
    if (here >= column) break;
    const next = columnAfter(content.slice(at, at + length), settings, here);
    if (next > column && next - column > column - here) break;
    here = next;
    at += length;
  }
  return (from + at) as Offset;
}
