/**
 * Three versions of a text made into one: what only one side changed is taken, what both changed differently is a conflict
 * between markers, as git writes them. By lines; pure. The differences are diff.ts's.
 */
import { diffLines, type Hunk, splitLines } from "./diff.ts";

export interface Merged {
  readonly text: string;
  /** How many places wait for a person. */
  readonly conflicts: number;
}
/** What stands at the markers. */
export interface MergeNames {
  readonly ours: string;
  readonly theirs: string;
}

/** `base`: what both came from; `null` where nobody knows it, and then every difference is a conflict. */
export function mergeTexts(
  texts: { readonly base: string | null; readonly ours: string; readonly theirs: string },
  names: MergeNames,
): Merged {
  const ours = splitLines(texts.ours), theirs = splitLines(texts.theirs);
  return texts.base === null
    ? mergeTwo(ours, theirs, names)
    : mergeThree({ base: splitLines(texts.base), ours, theirs }, names);
}

interface Sides {
  readonly base: readonly string[];
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}
function mergeThree({ base, ours, theirs }: Sides, names: MergeNames): Merged {
  const mine = diffLines(base, ours), other = diffLines(base, theirs);
  const out: string[] = [];
  let conflicts = 0;
  let at = 0, i = 0, j = 0;
  while (i < mine.length || j < other.length) {
    // A block grows as long as changes of either side touch it.
    const from = Math.min(mine[i]?.aFrom ?? Infinity, other[j]?.aFrom ?? Infinity);
    let to = from;
    const iFrom = i, jFrom = j;
    for (let grown = true; grown;) {
      grown = false;
      while (i < mine.length && touches(mine[i], from, to)) to = Math.max(to, mine[i++].aTo), grown = true;
      while (j < other.length && touches(other[j], from, to)) to = Math.max(to, other[j++].aTo), grown = true;
    }
    push(out, base.slice(at, from));
    const left = side(ours, mine.slice(iFrom, i), { from, to, before: mine[iFrom - 1] });
    const right = side(theirs, other.slice(jFrom, j), { from, to, before: other[jFrom - 1] });
    if (i === iFrom || same(left, right)) push(out, right);
    else if (j === jFrom) push(out, left);
    else {
      conflict(out, { ours: left, base: base.slice(from, to), theirs: right }, names);
      conflicts++;
    }
    at = to;
  }
  push(out, base.slice(at));
  return { text: out.join(""), conflicts };
}
const touches = (hunk: Hunk, from: number, to: number): boolean => hunk.aFrom <= to && hunk.aTo >= from;

/** The lines of one side for `from..to` of the base; `before` is its last change ahead of them. */
function side(
  lines: readonly string[],
  hunks: readonly Hunk[],
  { from, to, before }: { from: number; to: number; before: Hunk | undefined },
): readonly string[] {
  const shift = before === undefined ? 0 : before.bTo - before.aTo;
  const last = hunks.at(-1);
  const end = last === undefined ? to + shift : to + last.bTo - last.aTo;
  return lines.slice(from + shift, end);
}

function mergeTwo(ours: readonly string[], theirs: readonly string[], names: MergeNames): Merged {
  const out: string[] = [];
  let at = 0, conflicts = 0;
  for (const { aFrom, aTo, bFrom, bTo } of diffLines(ours, theirs)) {
    push(out, ours.slice(at, aFrom));
    conflict(out, { ours: ours.slice(aFrom, aTo), base: null, theirs: theirs.slice(bFrom, bTo) }, names);
    conflicts++;
    at = aTo;
  }
  push(out, ours.slice(at));
  return { text: out.join(""), conflicts };
}

interface Clash {
  readonly ours: readonly string[];
  readonly base: readonly string[] | null;
  readonly theirs: readonly string[];
}
function conflict(out: string[], { ours, base, theirs }: Clash, names: MergeNames): void {
  if (out.length > 0 && !out[out.length - 1].endsWith("\n")) out.push("\n");
  out.push(`<<<<<<< ${names.ours}\n`);
  pushWhole(out, ours);
  if (base !== null) {
    out.push("|||||||\n");
    pushWhole(out, base);
  }
  out.push("=======\n");
  pushWhole(out, theirs);
  out.push(`>>>>>>> ${names.theirs}\n`);
}
/** A marker starts its own line, also after a last line without an end. */
function pushWhole(out: string[], lines: readonly string[]): void {
  push(out, lines);
  if (lines.length > 0 && !lines[lines.length - 1].endsWith("\n")) out.push("\n");
}
function push(out: string[], lines: readonly string[]): void {
  for (let i = 0; i < lines.length; i++) out.push(lines[i]);
}
const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((line, i) => line === b[i]);
