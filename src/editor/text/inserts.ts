/**
 * What an edit inserts, string or `Text`, cut and joined. Owns the choice between the two: short things are
 * strings, long ones share leaves.
 */
import type { Offset } from "../../base/mod.ts";
import type { Text } from "../types.ts";
import { copied } from "./node.ts";
import { concatText, textOf } from "./rope.ts";

/** Longer inserts are kept as a `Text`: a copy of a few thousand units costs less than a small tree. */
const longestString = 4096;

/** `from..to` of an insert; the whole of it is returned as it is. */
export function sliceInsert(
  insert: string | Text,
  { from, to }: { from: number; to: number },
): string | Text {
  if (from === 0 && to === insert.length) return insert;
  if (typeof insert === "string") return insert.slice(from, to);
  return spanOf(insert, { from, to });
}

/** Both inserts after one another. */
export function joinInserts(a: string | Text, b: string | Text): string | Text {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  if (typeof a === "string" && typeof b === "string") return a + b;
  return concatText(typeof a === "string" ? textOf(a) : a, typeof b === "string" ? textOf(b) : b);
}

/** `from..to` of a text, as something to insert elsewhere. A copy, as a slice in the history would keep its leaf alive. */
export function spanOf(text: Text, { from, to }: { from: number; to: number }): string | Text {
  return to - from <= longestString
    ? copied(text.slice(from as Offset, to as Offset))
    : text.sub(from as Offset, to as Offset);
}
