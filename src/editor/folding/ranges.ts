/**
 * What may be folded in a document: by syntax where a parser says so, else by indentation. Kept per text, so that several
 * commands in a row count once; never asked for by a keypress that edits.
 */
import type { Settings, State, Text } from "../types.ts";
import { foldRanges, foldsIn, syntaxOf } from "../syntax/index.ts";
import { type FoldScan, indentFolds, scannedFolds, startsFold, startsRegion } from "./by_indent.ts";
import { hiddenLines } from "./field.ts";
import { hasFoldBelow } from "./hidden.ts";
import { foldKinds, foldOfRow, type FoldTable, foldTable, rowsUpTo } from "./table.ts";
import type { FoldRange } from "./types.ts";
import type { LineIndex, ViewId } from "../../base/mod.ts";

const known = new WeakMap<Text, { settings: Settings; table: FoldTable }>();

/** Everything foldable. O(length) for a text not asked about before. */
export function foldable(state: State): FoldTable {
  const parsed = foldRanges(state);
  return parsed.length > 0 ? withRegions(state, parsed) : byLook(state);
}

function byLook({ text, settings }: State): FoldTable {
  const old = known.get(text);
  if (old !== undefined && old.settings === settings) return old.table;
  const table = indentFolds(text, settings);
  known.set(text, { settings, table });
  return table;
}

/** Whether `foldable` answers without reading the text. */
export const knowsFolds = ({ text, settings }: State): boolean => known.get(text)?.settings === settings;
/** Remembers what a scan that is done has found: `foldable` answers from it. */
export function keepFolds(scan: FoldScan): void {
  known.set(scan.text, { settings: scan.settings, table: scannedFolds(scan) });
}

/** A parser knows no region marks: those come from the look of the lines. */
function withRegions(state: State, parsed: readonly FoldRange[]): FoldTable {
  const looked = byLook(state);
  const regions: FoldRange[] = [];
  for (let i = 0; i < looked.count; i++) {
    if (foldKinds[looked.kinds[i]] === "region") regions.push(foldOfRow(looked, i));
  }
  return foldTable([...parsed, ...regions]);
}

/** What the gutter shows at a line. */
export type FoldMark = "none" | "open" | "folded";

/** The mark of one visible line. O(log n) but for a few lines read ahead. */
export function foldMark(state: State, view: ViewId, line: number): FoldMark {
  if (hasFoldBelow(hiddenLines(state, view), line)) return "folded";
  if ((syntaxOf(state)?.structure ?? null) !== null) {
    const at = line as LineIndex;
    if (foldsIn(state, at, at).length > 0) return "open";
    return startsRegion(state.text, { settings: state.settings, line }) ? "open" : "none";
  }
  const table = known.get(state.text);
  if (table !== undefined && table.settings === state.settings) {
    const row = rowsUpTo(table.table, line) - 1;
    return row >= 0 && table.table.firsts[row] === line ? "open" : "none";
  }
  return startsFold(state.text, { settings: state.settings, line }) ? "open" : "none";
}
