/**
 * The shapes syntax passes around: what the worker answers, what the field remembers of it, and what colleagues
 * read (folds, outline, brackets). All offsets are UTF-16 units. Owns shapes and packed layouts only; how they
 * follow an edit lies in drift.ts, who reads them in read.ts.
 */
import type { LineIndex, Offset } from "../../base/mod.ts";
import type { Changes } from "../types.ts";

/** Colours of the visible parts, as the worker sent them. */
export interface Paint {
  /** The text it was made for. */
  readonly version: number;
  /** Stride 2: from, to of what was looked at; sorted, apart. Outside of them nothing is known. */
  readonly windows: Int32Array;
  /** Stride 3: from, to, style (an index of `STYLES`, never 0); sorted, apart. */
  readonly spans: Int32Array;
  /** False while the grammar of an inner language is still on its way: a better answer follows. */
  readonly isComplete: boolean;
}
/** What the tree says besides colours. */
export interface Structure {
  readonly version: number;
  /** Stride 3: from (in the line that stays), to (in the last hidden line), kind (an index of `FOLD_KINDS`). Sorted by from. */
  readonly folds: Int32Array;
  /** Stride 6: from, to, nameFrom, nameTo, kind (an index of `SYMBOL_KINDS`), depth. Sorted by from. */
  readonly symbols: Int32Array;
  /** One for each symbol. */
  readonly names: readonly string[];
  /** Visible parts only. Stride 3: the open bracket, the close bracket, depth from 0. Sorted by open. */
  readonly brackets: Int32Array;
  /** Visible parts only. Stride 2: from, to of every node met there, outer before inner. */
  readonly nodes: Int32Array;
}
/**
 * off: nobody colours this language. waiting: nothing yet. on: colours come. slow: the parse takes long, old colours stay
 * meanwhile. stopped: it ran away and was cut off, old colours stay until a later edit lets one through. tooLarge, failed:
 * plain text for good.
 */
export type SyntaxStatus = "off" | "waiting" | "on" | "slow" | "stopped" | "tooLarge" | "failed";

/** One change on the way to the worker; `version` is the text's after it. */
export interface SentChange {
  readonly version: number;
  readonly changes: Changes;
  readonly before: SentChange | null;
}
/** What the document remembers: old answers and how the text has moved since. */
export interface Syntax {
  readonly status: SyntaxStatus;
  readonly paint: Paint | null;
  /** From `paint.version` to now; see drift.ts. Empty: nothing moved. */
  readonly paintDrift: Int32Array;
  readonly structure: Structure | null;
  readonly structureDrift: Int32Array;
  /** The newest changes, newest first: at least the last 64, at most 128. */
  readonly young: SentChange | null;
  readonly old: SentChange | null;
  readonly youngCount: number;
}
/** What the field is told by a note of origin "tool". */
export type SyntaxNote =
  | { readonly kind: "paint"; readonly paint: Paint }
  | { readonly kind: "structure"; readonly structure: Structure }
  | { readonly kind: "status"; readonly status: SyntaxStatus };

export const FOLD_KINDS = ["block", "comment", "imports"] as const;
export type FoldKind = (typeof FOLD_KINDS)[number];
/** Lines `first` (stays visible) and `first + 1 ..= last` (hidden when folded). `last > first`. */
export interface FoldRange {
  readonly first: LineIndex;
  readonly last: LineIndex;
  readonly kind: FoldKind;
}
export const SYMBOL_KINDS = [
  "function",
  "method",
  "class",
  "interface",
  "struct",
  "enum",
  "type",
  "module",
  "constant",
  "variable",
  "property",
  "macro",
  "heading",
  "element",
] as const;
export type SymbolKind = (typeof SYMBOL_KINDS)[number];
/** One entry of the outline. `from..to` is the whole definition, `nameFrom..nameTo` what to jump to; `depth` from 0. */
export interface OutlineSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly from: Offset;
  readonly to: Offset;
  readonly nameFrom: Offset;
  readonly nameTo: Offset;
  readonly depth: number;
}
/** Where the two brackets begin; each is one unit long. */
export interface BracketPair {
  readonly open: Offset;
  readonly close: Offset;
  readonly depth: number;
}
/** A span of text, `to` exclusive. */
export interface Span {
  readonly from: Offset;
  readonly to: Offset;
}
