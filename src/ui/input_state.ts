/**
 * A line of text that a person types into, as a value: caret, selection, word moves, undo. Owns what keys and text do to
 * it; how it looks is text_input.ts, who has the focus and what Enter means is the app's.
 */
import { graphemeLengths } from "../editor/mod.ts";
import { Mod } from "../window/mod.ts";
import type { Platform } from "./chords.ts";

/** Offsets count UTF-16 units; `anchor` stays, `head` moves. */
export interface InputState {
  readonly text: string;
  readonly anchor: number;
  readonly head: number;
  /** What undo and redo return to, the newest last; shared from state to state. */
  readonly past: InputStep | null;
  readonly future: InputStep | null;
}
interface InputStep {
  readonly text: string;
  readonly anchor: number;
  readonly head: number;
  readonly next: InputStep | null;
  /** Whether typing goes on in this step. */
  readonly isTyping: boolean;
}
/** What a key asks for that the input cannot do by itself. */
export type InputWish =
  | { readonly kind: "copy"; readonly text: string }
  | { readonly kind: "paste" };
/** What came of a key; `null` from `inputKey` means that it is no key for an input. */
export interface InputOutcome {
  readonly input: InputState;
  readonly wish?: InputWish;
}

/** An input with a text; the caret at its end, or all of it selected. */
export function inputOf(text = "", select: "all" | "none" = "none"): InputState {
  return { text, anchor: select === "all" ? 0 : text.length, head: text.length, past: null, future: null };
}
export const inputFrom = ({ anchor, head }: InputState): number => Math.min(anchor, head);
export const inputTo = ({ anchor, head }: InputState): number => Math.max(anchor, head);
export const inputSelected = (input: InputState): string =>
  input.text.slice(inputFrom(input), inputTo(input));

/** Text in place of what is selected. */
export function inputType(input: InputState, text: string): InputState {
  return put(input, { from: inputFrom(input), to: inputTo(input), text, isTyping: text.length <= 2 });
}
/** Another text as a whole, which undo takes back. */
export function inputSet(input: InputState, text: string): InputState {
  return text === input.text ? input : put(input, { from: 0, to: input.text.length, text, isTyping: false });
}
/** The caret or, with `anchor`, a selection, both kept inside the text. */
export function inputSelect(input: InputState, head: number, anchor = head): InputState {
  const within = (at: number) => Math.max(0, Math.min(at, input.text.length));
  if (within(head) === input.head && within(anchor) === input.anchor) return input;
  return { ...input, head: within(head), anchor: within(anchor) };
}
/** The word around a place, as a double click selects it. */
export function inputSelectWord(input: InputState, at: number): InputState {
  const from = wordStop(input.text, { at: Math.min(input.text.length, at + 1), by: -1 });
  return inputSelect(input, wordStop(input.text, { at: from, by: 1 }), from);
}

/** What a key does. `multiline`: Ctrl+Enter puts in a line end. */
export function inputKey(
  input: InputState,
  { key, mods }: { readonly key: string; readonly mods: number },
  { platform, lines }: { readonly platform: Platform; readonly lines: "one" | "many" },
): InputOutcome | null {
  const isMac = platform === "mac";
  const has = (mod: number) => (mods & mod) !== 0;
  const command = has(isMac ? Mod.meta : Mod.ctrl);
  const byWord = has(isMac ? Mod.alt : Mod.ctrl);
  const other = has(isMac ? Mod.ctrl : Mod.meta) || (!isMac && has(Mod.alt));
  if (other) return null;
  const from = inputFrom(input), to = inputTo(input);
  const stop = (by: 1 | -1): number =>
    byWord ? wordStop(input.text, { at: input.head, by }) : graphemeStop(input.text, { at: input.head, by });
  const move = (at: number): InputOutcome => ({
    input: inputSelect(input, at, has(Mod.shift) ? input.anchor : at),
  });
  const cut = (range: { from: number; to: number }): InputOutcome => ({
    input: put(input, { ...range, text: "", isTyping: false }),
  });
  switch (key) {
    case "left":
      if (isMac && has(Mod.meta)) return move(0);
      return from !== to && !has(Mod.shift) && !byWord ? move(from) : move(stop(-1));
    case "right":
      if (isMac && has(Mod.meta)) return move(input.text.length);
      return from !== to && !has(Mod.shift) && !byWord ? move(to) : move(stop(1));
    case "home":
      return move(0);
    case "end":
      return move(input.text.length);
    case "backspace":
      return from !== to ? cut({ from, to }) : cut({ from: stop(-1), to: input.head });
    case "delete":
      if (has(Mod.shift) && from !== to) {
        return { ...cut({ from, to }), wish: { kind: "copy", text: inputSelected(input) } };
      }
      return from !== to ? cut({ from, to }) : cut({ from: input.head, to: stop(1) });
    case "insert":
      return has(Mod.shift) ? { input, wish: { kind: "paste" } } : command ? copied(input) : null;
    case "enter":
      return lines === "many" && has(Mod.ctrl) && !has(Mod.alt) && !has(Mod.shift)
        ? { input: inputType(input, "\n") }
        : null;
  }
  if (!command || has(Mod.alt)) return null;
  switch (key) {
    case "a":
      return has(Mod.shift) ? null : { input: inputSelect(input, input.text.length, 0) };
    case "c":
      return has(Mod.shift) ? null : copied(input);
    case "x":
      if (has(Mod.shift) || from === to) return has(Mod.shift) ? null : { input };
      return { ...cut({ from, to }), wish: { kind: "copy", text: inputSelected(input) } };
    case "v":
      return { input, wish: { kind: "paste" } };
    case "z":
      return { input: has(Mod.shift) ? redone(input) : undone(input) };
    case "y":
      return isMac ? null : { input: redone(input) };
    default:
      return null;
  }
}

function copied(input: InputState): InputOutcome {
  const text = inputSelected(input);
  return text === "" ? { input } : { input, wish: { kind: "copy", text } };
}

function put(
  input: InputState,
  { from, to, text, isTyping }: { from: number; to: number; text: string; isTyping: boolean },
): InputState {
  if (from === to && text === "") return input;
  const { past } = input;
  const goesOn = isTyping && past !== null && past.isTyping && from === to && input.future === null;
  const kept: InputStep = goesOn
    ? past
    : { text: input.text, anchor: input.anchor, head: input.head, next: past, isTyping };
  const at = from + text.length;
  return {
    text: input.text.slice(0, from) + text + input.text.slice(to),
    anchor: at,
    head: at,
    past: kept,
    future: null,
  };
}
function undone(input: InputState): InputState {
  const { past, text, anchor, head } = input;
  if (past === null) return input;
  const future: InputStep = { text, anchor, head, next: input.future, isTyping: false };
  return { text: past.text, anchor: past.anchor, head: past.head, past: past.next, future };
}
function redone(input: InputState): InputState {
  const { future, text, anchor, head } = input;
  if (future === null) return input;
  const past: InputStep = { text, anchor, head, next: input.past, isTyping: false };
  return { text: future.text, anchor: future.anchor, head: future.head, past, future: future.next };
}

function graphemeStop(text: string, { at, by }: { at: number; by: 1 | -1 }): number {
  let stop = 0;
  for (const length of graphemeLengths(text)) {
    if (by < 0 ? stop + length >= at : stop + length > at) return by < 0 ? stop : stop + length;
    stop += length;
  }
  return by < 0 ? 0 : text.length;
}
/** The start of the word to the left, the end of the one to the right; runs of other characters count as words. */
function wordStop(text: string, { at, by }: { at: number; by: 1 | -1 }): number {
  const kind = (
    i: number,
  ): number => (/\s/.test(text[i]) ? 0 : /[\p{L}\p{N}\p{M}_\ud800-\udfff]/u.test(text[i]) ? 1 : 2);
  const next = (i: number): number => (by < 0 ? i - 1 : i);
  const isInside = (i: number): boolean => (by < 0 ? i > 0 : i < text.length);
  let stop = at;
  while (isInside(stop) && kind(next(stop)) === 0) stop += by;
  if (!isInside(stop)) return stop;
  const run = kind(next(stop));
  while (isInside(stop) && kind(next(stop)) === run) stop += by;
  return stop;
}
