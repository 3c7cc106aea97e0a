/**
 * Many short texts packed into bytes for the fuzzy matcher: paths of a folder, titles of commands, items of a picker. Owns the
 * arrays and how they are made; matching is fuzzy.ts. An index is a value: it goes between threads as its arrays, without a copy.
 */

/** Texts as UTF-8. Entry `i` lies in `starts[i]..starts[i + 1]`; `names` holds the span that counts most, a path's last part. */
export interface FuzzyIndex {
  readonly count: number;
  readonly bytes: Uint8Array;
  /** The same length as `bytes`, in lower case. */
  readonly folded: Uint8Array;
  readonly starts: Uint32Array;
  /** Stride 2: where the name begins and ends, in `bytes`. */
  readonly names: Uint32Array;
  /** Which letters and digits an entry has: what a query asks for besides is not worth a look. */
  readonly masks: Uint32Array;
}
/** One text: `text` is the name, `more` is searched too and counts less. */
export interface FuzzyEntry {
  readonly text: string;
  readonly more?: string;
}

const slash = 47;
const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** Between a name and what belongs to it; no key types it. */
const gap = 0;
export const gapText = "\0";

/** The bit of a folded byte: one for each letter and digit, one for a few signs, one for all else. */
export function maskBit(byte: number): number {
  if (byte >= 97 && byte <= 122) return 1 << (byte - 97);
  if (byte >= 48 && byte <= 57) return 1 << (26 + (byte & 3));
  return byte >= 128 ? 1 << 30 : byte === gap ? 0 : 1 << 31;
}

const fold = new Uint8Array(256);
const bits = new Uint32Array(256);
for (let byte = 0; byte < 256; byte++) {
  fold[byte] = byte >= 65 && byte <= 90 ? byte + 32 : byte;
  bits[byte] = maskBit(fold[byte]);
}

/** A text as the matcher compares it: as many bytes as `bytes`, in lower case where that keeps their number. */
export function foldInto(bytes: Uint8Array, out: Uint8Array, from: number, to: number): void {
  let isPlain = true;
  for (let i = from; i < to; i++) {
    out[i] = fold[bytes[i]];
    if (bytes[i] >= 128) isPlain = false;
  }
  if (isPlain) return;
  const text = decoder.decode(bytes.subarray(from, to));
  let at = from;
  for (const one of text) {
    const was = encoder.encode(one), low = encoder.encode(one.toLowerCase());
    if (at + was.length > to) return; // Not UTF-8: stays as it is.
    if (low.length === was.length) out.set(low, at);
    at += was.length;
  }
}

/** An index over packed texts: `starts` has one entry more than there are texts. */
export function indexBytes(bytes: Uint8Array, starts: Uint32Array, kind: "path" | "text"): FuzzyIndex {
  const count = starts.length - 1;
  const folded = new Uint8Array(bytes.length);
  const names = new Uint32Array(count * 2);
  const masks = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const from = starts[i], to = starts[i + 1];
    foldInto(bytes, folded, from, to);
    let mask = 0;
    let nameFrom = from, nameTo = to;
    for (let b = from; b < to; b++) {
      const byte = bytes[b];
      mask |= bits[folded[b]];
      if (kind === "path") {
        if (byte === slash) nameFrom = b + 1;
      } else if (byte === gap && nameTo === to) nameTo = b;
    }
    names[2 * i] = nameFrom;
    names[2 * i + 1] = nameTo;
    masks[i] = mask;
  }
  return { count, bytes, folded, starts, names, masks };
}

/** An index over strings. */
export function indexTexts(entries: readonly FuzzyEntry[]): FuzzyIndex {
  let room = 0;
  for (let i = 0; i < entries.length; i++) {
    room += 3 * (entries[i].text.length + (entries[i].more?.length ?? 0) + 1);
  }
  const bytes = new Uint8Array(room);
  const starts = new Uint32Array(entries.length + 1);
  let at = 0;
  for (let i = 0; i < entries.length; i++) {
    const { text, more } = entries[i];
    at += encoder.encodeInto(text, bytes.subarray(at)).written;
    if (more !== undefined && more !== "") {
      bytes[at++] = gap;
      at += encoder.encodeInto(more, bytes.subarray(at)).written;
    }
    starts[i + 1] = at;
  }
  return indexBytes(bytes.slice(0, at), starts, "text");
}

/** An index over paths. */
export function indexPaths(paths: readonly string[]): FuzzyIndex {
  const parts = paths.map((path) => encoder.encode(path));
  const starts = new Uint32Array(parts.length + 1);
  for (let i = 0; i < parts.length; i++) starts[i + 1] = starts[i] + parts[i].length;
  const bytes = new Uint8Array(starts[parts.length]);
  for (let i = 0; i < parts.length; i++) bytes.set(parts[i], starts[i]);
  return indexBytes(bytes, starts, "path");
}

/** The text of an entry, `more` included behind `gapText`. */
export function entryText({ bytes, starts }: FuzzyIndex, index: number): string {
  return decoder.decode(bytes.subarray(starts[index], starts[index + 1]));
}
