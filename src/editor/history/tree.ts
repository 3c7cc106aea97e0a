/**
 * The undo tree as a value: a node per text the document has been, an edge per step between them, no branch lost.
 * Owns recording, travelling and forgetting; what belongs into one step is grouping.ts, the field is history.ts.
 *
 * An edge is stored once, as the changes that lead *away* from where we are now, and turned round when walked.
 * Foreign changes (remote, load) are no steps. They go into a log at the node they met, and each edge there takes
 * in what it has not seen only when it is walked or grown: a remote keypress costs O(1) however long the history.
 */
import type { Millis, ViewId } from "../../base/mod.ts";
import { mapSelection } from "../state/selection.ts";
import { heldUnits } from "../text/rope.ts";
import type { Changes, Origin, Selection, Text } from "../types.ts";
import type { Run } from "./grouping.ts";
import { itemAt, pushed, type Vector, vectorOf, withItem } from "./vector.ts";

/** What happened in one step, besides the text. */
export interface StepFacts {
  readonly kind: Origin | "start";
  readonly run: Run;
  readonly group?: number;
  readonly view?: ViewId;
  readonly startedAt: Millis;
  readonly at: Millis;
  readonly selectionBefore?: Selection;
  readonly selectionAfter?: Selection;
}
/** Foreign changes a node has met, newest first. */
interface Log {
  readonly changes: Changes;
  readonly older: Log | null;
  readonly count: number;
}
/** A node, and the edge to its parent. */
export interface Step {
  readonly parent: number;
  /** The child that redo goes to: the one last come from or made. -1: none. */
  readonly child: number;
  /** From the node if we are at or below it, else from the parent. Null at the root. */
  readonly changes: Changes | null;
  readonly facts: StepFacts;
  readonly log: Log | null;
  /** How much of the own log and of the parent's the edge has taken in. */
  readonly seen: number;
  readonly seenOfParent: number;
  /** Names the text this node stands for, foreign changes aside. */
  readonly point: number;
  readonly bytes: number;
}
/** Later steps may join the current one: any that fits, those of its group only, or none. */
export type Joins = "any" | "group" | "none";
/** The value of the history field. Read it through history.ts. */
export interface History {
  readonly steps: Vector<Step | null>;
  readonly root: number;
  readonly current: number;
  readonly joins: Joins;
  readonly points: number;
  /** Foreign changes so far. */
  readonly epoch: number;
  readonly live: number;
  readonly bytes: number;
  /** What this document was given instead of the field's; null: the field's. */
  readonly limits: Limits | null;
}
export interface Limits {
  readonly maxSteps: number;
  readonly maxBytes: number;
}

/** What a step weighs in V8 besides its edits and their text: 500,000 scattered ones were measured at 430 MB. */
const stepBytes = 800;
/** What one more edit of a step weighs. */
const editBytes = 64;
const logBytes = 200;

export function newHistory(): History {
  const facts: StepFacts = { kind: "start", run: "other", startedAt: 0 as Millis, at: 0 as Millis };
  const root = stepOf({ parent: -1, changes: null, facts, seenOfParent: 0, point: 0 });
  return {
    steps: vectorOf<Step | null>(root),
    root: 0,
    current: 0,
    joins: "none",
    points: 1,
    epoch: 0,
    live: 1,
    bytes: root.bytes,
    limits: null,
  };
}

/** The step with that number; throws RangeError for one that never was or is forgotten. */
export function stepAt(history: History, id: number): Step {
  const step = id >= 0 && id < history.steps.length ? itemAt(history.steps, id) : null;
  if (step === null || step === undefined) {
    throw new RangeError(`Cannot read step ${id} of the history: it is not there`);
  }
  return step;
}

/** One more step from here; `back` undoes it. Redo will go to it. */
export function recorded(history: History, back: Changes, facts: StepFacts): History {
  const parent = stepAt(history, history.current);
  const id = history.steps.length;
  const step = stepOf({
    parent: history.current,
    changes: back,
    facts,
    seenOfParent: countOf(parent.log),
    point: history.points,
  });
  return {
    ...history,
    steps: pushed(withItem(history.steps, history.current, { ...parent, child: id }), step),
    current: id,
    joins: "any",
    points: history.points + 1,
    live: history.live + 1,
    bytes: history.bytes + step.bytes,
  };
}

/** The current step grown by another change, which `back` undoes. */
export function grown(history: History, back: Changes, facts: StepFacts): History {
  const first = stepAt(history, history.current);
  const isSettled = first.log === null || first.log.count === first.seen;
  const now = isSettled ? history : settle(history, { id: history.current, near: "node" });
  const step = isSettled ? first : stepAt(now, now.current);
  const changes = back.compose(step.changes!);
  const { parent, child, log, seen, seenOfParent } = step;
  const bytes = step.bytes - unitsOf(step.changes) + unitsOf(changes);
  // Spelt out, as this is once a keypress: each spread would be one more copy.
  const next: Step = { parent, child, changes, facts, log, seen, seenOfParent, point: now.points, bytes };
  return {
    steps: withItem<Step | null>(now.steps, now.current, next),
    root: now.root,
    current: now.current,
    joins: "any",
    points: now.points + 1,
    epoch: now.epoch,
    live: now.live,
    bytes: now.bytes + bytes - step.bytes,
    limits: now.limits,
  };
}

/** Somebody else changed the text where we are. */
export function metForeign(history: History, changes: Changes): History {
  const step = stepAt(history, history.current);
  return { ...put(history, history.current, logged(step, changes)), epoch: history.epoch + 1 };
}

/** What it takes to get to another step, and the history once there. `text` is the current one. */
export interface Travel {
  readonly history: History;
  readonly changes: Changes;
  readonly selection: Selection | undefined;
  readonly way: "up" | "down";
}

export function travelled(history: History, { to, text, start }: {
  to: number;
  text: Text;
  /** No changes to `text`. */
  start: Changes;
}): Travel {
  const route = routeTo(history, to);
  let now = history;
  let at = text;
  let changes = start;
  let selection: Selection | undefined;
  for (let i = 0; i < route.length; i++) {
    const { id, way } = route[i];
    now = settle(now, { id, near: way === "up" ? "node" : "parent" });
    const step = stepAt(now, id);
    const walked = step.changes!;
    const parent = stepAt(now, step.parent);
    now = put(now, id, { ...step, changes: walked.invert(at) });
    if (parent.child !== id) now = put(now, step.parent, { ...parent, child: id });
    changes = i === 0 ? walked : changes.compose(walked);
    selection = way === "up" ? step.facts.selectionBefore : step.facts.selectionAfter;
    if (i < route.length - 1) at = walked.apply(at);
  }
  const way = route.some((leg) => leg.way === "up") ? "up" : "down";
  return { history: { ...now, current: to, joins: "none" }, changes, selection, way };
}

/** The same history without its oldest steps, as far as the limits ask; never without the current one. */
export function trimmed(history: History, limits: Limits): History {
  let { steps, root, live, bytes } = history;
  while ((live > limits.maxSteps || bytes > limits.maxBytes) && root !== history.current) {
    // The preferred child leads to where we are. What lies between the two numbers hangs on other branches.
    const next = itemAt(steps, root)!.child;
    for (let id = root; id < next; id++) {
      const step = itemAt(steps, id);
      if (step === null) continue;
      steps = withItem<Step | null>(steps, id, null);
      live--;
      bytes -= step.bytes;
    }
    const step = itemAt(steps, next)!;
    const top = { ...step, parent: -1, changes: null, bytes: weigh(null, step.log) };
    bytes += top.bytes - step.bytes;
    steps = withItem<Step | null>(steps, next, top);
    root = next;
  }
  return root === history.root ? history : { ...history, steps, root, live, bytes };
}

interface Leg {
  readonly id: number;
  readonly way: "up" | "down";
}

/** The edges from here to there, each named by its lower node. */
function routeTo(history: History, to: number): Leg[] {
  stepAt(history, to);
  const up: Leg[] = [];
  const down: Leg[] = [];
  let here = history.current;
  let there = to;
  // A child's number is higher than its parent's, so the higher of the two is never the common ancestor.
  while (here !== there) {
    if (here > there) {
      up.push({ id: here, way: "up" });
      here = stepAt(history, here).parent;
    } else {
      down.push({ id: there, way: "down" });
      there = stepAt(history, there).parent;
    }
  }
  return up.concat(down.reverse());
}

/** The edge of `id` with all the foreign changes its near end has met, which it passes on to its far end. */
function settle(history: History, { id, near }: { id: number; near: "node" | "parent" }): History {
  const step = stepAt(history, id);
  const parent = stepAt(history, step.parent);
  const isNode = near === "node";
  const foreign = unseen(isNode ? step.log : parent.log, isNode ? step.seen : step.seenOfParent);
  if (foreign === null) return history;
  const own = step.changes!;
  const passed = foreign.over(own, false);
  const { selectionBefore, selectionAfter } = step.facts;
  const far = logged(isNode ? parent : step, passed);
  const base = isNode ? step : far;
  const next: Step = {
    ...base,
    changes: own.over(foreign, true),
    facts: {
      ...step.facts,
      selectionBefore: selectionBefore && mapSelection(selectionBefore, isNode ? passed : foreign, -1),
      selectionAfter: selectionAfter && mapSelection(selectionAfter, isNode ? foreign : passed, -1),
    },
    seen: countOf(base.log),
    seenOfParent: countOf(isNode ? far.log : parent.log),
  };
  const settled = put(history, id, next);
  return isNode ? put(settled, step.parent, far) : settled;
}

/** The same history with every foreign change taken in by every step, and no logs left. O(steps); itself if there were none. */
export function settled(history: History): History {
  if (history.epoch === 0) return history;
  let now = history;
  const way = new Set<number>();
  for (let id = now.current; id >= 0; id = stepAt(now, id).parent) {
    if (id !== now.root) now = settle(now, { id, near: "node" });
    way.add(id);
    if (id === now.root) break;
  }
  const there = new Set<number>([now.root]);
  for (let id = now.root + 1; id < now.steps.length; id++) {
    const step = itemAt(now.steps, id);
    if (step === null || !there.has(step.parent)) continue;
    there.add(id);
    if (!way.has(id)) now = settle(now, { id, near: "parent" });
  }
  for (const id of there) {
    const { log, ...step } = itemAt(now.steps, id)!;
    if (log !== null) now = put(now, id, { ...step, log: null, seen: 0, seenOfParent: 0 });
  }
  for (const id of there) {
    const step = itemAt(now.steps, id)!;
    if (step.seenOfParent !== 0 || step.seen !== 0) now = put(now, id, { ...step, seen: 0, seenOfParent: 0 });
  }
  return now;
}

/** All of a log past the first `seen` entries, as one; null for nothing. */
function unseen(log: Log | null, seen: number): Changes | null {
  const parts: Changes[] = [];
  for (let entry = log; entry !== null && entry.count > seen; entry = entry.older) parts.push(entry.changes);
  parts.reverse();
  // In pairs, so that a thousand scattered keypresses are not copied a thousand times.
  while (parts.length > 1) {
    const half = (parts.length + 1) >> 1;
    for (let i = 0; i < half; i++) {
      const second = parts[2 * i + 1];
      parts[i] = second === undefined ? parts[2 * i] : parts[2 * i].compose(second);
    }
    parts.length = half;
  }
  return parts.length === 0 ? null : parts[0];
}

function logged(step: Step, changes: Changes): Step {
  const log = { changes, older: step.log, count: countOf(step.log) + 1 };
  return { ...step, log, bytes: step.bytes + logBytes + unitsOf(changes) };
}

function countOf(log: Log | null): number {
  return log === null ? 0 : log.count;
}

function put(history: History, id: number, step: Step): History {
  const old = itemAt(history.steps, id)!;
  const bytes = step.bytes - unitsOf(old.changes) + unitsOf(step.changes);
  return {
    ...history,
    steps: withItem<Step | null>(history.steps, id, bytes === step.bytes ? step : { ...step, bytes }),
    bytes: history.bytes + bytes - old.bytes,
  };
}

export function stepOf(parts: Pick<Step, "parent" | "changes" | "facts" | "seenOfParent" | "point">): Step {
  const { parent, changes, facts, seenOfParent, point } = parts;
  const bytes = weigh(changes, null);
  // Spelt out: a spread with fields added to it takes 60 bytes more, for good.
  return { parent, child: -1, changes, facts, log: null, seen: 0, seenOfParent, point, bytes };
}

function weigh(changes: Changes | null, log: Log | null): number {
  let bytes = stepBytes + unitsOf(changes);
  for (let entry = log; entry !== null; entry = entry.older) bytes += logBytes + unitsOf(entry.changes);
  return bytes;
}

/** What changes hold on to: a byte per unit, as most text is Latin-1, and their objects. */
function unitsOf(changes: Changes | null): number {
  if (changes === null) return 0;
  let units = editBytes * changes.edits.length;
  for (let i = 0; i < changes.edits.length; i++) {
    const { insert } = changes.edits[i];
    units += typeof insert === "string" ? insert.length : heldUnits(insert);
  }
  return units;
}
