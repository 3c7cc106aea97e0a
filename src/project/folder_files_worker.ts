/** The thread that lists one folder and ends. A walk of 100,000 files takes a second that no frame may miss. */
import { wordsOf } from "./file_calls_io.ts";
import type { FolderAnswer } from "./folder_files_io.ts";
import { listFolder } from "./folder_list_io.ts";

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<{ readonly folder: string }>) => void) | null;
  postMessage(message: FolderAnswer, transfer: Transferable[]): void;
};
scope.onmessage = ({ data: { folder } }) => {
  try {
    const files = listFolder(folder);
    const { bytes, folded, starts, names, masks } = files.index;
    const parts = [bytes, folded, starts, names, masks].map(({ buffer }) => buffer as ArrayBuffer);
    scope.postMessage({ files, problem: null }, parts);
  } catch (error) {
    scope.postMessage({ files: null, problem: wordsOf(error) }, []);
  }
};
