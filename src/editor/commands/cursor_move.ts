/** VS Code's `cursorMove`: one command for every motion, told by its argument. The motions are move.ts. */
import type { Offset } from "../../base/mod.ts";
import { hiddenLines, isHidden } from "../folding/index.ts";
import { caretAt } from "../state/selection.ts";
import type { Command, CommandContext } from "../types.ts";
import { graphemeBorderAt } from "../unicode/graphemes.ts";
import { lineOf } from "./change.ts";
import {
  blankLineAfter,
  blankLineBefore,
  end,
  left,
  type Motion,
  moving,
  right,
  rowFirstNonBlank,
  rowLastNonBlank,
  rowOf,
  rowsDown,
  rowStart,
  selecting,
} from "./move.ts";

/** With `{ to, by?, value?, select? }`; declines what it does not know. */
export const cursorMove: Command = (ctx) => {
  const { arg } = ctx;
  if (typeof arg !== "object" || arg === null || !("to" in arg)) return null;
  const motion = motionFor(arg as Wanted);
  if (motion === null) return null;
  return "select" in arg && arg.select === true ? selecting(motion)(ctx) : moving(motion)(ctx);
};

interface Wanted {
  readonly to?: unknown;
  readonly by?: unknown;
  readonly value?: unknown;
}

function motionFor({ to, by, value: given }: Wanted): Motion | null {
  const value = typeof given === "number" ? Math.max(1, Math.floor(given)) : 1;
  switch (to) {
    case "left":
      return by === "halfLine" ? halfLines(-value) : repeated(left, value);
    case "right":
      return by === "halfLine" ? halfLines(value) : repeated(right, value);
    case "up":
      return vertical(by, -value);
    case "down":
      return vertical(by, value);
    case "prevBlankLine":
      return repeated(blankLineBefore, value);
    case "nextBlankLine":
      return repeated(blankLineAfter, value);
    case "wrappedLineStart":
      return rowStart;
    case "wrappedLineFirstNonWhitespaceCharacter":
      return rowFirstNonBlank;
    case "wrappedLineEnd":
      return end;
    case "wrappedLineLastNonWhitespaceCharacter":
      return rowLastNonBlank;
    case "wrappedLineColumnCenter":
      return rowMiddle;
    case "viewPortTop":
      return viewport((top) => top + value - 1);
    case "viewPortCenter":
      return viewport((top, rows) => top + Math.floor((rows - 1) / 2));
    case "viewPortBottom":
      return viewport((top, rows) => top + rows - value);
    case "viewPortIfOutside":
      return viewport((top, rows, row) => Math.max(top, Math.min(top + rows - 1, row)));
    default:
      return null;
  }
}
function vertical(by: unknown, count: number): Motion {
  if (by === "line") return linesDown(count);
  return by === "foldedLine" ? visibleLinesDown(count) : rowsDown(() => count, "stay");
}

/** A long way is walked without looking back at the selection it began with. */
function repeated(motion: Motion, times: number): Motion {
  return (ctx, range, mode) => {
    let target = motion(ctx, range, mode);
    for (let i = 1; i < times; i++) {
      const next = motion(ctx, caretAt(target.at), mode);
      if (next.at === target.at) break;
      target = next;
    }
    return target;
  };
}
/** Lines of the document, whatever is wrapped, keeping the column in units. */
function linesDown(count: number): Motion {
  return (ctx, range) => {
    const { text } = ctx.state;
    const line = text.lineAt(range.head);
    return inLine(ctx, range.head - line.from, Math.max(0, Math.min(text.lineCount - 1, line.index + count)));
  };
}
/** The same, but a fold counts as the one line that is seen of it. */
function visibleLinesDown(count: number): Motion {
  return (ctx, range) => {
    const { text } = ctx.state;
    const hidden = hiddenLines(ctx.state, ctx.view);
    const line = text.lineAt(range.head);
    const step = count < 0 ? -1 : 1;
    let index = line.index as number;
    let left = Math.abs(count);
    for (let next = index + step; left > 0 && next >= 0 && next < text.lineCount; next += step) {
      if (isHidden(hidden, next)) continue;
      index = next;
      left--;
    }
    return inLine(ctx, range.head - line.from, index);
  };
}
function inLine({ state }: CommandContext, column: number, index: number) {
  const target = lineOf(state.text, index);
  const at = Math.min(target.to, target.from + column) as Offset;
  return { at: graphemeBorderAt(state.text, at) };
}

/** Half of the line's units to a side, within the line. */
function halfLines(count: number): Motion {
  return ({ state }, range) => {
    const { from, to } = state.text.lineAt(range.head);
    const step = Math.round((to - from) / 2) * count;
    const at = Math.max(from, Math.min(to, range.head + step)) as Offset;
    return { at: graphemeBorderAt(state.text, at) };
  };
}
const rowMiddle: Motion = (ctx, range) => {
  const { from, to } = rowOf(ctx, range);
  return { at: graphemeBorderAt(ctx.state.text, (from + Math.floor((to - from) / 2)) as Offset) };
};

/** The first character of a row that is seen. Where the layout does not tell what is seen, all of the text is. */
function viewport(rowFor: (top: number, rows: number, row: number) => number): Motion {
  return (ctx, range) => {
    const { layout } = ctx;
    const top = layout.topRow ?? 0;
    const rows = Math.max(1, Math.min(layout.pageRows, layout.rowCount - top));
    const now = layout.placeOf({ at: range.head, side: range.side ?? 1 });
    const row = Math.max(top, Math.min(top + rows - 1, rowFor(top, rows, now.row)));
    if (row === now.row && now.row >= top && rowFor(top, rows, now.row) === now.row) {
      return { at: range.head, ...(range.side !== undefined && { side: range.side }) };
    }
    const { at, side } = layout.caretAt({ row, x: 0 as never });
    return { at, side };
  };
}
