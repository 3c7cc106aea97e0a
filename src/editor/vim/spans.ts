/** What an operator works on: characters, lines or a block; from a motion, an object or a visual selection. */
import { before, type Lines, type Pos } from "./lines.ts";
import type { Target } from "./target.ts";
import type { Block, Run } from "./run.ts";
import type { Parsed } from "./types.ts";

/** `to` is exclusive for characters, inclusive for lines; both are places in the text. */
export type Span =
  | { readonly kind: "char"; readonly from: Pos; readonly to: Pos; readonly big?: boolean }
  | { readonly kind: "line"; readonly from: Pos; readonly to: Pos }
  | { readonly kind: "block"; readonly block: Block; readonly from: Pos; readonly to: Pos };

/** Behind the character at `pos`; at the end of a line, that end. */
export const behind = (lines: Lines, pos: Pos): Pos => ({ line: pos.line, col: lines.right(pos) });

/** What lies between the cursor and where a motion went. */
export function spanOf(run: Run, start: Pos, target: Target, command: Parsed): Span {
  const { lines } = run;
  const isBack = before(target.pos, start);
  const from = isBack ? target.pos : start;
  const end = isBack ? start : target.pos;
  let kind = target.kind;
  if (command.forced === "V") kind = "line";
  else if (command.forced === "v") kind = kind === "exclusive" ? "inclusive" : "exclusive";
  else if (command.forced === "\x16") {
    const [anchor, cursor] = [run.anchor, run.cursor];
    run.anchor = from;
    run.cursor = end;
    const block = run.block();
    run.anchor = anchor;
    run.cursor = cursor;
    return { kind: "block", block, from, to: end };
  }
  if (kind === "line") return { kind, from, to: end };
  if (kind === "inclusive") {
    return charSpan(run, { from, to: behind(lines, end), big: target.big, command });
  }
  // An exclusive end at the start of a line: the motion is taken to end with the line above.
  if (end.col === 0 && end.line > from.line && command.forced === undefined) {
    const line = end.line - 1;
    if (isInIndent(lines, from)) return { kind: "line", from, to: { line, col: 0 } };
    return charSpan(run, {
      from,
      to: { line, col: lines.length(line) },
      big: target.big,
      command,
    });
  }
  return charSpan(run, { from, to: end, big: target.big, command });
}
const isInIndent = (lines: Lines, { line, col }: Pos): boolean =>
  /^[ \t]*$/.test(lines.line(line).slice(0, col));

/** `d` over several lines, from an indent to where only blanks follow, takes the lines. */
function charSpan(
  { lines }: Run,
  { from, to, big, command }: { from: Pos; to: Pos; big?: boolean; command: Parsed },
): Span {
  const takesLines = command.op === "d" && command.forced === undefined && to.line > from.line &&
    isInIndent(lines, from) && /^[ \t]*$/.test(lines.line(to.line).slice(to.col));
  return takesLines ? { kind: "line", from, to } : { kind: "char", from, to, big };
}

/** The text of a span, as a register keeps it. */
export function textOf(
  run: Run,
  span: Span,
): { kind: "char" | "line" | "block"; text: string; width?: number } {
  const { lines } = run;
  if (span.kind === "char") {
    const text = lines.text.slice(lines.offset(span.from), lines.offset(span.to));
    return { kind: "char", text };
  }
  if (span.kind === "line") {
    const from = lines.from(span.from.line), to = lines.to(span.to.line);
    return { kind: "line", text: lines.text.slice(from as never, to as never) };
  }
  const { block } = span;
  const rows: string[] = [];
  for (let line = block.top; line <= block.bottom; line++) rows.push(blockText(lines, line, block));
  let width = block.right - block.left + 1;
  if (block.right === Infinity) width = Math.max(...rows.map((row) => row.length));
  return { kind: "block", text: rows.join("\n"), width };
}
/** Cells of a block in one line, tabs cut at its borders as spaces. */
function blockText(lines: Lines, line: number, { left, right }: Block): string {
  const text = lines.line(line);
  let col = lines.columnAt(line, left);
  let at = lines.cells(line, col);
  let out = "";
  while (col < text.length && at <= right) {
    const size = lines.cellsAt({ line, col }, at);
    const next = lines.right({ line, col });
    const from = Math.max(at, left), to = Math.min(at + size - 1, right);
    out += text[col] === "\t" && to - from + 1 < size ? " ".repeat(to - from + 1) : text.slice(col, next);
    at += size;
    col = next;
  }
  return out;
}
