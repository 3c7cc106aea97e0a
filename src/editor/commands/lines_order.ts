/** The order of whole lines: sorting, reversing, dropping those that come twice. Empty selections mean the whole file. */
import type { LineIndex, Offset, Side } from "../../base/mod.ts";
import { caretAt, isCaret, mapRanges, rangeOf } from "../state/selection.ts";
import { changesOf } from "../text/changes.ts";
import type { Command, CommandContext, Edit } from "../types.ts";
import { borderIn } from "./border_in.ts";
import { type Block, blockOf, blocksOf, lineOf, type Wish, wish } from "./change.ts";

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
  const rearranged: { readonly block: Block; readonly edit: Edit; readonly lines: readonly string[] }[] = [];
  for (const block of blocks(ctx)) {
    const from = lineOf(text, block.first).from;
    const to = lineOf(text, block.last).to;
    const before = text.slice(from, to);
    const lines = order(before.split("\n"));
    const insert = lines.join("\n");
    if (insert === before) continue;
    const edit: Edit = { from, to, insert };
    edits.push(edit);
    rearranged.push({ block, edit, lines });
  }
  if (edits.length === 0) return null;
  const changes = changesOf(edits, text.length);
  const selection = mapRanges(ctx.selection, (range) => {
    const place = (at: Offset, side: Side) => changes.mapOffset(at, side);
    if (!isCaret(range)) {
      const isForward = range.anchor < range.head;
      return rangeOf(place(range.anchor, isForward ? -1 : 1), place(range.head, isForward ? 1 : -1));
    }
    // A caret stays in its line and column, whatever is written there now.
    const line = text.lineAt(range.head);
    const found = rearranged.find(({ block }) => block.first <= line.index && line.index <= block.last);
    if (found === undefined) return caretAt(place(range.head, 1));
    const index = Math.min(line.index - found.block.first, found.lines.length - 1);
    let at = place(found.edit.from, -1) as number;
    for (let i = 0; i < index; i++) at += found.lines[i].length + 1;
    return caretAt(at + borderIn(found.lines[index], range.head - line.from) as Offset);
  });
  return wish(ctx, { edits: changes.edits, origin: "type", selection });
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
