/**
 * Writing over a file where a rename would break something: hard links, an owner, an ACL, a mount point. Old and new
 * content are synced into a record in the state folder first, so that a write that is cut off can be taken back at once,
 * and completed at the next start after a crash or a power cut.
 *
 *   record: magic | u32 length of the header | u32 CRC of all that follows | header (JSON) | new bytes | old bytes
 */
import { crc32 } from "./checksum.ts";
import { type FileCalls, realFileCalls, syncFolder, writeAll } from "./file_calls_io.ts";
import type { Attribute } from "./xattr_io.ts";
import { clearTemporaries } from "./temporaries_io.ts";
import { isAlive, ownProcess, type ProcessId } from "./process_io.ts";

const magic = new TextEncoder().encode("NXREDO1\n");
const headAt = magic.length + 8;
const chunk = 1 << 20;

interface Header {
  readonly target: string;
  readonly inode: number;
  readonly newSize: number;
  readonly oldSize: number;
  readonly owner: ProcessId;
}

interface InPlace {
  readonly calls: FileCalls;
  /** Where records go; `null`: none is kept, and only a failure is taken back, not a crash. */
  readonly state: string | null;
  /** Throws where the file is not the one that was meant. */
  readonly check: (now: Deno.FileInfo) => void;
}
/** `lost`: what the system took from the file for being written to, and would not give back, in words. */
export function writeInPlace(
  target: string,
  pieces: Iterable<Uint8Array>,
  { calls, state, check }: InPlace,
): { info: Deno.FileInfo; lost?: string } {
  using file = calls.open(target, { read: true, write: true });
  const info = file.statSync();
  check(info);
  const worn = calls.attributes(target);
  const fresh = concat(pieces);
  const old = readWhole(file, info.size);
  const record = state === null
    ? null
    : keepRecord(state, { target, inode: info.ino ?? 0, fresh, old, calls });
  try {
    put(file, fresh, old.length);
    file.syncSync();
    const after = file.statSync();
    if (record !== null) forget(record, calls);
    const lost = dressAgain(target, { calls, info, after, worn });
    return { info: after, lost };
  } catch (error) {
    takeBack(file, old, { record, calls, error });
    throw error;
  }
}

/** Writing takes setuid bits and file capabilities away. The text is saved: what does not come back is said. */
function dressAgain(
  target: string,
  { calls, info, after, worn }: {
    calls: FileCalls;
    info: Deno.FileInfo;
    after: Deno.FileInfo;
    worn: readonly Attribute[];
  },
): string | undefined {
  const lost: string[] = [];
  const before = (info.mode ?? 0) & 0o7777, now = (after.mode ?? 0) & 0o7777;
  if (before !== now) {
    try {
      calls.chmod(target, before);
    } catch {
      lost.push(`its mode went from ${before.toString(8)} to ${now.toString(8)}`);
    }
  }
  if (worn.length > 0) {
    try {
      const kept = new Set(calls.attributes(target).map(({ name }) => name));
      const gone = worn.filter(({ name }) => !kept.has(name));
      if (gone.length > 0 && !calls.setAttributes(target, gone)) {
        lost.push(`it lost ${gone.map(({ name }) => name).join(", ")}`);
      }
    } catch {
      lost.push("its attributes could not be looked at");
    }
  }
  return lost.length === 0 ? undefined : lost.join(", and ");
}

/** First what is past the old end: a full disk shows there, while nothing of the old text is gone. */
function put(file: Deno.FsFile, fresh: Uint8Array, oldSize: number): void {
  if (fresh.length > oldSize) {
    file.seekSync(oldSize, Deno.SeekMode.Start);
    writeAll(file, [fresh.subarray(oldSize)]);
  }
  file.seekSync(0, Deno.SeekMode.Start);
  writeAll(file, [fresh.subarray(0, Math.min(oldSize, fresh.length))]);
  if (fresh.length < oldSize) file.truncateSync(fresh.length);
}

function takeBack(
  file: Deno.FsFile,
  old: Uint8Array,
  { record, calls, error }: { record: string | null; calls: FileCalls; error: unknown },
): void {
  try {
    file.truncateSync(old.length);
    file.seekSync(0, Deno.SeekMode.Start);
    writeAll(file, [old]);
    file.syncSync();
  } catch {
    const where = record === null ? "" : `; both versions are kept in ${record}`;
    const words = error instanceof Error ? error.message : String(error);
    throw new Error(`${words}; the file may hold parts of both versions${where}`, { cause: error });
  }
  if (record !== null) forget(record, calls);
}

interface Versions {
  readonly target: string;
  readonly inode: number;
  readonly fresh: Uint8Array;
  readonly old: Uint8Array;
  readonly calls: FileCalls;
}
function keepRecord(state: string, { target, inode, fresh, old, calls }: Versions): string {
  const folder = `${state}/in-place`;
  calls.makeFolder(folder);
  const path = `${folder}/${crypto.randomUUID()}.redo`;
  const header: Header = { target, inode, newSize: fresh.length, oldSize: old.length, owner: ownProcess() };
  const head = new TextEncoder().encode(JSON.stringify(header));
  const sizes = new DataView(new ArrayBuffer(8));
  sizes.setUint32(0, head.length);
  sizes.setUint32(4, crc32(old, crc32(fresh, crc32(head))));
  try {
    using record = calls.open(path, { write: true, createNew: true, mode: 0o600 });
    writeAll(record, [magic, new Uint8Array(sizes.buffer), head, fresh, old]);
    record.syncSync();
  } catch (error) {
    forget(path, calls);
    throw error;
  }
  syncFolder(folder, calls);
  return path;
}

function forget(path: string, calls: FileCalls): void {
  try {
    calls.remove(path);
  } catch { /* The next start sees that the file is whole and removes it then. */ }
}

/** What became of a write that a crash cut off. "foreign": somebody changed the file since; both versions stay in `record`. */
export interface Completed {
  readonly target: string;
  readonly outcome: "completed" | "foreign" | "refused";
  readonly record: string;
}
/** Finishes what was cut off, and clears away what was not. Call once at a start, before files are opened. */
export function completeWrites(state: string, calls: FileCalls = realFileCalls): Completed[] {
  clearTemporaries(state);
  const folder = `${state}/in-place`;
  const out: Completed[] = [];
  let names: string[] = [];
  try {
    names = [...Deno.readDirSync(folder)].map(({ name }) => name).filter((name) => name.endsWith(".redo"));
  } catch { /* No such folder: nothing was cut off. */ }
  for (const name of names) {
    const done = completeOne(`${folder}/${name}`, calls);
    if (done !== null) out.push(done);
  }
  return out;
}

function completeOne(record: string, calls: FileCalls): Completed | null {
  const kept = readRecord(record);
  if (kept === "torn") {
    forget(record, calls); // It was being written itself: the file had not been touched.
    return null;
  }
  const { header, fresh, old } = kept;
  if (isAlive(header.owner)) return null;
  const { target } = header;
  try {
    using file = calls.open(target, { read: true, write: true });
    const info = file.statSync();
    const now = readWhole(file, info.size);
    const isOurs = (header.inode === 0 || header.inode === info.ino) && isTorn(now, fresh, old);
    if (same(now, fresh)) forget(record, calls);
    else if (!isOurs) return { target, outcome: "foreign", record };
    else {
      put(file, fresh, now.length);
      file.syncSync();
      forget(record, calls);
      return { target, outcome: "completed", record };
    }
    return null;
  } catch {
    return { target, outcome: "refused", record };
  }
}

function readRecord(path: string): { header: Header; fresh: Uint8Array; old: Uint8Array } | "torn" {
  try {
    const bytes = Deno.readFileSync(path);
    if (bytes.length < headAt || !magic.every((byte, i) => bytes[i] === byte)) return "torn";
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const headSize = view.getUint32(magic.length);
    const from = headAt + headSize;
    if (crc32(bytes.subarray(headAt)) !== view.getUint32(magic.length + 4)) return "torn";
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(headAt, from))) as Header;
    const fresh = bytes.subarray(from, from + header.newSize);
    const old = bytes.subarray(from + header.newSize);
    return old.length === header.oldSize ? { header, fresh, old } : "torn";
  } catch {
    return "torn";
  }
}

/** Whether `now` is made of both versions and nothing else: each byte is the new one, the old one, or an empty one past the old end. */
function isTorn(now: Uint8Array, fresh: Uint8Array, old: Uint8Array): boolean {
  if (now.length > Math.max(fresh.length, old.length)) return false;
  if (now.length < Math.min(fresh.length, old.length)) return false;
  for (let i = 0; i < now.length; i++) {
    if (now[i] !== fresh[i] && now[i] !== (i < old.length ? old[i] : 0)) return false;
  }
  return true;
}
const same = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

function readWhole(file: Deno.FsFile, size: number): Uint8Array {
  const out = new Uint8Array(size);
  file.seekSync(0, Deno.SeekMode.Start);
  let at = 0;
  while (at < size) {
    const read = file.readSync(out.subarray(at, Math.min(size, at + chunk)));
    if (read === null) break;
    at += read;
  }
  return out.subarray(0, at);
}
function concat(pieces: Iterable<Uint8Array>): Uint8Array {
  const all = [...pieces];
  const out = new Uint8Array(all.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of all) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}
