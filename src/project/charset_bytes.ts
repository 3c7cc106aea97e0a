/**
 * Blocks of bytes through the tables of charset.ts. A byte that starts no sequence, and each byte of one that would not be
 * written the same again, is U+DC00 + byte in the text. A character without bytes is reported, never replaced unasked. Pure.
 */
import { type Charset, charsetOf, rawByte } from "./charset.ts";
import type { Encoding } from "./encodings.ts";
import {
  badSurrogate,
  type Encoded,
  isHighSurrogate,
  isLowSurrogate,
  type Unwritable,
} from "./unwritable.ts";

/** Units given to `String.fromCharCode` at once. */
const batch = 8192;
/** As many characters as a question to a person can show. */
const shown = 8;

/** One block; `charsetBlockEnd` finds an end that cuts nothing. */
export function decodeCharset(block: Uint8Array, encoding: Encoding): { text: string; invalidBytes: number } {
  const charset = charsetOf(encoding);
  const units = new Uint16Array(batch);
  const parts: string[] = [];
  let invalidBytes = 0;
  let size = 0;
  for (let i = 0; i < block.length;) {
    if (size + 2 > batch) {
      parts.push(String.fromCharCode.apply(null, units.subarray(0, size) as unknown as number[]));
      size = 0;
    }
    const found = charset.read(block, i);
    if (found === 0) {
      units[size++] = rawByte + block[i++];
      invalidBytes++;
      continue;
    }
    const code = found & 0x1fffff;
    if (code > 0xffff) {
      units[size++] = 0xd7c0 + (code >> 10);
      units[size++] = 0xdc00 | code & 0x3ff;
    } else units[size++] = code;
    i += found >>> 24;
  }
  parts.push(String.fromCharCode.apply(null, units.subarray(0, size) as unknown as number[]));
  return { text: parts.join(""), invalidBytes };
}

/**
 * An end near `to` where a sequence ends. Sequences are found by walking from `from`, because a trailing byte can look
 * like a leading one. `from` must lie between sequences.
 */
export function charsetBlockEnd(
  bytes: Uint8Array,
  { from, to, encoding }: { from: number; to: number; encoding: Encoding },
): number {
  if (to >= bytes.length) return bytes.length;
  const charset: Charset = charsetOf(encoding);
  let at = from;
  while (at < to) at += charset.read(bytes, at) >>> 24 || 1;
  return bytes[at - 1] === 13 && bytes[at] === 10 ? at - 1 : at;
}

export interface CharsetOptions {
  readonly encoding: Encoding;
  /** Where the text begins in the document. */
  readonly base: number;
  /** Written in place of what has no bytes; `null`: that is a refusal. */
  readonly substitute: "?" | null;
}
export function encodeCharset(
  text: string,
  { encoding, base, substitute }: CharsetOptions,
): Encoded<Uint8Array<ArrayBuffer>> {
  const charset = charsetOf(encoding);
  const out = new Uint8Array(text.length * Math.max(2, charset.widest));
  const missing = new Set<string>();
  let count = 0, at = -1, size = 0;
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (isHighSurrogate(code)) {
      const next = text.charCodeAt(i + 1);
      if (!isLowSurrogate(next)) return badSurrogate(code, base + i);
      code = (code - 0xd800) * 0x400 + next - 0xdc00 + 0x10000;
    } else if (isLowSurrogate(code)) {
      if (code > 0xdcff) return badSurrogate(code, base + i);
      out[size++] = code - rawByte;
      continue;
    }
    const written = charset.write(code, out, size);
    size += written;
    if (written === 0) {
      if (substitute !== null) out[size++] = substitute.charCodeAt(0);
      count++;
      if (at < 0) at = base + i;
      if (missing.size < shown) missing.add(String.fromCodePoint(code));
    }
    if (code > 0xffff) i++;
  }
  if (count > 0 && substitute === null) {
    return unmappableRefusal({ encoding, characters: [...missing], count, at });
  }
  return { ok: true, value: out.slice(0, size) };
}

/** The refusal in words. */
export function unmappableRefusal(found: Unwritable["unmappable"] & object): Unwritable {
  const { encoding, characters, count } = found;
  const list = characters.join(" ");
  return {
    ok: false,
    unmappable: found,
    reason: `Cannot save as ${encoding}: ${count} ${
      count === 1 ? "character has" : "characters have"
    } no place in it (${list})`,
  };
}
