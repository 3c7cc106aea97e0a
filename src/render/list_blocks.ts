/**
 * Blocks of a draw list. The arrays keep what the last frame wrote, so primitives painted from the same object at the same place need
 * not be written again, nor that object read: between keys the caches go cold, and each row of text that paint looks into is
 * five cache misses. Owns which blocks stand and where they end. Who paints promises that key and numbers say it all.
 */
import type { DrawList, ListBlocks } from "./types.ts";

export function createBlocks(): ListBlocks {
  return {
    keys: [],
    places: new Float64Array(128 * 4),
    counts: new Int32Array(128 * 10),
    count: 0,
    known: 0,
    firstRun: 0,
    context: null,
    scale: 1,
  };
}

export function resetBlocks(blocks: ListBlocks, context: object | null, scale: number): void {
  blocks.known = blocks.context === context && blocks.scale === scale ? blocks.count : 0;
  blocks.context = context;
  blocks.scale = scale;
  blocks.count = 0;
  blocks.firstRun = 0;
}

/**
 * True: the last frame painted this block as its so manieth, from the same (unchanging) key and numbers, beginning at the same
 * place of the list; it is in this frame too, and nothing is left to do. False: push it, then call `endBlock`.
 * Layers do not end inside a block, and blocks do not nest.
 */
export function takeBlock(list: DrawList, key: object, a = 0, b = 0, c = 0, d = 0): boolean {
  const blocks = list.blocks, at = blocks.count;
  if (at * 4 === blocks.places.length) growBlocks(blocks);
  const { keys, places, counts } = blocks, p = at * 4, n = at * 10;
  if (
    at < blocks.known && keys[at] === key && places[p] === a && places[p + 1] === b && places[p + 2] === c &&
    places[p + 3] === d && counts[n] === list.rectCount && counts[n + 1] === list.runCount &&
    counts[n + 2] === list.looseCount && counts[n + 3] === list.imageCount
  ) {
    const isKept = list.runIsKept;
    for (let run = list.runCount; run < counts[n + 6]; run++) isKept[run] = 1;
    list.rectCount = counts[n + 5];
    list.runCount = counts[n + 6];
    list.looseCount = counts[n + 7];
    list.imageCount = counts[n + 8];
    const glyphs = counts[n + 9] - counts[n + 4];
    counts[n + 4] = list.glyphCount;
    counts[n + 9] = list.glyphCount += glyphs;
    blocks.count = at + 1;
    blocks.firstRun = list.runCount;
    return true;
  }
  keys[at] = key;
  places[p] = a;
  places[p + 1] = b;
  places[p + 2] = c;
  places[p + 3] = d;
  writeCounts(list, n);
  blocks.firstRun = list.runCount;
  return false;
}

/** Ends the block that `takeBlock` answered false for. */
export function endBlock(list: DrawList): void {
  writeCounts(list, list.blocks.count * 10 + 5);
  list.blocks.count++;
  list.blocks.firstRun = list.runCount;
}

function writeCounts(list: DrawList, at: number): void {
  const counts = list.blocks.counts;
  counts[at] = list.rectCount;
  counts[at + 1] = list.runCount;
  counts[at + 2] = list.looseCount;
  counts[at + 3] = list.imageCount;
  counts[at + 4] = list.glyphCount;
}

function growBlocks(blocks: ListBlocks): void {
  const { places, counts } = blocks;
  blocks.places = new Float64Array(places.length * 2);
  blocks.counts = new Int32Array(counts.length * 2);
  blocks.places.set(places);
  blocks.counts.set(counts);
}
