/** Selections as a whole: all, lines, none, more carets, the next and all places with the same text. */
import type { Offset } from "../../base/mod.ts";
import {
  caretAt,
  fromOf,
  isCaret,
  mapRanges,
  rangeOf,
  selectionOf,
  selectionOfOne,
  toOf,
} from "../state/selection.ts";
import type { Command, CommandContext, Outcome, Range } from "../types.ts";
import { lineOf } from "./change.ts";
import { rowsDown, select } from "./move.ts";

export const selectAll: Command = (ctx) =>
  select(ctx, selectionOfOne(rangeOf(0 as Offset, ctx.state.text.length as Offset)));

/** Whole lines with their ends; once more takes the next line. */
export const expandLineSelection: Command = (ctx) => {
  const { text } = ctx.state;
  return select(
    ctx,
    mapRanges(ctx.selection, (range) => {
      const last = text.lineAt(toOf(range)).index;
      const to = last + 1 < text.lineCount ? lineOf(text, last + 1).from : text.length as Offset;
      return rangeOf(text.lineAt(fromOf(range)).from, to);
    }),
  );
};

/** Declines when nothing is selected. */
export const cancelSelection: Command = (ctx) => {
  if (ctx.selection.ranges.every(isCaret)) return null;
  return select(ctx, mapRanges(ctx.selection, (range) => caretAt(range.head)));
};

/** Declines when there is one caret only. */
export const removeSecondaryCursors: Command = (ctx) => {
  if (ctx.selection.ranges.length === 1) return null;
  return select(ctx, selectionOfOne(ctx.selection.ranges[ctx.selection.main]));
};

export const insertCursorAbove: Command = (ctx) => insertCursors(ctx, -1);
export const insertCursorBelow: Command = (ctx) => insertCursors(ctx, 1);

/** A caret more beside each; the main one is the new one of the old main. */
function insertCursors(ctx: CommandContext, rows: number): Outcome<never> | null {
  const motion = rowsDown(() => rows, "stay");
  const { ranges, main } = ctx.selection;
  const more = ranges.map((range): Range => {
    const caret = caretAt(range.head, { goal: range.goal, side: range.side });
    const { at, side, goal } = motion(ctx, caret, "move");
    return at === range.head ? range : caretAt(at, { side, goal });
  });
  return select(ctx, selectionOf([...ranges, ...more], ranges.length + main));
}
