/** Folding: what may be folded, what a view has folded, and the arithmetic of hidden lines. Public through ../mod.ts. */
export type { FoldKind, FoldRange, HiddenLines } from "./types.ts";
export { type FoldTable, foldTable } from "./table.ts";
export { hasFoldBelow, isHidden, lineOfRow, nothingHidden, rowOfLine, visibleLine } from "./hidden.ts";
export { foldable, type FoldMark, foldMark, keepFolds, knowsFolds } from "./ranges.ts";
export {
  advanceFoldScan,
  type FoldScan,
  foldScanProgress,
  isFoldScanDone,
  startFoldScan,
} from "./by_indent.ts";
export { foldField, foldNote, type Folds, foldSpans, hiddenLines, type ViewFolds } from "./field.ts";
