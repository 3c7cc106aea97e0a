/** The near end of the folder worker: starts it for one listing, and can call it off. */
import type { FolderFiles } from "./folder_files.ts";

export interface FolderAnswer {
  readonly files: FolderFiles | null;
  /** Why there are none, for a person. */
  readonly problem: string | null;
}

/** Lists a folder in a thread of its own. Answers what calls it off. */
export function listFolderFiles(folder: string, take: (answer: FolderAnswer) => void): () => void {
  const worker = new Worker(new URL("./folder_files_worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }: MessageEvent<FolderAnswer>) => {
    worker.terminate();
    take(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    worker.terminate();
    take({ files: null, problem: event.message });
  };
  worker.postMessage({ folder });
  return () => worker.terminate();
}
