export { readFile, realFileCalls, saveFile, stampAt, wordsOf } from "./files_io.ts";
export type { FileCalls, ReadFile, SaveOptions, SaveResult } from "./files_io.ts";
