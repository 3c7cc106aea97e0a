/**
 * The app's end of the search process: starts it when an expression is first looked for, tells it of texts and changes, and
 * kills it when it has said nothing for a second. A new one is started for the next question. Owns the process until `close`.
 */
import { type Edit, matchesOf, type MatchSet, type Text } from "../editor/mod.ts";
import type { RegexReplaceEffect, RegexSearchEffect } from "./effects.ts";
import type { AppEvent, FindOutcome } from "./events.ts";
import type { RegexAnswer, RegexRequest } from "./regex_child_io.ts";
import { frameOf, readFrames } from "./regex_frames_io.ts";

/** Silence after which a running expression counts as stuck. */
const LIMIT_MS = 1000;
/** Before the first word of a process nothing of ours is running in it; a busy machine starts slowly. */
const START_MS = 10_000;
/** Units handed over at once: about a millisecond of work. */
const PIECE = 1 << 19;

type Effect = RegexSearchEffect | RegexReplaceEffect;
interface Task {
  readonly effect: Effect;
  readonly found: number[];
}
export interface RegexHostParts {
  readonly post: (event: AppEvent) => void;
  /** Told when a question starts (+1) and has ended (-1). */
  readonly pending: (change: 1 | -1) => void;
}

export class RegexHost {
  readonly #parts: RegexHostParts;
  #process: RegexProcess | null = null;
  /** Questions in order; the first ones may be on their way already. */
  #tasks: Task[] = [];
  /** What the process has, or will have when all that was written has arrived. */
  #told: Text | null = null;
  #sending: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(parts: RegexHostParts) {
    this.#parts = parts;
  }

  /** Carries out an effect; the answer is posted as "find.found" or "find.edits". */
  ask(effect: Effect): void {
    this.#parts.pending(1);
    if (effect.kind === "regex.search") {
      // Only the newest search has somebody who waits for it.
      for (const task of this.#tasks.filter(({ effect }) => effect.kind === "regex.search")) this.#drop(task);
    }
    const task: Task = { effect, found: [] };
    this.#tasks.push(task);
    const process = this.#process ??= this.#start();
    this.#sending = this.#sending.then(() => this.#send(process, task)).catch(() => {});
  }

  close(): void {
    const process = this.#process;
    this.#process = null;
    this.#watch(null);
    process?.kill();
    for (const task of this.#tasks.slice()) this.#drop(task);
  }

  #start(): RegexProcess {
    this.#told = null;
    const process: RegexProcess = new RegexProcess({
      heard: (answer, pairs) => this.#process === process && this.#heard(answer, pairs),
      ended: (reason) => this.#process === process && this.#failed({ kind: "broken", reason }),
    });
    this.#watch(START_MS);
    return process;
  }

  async #send(process: RegexProcess, task: Task): Promise<void> {
    const { effect } = task;
    if (this.#process !== process || !this.#tasks.includes(task)) return;
    if (this.#told !== effect.text) {
      const edits = this.#told !== null && this.#told === effect.told ? effect.since?.edits ?? null : null;
      // Marked first: whoever comes next counts on what is already on its way.
      this.#told = effect.text;
      if (edits === null) await this.#sendText(process, effect.text);
      else {
        const list = edits.map(({ from, to, insert }) => [from, to, wordsOf(insert)] as const);
        await process.write({ op: "edit", edits: list });
      }
    }
    const { id, query, separators, spans } = effect;
    const question: RegexRequest = effect.kind === "regex.search"
      ? { op: "search", id, query, separators, spans }
      : {
        op: "replace",
        id,
        query,
        separators,
        spans,
        template: effect.template,
        preserveCase: effect.preserveCase,
        only: effect.only,
      };
    await process.write(question);
    if (this.#process === process && process.isReady) this.#watch(LIMIT_MS);
  }

  /** A piece at a time, the loop runs between them. A lone surrogate arrives as U+FFFD, which is as long. */
  async #sendText(process: RegexProcess, text: Text): Promise<void> {
    const encoder = new TextEncoder();
    for (let at = 0, isLast = false; !isLast;) {
      let piece = "";
      while (piece.length < PIECE && at < text.length) {
        const chunk = text.chunkAt(at as Parameters<Text["chunkAt"]>[0]);
        piece += chunk.text;
        at = chunk.from + chunk.text.length;
      }
      isLast = at >= text.length;
      await process.write({ op: "text", isLast }, encoder.encode(piece));
    }
  }

  #heard(answer: RegexAnswer, pairs: Float64Array): void {
    const task = "id" in answer ? this.#taskOf(answer) : undefined;
    if (task !== undefined && "id" in answer) this.#take(task, { answer, pairs });
    this.#watch(this.#tasks.length > 0 ? LIMIT_MS : null);
  }
  #taskOf(answer: Extract<RegexAnswer, { id: number }>): Task | undefined {
    const kind = answer.op === "edits" ? "regex.replace" : answer.op === "found" ? "regex.search" : null;
    return this.#tasks.find(({ effect }) =>
      effect.id === answer.id && (kind === null || effect.kind === kind)
    );
  }

  #take(
    task: Task,
    { answer, pairs }: { answer: Extract<RegexAnswer, { id: number }>; pairs: Float64Array },
  ): void {
    const { effect, found } = task;
    if (answer.op === "refused") return this.#end(task, { kind: "refused", reason: answer.reason });
    if (answer.op === "edits") {
      const edits = answer.inserts.map((insert, i): Edit => ({
        from: pairs[i * 2] as Edit["from"],
        to: pairs[i * 2 + 1] as Edit["to"],
        insert,
      }));
      this.#drop(task);
      return this.#postEdits(effect, { edits, problem: null });
    }
    for (let i = 0; i < pairs.length; i++) found.push(pairs[i]);
    const matches: MatchSet = matchesOf(found, effect.id + found.length);
    if (answer.state !== "part") return this.#end(task, { kind: answer.state, matches });
    this.#parts.post({
      kind: "find.found",
      id: effect.id,
      outcome: { kind: "part", matches, progress: answer.progress },
    });
  }

  #end(task: Task, outcome: FindOutcome): void {
    this.#drop(task);
    if (task.effect.kind === "regex.replace") {
      return this.#postEdits(task.effect, { edits: [], problem: outcome });
    }
    this.#parts.post({ kind: "find.found", id: task.effect.id, outcome });
  }
  #postEdits(
    effect: Effect,
    { edits, problem }: { edits: readonly Edit[]; problem: FindOutcome | null },
  ): void {
    if (effect.kind !== "regex.replace") return;
    const { doc, text, only, purpose } = effect;
    this.#parts.post({ kind: "find.edits", doc, text, edits, only: only !== null, purpose, problem });
  }
  #drop(task: Task): void {
    const at = this.#tasks.indexOf(task);
    if (at < 0) return;
    this.#tasks.splice(at, 1);
    this.#parts.pending(-1);
  }

  /** The process is gone or has to go; everything that waited for it hears why. */
  #failed(outcome: FindOutcome): void {
    const process = this.#process;
    this.#process = null;
    this.#told = null;
    this.#watch(null);
    process?.kill();
    for (const task of this.#tasks.slice()) this.#end(task, outcome);
  }

  #watch(afterMs: number | null): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = afterMs === null ? null : setTimeout(() => this.#failed({ kind: "stopped" }), afterMs);
  }
}

const wordsOf = (insert: string | Text): string =>
  typeof insert === "string"
    ? insert
    : insert.slice(0 as Parameters<Text["slice"]>[0], insert.length as Parameters<Text["slice"]>[1]);

/** One process and its pipes. */
class RegexProcess {
  readonly #child: Deno.ChildProcess;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  isReady = false;

  constructor({ heard, ended }: {
    heard: (answer: RegexAnswer, pairs: Float64Array) => void;
    ended: (reason: string) => void;
  }) {
    this.#child = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--quiet",
        "--no-prompt",
        "--no-config",
        "--no-lock",
        "--v8-flags=--enable-experimental-regexp-engine-on-excessive-backtracks",
        new URL("./regex_child_io.ts", import.meta.url).href,
      ],
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    // An idle process must not keep the app from ending; its input ends with the app, and then it ends too.
    this.#child.unref();
    this.#writer = this.#child.stdin.getWriter();
    this.#listen(heard).then(
      () => ended("it ended by itself"),
      (error) => ended(error instanceof Error ? error.message : String(error)),
    );
  }
  async #listen(heard: (answer: RegexAnswer, pairs: Float64Array) => void): Promise<void> {
    for await (const { head, body } of readFrames(this.#child.stdout)) {
      this.isReady = true;
      heard(head as RegexAnswer, new Float64Array(body.buffer, body.byteOffset, body.byteLength >> 3));
    }
  }
  async write(request: RegexRequest, body?: Uint8Array): Promise<void> {
    await this.#writer.write(frameOf(request, body));
  }
  kill(): void {
    this.#writer.abort().catch(() => {});
    try {
      this.#child.kill("SIGKILL");
    } catch {
      // It has ended already.
    }
    this.#child.status.catch(() => {});
  }
}
