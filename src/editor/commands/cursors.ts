/** More carets and other main ones: at line ends, line by line, down to the last line, and which of them is followed. */
import type { Offset } from "../../base/mod.ts";
import { caretAt, fromOf, isCaret, mapRanges, rangeOf, selectionOf, toOf } from "../state/selection.ts";
import type { Command, CommandContext, Line, Range } from "../types.ts";
import { lineOf } from "./change.ts";
import { select } from "./move.ts";
import { columnOf, offsetAtColumn } from "./visual_columns.ts";

/** More carets than this help nobody, and each of them costs a key. */
const mostCarets = 100_000;

/** A caret at the end of each selected line, in the last one where the selection ends. */
export const insertCursorAtEndOfEachLineSelected: Command = (ctx) =>
  eachLine(ctx, (line, range) => {
    const isLast = toOf(range) <= line.to;
    if (!isLast) return caretAt(line.to);
    return toOf(range) > line.from ? caretAt(toOf(range)) : null;
  });

/** Each selection in pieces, one for each line it touches. */
export const splitSelectionIntoLines: Command = (ctx) =>
  eachLine(ctx, (line, range) => {
    const from = Math.max(line.from, fromOf(range)) as Offset, to = Math.min(line.to, toOf(range)) as Offset;
    if (to === line.from && fromOf(range) < line.from) return null;
    return range.anchor < range.head ? rangeOf(from, to) : rangeOf(to, from);
  });

function eachLine(ctx: CommandContext, place: (line: Line, range: Range) => Range | null) {
  const { text } = ctx.state;
  if (ctx.selection.ranges.every(isCaret)) return null;
  const ranges: Range[] = [];
  for (const range of ctx.selection.ranges) {
    if (isCaret(range)) {
      ranges.push(range);
      continue;
    }
    const first = text.lineAt(fromOf(range)).index, last = text.lineAt(toOf(range)).index;
    for (let i = first as number; i <= last && ranges.length < mostCarets; i++) {
      const made = place(lineOf(text, i), range);
      if (made !== null) ranges.push(made);
    }
  }
  return ranges.length === 0 ? null : select(ctx, selectionOf(ranges, ranges.length - 1));
}

/** A caret in every line from the last caret down, in the same column. */
export const addCursorsToBottom: Command = (ctx) => addTo(ctx, "bottom");
export const addCursorsToTop: Command = (ctx) => addTo(ctx, "top");

function addTo(ctx: CommandContext, where: "top" | "bottom") {
  const { text, settings } = ctx.state;
  const { ranges } = ctx.selection;
  const from = where === "bottom" ? ranges[ranges.length - 1] : ranges[0];
  const line = text.lineAt(from.head);
  const column = columnOf(text, from.head, settings);
  const step = where === "bottom" ? 1 : -1;
  const more: Range[] = [];
  for (let i = line.index + step; i >= 0 && i < text.lineCount && more.length < mostCarets; i += step) {
    more.push(caretAt(offsetAtColumn(text, { line: i, column, settings })));
  }
  return select(ctx, selectionOf([...ranges, ...more], ctx.selection.main));
}

/** Another of the carets becomes the main one, around the ends. */
export const focusNextCursor: Command = (ctx) => focus(ctx, 1);
export const focusPreviousCursor: Command = (ctx) => focus(ctx, -1);
function focus(ctx: CommandContext, by: 1 | -1) {
  const { ranges, main } = ctx.selection;
  if (ranges.length === 1) return null;
  return select(ctx, { ranges, main: (main + by + ranges.length) % ranges.length });
}

/** Every selection the other way round. Declines when nothing is selected. */
export const flipSelection: Command = (ctx) =>
  ctx.selection.ranges.every(isCaret) ? null : select(
    ctx,
    mapRanges(ctx.selection, (range) => isCaret(range) ? range : rangeOf(range.head, range.anchor)),
  );
