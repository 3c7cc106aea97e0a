/**
 * Finding in a terminal's screen and scrollback: every match, found anew when asked and when the text has moved on. Looks
 * at logical lines, wrapped rows joined. Literal text only: an expression that runs away could not be stopped in this thread.
 */
import type { Terminal } from "@xterm/headless";
import type { SearchWish } from "./messages.ts";

/** A match: its row, and columns of it. One that wraps is several spans with one `match`. */
export interface FoundSpan {
  readonly match: number;
  readonly line: number;
  readonly from: number;
  readonly to: number;
}
export interface FoundAll {
  readonly spans: readonly FoundSpan[];
  readonly count: number;
}
const MOST_MATCHES = 10_000;
/** Of one logical line: a program that prints no line end must not make the search quadratic. */
const MOST_UNITS = 20_000;

/** What finds it; `null` for nothing. */
export function patternOf({ text, caseSensitive, wholeWord }: SearchWish): RegExp | null {
  if (text === "") return null;
  const literal = text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  const source = wholeWord ? `(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])` : literal;
  return new RegExp(source, caseSensitive ? "gu" : "giu");
}

export function findAll(term: Terminal, pattern: RegExp): FoundAll {
  const buffer = term.buffer.active;
  const spans: FoundSpan[] = [];
  let count = 0;
  for (let line = 0; line < buffer.length && count < MOST_MATCHES;) {
    let text = "";
    // Where each unit of the text stands.
    const lines: number[] = [], cols: number[] = [];
    const first = line;
    do {
      const row = buffer.getLine(line)!;
      if (text.length < MOST_UNITS) {
        for (let col = 0; col < term.cols; col++) {
          const cell = row.getCell(col);
          if (cell === undefined) break;
          if (cell.getWidth() === 0) continue;
          const chars = cell.getChars() || " ";
          for (let i = 0; i < chars.length; i++) {
            lines.push(line);
            cols.push(col);
          }
          text += chars;
        }
      }
      line++;
    } while (line < buffer.length && buffer.getLine(line)!.isWrapped);
    if (line === first) line++;
    const kept = text.trimEnd();
    if (kept === "") continue;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(kept); match !== null && count < MOST_MATCHES; match = pattern.exec(kept)) {
      if (match[0] === "") {
        pattern.lastIndex++;
        continue;
      }
      const to = match.index + match[0].length;
      for (let at = match.index; at < to;) {
        let end = at;
        while (end + 1 < to && lines[end + 1] === lines[at]) end++;
        const last = cols[end];
        const width = buffer.getLine(lines[at])?.getCell(last)?.getWidth() ?? 1;
        spans.push({ match: count, line: lines[at], from: cols[at], to: last + Math.max(1, width) });
        at = end + 1;
      }
      count++;
    }
  }
  return { spans, count };
}
