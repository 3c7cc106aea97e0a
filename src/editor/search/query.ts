/**
 * What is looked for: the query as a person sets it, and a literal made ready for scanning strings. Owns case folding and
 * the whole-word rule, which are VS Code's; reading a text leaf by leaf is job.ts, regular expressions run elsewhere.
 */
import type { Offset } from "../../base/mod.ts";
import type { Text } from "../types.ts";

/** A search as the find widget holds it. */
export interface Query {
  readonly text: string;
  readonly kind: "literal" | "regex";
  readonly caseSensitive: boolean;
  readonly wholeWord: boolean;
}

/** A literal query, made once a search. Simple case folding keeps the length, so every match has `length` units. */
export interface Needle {
  readonly text: string;
  readonly length: number;
  readonly caseSensitive: boolean;
  /** What separates words, or `null` when parts of words count too. */
  readonly separators: string | null;
  /** The needle in lower case when that is enough for texts without characters beyond Latin-1; else `null`. */
  readonly lower: string | null;
  /** Folds case as Unicode says; only for insensitive needles. */
  readonly pattern: RegExp | null;
  readonly hasNewline: boolean;
  /** Whether two matches can overlap: then where a scan starts decides what it finds. */
  readonly overlaps: boolean;
}

/** Where candidates start, counted in the scanned string; grows, is reused between leaves. */
export interface Hits {
  starts: Int32Array;
  count: number;
}
export const newHits = (): Hits => ({ starts: new Int32Array(256), count: 0 });

/** The literal of a query; `separators` as the setting `wordSeparators`. Throws RangeError for an empty text. */
export function needleOf(query: Query, separators: string): Needle {
  const { text, caseSensitive, wholeWord } = query;
  if (text === "") throw new RangeError("Cannot search for an empty text");
  const isAscii = !beyondAscii.test(text);
  return {
    text,
    length: text.length,
    caseSensitive,
    separators: wholeWord ? separators : null,
    lower: caseSensitive || !isAscii ? null : text.toLowerCase(),
    pattern: caseSensitive ? null : new RegExp(escaped(text), "giu"),
    hasNewline: text.includes("\n"),
    overlaps: hasBorder(caseSensitive ? text : text.toLowerCase()),
  };
}

/** Adds every candidate in `text` from `from` on, none overlapping, from left to right. */
export function scan(needle: Needle, text: string, { from, out }: { from: number; out: Hits }): void {
  if (needle.caseSensitive) return scanPlain(text, { wanted: needle.text, from, out });
  // V8 knows that a one-byte string cannot match this, so that the test costs nothing there.
  if (needle.lower !== null && !beyondLatin1.test(text)) {
    return scanPlain(text.toLowerCase(), { wanted: needle.lower, from, out });
  }
  const pattern = needle.pattern!;
  pattern.lastIndex = from;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    // From within a surrogate pair V8 goes back to its start.
    if (found.index >= from) push(out, found.index);
  }
}

function scanPlain(
  text: string,
  { wanted, from, out }: { wanted: string; from: number; out: Hits },
): void {
  for (let at = text.indexOf(wanted, from); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    push(out, at);
  }
}

function push(out: Hits, at: number): void {
  if (out.count === out.starts.length) {
    const more = new Int32Array(out.starts.length * 2);
    more.set(out.starts);
    out.starts = more;
  }
  out.starts[out.count++] = at;
}

/** Whether `from..to` stands as a word: each end touches a separator, a blank or a line end, outside or inside. */
export function isWhole(text: Text, { from, to, separators }: Word): boolean {
  if (to <= from) return true;
  return isBorder(text, { outside: from - 1, inside: from, separators }) &&
    isBorder(text, { outside: to, inside: to - 1, separators });
}
interface Word {
  readonly from: number;
  readonly to: number;
  readonly separators: string;
}

function isBorder(
  text: Text,
  { outside, inside, separators }: { outside: number; inside: number; separators: string },
): boolean {
  if (outside < 0 || outside >= text.length) return true;
  return separates(unitAt(text, outside), separators) || separates(unitAt(text, inside), separators);
}
function unitAt(text: Text, at: number): string {
  const chunk = text.chunkAt(at as Offset);
  return chunk.text[at - chunk.from];
}
/** The characters that end words besides `wordSeparators`. */
export function separates(unit: string, separators: string): boolean {
  return unit === " " || unit === "\t" || unit === "\n" || unit === "\r" || separators.includes(unit);
}

/** A text as a pattern that matches just it. */
export function escaped(text: string): string {
  // In a pattern with "u" only these may be escaped.
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replaceAll("\n", "\\n");
}

/** Whether some beginning of the text is also an end of it. */
function hasBorder(text: string): boolean {
  for (let length = 1; length < text.length; length++) {
    if (text.startsWith(text.slice(text.length - length))) return true;
  }
  return false;
}

// deno-lint-ignore no-control-regex
const beyondLatin1 = /[^\x00-\xff]/;
// deno-lint-ignore no-control-regex
const beyondAscii = /[^\x00-\x7f]/;
