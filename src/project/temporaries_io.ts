/**
 * Notes of the temporary files that saves write beside their targets, in the state folder: where a crash leaves one behind, the
 * next start clears it away. A help only: without a note a save goes on all the same.
 */
import { isAlive, ownProcess } from "./process_io.ts";
import { removeQuietly, writePrivate } from "./private_file_io.ts";

/** What the name of every temporary file ends with: nothing else is ever removed. */
export const temporaryEnding = ".nexus-save";

/** Before the file is made. The answer is the note to be removed with it; `null`: there is none. */
export function noteTemporary(state: string | null, temporary: string): string | null {
  if (state === null) return null;
  const note = `${state}/beside/${crypto.randomUUID()}.json`;
  try {
    writePrivate(note, JSON.stringify({ owner: ownProcess(), temporary }));
    return note;
  } catch {
    return null;
  }
}

/** Removes what dead processes left. */
export function clearTemporaries(state: string): void {
  const folder = `${state}/beside`;
  let names: string[] = [];
  try {
    names = [...Deno.readDirSync(folder)].map(({ name }) => name);
  } catch { /* No such folder: nothing was ever saved. */ }
  for (const name of names) {
    const path = `${folder}/${name}`;
    try {
      const { owner, temporary } = JSON.parse(Deno.readTextFileSync(path));
      if (isAlive(owner)) continue;
      if (String(temporary).endsWith(temporaryEnding)) removeQuietly(temporary);
    } catch { /* Cut off itself. */ }
    removeQuietly(path);
  }
}
