/** The order of whole lines: sorting, reversing, dropping those that come twice. Empty selections mean the whole file. */
import type { LineIndex, Offset } from "../../base/mod.ts";
import { isCaret } from "../state/selection.ts";
import type { Command, CommandContext, Edit } from "../types.ts";
import { type Block, blockOf, blocksOf, editLines, lineOf, type Wish } from "./change.ts";

const collator = new Intl.Collator("en");
export const sortLinesAscending: Command = (ctx) =>
  rearrange(ctx, (lines) => [...lines].sort(collator.compare));
export const sortLinesDescending: Command = (ctx) =>
  rearrange(ctx, (lines) => [...lines].sort((a, b) => collator.compare(b, a)));
/** Of equal lines the first stays. */
export const removeDuplicateLines: Command = (ctx) => rearrange(ctx, (lines) => [...new Set(lines)]);
export const reverseLines: Command = (ctx) => rearrange(ctx, (lines) => lines.toReversed());

function rearrange(ctx: CommandContext, order: (lines: readonly string[]) => readonly string[]): Wish {
  const { text } = ctx.state;
  const edits: Edit[] = [];
  for (const block of blocks(ctx)) {
    const from = lineOf(text, block.first).from;
    const to = lineOf(text, block.last).to;
    const before = text.slice(from, to);
    const after = order(before.split("\n")).join("\n");
    if (after !== before) edits.push({ from, to, insert: after });
  }
  return edits.length === 0 ? null : editLines(ctx, { edits, origin: "type", sides: [-1, 1] });
}

/** Of each selection on its own, so that two that only touch are sorted apart; a caret alone means every line. */
function blocks({ state: { text }, selection }: CommandContext): Block[] {
  if (selection.ranges.every(isCaret)) {
    // A file's last line is empty where it ends in a line break, and stays there.
    const last = text.lineCount - 1;
    const isEmpty = text.line(last as LineIndex).from === text.length as Offset;
    return [{ first: 0, last: isEmpty && last > 0 ? last - 1 : last }];
  }
  const found: Block[] = [];
  for (const range of selection.ranges) {
    if (isCaret(range)) continue;
    const block = blockOf(text, range);
    const before = found[found.length - 1];
    if (before !== undefined && block.first <= before.last) return blocksOf(text, selection);
    found.push(block);
  }
  return found;
}
