import assert from "node:assert/strict";
import { Meter } from "./meter.ts";

Deno.test("percentiles() are nearest ranks of the newest 1,024 samples", () => {
  const meter = new Meter(() => 0);
  assert.equal(meter.percentiles("event"), null);
  for (let i = 1; i <= 100; i++) meter.add("event", i);
  assert.deepEqual(meter.percentiles("event"), { p50: 50, p99: 99 });
  for (let i = 0; i < 1024; i++) meter.add("event", 7);
  assert.deepEqual(meter.percentiles("event"), { p50: 7, p99: 7 });
  assert.equal(meter.last("event"), 7);
  assert.equal(meter.percentiles("update"), null);
});
