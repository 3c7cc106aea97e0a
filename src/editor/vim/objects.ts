/**
 * Text objects: words, sentences, paragraphs, brackets, tags, quotes, each without ("i") and with ("a") what surrounds
 * it. In visual mode a selection of more than one character grows by them.
 */
import type { Offset } from "../../base/mod.ts";
import { closing, opening, tagsAround } from "./brackets.ts";
import { isBlank, type Lines, type Pos, samePos } from "./lines.ts";
import { sentenceAround } from "./sentences.ts";
import { Walker, wordEndsOn, wordsBack, wordsOn } from "./walk.ts";

/** Both ends on characters, the last one included; `line`: whole lines. `to` before `from`: nothing at all. */
export interface Reach {
  readonly from: Pos;
  readonly to: Pos;
  readonly kind: "char" | "line";
  readonly empty?: true;
  /** For an operator it ends before this place: a block on lines of its own is those lines. */
  readonly before?: Pos;
  /** There were not as many; the cursor is left at `to`, as in Vim. */
  readonly failed?: true;
}
export interface Wish {
  readonly name: string;
  readonly count: number;
  /** The selection there is, in visual mode with more than one character. */
  readonly grown: { readonly anchor: Pos; readonly head: Pos } | null;
  readonly op: string | null;
}

export function objectAt(lines: Lines, at: Pos, wish: Wish): Reach | null {
  const inner = wish.name[0] === "i";
  const given: Given = { ...wish, inner };
  switch (wish.name[1]) {
    case "w":
      return words(lines, at, given, "word");
    case "W":
      return words(lines, at, given, "WORD");
    case "s":
      return sentence(lines, at, given);
    case "p":
      return paragraph(lines, at, given);
    case "(":
    case ")":
    case "b":
      return bracket(lines, at, given, "()");
    case "{":
    case "}":
    case "B":
      return bracket(lines, at, given, "{}");
    case "[":
    case "]":
      return bracket(lines, at, given, "[]");
    case "<":
    case ">":
      return bracket(lines, at, given, "<>");
    case "t":
      return tag(lines, at, given);
    default:
      return quote(lines, at, given, wish.name[1]);
  }
}
type Given = Wish & { readonly inner: boolean };

function words(lines: Lines, at: Pos, { count, inner, grown }: Given, big: "word" | "WORD"): Reach | null {
  let start = at;
  let end = new Walker(lines, at);
  let left = count;
  // No blank behind the last word: those before the first go along, unless they are the line's indent.
  let mayWant = false, wantsBlank = false;
  if (grown === null) {
    const first = new Walker(lines, at);
    // To the start of this word, or of these blanks.
    const kind = first.class(big);
    while (first.col > 0) {
      const back = lines.left(first);
      const probe = new Walker(lines, { line: first.line, col: back });
      if (probe.class(big) !== kind) break;
      first.col = back;
    }
    start = first.pos;
    const isBlankHere = kind === 0;
    const got = inner ? innerWord(lines, at, big) : aWord(lines, at, big, isBlankHere);
    if (got === null) return { from: start, to: lastOf(lines), kind: "char", failed: true };
    end = new Walker(lines, got.to);
    start = inner ? start : (got.from ?? start);
    left--;
    wantsBlank = !inner && !isBlankHere && !got.trailing;
    mayWant = !inner && !isBlankHere;
  } else if (
    grown.head.line < grown.anchor.line ||
    (grown.head.line === grown.anchor.line && grown.head.col < grown.anchor.col)
  ) {
    let head = grown.head;
    for (; left > 0; left--) {
      const back = new Walker(lines, head);
      if (back.backOn() === "stop") return null;
      const kind = back.class(big);
      const span = wordsBack(lines, { line: back.line, col: back.col + 1 }, { count: 1, big, stay: true });
      if (kind === 0) {
        const text = lines.line(back.line);
        let col = back.col;
        while (col > 0 && isBlank(text[col - 1])) col--;
        head = { line: back.line, col };
      } else head = inner || kind !== 0 ? span.pos : back.pos;
      if (!inner) {
        const text = lines.line(head.line);
        let col = head.col;
        while (col > 0 && isBlank(text[col - 1])) col--;
        head = { line: head.line, col };
      }
    }
    return { from: grown.anchor, to: head, kind: "char" };
  } else {
    start = grown.anchor;
    end = new Walker(lines, grown.head);
  }
  for (; left > 0; left--) {
    if (end.forwardOn() === "stop") return { from: start, to: end.pos, kind: "char", failed: true };
    const kind = end.class(big);
    const got = inner ? innerWord(lines, end.pos, big) : aWord(lines, end.pos, big, kind === 0);
    if (got === null) return { from: start, to: lastOf(lines), kind: "char", failed: true };
    wantsBlank = mayWant && !got.trailing;
    end = new Walker(lines, got.to);
  }
  if (wantsBlank) {
    const text = lines.line(start.line);
    let col = start.col;
    while (col > 0 && isBlank(text[col - 1])) col--;
    if (col > 0) start = { line: start.line, col };
  }
  return { from: start, to: end.pos, kind: "char" };
}
function lastOf(lines: Lines): Pos {
  const line = lines.count - 1;
  return lines.onCharacter({ line, col: lines.length(line) });
}
interface Got {
  readonly from?: Pos;
  readonly to: Pos;
  readonly trailing?: boolean;
}
/** The end of the word or the blanks at `at`. */
function innerWord(lines: Lines, at: Pos, big: "word" | "WORD"): Got {
  const walker = new Walker(lines, at);
  const kind = walker.class(big);
  for (;;) {
    const next = lines.right(walker);
    if (next >= lines.length(walker.line)) break;
    if (new Walker(lines, { line: walker.line, col: next }).class(big) !== kind) break;
    walker.col = next;
  }
  return { to: walker.pos };
}
function aWord(lines: Lines, at: Pos, big: "word" | "WORD", blankFirst: boolean): Got | null {
  if (blankFirst) {
    // Blanks, then the word behind them, which may be on the next line.
    const { pos, ok } = wordEndsOn(lines, at, { count: 1, big, stay: true, stopAtEmpty: true });
    return ok ? { to: pos } : null;
  }
  const { pos } = wordsOn(lines, at, { count: 1, big, stopAtEnd: true });
  const end = new Walker(lines, pos);
  // One place back: the last of the blanks, or of the word at the end of its line.
  if (end.line > at.line) {
    end.line = at.line;
    end.col = lines.length(at.line);
  }
  if (end.col > 0) end.col = lines.left(end);
  const text = lines.line(end.line);
  return { to: end.pos, trailing: isBlank(text[end.col] ?? "") };
}

function sentence(lines: Lines, at: Pos, { count, inner, grown }: Given): Reach | null {
  const anchor = grown === null ? null : grown.anchor;
  let from = at;
  let to = at;
  let probe = at;
  if (grown !== null) {
    const next = new Walker(lines, grown.head);
    if (next.forwardOn() === "stop") return null;
    probe = next.pos;
  }
  for (let i = 0; i < count; i++) {
    const { start, end, blankFrom } = sentenceAround(lines, probe);
    const inBlanks =
      !(probe.line < blankFrom.line || (probe.line === blankFrom.line && probe.col < blankFrom.col));
    if (i === 0) from = inner && inBlanks ? blankFrom : inBlanks ? blankFrom : start;
    let stop: Pos;
    if (inner) stop = inBlanks ? end : blankFrom;
    else if (inBlanks) stop = sentenceAround(lines, end).blankFrom;
    else stop = end;
    if (!inner && i === count - 1 && !inBlanks && samePos(blankFrom, end) && grown === null) {
      const text = lines.line(from.line);
      let col = from.col;
      while (col > 0 && isBlank(text[col - 1])) col--;
      from = { line: from.line, col };
    }
    const back = new Walker(lines, stop);
    back.back();
    to = back.pos;
    if (samePos(stop, probe)) return i === 0 ? null : { from: anchor ?? from, to, kind: "char" };
    probe = stop;
  }
  return { from: anchor ?? from, to, kind: "char" };
}

function paragraph(lines: Lines, at: Pos, { count, inner, grown }: Given): Reach | null {
  const blank = (line: number) => /^[ \t]*$/.test(lines.line(line));
  let from = grown === null ? at.line : grown.anchor.line;
  let to: number;
  let left = count;
  if (grown === null || grown.anchor.line === grown.head.line) {
    const kind = blank(from);
    while (from > 0 && blank(from - 1) === kind) from--;
    to = at.line;
    while (to + 1 < lines.count && blank(to + 1) === kind) to++;
    left--;
    if (!inner) {
      if (to + 1 < lines.count) {
        const next = blank(to + 1);
        while (to + 1 < lines.count && blank(to + 1) === next) to++;
      } else if (!kind) {
        // The last paragraph: the gap before it.
        if (from === 0) {
          return left === 0 ? { from: { line: from, col: 0 }, to: { line: to, col: 0 }, kind: "line" } : null;
        }
        while (from > 0 && blank(from - 1)) from--;
      } else return null;
    }
  } else if (grown.head.line < grown.anchor.line) {
    let head = grown.head.line;
    for (; left > 0; left--) {
      for (let part = inner ? 1 : 2; part > 0; part--) {
        if (head === 0) return null;
        const kind = blank(--head);
        while (head > 0 && blank(head - 1) === kind) head--;
      }
    }
    return { from: grown.anchor, to: { line: head, col: 0 }, kind: "line" };
  } else to = grown.head.line;
  for (; left > 0; left--) {
    for (let part = inner ? 1 : 2; part > 0; part--) {
      if (to + 1 >= lines.count) return null;
      const kind = blank(++to);
      while (to + 1 < lines.count && blank(to + 1) === kind) to++;
    }
  }
  return { from: { line: from, col: 0 }, to: { line: to, col: 0 }, kind: "line" };
}

function bracket(lines: Lines, at: Pos, { count, inner, grown }: Given, pair: string): Reach | null {
  const [open, close] = pair;
  let start: Pos | null;
  const char = lines.line(at.line)[at.col];
  let from = grown === null ? at : grown.anchor;
  if (
    grown !== null &&
    (grown.head.line < from.line || (grown.head.line === from.line && grown.head.col < from.col))
  ) {
    from = grown.head;
  }
  if (grown === null && char === open) {
    start = count === 1 ? at : opening(lines, at, { open, close, count: count - 1 });
  } else {start = opening(lines, from, { open, close, count }) ??
      (count === 1 ? nextOpening(lines, from, open) : null);}
  for (let tries = 0; start !== null && tries < 2; tries++) {
    const end = closing(lines, { line: start.line, col: start.col + 1 }, { open, close, count: 1 });
    if (end === null) return null;
    const reach = inner ? inside(lines, start, end) : { from: start, to: end, kind: "char" as const };
    if (grown === null) return reach;
    const last = grown.head.line > grown.anchor.line ||
        (grown.head.line === grown.anchor.line && grown.head.col > grown.anchor.col)
      ? grown.head
      : grown.anchor;
    if (!samePos(reach.from, from) || !samePos(reach.to, last)) return reach;
    // That is selected already: the pair around it.
    start = opening(lines, start, { open, close, count: 1 });
  }
  return null;
}
/** Not inside a pair: the next one, as Vim 9 does. At most 1,000 lines on. */
function nextOpening(lines: Lines, from: Pos, open: string): Pos | null {
  for (let line = from.line; line < Math.min(lines.count, from.line + 1000); line++) {
    const col = lines.line(line).indexOf(open, line === from.line ? from.col : 0);
    if (col >= 0) return { line, col };
  }
  return null;
}
/** Between two brackets; without the blanks of their lines when the block stands on lines of its own. */
function inside(lines: Lines, start: Pos, end: Pos): Reach {
  const first = new Walker(lines, start);
  first.forward();
  if (first.col >= lines.length(first.line) && first.line < end.line) {
    first.line++;
    first.col = 0;
  }
  const last = new Walker(lines, end);
  if (/^[ \t]*$/.test(lines.line(end.line).slice(0, end.col)) && end.line > first.line) {
    last.line = end.line - 1;
    last.col = lines.length(last.line);
    return { from: first.pos, to: last.pos, kind: "char", before: { line: end.line, col: 0 } };
  }
  if (samePos(first.pos, end)) return { from: end, to: end, kind: "char", empty: true };
  last.back();
  return { from: first.pos, to: last.pos, kind: "char" };
}

const tagWindow = 100_000;
function tag(lines: Lines, at: Pos, { count, inner, grown }: Given): Reach | null {
  const middle = lines.offset(at);
  const start = Math.max(0, middle - tagWindow);
  const text = lines.text.slice(start as Offset, Math.min(lines.text.length, middle + tagWindow) as Offset);
  // In the indent before a tag one means the tag.
  let local = middle - start;
  const rest = /^[ \t]*</.exec(text.slice(local));
  if (rest !== null && /(^|\n)[ \t]*$/.test(text.slice(0, local))) local += rest[0].length - 1;
  const all = tagsAround(text, local);
  let level = count - 1;
  if (grown !== null) {
    const low = Math.min(lines.offset(grown.anchor), lines.offset(grown.head)) - start;
    const high = Math.max(lines.offset(grown.anchor), lines.offset(grown.head)) - start + 1;
    level = all.findIndex((
      t,
    ) => (inner
      ? t.openTo < low || t.closeFrom > high || (t.openTo <= low && t.closeFrom > high)
      : t.openFrom < low || t.closeTo > high)
    );
    if (level < 0) return null;
    level += count - 1;
  }
  const found = all[level];
  if (found === undefined) return null;
  const from = start + (inner ? found.openTo : found.openFrom);
  const to = start + (inner ? found.closeFrom : found.closeTo);
  if (from === to) return { from: lines.pos(from), to: lines.pos(from), kind: "char", empty: true };
  return { from: lines.pos(from), to: lines.pos(to - 1), kind: "char" };
}

function quote(lines: Lines, at: Pos, { inner, count, grown }: Given, mark: string): Reach | null {
  const { line } = at;
  const text = lines.line(line);
  let from: number;
  let to: number;
  if (grown !== null) return null;
  const next = (col: number): number => {
    for (let i = col; i < text.length; i++) {
      if (text[i] === "\\") i++;
      else if (text[i] === mark) return i;
    }
    return -1;
  };
  if (text[at.col] === mark) {
    // On a mark: pairs are counted from the start of the line.
    from = -1;
    to = -1;
    for (let open = next(0); open >= 0; open = next(to + 1)) {
      to = next(open + 1);
      if (to < 0) return null;
      if (open <= at.col && at.col <= to) {
        from = open;
        break;
      }
    }
    if (from < 0) return null;
  } else {
    from = -1;
    for (let col = at.col - 1; col >= 0; col--) {
      if (text[col] !== mark) continue;
      let slashes = 0;
      while (text[col - 1 - slashes] === "\\") slashes++;
      if (slashes % 2 === 1) continue;
      from = col;
      break;
    }
    if (from < 0) from = next(at.col);
    if (from < 0) return null;
    to = next(from + 1);
    if (to < 0) return null;
  }
  if (inner && count < 2) {
    if (to === from + 1) return { from: { line, col: to }, to: { line, col: to }, kind: "char", empty: true };
    return { from: { line, col: from + 1 }, to: { line, col: to - 1 }, kind: "char" };
  }
  if (!inner) {
    let end = to + 1;
    while (end < text.length && isBlank(text[end])) end++;
    if (end > to + 1) to = end - 1;
    else while (from > 0 && isBlank(text[from - 1])) from--;
  }
  return { from: { line, col: from }, to: { line, col: to }, kind: "char" };
}
