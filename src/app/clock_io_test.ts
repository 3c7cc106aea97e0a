import assert from "node:assert/strict";
import { breathe } from "./clock_io.ts";

Deno.test("breathe() lets timers run between slices of long work", async () => {
  let ticks = 0;
  let timer = setTimeout(function tick() {
    ticks++;
    timer = setTimeout(tick, 0);
  }, 0);
  let turns = 0;
  // By turns and not by a clock: each slice lasts longer than the timer waits.
  for (; turns < 40; turns++) {
    const until = performance.now() + 3;
    while (performance.now() < until);
    await breathe();
  }
  clearTimeout(timer);
  assert.ok(ticks >= turns / 4, `${ticks} timers in ${turns} turns`);
});
