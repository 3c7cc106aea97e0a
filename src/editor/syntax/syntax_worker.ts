/**
 * The syntax thread: takes texts and edits, works in slices of a few ms with a look at the mail between them, answers with
 * packed arrays. Owns the documents and the schedule; parsing and colouring are the files beside it.
 */
import type { Offset } from "../../base/mod.ts";
import { changesOf } from "../text/changes.ts";
import { textOfChunks } from "../text/rope.ts";
import type { Edit, Text } from "../types.ts";
import { loadTree } from "./grammars_io.ts";
import { grammarOf, type LineGrammar, type TreeGrammar } from "./languages.ts";
import type { FromSyntax, ToSyntax } from "./messages.ts";
import { dropStartUpCode, residentMb, rest } from "./rest_io.ts";
import { type Answers, type SyntaxDocument, TreeDocument } from "./tree_document_io.ts";

/** One slice: what arrives meanwhile waits no longer than this. */
const SLICE_MS = 4;
/** After the first text, and after later work, the thread is quiet for this long before it gives memory back. */
const FIRST_REST_MS = 50, REST_MS = 2000;
/** Less is not worth the work. */
const WORTH_MB = 6;
/** A tenth of the share of an ordinary thread. */
const NICE = 10;

interface Entry {
  /** Null while the grammar loads: `text` then follows the edits. */
  document: SyntaxDocument | null;
  text: Text;
  version: number;
  windows: Int32Array | null;
  isIdle: boolean;
  /** A later opening of the same document makes an earlier one's grammar arrive in vain. */
  readonly turn: number;
}

const scope = self as unknown as {
  postMessage(message: FromSyntax, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToSyntax>) => void) | null;
};
const entries = new Map<number, Entry>();
const tick = new MessageChannel();
let isTicking = false;
let timer: ReturnType<typeof setTimeout> | null = null;
let resting: ReturnType<typeof setTimeout> | null = null;
let turns = 0;
/** What the process held after the last rest. */
let restedMb = 0;

yieldToOthers();
scope.onmessage = ({ data }) => take(data);
tick.port1.onmessage = () => {
  isTicking = false;
  work();
};

/** Where cores are few, the thread that draws goes first: colours may come some ms later, frames may not. */
function yieldToOthers(): void {
  if (Deno.build.os !== "linux") return;
  try {
    const libc = Deno.dlopen("libc.so.6", {
      setpriority: { parameters: ["i32", "u32", "i32"], result: "i32" },
    });
    // On Linux "this process" (0, 0) is the calling thread alone.
    libc.symbols.setpriority(0, 0, NICE);
    libc.close();
  } catch { /* A library by another name: as fast as the others then. */ }
}

function take(message: ToSyntax): void {
  restLater();
  switch (message.kind) {
    case "open":
      return open(message);
    case "edit": {
      const entry = entries.get(message.doc);
      if (entry === undefined) return;
      const changes = changesOf(unpacked(message), entry.text.length);
      entry.text = changes.apply(entry.text);
      entry.version = message.version;
      entry.document?.edit(changes, message.version);
      return wake(entry);
    }
    case "look": {
      const entry = entries.get(message.doc);
      if (entry === undefined) return;
      entry.windows = message.windows;
      entry.document?.look(message.windows);
      return wake(entry);
    }
    case "close":
      return forget(message.doc);
    case "ask":
      return void import("./ask_io.ts").then(({ askSyntax }) => askSyntax(message))
        .then((answer) => scope.postMessage(answer));
  }
}

function open({ doc, version, language, chunks }: ToSyntax & { kind: "open" }): void {
  forget(doc);
  const turn = ++turns;
  const entry: Entry = {
    document: null,
    text: textOfChunks([...chunks]),
    version,
    windows: null,
    isIdle: true,
    turn,
  };
  entries.set(doc, entry);
  const grammar = grammarOf(language);
  if (grammar === null) {
    return scope.postMessage({ kind: "failed", doc, reason: `Nobody knows ${language}` });
  }
  const answers: Answers = {
    paint: (paint) =>
      scope.postMessage({ kind: "paint", doc, paint }, [
        paint.windows.buffer as ArrayBuffer,
        paint.spans.buffer as ArrayBuffer,
      ]),
    structure: (structure) => scope.postMessage({ kind: "structure", doc, structure }),
    slow: () => scope.postMessage({ kind: "slow", doc }),
    stopped: () => scope.postMessage({ kind: "stopped", doc }),
    wake: () => wake(entry),
  };
  const loading = grammar.kind === "tree"
    ? makeTree(grammar, entry, answers)
    : makeLines(grammar, entry, answers);
  loading.then((made) => {
    if (entries.get(doc)?.turn !== turn) return;
    if (typeof made === "string") return scope.postMessage({ kind: "failed", doc, reason: made });
    entry.document = made();
    if (entry.windows !== null) entry.document.look(entry.windows);
    wake(entry);
  });
}

/** How to make the document once its grammar is there, or why it is not. */
type Made = (() => SyntaxDocument) | string;
async function makeTree(grammar: TreeGrammar, entry: Entry, answers: Answers): Promise<Made> {
  const loaded = await loadTree(grammar);
  if (!loaded.ok) return loaded.reason;
  return () => new TreeDocument(loaded.value, entry.text, { version: entry.version, answers });
}
/** The engine for these is imported when it is first needed. */
async function makeLines(grammar: LineGrammar, entry: Entry, answers: Answers): Promise<Made> {
  const { loadLines } = await import("./textmate_io.ts");
  const { LineDocument } = await import("./line_document_io.ts");
  const loaded = await loadLines(grammar);
  if (!loaded.ok) return loaded.reason;
  return () => new LineDocument(loaded.value, entry.text, { version: entry.version, answers });
}

function forget(doc: number): void {
  entries.get(doc)?.document?.close();
  entries.delete(doc);
}

function wake(entry: Entry): void {
  entry.isIdle = false;
  schedule();
}
function schedule(): void {
  if (isTicking) return;
  isTicking = true;
  tick.port2.postMessage(null);
}

/** One slice for each document that has something to do. */
function work(): void {
  restLater();
  let wakeAt = Number.POSITIVE_INFINITY;
  for (const [doc, entry] of entries) {
    if (entry.isIdle || entry.document === null) continue;
    try {
      const state = entry.document.advance(performance.now() + SLICE_MS);
      entry.isIdle = state === "idle";
      if (state === "more") schedule();
      if (state === "later") wakeAt = Math.min(wakeAt, entry.document.wakeAt);
    } catch (error) {
      // A grammar that throws costs its own document only.
      forget(doc);
      scope.postMessage({
        kind: "failed",
        doc,
        reason: error instanceof Error ? error.message : String(error),
      });
    }
  }
  if (timer !== null) clearTimeout(timer);
  timer = wakeAt === Number.POSITIVE_INFINITY
    ? null
    : setTimeout(schedule, Math.max(1, wakeAt - performance.now()));
}

/** Puts the rest off while anything happens. */
function restLater(): void {
  if (resting !== null) clearTimeout(resting);
  resting = setTimeout(restNow, restedMb === 0 ? FIRST_REST_MS : REST_MS);
}
async function restNow(): Promise<void> {
  resting = null;
  // What is still to come ends in `work`, which asks for a rest again.
  for (const { isIdle, document } of entries.values()) if (!isIdle || document === null) return;
  if (residentMb() < restedMb + WORTH_MB) return;
  const isFirst = restedMb === 0;
  await rest();
  if (isFirst) dropStartUpCode();
  restedMb = residentMb();
}

function unpacked({ edits, inserts }: ToSyntax & { kind: "edit" }): Edit[] {
  const out: Edit[] = [];
  for (let i = 0, at = 0; i < edits.length; i += 3) {
    const insert = inserts.slice(at, at + edits[i + 2]);
    out.push({ from: edits[i] as Offset, to: edits[i + 1] as Offset, insert });
    at += edits[i + 2];
  }
  return out;
}
