/** Where a motion goes, and how an operator takes what lies between. */
import type { Pos } from "./lines.ts";

export interface Target {
  readonly pos: Pos;
  readonly kind: "exclusive" | "inclusive" | "line";
  /** Screen column to remember; absent: that of `pos`. */
  readonly want?: number;
  /** Goes into the jump list. */
  readonly jumps?: true;
  /** Deleting over it always fills "1, as in Vi. */
  readonly big?: true;
  /** Searches: an operator never takes the exclusive end back to the line above. */
  readonly exact?: true;
}
