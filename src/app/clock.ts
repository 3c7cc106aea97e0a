/**
 * The app's time as a port: what it is now, and calls for later. The real one is in clock_io.ts; the manual one
 * here moves only when it is told to, so that a test or a script decides when a caret blinks.
 */
import type { Millis } from "../base/mod.ts";

export interface Clock {
  now(): Millis;
  /** Calls `run` once, `afterMs` from now, never before this call returned. Returns what calls it off. */
  after(afterMs: number, run: () => void): () => void;
}

/** Starts at 0 ms. */
export class ManualClock implements Clock {
  #now = 0;
  #due: { at: number; run: () => void }[] = [];

  now(): Millis {
    return this.#now as Millis;
  }
  after(afterMs: number, run: () => void): () => void {
    const entry = { at: this.#now + Math.max(0, afterMs), run };
    this.#due.push(entry);
    return () => {
      this.#due = this.#due.filter((other) => other !== entry);
    };
  }
  /** Runs what falls due on the way, in order of time. Throws RangeError for a step back. */
  advance(ms: number): void {
    if (!(ms >= 0)) throw new RangeError(`Cannot advance the clock by ${ms} ms`);
    const to = this.#now + ms;
    for (;;) {
      const next = this.#due.filter((entry) => entry.at <= to).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#due = this.#due.filter((entry) => entry !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    this.#now = to;
  }
}
