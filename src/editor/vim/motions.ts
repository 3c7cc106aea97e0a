/**
 * Motions: from a place and a count to another place, and how an operator takes what lies between. Owns the table;
 * words, sentences, brackets and searches lie beside. `null`: the motion cannot be made.
 */
import { closing, opening, partnerFrom } from "./brackets.ts";
import type { Pos } from "./lines.ts";
import type { Run } from "./run.ts";
import { searchAgain, searchFor, searchWord } from "./search.ts";
import { sentencesBack, sentencesOn } from "./sentences.ts";
import { VIM_WORDS } from "./strings.ts";
import type { Target } from "./target.ts";
import { named, type Parsed } from "./types.ts";
import { paragraphs, type Walked, wordEndsBack, wordEndsOn, wordsBack, wordsOn } from "./walk.ts";

export interface Asked {
  readonly command: Parsed;
  readonly count: number;
  /** For an operator: ends may lie behind the last character. */
  readonly op: string | null;
  readonly visual: boolean;
}
type Motion = (run: Run, asked: Asked) => Target | null;

const exclusive = (pos: Pos): Target => ({ pos, kind: "exclusive" });
const inclusive = (pos: Pos): Target => ({ pos, kind: "inclusive" });

function left(run: Run, count: number): Pos | null {
  let { line, col } = run.cursor;
  if (col === 0) return null;
  for (let i = 0; i < count && col > 0; i++) col = run.lines.left({ line, col });
  return { line, col };
}
function right(run: Run, { count, op, visual }: Asked): Pos | null {
  const { line } = run.cursor;
  let { col } = run.cursor;
  const length = run.lines.length(line);
  const last = visual || op !== null ? length : run.lines.onCharacter({ line, col: length }).col;
  if (col >= last) return op !== null ? run.cursor : null;
  for (let i = 0; i < count && col < last; i++) col = Math.min(last, run.lines.right({ line, col }));
  return { line, col };
}
/** Space and backspace go on to the next line. */
function wrapping(direction: 1 | -1): Motion {
  return (run, { count, op, visual }) => {
    let { line, col } = run.cursor;
    let moved = false;
    for (let i = 0; i < count; i++) {
      const length = run.lines.length(line);
      if (direction === 1) {
        const next = run.lines.right({ line, col });
        const isPast = visual ? col >= length : next >= length;
        if (!isPast) col = next;
        else if (op !== null && col < length && (i === count - 1 || line + 1 >= run.lines.count)) {
          col = length;
        } else if (line + 1 < run.lines.count) [line, col] = [line + 1, 0];
        else break;
      } else if (col > 0) col = run.lines.left({ line, col });
      else if (line > 0) {
        line--;
        const end = run.lines.length(line);
        col = op !== null || visual ? end : run.lines.onCharacter({ line, col: end }).col;
        if (op !== null && end > 0) col = run.lines.left({ line, col: end });
      } else break;
      moved = true;
    }
    return moved ? exclusive({ line, col }) : null;
  };
}

/** The screen column that up and down return to. */
export function wanted(run: Run): number {
  const { vim, lines, cursor } = run;
  if (vim.wantAt !== null && vim.wantAt === lines.offset(cursor)) return vim.want;
  return wantOf(run, cursor);
}
export function wantOf({ lines, vim }: Run, pos: Pos): number {
  const at = lines.cells(pos.line, pos.col);
  // On a tab the cursor of normal mode stands at its end.
  return vim.mode === "normal" && lines.line(pos.line)[pos.col] === "\t"
    ? at + lines.cellsAt(pos, at) - 1
    : at;
}
/** So many lines on, or as many as there are; `null`: there are none. */
export function lineBy({ lines, cursor }: Run, by: number): number | null {
  const line = lines.clampLine(cursor.line + by);
  return line === cursor.line && by !== 0 ? null : line;
}
function vertical(direction: 1 | -1): Motion {
  return (run, { count }) => {
    const line = lineBy(run, direction * count);
    return line === null ? null : to(run, line);
  };
}
function to(run: Run, line: number): Target {
  const want = wanted(run);
  return { pos: { line, col: run.lines.columnAt(line, want) }, kind: "line", want };
}
/** To a line's first character that is not blank. */
function firstOf(run: Run, line: number): Target {
  return { pos: { line, col: run.lines.firstNonBlank(line) }, kind: "line" };
}
function linesBy(by: (count: number) => number): Motion {
  return (run, { count }) => {
    const line = lineBy(run, by(count));
    return line === null ? null : firstOf(run, line);
  };
}
function walked({ pos, ok }: Walked, kind: Target["kind"], asked: Asked): Target | null {
  return !ok && asked.op === null ? null : { pos, kind };
}

const word = (big: "word" | "WORD"): Motion => (run, asked) => {
  const { lines, cursor } = run;
  const { count, op } = asked;
  const char = lines.line(cursor.line)[cursor.col];
  if (op === "c" && char !== undefined && char !== " " && char !== "\t") {
    const end = wordEndsOn(lines, cursor, { count, big, stay: true });
    return inclusive(lines.onCharacter(end.pos));
  }
  const { pos, ok } = wordsOn(lines, cursor, { count, big, stopAtEnd: op !== null });
  if (!ok && op === null) {
    // At the last word one may still go to its end.
    const end = lines.onCharacter(pos);
    return end.line === cursor.line && end.col === cursor.col ? null : exclusive(end);
  }
  return exclusive(op !== null || asked.visual ? pos : lines.onCharacter(pos));
};
const wordEnd = (big: "word" | "WORD"): Motion => (run, asked) => {
  const { pos, ok } = wordEndsOn(run.lines, run.cursor, { count: asked.count, big });
  const end = run.lines.onCharacter(pos);
  if (!ok && asked.op === null && end.line === run.cursor.line && end.col === run.cursor.col) return null;
  return inclusive(end);
};

function find(run: Run, { command, count, op, visual }: Asked): Target | null {
  const kind = command.name as "f" | "F" | "t" | "T";
  run.vim.find = { kind, char: command.char! };
  return findChar(run, { kind, char: command.char!, count, skip: false, op, visual });
}
interface Wanted {
  readonly kind: "f" | "F" | "t" | "T";
  readonly char: string;
  readonly count: number;
  /** `;` after `t`: the character right beside does not count. */
  readonly skip: boolean;
  readonly op: string | null;
  readonly visual: boolean;
}
function findChar(run: Run, { kind, char, count, skip }: Wanted): Target | null {
  const { line, col } = run.cursor;
  const text = run.lines.line(line);
  const isForward = kind === "f" || kind === "t";
  let at = col;
  if (skip && count === 1) at += isForward ? 1 : -1;
  for (let i = 0; i < count; i++) {
    at = isForward ? text.indexOf(char, at + 1) : at <= 0 ? -1 : text.lastIndexOf(char, at - 1);
    if (at < 0) return null;
  }
  if (kind === "t") at = run.lines.left({ line, col: at });
  else if (kind === "T") at += char.length;
  const pos = { line, col: at };
  return isForward ? inclusive(pos) : exclusive(pos);
}
const findAgain = (way: "same" | "other"): Motion => (run, { count, op, visual }) => {
  const last = run.vim.find;
  if (last === null) return null;
  const other = { f: "F", F: "f", t: "T", T: "t" } as const;
  const kind = way === "same" ? last.kind : other[last.kind];
  const skip = kind === "t" || kind === "T";
  return findChar(run, { kind, char: last.char, count, skip, op, visual });
};

function lineNumber(run: Run, { command: { count } }: Asked, without: number): Target {
  const line = count === null ? without : run.lines.clampLine(count - 1);
  return { ...firstOf(run, line), jumps: true };
}
function screenLine(run: Run, line: number): Target {
  const { first, last } = screenOf(run);
  return { ...firstOf(run, run.lines.clampLine(Math.max(first, Math.min(last, line)))), jumps: true };
}
export function screenOf(run: Run): { first: number; last: number } {
  const last = run.lines.count - 1;
  const screen = run.ctx.screen ?? { first: 0, last };
  return { first: Math.min(screen.first, last), last: Math.min(screen.last, last) };
}

function mark(run: Run, { command: { name, char } }: Asked): Target {
  const wanted = char === "'" || char === "`" ? "'" : char!;
  const at = run.places.marks.get(wanted) ?? (wanted === "'" ? 0 : undefined);
  if (at === undefined) return run.refuse(VIM_WORDS.noMark(char!));
  const pos = run.lines.pos(Math.min(at, run.lines.text.length));
  const jumps = name.length === 1 && !"[]<>".includes(wanted) ? true : undefined;
  if (name.endsWith("'")) return { ...firstOf(run, pos.line), jumps };
  return { pos: run.lines.onCharacter(pos), kind: "exclusive", jumps, big: true };
}

/** `%` by hand, or a percentage of the file. */
function percent(run: Run, { command: { count }, count: n }: Asked): Target | null {
  if (count !== null) {
    if (n > 100) return null;
    return { ...firstOf(run, run.lines.clampLine(Math.ceil(n * run.lines.count / 100) - 1)), jumps: true };
  }
  const pos = partnerFrom(run.lines, run.cursor);
  return pos === null ? null : { pos, kind: "inclusive", jumps: true, big: true };
}
function paragraph(direction: 1 | -1): Motion {
  return (run, { count, op, visual }) => {
    const pos = paragraphs(run.lines, run.cursor, { count, direction, operator: op !== null || visual });
    return pos === null ? null : { pos, kind: "exclusive", jumps: true, big: true };
  };
}
function sentence(direction: 1 | -1): Motion {
  return (run, { count, op, visual }) => {
    const go = direction === 1 ? sentencesOn : sentencesBack;
    const pos = go(run.lines, run.cursor, count);
    if (pos === null) return null;
    const onChar = op !== null || visual ? pos : run.lines.onCharacter(pos);
    return { pos: onChar, kind: "exclusive", jumps: true, big: true };
  };
}
function outward(open: string, close: string, direction: 1 | -1): Motion {
  return (run, { count }) => {
    const { lines, cursor } = run;
    const pos = direction < 0
      ? opening(lines, cursor, { open, close, count })
      : closing(lines, onward(run), { open, close, count });
    if (pos === null) return null;
    return { pos, kind: direction < 0 ? "exclusive" : "inclusive", jumps: true, big: true };
  };
}
/** Behind the cursor's character: a bracket under it does not count. */
function onward({ cursor }: Run): Pos {
  return { line: cursor.line, col: cursor.col + 1 };
}
/** `[[` and `]]`: lines that begin with "{". */
function section(direction: 1 | -1): Motion {
  return (run, { count }) => {
    let { line } = run.cursor;
    for (let left = count; left > 0; left--) {
      line += direction;
      while (line > 0 && line < run.lines.count && !run.lines.line(line).startsWith("{")) line += direction;
      if (line <= 0 || line >= run.lines.count) break;
    }
    line = run.lines.clampLine(line);
    if (line === run.cursor.line) return null;
    return { pos: { line, col: 0 }, kind: "exclusive", jumps: true };
  };
}
function lineEnd(run: Run, { count, op, visual }: Asked): Target | null {
  const line = lineBy(run, count - 1);
  if (line === null) return null;
  const length = run.lines.length(line);
  const col = visual ? length : length === 0 ? 0 : run.lines.left({ line, col: length });
  // An operator takes nothing of an empty line.
  return {
    pos: { line, col },
    kind: length === 0 && op !== null ? "exclusive" : "inclusive",
    want: Infinity,
  };
}
function lastNonBlank(run: Run, { count }: Asked): Target | null {
  const line = lineBy(run, count - 1);
  if (line === null) return null;
  const trimmed = run.lines.line(line).replace(/[ \t]+$/, "").length;
  return inclusive({ line, col: Math.max(0, trimmed - 1) });
}

const columns: Motion = (run, { count }) => {
  const { line } = run.cursor;
  return { pos: { line, col: run.lines.columnAt(line, count - 1) }, kind: "exclusive", want: count - 1 };
};
const lineStart: Motion = ({ cursor: { line } }) => exclusive({ line, col: 0 });
const firstNonBlank: Motion = ({ lines, cursor: { line } }) =>
  exclusive({ line, col: lines.firstNonBlank(line) });
const h: Motion = (run, { count }) => targetOf(left(run, count));
const l: Motion = (run, asked) => targetOf(right(run, asked));
const targetOf = (pos: Pos | null): Target | null => (pos === null ? null : exclusive(pos));
const up = vertical(-1), down = vertical(1);

const table: Readonly<Record<string, Motion>> = {
  h,
  [named.left]: h,
  "\b": wrapping(-1),
  l,
  [named.right]: l,
  " ": wrapping(1),
  j: down,
  "\x0e": down,
  [named.down]: down,
  gj: down,
  ["g" + named.down]: down,
  k: up,
  "\x10": up,
  [named.up]: up,
  gk: up,
  ["g" + named.up]: up,
  w: word("word"),
  W: word("WORD"),
  b: (run, a) =>
    walked(wordsBack(run.lines, run.cursor, { count: a.count, big: "word" }), "exclusive", a) ??
      orNull(run, wordsBack(run.lines, run.cursor, { count: a.count, big: "word" })),
  B: (run, a) =>
    walked(wordsBack(run.lines, run.cursor, { count: a.count, big: "WORD" }), "exclusive", a) ??
      orNull(run, wordsBack(run.lines, run.cursor, { count: a.count, big: "WORD" })),
  e: wordEnd("word"),
  E: wordEnd("WORD"),
  ge: (run, a) =>
    walked(wordEndsBack(run.lines, run.cursor, { count: a.count, big: "word" }), "inclusive", a) ??
      orNull(run, wordEndsBack(run.lines, run.cursor, { count: a.count, big: "word" })),
  gE: (run, a) =>
    walked(wordEndsBack(run.lines, run.cursor, { count: a.count, big: "WORD" }), "inclusive", a) ??
      orNull(run, wordEndsBack(run.lines, run.cursor, { count: a.count, big: "WORD" })),
  "0": lineStart,
  g0: lineStart,
  [named.home]: lineStart,
  "^": firstNonBlank,
  "g^": firstNonBlank,
  $: lineEnd,
  g$: lineEnd,
  [named.end]: lineEnd,
  g_: lastNonBlank,
  _: linesBy((count) => count - 1),
  "+": linesBy((count) => count),
  "\r": linesBy((count) => count),
  "-": linesBy((count) => -count),
  "|": columns,
  gm: (run) => exclusive({ line: run.cursor.line, col: run.lines.length(run.cursor.line) >> 1 }),
  gM: (run, { command: { count } }) => {
    const { line } = run.cursor;
    return exclusive({ line, col: Math.floor(run.lines.length(line) * (count ?? 50) / 100) });
  },
  gg: (run, a) => lineNumber(run, a, 0),
  G: (run, a) => lineNumber(run, a, run.lines.count - 1),
  go: (run, { count }) => ({
    pos: run.lines.pos(Math.min(count - 1, run.lines.text.length)),
    kind: "exclusive",
    jumps: true,
  }),
  H: (run, { count }) => screenLine(run, screenOf(run).first + count - 1),
  L: (run, { count }) => screenLine(run, screenOf(run).last - count + 1),
  M: (run) => screenLine(run, (screenOf(run).first + screenOf(run).last) >> 1),
  "{": paragraph(-1),
  "}": paragraph(1),
  "(": sentence(-1),
  ")": sentence(1),
  "%": percent,
  "[(": outward("(", ")", -1),
  "[{": outward("{", "}", -1),
  "])": outward("(", ")", 1),
  "]}": outward("{", "}", 1),
  "[[": section(-1),
  "]]": section(1),
  f: find,
  F: find,
  t: find,
  T: find,
  ";": findAgain("same"),
  ",": findAgain("other"),
  "'": mark,
  "`": mark,
  "g'": mark,
  "g`": mark,
  n: (run, { count }) => searchAgain(run, { count, way: 1 }),
  N: (run, { count }) => searchAgain(run, { count, way: -1 }),
  "*": (run, { count }) => searchWord(run, { count, direction: 1, whole: true }),
  "#": (run, { count }) => searchWord(run, { count, direction: -1, whole: true }),
  "g*": (run, { count }) => searchWord(run, { count, direction: 1, whole: false }),
  "g#": (run, { count }) => searchWord(run, { count, direction: -1, whole: false }),
  "/": (run, { command, count }) => searchFor(run, { typed: command.char ?? "", count, direction: 1 }),
  "?": (run, { command, count }) => searchFor(run, { typed: command.char ?? "", count, direction: -1 }),
};
/** A motion that got somewhere before the text ended counts when it moved. */
function orNull({ cursor }: Run, { pos }: Walked): Target | null {
  return pos.line === cursor.line && pos.col === cursor.col ? null : exclusive(pos);
}

export function motionOf(run: Run, asked: Asked): Target | null {
  const motion = table[asked.command.name];
  return motion === undefined ? null : motion(run, asked);
}
