/** `:s`, and its text with `&`, `\1`, `\u` and the like. One change however many lines. */
import type { Offset } from "../../base/mod.ts";
import type { Edit } from "../types.ts";
import type { LineRange } from "./ranges.ts";
import { compilePattern, type Pattern } from "./pattern.ts";
import type { Run } from "./run.ts";
import { patiently, subjectOf } from "./search.ts";
import { VIM_WORDS } from "./strings.ts";

interface Parts {
  readonly pattern: string;
  readonly text: string;
  readonly flags: string;
}
/** What follows `:s`: `/pattern/text/flags count`, or only flags for the last one again. */
function partsOf(run: Run, rest: string): Parts {
  const delimiter = rest[0];
  if (delimiter === undefined || /[\w\s"|\\&]/.test(delimiter)) {
    const last = run.vim.substitute;
    if (last === null) return run.refuse(VIM_WORDS.noPattern);
    const flags = rest.trim();
    return { ...last, flags: flags.startsWith("&") ? last.flags + flags.slice(1) : flags };
  }
  const parts: string[] = [""];
  for (let i = 1; i < rest.length; i++) {
    if (rest[i] === "\\" && i + 1 < rest.length) {
      if (rest[i + 1] === delimiter) parts[parts.length - 1] += delimiter;
      else parts[parts.length - 1] += rest.slice(i, i + 2);
      i++;
    } else if (rest[i] === delimiter && parts.length < 3) parts.push("");
    else parts[parts.length - 1] += rest[i];
  }
  const pattern = parts[0] === "" ? run.vim.search?.pattern : parts[0];
  if (pattern === undefined) return run.refuse(VIM_WORDS.noPattern);
  return { pattern, text: parts[1] ?? "", flags: (parts[2] ?? "").trim() };
}

/** Answers what stood behind a "|". */
export function substitute(run: Run, range: LineRange, rest: string): string {
  const given = partsOf(run, rest);
  const bar = given.flags.indexOf("|");
  const parts = bar < 0 ? given : { ...given, flags: given.flags.slice(0, bar).trim() };
  const more = bar < 0 ? "" : given.flags.slice(bar + 1);
  const counted = /^([&giIncelp#r]*)\s*(\d*)$/.exec(parts.flags);
  if (counted === null) return run.refuse(VIM_WORDS.unknown(`s${rest}`));
  const flags = counted[1];
  let { from, to } = range;
  if (counted[2] !== "") {
    from = to;
    to = Math.min(run.lines.count - 1, from + Number(counted[2]) - 1);
  }
  run.vim.search = { pattern: parts.pattern, direction: run.vim.search?.direction ?? 1, offset: "" };
  run.vim.substitute = { ...parts, flags: flags.replace("&", "") };
  run.vim.showMatches = run.vim.options.highlight;
  const options = flags.includes("i")
    ? { ignoreCase: true, smartCase: false }
    : flags.includes("I")
    ? { ignoreCase: false, smartCase: false }
    : run.vim.options;
  const compiled = compilePattern(parts.pattern, options);
  if (!compiled.ok) return run.refuse(VIM_WORDS.badPattern(parts.pattern, compiled.reason));
  const { edits, count, lines, last } = patiently(
    run,
    parts.pattern,
    () =>
      editsOf(run, {
        pattern: compiled.value,
        text: parts.text,
        all: flags.includes("g"),
        from: Math.max(0, from),
        to,
      }),
  );
  if (count === 0) {
    if (flags.includes("e")) return more;
    return run.refuse(VIM_WORDS.notFound(parts.pattern));
  }
  if (flags.includes("n")) {
    run.vim.message = VIM_WORDS.substituted(count, lines);
    return more;
  }
  // The cursor goes to the last line that changed.
  let shift = 0;
  for (const edit of edits) shift += edit.from < last ? edit.insert.length - (edit.to - edit.from) : 0;
  const at = Math.max(0, last + shift);
  run.edit(edits, {
    after: Math.min(at, Math.max(0, run.lines.text.length + totalOf(edits))),
    origin: "tool",
  });
  const lastEdit = edits[edits.length - 1];
  const end = lastEdit.from + totalOf(edits.slice(0, -1)) + lastEdit.insert.length;
  const line = run.lines.pos(Math.min(end, run.lines.text.length)).line;
  run.cursor = { line, col: 0 };
  if (!run.inGlobal) {
    run.cursor = { line, col: 0 };
    if (count > 2 || lines > 2) run.vim.message = VIM_WORDS.substituted(count, lines);
  }
  return more;
}
const totalOf = (edits: readonly Edit[]): number =>
  edits.reduce((sum, { from, to, insert }) => sum + insert.length - (to - from), 0);

function editsOf(
  run: Run,
  { pattern, text, all, from, to }: {
    pattern: Pattern;
    text: string;
    all: boolean;
    from: number;
    to: number;
  },
): { edits: Edit[]; count: number; lines: number; last: number } {
  const { lines } = run;
  const edits: Edit[] = [];
  const budget = { left: 4_000_000 };
  let changed = 0, last = 0, count = 0, done = 0;
  for (let line = from; line <= to; line++) {
    const start = lines.from(line);
    const length = lines.length(line);
    if (start < done) continue;
    const subject = subjectOf(lines, line, pattern);
    let hit = false;
    for (let at = 0; at <= length;) {
      // Nothing is matched at the end of a line that had a match.
      if (hit && at >= length) break;
      budget.left--;
      const match = pattern.match(subject, at, budget);
      if (match === null || match[0] > length) break;
      const end = match[1];
      if (end === match[0] && match[0] === length && hit && length > 0 && done === start + length) break;
      edits.push({
        from: start + match[0] as Offset,
        to: start + end as Offset,
        insert: filled(text, subject, match),
      });
      done = start + end;
      last = start + match[0];
      count++;
      hit = true;
      if (!all) break;
      at = end > match[0] ? end : end + 1;
    }
    if (hit) changed++;
  }
  return { edits, count, lines: changed, last };
}

/** The replacement with its groups and changes of case. */
export function filled(text: string, subject: string, groups: Int32Array): string {
  let out = "";
  let once: "u" | "l" | null = null;
  let until: "U" | "L" | null = null;
  const add = (part: string): void => {
    let next = until === "U" ? part.toUpperCase() : until === "L" ? part.toLowerCase() : part;
    if (once !== null && next !== "") {
      next = (once === "u" ? next[0].toUpperCase() : next[0].toLowerCase()) + next.slice(1);
      once = null;
    }
    out += next;
  };
  const group = (index: number): string => {
    const from = groups[2 * index], to = groups[2 * index + 1];
    return from >= 0 && to >= from ? subject.slice(from, to) : "";
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === "&") add(group(0));
    else if (char === "\r") add("\n");
    else if (char !== "\\") add(char);
    else {
      const next = text[++i] ?? "\\";
      if (next >= "0" && next <= "9") add(group(Number(next)));
      else if (next === "n") add("\0");
      else if (next === "r") add("\n");
      else if (next === "t") add("\t");
      else if (next === "u" || next === "l") once = next;
      else if (next === "U" || next === "L") until = next;
      else if (next === "e" || next === "E") until = null;
      else add(next);
    }
  }
  return out;
}
