/**
 * Where graphemes start in a short piece of shown text, for sharing out a ligature's width. Editing
 * itself segments in the editor's unicode folder; this sees only clusters a font has already joined.
 */

/** Offsets of grapheme starts, the first always 0; `text` is not empty. */
export function graphemeStarts(text: string): number[] {
  const starts: number[] = [];
  for (const { index } of segmenter().segment(text)) starts.push(index);
  return starts;
}

let made: Intl.Segmenter | undefined;
/** Making one costs 50 µs, so it is made once; it has no state of its own. */
function segmenter(): Intl.Segmenter {
  return made ??= new Intl.Segmenter("en", { granularity: "grapheme" });
}
