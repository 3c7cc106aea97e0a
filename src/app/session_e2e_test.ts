import assert from "node:assert/strict";
import { startClient } from "./testing_rpc.ts";

Deno.test("a folder comes back as it was left, also with a file named beside it; a broken layout is said and put aside", async () => {
  await using first = await startClient({ initialize: null });
  const folder = `${first.dir}/project`, home = `${first.dir}/home2`;
  await Deno.mkdir(folder);
  for (const name of ["a.ts", "b.ts", "c.ts"]) {
    await Deno.writeTextFile(`${folder}/${name}`, `${name}\n`.repeat(50));
  }
  const start = (...more: string[]) => startClient({ args: ["--headless", "--home", home, folder, ...more] });
  const names = async (client: Awaited<ReturnType<typeof start>>) =>
    (await client.call("document/list")).map(({ name }: { name: string }) => name);
  {
    await using app = await start();
    for (const name of ["a.ts", "b.ts"]) await app.call("document/open", { path: `${folder}/${name}` });
    await app.call("editor/command", { id: "cursorBottom" });
    await app.call("editor/command", { id: "workbench.action.splitEditorDown" });
    await app.call("editor/command", { id: "workbench.action.quit" });
    assert.equal(await app.end(), 0);
  }
  {
    await using app = await start(`${folder}/c.ts`);
    const view = await app.call("window/view");
    assert.deepEqual(await names(app), ["a.ts", "b.ts", "c.ts"]);
    assert.deepEqual(
      view.editors.map(({ lines }: { lines: { text: string }[] }) => lines[0].text.slice(0, 4)),
      [
        "b.ts",
        "c.ts",
      ],
    );
    // One that was never shown is read for whoever asks for it.
    const [{ doc }] = await app.call("document/list");
    assert.equal((await app.call("document/text", { doc })).text, "a.ts\n".repeat(50));
    await app.call("editor/command", { id: "workbench.action.focusFirstEditorGroup" });
    const { selections } = await app.call("editor/selections");
    assert.deepEqual(selections, [{ anchor: 250, head: 250 }]);
    await app.call("editor/command", { id: "workbench.action.quit" });
    assert.equal(await app.end(), 0);
  }
  const files = [...Deno.readDirSync(`${home}/state/sessions`)].map(({ name }) => name);
  assert.equal(files.length, 1);
  await Deno.writeTextFile(`${home}/state/sessions/${files[0]}`, '{"version": 7}');
  await using app = await start();
  assert.deepEqual(await names(app), []);
  const { popups } = await app.call("window/view");
  assert.match(popups[0].text, /another version of Nexus \(7\)/);
  assert.equal(await Deno.readTextFile(`${home}/state/sessions/${files[0]}.old`), '{"version": 7}');
});
