/** Tab, Shift+Tab and indenting lines, by the settings' tab stops. The arithmetic is columns.ts. */
import type { Offset } from "../../base/mod.ts";
import { fromOf, isCaret, toOf } from "../state/selection.ts";
import type { Command, CommandContext, Edit, Line } from "../types.ts";
import { blocksOf, editLines, lineOf, replaceEach, type Wish } from "./change.ts";
import { blank, columnAfter, leadingBlank, nextStop, previousStop } from "./columns.ts";
import { tabText } from "./type.ts";

/** At a caret or over a part of a line: blanks to the next stop. Over whole lines: indents them. */
export const tab: Command = (ctx) => {
  const { text } = ctx.state;
  const isPart = ctx.selection.ranges.every((range) => {
    if (isCaret(range)) return true;
    const line = text.lineAt(fromOf(range));
    return toOf(range) <= line.to && (fromOf(range) > line.from || toOf(range) < line.to);
  });
  if (!isPart) return indentLines(ctx);
  return replaceEach(ctx, {
    origin: "type",
    replace: (range) => ({ from: fromOf(range), to: toOf(range), insert: tabText(ctx, range) }),
  });
};

export const indentLines: Command = (ctx) => shift(ctx, nextStop);
export const outdentLines: Command = (ctx) => shift(ctx, previousStop);

function shift(ctx: CommandContext, stop: (column: number, step: number) => number): Wish {
  const { text, settings } = ctx.state;
  const edits: Edit[] = [];
  for (const { first, last } of blocksOf(text, ctx.selection)) {
    for (let i = first; i <= last; i++) {
      const line = lineOf(text, i);
      // Blank lines among others stay as they are; alone, one is what was meant.
      if (line.from === line.to && first !== last) continue;
      const indent = indentOf(ctx, line);
      const column = columnAfter(indent, settings);
      const wanted = settings.useTabStops || column === 0
        ? stop(column, settings.indentSize)
        : stop === nextStop
        ? column + settings.indentSize
        : Math.max(0, column - settings.indentSize);
      const edit = smallest(line.from, indent, blank(settings, { from: 0, to: wanted }));
      if (edit !== null) edits.push(edit);
    }
  }
  return editLines(ctx, { edits, origin: "type", sides: [-1, 1] });
}

function indentOf({ state }: CommandContext, line: Line): string {
  return leadingBlank(state.text.slice(line.from, Math.min(line.to, line.from + 10_000) as Offset));
}

/** The edit that leaves what both share in front alone, so that carets move as little as can be. */
function smallest(at: Offset, before: string, after: string): Edit | null {
  if (before === after) return null;
  let same = 0;
  while (same < before.length && same < after.length && before[same] === after[same]) same++;
  return { from: at + same as Offset, to: at + before.length as Offset, insert: after.slice(same) };
}
