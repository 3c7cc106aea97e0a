/**
 * Where matches show: behind the text of the rows on screen, and along the scrollbar. Owns places only, made from an editor
 * that is laid out already; taken over while neither it nor the matches change.
 */
import type { LineIndex } from "../base/mod.ts";
import {
  firstFrom,
  lastChangeOf,
  matchFrom,
  type MatchSet,
  matchTo,
  offsetNear,
  type Text,
  vimMatchesIn,
} from "../editor/mod.ts";
import { rowUnit } from "./editor_marks.ts";
import type { RowMap } from "./row_map.ts";
import { coverOf } from "./row_places.ts";
import type { Workbench } from "./types.ts";
import type { EditorView, FindMarks } from "./view.ts";

/** Where a visual row begins; what a fold hides belongs to the row it hangs on. */
function rowStart(map: RowMap, text: Text, row: number): number {
  if (map.isPlain) return offsetNear(text, row as LineIndex);
  const line = map.lineOfRow(row);
  const { from } = text.line(line);
  const part = row - map.rowOfLine(line);
  return part <= 0 ? from : from + (map.startsOf(line)?.[part] ?? 0);
}

/** Height of a mark in the scrollbar. */
const MARK = 2;

/** The marks of the search that is open; null when nothing is looked for or its editor is not on screen. */
export function findMarksOf(
  app: Workbench,
  editors: readonly EditorView[],
  last: FindMarks | null,
): FindMarks | null {
  const results = app.find?.isOpen ? app.find.results : null;
  if (results === null && (app.marked ?? null) !== null) return vimMarksOn(app, editors, last);
  if (results === null || results.matches.count === 0) return null;
  const editor = editors.find(({ view }) => view === results.view);
  if (editor === undefined) return null;
  const { matches, current } = results;
  if (last !== null && last.editor === editor && last.matches === matches && last.current === current) {
    return last;
  }
  const rail = railOf(editor);
  const keepsRail = last !== null && last.matches.id === matches.id && last.matches.count === matches.count &&
    last.rail === rail && last.editor.map.hidden === editor.map.hidden && keepsLines(last.editor, editor);
  return {
    view: editor.view,
    editor,
    matches,
    current,
    rail,
    found: foundIn(editor, { matches, current }),
    bars: keepsRail ? last.bars : barsOf(editor, matches),
  };
}

/** What Vim's search marks in the editor with the keyboard: the rows on screen alone, nothing along the scrollbar. */
function vimMarksOn(
  app: Workbench,
  editors: readonly EditorView[],
  last: FindMarks | null,
): FindMarks | null {
  const editor = editors.find(({ group }) => group === app.activeGroup);
  if (editor === undefined) return null;
  const rail = "vim";
  if (last !== null && last.editor === editor && last.rail === rail && last.source === app.marked) {
    return last;
  }
  const matches = vimMatchesIn(app.marked!, editor.made.text, editor.rows);
  if (matches.count === 0) return null;
  const found = foundIn(editor, { matches, current: -1 });
  return { view: editor.view, editor, matches, current: -1, rail, found, bars: [], source: app.marked! };
}

/** Stride 5: x, top, width, height, and 1 for the current match. */
function foundIn(
  editor: EditorView,
  { matches, current }: { matches: MatchSet; current: number },
): readonly number[] {
  const { rows, text, scroll, cell, lineHeight } = editor;
  const out: number[] = [];
  const cover: number[] = [];
  const left = text.x, right = text.x + text.width;
  for (let r = 0; r < rows.length; r++) {
    const placed = rows[r];
    const { from, to, row } = placed;
    const originX = text.x - scroll.x + placed.left;
    // One that starts before the row may reach into it.
    let i = firstFrom(matches, from);
    while (i > 0 && matchTo(matches, i - 1) > from) i--;
    for (; i < matches.count; i++) {
      const start = matchFrom(matches, i);
      if (start > to || (start === to && placed.continues)) break;
      const end = matchTo(matches, i);
      cover.length = 0;
      const units = { from: rowUnit(placed, Math.max(start, from)), to: rowUnit(placed, Math.min(end, to)) };
      coverOf(row, units, cover);
      // A match of nothing, or of a line end, still shows.
      if (cover.length === 0) {
        const x = row.bidi === null ? row.stops[units.from] : row.width;
        cover.push(x, x + (end > start ? cell / 2 : 2));
      }
      for (let c = 0; c < cover.length; c += 2) {
        const x = Math.max(left, originX + cover[c]);
        const width = Math.min(right, originX + cover[c + 1]) - x;
        if (width > 0) out.push(x, placed.top + 1, width, lineHeight - 2, i === current ? 1 : 0);
      }
    }
  }
  return out;
}

/** Whether every line is the line it was: the same text, or one changed within a line, as by typing. */
function keepsLines(was: EditorView, now: EditorView): boolean {
  const before = was.made.text, after = now.made.text;
  if (before === after) return true;
  const change = lastChangeOf(now.made.state);
  if (change === null || change.before !== before || change.after !== after) return false;
  const { edits } = change.changes;
  return edits.length === 1 && before.lineCount === after.lineCount && typeof edits[0].insert === "string" &&
    !edits[0].insert.includes("\n");
}

/** What the marks in the scrollbar depend on besides the matches. */
function railOf({ vertical, lineCount, box }: EditorView): string {
  return vertical === null ? "" : `${vertical.max},${lineCount},${box.y},${box.height}`;
}

/**
 * Pairs of top and height along the scrollbar. Asks each row of pixels whether a match starts in its lines: hundreds of
 * look-ups, however many matches there are.
 */
function barsOf(
  { vertical, lineHeight, box, made, map }: EditorView,
  matches: MatchSet,
): readonly number[] {
  if (vertical === null) return [];
  const { track, max } = vertical;
  const { text } = made;
  const content = max + box.height;
  const step = MARK;
  const { rowCount } = map;
  const out: number[] = [];
  for (let y = 0; y < track.height; y += step) {
    const first = Math.ceil((y / track.height) * content / lineHeight);
    const end = Math.ceil(((y + step) / track.height) * content / lineHeight);
    if (first >= rowCount) break;
    if (end <= first) continue;
    const from = rowStart(map, text, first);
    const to = end >= rowCount ? text.length + 1 : rowStart(map, text, end);
    const index = firstFrom(matches, from);
    if (index >= matches.count || matchFrom(matches, index) >= to) continue;
    const n = out.length;
    if (n > 0 && out[n - 2] + out[n - 1] === track.y + y) out[n - 1] += step;
    else out.push(track.y + y, step);
  }
  return out;
}
