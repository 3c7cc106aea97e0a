/** What a ":" line does. Owns the table of commands and their short forms; ranges and `:s` lie beside. */
import type { Offset } from "../../base/mod.ts";
import { join, operate, removeLines, shift } from "./operators.ts";
import { withMark } from "./places.ts";
import { newBudget } from "./pattern.ts";
import { contentOf, put } from "./put.ts";
import { type LineRange, rangeAt } from "./ranges.ts";
import { Refusal, type Run } from "./run.ts";
import { patiently, patternOf, splitTyped, subjectOf } from "./search.ts";
import type { Span } from "./spans.ts";
import { VIM_WORDS } from "./strings.ts";
import { substitute } from "./substitute.ts";
import type { Parsed, Register } from "./types.ts";

interface Line {
  readonly range: LineRange;
  readonly bang: boolean;
  readonly rest: string;
  readonly source: string;
}
type ExCommand = (run: Run, line: Line) => void;

/** Full names; any unique beginning at least as long as the first number is the command. */
const names: readonly (readonly [string, number, ExCommand])[] = [
  [
    "write",
    1,
    (run, { rest, bang }) => ask(run, "nexus.vim.write", { path: rest || undefined, force: bang }),
  ],
  [
    "wq",
    2,
    (run, { rest, bang }) =>
      ask(run, "nexus.vim.write", { path: rest || undefined, force: bang, then: "close" }),
  ],
  [
    "xit",
    1,
    (run, { rest, bang }) =>
      ask(run, "nexus.vim.write", { path: rest || undefined, force: bang, then: "close" }),
  ],
  ["exit", 3, (run, { bang }) => ask(run, "nexus.vim.write", { force: bang, then: "close" })],
  ["wall", 2, (run) => ask(run, "workbench.action.files.saveAll")],
  ["wqall", 3, (run) => ask(run, "nexus.vim.quit", { all: true, write: true })],
  ["xall", 2, (run) => ask(run, "nexus.vim.quit", { all: true, write: true })],
  ["quit", 1, (run, { bang }) => ask(run, "nexus.vim.quit", { force: bang })],
  ["qall", 2, (run, { bang }) => ask(run, "nexus.vim.quit", { all: true, force: bang })],
  ["close", 3, (run, { bang }) => ask(run, "nexus.vim.quit", { force: bang })],
  ["bdelete", 2, (run, { bang }) => ask(run, "nexus.vim.quit", { force: bang })],
  [
    "edit",
    1,
    (run, { rest }) =>
      rest === "" ? run.refuse(VIM_WORDS.needsFile) : ask(run, "workbench.action.files.openFile", rest),
  ],
  [
    "tabedit",
    4,
    (run, { rest }) =>
      ask(
        run,
        rest === "" ? "workbench.action.files.newUntitledFile" : "workbench.action.files.openFile",
        rest || undefined,
      ),
  ],
  ["enew", 3, (run) => ask(run, "workbench.action.files.newUntitledFile")],
  ["bnext", 2, (run) => ask(run, "workbench.action.nextEditor")],
  ["tabnext", 4, (run) => ask(run, "workbench.action.nextEditor")],
  ["bprevious", 2, (run) => ask(run, "workbench.action.previousEditor")],
  ["tabprevious", 4, (run) => ask(run, "workbench.action.previousEditor")],
  ["substitute", 1, (run, { range, rest }) => runEx(run, substitute(run, range, rest))],
  ["global", 1, (run, line) => globally(run, line, !line.bang)],
  ["vglobal", 1, (run, line) => globally(run, line, false)],
  ["delete", 1, (run, line) => onLines(run, line, "d")],
  ["yank", 1, (run, line) => onLines(run, line, "y")],
  ["join", 1, (run, { range, bang, rest }) => {
    const count = /^\d+/.exec(rest)?.[0];
    const first = count === undefined ? range.from : range.to;
    const last = count !== undefined
      ? first + Number(count) - 1
      : range.given < 2
      ? range.from + 1
      : range.to;
    if (range.from === range.to && range.given === 2) return;
    join(run, first, Math.min(last, run.lines.count - 1), bang ? "none" : "spaces");
    run.cursor = { line: first, col: run.lines.firstNonBlank(first) };
  }],
  ["put", 2, (run, { range, bang, rest }) => {
    const { kind: _, ...register } = contentOf(run, rest === "" ? null : rest[0]);
    run.cursor = { line: Math.max(0, range.to), col: 0 };
    put(run, {
      register: { ...register, kind: "line" } as Register,
      count: 1,
      where: bang || range.to < 0 ? "before" : "behind",
      cursor: "on",
    });
    // Of several lines put, the last.
    const added = register.text.split("\n").length - 1;
    const line = run.lines.clampLine(run.cursor.line + added);
    run.cursor = { line, col: run.lines.firstNonBlank(line) };
  }],
  ["move", 1, (run, line) => carry(run, line, "move")],
  ["copy", 2, (run, line) => carry(run, line, "copy")],
  ["t", 1, (run, line) => carry(run, line, "copy")],
  [">", 1, (run, line) => shiftLines(run, line, 1)],
  ["<", 1, (run, line) => shiftLines(run, line, -1)],
  ["normal", 4, (run, { rest, range, source }) => {
    const keys = rest || source.slice(source.indexOf("normal") + 6).trim();
    if (range.given === 0) return run.type(keys);
    for (let line = range.from, left = range.to - range.from; left >= 0; left--, line++) {
      run.cursor = { line: run.lines.clampLine(line), col: 0 };
      run.type(keys);
    }
  }],
  ["nohlsearch", 3, (run) => {
    run.vim.showMatches = false;
  }],
  ["set", 2, (run, { rest }) => setOptions(run, rest)],
  ["registers", 3, (run) => tell(run, registersOf(run), VIM_WORDS.noRegisters)],
  ["display", 2, (run) => tell(run, registersOf(run), VIM_WORDS.noRegisters)],
  ["marks", 5, (run) => tell(run, marksOf(run), VIM_WORDS.noMarks)],
  ["mark", 2, (run, { range, rest }) => run.setMark(rest[0] ?? "", { line: range.to, col: 0 })],
  ["k", 1, (run, { range, rest }) => run.setMark(rest[0] ?? "", { line: range.to, col: 0 })],
  ["undo", 1, (run) => run.type("u")],
  ["redo", 3, (run) => run.type("\x12")],
  ["sort", 3, sortLines],
  ["&", 1, (run, { range, rest }) => runEx(run, substitute(run, range, rest))],
];

export function runEx(run: Run, source: string): void {
  if (source.trim() === "") return;
  const range = rangeAt(run, source);
  const text = range.rest;
  if (text === "") {
    if (range.given === 0) return;
    const line = run.lines.clampLine(range.to);
    run.jump(run.cursor);
    run.cursor = { line, col: run.lines.firstNonBlank(line) };
    return;
  }
  if (text.startsWith('"')) return;
  const word = /^(?:[a-zA-Z]+|[<>&]+)/.exec(text)?.[0] ?? "";
  const found = findCommand(word, text);
  if (found === null) return run.refuse(VIM_WORDS.unknown(source));
  let rest = text.slice(found.length);
  const bang = rest.startsWith("!");
  if (bang) rest = rest.slice(1);
  // Line 0 is a place to put lines behind, and line 1 for everything else.
  const named = found.name === "put"
    ? range
    : { ...range, from: Math.max(0, range.from), to: Math.max(0, range.to) };
  found.run(run, {
    range: named,
    bang,
    rest: found.name === "substitute" || found.name === "&" ? rest : rest.trim(),
    source,
  });
}
function findCommand(word: string, text: string): { name: string; length: number; run: ExCommand } | null {
  if (/^[<>]+$/.test(word)) {
    const entry = names.find(([name]) => name === word[0])!;
    return {
      name: entry[0],
      length: word.length,
      run: (run, line) => entry[2](run, { ...line, rest: "".padEnd(word.length - 1, "x") + line.rest }),
    };
  }
  for (const [name, least, run] of names) {
    if (word.length >= least && name.startsWith(word)) return { name, length: word.length, run };
  }
  // `:s#x#y#`, `:g/x/d`, `:ka`, `:dx` need no blank behind a one letter name.
  const short = text[0];
  if (/^s[giIcn&]+$/.test(word) || (short === "s" && !/^[a-z]/.test(text.slice(1)))) {
    return entryOf("substitute");
  }
  if (short === "k" && word.length === 2) return entryOf("k");
  return null;
}
function entryOf(name: string): { name: string; length: number; run: ExCommand } {
  const entry = names.find(([known]) => known === name)!;
  return { name, length: 1, run: entry[2] };
}

function ask(run: Run, id: string, arg?: unknown): void {
  run.acts.push({ kind: "command", id, arg });
}
function tell(run: Run, lines: readonly string[], none: string): void {
  run.acts.push({ kind: "notice", level: "info", text: lines.length === 0 ? none : lines.join("\n") });
}

/** `:d x 3`: a register and a count behind. */
function onLines(run: Run, { range, rest }: Line, op: "d" | "y"): void {
  const match = /^([a-zA-Z"+*_-]?)\s*(\d*)$/.exec(rest);
  if (match === null) return run.refuse(VIM_WORDS.unknown(rest));
  const register = match[1] === "" ? null : match[1];
  const from = match[2] === "" ? Math.max(0, range.from) : range.to;
  const to = match[2] === "" ? range.to : Math.min(run.lines.count - 1, from + Number(match[2]) - 1);
  const command: Parsed = { register, count: null, name: op, op };
  const span: Span = { kind: "line", from: { line: from, col: 0 }, to: { line: to, col: 0 } };
  const { cursor } = run;
  if (op === "d") run.cursor = { line: from, col: 0 };
  operate(run, op, span, { command, count: 1 });
  if (op === "y") run.cursor = cursor;
}
function shiftLines(run: Run, { range, rest }: Line, sign: 1 | -1): void {
  const extra = /^x*/.exec(rest)![0].length;
  const count = Number(rest.slice(extra)) || 0;
  const from = count > 0 ? range.to : range.from;
  const to = count > 0 ? Math.min(run.lines.count - 1, from + count - 1) : range.to;
  shift(run, { kind: "line", from: { line: from, col: 0 }, to: { line: to, col: 0 } }, {
    by: sign * (1 + extra),
  });
  run.cursor = { line: to, col: run.lines.firstNonBlank(to) };
}
function carry(run: Run, { range, rest }: Line, how: "move" | "copy"): void {
  const target = rangeAt(run, rest);
  if (rest === "" || target.rest !== "") return run.refuse(VIM_WORDS.unknown(rest));
  const { lines } = run;
  const from = Math.max(0, range.from);
  const text = lines.text.slice(lines.from(from) as Offset, lines.to(range.to) as Offset);
  const size = range.to - from + 1;
  if (how === "move" && target.to >= from && target.to < range.to) return run.refuse(VIM_WORDS.badRange);
  if (how === "move" && (target.to === range.to || target.to === from - 1)) {
    run.cursor = { line: range.to, col: lines.firstNonBlank(range.to) };
    return;
  }
  let to = target.to;
  if (how === "move") {
    removeLines(run, from, range.to);
    if (to > range.to) to -= size;
  }
  run.cursor = { line: Math.max(0, to), col: 0 };
  put(run, { register: { kind: "line", text }, count: 1, where: to < 0 ? "before" : "behind", cursor: "on" });
  const line = run.lines.clampLine(to + size);
  run.cursor = { line, col: run.lines.firstNonBlank(line) };
}

/** `:g/x/command` on every line that matches, `:v` on the others. */
function globally(run: Run, { range, rest }: Line, matching: boolean): void {
  if (run.inGlobal) return run.refuse(VIM_WORDS.unknown("g"));
  const delimiter = rest[0];
  if (delimiter === undefined || /[\w\s]/.test(delimiter)) return run.refuse(VIM_WORDS.unknown(`g${rest}`));
  const { pattern: typed, offset: command } = splitTyped(rest.slice(1), delimiter);
  const source = typed === "" ? run.vim.search?.pattern ?? "" : typed;
  if (source === "") return run.refuse(VIM_WORDS.noPattern);
  const pattern = patternOf(run, source);
  run.vim.search = { pattern: source, direction: 1, offset: "" };
  const [first, last] = range.given === 0 ? [0, run.lines.count - 1] : [range.from, range.to];
  const starts = patiently(run, source, () => {
    const budget = { ...newBudget(), left: 4_000_000 };
    const found: number[] = [];
    for (let line = first; line <= last; line++) {
      const match = pattern.match(subjectOf(run.lines, line, pattern), 0, budget);
      const isThere = match !== null && match[0] <= run.lines.length(line);
      if (isThere === matching) found.push(line);
    }
    return found;
  });
  if (starts.length === 0) return run.refuse(VIM_WORDS.notFound(source));
  run.inGlobal = true;
  if (/^d\w*\s*$/.test(command) && "delete".startsWith(command.trim())) deleteAll(run, starts);
  else {
    // From the last line up, no earlier line has moved: except that order matters for moving lines.
    runOnMarks(run, starts, command);
  }
  run.inGlobal = false;
}
/** Nearly every `:g` is this one: one change, however many lines. */
function deleteAll(run: Run, found: readonly number[]): void {
  const { lines } = run;
  const all = lines.text;
  const edits = [];
  for (let i = 0; i < found.length;) {
    let end = i;
    while (end + 1 < found.length && found[end + 1] === found[end] + 1) end++;
    const last = found[end];
    const to = last + 1 < all.lineCount ? lines.to(last) + 1 : lines.to(last);
    let from = lines.from(found[i]);
    if (last + 1 >= all.lineCount && from > 0) from--;
    edits.push({ from: from as Offset, to: to as Offset, insert: "" });
    i = end + 1;
  }
  const last = found[found.length - 1];
  run.deleted(null, { kind: "line", text: lines.line(last) }, { big: true, small: false });
  run.cursor = { line: found[0], col: 0 };
  const before = run.lines.text.length;
  const removed = edits.reduce((sum, { from, to }) => sum + to - from, 0);
  run.edit(edits, { after: Math.min(lines.from(found[0]), before - removed), origin: "delete" });
  const line = run.lines.clampLine(last - found.length + 1);
  run.cursor = { line, col: run.lines.firstNonBlank(line) };
}
/** Each line keeps a mark of its own while the text moves. */
function runOnMarks(run: Run, found: readonly number[], command: string): void {
  const marks = found.map((line) => run.lines.from(line) as Offset);
  run.note((places) => {
    let next = places;
    for (let i = 0; i < marks.length; i++) next = withMark(next, `g${i}`, marks[i]);
    return next;
  });
  const group = run.vim.group;
  for (let i = 0; i < marks.length && run.keysLeft > 0; i++) {
    run.keysLeft -= 10;
    const at = run.places.marks.get(`g${i}`)!;
    run.cursor = { line: run.lines.pos(Math.min(at, run.lines.text.length)).line, col: 0 };
    run.vim.group = group;
    try {
      runEx(run, command === "" ? "p" : command);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  run.note((places) => {
    const left = new Map(places.marks);
    for (let i = 0; i < marks.length; i++) left.delete(`g${i}`);
    return { ...places, marks: left };
  });
}

function sortLines(run: Run, { range, bang, rest }: Line): void {
  const { lines } = run;
  const [first, last] = range.given === 0 ? [0, lines.count - 1] : [range.from, range.to];
  const from = lines.from(first), to = lines.to(last);
  let rows = lines.text.slice(from as Offset, to as Offset).split("\n");
  const fold = rest.includes("i");
  const key = (row: string): string => (fold ? row.toLowerCase() : row);
  const number = (row: string): number => Number(/-?\d+/.exec(row)?.[0] ?? -Infinity);
  rows = rest.includes("n")
    ? rows.map((row) => ({ row, n: number(row) })).sort((a, b) => a.n - b.n).map(({ row }) => row)
    : rows.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  if (rest.includes("u")) rows = rows.filter((row, i) => i === 0 || key(row) !== key(rows[i - 1]));
  if (bang) rows.reverse();
  run.cursor = { line: first, col: 0 };
  run.replace({ from, to, insert: rows.join("\n"), after: from, origin: "tool" });
}

const flags: Readonly<Record<string, "ignoreCase" | "smartCase" | "wrapScan" | "highlight">> = {
  ignorecase: "ignoreCase",
  ic: "ignoreCase",
  smartcase: "smartCase",
  scs: "smartCase",
  wrapscan: "wrapScan",
  ws: "wrapScan",
  hlsearch: "highlight",
  hls: "highlight",
};
const numbers: Readonly<Record<string, string>> = {
  tabstop: "tabSize",
  ts: "tabSize",
  shiftwidth: "indentSize",
  sw: "indentSize",
  softtabstop: "",
  sts: "",
};
const toggles: Readonly<Record<string, (on: boolean) => Record<string, unknown>>> = {
  expandtab: (on) => ({ insertSpaces: on }),
  et: (on) => ({ insertSpaces: on }),
  wrap: (on) => ({ wrap: on }),
  autoindent: (on) => ({ autoIndent: on }),
  ai: (on) => ({ autoIndent: on }),
};
function setOptions(run: Run, rest: string): void {
  for (const word of rest.split(/\s+/).filter((part) => part !== "")) {
    const match = /^(no|inv)?([a-z]+)(!|[=:](.*))?$/.exec(word);
    if (match === null) return run.refuse(VIM_WORDS.badSet(word));
    let [, prefix, name] = match;
    // "number" begins with "no" by itself only in other words.
    if (prefix !== undefined && flags[name] === undefined && toggles[name] === undefined) {
      [prefix, name] = ["", prefix + name];
    }
    const flag = flags[name];
    if (flag !== undefined) {
      const on = prefix === "inv" || match[3] === "!" ? !run.vim.options[flag] : prefix !== "no";
      run.vim.options = { ...run.vim.options, [flag]: on };
      if (flag === "highlight") run.vim.showMatches = on && run.vim.search !== null;
      continue;
    }
    const toggle = toggles[name];
    if (toggle !== undefined) {
      run.acts.push({ kind: "options", options: toggle(prefix !== "no") });
      continue;
    }
    const number = numbers[name];
    const value = Number(match[4]);
    if (number === undefined || !Number.isInteger(value) || value < 1 || value > 100) {
      return run.refuse(VIM_WORDS.badSet(word));
    }
    if (number !== "") {
      run.acts.push({
        kind: "options",
        options: number === "tabSize"
          ? { tabSize: value, indentSize: run.state.settings.indentSize }
          : { [number]: value },
      });
    }
  }
}

function registersOf({ vim }: Run): string[] {
  return [...vim.registers].sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { kind, text }]) => `"${name}  ${shown(kind === "line" ? text + "\n" : text)}`);
}
function marksOf(run: Run): string[] {
  const marks = [...run.places.marks].filter(([name]) =>
    name.length === 1 && !"vh".includes(name) || /^[a-zA-Z]$/.test(name)
  );
  return marks.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, at]) => {
    const { line, col } = run.lines.pos(Math.min(at, run.lines.text.length));
    return `${name}  ${line + 1}:${col}  ${shown(run.lines.line(line))}`;
  });
}
const shown = (text: string): string => {
  const plain = text.slice(0, 60).replaceAll("\n", "^J").replaceAll("\t", "^I").replaceAll("\x1b", "^[")
    .replaceAll("\r", "^M");
  return text.length > 60 ? plain + "…" : plain;
};
