/**
 * Operators on a span: delete, change, yank, shift, indent, case, join, replace. Each is one change of the text and
 * leaves the cursor where Vim leaves it. Owns no grammar: normal.ts and visual.ts say which and on what.
 */
import type { Offset } from "../../base/mod.ts";
import type { Edit } from "../types.ts";
import { beginInsert } from "./insert.ts";
import type { Pos } from "./lines.ts";
import { withMark } from "./places.ts";
import { blockSpan, type Run } from "./run.ts";
import { type Span, textOf } from "./spans.ts";
import { VIM_WORDS } from "./strings.ts";
import type { Parsed, Repeat } from "./types.ts";

export interface Call {
  readonly command: Parsed;
  readonly count: number;
  readonly visual?: Repeat["visual"];
}

export function operate(run: Run, op: string, span: Span, call: Call): void {
  switch (op) {
    case "d":
      return remove(run, span, call.command);
    case "c":
      return change(run, span, call);
    case "y":
      return yank(run, span, call.command);
    case ">":
    case "<":
      return shift(run, span, { by: op === ">" ? call.count : -call.count });
    case "=":
      return reindent(run, span);
    case "gu":
    case "gU":
    case "g~":
    case "g?":
      return recase(run, span, caseOf[op]);
    case "gq":
    case "gw":
      return format(run, span, op);
    default:
      return run.refuse();
  }
}

function yank(run: Run, span: Span, { register }: Parsed): void {
  run.yanked(register, textOf(run, span));
  const from = run.lines.offset(span.kind === "line" ? { line: span.from.line, col: 0 } : span.from);
  const to = span.kind === "line" ? run.lines.to(span.to.line) : run.lines.offset(span.to);
  const last = Math.max(from, to - (span.kind === "char" ? 1 : 0)) as Offset;
  run.note((places) => withMark(withMark(places, "[", from), "]", last));
  const lines = span.to.line - span.from.line + 1;
  if (lines > 2 && span.kind === "line") run.vim.message = VIM_WORDS.yanked(lines);
  run.cursor = span.kind === "block"
    ? { line: span.block.top, col: run.lines.columnAt(span.block.top, span.block.left) }
    : span.from;
}

export function remove(run: Run, span: Span, { register }: Parsed): void {
  const { lines } = run;
  if (span.kind === "char" && lines.offset(span.from) === lines.offset(span.to)) {
    run.cursor = span.from;
    return;
  }
  keepDeleted(run, span, register);
  if (span.kind === "char") {
    const from = lines.offset(span.from);
    run.cursor = span.from;
    return run.replace({ from, to: lines.offset(span.to), insert: "", after: from });
  }
  if (span.kind === "line") {
    run.cursor = span.from;
    return removeLines(run, span.from.line, span.to.line);
  }
  const edits: Edit[] = [];
  for (let line = span.block.top; line <= span.block.bottom; line++) {
    edits.push(blockEdit(run, line, span.block, ""));
  }
  run.cursor = { line: span.block.top, col: lines.columnAt(span.block.top, span.block.left) };
  run.edit(edits, { after: edits[0].from + edits[0].insert.length, origin: "delete" });
}
function keepDeleted(run: Run, span: Span, register: string | null): void {
  const lines = span.to.line - span.from.line;
  const big = span.kind === "line" || lines > 0 || (span.kind === "char" && span.big === true);
  run.deleted(register, textOf(run, span), { big, small: span.kind !== "line" && lines === 0 });
  if (span.kind === "line" && lines > 1) run.vim.message = VIM_WORDS.fewer(lines + 1);
}
/** One line's share of a block put away; a tab that the block cuts keeps its other cells as spaces. */
function blockEdit(
  run: Run,
  line: number,
  block: { left: number; right: number; top: number; bottom: number },
  insert: string,
): Edit {
  const { lines } = run;
  const start = lines.from(line);
  const text = lines.line(line);
  const { from, to } = blockSpan(lines, line, block);
  let before = "", after = "";
  if (text[from] === "\t" && from < to) {
    before = " ".repeat(Math.max(0, block.left - lines.cells(line, from)));
  }
  if (to > from && text[to - 1] === "\t" && block.right !== Infinity) {
    after = " ".repeat(Math.max(0, lines.cells(line, to) - block.right - 1));
  }
  return { from: start + from as Offset, to: start + to as Offset, insert: before + insert + after };
}

/** Whole lines go; the cursor is at the first character of what follows. */
export function removeLines(run: Run, first: number, last: number): void {
  const { lines } = run;
  const all = lines.text;
  let from = lines.from(first);
  let to = lines.to(last);
  const isLast = last === lines.count - 1;
  if (last + 1 < all.lineCount) to++;
  else if (first > 0) from--;
  // The caret before it, for undo: the line itself.
  run.cursor = { line: first, col: Math.min(run.cursor.col, lines.length(first)) };
  run.replace({ from, to, insert: "", after: Math.min(from, all.length - (to - from)) });
  const line = Math.min(isLast ? first - 1 : first, run.lines.count - 1);
  run.cursor = { line: Math.max(0, line), col: 0 };
  run.cursor = { line: run.cursor.line, col: run.lines.firstNonBlank(run.cursor.line) };
}

export const indentOf = (text: string): string => /^[ \t]*/.exec(text)![0];

function change(run: Run, span: Span, { command, visual }: Call): void {
  const { lines } = run;
  if (span.kind === "block") {
    const { block } = span;
    keepDeleted(run, span, command.register);
    const edits: Edit[] = [];
    for (let line = block.top; line <= block.bottom; line++) {
      // A line too short for the block is left alone.
      if (lines.cells(line, lines.length(line)) > block.left || line === block.top) {
        edits.push(blockEdit(run, line, block, ""));
      }
    }
    let shift = 0;
    const carets = edits.map(({ from, to, insert }) => {
      const at = from + shift + insert.length;
      shift += insert.length - (to - from);
      return at as Offset;
    });
    run.cursor = { line: block.top, col: lines.columnAt(block.top, block.left) };
    run.edit(edits, { after: carets[0], origin: "delete" });
    return beginInsert(run, { command, visual, carets });
  }
  if (span.kind === "line") {
    keepDeleted(run, span, command.register);
    const first = lines.line(span.from.line);
    const keep = run.state.settings.autoIndent === "none" ? "" : indentOf(first);
    const from = lines.from(span.from.line);
    run.cursor = { line: span.from.line, col: 0 };
    run.replace({ from, to: lines.to(span.to.line), insert: keep, after: from + keep.length });
    return beginInsert(run, { command, visual });
  }
  remove(run, span, command);
  // Deleting may have left the cursor behind the line's end, and that is where typing goes on.
  beginInsert(run, { command, visual });
}

/** An indent of so many cells, as the settings write it. */
export function blankOf(run: Run, cells: number): string {
  const { insertSpaces, tabSize } = run.state.settings;
  if (insertSpaces) return " ".repeat(cells);
  return "\t".repeat(Math.floor(cells / tabSize)) + " ".repeat(cells % tabSize);
}
export function shift(run: Run, span: Span, { by }: { by: number }): void {
  const { lines } = run;
  const step = run.state.settings.indentSize;
  const edits: Edit[] = [];
  if (span.kind === "block" && by < 0) {
    for (let line = span.block.top; line <= span.block.bottom; line++) {
      const text = lines.line(line);
      const col = lines.columnAt(line, span.block.left);
      const end = col + indentOf(text.slice(col)).length;
      if (end === col) continue;
      const old = lines.cells(line, col);
      const cells = Math.max(old, lines.cells(line, end) + by * step);
      const start = lines.from(line);
      edits.push({ from: start + col as Offset, to: start + end as Offset, insert: " ".repeat(cells - old) });
    }
    run.cursor = span.from;
    const at = lines.from(span.block.top) + lines.columnAt(span.block.top, span.block.left);
    return run.edit(edits, { after: at, origin: "tool" });
  }
  if (span.kind === "block" && by > 0) {
    for (let line = span.block.top; line <= span.block.bottom; line++) {
      const text = lines.line(line);
      const col = lines.columnAt(line, span.block.left);
      if (col >= text.length) continue;
      const end = col + indentOf(text.slice(col)).length;
      const cells = lines.cells(line, end) + by * step;
      const old = lines.cells(line, col);
      const start = lines.from(line);
      const fill = run.state.settings.insertSpaces
        ? " ".repeat(cells - old)
        : tabbed(old, cells, run.state.settings.tabSize);
      edits.push({ from: start + col as Offset, to: start + end as Offset, insert: fill });
    }
    run.cursor = span.from;
    const at = lines.from(span.block.top) + lines.columnAt(span.block.top, span.block.left);
    return run.edit(edits, { after: at, origin: "tool" });
  }
  const [first, last] = span.kind === "block"
    ? [span.block.top, span.block.bottom]
    : [span.from.line, span.to.line];
  for (let line = first; line <= last; line++) {
    const text = lines.line(line);
    if (text === "") continue;
    const indent = indentOf(text);
    const cells = Math.max(0, lines.cells(line, indent.length) + by * step);
    const from = lines.from(line) as Offset;
    edits.push({ from, to: from + indent.length as Offset, insert: blankOf(run, cells) });
  }
  run.cursor = { line: first, col: span.kind === "line" ? span.from.col : 0 };
  run.edit(edits, { after: lines.from(first), origin: "tool" });
  run.cursor = { line: first, col: run.lines.firstNonBlank(first) };
}
function tabbed(from: number, to: number, tabSize: number): string {
  let out = "";
  let at = from;
  while (at + tabSize - at % tabSize <= to) {
    out += "\t";
    at += tabSize - at % tabSize;
  }
  return out + " ".repeat(to - at);
}

/** `=`: each line one step deeper behind an open bracket, one less before a closing one. */
function reindent(run: Run, span: Span): void {
  const { lines } = run;
  const step = run.state.settings.indentSize;
  const edits: Edit[] = [];
  let above = span.from.line - 1;
  while (above >= 0 && lines.line(above).trim() === "") above--;
  let cells = above < 0 ? 0 : lines.cells(above, indentOf(lines.line(above)).length);
  let opens = above >= 0 && /[{[(][ \t]*$/.test(lines.line(above));
  for (let line = span.from.line; line <= span.to.line; line++) {
    const text = lines.line(line);
    const indent = indentOf(text);
    const from = lines.from(line) as Offset;
    if (indent.length === text.length) {
      edits.push({ from, to: from + indent.length as Offset, insert: "" });
      continue;
    }
    if (opens) cells += step;
    if (/^[ \t]*[}\])]/.test(text)) cells = Math.max(0, cells - step);
    opens = /[{[(][ \t]*$/.test(text);
    edits.push({ from, to: from + indent.length as Offset, insert: blankOf(run, cells) });
  }
  run.cursor = span.from;
  run.edit(edits, { after: lines.from(span.from.line), origin: "tool" });
  run.cursor = { line: span.from.line, col: run.lines.firstNonBlank(span.from.line) };
}

const swap = (char: string): string => {
  const low = char.toLowerCase();
  return low === char ? upper(char) : low;
};
// "ß" has no capital of one letter: as in Vim it stays.
const upper = (
  char: string,
): string => (char.toUpperCase().length === char.length ? char.toUpperCase() : char);
const rot13 = (char: string): string => {
  const code = char.charCodeAt(0);
  const base = code >= 97 && code <= 122 ? 97 : code >= 65 && code <= 90 ? 65 : 0;
  return base === 0 ? char : String.fromCharCode(base + (code - base + 13) % 26);
};
export const caseOf = {
  gu: (char: string) => char.toLowerCase(),
  gU: upper,
  "g~": swap,
  "g?": rot13,
} as const;
export const mapText = (text: string, f: (char: string) => string): string => {
  let out = "";
  for (const char of text) out += f(char);
  return out;
};

/** Every character of a span through `f`; the cursor goes to its start. */
export function recase(run: Run, span: Span, f: (char: string) => string): void {
  const { lines } = run;
  const edits: Edit[] = [];
  const add = (from: number, to: number): void => {
    const text = lines.text.slice(from as Offset, to as Offset);
    const next = mapText(text, f);
    if (next !== text) edits.push({ from: from as Offset, to: to as Offset, insert: next });
  };
  let at: Pos = span.from;
  if (span.kind === "char") add(lines.offset(span.from), lines.offset(span.to));
  else if (span.kind === "line") add(lines.from(span.from.line), lines.to(span.to.line));
  else {
    for (let line = span.block.top; line <= span.block.bottom; line++) {
      const { from, to } = blockSpan(lines, line, span.block);
      add(lines.from(line) + from, lines.from(line) + to);
    }
    at = { line: span.block.top, col: lines.columnAt(span.block.top, span.block.left) };
  }
  run.cursor = at;
  run.edit(edits, { after: lines.offset(at), origin: "tool" });
}

/** `J`: lines joined by a space where one belongs; `gJ` as they are. */
export function join(run: Run, first: number, last: number, spaces: "spaces" | "none"): void {
  const { lines } = run;
  if (first >= last || last >= lines.count) return run.refuse();
  const edits: Edit[] = [];
  let text = lines.line(first);
  // Of the line above, as it was: behind an empty one there is always a space.
  let end = text.at(-1);
  let col = 0;
  for (let line = first + 1; line <= last; line++) {
    const next = lines.line(line);
    const skip = spaces === "none" ? 0 : indentOf(next).length;
    const rest = next.slice(skip);
    const space = spaces === "spaces" && rest !== "" && rest[0] !== ")" && text !== "" && end !== "\t" &&
      end !== " ";
    col = text.length;
    text += (space ? " " : "") + rest;
    end = rest.at(-1);
    const at = lines.to(line - 1);
    edits.push({ from: at as Offset, to: at + 1 + skip as Offset, insert: space ? " " : "" });
  }
  run.cursor = {
    line: first,
    col: Math.min(run.cursor.line === first ? run.cursor.col : 0, lines.length(first)),
  };
  run.edit(edits, { after: lines.from(first) + col, origin: "tool" });
}

/** `r` over a span, and `~`-like commands of visual mode. */
export function overwrite(run: Run, span: Span, char: string): void {
  recase(run, span, (old) => (old === "\n" ? old : char));
}

/** `gq`: paragraphs filled to 79 columns (80 less one, as Vim without 'textwidth'). */
function format(run: Run, span: Span, op: string): void {
  const { lines } = run;
  const out: string[] = [];
  let words: string[] = [];
  let indent = "";
  const flush = (): void => {
    let row = indent;
    let fresh = true;
    for (const word of words) {
      if (!fresh && row.length + 1 + word.length > 79) {
        out.push(row);
        row = indent;
        fresh = true;
      }
      row += fresh ? word : ` ${word}`;
      fresh = false;
    }
    if (words.length > 0) out.push(row);
    words = [];
  };
  for (let line = span.from.line; line <= span.to.line; line++) {
    const text = lines.line(line);
    if (text.trim() === "") {
      flush();
      out.push("");
      continue;
    }
    if (words.length === 0) indent = indentOf(text);
    words.push(...text.split(/[ \t]+/).filter((word) => word !== ""));
  }
  flush();
  const from = lines.from(span.from.line);
  const cursor = run.cursor;
  run.replace({ from, to: lines.to(span.to.line), insert: out.join("\n"), after: from, origin: "tool" });
  const last = span.from.line + Math.max(0, out.length - 1);
  run.cursor = op === "gw"
    ? { line: Math.min(cursor.line, last), col: cursor.col }
    : { line: last, col: run.lines.firstNonBlank(last) };
}
