/**
 * The syntax worker against random sessions: told of each change as the app would tell it, its colours and structure at the
 * end must be those of a worker that saw only the end. Not part of the product: fuzz_test.ts and tools/soak.ts run it.
 */
import type { FromSyntax, ToSyntax } from "../editor/mod_io.ts";
import { openSyntaxWorker, type SyntaxWorker } from "../editor/mod_io.ts";

type Paint = (FromSyntax & { kind: "paint" })["paint"];
type Structure = (FromSyntax & { kind: "structure" })["structure"];
/** How long an answer may take on a busy machine. */
const patienceMs = 10_000;
/** An answer is the last one when no other has followed for this long: what is visible is told again after a look. */
const settledMs = 25;
/** On a busy machine a grammar of a text inside the text comes later than that, and a long parse of one is left out:
 * a difference counts when it is there again each time, with longer and longer waits. */
const tries = 4;

export class SyntaxFuzz {
  readonly #worker: SyntaxWorker;
  #nextDoc = 1;
  #listen: (message: FromSyntax) => void = () => {};

  constructor() {
    this.#worker = openSyntaxWorker((message) => this.#listen(message));
  }
  close(): void {
    this.#worker.close();
  }

  /** Null when `texts`, one after the other, end in what the last alone gives; else what differs. */
  async differs(texts: readonly string[], language: string): Promise<string | null> {
    if (language === "plaintext") return null;
    let claim: string | null = null;
    for (let i = 0; i < tries; i++) {
      claim = await this.#compared(texts, { language, settledMs: settledMs * 4 ** i });
      if (claim === null) return null;
    }
    return claim;
  }

  async #compared(texts: readonly string[], how: How): Promise<string | null> {
    const grown = await this.#answerOf(texts, how);
    const fresh = await this.#answerOf(texts.slice(-1), how);
    if (grown === null || fresh === null) return grown === fresh ? null : "only one of the two was answered";
    for (const part of ["spans", "folds", "symbols", "names", "brackets", "nodes"] as const) {
      if (grown[part] !== fresh[part]) return `syntax: ${part} differ: ${grown[part]} is not ${fresh[part]}`;
    }
    return null;
  }

  /** Null: the parse was cut off, which depends on the time it took. Rejects when nothing comes. */
  async #answerOf(
    texts: readonly string[],
    { language, settledMs }: How,
  ): Promise<Record<Part, string> | null> {
    const doc = this.#nextDoc++;
    const post = (message: ToSyntax) => this.#worker.post(message);
    const last = texts.length - 1;
    let paint: Paint | null = null, structure: Structure | null = null;
    const done = Promise.withResolvers<Record<Part, string> | null>();
    const timer = setTimeout(() => done.reject(new Error("The syntax worker does not answer")), patienceMs);
    let settled: ReturnType<typeof setTimeout> | undefined;
    this.#listen = (message) => {
      clearTimeout(settled);
      if (!("doc" in message) || message.doc !== doc) return;
      if (message.kind === "paint") paint = message.paint;
      if (message.kind === "structure") structure = message.structure;
      if (message.kind === "stopped" || message.kind === "failed") done.resolve(null);
      if (paint?.version === last && paint.isComplete && structure?.version === last) {
        const answer = told(paint, structure);
        settled = setTimeout(() => done.resolve(answer), settledMs);
      }
    };
    post({ kind: "open", doc, version: 0, language, chunks: [texts[0]] });
    for (let i = 1; i < texts.length; i++) post(editBetween(texts[i - 1], texts[i], { doc, version: i }));
    post({ kind: "look", doc, windows: Int32Array.of(0, texts[last].length) });
    try {
      return await done.promise;
    } finally {
      clearTimeout(timer);
      post({ kind: "close", doc });
    }
  }
}

interface How {
  readonly language: string;
  readonly settledMs: number;
}
type Part = "spans" | "folds" | "symbols" | "names" | "brackets" | "nodes";
function told({ spans }: Paint, { folds, symbols, names, brackets, nodes }: Structure): Record<Part, string> {
  const list = (values: Int32Array | readonly string[]) => values.join(",");
  return {
    spans: list(spans),
    folds: list(folds),
    symbols: list(symbols),
    names: list(names),
    brackets: list(brackets),
    nodes: list(nodes),
  };
}

/** One edit that makes `after` of `before`: what both begin and end with stays. */
function editBetween(
  before: string,
  after: string,
  { doc, version }: { doc: number; version: number },
): ToSyntax {
  let from = 0;
  const most = Math.min(before.length, after.length);
  while (from < most && before[from] === after[from]) from++;
  let same = 0;
  while (same < most - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  const inserts = after.slice(from, after.length - same);
  const edits = Int32Array.of(from, before.length - same, inserts.length);
  return { kind: "edit", doc, version, edits, inserts };
}
