import assert from "node:assert/strict";
import { keepVersion, versionsOf } from "./local_history_io.ts";
import { unifiedDiff } from "./unified.ts";

Deno.test("keepVersion() keeps the newest versions, each once, and bounded", () => {
  const state = Deno.makeTempDirSync();
  try {
    const keep = (text: string, at: number, real = "/a") =>
      keepVersion(state, real, { pieces: [new TextEncoder().encode(text)], at });
    keep("one", 10);
    keep("one", 20);
    keep("two", 20);
    keep("three", 20);
    assert.deepEqual(versionsOf(state, "/a").map(({ at, path }) => [at, Deno.readTextFileSync(path)]), [
      [21, "three"],
      [20, "two"],
      [10, "one"],
    ]);
    assert.deepEqual(versionsOf(state, "/b"), []);
    for (let i = 0; i < 70; i++) keep(`version ${i}`, 100 + i);
    assert.equal(versionsOf(state, "/a").length, 50);
    assert.equal(Deno.readTextFileSync(versionsOf(state, "/a")[0].path), "version 69");
    assert.equal(Deno.statSync(versionsOf(state, "/a")[0].path).mode! & 0o777, 0o600);
    keep("x".repeat(3 << 20), 1000, "/big");
    assert.deepEqual(versionsOf(state, "/big"), []);
  } finally {
    Deno.removeSync(state, { recursive: true });
  }
});

Deno.test("unifiedDiff() is what patch understands", () => {
  const names = { before: "a", after: "b" };
  const lines = (n: number) => Array.from({ length: n }, (_, i) => `line ${i}\n`).join("");
  assert.equal(unifiedDiff("same", "same", names), "");
  assert.equal(
    unifiedDiff("a\nb\nc\n", "a\nB\nc\n", names),
    "--- a\n+++ b\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n",
  );
  assert.equal(
    unifiedDiff("", "x", names),
    "--- a\n+++ b\n@@ -0,0 +1 @@\n+x\n\\ No newline at end of file\n",
  );
  const dir = Deno.makeTempDirSync();
  try {
    const before = lines(60);
    const after = before.replace("line 3\n", "").replace("line 30\n", "thirty\nmore\n").replace(
      "line 59\n",
      "end",
    );
    Deno.writeTextFileSync(`${dir}/f`, before);
    Deno.writeTextFileSync(`${dir}/p`, unifiedDiff(before, after, { before: "f", after: "f" }));
    let applied;
    try {
      applied = new Deno.Command("git", { args: ["apply", "p"], cwd: dir }).outputSync();
    } catch {
      return; // No git on this machine.
    }
    assert.ok(applied.success, new TextDecoder().decode(applied.stderr));
    // Outside of a repository git applies to the folder; inside of one it may skip the file, and says nothing.
    const now = Deno.readTextFileSync(`${dir}/f`);
    assert.ok(now === after || now === before);
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
});
