/**
 * UTF-8 with every byte kept: a byte that belongs to no well-formed sequence is U+DC00 + byte in the text and that byte
 * again in the file. Whole blocks pass through the native decoder; only a block with a bad byte goes the slow way. Pure.
 */
import { badSurrogate, type Encoded, isHighSurrogate } from "./unwritable.ts";

/** Bytes decoded at a time: small enough that one bad byte sends little through the slow way. */
export const blockBytes = 1 << 20;

/** One block as text. Its ends must not cut a sequence (`utf8BlockEnd`). */
export function decodeUtf8(block: Uint8Array): { text: string; invalidBytes: number } {
  try {
    return { text: strict.decode(block), invalidBytes: 0 };
  } catch {
    return decodeLoosely(block);
  }
}
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** `base`: where `text` begins in the document, for the words of a refusal. */
export function encodeUtf8(text: string, base: number): Encoded<Uint8Array<ArrayBuffer>> {
  return text.isWellFormed() ? { ok: true, value: encoder.encode(text) } : encodeLoosely(text, base);
}

/** `to` moved back so that neither a UTF-8 sequence nor a CRLF is cut. Never moves by more than 3. */
export function utf8BlockEnd(bytes: Uint8Array, to: number): number {
  if (to >= bytes.length) return bytes.length;
  let at = to;
  while (at > to - 3 && (bytes[at] & 0xc0) === 0x80) at--;
  if ((bytes[at] & 0xc0) === 0x80) return to; // Not UTF-8 here: any cut is as good.
  return bytes[at - 1] === 13 && bytes[at] === 10 ? at - 1 : at;
}

/** Valid sequences as they are, every other byte b as U+DC00 + b. */
function decodeLoosely(bytes: Uint8Array): { text: string; invalidBytes: number } {
  const units: string[] = [];
  let invalidBytes = 0;
  for (let i = 0; i < bytes.length;) {
    const length = sequenceLength(bytes, i);
    if (length === 0) {
      units.push(String.fromCharCode(0xdc00 + bytes[i++]));
      invalidBytes++;
      continue;
    }
    let code = length === 1 ? bytes[i] : bytes[i] & (0x7f >> length);
    for (let k = 1; k < length; k++) code = (code << 6) | (bytes[i + k] & 0x3f);
    units.push(String.fromCodePoint(code));
    i += length;
  }
  return { text: units.join(""), invalidBytes };
}

/** Bytes of the well-formed sequence at `at` (Unicode 17, table 3-7), 0 if there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const b0 = bytes[at];
  if (b0 < 0x80) return 1;
  const length = b0 >= 0xc2 && b0 <= 0xdf
    ? 2
    : b0 >= 0xe0 && b0 <= 0xef
    ? 3
    : b0 >= 0xf0 && b0 <= 0xf4
    ? 4
    : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  for (let k = 1; k < length; k++) if ((bytes[at + k] & 0xc0) !== 0x80) return 0;
  const b1 = bytes[at + 1];
  if (b0 === 0xe0 && b1 < 0xa0) return 0;
  if (b0 === 0xed && b1 > 0x9f) return 0;
  if (b0 === 0xf0 && b1 < 0x90) return 0;
  if (b0 === 0xf4 && b1 > 0x8f) return 0;
  return length;
}

function encodeLoosely(text: string, base: number): Encoded<Uint8Array<ArrayBuffer>> {
  const out = new Uint8Array(text.length * 3);
  let size = 0;
  let from = 0;
  const flush = (to: number) => {
    if (to > from) size += encoder.encodeInto(text.slice(from, to), out.subarray(size)).written;
  };
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0xd800 || unit > 0xdfff) continue;
    if (isHighSurrogate(unit)) {
      const next = text.charCodeAt(i + 1);
      if (next >= 0xdc00 && next <= 0xdfff) {
        i++;
        continue;
      }
      return badSurrogate(unit, base + i);
    }
    if (unit < 0xdc80 || unit > 0xdcff) return badSurrogate(unit, base + i);
    flush(i);
    out[size++] = unit - 0xdc00;
    from = i + 1;
  }
  flush(text.length);
  return { ok: true, value: out.slice(0, size) };
}
