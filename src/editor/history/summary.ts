/**
 * What each step did, in a few words for a person: how the undo tree is read, and how one moves in it by count or by time.
 * Owns reading only; going there is history.ts.
 */
import type { LineIndex, Millis, Offset } from "../../base/mod.ts";
import type { Edit, Origin, State, Text } from "../types.ts";
import { historyField } from "./history.ts";
import { type History, settled, stepAt } from "./tree.ts";
import { itemAt } from "./vector.ts";

/** Units of text shown of a step. */
const previewUnits = 48;

/** A step and what it changed; texts are cut short. At the oldest remembered step nothing is known to have changed. */
export interface StepSummary {
  readonly id: number;
  /** -1 at the oldest remembered; it may be older than what is listed. */
  readonly parent: number;
  readonly kind: Origin | "start";
  readonly startedAt: Millis;
  readonly at: Millis;
  readonly isCurrent: boolean;
  /** The first place it changed, after the step. */
  readonly line: LineIndex;
  readonly inserted: string;
  readonly deleted: string;
  /** Places changed. */
  readonly places: number;
}

/** The newest `most` steps that can be reached, oldest first, or those from the current one on. O(all steps). */
export function historySummary(state: State, most: number): readonly StepSummary[] {
  const history = settled(state.get(historyField));
  const all = reachable(history);
  const first = Math.max(0, Math.min(all.length - most, all.indexOf(history.current)));
  const ids = all.slice(first, first + most);
  const way = wayUp(history, ids[0]);
  const texts = textsOf(history, { ids, way, text: state.text });
  return ids.map((id) => summaryOf(history, id, { texts, isBack: way.has(id) }));
}

/** The current step and those above it, down to number `least`: edges there are kept as what undoes them. */
function wayUp(history: History, least: number): ReadonlySet<number> {
  const way = new Set<number>();
  for (let id = history.current; id >= least && id >= 0; id = stepAt(history, id).parent) way.add(id);
  return way;
}

function reachable(history: History): number[] {
  const ids: number[] = [];
  const there = new Set<number>();
  for (let id = history.root; id < history.steps.length; id++) {
    const step = itemAt(history.steps, id);
    if (step === null || (id !== history.root && !there.has(step.parent))) continue;
    there.add(id);
    ids.push(id);
  }
  return ids;
}

/** The text at each of these steps; they share nearly everything. */
function textsOf(
  history: History,
  { ids, way, text }: { ids: readonly number[]; way: ReadonlySet<number>; text: Text },
): ReadonlyMap<number, Text> {
  const texts = new Map([[history.current, text]]);
  for (const id of way) {
    const { changes, parent } = stepAt(history, id);
    if (changes !== null) texts.set(parent, changes.apply(texts.get(id)!));
  }
  for (const id of ids) {
    if (texts.has(id)) continue;
    const { changes, parent } = stepAt(history, id);
    const before = texts.get(parent);
    if (before !== undefined && changes !== null) texts.set(id, changes.apply(before));
  }
  return texts;
}

function summaryOf(
  history: History,
  id: number,
  { texts, isBack }: { texts: ReadonlyMap<number, Text>; isBack: boolean },
): StepSummary {
  const { facts, parent, changes } = stepAt(history, id);
  const { kind, startedAt, at } = facts;
  const after = texts.get(id);
  const before = texts.get(parent);
  const base = { id, parent, kind, startedAt, at, isCurrent: id === history.current };
  if (after === undefined || before === undefined || changes === null || changes.edits.length === 0) {
    return { ...base, line: 0 as LineIndex, inserted: "", deleted: "", places: 0 };
  }
  const edit = changes.edits[0];
  const inserted = isBack ? spanIn(after, edit) : headOf(edit.insert);
  const deleted = isBack ? headOf(edit.insert) : spanIn(before, edit);
  const { index } = after.lineAt(Math.min(edit.from, after.length) as Offset);
  return { ...base, line: index, inserted, deleted, places: changes.edits.length };
}

function spanIn(text: Text, { from, to }: Edit): string {
  return text.slice(from, Math.min(to, from + previewUnits) as Offset);
}
function headOf(insert: Edit["insert"]): string {
  return typeof insert === "string"
    ? insert.slice(0, previewUnits)
    : insert.slice(0 as Offset, Math.min(previewUnits, insert.length) as Offset);
}

/** How far to go, in steps as they were made (on whatever branch) or in time; negative is back. */
export type Journey = { readonly steps: number } | { readonly ms: number; readonly now: Millis };

/**
 * Where a journey ends. Back by time counts from now while the text is the newest, else from when the current step was
 * made; it ends at the newest step that was complete by then, forward too. Never beyond the oldest and the newest step.
 */
export function journeyEnd(state: State, journey: Journey): number {
  const history = state.get(historyField);
  const ids = reachable(history);
  const place = ids.indexOf(history.current);
  if ("steps" in journey) return ids[Math.max(0, Math.min(ids.length - 1, place + journey.steps))];
  const isNewest = place === ids.length - 1;
  const { at } = stepAt(history, history.current).facts;
  const moment = (isNewest && journey.ms < 0 ? journey.now : at) + journey.ms;
  let end = 0;
  for (let i = 0; i < ids.length; i++) {
    if (i === 0 || stepAt(history, ids[i]).facts.at <= moment) end = i;
  }
  return ids[end];
}
