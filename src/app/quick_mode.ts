/**
 * What a kind of list is to the picker: its texts, its rows, what picking and looking do. The modes of quick open are chosen by the first
 * letter typed (quick_modes.ts). Shapes and the small things that modes share.
 */
import { entryText, type FuzzyIndex, fuzzyPlaces, type FuzzyQuery, gapText } from "../project/mod.ts";
import type { QuickRow } from "../ui/mod.ts";
import type { App, Step, StepContext } from "./app.ts";
import type { QuickContent, QuickPick } from "./quick_pick_state.ts";

/** One entry, with what was typed. `entry` is -1 where no row has the focus. */
export interface QuickChoice {
  readonly entry: number;
  readonly text: string;
  readonly ctx: StepContext;
}
export interface QuickMode {
  readonly prefix: string;
  readonly placeholder: string;
  /** For the list of prefixes. */
  readonly help: string;
  /** The texts; made again when they are void or, with `isTyped`, at every letter. */
  content(app: App, pick: QuickPick): QuickContent;
  readonly isTyped?: true;
  /** What `content` depends on, compared by identity with its `key`. */
  key?(app: App): unknown;
  /** What of the typed text is matched. */
  query(text: string): string;
  /** The picker is closed already. */
  accept(app: App, pick: QuickPick, choice: QuickChoice): Step;
  /** Shows what picking would do. */
  look?(app: App, pick: QuickPick, choice: QuickChoice): App;
}

/** Marks of a label and of what stands behind it in the entry's text. */
export function marksOf(
  index: FuzzyIndex,
  query: FuzzyQuery,
  entry: number,
): Pick<QuickRow, "matches" | "descriptionMatches"> {
  const places = fuzzyPlaces(index, query, entry);
  const gap = places.length === 0 ? -1 : entryText(index, entry).indexOf(gapText);
  if (gap < 0) return { matches: places };
  return {
    matches: places.filter((at) => at < gap),
    descriptionMatches: places.filter((at) => at > gap).map((at) => at - gap - 1),
  };
}
