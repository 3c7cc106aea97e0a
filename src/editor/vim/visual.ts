/** Commands of visual mode: what an operator does to the selection, objects that make it grow, and block inserts. */
import type { Offset } from "../../base/mod.ts";
import type { Edit } from "../types.ts";
import { beginInsert } from "./insert.ts";
import { before, type Pos } from "./lines.ts";
import { move, pageOf, runAgain, runNormal, visualAgain } from "./normal.ts";
import { numberChanged } from "./numbers.ts";
import { objectAt } from "./objects.ts";
import { caseOf, join, operate, overwrite, recase, remove, shift } from "./operators.ts";
import { isMotion } from "./parse.ts";
import { withMark } from "./places.ts";
import { put } from "./put.ts";
import type { Run } from "./run.ts";
import { behind, type Span } from "./spans.ts";
import { named, type Parsed, type Repeat, type VisualMode } from "./types.ts";

/** The selection as a span. */
function selected(run: Run): Span {
  const { lines } = run;
  const mode = run.vim.mode as VisualMode;
  const [from, to] = before(run.cursor, run.anchor) ? [run.cursor, run.anchor] : [run.anchor, run.cursor];
  if (mode === "line") return { kind: "line", from: { line: from.line, col: 0 }, to };
  if (mode === "block") {
    const block = run.block();
    const corner = { line: block.top, col: lines.columnAt(block.top, block.left) };
    return { kind: "block", block, from: corner, to: { line: block.bottom, col: 0 } };
  }
  // On the end of a line the line break is selected too.
  const end = to.col >= lines.length(to.line) && to.line + 1 < lines.count
    ? { line: to.line + 1, col: 0 }
    : behind(lines, to);
  return { kind: "char", from, to: end };
}
/** How much is selected, for "." */
function sizeOf(run: Run): NonNullable<Repeat["visual"]> {
  const mode = run.vim.mode as VisualMode;
  const [from, to] = before(run.cursor, run.anchor) ? [run.cursor, run.anchor] : [run.anchor, run.cursor];
  const lines = to.line - from.line;
  const toEnd = run.vim.visual?.toEnd ?? false;
  if (mode === "block") {
    const { left, right } = run.block();
    return { mode, lines, columns: right - left + 1, toEnd };
  }
  return { mode, lines, columns: lines === 0 ? to.col - from.col + 1 : to.col + 1, toEnd };
}

/** Back to normal mode; `gv` and the marks `<` `>` know what was selected. */
export function endVisual(run: Run): void {
  const mode = run.vim.mode as VisualMode;
  const { lines } = run;
  const toEnd = run.vim.visual?.toEnd ?? false;
  const anchor = lines.offset(run.anchor), head = lines.offset(run.cursor);
  const first = Math.min(anchor, head), last = Math.max(anchor, head);
  const start = (mode === "line" ? lines.from(lines.pos(first).line) : first) as Offset;
  const end = (mode === "line" ? lines.to(lines.pos(last).line) : last) as Offset;
  run.note((places) => ({
    ...withMark(withMark(withMark(withMark(places, "<", start), ">", end), "v", anchor), "h", head),
    visual: { mode, toEnd },
  }));
  run.vim.mode = "normal";
  run.vim.visual = null;
}

const switches: Readonly<Record<string, VisualMode>> = { v: "visual", V: "line", "\x16": "block" };
/** Where plain commands of normal mode mean the same here. */
const asNormal = new Set(["\x05", "\x19", "zz", "zt", "zb", "z.", "z\r", "z-", "m", "\x0c"]);

export function runVisual(run: Run, command: Parsed): void {
  const { vim } = run;
  const { name } = command;
  if (isMotion(name)) return move(run, command);
  const mode = switches[name];
  if (mode !== undefined) {
    if (mode === vim.mode) return endVisual(run);
    vim.mode = mode;
    return;
  }
  if (name === "o" || (name === "O" && vim.mode !== "block")) {
    [run.anchor, run.cursor] = [run.cursor, run.anchor];
    return;
  }
  if (name === "O") {
    [run.anchor, run.cursor] = [
      { line: run.anchor.line, col: run.cursor.col },
      { line: run.cursor.line, col: run.anchor.col },
    ];
    return;
  }
  if (name === "gv") {
    const old = { anchor: run.anchor, cursor: run.cursor };
    const mode = vim.mode as VisualMode;
    visualAgain(run);
    const anchor = run.lines.offset(old.anchor), head = run.lines.offset(old.cursor);
    return run.note((places) => ({
      ...withMark(withMark(places, "v", anchor), "h", head),
      visual: { mode, toEnd: false },
    }));
  }
  if (/^[ia].$/.test(name)) return grow(run, command);
  if (asNormal.has(name)) return runNormal(run, command);
  if (name === "\x04" || name === "\x15" || name === "\x06" || name === "\x02") {
    const page = pageOf(run);
    const by = name === "\x04" || name === "\x15"
      ? command.count ?? page >> 1
      : (command.count ?? 1) * Math.max(1, page - 2);
    const line = run.lines.clampLine(run.cursor.line + (name === "\x04" || name === "\x06" ? by : -by));
    run.cursor = { line, col: run.lines.firstNonBlank(line) };
    return;
  }
  run.newGroup();
  const size = sizeOf(run);
  act(run, command, size);
  if (vim.mode === "normal" && name !== "y" && name !== "Y") vim.repeat = { command, keys: "", visual: size };
}

function grow(run: Run, command: Parsed): void {
  const wide = run.anchor.line !== run.cursor.line || run.anchor.col !== run.cursor.col;
  const reach = objectAt(run.lines, run.cursor, {
    name: command.name,
    count: command.count ?? 1,
    grown: wide ? { anchor: run.anchor, head: run.cursor } : null,
    op: null,
  });
  if (reach === null || reach.empty) return run.refuse();
  if (reach.failed) {
    run.cursor = reach.to;
    return run.refuse();
  }
  run.anchor = reach.from;
  run.cursor = reach.to;
  if (reach.kind === "line" && run.vim.mode === "visual") run.vim.mode = "line";
  else if (reach.kind === "char" && run.vim.mode === "line") run.vim.mode = "visual";
}

const caseNames: Readonly<Record<string, keyof typeof caseOf>> = {
  u: "gu",
  U: "gU",
  "~": "g~",
  gu: "gu",
  gU: "gU",
  "g~": "g~",
  "g?": "g?",
};

function act(run: Run, command: Parsed, size: NonNullable<Repeat["visual"]>): void {
  const { vim } = run;
  const { name } = command;
  const count = command.count ?? 1;
  const span = selected(run);
  const asLines = (): Span => ({
    kind: "line",
    from: { line: Math.min(run.anchor.line, run.cursor.line), col: 0 },
    to: { line: Math.max(run.anchor.line, run.cursor.line), col: 0 },
  });
  const lineSpan = asLines();
  const wasBlock = vim.mode === "block";
  if (name === "I" || name === "A") return blockInsert(run, command, { span, size });
  const finish = (): void => endVisual(run);
  switch (name) {
    case "d":
    case "x":
    case named.delete:
      finish();
      return remove(run, span, command);
    case "X":
    case "D": {
      finish();
      if (wasBlock && name === "D" && span.kind === "block") {
        return remove(run, { ...span, block: { ...span.block, right: Infinity } }, command);
      }
      return wasBlock ? remove(run, span, command) : remove(run, lineSpan, command);
    }
    case "c":
    case "s":
      finish();
      return operate(run, "c", span, { command, count, visual: size });
    case "C":
    case "S":
    case "R":
      finish();
      if (name === "C" && span.kind === "block") {
        return operate(run, "c", { ...span, block: { ...span.block, right: Infinity } }, {
          command,
          count,
          visual: size,
        });
      }
      return operate(run, "c", lineSpan, { command, count, visual: size });
    case "y": {
      const [first] = before(run.cursor, run.anchor) ? [run.cursor] : [run.anchor];
      finish();
      return operate(
        run,
        "y",
        span.kind === "line" && span.to.line > first.line ? { ...span, from: first } : span,
        { command, count },
      );
    }
    case "Y":
      finish();
      return operate(run, "y", wasBlock ? span : lineSpan, { command, count });
    case ">":
    case "<":
      finish();
      return shift(run, span.kind === "block" ? span : lineSpan, { by: name === ">" ? count : -count });
    case "=":
    case "gq":
    case "gw":
      finish();
      return operate(run, name, lineSpan, { command, count });
    case "J":
    case "gJ": {
      finish();
      const { from, to } = lineSpan;
      return join(
        run,
        from.line,
        Math.min(Math.max(to.line, from.line + 1), run.lines.count - 1),
        name === "J" ? "spaces" : "none",
      );
    }
    case "r":
      finish();
      if (command.char === named.enter) return run.refuse();
      return overwrite(run, span, command.char!);
    case "p":
    case "P":
    case "gp":
    case "gP":
      return putOver(run, command, { span, finish });
    case "\x01":
    case "\x18":
    case "g\x01":
    case "g\x18": {
      finish();
      const sign = name.endsWith("\x01") ? 1 : -1;
      return addEach(run, span, { by: sign * count, grows: name.startsWith("g") });
    }
    default: {
      const kind = caseNames[name];
      if (kind === undefined) return run.refuse();
      finish();
      return recase(run, span, caseOf[kind]);
    }
  }
}

/** `I` and `A`: in a block on each of its lines, else at an end of the selection. */
function blockInsert(
  run: Run,
  command: Parsed,
  { span, size }: { span: Span; size: NonNullable<Repeat["visual"]> },
): void {
  const { lines } = run;
  const toEnd = run.vim.visual?.toEnd ?? false;
  const mode = run.vim.mode as VisualMode;
  const corner = { cursor: run.cursor, anchor: run.anchor };
  endVisual(run);
  if (span.kind !== "block") {
    const start = { line: span.from.line, col: 0 };
    const end = mode === "line"
      ? { line: corner.cursor.line, col: lines.length(corner.cursor.line) }
      : span.to;
    if (mode === "line") {
      run.cursor = command.name === "I"
        ? { line: start.line, col: 0 }
        : { line: span.to.line, col: lines.length(span.to.line) };
    } else {run.cursor = command.name === "I"
        ? start
        : end.col === 0 && end.line > span.from.line
        ? { line: end.line - 1, col: lines.length(end.line - 1) }
        : end;}
    return beginInsert(run, { command, visual: size });
  }
  const { block } = span;
  const edits: Edit[] = [];
  const carets: number[] = [];
  let shift = 0;
  const cell = command.name === "I" ? block.left : block.right + 1;
  for (let line = block.top; line <= block.bottom; line++) {
    const length = lines.length(line);
    const cells = lines.cells(line, length);
    const start = lines.from(line);
    if (toEnd && command.name === "A") carets.push(start + length + shift);
    else if (cells >= cell && (command.name === "A" || cells > cell || line === block.top)) {
      carets.push(start + Math.min(length, lines.columnAt(line, cell)) + shift);
    } else if (command.name === "A") {
      // Too short: spaces up to the block.
      const pad = " ".repeat(cell - cells);
      edits.push({ from: start + length as Offset, to: start + length as Offset, insert: pad });
      shift += pad.length;
      carets.push(start + length + shift);
    }
  }
  if (carets.length === 0) return run.refuse();
  run.cursor = { line: block.top, col: lines.columnAt(block.top, block.left) };
  const home = run.cursor;
  run.edit(edits, { after: carets[0], origin: "type" });
  run.cursor = home;
  beginInsert(run, { command, visual: size, carets: carets as Offset[] });
}

/** `p` over a selection: it goes to the register that the text came from. */
function putOver(run: Run, command: Parsed, { span, finish }: { span: Span; finish: () => void }): void {
  const register = run.register(command.register);
  const count = command.count ?? 1;
  finish();
  const atEnd = span.kind === "char" && span.to.col >= run.lines.length(span.to.line) ||
    span.kind === "line" && span.to.line === run.lines.count - 1;
  const wholeText = span.kind === "line" && span.from.line === 0 && span.to.line === run.lines.count - 1;
  const keeps = command.name === "P" || command.name === "gP";
  const registers = run.vim.registers;
  remove(run, span, { ...command, register: keeps ? "_" : null });
  if (keeps) run.vim.registers = registers;
  // Nothing to put: what was selected is gone all the same, as in Vim.
  if (register === null) return;
  const cursor = command.name.startsWith("g") ? "behind" : "on";
  if (span.kind === "block" && register.kind === "char" && !register.text.includes("\n")) {
    return putOnEach(run, {
      top: span.block.top,
      bottom: span.block.bottom,
      left: span.block.left,
      text: register.text.repeat(count),
    });
  }
  if (span.kind === "line" && register.kind !== "line") {
    // Text in place of lines stands on a line of its own.
    put(run, {
      register: { kind: "line", text: Array.from({ length: count }, () => register.text).join("") },
      count: 1,
      where: atEnd && !wholeText ? "behind" : "before",
      cursor,
    });
    if (wholeText) dropLastLine(run);
    return;
  }
  if (register.kind === "line" && span.kind === "char") {
    const at = run.lines.offset(run.cursor);
    const text = "\n" + Array.from({ length: count }, () => register.text).join("\n") + "\n";
    run.replace({ from: at, to: at, insert: text, after: at + 1, origin: "paste" });
    run.cursor = { line: run.cursor.line, col: run.lines.firstNonBlank(run.cursor.line) };
    return;
  }
  put(run, {
    register,
    count,
    where: span.kind === "line" && atEnd && !wholeText ? "behind" : "before",
    cursor,
  });
  if (wholeText && span.kind === "line") dropLastLine(run);
}
/** Text of one line in place of a block goes to each of its lines. */
function putOnEach(
  run: Run,
  { top, bottom, left, text }: { top: number; bottom: number; left: number; text: string },
): void {
  const { lines } = run;
  const edits: Edit[] = [];
  for (let line = top; line <= bottom; line++) {
    const col = lines.columnAt(line, left);
    const pad = " ".repeat(Math.max(0, left - lines.cells(line, col)));
    const at = lines.from(line) + col as Offset;
    edits.push({ from: at, to: at, insert: pad + text });
  }
  run.edit(edits, { after: edits[0].from + edits[0].insert.length - 1, origin: "paste" });
}
/** All lines were replaced: the empty one that was left goes. */
function dropLastLine(run: Run): void {
  const { lines } = run;
  const { cursor } = run;
  const last = lines.text.lineCount - 1;
  if (last === 0 || lines.length(last) > 0) return;
  const at = lines.text.length;
  if (last === cursor.line || lines.count === last) return;
  run.edit([{ from: at - 1 as Offset, to: at as Offset, insert: "" }], {
    after: lines.offset(cursor),
    origin: "paste",
  });
  run.cursor = cursor;
}

function addEach(run: Run, span: Span, { by, grows }: { by: number; grows: boolean }): void {
  const { lines } = run;
  const edits: Edit[] = [];
  const [first, last] = span.kind === "block"
    ? [span.block.top, span.block.bottom]
    : [span.from.line, span.to.line];
  let step = by;
  for (let line = first; line <= last; line++) {
    const from = span.kind === "block"
      ? lines.columnAt(line, span.block.left)
      : span.kind === "char" && line === first
      ? span.from.col
      : 0;
    const text = lines.line(line);
    const changed = numberChanged(text.slice(from), 0, step);
    if (changed === null) continue;
    const start = lines.from(line) + from;
    edits.push({
      from: start + changed.from as Offset,
      to: start + changed.to as Offset,
      insert: changed.insert,
    });
    if (grows) step += by;
  }
  run.cursor = span.from;
  run.edit(edits, { after: lines.offset(span.from), origin: "tool" });
}

/** "." after a visual command: as much again, from the cursor on. */
export function againVisual(run: Run, repeat: Repeat): void {
  const { visual } = repeat;
  if (visual === undefined) return runAgain(run, repeat, () => runNormal(run, repeat.command));
  const { lines, vim } = run;
  const start: Pos = run.cursor;
  const line = lines.clampLine(start.line + visual.lines);
  vim.mode = visual.mode;
  run.anchor = start;
  vim.visual = { anchor: lines.offset(start), head: lines.offset(start), toEnd: visual.toEnd };
  if (visual.mode === "block") {
    const cell = lines.cells(start.line, start.col) + visual.columns - 1;
    run.cursor = { line, col: Math.min(lines.columnAt(line, cell), lines.length(line)) };
  } else if (visual.lines === 0) {
    run.cursor = { line, col: Math.min(start.col + visual.columns - 1, Math.max(0, lines.length(line) - 1)) };
  } else run.cursor = { line, col: Math.min(visual.columns - 1, Math.max(0, lines.length(line) - 1)) };
  runAgain(run, repeat, () => runVisual(run, repeat.command));
}
