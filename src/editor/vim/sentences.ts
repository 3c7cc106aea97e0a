/** Sentences: `)`, `(` and the objects `is`, `as`. One ends with . ! or ?, closing marks, and a blank or the line's end. */
import { isBlank, type Lines, type Pos } from "./lines.ts";
import { Walker } from "./walk.ts";

/** Whether a paragraph's border is at this line: an empty one. */
const isGap = (lines: Lines, line: number) => lines.length(line) === 0;

/** Every place where a sentence begins (or an empty line), from the paragraph of `from` on. */
export function sentencesOn(lines: Lines, from: Pos, count: number): Pos | null {
  let at: Pos = from;
  for (let left = count; left > 0; left--) {
    const next = sentenceAfter(lines, at);
    if (next === null) return left === 1 && !isLast(lines, at) ? endOf(lines) : null;
    at = next;
  }
  return at;
}
export function sentencesBack(lines: Lines, from: Pos, count: number): Pos | null {
  let at: Pos = from;
  for (let left = count; left > 0; left--) {
    const next = sentenceBefore(lines, at);
    if (next === null) return null;
    at = next;
  }
  return at;
}

function isLast(lines: Lines, { line, col }: Pos): boolean {
  return line === lines.count - 1 && col >= Math.max(0, lines.length(line) - 1);
}
function endOf(lines: Lines): Pos {
  const line = lines.count - 1;
  return { line, col: lines.length(line) };
}

/** The start of the sentence or gap after `from`. */
function sentenceAfter(lines: Lines, from: Pos): Pos | null {
  if (isGap(lines, from.line)) {
    // Out of a gap: what begins after it.
    for (let line = from.line + 1; line < lines.count; line++) {
      if (!isGap(lines, line)) return { line, col: lines.firstNonBlank(line) };
    }
    return null;
  }
  const at = new Walker(lines, from);
  for (;;) {
    const end = sentenceEndAt(at);
    if (end !== null) {
      const start = skipBlanks(lines, end);
      if (start === null) return null;
      if (start.line > from.line || start.col > from.col) return start;
    }
    const step = at.forward();
    if (step === "stop") return null;
    if (step === "line" && isGap(lines, at.line)) return at.pos;
  }
}
/** If a sentence ends at the walker's character: the place behind its closing marks. */
function sentenceEndAt(at: Walker): Pos | null {
  const char = at.char;
  if (char !== "." && char !== "!" && char !== "?") return null;
  const text = at.lines.line(at.line);
  let col = at.col + 1;
  while (col < text.length && ")]\"'".includes(text[col])) col++;
  return col === text.length || isBlank(text[col]) ? { line: at.line, col } : null;
}
function skipBlanks(lines: Lines, from: Pos): Pos | null {
  const at = new Walker(lines, from);
  for (;;) {
    const char = at.char;
    if (char !== undefined && !isBlank(char)) return at.pos;
    const step = at.forward();
    if (step === "stop") return null;
    if (step === "line" && isGap(lines, at.line)) return at.pos;
  }
}

/** The start of the sentence at `from`, or of the one before if `from` is a start. */
function sentenceBefore(lines: Lines, from: Pos): Pos | null {
  let line = from.line;
  if (isGap(lines, line)) {
    while (line > 0 && isGap(lines, line - 1)) line--;
    if (line < from.line && line > 0) return { line: from.line - 1 === line ? line : line, col: 0 };
    line--;
    if (line < 0) return null;
  }
  // From the start of the paragraph: its sentences in order, the last that lies before `from`.
  let top = line;
  while (top > 0 && !isGap(lines, top - 1)) top--;
  // The first sentence of all begins with the text, blanks and all.
  let start: Pos = { line: top, col: top === 0 ? 0 : lines.firstNonBlank(top) };
  const isBefore = (p: Pos) => p.line < from.line || (p.line === from.line && p.col < from.col);
  if (!isBefore(start)) {
    if (top > 0) return { line: top - 1, col: 0 };
    return from.line === 0 && from.col === 0 ? null : { line: 0, col: 0 };
  }
  for (;;) {
    const next = sentenceAfter(lines, start);
    if (next === null || !isBefore(next) || isGap(lines, next.line)) return start;
    start = next;
  }
}

/** The start of the sentence that holds `from`, and of the next. Blanks between two count with `blank`. */
export function sentenceAround(lines: Lines, from: Pos): { start: Pos; end: Pos; blankFrom: Pos } {
  const next = sentenceAfter(lines, from) ?? endOf(lines);
  const probe = { line: from.line, col: from.col + 1 };
  const start = sentenceBefore(lines, probe) ?? { line: from.line, col: 0 };
  // Behind the sentence's last character begin the blanks.
  const back = new Walker(lines, next);
  if (back.back() === "stop") return { start, end: next, blankFrom: next };
  while (
    (back.char === undefined || isBlank(back.char)) && !(back.line === start.line && back.col <= start.col)
  ) {
    if (back.back() === "stop") break;
  }
  back.forward();
  return { start, end: next, blankFrom: back.pos };
}
