import assert from "node:assert/strict";
import { runDeno } from "./run_io.ts";

const cwd = new URL("..", import.meta.url);

Deno.test("runDeno() keeps both streams and the exit code", async () => {
  const seen: string[] = [];
  const code = `console.log("out"); console.error("err"); Deno.exit(3)`;
  const ran = await runDeno(["eval", code], { cwd, limitMs: 60_000, onText: (text) => seen.push(text) });
  assert.equal(ran.code, 3);
  assert.match(ran.output, /out\n/);
  assert.match(ran.output, /err\n/);
  assert.equal(seen.join(""), ran.output);
});

Deno.test("runDeno() ends what hangs", async () => {
  const ran = await runDeno(["eval", "setInterval(() => {}, 1000)"], { cwd, limitMs: 300 });
  assert.notEqual(ran.code, 0);
  assert.match(ran.output, /it hangs/);
});

Deno.test("runDeno() does not wait for a grandchild that holds the pipe", async () => {
  const code =
    `const c = new Deno.Command("sleep", { args: ["60"] }).spawn(); console.log(c.pid); Deno.exit(0)`;
  const ran = await runDeno(["eval", code], { cwd, limitMs: 30_000 });
  const pid = Number(/\d+/.exec(ran.output)?.[0]);
  Deno.kill(pid, "SIGKILL");
  assert.equal(ran.code, 0);
});
