/**
 * `deno task bench:gate`: is the working tree slower than the base commit? Lockstep of two trees, stage by stage
 * (gate_session.ts), decided by gate_decide.ts. This file finds the base, keeps its worktree and prints.
 * Exit 0: not slower, or there is nothing to compare with (it says so). Exit 1: slower. Exit 2: it could not run.
 *
 * `NEXUS_BASE` or the file bench/base name the base commit; bench/first_met, where it exists, the commit that
 * first met the budgets: that comparison is printed, so that creep shows, and never fails.
 * `--against FOLDER` compares with another tree on disk instead; `NEXUS_GATE_SLOW=STAGE` slows a stage of the
 * working tree by a fifth, to see the gate fail; `--record FILE` writes the samples.
 */
import { parseArgs } from "node:util";
import { type Accepted, decide, type Decision, measuresToFail, type SessionSamples } from "./gate_decide.ts";
import { measure, type SessionAnswer, sessionsPerMeasure, type Trees } from "./gate_measure.ts";

const threshold = 1.06;
const repository = new URL("..", import.meta.url).pathname.replace(/\/$/, "");

/** An entry of accepted.json: holds until the base is `untilCommit` or one of its descendants. */
interface AcceptedEntry extends Accepted {
  readonly untilCommit?: string;
}

async function git(...args: readonly string[]): Promise<{ readonly ok: boolean; readonly out: string }> {
  const { success, stdout, stderr } = await new Deno.Command("git", {
    args: ["-C", repository, ...args],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  return { ok: success, out: new TextDecoder().decode(success ? stdout : stderr).trim() };
}

function firstWord(path: string): string | null {
  try {
    const word = Deno.readTextFileSync(`${repository}/${path}`).split(/\s/)[0];
    return word === "" ? null : word;
  } catch {
    return null;
  }
}

function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}

/** A commit's tree in a folder of its own while `use` runs. Null, with the reason printed, when it cannot be had. */
async function withCommit<T>(name: string, use: (folder: string) => Promise<T>): Promise<T | null> {
  const commit = await git("rev-parse", "--verify", "--quiet", `${name}^{commit}`);
  if (!commit.ok) {
    console.log(`bench:gate: there is no commit ${name} here: nothing to compare with, nothing counted`);
    return null;
  }
  // Inside the working tree, so that its bare imports find our package.json.
  const folder = `${repository}/.cache/gate/${commit.out.slice(0, 12)}-${Deno.pid}`;
  await git("worktree", "prune");
  const added = await git("worktree", "add", "--detach", "--force", folder, commit.out);
  if (!added.ok) throw new Error(`git worktree add failed: ${added.out}`);
  try {
    if (!exists(`${folder}/bench/stages.ts`)) {
      console.log(`bench:gate: ${commit.out.slice(0, 12)} has no bench/stages.ts: nothing to compare with`);
      return null;
    }
    return await use(folder);
  } finally {
    await git("worktree", "remove", "--force", folder);
  }
}

async function acceptedFor(base: string | null): Promise<AcceptedEntry[]> {
  const path = `${repository}/bench/accepted.json`;
  if (!exists(path)) return [];
  const held: AcceptedEntry[] = [];
  for (const entry of JSON.parse(Deno.readTextFileSync(path)) as AcceptedEntry[]) {
    if (entry.untilCommit !== undefined && base !== null) {
      const { ok } = await git("merge-base", "--is-ancestor", entry.untilCommit, base);
      if (ok) {
        console.log(
          `bench:gate: accepted.json: "${entry.stage}" has run out at ${entry.untilCommit}, take it out`,
        );
        continue;
      }
    }
    held.push(entry);
  }
  return held;
}

/** Measures until the decision stands. */
async function judge(trees: Trees, accepted: readonly Accepted[]): Promise<[Decision, SessionAnswer[][]]> {
  const measures: SessionAnswer[][] = [];
  let offset = 0;
  let only: readonly string[] | undefined;
  for (;;) {
    const count = measures.length === 0 ? sessionsPerMeasure : 2 * sessionsPerMeasure;
    measures.push(await measure(trees, { count, offset, only }));
    offset += count;
    const decision = decide(measures.map((sessions) => sessions.map(({ samples }) => samples)), {
      threshold,
      accepted,
    });
    print(decision, measures.at(-1)!);
    if (decision.verdict !== "again") return [decision, measures];
    // Whatever was not slower once can no longer fail.
    only = decision.bad;
    const left = measuresToFail - measures.length;
    console.log(`looks slower: ${decision.bad.join(", ")}; measuring again, at most ${left} more`);
  }
}

function percent(log: number): string {
  const value = (Math.exp(log) - 1) * 100;
  return `${value >= 0 ? "+" : ""}${value.toFixed(1)} %`;
}

function print({ ratios, bad }: Decision, sessions: readonly SessionAnswer[]): void {
  const [{ calls, added, gone, samples }] = sessions;
  const width = Math.max(...ratios.map(({ name }) => name.length), 5) + 2;
  console.log(
    `${"stage".padEnd(width)}${"calls".padStart(8)}${"base µs".padStart(11)}${"median".padStart(10)}${
      "fastest".padStart(10)
    }`,
  );
  ratios.forEach(({ name, med, mn }, i) => {
    const us = (Math.min(...samples[i].base) / calls[i]) * 1000;
    const mark = bad.includes(name) ? "  slower" : "";
    console.log(
      name.padEnd(width) + String(calls[i]).padStart(8) + us.toPrecision(3).padStart(11) +
        percent(med).padStart(10) + percent(mn).padStart(10) + mark,
    );
  });
  if (added.length > 0) console.log(`new, not compared: ${added.join(", ")}`);
  if (gone.length > 0) console.log(`no longer there: ${gone.join(", ")}`);
}

async function compare(base: string, name: string | null, record?: string): Promise<number> {
  const startedAt = performance.now();
  const slow = Deno.env.get("NEXUS_GATE_SLOW");
  if (slow !== undefined) console.log(`bench:gate: "${slow}" of the working tree is slowed by a fifth`);
  const accepted = await acceptedFor(name);
  const [decision, measures] = await judge({ base, head: repository, slow }, accepted);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  if (record !== undefined) writeSamples(record, measures.map((one) => one.map(({ samples }) => samples)));
  for (const { stage, ratio, reason } of accepted) {
    console.log(`accepted: "${stage}" up to ${ratio} times the base: ${reason}`);
  }
  if (decision.verdict === "pass") {
    console.log(
      `bench:gate: no stage of ${measures[0][0].samples.length} is slower than the base (${seconds} s)`,
    );
    return 0;
  }
  console.log(
    `bench:gate: slower than the base by more than ${
      percent(Math.log(threshold))
    }, ${measuresToFail} times over: ${decision.bad.join(", ")} (${seconds} s)`,
  );
  return 1;
}

/** Microseconds as whole numbers, so that a recording stays small. */
function writeSamples(path: string, measures: readonly (readonly SessionSamples[])[]): void {
  const whole = (ms: number) => Math.round(ms * 1000);
  const small = measures.map((sessions) =>
    sessions.map((session) =>
      session.map(({ name, base, head }) => ({ name, base: base.map(whole), head: head.map(whole) }))
    )
  );
  Deno.writeTextFileSync(path, JSON.stringify(small) + "\n");
}

/** Prints how far we are from where the budgets were first met; counts for nothing. */
async function printCreep(): Promise<void> {
  const first = firstWord("bench/first_met");
  if (first === null) return;
  console.log(`\nagainst ${first}, where the budgets were first met (for information):`);
  await withCommit(first, async (folder) => {
    const sessions = await measure({ base: folder, head: repository }, {
      count: sessionsPerMeasure,
      offset: 0,
    });
    const samples = sessions.map((one) => one.samples);
    print(decide([samples], { threshold, accepted: [] }), sessions);
  });
}

async function run(): Promise<number> {
  const { values } = parseArgs({
    args: Deno.args,
    options: { against: { type: "string" }, record: { type: "string" } },
  });
  if (values.against !== undefined) {
    return await compare(await Deno.realPath(values.against), null, values.record);
  }
  const name = Deno.env.get("NEXUS_BASE") ?? firstWord("bench/base");
  if (name === null) {
    console.log(
      "bench:gate: no base (NEXUS_BASE or the file bench/base): nothing to compare with, nothing counted",
    );
    return 0;
  }
  const code = await withCommit(name, (folder) => compare(folder, name, values.record));
  if (code !== null) await printCreep();
  return code ?? 0;
}

if (import.meta.main) {
  try {
    Deno.exit(await run());
  } catch (error) {
    const { message, cause } = error as Error;
    console.error(`bench:gate: ${message}`);
    // A base that does not load here any more (a package it needs has gone) is no fault of this tree.
    if (cause === "base") console.log("bench:gate: nothing to compare with, nothing counted");
    Deno.exit(cause === "base" ? 0 : 2);
  }
}
