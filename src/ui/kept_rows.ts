/**
 * Rows of the last frame taken over after a small change: lines before the edits keep their `PlacedRow`, lines after
 * them their `RowView`, and only the lines between are sliced, looked up and shaped. Colours are asked for anew and
 * compared, so a row changes only if its own did. Answers what `placeRows` would, or null for anything unusual.
 */
import type { LineIndex, Offset, Px } from "../base/mod.ts";
import type { LastChange } from "../editor/mod.ts";
import { isLong } from "./lines.ts";
import { addRow, rowCountIn, type RowSource, SLICE_UNITS, spansOf, stylesOf } from "./placed_rows.ts";
import { MAX_ROW_UNITS } from "./rows.ts";
import type { PlacedRow } from "./view.ts";

/** The last frame's rows: of the same view, box, scroll and setting, each a whole line, none being composed in. */
export interface LastRows {
  readonly rows: readonly PlacedRow[];
  /** How the text they show became that of now; null: it is the same. */
  readonly change: LastChange | null;
  /** Whether colours have to be asked for: of all rows, of those the change made, or of none. */
  readonly colours: "all" | "changed" | "none";
}

export function keptRows(source: RowSource, last: LastRows): readonly PlacedRow[] | null {
  const { rows, change } = last;
  const { set, scroll } = source;
  const count = rows.length;
  const most = rowCountIn(source);
  if (count === 0 || rows[0].line !== scroll.line) return null;
  const { colours } = last;
  if (change === null) return colours === "all" ? recoloured(source, rows) : rows;
  const { edits, lengthBefore, lengthAfter } = change.changes;
  const start = edits[0].from;
  const stop = edits[edits.length - 1].to;
  if (start < rows[0].from || stop > rows[count - 1].to) return null;
  const first = rowAt(rows, start);
  const final = rowAt(rows, stop);
  const grown = lengthAfter - lengthBefore;
  const out = rows.slice(0, first);
  const { insert } = edits[0];
  if (edits.length === 1 && first === final && typeof insert === "string" && isWithinLine(insert)) {
    // Typing: the line is known from its row, the tree of the text need not be asked.
    const placed = rows[first];
    const old = placed.row.text;
    const content = old.slice(0, start - placed.from) + insert + old.slice(stop - placed.from);
    if (content.length > MAX_ROW_UNITS) return null;
    const to = (placed.to + grown) as Offset;
    // In its colours at once: a row that is made plain and then again costs twice as much.
    const styles = colours !== "none" ? stylesOf(source, placed.from, to) : null;
    const spans = styles === null ? null : spansOf(styles, 0, to - placed.from);
    addRow(source, { content, spans, from: placed.from, to, index: placed.line, cells: 0, out });
    for (let i = first + 1; i < count; i++) out.push(moved(source, rows[i], grown, i));
    return colours === "all" ? recoloured(source, out) : out;
  }
  const from = rows[first].from;
  const to = (rows[final].to + grown) as Offset;
  if (to - from > SLICE_UNITS) return null;
  const slice = set.text.slice(from, to);
  for (let at = 0; out.length < most; at++) {
    let end = slice.indexOf("\n", at);
    if (end < 0) end = slice.length;
    if (end - at > MAX_ROW_UNITS) return null;
    addRow(source, {
      content: at === 0 && end === slice.length ? slice : slice.slice(at, end),
      spans: null,
      from: (from + at) as Offset,
      to: (from + end) as Offset,
      index: scroll.line + out.length,
      cells: 0,
      out,
    });
    at = end;
    if (end === slice.length) break;
  }
  const made = out.length;
  for (let i = final + 1; i < count && out.length < most; i++) {
    out.push(moved(source, rows[i], grown, out.length));
  }
  const kept = out.length;
  while (out.length < most) {
    const line = set.text.line((scroll.line + out.length) as LineIndex);
    if (isLong(line)) return null;
    const content = set.text.slice(line.from, line.to);
    addRow(source, { content, spans: null, from: line.from, to: line.to, index: line.index, cells: 0, out });
  }
  if (colours === "none") return out;
  if (colours === "all") return recoloured(source, out);
  return recoloured(source, recoloured(source, out, first, made), kept);
}

/** Whether text stays in the line it is put into. */
export function isWithinLine(insert: string): boolean {
  if (insert.length > MAX_ROW_UNITS) return false;
  // By hand: `includes` leaves compiled code, which costs microseconds when caches are cold.
  for (let i = 0; i < insert.length; i++) if (insert.charCodeAt(i) === 10) return false;
  return true;
}

/** A row that the edits pushed: itself where nothing of its place changed. */
function moved(
  { scroll, text, lineHeight }: RowSource,
  placed: PlacedRow,
  by: number,
  place: number,
): PlacedRow {
  const line = (scroll.line + place) as LineIndex;
  if (by === 0 && placed.line === line) return placed;
  return {
    row: placed.row,
    from: (placed.from + by) as Offset,
    to: (placed.to + by) as Offset,
    line,
    top: placed.line === line ? placed.top : (text.y + place * lineHeight - scroll.dy) as Px,
    left: placed.left,
    continues: false,
    folded: false,
    preedit: null,
  };
}

/** The row that holds an offset between the first row's start and the last row's end. */
function rowAt(rows: readonly PlacedRow[], at: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (rows[middle].from <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The rows as they are coloured now, those of `first..end` asked for; whose colours are the same keep their object. */
export function recoloured(
  source: RowSource,
  rows: readonly PlacedRow[],
  first = 0,
  end = rows.length,
): readonly PlacedRow[] {
  if (first >= end) return rows;
  const base = rows[first].from;
  const styles = stylesOf(source, base, rows[end - 1].to);
  let out: PlacedRow[] | null = null;
  for (let i = first; i < end; i++) {
    const placed = rows[i];
    const from = placed.from - base;
    const to = placed.to - base;
    if (isColouredAs(placed.row.spans, { styles, from, to })) continue;
    const spans = styles === null ? null : spansOf(styles, from, to);
    out ??= rows.slice();
    out[i] = { ...placed, row: source.set.rows.row(placed.row.text, spans, placed.row.startCell) };
  }
  return out ?? rows;
}

function isColouredAs(
  spans: Int32Array | null,
  { styles, from, to }: { styles: Uint8Array | null; from: number; to: number },
): boolean {
  if (styles === null) return spans === null;
  let unit = from;
  if (spans !== null) {
    for (let i = 0; i < spans.length; i += 3) {
      for (const start = from + spans[i]; unit < start; unit++) if (styles[unit] !== 0) return false;
      for (const end = from + spans[i + 1]; unit < end; unit++) {
        if (styles[unit] !== spans[i + 2]) return false;
      }
    }
  }
  for (; unit < to; unit++) if (styles[unit] !== 0) return false;
  return true;
}
