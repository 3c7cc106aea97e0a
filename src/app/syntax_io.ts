/**
 * Between the app and the syntax worker: starts the worker when the first text of a known language is on screen, keeps its
 * copies of the texts in step after each frame, says what is looked at, and posts its answers. Nothing here is on the way
 * of a key to the screen. What is remembered of the answers is the editor's syntaxField.
 */
import type { DocId, LineIndex, Offset } from "../base/mod.ts";
import {
  type Changes,
  changesSince,
  chunksOf,
  isFresh,
  syntaxNote,
  syntaxOf,
  toStringAll,
} from "../editor/mod.ts";
import type { SyntaxNote, SyntaxStatus } from "../editor/mod.ts";
import {
  type CapturesAnswer,
  type FromSyntax,
  knowsLanguage,
  openSyntaxWorker,
  type SyntaxWorker,
  type TreeAnswer,
} from "../editor/mod_io.ts";
import { type AppView, languageName, STRINGS } from "../ui/mod.ts";
import type { App, AppDocument } from "./app.ts";
import type { AppEvent } from "./events.ts";

/** Trees take about 21 times the text: above this a text stays plain. */
export const MOST_SYNTAX_UNITS = 5_000_000;
/** A window larger than this has very long lines in it: then only what is seen is coloured. */
const MOST_WINDOW_UNITS = 200_000;
/** More changes than this since the last frame are sent as a whole new text. */
const MOST_CHANGES = 64;

/** What the worker knows of a document. */
interface Tracked {
  readonly language: string;
  /** "plain": nobody colours it, or not any more. */
  readonly kind: "sent" | "plain" | "tooLarge";
  version: number;
  /** What it was told to look at, stride 2. */
  windows: Int32Array;
}
export interface SyntaxPorts {
  readonly app: () => App;
  readonly post: (event: AppEvent) => void;
  /** Absent: a real worker. */
  readonly open?: (take: (message: FromSyntax) => void) => SyntaxWorker;
}
type Answer = { readonly ok: true; readonly value: TreeAnswer | CapturesAnswer } | {
  readonly ok: false;
  readonly reason: string;
  readonly isUnknown: boolean;
};

export class SyntaxDriver {
  readonly #ports: SyntaxPorts;
  readonly #tracked = new Map<DocId, Tracked>();
  readonly #asked = new Map<number, (answer: Answer) => void>();
  #worker: SyntaxWorker | null = null;
  #lastApp: App | null = null;
  #lastView: AppView | null = null;
  #nextAsk = 1;

  constructor(ports: SyntaxPorts) {
    this.#ports = ports;
  }

  /** After a frame: brings the worker up to date. Costs a few comparisons when nothing of this changed. */
  observe(app: App, view: AppView | null): void {
    if (view === null || (app === this.#lastApp && view === this.#lastView)) return;
    if (app.docs !== this.#lastApp?.docs) this.#forgetClosed(app);
    this.#lastApp = app;
    this.#lastView = view;
    for (let i = 0; i < view.editors.length; i++) {
      const doc = app.docs.get(view.editors[i].doc);
      if (doc !== undefined) this.#follow(doc, view);
    }
  }

  /** Whether everything in sight has the colours of its newest text, or will not get any. */
  isFresh(app: App, view: AppView | null): boolean {
    if (view === null) return false;
    for (const editor of view.editors) {
      const doc = app.docs.get(editor.doc);
      if (doc === undefined || editor.rows.length === 0) continue;
      const tracked = this.#tracked.get(doc.id);
      if (tracked === undefined || tracked.language !== doc.state.settings.language) return false;
      if (tracked.kind !== "sent") continue;
      if (tracked.version !== doc.state.version) return false;
      const last = editor.rows[editor.rows.length - 1];
      // The note of the start may still be on its way.
      if (syntaxOf(doc.state)?.status === "off" || !isFresh(doc.state, editor.rows[0].from, last.from)) {
        return false;
      }
    }
    return true;
  }

  /** A question about a text of no document. */
  ask(want: "tree" | "captures", { language, text }: { language: string; text: string }): Promise<Answer> {
    const id = this.#nextAsk++;
    return new Promise((resolve) => {
      this.#asked.set(id, resolve);
      this.#open().post({ kind: "ask", id, want, language, text });
    });
  }

  close(): void {
    this.#worker?.close();
    this.#worker = null;
  }

  #open(): SyntaxWorker {
    return this.#worker ??= (this.#ports.open ?? openSyntaxWorker)((message) => this.#take(message));
  }

  #forgetClosed(app: App): void {
    for (const id of this.#tracked.keys()) {
      if (app.docs.has(id)) continue;
      this.#tracked.delete(id);
      this.#worker?.post({ kind: "close", doc: id });
    }
  }

  #follow(doc: AppDocument, view: AppView): void {
    const { state } = doc;
    let tracked = this.#tracked.get(doc.id);
    const isTooLarge = state.text.length > MOST_SYNTAX_UNITS || doc.large !== undefined;
    if (
      tracked === undefined || tracked.language !== state.settings.language ||
      (tracked.kind !== "plain" && isTooLarge !== (tracked.kind === "tooLarge"))
    ) tracked = this.#start(doc, isTooLarge);
    if (tracked.kind !== "sent") return;
    if (tracked.version !== state.version) this.#send(doc, tracked);
    if (covers(tracked.windows, doc, view)) return;
    const windows = windowsOf(doc, view);
    if (sameNumbers(windows, tracked.windows)) return;
    tracked.windows = windows;
    this.#open().post({ kind: "look", doc: doc.id, windows: tracked.windows });
  }

  #start(doc: AppDocument, isTooLarge: boolean): Tracked {
    const { language } = doc.state.settings;
    const kind = !knowsLanguage(language) ? "plain" : isTooLarge ? "tooLarge" : "sent";
    const before = this.#tracked.get(doc.id);
    const tracked: Tracked = { language, kind, version: -1, windows: new Int32Array(0) };
    this.#tracked.set(doc.id, tracked);
    if (before?.kind === "sent" && kind !== "sent") this.#worker?.post({ kind: "close", doc: doc.id });
    if (kind !== "plain" || before !== undefined) {
      this.#status(doc.id, kind === "sent" ? "waiting" : kind === "plain" ? "off" : "tooLarge");
    }
    if (kind === "tooLarge") {
      this.#ports.post({ kind: "notice", level: "info", text: STRINGS.syntaxTooLarge(doc.name) });
    }
    if (kind === "sent") this.#sendWhole(doc, tracked);
    return tracked;
  }

  #sendWhole(doc: AppDocument, tracked: Tracked): void {
    const { text, version, settings } = doc.state;
    const chunks = [...chunksOf(text)];
    this.#open().post({ kind: "open", doc: doc.id, version, language: settings.language, chunks });
    tracked.version = version;
    tracked.windows = new Int32Array(0);
  }

  #send(doc: AppDocument, tracked: Tracked): void {
    const changes = changesSince(doc.state, tracked.version);
    if (changes === null || changes.length > MOST_CHANGES) return this.#sendWhole(doc, tracked);
    for (let i = 0; i < changes.length; i++) {
      const version = tracked.version + 1;
      this.#open().post({ kind: "edit", doc: doc.id, version, ...packed(changes[i]) });
      tracked.version = version;
      // The worker moves its windows along in the same way.
      tracked.windows = tracked.windows.map((at, w) =>
        changes[i].mapOffset(at as Offset, w % 2 === 0 ? -1 : 1)
      );
    }
  }

  #take(message: FromSyntax): void {
    switch (message.kind) {
      case "paint":
        return this.#note(message.doc as DocId, { kind: "paint", paint: message.paint });
      case "structure":
        return this.#note(message.doc as DocId, { kind: "structure", structure: message.structure });
      case "slow":
      case "stopped":
        return this.#status(message.doc as DocId, message.kind);
      case "failed": {
        const tracked = this.#tracked.get(message.doc as DocId);
        if (tracked === undefined) return;
        this.#tracked.set(message.doc as DocId, { ...tracked, kind: "plain" });
        this.#status(message.doc as DocId, "failed");
        const text = STRINGS.syntaxFailed(languageName(tracked.language), message.reason);
        return this.#ports.post({ kind: "notice", level: "warning", text });
      }
      case "answer":
      case "refused": {
        const resolve = this.#asked.get(message.id);
        this.#asked.delete(message.id);
        return resolve?.(
          message.kind === "answer"
            ? { ok: true, value: message.value }
            : { ok: false, reason: message.reason, isUnknown: message.isUnknown },
        );
      }
    }
  }

  #status(doc: DocId, status: SyntaxStatus): void {
    this.#note(doc, { kind: "status", status });
  }
  #note(doc: DocId, note: SyntaxNote): void {
    if (this.#ports.app().docs.has(doc)) {
      this.#ports.post({ kind: "document.note", doc, note: syntaxNote(note) });
    }
  }
}

function packed({ edits }: Changes): { readonly edits: Int32Array; readonly inserts: string } {
  const out = new Int32Array(edits.length * 3);
  let inserts = "";
  for (let i = 0; i < edits.length; i++) {
    const { from, to, insert } = edits[i];
    out[i * 3] = from;
    out[i * 3 + 1] = to;
    out[i * 3 + 2] = insert.length;
    inserts += typeof insert === "string" ? insert : toStringAll(insert);
  }
  return { edits: out, inserts };
}

function sameNumbers(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** What to colour for all editors on a document: what they show and as much again above and below. */
function windowsOf({ id, state }: AppDocument, view: AppView): Int32Array {
  const { text } = state;
  const found: { from: number; to: number }[] = [];
  for (const { doc, rows } of view.editors) {
    if (doc !== id || rows.length === 0) continue;
    const first = rows[0], last = rows[rows.length - 1];
    const margin = Math.max(20, rows.length);
    const lines = text.lineCount - 1;
    const from = text.line(Math.min(lines, Math.max(0, first.line - margin)) as LineIndex).from;
    const to = text.line(Math.min(lines, last.line + margin) as LineIndex).to;
    const isLong = to - from > MOST_WINDOW_UNITS;
    const end = Math.min(last.to, first.from + MOST_WINDOW_UNITS, text.length);
    found.push(isLong ? { from: Math.min(first.from, text.length), to: end } : { from, to });
  }
  found.sort((a, b) => a.from - b.from);
  const out: number[] = [];
  for (const { from, to } of found) {
    if (out.length > 0 && from <= out[out.length - 1]) {
      out[out.length - 1] = Math.max(out[out.length - 1], to);
    } else out.push(from, to as Offset);
  }
  return Int32Array.from(out);
}

/** Whether all that is seen lies in the windows, and half a page around it: the next page should be there in its colours. */
function covers(windows: Int32Array, { id, state }: AppDocument, view: AppView): boolean {
  const { text } = state;
  for (const { doc, rows } of view.editors) {
    if (doc !== id || rows.length === 0) continue;
    let isIn = false;
    const first = rows[0], last = rows[rows.length - 1];
    const lines = text.lineCount - 1, margin = rows.length >> 1;
    const from = Math.min(
      first.from,
      text.line(Math.max(0, Math.min(lines, first.line - margin)) as LineIndex).from,
    );
    const to = Math.max(last.to, text.line(Math.min(lines, last.line + margin) as LineIndex).to);
    for (let i = 0; i < windows.length && !isIn; i += 2) isIn = windows[i] <= from && to <= windows[i + 1];
    if (!isIn) return false;
  }
  return true;
}
