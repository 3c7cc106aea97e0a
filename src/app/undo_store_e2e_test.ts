import assert from "node:assert/strict";
import { startClient } from "./testing_rpc.ts";

const text = async (client: Awaited<ReturnType<typeof startClient>>, doc: number) =>
  (await client.call("document/text", { doc })).text;

Deno.test("the history of a file outlives the process, and only for the text it belongs to", async () => {
  const dir = await Deno.makeTempDir({ prefix: "nexus-test-" });
  const path = `${dir}/file.txt`;
  const args = ["--headless", "--home", `${dir}/home`];
  await Deno.writeTextFile(path, "start\n");
  try {
    {
      await using first = await startClient({ args });
      const { doc } = await first.call("document/open", { path });
      await first.call("editor/type", { text: "one" });
      await first.call("document/save", { doc });
      await first.call("editor/type", { text: " lost" });
      await first.call("document/close", { doc, force: true });
      assert.equal(await first.end(), 0);
    }
    assert.equal([...Deno.readDirSync(`${dir}/home/state/undo`)].length, 1);
    {
      await using second = await startClient({ args });
      const { doc } = await second.call("document/open", { path });
      await second.call("editor/type", { text: "two" });
      assert.equal(await text(second, doc), "twoonestart\n");
      await second.call("editor/undo");
      assert.equal(await text(second, doc), "onestart\n");
      await second.call("editor/undo");
      assert.equal(await text(second, doc), "start\n");
      const { result } = await second.call("editor/command", {
        id: "nexus.undo.tree",
        args: { show: false },
      });
      assert.equal(result.steps.length, 4);
      assert.ok(Math.abs(result.steps[1].at - Date.now()) < 600_000);
      await second.call("document/close", { doc, force: true });
      assert.equal(await second.end(), 0);
    }
    await Deno.writeTextFile(path, "changed by somebody\n");
    {
      await using third = await startClient({ args });
      const { doc } = await third.call("document/open", { path });
      await third.call("editor/undo");
      assert.equal(await text(third, doc), "changed by somebody\n");
      assert.equal(await third.end(), 0);
    }
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});
