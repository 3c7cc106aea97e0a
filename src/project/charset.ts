/**
 * Tables for the encodings that are neither UTF-8 nor UTF-16, made by asking `TextDecoder` for every sequence and turning
 * the answer around: so reading and writing are each other's inverse by construction, with no table of our own. A sequence
 * that would not come back the same is not in the table; its bytes are kept as bytes. Made on first use (3-20 ms).
 *
 *   single    256 units                             units[b]
 *   multi     lead << 8 | trail -> unit or astral   pairs[], EUC-JP: 8F lead trail in triples[]
 *   GB18030   four bytes by pointer                 fours[pointer], above U+FFFF by arithmetic
 */
import { decoderLabel, type Encoding, kindOfEncoding } from "./encodings.ts";

/** A byte that stands for itself because it means nothing in the encoding: U+DC00 + byte. */
export const rawByte = 0xdc00;
const none = 0;

export interface Charset {
  /** The code point at `at` in bits 0-20 and its bytes from bit 24; 0 if no valid sequence starts there. */
  read(bytes: Uint8Array, at: number): number;
  /** Writes a code point to `out` at `to`; bytes written, 0 if it has none. */
  write(code: number, out: Uint8Array, to: number): number;
  /** At most this many bytes to a unit of text. */
  readonly widest: number;
}

const made = new Map<Encoding, Charset>();
/** The tables of `encoding`, which is "single" or "multi". */
export function charsetOf(encoding: Encoding): Charset {
  let charset = made.get(encoding);
  if (charset === undefined) {
    charset = kindOfEncoding(encoding) === "single" ? singleByte(encoding) : multiByte(encoding);
    made.set(encoding, charset);
  }
  return charset;
}

function singleByte(encoding: Encoding): Charset {
  const units = new Int32Array(256).fill(-1);
  const bytes = new Int16Array(65536).fill(-1);
  const label = decoderLabel(encoding);
  const decoder = label === "" ? null : new TextDecoder(label);
  for (let b = 0; b < 256; b++) {
    const unit = decoder === null ? b : decoder.decode(new Uint8Array([b])).charCodeAt(0);
    if (unit === 0xfffd || bytes[unit] >= 0) continue;
    units[b] = unit;
    bytes[unit] = b;
  }
  return {
    widest: 1,
    read: (from, at) => {
      const unit = units[from[at]];
      return unit < 0 ? none : unit | 1 << 24;
    },
    write: (code, out, to) => {
      if (code > 0xffff || bytes[code] < 0) return 0;
      out[to] = bytes[code];
      return 1;
    },
  };
}

/** Code point to sequence: up to four bytes in one number, the last byte lowest. */
interface Inverse {
  readonly bmp: Uint32Array;
  readonly astral: Map<number, number>;
}

function multiByte(encoding: Encoding): Charset {
  const label = decoderLabel(encoding);
  const decoder = new TextDecoder(label);
  const singles = new Int32Array(256).fill(-1);
  const inverse: Inverse = { bmp: new Uint32Array(65536), astral: new Map() };
  for (let b = 0; b < 256; b++) {
    const text = decoder.decode(new Uint8Array([b]));
    if (text.length === 1 && text !== "\ufffd" && takeFirst(inverse, text.charCodeAt(0), b)) {
      singles[b] = text.charCodeAt(0);
    }
  }
  // Both the single byte 80 and A2 E3 read as the euro sign there; A2 E3 is the standard's.
  if (encoding === "GB18030") {
    singles[0x80] = -1;
    inverse.bmp[0x20ac] = 0;
  }
  const pairs = new Int32Array(65536).fill(-1);
  for (const [lead, trail, code] of sequences(decoder, { prefix: [], singles })) {
    pairs[lead << 8 | trail] = code;
  }
  for (const lead of leadOrder(encoding)) {
    for (let trail = 0x30; trail < 0xff; trail++) {
      const code = pairs[lead << 8 | trail];
      if (code >= 0) takeFirst(inverse, code, lead << 8 | trail);
    }
  }
  const triples = label === "euc-jp" ? new Int32Array(65536).fill(-1) : null;
  if (triples !== null) {
    for (const [lead, trail, code] of sequences(decoder, { prefix: [0x8f], singles })) {
      triples[lead << 8 | trail] = code;
      takeFirst(inverse, code, 0x8f0000 | lead << 8 | trail);
    }
  }
  const fours = label === "gb18030" ? fourByteTable(decoder, inverse) : null;
  return {
    widest: fours !== null ? 4 : triples !== null ? 3 : 2,
    read: (bytes, at) => {
      const b0 = bytes[at];
      if (singles[b0] >= 0) return singles[b0] | 1 << 24;
      if (at + 1 >= bytes.length) return none;
      const b1 = bytes[at + 1];
      if (triples !== null && b0 === 0x8f) {
        const code = at + 2 < bytes.length ? triples[b1 << 8 | bytes[at + 2]] : -1;
        return code >= 0 && sequenceOf(inverse, code) === (0x8f0000 | b1 << 8 | bytes[at + 2])
          ? code | 3 << 24
          : none;
      }
      if (fours !== null && b1 >= 0x30 && b1 <= 0x39) return readFour(bytes, at, { fours, inverse });
      const code = pairs[b0 << 8 | b1];
      return code >= 0 && sequenceOf(inverse, code) === (b0 << 8 | b1) ? code | 2 << 24 : none;
    },
    write: (code, out, to) => {
      const sequence = fours !== null && code > 0xffff ? fourOf(code) : sequenceOf(inverse, code);
      if (sequence === 0 && code !== 0) return 0;
      const size = sequence > 0xffffff ? 4 : sequence > 0xffff ? 3 : sequence > 0xff ? 2 : 1;
      for (let i = 0, shift = (size - 1) * 8; i < size; i++, shift -= 8) {
        out[to + i] = sequence >>> shift & 0xff;
      }
      return size;
    },
  };
}

function sequenceOf(inverse: Inverse, code: number): number {
  return code <= 0xffff ? inverse.bmp[code] : inverse.astral.get(code) ?? 0;
}
/** The first sequence of a character is the one that is written. NUL is byte 0, which "none" would hide. */
function takeFirst(inverse: Inverse, code: number, sequence: number): boolean {
  if (code === 0) return sequence === 0;
  if (sequenceOf(inverse, code) !== 0) return false;
  if (code <= 0xffff) inverse.bmp[code] = sequence;
  else inverse.astral.set(code, sequence);
  return true;
}

/**
 * Which of several sequences a character is written with. Shift JIS: IBM's rows at FA before NEC's copies at ED. Big5:
 * the plain rows from A1 before the Hong Kong ones.
 */
function leadOrder(encoding: Encoding): number[] {
  const all = Array.from({ length: 0x7e }, (_, i) => 0x81 + i);
  const late = (lead: number) =>
    encoding === "Shift JIS" ? lead === 0xed || lead === 0xee : encoding === "Big5" && lead < 0xa1;
  return [...all.filter((lead) => !late(lead)), ...all.filter(late)];
}

/** Every lead and trail after `prefix` that makes exactly one code point. One call of the decoder for all. */
function* sequences(
  decoder: TextDecoder,
  { prefix, singles }: { prefix: readonly number[]; singles: Int32Array },
): Generator<[lead: number, trail: number, code: number]> {
  const bytes: number[] = [];
  const keys: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    if (prefix.length === 0 && singles[lead] >= 0) continue;
    for (let trail = prefix.length === 0 ? 0x40 : 0x81; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      bytes.push(...prefix, lead, trail, 10);
      keys.push(lead << 8 | trail);
    }
  }
  const lines = decoder.decode(new Uint8Array(bytes)).split("\n");
  for (let i = 0; i < keys.length; i++) {
    const line = lines[i];
    const code = line.length === 0 || line.includes("\ufffd") ? -1 : line.codePointAt(0)!;
    if (code < 0 || line.length !== (code > 0xffff ? 2 : 1)) continue;
    yield [keys[i] >> 8, keys[i] & 0xff, code];
  }
}

/** GB18030's four bytes count: pointer = (((b0 - 81) * 10 + b1 - 30) * 126 + b2 - 81) * 10 + b3 - 30. Up to this many lie below U+10000. */
const bmpPointers = 39420;
const astralPointers = 189000;
function fourByteTable(decoder: TextDecoder, inverse: Inverse): Int32Array {
  const fours = new Int32Array(bmpPointers).fill(-1);
  const bytes = new Uint8Array(bmpPointers * 5);
  for (let p = 0; p < bmpPointers; p++) {
    const four = fourAt(p);
    for (let i = 0; i < 4; i++) bytes[p * 5 + i] = four >>> (24 - i * 8) & 0xff;
    bytes[p * 5 + 4] = 10;
  }
  const lines = decoder.decode(bytes).split("\n");
  for (let p = 0; p < bmpPointers; p++) {
    if (lines[p].length !== 1 || lines[p] === "\ufffd") continue;
    fours[p] = lines[p].charCodeAt(0);
    takeFirst(inverse, fours[p], fourAt(p));
  }
  return fours;
}
const fourAt = (p: number): number =>
  ((0x81 + Math.floor(p / 12600)) << 24 | (0x30 + Math.floor(p / 1260) % 10) << 16 |
    (0x81 + Math.floor(p / 10) % 126) << 8 | (0x30 + p % 10)) >>> 0;
const fourOf = (code: number): number => fourAt(astralPointers + code - 0x10000);

function readFour(
  bytes: Uint8Array,
  at: number,
  { fours, inverse }: { fours: Int32Array; inverse: Inverse },
): number {
  if (at + 3 >= bytes.length) return none;
  const b2 = bytes[at + 2], b3 = bytes[at + 3];
  if (bytes[at] < 0x81 || bytes[at] > 0xfe || b2 < 0x81 || b2 > 0xfe || b3 < 0x30 || b3 > 0x39) return none;
  const pointer = (((bytes[at] - 0x81) * 10 + bytes[at + 1] - 0x30) * 126 + b2 - 0x81) * 10 + b3 - 0x30;
  if (pointer >= astralPointers) {
    const code = pointer - astralPointers + 0x10000;
    return code <= 0x10ffff ? code | 4 << 24 : none;
  }
  const code = pointer < bmpPointers ? fours[pointer] : -1;
  return code >= 0 && inverse.bmp[code] === fourAt(pointer) ? code | 4 << 24 : none;
}
