/**
 * The gate's decision, pure: batch times of two trees in, "slower" or "not slower" out. No clock, no process.
 *
 * A shared core drifts by half and takes every stage along, so the two trees take turns within milliseconds
 * and only ratios inside an ABBA block (base, head, head, base) are looked at. Two statistics that err in different
 * ways must agree (the median block and the fastest batch), in several fresh processes, three times over.
 */

/** Batch times in ms, one per round in order, warm rounds left out; both did the same number of calls. */
export interface StageSamples {
  readonly name: string;
  readonly base: readonly number[];
  readonly head: readonly number[];
}
/** What one fresh process measured. */
export type SessionSamples = readonly StageSamples[];

/** Logarithms of head / base; above 0 is slower. */
export interface StageRatio {
  readonly name: string;
  readonly med: number;
  readonly mn: number;
}

/** A slowdown that was agreed to: `ratio` times the base's time is all right while the entry holds. */
export interface Accepted {
  readonly stage: string;
  readonly ratio: number;
  readonly reason: string;
}

export interface GateRules {
  /** A ratio up to this is noise: 1.06 gave no false alarm in 56 runs and sees 10 % nearly always. */
  readonly threshold: number;
  readonly accepted: readonly Accepted[];
}

export interface Decision {
  /** `again`: some stage looks slower; measure once more and decide on all measures together. */
  readonly verdict: "pass" | "again" | "fail";
  /** The stages that looked slower in every measure so far. */
  readonly bad: readonly string[];
  /** Ratios of the last measure. */
  readonly ratios: readonly StageRatio[];
}

/** A stage has to look slower this many times. */
export const measuresToFail = 3;

export function median(values: readonly number[]): number {
  if (values.length === 0) return NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function stageRatio({ name, base, head }: StageSamples): StageRatio {
  if (base.length !== head.length || base.length < 2) {
    throw new RangeError(`Cannot compare ${base.length} with ${head.length} batches of ${name}`);
  }
  const blocks: number[] = [];
  for (let i = 0; i + 1 < base.length; i += 2) {
    blocks.push((Math.log(head[i] / base[i]) + Math.log(head[i + 1] / base[i + 1])) / 2);
  }
  return { name, med: median(blocks), mn: Math.log(Math.min(...head) / Math.min(...base)) };
}

/** Per stage the medians over fresh processes. Stages must come in the same order in each. */
export function measureRatios(sessions: readonly SessionSamples[]): StageRatio[] {
  const all = sessions.map((session) => session.map(stageRatio));
  return (all[0] ?? []).map(({ name }, i) => {
    for (const one of all) {
      if (one[i]?.name !== name) throw new RangeError(`Cannot compare ${one[i]?.name} with ${name}`);
    }
    return { name, med: median(all.map((one) => one[i].med)), mn: median(all.map((one) => one[i].mn)) };
  });
}

/** Looks at all measures so far, oldest first; each is the sessions of one measure. */
export function decide(measures: readonly (readonly SessionSamples[])[], rules: GateRules): Decision {
  let bad: readonly string[] | null = null;
  let ratios: readonly StageRatio[] = [];
  for (const sessions of measures) {
    ratios = measureRatios(sessions);
    const slow = ratios.filter((stage) => isSlower(stage, rules)).map(({ name }) => name);
    bad = bad === null ? slow : bad.filter((name) => slow.includes(name));
  }
  if (bad === null || bad.length === 0) return { verdict: "pass", bad: [], ratios };
  return { verdict: measures.length < measuresToFail ? "again" : "fail", bad, ratios };
}

function isSlower({ name, med, mn }: StageRatio, { threshold, accepted }: GateRules): boolean {
  const allowed = accepted.find(({ stage }) => stage === name)?.ratio ?? 1;
  return Math.min(med, mn) > Math.log(threshold * Math.max(1, allowed));
}
