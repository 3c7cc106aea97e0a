/**
 * What Vim's last search marks on screen (`hlsearch`, ended by `:noh`): the compiled pattern, kept while it is the same, and its
 * matches in the lines that are visible. Patient like every search: what takes too long is not marked.
 */
import type { LineIndex, Offset } from "../../base/mod.ts";
import { MatchBuilder, type MatchSet } from "../search/match_set.ts";
import type { Text } from "../types.ts";
import { compilePattern, type Pattern, TooSlow } from "./pattern.ts";
import type { VimState } from "./types.ts";

/** The marked search. Compared by identity. */
export interface VimMarks {
  readonly pattern: Pattern;
  readonly source: string;
  readonly options: VimState["options"];
}
/** About 4 ms of matching: this runs in a frame. */
const steps = 200_000;
/** Of a longer line only what is on screen is looked at. */
const longLine = 20_000;
/** Lines a match may reach over. */
const reach = 20;

/** What a state of Vim marks; `last` itself while that is the same; null: nothing. */
export function vimMarks(
  { showMatches, search, options }: VimState,
  last: VimMarks | null,
): VimMarks | null {
  if (!showMatches || search === null || search.pattern === "") return null;
  if (last !== null && last.source === search.pattern && last.options === options) return last;
  const made = compilePattern(search.pattern, options);
  return made.ok ? { pattern: made.value, source: search.pattern, options } : null;
}

/** Matches in spans of the text, which are in order and each within one line, as rows on screen are. */
export function vimMatchesIn(
  { pattern }: VimMarks,
  text: Text,
  spans: readonly { readonly from: number; readonly to: number }[],
): MatchSet {
  const found = new MatchBuilder();
  const budget = { left: steps };
  let reached = 0;
  try {
    for (const span of spans) {
      const line = text.lineAt(span.from as Offset);
      const isLong = line.to - line.from > longLine;
      const start = isLong ? span.from : line.from;
      // Rows of one wrapped line are one look at it.
      if (!isLong && start < reached) continue;
      const last = Math.min(text.lineCount - 1, line.index + reach) as LineIndex;
      const end = isLong ? span.to : pattern.multiline ? text.line(last).to : line.to;
      const subject = text.slice(start as Offset, end as Offset);
      const most = (isLong ? span.to : line.to) - start;
      for (let at = Math.max(0, reached - start); at <= most;) {
        const match = pattern.match(subject, at, budget);
        if (match === null || match[0] > most) break;
        if (match[1] > match[0]) found.push(start + match[0], start + match[1]);
        at = Math.max(match[1], match[0] + 1);
        reached = Math.max(reached, start + match[1]);
      }
      reached = Math.max(reached, start + most + 1);
    }
  } catch (error) {
    if (!(error instanceof TooSlow)) throw error;
  }
  return found.finish(1);
}
