/**
 * Keeps unsaved work: within a second of a change it is in a journal on disk, and what an earlier process left is opened again.
 * A keypress only tells it that something changed; what, it finds at its own time by comparing texts. Owns the journals
 * of this process. Their bytes are project/journal*.ts.
 */
import type { DocId, Offset } from "../base/mod.ts";
import { changesOf, type Text, textOf, toStringAll } from "../editor/mod.ts";
import {
  changedSpan,
  decodeFile,
  insertedText,
  type JournalEdit,
  restoredText,
  sameStamp,
} from "../project/mod.ts";
import {
  claimFiles,
  claimJournal,
  isAlive,
  Journal,
  type LeftJournal,
  leftJournals,
  openElsewhere,
  openLarge,
  ownProcess,
  removeQuietly,
  stampAt,
  wordsOf,
  writePrivate,
} from "../project/mod_io.ts";
import { STRINGS } from "../ui/mod.ts";
import type { App, AppDocument } from "./app.ts";
import type { Clock } from "./clock.ts";
import { baseName } from "./documents.ts";
import { type EditLog, editLogField, editsSince, logRead } from "./edit_log.ts";
import type { LargeRef } from "./effects.ts";
import type { AppEvent } from "./events.ts";
import { isLargeFile, type LargeWorld } from "./perform_large_io.ts";

/** After a change: so that it and the wait for the disk stay well under a second. */
const writeAfterMs = 400;
/** Larger texts start from the file on disk where they can: their own text would take too long to write. */
const wholeUnits = 1024 * 1024;
/** So long after a restore nothing of it is blamed for a crash. */
const trustAfterMs = 3000;
/** Deaths in a row while on trial: one may be anybody's, a power cut for one. */
const mostDeaths = 2;

/** A text as it is on disk, and where the log of edits stood. */
interface Clean {
  readonly text: Text;
  readonly log: EditLog;
}
interface Entry {
  readonly journal: Journal;
  readonly doc: AppDocument;
  text: Text;
  /** Where the log of edits stood then; `null`: not known. */
  seen: EditLog | null;
}
export interface KeeperPorts {
  /** The state folder. */
  readonly state: string;
  readonly clock: Clock;
  readonly app: () => App;
  /** Steps an event at once; answers its result. */
  readonly dispatch: (event: AppEvent) => { readonly result?: unknown };
  /** Queues one: safe inside a step. */
  readonly post: (event: AppEvent) => void;
  /** Other files are open than before. */
  readonly filesOpened: () => void;
  readonly log: (text: string) => void;
  readonly large: LargeWorld;
}

export class JournalKeeper {
  readonly #ports: KeeperPorts;
  readonly #entries = new Map<DocId, Entry>();
  /** Texts as they are on disk, of documents that were seen clean. */
  readonly #clean = new Map<DocId, Clean>();
  #claimed = "";
  /** "PID PATH" of what others have open too, as far as it was said. */
  #others: ReadonlySet<string> = new Set();
  #told = "";
  #size = 0;
  #stop: (() => void) | null = null;
  #isLeft = false;
  #isOnTrial = false;

  constructor(ports: KeeperPorts) {
    this.#ports = ports;
  }

  /** The documents changed. Cheap: called after every step that touched one. */
  note(app: App): void {
    if (app.docs.size !== this.#size) {
      this.#size = app.docs.size;
      for (const doc of app.docs.values()) if (!doc.dirty) this.#seeClean(doc);
    }
    if (this.#isLeft) return;
    // A save is told at once: after a crash its journal would bring an older text back as unsaved.
    for (const id of this.#entries.keys()) if (app.docs.get(id)?.dirty !== true) this.#forget(id);
    if (this.#stop !== null) return;
    this.#stop = this.#ports.clock.after(writeAfterMs, () => {
      this.#stop = null;
      if (this.#isOnTrial) this.#endTrial(); // A person works on: it does not crash.
      for (const journal of this.#write()) journal.sync().catch((error) => this.#tell(error));
    });
  }

  /** Leaving: what is unsaved waits for the next start, unless a person said to drop it. */
  leave(unsaved: "keep" | "discard"): void {
    if (this.#isLeft) return;
    this.#isLeft = true;
    this.#stop?.();
    if (unsaved === "keep") { for (const journal of this.#write()) this.#syncNow(journal); }
    for (const { journal } of this.#entries.values()) unsaved === "keep" ? journal.close() : journal.remove();
    claimFiles(this.#ports.state, []);
    this.#endTrial();
  }

  /** Opens what dead processes left. `how`: "asked" also opens what crashed the last time. */
  restore(how: "start" | "asked"): void {
    const { left, unreadable } = leftJournals(this.#ports.state);
    if (unreadable.length > 0) this.#notice("warning", STRINGS.journal.unreadable(unreadable.length));
    if (left.length === 0) return;
    const deaths = how === "asked" ? 0 : this.#deathsOnTrial();
    if (deaths >= mostDeaths) return this.#notice("warning", STRINGS.journal.crashed);
    this.#beginTrial(deaths);
    let restored = 0;
    const names: string[] = [];
    for (const found of left) {
      const one = claimJournal(found);
      if (one === null) continue; // Another Nexus that started just now has it.
      const texts = this.#textsOf(one);
      const { name, path, real, form, stamp, language } = texts === null ? loose(one.head) : one.head;
      const text = texts?.text ?? insertedText(one.edits);
      const large = texts?.file;
      if (texts === null) this.#notice("warning", STRINGS.journal.fileChanged(one.head.name));
      if (path !== null && typeof text === "string" && textOnDisk(path, form) === text) {
        removeQuietly(one.path); // It was saved, and the crash came before the journal went.
        continue;
      }
      const changed = path !== null && stamp !== null && !isSame(stampAt(path), stamp);
      const { result } = this.#ports.dispatch({
        kind: "document.restored",
        name,
        path,
        real,
        form,
        stamp,
        language,
        text: typeof text === "string" ? textOf(text) : text,
        base: texts?.base === undefined ? undefined : textOf(texts.base),
        large,
      });
      if (result === undefined && large !== undefined) this.#ports.large.keeper.forget(large.file);
      const { doc } = (result ?? {}) as { doc?: DocId };
      if (changed && doc !== undefined) this.#tellChanged(doc, path);
      // The new journal is on disk before the old one goes.
      for (const journal of this.#write()) this.#syncNow(journal);
      if (result === undefined) continue; // It is open already: the next start offers it again.
      removeQuietly(one.path);
      restored++;
      names.push(name);
    }
    if (restored > 0) this.#notice("info", STRINGS.journal.restored(names));
    this.#ports.clock.after(trustAfterMs, () => this.#endTrial());
    // What the restore itself changed is no work of a person's.
    this.#stop?.();
    this.#stop = null;
  }

  /** Brings every journal up to its document; answers those that have something new. */
  #write(): Journal[] {
    const { docs } = this.#ports.app();
    const touched: Journal[] = [];
    for (const id of this.#entries.keys()) if (docs.get(id)?.dirty !== true) this.#forget(id);
    for (const doc of docs.values()) {
      if (!doc.dirty) {
        this.#seeClean(doc);
        continue;
      }
      try {
        const journal = this.#keep(doc);
        if (journal !== null) touched.push(journal);
      } catch (error) {
        this.#tell(error);
      }
    }
    for (const id of this.#clean.keys()) if (!docs.has(id)) this.#clean.delete(id);
    this.#claim(docs);
    return touched;
  }

  #seeClean({ id, state }: AppDocument): void {
    const log = state.get(editLogField);
    if (this.#clean.get(id)?.text === state.text) return;
    logRead(log);
    this.#clean.set(id, { text: state.text, log });
  }

  #forget(id: DocId): void {
    this.#entries.get(id)?.journal.remove();
    this.#entries.delete(id);
  }

  /** `null`: nothing new. */
  #keep(doc: AppDocument): Journal | null {
    const entry = this.#entries.get(doc.id);
    // A large file that grew is told as a step.
    const isSameFile = doc.large !== undefined
      ? entry?.doc.large?.file === doc.large.file
      : entry?.doc.stamp === doc.stamp;
    const isOld = entry !== undefined &&
      (entry.doc.path !== doc.path || !isSameFile || entry.doc.form !== doc.form ||
        (entry.journal.isOvergrown && doc.large === undefined));
    if (entry === undefined || isOld) {
      const begun = this.#begin(doc);
      entry?.journal.remove();
      this.#entries.set(doc.id, begun);
      if (begun.text !== doc.state.text) this.#append(begun, doc);
      return begun.journal;
    }
    return entry.text === doc.state.text ? null : this.#append(entry, doc);
  }

  #begin(doc: AppDocument): Entry {
    const { name, path, real, form, stamp, state } = doc;
    const head = { order: doc.id, name, path, real, form, stamp, language: state.settings.language };
    const seen = this.#clean.get(doc.id);
    if (doc.large !== undefined) {
      // From the file and its stamp: the text is not to be had whole.
      if (stamp === null || seen === undefined) throw new Error(STRINGS.large.notKept(name));
      const journal = new Journal(this.#ports.state, { head, base: seen.text.length });
      return { journal, doc, text: seen.text, seen: seen.log };
    }
    // From what is on disk, so that a merge after a restart knows what both sides came from.
    const clean = stamp === null ? undefined : doc.base ?? seen?.text;
    if (clean === undefined) {
      const journal = new Journal(this.#ports.state, { head, base: toStringAll(state.text) });
      const log = state.get(editLogField);
      logRead(log);
      return { journal, doc, text: state.text, seen: log };
    }
    const base = clean.length > wholeUnits ? clean.length : toStringAll(clean);
    const journal = new Journal(this.#ports.state, { head: { ...head, isDiskText: true }, base });
    return { journal, doc, text: clean, seen: null };
  }

  #append(entry: Entry, { state, stamp, large, name }: AppDocument): Journal {
    const steps = entry.seen === null ? null : editsSince(state, entry.seen);
    // Comparing would read all of it.
    if (steps === null && large !== undefined) throw new Error(STRINGS.large.notKept(name));
    for (const step of steps ?? spanBetween(entry.text, state.text)) {
      entry.journal.append("grown" in step ? { ...step, stamp } : step);
    }
    entry.text = state.text;
    entry.seen = state.get(editLogField);
    logRead(entry.seen);
    return entry.journal;
  }

  /** `null`: the text it starts from is no more. */
  #textsOf({ base, baseLength, edits, head }: LeftJournal): Restored | null {
    if (base !== null) {
      return { text: restoredText(base, edits), base: head.isDiskText === true ? base : undefined };
    }
    try {
      if (head.path === null || head.stamp === null || !isSame(stampAt(head.path), head.stamp)) return null;
      if (isLargeFile(head.path, this.#ports.large)) {
        const { keeper, blockBytes } = this.#ports.large;
        const opened = openLarge(head.path, head.form, { blockBytes, most: Infinity });
        // What was not read yet when the journal ended has no edits.
        if (opened.text.length < baseLength) {
          opened.source.close();
          return null;
        }
        let text = opened.text;
        for (const { from, to, insert } of edits) {
          text = changesOf([{ from: from as Offset, to: to as Offset, insert }], text.length).apply(text);
        }
        const { measured, size } = opened;
        return {
          text,
          file: { file: keeper.take(opened, blockBytes), measured, size, inode: opened.source.stamp.inode },
        };
      }
      const text = textOnDisk(head.path, head.form);
      return text?.length === baseLength ? { text: restoredText(text, edits), base: text } : null;
    } catch {
      return null;
    }
  }

  /** Another Nexus with the same file open is said once. */
  #claim(docs: App["docs"]): void {
    const reals = [...docs.values()].flatMap(({ real }) => (real === null ? [] : [real])).sort();
    const key = reals.join("\n");
    if (key === this.#claimed) return;
    this.#claimed = key;
    claimFiles(this.#ports.state, reals);
    this.#ports.filesOpened();
    this.lookForOthers();
  }

  /** Other processes may have opened or closed files: each that has one of ours is said once. */
  lookForOthers(): void {
    if (this.#claimed === "") return;
    const found = openElsewhere(this.#ports.state, this.#claimed.split("\n"));
    const now = new Set(found.map(({ real, pid }) => `${pid} ${real}`));
    for (const { real, pid } of found) {
      if (this.#others.has(`${pid} ${real}`)) continue;
      this.#ports.post({
        kind: "notice",
        level: "warning",
        text: STRINGS.journal.openElsewhere(baseName(real), pid),
      });
    }
    this.#others = now;
  }

  #tellChanged(doc: DocId, path: string | null): void {
    const stamp = path === null ? null : stampAt(path);
    const found = stamp === null ? { kind: "gone" } as const : { kind: "file", stamp } as const;
    this.#ports.dispatch({ kind: "file.changed", doc, found });
  }

  get #trialPath(): string {
    return `${this.#ports.state}/restoring.json`;
  }
  #beginTrial(deaths: number): void {
    this.#isOnTrial = true;
    try {
      const trial = JSON.stringify({ owner: ownProcess(), deaths });
      writePrivate(this.#trialPath, trial);
    } catch (error) {
      this.#tell(error);
    }
  }
  #endTrial(): void {
    this.#isOnTrial = false;
    removeQuietly(this.#trialPath);
  }
  /** How many processes in a row died soon after they had restored something. */
  #deathsOnTrial(): number {
    try {
      const { owner, deaths } = JSON.parse(Deno.readTextFileSync(this.#trialPath));
      return isAlive(owner) ? 0 : Number(deaths) + 1;
    } catch {
      return 0;
    }
  }

  #syncNow(journal: Journal): void {
    try {
      journal.syncNow();
    } catch (error) {
      this.#tell(error);
    }
  }
  #notice(level: "info" | "warning", text: string): void {
    this.#ports.dispatch({ kind: "notice", level, text });
  }
  /** A disk that takes no journal is said once, and every time the reason changes. */
  #tell(error: unknown): void {
    const text = STRINGS.journal.refused(wordsOf(error));
    if (text === this.#told) return;
    this.#told = text;
    this.#ports.log(text);
    this.#notice("warning", text);
  }
}
/** `base`: what it started from. `file`: what the leaves of a large text lie in. */
interface Restored {
  readonly text: string | Text;
  readonly base?: string;
  readonly file?: LargeRef;
}
const isSame = (a: Parameters<typeof sameStamp>[0] | null, b: Parameters<typeof sameStamp>[1]): boolean =>
  a !== null && sameStamp(a, b);

/** What is left of a journal whose file is another one now: its edits, as a text without a place. */
const loose = (head: LeftJournal["head"]): LeftJournal["head"] => ({
  ...head,
  name: STRINGS.journal.looseName(head.name),
  path: null,
  real: null,
  stamp: null,
});

/** `null`: there is none that can be read. */
function textOnDisk(path: string, form: AppDocument["form"]): string | null {
  try {
    return decodeFile(Deno.readFileSync(path), form.encoding).parts.join("");
  } catch {
    return null;
  }
}

/** By comparing: for a text whose edits were not followed. */
function spanBetween(before: Text, after: Text): JournalEdit[] {
  const span = changedSpan(before, after);
  if (span === null) return [];
  const { from, to, toAfter } = span;
  return [{ length: before.length, from, to, insert: after.slice(from as Offset, toAfter as Offset) }];
}
