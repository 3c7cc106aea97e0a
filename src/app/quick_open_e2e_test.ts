import assert from "node:assert/strict";
import { startClient } from "./testing_rpc.ts";

Deno.test("a folder on the command line: Ctrl+P finds a file by its letters and opens it", async () => {
  const dir = await Deno.makeTempDir();
  await Deno.mkdir(`${dir}/src/deep`, { recursive: true });
  await Deno.writeTextFile(`${dir}/src/deep/one_file.ts`, "a\nb\nc\n");
  await Deno.writeTextFile(`${dir}/src/other.ts`, "x\n");
  await using app = await startClient({ args: ["--headless", dir] });
  // deno-lint-ignore no-explicit-any
  const picker = async (): Promise<any> => {
    await app.call("app/waitFor", { what: "idle", timeoutMs: 20_000 });
    const { popups } = await app.call("window/view");
    return popups.find(({ kind }: { kind: string }) => kind === "quickPick");
  };
  assert.deepEqual(await app.call("document/list"), []);
  await app.call("editor/keys", { keys: ["ctrl+p"] });
  assert.equal((await picker()).count, 2);
  await app.call("editor/keys", { keys: ["d", "o", "f"] });
  const { rows } = await picker();
  assert.deepEqual(rows.map(({ label }: { label: string }) => label), ["one_file.ts"]);
  await app.call("editor/keys", { keys: ["enter"] });
  await app.call("app/waitFor", { what: "idle", timeoutMs: 20_000 });
  const [{ path, doc }] = await app.call("document/list");
  assert.equal(path, `${await Deno.realPath(dir)}/src/deep/one_file.ts`);
  assert.equal(doc > 0, true);
  assert.equal(await picker(), undefined);
  await Deno.remove(dir, { recursive: true });
});
