/**
 * UTF-16 with every byte kept. Units are taken as they are; what is no character (half a pair, an odd last byte) becomes
 * one U+DC00 + byte for each byte, so that a lone U+DCxx in the text always is one byte of the file. Pure.
 */
import { badSurrogate, type Encoded, isHighSurrogate, isLowSurrogate } from "./unwritable.ts";

export type ByteOrder = "little" | "big";

/** One block; it must not cut a pair (`utf16BlockEnd`). */
export function decodeUtf16(block: Uint8Array, order: ByteOrder): { text: string; invalidBytes: number } {
  try {
    const text = (order === "little" ? strictLittle : strictBig).decode(block);
    return { text, invalidBytes: 0 };
  } catch { /* Something in it is no character: unit by unit. */ }
  const low = order === "little" ? 0 : 1;
  const units: string[] = [];
  let invalidBytes = 0;
  let i = 0;
  const keep = (count: number) => {
    for (let k = 0; k < count; k++) units.push(String.fromCharCode(0xdc00 + block[i++]));
    invalidBytes += count;
  };
  while (i + 1 < block.length) {
    const unit = block[i + low] | block[i + 1 - low] << 8;
    if (!isHighSurrogate(unit) && !isLowSurrogate(unit)) {
      units.push(String.fromCharCode(unit));
      i += 2;
      continue;
    }
    const next = i + 3 < block.length ? block[i + 2 + low] | block[i + 3 - low] << 8 : 0;
    if (isHighSurrogate(unit) && isLowSurrogate(next)) {
      units.push(String.fromCharCode(unit, next));
      i += 4;
    } else keep(2);
  }
  if (i < block.length) keep(1);
  return { text: units.join(""), invalidBytes };
}
const strictLittle = new TextDecoder("utf-16le", { fatal: true, ignoreBOM: true });
const strictBig = new TextDecoder("utf-16be", { fatal: true, ignoreBOM: true });

/** `to`, an even count of bytes from `from`, moved back by a unit if it would cut a pair or a CRLF. */
export function utf16BlockEnd(
  bytes: Uint8Array,
  { from, to, order }: { from: number; to: number; order: ByteOrder },
): number {
  if (to >= bytes.length) return bytes.length;
  const even = from + ((to - from) & ~1);
  const low = order === "little" ? 0 : 1;
  const last = bytes[even - 2 + low] | bytes[even - 1 - low] << 8;
  return isHighSurrogate(last) || last === 13 ? even - 2 : even;
}

/** `base`: where `text` begins in the document. */
export function encodeUtf16(
  text: string,
  { order, base }: { order: ByteOrder; base: number },
): Encoded<Uint8Array<ArrayBuffer>> {
  const out = new Uint8Array(text.length * 2);
  const low = order === "little" ? 0 : 1;
  let size = 0;
  const put = (unit: number) => {
    out[size + low] = unit & 0xff;
    out[size + 1 - low] = unit >> 8;
    size += 2;
  };
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (isHighSurrogate(unit)) {
      const next = text.charCodeAt(i + 1);
      if (!isLowSurrogate(next)) return badSurrogate(unit, base + i);
      put(unit);
      put(next);
      i++;
    } else if (!isLowSurrogate(unit)) put(unit);
    else if (unit <= 0xdcff) out[size++] = unit - 0xdc00;
    else return badSurrogate(unit, base + i);
  }
  return { ok: true, value: out.slice(0, size) };
}
