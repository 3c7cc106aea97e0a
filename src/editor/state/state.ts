/**
 * A document's state and the one way to its next: `resolve` checks a wish and places it in time, `apply` carries
 * it out. Owns versions, the selections of the views and the values of the fields; what a field remembers is its own.
 */
import type { Millis, Offset, ViewId } from "../../base/mod.ts";
import { changesOf, noChanges } from "../text/changes.ts";
import type { Changes, Field, Selection, Settings, Spec, State, Text, Transaction } from "../types.ts";
import { type LastChange, lastChangeField } from "./last_change.ts";
import { mapSelection, normalise, sameSelection, selectionOfOne } from "./selection.ts";
import { defaultSettings } from "./settings.ts";

/** What a new state is made of. */
export interface StateStart {
  readonly text: Text;
  /** Absent: `defaultSettings`. */
  readonly settings?: Settings;
  /** All features this document will have, each field once; updated in this order. */
  readonly fields?: readonly Field<unknown>[];
  /** Absent: 0. Whoever reloads a document goes on counting, so that late answers are known as late. */
  readonly version?: number;
}

interface Parts {
  readonly version: number;
  readonly text: Text;
  readonly selections: ReadonlyMap<ViewId, Selection>;
  readonly settings: Settings;
  /** Shared by all states of a document: where each field's value lies. */
  readonly places: ReadonlyMap<Field<unknown>, number>;
  readonly fields: readonly Field<unknown>[];
  readonly values: readonly unknown[];
}

class DocumentState implements State {
  readonly version: number;
  readonly text: Text;
  readonly selections: ReadonlyMap<ViewId, Selection>;
  readonly settings: Settings;
  readonly places: ReadonlyMap<Field<unknown>, number>;
  readonly fields: readonly Field<unknown>[];
  readonly values: readonly unknown[];

  constructor(parts: Parts) {
    this.version = parts.version;
    this.text = parts.text;
    this.selections = parts.selections;
    this.settings = parts.settings;
    this.places = parts.places;
    this.fields = parts.fields;
    this.values = parts.values;
  }

  get<T>(field: Field<T>): T {
    const place = this.places.get(field);
    if (place === undefined) {
      throw new TypeError(`Cannot read field ${field.name}: this state was made without it`);
    }
    return this.values[place] as T;
  }
}

/** What a feature remembers; null for a state that was made without it. */
export function fieldOf<T>(state: State, field: Field<T>): T | null {
  const place = state instanceof DocumentState ? state.places.get(field) : undefined;
  return place === undefined ? null : (state as DocumentState).values[place] as T;
}

/** How the newest text came about; null where nobody remembers it. */
export function lastChangeOf(state: State): LastChange | null {
  const remembers = state instanceof DocumentState && state.places.has(lastChangeField as Field<unknown>);
  return remembers ? state.get(lastChangeField) : null;
}

/** The value of a feature; null where the state was made without it, as in many tests. */
export function fieldValue<T>(state: State, field: Field<T>): T | null {
  return state instanceof DocumentState && state.places.has(field as Field<unknown>)
    ? state.get(field)
    : null;
}

/** A document that nobody looks at yet. Throws TypeError if a field is named twice. */
export function createState(start: StateStart): State {
  const fields = start.fields ?? [];
  const settings = start.settings ?? defaultSettings;
  const places = new Map<Field<unknown>, number>();
  for (const field of fields) {
    if (places.has(field)) throw new TypeError(`Cannot make a state with field ${field.name} twice`);
    places.set(field, places.size);
  }
  return new DocumentState({
    version: start.version ?? 0,
    text: start.text,
    selections: new Map(),
    settings,
    places,
    fields,
    values: fields.map((field) => field.init(start.text, settings)),
  });
}

/**
 * Checks a wish against a state. The selection given is `view`'s, counted after the edits; all others are mapped: carets
 * go behind text inserted at them, but stay before it for origins "remote" and "load".
 * Throws RangeError for edits that overlap or leave the text, for ranges outside it, and for a selection of no known view.
 */
export function resolve(state: State, spec: Spec, at: Millis): Transaction {
  const { edits, selection } = spec;
  const changes = edits === undefined || edits.length === 0
    ? noChanges(state.text.length)
    : changesOf(edits, state.text.length);
  const chosen = selection === undefined
    ? null
    : checked(selection, { state, spec, length: changes.lengthAfter });
  // Spelt out: a rest of fields is copied one by one, ten times slower, and this is once a keypress.
  return {
    view: spec.view,
    group: spec.group,
    notes: spec.notes,
    origin: spec.origin,
    reveal: spec.reveal,
    before: state,
    changes,
    selections: selectionsAfter(state, { spec, changes, chosen }),
    at,
  };
}

/** The state after a transaction; `tr.before` itself if nothing changed at all. Pure: it may be applied any number of times. */
export function apply(tr: Transaction): State {
  const before = partsOf(tr.before);
  const isChanged = tr.changes.edits.length > 0;
  const text = isChanged ? tr.changes.apply(before.text) : before.text;
  const { fields } = before;
  let values = before.values;
  for (let i = 0; i < fields.length; i++) {
    const old = before.values[i];
    const value = fields[i].update(old, tr, text);
    if (value === old) continue;
    if (values === before.values) values = before.values.slice();
    (values as unknown[])[i] = value;
  }
  if (!isChanged && values === before.values && tr.selections === before.selections) return tr.before;
  return new DocumentState({
    version: isChanged ? before.version + 1 : before.version,
    text,
    selections: tr.selections,
    settings: before.settings,
    places: before.places,
    fields,
    values,
  });
}

/** The same document with one more view on it (or that view's selection set anew). Absent selection: a caret at 0. */
export function withView(state: State, view: ViewId, selection?: Selection): State {
  const start = selection ?? selectionOfOne({ anchor: 0 as Offset, head: 0 as Offset });
  const spec: Spec = { view, origin: "move" };
  const chosen = checkedRanges(normalise(start), { spec, length: state.text.length });
  const old = state.selections.get(view);
  if (old !== undefined && sameSelection(old, chosen)) return state;
  return new DocumentState({ ...partsOf(state), selections: new Map(state.selections).set(view, chosen) });
}

/** The same document without that view; itself if it had none. */
export function withoutView(state: State, view: ViewId): State {
  if (!state.selections.has(view)) return state;
  const selections = new Map(state.selections);
  selections.delete(view);
  return new DocumentState({ ...partsOf(state), selections });
}

/** The same document edited as something else. Fields keep their values: those that depend on settings read them from the state. */
export function withSettings(state: State, settings: Settings): State {
  return settings === state.settings ? state : new DocumentState({ ...partsOf(state), settings });
}

function partsOf(state: State): Parts {
  if (state instanceof DocumentState) return state;
  throw new TypeError("Cannot change a state that createState did not make");
}

function checked(
  selection: Selection,
  { state, spec, length }: { state: State; spec: Spec; length: number },
): Selection {
  if (spec.view === undefined || !state.selections.has(spec.view)) {
    throw new RangeError(`Cannot select in view ${spec.view}: it does not show this document`);
  }
  return checkedRanges(normalise(selection), { spec, length });
}

function checkedRanges(selection: Selection, { spec, length }: { spec: Spec; length: number }): Selection {
  for (let i = 0; i < selection.ranges.length; i++) {
    const { anchor, head } = selection.ranges[i];
    if (anchor >= 0 && anchor <= length && head >= 0 && head <= length) continue;
    throw new RangeError(
      `Cannot select ${anchor}..${head} in view ${spec.view}: the text has length ${length}`,
    );
  }
  return selection;
}

function selectionsAfter(
  state: State,
  { spec, changes, chosen }: { spec: Spec; changes: Changes; chosen: Selection | null },
): ReadonlyMap<ViewId, Selection> {
  if (chosen !== null && state.selections.size === 1) {
    // The one view there is: nothing to map.
    if (sameSelection(chosen, state.selections.get(spec.view!)!)) return state.selections;
    return new Map<ViewId, Selection>().set(spec.view!, chosen);
  }
  const side = spec.origin === "remote" || spec.origin === "load" ? -1 : 1;
  let isSame = true;
  const after = new Map<ViewId, Selection>();
  for (const [view, old] of state.selections) {
    const next = chosen !== null && view === spec.view ? chosen : mapSelection(old, changes, side);
    const kept = next !== old && sameSelection(next, old) ? old : next;
    if (kept !== old) isSame = false;
    after.set(view, kept);
  }
  return isSame ? state.selections : after;
}
