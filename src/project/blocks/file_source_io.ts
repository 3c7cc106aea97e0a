/**
 * An open file that leaves of a text are read from: `pread` and a bounded cache of decoded blocks. Never mmap: another
 * program that truncates the file would kill the process. What cannot be read, or is not what was measured, is said once.
 * Whoever opens one closes it; the file may be renamed or removed meanwhile, as saving over it does.
 */
import { type BlockSource, type BlockText, breaksOf, type FileBlock } from "../../editor/mod.ts";
import { stampOf } from "../file_calls_io.ts";
import type { FileStamp } from "../file_stamp.ts";
import type { FileForm } from "../file_text.ts";
import { decodeBlock } from "./block_text.ts";

/** Decoded text that is kept, in bytes as V8 stores it. */
const cacheBytes = 8 * 1024 * 1024;
/**
 * A block is kept when it is read again before so many others are: a search passes each once, and what is kept meanwhile
 * outlives its garbage collections (1 GB: 150 to 250 MB more in memory).
 */
const passedBlocks = 256;

export class FileSource implements BlockSource {
  readonly form: FileForm;
  readonly path: string;
  /** As it was opened. */
  readonly stamp: FileStamp;
  /** Called once, when a block turns out to be lost or changed. */
  onDamage: (() => void) | null = null;
  #file: Deno.FsFile | null;
  #buffer = new Uint8Array(0);
  #last: FileBlock | null = null;
  #lastText: BlockText | null = null;
  /** The one before it: a search looks from each block into the next. */
  #former: FileBlock | null = null;
  #formerText: BlockText | null = null;
  readonly #passed: (FileBlock | null)[] = new Array(passedBlocks).fill(null);
  #passedNext = 0;
  readonly #kept = new Map<FileBlock, BlockText>();
  #keptBytes = 0;
  #isDamaged = false;

  readonly #cacheBytes: number;

  /** Throws what the system says. */
  constructor(path: string, form: FileForm, kept = cacheBytes) {
    this.#cacheBytes = kept;
    this.path = path;
    this.form = form;
    this.#file = Deno.openSync(path);
    this.stamp = stampOf(this.#file.statSync());
  }

  /** Whether anything was found lost or changed. */
  get isDamaged(): boolean {
    return this.#isDamaged;
  }
  /** The file as it is now, whatever lies under its name; null when it cannot be asked. */
  get stampNow(): FileStamp | null {
    try {
      return this.#file === null ? null : stampOf(this.#file.statSync());
    } catch {
      return null;
    }
  }

  read(block: FileBlock): BlockText | null {
    if (block === this.#last) return this.#lastText;
    const text = block === this.#former ? this.#formerText : this.#kept.get(block) ?? this.#fresh(block);
    if (text === null) return null;
    this.#former = this.#last;
    this.#formerText = this.#lastText;
    this.#last = block;
    this.#lastText = text;
    return text;
  }

  #fresh(block: FileBlock): BlockText | null {
    const text = this.#decode(block);
    if (text === null) return null;
    if (!this.#passed.includes(block)) {
      this.#passed[this.#passedNext] = block;
      this.#passedNext = (this.#passedNext + 1) % passedBlocks;
      return text;
    }
    this.#kept.set(block, text);
    this.#keptBytes += weigh(block);
    if (this.#keptBytes > this.#cacheBytes) this.#drop();
    return text;
  }

  /** Fills `into` from the place `at` on; how many bytes there were. */
  readBytes(into: Uint8Array, at: number): number {
    const file = this.#file;
    if (file === null) return 0;
    try {
      file.seekSync(at, Deno.SeekMode.Start);
      let filled = 0;
      while (filled < into.length) {
        const got = file.readSync(filled === 0 ? into : into.subarray(filled));
        if (got === null) break;
        filled += got;
      }
      return filled;
    } catch {
      return 0;
    }
  }

  close(): void {
    this.#file?.close();
    this.#file = null;
    this.#kept.clear();
    this.#keptBytes = 0;
    this.#last = this.#former = null;
    this.#lastText = this.#formerText = null;
    this.#passed.fill(null);
  }

  #decode(block: FileBlock): BlockText | null {
    if (this.#buffer.length < block.bytes) this.#buffer = new Uint8Array(block.bytes);
    const bytes = this.#buffer.subarray(0, block.bytes);
    if (this.readBytes(bytes, block.at) === block.bytes) {
      const text = decodeBlock(bytes, this.form, block.isRaw);
      if (text.length === block.length) return new DecodedBlock(text, block.breaks, () => this.#tellDamage());
    }
    this.#tellDamage();
    return null;
  }
  #tellDamage(): void {
    if (this.#isDamaged || this.#file === null) return;
    this.#isDamaged = true;
    this.onDamage?.();
  }

  /** The blocks that were read first. */
  #drop(): void {
    for (const block of this.#kept.keys()) {
      if (this.#keptBytes <= this.#cacheBytes * 3 / 4) break;
      this.#kept.delete(block);
      this.#keptBytes -= weigh(block);
    }
  }
}

/** Line ends are looked for when somebody asks for them: a search does not. */
class DecodedBlock implements BlockText {
  readonly text: string;
  readonly #count: number;
  readonly #damaged: () => void;
  #breaks: Int32Array | null = null;

  constructor(text: string, count: number, damaged: () => void) {
    this.text = text;
    this.#count = count;
    this.#damaged = damaged;
  }
  get breaks(): Int32Array {
    if (this.#breaks !== null) return this.#breaks;
    const found = breaksOf(this.text, this.#count);
    if (found === null) this.#damaged();
    // Other lines than were measured: any places in order keep the tree's sums.
    return this.#breaks = found ?? Int32Array.from({ length: this.#count }, (_, i) => i);
  }
}

/** One byte a unit where each byte is one. */
const weigh = (block: FileBlock): number =>
  block.length * (block.length === block.bytes ? 1 : 2) + block.breaks * 4;
