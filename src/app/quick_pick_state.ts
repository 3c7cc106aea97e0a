/**
 * The shapes of pickers. A feature asks with a `QuickPickSpec`, which is data only: `openQuickPick(app, spec)` from a command, or the
 * event "quickPick.show" from outside; rows that arrive later come by "quickPick.fill" under the spec's `id`. Picking runs a command by
 * its id. What is typed is matched fuzzily by quick_pick.ts. Only types, so that app.ts can lie above.
 */
import type { Selection } from "../editor/mod.ts";
import type { FuzzyHits, FuzzyIndex, FuzzyQuery } from "../project/mod.ts";
import type { QuickButton, QuickPickBox, QuickRow, Scroll } from "../ui/mod.ts";
import type { ViewId } from "../base/mod.ts";

/** The picker of this id takes keys as they are pressed, written out. */
export const recordId = "nexus.keys.record";
/** A command to run. */
export interface QuickCall {
  readonly id: string;
  readonly arg?: unknown;
}
/** One thing to pick. What it does is `run`, or the spec's `accept` with its `value`. */
export interface QuickItem extends Omit<QuickRow, "matches" | "descriptionMatches" | "buttons"> {
  readonly run?: QuickCall;
  /** Runs while the row is focused: a look at what picking would do. Esc takes back where the caret was. */
  readonly look?: QuickCall;
  readonly value?: unknown;
  /** Each runs its command; the picker stays open unless that opens another. */
  readonly buttons?: readonly (QuickButton & { readonly run: QuickCall })[];
}
/** A question with rows to choose from. */
export interface QuickPickSpec {
  /** Names it, so that "quickPick.fill" finds it again. */
  readonly id?: string;
  readonly title?: string;
  readonly placeholder?: string;
  readonly items: readonly QuickItem[];
  /** What is typed from the start. */
  readonly value?: string;
  /** The item that has the focus at first; absent: the first. */
  readonly focused?: number;
  /** Several may be ticked; `accept` gets all their values. */
  readonly many?: true;
  /** More items will come by "quickPick.fill". */
  readonly isBusy?: boolean;
  /** Said while there is no row; absent: that nothing matches. */
  readonly message?: string;
  /** Rows stay in their order whatever is typed; absent: the best first. */
  readonly keepsOrder?: true;
  /** Runs with `{ ...arg, value, text }`, with `many` `{ ...arg, values, text }`, for items without a `run`. */
  readonly accept?: QuickCall;
  /** Enter without a row runs `accept` with what is typed. */
  readonly takesText?: true;
  readonly cancel?: QuickCall;
  /** Opened by keys that are held: Ctrl+Tab goes on in it, and letting Ctrl go picks. */
  readonly isHeld?: true;
  readonly buttons?: readonly (QuickButton & { readonly run: QuickCall })[];
}
/** How the texts of a picker are matched, what rows they become, what a person sees before typing. Entries count from 0. */
export interface QuickContent {
  readonly index: FuzzyIndex;
  readonly hasDetails: boolean;
  readonly keepsOrder: boolean;
  /** What it was made of: with another one it is void. */
  readonly key?: unknown;
  /** Entries that stand first while nothing is typed, and the one that has the focus then. */
  readonly first?: readonly number[];
  readonly focused?: number;
  /** More entries will come. */
  readonly isBusy?: boolean;
  /** Said while there is no row; absent: that nothing matches. */
  readonly message?: string;
  /** What single entries are worth more. */
  readonly boost?: ReadonlyMap<number, number>;
  rowOf(entry: number, query: FuzzyQuery): QuickRow;
}
/** A matching under way: a slice at a time, so that a key never waits. */
export interface QuickMatching {
  readonly query: FuzzyQuery;
  /** The entries to look at; absent: all. */
  readonly among?: Uint32Array;
  readonly at: number;
  readonly total: number;
  readonly pieces: readonly FuzzyHits[];
  readonly slices: number;
}
/** Where the caret was before rows were looked at. */
export interface QuickReturn {
  readonly view: ViewId;
  readonly version: number;
  readonly selection: Selection;
  readonly scroll: Scroll;
}
/** The open picker. */
export interface QuickPick extends QuickPickBox {
  /** `null`: quick open, where the first letter says what is listed. */
  readonly spec: QuickPickSpec | null;
  /** The prefix of what is listed, such as ">"; "" for files and for specs. */
  readonly prefix: string;
  /** `null`: not made yet, or void. */
  readonly content: QuickContent | null;
  /** The text that the rows are for; null: none yet. */
  readonly listed: string | null;
  readonly matching: QuickMatching | null;
  /** Whether an event will go on with the matching. */
  readonly isQueued: boolean;
  readonly query: FuzzyQuery | null;
  /** Every match of `query` in the order of the index: what the next letter is looked for in. */
  readonly matched: Uint32Array | null;
  /** What the rows stand for, in order. */
  readonly ranked: Uint32Array;
  readonly picked: ReadonlySet<number>;
  /** The entry that was looked at last; -1: none. */
  readonly looked: number;
  readonly back: QuickReturn | null;
}
