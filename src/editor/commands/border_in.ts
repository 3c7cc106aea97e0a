/** Where a caret may stand in a string that is about to be written, where its old column may lie inside a grapheme. */
import { graphemeLengths } from "../unicode/graphemes.ts";

/** What is read past a column to see whether a grapheme ends there; longer ones are not met. */
const longestGrapheme = 64;

/** `at` itself, or the border left of it; at most the length. O(at). */
export function borderIn(string: string, at: number): number {
  let border = 0;
  for (const length of graphemeLengths(string.slice(0, at + longestGrapheme))) {
    if (border + length > at) break;
    border += length;
  }
  return border;
}
