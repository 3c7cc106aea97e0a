/** Line ranges of ":" commands: `.` `$` `N` `%` `'a` `/x/` `?x?`, with `+1` and `-2`, joined by "," or ";". */
import { newBudget } from "./pattern.ts";
import { nextMatch, patternOf } from "./search.ts";
import { VIM_WORDS } from "./strings.ts";
import type { Run } from "./run.ts";

export interface LineRange {
  readonly from: number;
  readonly to: number;
  /** How many addresses were given: 0, 1, 2. */
  readonly given: number;
  readonly rest: string;
}

/** Takes the range off the front of a line. Line 0 is allowed as "before the first": -1 here. */
export function rangeAt(run: Run, source: string): LineRange {
  let rest = source.replace(/^[\s:]+/, "");
  const here = run.cursor.line;
  if (rest.startsWith("%")) {
    return checked(run, { from: 0, to: run.lines.count - 1, given: 2, rest: rest.slice(1).trimStart() });
  }
  const found: number[] = [];
  let current = here;
  for (;;) {
    const address = addressAt(run, rest, current);
    if (address !== null) rest = address.rest.trimStart();
    const separator = rest[0];
    if (separator === "," || separator === ";") {
      found.push(address?.line ?? current);
      if (separator === ";") current = found[found.length - 1];
      rest = rest.slice(1).trimStart();
      if (addressAt(run, rest, current) === null) {
        found.push(current);
        break;
      }
      continue;
    }
    if (address !== null) found.push(address.line);
    break;
  }
  const to = found.at(-1) ?? here;
  const from = found.length > 1 ? found[found.length - 2] : to;
  return checked(run, {
    from: Math.min(from, to),
    to: Math.max(from, to),
    given: Math.min(2, found.length),
    rest,
  });
}
function checked(run: Run, range: LineRange): LineRange {
  if (range.from < -1 || range.to >= run.lines.count) {
    // A line number past the end alone is a jump to the end.
    if (range.given === 1 && range.rest === "") {
      return { ...range, from: run.lines.count - 1, to: run.lines.count - 1 };
    }
    return run.refuse(VIM_WORDS.badRange);
  }
  return range;
}

function addressAt(run: Run, source: string, current: number): { line: number; rest: string } | null {
  let line: number;
  let rest: string;
  const { lines } = run;
  const number = /^\d+/.exec(source);
  if (number !== null) [line, rest] = [Number(number[0]) - 1, source.slice(number[0].length)];
  else if (source[0] === ".") [line, rest] = [current, source.slice(1)];
  else if (source[0] === "$") [line, rest] = [lines.count - 1, source.slice(1)];
  else if (source[0] === "'") {
    const at = run.places.marks.get(source[1]);
    if (at === undefined) return run.refuse(VIM_WORDS.noMark(source[1] ?? ""));
    [line, rest] = [lines.pos(Math.min(at, lines.text.length)).line, source.slice(2)];
  } else if (source[0] === "/" || source[0] === "?") {
    const match = /^([/?])((?:\\.|(?!\1).)*)\1?/.exec(source)!;
    const pattern = patternOf(run, match[2] === "" ? run.vim.search?.pattern ?? "" : match[2]);
    const direction = source[0] === "/" ? 1 : -1;
    const from = direction === 1 ? { line: current, col: lines.length(current) } : { line: current, col: 0 };
    const next = nextMatch(run, { pattern, from, direction, budget: newBudget() });
    if (next === null) return run.refuse(VIM_WORDS.notFound(match[2]));
    [line, rest] = [next.found.from.line, source.slice(match[0].length)];
  } else if (source[0] === "+" || source[0] === "-") [line, rest] = [current, source];
  else return null;
  for (let more = /^\s*([+-])(\d*)/.exec(rest); more !== null; more = /^\s*([+-])(\d*)/.exec(rest)) {
    line += (more[1] === "-" ? -1 : 1) * (more[2] === "" ? 1 : Number(more[2]));
    rest = rest.slice(more[0].length);
  }
  return { line, rest };
}
