import assert from "node:assert/strict";
import { type Client, startClient } from "./testing_rpc.ts";

/** A second life in the same home. */
const again = (home: string) => startClient({ args: ["--headless", "--home", home] });
async function untilKept(client: Client): Promise<void> {
  const folder = `${client.dir}/home/state/journal`;
  for (let i = 0; i < 100; i++) {
    try {
      if ([...Deno.readDirSync(folder)].length > 0) break;
    } catch { /* Not made yet. */ }
    await client.call("app/waitFor", { what: "idle" });
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  // One more turn of the keeper, so that the last edit is in it too.
  await new Promise((resolve) => setTimeout(resolve, 600));
}

Deno.test("unsaved work comes back after SIGKILL, and is gone from the journal once it is saved", async () => {
  await using app = await startClient();
  const home = `${app.dir}/home`;
  const path = `${app.dir}/a.ts`;
  await Deno.writeTextFile(path, "one\r\ntwo\r\n");
  const { doc } = await app.call("document/open", { path });
  await app.call("editor/type", { doc, text: "x" });
  const fresh = await app.call("document/new", { text: "nowhere yet" });
  await app.call("editor/type", { doc: fresh.doc, text: "日" });
  await untilKept(app);
  app.kill("SIGKILL");
  await using next = await again(home);
  const list = await next.call("document/list");
  assert.deepEqual(list.map(({ name, dirty }: { name: string; dirty: boolean }) => [name, dirty]), [
    ["a.ts", true],
    ["Untitled-1", true],
  ]);
  assert.equal((await next.call("document/text", { doc: list[0].doc })).text, "xone\ntwo\n");
  assert.equal((await next.call("document/text", { doc: list[1].doc })).text, "日nowhere yet");
  await next.call("document/save", { doc: list[0].doc });
  assert.equal(await Deno.readTextFile(path), "xone\r\ntwo\r\n");
  await next.call("document/save", { doc: list[1].doc, path: `${app.dir}/b.txt` });
  assert.equal(await next.end(), 0);
  assert.deepEqual([...Deno.readDirSync(`${home}/state/journal`)], []);
});

Deno.test("quitting with unsaved work keeps it; a newer file on disk is not overwritten silently", async () => {
  await using app = await startClient();
  const home = `${app.dir}/home`;
  const path = `${app.dir}/a.txt`;
  await Deno.writeTextFile(path, "old");
  const { doc } = await app.call("document/open", { path });
  await app.call("editor/type", { doc, text: "mine " });
  await app.call("editor/command", { id: "workbench.action.quit" });
  assert.equal(await app.end(), 0);
  await Deno.writeTextFile(path, "theirs, newer");
  await using next = await again(home);
  const [restored] = await next.call("document/list");
  assert.equal((await next.call("document/text", { doc: restored.doc })).text, "mine old");
  assert.equal((await next.fail("document/save", { doc: restored.doc })).data?.reason, "conflict");
  assert.equal(await Deno.readTextFile(path), "theirs, newer");
  await next.call("document/save", { doc: restored.doc, force: true });
  assert.equal(await Deno.readTextFile(path), "mine old");
});

Deno.test("what crashed twice right after it was restored is not opened again by itself", async () => {
  await using app = await startClient();
  const home = `${app.dir}/home`;
  await app.call("document/new", { text: "poison" });
  await untilKept(app);
  app.kill("SIGKILL");
  for (let life = 0; life < 2; life++) {
    const next = await again(home);
    assert.equal((await next.call("document/list")).length, 1, `life ${life}`);
    next.kill("SIGKILL");
    await next.end();
  }
  await using third = await again(home);
  assert.deepEqual(await third.call("document/list"), []);
  await third.call("editor/command", { id: "nexus.journal.restore" });
  await third.call("app/waitFor", { what: "idle" });
  const [restored] = await third.call("document/list");
  assert.equal((await third.call("document/text", { doc: restored.doc })).text, "poison");
});

Deno.test("document/save offers to make a folder that is gone", async () => {
  await using app = await startClient();
  const { doc } = await app.call("document/new", { text: "text" });
  const path = `${app.dir}/no/such/a.txt`;
  assert.deepEqual((await app.fail("document/save", { doc, path })).data, {
    reason: "noFolder",
    choices: ["create", "saveAs"],
  });
  await app.call("document/save", { doc, path, answer: "create" });
  assert.equal(await Deno.readTextFile(path), "text");
});

Deno.test("two processes with one file know of each other, and neither takes the other's journal", async () => {
  await using app = await startClient();
  const path = `${app.dir}/a.txt`;
  await Deno.writeTextFile(path, "text");
  const { doc } = await app.call("document/open", { path });
  await app.call("editor/type", { doc, text: "x" });
  await untilKept(app);
  await using other = await again(`${app.dir}/home`);
  assert.deepEqual(await other.call("document/list"), []);
  await other.call("document/open", { path });
  let view = "";
  for (let i = 0; i < 60 && !view.includes("another Nexus"); i++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    view = JSON.stringify(await other.call("window/view"));
  }
  assert.match(view, /is also open in another Nexus \(process \d+\)/);
  let first = "";
  for (let i = 0; i < 60 && !first.includes("another Nexus"); i++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    first = JSON.stringify(await app.call("window/view"));
  }
  assert.match(first, /is also open in another Nexus \(process \d+\)/, "the one that was first is told too");
});

Deno.test("unsaved work that comes back over a newer file merges with it, from the text both came from", async () => {
  await using app = await startClient();
  const home = `${app.dir}/home`;
  const path = `${app.dir}/a.txt`;
  await Deno.writeTextFile(path, "one\ntwo\nthree\n");
  const { doc } = await app.call("document/open", { path });
  await app.call("editor/type", { doc, text: "mine " });
  await untilKept(app);
  app.kill("SIGKILL");
  await Deno.writeTextFile(path, "one\ntwo\nthree\nfour\n");
  await using next = await again(home);
  assert.match(JSON.stringify(await next.call("window/view")), /changed on disk while you have unsaved/);
  await next.call("editor/command", { id: "nexus.file.merge" });
  await next.call("app/waitFor", { what: "idle" });
  const [restored] = await next.call("document/list");
  assert.equal(
    (await next.call("document/text", { doc: restored.doc })).text,
    "mine one\ntwo\nthree\nfour\n",
  );
});

Deno.test("a journal that cannot be read is said and kept; edits whose file changed come back as a text", async () => {
  await using app = await startClient();
  const home = `${app.dir}/home`;
  const path = `${app.dir}/big.txt`;
  await Deno.writeTextFile(path, "a line\n".repeat(200_000));
  const { doc } = await app.call("document/open", { path });
  await app.call("app/waitFor", { what: "idle" });
  await new Promise((resolve) => setTimeout(resolve, 700));
  await app.call("editor/type", { doc, text: "typed" });
  await untilKept(app);
  app.kill("SIGKILL");
  await app.end();
  await Deno.writeTextFile(path, "other\n");
  await Deno.writeTextFile(`${home}/state/journal/x.nxj`, "damaged");
  await using next = await again(home);
  const view = JSON.stringify(await next.call("window/view"));
  assert.match(view, /cannot be read/);
  const [restored] = await next.call("document/list");
  assert.deepEqual([restored.name, restored.dirty], ["big.txt (unsaved edits)", true]);
  assert.match((await next.call("document/text", { doc: restored.doc })).text, /typed/);
});
