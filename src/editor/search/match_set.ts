/**
 * Where matches are, as an immutable value: sorted, none overlapping, packed in blocks that count from a base of their own.
 * An edit makes new bases and rebuilds the blocks it touches, so that a key costs some µs with a million matches. Owns
 * storing, looking up and moving; what is a match is decided by whoever builds the set.
 */

/** At most this many matches lie in a block. */
const BLOCK = 512;

/** Sorted, none overlapping. `id` changes with how many there are where, not when edits only move them. */
export interface MatchSet {
  readonly id: number;
  readonly count: number;
  /** Pairs of from and to, counted from the block's base. */
  readonly blocks: readonly Int32Array[];
  readonly bases: Float64Array;
  /** Matches before each block. */
  readonly before: Int32Array;
}

/** A place that was searched again: `from..to` in the text before, `start..` after, and the matches found there. */
export interface Patch {
  readonly from: number;
  readonly to: number;
  /** How much longer the text has become by this patch alone. */
  readonly grown: number;
  /** Pairs, counted in the text after, inside the patch. */
  readonly found: readonly number[];
}

/** No matches. */
export const noMatches: MatchSet = {
  id: 0,
  count: 0,
  blocks: [],
  bases: new Float64Array(0),
  before: new Int32Array(0),
};

/** Collects matches from left to right. */
export class MatchBuilder {
  readonly #blocks: Int32Array[] = [];
  readonly #bases: number[] = [];
  #open = new Int32Array(BLOCK * 2);
  #used = 0;
  #base = 0;

  push(from: number, to: number): void {
    if (this.#used === 0) this.#base = from;
    else if (this.#used === BLOCK * 2 || to - this.#base > 0x7fffffff) {
      this.#close();
      this.#base = from;
    }
    this.#open[this.#used++] = from - this.#base;
    this.#open[this.#used++] = to - this.#base;
  }
  /** A whole block as it is, at another place. */
  pushBlock(block: Int32Array, base: number): void {
    this.#close();
    this.#blocks.push(block);
    this.#bases.push(base);
  }
  pushAll(set: MatchSet): void {
    for (let i = 0; i < set.blocks.length; i++) this.pushBlock(set.blocks[i], set.bases[i]);
  }
  finish(id: number): MatchSet {
    this.#close();
    const blocks = this.#blocks;
    const before = new Int32Array(blocks.length);
    let count = 0;
    for (let i = 0; i < blocks.length; i++) {
      before[i] = count;
      count += blocks[i].length >> 1;
    }
    return { id, count, blocks, bases: Float64Array.from(this.#bases), before };
  }

  #close(): void {
    if (this.#used === 0) return;
    this.#blocks.push(this.#open.slice(0, this.#used));
    this.#bases.push(this.#base);
    this.#used = 0;
  }
}

/** A set from pairs in order. */
export function matchesOf(pairs: ArrayLike<number>, id = 1): MatchSet {
  const builder = new MatchBuilder();
  for (let i = 0; i + 1 < pairs.length; i += 2) builder.push(pairs[i], pairs[i + 1]);
  return builder.finish(id);
}

/** Both after one another; `right` lies behind `left`. */
export function joinedMatches(left: MatchSet, right: MatchSet): MatchSet {
  if (left.count === 0) return right;
  if (right.count === 0) return left;
  const builder = new MatchBuilder();
  builder.pushAll(left);
  builder.pushAll(right);
  return builder.finish(left.id + right.id);
}

export function matchFrom(set: MatchSet, index: number): number {
  const block = blockOf(set, index);
  return set.bases[block] + set.blocks[block][(index - set.before[block]) * 2];
}
export function matchTo(set: MatchSet, index: number): number {
  const block = blockOf(set, index);
  return set.bases[block] + set.blocks[block][(index - set.before[block]) * 2 + 1];
}

/** Index of the first match that starts at or after `at`; `count` when there is none. O(log n). */
export function firstFrom(set: MatchSet, at: number): number {
  let low = 0;
  let high = set.blocks.length;
  // The last block that starts at or before `at` may hold it; what starts later surely does not come first.
  while (low < high) {
    const middle = (low + high) >> 1;
    if (set.bases[middle] <= at) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return 0;
  const index = low - 1;
  const block = set.blocks[index];
  const inside = at - set.bases[index];
  let left = 0;
  let right = block.length >> 1;
  while (left < right) {
    const middle = (left + right) >> 1;
    if (block[middle * 2] < inside) left = middle + 1;
    else right = middle;
  }
  return set.before[index] + left;
}

/** Index of the match that is exactly `from..to`; -1 when there is none. */
export function indexOfMatch(set: MatchSet, from: number, to: number): number {
  const index = firstFrom(set, from);
  return index < set.count && matchFrom(set, index) === from && matchTo(set, index) === to ? index : -1;
}

/** Every match as pairs, in order. O(n). */
export function pairsOf(set: MatchSet): Float64Array {
  const pairs = new Float64Array(set.count * 2);
  let n = 0;
  for (let b = 0; b < set.blocks.length; b++) {
    const block = set.blocks[b];
    const base = set.bases[b];
    for (let i = 0; i < block.length; i++) pairs[n++] = base + block[i];
  }
  return pairs;
}

/**
 * The set after edits: matches inside a patch (or touching it) give way to what was found there, all others move. Patches are
 * sorted and do not overlap. O(blocks + matches of the blocks touched).
 */
export function patched(
  set: MatchSet,
  patches: readonly Patch[],
  goes: "inside" | "touching" = "inside",
): MatchSet {
  const builder = new MatchBuilder();
  let isSame = true;
  let shift = 0;
  let p = 0;
  let removed = 0;
  const passPatch = (): void => {
    const { found, grown } = patches[p++];
    for (let i = 0; i < found.length; i += 2) builder.push(found[i], found[i + 1]);
    if (found.length !== removed * 2) isSame = false;
    removed = 0;
    shift += grown;
  };
  for (let b = 0; b < set.blocks.length; b++) {
    const block = set.blocks[b];
    const base = set.bases[b];
    const end = base + block[block.length - 1];
    while (p < patches.length && patches[p].to < base) passPatch();
    if (p >= patches.length || patches[p].from > end) {
      builder.pushBlock(block, base + shift);
      continue;
    }
    for (let i = 0; i < block.length; i += 2) {
      const from = base + block[i];
      const to = base + block[i + 1];
      while (p < patches.length && patches[p].to < (goes === "inside" ? to : from)) passPatch();
      const patch = patches[p];
      const isGone = patch !== undefined &&
        (goes === "inside" ? from >= patch.from && to <= patch.to : from <= patch.to && to >= patch.from);
      if (isGone) removed++;
      else builder.push(from + shift, to + shift);
    }
  }
  while (p < patches.length) passPatch();
  return builder.finish(isSame ? set.id : set.id + 1);
}

function blockOf(set: MatchSet, index: number): number {
  if (!(index >= 0 && index < set.count)) {
    throw new RangeError(`Cannot read match ${index}: there are ${set.count}`);
  }
  let low = 0;
  let high = set.blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (set.before[middle] <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}
