export { type Guess, guessEncodings } from "./guess_io.ts";
export { readFile, stampAt } from "./files_io.ts";
export type { ReadFile } from "./files_io.ts";
export { type FileCalls, realFileCalls, wordsOf } from "./file_calls_io.ts";
export {
  isWritable,
  saveFile,
  type SaveOptions,
  type SaveResult,
  saveSteps,
  takeSaveStep,
} from "./save_io.ts";
export { FileSource } from "./blocks/file_source_io.ts";
export { type Measured, measureRest, type OpenedLarge, openLarge, sampleOf } from "./blocks/large_file_io.ts";
export { NotWritable, storedPieces } from "./blocks/stored_pieces_io.ts";
export { type Completed, completeWrites } from "./in_place_io.ts";
export {
  claimFiles,
  claimJournal,
  claimsFolder,
  Journal,
  type LeftJournal,
  leftJournals,
  openElsewhere,
} from "./journal_io.ts";
export { type Changed, FolderWatch, type Found, lookAt } from "./watch_io.ts";
export { removeQuietly, writePrivate } from "./private_file_io.ts";
export { configFor } from "./editorconfig_io.ts";
export { keepVersion, type Version, versionsOf } from "./local_history_io.ts";
export { isAlive, ownProcess, type ProcessId } from "./process_io.ts";
export {
  contentDigest,
  historyPath,
  pruneHistories,
  readHistory,
  storedSize,
  writeHistory,
} from "./history_store_io.ts";
export { type FolderAnswer, listFolderFiles } from "./folder_files_io.ts";
export { ExplorerHost } from "./explorer/host_io.ts";
