/**
 * What is folded in each view, as a field: spans from the end of the line that stays to the end of the last hidden line. They
 * move with edits elsewhere; an edit inside or a caret that enters opens them. What may be folded is ranges.ts.
 */
import type { Offset, ViewId } from "../../base/mod.ts";
import { fieldValue } from "../state/state.ts";
import type { Edit, Field, Selection, State, Text, Transaction } from "../types.ts";
import { hiddenFrom, isHidden, nothingHidden } from "./hidden.ts";
import type { HiddenLines } from "./types.ts";

/** The folds of one view. `spans` has pairs from, to, sorted by from, the outer of nested ones first. */
export interface ViewFolds {
  readonly spans: Float64Array;
  readonly hidden: HiddenLines;
}
export type Folds = ReadonlyMap<ViewId, ViewFolds>;
/** Remark to the field: these are the folds of a view now, counted in the text after the edits. */
export interface FoldNote {
  readonly view: ViewId;
  readonly spans: Float64Array;
  /** What they hide, where the sender knows it; absent: looked up, two lines for each. */
  readonly hidden?: HiddenLines;
}

const noFolds: Folds = new Map();

/** Idle it costs one look at a size. */
export const foldField: Field<Folds> = {
  name: "folds",
  init: () => noFolds,
  update(value, tr, text) {
    const { notes } = tr;
    if (value.size === 0 && notes === undefined) return value;
    let next = value;
    if (value.size > 0) {
      if (tr.changes.edits.length > 0) next = mapped(next, tr, text);
      // After an edit a caret at the same offset may be somewhere else.
      if (tr.changes.edits.length > 0 || tr.selections !== tr.before.selections) {
        next = opened(next, tr, text);
      }
    }
    if (notes !== undefined) {
      for (const { field, value: note } of notes) {
        if (field !== foldField as Field<unknown>) continue;
        const { view, spans, hidden } = note as FoldNote;
        const isTold = hidden !== undefined && spans.length > 0 && tr.changes.edits.length === 0;
        next = withFolds(next, view, isTold ? { spans, hidden } : foldsOf(spans, text));
      }
    }
    return next;
  },
};

/** The remark that sets the folds of a view. */
export function foldNote(
  view: ViewId,
  spans: Float64Array,
  hidden?: HiddenLines,
): { field: Field<unknown>; value: FoldNote } {
  return { field: foldField as Field<unknown>, value: { view, spans, hidden } };
}

/** Pairs from, to of what is folded in a view, the outer first; empty where nothing is. */
export function foldSpans(state: State, view: ViewId): Float64Array {
  return fieldValue(state, foldField)?.get(view)?.spans ?? noSpans;
}
const noSpans = new Float64Array(0);

/** The lines that folds hide in a view. O(1). */
export function hiddenLines(state: State, view: ViewId): HiddenLines {
  return fieldValue(state, foldField)?.get(view)?.hidden ?? nothingHidden;
}

function withFolds(folds: Folds, view: ViewId, of: ViewFolds | null): Folds {
  if (of === null && !folds.has(view)) return folds;
  const next = new Map(folds);
  if (of === null) next.delete(view);
  else next.set(view, of);
  return next.size === 0 ? noFolds : next;
}

function foldsOf(spans: Float64Array, text: Text): ViewFolds | null {
  if (spans.length === 0) return null;
  const pairs: [number, number][] = [];
  for (let i = 0; i < spans.length; i += 2) {
    const first = text.lineAt(spans[i] as Offset).index + 1;
    const last = text.lineAt(spans[i + 1] as Offset).index;
    if (last >= first) pairs.push([first, last]);
  }
  return { spans, hidden: hiddenFrom(pairs) };
}

function mapped(folds: Folds, tr: Transaction, text: Text): Folds {
  const { edits } = tr.changes;
  let next = folds;
  for (const [view, { spans }] of folds) {
    // Text below the last fold is the common case in a file folded above.
    if (edits[0].from > lastEnd(spans)) continue;
    const shifted = edits.length === 1
      ? shiftedBy(folds.get(view)!, { edit: edits[0], before: tr.before.text, after: text })
      : null;
    if (shifted !== null) {
      next = withFolds(next, view, shifted);
      continue;
    }
    const kept: number[] = [];
    for (let i = 0, e = 0; i < spans.length; i += 2) {
      const from = spans[i], to = spans[i + 1];
      while (e > 0 && edits[e - 1].to >= from) e--;
      while (e < edits.length && edits[e].to < from) e++;
      let isTouched = false;
      for (let k = e; k < edits.length && edits[k].from <= to; k++) {
        const edit = edits[k];
        if (edit.to > from || edit.from > from) isTouched = true;
        // At the very end of the line that stays, a line break would take the fold's line away from it.
        else if (edit.from === from && breaksLine(edit.insert)) isTouched = true;
      }
      if (isTouched) continue;
      kept.push(tr.changes.mapOffset(from as Offset, 1), tr.changes.mapOffset(to as Offset, -1));
    }
    next = withFolds(next, view, foldsOf(Float64Array.from(kept), text));
  }
  return next;
}
/** One edit outside of all folds, as typing is: numbers are added, no line is looked up. Null: the edit touches a fold. */
function shiftedBy(
  { spans, hidden }: ViewFolds,
  { edit, before, after }: { edit: Edit; before: Text; after: Text },
): ViewFolds | null {
  const delta = edit.insert.length - (edit.to - edit.from);
  const breaks = breaksLine(edit.insert);
  const moved = spans.slice();
  for (let i = 0; i < spans.length; i += 2) {
    if (edit.from > spans[i + 1]) continue;
    if (edit.to > spans[i] || edit.to === spans[i] && breaks) return null;
    moved[i] += delta;
    moved[i + 1] += delta;
  }
  const lines = after.lineCount - before.lineCount;
  if (lines === 0) return { spans: moved, hidden };
  const editLine = before.lineAt(edit.to).index;
  const hiddenSpans = hidden.spans.slice();
  for (let i = 0; i < hiddenSpans.length; i++) if (hiddenSpans[i] > editLine) hiddenSpans[i] += lines;
  return { spans: moved, hidden: { ...hidden, spans: hiddenSpans } };
}

function lastEnd(spans: Float64Array): number {
  let end = 0;
  for (let i = 1; i < spans.length; i += 2) if (spans[i] > end) end = spans[i];
  return end;
}
const breaksLine = (insert: string | Text) =>
  typeof insert === "string" ? insert.includes("\n") : insert.lineCount > 1;

function isAnyHidden({ ranges }: Selection, hidden: HiddenLines, text: Text): boolean {
  for (let i = 0; i < ranges.length; i++) {
    if (isHidden(hidden, text.lineAt(ranges[i].head).index)) return true;
  }
  return false;
}

/** Without the folds that a caret went into. */
function opened(folds: Folds, tr: Transaction, text: Text): Folds {
  let next = folds;
  for (const [view, { spans, hidden }] of folds) {
    const selection = tr.selections.get(view);
    if (selection === undefined) next = withFolds(next, view, null);
    else if (!isAnyHidden(selection, hidden, text)) continue;
    else if (tr.changes.edits.length > 0 || selection !== tr.before.selections.get(view)) {
      const isIn = (at: number, i: number) => at > spans[i] && at <= spans[i + 1];
      let kept: number[] | null = null;
      for (let i = 0; i < spans.length; i += 2) {
        const isEntered = selection.ranges.some(({ head }) => isIn(head, i));
        if (isEntered) kept ??= Array.from(spans.subarray(0, i));
        else kept?.push(spans[i], spans[i + 1]);
      }
      if (kept !== null && hidden !== nothingHidden) {
        next = withFolds(next, view, foldsOf(Float64Array.from(kept), text));
      }
    }
  }
  return next;
}
