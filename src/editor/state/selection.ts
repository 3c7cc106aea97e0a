/**
 * Selections as values: making, ordering, merging, mapping. Owns the rule for what merges; where carets go is
 * the commands' matter. Nothing here knows the text: state.ts checks that ranges lie within it.
 */
import type { Offset, Side } from "../../base/mod.ts";
import type { Changes, Range, Selection } from "../types.ts";

/** A caret: a range of no length. */
export function caretAt(at: Offset, more?: Pick<Range, "side" | "goal">): Range {
  return more === undefined ? { anchor: at, head: at } : { anchor: at, head: at, ...more };
}

/** From where the selecting began to where it is now, in either order. */
export function rangeOf(anchor: Offset, head: Offset): Range {
  return { anchor, head };
}

/** The lower end of a range. */
export function fromOf(range: Range): Offset {
  return range.anchor < range.head ? range.anchor : range.head;
}

/** The upper end of a range, exclusive. */
export function toOf(range: Range): Offset {
  return range.anchor < range.head ? range.head : range.anchor;
}

export function isCaret(range: Range): boolean {
  return range.anchor === range.head;
}

/** One range alone. */
export function selectionOfOne(range: Range): Selection {
  return { ranges: [range], main: 0 };
}

/**
 * A selection from ranges in any order; `main` is an index into them and stays on its range. Ranges that overlap merge,
 * a caret merges with what it touches, selections that only touch stay apart (as in VS Code).
 * Throws RangeError for no ranges or a `main` outside them.
 */
export function selectionOf(ranges: readonly Range[], main = 0): Selection {
  return normalise({ ranges, main });
}

/** The same selection sorted and merged; itself if it is in order already. */
export function normalise(selection: Selection): Selection {
  const { ranges, main } = selection;
  if (!(Number.isInteger(main) && main >= 0 && main < ranges.length)) {
    throw new RangeError(`Cannot make a selection of ${ranges.length} ranges with main ${main}`);
  }
  if (isInOrder(ranges)) return selection;
  const order = ranges.map((_, index) => index)
    .sort((a, b) => fromOf(ranges[a]) - fromOf(ranges[b]) || toOf(ranges[a]) - toOf(ranges[b]));
  const out: Range[] = [];
  let newMain = 0;
  for (const index of order) {
    const range = ranges[index];
    const last = out[out.length - 1];
    if (last !== undefined && merges(last, range)) {
      out[out.length - 1] = index === main ? merged(range, last) : merged(last, range);
    } else out.push(range);
    if (index === main) newMain = out.length - 1;
  }
  return { ranges: out, main: newMain };
}

/** One range more, which becomes the main one; what it overlaps merges into it. */
export function withRange(selection: Selection, range: Range): Selection {
  return normalise({ ranges: [...selection.ranges, range], main: selection.ranges.length });
}

/** Every range through `f`, then in order again. `main` stays on what its range became. */
export function mapRanges(selection: Selection, f: (range: Range, index: number) => Range): Selection {
  const { ranges, main } = selection;
  if (ranges.length === 1) return { ranges: [f(ranges[0], 0)], main };
  return normalise({ ranges: ranges.map(f), main });
}

/** Whether both select the same and remember the same (`side`, `goal`). */
export function sameSelection(a: Selection, b: Selection): boolean {
  if (a === b) return true;
  if (a.main !== b.main || a.ranges.length !== b.ranges.length) return false;
  for (let i = 0; i < a.ranges.length; i++) {
    const one = a.ranges[i];
    const other = b.ranges[i];
    if (one.anchor !== other.anchor || one.head !== other.head) return false;
    if (one.side !== other.side || one.goal !== other.goal) return false;
  }
  return true;
}

/**
 * Where a selection went; itself if nothing moved. `side` 1 is for edits of our own: a caret goes behind text inserted at it,
 * and a selection grows by text at its ends (as in VS Code). -1 is for edits of others: neither happens.
 */
export function mapSelection(selection: Selection, changes: Changes, side: Side): Selection {
  const edits = changes.edits;
  if (edits.length === 0) return selection;
  const { ranges, main } = selection;
  if (toOf(ranges[ranges.length - 1]) < edits[0].from) return selection;
  return normalise({ ranges: ranges.map((range) => mapRange(range, changes, side)), main });
}

function mapRange(range: Range, changes: Changes, side: Side): Range {
  if (range.anchor === range.head) {
    const at = changes.mapOffset(range.head, side);
    return range.side === undefined ? { anchor: at, head: at } : { anchor: at, head: at, side: range.side };
  }
  const inner = changes.mapOffset(fromOf(range), side === 1 ? -1 : 1);
  const to = changes.mapOffset(toOf(range), side);
  // A selection replaced as a whole has its ends cross when it must not grow.
  const from = inner < to ? inner : to;
  return range.anchor < range.head ? { anchor: from, head: to } : { anchor: to, head: from };
}

function isInOrder(ranges: readonly Range[]): boolean {
  for (let i = 1; i < ranges.length; i++) {
    if (fromOf(ranges[i]) < fromOf(ranges[i - 1]) || merges(ranges[i - 1], ranges[i])) return false;
  }
  return true;
}

/** For `second` starting at or after `first`. */
function merges(first: Range, second: Range): boolean {
  const to = toOf(first);
  const from = fromOf(second);
  return from < to || (from === to && (isCaret(first) || isCaret(second)));
}

/** Both as one: the direction is the winner's, or that of the only one to have any. */
function merged(winner: Range, other: Range): Range {
  const from = Math.min(fromOf(winner), fromOf(other)) as Offset;
  const to = Math.max(toOf(winner), toOf(other)) as Offset;
  if (fromOf(winner) === from && toOf(winner) === to) return winner;
  const { anchor, head } = isCaret(winner) ? other : winner;
  return anchor <= head ? { anchor: from, head: to } : { anchor: to, head: from };
}
