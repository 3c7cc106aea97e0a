/**
 * The visible rows of an editor, placed in the window: slices the visible text once, cuts long lines,
 * colours through `Decorate`, and sets what an input method is composing into the row of the main head.
 */
import type { LineIndex, Offset, Px, ViewId } from "../base/mod.ts";
import {
  type Decorate,
  type Decoration,
  hasFoldBelow,
  type Line,
  type State,
  visibleLine,
} from "../editor/mod.ts";
import { cutBefore, cutEnd, cutUntil } from "./long_lines.ts";
import { cutOf, isLong, type SetText, wrapIndent } from "./lines.ts";
import { MAX_ROW_UNITS } from "./rows.ts";
import { STYLE } from "./theme.ts";
import type { Scroll } from "./types.ts";
import type { Box, PlacedRow } from "./view.ts";
import type { RowView } from "./row_view.ts";

/** What rows are placed from. */
export interface RowSource {
  readonly set: SetText;
  readonly state: State;
  readonly view: ViewId;
  readonly text: Box;
  readonly scroll: Scroll;
  readonly lineHeight: number;
  readonly decorate: readonly Decorate[] | undefined;
  readonly preedit: { readonly text: string; readonly caret: number; readonly head: Offset } | null;
}
/** Rows of one line in a frame: a megabyte of marks without width would otherwise all be in sight. */
const MAX_ROWS_A_LINE = 32;
/** Slicing more than this at once means that a long line is on screen: then each line is sliced by itself. */
export const SLICE_UNITS = 64 * 1024;

/** How many lines meet the text area. */
export function rowCountIn({ set, scroll, text, lineHeight }: RowSource): number {
  const first = Math.min(scroll.line, set.text.lineCount - 1);
  return Math.min(set.text.lineCount - first, Math.max(1, Math.ceil((text.height + scroll.dy) / lineHeight)));
}

/** The rows that meet the text area, from the top; those of one line from the left. */
export function placeRows(source: RowSource): PlacedRow[] {
  const { set, scroll } = source;
  if (!set.map.isPlain) return placeMapped(source);
  const first = Math.min(scroll.line, set.text.lineCount - 1);
  const end = first + rowCountIn(source);
  const from = set.text.line(first as LineIndex).from;
  const to = set.text.line((end - 1) as LineIndex).to;
  const out: PlacedRow[] = [];
  if (to - from > SLICE_UNITS) {
    for (let index = first; index < end; index++) {
      placeLine(source, { line: set.text.line(index as LineIndex), index, out });
    }
    return out;
  }
  const slice = set.text.slice(from, to);
  const styles = stylesOf(source, from, to);
  let at = 0;
  for (let index = first; index < end; index++) {
    let stop = slice.indexOf("\n", at);
    if (stop < 0) stop = slice.length;
    const lineFrom = (from + at) as Offset;
    const lineTo = (from + stop) as Offset;
    if (stop - at > MAX_ROW_UNITS) {
      placeLine(source, { line: { index: index as LineIndex, from: lineFrom, to: lineTo }, index, out });
    } else {
      const spans = styles === null ? null : spansOf(styles, at, stop);
      addRow(source, {
        content: slice.slice(at, stop),
        spans,
        from: lineFrom,
        to: lineTo,
        index,
        cells: 0,
        out,
      });
    }
    at = stop + 1;
  }
  return out;
}

/** The rows of a text with wraps or folds. Colours are asked for once a stretch of lines that follow each other. */
function placeMapped(source: RowSource): PlacedRow[] {
  const { set, scroll, text, lineHeight } = source;
  const { map } = set;
  const out: PlacedRow[] = [];
  const bottom = text.y + text.height;
  const found: Wanted[] = [];
  let top = text.y - scroll.dy;
  let index = visibleLine(map.hidden, Math.min(scroll.line, set.text.lineCount - 1));
  for (; index < set.text.lineCount && (top < bottom || found.length === 0); index = map.nextLine(index)) {
    const line = set.text.line(index as LineIndex);
    const starts = map.startsOf(index);
    const count = starts === null ? 1 : starts.length;
    const folded = hasFoldBelow(map.hidden, index);
    // The first row that is seen, by division: a line may have ten thousand.
    const first = Math.max(0, Math.min(count - 1, Math.floor((text.y - top) / lineHeight)));
    const indent = starts === null ? 0 : wrapIndent(set, line);
    for (let i = first; i < count; i++) {
      const at = top + i * lineHeight;
      if (at >= bottom && found.length > 0) break;
      const from = (starts === null ? line.from : line.from + starts[i]) as Offset;
      const to = (i + 1 < count ? line.from + starts![i + 1] : line.to) as Offset;
      const isLast = i + 1 === count;
      found.push({
        line,
        from,
        to,
        cells: i === 0 ? 0 : indent,
        top: at,
        continues: !isLast,
        folded: folded && isLast,
      });
    }
    top += count * lineHeight;
  }
  for (let i = 0; i < found.length;) {
    let end = i + 1;
    while (
      end < found.length && found[end].from - found[end - 1].to <= 1 &&
      found[end].to - found[i].from <= SLICE_UNITS
    ) {
      end++;
    }
    placeStretch(source, { found, from: i, to: end, out });
    i = end;
  }
  return out;
}
interface Wanted {
  readonly line: Line;
  readonly from: Offset;
  readonly to: Offset;
  readonly cells: number;
  readonly top: number;
  readonly continues: boolean;
  readonly folded: boolean;
}
function placeStretch(
  source: RowSource,
  { found, from: start, to: end, out }: {
    found: readonly Wanted[];
    from: number;
    to: number;
    out: PlacedRow[];
  },
): void {
  const from = found[start].from;
  const to = found[end - 1].to;
  if (to - from > SLICE_UNITS) {
    // One line, longer than all that: not wrapped, so cut into rows side by side.
    const { line, top, folded } = found[start];
    placeLine(source, { line, index: line.index, out, top, folded });
    return;
  }
  const slice = source.set.text.slice(from, to);
  const styles = stylesOf(source, from, to);
  for (let i = start; i < end; i++) {
    const row = found[i];
    if (row.to - row.from > MAX_ROW_UNITS) {
      placeLine(source, { line: row.line, index: row.line.index, out, top: row.top, folded: row.folded });
      continue;
    }
    addRow(source, {
      content: slice.slice(row.from - from, row.to - from),
      spans: styles === null ? null : spansOf(styles, row.from - from, row.to - from),
      from: row.from,
      to: row.to,
      index: row.line.index,
      cells: row.cells,
      top: row.top,
      continues: row.continues,
      folded: row.folded,
      out,
    });
  }
}

/** One line by itself: whole, or of a long one the rows that are in sight. */
function placeLine(
  source: RowSource,
  { line, index, out, top, folded = false }: {
    line: Line;
    index: number;
    out: PlacedRow[];
    top?: number;
    folded?: boolean;
  },
): void {
  const { set, scroll, text } = source;
  if (!isLong(line)) {
    addRow(source, { ...piece(source, line.from, line.to), index, cells: 0, out, top, folded });
    return;
  }
  const cut = cutOf(set, line);
  const leftCell = Math.max(0, scroll.x / set.cell);
  const rightCell = (scroll.x + text.width) / set.cell;
  cutUntil(cut, set.text, { unit: 0, cell: rightCell + 1, tabSize: set.tabSize });
  const start = cutBefore(cut.cells, leftCell);
  const end = Math.min(cut.units.length, start + MAX_ROWS_A_LINE);
  for (let i = start; i < end && cut.cells[i] <= rightCell; i++) {
    const from = (line.from + cut.units[i]) as Offset;
    const to = Math.min(line.from + cutEnd(cut, i), from + MAX_ROW_UNITS) as Offset;
    const continues = to < line.to;
    addRow(source, {
      ...piece(source, from, to),
      index,
      cells: cut.cells[i],
      out,
      continues,
      top,
      folded: folded && !continues,
    });
  }
}

function piece(source: RowSource, from: Offset, to: Offset) {
  const styles = stylesOf(source, from, to);
  return {
    content: source.set.text.slice(from, to),
    spans: styles === null ? null : spansOf(styles, 0, to - from),
    from,
    to,
  };
}

interface NewRow {
  readonly content: string;
  readonly spans: Int32Array | null;
  readonly from: Offset;
  readonly to: Offset;
  readonly index: number;
  /** Cells left of the row in its line. */
  readonly cells: number;
  readonly out: PlacedRow[];
  readonly continues?: boolean;
  /** Absent: where the line is when every line is a row. */
  readonly top?: number;
  readonly folded?: boolean;
}

export function addRow(source: RowSource, row: NewRow): void {
  const { set, scroll, text, lineHeight } = source;
  const { from, to, index, cells, out, continues = false, folded = false } = row;
  const composed = composedRow(source, row);
  out.push({
    row: composed?.row ?? set.rows.row(row.content, row.spans, cells % set.tabSize),
    from,
    to,
    line: index as LineIndex,
    top: (row.top ?? text.y + (index - scroll.line) * lineHeight - scroll.dy) as Px,
    left: (cells * set.cell) as Px,
    continues,
    folded,
    preedit: composed?.preedit ?? null,
  });
}

/** The row with the composed text inside, when the main head stands in it. */
function composedRow(
  { preedit, set }: RowSource,
  { content, spans, from, to, cells, continues = false }: NewRow,
): { readonly row: RowView; readonly preedit: NonNullable<PlacedRow["preedit"]> } | null {
  if (preedit === null || preedit.text === "" || preedit.head < from) return null;
  if (preedit.head > to || (preedit.head === to && continues)) return null;
  const at = preedit.head - from;
  const inserted = preedit.text.slice(0, MAX_ROW_UNITS - content.length).replaceAll("\n", " ");
  const length = inserted.length;
  const styles = new Uint8Array(content.length + length);
  if (spans !== null) {
    for (let i = 0; i + 2 < spans.length; i += 3) {
      for (let unit = spans[i]; unit < spans[i + 1]; unit++) {
        styles[unit < at ? unit : unit + length] = spans[i + 2];
      }
    }
  }
  styles.fill(STYLE.preedit, at, at + length);
  const shown = content.slice(0, at) + inserted + content.slice(at);
  return {
    row: set.rows.row(shown, spansOf(styles, 0, styles.length), cells % set.tabSize),
    preedit: { at, length, caret: Math.min(preedit.caret, length) },
  };
}

/** The style of each unit in `from..to`; null when nobody colours it. */
export function stylesOf({ decorate, state, view }: RowSource, from: Offset, to: Offset): Uint8Array | null {
  if (decorate === undefined || decorate.length === 0) return null;
  const found: Decoration[] = [];
  for (let i = 0; i < decorate.length; i++) decorate[i](state, view, from, to, found);
  if (found.length === 0) return null;
  const styles = new Uint8Array(to - from);
  for (let i = 0; i < found.length; i++) {
    const mark = found[i];
    if (mark.kind !== "style") continue;
    // By hand: a call of `fill` costs more than a token has units.
    const end = Math.min(mark.to, to) - from;
    for (let unit = Math.max(0, mark.from - from); unit < end; unit++) styles[unit] = mark.style;
  }
  return styles;
}

/** Stretches of one style other than plain text, counted from `from`. */
export function spansOf(styles: Uint8Array, from: number, to: number): Int32Array | null {
  let count = 0;
  for (let i = from; i < to; i++) if (styles[i] !== 0 && (i === from || styles[i] !== styles[i - 1])) count++;
  if (count === 0) return null;
  const spans = new Int32Array(count * 3);
  let n = 0;
  for (let i = from; i < to;) {
    let end = i + 1;
    while (end < to && styles[end] === styles[i]) end++;
    if (styles[i] !== 0) {
      spans[n++] = i - from;
      spans[n++] = end - from;
      spans[n++] = styles[i];
    }
    i = end;
  }
  return spans;
}
