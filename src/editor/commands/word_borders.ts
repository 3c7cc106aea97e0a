/**
 * Where the word keys stop, in one line at a time: by the setting `wordSeparators`, as VS Code's keys do, not by UAX #29.
 * A word is a run of separators or a run of everything else that is not blank. Owns no command: movement is move_words.ts,
 * deletion is delete_words.ts. A run longer than WINDOW is taken in pieces, so that a 1 MB line costs no more than others.
 */
import type { Offset } from "../../base/mod.ts";
import type { Line, Text } from "../types.ts";
import { graphemeAfter, graphemeBorderAt, isGraphemeBorder } from "../unicode/graphemes.ts";

const WINDOW = 10_000;

/** What a word motion aims at. `fast` is `start`, but passes a lone separator before a word. */
export type WordGoal = "start" | "fast" | "end";
/** What the finders need: the text and which characters separate. */
export interface WordSource {
  readonly text: Text;
  readonly separators: string;
}
/** A run; `beyond` is the class of the character behind it, seen in the direction of the search. */
interface Word {
  readonly from: number;
  readonly to: number;
  readonly kind: Kind;
  readonly beyond: Kind;
}
type Kind = "word" | "separator" | "blank" | "none";

/** The stop left of `at`. At the start of a line it is looked for in the line above; 0 at 0. */
export function wordLeft(source: WordSource, at: Offset, goal: WordGoal): Offset {
  return graphemeBorderAt(source.text, stopLeft(source, at, goal));
}
function stopLeft(source: WordSource, at: Offset, goal: WordGoal): Offset {
  let line = source.text.lineAt(at);
  if (at === line.from) {
    if (at === 0) return at;
    line = source.text.lineAt((at - 1) as Offset);
    at = line.to;
  }
  let word = wordBefore(source, line, at);
  if (goal === "fast" && word !== null && isLone(word)) word = wordBefore(source, line, word.from);
  if (goal !== "end") return (word?.from ?? line.from) as Offset;
  if (word !== null && at <= word.to) word = wordBefore(source, line, word.from);
  return (word?.to ?? line.from) as Offset;
}

/** The stop right of `at`. At the end of a line it is looked for in the line below; the length at the length. */
export function wordRight(source: WordSource, at: Offset, goal: WordGoal): Offset {
  return borderAfter(source.text, stopRight(source, at, goal));
}
/** A mark on a blank belongs to it, though the letters begin there: `at`, or the border right of it. */
function borderAfter(text: Text, at: Offset): Offset {
  return isGraphemeBorder(text, at) ? at : graphemeAfter(text, graphemeBorderAt(text, at));
}
function stopRight(source: WordSource, at: Offset, goal: WordGoal): Offset {
  let line = source.text.lineAt(at);
  const isLineEnd = at === line.to && at < source.text.length;
  if (isLineEnd) {
    line = source.text.lineAt((at + 1) as Offset);
    at = line.from;
  }
  let word = wordAfter(source, line, at);
  if (goal === "end") {
    if (word !== null && isLone(word)) word = wordAfter(source, line, word.to);
    return (word?.to ?? line.to) as Offset;
  }
  if (word !== null && !isLineEnd && at >= word.from) word = wordAfter(source, line, word.to);
  return (word?.from ?? line.to) as Offset;
}

/** The run that ends at or before `at` in `line`; null where only blanks are left. */
export function wordBefore(source: WordSource, line: Line, at: number): Word | null {
  const from = Math.max(line.from, at - WINDOW);
  const text = source.text.slice(from as Offset, at as Offset);
  let to = text.length;
  while (to > 0 && kindOf(text[to - 1], source.separators) === "blank") to--;
  if (to === 0) return null;
  const kind = kindOf(text[to - 1], source.separators);
  let start = to;
  while (start > 0 && kindOf(text[start - 1], source.separators) === kind) start--;
  // The run may go on right of `at`, when `at` lies inside it.
  const end = to === text.length ? runEnd(source, line, { at, kind }) : from + to;
  const beyond = start === 0 ? "none" : kindOf(text[start - 1], source.separators);
  return { from: from + start, to: end, kind, beyond };
}

/** The run that starts at or after `at` in `line`, or holds `at`; null where only blanks are left. */
export function wordAfter(source: WordSource, line: Line, at: number): Word | null {
  const limit = Math.min(line.to, at + WINDOW);
  const text = source.text.slice(at as Offset, limit as Offset);
  let start = 0;
  while (start < text.length && kindOf(text[start], source.separators) === "blank") start++;
  if (start === text.length) return null;
  const kind = kindOf(text[start], source.separators);
  let to = start;
  while (to < text.length && kindOf(text[to], source.separators) === kind) to++;
  const from = start === 0 ? runStart(source, line, { at, kind }) : at + start;
  const beyond = to === text.length ? "none" : kindOf(text[to], source.separators);
  return { from, to: at + to, kind, beyond };
}

/** The word, not separators, that holds or touches `at`; null where there is none. */
export function wordAt(
  source: WordSource,
  at: Offset,
): { readonly from: Offset; readonly to: Offset } | null {
  const line = source.text.lineAt(at);
  const to = runEnd(source, line, { at, kind: "word" });
  const from = runStart(source, line, { at, kind: "word" });
  if (from === to) return null;
  const { text } = source;
  return { from: graphemeBorderAt(text, from as Offset), to: borderAfter(text, to as Offset) };
}

function runEnd(source: WordSource, line: Line, { at, kind }: { at: number; kind: Kind }): number {
  const text = source.text.slice(at as Offset, Math.min(line.to, at + WINDOW) as Offset);
  let length = 0;
  while (length < text.length && kindOf(text[length], source.separators) === kind) length++;
  return at + length;
}
function runStart(source: WordSource, line: Line, { at, kind }: { at: number; kind: Kind }): number {
  const from = Math.max(line.from, at - WINDOW);
  const text = source.text.slice(from as Offset, at as Offset);
  let length = text.length;
  while (length > 0 && kindOf(text[length - 1], source.separators) === kind) length--;
  return from + length;
}
function isLone(word: Word): boolean {
  return word.kind === "separator" && word.to - word.from === 1 && word.beyond === "word";
}
function kindOf(character: string, separators: string): Kind {
  if (character === " " || character === "\t") return "blank";
  return separators.includes(character) ? "separator" : "word";
}

/** The stop inside words left of `at`: camelCase, snake_case, kebab-case; never past a plain word stop. */
export function wordPartLeft(source: WordSource, at: Offset): Offset {
  const stops = [wordLeft(source, at, "start"), wordLeft(source, at, "end"), partLeft(source.text, at)];
  return graphemeBorderAt(source.text, Math.max(...stops) as Offset);
}
/** The same to the right. */
export function wordPartRight(source: WordSource, at: Offset): Offset {
  const stops = [wordRight(source, at, "start"), wordRight(source, at, "end"), partRight(source.text, at)];
  return borderAfter(source.text, Math.min(...stops) as Offset);
}

function partLeft(text: Text, at: Offset): number {
  const line = text.lineAt(at);
  if (at === line.from) return Math.max(0, at - 1);
  const from = Math.max(line.from, at - WINDOW);
  const part = text.slice(from as Offset, Math.min(line.to, at + 1) as Offset);
  for (let i = at - from - 1; i > 0; i--) if (isAfterJoint(part, i) || isCaseBorder(part, i)) return from + i;
  return from;
}
function partRight(text: Text, at: Offset): number {
  const line = text.lineAt(at);
  if (at === line.to) return Math.min(text.length, at + 1);
  const from = Math.max(line.from, at - 1);
  const part = text.slice(from as Offset, Math.min(line.to, at + WINDOW) as Offset);
  for (let i = at - from + 1; i < part.length; i++) {
    if (isBeforeJoint(part, i) || isCaseBorder(part, i)) return from + i;
  }
  return from + part.length;
}
// Leftwards the caret stops behind "_" and "-", rightwards before them: at the word either way.
const isJoint = (character: string) => character === "_" || character === "-";
const isAfterJoint = (text: string, i: number) => isJoint(text[i - 1]) && text[i] !== text[i - 1];
const isBeforeJoint = (text: string, i: number) => isJoint(text[i]) && text[i] !== text[i - 1];
function isCaseBorder(text: string, i: number): boolean {
  if (!isUpper(text[i])) return false;
  if (isLower(text[i - 1])) return true;
  return isUpper(text[i - 1]) && i + 1 < text.length && isLower(text[i + 1]);
}
const isUpper = (character: string) => character !== character.toLowerCase();
const isLower = (character: string) =>
  character !== character.toUpperCase() || (character >= "0" && character <= "9");
