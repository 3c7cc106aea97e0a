/**
 * Commands of normal mode, taken apart already. Owns which command does what, "." and undo; operators, motions and
 * insert mode lie in files of their own.
 */
import { redoSpec, undoSpec } from "../history/history.ts";
import { apply, resolve } from "../state/state.ts";
import { beginInsert, endInsert, openLine, typeAgain } from "./insert.ts";
import type { Pos } from "./lines.ts";
import { lineBy, motionOf, screenOf, wantOf } from "./motions.ts";
import { addToNumber } from "./numbers.ts";
import { objectAt } from "./objects.ts";
import { caseOf, join, mapText, operate, remove } from "./operators.ts";
import { isMotion } from "./parse.ts";
import { contentOf, put } from "./put.ts";
import type { Run } from "./run.ts";
import { behind, type Span, spanOf } from "./spans.ts";
import { named, type Parsed, type Repeat } from "./types.ts";

/** Commands that "." does again when they did not begin an insert. */
const repeatable = new Set([..."xXDJ~pP&r", "gp", "gP", "gJ", "\x01", "\x18", "]p", "[p", named.delete]);

export function runNormal(run: Run, command: Parsed): void {
  const { vim } = run;
  run.newGroup();
  if (command.op !== undefined) {
    runOperator(run, command);
    if (vim.mode === "normal" && command.op !== "y") vim.repeat = { command, keys: "" };
    return;
  }
  if (isMotion(command.name)) return move(run, command);
  const handler = commands[command.name];
  if (handler === undefined) return run.refuse();
  handler(run, command, command.count ?? 1);
  if (repeatable.has(command.name) && vim.mode === "normal") vim.repeat = { command, keys: "" };
}

/** A motion by itself. */
export function move(run: Run, command: Parsed): void {
  const { vim, lines } = run;
  const visual = vim.mode !== "normal";
  const start = run.cursor;
  const count = command.count ?? 1;
  const target = motionOf(run, { command, count, op: null, visual });
  if (target === null) return run.refuse();
  if (target.jumps) run.jump(start);
  run.cursor = visual
    ? { line: target.pos.line, col: Math.min(target.pos.col, lines.length(target.pos.line)) }
    : lines.onCharacter(target.pos);
  vim.want = target.want ?? wantOf(run, run.cursor);
  vim.wantAt = lines.offset(run.cursor);
  if (vim.visual !== null) vim.visual = { ...vim.visual, toEnd: target.want === Infinity };
}

function runOperator(run: Run, command: Parsed): void {
  const op = command.op!;
  const count = command.count ?? 1;
  const start = run.cursor;
  const { lines } = run;
  if (command.name === op) {
    const to = lineBy(run, count - 1);
    if (to === null) return run.refuse();
    // Most operators leave the cursor at the first character, unless it is left of that already.
    const first = lines.firstNonBlank(start.line);
    const goes = op === "d" || op === "<" || op === ">";
    const col = op === "y" || to !== start.line ? start.col : goes ? first : Math.min(start.col, first);
    const span: Span = { kind: "line", from: { line: start.line, col }, to: { line: to, col: 0 } };
    return operate(run, op, span, { command, count: 1 });
  }
  if (command.name[0] === "i" || (command.name[0] === "a" && command.name.length === 2)) {
    const reach = objectAt(lines, start, { name: command.name, count, grown: null, op });
    if (reach === null) return run.refuse();
    if (reach.failed) {
      run.cursor = reach.to;
      return run.refuse();
    }
    const span: Span = reach.kind === "line"
      ? { kind: "line", from: reach.from, to: reach.to }
      : reach.empty
      ? { kind: "char", from: reach.from, to: reach.from }
      : spanOf(
        run,
        reach.from,
        reach.before === undefined
          ? { pos: reach.to, kind: "inclusive" }
          : { pos: reach.before, kind: "exclusive" },
        command,
      );
    return operate(run, op, span, { command, count: 1 });
  }
  const target = motionOf(run, { command, count, op, visual: false });
  if (target === null) return run.refuse();
  const span = spanOf(run, start, target, command);
  operate(run, op, span, { command, count: 1 });
}

/** Behind what an operator takes; for plain commands such as `x` that are operators in disguise. */
function take(run: Run, command: Parsed, to: Pos, op: "d" | "c"): void {
  const span: Span = { kind: "char", from: run.cursor, to };
  if (op === "c") operate(run, "c", span, { command, count: 1 });
  else remove(run, span, command);
}
function rightBy(run: Run, count: number): Pos {
  const { line } = run.cursor;
  let { col } = run.cursor;
  const length = run.lines.length(line);
  for (let i = 0; i < count && col < length; i++) col = run.lines.right({ line, col });
  return { line, col };
}

type Handler = (run: Run, command: Parsed, count: number) => void;

const x: Handler = (run, command, count) => {
  take(run, command, rightBy(run, count), "d");
};
const toLineEnd = (op: "d" | "c"): Handler => (run, command) =>
  runOperator(run, { ...command, op, name: "$" });
function insertAt(place: (run: Run) => Pos): Handler {
  return (run, command, count) => {
    run.cursor = place(run);
    beginInsert(run, { command, count });
  };
}
function open(where: "below" | "above"): Handler {
  return (run, command, count) => {
    const line = run.cursor.line;
    openLine(run, line, where);
    beginInsert(run, { command, count, opens: where });
  };
}
function putting(where: "behind" | "before", cursor: "on" | "behind"): Handler {
  return (run, command, count) => {
    put(run, { register: contentOf(run, command.register), count, where, cursor });
  };
}
function joining(spaces: "spaces" | "none"): Handler {
  return (run, _command, count) => {
    const { line } = run.cursor;
    const last = line + Math.max(2, count) - 1;
    if (last >= run.lines.count && count <= 2) return run.refuse();
    join(run, line, Math.min(last, run.lines.count - 1), spaces);
  };
}

const swapCase: Handler = (run, _command, count) => {
  const { line, col } = run.cursor;
  if (run.lines.length(line) === 0) return run.refuse();
  const to = rightBy(run, count);
  const from = run.lines.from(line);
  const old = run.lines.line(line).slice(col, to.col);
  const next = mapText(old, caseOf["g~"]);
  run.replace({
    from: from + col,
    to: from + to.col,
    insert: next,
    after: from + col + next.length,
    origin: "tool",
  });
};
const replaceChars: Handler = (run, { char }, count) => {
  const { line, col } = run.cursor;
  const text = run.lines.line(line);
  let to = col;
  for (let i = 0; i < count; i++) {
    if (to >= text.length) return run.refuse();
    to = run.lines.right({ line, col: to });
  }
  const from = run.lines.from(line);
  if (char === named.enter) {
    const indent = run.state.settings.autoIndent === "none" ? "" : /^[ \t]*/.exec(text)![0];
    const insert = "\n" + indent;
    return run.replace({
      from: from + col,
      to: from + to,
      insert,
      after: from + col + insert.length,
      origin: "type",
    });
  }
  const insert = char!.repeat(count);
  run.replace({
    from: from + col,
    to: from + to,
    insert,
    after: from + col + insert.length - char!.length,
    origin: "type",
  });
};

/** Undo and redo are the document's own; the app runs them at this point of the acts. */
function travel(id: "undo" | "redo"): Handler {
  return (run, _command, count) => {
    for (let i = 0; i < count; i++) {
      const before = run.state;
      const spec = id === "undo"
        ? undoSpec(before, { view: run.ctx.view })
        : redoSpec(before, { view: run.ctx.view });
      if (spec === null) {
        // The app may know an older history than the document does.
        run.acts.push({ kind: "command", id });
        return;
      }
      const tr = resolve(before, spec, run.ctx.at);
      run.adopt(apply(tr));
      run.acts.push({ kind: "command", id });
      const first = tr.changes.edits[0];
      const { ranges, main } = run.selection;
      const at = run.lines.pos(ranges[main].head);
      run.cursor = at;
      if (first !== undefined) {
        // Where the change began; the old place only if it is in a line that changed.
        const from = run.lines.pos(Math.min(first.from, run.lines.text.length));
        const top =
          run.lines.text.length > 0 && first.insert.length > 0 && from.col === run.lines.length(from.line) &&
            String(firstUnit(first.insert)) === "\n"
            ? Math.min(from.line + 1, run.lines.count - 1)
            : from.line;
        if (at.line !== from.line && at.line !== top) {
          run.cursor = { line: top, col: run.lines.firstNonBlank(top) };
        }
      }
      run.vim.wantAt = null;
      // Carets that a block insert had, or that are gone since, do not come back.
      const many = (before.selections.get(run.ctx.view)?.ranges.length ?? 1) > 1;
      run.others = many
        ? ranges.filter((_, j) => j !== main)
          .map(({ head }) => run.lines.offset(run.lines.onCharacter(run.lines.pos(head))))
        : [];
    }
  };
}
function firstUnit(insert: string | { slice(from: never, to: never): string }): string {
  return typeof insert === "string" ? insert[0] : insert.slice(0 as never, 1 as never);
}

/** Scrolling by the app; the cursor goes along. */
function scroll(run: Run, { lines: by, cursor }: { lines: number; cursor: boolean }): void {
  const { first, last } = screenOf(run);
  const to = by > 0 ? "down" : "up";
  run.acts.push({ kind: "command", id: "editorScroll", arg: { to, by: "line", value: Math.abs(by) } });
  const top = Math.max(0, first + by), bottom = last + by;
  let { line } = run.cursor;
  if (cursor) line += by;
  else line = Math.max(top, Math.min(bottom, line));
  line = run.lines.clampLine(line);
  if (line === run.cursor.line) return;
  run.cursor = { line, col: run.lines.firstNonBlank(line) };
}
export const pageOf = (run: Run): number => {
  const { first, last } = screenOf(run);
  return Math.max(1, run.ctx.screen === undefined ? 20 : last - first + 1);
};
function scrolling(by: (page: number, count: number | null) => number, cursor: boolean): Handler {
  return (run, { count }) => {
    const lines = by(pageOf(run), count);
    if (cursor && run.lines.clampLine(run.cursor.line + lines) === run.cursor.line) return run.refuse();
    scroll(run, { lines, cursor });
  };
}
function bring(at: "top" | "center" | "bottom", toFirst: boolean): Handler {
  return (run, { count }) => {
    if (count !== null) run.cursor = { ...run.cursor, line: run.lines.clampLine(count - 1) };
    if (toFirst) run.cursor = { line: run.cursor.line, col: run.lines.firstNonBlank(run.cursor.line) };
    run.acts.push({ kind: "command", id: "revealLine", arg: { lineNumber: run.cursor.line, at } });
  };
}
function jumping(by: 1 | -1): Handler {
  return (run, _command, count) => {
    const { places } = run;
    const to = places.jumpAt + by * count;
    if (to < 0 || to >= places.jumps.length) return run.refuse();
    const here = run.lines.offset(run.cursor);
    const at = places.jumps[to];
    run.note((old) => {
      // Leaving the newest place: it is kept, so that one can come back.
      const jumps = old.jumpAt === old.jumps.length
        ? [...old.jumps.filter((jump) => jump !== here), here]
        : old.jumps;
      return { ...old, jumps, jumpAt: Math.max(0, jumps.indexOf(at)) };
    });
    run.cursor = run.lines.onCharacter(run.lines.pos(Math.min(at, run.lines.text.length)));
  };
}
function visualBy(mode: "visual" | "line" | "block"): Handler {
  return (run, { count }, n) => {
    run.anchor = run.cursor;
    run.vim.mode = mode;
    run.vim.visual = {
      anchor: run.lines.offset(run.anchor),
      head: run.lines.offset(run.cursor),
      toEnd: false,
    };
    if (count === null) return;
    if (mode === "line") run.cursor = { ...run.cursor, line: run.lines.clampLine(run.cursor.line + n - 1) };
    else run.cursor = { line: run.cursor.line, col: rightBy(run, n - 1).col };
  };
}
export function visualAgain(run: Run): void {
  const { marks, visual } = run.places;
  const from = marks.get("<"), to = marks.get(">");
  if (visual === null || from === undefined || to === undefined) return run.refuse();
  const clamp = (at: number): Pos => run.lines.pos(Math.min(at, run.lines.text.length));
  run.anchor = clamp(marks.get("v") ?? from);
  run.cursor = clamp(marks.get("h") ?? to);
  run.vim.mode = visual.mode;
  run.vim.visual = {
    anchor: run.lines.offset(run.anchor),
    head: run.lines.offset(run.cursor),
    toEnd: visual.toEnd,
  };
}

/** "." with the count given or the old one. */
const again: Handler = (run, { count }) => {
  const { repeat } = run.vim;
  if (repeat === null) return run.refuse();
  const command: Parsed = count === null ? repeat.command : { ...repeat.command, count };
  // "1p and . goes on to "2p.
  const register = command.register !== null && /^[1-8]$/.test(command.register)
    ? String(Number(command.register) + 1)
    : command.register;
  run.again({ ...repeat, command: { ...command, register } });
};
export function runAgain(run: Run, repeat: Repeat, start: () => void): void {
  start();
  const { vim } = run;
  if (vim.mode === "insert" || vim.mode === "replace") {
    typeAgain(run, repeat.keys);
    if (vim.insertion !== null) vim.insertion = { ...vim.insertion, keys: repeat.keys };
    endInsert(run);
  }
  vim.repeat = repeat;
}

const commands: Readonly<Record<string, Handler>> = {
  x,
  [named.delete]: x,
  X: (run, command, count) => {
    const { line, col } = run.cursor;
    if (col === 0) return run.refuse();
    let from = col;
    for (let i = 0; i < count && from > 0; i++) from = run.lines.left({ line, col: from });
    remove(run, { kind: "char", from: { line, col: from }, to: run.cursor }, command);
  },
  D: toLineEnd("d"),
  C: toLineEnd("c"),
  Y: (run, command) => runOperator(run, { ...command, op: "y", name: "y" }),
  s: (run, command, count) => take(run, command, rightBy(run, count), "c"),
  S: (run, command) => runOperator(run, { ...command, op: "c", name: "c" }),
  r: replaceChars,
  R: (run, command, count) => beginInsert(run, { command, count, mode: "replace" }),
  "~": swapCase,
  u: travel("undo"),
  U: travel("undo"),
  "\x12": travel("redo"),
  ".": again,
  p: putting("behind", "on"),
  P: putting("before", "on"),
  gp: putting("behind", "behind"),
  gP: putting("before", "behind"),
  "]p": putting("behind", "on"),
  "[p": putting("before", "on"),
  o: open("below"),
  O: open("above"),
  i: insertAt((run) => run.cursor),
  [named.insert]: insertAt((run) => run.cursor),
  a: insertAt((run) => behind(run.lines, run.cursor)),
  A: insertAt(({ lines, cursor: { line } }) => ({ line, col: lines.length(line) })),
  I: insertAt(({ lines, cursor: { line } }) => ({ line, col: /^[ \t]*/.exec(lines.line(line))![0].length })),
  gI: insertAt(({ cursor: { line } }) => ({ line, col: 0 })),
  gi: insertAt((run) => {
    const at = run.places.marks.get("^");
    return at === undefined ? run.cursor : run.lines.pos(Math.min(at, run.lines.text.length));
  }),
  J: joining("spaces"),
  gJ: joining("none"),
  v: visualBy("visual"),
  V: visualBy("line"),
  "\x16": visualBy("block"),
  gv: visualAgain,
  m: (run, { char }) => {
    if (!/^[a-zA-Z'`[\]<>]$/.test(char!)) return run.refuse();
    if (char === "'" || char === "`") return run.jump(run.cursor);
    run.setMark(char!, run.cursor);
  },
  "\x01": (run, _command, count) => addToNumber(run, count),
  "\x18": (run, _command, count) => addToNumber(run, -count),
  "\x04": scrolling((page, count) => count ?? Math.max(1, page >> 1), true),
  "\x15": scrolling((page, count) => -(count ?? Math.max(1, page >> 1)), true),
  "\x06": scrolling((page, count) => (count ?? 1) * Math.max(1, page - 2), true),
  [named.pagedown]: scrolling((page, count) => (count ?? 1) * Math.max(1, page - 2), true),
  "\x02": scrolling((page, count) => -(count ?? 1) * Math.max(1, page - 2), true),
  [named.pageup]: scrolling((page, count) => -(count ?? 1) * Math.max(1, page - 2), true),
  "\x05": scrolling((_page, count) => count ?? 1, false),
  "\x19": scrolling((_page, count) => -(count ?? 1), false),
  zz: bring("center", false),
  "z.": bring("center", true),
  zt: bring("top", false),
  "z\r": bring("top", true),
  zb: bring("bottom", false),
  "z-": bring("bottom", true),
  "\x0f": jumping(-1),
  "\t": jumping(1),
  "\x0c": () => {},
  "g;": (run) => toMark(run, "."),
  "g,": (run) => toMark(run, "."),
  ZZ: (run) => {
    run.acts.push({ kind: "command", id: "nexus.vim.write", arg: { then: "close" } });
  },
  ZQ: (run) => {
    run.acts.push({ kind: "command", id: "nexus.vim.quit", arg: { force: true } });
  },
  ga: (run) => {
    const char = String.fromCodePoint(run.lines.line(run.cursor.line).codePointAt(run.cursor.col) ?? 0);
    const code = char.codePointAt(0)!;
    run.vim.message = `<${char}> ${code}, hex ${code.toString(16)}`;
  },
};
function toMark(run: Run, name: string): void {
  const at = run.places.marks.get(name);
  if (at === undefined) return run.refuse();
  run.cursor = run.lines.onCharacter(run.lines.pos(Math.min(at, run.lines.text.length)));
}
