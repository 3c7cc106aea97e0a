/**
 * Opening a file that is too large for memory: its beginning is read, the rest is measured by a worker while the text is
 * shown already. Where no worker can do it, because another file has taken the name, the open file is measured here, in slices.
 */
import type { Text } from "../../editor/mod.ts";
import { bomOf } from "../encodings.ts";
import { type FileForm, startsWith } from "../file_text.ts";
import type { LineEnding } from "../line_endings.ts";
import { utf8BlockEnd } from "../utf8_bytes.ts";
import { endingOf } from "./block_text.ts";
import { textOfScan } from "./file_text_of.ts";
import { FileSource } from "./file_source_io.ts";
import type { IndexAnswer, IndexOrder } from "./index_messages.ts";
import { blockBytes, BlockScan } from "./scan.ts";
import { plainCounter } from "./tally.ts";

/** What an encoding is told by. */
const sampleBytes = 256 * 1024;
/** Measured before the first screen. */
const firstBytes = 2 * blockBytes;
/** On this thread at once. */
const sliceBytes = 2 * 1024 * 1024;

/** The beginning of a file, cut where it is least likely to cut a character. Throws what the system says. */
export function sampleOf(path: string, most: number = sampleBytes): Uint8Array {
  using file = Deno.openSync(path);
  const bytes = new Uint8Array(most);
  let filled = 0;
  while (filled < most) {
    const got = file.readSync(bytes.subarray(filled));
    if (got === null) break;
    filled += got;
  }
  const all = bytes.subarray(0, filled);
  if (filled < most) return all;
  const isWide = startsWith(all, bomOf("UTF-16 LE with BOM")) ||
    startsWith(all, bomOf("UTF-16 BE with BOM")) ||
    all.subarray(0, 8000).includes(0);
  if (isWide) return all.subarray(0, filled & ~1);
  const line = all.lastIndexOf(10) + 1;
  return all.subarray(0, line > 0 ? line : utf8BlockEnd(all, filled - 4));
}

/** A file and the beginning of its text. */
export interface OpenedLarge {
  readonly source: FileSource;
  readonly text: Text;
  /** Bytes of the file that `text` stands for, from the start. */
  readonly measured: number;
  readonly size: number;
}
/** `most`: bytes to measure at once; `blockBytes`: for tests. Throws what the system says. */
export function openLarge(
  path: string,
  form: FileForm,
  { most, blockBytes: block = blockBytes }: { readonly most?: number; readonly blockBytes?: number } = {},
): OpenedLarge {
  const source = new FileSource(path, form, block === blockBytes ? undefined : 8 * block);
  const { size } = source.stamp;
  const from = bomOf(form.encoding).length;
  const scan = new BlockScan({
    read: (into, at) => source.readBytes(into, at),
    form,
    from,
    to: size,
    blockBytes: block,
    // A module takes longer to make than a screenful to count.
    counter: most === undefined ? plainCounter(Math.min(firstBytes, 2 * block) * 2 + 8) : undefined,
  });
  const packed = scan.advance(most ?? Math.min(firstBytes, 2 * block));
  return { source, text: textOfScan(source, { packed, at: from }), measured: scan.at, size };
}

/** More of a text that is being measured. */
export interface Measured {
  readonly text: Text;
  readonly measured: number;
  /** The file's kind of line end as far as this part knows. */
  readonly ending: LineEnding;
  readonly hasRaw: boolean;
  readonly isDone: boolean;
  /** The file ended before its size. */
  readonly isShort: boolean;
}
export interface IndexWish {
  readonly from: number;
  readonly to: number;
  readonly take: (part: Measured) => void;
  /** Lets others have their turn; for what is measured on this thread. */
  readonly breathe: () => Promise<void>;
  /** Absent: a worker does it. */
  readonly blockBytes?: number;
}

/** Measures the rest; answers how to stop. `take` gets the parts in order. */
export function measureRest(source: FileSource, wish: IndexWish): () => void {
  if (wish.blockBytes !== undefined) return measureHere(source, wish);
  let stop = (): void => worker.terminate();
  const worker = new Worker(new URL("./index_worker.ts", import.meta.url), { type: "module" });
  const { path, form, stamp: { inode } } = source;
  let next = wish.from;
  const instead = (): void => {
    worker.terminate();
    stop = measureHere(source, { ...wish, from: next });
  };
  worker.onmessage = ({ data }: MessageEvent<IndexAnswer>) => {
    if (data.kind === "failed") return instead();
    const { packed, at, kinds, hasRaw, isDone, isShort } = data;
    const text = textOfScan(source, { packed, at });
    for (let i = 0; i < packed.length; i += 4) next += packed[i];
    if (isDone) worker.terminate();
    wish.take({ text, measured: next, ending: endingOf(kinds), hasRaw, isDone, isShort });
  };
  worker.onerror = (event) => {
    event.preventDefault();
    instead();
  };
  const order: IndexOrder = { path, inode, form, from: wish.from, to: wish.to };
  worker.postMessage(order);
  return () => stop();
}

function measureHere(
  source: FileSource,
  { from, to, take, breathe, blockBytes: block }: IndexWish,
): () => void {
  let isStopped = false;
  const scan = new BlockScan({
    read: (into, at) => source.readBytes(into, at),
    form: source.form,
    from,
    to,
    blockBytes: block,
  });
  (async () => {
    for (let isDone = scan.isDone; !isDone && !isStopped;) {
      const at = scan.at;
      const packed = scan.advance(block === undefined ? sliceBytes : block * 4);
      isDone = scan.isDone || scan.isShort;
      const { kinds, hasRaw, isShort } = scan;
      const text = textOfScan(source, { packed, at });
      take({ text, measured: scan.at, ending: endingOf(kinds), hasRaw, isDone, isShort });
      await breathe();
    }
  })();
  return () => {
    isStopped = true;
  };
}
