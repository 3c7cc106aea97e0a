/**
 * Searching a text for a literal, in slices: a job is a value, `advance` reads some units more. Owns reading leaf by leaf
 * with matches across leaf borders, the order (what is on screen first), spans for "in selection", and searching again only
 * around an edit. Finding in one string is query.ts.
 */
import type { Offset } from "../../base/mod.ts";
import type { Changes, Text } from "../types.ts";
import { joinedMatches, MatchBuilder, type MatchSet, noMatches, type Patch, patched } from "./match_set.ts";
import { type Hits, isWhole, type Needle, newHits, scan } from "./query.ts";

/** Beyond this many a search stops: 80 MB of places help nobody. */
export const MATCHES_MOST = 5_000_000;
/** More edits than this at once, and the text is searched anew. */
const PATCHES_MOST = 2000;

/** Where to look; `to` is exclusive. Matches lie inside one span. */
export interface SearchSpan {
  readonly from: number;
  readonly to: number;
}
/** A search under way. `ahead` holds what lies behind the start, `behind` what lies before it. */
export interface SearchJob {
  readonly needle: Needle;
  readonly text: Text;
  /** Still to be read, in this order; each starts where a match may start. */
  readonly spans: readonly SearchSpan[];
  /** Where the search began. */
  readonly start: number;
  readonly ahead: MatchSet;
  readonly behind: MatchSet;
  /** How many of `spans`, counted from the end, lie before the start. */
  readonly wrapped: number;
  readonly state: "searching" | "done" | "capped";
}

/** A search of `text`, or of the spans given, from the line of `near` on and then around. */
export function startSearch(
  text: Text,
  { needle, near = 0, spans }: {
    readonly needle: Needle;
    readonly near?: number;
    readonly spans?: readonly SearchSpan[];
  },
): SearchJob {
  const whole = spans ?? [{ from: 0, to: text.length }];
  // A place where a scan may start without finding other matches: a line, unless matches lie across lines.
  const start = needle.overlaps && needle.hasNewline
    ? 0
    : text.lineAt(Math.max(0, Math.min(near, text.length)) as Offset).from;
  const ahead: SearchSpan[] = [];
  const behind: SearchSpan[] = [];
  for (const span of whole) {
    if (span.to <= start) behind.push(span);
    else if (span.from >= start) ahead.push(span);
    else {
      ahead.push({ from: start, to: span.to });
      // Matches may reach over the start: all that begin before it.
      behind.push({ from: span.from, to: Math.min(span.to, start + needle.length - 1) });
    }
  }
  return {
    needle,
    text,
    spans: [...ahead, ...behind],
    start,
    wrapped: behind.length,
    ahead: noMatches,
    behind: noMatches,
    state: "searching",
  };
}

/** All found so far, in order. */
export function matchesIn(job: SearchJob): MatchSet {
  return joinedMatches(job.behind, job.ahead);
}

/** Reads about `units` code units more. The same job again when it has ended. */
export function advance(job: SearchJob, units: number): SearchJob {
  if (job.state !== "searching") return job;
  const hits = newHits();
  const { text, needle } = job;
  let { ahead, behind } = job;
  const spans = job.spans.slice();
  let left = units;
  while (spans.length > 0 && left > 0 && ahead.count + behind.count <= MATCHES_MOST) {
    const isBehind = spans.length <= job.wrapped;
    const span = spans[0];
    const builder = new MatchBuilder();
    const next = readSpan(text, { needle, span, most: left, hits, builder });
    left -= next - span.from + 1;
    const found = builder.finish(1);
    if (isBehind) behind = joinedMatches(behind, found);
    else ahead = joinedMatches(ahead, found);
    if (next + needle.length > span.to) spans.shift();
    else spans[0] = { from: next, to: span.to };
  }
  const state = ahead.count + behind.count > MATCHES_MOST
    ? "capped"
    : spans.length === 0
    ? "done"
    : "searching";
  return {
    needle,
    text,
    spans,
    start: job.start,
    wrapped: Math.min(job.wrapped, spans.length),
    ahead,
    behind,
    state,
  };
}

/** All matches at once. For tests and small texts. */
export function searchAll(text: Text, needle: Needle, spans?: readonly SearchSpan[]): MatchSet {
  return matchesIn(advance(startSearch(text, { needle, spans }), Infinity));
}

/** How much has been read, 0 to 1. */
export function progressOf(job: SearchJob): number {
  let rest = 0;
  for (const { from, to } of job.spans) rest += to - from;
  return job.text.length === 0 ? 1 : 1 - Math.min(1, rest / job.text.length);
}

interface SpanRead {
  readonly needle: Needle;
  readonly span: SearchSpan;
  readonly most: number;
  readonly hits: Hits;
  readonly builder: MatchBuilder;
}

/** Reads from the span's start to about `most` units on; answers where the next match may start. */
function readSpan(text: Text, { needle, span, most, hits, builder }: SpanRead): number {
  const { length, separators } = needle;
  const stop = Math.min(span.to, span.from + most);
  let next = span.from;
  let chunk = text.chunkAt(Math.min(next, text.length) as Offset);
  while (next < stop && next + length <= span.to) {
    const end = chunk.from + chunk.text.length;
    hits.count = 0;
    scan(needle, chunk.text, { from: next - chunk.from, out: hits });
    for (let i = 0; i < hits.count; i++) {
      const from = chunk.from + hits.starts[i];
      const to = from + length;
      if (to > span.to) return span.to;
      next = to;
      if (separators === null || isWhole(text, { from, to, separators })) builder.push(from, to);
    }
    if (end >= text.length) return Math.max(next, end);
    const following = text.chunkAt(end as Offset);
    if (length > 1) {
      // Those that start in this leaf and end in another.
      const start = Math.max(next, end - length + 1);
      if (mayCross(needle, { text: chunk.text, at: start - chunk.from, following: following.text })) {
        const window = text.slice(start as Offset, Math.min(end + length - 1, text.length) as Offset);
        hits.count = 0;
        scan(needle, window, { from: 0, out: hits });
        for (let i = 0; i < hits.count; i++) {
          const from = start + hits.starts[i];
          const to = from + length;
          if (from >= end) break;
          if (to > span.to) return span.to;
          next = to;
          if (separators === null || isWhole(text, { from, to, separators })) builder.push(from, to);
        }
      }
    }
    next = Math.max(next, end);
    // A long match may have ended leaves further on.
    chunk = next < end + following.text.length
      ? following
      : text.chunkAt(Math.min(next, text.length) as Offset);
  }
  return next;
}

/** Whether a match can start in `text` from `at` on: rules nearly every leaf border out without making a string. */
function mayCross(
  { caseSensitive, text: wanted }: Needle,
  { text, at, following }: { text: string; at: number; following: string },
): boolean {
  if (at >= text.length) return false;
  if (!caseSensitive) return true;
  const first = wanted.charCodeAt(0);
  const second = wanted.charCodeAt(1);
  for (let i = at; i < text.length; i++) {
    if (text.charCodeAt(i) !== first) continue;
    const after = i + 1 < text.length ? text.charCodeAt(i + 1) : following.charCodeAt(0);
    if (after === second) return true;
  }
  return false;
}

/**
 * The matches of a literal after an edit: only what lies around the edits is read again. `null`: search anew (too many
 * edits, or matches that depend on where a scan starts). `text` is the text after; `spans` as they lie in it.
 */
export function refreshed(
  matches: MatchSet,
  { text, needle, changes, spans }: {
    readonly text: Text;
    readonly needle: Needle;
    readonly changes: Changes;
    readonly spans?: readonly SearchSpan[];
  },
): MatchSet | null {
  const { edits } = changes;
  if (edits.length > PATCHES_MOST || (needle.overlaps && needle.hasNewline)) return null;
  const regions: { from: number; to: number; grown: number; shift: number }[] = [];
  let shift = 0;
  for (let i = 0; i < edits.length; i++) {
    const { from, to, insert } = edits[i];
    const grown = insert.length - (to - from);
    const start = from + shift;
    const reach = regionAround(text, { needle, from: start, to: start + insert.length });
    const last = regions[regions.length - 1];
    shift += grown;
    // Regions count in the text after; neighbours that meet are read as one.
    if (last !== undefined && reach.from <= last.to) {
      last.to = Math.max(last.to, reach.to);
      last.grown += grown;
      last.shift = shift;
    } else regions.push({ ...reach, grown, shift });
  }
  const patches: Patch[] = regions.map(({ from, to, grown, shift }) => ({
    from: from - shift + grown,
    to: to - shift,
    grown,
    found: foundIn(text, { needle, from, to, spans }),
  }));
  return patched(matches, patches);
}

/** What must be read again for an edit: its lines, or less of them where a match cannot hide. */
function regionAround(
  text: Text,
  { needle, from, to }: { needle: Needle; from: number; to: number },
): { from: number; to: number } {
  const near = needle.length + 1;
  if (!needle.overlaps) {
    return { from: Math.max(0, from - near), to: Math.min(text.length, to + near) };
  }
  // Overlapping candidates chain up from the start of the line.
  const first = text.lineAt(from as Offset);
  const last = to <= first.to ? first : text.lineAt(to as Offset);
  return { from: first.from, to: last.to };
}

function foundIn(
  text: Text,
  { needle, from, to, spans }: {
    needle: Needle;
    from: number;
    to: number;
    spans: readonly SearchSpan[] | undefined;
  },
): number[] {
  const found: number[] = [];
  const hits = newHits();
  const all = spans ?? [{ from: 0, to: text.length }];
  for (let i = 0; i < all.length; i++) {
    const span = { from: Math.max(from, all[i].from), to: Math.min(to, all[i].to) };
    if (span.to - span.from < needle.length) continue;
    const builder = new MatchBuilder();
    readSpan(text, { needle, span, most: Infinity, hits, builder });
    const set = builder.finish(1);
    for (let b = 0; b < set.blocks.length; b++) {
      for (let k = 0; k < set.blocks[b].length; k++) found.push(set.bases[b] + set.blocks[b][k]);
    }
  }
  return found;
}

/** The matches of a search that runs elsewhere, after an edit: those it touched go, the others move. */
export function carried(matches: MatchSet, changes: Changes): MatchSet {
  const { edits } = changes;
  const patches: Patch[] = edits.map(({ from, to, insert }) => ({
    from,
    to,
    grown: insert.length - (to - from),
    found: [],
  }));
  return patched(matches, patches, "touching");
}
