/**
 * The last saved versions of each file, in the state folder: `local-history/<digest of the path>/<time>-<n>` holds the bytes as they
 * were saved. Bounded in versions, in bytes of a file, and in files; readable by the owner alone. A help, never a reason for
 * a save to fail.
 */
import { crc32 } from "./checksum.ts";
import { writePrivate } from "./private_file_io.ts";

/** VS Code's own limit. */
const mostVersions = 50;
/** Larger files are not kept. */
const mostBytes = 2 * 1024 * 1024;
/** All versions of one file together. */
const mostOfFile = 16 * 1024 * 1024;
const mostFiles = 500;

export interface Version {
  readonly path: string;
  /** Wall time in ms. */
  readonly at: number;
  readonly size: number;
}

/** Keeps a version that was just saved; the one before it is not kept twice. */
export function keepVersion(
  state: string,
  real: string,
  { pieces, at }: { pieces: readonly Uint8Array[]; at: number },
): void {
  const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (size > mostBytes) return;
  const folder = folderFor(state, real);
  try {
    const isNew = !exists(folder);
    const known = versionsIn(folder);
    const bytes = new Uint8Array(size);
    let to = 0;
    for (const piece of pieces) {
      bytes.set(piece, to);
      to += piece.length;
    }
    if (known.length > 0 && isSame(known[0], bytes)) return;
    // Two saves in one ms are two versions.
    const time = Math.max(at, (known[0]?.at ?? 0) + 1);
    writePrivate(`${folder}/${time}`, bytes);
    if (isNew) writePrivate(`${folder}/path`, real);
    prune(known, size);
    if (isNew) pruneFolders(`${state}/local-history`);
  } catch { /* See above. */ }
}

/** Newest first. */
export function versionsOf(state: string, real: string): Version[] {
  return versionsIn(folderFor(state, real));
}

function versionsIn(folder: string): Version[] {
  const out: Version[] = [];
  try {
    for (const { name } of Deno.readDirSync(folder)) {
      if (!/^\d+$/.test(name)) continue;
      const path = `${folder}/${name}`;
      out.push({ path, at: Number(name), size: Deno.statSync(path).size });
    }
  } catch { /* No version yet. */ }
  return out.sort((a, b) => b.at - a.at);
}

function prune(known: readonly Version[], size: number): void {
  let total = size;
  known.forEach((version, i) => {
    total += version.size;
    if (i + 1 >= mostVersions || total > mostOfFile) Deno.removeSync(version.path);
  });
}
/** The files that were saved longest ago give way. */
function pruneFolders(root: string): void {
  const all = [...Deno.readDirSync(root)].map(({ name }) => ({
    path: `${root}/${name}`,
    at: Deno.statSync(`${root}/${name}`).mtime?.getTime() ?? 0,
  })).sort((a, b) => b.at - a.at);
  for (const { path } of all.slice(mostFiles)) Deno.removeSync(path, { recursive: true });
}
function isSame(version: Version, bytes: Uint8Array): boolean {
  if (version.size !== bytes.length) return false;
  return crc32(Deno.readFileSync(version.path)) === crc32(bytes);
}
function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}
/** Two sums over the path and its reverse: a name for a folder, not a secret. */
function folderFor(state: string, real: string): string {
  const bytes = new TextEncoder().encode(real);
  const name = `${crc32(bytes).toString(16)}-${crc32(bytes.toReversed()).toString(16)}-${bytes.length}`;
  return `${state}/local-history/${name}`;
}
