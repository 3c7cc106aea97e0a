/** The system calls that reading and saving a file make, as a port, so that tests can let each of them fail. */
import { errorNumber, wordsOfError } from "./error_words.ts";
import type { FileStamp } from "./file_stamp.ts";
import { type Attribute, attributesOf, setAttributes } from "./xattr_io.ts";

export interface FileCalls {
  realPath(path: string): string;
  stat(path: string): Deno.FileInfo;
  lstat(path: string): Deno.FileInfo;
  readLink(path: string): string;
  open(path: string, options: Deno.OpenOptions): Deno.FsFile;
  rename(from: string, to: string): void;
  remove(path: string): void;
  chmod(path: string, mode: number): void;
  chown(path: string, uid: number | null, gid: number | null): void;
  makeFolder(path: string): void;
  attributes(path: string): Attribute[];
  /** `false`: the file cannot have them. */
  setAttributes(path: string, attributes: readonly Attribute[]): boolean;
}
export const realFileCalls: FileCalls = {
  realPath: Deno.realPathSync,
  stat: Deno.statSync,
  lstat: Deno.lstatSync,
  readLink: Deno.readLinkSync,
  open: Deno.openSync,
  rename: Deno.renameSync,
  remove: Deno.removeSync,
  chmod: Deno.chmodSync,
  chown: Deno.chownSync,
  makeFolder: (path) => Deno.mkdirSync(path, { recursive: true }),
  attributes: attributesOf,
  setAttributes,
};

export const stampOf = (info: Deno.FileInfo): FileStamp => ({
  mtime: info.mtime?.getTime() ?? 0,
  size: info.size,
  inode: info.ino ?? 0,
});

/** An error of the system in words, without a stack. */
export function wordsOf(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  return wordsOfError(name, error instanceof Error ? error.message : String(error));
}
export const isError = (error: unknown, ...numbers: number[]): boolean =>
  numbers.includes(errorNumber(error));

export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "." : path.slice(0, slash) || "/";
}

/** So that a name survives a power cut. Some file systems refuse to sync a folder: the file is safe all the same. */
export function syncFolder(folder: string, calls: FileCalls): void {
  try {
    using handle = calls.open(folder, { read: true });
    handle.syncSync();
  } catch { /* See above. */ }
}

export function writeAll(file: Deno.FsFile, pieces: Iterable<Uint8Array>): number {
  let size = 0;
  for (const piece of pieces) {
    for (let at = 0; at < piece.length;) at += file.writeSync(piece.subarray(at));
    size += piece.length;
  }
  return size;
}
