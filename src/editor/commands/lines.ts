/** Whole lines: deleting, copying, moving, joining. The carets go with their lines. */
import type { Offset } from "../../base/mod.ts";
import { caretAt, fromOf, isCaret, mapRanges, rangeOf, selectionOf, toOf } from "../state/selection.ts";
import { changesOf } from "../text/changes.ts";
import type { Command, CommandContext, Edit, Range, Text } from "../types.ts";
import { graphemeBorderAt } from "../unicode/graphemes.ts";
import { type Block, blockOf, blocksOf, editLines, lineOf, lineText, type Wish, wish } from "./change.ts";
import { leadingBlank } from "./columns.ts";

/** Each caret keeps its column, in the line that takes the place of its own. */
export const deleteLines: Command = (ctx) => {
  const { text } = ctx.state;
  const blocks = blocksOf(text, ctx.selection);
  const edits = blocks.map(({ first, last }): Edit => {
    if (last + 1 < text.lineCount) {
      return { from: lineOf(text, first).from, to: lineOf(text, last + 1).from, insert: "" };
    }
    const from = first > 0 ? lineOf(text, first - 1).to : 0 as Offset;
    return { from, to: text.length as Offset, insert: "" };
  }).filter((edit) => edit.from < edit.to);
  const changes = changesOf(edits, text.length);
  let i = 0;
  const selection = mapRanges(ctx.selection, (range) => {
    const line = text.lineAt(range.head);
    // Ranges and blocks are both in order.
    const { first } = blockOf(text, range);
    while (blocks[i].last < first) i++;
    const block = blocks[i];
    const index = block.last + 1 < text.lineCount ? block.last + 1 : Math.max(0, block.first - 1);
    const heir = lineOf(text, index);
    const same = Math.min(heir.to, heir.from + range.head - line.from) as Offset;
    const at = changes.mapOffset(graphemeBorderAt(text, same), 1);
    return { anchor: at, head: at };
  });
  return wish(ctx, { edits, origin: "delete", selection });
};

export const copyLinesUp: Command = (ctx) => copyLines(ctx, "up");
export const copyLinesDown: Command = (ctx) => copyLines(ctx, "down");

/** The carets stay in the upper copy, or go to the lower one. */
function copyLines(ctx: CommandContext, where: "up" | "down"): Wish {
  const { text } = ctx.state;
  const edits = blocksOf(text, ctx.selection).map((block): Edit => {
    const content = blockText(text, block);
    if (where === "down") {
      const at = lineOf(text, block.first).from;
      return { from: at, to: at, insert: content + "\n" };
    }
    const at = lineOf(text, block.last).to;
    return { from: at, to: at, insert: "\n" + content };
  });
  return editLines(ctx, { edits, origin: "type", sides: where === "down" ? [1, 1] : [-1, -1] });
}

/** A line for a caret, else the selected text once more, which is then selected. */
export const duplicateSelection: Command = (ctx) => {
  if (ctx.selection.ranges.every(isCaret)) return copyLinesDown(ctx);
  const { text } = ctx.state;
  const edits = ctx.selection.ranges.map((range): Edit => {
    if (!isCaret(range)) {
      return { from: toOf(range), to: toOf(range), insert: text.slice(fromOf(range), toOf(range)) };
    }
    const line = text.lineAt(range.head);
    return { from: line.from, to: line.from, insert: lineText(text, line) + "\n" };
  });
  const changes = changesOf(edits, text.length);
  const selection = mapRanges(ctx.selection, (range) => {
    const to = changes.mapOffset(toOf(range), 1);
    const from = to - (toOf(range) - fromOf(range)) as Offset;
    return range.anchor < range.head ? rangeOf(from, to) : rangeOf(to, from);
  });
  return wish(ctx, { edits: changes.edits, origin: "type", selection });
};

/** Declines when a block is at the end it should move to. */
export const moveLinesUp: Command = (ctx) => moveLines(ctx, "up");
export const moveLinesDown: Command = (ctx) => moveLines(ctx, "down");

/** It is the neighbour that jumps over the block, so that carets in the block need no special care. */
function moveLines(ctx: CommandContext, where: "up" | "down"): Wish {
  const { text } = ctx.state;
  const edits: Edit[] = [];
  for (const { first, last } of blocksOf(text, ctx.selection)) {
    const from = lineOf(text, first).from;
    const to = lineOf(text, last).to;
    if (where === "down" && last + 1 < text.lineCount) {
      const next = lineOf(text, last + 1);
      edits.push({ from, to: from, insert: lineText(text, next) + "\n" }, {
        from: to,
        to: next.to,
        insert: "",
      });
    }
    if (where === "up" && first > 0) {
      const before = lineOf(text, first - 1);
      edits.push({ from: before.from, to: from, insert: "" }, {
        from: to,
        to,
        insert: "\n" + lineText(text, before),
      });
    }
  }
  const changes = changesOf(edits, text.length);
  const side = where === "down" ? 1 : -1;
  const ranges = ctx.selection.ranges.map((range): Range => {
    const { last } = blockOf(text, range);
    // A selection up to the start of the line below ends behind what jumped, so it is measured from its last line.
    const end = lineOf(text, last).to;
    const place = (at: Offset) =>
      at > end ? changes.mapOffset(end, side) + 1 as Offset : changes.mapOffset(at, side);
    return rangeOf(place(range.anchor), place(range.head));
  });
  const lengthAfter = changes.lengthAfter;
  const clipped = ranges.map(({ anchor, head }) =>
    rangeOf(Math.min(anchor, lengthAfter) as Offset, Math.min(head, lengthAfter) as Offset)
  );
  return wish(ctx, {
    edits: changes.edits,
    origin: "type",
    selection: selectionOf(clipped, ctx.selection.main),
  });
}

/** One blank where each line break and its indent were, none at an empty side. A caret goes to the joint of its line. */
export const joinLines: Command = (ctx) => {
  const { text } = ctx.state;
  /** By the line left of the joint. */
  const joints = new Map<number, Edit>();
  let reached = -1;
  let hasText = false;
  for (const range of ctx.selection.ranges) {
    const first = text.lineAt(fromOf(range)).index;
    const last = Math.min(text.lineCount - 1, Math.max(text.lineAt(toOf(range)).index, first + 1));
    if (first >= reached) hasText = false;
    for (let i = Math.max(first, reached); i < last; i++) {
      const left = lineOf(text, i);
      const content = lineText(text, left).replace(/[ \t]+$/, "");
      if (content !== "") hasText = true;
      const right = lineText(text, lineOf(text, i + 1));
      const indent = leadingBlank(right).length;
      joints.set(i, {
        from: (content === "" ? left.to : left.from + content.length) as Offset,
        to: lineOf(text, i + 1).from + indent as Offset,
        insert: hasText && indent < right.length ? " " : "",
      });
    }
    reached = Math.max(reached, last);
  }
  const changes = changesOf([...joints.values()], text.length);
  const selection = mapRanges(ctx.selection, (range) => {
    const joint = isCaret(range) ? joints.get(text.lineAt(range.head).index) : undefined;
    if (joint !== undefined) return caretAt(changes.mapOffset(joint.from, -1));
    return rangeOf(changes.mapOffset(range.anchor, -1), changes.mapOffset(range.head, -1));
  });
  return wish(ctx, { edits: changes.edits, origin: "type", selection });
};

function blockText(text: Text, { first, last }: Block): string {
  return text.slice(lineOf(text, first).from, lineOf(text, last).to);
}
