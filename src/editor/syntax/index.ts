/**
 * What the rest of the editor may use of syntax. All of it is pure and reads the newest answer of the worker,
 * moved along with every edit since: never wrong offsets, at worst a little old. A document without syntax (off, too
 * large, not parsed yet) answers with empty lists: fall back to indentation or plain brackets then.
 */
export {
  type BracketPair,
  FOLD_KINDS,
  type FoldKind,
  type FoldRange,
  type OutlineSymbol,
  type Paint,
  type SentChange,
  type Span,
  type Structure,
  SYMBOL_KINDS,
  type SymbolKind,
  type Syntax,
  type SyntaxNote,
  type SyntaxStatus,
} from "./types.ts";
export { changesSince, syntaxField, syntaxNote, syntaxOf } from "./field.ts";
export { isFresh, syntaxDecorate } from "./decorate.ts";
export {
  bracketPairAt,
  bracketPairs,
  foldRanges,
  foldsIn,
  outline,
  scopesAt,
  selectionRanges,
} from "./read.ts";
export { type StyleIds, styleOfCapture } from "./styles.ts";
