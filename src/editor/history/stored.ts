/**
 * A history as plain data, to outlive the process: packing all its steps, checking what comes back, and putting it under a
 * history that has begun since. Owns what is kept of a step; how it becomes bytes is project/history_store.ts.
 * Times are wall-clock milliseconds here, as the app's own clock starts anew with each process.
 */
import type { Millis, Offset } from "../../base/mod.ts";
import { changesOf } from "../text/changes.ts";
import type { Edit, Origin, Selection } from "../types.ts";
import type { Run } from "./grouping.ts";
import { type History, type Limits, settled, type Step, stepOf, trimmed } from "./tree.ts";
import { itemAt, vectorFrom } from "./vector.ts";

/** One step. `parent` and `child` are places in the list, -1 for none; a parent stands before its children. */
export interface StoredStep {
  readonly parent: number;
  readonly child: number;
  /** From this step's text to its parent's on the way from the current step up to the root, elsewhere from the parent's to this one's. */
  readonly edits: readonly Edit[];
  readonly lengthBefore: number;
  readonly kind: Origin | "start";
  readonly run: Run;
  readonly startedAt: number;
  readonly at: number;
  readonly selectionBefore?: Selection;
  readonly selectionAfter?: Selection;
}
export interface StoredHistory {
  readonly steps: readonly StoredStep[];
  readonly current: number;
  /** Units of the text at the current step. */
  readonly length: number;
}

/** All steps of a history whose text has `length` units now. `epochMs`: the wall clock when the app's was 0. O(steps). */
export function packHistory(
  history: History,
  { length, epochMs }: { length: number; epochMs: number },
): StoredHistory {
  const whole = settled(history);
  const places = new Map<number, number>();
  const found: Step[] = [];
  for (let id = whole.root; id < whole.steps.length; id++) {
    const step = itemAt(whole.steps, id);
    if (step === null || (id !== whole.root && !places.has(step.parent))) continue;
    places.set(id, found.length);
    found.push(step);
  }
  const placeOf = (id: number) => places.get(id) ?? -1;
  const steps = found.map(({ parent, child, changes, facts }, i): StoredStep => ({
    parent: i === 0 ? -1 : placeOf(parent),
    child: placeOf(child),
    edits: i === 0 ? [] : changes!.edits,
    lengthBefore: i === 0 ? 0 : changes!.lengthBefore,
    kind: facts.kind,
    run: facts.run,
    startedAt: Math.round(facts.startedAt + epochMs),
    at: Math.round(facts.at + epochMs),
    selectionBefore: facts.selectionBefore,
    selectionAfter: facts.selectionAfter,
  }));
  return { steps, current: placeOf(whole.current), length };
}

/** Whether every step leads where the next begins, for a text of `length` units. What fails this must not be used. O(steps). */
export function isSound(stored: StoredHistory, length: number): boolean {
  const { steps, current } = stored;
  if (stored.length !== length || steps.length === 0 || steps[0].parent !== -1) return false;
  if (!(Number.isInteger(current) && current >= 0 && current < steps.length)) return false;
  const lengths = new Float64Array(steps.length).fill(-1);
  lengths[current] = length;
  for (let id = current; id > 0; id = steps[id].parent) {
    const { parent } = steps[id];
    if (!(Number.isInteger(parent) && parent >= 0 && parent < id)) return false;
    const after = lengthAfter(steps[id], lengths[id]);
    if (after < 0) return false;
    lengths[parent] = after;
  }
  for (let id = 0; id < steps.length; id++) {
    const { parent, child } = steps[id];
    if (child !== -1 && !(child > id && child < steps.length && steps[child].parent === id)) return false;
    if (id > 0 && !(Number.isInteger(parent) && parent >= 0 && parent < id)) return false;
    if (lengths[id] < 0) lengths[id] = lengthAfter(steps[id], lengths[parent]);
    if (lengths[id] < 0) return false;
    const { selectionBefore, selectionAfter } = steps[id];
    if (id > 0 && !isWithin(selectionBefore, lengths[parent])) return false;
    if (!isWithin(selectionAfter, lengths[id])) return false;
  }
  return true;
}

/** What the edits of a step make of `before` units; -1 where they do not fit. */
function lengthAfter({ edits, lengthBefore }: StoredStep, before: number): number {
  if (lengthBefore !== before) return -1;
  let end = -1;
  let after = before;
  for (let i = 0; i < edits.length; i++) {
    const { from, to, insert } = edits[i];
    if (!(from > end && from <= to && to <= before) || (from === to && insert.length === 0)) return -1;
    end = to;
    after += insert.length - (to - from);
  }
  return after;
}

function isWithin(selection: Selection | undefined, length: number): boolean {
  if (selection === undefined) return true;
  const { ranges, main } = selection;
  if (!(main >= 0 && main < ranges.length)) return false;
  const inside = (at: Offset) => at >= 0 && at <= length;
  return ranges.every(({ anchor, head }) => inside(anchor) && inside(head));
}

/** What a stored history is put under. */
export interface Grafting {
  readonly stored: StoredHistory;
  /** The wall clock when the app's was 0. */
  readonly epochMs: number;
  readonly limits: Limits;
}

/**
 * `own` with the stored steps before its first. They must be sound for the text `own` began with. Numbers of own steps
 * move up; the points they name stay. Itself where it cannot be: somebody else changed the text meanwhile, or it is trimmed.
 */
export function grafted(own: History, { stored, epochMs, limits }: Grafting): History {
  const first = own.root === 0 ? itemAt(own.steps, 0) : null;
  if (first === null || first.log !== null || own.epoch > 0) return own;
  const count = stored.steps.length;
  const moved = (id: number) => (id <= 0 ? id : id + count - 1);
  const all: (Step | null)[] = [];
  let bytes = 0;
  for (let i = 0; i < count; i++) {
    const from = stored.steps[i];
    const isFoot = i === stored.current;
    const step = {
      ...stepOf({
        parent: from.parent,
        changes: i === 0 ? null : changesOf(from.edits, from.lengthBefore),
        facts: {
          kind: from.kind,
          run: from.run,
          startedAt: (from.startedAt - epochMs) as Millis,
          at: (from.at - epochMs) as Millis,
          selectionBefore: from.selectionBefore,
          selectionAfter: from.selectionAfter,
        },
        seenOfParent: 0,
        point: isFoot ? first.point : own.points + i,
      }),
      child: isFoot && first.child >= 0 ? moved(first.child) : from.child,
    };
    bytes += step.bytes;
    all.push(step);
  }
  for (let id = 1; id < own.steps.length; id++) {
    const step = itemAt(own.steps, id);
    if (step === null) {
      all.push(null);
      continue;
    }
    const parent = step.parent === 0 ? stored.current : moved(step.parent);
    bytes += step.bytes;
    all.push({ ...step, parent, child: moved(step.child) });
  }
  return trimmed({
    ...own,
    steps: vectorFrom(all),
    current: own.current === 0 ? stored.current : moved(own.current),
    points: own.points + count,
    live: own.live + count - 1,
    bytes,
  }, limits);
}

/** The step that stands for a point (see `historyPoint`), or -1. O(steps). */
export function stepAtPoint(history: History, point: number): number {
  for (let id = history.steps.length - 1; id >= history.root; id--) {
    if (itemAt(history.steps, id)?.point === point) return id;
  }
  return -1;
}
