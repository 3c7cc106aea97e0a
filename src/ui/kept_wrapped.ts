/**
 * Rows of wrapped text taken over after typing within one line: its rows are made anew, those below keep their `RowView` and
 * move. Answers what `placeRows` would, or null for anything unusual: folds, a line scrolled off in part, rows that run out.
 */
import type { LineIndex, Offset, Px } from "../base/mod.ts";
import { isWithinLine, type LastRows, recoloured } from "./kept_rows.ts";
import { wrapIndent } from "./lines.ts";
import { addRow, type RowSource, SLICE_UNITS } from "./placed_rows.ts";
import type { PlacedRow } from "./view.ts";

export function keptWrapped(
  source: RowSource,
  { rows, change, colours }: LastRows,
): readonly PlacedRow[] | null {
  const { set, text, lineHeight } = source;
  const { map } = set;
  if (rows.length === 0 || map.hidden.total > 0) return null;
  const end = rows[rows.length - 1].to;
  if (end - rows[0].from > SLICE_UNITS / 2) return null;
  if (change === null) return colours === "all" ? recoloured(source, rows) : rows;
  const { edits, lengthBefore, lengthAfter } = change.changes;
  if (edits.length !== 1) return null;
  const { from, to, insert } = edits[0];
  if (typeof insert !== "string" || !isWithinLine(insert) || from < rows[0].from || to > end) return null;
  const first = lineStart(rows, from);
  if (first < 0) return null;
  const { line: index } = rows[first];
  const after = lineEnd(rows, first);
  // The line has to begin and to end on screen.
  if (after < 0 || to > rows[after - 1].to) return null;
  const line = set.text.line(index);
  if (rows[first].from !== line.from || (first === 0 && rows[0].top < text.y - source.scroll.dy)) return null;
  const starts = map.startsOf(index);
  const count = starts === null ? 1 : starts.length;
  const more = count - (after - first);
  if (more < 0) return null;
  const grown = lengthAfter - lengthBefore;
  const bottom = text.y + text.height;
  const out = rows.slice(0, first);
  const indent = starts === null ? 0 : wrapIndent(set, line);
  for (let i = 0; i < count; i++) {
    const top = rows[first].top + i * lineHeight;
    if (top >= bottom) break;
    const start = (starts === null ? line.from : line.from + starts[i]) as Offset;
    const stop = (i + 1 < count ? line.from + starts![i + 1] : line.to) as Offset;
    addRow(source, {
      content: set.text.slice(start, stop),
      spans: null,
      from: start,
      to: stop,
      index,
      cells: i === 0 ? 0 : indent,
      top,
      continues: i + 1 < count,
      out,
    });
  }
  const made = out.length;
  for (let i = after; i < rows.length; i++) {
    const top = rows[i].top + more * lineHeight;
    if (top >= bottom) break;
    out.push(moved(rows[i], grown, top as Px));
  }
  if (colours === "none") return out;
  return colours === "all" ? recoloured(source, out) : recoloured(source, out, first, made);
}

/** Index of the first row of the line that holds `at`; -1 when it begins above the screen. */
function lineStart(rows: readonly PlacedRow[], at: number): number {
  let row = 0;
  for (let i = 0; i < rows.length && rows[i].from <= at; i++) row = i;
  const { line } = rows[row];
  while (row > 0 && rows[row - 1].line === line) row--;
  return rows[row].left > 0 ? -1 : row;
}
/** Index behind the last row of a line; -1 when it ends below the screen. */
function lineEnd(rows: readonly PlacedRow[], first: number): number {
  const line: LineIndex = rows[first].line;
  let i = first;
  while (i < rows.length && rows[i].line === line) i++;
  return rows[i - 1].continues ? -1 : i;
}

function moved(placed: PlacedRow, by: number, top: Px): PlacedRow {
  return {
    row: placed.row,
    from: (placed.from + by) as Offset,
    to: (placed.to + by) as Offset,
    line: placed.line,
    top,
    left: placed.left,
    continues: placed.continues,
    folded: placed.folded,
    preedit: null,
  };
}
