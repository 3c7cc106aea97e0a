/**
 * The field that remembers what the syntax worker answered, and how the text has moved since. Idle for a document that
 * nobody colours: it then returns its value at once. Asking the worker and choosing what is coloured belong to the
 * app's syntax_io.ts, which talks to this field through notes.
 */
import { fieldOf } from "../state/state.ts";
import type { Changes, Field, State, Text } from "../types.ts";
import { driftAfter, noDrift, staysLocal } from "./drift.ts";
import type { Syntax, SyntaxNote } from "./types.ts";

/** A log this long is set aside and a new one begun: memory stays bounded when nobody reads it. */
const LOG_LENGTH = 64;

const off: Syntax = {
  status: "off",
  paint: null,
  paintDrift: noDrift,
  structure: null,
  structureDrift: noDrift,
  young: null,
  old: null,
  youngCount: 0,
};

export const syntaxField: Field<Syntax> = {
  name: "syntax",
  init: () => off,
  update(value, tr, text) {
    const isIdle = value.status === "off" || value.status === "tooLarge" || value.status === "failed";
    let next = isIdle || tr.changes.edits.length === 0
      ? value
      : moved(value, { changes: tr.changes, version: tr.before.version + 1, text });
    if (tr.notes !== undefined) {
      for (const note of tr.notes) {
        if (note.field === syntaxField) next = noted(next, note.value as SyntaxNote, tr.before.version);
      }
    }
    return next;
  },
};

function moved(
  value: Syntax,
  { changes, version, text }: { changes: Changes; version: number; text: Text },
): Syntax {
  const isFull = value.youngCount >= LOG_LENGTH;
  const { paint, structure } = value;
  const paintDrift = paint === null ? noDrift : driftAfter(value.paintDrift, changes);
  const structureDrift = structure === null
    ? noDrift
    : structure.version === paint?.version
    ? paintDrift
    : driftAfter(value.structureDrift, changes);
  return {
    status: value.status,
    // Another object says that colours changed beyond the edit (see `Decorate.source`).
    paint: paint === null || staysLocal(paintDrift, { before: value.paintDrift, changes, text })
      ? paint
      : { ...paint },
    paintDrift,
    structure,
    structureDrift,
    young: { version, changes, before: isFull ? null : value.young },
    old: isFull ? value.young : value.old,
    youngCount: isFull ? 1 : value.youngCount + 1,
  };
}

function noted(value: Syntax, note: SyntaxNote, version: number): Syntax {
  switch (note.kind) {
    case "status":
      if (note.status === value.status) return value;
      // A new start, or none: nothing of an old language may stay.
      if (note.status !== "on" && note.status !== "slow" && note.status !== "stopped") {
        return { ...off, status: note.status };
      }
      return { ...value, status: note.status };
    case "paint": {
      const drift = driftSince(value, { from: note.paint.version, to: version });
      if (drift === null || (value.paint !== null && value.paint.version > note.paint.version)) return value;
      return { ...value, status: "on", paint: note.paint, paintDrift: drift };
    }
    case "structure": {
      const drift = driftSince(value, { from: note.structure.version, to: version });
      if (drift === null) return value;
      return { ...value, structure: note.structure, structureDrift: drift };
    }
  }
}

/** Null when the log does not reach back that far: the answer is too old to be of use. */
function driftSince(value: Syntax, { from, to }: { from: number; to: number }): Int32Array | null {
  const changes = changesBetween(value, { from, to });
  return changes === null ? null : changes.reduce(driftAfter, noDrift);
}

function changesBetween(value: Syntax, { from, to }: { from: number; to: number }): Changes[] | null {
  const found: Changes[] = [];
  let version = to;
  for (
    let link = value.young;
    version > from && link !== null && link.version === version;
    link = link.before
  ) {
    found.push(link.changes);
    version--;
  }
  for (
    let link = value.old;
    version > from && link !== null && link.version === version;
    link = link.before
  ) {
    found.push(link.changes);
    version--;
  }
  return version === from ? found.reverse() : null;
}

/** What changed from `version` to now, oldest first; null when that is forgotten or `version` is not of this text. */
export function changesSince(state: State, version: number): readonly Changes[] | null {
  const value = syntaxOf(state);
  return value === null || version > state.version
    ? null
    : changesBetween(value, { from: version, to: state.version });
}

/** What is remembered; null for a state that was made without syntax. */
export function syntaxOf(state: State): Syntax | null {
  return fieldOf(state, syntaxField);
}

/** A remark for `Spec.notes`. */
export function syntaxNote(value: SyntaxNote): { readonly field: Field<unknown>; readonly value: unknown } {
  return { field: syntaxField as Field<unknown>, value };
}
