/**
 * Going back to where the carets were (VS Code's cursor undo). Owns the field and the two commands; an edit forgets all of it,
 * as in VS Code: undo serves from there.
 */
import type { ViewId } from "../../base/mod.ts";
import { fieldValue } from "../state/state.ts";
import type { Command, Field, Selection } from "../types.ts";

/** Newest first. A list, so that a caret move costs one small object. */
interface Trail {
  readonly selection: Selection;
  readonly depth: number;
  readonly next: Trail | null;
}
interface Trails {
  readonly back: Trail | null;
  readonly forth: Trail | null;
}
type CursorHistory = ReadonlyMap<ViewId, Trails>;
const nothing: CursorHistory = new Map();
/** When this many are kept, the older half goes. */
const most = 128;

export const cursorHistoryField: Field<CursorHistory> = {
  name: "cursorHistory",
  init: () => nothing,
  update(value, tr) {
    if (tr.changes.edits.length > 0) return nothing;
    const { view } = tr;
    if (view === undefined || tr.selections === tr.before.selections) return value;
    const before = tr.before.selections.get(view);
    if (before === undefined || tr.selections.get(view) === before) return value;
    const old = value.get(view);
    const note = tr.notes?.find(({ field }) => field === cursorHistoryField as Field<unknown>)?.value;
    const next = note === undefined
      ? { back: pushed(old?.back ?? null, before), forth: null }
      : note === "back"
      ? { back: old?.back?.next ?? null, forth: pushed(old?.forth ?? null, before) }
      : { back: pushed(old?.back ?? null, before), forth: old?.forth?.next ?? null };
    return new Map(value).set(view, next);
  },
};

function pushed(trail: Trail | null, selection: Selection): Trail {
  const depth = (trail?.depth ?? 0) + 1;
  return depth <= most
    ? { selection, depth, next: trail }
    : { selection, depth: most / 2 + 1, next: firstHalf(trail!) };
}
function firstHalf(trail: Trail): Trail {
  const kept: Selection[] = [];
  for (let one: Trail | null = trail; one !== null && kept.length < most / 2; one = one.next) {
    kept.push(one.selection);
  }
  let next: Trail | null = null;
  for (let i = kept.length - 1; i >= 0; i--) next = { selection: kept[i], depth: kept.length - i, next };
  return next!;
}

/** Where the carets were before they moved last. Declines when nothing is remembered. */
export const cursorUndo: Command = (ctx) => travel(ctx, "back");
export const cursorRedo: Command = (ctx) => travel(ctx, "forth");

function travel({ state, view }: Parameters<Command>[0], way: "back" | "forth"): ReturnType<Command> {
  const trail = fieldValue(state, cursorHistoryField)?.get(view)?.[way] ?? null;
  if (trail === null) return null;
  const notes = [{ field: cursorHistoryField as Field<unknown>, value: way }];
  return { spec: { view, selection: trail.selection, origin: "move", reveal: true, notes } };
}
