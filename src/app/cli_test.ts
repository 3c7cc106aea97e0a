import assert from "node:assert/strict";
import { fileRequest, parseArguments } from "./cli.ts";

function plan(...args: string[]) {
  const result = parseArguments(args);
  assert.ok(result.ok, result.ok ? "" : result.reason);
  return result.value;
}
const wrong = (...args: string[]) => {
  const result = parseArguments(args);
  return result.ok ? "" : result.reason;
};

Deno.test("fileRequest() reads lines and columns from 1", () => {
  assert.deepEqual(fileRequest("a.ts:10:5"), { path: "a.ts", line: 9, column: 4, raw: "a.ts:10:5" });
  assert.deepEqual(fileRequest("a.ts:10"), { path: "a.ts", line: 9, column: null, raw: "a.ts:10" });
  assert.equal(fileRequest("a.ts:0").path, "a.ts:0");
  assert.equal(fileRequest("C:x").path, "C:x");
});

Deno.test("parseArguments() understands files, modes and values in either form", () => {
  assert.deepEqual(plan("a", "b:2").files.map((f) => [f.path, f.line]), [["a", null], ["b", 1]]);
  assert.equal(plan("--headless", "--rpc").mode, "headless");
  assert.deepEqual(plan("--screenshot=x.png", "--size", "800x600").size, { width: 800, height: 600 });
  assert.equal(plan("--screenshot", "x.png").mode, "screenshot");
  assert.equal(plan("--scale", "1.25").scale, 1.25);
  assert.equal(plan("-").readStdin, true);
  assert.deepEqual(plan("--", "--rpc").files[0].path, "--rpc");
});

Deno.test("parseArguments() says in one line what it does not understand", () => {
  for (
    const args of [
      ["--nope"],
      ["-x"],
      ["--scale", "9"],
      ["--size", "12"],
      ["--home"],
      ["--software", "--gpu"],
      ["--rpc=1"],
      ["--rpc", "-"],
      [""],
    ]
  ) {
    const reason = wrong(...args);
    assert.ok(reason.length > 10 && !reason.includes("\n"), `${args.join(" ")}: ${reason}`);
  }
});
