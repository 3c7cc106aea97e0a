/** Whole lines: deleting, copying, moving, joining. The carets go with their lines. */
import type { Offset } from "../../base/mod.ts";
import { fromOf, isCaret, mapRanges, rangeOf, selectionOf, toOf } from "../state/selection.ts";
import { changesOf } from "../text/changes.ts";
import type { Command, CommandContext, Edit, Range, Text } from "../types.ts";
import { graphemeBorderAt } from "../unicode/graphemes.ts";
import {
  type Block,
  blockOf,
  blocksOf,
  editLines,
  lineOf,
  lineText,
  replaceEach,
  type Wish,
  wish,
} from "./change.ts";
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
  const selection = mapRanges(ctx.selection, (range) => {
    const line = text.lineAt(range.head);
    const block = blocks.find(({ last }) => blockOf(text, range).first <= last)!;
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

/** One blank where each line break and its indent were, none at an empty side. The caret goes to the last joint. */
export const joinLines: Command = (ctx) => {
  const { text } = ctx.state;
  let done = -1;
  return replaceEach(ctx, {
    origin: "type",
    replace: (range) => {
      const first = Math.max(text.lineAt(fromOf(range)).index, done);
      const touched = text.lineAt(toOf(range)).index;
      const last = Math.min(text.lineCount - 1, Math.max(touched, first + 1));
      if (last <= first) return null;
      done = last;
      let joined = lineText(text, lineOf(text, first));
      const from = lineOf(text, first).from;
      let joint = joined.length;
      for (let i = first + 1; i <= last; i++) {
        const line = lineText(text, lineOf(text, i));
        const rest = line.slice(leadingBlank(line).length);
        const left = joined.replace(/[ \t]+$/, "");
        const base = left === "" ? joined : left;
        joint = base.length;
        joined = base + (rest === "" || left === "" ? "" : " ") + rest;
      }
      const to = lineOf(text, last).to;
      if (isCaret(range)) return { from, to, insert: joined, anchor: joint, head: joint };
      // What was selected stays so: its end is as far from the end of the line as it was.
      const start = Math.min(joined.length, fromOf(range) - from);
      const end = Math.max(start, joined.length - (lineOf(text, last).to - toOf(range)));
      const isForward = range.anchor < range.head;
      return { from, to, insert: joined, anchor: isForward ? start : end, head: isForward ? end : start };
    },
  });
};

function blockText(text: Text, { first, last }: Block): string {
  return text.slice(lineOf(text, first).from, lineOf(text, last).to);
}
