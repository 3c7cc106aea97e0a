export { type Guess, guessEncodings } from "./guess_io.ts";
export { readFile, realFileCalls, saveFile, stampAt, wordsOf } from "./files_io.ts";
export type { FileCalls, ReadFile, SaveOptions, SaveResult } from "./files_io.ts";
export {
  contentDigest,
  historyPath,
  pruneHistories,
  readHistory,
  storedSize,
  writeHistory,
} from "./history_store_io.ts";
