/**
 * From "what each caret does" to one wish: every editing command goes through here, so that many carets, overlapping
 * deletions and carets within one insertion are dealt with once. Owns no command.
 */
import type { LineIndex, Offset, Side } from "../../base/mod.ts";
import { fromOf, isCaret, selectionOf, toOf } from "../state/selection.ts";
import { changesOf } from "../text/changes.ts";
import type {
  Changes,
  CommandContext,
  Edit,
  Line,
  Origin,
  Outcome,
  Range,
  Selection,
  Text,
} from "../types.ts";

/** What one caret does. `anchor` and `head` count from the start of `insert`; without them the caret ends after it. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  readonly anchor?: number;
  readonly head?: number;
}
/** The part of an outcome that cannot reach the world. */
export type Wish = Outcome<never> | null;

/** Throws RangeError outside the text. */
export const lineOf = (text: Text, index: number): Line => text.line(index as LineIndex);
/** The content of a line without its "\n". Whole lines: not for each keypress. */
export const lineText = (text: Text, line: Line): string => text.slice(line.from, line.to);

/**
 * One edit for each caret that `replace` answers for; the others are carried along. Where two deletions overlap, their union
 * goes; what would insert into the span of another caret is left out. Null when nothing changes.
 */
export function replaceEach(
  ctx: CommandContext,
  { origin, replace }: { origin: Origin; replace: (range: Range, index: number) => Replacement | null },
): Wish {
  const ranges = ctx.selection.ranges;
  if (ranges.length === 1) return replaceOne(ctx, origin, replace(ranges[0], 0));
  const edits: Edit[] = [];
  const placed: ({ anchor: number; head: number } | null)[] = [];
  let reached = 0;
  let grown = 0;
  for (let i = 0; i < ranges.length; i++) {
    const wish = replace(ranges[i], i);
    if (wish === null || wish.from < reached && wish.insert !== "") {
      placed.push(null);
      continue;
    }
    const from = Math.max(wish.from, reached);
    const to = Math.max(wish.to, from);
    const start = from + grown;
    const head = start + (wish.head ?? wish.insert.length);
    placed.push({ anchor: wish.anchor === undefined ? head : start + wish.anchor, head });
    if (from !== to || wish.insert !== "") {
      edits.push({ from: from as Offset, to: to as Offset, insert: wish.insert });
    }
    reached = to;
    grown += wish.insert.length - (to - from);
  }
  let known: Changes | null = null;
  const after = ranges.map((range, i): Range => {
    const place = placed[i];
    if (place !== null) return { anchor: place.anchor as Offset, head: place.head as Offset };
    const changes = known ??= changesOf(edits, ctx.state.text.length);
    return { anchor: changes.mapOffset(range.anchor, 1), head: changes.mapOffset(range.head, 1) };
  });
  return wish(ctx, { edits, origin, selection: selectionOf(after, ctx.selection.main) });
}

/** One caret, as nearly always: nothing to sort, to join or to map. */
function replaceOne(ctx: CommandContext, origin: Origin, only: Replacement | null): Wish {
  if (only === null || (only.from === only.to && only.insert === "")) return null;
  const { from, to, insert } = only;
  const head = (from + (only.head ?? insert.length)) as Offset;
  const anchor = only.anchor === undefined ? head : (from + only.anchor) as Offset;
  const edits: Edit[] = [{ from: from as Offset, to: to as Offset, insert }];
  return wish(ctx, { edits, origin, selection: { ranges: [{ anchor, head }], main: 0 } });
}

/** Edits that belong to lines, not to carets: every range is carried along. `side` is where carets go at an insertion. */
export function editLines(
  ctx: CommandContext,
  { edits, origin, sides }: { edits: readonly Edit[]; origin: Origin; sides: readonly [Side, Side] },
): Wish {
  const changes = changesOf(edits, ctx.state.text.length);
  const selection = selectionOf(
    ctx.selection.ranges.map((range): Range => {
      if (isCaret(range)) {
        const at = changes.mapOffset(range.head, sides[1]);
        return { anchor: at, head: at };
      }
      const isForward = range.anchor < range.head;
      return {
        anchor: changes.mapOffset(range.anchor, sides[isForward ? 0 : 1]),
        head: changes.mapOffset(range.head, sides[isForward ? 1 : 0]),
      };
    }),
    ctx.selection.main,
  );
  return wish(ctx, { edits: changes.edits, origin, selection });
}

/** The wish itself; null when there is nothing to edit. */
export function wish(
  { view }: CommandContext,
  { edits, origin, selection }: { edits: readonly Edit[]; origin: Origin; selection: Selection },
): Wish {
  if (edits.length === 0) return null;
  return { spec: { edits, selection, view, origin, reveal: true } };
}

/** Lines `first..last`, both included. */
export interface Block {
  readonly first: number;
  readonly last: number;
}

/**
 * The lines that the carets touch, as blocks that neither overlap nor touch, in order. A selection that ends before the
 * first character of a line does not count that line.
 */
export function blocksOf(text: Text, selection: Selection): Block[] {
  const blocks: Block[] = [];
  for (const range of selection.ranges) {
    const { first, last } = blockOf(text, range);
    const before = blocks[blocks.length - 1];
    if (before !== undefined && first <= before.last + 1) {
      blocks[blocks.length - 1] = { first: before.first, last: Math.max(before.last, last) };
    } else blocks.push({ first, last });
  }
  return blocks;
}

/** The lines one range touches, by the same rule. */
export function blockOf(text: Text, range: Range): Block {
  const first = text.lineAt(fromOf(range)).index;
  const end = text.lineAt(toOf(range));
  const last = end.index > first && toOf(range) === end.from ? end.index - 1 : end.index;
  return { first, last };
}
