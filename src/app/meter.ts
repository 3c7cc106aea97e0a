/**
 * How long each stage of a keypress takes, kept as the last 1,024 samples a stage. Pure: whoever measures
 * brings the times. Nearest-rank percentiles, worked out only when asked for.
 */

/** The stages of SPEC S19 that happen inside the app, and whole frames. */
export const stages = [
  "event",
  "dispatch",
  "update",
  "layoutPaint",
  "present",
  "frame",
  "keyToPresent",
] as const;
export type Stage = (typeof stages)[number];
const size = 1024;

export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
}

/** Times in ms. Adding allocates nothing. */
export class Meter {
  #samples: Readonly<Record<Stage, Float64Array>>;
  #counts: Record<Stage, number>;
  /** The clock the stages are measured on, in ms. */
  readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
    const entries = <T>(make: () => T) =>
      Object.fromEntries(stages.map((stage) => [stage, make()])) as Record<Stage, T>;
    this.#samples = entries(() => new Float64Array(size));
    this.#counts = entries(() => 0);
  }

  add(stage: Stage, ms: number): void {
    this.#samples[stage][this.#counts[stage]++ % size] = ms;
  }
  /** The newest sample, 0 before the first. */
  last(stage: Stage): number {
    const count = this.#counts[stage];
    return count === 0 ? 0 : this.#samples[stage][(count - 1) % size];
  }
  /** Of the last 1,024 samples; `null` before the first. */
  percentiles(stage: Stage): Percentiles | null {
    const count = Math.min(size, this.#counts[stage]);
    if (count === 0) return null;
    const sorted = this.#samples[stage].slice(0, count).sort();
    const rank = (p: number) => sorted[Math.max(0, Math.ceil(p * count) - 1)];
    return { p50: rank(0.5), p99: rank(0.99) };
  }
}
