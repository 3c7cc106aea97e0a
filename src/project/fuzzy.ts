/**
 * The fuzzy matcher: which entries of an index have the letters of a query in order, and how well. One cheap pass over all of them
 * gives each a score (100,000 paths stay under a frame), `rankFuzzy` sorts by it and looks closely at the best only.
 * Pure; a caller may do any share of the entries at a time.
 */
import { foldInto, type FuzzyIndex, maskBit } from "./fuzzy_index.ts";

/** A query made ready. Parts are parted by spaces; an entry must have every one. */
export interface FuzzyQuery {
  readonly text: string;
  readonly parts: readonly FuzzyPart[];
  readonly mask: number;
}
interface FuzzyPart {
  readonly folded: Uint8Array;
  readonly bytes: Uint8Array;
  /** Names folders: is looked for in the whole entry. */
  readonly isPath: boolean;
}
/** Entries that match, with their scores, in the order of the index. */
export interface FuzzyHits {
  readonly entries: Uint32Array;
  readonly scores: Uint16Array;
}

const slash = 47;
/** More letters than this nobody types into a picker; the rest is not looked at. */
const mostLetters = 64;
/** So many of the best are looked at closely. */
const closely = 200;
const scoreMost = 4095;
const encoder = new TextEncoder();

export function fuzzyQuery(text: string): FuzzyQuery {
  const parts: FuzzyPart[] = [];
  let mask = 0;
  for (const word of text.split(/\s+/)) {
    if (word === "") continue;
    const bytes = encoder.encode(word).subarray(0, mostLetters);
    const folded = new Uint8Array(bytes.length);
    foldInto(bytes, folded, 0, bytes.length);
    for (const byte of folded) mask |= maskBit(byte);
    parts.push({ bytes, folded, isPath: folded.includes(slash) });
  }
  return { text, parts, mask: mask >>> 0 };
}

/** Whether what matches `next` matches `before` too, so that only those need a look. */
export function narrows(before: FuzzyQuery, next: FuzzyQuery): boolean {
  return next.text.startsWith(before.text) && before.text.trim() !== "";
}

/**
 * Matches the entries `from..to`; with `among` only those that it lists, and `from..to` are places in it. An empty query
 * matches all with a score of 0.
 */
export function matchFuzzy(
  index: FuzzyIndex,
  query: FuzzyQuery,
  { from, to, among }: { from: number; to: number; among?: Uint32Array },
): FuzzyHits {
  const entries = new Uint32Array(to - from);
  const scores = new Uint16Array(to - from);
  const { masks } = index;
  const { mask, parts } = query;
  let count = 0;
  for (let i = from; i < to; i++) {
    const entry = among === undefined ? i : among[i];
    if ((masks[entry] & mask) >>> 0 !== mask) continue;
    let score = 0;
    for (let p = 0; p < parts.length; p++) {
      const found = quickScore(index, entry, parts[p]);
      if (found < 0) {
        score = -1;
        break;
      }
      score += found;
    }
    if (score < 0) continue;
    entries[count] = entry;
    scores[count] = Math.min(score, scoreMost);
    count++;
  }
  return { entries: entries.subarray(0, count), scores: scores.subarray(0, count) };
}

/** Many pieces as one. */
export function joinHits(pieces: readonly FuzzyHits[]): FuzzyHits {
  if (pieces.length === 1) return pieces[0];
  let count = 0;
  for (const piece of pieces) count += piece.entries.length;
  const entries = new Uint32Array(count), scores = new Uint16Array(count);
  let at = 0;
  for (const piece of pieces) {
    entries.set(piece.entries, at);
    scores.set(piece.scores, at);
    at += piece.entries.length;
  }
  return { entries, scores };
}

/**
 * The entries in order of their scores, equal ones as they lie in the index. `boost`: what single entries are worth more, such as
 * files opened lately.
 */
export function rankFuzzy(
  index: FuzzyIndex,
  query: FuzzyQuery,
  { hits, boost }: { hits: FuzzyHits; boost?: ReadonlyMap<number, number> },
): Uint32Array {
  const { entries, scores } = hits;
  if (query.parts.length === 0) return entries;
  const places = new Uint32Array(scoreMost + 2);
  for (let i = 0; i < scores.length; i++) places[scoreMost - scores[i] + 1]++;
  for (let s = 1; s < places.length; s++) places[s] += places[s - 1];
  const ranked = new Uint32Array(entries.length);
  for (let i = 0; i < entries.length; i++) ranked[places[scoreMost - scores[i]]++] = entries[i];
  const head = Math.min(closely, ranked.length);
  const best: { entry: number; score: number; at: number }[] = [];
  const add = (entry: number, at: number): void => {
    const score = closeScore(index, query, entry) + (boost?.get(entry) ?? 0);
    best.push({ entry, score, at });
  };
  for (let i = 0; i < head; i++) add(ranked[i], i);
  if (boost !== undefined && boost.size > 0 && ranked.length > head) {
    // Those worth more may lie further down: they come up to the ones looked at closely.
    let kept = head;
    for (let i = head; i < ranked.length; i++) {
      if (boost.has(ranked[i])) add(ranked[i], i);
      else ranked[kept++] = ranked[i];
    }
    if (kept < ranked.length) ranked.copyWithin(best.length, head, kept);
  }
  best.sort((a, b) => b.score - a.score || a.at - b.at);
  for (let i = 0; i < best.length; i++) ranked[i] = best[i].entry;
  return ranked;
}

/** Where the letters of a query lie in an entry: offsets in UTF-16 units of its text, ascending. */
export function fuzzyPlaces(index: FuzzyIndex, query: FuzzyQuery, entry: number): number[] {
  const found = new Set<number>();
  for (const part of query.parts) {
    const places = bestPlaces(index, entry, part);
    if (places !== null) { for (const at of places.at) found.add(at); }
  }
  return toUnits(index, entry, [...found].sort((a, b) => a - b));
}

// --- The cheap score -------------------------------------------------------------------------------------------------------------

/** Points of the cheap pass, and of the close one. */
const pointStart = 8;
const pointNext = 6;
const pointName = 40;
const pointPrefix = 60;

/** How well a part matches, at least 0; -1: not at all. */
function quickScore(index: FuzzyIndex, entry: number, part: FuzzyPart): number {
  const nameFrom = index.names[2 * entry], nameTo = index.names[2 * entry + 1];
  const start = index.starts[entry], end = index.starts[entry + 1];
  if (!part.isPath) {
    const score = spanScore(index, part.folded, nameFrom, nameTo);
    if (score >= 0) {
      const isPrefix = index.folded[nameFrom] === part.folded[0] &&
        startsWith(index.folded, part.folded, nameFrom, nameTo);
      const length = Math.min(30, nameTo - nameFrom - part.folded.length);
      return score + pointName + (isPrefix ? pointPrefix : 0) + (30 - length);
    }
  }
  const score = spanScore(index, part.folded, start, end);
  if (score < 0) return -1;
  return score + (part.isPath && endsInName(index, part, entry) ? pointName : 0) +
    (20 - Math.min(20, (end - start) >> 3));
}

/** Forward to the end of the first match, back from there to make it tight, then points for where its letters lie. */
function spanScore({ folded, bytes }: FuzzyIndex, letters: Uint8Array, from: number, to: number): number {
  const count = letters.length;
  if (to - from < count) return -1;
  let at = from;
  let letter = 0;
  for (; at < to; at++) {
    if (folded[at] !== letters[letter]) continue;
    if (++letter === count) break;
  }
  if (letter < count) return -1;
  let score = 0;
  let next = at + 1;
  for (letter = count - 1; letter >= 0; at--) {
    if (folded[at] !== letters[letter]) continue;
    if (at + 1 === next && letter < count - 1) score += pointNext;
    if (isStart(bytes, at, from)) score += pointStart;
    next = at;
    letter--;
  }
  return score;
}

function startsWith(folded: Uint8Array, letters: Uint8Array, from: number, to: number): boolean {
  if (to - from < letters.length) return false;
  for (let i = 0; i < letters.length; i++) if (folded[from + i] !== letters[i]) return false;
  return true;
}

/** Whether what stands behind the last slash of a part lies in the name. */
function endsInName({ folded, names }: FuzzyIndex, { folded: letters }: FuzzyPart, entry: number): boolean {
  let letter = letters.lastIndexOf(slash) + 1;
  const to = names[2 * entry + 1];
  for (let at = names[2 * entry]; at < to && letter < letters.length; at++) {
    if (folded[at] === letters[letter]) letter++;
  }
  return letter === letters.length;
}

/** Whether a word begins here: behind a sign, or at the hump of a camel. */
function isStart(bytes: Uint8Array, at: number, from: number): boolean {
  if (at === from) return true;
  const before = bytes[at - 1], here = bytes[at];
  if (before < 48 || (before > 57 && before < 65) || (before > 90 && before < 97)) return true;
  return here >= 65 && here <= 90 && before >= 97 && before <= 122;
}

// --- The close look --------------------------------------------------------------------------------------------------------------

function closeScore(index: FuzzyIndex, query: FuzzyQuery, entry: number): number {
  let score = 0;
  for (const part of query.parts) score += bestPlaces(index, entry, part)?.score ?? 0;
  const length = index.names[2 * entry + 1] - index.names[2 * entry];
  const all = index.starts[entry + 1] - index.starts[entry];
  return score - Math.min(length, 60) / 4 - Math.min(all, 200) / 16;
}

/** The best way to place the letters, in the name if they all lie there. Places are offsets in `bytes`. */
function bestPlaces(
  index: FuzzyIndex,
  entry: number,
  part: FuzzyPart,
): { readonly score: number; readonly at: number[] } | null {
  const nameFrom = index.names[2 * entry], nameTo = index.names[2 * entry + 1];
  if (!part.isPath) {
    const inName = placesIn(index, part, nameFrom, nameTo);
    if (inName !== null) {
      const isPrefix = inName.at.length > 0 && inName.at[0] === nameFrom &&
        inName.at[inName.at.length - 1] === nameFrom + inName.at.length - 1;
      return { at: inName.at, score: inName.score + pointName + (isPrefix ? pointPrefix : 0) };
    }
  }
  const found = placesIn(index, part, index.starts[entry], index.starts[entry + 1]);
  if (found === null || !part.isPath || !endsInName(index, part, entry)) return found;
  return { ...found, score: found.score + pointName };
}

/** A longer text is matched from its front only. */
const mostBytes = 600;

/** Dynamic programming over letters and bytes: each letter gives points by where it lies and whether it goes on. */
function placesIn(
  { bytes, folded }: FuzzyIndex,
  { folded: letters, bytes: typed }: FuzzyPart,
  from: number,
  to: number,
): { readonly score: number; readonly at: number[] } | null {
  const width = Math.min(to - from, mostBytes), count = letters.length;
  if (width < count) return null;
  const none = -1e6;
  // best[j]: the most with letter i anywhere up to byte j; here[j]: with letter i on byte j.
  const here: Float64Array[] = [];
  const best: Float64Array[] = [];
  for (let i = 0; i < count; i++) {
    const on = new Float64Array(width).fill(none), upTo = new Float64Array(width).fill(none);
    for (let j = i; j < width; j++) {
      if (folded[from + j] === letters[i]) {
        let score = isStart(bytes, from + j, from) ? pointStart : 0;
        if (bytes[from + j] === typed[i]) score += 1;
        if (i === 0) on[j] = score - Math.min(j, 10) / 10;
        else if (j > 0) {
          const apart = best[i - 1][j - 1] - 1, next = here[i - 1][j - 1] + pointNext;
          on[j] = score + Math.max(apart, next);
        }
      }
      upTo[j] = Math.max(on[j], j > 0 ? upTo[j - 1] : none);
    }
    here.push(on);
    best.push(upTo);
  }
  const score = best[count - 1][width - 1];
  if (score < none / 2) return null;
  const at: number[] = new Array(count);
  let j = width - 1;
  let mustBe = false;
  for (let i = count - 1; i >= 0; i--) {
    if (!mustBe) { while (here[i][j] < best[i][j]) j--; }
    at[i] = from + j;
    if (i > 0) mustBe = here[i - 1][j - 1] + pointNext >= best[i - 1][j - 1] - 1;
    j--;
  }
  return { score, at };
}

/** Byte places of one entry as UTF-16 units. */
function toUnits({ bytes, starts }: FuzzyIndex, entry: number, places: readonly number[]): number[] {
  const units: number[] = [];
  let unit = 0, at = starts[entry];
  for (const place of places) {
    for (; at < place; at++) {
      const byte = bytes[at];
      // One unit for each lead byte, two for one of four bytes.
      if ((byte & 0xc0) !== 0x80) unit += byte >= 0xf0 ? 2 : 1;
    }
    if ((bytes[place] & 0xc0) !== 0x80) units.push(unit);
  }
  return units;
}
