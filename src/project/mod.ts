export { decodeFile, encodeFile, looksBinary, newFileForm } from "./file_text.ts";
export type { DecodedFile, EncodeOptions, FileForm } from "./file_text.ts";
export { type Encoding, encodingNamed, encodingNames } from "./encodings.ts";
export { foreignEndings, type LineEnding } from "./line_endings.ts";
export { detectByGuess, type DetectedFile, detectPlain, type EncodingReason } from "./detect.ts";
export { hexLimit, hexPieces } from "./hex_view.ts";
export { diffLines, diffSpan, diffText, type Hunk, splitLines, type TextEdit } from "./diff.ts";
export {
  insertedText,
  type JournalEdit,
  type JournalHead,
  type JournalStep,
  restoredText,
} from "./journal.ts";
export { changedSpan } from "./text_span.ts";
export { type Conflict, conflictsIn } from "./conflicts.ts";
export { type Merged, type MergeNames, mergeTexts } from "./merge.ts";
export { type FileConfig, type OnSave } from "./editorconfig.ts";
export {
  type FuzzyHits,
  fuzzyPlaces,
  type FuzzyQuery,
  fuzzyQuery,
  joinHits,
  matchFuzzy,
  narrows,
  rankFuzzy,
} from "./fuzzy.ts";
export { entriesOf, fileAt, type FolderFiles, mostFiles } from "./folder_files.ts";
export { entryText, type FuzzyIndex, gapText, indexPaths, indexTexts } from "./fuzzy_index.ts";
export { onSaveEdits } from "./on_save.ts";
export { unifiedDiff } from "./unified.ts";
export type { Unwritable } from "./unwritable.ts";
export { type Language, languageById, languageOf, languages } from "./languages.ts";
export { type FileStamp, sameStamp } from "./file_stamp.ts";
export { decodeHistory, type Digest, encodeHistory } from "./history_store.ts";
export {
  fitsSchema,
  nearestOf,
  schemaWords,
  type SettingInfo,
  type SettingSchema,
  type SettingScope,
  settingsJsonSchema,
} from "./setting_schema.ts";
export {
  type FileProblem,
  mergedLayers,
  placeIn,
  readSettingsLayer,
  type SettingsLayer,
  type SettingValues,
  spoken,
  treeOf,
} from "./settings_layer.ts";
export type { ActAnswer, FileAct, Passage } from "./explorer/acts.ts";
export { defaultExcludes, type Excludes } from "./explorer/excludes.ts";
export { type GitMark, type GitStatus, markAt, type MarkFound } from "./explorer/git_status.ts";
export {
  type EntryKind,
  entryKind,
  entryName,
  indexOfName,
  isFolderKind,
  type Listing,
  packListing,
} from "./explorer/listing.ts";
export {
  checkName,
  compareNames,
  copyName,
  isWithin,
  joined,
  nameOf,
  type NameProblem,
  parentOf,
  stemEnd,
} from "./explorer/names.ts";
export type { ActTag, ExplorerAnswer, ExplorerRequest } from "./explorer/protocol.ts";
export {
  emptyTree,
  entryAt,
  kindOf,
  movedPath,
  opened,
  rowOf,
  shut,
  type Tree,
  type TreeEntry,
  unlisted,
  withListings,
  withOpen,
} from "./explorer/tree.ts";
