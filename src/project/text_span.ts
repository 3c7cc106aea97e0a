/**
 * The one span that two versions of a text differ in, found from both ends by their leaves: versions of one document share
 * nearly all of them, and a shared leaf is compared by identity. O(leaves), about 0.1 µs each. Pure.
 */
import type { Offset } from "../base/mod.ts";
import { chunksBackFrom, chunksOf, type Text } from "../editor/mod.ts";

/** `from..to` of `before` became `from..toAfter` of `after`. `null`: they are the same. */
export function changedSpan(
  before: Text,
  after: Text,
): { from: number; to: number; toAfter: number } | null {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  const from = common(chunksOf(before), chunksOf(after), { most, isForward: true });
  if (from === before.length && from === after.length) return null;
  const end = common(
    chunksBackFrom(before, before.length as Offset),
    chunksBackFrom(after, after.length as Offset),
    { most: most - from, isForward: false },
  );
  return { from, to: before.length - end, toAfter: after.length - end };
}

/** Units that both begin with, or end with when the chunks come backwards. At most `most`. */
function common(
  a: Iterator<string>,
  b: Iterator<string>,
  { most, isForward }: { most: number; isForward: boolean },
): number {
  let same = 0;
  let x = "", y = "";
  while (same < most) {
    if (x === "") x = a.next().value ?? "";
    if (y === "") y = b.next().value ?? "";
    if (x === "" || y === "") break;
    const n = Math.min(x.length, y.length);
    if (x === y) {
      same += n;
      x = y = "";
      continue;
    }
    const p = isForward ? x.slice(0, n) : x.slice(x.length - n),
      q = isForward ? y.slice(0, n) : y.slice(y.length - n);
    if (p !== q) {
      let i = 0;
      if (isForward) { while (p.charCodeAt(i) === q.charCodeAt(i)) i++; }
      else while (p.charCodeAt(n - 1 - i) === q.charCodeAt(n - 1 - i)) i++;
      return Math.min(most, same + i);
    }
    same += n;
    x = isForward ? x.slice(n) : x.slice(0, x.length - n);
    y = isForward ? y.slice(n) : y.slice(0, y.length - n);
  }
  return Math.min(most, same);
}
