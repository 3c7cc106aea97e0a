/**
 * What changed from one text to another: Myers' shortest edit script over lines, and within a changed block over units,
 * both in linear space and with a bound on the work (a block past it counts as replaced). Pure. Merging is merge.ts.
 */

/** Lines `aFrom..aTo` of the old text became `bFrom..bTo` of the new one; ends exclusive, in order, never touching. */
export interface Hunk {
  readonly aFrom: number;
  readonly aTo: number;
  readonly bFrom: number;
  readonly bTo: number;
}
/** Units `from..to` of the old text became `insert`. */
export interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** Steps of the search in one block: 10 to 20 ms at most. */
const lineWork = 2_000_000;
const unitWork = 200_000;
/** A block larger than this is not compared by units. */
const unitLimit = 4000;

/** Lines keep their "\n": the last one may have none. An empty text has no line. */
export function splitLines(text: string): string[] {
  const out: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = text.indexOf("\n", at);
    const to = end < 0 ? text.length : end + 1;
    out.push(text.slice(at, to));
    at = to;
  }
  return out;
}

/** The changed blocks from lines `a` to lines `b`. */
export function diffLines(a: readonly string[], b: readonly string[]): Hunk[] {
  const ids = new Map<string, number>();
  const number = (lines: readonly string[]) =>
    Int32Array.from(lines, (line) => {
      let id = ids.get(line);
      if (id === undefined) ids.set(line, id = ids.size);
      return id;
    });
  return diffNumbers(number(a), number(b), lineWork);
}

/** The edits that make `after` of `before`, as small as is cheap; none cuts a surrogate pair. */
export function diffText(before: string, after: string): TextEdit[] {
  const a = splitLines(before), b = splitLines(after);
  const aAt = starts(a), bAt = starts(b);
  const out: TextEdit[] = [];
  for (const hunk of diffLines(a, b)) {
    const from = aAt[hunk.aFrom], to = aAt[hunk.aTo];
    const insert = after.slice(bAt[hunk.bFrom], bAt[hunk.bTo]);
    if (to - from > unitLimit || insert.length > unitLimit || from === to || insert === "") {
      out.push({ from, to, insert });
    } else {for (const edit of diffUnits(before.slice(from, to), insert)) {
        out.push({ from: from + edit.from, to: from + edit.to, insert: edit.insert });
      }}
  }
  return out;
}

/** One replaced span between a common start and a common end, for texts too large to compare line by line. */
export function diffSpan(before: string, after: string): TextEdit[] {
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  let from = 0, end = 0;
  while (from < most && before.charCodeAt(from) === after.charCodeAt(from)) from++;
  while (
    end < most - from &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  ) {
    end++;
  }
  if (isInsidePair(before, from) || isInsidePair(after, from)) from--;
  if (isInsidePair(before, before.length - end) || isInsidePair(after, after.length - end)) end--;
  return [{ from, to: before.length - end, insert: after.slice(from, after.length - end) }];
}

function starts(lines: readonly string[]): number[] {
  const out = [0];
  for (let i = 0; i < lines.length; i++) out.push(out[i] + lines[i].length);
  return out;
}

function diffUnits(before: string, after: string): TextEdit[] {
  const units = (text: string) => Int32Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
  const hunks = diffNumbers(units(before), units(after), unitWork);
  // Many tiny islands of chance read worse than one replaced span, and carets gain nothing by them.
  const kept = hunks.reduce((sum, hunk) => sum - (hunk.aTo - hunk.aFrom), before.length);
  if (hunks.length > 8 || kept * 2 < Math.min(before.length, after.length)) return diffSpan(before, after);
  const out: TextEdit[] = [];
  for (const hunk of hunks) {
    let { aFrom, aTo, bFrom, bTo } = hunk;
    if (isInsidePair(before, aFrom) || isInsidePair(after, bFrom)) aFrom--, bFrom--;
    if (isInsidePair(before, aTo) || isInsidePair(after, bTo)) aTo++, bTo++;
    const last = out.at(-1);
    if (last !== undefined && last.to > aFrom) return diffSpan(before, after);
    out.push({ from: aFrom, to: aTo, insert: after.slice(bFrom, bTo) });
  }
  return out;
}
const isInsidePair = (text: string, at: number): boolean =>
  at > 0 && at < text.length && (text.charCodeAt(at) & 0xfc00) === 0xdc00 &&
  (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;

/** What is compared, what is changed so far, and how much more may be tried. */
interface Job {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly out: Hunk[];
  /** Furthest reaching paths by diagonal, forwards and backwards; shared by all levels. */
  readonly forward: Int32Array;
  readonly backward: Int32Array;
  readonly middle: number;
  work: number;
}

function diffNumbers(a: Int32Array, b: Int32Array, work: number): Hunk[] {
  const middle = a.length + b.length + 1;
  const job: Job = {
    a,
    b,
    out: [],
    forward: new Int32Array(2 * middle + 1),
    backward: new Int32Array(2 * middle + 1),
    middle,
    work,
  };
  compare(job, { aFrom: 0, aTo: a.length, bFrom: 0, bTo: b.length });
  return job.out;
}

function compare(job: Job, box: Hunk): void {
  const { a, b } = job;
  let { aFrom, aTo, bFrom, bTo } = box;
  while (aFrom < aTo && bFrom < bTo && a[aFrom] === b[bFrom]) aFrom++, bFrom++;
  while (aFrom < aTo && bFrom < bTo && a[aTo - 1] === b[bTo - 1]) aTo--, bTo--;
  if (aFrom === aTo && bFrom === bTo) return;
  const split = aFrom === aTo || bFrom === bTo ? null : middleOf(job, { aFrom, aTo, bFrom, bTo });
  if (split === null) return add(job.out, { aFrom, aTo, bFrom, bTo });
  compare(job, { aFrom, aTo: split.a, bFrom, bTo: split.b });
  compare(job, { aFrom: split.a, aTo, bFrom: split.b, bTo });
}

function add(out: Hunk[], hunk: Hunk): void {
  const last = out.at(-1);
  if (last !== undefined && last.aTo === hunk.aFrom && last.bTo === hunk.bFrom) {
    out[out.length - 1] = { ...last, aTo: hunk.aTo, bTo: hunk.bTo };
  } else out.push(hunk);
}

/** A point that a shortest path passes, found from both ends at once; `null` when the work is used up or nothing is shared. */
function middleOf(job: Job, { aFrom, aTo, bFrom, bTo }: Hunk): { a: number; b: number } | null {
  const { a, b, forward, backward, middle } = job;
  const width = aTo - aFrom, height = bTo - bFrom;
  const delta = width - height;
  const isOdd = (delta & 1) !== 0;
  forward[middle + 1] = 0;
  backward[middle + 1] = 0;
  const most = (width + height + 1) >> 1;
  for (let d = 0; d <= most; d++) {
    for (let k = -d; k <= d; k += 2) {
      let x = k === -d || k !== d && forward[middle + k - 1] < forward[middle + k + 1]
        ? forward[middle + k + 1]
        : forward[middle + k - 1] + 1;
      let y = x - k;
      while (x < width && y < height && y >= 0 && a[aFrom + x] === b[bFrom + y]) x++, y++;
      forward[middle + k] = x;
      if (isOdd && Math.abs(k - delta) < d && x + backward[middle + delta - k] >= width) {
        return inside({ x, y, width, height }) ? { a: aFrom + x, b: bFrom + y } : null;
      }
    }
    for (let k = -d; k <= d; k += 2) {
      let x = k === -d || k !== d && backward[middle + k - 1] < backward[middle + k + 1]
        ? backward[middle + k + 1]
        : backward[middle + k - 1] + 1;
      let y = x - k;
      while (x < width && y < height && y >= 0 && a[aTo - 1 - x] === b[bTo - 1 - y]) x++, y++;
      backward[middle + k] = x;
      if (!isOdd && Math.abs(k - delta) <= d && x + forward[middle + delta - k] >= width) {
        const at = { x: width - x, y: height - y, width, height };
        return inside(at) ? { a: aFrom + at.x, b: bFrom + at.y } : null;
      }
    }
    job.work -= 2 * d + 2;
    if (job.work < 0) return null;
  }
  return null;
}
/** A point at a corner would split nothing off. */
function inside({ x, y, width, height }: { x: number; y: number; width: number; height: number }): boolean {
  return x >= 0 && y >= 0 && x <= width && y <= height && x + y > 0 && x + y < width + height;
}
