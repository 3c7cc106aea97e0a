/**
 * The process that runs people's regular expressions, because one that runs for ever can only be stopped by killing its
 * process. Holds one text, is told of its changes, answers in parts and says that it lives between two lines. Frames both
 * ways: length of a JSON head, the head, length of a body, the body. It ends when its input ends.
 */
import type { Offset } from "../base/mod.ts";
import {
  changesOf,
  concatText,
  type Edit,
  emptyText,
  type Pattern,
  patternOf,
  type Query,
  replacePattern,
  searchPattern,
  type SearchSpan,
  templateOf,
  type Text,
  textOf,
} from "../editor/mod.ts";
import { frameOf, readFrames } from "./regex_frames_io.ts";

/** What the app asks. `text` pieces come in order, the last one says so. */
export type RegexRequest =
  | { readonly op: "text"; readonly isLast: boolean }
  | { readonly op: "edit"; readonly edits: readonly (readonly [number, number, string])[] }
  | ({ readonly op: "search" } & RegexTask)
  | ({
    readonly op: "replace";
    readonly template: string;
    readonly preserveCase: boolean;
    readonly only: SearchSpan | null;
  } & RegexTask);
interface RegexTask {
  readonly id: number;
  readonly query: Query;
  readonly separators: string;
  readonly spans: readonly SearchSpan[] | null;
}
/** What this process answers. Bodies are pairs of places as 64-bit floats. "alive" says only that it is not stuck. */
export type RegexAnswer =
  | { readonly op: "alive" }
  | {
    readonly op: "found";
    readonly id: number;
    readonly state: "part" | "done" | "capped";
    readonly progress: number;
  }
  | { readonly op: "edits"; readonly id: number; readonly inserts: readonly string[] }
  | { readonly op: "refused"; readonly id: number; readonly reason: string };

/** How long it works between two looks at what has come in, and between two answers. */
const TURN_MS = 40;
const MOST = 5_000_000;

let text: Text = emptyText;
/** A new text while it arrives; it grows with every piece, so that no moment is long. */
let arriving: Text = emptyText;
const queue: { head: RegexRequest; body: Uint8Array }[] = [];
const sleeper: { wake: (() => void) | null } = { wake: null };

function answer(head: RegexAnswer, pairs: readonly number[] = []): void {
  const bytes = frameOf(head, new Uint8Array(Float64Array.from(pairs).buffer));
  for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));
}
/** Lets what has come in through. */
const breathe = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

async function work(): Promise<void> {
  const decoder = new TextDecoder();
  for (;;) {
    const next = queue.shift();
    if (next === undefined) {
      await new Promise<void>((resolve) => sleeper.wake = resolve);
      sleeper.wake = null;
      continue;
    }
    const { head, body } = next;
    switch (head.op) {
      case "text":
        arriving = concatText(arriving, textOf(decoder.decode(body)));
        if (head.isLast) {
          text = arriving;
          arriving = emptyText;
        }
        answer({ op: "alive" });
        continue;
      case "edit":
        text = changesOf(
          head.edits.map(([from, to, insert]): Edit => ({ from: from as Offset, to: to as Offset, insert })),
          text.length,
        ).apply(text);
        continue;
      case "search":
      case "replace":
        await run(head);
    }
  }
}

async function run(task: Extract<RegexRequest, RegexTask>): Promise<void> {
  // A newer question makes this one idle.
  if (queue.some(({ head }) => head.op === "search") && task.op === "search") return;
  const pattern = patternOf(task.query, task.separators);
  if (!pattern.ok) return answer({ op: "refused", id: task.id, reason: pattern.reason });
  if (task.op === "search") return await search(task, pattern.value);
  const edits: Edit[] = [];
  const steps = replacePattern(text, pattern.value, {
    spans: task.spans ?? undefined,
    template: templateOf(task.template),
    preserveCase: task.preserveCase,
    only: task.only ?? undefined,
    out: edits,
  });
  let last = performance.now();
  for (const _ of steps) {
    if (performance.now() - last < TURN_MS) continue;
    answer({ op: "alive" });
    await breathe();
    last = performance.now();
  }
  const inserts = edits.map(({ insert }) => String(insert));
  answer({ op: "edits", id: task.id, inserts }, edits.flatMap(({ from, to }) => [from, to]));
}

async function search(task: Extract<RegexRequest, { op: "search" }>, pattern: Pattern): Promise<void> {
  const { id, spans } = task;
  let found: number[] = [];
  let count = 0;
  let last = performance.now();
  for (const _ of searchPattern(text, pattern, { spans: spans ?? undefined, out: found })) {
    if (performance.now() - last < TURN_MS) continue;
    const reached = found.length > 0 ? found[found.length - 1] / Math.max(1, text.length) : 0;
    answer({ op: "found", id, state: "part", progress: reached }, found);
    count += found.length / 2;
    found.length = 0;
    await breathe();
    if (queue.some(({ head }) => head.op === "search" || head.op === "edit" || head.op === "text")) return;
    if (count > MOST) return answer({ op: "found", id, state: "capped", progress: 1 });
    last = performance.now();
  }
  answer({ op: "found", id, state: "done", progress: 1 }, found);
  found = [];
}

if (import.meta.main) {
  answer({ op: "alive" });
  work();
  for await (const frame of readFrames(Deno.stdin.readable)) {
    queue.push(frame as { head: RegexRequest; body: Uint8Array });
    sleeper.wake?.();
  }
  Deno.exit(0);
}
