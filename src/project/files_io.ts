/**
 * Reading one file whole, and telling its versions apart. What the world says no to comes back as a value with words
 * for a person. Saving is save_io.ts; the form of the bytes is file_text.ts's business.
 */
import { type FileCalls, realFileCalls, stampOf, wordsOf } from "./file_calls_io.ts";
import type { FileStamp } from "./file_stamp.ts";
import { isWritable } from "./save_io.ts";

/** What a path turned out to be. `stamp` tells two versions of a file apart. */
export type ReadFile =
  | {
    readonly kind: "file";
    readonly path: string;
    readonly bytes: Uint8Array;
    readonly stamp: FileStamp;
    readonly readOnly: boolean;
  }
  | { readonly kind: "missing"; readonly path: string }
  | { readonly kind: "refused"; readonly path: string; readonly reason: string };

/** Reads a whole file. Symbolic links are followed. */
export async function readFile(path: string): Promise<ReadFile> {
  try {
    const info = await Deno.stat(path);
    if (info.isDirectory) {
      return { kind: "refused", path, reason: `Cannot open ${path}: it is a folder; name a file in it` };
    }
    if (!info.isFile) {
      return {
        kind: "refused",
        path,
        reason: `Cannot open ${path}: it is a device, pipe or socket, not a file`,
      };
    }
    const bytes = await Deno.readFile(path);
    return { kind: "file", path, bytes, stamp: stampOf(info), readOnly: !isWritable(info) };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return missing(path);
    return { kind: "refused", path, reason: `Cannot open ${path}: ${wordsOf(error)}` };
  }
}

/** The stamp of what lies at `path` now; `null` if nothing does or it cannot be seen. */
export function stampAt(path: string, calls: FileCalls = realFileCalls): FileStamp | null {
  try {
    return stampOf(calls.stat(path));
  } catch {
    return null;
  }
}

function missing(path: string): ReadFile {
  const slash = path.lastIndexOf("/");
  const folder = slash < 0 ? "." : path.slice(0, slash) || "/";
  try {
    if (Deno.statSync(folder).isDirectory) return { kind: "missing", path };
    return { kind: "refused", path, reason: `Cannot open ${path}: ${folder} is not a folder` };
  } catch {
    return {
      kind: "refused",
      path,
      reason: `Cannot open ${path}: the folder ${folder} does not exist; create it first`,
    };
  }
}
