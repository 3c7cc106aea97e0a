/**
 * Measures a file block by block, as far as it is asked to: what the leaves of a text in a file are made of. Owns cutting and
 * the order; reading is a port, so that the same scan runs in a worker, before the first screen, and in tests. The answer is
 * packed: bytes, length, line ends and whether the block stays raw, four numbers a block.
 */
import type { FileForm } from "../file_text.ts";
import { blockEnd, type BlockSize, measureBlock } from "./block_text.ts";
import { type Counter, createCounter, type Tally } from "./tally.ts";

export const blockBytes = 64 * 1024;
/** Bytes that are read at once. */
const readBytes = 1024 * 1024;
export const blockStride = 4;

export interface ScanOf {
  /** Reads into the whole of `into` from the place `at` of the file; how much there was. */
  readonly read: (into: Uint8Array, at: number) => number;
  readonly form: FileForm;
  /** Where to begin, between two characters. */
  readonly from: number;
  /** Where the file ends. */
  readonly to: number;
  /** Absent: 64 KB. */
  readonly blockBytes?: number;
  readonly counter?: Counter;
}

export class BlockScan {
  readonly #of: ScanOf;
  readonly #counter: Counter;
  readonly #size: number;
  readonly #tally: Tally = { lf: 0, cr: 0, crlf: 0, isAscii: true };
  readonly #block: BlockSize = { length: 0, breaks: 0, isRaw: false, kinds: 0 };
  /** The buffer holds the file from `#start` on, up to `#end`. */
  #start: number;
  #end: number;
  /** Measured up to here. */
  at: number;
  /** All kinds of line end that were seen. */
  kinds = 0;
  hasRaw = false;
  /** The file ended before it should. */
  isShort = false;

  constructor(of: ScanOf) {
    this.#of = of;
    this.#size = of.blockBytes ?? blockBytes;
    this.#counter = of.counter ?? createCounter(readBytes + this.#size);
    this.at = this.#start = this.#end = of.from;
  }
  get isDone(): boolean {
    return this.at >= this.#of.to;
  }

  /** Measures about `most` bytes more. */
  advance(most: number): Int32Array<ArrayBuffer> {
    const { form, to } = this.#of;
    const out: number[] = [];
    const stop = this.at + most;
    const { bytes } = this.#counter;
    while (this.at < stop && !this.isDone) {
      // One more byte than a block, so that its end can be seen from both sides.
      if (this.#end - this.at <= this.#size + 4 && this.#end < to) this.#fill();
      if (this.isShort && this.#end <= this.at) break;
      const from = this.at - this.#start;
      const filled = this.#end - this.#start;
      const near = Math.min(from + this.#size, filled);
      const end = near >= filled ? filled : blockEnd(bytes.subarray(0, filled), { from, to: near, form });
      const block = this.#block;
      measureBlock(this.#counter, { from, to: end, form, out: block, tally: this.#tally });
      out.push(end - from, block.length, block.breaks, block.isRaw ? 1 : 0);
      this.kinds |= block.kinds;
      if (block.isRaw) this.hasRaw = true;
      this.at = this.#start + end;
    }
    return Int32Array.from(out);
  }

  #fill(): void {
    const { bytes } = this.#counter;
    const { read, to } = this.#of;
    bytes.copyWithin(0, this.at - this.#start, this.#end - this.#start);
    let filled = this.#end - this.at;
    this.#start = this.at;
    const most = Math.min(bytes.length - 1, to - this.#start);
    while (filled < most) {
      const got = read(bytes.subarray(filled, most), this.#start + filled);
      if (got <= 0) {
        this.isShort = true;
        break;
      }
      filled += got;
    }
    bytes[filled] = 0;
    this.#end = this.#start + filled;
  }
}
