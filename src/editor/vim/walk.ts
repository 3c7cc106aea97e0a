/**
 * Walking through a text character by character as Vim's word and sentence motions do: the gap behind a line counts as
 * one place. Owns words in both directions; each answers where it got to, and whether it could do all of it.
 */
import { classOf, type Lines, type Pos } from "./lines.ts";

type Big = "word" | "WORD";
/** `ok` false: the text ended first. */
export interface Walked {
  readonly pos: Pos;
  readonly ok: boolean;
}

/** A place that moves. */
export class Walker {
  line: number;
  col: number;
  readonly lines: Lines;

  constructor(lines: Lines, { line, col }: Pos) {
    this.lines = lines;
    this.line = line;
    this.col = col;
  }
  get pos(): Pos {
    return { line: this.line, col: this.col };
  }
  get char(): string | undefined {
    return this.lines.line(this.line)[this.col];
  }
  /** The character with its surrogate, for its class. */
  class(big: Big): number {
    const text = this.lines.line(this.line);
    const code = text.charCodeAt(this.col);
    return classOf(
      code >= 0xd800 && code < 0xdc00 ? text.slice(this.col, this.col + 2) : text[this.col],
      big,
    );
  }
  get isEmptyLine(): boolean {
    return this.lines.length(this.line) === 0;
  }
  /** One on. "char": onto another character; "end": onto the end of the line; "line": onto the next line; "stop": nowhere. */
  forward(): "char" | "end" | "line" | "stop" {
    const length = this.lines.length(this.line);
    if (this.col < length) {
      this.col = this.lines.right(this);
      return this.col < length ? "char" : "end";
    }
    if (this.line + 1 >= this.lines.count) return "stop";
    this.line++;
    this.col = 0;
    return "line";
  }
  /** One back; onto the end of the line above. */
  back(): "char" | "line" | "stop" {
    if (this.col > 0) {
      this.col = this.lines.left(this);
      return "char";
    }
    if (this.line === 0) return "stop";
    this.line--;
    this.col = this.lines.length(this.line);
    return "line";
  }
  /** As `forward`, but never rests on the end of a line that has characters. */
  forwardOn(): "char" | "end" | "line" | "stop" {
    const step = this.forward();
    return step !== "char" && step !== "stop" && this.col > 0 ? this.forward() : step;
  }
  backOn(): "char" | "line" | "stop" {
    const step = this.back();
    return step === "line" && this.col > 0 ? this.back() : step;
  }
}

/** `w`. `stopAtEnd`: with an operator the last word ends with its line. */
export function wordsOn(
  lines: Lines,
  from: Pos,
  { count, big, stopAtEnd }: { count: number; big: Big; stopAtEnd: boolean },
): Walked {
  const at = new Walker(lines, from);
  for (let left = count - 1; left >= 0; left--) {
    const kind = at.class(big);
    const onLast = at.line === lines.count - 1;
    const mayEnd = stopAtEnd && left === 0;
    const first = at.forward();
    if (first === "stop" || (first !== "char" && onLast)) return { pos: at.pos, ok: false };
    if (first !== "char" && mayEnd) return { pos: at.pos, ok: true };
    if (kind !== 0) {
      while (at.class(big) === kind) {
        const step = at.forward();
        if (step === "stop" || (step !== "char" && mayEnd)) return { pos: at.pos, ok: true };
      }
    }
    while (at.class(big) === 0 && !at.isEmptyLine) {
      const step = at.forward();
      if (step === "stop" || (step !== "char" && onLast)) return { pos: at.pos, ok: true };
    }
  }
  return { pos: at.pos, ok: true };
}

/** `b`. `stay`: at the start of a word it does not go to the one before. */
export function wordsBack(
  lines: Lines,
  from: Pos,
  { count, big, stay }: { count: number; big: Big; stay?: boolean },
): Walked {
  const at = new Walker(lines, from);
  let holds = stay === true;
  for (let left = count; left > 0; left--) {
    const kind = at.class(big);
    if (at.back() === "stop") return { pos: at.pos, ok: false };
    if (!holds || kind === at.class(big) || kind === 0) {
      let onEmpty = false;
      while (at.class(big) === 0) {
        if (at.isEmptyLine) {
          onEmpty = true;
          break;
        }
        if (at.back() === "stop") return { pos: at.pos, ok: true };
      }
      if (onEmpty) {
        holds = false;
        continue;
      }
      const inside = at.class(big);
      let ended = false;
      while (at.class(big) === inside && !ended) ended = at.back() === "stop";
      if (ended) return { pos: at.pos, ok: true };
    }
    at.forward();
    holds = false;
  }
  return { pos: at.pos, ok: true };
}

/** `e`. `stay`: at the end of a word it stays for the first; `stopAtEmpty`: an empty line is a word. */
export function wordEndsOn(
  lines: Lines,
  from: Pos,
  { count, big, stay, stopAtEmpty }: { count: number; big: Big; stay?: boolean; stopAtEmpty?: boolean },
): Walked {
  const at = new Walker(lines, from);
  let holds = stay === true;
  for (let left = count; left > 0; left--, holds = false) {
    const kind = at.class(big);
    if (at.forward() === "stop") return { pos: at.pos, ok: false };
    if (at.class(big) === kind && kind !== 0) {
      if (pass(at, big, kind)) return { pos: at.pos, ok: false };
    } else if (!holds || kind === 0) {
      let onEmpty = false;
      while (at.class(big) === 0 && !onEmpty) {
        if (stopAtEmpty && at.isEmptyLine) onEmpty = true;
        else if (at.forward() === "stop") return { pos: at.pos, ok: false };
      }
      if (onEmpty) continue;
      if (pass(at, big, at.class(big))) return { pos: at.pos, ok: false };
    }
    at.back();
  }
  return { pos: at.pos, ok: true };
}
function pass(at: Walker, big: Big, kind: number): boolean {
  while (at.class(big) === kind) if (at.forward() === "stop") return true;
  return false;
}

/** `ge`. */
export function wordEndsBack(
  lines: Lines,
  from: Pos,
  { count, big, stopAtLine }: { count: number; big: Big; stopAtLine?: boolean },
): Walked {
  const at = new Walker(lines, from);
  for (let left = count; left > 0; left--) {
    const kind = at.class(big);
    const first = at.back();
    if (first === "stop") return { pos: at.pos, ok: false };
    if (stopAtLine && first === "line") return { pos: at.pos, ok: true };
    if (kind !== 0) {
      while (at.class(big) === kind) {
        const step = at.back();
        if (step === "stop" || (stopAtLine && step === "line")) return { pos: at.pos, ok: true };
      }
    }
    while (at.class(big) === 0 && !at.isEmptyLine) {
      const step = at.back();
      if (step === "stop" || (stopAtLine && step === "line")) return { pos: at.pos, ok: true };
    }
  }
  return { pos: at.pos, ok: true };
}

/** `}` and `{`: the next empty line, or the end of the text. `null`: there already. */
export function paragraphs(
  lines: Lines,
  from: Pos,
  { count, direction, operator }: { count: number; direction: 1 | -1; operator: boolean },
): Pos | null {
  let line = from.line;
  for (let left = count; left > 0; left--) {
    let seen = false;
    for (let first = true;; first = false) {
      const empty = lines.length(line) === 0;
      if (!empty) seen = true;
      if (!first && empty && seen) break;
      line += direction;
      if (line < 0 || line >= lines.count) {
        if (left > 1) return null;
        line -= direction;
        break;
      }
    }
  }
  if (direction < 0) return line === from.line && from.col === 0 ? null : { line, col: 0 };
  if (line < lines.count - 1 || lines.length(line) === 0) return line === from.line ? null : { line, col: 0 };
  const length = lines.length(line);
  const col = operator || length === 0 ? length : lines.left({ line, col: length });
  return line === from.line && col <= from.col ? null : { line, col };
}
