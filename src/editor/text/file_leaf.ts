/**
 * Leaves whose text lies in an open file: they know how long it is and where, and read it when somebody looks. Owns the leaf
 * and the port it reads through; opening, reading and keeping blocks is for whoever implements `BlockSource`.
 * A leaf may be a part of a block: that is what an edit in its middle leaves on both sides.
 */

/** Reads blocks of one file. Synchronous: a descent of the tree cannot wait. */
export interface BlockSource {
  /** A block, or null: it cannot be read any more, or is not what it was when it was measured. */
  read(block: FileBlock): BlockText | null;
}
/** A block as text. `breaks`: where its line ends are; a block is long, so that they are found once. */
export interface BlockText {
  readonly text: string;
  readonly breaks: Int32Array;
}
/** A span of a file that begins and ends at a character: bytes `at..at+bytes`, of so many units and line ends as text. */
export interface FileBlock {
  readonly source: BlockSource;
  readonly at: number;
  readonly bytes: number;
  readonly length: number;
  readonly breaks: number;
  /** Its line ends stay as they are, whatever the file's others are turned into. */
  readonly isRaw: boolean;
}

export class FileLeaf {
  readonly height = 0;
  readonly length: number;
  readonly breaks: number;
  readonly children = null;
  readonly block: FileBlock;
  /** Units of the block before this leaf, and line ends. */
  readonly from: number;
  readonly breaksBefore: number;

  constructor(
    block: FileBlock,
    { from, breaksBefore, length, breaks }: Pick<FileLeaf, "from" | "breaksBefore" | "length" | "breaks">,
  ) {
    this.length = length;
    this.breaks = breaks;
    this.block = block;
    this.from = from;
    this.breaksBefore = breaksBefore;
  }

  get text(): string {
    const { block, length } = this;
    const read = block.source.read(block);
    // As many units and line ends as the tree counts on, so that every place keeps its meaning.
    if (read === null) return "\n".repeat(this.breaks) + "\uFFFD".repeat(length - this.breaks);
    return length === block.length ? read.text : read.text.slice(this.from, this.from + length);
  }
  /** Whether the leaf is its block: its bytes can then be copied as they are. */
  get isWhole(): boolean {
    return this.length === this.block.length;
  }
  /** How many line ends lie before the place `at` of the leaf. O(log n). */
  breaksUpTo(at: number): number {
    const read = this.block.source.read(this.block);
    if (read === null) return Math.min(at, this.breaks);
    const { breaks } = read;
    let low = this.breaksBefore;
    let high = low + this.breaks;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (breaks[middle] - this.from < at) low = middle + 1;
      else high = middle;
    }
    return low - this.breaksBefore;
  }
  /** Where the line end number `nth` is, counted from 0 in the leaf, which has it. */
  breakAt(nth: number): number {
    const read = this.block.source.read(this.block);
    return read === null ? nth : read.breaks[this.breaksBefore + nth] - this.from;
  }
  /** `from..to` of the leaf. */
  part(from: number, to: number): FileLeaf {
    if (from === 0 && to === this.length) return this;
    const before = this.breaksUpTo(from);
    return new FileLeaf(this.block, {
      from: this.from + from,
      breaksBefore: this.breaksBefore + before,
      length: to - from,
      breaks: this.breaksUpTo(to) - before,
    });
  }
}

export function fileLeafOf(block: FileBlock): FileLeaf {
  return new FileLeaf(block, { from: 0, breaksBefore: 0, length: block.length, breaks: block.breaks });
}

/** Where the line ends of a text are; null where there are not `count`. */
export function breaksOf(text: string, count: number): Int32Array | null {
  const out = new Int32Array(count);
  let found = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    if (found === count) return null;
    out[found++] = at;
  }
  return found === count ? out : null;
}
