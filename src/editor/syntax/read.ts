/**
 * What the tree says besides colours, for those who build folding, the outline, sticky lines, bracket colours and
 * expanding selections. Everything is moved to the text as it is now while it is read. Empty without syntax.
 */
import type { LineIndex, Offset, Side } from "../../base/mod.ts";
import type { State } from "../types.ts";
import { isGone, mapDrift, unmapDrift } from "./drift.ts";
import { syntaxOf } from "./field.ts";
import {
  type BracketPair,
  FOLD_KINDS,
  type FoldRange,
  type OutlineSymbol,
  type Span,
  type Structure,
  SYMBOL_KINDS,
} from "./types.ts";

interface Source {
  readonly structure: Structure;
  readonly drift: Int32Array;
}
function sourceOf(state: State): Source | null {
  const syntax = syntaxOf(state);
  return syntax === null || syntax.structure === null
    ? null
    : { structure: syntax.structure, drift: syntax.structureDrift };
}

/** Every range that can be folded, sorted by first line, outer before inner, one a line. O(folds · log n). */
export function foldRanges(state: State): readonly FoldRange[] {
  return foldsIn(state, 0 as LineIndex, (state.text.lineCount - 1) as LineIndex);
}

/** Those that begin in the lines `first..=last`: for the marks of the visible rows. O(log n + found · log n). */
export function foldsIn(state: State, first: LineIndex, last: LineIndex): readonly FoldRange[] {
  const source = sourceOf(state);
  if (source === null) return [];
  const { folds } = source.structure;
  const { text } = state;
  const from = text.line(first).from, to = text.line(last).to;
  const out: FoldRange[] = [];
  const start = unmapDrift(source.drift, from);
  for (let i = firstFrom(folds, { stride: 3, at: start }); i < folds.length; i += 3) {
    const open = moved(source, folds[i], -1);
    if (open > to) break;
    if (open < from) continue;
    const line = text.lineAt(open as Offset).index;
    const end = text.lineAt(moved(source, folds[i + 1], 1) as Offset).index;
    if (end <= line || (out.length > 0 && out[out.length - 1].first === line)) continue;
    out.push({ first: line, last: end, kind: FOLD_KINDS[folds[i + 2]] });
  }
  return out;
}

/** The whole outline in the order of the text. O(symbols · log n); for a list, not for a keypress. */
export function outline(state: State): readonly OutlineSymbol[] {
  const source = sourceOf(state);
  if (source === null) return [];
  const out: OutlineSymbol[] = [];
  for (let i = 0; i < source.structure.names.length; i++) out.push(symbolAt(source, i));
  return out;
}

/**
 * The definitions around an offset, outermost first: those that begin at or before it and end behind it. The headers of
 * sticky lines are the lines of their `from`. O(symbols), a few µs in 10,000 lines.
 */
export function scopesAt(state: State, offset: Offset): readonly OutlineSymbol[] {
  const source = sourceOf(state);
  if (source === null) return [];
  const { symbols } = source.structure;
  const at = unmapDrift(source.drift, offset);
  const out: OutlineSymbol[] = [];
  for (let i = 0; i < symbols.length && symbols[i] <= at; i += 6) {
    if (symbols[i + 1] > at) out.push(symbolAt(source, i / 6));
  }
  return out;
}

/** The pairs of the visible parts, sorted by `open`: both brackets of a pair may lie outside of what is seen. O(pairs). */
export function bracketPairs(state: State): readonly BracketPair[] {
  const source = sourceOf(state);
  if (source === null) return [];
  const { brackets } = source.structure;
  const out: BracketPair[] = [];
  for (let i = 0; i < brackets.length; i += 3) {
    const pair = pairAt(source, i);
    if (pair !== null) out.push(pair);
  }
  return out;
}

/** The pair with a bracket that touches `offset`, the one behind the caret first; null if there is none. O(pairs). */
export function bracketPairAt(state: State, offset: Offset): BracketPair | null {
  const source = sourceOf(state);
  if (source === null) return null;
  const { brackets } = source.structure;
  let before: BracketPair | null = null;
  for (let i = 0; i < brackets.length; i += 3) {
    const open = moved(source, brackets[i], 1), close = moved(source, brackets[i + 1], 1);
    if (open === offset || close === offset) {
      const pair = pairAt(source, i);
      if (pair !== null) return pair;
    } else if (open === offset - 1 || close === offset - 1) before = pairAt(source, i) ?? before;
  }
  return before;
}

/** Null where an edit has eaten one of the two. */
function pairAt(source: Source, i: number): BracketPair | null {
  const { brackets } = source.structure;
  if (isGone(source.drift, brackets[i]) || isGone(source.drift, brackets[i + 1])) return null;
  return {
    open: moved(source, brackets[i], 1) as Offset,
    close: moved(source, brackets[i + 1], 1) as Offset,
    depth: brackets[i + 2],
  };
}

/** The nodes around `from..to` that are larger than it, smallest first: the steps of expanding a selection. O(visible nodes). */
export function selectionRanges(state: State, from: Offset, to: Offset): readonly Span[] {
  const source = sourceOf(state);
  if (source === null) return [];
  const { nodes } = source.structure;
  const out: { from: Offset; to: Offset }[] = [];
  for (let i = 0; i < nodes.length; i += 2) {
    const start = moved(source, nodes[i], -1), end = moved(source, nodes[i + 1], 1);
    if (start <= from && end >= to && end - start > to - from) {
      out.push({ from: start as Offset, to: end as Offset });
    }
  }
  out.sort((a, b) => (a.to - a.from) - (b.to - b.from));
  return out.filter((span, i) => i === 0 || span.from !== out[i - 1].from || span.to !== out[i - 1].to);
}

function symbolAt(source: Source, index: number): OutlineSymbol {
  const { symbols, names } = source.structure;
  const i = index * 6;
  return {
    name: names[index],
    kind: SYMBOL_KINDS[symbols[i + 4]],
    from: moved(source, symbols[i], -1) as Offset,
    to: moved(source, symbols[i + 1], 1) as Offset,
    nameFrom: moved(source, symbols[i + 2], -1) as Offset,
    nameTo: moved(source, symbols[i + 3], 1) as Offset,
    depth: symbols[i + 5],
  };
}

function moved({ drift }: Source, at: number, side: Side): number {
  return drift.length === 0 ? at : mapDrift(drift, at, side);
}

function firstFrom(packed: Int32Array, { stride, at }: { stride: number; at: number }): number {
  let low = 0, high = packed.length / stride;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (packed[middle * stride] < at) low = middle + 1;
    else high = middle;
  }
  return low * stride;
}
