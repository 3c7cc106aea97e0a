import assert from "node:assert/strict";
import { killRound } from "./testing_kill.ts";

// A seeded twentieth of `deno task soak:kill`.
Deno.test("SIGKILL at any moment leaves a whole file and loses at most a second of typing", async () => {
  for (let seed = 1; seed <= 15; seed++) assert.equal(await killRound(seed), null);
});
