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

Deno.test("a history is kept though the process ends right after a save, and never where a setting says so", async () => {
  const dir = await Deno.makeTempDir({ prefix: "nexus-test-" });
  const path = `${dir}/file.txt`;
  const args = ["--headless", "--home", `${dir}/home`];
  const kept = () => {
    try {
      return [...Deno.readDirSync(`${dir}/home/state/undo`)].length;
    } catch {
      return 0;
    }
  };
  const edit = async () => {
    await using client = await startClient({ args });
    const { doc } = await client.call("document/open", { path });
    await client.call("editor/type", { text: "more" });
    await client.call("document/save", { doc });
    await client.call("app/shutdown");
    assert.equal(await client.end(), 0);
  };
  try {
    await Deno.mkdir(`${dir}/home`);
    await Deno.writeTextFile(`${dir}/home/settings.json`, '{ "nexus.undo.persist": false }');
    await Deno.writeTextFile(path, "start\n");
    await edit();
    assert.equal(kept(), 0);
    await Deno.remove(`${dir}/home/settings.json`);
    await edit();
    assert.equal(kept(), 1);
    const [{ name }] = Deno.readDirSync(`${dir}/home/state/undo`);
    // Damaged by somebody: opened all the same, with no history.
    await Deno.writeFile(`${dir}/home/state/undo/${name}`, new Uint8Array(300).fill(7));
    await using client = await startClient({ args });
    const { doc } = await client.call("document/open", { path });
    await client.call("editor/undo");
    assert.equal(await text(client, doc), "moremorestart\n");
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});

Deno.test("unsaved text that comes back after leaving can still be undone", async () => {
  const dir = await Deno.makeTempDir({ prefix: "nexus-test-" });
  const path = `${dir}/file.txt`;
  const args = ["--headless", "--home", `${dir}/home`];
  await Deno.writeTextFile(path, "start\n");
  try {
    {
      await using first = await startClient({ args });
      await first.call("document/open", { path });
      await first.call("editor/type", { text: "unsaved" });
      await first.call("editor/command", { id: "workbench.action.quit" });
      assert.equal(await first.end(), 0);
    }
    await using next = await startClient({ args });
    const [{ doc }] = await next.call("document/list");
    assert.equal(await text(next, doc), "unsavedstart\n");
    await next.call("editor/undo");
    assert.equal(await text(next, doc), "start\n");
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});
