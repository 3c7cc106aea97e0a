/** Taking text out: by character, tab stop, word, part of a word, and to the ends of the line. */
import type { Offset } from "../../base/mod.ts";
import { deletePairs } from "../autoclose/close.ts";
import { fromOf, isCaret, toOf } from "../state/selection.ts";
import type { Command, CommandContext } from "../types.ts";
import { graphemeAfter, graphemeBefore } from "../unicode/graphemes.ts";
import { replaceEach } from "./change.ts";
import { columnAfter, previousStop } from "./columns.ts";
import { wordSource } from "./move_words.ts";
import {
  wordAfter,
  wordBefore,
  wordLeft,
  wordPartLeft,
  wordPartRight,
  wordRight,
  type WordSource,
} from "./word_borders.ts";

/** Where a deletion from a caret at `at` reaches. */
type Reach = (ctx: CommandContext, at: Offset) => number;

/** What is selected; at carets, what lies between and where `reach` says. */
function deleting(reach: Reach): Command {
  return (ctx) =>
    replaceEach(ctx, {
      origin: "delete",
      replace: (range) => {
        if (!isCaret(range)) return { from: fromOf(range), to: toOf(range), insert: "" };
        const to = reach(ctx, range.head);
        return { from: Math.min(to, range.head), to: Math.max(to, range.head), insert: "" };
      },
    });
}

/** Backspace: one grapheme, or in the indent back to the last tab stop (`useTabStops`). */
export const deleteLeft: Command = (ctx) => deletePairs(ctx) ?? deletePlain(ctx);
const deletePlain = deleting((ctx, at) => tabStopLeft(ctx, at) ?? graphemeBefore(ctx.state.text, at));
export const deleteRight = deleting(({ state }, at) => graphemeAfter(state.text, at));

function tabStopLeft({ state: { text, settings } }: CommandContext, at: Offset): number | null {
  if (!settings.useTabStops) return null;
  const line = text.lineAt(at);
  // Past this it is no indent anybody made.
  if (at === line.from || at - line.from > 1000) return null;
  const indent = text.slice(line.from, at);
  if (!/^[ \t]+$/.test(indent)) return null;
  const goal = previousStop(columnAfter(indent, settings), settings.indentSize);
  let length = indent.length - 1;
  while (length > 0 && columnAfter(indent.slice(0, length), settings) > goal) length--;
  return line.from + length;
}

export const deleteWordLeft = deleting((ctx, at) =>
  blanksLeft(wordSource(ctx), at) ?? wordStartLeft(wordSource(ctx), at)
);
export const deleteWordStartLeft = deleting((ctx, at) => wordStartLeft(wordSource(ctx), at));
export const deleteWordEndLeft = deleting((ctx, at) =>
  lineBound(ctx, at, wordLeft(wordSource(ctx), at, "end"))
);
export const deleteWordRight = deleting((ctx, at) =>
  blanksRight(wordSource(ctx), at) ?? wordEndRight(wordSource(ctx), at)
);
export const deleteWordEndRight = deleting((ctx, at) => wordEndRight(wordSource(ctx), at));
export const deleteWordStartRight = deleting((ctx, at) => {
  const source = wordSource(ctx);
  const line = source.text.lineAt(at);
  return at === line.to ? overLineEnd(source, at) : wordRight(source, at, "start");
});
export const deleteWordPartLeft = deleting((ctx, at) =>
  lineBound(ctx, at, wordPartLeft(wordSource(ctx), at))
);
export const deleteWordPartRight = deleting((ctx, at) =>
  lineBound(ctx, at, wordPartRight(wordSource(ctx), at))
);

/** Two blanks and more go without the word beside them. */
function blanksLeft({ text }: WordSource, at: Offset): number | null {
  const line = text.lineAt(at);
  const before = text.slice(Math.max(line.from, at - 10_000) as Offset, at);
  const blanks = before.length - before.replace(/[ \t]+$/, "").length;
  return blanks > 1 ? at - blanks : null;
}
function blanksRight({ text }: WordSource, at: Offset): number | null {
  const line = text.lineAt(at);
  const blanks = /^[ \t]*/.exec(text.slice(at, Math.min(line.to, at + 10_000) as Offset))![0].length;
  return blanks > 1 ? at + blanks : null;
}
/** At the start of a line only the line break goes, never a word of the line above. */
function wordStartLeft(source: WordSource, at: Offset): number {
  const line = source.text.lineAt(at);
  if (at === line.from) return Math.max(0, at - 1);
  return wordBefore(source, line, at)?.from ?? line.from;
}
function wordEndRight(source: WordSource, at: Offset): number {
  const line = source.text.lineAt(at);
  const word = wordAfter(source, line, at);
  if (word !== null) return word.to;
  return at < line.to ? line.to : overLineEnd(source, at);
}
/** The line break and the indent behind it. */
function overLineEnd(source: WordSource, at: Offset): number {
  if (at === source.text.length) return at;
  const next = source.text.lineAt(at + 1 as Offset);
  return wordAfter(source, next, next.from)?.from ?? next.to;
}
/** A line's border is a stop: crossing it takes the line break alone. */
function lineBound({ state: { text } }: CommandContext, at: Offset, to: Offset): number {
  const line = text.lineAt(at);
  if (to < line.from) return at === line.from ? at - 1 : line.from;
  if (to > line.to) return at === line.to ? at + 1 : line.to;
  return to;
}

/** To the start of the line; there, the line break. */
export const deleteAllLeft = deleting(({ state }, at) => {
  const { from } = state.text.lineAt(at);
  return at === from ? Math.max(0, at - 1) : from;
});
/** To the end of the line; there, the line break. */
export const deleteAllRight = deleting(({ state }, at) => {
  const { to } = state.text.lineAt(at);
  return at === to ? Math.min(state.text.length, at + 1) : to;
});

/** The word around each caret, or the blanks, or the run of signs; in an empty line nothing. */
export const deleteInsideWord: Command = (ctx) =>
  replaceEach(ctx, {
    origin: "delete",
    replace: (range) => {
      if (!isCaret(range)) return { from: fromOf(range), to: toOf(range), insert: "" };
      const run = runAround(ctx, range.head);
      return run === null ? null : { ...run, insert: "" };
    },
  });

function runAround(ctx: CommandContext, at: Offset): { from: number; to: number } | null {
  const source = wordSource(ctx);
  const { from, to } = source.text.lineAt(at);
  const before = source.text.slice(Math.max(from, at - 10_000) as Offset, at);
  const after = source.text.slice(at, Math.min(to, at + 10_000) as Offset);
  const kind = (unit: string) =>
    unit === " " || unit === "\t" ? "blank" : source.separators.includes(unit) ? "sign" : "word";
  const last = before === "" ? null : kind(before[before.length - 1]);
  const first = after === "" ? null : kind(after[0]);
  if (last === null && first === null) return null;
  // At a border a word wins over signs, and those over blanks.
  const wanted = ["word", "sign", "blank"].find((one) => one === first || one === last);
  let left = at as number, right = at as number;
  while (left > from && left > at - before.length && kind(before[left - at + before.length - 1]) === wanted) {
    left--;
  }
  while (right < to && right < at + after.length && kind(after[right - at]) === wanted) right++;
  return { from: left, to: right };
}
