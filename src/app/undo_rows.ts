/**
 * The undo tree as rows of a list, the newest step first: who stands in which lane, which lines pass, and the words.
 * Owns the drawing's logic as values; how they look is ui/tree_panel.ts.
 */
import type { Millis } from "../base/mod.ts";
import type { StepSummary } from "../editor/mod.ts";
import { STRINGS, type TreeLanes, type TreeRow } from "../ui/mod.ts";
import { agoWords, type WallClock, wallWords } from "./undo_times.ts";

/** `steps` oldest first, as `historySummary` gives them. */
export function undoRows(
  steps: readonly StepSummary[],
  { now, wall }: { now: Millis; wall: WallClock },
): TreeRow[] {
  const rows: TreeRow[] = [];
  /** The step each lane leads down to; null: free. */
  const lanes: (number | null)[] = [];
  for (let i = steps.length - 1; i >= 0; i--) {
    const step = steps[i];
    rows.push({
      id: step.id,
      text: whatOf(step),
      detail: whenOf(step, { now, wall }),
      lanes: lanesOf(step, lanes),
      isCurrent: step.isCurrent,
    });
  }
  return rows;
}

function lanesOf({ id, parent }: StepSummary, lanes: (number | null)[]): TreeLanes {
  const mine: number[] = [];
  const through: number[] = [];
  for (let c = 0; c < lanes.length; c++) {
    if (lanes[c] === id) mine.push(c);
    else if (lanes[c] !== null) through.push(c);
  }
  const hasChild = mine.length > 0;
  let column = mine[0] ?? lanes.indexOf(null);
  if (column < 0) column = lanes.length;
  for (const c of mine) lanes[c] = null;
  lanes[column] = parent < 0 ? null : parent;
  return { column, through, joining: mine.slice(1), hasChild, hasParent: parent >= 0 };
}

function whatOf({ kind, inserted, deleted, places }: StepSummary): string {
  const words = STRINGS.undoTree;
  if (kind === "start") return words.start;
  const more = places > 1 ? words.places(places) : "";
  if (inserted === "" && deleted === "") return words.kinds[kind];
  if (deleted === "") return words.inserted(words.kinds[kind], shown(inserted)) + more;
  if (inserted === "") return words.deleted(words.kinds[kind], shown(deleted)) + more;
  return words.replaced(words.kinds[kind], { from: shown(deleted), to: shown(inserted) }) + more;
}

/** One line of at most 24 units; line ends and tabs are told by signs. */
function shown(text: string): string {
  const line = text.replaceAll("\n", "⏎").replaceAll("\t", "⇥");
  const points = [...line];
  return points.length > 24 ? `${points.slice(0, 23).join("")}…` : line;
}

function whenOf({ at }: StepSummary, { now, wall }: { now: Millis; wall: WallClock }): string {
  const { epochMs, zoneMinutes } = wall;
  return `${agoWords(now - at)}, ${wallWords(at + epochMs, { now: now + epochMs, zoneMinutes })}`;
}
