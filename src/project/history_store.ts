/**
 * A stored history as bytes and back. Owns the format: a magic word and version, a digest of all that follows, the digest of
 * the text it belongs to, then the steps as variable-length numbers and strings of one or two bytes a unit. Whatever is not
 * exactly that reads as null: damaged, cut short, foreign, or of a newer version.
 */
import type { Offset } from "../base/mod.ts";
import type { Edit, Selection, StoredHistory, StoredStep, Text } from "../editor/mod.ts";
import { isSound, textOfChunks } from "../editor/mod.ts";

const magic = [0x4e, 0x58, 0x55, 0x4e]; // "NXUN"
const formatVersion = 1;
const digestLength = 32;
const headLength = magic.length + 1 + digestLength;
/** Longer inserts come back as a `Text`, as the editor keeps them. */
const longestString = 4096;
/** What String.fromCharCode takes at once without a deep stack. */
const unitsAtOnce = 8192;

const kinds = [
  "start",
  "type",
  "delete",
  "paste",
  "move",
  "undo",
  "redo",
  "remote",
  "tool",
  "load",
] as const satisfies readonly StoredStep["kind"][];
const runs = [
  "word",
  "blank",
  "blanks",
  "newline",
  "left",
  "right",
  "other",
] as const satisfies readonly StoredStep["run"][];

/** 32 bytes that name some bytes; SHA-256 in the product. */
export type Digest = (bytes: Uint8Array) => Uint8Array;

/** `content`: the digest of the text at the current step. O(size). */
export function encodeHistory(
  stored: StoredHistory,
  { content, digest }: { content: Uint8Array; digest: Digest },
): Uint8Array {
  const out = new Writer();
  for (const byte of magic) out.byte(byte);
  out.byte(formatVersion);
  out.bytes(new Uint8Array(digestLength));
  out.bytes(content);
  out.number(stored.length);
  out.number(stored.current);
  out.number(stored.steps.length);
  let time = 0;
  for (let i = 0; i < stored.steps.length; i++) {
    writeStep(out, stored.steps[i], { index: i, time });
    time = stored.steps[i].at;
  }
  const bytes = out.finish();
  bytes.set(digest(bytes.subarray(headLength)), magic.length + 1);
  return bytes;
}

/** Null unless these are whole and sound bytes for exactly the text of that digest and length. */
export function decodeHistory(
  bytes: Uint8Array,
  { content, length, digest }: { content: () => Uint8Array; length: number; digest: Digest },
): StoredHistory | null {
  try {
    if (bytes.length < headLength + digestLength || magic.some((byte, i) => bytes[i] !== byte)) return null;
    if (bytes[magic.length] !== formatVersion) return null;
    const input = new Reader(bytes, headLength + digestLength);
    const units = input.number();
    // The cheap question first: a text of another length need not be digested.
    if (units !== length) return null;
    const sum = digest(bytes.subarray(headLength));
    if (!same(sum, bytes.subarray(magic.length + 1, headLength))) return null;
    if (!same(content(), bytes.subarray(headLength, headLength + digestLength))) return null;
    const current = input.number();
    const count = input.number();
    if (count > bytes.length) return null;
    const steps: StoredStep[] = [];
    let time = 0;
    for (let i = 0; i < count; i++) {
      const step = readStep(input, { index: i, time });
      time = step.at;
      steps.push(step);
    }
    const stored: StoredHistory = { steps, current, length: units };
    return input.isAtEnd && isSound(stored, length) ? stored : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function writeStep(out: Writer, step: StoredStep, { index, time }: { index: number; time: number }): void {
  out.number(step.parent < 0 ? 0 : index - step.parent);
  out.number(step.child < 0 ? 0 : step.child - index);
  out.byte(kinds.indexOf(step.kind));
  out.byte(runs.indexOf(step.run));
  out.signed(step.startedAt - time);
  out.signed(step.at - step.startedAt);
  writeSelection(out, step.selectionBefore);
  writeSelection(out, step.selectionAfter);
  out.number(step.lengthBefore);
  out.number(step.edits.length);
  let end = 0;
  for (let i = 0; i < step.edits.length; i++) {
    const { from, to, insert } = step.edits[i];
    out.number(from - end);
    out.number(to - from);
    out.insert(insert);
    end = to;
  }
}

function readStep(input: Reader, { index, time }: { index: number; time: number }): StoredStep {
  const up = input.number();
  const down = input.number();
  const kind = named(kinds, input.byte());
  const run = named(runs, input.byte());
  const startedAt = time + input.signed();
  const at = startedAt + input.signed();
  const selectionBefore = readSelection(input);
  const selectionAfter = readSelection(input);
  const lengthBefore = input.number();
  const count = input.number();
  const edits: Edit[] = [];
  let end = 0;
  for (let i = 0; i < count; i++) {
    const from = end + input.number();
    const to = end = from + input.number();
    edits.push({ from: from as Offset, to: to as Offset, insert: input.insert() });
  }
  return {
    parent: up === 0 ? -1 : index - up,
    child: down === 0 ? -1 : index + down,
    edits,
    lengthBefore,
    kind,
    run,
    startedAt,
    at,
    selectionBefore,
    selectionAfter,
  };
}

function writeSelection(out: Writer, selection: Selection | undefined): void {
  out.number(selection?.ranges.length ?? 0);
  if (selection === undefined) return;
  out.number(selection.main);
  let last = 0;
  for (let i = 0; i < selection.ranges.length; i++) {
    const { anchor, head } = selection.ranges[i];
    out.signed(anchor - last);
    out.signed(head - anchor);
    last = head;
  }
}

function readSelection(input: Reader): Selection | undefined {
  const count = input.number();
  if (count === 0) return undefined;
  const main = input.number();
  const ranges: { anchor: Offset; head: Offset }[] = [];
  let last = 0;
  for (let i = 0; i < count; i++) {
    const anchor = last + input.signed();
    last = anchor + input.signed();
    ranges.push({ anchor: anchor as Offset, head: last as Offset });
  }
  return { ranges, main };
}

function named<T>(names: readonly T[], at: number): T {
  if (at >= names.length) throw new RangeError(`Cannot read a history: there is no kind ${at}`);
  return names[at];
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

class Writer {
  #bytes = new Uint8Array(1 << 16);
  #at = 0;

  byte(value: number): void {
    this.#room(1);
    this.#bytes[this.#at++] = value;
  }
  bytes(values: Uint8Array): void {
    this.#room(values.length);
    this.#bytes.set(values, this.#at);
    this.#at += values.length;
  }
  /** Whole, not negative, up to 2⁵³: seven bits a byte, the lowest first. */
  number(value: number): void {
    this.#room(8);
    let rest = value;
    while (rest >= 128) {
      this.#bytes[this.#at++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.#at++] = rest;
  }
  signed(value: number): void {
    this.number(value < 0 ? -2 * value - 1 : 2 * value);
  }
  insert(insert: string | Text): void {
    const parts = typeof insert === "string" ? [insert] : partsOf(insert);
    const isWide = parts.some((part) => beyondLatin1.test(part));
    this.number(2 * insert.length + (isWide ? 1 : 0));
    this.#room(insert.length * (isWide ? 2 : 1));
    for (const part of parts) {
      for (let i = 0; i < part.length; i++) {
        const unit = part.charCodeAt(i);
        this.#bytes[this.#at++] = unit & 255;
        if (isWide) this.#bytes[this.#at++] = unit >> 8;
      }
    }
  }
  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#at);
  }
  #room(count: number): void {
    if (this.#at + count <= this.#bytes.length) return;
    const more = new Uint8Array(Math.max(2 * this.#bytes.length, this.#at + count));
    more.set(this.#bytes);
    this.#bytes = more;
  }
}

/** Throws RangeError past the end. */
class Reader {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }
  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }
  byte(): number {
    if (this.#at >= this.#bytes.length) throw new RangeError("Cannot read a history past its end");
    return this.#bytes[this.#at++];
  }
  number(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (value > Number.MAX_SAFE_INTEGER) throw new RangeError("Cannot read a number of a history");
      if (byte < 128) return value;
      scale *= 128;
    }
  }
  signed(): number {
    const value = this.number();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }
  insert(): string | Text {
    const head = this.number();
    const isWide = head % 2 === 1;
    const length = (head - (isWide ? 1 : 0)) / 2;
    const end = this.#at + length * (isWide ? 2 : 1);
    if (end > this.#bytes.length) throw new RangeError("Cannot read a history past its end");
    const parts: string[] = [];
    for (let left = length; left > 0;) {
      const count = Math.min(left, unitsAtOnce);
      parts.push(isWide ? this.#wide(count) : this.#narrow(count));
      left -= count;
    }
    if (parts.length <= 1 && length <= longestString) return parts[0] ?? "";
    return textOfChunks(parts);
  }
  #narrow(count: number): string {
    const units = this.#bytes.subarray(this.#at, this.#at + count);
    this.#at += count;
    return String.fromCharCode.apply(null, units as unknown as number[]);
  }
  #wide(count: number): string {
    const units = new Uint16Array(count);
    for (let i = 0; i < count; i++, this.#at += 2) {
      units[i] = this.#bytes[this.#at] | (this.#bytes[this.#at + 1] << 8);
    }
    return String.fromCharCode.apply(null, units as unknown as number[]);
  }
}

function partsOf(text: Text): string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length;) {
    const chunk = text.chunkAt(at as Offset);
    parts.push(chunk.text);
    at = chunk.from + chunk.text.length;
  }
  return parts;
}

// deno-lint-ignore no-control-regex
const beyondLatin1 = /[^\x00-\xff]/;
