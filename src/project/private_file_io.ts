/**
 * One small file that only its owner may read, replaced as a whole or not at all: what the editor remembers by itself. Whoever
 * reads it sees the old content or the new one, also while it is written. It is not waited for until it is on disk: none of
 * it is the only copy of a person's work (journals are, and sync themselves).
 */
import { folderOf } from "./file_calls_io.ts";

/** Makes missing folders, for the owner alone. Throws what the system says, with nothing changed. */
export function writePrivate(path: string, content: string | Uint8Array): void {
  const fresh = `${path}.${Deno.pid}.new`;
  try {
    writeFresh(fresh, content);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    Deno.mkdirSync(folderOf(path), { recursive: true, mode: 0o700 });
    writeFresh(fresh, content);
  }
  try {
    Deno.renameSync(fresh, path);
  } catch (error) {
    removeQuietly(fresh);
    throw error;
  }
}

function writeFresh(path: string, content: string | Uint8Array): void {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  try {
    Deno.writeFileSync(path, bytes, { mode: 0o600 });
  } catch (error) {
    removeQuietly(path); // Half of it, on a full disk.
    throw error;
  }
}

/** Removes a file that is only a help: where it cannot be, nothing is lost. */
export function removeQuietly(path: string): void {
  try {
    Deno.removeSync(path);
  } catch { /* Gone already, or it will be found again. */ }
}
