/** The real clock: monotonic time and timers of the system. */
import type { Millis } from "../base/mod.ts";
import type { Clock } from "./clock.ts";

export const realClock: Clock = {
  now: () => performance.now() as Millis,
  after(afterMs, run) {
    const timer = setTimeout(run, afterMs);
    return () => clearTimeout(timer);
  },
};

/** Makes a function whose promise resolves after everything that waits in the event loop had a turn; µs, where a timer takes 2 ms. */
export function macrotasks(): () => Promise<void> {
  const resolvers: (() => void)[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => resolvers.shift()?.();
  // An open port would keep the process alive after the last window.
  (port1 as MessagePort & { unref?(): void }).unref?.();
  return () =>
    new Promise((resolve) => {
      resolvers.push(resolve);
      port2.postMessage(null);
    });
}
