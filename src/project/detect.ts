/**
 * Which encoding a file is in, and why: its BOM, the zeros of UTF-16, being valid UTF-8, or the best guess that reads
 * every byte. What nothing explains stays UTF-8 with its bytes kept. Pure; the guesses are an argument.
 */
import { bomOf, type Encoding, encodingNames } from "./encodings.ts";
import { type DecodedFile, decodeFile, startsWith } from "./file_text.ts";

/** Why: "asked" by a person, "bom", "zeros" of UTF-16, "ascii", "utf8" that is valid, "guess" by letter statistics, "bytes" kept for want of one. */
export interface EncodingReason {
  readonly kind: "asked" | "setting" | "bom" | "zeros" | "ascii" | "utf8" | "guess" | "bytes";
  /** 0 to 100, of a guess. */
  readonly confidence?: number;
}
export interface DetectedFile extends DecodedFile {
  readonly reason: EncodingReason;
}

/** A guess below this is worse than to show the bytes as they are. */
const leastConfidence = 25;

/** What can be known without statistics; `null`: the bytes are not UTF-8, and only a guess can say. */
export function detectPlain(bytes: Uint8Array): DetectedFile | null {
  const marked = encodingNames.find((name) => bomOf(name).length > 0 && startsWith(bytes, bomOf(name)));
  if (marked !== undefined) return { ...decodeFile(bytes, marked), reason: { kind: "bom" } };
  const wide = wideWithoutBom(bytes);
  if (wide !== null) return { ...decodeFile(bytes, wide), reason: { kind: "zeros" } };
  const plain = decodeFile(bytes, "UTF-8");
  if (plain.invalidBytes > 0) return null;
  // A byte for each unit is ASCII: nothing need be looked at again. Joined line ends have fewer units.
  const units = plain.parts.reduce((sum, part) => sum + part.length, 0);
  const isAscii = plain.lineEnding === "CRLF"
    ? plain.parts.every((part) => !/[^\0-\x7f]/.test(part))
    : units === bytes.length;
  return { ...plain, reason: { kind: isAscii ? "ascii" : "utf8" } };
}

/** After `detectPlain` said `null`: the best guess under which every byte is a character. */
export function detectByGuess(
  bytes: Uint8Array,
  guesses: readonly { readonly encoding: Encoding; readonly confidence: number }[],
): DetectedFile {
  const plain = decodeFile(bytes, "UTF-8");
  if (!isMostlyUtf8(bytes, plain.invalidBytes)) {
    for (const { encoding, confidence } of guesses) {
      if (confidence < leastConfidence || encoding.startsWith("UTF-")) continue;
      const file = decodeFile(bytes, encoding);
      if (file.invalidBytes > 0 || file.parts.some((part) => controls.test(part))) continue;
      return { ...file, reason: { kind: "guess", confidence } };
    }
  }
  return { ...plain, reason: { kind: "bytes" } };
}

/** No text has these: C1 but for NEL, and C0 but for what a log or a terminal writes. */
// deno-lint-ignore no-control-regex
const controls = /[\0-\x06\x0e-\x1a\x1c-\x1f\x7f\x80-\x84\x86-\x9f]/;

/** A file with one broken byte is a broken UTF-8 file and no Windows 1252. */
function isMostlyUtf8(bytes: Uint8Array, invalidBytes: number): boolean {
  let high = 0;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] >= 0x80) high++;
  return high - invalidBytes > invalidBytes * 2;
}

/** UTF-16 that does not say so: every second byte of much of it is zero, and none of the others. */
function wideWithoutBom(bytes: Uint8Array): Encoding | null {
  if (bytes.length < 4 || bytes.length % 2 !== 0) return null;
  const to = Math.min(bytes.length, 8000);
  let even = 0, odd = 0;
  for (let i = 0; i < to; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const encoding = even === 0 && odd > 0 ? "UTF-16 LE" : odd === 0 && even > 0 ? "UTF-16 BE" : null;
  if (encoding === null || (even + odd) * 16 < to) return null;
  const head = decodeFile(bytes.subarray(0, to), encoding);
  // A pair may be cut at the end of the sample.
  return head.invalidBytes > 2 || head.parts.some((part) => controls.test(part)) ? null : encoding;
}
