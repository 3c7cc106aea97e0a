/**
 * The open files that large documents are read from: which document has which, measuring the rest of each, and closing what no
 * document needs any more. Owns the files until `close`. What a part of a text does to its document is step_large.ts.
 */
import { type FileSource, type Measured, measureRest, type OpenedLarge } from "../project/mod_io.ts";
import type { App, AppDocument } from "./app.ts";
import type { AppEvent, LargePart } from "./events.ts";

/** The first screen comes before: a thread that starts takes a core. */
const startAfterMs = 15;

export interface LargePorts {
  readonly app: () => App;
  readonly post: (event: AppEvent) => void;
  readonly pending: (change: 1 | -1) => void;
  readonly breathe: () => Promise<void>;
}
interface Entry {
  readonly source: FileSource;
  /** Absent: 64 KB, by a worker. */
  readonly blockBytes?: number;
  /** Whether a document was made of it; before that nobody may close it. */
  isUsed: boolean;
  stop: (() => void) | null;
  /** Parts that wait for a save to end, because each counts as a change of the text. */
  held: LargePart[];
}

export class LargeKeeper {
  readonly #ports: LargePorts;
  readonly #entries = new Map<number, Entry>();
  #next = 1;
  #docs: App["docs"] | null = null;

  constructor(ports: LargePorts) {
    this.#ports = ports;
  }

  /** Takes over an open file; answers its number. */
  take({ source }: OpenedLarge, blockBytes?: number): number {
    const file = this.#next++;
    this.#entries.set(file, { source, blockBytes, isUsed: false, stop: null, held: [] });
    source.onDamage = () => this.#ports.post({ kind: "large.damaged", file });
    return file;
  }
  source(file: number): FileSource | null {
    return this.#entries.get(file)?.source ?? null;
  }

  /** A document was made of it: the rest is measured. */
  index(file: number, { from, to }: { from: number; to: number }): void {
    const entry = this.#entries.get(file);
    if (entry === undefined) return;
    entry.isUsed = true;
    if (from >= to) return;
    const { pending, breathe } = this.#ports;
    pending(1);
    const timer = setTimeout(() => {
      const take = (part: Measured) => this.#part(file, { ...part, total: to });
      const stop = measureRest(entry.source, { from, to, take, breathe, blockBytes: entry.blockBytes });
      entry.stop = () => {
        stop();
        pending(-1);
      };
    }, startAfterMs);
    entry.stop = () => {
      clearTimeout(timer);
      pending(-1);
    };
  }

  #part(file: number, part: LargePart): void {
    const entry = this.#entries.get(file);
    if (entry === undefined) return;
    entry.held.push(part);
    this.#give(file, entry);
  }
  #give(file: number, entry: Entry): void {
    const doc = docOf(this.#ports.app(), file);
    if (doc !== null && this.#ports.app().saving.has(doc.id)) return;
    for (const part of entry.held.splice(0)) {
      this.#ports.post({ kind: "large.part", file, part });
      if (!part.isDone) continue;
      entry.stop?.();
      entry.stop = null;
    }
  }

  /** The app changed: parts that waited are given, files without a document are closed. Cheap when nothing of this changed. */
  note(app: App): void {
    if (this.#entries.size === 0 || app.docs === this.#docs) return;
    this.#docs = app.docs;
    for (const [file, entry] of this.#entries) {
      if (docOf(app, file) !== null) {
        if (entry.held.length > 0) this.#give(file, entry);
      } else if (entry.isUsed) this.#drop(file, entry);
    }
  }
  /** Nobody made a document of it. */
  forget(file: number): void {
    const entry = this.#entries.get(file);
    if (entry !== undefined) this.#drop(file, entry);
  }
  close(): void {
    for (const [file, entry] of this.#entries) this.#drop(file, entry);
  }
  #drop(file: number, entry: Entry): void {
    this.#entries.delete(file);
    entry.stop?.();
    entry.source.close();
  }
}

function docOf(app: App, file: number): AppDocument | null {
  for (const doc of app.docs.values()) if (doc.large?.file === file) return doc;
  return null;
}
