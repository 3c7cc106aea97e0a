/**
 * Which bracket belongs to which, found by looking along the text: bounded, so that a bracket without a partner in a large
 * file costs no more than the budget. `isCode` leaves out brackets in strings and comments where somebody knows them.
 */
import type { Offset } from "../../base/mod.ts";
import type { Text } from "../types.ts";

/** Brackets of one unit each. */
export type Pairs = readonly (readonly [string, string])[];
export interface MatchOptions {
  readonly brackets: Pairs;
  /** Units looked at in one direction. */
  readonly budget?: number;
  /** Whether a bracket at that offset counts. Absent: all do. */
  readonly isCode?: (at: Offset) => boolean;
}
/** Where two brackets stand; each is one unit long. */
export interface BracketPlaces {
  readonly open: Offset;
  readonly close: Offset;
}
/** A line of 80 units times 2,500: what a person could mean by "the other one". Measured 0.4 ms. */
const usualBudget = 200_000;

/** The pair that a caret touches; between two brackets the right one's. Null where none is, or it has no partner in reach. */
export function matchBracket(text: Text, at: Offset, options: MatchOptions): BracketPlaces | null {
  return partnerOf(text, at, options) ?? (at > 0 ? partnerOf(text, at - 1 as Offset, options) : null);
}

/** The pair of the bracket that starts at `at`. */
export function partnerOf(text: Text, at: Offset, options: MatchOptions): BracketPlaces | null {
  if (at < 0 || at >= text.length) return null;
  const here = unitAt(text, at);
  for (const [open, close] of options.brackets) {
    if (open.length !== 1 || close.length !== 1) continue;
    const isOpen = here === open.charCodeAt(0);
    if (!isOpen && here !== close.charCodeAt(0)) continue;
    if (options.isCode !== undefined && !options.isCode(at)) return null;
    const other = isOpen
      ? closeAfter(text, at + 1, { open, close, options })
      : openBefore(text, at, { open, close, options });
    if (other === null) return null;
    return isOpen ? { open: at, close: other } : { open: other, close: at };
  }
  return null;
}

/** The innermost pair around a caret; null where none is in reach. */
export function enclosingBrackets(text: Text, at: Offset, options: MatchOptions): BracketPlaces | null {
  let from: Offset | null = at;
  // An open bracket without a partner hides the pairs around it no longer than a few tries.
  for (let tries = 0; tries < 20; tries++) {
    from = openAround(text, from, options);
    if (from === null) return null;
    const pair = partnerOf(text, from, options);
    if (pair !== null && pair.close >= at) return pair;
  }
  return null;
}

interface Search {
  readonly open: string;
  readonly close: string;
  readonly options: MatchOptions;
}

function closeAfter(text: Text, from: number, { open, close, options }: Search): Offset | null {
  const openUnit = open.charCodeAt(0), closeUnit = close.charCodeAt(0);
  const end = Math.min(text.length, from + (options.budget ?? usualBudget));
  let depth = 0;
  for (let at = from; at < end;) {
    const chunk = text.chunkAt(at as Offset);
    const limit = Math.min(chunk.text.length, end - chunk.from);
    for (let i = at - chunk.from; i < limit; i++) {
      const unit = chunk.text.charCodeAt(i);
      if (unit !== openUnit && unit !== closeUnit) continue;
      if (options.isCode !== undefined && !options.isCode(chunk.from + i as Offset)) continue;
      if (unit === openUnit) depth++;
      else if (depth-- === 0) return chunk.from + i as Offset;
    }
    at = chunk.from + chunk.text.length;
  }
  return null;
}

function openBefore(text: Text, before: number, { open, close, options }: Search): Offset | null {
  const openUnit = open.charCodeAt(0), closeUnit = close.charCodeAt(0);
  const end = Math.max(0, before - (options.budget ?? usualBudget));
  let depth = 0;
  for (let at = before; at > end;) {
    const chunk = text.chunkAt(at - 1 as Offset);
    const limit = Math.max(0, end - chunk.from);
    for (let i = at - 1 - chunk.from; i >= limit; i--) {
      const unit = chunk.text.charCodeAt(i);
      if (unit !== openUnit && unit !== closeUnit) continue;
      if (options.isCode !== undefined && !options.isCode(chunk.from + i as Offset)) continue;
      if (unit === closeUnit) depth++;
      else if (depth-- === 0) return chunk.from + i as Offset;
    }
    at = chunk.from;
  }
  return null;
}

/** The nearest open bracket left of `before` that is not closed before it. */
function openAround(text: Text, before: Offset, options: MatchOptions): Offset | null {
  const { brackets, isCode } = options;
  const opens = brackets.map(([open]) => open.charCodeAt(0));
  const closes = brackets.map(([, close]) => close.charCodeAt(0));
  const depths = new Int32Array(brackets.length);
  const end = Math.max(0, before - (options.budget ?? usualBudget));
  for (let at: number = before; at > end;) {
    const chunk = text.chunkAt(at - 1 as Offset);
    const limit = Math.max(0, end - chunk.from);
    for (let i = at - 1 - chunk.from; i >= limit; i--) {
      const unit = chunk.text.charCodeAt(i);
      for (let k = 0; k < opens.length; k++) {
        if (unit !== opens[k] && unit !== closes[k]) continue;
        if (isCode !== undefined && !isCode(chunk.from + i as Offset)) continue;
        if (unit === closes[k]) depths[k]++;
        else if (depths[k] === 0) return chunk.from + i as Offset;
        else depths[k]--;
      }
    }
    at = chunk.from;
  }
  return null;
}

/** The next bracket at or after `from`; null where none is in reach. */
export function nextBracket(text: Text, from: Offset, options: MatchOptions): Offset | null {
  const units = new Set(options.brackets.flat().map((bracket) => bracket.charCodeAt(0)));
  const end = Math.min(text.length, from + (options.budget ?? usualBudget));
  for (let at: number = from; at < end;) {
    const chunk = text.chunkAt(at as Offset);
    const limit = Math.min(chunk.text.length, end - chunk.from);
    for (let i = at - chunk.from; i < limit; i++) {
      if (!units.has(chunk.text.charCodeAt(i))) continue;
      if (options.isCode === undefined || options.isCode(chunk.from + i as Offset)) {
        return chunk.from + i as Offset;
      }
    }
    at = chunk.from + chunk.text.length;
  }
  return null;
}

function unitAt(text: Text, at: Offset): number {
  const chunk = text.chunkAt(at);
  return chunk.text.charCodeAt(at - chunk.from);
}
