/** A difference as text that people and `patch` read: the unified format, with three lines around each change. Pure. */
import { diffLines, splitLines } from "./diff.ts";

const around = 3;

/** "" where the texts are the same. */
export function unifiedDiff(
  before: string,
  after: string,
  names: { readonly before: string; readonly after: string },
): string {
  const a = splitLines(before), b = splitLines(after);
  const hunks = diffLines(a, b);
  if (hunks.length === 0) return "";
  const out = [`--- ${names.before}\n`, `+++ ${names.after}\n`];
  for (let i = 0; i < hunks.length;) {
    let last = i;
    while (last + 1 < hunks.length && hunks[last + 1].aFrom - hunks[last].aTo <= 2 * around) last++;
    const aFrom = Math.max(0, hunks[i].aFrom - around), aTo = Math.min(a.length, hunks[last].aTo + around);
    const bFrom = hunks[i].bFrom - (hunks[i].aFrom - aFrom), bTo = hunks[last].bTo + (aTo - hunks[last].aTo);
    out.push(`@@ -${spanOf(aFrom, aTo)} +${spanOf(bFrom, bTo)} @@\n`);
    let at = aFrom;
    for (const hunk of hunks.slice(i, last + 1)) {
      for (; at < hunk.aFrom; at++) out.push(line(" ", a[at]));
      for (let k = hunk.aFrom; k < hunk.aTo; k++) out.push(line("-", a[k]));
      for (let k = hunk.bFrom; k < hunk.bTo; k++) out.push(line("+", b[k]));
      at = hunk.aTo;
    }
    for (; at < aTo; at++) out.push(line(" ", a[at]));
    i = last + 1;
  }
  return out.join("");
}
const spanOf = (
  from: number,
  to: number,
): string => (to - from === 1 ? `${from + 1}` : `${to === from ? from : from + 1},${to - from}`);
const line = (
  mark: string,
  text: string,
): string => (text.endsWith("\n") ? mark + text : `${mark}${text}\n\\ No newline at end of file\n`);
