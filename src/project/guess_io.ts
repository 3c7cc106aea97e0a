/**
 * Guessing an encoding from what the bytes look like, by the statistics of the package chardet. Loaded on first use: a
 * file that is plain UTF-8, as nearly all are, never gets here.
 */
import { type Encoding, encodingNamed } from "./encodings.ts";

/** Best first; `confidence` from 0 to 100. */
export interface Guess {
  readonly encoding: Encoding;
  readonly confidence: number;
}
/** Looked at: more says nothing new. */
const sampleBytes = 1 << 16;

/** What the bytes may be. Encodings that we cannot write are left out. */
export async function guessEncodings(bytes: Uint8Array): Promise<Guess[]> {
  const { analyse } = await import("chardet");
  const out: Guess[] = [];
  for (const { name, confidence } of analyse(sampleOf(bytes))) {
    // Its "ISO-8859-1" is what the web means by it: the bytes 80 to 9F are letters and signs of Windows 1252.
    const encoding = name === "ISO-8859-1" ? "Windows 1252" : encodingNamed(name);
    if (encoding !== null && !out.some((other) => other.encoding === encoding)) {
      out.push({ encoding, confidence });
    }
  }
  return out;
}

/** From the first byte past ASCII on, less a little, so that a long English header does not hide what follows. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  let first = 0;
  while (first < bytes.length && bytes[first] < 0x80) first++;
  const from = Math.max(0, first - 4096);
  return bytes.subarray(from, from + sampleBytes);
}
