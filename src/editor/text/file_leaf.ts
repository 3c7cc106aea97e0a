/**
 * Leaves whose text lies in an open file: they know how long it is and where, and read it when somebody looks. Owns the leaf
 * and the port it reads through; opening, reading and keeping blocks is for whoever implements `BlockSource`.
 * A leaf may be a part of a block: that is what an edit in its middle leaves on both sides.
 */

/** Reads blocks of one file. Synchronous: a descent of the tree cannot wait. */
export interface BlockSource {
  /** The text of a block, or null: it cannot be read any more, or is not what it was when it was measured. */
  read(block: FileBlock): string | null;
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
  /** Units of the block before this leaf. */
  readonly from: number;

  constructor(block: FileBlock, { from, length, breaks }: { from: number; length: number; breaks: number }) {
    this.length = length;
    this.breaks = breaks;
    this.block = block;
    this.from = from;
  }

  get text(): string {
    const { block, length } = this;
    const whole = block.source.read(block);
    // As many units and line ends as the tree counts on, so that every place keeps its meaning.
    if (whole === null) return "\n".repeat(this.breaks) + "\uFFFD".repeat(length - this.breaks);
    return length === block.length ? whole : whole.slice(this.from, this.from + length);
  }
  /** Whether the leaf is its block: its bytes can then be copied as they are. */
  get isWhole(): boolean {
    return this.length === this.block.length;
  }
  /** `from..to` of the leaf. */
  part(from: number, to: number): FileLeaf {
    if (from === 0 && to === this.length) return this;
    const text = this.text;
    let breaks = 0;
    for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) breaks++;
    return new FileLeaf(this.block, { from: this.from + from, length: to - from, breaks });
  }
}

export function fileLeafOf(block: FileBlock): FileLeaf {
  return new FileLeaf(block, { from: 0, length: block.length, breaks: block.breaks });
}
