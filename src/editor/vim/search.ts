/**
 * Searching: `/`, `?`, `n`, `N`, `*`, `#`, with offsets such as `/x/e+1`. Looks line by line within a budget of steps,
 * so that no pattern holds a key up; where a text is too large for it, it says so.
 */
import type { Offset } from "../../base/mod.ts";
import { type Budget, compilePattern, newBudget, type Pattern, TooSlow } from "./pattern.ts";
import { classOf, type Lines, type Pos } from "./lines.ts";
import type { Target } from "./target.ts";
import type { Run } from "./run.ts";
import { VIM_WORDS } from "./strings.ts";
import { Walker } from "./walk.ts";

/** Lines a pattern over several may look at. */
const reach = 20;

/** The pattern as compiled under the options; refuses with the reason. */
export function patternOf(run: Run, source: string): Pattern {
  const found = compilePattern(source, run.vim.options);
  if (!found.ok) return run.refuse(VIM_WORDS.badPattern(source, found.reason));
  return found.value;
}
/** Runs what matches; a pattern that takes too long is refused in words. */
export function patiently<T>(run: Run, pattern: string, work: (budget: Budget) => T): T {
  try {
    return work(newBudget());
  } catch (error) {
    if (error instanceof TooSlow) return run.refuse(VIM_WORDS.tooSlow(pattern));
    throw error;
  }
}

/** What a match beginning in `line` is looked for in. */
export function subjectOf(lines: Lines, line: number, pattern: Pattern): string {
  if (!pattern.multiline) return lines.line(line);
  const last = Math.min(lines.count - 1, line + reach);
  return lines.text.slice(lines.from(line) as Offset, lines.to(last) as Offset);
}
export interface Found {
  readonly from: Pos;
  /** Exclusive, in the line of `from` or, for a pattern over several, counted on from it. */
  readonly length: number;
}

function firstIn(
  lines: Lines,
  line: number,
  { pattern, col, budget }: { pattern: Pattern; col: number; budget: Budget },
): Found | null {
  const length = lines.length(line);
  if (col > length) return null;
  budget.left--;
  if (budget.left < 0) throw new TooSlow();
  const match = pattern.match(subjectOf(lines, line, pattern), col, budget);
  if (match === null || match[0] > length) return null;
  return { from: { line, col: match[0] }, length: match[1] - match[0] };
}
function lastIn(
  lines: Lines,
  line: number,
  { pattern, before, budget }: { pattern: Pattern; before: number; budget: Budget },
): Found | null {
  let found: Found | null = null;
  for (let col = 0; col <= lines.length(line);) {
    const next = firstIn(lines, line, { pattern, col, budget });
    if (next === null || next.from.col >= before) break;
    found = next;
    col = next.from.col + Math.max(1, next.length);
  }
  return found;
}

/** The next match after (or before) `from`, round the end of the text once if the option says so. */
export function nextMatch(
  run: Run,
  { pattern, from, direction, budget }: { pattern: Pattern; from: Pos; direction: 1 | -1; budget: Budget },
): { found: Found; wrapped: boolean } | null {
  const { lines } = run;
  const { count } = lines;
  for (let i = 0; i <= count; i++) {
    const plain = from.line + direction * i;
    const wrapped = plain < 0 || plain >= count;
    if (wrapped && !run.vim.options.wrapScan) return null;
    const line = ((plain % count) + count) % count;
    let found: Found | null;
    if (direction === 1) {
      found = firstIn(lines, line, { pattern, col: 0, budget });
      // Matches follow one another from the start of the line, as in Vim; the first behind the cursor counts.
      while (i === 0 && found !== null && lines.onCharacter(found.from).col <= from.col) {
        found = firstIn(lines, line, { pattern, col: found.from.col + Math.max(1, found.length), budget });
      }
    } else found = lastIn(lines, line, { pattern, before: i === 0 ? from.col : Infinity, budget });
    if (found !== null) return { found, wrapped: wrapped || i === count };
  }
  return null;
}

/** `pattern/offset` as typed after "/"; the delimiter may be escaped in the pattern. */
export function splitTyped(typed: string, delimiter: string): { pattern: string; offset: string } {
  for (let i = 0, inSet = false; i < typed.length; i++) {
    if (typed[i] === "\\") i++;
    else if (typed[i] === "[" && typed.indexOf("]", i + 2) > 0) inSet = true;
    else if (typed[i] === "]") inSet = false;
    else if (typed[i] === delimiter && !inSet) {
      return { pattern: unescaped(typed.slice(0, i), delimiter), offset: typed.slice(i + 1) };
    }
  }
  return { pattern: unescaped(typed, delimiter), offset: "" };
}
const unescaped = (text: string, delimiter: string): string => text.replaceAll(`\\${delimiter}`, delimiter);

export function searchFor(
  run: Run,
  { typed, count, direction }: { typed: string; count: number; direction: 1 | -1 },
): Target {
  const { pattern, offset } = splitTyped(typed, direction === 1 ? "/" : "?");
  const wanted = pattern === "" ? run.vim.search?.pattern : pattern;
  if (wanted === undefined) return run.refuse(VIM_WORDS.noPattern);
  const kept = typed === "" ? run.vim.search?.offset ?? "" : offset;
  run.vim.search = { pattern: wanted, direction, offset: kept };
  return go(run, { count, direction });
}
export function searchAgain(run: Run, { count, way }: { count: number; way: 1 | -1 }): Target {
  const last = run.vim.search;
  if (last === null) return run.refuse(VIM_WORDS.noPattern);
  return go(run, { count, direction: (last.direction * way) as 1 | -1 });
}

function go(run: Run, { count, direction }: { count: number; direction: 1 | -1 }): Target {
  const { pattern: source, offset } = run.vim.search!;
  run.vim.showMatches = run.vim.options.highlight;
  const pattern = patternOf(run, source);
  const { lines } = run;
  return patiently(run, source, (budget) => {
    let from = startOf(run, { offset, direction });
    let last: Found | null = null;
    for (let i = 0; i < count; i++) {
      const next = nextMatch(run, { pattern, from, direction, budget });
      if (next === null) return run.refuse(VIM_WORDS.notFound(source));
      if (next.wrapped) run.vim.message = direction === 1 ? VIM_WORDS.wrapped.down : VIM_WORDS.wrapped.up;
      last = next.found;
      from = last.from;
    }
    return withOffset(lines, last!, offset);
  });
}
/** With an offset to an end or another line, searching goes on from the match that the cursor came from. */
function startOf(run: Run, { offset, direction }: { offset: string; direction: 1 | -1 }): Pos {
  const { cursor, lines } = run;
  const lined = /^[+-]?\d*$/.test(offset) && offset !== "";
  if (lined) {
    return direction === 1
      ? { line: cursor.line, col: lines.length(cursor.line) }
      : { line: cursor.line, col: 0 };
  }
  return cursor;
}
function withOffset(lines: Lines, { from, length }: Found, offset: string): Target {
  const exclusive: Target = { pos: lines.onCharacter(from), kind: "exclusive", jumps: true, big: true };
  const match = /^([esb]?)([+-]?)(\d*)$/.exec(offset);
  if (match === null || offset === "") return exclusive;
  const [, kind, sign, digits] = match;
  const by = (sign === "" && digits === "" ? 0 : digits === "" ? 1 : Number(digits)) *
    (sign === "-" ? -1 : 1);
  if (kind === "") {
    const line = lines.clampLine(from.line + by);
    return { pos: { line, col: lines.firstNonBlank(line) }, kind: "line", jumps: true };
  }
  const at = new Walker(lines, kind === "e" ? lines.pos(lines.offset(from) + Math.max(0, length - 1)) : from);
  for (let i = 0; i < Math.abs(by); i++) if ((by > 0 ? at.forwardOn() : at.backOn()) === "stop") break;
  return { pos: at.pos, kind: kind === "e" ? "inclusive" : "exclusive", jumps: true, big: true };
}

export function searchWord(
  run: Run,
  { count, direction, whole }: { count: number; direction: 1 | -1; whole: boolean },
): Target {
  const { lines, cursor } = run;
  const text = lines.line(cursor.line);
  let from = cursor.col;
  while (from < text.length && classOf(text[from], "word") < 2) from++;
  let kind = 2;
  if (from >= text.length) {
    // No word in the line behind the cursor: what is not blank.
    from = cursor.col;
    kind = 1;
    while (from < text.length && classOf(text[from], "word") === 0) from++;
    if (from >= text.length) return run.refuse(VIM_WORDS.noPattern);
  }
  const isPart = (
    char: string | undefined,
  ) => (kind === 2 ? classOf(char, "word") >= 2 : classOf(char, "word") === 1);
  while (from > 0 && isPart(text[from - 1])) from--;
  let to = from;
  while (isPart(text[to])) to++;
  const escaped = text.slice(from, to).replace(direction === 1 ? /[\\/.*$^~[\]]/g : /[\\?.*$^~[\]]/g, "\\$&");
  const pattern = whole && kind === 2 ? `\\<${escaped}\\>` : escaped;
  run.vim.search = { pattern, direction, offset: "" };
  // Backwards it counts from the word's start, so that the word itself is not found.
  run.cursor = { line: cursor.line, col: from };
  run.vim.searchHistory = [...run.vim.searchHistory.filter((old) => old !== pattern), pattern].slice(-50);
  return go(run, { count, direction });
}
