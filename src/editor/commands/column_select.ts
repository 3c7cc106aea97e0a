/**
 * Box selections: from one corner to another, in columns people see. Owns the arithmetic, the commands for keys, and the field
 * that remembers the corners, which may lie behind the ends of lines. The mouse calls `boxSelection` itself.
 */
import type { LineIndex, Offset, ViewId } from "../../base/mod.ts";
import { hiddenLines, isHidden } from "../folding/index.ts";
import { selectionOf } from "../state/selection.ts";
import { fieldValue } from "../state/state.ts";
import type { Command, CommandContext, Field, Outcome, Range, Selection, State } from "../types.ts";
import { select } from "./move.ts";
import { columnOf, offsetAtColumn } from "./visual_columns.ts";

/** A corner: a line and a column, which may lie behind the line's end. */
export interface Corner {
  readonly line: number;
  readonly column: number;
}
export interface Box {
  readonly from: Corner;
  readonly to: Corner;
}
interface KeptBox extends Box {
  readonly view: ViewId;
  readonly selection: Selection;
}
/** Null but while a box selection stands. */
export const boxField: Field<KeptBox | null> = {
  name: "box",
  init: () => null,
  update(value, tr) {
    if (value === null && tr.notes === undefined) return value;
    const note = tr.notes?.find(({ field }) => field === boxField as Field<unknown>);
    if (note !== undefined) return note.value as KeptBox;
    if (value === null || tr.changes.edits.length > 0) return null;
    return tr.selections.get(value.view) === value.selection ? value : null;
  },
};

const mostLines = 100_000;

/** The ranges of a box, one for each line that reaches into it; carets at the line ends where none does. The last line's is main. */
export function boxSelection(state: State, view: ViewId, { from, to }: Box): Selection {
  const { text, settings } = state;
  const hidden = hiddenLines(state, view);
  const step = to.line < from.line ? -1 : 1;
  const left = Math.min(from.column, to.column);
  const found: Range[] = [];
  const ends: Range[] = [];
  for (let line = from.line, n = 0; n < mostLines; line += step, n++) {
    if (!isHidden(hidden, line)) {
      const anchor = offsetAtColumn(text, { line, column: from.column, settings });
      const head = offsetAtColumn(text, { line, column: to.column, settings });
      const far = anchor > head ? anchor : head;
      const { to: end } = text.line(line as LineIndex);
      // A line that ends left of the box has no part in it.
      if (far < end || columnOf(text, far, settings) >= left) found.push({ anchor, head });
      else ends.push({ anchor: end, head: end });
    }
    if (line === to.line) break;
  }
  const ranges = found.length > 0 ? found : ends;
  return selectionOf(ranges, ranges.length - 1);
}

/** The wish for a box, which is remembered for the next key. Null if it selects what is selected. */
export function selectBox({ state, view, selection: old }: CommandContext, box: Box): Outcome<never> | null {
  const selection = boxSelection(state, view, box);
  const value: KeptBox = { ...box, view, selection };
  const notes = [{ field: boxField as Field<unknown>, value }];
  const outcome = select({ state, view, selection: old } as CommandContext, selection);
  if (outcome?.spec !== undefined) return { spec: { ...outcome.spec, notes } };
  const kept = fieldValue(state, boxField);
  if (kept !== null && sameBox(kept, box)) return null;
  return {
    spec: {
      view,
      selection: old,
      origin: "move",
      reveal: true,
      notes: [{ ...notes[0], value: { ...value, selection: old } }],
    },
  };
}
const sameBox = (a: Box, b: Box) =>
  a.from.line === b.from.line && a.from.column === b.from.column && a.to.line === b.to.line &&
  a.to.column === b.to.column;

/** The box that stands, or the one from the main anchor to the main head. */
export function boxOf({ state, view, selection }: CommandContext): Box {
  const kept = fieldValue(state, boxField);
  if (kept !== null && kept.view === view && kept.selection === selection) return kept;
  const { anchor, head } = selection.ranges[selection.main];
  return { from: cornerOf(state, anchor), to: cornerOf(state, head) };
}
export function cornerOf({ text, settings }: State, at: Offset): Corner {
  return { line: text.lineAt(at).index, column: columnOf(text, at, settings) };
}

const boxBy = (move: (ctx: CommandContext, to: Corner, box: Box) => Corner): Command => (ctx) => {
  const box = boxOf(ctx);
  const to = move(ctx, box.to, box);
  return sameBox(box, { from: box.from, to }) ? null : selectBox(ctx, { from: box.from, to });
};
const byLines = (rows: (ctx: CommandContext) => number) =>
  boxBy((ctx, { line, column }) => {
    const { state, view } = ctx;
    const hidden = hiddenLines(state, view);
    const step = rows(ctx) < 0 ? -1 : 1;
    let at = line;
    for (
      let left = Math.abs(rows(ctx)), next = line + step;
      left > 0 && next >= 0 && next < state.text.lineCount;
      next += step
    ) {
      if (isHidden(hidden, next)) continue;
      at = next;
      left--;
    }
    return { line: at, column };
  });

export const cursorColumnSelectUp = byLines(() => -1);
export const cursorColumnSelectDown = byLines(() => 1);
export const cursorColumnSelectPageUp = byLines(({ layout }) => -layout.pageRows);
export const cursorColumnSelectPageDown = byLines(({ layout }) => layout.pageRows);
export const cursorColumnSelectLeft = boxBy((ctx, { line, column }) => {
  if (column === 0) return { line, column };
  const { text, settings } = ctx.state;
  // Over a wide character or a tab in the line of the head at once.
  const here = offsetAtColumn(text, { line, column, settings });
  if (columnOf(text, here, settings) < column) return { line, column: column - 1 };
  const left = offsetAtColumn(text, { line, column: column - 1, settings });
  return { line, column: left < here ? columnOf(text, left, settings) : column - 1 };
});
export const cursorColumnSelectRight = boxBy((ctx, { line, column }, box) => {
  const { text, settings } = ctx.state;
  if (column >= widest(ctx, box)) return { line, column };
  const here = offsetAtColumn(text, { line, column, settings });
  for (let wanted = column + 1; wanted <= column + settings.tabSize; wanted++) {
    const next = offsetAtColumn(text, { line, column: wanted, settings });
    if (next > here) return { line, column: Math.max(column + 1, columnOf(text, next, settings)) };
  }
  return { line, column: column + 1 };
});

/** The columns of the longest line in the box. */
function widest({ state: { text, settings } }: CommandContext, { from, to }: Box): number {
  const first = Math.min(from.line, to.line),
    last = Math.min(Math.max(from.line, to.line), first + mostLines);
  let most = 0;
  for (let line = first; line <= last; line++) {
    const end = text.line(line as LineIndex).to;
    most = Math.max(most, columnOf(text, end, settings));
  }
  return most;
}
