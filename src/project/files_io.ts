/**
 * Reading and saving one file, so that a failure leaves the old file whole: the new text is written
 * beside it, synced, and renamed over it. What the world says no to comes back as a value with words
 * for a person. The form of the bytes is file_text.ts's business.
 */

import { type FileStamp, sameStamp } from "./file_stamp.ts";

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
/** The system calls a save makes; tests put one that refuses in their place. */
export interface FileCalls {
  realPath(path: string): string;
  stat(path: string): Deno.FileInfo;
  open(path: string, options: Deno.OpenOptions): Deno.FsFile;
  rename(from: string, to: string): void;
  remove(path: string): void;
  chmod(path: string, mode: number): void;
  chown(path: string, uid: number | null, gid: number | null): void;
}
export const realFileCalls: FileCalls = {
  realPath: Deno.realPathSync,
  stat: Deno.statSync,
  open: Deno.openSync,
  rename: Deno.renameSync,
  remove: Deno.removeSync,
  chmod: Deno.chmodSync,
  chown: Deno.chownSync,
};

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

export interface SaveOptions {
  /** What the text came from: another version on disk is refused as `conflict`. "absent": a file not there yet. `null`: do not look. */
  readonly expect: FileStamp | "absent" | null;
  readonly calls?: FileCalls;
}
export type SaveResult =
  | { readonly ok: true; readonly stamp: FileStamp }
  | { readonly ok: false; readonly reason: string; readonly conflict: boolean };

/**
 * Writes `pieces` as the whole new content. Atomic: readers see the old file or the new one. Mode and owner are
 * kept; a symbolic link stays one. A file with other hard links, or in a folder that takes no new file, is written in place.
 */
export function saveFile(path: string, pieces: readonly Uint8Array[], options: SaveOptions): SaveResult {
  const calls = options.calls ?? realFileCalls;
  try {
    const target = resolveTarget(path, calls);
    const old = infoAt(target, calls);
    if (old !== null && !old.isFile) return refusal(path, "it is not a file");
    if (hasChanged(old, options.expect)) {
      const reason =
        `Cannot save ${path}: it changed on disk since it was opened; save again to overwrite it or open it to see the change`;
      return { ok: false, conflict: true, reason };
    }
    if (old !== null && !isWritable(old)) {
      return refusal(path, "the file is read-only; save it under another name or change its mode");
    }
    if (old !== null && (old.nlink ?? 1) > 1) return { ok: true, stamp: writeInPlace(target, pieces, calls) };
    return { ok: true, stamp: writeBeside(target, pieces, { old, calls }) };
  } catch (error) {
    return refusal(path, wordsOf(error));
  }
}

function hasChanged(now: Deno.FileInfo | null, expect: SaveOptions["expect"]): boolean {
  if (expect === null) return false;
  if (expect === "absent") return now !== null;
  return now === null || !sameStamp(stampOf(now), expect);
}

function writeBeside(
  target: string,
  pieces: readonly Uint8Array[],
  { old, calls }: { old: Deno.FileInfo | null; calls: FileCalls },
): FileStamp {
  const slash = target.lastIndexOf("/");
  const folder = slash < 0 ? "." : target.slice(0, slash) || "/";
  const name = target.slice(slash + 1);
  // At most 255 bytes to a name on Linux: the prefix is cut by code points to stay well below.
  const temporary = `${folder}/.${[...name].slice(0, 40).join("")}.${
    crypto.randomUUID().slice(0, 8)
  }.nexus-save`;
  let file: Deno.FsFile;
  try {
    file = calls.open(temporary, {
      write: true,
      createNew: true,
      mode: old?.mode === undefined || old?.mode === null ? 0o666 : old.mode & 0o7777,
    });
  } catch (error) {
    // The folder takes no new file, but the file itself may be written.
    if (old !== null && error instanceof Deno.errors.PermissionDenied) {
      return writeInPlace(target, pieces, calls);
    }
    throw error;
  }
  try {
    try {
      writeAll(file, pieces);
      if (old !== null) keepOwner(temporary, old, calls);
      file.syncSync();
    } finally {
      file.close();
    }
    calls.rename(temporary, target);
  } catch (error) {
    try {
      calls.remove(temporary);
    } catch { /* The first error is the one to tell. */ }
    throw error;
  }
  syncFolder(folder, calls);
  return stampOf(calls.stat(target));
}

function writeInPlace(target: string, pieces: readonly Uint8Array[], calls: FileCalls): FileStamp {
  const file = calls.open(target, { write: true });
  try {
    const size = writeAll(file, pieces);
    file.truncateSync(size);
    file.syncSync();
  } finally {
    file.close();
  }
  return stampOf(calls.stat(target));
}

function writeAll(file: Deno.FsFile, pieces: readonly Uint8Array[]): number {
  let size = 0;
  for (const piece of pieces) {
    for (let at = 0; at < piece.length;) at += file.writeSync(piece.subarray(at));
    size += piece.length;
  }
  return size;
}

function keepOwner(path: string, old: Deno.FileInfo, calls: FileCalls): void {
  if (Deno.build.os === "windows") return;
  const mine = calls.stat(path);
  if (mine.uid !== old.uid || mine.gid !== old.gid) calls.chown(path, old.uid, old.gid);
  if (old.mode !== null) calls.chmod(path, old.mode & 0o7777);
}

/** So that the rename itself survives a power cut. Some file systems refuse to sync a folder: the file is safe all the same. */
function syncFolder(folder: string, calls: FileCalls): void {
  try {
    const handle = calls.open(folder, { read: true });
    try {
      handle.syncSync();
    } finally {
      handle.close();
    }
  } catch { /* See above. */ }
}

function resolveTarget(path: string, calls: FileCalls): string {
  try {
    return calls.realPath(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return path;
    throw error;
  }
}

function infoAt(path: string, calls: FileCalls): Deno.FileInfo | null {
  try {
    return calls.stat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
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

const stampOf = (info: Deno.FileInfo): FileStamp => ({
  mtime: info.mtime?.getTime() ?? 0,
  size: info.size,
  inode: info.ino ?? 0,
});

/** By mode bits, so that root too is told of a read-only file. */
function isWritable(info: Deno.FileInfo): boolean {
  if (info.mode === null || Deno.build.os === "windows") return true;
  return (info.mode & 0o222) !== 0;
}

const refusal = (path: string, reason: string): SaveResult => ({
  ok: false,
  conflict: false,
  reason: `Cannot save ${path}: ${reason}`,
});

/** An error of the system in words, without a stack. */
export function wordsOf(error: unknown): string {
  if (error instanceof Deno.errors.PermissionDenied) return "permission denied";
  if (error instanceof Deno.errors.NotFound) return "the folder does not exist";
  if (error instanceof Deno.errors.NotADirectory) return "a part of the path is not a folder";
  const text = error instanceof Error ? error.message : String(error);
  if (text.includes("os error 28")) {
    return "the disk is full; the text is still here, free some space and save again";
  }
  if (text.includes("os error 122")) {
    return "the disk quota is used up; the text is still here, free some space and save again";
  }
  if (text.includes("os error 30")) return "the file system is read-only; save it somewhere else";
  if (text.includes("os error 36")) return "the name is too long";
  return text.replace(/ \(os error \d+\)/, "").replace(/: \w+ '.*'$/, "");
}
