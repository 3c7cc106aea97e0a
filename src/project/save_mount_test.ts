import assert from "node:assert/strict";

const save = new URL("./save_io.ts", import.meta.url).href;

/** Runs `script` in a mount namespace of its own, as the last word of each line says; `null` where this machine allows none. */
async function inMounts(lines: readonly string[]): Promise<Record<string, unknown>[] | null> {
  if (Deno.build.os !== "linux") return null;
  const dir = await Deno.makeTempDir();
  try {
    const probe = await new Deno.Command("unshare", { args: ["-m", "mount", "-t", "tmpfs", "tmpfs", dir] })
      .output();
    if (!probe.success) return null;
    // Each "save PATH SIZE" is a process of its own; everything else is shell.
    const script = lines.map((line) =>
      line.replace(
        /^save (\S+) (\d+)$/,
        (_, path, size) =>
          `deno eval --quiet 'import { saveFile } from "${save}";
const saved = saveFile("${path}", [new Uint8Array(${size}).fill(65)], { expect: null, state: "state" });
console.log(JSON.stringify({ ...saved, size: Deno.statSync("${path}").size, first: Deno.readFileSync("${path}")[0] }));'`,
      )
    ).join("\n");
    const command = new Deno.Command("unshare", {
      args: ["-m", "bash", "-ec", script],
      cwd: dir,
      env: { PATH: `${Deno.execPath().replace(/\/[^/]*$/, "")}:${Deno.env.get("PATH")}` },
    });
    const { success, stdout, stderr } = await command.output();
    assert.ok(success, new TextDecoder().decode(stderr));
    return new TextDecoder().decode(stdout).trim().split("\n").map((line) => JSON.parse(line));
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

Deno.test("saveFile() on a full disk, a read-only mount and a mounted file", async () => {
  const saved = await inMounts([
    "mkdir full other",
    "mount -t tmpfs -o size=64k tmpfs full",
    "printf 'x%.0s' {1..9000} > full/a",
    "save full/a 60000",
    "ln full/a full/b",
    "save full/a 90000",
    "mount -o remount,ro full",
    "save full/a 10",
    "echo old > other/real; echo old > other/mounted",
    "mount --bind other/real other/mounted",
    "save other/mounted 7",
    "umount other/mounted; umount full",
  ]);
  if (saved === null) return;
  const [beside, linked, readOnly, mounted] = saved;
  for (const one of [beside, linked]) {
    assert.match(String(one.reason), /the disk is full; the text is still here/);
    assert.deepEqual([one.size, one.first], [9000, 120], "the old file is whole");
  }
  assert.match(String(readOnly.reason), /read-only/);
  assert.deepEqual(
    [mounted.ok, mounted.size, mounted.first],
    [true, 7, 65],
    "a mount point is written in place",
  );
});
