/**
 * Marks, the jump list and the last visual selection of one document, as a field: they move with the text. Owns how
 * they are kept; when one is set is said by a note in a spec.
 */
import type { Offset } from "../../base/mod.ts";
import type { Changes, Field, Spec } from "../types.ts";
import type { VisualMode } from "./types.ts";

export interface Places {
  /** By name: a-z, and "<" ">" "[" "]" "^" "." "'". */
  readonly marks: ReadonlyMap<string, Offset>;
  /** Oldest first; at most 100. */
  readonly jumps: readonly Offset[];
  /** Where Ctrl+O and Ctrl+I are in it; `jumps.length`: at the newest. */
  readonly jumpAt: number;
  readonly visual: { readonly mode: VisualMode; readonly toEnd: boolean } | null;
}
const none: Places = { marks: new Map(), jumps: [], jumpAt: 0, visual: null };

/** A note is a function from the places before (already mapped through the edits of its spec) to those after. */
type Note = (places: Places) => Places;

export const vimPlacesField: Field<Places> = {
  name: "vim places",
  init: () => none,
  update(value, tr) {
    let next = value;
    // Nobody uses Vim: nothing to do on a keypress.
    if (value !== none && tr.changes.edits.length > 0) next = mapped(value, tr.changes);
    if (tr.notes !== undefined) {
      for (const note of tr.notes) if (note.field === placesField) next = (note.value as Note)(next);
    }
    return next;
  },
};
const placesField = vimPlacesField as Field<unknown>;

export function placesNote(change: Note): NonNullable<Spec["notes"]>[number] {
  return { field: placesField, value: change };
}

export function withMark(places: Places, name: string, at: Offset): Places {
  return places.marks.get(name) === at ? places : { ...places, marks: new Map(places.marks).set(name, at) };
}

const mostJumps = 100;
/** Remembers a place that was jumped from; the same place is kept once, as the newest. */
export function withJump(places: Places, at: Offset): Places {
  const jumps = [...places.jumps.filter((jump) => jump !== at), at].slice(-mostJumps);
  return { ...withMark(places, "'", at), jumps, jumpAt: jumps.length };
}

function mapped(places: Places, changes: Changes): Places {
  const marks = new Map<string, Offset>();
  for (const [name, at] of places.marks) marks.set(name, moved(at, changes));
  const jumps = places.jumps.map((at) => moved(at, changes));
  return { ...places, marks, jumps };
}
/** A place inside a span that was overwritten by as much, as changes of case do, stays where it is in it. */
function moved(at: Offset, changes: Changes): Offset {
  const { edits } = changes;
  for (let i = 0; i < edits.length && i < fewEdits; i++) {
    const { from, to, insert } = edits[i];
    if (from >= at) break;
    if (at < to && insert.length === to - from) return (changes.mapOffset(from, -1) + at - from) as Offset;
  }
  return changes.mapOffset(at, -1);
}
/** More than this many are no operator on one span. */
const fewEdits = 50;
