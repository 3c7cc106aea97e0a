/**
 * Changes made beside others, moved after them. Owns the order of inserts that meet: per gap of the common
 * text first the inserts of one side, then those of the other, whichever was applied first. Each edit's insert
 * stands before what the edit deletes; a deletion never takes what the other side inserted within it.
 */
import type { Side } from "../../base/mod.ts";
import type { Edit } from "../types.ts";
import { EditBuilder } from "./edit_builder.ts";

/** `ours` for the text after `theirs`, both counted in a text of `length`; `side` -1: our inserts stand left of theirs. */
export function overEdits(
  { ours, theirs, length }: { ours: readonly Edit[]; theirs: readonly Edit[]; length: number },
  side: Side,
): readonly Edit[] {
  const out = new EditBuilder();
  let at = 0;
  let our = 0;
  let their = 0;
  let ourEnd = 0;
  let theirEnd = 0;
  while (our < ours.length || at < ourEnd) {
    const mine = our < ours.length && ours[our].from === at ? ours[our++] : null;
    const other = their < theirs.length && theirs[their].from === at ? theirs[their++] : null;
    if (mine !== null) ourEnd = mine.to;
    if (other !== null) theirEnd = other.to;
    if (mine !== null && side < 0) out.insert(mine.insert);
    if (other !== null) out.keep(other.insert.length);
    if (mine !== null && side > 0) out.insert(mine.insert);
    let next = length;
    if (our < ours.length && ours[our].from < next) next = ours[our].from;
    if (their < theirs.length && theirs[their].from < next) next = theirs[their].from;
    if (ourEnd > at && ourEnd < next) next = ourEnd;
    if (theirEnd > at && theirEnd < next) next = theirEnd;
    if (theirEnd > at) {
      // They deleted it already.
    } else if (ourEnd > at) out.delete(next - at);
    else out.keep(next - at);
    at = next;
  }
  return out.finish();
}
