/**
 * Journals as files in the state folder, readable by their owner alone. Appending is one write; that it is on disk is awaited
 * apart from it, so that the loop never waits for a disk. Also finds the journals that a crash left behind.
 */
import { ownProcess } from "./process_io.ts";
import {
  editRecord,
  fileRecord,
  growthRecord,
  headRecord,
  type JournalHead,
  journalMagic,
  type JournalRead,
  type JournalStep,
  readJournal,
  textRecord,
} from "./journal.ts";
import { removeQuietly, writePrivate } from "./private_file_io.ts";
import { realFileCalls, syncFolder, writeAll } from "./file_calls_io.ts";
import { isAlive } from "./process_io.ts";

const ending = ".nxj";
/** A journal grown past this, and past twice its text, starts over from a whole text. */
const growLimit = 4 * 1024 * 1024;

/** The open journal of one document. Whoever makes it removes or closes it. */
export class Journal {
  readonly path: string;
  #file: Deno.FsFile;
  #size = 0;
  #baseSize: number;

  /** `base`: the whole text, or the length of the file's text where `head.stamp` says which version. Throws what the system says. */
  constructor(state: string, start: { head: Omit<JournalHead, "owner">; base: string | number }) {
    const folder = `${state}/journal`;
    Deno.mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.path = `${folder}/${crypto.randomUUID()}${ending}`;
    this.#file = Deno.openSync(this.path, { write: true, createNew: true, mode: 0o600 });
    const { base } = start;
    const first = typeof base === "string" ? textRecord(base) : fileRecord(base);
    this.#baseSize = first.length;
    try {
      this.#write([journalMagic, headRecord({ ...start.head, owner: ownProcess() }), first]);
    } catch (error) {
      this.remove();
      throw error;
    }
    syncFolder(folder, realFileCalls);
  }

  /** Whether a new journal from a whole text would be much smaller. */
  get isOvergrown(): boolean {
    return this.#size > growLimit && this.#size > 2 * this.#baseSize;
  }

  append(step: JournalStep): void {
    this.#write(["grown" in step ? growthRecord(step) : editRecord(step)]);
  }
  #write(pieces: Uint8Array[]): void {
    this.#size += writeAll(this.#file, pieces);
  }
  /** Resolves when all that was appended is on disk. */
  async sync(): Promise<void> {
    await this.#file.syncData();
  }
  syncNow(): void {
    this.#file.syncDataSync();
  }
  /** Leaves the file for the next start. */
  close(): void {
    try {
      this.#file.close();
    } catch { /* Closed twice is closed. */ }
  }
  remove(): void {
    this.close();
    removeQuietly(this.path);
  }
}

/** What another process, dead by now, left unsaved. */
export interface LeftJournal extends JournalRead {
  readonly path: string;
}
/** Journals without a living owner, in the order of their documents, then of age. One that cannot be read is set aside under another name, never deleted. */
export function leftJournals(state: string): { left: LeftJournal[]; unreadable: string[] } {
  const folder = `${state}/journal`;
  const found: { path: string; at: number }[] = [];
  try {
    for (const { name, isFile } of Deno.readDirSync(folder)) {
      if (!isFile || !name.endsWith(ending)) continue;
      const path = `${folder}/${name}`;
      found.push({ path, at: Deno.statSync(path).mtime?.getTime() ?? 0 });
    }
  } catch { /* No folder yet: nobody left anything. */ }
  const left: LeftJournal[] = [];
  const unreadable: string[] = [];
  for (const { path } of found.sort((a, b) => a.at - b.at)) {
    try {
      const read = readJournal(Deno.readFileSync(path));
      if (read === null) {
        Deno.renameSync(path, `${path}.unreadable`);
        unreadable.push(`${path}.unreadable`);
      } else if (!isAlive(read.head.owner)) left.push({ ...read, path });
    } catch { /* Not ours to read. */ }
  }
  return { left: left.sort((a, b) => (a.head.order ?? 0) - (b.head.order ?? 0)), unreadable };
}

/** Takes a journal for this process alone; `null`: somebody else was faster. A crash after it leaves it to be found again. */
export function claimJournal(journal: LeftJournal): LeftJournal | null {
  const path = `${journal.path.slice(0, -ending.length).replace(/\+\d+$/, "")}+${Deno.pid}${ending}`;
  try {
    if (path !== journal.path) Deno.renameSync(journal.path, path);
    return { ...journal, path };
  } catch {
    return null;
  }
}

/** Where each process says which files it has open. */
export const claimsFolder = (state: string): string => `${state}/open`;

/** Says that this process has these files open. */
export function claimFiles(state: string, reals: readonly string[]): void {
  const own = `${claimsFolder(state)}/${Deno.pid}.json`;
  if (reals.length === 0) return removeQuietly(own);
  try {
    writePrivate(own, JSON.stringify({ owner: ownProcess(), reals }));
  } catch { /* A claim is a courtesy: without it the stamps still keep a save from overwriting. */ }
}

/** Which of these files another living process has open too. Claims of dead ones are cleared away. */
export function openElsewhere(state: string, reals: readonly string[]): { real: string; pid: number }[] {
  const folder = claimsFolder(state);
  const others: { real: string; pid: number }[] = [];
  try {
    for (const { name } of Deno.readDirSync(folder)) {
      if (!name.endsWith(".json")) continue;
      const path = `${folder}/${name}`;
      const claim = claimOf(path);
      if (claim === null || !isAlive(claim.owner)) removeQuietly(path);
      else if (claim.owner.pid !== Deno.pid) {
        for (const real of claim.reals) if (reals.includes(real)) others.push({ real, pid: claim.owner.pid });
      }
    }
  } catch { /* Nobody has claimed anything yet. */ }
  return others;
}
function claimOf(path: string): { owner: { pid: number; start: string }; reals: string[] } | null {
  try {
    const claim = JSON.parse(Deno.readTextFileSync(path));
    return typeof claim?.owner?.pid === "number" && Array.isArray(claim.reals) ? claim : null;
  } catch {
    return null;
  }
}
