/** The shapes of folding: which lines may be folded, and which ones a view hides now. */

/** What a fold is made of; commands such as "fold all block comments" choose by it. */
export type FoldKind = "block" | "comment" | "imports" | "region" | "manual";
/** Folded, line `first` stays and `first + 1 .. last` are hidden. Always `first < last`. */
export interface FoldRange {
  readonly first: number;
  readonly last: number;
  readonly kind: FoldKind;
}
/**
 * The lines a view hides, made for mapping rows. `spans` has pairs first, last of hidden lines, both included, sorted, with at
 * least one visible line before each; `before[i]` counts what the spans left of `i` hide. Compared by identity: the same
 * object as long as the same lines are hidden.
 */
export interface HiddenLines {
  readonly spans: Int32Array;
  readonly before: Int32Array;
  readonly total: number;
}
