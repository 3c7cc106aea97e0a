/** The text that measured blocks of a file are: one leaf each, read when it is looked at. Pure. */
import { type BlockSource, type Text, textOfBlocks } from "../../editor/mod.ts";
import { blockStride } from "./scan.ts";

/** `packed`: what a scan answered; the first block lies at byte `at`. */
export function textOfScan(source: BlockSource, { packed, at }: { packed: Int32Array; at: number }): Text {
  const blocks = [];
  let next = at;
  for (let i = 0; i < packed.length; i += blockStride) {
    const bytes = packed[i];
    blocks.push({
      source,
      at: next,
      bytes,
      length: packed[i + 1],
      breaks: packed[i + 2],
      isRaw: packed[i + 3] === 1,
    });
    next += bytes;
  }
  return textOfBlocks(blocks);
}
