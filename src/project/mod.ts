export { decodeFile, encodeFile, looksBinary, newFileForm } from "./file_text.ts";
export type { DecodedFile, Encoding, FileForm, LineEnding } from "./file_text.ts";
export { type Language, languageById, languageOf } from "./languages.ts";
export { type FileStamp, sameStamp } from "./file_stamp.ts";
