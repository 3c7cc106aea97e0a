/** The editor core: texts, changes, states, history and commands, all pure. The door of the folder. */
export type {
  Caret,
  Changes,
  Command,
  CommandContext,
  Decorate,
  Decoration,
  Edit,
  Effect,
  Field,
  LanguageConfig,
  Layout,
  Line,
  Origin,
  Outcome,
  Place,
  Range,
  Selection,
  Settings,
  Spec,
  State,
  Text,
  Transaction,
} from "./types.ts";
export {
  chunksBackFrom,
  chunksOf,
  concatText,
  emptyText,
  offsetNear,
  storedChunksOf,
  textOf,
  textOfBlocks,
  textOfChunks,
  toStringAll,
} from "./text/rope.ts";
export { type BlockSource, type BlockText, breaksOf, type FileBlock } from "./text/file_leaf.ts";
export { changesOf, noChanges } from "./text/changes.ts";
export {
  caretAt,
  fromOf as rangeFrom,
  isCaret,
  mapRanges,
  mapSelection,
  normalise,
  rangeOf,
  sameSelection,
  selectionOf,
  selectionOfOne,
  toOf as rangeTo,
  withRange,
} from "./state/selection.ts";
export { defaultSettings } from "./state/settings.ts";
export { type LastChange, lastChangeField } from "./state/last_change.ts";
export {
  apply,
  createState,
  lastChangeOf,
  resolve,
  type StateStart,
  withoutView,
  withSettings,
  withView,
} from "./state/state.ts";
export {
  backToSpec,
  currentNode,
  hasStep,
  historyDefaults,
  historyField,
  type HistoryFor,
  type HistoryNode,
  historyNodes,
  type HistoryOptions,
  historyPoint,
  historyWith,
  limitsSpec,
  pointAfter,
  redo,
  redoSpec,
  restoreSpec,
  stepAtPointSpec,
  stepToSpec,
  undo,
  undoSpec,
  undoStop,
} from "./history/history.ts";
export type { History } from "./history/tree.ts";
export { grafted, isSound, packHistory, type StoredHistory, type StoredStep } from "./history/stored.ts";
export { historySummary, type Journey, journeyEnd, type StepSummary } from "./history/summary.ts";
export {
  type ClipboardRead,
  type ClipboardWrite,
  type CommandInfo,
  editorCommands,
  type EditorEffect,
  wordAt,
  type WordSource,
} from "./commands/index.ts";
export {
  graphemeAfter,
  graphemeBefore,
  graphemeBorderAt,
  graphemeLengths,
  isGraphemeBorder,
  lineBreaks,
  UNICODE_VERSION,
  width,
  wordLengths,
} from "./unicode/index.ts";
export {
  type BracketPair,
  bracketPairAt,
  bracketPairs,
  changesSince,
  FOLD_KINDS,
  type FoldKind,
  type FoldRange,
  foldRanges,
  foldsIn,
  isFresh,
  outline,
  type OutlineSymbol,
  type Paint,
  scopesAt,
  selectionRanges,
  type Span,
  type Structure,
  type StyleIds,
  SYMBOL_KINDS,
  type SymbolKind,
  type Syntax,
  syntaxDecorate,
  syntaxField,
  type SyntaxNote,
  syntaxNote,
  syntaxOf,
  type SyntaxStatus,
} from "./syntax/index.ts";
export {
  advance as advanceSearch,
  carried,
  MATCHES_MOST,
  matchesIn,
  progressOf,
  refreshed,
  searchAll,
  type SearchJob,
  type SearchSpan,
  startSearch,
} from "./search/job.ts";
export {
  firstFrom,
  indexOfMatch,
  matchesOf,
  matchFrom,
  type MatchSet,
  matchTo,
  noMatches,
  pairsOf,
} from "./search/match_set.ts";
export { escaped, type Needle, needleOf, type Query } from "./search/query.ts";
export {
  type Pattern,
  patternOf,
  type PatternResult,
  replacePattern,
  searchPattern,
} from "./search/pattern.ts";
export {
  expand,
  type Groups,
  keepCase,
  plainTemplate,
  type Template,
  templateOf,
} from "./search/template.ts";
export { fieldValue } from "./state/state.ts";
export {
  type Box,
  boxSelection,
  type Corner,
  cornerOf,
  editingFields,
  indentationToSpaces,
  indentationToTabs,
  selectBox,
} from "./commands/index.ts";
export {
  foldable,
  foldField,
  type FoldMark,
  foldMark,
  type Folds,
  foldSpans,
  type FoldTable,
  hasFoldBelow,
  type HiddenLines,
  hiddenLines,
  isHidden,
  lineOfRow,
  nothingHidden,
  rowOfLine,
  visibleLine,
} from "./folding/index.ts";
export {
  type BracketPlaces,
  bracketsAt,
  enclosingBrackets,
  matchBracket,
  type MatchOptions,
} from "./brackets/index.ts";
export {
  builtinSnippets,
  dateValues,
  isSnippetFor,
  snippetArgument,
  snippetBefore,
  type SnippetChoices,
  snippetChoices,
  type SnippetEntry,
  snippetField,
  snippetProblem,
  type SnippetSession,
  type SnippetValues,
  worldVariablesIn,
} from "./snippets/index.ts";
export { vimKey } from "./vim/machine.ts";
export { type VimMarks, vimMarks, vimMatchesIn } from "./vim/marks.ts";
export { vimPlacesField } from "./vim/places.ts";
export { type VimCaret, vimCaret, vimLabel } from "./vim/status.ts";
export {
  freshVim,
  named as vimNamed,
  type VimAct,
  type VimContext,
  type VimState,
  type VimStep,
} from "./vim/types.ts";
