/**
 * Putting text in: typing, Enter with its indent, pasting. What closes by itself is ../autoclose, the
 * indents of languages enter_rules.ts. Text from outside comes with any line ends and leaves here with "\n".
 */
import type { Offset } from "../../base/mod.ts";
import { mayPair, typePaired } from "../autoclose/close.ts";
import { fromOf, isCaret, toOf } from "../state/selection.ts";
import type { Command, CommandContext, Range } from "../types.ts";
import { lineText, replaceEach, type Replacement, type Wish } from "./change.ts";
import { blank, columnAfter, leadingBlank, nextStop } from "./columns.ts";
import { commentStar, endsStars, opensBlock, openTag } from "./enter_rules.ts";

/** VS Code's `type`, with `{ text }`. "\n" alone is Enter and indents. Declines without a text. */
export const type: Command = (ctx) => {
  const text = textArgument(ctx.arg);
  if (text === null || text === "") return null;
  if (text === "\n") return lineBreak(ctx);
  if (text.length === 1 && mayPair(text.charCodeAt(0))) {
    const paired = typePaired(ctx, text);
    if (paired !== null) return paired;
  }
  return replaceEach(ctx, {
    origin: "type",
    replace: (range) => ({ from: fromOf(range), to: toOf(range), insert: text }),
  });
};

/** Enter. `autoIndent` says how much of the line above it repeats, and whether brackets add a step. */
export function lineBreak(ctx: CommandContext): Wish {
  return replaceEach(ctx, { origin: "type", replace: (range) => brokenLine(ctx, range) });
}

function brokenLine({ state }: CommandContext, range: Range): Replacement {
  const from = fromOf(range);
  const to = toOf(range);
  const { text, settings } = state;
  if (settings.autoIndent === "none") return { from, to, insert: "\n" };
  const line = text.lineAt(from);
  // An indent is short, and so is what tells a bracket: neither needs a long line whole.
  const start = text.slice(line.from, Math.min(from, line.from + 10_000) as Offset);
  const indent = leadingBlank(start);
  if (settings.autoIndent === "keep") return { from, to, insert: "\n" + indent };
  const right = text.slice(to, Math.min(text.lineAt(to).to, to + 1000) as Offset);
  const near = text.slice(Math.max(line.from, from - 1000) as Offset, from);
  if (settings.autoIndent !== "brackets") {
    const star = from - line.from > 1000
      ? null
      : commentStar(settings.language, { before: near, after: right });
    if (star !== null) {
      const insert = "\n" + indent + star.insert;
      if (star.close === null) return { from, to, insert };
      const blanks = leadingBlank(right).length;
      const close = "\n" + indent + star.close;
      return { from, to: to + blanks, insert: insert + close, anchor: insert.length, head: insert.length };
    }
    if (indent.endsWith(" ") && endsStars(settings.language, near)) {
      return { from, to, insert: "\n" + indent.slice(0, -1) };
    }
  }
  const left = near.trimEnd();
  const bracket = settings.languageConfig.brackets?.find(([open]) => left.endsWith(open));
  const tag = bracket === undefined ? openTag(settings.language, near) : null;
  if (bracket === undefined && tag === null) {
    if (settings.autoIndent === "brackets" || !opensBlock(settings.language, near)) {
      return { from, to, insert: "\n" + indent };
    }
  }
  const column = columnAfter(indent, settings);
  const inner = blank(settings, { from: 0, to: nextStop(column, settings.indentSize) });
  const blanks = leadingBlank(right).length;
  const close = bracket?.[1] ?? (tag === null ? null : `</${tag}`);
  if (close === null || !right.slice(blanks).startsWith(close)) {
    return { from, to: to + blanks, insert: "\n" + inner };
  }
  const caret = 1 + inner.length;
  return { from, to: to + blanks, insert: "\n" + inner + "\n" + indent, anchor: caret, head: caret };
}

/** A line break behind the caret, which stays. */
export const lineBreakInsert: Command = (ctx) =>
  replaceEach(ctx, {
    origin: "type",
    replace: (range) => ({ from: fromOf(range), to: toOf(range), insert: "\n", anchor: 0, head: 0 }),
  });

/** An indented line below, the caret in it. */
export const insertLineAfter: Command = (ctx) => insertLines(ctx, "below");
export const insertLineBefore: Command = (ctx) => insertLines(ctx, "above");

function insertLines(ctx: CommandContext, where: "above" | "below"): Wish {
  const { text, settings } = ctx.state;
  return replaceEach(ctx, {
    origin: "type",
    replace: (range) => {
      const line = text.lineAt(range.head);
      const indent = settings.autoIndent === "none" ? "" : leadingBlank(lineText(text, line));
      if (where === "below") return { from: line.to, to: line.to, insert: "\n" + indent };
      const head = indent.length;
      return { from: line.from, to: line.from, insert: indent + "\n", anchor: head, head };
    },
  });
}

/**
 * VS Code's `paste`, with `{ text, pasteOnNewLine?, multicursorText? }`. As many parts or lines as carets go one to each;
 * a line copied whole goes above the caret's line. Declines without a text.
 */
export const paste: Command = (ctx) => {
  const text = textArgument(ctx.arg);
  if (text === null || text === "") return null;
  const ranges = ctx.selection.ranges;
  const wasWholeLine = isSet(ctx.arg, "pasteOnNewLine");
  // As in VS Code, lines that were copied whole are never dealt out, and only one alone goes above.
  const parts = wasWholeLine ? null : partsFor(ctx, text);
  if (!wasWholeLine || !ranges.every(isCaret) || text.indexOf("\n") !== text.length - 1) {
    return replaceEach(ctx, {
      origin: "paste",
      replace: (range, i) => ({
        from: fromOf(range),
        to: toOf(range),
        insert: parts === null ? text : parts[i],
      }),
    });
  }
  const lines = ctx.state.text;
  let last = -1;
  return replaceEach(ctx, {
    origin: "paste",
    replace: (range) => {
      const line = lines.lineAt(range.head);
      const column = range.head - line.from;
      // Only the first caret of a line brings the text; the others move along with it.
      const isNew = line.index !== last;
      last = line.index;
      const head = (isNew ? text.length : 0) + column;
      return { from: line.from, to: line.from, insert: isNew ? text : "", anchor: head, head };
    },
  });
};

function partsFor(ctx: CommandContext, text: string): readonly string[] | null {
  const count = ctx.selection.ranges.length;
  if (count === 1) return null;
  const given = stringsArgument(ctx.arg);
  if (given !== null && given.length === count) return given.map(normalLines);
  const lines = (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
  return lines.length === count ? lines : null;
}

/** Spaces to the next stop or a tab at a caret; several lines are indented instead. */
export function tabText({ state }: CommandContext, range: Range): string {
  const { text, settings } = state;
  if (!settings.insertSpaces) return "\t";
  const line = text.lineAt(fromOf(range));
  const column = columnAfter(text.slice(line.from, fromOf(range)), settings);
  return " ".repeat(nextStop(column, settings.indentSize) - column);
}

function normalLines(text: string): string {
  // A key types one character; a search leaves compiled code for that, which is slow when caches are cold.
  if (text.length === 1 && text !== "\r") return text;
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** The `text` of the argument with "\n" line ends; null if it has none. */
export function textArgument(arg: unknown): string | null {
  if (typeof arg !== "object" || arg === null || !("text" in arg)) return null;
  return typeof arg.text === "string" ? normalLines(arg.text) : null;
}
function stringsArgument(arg: unknown): string[] | null {
  if (typeof arg !== "object" || arg === null || !("multicursorText" in arg)) return null;
  const given = arg.multicursorText;
  return Array.isArray(given) && given.every((part) => typeof part === "string") ? given : null;
}
function isSet(arg: unknown, name: string): boolean {
  return typeof arg === "object" && arg !== null && (arg as Record<string, unknown>)[name] === true;
}
