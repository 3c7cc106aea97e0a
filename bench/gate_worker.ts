/**
 * One of the two trees in a gate session: loads the stages of its own tree and runs a batch when it is its turn.
 * Between turns it sleeps in Atomics.wait; both workers and the session share one pinned core.
 */

/** What the session sends. `stagesUrl` is `bench/stages.ts` of the tree. */
export interface WorkerStart {
  readonly stagesUrl: string;
  readonly control: Int32Array<SharedArrayBuffer>;
  readonly times: Float64Array<SharedArrayBuffer>;
  /** Our cell of `control`; cell 0 is the session's. */
  readonly me: number;
  /** A stage to slow by a fifth, to see that the gate sees it. */
  readonly slow: string | null;
}
/** What the worker answers: the names of its stages, or why it cannot. It then waits for `WorkerMake`, and answers once more. */
export type WorkerReady = { readonly names: readonly string[] } | { readonly error: string };
/** The stages both trees have, by name: only they are made, for what else runs in one tree alone changes how its code is compiled. */
export interface WorkerMake {
  readonly make: readonly string[];
}

/** Cells of `control`. */
export const Cells = { session: 0, base: 1, head: 2, stage: 3, calls: 4, length: 5 } as const;
/** Values of a worker's own cell. */
export const Turn = { wait: 0, run: 1, stop: 2 } as const;

interface Stage {
  readonly name: string;
  make(): () => void;
}

interface WorkerScope {
  onmessage: ((event: MessageEvent<WorkerStart | WorkerMake>) => void) | null;
  postMessage(message: WorkerReady): void;
  close(): void;
}

const isWorker = "WorkerGlobalScope" in globalThis;
if (isWorker) {
  const scope = globalThis as unknown as WorkerScope;
  let loaded: { readonly stages: readonly Stage[]; readonly start: WorkerStart } | null = null;
  scope.onmessage = async ({ data }) => {
    try {
      if ("stagesUrl" in data) {
        const { stages } = (await import(data.stagesUrl)) as { stages: readonly Stage[] };
        loaded = { stages, start: data };
        return scope.postMessage({ names: stages.map(({ name }) => name) });
      }
      const { stages, start } = loaded!;
      const runs = stages.map((stage) => (data.make.includes(stage.name) ? stage.make() : () => {}));
      scope.postMessage({ names: data.make });
      takeTurns(runs, stages.map(({ name }) => name === start.slow), start);
      scope.close();
    } catch (error) {
      scope.postMessage({ error: String((error as Error).stack ?? error) });
    }
  };
}

function takeTurns(runs: readonly (() => void)[], slowed: readonly boolean[], start: WorkerStart): void {
  const { control, times, me } = start;
  for (;;) {
    Atomics.wait(control, me, Turn.wait);
    if (Atomics.load(control, me) === Turn.stop) return;
    const stage = control[Cells.stage];
    const calls = slowed[stage] ? Math.round(control[Cells.calls] * 1.2) : control[Cells.calls];
    times[me] = batch(runs[stage], calls);
    Atomics.store(control, me, Turn.wait);
    Atomics.store(control, Cells.session, Turn.run);
    Atomics.notify(control, Cells.session);
  }
}

function batch(run: () => void, calls: number): number {
  const start = performance.now();
  for (let i = 0; i < calls; i++) run();
  return performance.now() - start;
}
