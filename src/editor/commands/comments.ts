/** Switching comments on and off, by the comment marks of the language. Declines where a language has none. */
import type { Offset } from "../../base/mod.ts";
import { fromOf, isCaret, toOf } from "../state/selection.ts";
import type { Command, CommandContext, Edit, Line, Text } from "../types.ts";
import { blockOf, editLines, lineOf, lineText, replaceEach, type Replacement, type Wish } from "./change.ts";
import { leadingBlank } from "./columns.ts";

/** Comments the lines in unless every one that is not blank is a comment; then out. Marks go where the leftmost line starts. */
export const commentLine: Command = (ctx) => commentLines(ctx, "toggle");
/** A mark more in every line, also where there is one. */
export const addCommentLine: Command = (ctx) => commentLines(ctx, "add");
/** A mark less where there is one. */
export const removeCommentLine: Command = (ctx) => commentLines(ctx, "remove");

type How = "toggle" | "add" | "remove";
function commentLines(ctx: CommandContext, how: How): Wish {
  const { lineComment, blockComment } = ctx.state.settings.languageConfig.comments ?? {};
  if (lineComment === undefined) {
    return blockComment === undefined || how !== "toggle" ? null : wrapLines(ctx, blockComment);
  }
  const { text } = ctx.state;
  const edits: Edit[] = [];
  let done = -1;
  for (const range of ctx.selection.ranges) {
    const { first, last } = blockOf(text, range);
    const lines: Line[] = [];
    for (let i = Math.max(first, done + 1); i <= last; i++) lines.push(lineOf(text, i));
    done = Math.max(done, last);
    edits.push(...toggled(text, { lines, mark: lineComment, how }));
  }
  return editLines(ctx, { edits, origin: "type", sides: [1, 1] });
}

function toggled(
  text: Text,
  { lines, mark, how }: { lines: readonly Line[]; mark: string; how: How },
): Edit[] {
  const contents = lines.map((line) => lineText(text, line));
  const isBlank = (content: string) => content.trim() === "";
  const isAllBlank = contents.every(isBlank);
  const isComment = how === "toggle" && !isAllBlank &&
    contents.every((content) => isBlank(content) || content.trimStart().startsWith(mark));
  const counted = contents.filter((content) => isAllBlank || !isBlank(content));
  const column = Math.min(...counted.map((content) => leadingBlank(content).length));
  const edits: Edit[] = [];
  for (let i = 0; i < lines.length; i++) {
    if (isBlank(contents[i]) && !isAllBlank) continue;
    if (how === "remove" && !contents[i].trimStart().startsWith(mark)) continue;
    if (isComment || how === "remove") {
      const from = lines[i].from + leadingBlank(contents[i]).length as Offset;
      const behind = text.slice(from, lines[i].to)[mark.length] === " " ? 1 : 0;
      edits.push({ from, to: from + mark.length + behind as Offset, insert: "" });
    } else {
      const at = lines[i].from + column as Offset;
      edits.push({ from: at, to: at, insert: mark + " " });
    }
  }
  return edits;
}

/** For languages with block comments only. */
function wrapLines(ctx: CommandContext, [open, close]: readonly [string, string]): Wish {
  const { text } = ctx.state;
  const edits: Edit[] = [];
  let done = -1;
  for (const range of ctx.selection.ranges) {
    const { first, last } = blockOf(text, range);
    if (first <= done) continue;
    done = last;
    const line = lineOf(text, first);
    const from = line.from + leadingBlank(lineText(text, line)).length as Offset;
    const to = lineOf(text, last).to;
    const inside = text.slice(from, to);
    if (inside.startsWith(open) && inside.endsWith(close) && inside.length >= open.length + close.length) {
      const left = inside[open.length] === " " ? 1 : 0;
      const right =
        inside[inside.length - close.length - 1] === " " && inside.length > open.length + close.length + left
          ? 1
          : 0;
      edits.push({ from, to: from + open.length + left as Offset, insert: "" });
      edits.push({ from: to - close.length - right as Offset, to, insert: "" });
    } else {
      edits.push({ from, to: from, insert: open + " " }, { from: to, to, insert: " " + close });
    }
  }
  // A caret at the end of the line stays before the closing mark.
  const isAtEnd = ctx.selection.ranges.every((range) =>
    isCaret(range) && range.head === text.lineAt(range.head).to
  );
  return editLines(ctx, { edits, origin: "type", sides: [1, isAtEnd ? -1 : 1] });
}

/** Puts the block marks around each selection or caret, or takes away those around it. */
export const blockComment: Command = (ctx) => {
  const marks = ctx.state.settings.languageConfig.comments?.blockComment;
  if (marks === undefined) return null;
  return replaceEach(ctx, {
    origin: "type",
    replace: (range) => {
      const from = fromOf(range);
      const to = toOf(range);
      const isForward = range.anchor <= range.head;
      const place = (
        replacement: { from: number; to: number; insert: string; start: number; end: number },
      ) => ({
        from: replacement.from,
        to: replacement.to,
        insert: replacement.insert,
        anchor: isForward ? replacement.start : replacement.end,
        head: isForward ? replacement.end : replacement.start,
      });
      return place(
        unwrapped(ctx.state.text, { from, to, marks }) ?? wrapped(ctx.state.text, { from, to, marks }),
      );
    },
  });
};

type Span = { readonly from: Offset; readonly to: Offset; readonly marks: readonly [string, string] };
type Placed = Omit<Replacement, "anchor" | "head"> & { start: number; end: number };

function wrapped(text: Text, { from, to, marks: [open, close] }: Span): Placed {
  const inside = text.slice(from, to);
  const start = open.length + 1;
  return { from, to, insert: `${open} ${inside} ${close}`, start, end: start + inside.length };
}

/** The comment that holds the span, if one opens before it on its first line and closes behind it on its last. */
function unwrapped(text: Text, { from, to, marks: [open, close] }: Span): Placed | null {
  const first = text.lineAt(from);
  const last = text.lineAt(to);
  const left = text.slice(first.from, Math.min(first.to, from + open.length) as Offset);
  const openAt = left.lastIndexOf(open);
  const searchFrom = Math.max(last.from, to - close.length) as Offset;
  const right = text.slice(searchFrom, last.to);
  const closeAt = right.indexOf(close);
  if (openAt < 0 || closeAt < 0) return null;
  const start = first.from + openAt;
  const end = searchFrom + closeAt;
  if (end < start + open.length) return null;
  const inside = text.slice(start + open.length as Offset, end as Offset);
  if (inside.includes(close) || inside.includes(open)) return null;
  const cutLeft = inside.startsWith(" ") ? 1 : 0;
  const cutRight = inside.endsWith(" ") && inside.length > cutLeft ? 1 : 0;
  const insert = inside.slice(cutLeft, inside.length - cutRight);
  const contentFrom = start + open.length + cutLeft;
  const clip = (at: number) => Math.max(0, Math.min(insert.length, at - contentFrom));
  return { from: start, to: end + close.length, insert, start: clip(from), end: clip(to) };
}
