/**
 * Stored histories on disk: one file per document under the state folder, named by a digest of the document's real path,
 * readable by its owner alone, replaced as a whole or not at all. Owns where they lie, their bounds and their deletion.
 * What cannot be read or written is only ever a help that is missing: nothing here throws or speaks.
 */
import { createHash } from "node:crypto";
import { chunksOf, type StoredHistory, type Text } from "../editor/mod.ts";
import { decodeHistory, encodeHistory } from "./history_store.ts";
import { writePrivate } from "./private_file_io.ts";

/** Files kept; those not written for longest go first. */
const mostFiles = 1000;

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash("sha256").update(bytes).digest());

/** A digest of every unit of a text, halves of pairs included. About 8 ms per million. */
export function contentDigest(text: Text): Uint8Array {
  const hash = createHash("sha256");
  const size = 1 << 15;
  const units = new Uint16Array(size);
  let used = 0;
  const flush = (): void => {
    hash.update(new Uint8Array(units.buffer, 0, 2 * used));
    used = 0;
  };
  for (const chunk of chunksOf(text)) {
    for (let i = 0; i < chunk.length; i++) {
      units[used++] = chunk.charCodeAt(i);
      if (used === size) flush();
    }
  }
  flush();
  return new Uint8Array(hash.digest());
}

/** Where the history of the file at `real` lies in `folder`. */
export function historyPath(folder: string, real: string): string {
  return `${folder}/${createHash("sha256").update(real).digest("hex").slice(0, 40)}`;
}

/** Bytes of the stored history of that file; 0 where there is none. */
export function storedSize(folder: string, real: string): number {
  try {
    const info = Deno.lstatSync(historyPath(folder, real));
    return info.isFile ? info.size : 0;
  } catch {
    return 0;
  }
}

/** The history stored for the file at `real` if it belongs to exactly this text; else null. */
export function readHistory(
  folder: string,
  { real, text, maxBytes }: { real: string; text: Text; maxBytes: number },
): StoredHistory | null {
  const size = storedSize(folder, real);
  if (size === 0 || size > maxBytes) return null;
  try {
    const bytes = Deno.readFileSync(historyPath(folder, real));
    return decodeHistory(bytes, { content: () => contentDigest(text), length: text.length, digest: sha256 });
  } catch {
    return null;
  }
}

/** Keeps a history for the file at `real`. False where it could not be written, or is larger than `maxBytes`. */
export function writeHistory(
  folder: string,
  { real, text, stored, maxBytes }: { real: string; text: Text; stored: StoredHistory; maxBytes: number },
): boolean {
  try {
    const bytes = encodeHistory(stored, { content: contentDigest(text), digest: sha256 });
    if (bytes.length > maxBytes) return false;
    writePrivate(historyPath(folder, real), bytes);
    return true;
  } catch {
    return false;
  }
}

/** Forgets the oldest histories beyond the bounds. */
export function pruneHistories(folder: string, { maxBytes }: { maxBytes: number }): void {
  try {
    const files: { path: string; at: number; size: number }[] = [];
    for (const { name, isFile } of Deno.readDirSync(folder)) {
      if (!isFile) continue;
      const info = Deno.lstatSync(`${folder}/${name}`);
      files.push({ path: `${folder}/${name}`, at: info.mtime?.getTime() ?? 0, size: info.size });
    }
    files.sort((a, b) => b.at - a.at);
    let kept = 0;
    files.forEach(({ path, size }, i) => {
      kept += size;
      if (i >= mostFiles || kept > maxBytes) Deno.removeSync(path);
    });
  } catch { /* The folder is not there yet, or another process was faster. */ }
}
