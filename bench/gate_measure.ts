/**
 * Runs gate sessions one after the other, each in a fresh pinned process, and gathers their samples.
 * Owns nothing but the processes; the decision is gate_decide.ts.
 */
import type { SessionSamples } from "./gate_decide.ts";

/** Sessions of the first measure; twice as many confirm. Fewer rounds or sessions gave false alarms. */
export const sessionsPerMeasure = 5;
export const rounds = 40;
export const warmRounds = 10;

export interface Trees {
  /** Folders, absolute. */
  readonly base: string;
  readonly head: string;
  /** A stage of the head to slow by a fifth, for the proof that the gate sees it. */
  readonly slow?: string;
}
/** What a session is told. */
export interface SessionOrder {
  readonly baseUrl: string;
  readonly headUrl: string;
  readonly first: "base" | "head";
  readonly rounds: number;
  readonly warm: number;
  readonly slow: string | null;
  /** The stages to measure; null: all. The others are warmed up all the same. */
  readonly only: readonly string[] | null;
}
export interface SessionAnswer {
  readonly samples: SessionSamples;
  readonly calls: readonly number[];
  readonly added: readonly string[];
  readonly gone: readonly string[];
}

/** The last core we may use: the first serves most interrupts. */
export function coreToUse(): string {
  const list = /Cpus_allowed_list:\s*(\S+)/.exec(Deno.readTextFileSync("/proc/self/status"))?.[1] ?? "0";
  return list.split(/[-,]/).at(-1)!;
}

/** Throws an `Error` that tells the fault when a tree cannot run its stages; its `cause` is "base" or "head". */
export async function session(
  trees: Trees,
  index: number,
  only: readonly string[] | null = null,
): Promise<SessionAnswer> {
  const stages = (folder: string) => new URL(`file://${folder}/bench/stages.ts`).href;
  const order: SessionOrder = {
    baseUrl: stages(trees.base),
    headUrl: stages(trees.head),
    first: index % 2 === 0 ? "base" : "head",
    rounds,
    warm: warmRounds,
    slow: trees.slow ?? null,
    only,
  };
  const command = new Deno.Command("taskset", {
    args: [
      "-c",
      coreToUse(),
      Deno.execPath(),
      "run",
      "-A",
      "--no-check",
      "--v8-flags=--single-threaded",
      new URL("./gate_session.ts", import.meta.url).pathname,
      JSON.stringify(order),
    ],
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  });
  const { code, stdout } = await command.output();
  const line = new TextDecoder().decode(stdout).trim().split("\n").at(-1) ?? "";
  if (!line.startsWith("{")) throw new Error(`A gate session ended with ${code} and said "${line}"`);
  const answer = JSON.parse(line);
  if (answer.error !== undefined) {
    throw new Error(`The ${answer.side} tree cannot run its stages: ${answer.error}`, { cause: answer.side });
  }
  return answer;
}

/** Which of the sessions of one decision: `offset` keeps the alternation going from one measure to the next. */
export interface Share {
  readonly count: number;
  readonly offset: number;
  /** As in `SessionOrder`. */
  readonly only?: readonly string[];
}

export async function measure(trees: Trees, { count, offset, only }: Share): Promise<SessionAnswer[]> {
  const out: SessionAnswer[] = [];
  for (let i = 0; i < count; i++) out.push(await session(trees, offset + i, only ?? null));
  return out;
}
