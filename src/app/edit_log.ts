/**
 * Every edit since somebody last looked, as a chain from the newest back: what lets the journal write down edits without
 * comparing texts. One cell for each edit; whoever reads the chain cuts it (`logRead`), and one that nobody reads ends by itself.
 */
import { type Changes, type Edit, type Field, type State, toStringAll } from "../editor/mod.ts";
import type { JournalStep } from "../project/mod.ts";

/** `changes` made the text of this cell of that of `before`. Only `logRead` ever changes a cell. */
export interface EditLog {
  readonly changes: Changes | null;
  /** The text grew at its end by what its file holds. */
  readonly isGrowth: boolean;
  before: EditLog | null;
  depth: number;
}
/** A reader that was away for longer compares the texts. */
const deepest = 5000;

export const editLogField: Field<EditLog> = {
  name: "editLog",
  init: () => ({ changes: null, isGrowth: false, before: null, depth: 0 }),
  update(value, { changes, origin }) {
    if (changes.edits.length === 0) return value;
    if (value.depth >= deepest) return { changes: null, isGrowth: false, before: null, depth: 0 };
    const isGrowth = origin === "load" && changes.edits.length === 1 &&
      changes.edits[0].from === changes.lengthBefore;
    return { changes, isGrowth, before: value, depth: value.depth + 1 };
  },
};

/** Nothing before this cell will be asked for. */
export function logRead(log: EditLog): void {
  log.before = null;
  log.depth = 0;
}

/** The steps from the state of `seen` to this one, each counted in the text the one before it left. `null`: the chain does not reach so far. */
export function editsSince(state: State, seen: EditLog): JournalStep[] | null {
  const cells: EditLog[] = [];
  for (let cell: EditLog | null = state.get(editLogField); cell !== seen; cell = cell.before) {
    if (cell === null || cell.changes === null) return null;
    cells.push(cell);
  }
  const out: JournalStep[] = [];
  for (let i = cells.length - 1; i >= 0; i--) {
    const { edits, lengthBefore, lengthAfter } = cells[i].changes!;
    if (cells[i].isGrowth) {
      out.push({ grown: lengthAfter - lengthBefore, stamp: null });
      continue;
    }
    let length = lengthBefore;
    // From the last to the first, so that the places before an edit still count as they did.
    for (let k = edits.length - 1; k >= 0; k--) {
      const { from, to } = edits[k];
      const insert = insertOf(edits[k]);
      out.push({ length, from, to, insert });
      length += insert.length - (to - from);
    }
  }
  return out;
}
/** Throws what a person is to know where a change is too large to be written down. */
function insertOf({ insert }: Edit): string {
  if (typeof insert === "string") return insert;
  if (insert.length > mostUnits) throw new RangeError("one change is larger than 64 million characters");
  return toStringAll(insert);
}
const mostUnits = 64_000_000;
