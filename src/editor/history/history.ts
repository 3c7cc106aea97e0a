/**
 * Undo, redo and going anywhere in the undo tree. Owns the field, the commands and the questions others may ask:
 * which steps there are, and whether the text is back at a point. The tree is tree.ts, grouping is grouping.ts.
 * Only our own edits are undone: what came as "remote" or "load" is mapped over.
 */
import type { Millis, ViewId } from "../../base/mod.ts";
import { noChanges } from "../text/changes.ts";
import type { Command, Field, Origin, Spec, State, Transaction } from "../types.ts";
import { joined, runOf } from "./grouping.ts";
import {
  grown,
  type History,
  type Limits,
  metForeign,
  newHistory,
  recorded,
  type Step,
  stepAt,
  type StepFacts,
  travelled,
  trimmed,
} from "./tree.ts";
import { grafted, stepAtPoint, type StoredHistory } from "./stored.ts";
import { itemAt } from "./vector.ts";

/** How much is remembered and what goes together. */
export interface HistoryOptions extends Limits {
  /** Typing on after a pause this long starts a new step. */
  readonly pauseMs: number;
}
/** VS Code has no pause; a second splits thoughts, not words. */
export const historyDefaults: HistoryOptions = {
  pauseMs: 1000,
  maxSteps: 500_000,
  maxBytes: 256 * 1024 * 1024,
};

/** Remarks to the field: a journey already worked out, or that the current step is complete. */
type Note =
  | { readonly kind: "go"; readonly from: History; readonly to: History }
  | { readonly kind: "stop" }
  | { readonly kind: "restore"; readonly stored: StoredHistory; readonly epochMs: number }
  | { readonly kind: "limits"; readonly limits: Limits };

/** A history with other limits; all states of a document share one. Steps beyond them are forgotten, the oldest first. */
export function historyWith(options: Partial<HistoryOptions> = {}): Field<History> {
  const all = { ...historyDefaults, ...options };
  const field: Field<History> = {
    name: "history",
    init: newHistory,
    update(value, tr) {
      const note = tr.notes === undefined ? undefined : noteFor(field, tr);
      // A journey worked out for another history than this is an edit like any other.
      if (note?.kind === "go" && note.from === value) return note.to;
      if (note?.kind === "stop" && value.joins !== "none") {
        return update({ ...value, joins: "none" }, tr, all);
      }
      if (note?.kind === "restore") {
        return grafted(value, { ...note, limits: value.limits ?? all });
      }
      if (note?.kind === "limits") return trimmed({ ...value, limits: note.limits }, note.limits);
      return update(value, tr, all);
    },
  };
  return field;
}

/** The history of ordinary documents. */
export const historyField: Field<History> = historyWith();

/** Which history, and whose selection is restored; absent: the ordinary one, nobody's. */
export interface HistoryFor {
  readonly view?: ViewId;
  readonly field?: Field<History>;
}

/** The wish to undo the last own step; null if there is none. */
export function undoSpec(state: State, who: HistoryFor = {}): Spec | null {
  const value = state.get(who.field ?? historyField);
  let to = stepAt(value, value.current).parent;
  // A step whose edits cancelled out would look like a key that does nothing.
  for (; to >= 0; to = stepAt(value, to).parent) {
    const spec = goTo(state, to, who);
    if (spec.edits!.length > 0) return spec;
  }
  return null;
}

/** The wish to redo what was undone last; null if there is nothing. */
export function redoSpec(state: State, who: HistoryFor = {}): Spec | null {
  const value = state.get(who.field ?? historyField);
  let to = stepAt(value, value.current).child;
  for (; to >= 0; to = stepAt(value, to).child) {
    const spec = goTo(state, to, who);
    if (spec.edits!.length > 0) return spec;
  }
  return null;
}

/** The wish to be at any step of the tree, on whatever branch. Throws RangeError for a step that is not there. */
export function stepToSpec(state: State, node: number, who: HistoryFor = {}): Spec | null {
  return state.get(who.field ?? historyField).current === node ? null : goTo(state, node, who);
}

/** The wish to be back at `was`, an earlier history of this very document, as if nobody had moved since. Throws RangeError if somebody else has edited since. */
export function backToSpec(state: State, was: History, field: Field<History> = historyField): Spec {
  const from = state.get(field);
  if (from.epoch !== was.epoch) throw new RangeError("Cannot go back to a history that others have changed");
  const spec = goTo(state, was.current, { field });
  const note: Note = { kind: "go", from, to: was };
  return { ...spec, notes: [{ field: field as Field<unknown>, value: note }] };
}

/** Whether `stepToSpec` can go there. */
export function hasStep(state: State, node: number, field: Field<History> = historyField): boolean {
  const value = state.get(field);
  return node >= value.root && node < value.steps.length && itemAt(value.steps, node) !== null &&
    isReachable(value, node);
}
function isReachable(value: History, node: number): boolean {
  let at = node;
  while (at > value.root) {
    const step = itemAt(value.steps, at);
    if (step === null) return false;
    at = step.parent;
  }
  return at === value.root;
}

/** The wish to be at the step that stands for a point (see `historyPoint`); null where it is forgotten or others edited since. O(steps). */
export function stepAtPointSpec(state: State, point: number): Spec | null {
  const value = state.get(historyField);
  if (Math.floor(point / pointsPerEpoch) !== value.epoch) return null;
  const node = stepAtPoint(value, point % pointsPerEpoch);
  return node < 0 || !hasStep(state, node) ? null : stepToSpec(state, node);
}

/** The wish to put stored steps under those of this session; they must be sound for the text the document began with. */
export function restoreSpec(stored: StoredHistory, epochMs: number): Spec {
  return { origin: "tool", notes: [noted({ kind: "restore", stored, epochMs })] };
}
/** The wish to remember no more than this, from now on. */
export function limitsSpec(limits: Limits): Spec {
  return { origin: "tool", notes: [noted({ kind: "limits", limits })] };
}
function noted(value: Note): { readonly field: Field<unknown>; readonly value: unknown } {
  return { field: historyField as Field<unknown>, value };
}

/** Remark to put into a spec's `notes`: what comes next starts a new step. Saving does this, so that the saved text is one. */
export function undoStop(
  field: Field<History> = historyField,
): { readonly field: Field<unknown>; readonly value: unknown } {
  return { field: field as Field<unknown>, value: { kind: "stop" } satisfies Note };
}

export const undo: Command = ({ state, view }) => outcomeOf(undoSpec(state, { view }));
export const redo: Command = ({ state, view }) => outcomeOf(redoSpec(state, { view }));

/** A step as others see it. Node numbers stay; `parent` is -1 at the oldest remembered. */
export interface HistoryNode {
  readonly id: number;
  readonly parent: number;
  /** The child redo would take; -1: none. */
  readonly child: number;
  readonly kind: Origin | "start";
  /** The `group` of its specs, for undoing across files. */
  readonly group?: number;
  /** First and last edit of the step. */
  readonly startedAt: Millis;
  readonly at: Millis;
  readonly isCurrent: boolean;
}

/** All steps remembered, oldest first. O(steps). */
export function historyNodes(state: State, field: Field<History> = historyField): readonly HistoryNode[] {
  const value = state.get(field);
  const nodes: HistoryNode[] = [];
  const there = new Set<number>([-1]);
  for (let id = value.root; id < value.steps.length; id++) {
    const step = itemAt(value.steps, id);
    // A branch whose foot was forgotten cannot be reached any more.
    if (step === null || !there.has(step.parent)) continue;
    there.add(id);
    nodes.push(nodeOf(step, { id, isCurrent: id === value.current }));
  }
  return nodes;
}

/** The current step. O(1). */
export function currentNode(state: State, field: Field<History> = historyField): HistoryNode {
  const value = state.get(field);
  return nodeOf(stepAt(value, value.current), { id: value.current, isCurrent: true });
}

/** Points a document may have between two foreign changes; 2²⁷ of those fit beside them into a number. */
const pointsPerEpoch = 2 ** 26;

/**
 * Names the text a document has now, never negative: equal again exactly when undo or redo came back to it and nobody
 * else has changed anything since. Kept at each save, it tells dirty from clean. Holds for 67 million edits, and as
 * many by others.
 */
export function historyPoint(state: State, field: Field<History> = historyField): number {
  const value = state.get(field);
  return value.epoch * pointsPerEpoch + stepAt(value, value.current).point;
}

/** The point of before a foreign change as one of after it, for whoever knows that the change was none to a person. Points of no history stay. */
export function pointAfter(point: number, { before, after }: { before: State; after: State }): number {
  const { epoch } = before.get(historyField);
  if (point < 0 || Math.floor(point / pointsPerEpoch) !== epoch) return point;
  return after.get(historyField).epoch * pointsPerEpoch + point % pointsPerEpoch;
}

function update(value: History, tr: Transaction, options: HistoryOptions): History {
  if (tr.changes.edits.length === 0) {
    return value.joins === "any" && hasMoved(value, tr) ? { ...value, joins: "group" } : value;
  }
  if (tr.origin === "remote" || tr.origin === "load") return metForeign(value, tr.changes);
  const back = tr.changes.invert(tr.before.text);
  const last = stepAt(value, value.current).facts;
  const run = runOf(tr);
  const together = value.joins === "none"
    ? null
    : runTogether(value, { last, tr, run, pauseMs: options.pauseMs });
  const after = tr.view === undefined ? undefined : tr.selections.get(tr.view);
  if (together !== null) {
    const { kind, group, view, startedAt, selectionBefore } = last;
    // Spelt out, as this is once a keypress.
    const facts: StepFacts = {
      kind,
      run: together,
      group,
      view,
      startedAt,
      at: tr.at,
      selectionBefore,
      selectionAfter: after,
    };
    return trimmed(grown(value, back, facts), value.limits ?? options);
  }
  const facts: StepFacts = {
    kind: tr.origin,
    run,
    group: tr.group,
    view: tr.view,
    startedAt: tr.at,
    at: tr.at,
    selectionBefore: tr.view === undefined ? undefined : tr.before.selections.get(tr.view),
    selectionAfter: after,
  };
  return trimmed(recorded(value, back, facts), value.limits ?? options);
}

function runTogether(value: History, { last, tr, run, pauseMs }: {
  last: StepFacts;
  tr: Transaction;
  run: StepFacts["run"];
  pauseMs: number;
}): StepFacts["run"] | null {
  if (tr.group !== undefined || last.group !== undefined) return tr.group === last.group ? run : null;
  if (value.joins !== "any") return null;
  return joined({ last, next: { origin: tr.origin, run, view: tr.view, at: tr.at }, pauseMs });
}

function hasMoved(value: History, tr: Transaction): boolean {
  const view = stepAt(value, value.current).facts.view;
  return view !== undefined && tr.selections.get(view) !== tr.before.selections.get(view);
}

function goTo(state: State, to: number, { view, field = historyField }: HistoryFor): Spec {
  const from = state.get(field);
  const travel = travelled(from, { to, text: state.text, start: noChanges(state.text.length) });
  const note: Note = { kind: "go", from, to: travel.history };
  const isShown = view !== undefined && state.selections.has(view);
  return {
    edits: travel.changes.edits,
    selection: isShown ? travel.selection : undefined,
    view,
    notes: [{ field: field as Field<unknown>, value: note }],
    origin: travel.way === "up" ? "undo" : "redo",
    reveal: true,
  };
}

function noteFor(field: Field<History>, tr: Transaction): Note | undefined {
  return tr.notes!.find((note) => note.field === field)?.value as Note | undefined;
}

function nodeOf(step: Step, { id, isCurrent }: { id: number; isCurrent: boolean }): HistoryNode {
  const { kind, group, startedAt, at } = step.facts;
  return { id, parent: step.parent, child: step.child, kind, group, startedAt, at, isCurrent };
}

function outcomeOf(spec: Spec | null): { spec: Spec } | null {
  return spec === null ? null : { spec };
}
