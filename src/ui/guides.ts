/**
 * Indent guides: a line for each step of indentation, from the rows on screen alone, and a stronger one around the caret's
 * block. Blank lines take the deeper of their neighbours. Taken over while no row's indentation changes.
 */
import type { EditorView, Guides, PlacedRow } from "./view.ts";

/** The guides of an editor; `last` are those of `was`, taken over where they come out the same. */
export function guidesOf(
  editor: EditorView,
  { step, active, last, was }: {
    step: number;
    active: boolean;
    last: Guides | null;
    was: EditorView | null;
  },
): Guides {
  if (last !== null && was !== null && sameIndents(editor, was)) return last;
  const { rows, cell, text, scroll, lineHeight, currentLine } = editor;
  const count = rows.length;
  const levels = levelsOf(rows, { cell, tabSize: editor.made.tabSize, step });
  const lines: number[] = [];
  let deepest = 0;
  for (let i = 0; i < count; i++) if (levels[i] > deepest) deepest = levels[i];
  const around = active ? activeLevel(rows, levels, currentLine) : null;
  // Rows in the middle of a long line stand as far right as it is long: only levels in sight are looked at.
  const first = Math.max(0, Math.floor(scroll.x / (step * cell)));
  const end = Math.min(deepest, Math.ceil((scroll.x + text.width) / (step * cell)) + 1);
  for (let level = first; level < end; level++) {
    const x = text.x - scroll.x + level * step * cell;
    if (x < text.x || x >= text.x + text.width) continue;
    for (let from = 0; from < count;) {
      if (levels[from] <= level) {
        from++;
        continue;
      }
      let to = from + 1;
      while (to < count && levels[to] > level) to++;
      const isActive = around !== null && around.level === level && around.row >= from && around.row < to;
      lines.push(x, rows[from].top, rows[to - 1].top + lineHeight - rows[from].top, isActive ? 1 : 0);
      from = to;
    }
  }
  return { lines };
}

function sameIndents(now: EditorView, was: EditorView): boolean {
  const { rows } = now;
  if (
    rows.length !== was.rows.length || now.currentLine !== was.currentLine || now.text !== was.text ||
    now.scroll !== was.scroll || now.cell !== was.cell || now.made.look !== was.made.look ||
    now.made.state.settings !== was.made.state.settings
  ) return false;
  for (let i = 0; i < rows.length; i++) {
    const a = rows[i], b = was.rows[i];
    if (a === b) continue;
    if (a.line !== b.line || a.left !== b.left) return false;
    if (a.row === b.row) continue;
    if (textStart(a.row.text) !== textStart(b.row.text)) return false;
    // The same length of indentation, of the same blanks.
    const indent = textStart(a.row.text);
    for (let unit = 0; unit < indent; unit++) {
      if (a.row.text.charCodeAt(unit) !== b.row.text.charCodeAt(unit)) return false;
    }
    if ((indent === a.row.text.length) !== (indent === b.row.text.length)) return false;
  }
  return true;
}
function textStart(text: string): number {
  let i = 0;
  while (i < text.length && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9)) i++;
  return i;
}

/** Guides left of each row's text. */
function levelsOf(
  rows: readonly PlacedRow[],
  { cell, tabSize, step }: { cell: number; tabSize: number; step: number },
): Int32Array {
  const count = rows.length;
  const levels = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const { row, left, line } = rows[i];
    if (i > 0 && rows[i - 1].line === line) levels[i] = levels[i - 1];
    else if (left > 0) levels[i] = Math.ceil(Math.round(left / cell) / step);
    else levels[i] = levelOf(row.text, { tabSize, step });
  }
  for (let i = 0; i < count; i++) {
    if (levels[i] >= 0) continue;
    let to = i;
    while (to < count && levels[to] < 0) to++;
    const level = Math.max(i > 0 ? levels[i - 1] : 0, to < count ? levels[to] : 0);
    for (; i < to; i++) levels[i] = level;
  }
  return levels;
}
/** -1 for a blank row. */
function levelOf(text: string, { tabSize, step }: { tabSize: number; step: number }): number {
  let cells = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 9) cells += tabSize - cells % tabSize;
    else if (unit === 32) cells++;
    else return Math.ceil(cells / step);
  }
  return -1;
}

/** The guide of the block that the caret's line is in, or opens, or closes. */
function activeLevel(
  rows: readonly PlacedRow[],
  levels: Int32Array,
  currentLine: number,
): { readonly level: number; readonly row: number } | null {
  let first = -1;
  let last = -1;
  for (let i = 0; i < rows.length; i++) {
    if (rows[i].line !== currentLine) continue;
    if (first < 0) first = i;
    last = i;
  }
  if (first < 0) return null;
  const own = levels[first];
  if (last + 1 < rows.length && levels[last + 1] > own) return { level: levels[last + 1] - 1, row: last + 1 };
  if (first > 0 && levels[first - 1] > own) return { level: levels[first - 1] - 1, row: first - 1 };
  return own === 0 ? null : { level: own - 1, row: first };
}
