import assert from "node:assert/strict";
import { type Client, startClient } from "./testing_rpc.ts";

/** Looks until `test` holds; a watch tells in its own time. */
async function eventually(app: Client, what: string, test: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 100; i++) {
    if (await test()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
    await app.call("app/waitFor", { what: "idle" });
  }
  assert.fail(`Waited in vain: ${what}`);
}
async function open(app: Client, text: string) {
  const path = `${app.dir}/a.txt`;
  await Deno.writeTextFile(path, text);
  const { doc } = await app.call("document/open", { path });
  // The keeper follows new files in its own time.
  await new Promise((resolve) => setTimeout(resolve, 700));
  const now = async () => (await app.call("document/text", { doc })).text;
  const listed = async () => (await app.call("document/list"))[0];
  return { path, doc, now, listed };
}

Deno.test("a clean file follows the disk, with carets where the text went, and so does one that is replaced", async () => {
  await using app = await startClient();
  const { path, doc, now, listed } = await open(app, "one\ntwo\nthree\n");
  await app.call("editor/setSelections", { selections: [{ anchor: 8, head: 13 }] });
  await Deno.writeTextFile(path, "zero\none\ntwo\nthree\n");
  await eventually(app, "reloaded", async () => await now() === "zero\none\ntwo\nthree\n");
  assert.deepEqual((await app.call("editor/selections")).selections, [{ anchor: 13, head: 18 }]);
  assert.equal((await listed()).dirty, false);
  await Deno.writeTextFile(`${app.dir}/b.tmp`, "replaced\r\n");
  await Deno.rename(`${app.dir}/b.tmp`, path);
  await eventually(app, "replaced", async () => await now() === "replaced\n");
  assert.equal((await listed()).lineEnding, "CRLF");
  await app.call("editor/type", { doc, text: "x" });
  await app.call("document/save", { doc });
  assert.match(await Deno.readTextFile(path), /^x?replacedx?\r\n/);
});

Deno.test("a file with unsaved changes keeps them, and merges when asked", async () => {
  await using app = await startClient();
  const { path, doc, now, listed } = await open(app, "a\nb\nc\n");
  await app.call("document/edit", { doc, edits: [{ start: 0, end: 1, text: "mine" }] });
  await Deno.writeTextFile(path, "a\nb\ntheirs\n");
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.equal(await now(), "mine\nb\nc\n");
  const conflict = await app.fail("document/save", { doc });
  assert.deepEqual(conflict.data, {
    reason: "conflict",
    choices: ["merge", "compare", "overwrite", "saveAs"],
  });
  await app.call("editor/command", { id: "nexus.file.merge" });
  await eventually(app, "merged", async () => await now() === "mine\nb\ntheirs\n");
  assert.equal((await listed()).dirty, true);
  await app.call("document/save", { doc });
  assert.equal(await Deno.readTextFile(path), "mine\nb\ntheirs\n");
});

Deno.test("a file that is deleted, renamed or made a folder leaves its text in the editor", async () => {
  await using app = await startClient();
  const { path, doc, now, listed } = await open(app, "text");
  await Deno.rename(path, `${app.dir}/b.txt`);
  await eventually(app, "renamed", async () => (await listed()).name === "b.txt");
  await Deno.remove(`${app.dir}/b.txt`);
  await eventually(app, "deleted", async () => (await listed()).dirty);
  await app.call("document/save", { doc });
  assert.equal(await Deno.readTextFile(`${app.dir}/b.txt`), "text");
  await Deno.remove(`${app.dir}/b.txt`);
  await Deno.mkdir(`${app.dir}/b.txt`);
  await eventually(app, "a folder", async () => (await listed()).dirty);
  assert.equal(await now(), "text");
  assert.match((await app.fail("document/save", { doc })).message, /folder/);
});

Deno.test("a storm of 10,000 changes beside and in an open file costs little and ends in the last text", async () => {
  await using app = await startClient();
  const { path, now } = await open(app, "start");
  await Promise.all(
    Array.from({ length: 5000 }, (_, i) => Deno.writeTextFile(`${app.dir}/n${i % 500}`, `${i}`)),
  );
  for (let i = 0; i < 5000; i++) Deno.writeTextFileSync(path, `version ${i}`);
  await eventually(app, "the last version", async () => await now() === "version 4999");
});
