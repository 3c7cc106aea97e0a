/**
 * Reading one file whole, and telling its versions apart. What the world says no to comes back as a value with words
 * for a person. Saving is save_io.ts; the form of the bytes is file_text.ts's business.
 */
import { type FileCalls, realFileCalls, stampOf } from "./file_calls_io.ts";
import { shortPath, wordsOfReading } from "./error_words.ts";
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
  | { readonly kind: "folder"; readonly path: string }
  | { readonly kind: "missing"; readonly path: string }
  | { readonly kind: "refused"; readonly path: string; readonly reason: string };

/** Reads a whole file. Symbolic links are followed. */
export async function readFile(path: string): Promise<ReadFile> {
  try {
    const info = await Deno.stat(path);
    if (info.isDirectory) {
      return { kind: "folder", path: Deno.realPathSync(path) };
    }
    if (!info.isFile) {
      return {
        kind: "refused",
        path,
        reason: `Cannot open ${shortPath(path)}: ${notAFile(info)}`,
      };
    }
    const bytes = await Deno.readFile(path);
    return { kind: "file", path, bytes, stamp: stampOf(info), readOnly: !isWritable(info) };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return missing(path);
    const { name, message } = error instanceof Error ? error : { name: "", message: String(error) };
    return {
      kind: "refused",
      path,
      reason: `Cannot open ${shortPath(path)}: ${wordsOfReading(name, message)}`,
    };
  }
}

function notAFile(info: Deno.FileInfo): string {
  if (info.isFifo) {
    return "it is a named pipe, which has no end; write what it gives into a file and open that";
  }
  if (info.isSocket) return "it is a socket, not a file; there is no text in it";
  return "it is a device, not a file; there is no text in it";
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
    return {
      kind: "refused",
      path,
      reason: `Cannot open ${shortPath(path)}: ${shortPath(folder)} is not a folder`,
    };
  } catch {
    return {
      kind: "refused",
      path,
      reason: `Cannot open ${shortPath(path)}: the folder ${
        shortPath(folder)
      } does not exist; check the path or create it`,
    };
  }
}
