/** Brackets: the partner of one, the pair around a place, tags. Plain text search, as Vim does without a syntax. */
import type { Lines, Pos } from "./lines.ts";

const pairs = "(){}[]";
/** How many units a search for a partner may look at: nobody waits for a bracket 10 MB away. */
const mostUnits = 2_000_000;

/** `%`: the partner of the first bracket at or behind `from` in its line. */
export function partnerFrom(lines: Lines, from: Pos): Pos | null {
  const text = lines.line(from.line);
  for (let col = from.col; col < text.length; col++) {
    if (pairs.includes(text[col])) return partnerOf(lines, { line: from.line, col });
  }
  return null;
}
/** The partner of the bracket at `at`. */
export function partnerOf(lines: Lines, at: Pos): Pos | null {
  const char = lines.line(at.line)[at.col];
  const index = pairs.indexOf(char);
  if (char === undefined || index < 0) return null;
  const other = pairs[index ^ 1];
  return index % 2 === 0
    ? closing(lines, { line: at.line, col: at.col + 1 }, { open: char, close: other, count: 1 })
    : opening(lines, at, { open: other, close: char, count: 1 });
}
interface Pair {
  readonly open: string;
  readonly close: string;
  readonly count: number;
}
/** The `count`th bracket before `from` that is still open there. */
export function opening(lines: Lines, from: Pos, { open, close, count }: Pair): Pos | null {
  let depth = count;
  let budget = mostUnits;
  for (let line = from.line; line >= 0; line--) {
    const text = lines.line(line);
    budget -= text.length + 1;
    if (budget < 0) return null;
    for (
      let col = (line === from.line ? Math.min(from.col, text.length) : text.length) - 1;
      col >= 0;
      col--
    ) {
      if (text[col] === close) depth++;
      else if (text[col] === open && --depth === 0) return { line, col };
    }
  }
  return null;
}
/** The `count`th bracket at or behind `from` that closes one opened before. */
export function closing(lines: Lines, from: Pos, { open, close, count }: Pair): Pos | null {
  let depth = count;
  let budget = mostUnits;
  for (let line = from.line; line < lines.count; line++) {
    const text = lines.line(line);
    budget -= text.length + 1;
    if (budget < 0) return null;
    for (let col = line === from.line ? from.col : 0; col < text.length; col++) {
      if (text[col] === open) depth++;
      else if (text[col] === close && --depth === 0) return { line, col };
    }
  }
  return null;
}

export interface Tag {
  /** Of "<name …>" and "</name>". */
  readonly openFrom: number;
  readonly openTo: number;
  readonly closeFrom: number;
  readonly closeTo: number;
}
/** Pairs of tags that hold `at`, the innermost first. At most 200,000 units around it are looked at. */
export function tagsAround(text: string, at: number): Tag[] {
  const found: Tag[] = [];
  const open: { name: string; from: number; to: number }[] = [];
  for (let i = text.indexOf("<"); i >= 0; i = text.indexOf("<", i + 1)) {
    const end = text.indexOf(">", i);
    if (end < 0) break;
    const isClose = text[i + 1] === "/";
    const name = nameIn(text, isClose ? i + 2 : i + 1);
    if (name === "" || text[end - 1] === "/") continue;
    if (!isClose) {
      open.push({ name, from: i, to: end + 1 });
      continue;
    }
    let level = open.length - 1;
    while (level >= 0 && open[level].name !== name) level--;
    if (level < 0) continue;
    const { from, to } = open[level];
    open.length = level;
    if (from <= at && at < end + 1) {
      found.push({ openFrom: from, openTo: to, closeFrom: i, closeTo: end + 1 });
    }
  }
  return found.sort((a, b) => b.openFrom - a.openFrom);
}
function nameIn(text: string, from: number): string {
  let to = from;
  while (to < text.length && !" \t\n>/<".includes(text[to])) to++;
  return text.slice(from, to);
}
