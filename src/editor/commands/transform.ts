/** Changing characters where they stand: case, order of two, blanks at line ends. */
import type { Offset } from "../../base/mod.ts";
import { fromOf, isCaret, toOf } from "../state/selection.ts";
import type { Command, CommandContext, Edit } from "../types.ts";
import { graphemeAfter, graphemeBefore } from "../unicode/graphemes.ts";
import { borderIn } from "./border_in.ts";
import { editLines, replaceEach, type Wish } from "./change.ts";
import { wordSource } from "./move_words.ts";
import { wordAt } from "./word_borders.ts";

export const toUppercase: Command = (ctx) => transform(ctx, (text) => text.toLocaleUpperCase("en"));
export const toLowercase: Command = (ctx) => transform(ctx, (text) => text.toLocaleLowerCase("en"));

/** Each selection, or the word at each caret; what was selected stays so, carets keep their place. */
export function transform(ctx: CommandContext, convert: (text: string) => string): Wish {
  const { text } = ctx.state;
  let isChanged = false;
  const outcome = replaceEach(ctx, {
    origin: "type",
    replace: (range) => {
      const span = isCaret(range)
        ? wordAt(wordSource(ctx), range.head)
        : { from: fromOf(range), to: toOf(range) };
      if (span === null) return null;
      const before = text.slice(span.from, span.to);
      const insert = convert(before);
      if (insert === before) return null;
      isChanged = true;
      if (isCaret(range)) {
        const head = borderIn(insert, range.head - span.from);
        return { ...span, insert, anchor: head, head };
      }
      const isForward = range.anchor < range.head;
      return { ...span, insert, anchor: isForward ? 0 : insert.length, head: isForward ? insert.length : 0 };
    },
  });
  return isChanged ? outcome : null;
}

/** Swaps the graphemes around each caret, at the end of a line the two before it. */
export const transposeLetters: Command = (ctx) => {
  const { text } = ctx.state;
  return replaceEach(ctx, {
    origin: "type",
    replace: (range) => {
      if (!isCaret(range)) return null;
      const line = text.lineAt(range.head);
      if (range.head === line.from) return null;
      const middle = range.head === line.to ? graphemeBefore(text, range.head) : range.head;
      if (middle === line.from) return null;
      const from = graphemeBefore(text, middle);
      const to = graphemeAfter(text, middle);
      return { from, to, insert: text.slice(middle, to) + text.slice(from, middle) };
    },
  });
};

/** Swaps the graphemes around each caret; at the end of a line the last one with the line break. */
export const transpose: Command = (ctx) => {
  const { text } = ctx.state;
  return replaceEach(ctx, {
    origin: "type",
    replace: (range) => {
      if (!isCaret(range)) return null;
      const { head } = range;
      const line = text.lineAt(head);
      if (head === line.from || head === text.length) return null;
      const from = graphemeBefore(text, head), to = graphemeAfter(text, head);
      return { from, to, insert: text.slice(head, to) + text.slice(from, head) };
    },
  });
};

/** In every line of the text. Reads it leaf by leaf. */
export const trimTrailingWhitespace: Command = (ctx) => {
  const { text } = ctx.state;
  const edits: Edit[] = [];
  let blankFrom = -1;
  const close = (at: number) => {
    if (blankFrom >= 0) edits.push({ from: blankFrom as Offset, to: at as Offset, insert: "" });
    blankFrom = -1;
  };
  for (let at = 0; at < text.length;) {
    const chunk = text.chunkAt(at as Offset);
    for (let i = 0; i < chunk.text.length; i++) {
      const unit = chunk.text.charCodeAt(i);
      if (unit === 0x20 || unit === 0x09) {
        if (blankFrom < 0) blankFrom = chunk.from + i;
      } else if (unit === 0x0a) close(chunk.from + i);
      else blankFrom = -1;
    }
    at = chunk.from + chunk.text.length;
  }
  close(text.length);
  return editLines(ctx, { edits, origin: "delete", sides: [-1, -1] });
};
