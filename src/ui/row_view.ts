/**
 * One row of text, laid out: what rows.ts makes, row_places.ts reads and paint draws. A shape only, below them all.
 */
import type { Px } from "../base/mod.ts";
import type { GlyphRun } from "../render/mod.ts";

/** One visual row, at most 2,000 units, kept by identity while its content and styles stay. Knows no absolute place. */
export interface RowView {
  /** What it was made of: also the key it is found by. */
  readonly text: string;
  /** Stride 3: from, to, style; sorted, none empty, none touching with equal style. Null: plain. */
  readonly spans: Int32Array | null;
  /** Column (in cells) of the line where the row starts; only rows with tabs differ by it. */
  readonly startCell: number;
  readonly length: number;
  readonly width: Px;
  readonly height: Px;
  readonly runs: readonly GlyphRun[];
  /** length + 1 places: the leading edge of each unit; last, where the row ends. Units of one grapheme share theirs. */
  readonly stops: Float32Array;
  /** Present when something runs right to left: the trailing edge and the bidi level of each unit. */
  readonly bidi: { readonly trails: Float32Array; readonly levels: Uint8Array } | null;
  /** Stride 2: x and width of boxes behind characters shown by their number. */
  readonly chips: Float32Array | null;
}
