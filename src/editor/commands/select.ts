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
import type { Command, CommandContext, Outcome, Range, Text } from "../types.ts";
import { lineOf } from "./change.ts";
import { rowsDown, select } from "./move.ts";
import { wordSource } from "./move_words.ts";
import { wordAt } from "./word_borders.ts";

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

/** First the word at each caret; then, once all are selected, the next place with the same text as the main one. */
export const addSelectionToNextFindMatch: Command = (ctx) => {
  const { ranges, main } = ctx.selection;
  if (ranges.some(isCaret)) return selectWords(ctx);
  const wanted = wantedIn(ctx);
  // The main range is the one that was added last.
  const next = findNext(ctx, { wanted, from: toOf(ranges[main]) });
  if (next === null) return null;
  return select(ctx, selectionOf([...ranges, next], ranges.length));
};

/** Every place with the text of the main selection, or of the word at the main caret. */
export const selectHighlights: Command = (ctx) => {
  const words = ctx.selection.ranges.some(isCaret) ? selectWords(ctx)?.spec?.selection : undefined;
  const { state, view, layout } = ctx;
  const start: CommandContext = { state, view, layout, selection: words ?? ctx.selection };
  const mainRange = start.selection.ranges[start.selection.main];
  if (isCaret(mainRange)) return null;
  const wanted = wantedIn(start);
  const found = findAll(ctx.state.text, wanted.text).filter((at) => fits(ctx, { wanted, at }));
  const ranges = found.map((at) => rangeOf(at, at + wanted.text.length as Offset));
  const main = ranges.findIndex((range) => range.anchor === fromOf(mainRange));
  return main < 0 ? null : select(ctx, selectionOf(ranges, main));
};

function selectWords(ctx: CommandContext): Outcome<never> | null {
  return select(
    ctx,
    mapRanges(ctx.selection, (range) => {
      const word = isCaret(range) ? wordAt(wordSource(ctx), range.head) : null;
      return word === null ? range : rangeOf(word.from, word.to);
    }),
  );
}

/** What is looked for, case and all; a text that is a word is looked for as a word. */
interface Wanted {
  readonly text: string;
  readonly isWord: boolean;
}
function wantedIn(ctx: CommandContext): Wanted {
  const range = ctx.selection.ranges[ctx.selection.main];
  const word = wordAt(wordSource(ctx), fromOf(range));
  const isWord = word !== null && word.from === fromOf(range) && word.to === toOf(range);
  return { text: ctx.state.text.slice(fromOf(range), toOf(range)), isWord };
}
function findNext(ctx: CommandContext, { wanted, from }: { wanted: Wanted; from: Offset }): Range | null {
  const { ranges } = ctx.selection;
  const all = findAll(ctx.state.text, wanted.text);
  const taken = new Set(ranges.map(fromOf));
  const isFree = (at: Offset) =>
    !taken.has(at) && fits(ctx, { wanted, at }) &&
    !ranges.some((range) => fromOf(range) < at + wanted.text.length && at < toOf(range));
  const at = all.find((at) => at >= from && isFree(at)) ?? all.find((at) => at < from && isFree(at));
  return at === undefined ? null : rangeOf(at, at + wanted.text.length as Offset);
}
function fits(ctx: CommandContext, { wanted, at }: { wanted: Wanted; at: Offset }): boolean {
  if (!wanted.isWord) return true;
  const word = wordAt(wordSource(ctx), at);
  return word !== null && word.from === at && word.to === at + wanted.text.length;
}

/** Where `wanted` starts, none overlapping, read leaf by leaf. O(length of the text). */
function findAll(text: Text, wanted: string): Offset[] {
  const found: Offset[] = [];
  if (wanted === "") return found;
  let window = "";
  let from = 0;
  for (let at = 0; at < text.length;) {
    const chunk = text.chunkAt(at as Offset);
    window += chunk.text;
    at = chunk.from + chunk.text.length;
    // Long enough to be worth a search, and what may be half a match is kept.
    if (window.length < 64 * 1024 && at < text.length) continue;
    let done = 0;
    for (let i = window.indexOf(wanted); i >= 0; i = window.indexOf(wanted, done)) {
      found.push(from + i as Offset);
      done = i + wanted.length;
    }
    const keep = Math.max(done, window.length - wanted.length + 1);
    from += keep;
    window = window.slice(keep);
  }
  return found;
}
