/** The indents of a whole file: from tabs to spaces and back, and set anew by brackets. Steps of single lines are indent.ts. */
import type { LineIndex, Offset } from "../../base/mod.ts";
import { isCaret } from "../state/selection.ts";
import type { Command, CommandContext, Edit } from "../types.ts";
import { blocksOf, editLines, lineOf, type Wish } from "./change.ts";
import { blank, columnAfter, leadingBlank } from "./columns.ts";

export const indentationToSpaces: Command = (ctx) => convert(ctx, "spaces");
export const indentationToTabs: Command = (ctx) => convert(ctx, "tabs");

function convert(ctx: CommandContext, to: "spaces" | "tabs"): Wish {
  const { text } = ctx.state;
  const settings = { ...ctx.state.settings, insertSpaces: to === "spaces" };
  const edits: Edit[] = [];
  for (let i = 0; i < text.lineCount; i++) {
    const line = text.line(i as LineIndex);
    const indent = leadingBlank(text.slice(line.from, Math.min(line.to, line.from + 10_000) as Offset));
    if (indent === "") continue;
    const after = blank(settings, { from: 0, to: columnAfter(indent, settings) });
    if (after !== indent) {
      edits.push({ from: line.from, to: line.from + indent.length as Offset, insert: after });
    }
  }
  return edits.length === 0 ? null : editLines(ctx, { edits, origin: "type", sides: [1, 1] });
}

/** Indents by the brackets left open above, in all lines or in the selected ones. */
export const reindentLines: Command = (ctx) =>
  reindent(ctx, { first: 0, last: ctx.state.text.lineCount - 1 });
export const reindentSelectedLines: Command = (ctx) => {
  if (ctx.selection.ranges.every(isCaret)) return reindentLines(ctx);
  const edits: Edit[] = [];
  for (const block of blocksOf(ctx.state.text, ctx.selection)) edits.push(...reindentEdits(ctx, block));
  return edits.length === 0 ? null : editLines(ctx, { edits, origin: "type", sides: [1, 1] });
};

function reindent(ctx: CommandContext, block: { first: number; last: number }): Wish {
  const edits = reindentEdits(ctx, block);
  return edits.length === 0 ? null : editLines(ctx, { edits, origin: "type", sides: [1, 1] });
}

function reindentEdits({ state }: CommandContext, { first, last }: { first: number; last: number }): Edit[] {
  const { text, settings } = state;
  const brackets = settings.languageConfig.brackets ?? [];
  const opens = brackets.map(([open]) => open).join(""), closes = brackets.map(([, close]) => close).join("");
  const edits: Edit[] = [];
  let column = startColumn();
  for (let i = first; i <= last; i++) {
    const line = lineOf(text, i);
    const content = text.slice(line.from, line.to);
    const indent = leadingBlank(content);
    if (indent.length === content.length) continue;
    const inner = content.slice(indent.length);
    let leading = 0;
    while (leading < inner.length && closes.includes(inner[leading])) leading++;
    const own = Math.max(0, column - (leading > 0 ? settings.indentSize : 0));
    const after = blank(settings, { from: 0, to: own });
    if (after !== indent) {
      edits.push({ from: line.from, to: line.from + indent.length as Offset, insert: after });
    }
    column = Math.max(0, own + (balance(inner.slice(leading)) > 0 ? settings.indentSize : 0));
    if (leading === 0 && balance(inner) < 0) column = Math.max(0, own - settings.indentSize);
  }
  return edits;

  function startColumn(): number {
    for (let i = first - 1; i >= 0 && i > first - 100; i--) {
      const line = lineOf(text, i);
      const content = text.slice(line.from, Math.min(line.to, line.from + 10_000) as Offset);
      const indent = leadingBlank(content);
      if (indent.length === content.length) continue;
      return columnAfter(indent, settings) + (balance(content) > 0 ? settings.indentSize : 0);
    }
    return 0;
  }
  /** Brackets that stay open less those that close more; quotes hide theirs. */
  function balance(content: string): number {
    let count = 0;
    let quote = "";
    for (let i = 0; i < content.length; i++) {
      const unit = content[i];
      if (quote !== "") {
        if (unit === "\\") i++;
        else if (unit === quote) quote = "";
      } else if (unit === '"' || unit === "`") quote = unit;
      else if (opens.includes(unit)) count++;
      else if (closes.includes(unit)) count--;
    }
    return count;
  }
}
