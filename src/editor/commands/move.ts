/**
 * Moving carets and growing selections: characters, lines, ends, pages. Each motion is one function from a range to where
 * its head goes; `moving` and `selecting` make the two commands of it. Words are move_words.ts.
 */
import type { Offset, Px, Side } from "../../base/mod.ts";
import { hiddenLines } from "../folding/field.ts";
import { fromOf, isCaret, mapRanges, sameSelection, toOf } from "../state/selection.ts";
import type { Caret, Command, CommandContext, Outcome, Range, Selection } from "../types.ts";
import { graphemeAfter, graphemeBefore, graphemeBorderAt } from "../unicode/graphemes.ts";
import { lineOf } from "./change.ts";

/** Where a head goes. `mode` matters where a plain motion first collapses a selection. */
export type Motion = (ctx: CommandContext, range: Range, mode: "move" | "select") => Target;
export interface Target {
  readonly at: Offset;
  readonly side?: Side;
  readonly goal?: Px;
}

/** The command that takes every caret there and drops what was selected. */
export function moving(motion: Motion): Command {
  return (ctx) =>
    select(
      ctx,
      mapRanges(ctx.selection, (range) => {
        const { at, side, goal } = motion(ctx, range, "move");
        return rangeTo(at, { at, side, goal });
      }),
    );
}
/** The command that takes every head there and keeps the anchors. */
export function selecting(motion: Motion): Command {
  return (ctx) =>
    select(ctx, mapRanges(ctx.selection, (range) => rangeTo(range.anchor, motion(ctx, range, "select"))));
}
function rangeTo(anchor: Offset, { at, side, goal }: Target): Range {
  const range: { anchor: Offset; head: Offset; side?: Side; goal?: Px } = { anchor, head: at };
  if (side !== undefined) range.side = side;
  if (goal !== undefined) range.goal = goal;
  return range;
}
/** The wish for another selection; null when it is the one there is. */
export function select(
  { view, selection: old }: CommandContext,
  selection: Selection,
): Outcome<never> | null {
  if (sameSelection(selection, old)) return null;
  return { spec: { view, selection, origin: "move", reveal: true } };
}

export const left: Motion = (ctx, range, mode) => {
  if (mode === "move" && !isCaret(range)) return { at: fromOf(range) };
  return beside(ctx, range, -1);
};
export const right: Motion = (ctx, range, mode) => {
  if (mode === "move" && !isCaret(range)) return { at: toOf(range) };
  return beside(ctx, range, 1);
};

/** Right-to-left text and folds are crossed as they are seen, all other text as it is stored, which needs no layout. */
function beside(ctx: CommandContext, range: Range, to: Side): Target {
  const text = ctx.state.text;
  const line = text.lineAt(range.head);
  const near = text.slice(
    Math.max(line.from, range.head - BIDI_REACH) as Offset,
    Math.min(line.to, range.head + BIDI_REACH) as Offset,
  );
  if (hiddenLines(ctx.state, ctx.view).total > 0 || HAS_RIGHT_TO_LEFT.test(near)) {
    const caret = ctx.layout.beside({ at: range.head, side: range.side ?? 1 }, to);
    return { at: caret.at, side: caret.side };
  }
  return { at: to < 0 ? graphemeBefore(text, range.head) : graphemeAfter(text, range.head) };
}
/** A row is at most 2,000 units, and bidi never reaches over rows. */
const BIDI_REACH = 2000;
// Hebrew to Arabic Extended-A, their presentation forms, the marks that turn text, and the right-to-left planes.
const HAS_RIGHT_TO_LEFT =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** `rows` visual rows down, negative for up, keeping the x it began at. Past the ends it goes to the end, if `past` says so. */
export function rowsDown(rows: (ctx: CommandContext) => number, past: "end" | "stay"): Motion {
  return (ctx, range, mode) => {
    const count = rows(ctx);
    let caret: Caret = { at: range.head, side: range.side ?? 1 };
    if (mode === "move" && !isCaret(range)) caret = { at: count < 0 ? fromOf(range) : toOf(range), side: 1 };
    const place = ctx.layout.placeOf(caret);
    const goal = range.goal ?? place.x;
    const wanted = place.row + count;
    if (past === "end" && wanted < 0) return { at: 0 as Offset };
    if (past === "end" && wanted >= ctx.layout.rowCount) return { at: ctx.state.text.length as Offset };
    const row = Math.max(0, Math.min(ctx.layout.rowCount - 1, wanted));
    const { at, side } = ctx.layout.caretAt({ row, x: goal });
    return { at, side, goal };
  };
}
export const up = rowsDown(() => -1, "end");
export const down = rowsDown(() => 1, "end");
export const pageUp = rowsDown(({ layout }) => -layout.pageRows, "stay");
export const pageDown = rowsDown(({ layout }) => layout.pageRows, "stay");
const half = ({ layout }: CommandContext) => Math.max(1, Math.floor(layout.pageRows / 2));
export const halfPageUp = rowsDown((ctx) => -half(ctx), "stay");
export const halfPageDown = rowsDown(half, "stay");

/** The offsets of the visual row a caret is in. Without wrapping that is its line, known without layout. */
export function rowOf(ctx: CommandContext, range: Range): { from: Offset; to: Offset; side: Side } {
  const line = ctx.state.text.lineAt(range.head);
  if (ctx.state.settings.wrap === "off") return { from: line.from, to: line.to, side: 1 };
  const { row } = ctx.layout.placeOf({ at: range.head, side: range.side ?? 1 });
  const from = ctx.layout.caretAt({ row, x: -Infinity as Px }).at;
  const end = ctx.layout.caretAt({ row, x: Infinity as Px });
  return { from, to: end.at, side: end.side };
}
function firstNonBlank(ctx: CommandContext, { from, to }: { from: Offset; to: Offset }): Offset {
  const text = ctx.state.text.slice(from, Math.min(to, from + 10_000) as Offset);
  const blanks = /^[ \t]*/.exec(text)![0].length;
  // A mark or a joiner may stand on the last blank.
  return blanks === text.length ? from : graphemeBorderAt(ctx.state.text, (from + blanks) as Offset);
}

/** The first character that is not blank; from there, or on a blank row, the start of the row. */
export const home: Motion = (ctx, range) => {
  const row = rowOf(ctx, range);
  const first = firstNonBlank(ctx, row);
  return { at: range.head === first ? row.from : first };
};
export const end: Motion = (ctx, range) => {
  const row = rowOf(ctx, range);
  return row.side === 1 ? { at: row.to } : { at: row.to, side: row.side };
};
export const rowStart: Motion = (ctx, range) => ({ at: rowOf(ctx, range).from });
export const rowFirstNonBlank: Motion = (ctx, range) => ({ at: firstNonBlank(ctx, rowOf(ctx, range)) });
export const rowLastNonBlank: Motion = (ctx, range) => {
  const { from, to } = rowOf(ctx, range);
  const text = ctx.state.text.slice(Math.max(from, to - 10_000) as Offset, to);
  const blanks = text.length - text.trimEnd().length;
  return { at: (blanks === text.length ? to : to - blanks) as Offset };
};
export const lineStart: Motion = ({ state }, range) => ({ at: state.text.lineAt(range.head).from });
export const lineEnd: Motion = ({ state }, range) => ({ at: state.text.lineAt(range.head).to });
export const top: Motion = () => ({ at: 0 as Offset });
export const bottom: Motion = ({ state }) => ({ at: state.text.length as Offset });

/** The next blank line that ends a paragraph, or the end of the text. */
export const blankLineAfter: Motion = ({ state }, range) => {
  let index = state.text.lineAt(range.head).index as number;
  const last = state.text.lineCount - 1;
  while (index < last && isBlank(state.text.slice(...ends(lineOf(state.text, index))))) index++;
  while (index < last && !isBlank(state.text.slice(...ends(lineOf(state.text, index))))) index++;
  return { at: lineOf(state.text, index).from };
};
export const blankLineBefore: Motion = ({ state }, range) => {
  let index = state.text.lineAt(range.head).index as number;
  while (index > 0 && isBlank(state.text.slice(...ends(lineOf(state.text, index))))) index--;
  while (index > 0 && !isBlank(state.text.slice(...ends(lineOf(state.text, index))))) index--;
  return { at: lineOf(state.text, index).from };
};
const ends = (line: { from: Offset; to: Offset }): [Offset, Offset] => [line.from, line.to];
const isBlank = (text: string) => text.trim() === "";

export const cursorParagraphUp = moving(blankLineBefore);
export const cursorParagraphUpSelect = selecting(blankLineBefore);
export const cursorParagraphDown = moving(blankLineAfter);
export const cursorParagraphDownSelect = selecting(blankLineAfter);
export const cursorLeft = moving(left);
export const cursorLeftSelect = selecting(left);
export const cursorRight = moving(right);
export const cursorRightSelect = selecting(right);
export const cursorUp = moving(up);
export const cursorUpSelect = selecting(up);
export const cursorDown = moving(down);
export const cursorDownSelect = selecting(down);
export const cursorPageUp = moving(pageUp);
export const cursorPageUpSelect = selecting(pageUp);
export const cursorPageDown = moving(pageDown);
export const cursorPageDownSelect = selecting(pageDown);
export const cursorHalfPageUp = moving(halfPageUp);
export const cursorHalfPageUpSelect = selecting(halfPageUp);
export const cursorHalfPageDown = moving(halfPageDown);
export const cursorHalfPageDownSelect = selecting(halfPageDown);
export const cursorHome = moving(home);
export const cursorHomeSelect = selecting(home);
export const cursorEnd = moving(end);
export const cursorEndSelect = selecting(end);
export const cursorLineStart = moving(lineStart);
export const cursorLineStartSelect = selecting(lineStart);
export const cursorLineEnd = moving(lineEnd);
export const cursorLineEndSelect = selecting(lineEnd);
export const cursorTop = moving(top);
export const cursorTopSelect = selecting(top);
export const cursorBottom = moving(bottom);
export const cursorBottomSelect = selecting(bottom);
