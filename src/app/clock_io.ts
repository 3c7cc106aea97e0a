/** The real clock: monotonic time and timers of the system. */
import { setImmediate } from "node:timers";
import type { Millis } from "../base/mod.ts";
import type { Clock } from "./clock.ts";

export const realClock: Clock = {
  now: () => performance.now() as Millis,
  after(afterMs, run) {
    const timer = setTimeout(run, afterMs);
    return () => clearTimeout(timer);
  },
};

/**
 * Resolves after everything that waits in the event loop had a turn, timers among it: 3 µs, where a timer takes 2 ms. Not by a
 * message channel: whoever sends itself messages all the time keeps timers waiting for a second.
 */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
