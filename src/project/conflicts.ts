/**
 * Places in a text that a merge has left for a person to choose: what stands between markers as git and merge.ts write them.
 * Pure; by lines. Choosing one is an edit.
 */
/** Lines of a conflict, counted from 0: its markers, and what each side has between them. `to` is exclusive. */
export interface Conflict {
  readonly from: number;
  readonly to: number;
  readonly ours: readonly [from: number, to: number];
  readonly theirs: readonly [from: number, to: number];
}

/** All whole conflicts of a text with `lineCount` lines, in order. `startOf` answers the first 8 units of a line. */
export function conflictsIn(lineCount: number, startOf: (line: number) => string): Conflict[] {
  const out: Conflict[] = [];
  let from = -1, base = -1, middle = -1;
  for (let line = 0; line < lineCount; line++) {
    const start = startOf(line);
    if (isMarker(start, "<")) [from, base, middle] = [line, -1, -1];
    else if (from >= 0 && middle < 0 && isMarker(start, "|")) base = line;
    else if (from >= 0 && middle < 0 && start === "=======") middle = line;
    else if (middle >= 0 && isMarker(start, ">")) {
      out.push({
        from,
        to: line + 1,
        ours: [from + 1, base >= 0 ? base : middle],
        theirs: [middle + 1, line],
      });
      from = base = middle = -1;
    }
  }
  return out;
}
const isMarker = (start: string, sign: string): boolean =>
  start.startsWith(sign.repeat(7)) && (start.length === 7 || start[7] === " ");
