/**
 * One session of the gate, a fresh process pinned to one core: two workers, one per tree, take turns by Atomics,
 * round by round, stage by stage. Prints the samples as one line of JSON. Started by gate_measure.ts.
 * Argument: the `SessionOrder` of gate_measure.ts as JSON.
 */
import type { SessionOrder } from "./gate_measure.ts";
import { Cells, Turn, type WorkerMake, type WorkerReady, type WorkerStart } from "./gate_worker.ts";

const BatchMs = 1.4;
const LeastBatchMs = 1;
const MostBatchMs = 2;

type Side = "base" | "head";

const { baseUrl, headUrl, first, rounds, warm, slow, only }: SessionOrder = JSON.parse(Deno.args[0]);
const control = new Int32Array(new SharedArrayBuffer(Cells.length * 4));
const times = new Float64Array(new SharedArrayBuffer(3 * 8));

interface Tree {
  readonly names: readonly string[];
  make(names: readonly string[]): Promise<void>;
}

async function start(side: Side): Promise<Tree> {
  const worker = new Worker(import.meta.resolve("./gate_worker.ts"), { type: "module" });
  const ask = async (message: WorkerStart | WorkerMake): Promise<readonly string[]> => {
    const ready = new Promise<WorkerReady>((done) => {
      worker.onmessage = (event) => done(event.data);
      worker.onerror = (event) => {
        event.preventDefault();
        done({ error: event.message });
      };
    });
    worker.postMessage(message);
    const answer = await ready;
    return "error" in answer ? fail(side, answer.error) : answer.names;
  };
  const names = await ask({
    stagesUrl: side === "base" ? baseUrl : headUrl,
    control,
    times,
    me: Cells[side],
    slow: side === "head" ? slow : null,
  });
  return { names, make: async (make) => void await ask({ make }) };
}

function fail(side: Side, error: string): never {
  console.log(JSON.stringify({ side, error }));
  Deno.exit(3);
}

function runBatch(side: Side, stage: number, calls: number): number {
  control[Cells.stage] = stage;
  control[Cells.calls] = calls;
  Atomics.store(control, Cells.session, Turn.wait);
  Atomics.store(control, Cells[side], Turn.run);
  Atomics.notify(control, Cells[side]);
  Atomics.wait(control, Cells.session, Turn.wait);
  return times[Cells[side]];
}

const workers = {} as Record<Side, Awaited<ReturnType<typeof start>>>;
const order: readonly Side[] = first === "head" ? ["head", "base"] : ["base", "head"];
for (const side of order) workers[side] = await start(side);

/** The stages both trees have, each with its index in either. */
const common = workers.base.names
  .map((name, base) => ({ name, base, head: workers.head.names.indexOf(name) }))
  .filter(({ head }) => head >= 0);
for (const side of order) await workers[side].make(common.map(({ name }) => name));

/** The number of calls that takes the base 1 to 2 ms once it is warm; both trees run every trial, to be equally warm. */
function calibrate(stage: { readonly base: number; readonly head: number }, from: number): number {
  let calls = from;
  for (let trial = 0; trial < 40; trial++) {
    // The first batches are 2.5 to 7.5 times slow: the least of three decides.
    let ms = Infinity;
    for (let i = 0; i < 3; i++) {
      ms = Math.min(ms, runBatch("base", stage.base, calls));
      runBatch("head", stage.head, calls);
    }
    if (ms >= LeastBatchMs && (ms <= MostBatchMs || calls === 1)) return calls;
    // Doubled at most: what is timed while it is still cold would overshoot far.
    calls = Math.max(1, Math.min(calls * 2, Math.round((calls * BatchMs) / Math.max(ms, 0.001))));
  }
  return calls;
}

// All of them, also when few are measured, and twice: code that is shared, or compiled late, is then as it always is.
const calls = common.map((stage) => calibrate(stage, 1)).map((found, i) => calibrate(common[i], found));
const measured = common
  .map((stage, i) => ({ ...stage, calls: calls[i], times: { base: [] as number[], head: [] as number[] } }))
  .filter(({ name }) => only === null || only.includes(name));
for (let round = 0; round < rounds; round++) {
  const turns: readonly Side[] = round % 2 === 0 ? ["base", "head"] : ["head", "base"];
  for (const stage of measured) {
    for (const side of turns) {
      const ms = runBatch(side, stage[side], stage.calls);
      if (round >= warm) stage.times[side].push(ms);
    }
  }
}
for (const side of order) {
  Atomics.store(control, Cells[side], Turn.stop);
  Atomics.notify(control, Cells[side]);
}
const missing = (of: Side, at: Side) => workers[of].names.filter((name) => !workers[at].names.includes(name));
console.log(
  JSON.stringify({
    samples: measured.map(({ name, times }) => ({ name, ...times })),
    calls: measured.map((stage) => stage.calls),
    added: missing("head", "base"),
    gone: missing("base", "head"),
  }),
);
Deno.exit(0);
