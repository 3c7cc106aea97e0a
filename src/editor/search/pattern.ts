/**
 * Searching with a regular expression as VS Code does: line by line unless the pattern speaks of line ends, `^` and `$` at
 * each line. Pure, but a pattern may run for ever: only a process that can be killed should call this (regex_child_io.ts).
 */
import type { Offset } from "../../base/mod.ts";
import type { Edit, Text } from "../types.ts";
import type { SearchSpan } from "./job.ts";
import { isWhole, type Query } from "./query.ts";
import { expand, keepCase, type Template } from "./template.ts";

/** A pattern that compiled. */
export interface Pattern {
  readonly regex: RegExp;
  /** Whether a match may hold a line end. */
  readonly crossesLines: boolean;
  readonly separators: string | null;
}
export type PatternResult = { readonly ok: true; readonly value: Pattern } | {
  readonly ok: false;
  readonly reason: string;
};

/** Compiles a regex query; the reason of a refusal is V8's, without what people know already. */
export function patternOf(query: Query, separators: string): PatternResult {
  try {
    const regex = new RegExp(query.text, query.caseSensitive ? "gmu" : "gimu");
    return {
      ok: true,
      value: {
        regex,
        crossesLines: speaksOfLineEnds(query.text),
        separators: query.wholeWord ? separators : null,
      },
    };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    // "Invalid regular expression: /(/u: Unterminated group"
    return { ok: false, reason: words.slice(words.lastIndexOf(": ") + 1).trim() };
  }
}

/** `\n`, `\r`, `\W` or a real line end in the pattern. */
function speaksOfLineEnds(source: string): boolean {
  if (source.includes("\n")) return true;
  for (let i = 0; i < source.length - 1; i++) {
    if (source[i] !== "\\") continue;
    if ("nrW".includes(source[++i])) return true;
  }
  return false;
}

/** Lines read between two answers of `searchPattern`. */
const LINES_A_TURN = 500;

/**
 * Matches as pairs, pushed into `out`; pauses now and then, so that whoever runs it can look around. One step of it lasts as
 * long as the pattern wants.
 */
export function* searchPattern(
  text: Text,
  pattern: Pattern,
  { spans, out }: { readonly spans?: readonly SearchSpan[]; readonly out: number[] },
): Generator<void> {
  for (const piece of pieces(text, { pattern, spans })) {
    if (piece === null) {
      yield;
      continue;
    }
    for (const match of matchesOf(piece.text, pattern.regex)) {
      const from = piece.from + match.index;
      const to = from + match[0].length;
      if (pattern.separators !== null && !isWhole(text, { from, to, separators: pattern.separators })) {
        continue;
      }
      out.push(from, to);
      if (pattern.crossesLines) yield;
    }
  }
}

/** The edits that replace what a pattern matches: all, or only the match that is exactly `only`. Pauses like `searchPattern`. */
export function* replacePattern(
  text: Text,
  pattern: Pattern,
  { spans, template, preserveCase, only, out }: {
    readonly spans?: readonly SearchSpan[];
    readonly template: Template;
    readonly preserveCase: boolean;
    readonly only?: SearchSpan;
    readonly out: Edit[];
  },
): Generator<void> {
  for (const piece of pieces(text, { pattern, spans, only })) {
    if (piece === null) {
      yield;
      continue;
    }
    for (const match of matchesOf(piece.text, pattern.regex)) {
      const from = piece.from + match.index;
      const to = from + match[0].length;
      if (only !== undefined && (from !== only.from || to !== only.to)) continue;
      if (pattern.separators !== null && !isWhole(text, { from, to, separators: pattern.separators })) {
        continue;
      }
      const insert = expand(template, match, match.groups);
      out.push({
        from: from as Offset,
        to: to as Offset,
        insert: preserveCase && template.isPlain ? keepCase(match[0], insert) : insert,
      });
      if (pattern.crossesLines) yield;
    }
  }
}

interface Piece {
  readonly from: number;
  readonly text: string;
}

/** What the pattern is held against, one string at a time; `null` is a pause. */
function* pieces(
  text: Text,
  { pattern, spans, only }: {
    readonly pattern: Pattern;
    readonly spans?: readonly SearchSpan[];
    readonly only?: SearchSpan;
  },
): Generator<Piece | null> {
  for (const span of spans ?? [{ from: 0, to: text.length }]) {
    if (pattern.crossesLines) {
      yield { from: span.from, text: text.slice(span.from as Offset, span.to as Offset) };
      continue;
    }
    if (only === undefined) {
      yield* linesIn(text, span);
      continue;
    }
    const line = text.lineAt(only.from as Offset);
    const from = Math.max(line.from, span.from), to = Math.min(line.to, span.to);
    if (from <= only.from && only.to <= to) yield { from, text: text.slice(from as Offset, to as Offset) };
  }
}

function* linesIn(text: Text, { from, to }: SearchSpan): Generator<Piece | null> {
  let carry = "";
  let start = from;
  let lines = 0;
  for (let at = from; at < to;) {
    const chunk = text.chunkAt(at as Offset);
    const end = Math.min(to, chunk.from + chunk.text.length);
    const part = chunk.text.slice(at - chunk.from, end - chunk.from);
    at = end;
    let done = 0;
    for (let stop = part.indexOf("\n"); stop >= 0; stop = part.indexOf("\n", done)) {
      const line = carry === "" ? part.slice(done, stop) : carry + part.slice(done, stop);
      yield { from: start, text: line };
      carry = "";
      done = stop + 1;
      start += line.length + 1;
      if (++lines % LINES_A_TURN === 0) yield null;
    }
    carry += part.slice(done);
  }
  yield { from: start, text: carry };
}

function* matchesOf(text: string, regex: RegExp): Generator<RegExpExecArray> {
  regex.lastIndex = 0;
  for (let match = regex.exec(text); match !== null; match = regex.exec(text)) {
    yield match;
    if (match[0] !== "") continue;
    // A match of nothing would be found for ever.
    const at = regex.lastIndex;
    regex.lastIndex = at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
    if (regex.lastIndex > text.length) return;
  }
}
