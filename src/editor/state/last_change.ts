/**
 * How the newest text came from the one before it: what lets a view that was made from `before` redo only what changed.
 * Owns that one memory. It is no history: a large change is not remembered, as it would keep the old text alive.
 */
import type { Changes, Field, Text } from "../types.ts";

/** The newest change: `after` is what `changes` made of `before`. */
export interface LastChange {
  readonly before: Text;
  readonly changes: Changes;
  readonly after: Text;
}

/** More edits or more text than this is not worth remembering: a view is then made anew. */
const MOST_EDITS = 100;
const MOST_UNITS = 100_000;

/** Null before the first change and after a large one. */
export const lastChangeField: Field<LastChange | null> = {
  name: "lastChange",
  init: () => null,
  update(value, { changes, before }, after) {
    const { edits } = changes;
    if (edits.length === 0) return value;
    if (edits.length > MOST_EDITS) return null;
    for (let i = 0; i < edits.length; i++) {
      if (edits[i].to - edits[i].from + edits[i].insert.length > MOST_UNITS) return null;
    }
    return { before: before.text, changes, after };
  },
};
