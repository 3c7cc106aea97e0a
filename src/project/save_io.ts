/**
 * Saving one file so that a failure, a crash or a power cut leaves the old text or the new one, whole: the new text is
 * written beside the file, synced, and renamed over it. Where a rename would break hard links, an owner, an ACL or a mount
 * it is written in place (in_place_io.ts). What the world says no to is a value with words for a person.
 */
import { errno, shortPath } from "./error_words.ts";
import {
  type FileCalls,
  folderOf,
  isError,
  realFileCalls,
  stampOf,
  syncFolder,
  wordsOf,
  writeAll,
} from "./file_calls_io.ts";
import { type FileStamp, sameStamp } from "./file_stamp.ts";
import { writeInPlace } from "./in_place_io.ts";
import { removeQuietly } from "./private_file_io.ts";
import { noteTemporary, temporaryEnding } from "./temporaries_io.ts";

export interface SaveOptions {
  /** What the text came from: another version on disk is refused as `conflict`. "absent": a file not there yet. `null`: do not look. */
  readonly expect: FileStamp | "absent" | null;
  /** The state folder, where both versions are kept while a file is written in place; absent: a crash then is not provided for. */
  readonly state?: string;
  readonly calls?: FileCalls;
  /** "refused": too large for the memory that writing in place takes. */
  readonly inPlace?: "allowed" | "refused";
}
export type SaveResult =
  | {
    readonly ok: true;
    readonly stamp: FileStamp;
    /** What the system took from the file while it was written in place, in words. */
    readonly lost?: string;
  }
  | {
    readonly ok: false;
    readonly reason: string;
    readonly conflict: boolean;
    /** What may help beside another name: "writable" for a file marked read-only, "retry" for what a person can mend. */
    readonly remedy: "writable" | "retry" | "rename";
    /** The folder that is gone: made, and saved again, all is well. */
    readonly missingFolder?: string;
  };

/** What whoever runs a save is to do next, at once or while others have their turn; an error goes back into the steps. */
export type SaveStep =
  | { readonly kind: "write"; readonly file: Deno.FsFile; readonly bytes: Uint8Array }
  | { readonly kind: "sync"; readonly file: Deno.FsFile }
  /** Over a large file it takes the system a quarter of a second to let go of the old one. */
  | { readonly kind: "rename"; readonly from: string; readonly to: string }
  | { readonly kind: "syncFolder"; readonly folder: string };

/**
 * Writes `pieces` as the whole new content, at once; they may be read twice, and not before the checks. Mode, owner,
 * attributes and ACL are kept; a symbolic link stays one, and where it leads nowhere the file is made there.
 */
export function saveFile(path: string, pieces: Iterable<Uint8Array>, options: SaveOptions): SaveResult {
  const calls = options.calls ?? realFileCalls;
  const steps = saveSteps(path, pieces, options);
  for (let next = steps.next();;) {
    if (next.done) return next.value;
    try {
      take(next.value, calls);
    } catch (error) {
      next = steps.throw(error);
      continue;
    }
    next = steps.next();
  }
}

function take(step: SaveStep, calls: FileCalls): void {
  switch (step.kind) {
    case "write":
      return void writeAll(step.file, [step.bytes]);
    case "sync":
      return step.file.syncSync();
    case "rename":
      return calls.rename(step.from, step.to);
    case "syncFolder":
      return syncFolder(step.folder, calls);
  }
}

/** A step while others have their turn. Rejects with what the system says. */
export async function takeSaveStep(step: SaveStep): Promise<void> {
  switch (step.kind) {
    case "write":
      for (let at = 0; at < step.bytes.length;) at += await step.file.write(step.bytes.subarray(at));
      return;
    case "sync":
      return await step.file.sync();
    case "rename":
      return await Deno.rename(step.from, step.to);
    case "syncFolder":
      try {
        using folder = await Deno.open(step.folder);
        await folder.sync();
      } catch { /* Some file systems refuse it: the file is safe all the same. */ }
  }
}

/**
 * The same step by step, for what takes long: between two steps anything may happen. Ended early (`return`), it removes
 * what it wrote and the old file is whole.
 */
export function* saveSteps(
  path: string,
  pieces: Iterable<Uint8Array>,
  options: SaveOptions,
): Generator<SaveStep, SaveResult> {
  const calls = options.calls ?? realFileCalls;
  const state = options.state ?? null;
  let target = path;
  try {
    target = resolveTarget(path, calls);
    const old = infoAt(target, calls);
    if (old !== null && !old.isFile) return refusal(path, notAFile(old));
    if (hasChanged(old, options.expect)) return changed(path);
    if (old !== null && !isWritable(old)) {
      const why = "the file is marked read-only; make it writable or save it under another name";
      return { ...refusal(path, why), remedy: "writable" };
    }
    const beside = { old, calls, state, expect: options.expect, inPlace: options.inPlace ?? "allowed" };
    if (old !== null && (old.nlink ?? 1) > 1) return writtenInPlace(target, pieces, beside);
    return yield* writeBeside(target, pieces, beside);
  } catch (error) {
    if (error instanceof Changed) return changed(path);
    if (error instanceof TooLarge) {
      return refusal(
        path,
        "a file of this size can only be replaced, and that would break its other names or its owner; save it under another name",
      );
    }
    const folder = folderOf(target);
    if (error instanceof Deno.errors.NotFound && infoAt(folder, calls) === null) {
      return { ...refusal(path, `the folder ${shortPath(folder)} does not exist`), missingFolder: folder };
    }
    return { ...refusal(path, wordsOf(error)), remedy: "retry" };
  }
}

function changed(path: string): SaveResult {
  const reason = `Cannot save ${
    shortPath(path)
  }: it changed on disk since it was opened; save again to overwrite it or open it to see the change`;
  return { ok: false, conflict: true, remedy: "rename", reason };
}

/** Somebody else wrote the file between the first look and the rename. */
class Changed extends Error {}
/** The rename, or what it needs, cannot be had; the file itself may still take the text. */
class OnlyInPlace extends Error {}
/** Writing in place would take both versions into memory. */
class TooLarge extends Error {}

function hasChanged(now: Deno.FileInfo | null, expect: SaveOptions["expect"]): boolean {
  if (expect === null) return false;
  if (expect === "absent") return now !== null;
  return now === null || !sameStamp(stampOf(now), expect);
}

interface Beside {
  readonly old: Deno.FileInfo | null;
  readonly calls: FileCalls;
  readonly state: string | null;
  readonly expect: SaveOptions["expect"];
  readonly inPlace: "allowed" | "refused";
}
function* writeBeside(
  target: string,
  pieces: Iterable<Uint8Array>,
  beside: Beside,
): Generator<SaveStep, Saved> {
  try {
    return { ok: true, stamp: yield* renameOver(target, pieces, beside) };
  } catch (error) {
    if (!(error instanceof OnlyInPlace)) throw error;
    if (beside.old === null) throw error.cause ?? error;
    return writtenInPlace(target, pieces, beside);
  }
}
type Saved = SaveResult & { ok: true };
function writtenInPlace(
  target: string,
  pieces: Iterable<Uint8Array>,
  { calls, state, expect, inPlace }: Omit<Beside, "old">,
): Saved {
  if (inPlace === "refused") throw new TooLarge();
  const { info, lost } = writeInPlace(target, pieces, {
    calls,
    state,
    check: (now) => {
      if (hasChanged(now, expect)) throw new Changed();
    },
  });
  return { ok: true, stamp: stampOf(info), lost };
}

function* renameOver(
  target: string,
  pieces: Iterable<Uint8Array>,
  { old, calls, state, expect }: Beside,
): Generator<SaveStep, FileStamp> {
  const folder = folderOf(target);
  // At most 255 bytes to a name on Linux: the prefix is cut by code points to stay well below.
  const name = [...target.slice(target.lastIndexOf("/") + 1)].slice(0, 40).join("");
  const temporary = `${folder}/.${name}.${crypto.randomUUID().slice(0, 8)}${temporaryEnding}`;
  const note = noteTemporary(state, temporary);
  let file: Deno.FsFile;
  try {
    const mode = old?.mode === undefined || old?.mode === null ? 0o666 : old.mode & 0o777;
    file = calls.open(temporary, { write: true, createNew: true, mode });
  } catch (error) {
    forget(note);
    if (error instanceof Deno.errors.PermissionDenied) throw new OnlyInPlace("", { cause: error });
    throw error;
  }
  let isSaved = false;
  try {
    let info: Deno.FileInfo;
    try {
      for (const bytes of pieces) yield { kind: "write", file, bytes };
      if (old !== null) dress(temporary, target, { old, calls });
      yield { kind: "sync", file };
      info = file.statSync();
      // A group that is not ours takes setgid away without a word.
      if (old !== null && modeOf(info) !== modeOf(old)) throw new OnlyInPlace();
    } finally {
      file.close();
    }
    if (expect !== null && hasChanged(infoAt(target, calls), expect)) throw new Changed();
    try {
      yield { kind: "rename", from: temporary, to: target };
      isSaved = true;
    } catch (error) {
      // A mount point, a folder with the sticky bit, a file that may be written and not replaced.
      if (isError(error, errno.otherDevice, errno.busy, errno.notPermitted)) throw new OnlyInPlace();
      throw error;
    }
    forget(note);
    yield { kind: "syncFolder", folder };
    return stampOf(info);
  } finally {
    // Also when it was given up half-way.
    if (!isSaved) {
      try {
        calls.remove(temporary);
        forget(note);
      } catch { /* The first error is the one to tell. */ }
    }
  }
}

const forget = (note: string | null): void => {
  if (note !== null) removeQuietly(note);
};
/** The bits that `chmod` sets; 0 where there are none. */
const modeOf = ({ mode }: Deno.FileInfo): number => (mode ?? 0) & 0o7777;

/** The new file looks like the old one, or cannot take its place. Owner before mode: a change of owner clears setuid. */
function dress(path: string, target: string, { old, calls }: { old: Deno.FileInfo; calls: FileCalls }): void {
  if (Deno.build.os === "windows") return;
  const mine = calls.stat(path);
  if (mine.uid !== old.uid || mine.gid !== old.gid) {
    try {
      calls.chown(path, old.uid, old.gid);
    } catch (error) {
      if (isError(error, errno.notPermitted, errno.denied) || error instanceof Deno.errors.PermissionDenied) {
        throw new OnlyInPlace();
      }
      throw error;
    }
  }
  if (old.mode !== null) calls.chmod(path, old.mode & 0o7777);
  const attributes = calls.attributes(target);
  if (attributes.length > 0 && !calls.setAttributes(path, attributes)) throw new OnlyInPlace();
}

/** Through every link; where the last one leads nowhere, to where it leads. */
function resolveTarget(path: string, calls: FileCalls): string {
  try {
    return calls.realPath(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  let at = path;
  for (let links = 0; links < 40; links++) {
    let info: Deno.FileInfo;
    try {
      info = calls.lstat(at);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return at;
      throw error;
    }
    if (!info.isSymlink) return at;
    const to = calls.readLink(at);
    at = to.startsWith("/") ? to : `${folderOf(at)}/${to}`;
  }
  throw new Error("Too many levels of symbolic links (os error 40)");
}

function infoAt(path: string, calls: FileCalls): Deno.FileInfo | null {
  try {
    return calls.stat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/** By mode bits, so that root too is told of a read-only file. */
export function isWritable(info: Deno.FileInfo): boolean {
  if (info.mode === null || Deno.build.os === "windows") return true;
  return (info.mode & 0o222) !== 0;
}

function notAFile(info: Deno.FileInfo): string {
  if (info.isDirectory) return "there is a folder of this name; save it under another one";
  if (info.isFifo) return "it is a named pipe, which keeps nothing; save it under another name";
  if (info.isSocket) return "it is a socket, which keeps nothing; save it under another name";
  return "it is a device, not a file; save it under another name";
}

const refusal = (path: string, reason: string): SaveResult & { ok: false } => ({
  ok: false,
  conflict: false,
  remedy: "rename",
  reason: `Cannot save ${shortPath(path)}: ${reason}`,
});
