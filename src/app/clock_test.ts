import assert from "node:assert/strict";
import { ManualClock } from "./clock.ts";

Deno.test("advance() runs what falls due in order, and what that adds", () => {
  const clock = new ManualClock();
  const seen: string[] = [];
  clock.after(20, () => seen.push(`b${clock.now()}`));
  clock.after(10, () => {
    seen.push(`a${clock.now()}`);
    clock.after(5, () => seen.push(`c${clock.now()}`));
  });
  clock.after(30, () => seen.push("late"));
  const stop = clock.after(12, () => seen.push("never"));
  stop();
  clock.advance(20);
  assert.deepEqual(seen, ["a10", "c15", "b20"]);
  assert.equal(clock.now(), 20);
  assert.throws(() => clock.advance(-1), RangeError);
});
