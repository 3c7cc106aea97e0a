/**
 * A snippet being filled in: its tab stops as places that move with every edit, and which one is active. Ends when the carets
 * leave the stops. Owns the field; the commands are commands.ts.
 */
import type { Offset, ViewId } from "../../base/mod.ts";
import type { Changes, Field, Selection, Transaction } from "../types.ts";
import type { Transform } from "./parse.ts";

/** One place of one tab stop. In the order of the text, the outer before the inner; `parent` is an index, -1 for none. */
export interface Stop {
  readonly index: number;
  readonly from: Offset;
  readonly to: Offset;
  readonly parent: number;
  readonly choices?: readonly string[];
  readonly transform?: Transform;
}
export interface SnippetSession {
  readonly view: ViewId;
  readonly stops: readonly Stop[];
  /** The index whose places are selected. */
  readonly active: number;
  /** Which of the offered choices is focused; absent: the one that stands there. "closed": none are offered. */
  readonly choice?: number | "closed";
  /** The snippet this one was inserted into. */
  readonly outer: SnippetSession | null;
}

/** Null but while a snippet is filled in. */
export const snippetField: Field<SnippetSession | null> = {
  name: "snippet",
  init: () => null,
  update(value, tr) {
    if (value === null && tr.notes === undefined) return value;
    const note = tr.notes?.find(({ field }) => field === snippetField as Field<unknown>);
    if (note !== undefined) return note.value as SnippetSession | null;
    return value === null ? null : followed(value, tr);
  },
};

/** The remark that starts, moves on or ends (null) a session; counted in the text after the edits. */
export function snippetNote(value: SnippetSession | null): { field: Field<unknown>; value: unknown } {
  return { field: snippetField as Field<unknown>, value };
}

function followed(session: SnippetSession, tr: Transaction): SnippetSession | null {
  const moved = tr.changes.edits.length === 0 ? session : mapSession(session, tr.changes);
  if (moved === null) return null;
  const selection = tr.selections.get(session.view);
  if (selection === undefined) return null;
  if (moved !== session || selection !== tr.before.selections.get(session.view)) {
    return isInStops(moved, selection) ? moved : null;
  }
  return moved;
}

/** Whether every selection lies in a stop of the session. */
function isInStops({ stops }: SnippetSession, { ranges }: Selection): boolean {
  for (const { anchor, head } of ranges) {
    const from = anchor < head ? anchor : head, to = anchor < head ? head : anchor;
    let isIn = false;
    for (let i = 0; i < stops.length && !isIn; i++) isIn = from >= stops[i].from && to <= stops[i].to;
    if (!isIn) return false;
  }
  return true;
}

/** The places after an edit; null when all of the snippet is gone. */
export function mapSession(session: SnippetSession, changes: Changes): SnippetSession | null {
  const { stops, active, outer } = session;
  const grows = growing(stops, active);
  // Of stops at one place those left of the active one stay left of what is typed, the others go right.
  let lastActive = -1;
  for (let i = 0; i < stops.length; i++) if (stops[i].index === active) lastActive = i;
  const next = stops.map((stop, i): Stop => {
    let from: Offset, to: Offset;
    if (grows[i]) {
      from = changes.mapOffset(stop.from, -1);
      to = changes.mapOffset(stop.to, 1);
    } else if (stop.from === stop.to) {
      from = to = changes.mapOffset(stop.from, i > lastActive || leftActiveIsHere(stops, i, active) ? 1 : -1);
    } else {
      from = changes.mapOffset(stop.from, 1);
      to = changes.mapOffset(stop.to, -1);
      if (to < from) to = from;
    }
    return from === stop.from && to === stop.to ? stop : { ...stop, from, to };
  });
  if (stops.every(({ from, to }) => wasDeleted(changes, from, to))) return null;
  const choice = session.choice === "closed" ? "closed" : undefined;
  return { ...session, stops: next, choice, outer: outer === null ? null : mapSession(outer, changes) };
}
function wasDeleted({ edits }: Changes, from: Offset, to: Offset): boolean {
  return edits.some((edit) =>
    edit.from < edit.to && edit.from <= from && to <= edit.to && edit.insert.length === 0
  );
}
function leftActiveIsHere(stops: readonly Stop[], i: number, active: number): boolean {
  for (let k = i - 1; k >= 0; k--) {
    if (stops[k].index === active && stops[k].to === stops[i].from) return true;
  }
  return false;
}

/** The active stops and all around them. */
function growing(stops: readonly Stop[], active: number): boolean[] {
  const grows = stops.map(({ index }) => index === active);
  for (let i = 0; i < stops.length; i++) {
    if (stops[i].index !== active) continue;
    for (let p = stops[i].parent; p >= 0; p = stops[p].parent) grows[p] = true;
  }
  return grows;
}

/** Indices in the order Tab visits them; 0 is last. */
export function orderOf(stops: readonly Stop[]): number[] {
  const indices = [...new Set(stops.map(({ index }) => index))];
  return indices.sort((a, b) => (a === 0 ? Infinity : a) - (b === 0 ? Infinity : b));
}
