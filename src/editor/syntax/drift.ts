/**
 * How a text has moved since an answer was made for it, as a packed list: stride 3, `from`, `to` (counted in the
 * answer's text) and the length that stands there now; sorted, apart. Typing in one place stays one entry, however
 * long it goes on, so that a key costs the same after an hour without a fresh answer.
 */
import type { Offset, Side } from "../../base/mod.ts";
import type { Changes, Text } from "../types.ts";

/** Nothing moved. */
export const noDrift: Int32Array = new Int32Array(0);
/** More places than this are joined into one: what lies between them loses its colours until the next answer. */
const MOST_ENTRIES = 4096;

/** `drift` and then `changes`. O(entries + edits). */
export function driftAfter(drift: Int32Array, { edits }: Changes): Int32Array {
  const n = drift.length;
  const m = edits.length;
  if (m === 0) return drift;
  const out = new Int32Array(n + 3 * m);
  let count = 0, delta = 0;
  for (let i = 0, j = 0; i < n || j < m;) {
    const start = Math.min(
      i < n ? drift[i] + delta : Number.POSITIVE_INFINITY,
      j < m ? edits[j].from : Number.POSITIVE_INFINITY,
    );
    const deltaBefore = delta;
    let end = start, grown = 0;
    for (;;) {
      if (i < n && drift[i] + delta <= end) {
        end = Math.max(end, drift[i] + delta + drift[i + 2]);
        delta += drift[i + 2] - (drift[i + 1] - drift[i]);
        i += 3;
      } else if (j < m && edits[j].from <= end) {
        end = Math.max(end, edits[j].to);
        grown += edits[j].insert.length - (edits[j].to - edits[j].from);
        j++;
      } else break;
    }
    out[count] = start - deltaBefore;
    out[count + 1] = end - delta;
    out[count + 2] = end - start + grown;
    count += 3;
  }
  return count > MOST_ENTRIES * 3 ? joined(out, count) : out.subarray(0, count);
}

/** A joined entry is looked through for line ends up to this length. */
const MOST_LOOKED_AT = 1000;

/**
 * Whether colours changed in the line of one edit at most, all others having moved along: `drift` is `before` and then
 * the changes, `text` the text after them. An edit that joins entries stretches what ended in them over the whole.
 */
export function staysLocal(
  drift: Int32Array,
  { before, changes, text }: { before: Int32Array; changes: Changes; text: Text },
): boolean {
  if (changes.edits.length !== 1) return false;
  const { from, insert } = changes.edits[0];
  let delta = 0, i = 0;
  for (; i < drift.length && drift[i] + delta + drift[i + 2] < from; i += 3) {
    delta += drift[i + 2] - (drift[i + 1] - drift[i]);
  }
  const length = drift[i + 2];
  if (length === insert.length) return true;
  // The same entries as before: the edit lies within one.
  if (drift.length === before.length && drift[i] === before[i] && drift[i + 1] === before[i + 1]) return true;
  if (length > MOST_LOOKED_AT) return false;
  const start = drift[i] + delta;
  return !text.slice(start as Offset, (start + length) as Offset).includes("\n");
}

function joined(drift: Int32Array, count: number): Int32Array {
  const from = drift[0], to = drift[count - 2];
  let length = to - from;
  for (let i = 0; i < count; i += 3) length += drift[i + 2] - (drift[i + 1] - drift[i]);
  return Int32Array.of(from, to, length);
}

/** Reads a drift from left to right: ask for offsets that never decrease, with a side each. Kept and reset, not made anew. */
export class DriftReader {
  #drift: Int32Array = noDrift;
  #at = 0;
  #delta = 0;

  reset(drift: Int32Array): void {
    this.#drift = drift;
    this.#at = 0;
    this.#delta = 0;
  }
  /** Where an offset of the answer's text is now. `side`: the neighbour it keeps when text landed on it. */
  map(at: number, side: Side): number {
    const drift = this.#drift;
    while (this.#at < drift.length && drift[this.#at + 1] < at) {
      this.#delta += drift[this.#at + 2] - (drift[this.#at + 1] - drift[this.#at]);
      this.#at += 3;
    }
    const i = this.#at;
    if (i >= drift.length || at < drift[i]) return at + this.#delta;
    const from = drift[i], to = drift[i + 1];
    const isLeft = from === to ? side < 0 : at === from || (at < to && side < 0);
    return from + this.#delta + (isLeft ? 0 : drift[i + 2]);
  }
}

/** The same for one offset. O(entries). */
export function mapDrift(drift: Int32Array, at: number, side: Side): number {
  let delta = 0;
  for (let i = 0; i < drift.length; i += 3) {
    const from = drift[i], to = drift[i + 1];
    if (at < from) break;
    if (at <= to) {
      const isLeft = from === to ? side < 0 : at === from || (at < to && side < 0);
      return from + delta + (isLeft ? 0 : drift[i + 2]);
    }
    delta += drift[i + 2] - (to - from);
  }
  return at + delta;
}

/** Whether the unit behind an offset of the answer's text was deleted or replaced. O(entries). */
export function isGone(drift: Int32Array, at: number): boolean {
  for (let i = 0; i < drift.length && drift[i] <= at; i += 3) if (at < drift[i + 1]) return true;
  return false;
}

/** The other way: the offset of the answer's text that came to `at`, or its left end where it was replaced. O(entries). */
export function unmapDrift(drift: Int32Array, at: number): number {
  let delta = 0;
  for (let i = 0; i < drift.length; i += 3) {
    const start = drift[i] + delta;
    if (at <= start) break;
    if (at <= start + drift[i + 2]) return drift[i];
    delta += drift[i + 2] - (drift[i + 1] - drift[i]);
  }
  return at - delta;
}
