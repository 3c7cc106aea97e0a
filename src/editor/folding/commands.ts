/**
 * Folding by command. Each works on the lines of all carets of its view; carets that would be hidden go to the end of the
 * line that stays. Which ranges there are is ranges.ts, what is folded is field.ts.
 */
import type { LineIndex, Offset } from "../../base/mod.ts";
import { caretAt, fromOf, isCaret, mapRanges, toOf } from "../state/selection.ts";
import type { Command, CommandContext, Outcome, Selection, Text } from "../types.ts";
import { foldNote, foldSpans } from "./field.ts";
import { hiddenFrom } from "./hidden.ts";
import { foldable } from "./ranges.ts";
import { foldKinds, foldOfRow, type FoldTable, innermost, parentRow, rowsUpTo } from "./table.ts";
import type { FoldRange } from "./types.ts";

type Wish = Outcome<never> | null;

/** VS Code's `editor.fold`, with `{ levels?, direction?: "up", selectionLines? }`. Folds the next outer one where it is folded already. */
export const fold: Command = (ctx) => {
  const table = foldable(ctx.state);
  const folded = foldedSet(ctx);
  const { levels, direction, lines } = argument(ctx);
  const wanted: FoldRange[] = [];
  for (const line of lines) {
    let row = innermost(table, line);
    if (levels === null) {
      while (row >= 0 && folded.has(keyOf(foldOfRow(table, row)))) row = parentRow(table, row);
      if (row >= 0) wanted.push(foldOfRow(table, row));
    } else if (direction === "up") {
      for (let i = 0; i < levels && row >= 0; i++, row = parentRow(table, row)) {
        wanted.push(foldOfRow(table, row));
      }
    } else if (row >= 0) wanted.push(...within(table, { row, levels }));
  }
  return folding(ctx, wanted);
};

/** With `{ levels?, selectionLines? }`. */
export const unfold: Command = (ctx) => {
  const { levels, lines } = argument(ctx);
  return unfolding(ctx, (range, depth) => lines.some((line) => holds(range, line)) && depth < (levels ?? 1));
};

export const foldRecursively: Command = (ctx) => {
  const table = foldable(ctx.state);
  return folding(ctx, rowsAt(ctx, table).flatMap((row) => within(table, { row, levels: Infinity })));
};
export const unfoldRecursively: Command = (ctx) => {
  const table = foldable(ctx.state);
  const around = rowsAt(ctx, table).map((row) => foldOfRow(table, row));
  const lines = caretLines(ctx);
  return unfolding(ctx, (range) =>
    lines.some((line) => holds(range, line)) ||
    around.some(({ first, last }) => first <= range.first && range.last <= last));
};

export const foldAll: Command = (ctx) => folding(ctx, allOf(foldable(ctx.state)));
export const unfoldAll: Command = (ctx) => unfolding(ctx, () => true);

/** `level` 1 is outermost; what holds a caret stays open, as in VS Code. */
export function foldLevel(level: number): Command {
  return (ctx) => {
    const table = foldable(ctx.state);
    const lines = caretLines(ctx);
    const depths = depthsOf(table);
    return folding(
      ctx,
      allOf(table).filter((range, i) =>
        depths[i] === level && !lines.some((line) => line > range.first && holds(range, line))
      ),
    );
  };
}

/** Opens what is folded at a caret's line; if nothing is, folds there. */
export const toggleFold: Command = (ctx) => {
  const lines = new Set(caretLines(ctx));
  return unfolding(ctx, (range) => lines.has(range.first)) ?? fold(ctx);
};
export const toggleFoldRecursively: Command = (ctx) => {
  const lines = new Set(caretLines(ctx));
  return foldedRanges(ctx).some(({ first }) => lines.has(first))
    ? unfoldRecursively(ctx)
    : foldRecursively(ctx);
};

export const foldAllBlockComments: Command = (ctx) =>
  folding(ctx, allOf(foldable(ctx.state)).filter(({ kind }) => kind === "comment"));
export const foldAllMarkerRegions: Command = (ctx) =>
  folding(ctx, allOf(foldable(ctx.state)).filter(({ kind }) => kind === "region"));
export const unfoldAllMarkerRegions: Command = (ctx) => {
  const regions = new Set(allOf(foldable(ctx.state)).filter(({ kind }) => kind === "region").map(keyOf));
  return unfolding(ctx, (range) => regions.has(keyOf(range)));
};
/** Everything but what the carets are in. */
export const foldAllExcept: Command = (ctx) => {
  const lines = caretLines(ctx);
  return folding(
    ctx,
    allOf(foldable(ctx.state)).filter((range) => !lines.some((line) => holds(range, line))),
  );
};
export const unfoldAllExcept: Command = (ctx) => {
  const lines = caretLines(ctx);
  return unfolding(ctx, (range) => !lines.some((line) => holds(range, line)));
};

/** Folds the lines of each selection, whatever they are. They can be folded again only by selecting them again. */
export const createFoldingRangeFromSelection: Command = (ctx) => {
  const { text } = ctx.state;
  const made = ctx.selection.ranges.filter((range) => !isCaret(range)).map((range): FoldRange => {
    const first = text.lineAt(fromOf(range)).index;
    const end = text.lineAt(toOf(range));
    return { first, last: end.from === toOf(range) ? end.index - 1 : end.index, kind: "manual" };
  });
  return folding(ctx, made);
};
/** Opens whatever the selections touch. */
export const removeManualFoldingRanges: Command = (ctx) => {
  const { text } = ctx.state;
  const touched = ctx.selection.ranges.map((
    range,
  ) => [text.lineAt(fromOf(range)).index, text.lineAt(toOf(range)).index]);
  return unfolding(ctx, ({ first, last }) => touched.some(([from, to]) => first <= to && last >= from));
};

/** To the line that starts the fold around each caret. */
export const gotoParentFold: Command = (ctx) =>
  goTo(ctx, (table, line) => {
    let row = innermost(table, line);
    if (row >= 0 && table.firsts[row] === line) row = parentRow(table, row);
    return row < 0 ? null : table.firsts[row];
  });
/** To the next fold that starts on the same depth as the one at the caret, or the first one below it. */
export const gotoNextFold: Command = (ctx) =>
  goTo(ctx, (table, line) => {
    const row = rowsUpTo(table, line);
    return row < table.count ? table.firsts[row] : null;
  });
export const gotoPreviousFold: Command = (ctx) =>
  goTo(ctx, (table, line) => {
    const row = rowsUpTo(table, line - 1) - 1;
    return row < 0 ? null : table.firsts[row];
  });

function goTo(ctx: CommandContext, find: (table: FoldTable, line: number) => number | null): Wish {
  const { text } = ctx.state;
  const table = foldable(ctx.state);
  let isMoved = false;
  const selection = mapRanges(ctx.selection, (range) => {
    const line = find(table, text.lineAt(range.head).index);
    if (line === null) return range;
    isMoved = true;
    return caretAt(text.line(line as LineIndex).from);
  });
  return isMoved ? { spec: { view: ctx.view, selection, origin: "move", reveal: true } } : null;
}

function argument(
  ctx: CommandContext,
): { levels: number | null; direction: "up" | "down"; lines: readonly number[] } {
  const arg = typeof ctx.arg === "object" && ctx.arg !== null ? ctx.arg as Record<string, unknown> : {};
  const levels = typeof arg.levels === "number" && arg.levels >= 1 ? Math.floor(arg.levels) : null;
  const given = Array.isArray(arg.selectionLines) ? arg.selectionLines : null;
  const lines = given?.filter((line): line is number => Number.isInteger(line) && line >= 0) ??
    caretLines(ctx);
  return { levels, direction: arg.direction === "up" ? "up" : "down", lines };
}
function caretLines({ state, selection }: CommandContext): number[] {
  return selection.ranges.map(({ head }) => state.text.lineAt(head).index);
}
function rowsAt(ctx: CommandContext, table: FoldTable): number[] {
  return caretLines(ctx).map((line) => innermost(table, line)).filter((row) => row >= 0);
}
const holds = ({ first, last }: FoldRange, line: number) => first <= line && line <= last;
/** Both lines in one number: a fold is looked for by what it hides. */
const keyOf = ({ first, last }: FoldRange) => first * 2 ** 26 + last;

function allOf(table: FoldTable): FoldRange[] {
  return Array.from(table.firsts, (_, i) => foldOfRow(table, i));
}
/** A row and the rows inside it, `levels` deep. */
function within(table: FoldTable, { row, levels }: { row: number; levels: number }): FoldRange[] {
  const found: FoldRange[] = [];
  const ends: number[] = [];
  for (let i = row; i < table.count && table.firsts[i] <= table.lasts[row]; i++) {
    while (ends.length > 0 && ends[ends.length - 1] < table.firsts[i]) ends.pop();
    if (ends.length < levels) found.push(foldOfRow(table, i));
    ends.push(table.lasts[i]);
  }
  return found;
}
function depthsOf(table: FoldTable): number[] {
  const ends: number[] = [];
  return Array.from(table.firsts, (first, i) => {
    while (ends.length > 0 && ends[ends.length - 1] < first) ends.pop();
    return ends.push(table.lasts[i]);
  });
}

/** What is folded now, as lines. */
function foldedRanges({ state, view }: CommandContext): FoldRange[] {
  const spans = foldSpans(state, view);
  const found: FoldRange[] = [];
  for (let i = 0; i < spans.length; i += 2) {
    found.push({
      first: state.text.lineAt(spans[i] as Offset).index,
      last: state.text.lineAt(spans[i + 1] as Offset).index,
      kind: foldKinds[0],
    });
  }
  return found;
}
const foldedSet = (ctx: CommandContext) => new Set(foldedRanges(ctx).map(keyOf));

function folding(ctx: CommandContext, more: readonly FoldRange[]): Wish {
  const { text } = ctx.state;
  const now = foldedRanges(ctx);
  const ordered = sortedRanges([...now, ...newOnes(now, more)]);
  if (ordered.length === now.length) return null;
  const spans = spansOf(text, ordered);
  return folded(ctx, spans, { selection: outside(ctx.selection, spans), ranges: ordered });
}
function newOnes(now: readonly FoldRange[], more: readonly FoldRange[]): FoldRange[] {
  const seen = new Set(now.map(keyOf));
  const fresh: FoldRange[] = [];
  for (const range of more) {
    if (range.last <= range.first || seen.has(keyOf(range))) continue;
    seen.add(keyOf(range));
    fresh.push(range);
  }
  return fresh;
}
/** The outer of two before the inner. */
function sortedRanges(ranges: FoldRange[]): FoldRange[] {
  return ranges.sort((a, b) => a.first - b.first || b.last - a.last);
}

/** Opens the folds that `isWanted`; `depth` counts the opened ones around. Null if there are none. */
function unfolding(ctx: CommandContext, isWanted: (range: FoldRange, depth: number) => boolean): Wish {
  // Sorted with the outer ones first: those that are still open around a range lie on the stack.
  const opened: number[] = [];
  let count = 0;
  const kept = foldedRanges(ctx).filter((range) => {
    while (opened.length > 0 && opened[opened.length - 1] < range.first) opened.pop();
    if (!isWanted(range, opened.length)) return true;
    opened.push(range.last);
    count++;
    return false;
  });
  if (count === 0) return null;
  const ranges = sortedRanges(kept);
  return folded(ctx, spansOf(ctx.state.text, ranges), { selection: ctx.selection, ranges });
}

function folded(
  { view }: CommandContext,
  spans: Float64Array,
  { selection, ranges }: { selection: Selection; ranges: readonly FoldRange[] },
): Wish {
  const notes = [foldNote(view, spans, hiddenFrom(ranges.map(({ first, last }) => [first + 1, last])))];
  return { spec: { view, selection, origin: "move", reveal: true, notes } };
}

/** Of more folds than this the ends of all lines are read at once: 15 ms for a million, against 0.5 µs for each look-up. */
const manyFolds = 5000;

function spansOf(text: Text, sorted: readonly FoldRange[]): Float64Array {
  const spans = new Float64Array(sorted.length * 2);
  const ends = sorted.length > manyFolds ? lineEnds(text) : null;
  for (let i = 0; i < sorted.length; i++) {
    const { first, last } = sorted[i];
    spans[i * 2] = ends === null ? text.line(first as LineIndex).to : ends[first];
    spans[i * 2 + 1] = ends === null ? text.line(last as LineIndex).to : ends[last];
  }
  return spans;
}
function lineEnds(text: Text): Float64Array {
  const ends = new Float64Array(text.lineCount);
  let line = 0;
  for (let at = 0; at < text.length;) {
    const { from, text: part } = text.chunkAt(at as Offset);
    for (let i = part.indexOf("\n"); i >= 0; i = part.indexOf("\n", i + 1)) ends[line++] = from + i;
    at = from + part.length;
  }
  ends[line] = text.length;
  return ends;
}

/** The selection with no end inside a span: those go to the end of the line that stays. */
function outside(selection: Selection, spans: Float64Array): Selection {
  const place = (at: Offset): Offset => {
    // The outer of nested folds comes first.
    for (let i = 0; i < spans.length; i += 2) {
      if (at > spans[i] && at <= spans[i + 1]) return spans[i] as Offset;
    }
    return at;
  };
  return mapRanges(selection, (range) => {
    const anchor = place(range.anchor), head = place(range.head);
    return anchor === range.anchor && head === range.head ? range : { anchor, head };
  });
}
