import assert from "node:assert/strict";
import { startClient } from "./testing_rpc.ts";

const text = async (path: string) => await Deno.readTextFile(path);

Deno.test("document/open, edit and save change the file on disk and nothing else", async () => {
  await using app = await startClient();
  const path = `${app.dir}/a.ts`;
  await Deno.writeTextFile(path, "one\r\ntwo\r\n");
  const { doc, view } = await app.call("document/open", { path, line: 1, column: 2 });
  assert.deepEqual(await app.call("document/open", { path: `${app.dir}/./a.ts` }), { doc, view });
  assert.deepEqual(await app.call("document/text", { doc }), { text: "one\ntwo\n", version: 0 });
  assert.deepEqual((await app.call("editor/selections")).selections, [{ anchor: 6, head: 6 }]);
  const edits = [{ start: 4, end: 7, text: "2" }, { start: 0, end: 0, text: "zero\n" }];
  assert.deepEqual(await app.call("document/edit", { doc, edits }), { version: 1 });
  assert.equal((await app.call("document/text", { doc })).text, "zero\none\n2\n");
  const [listed] = await app.call("document/list");
  assert.deepEqual([listed.dirty, listed.lineEnding, listed.language, listed.encoding], [
    true,
    "CRLF",
    "typescript",
    "UTF-8",
  ]);
  await app.call("editor/undo");
  assert.equal((await app.call("document/list"))[0].dirty, false);
  await app.call("editor/redo");
  await app.call("document/save", { doc });
  assert.equal(await text(path), "zero\r\none\r\n2\r\n");
  assert.equal((await app.call("document/list"))[0].dirty, false);
});

Deno.test("document/edit refuses edits that overlap or lie outside, and changes nothing", async () => {
  await using app = await startClient();
  const { doc } = await app.call("document/new", { text: "abcdef" });
  for (
    const edits of [[{ start: 0, end: 3, text: "" }, { start: 2, end: 4, text: "" }], [{
      start: 0,
      end: 7,
      text: "",
    }], [{ start: 3, end: 1, text: "" }]]
  ) {
    assert.equal((await app.fail("document/edit", { doc, edits })).code, -32602);
  }
  assert.deepEqual(await app.call("document/text", { doc }), { text: "abcdef", version: 0 });
  assert.equal((await app.call("document/text", { doc, from: 1, to: 3 })).text, "bc");
});

Deno.test("files of every kind keep their bytes through open, edit, undo and save", async () => {
  await using app = await startClient();
  const kinds: Record<string, number[]> = {
    invalid: [0x61, 0xff, 0xfe, 0xc3, 0x0a, 0x80],
    bom: [0xef, 0xbb, 0xbf, 0x61, 0x0d, 0x0a],
    mixed: [0x61, 0x0d, 0x0a, 0x62, 0x0a, 0x63, 0x0d],
    empty: [],
    unended: [0x61, 0x0a, 0x62],
  };
  for (const [name, bytes] of Object.entries(kinds)) {
    const path = `${app.dir}/${name}.txt`;
    await Deno.writeFile(path, new Uint8Array(bytes));
    const { doc } = await app.call("document/open", { path });
    await app.call("editor/type", { doc, text: "x" });
    await app.call("document/save", { doc });
    assert.equal((await Deno.readFile(path)).length, bytes.length + 1, name);
    await app.call("editor/undo", { doc });
    await app.call("document/save", { doc });
    assert.deepEqual([...await Deno.readFile(path)], bytes, name);
  }
});

Deno.test("document/open says what is wrong with a path, in one line", async () => {
  await using app = await startClient();
  await Deno.writeFile(`${app.dir}/bin`, new Uint8Array([1, 0, 2]));
  assert.deepEqual(await app.call("document/open", { path: app.dir }), { folder: app.dir });
  assert.match((await app.fail("document/open", { path: `${app.dir}/no/file` })).message, /does not exist/);
  assert.match((await app.fail("document/open", { path: "/dev/zero" })).message, /device/);
  const binary = await app.fail("document/open", { path: `${app.dir}/bin` });
  assert.deepEqual(binary.data, { reason: "binary", choices: ["text", "hex"] });
  const { doc } = await app.call("document/open", { path: `${app.dir}/bin`, as: "text" });
  await app.call("document/save", { doc });
  assert.deepEqual([...await Deno.readFile(`${app.dir}/bin`)], [1, 0, 2]);
  const missing = await app.call("document/open", { path: `${app.dir}/new.txt` });
  await app.call("editor/type", { text: "hi" });
  await app.call("document/save", { doc: missing.doc });
  assert.equal(await text(`${app.dir}/new.txt`), "hi");
});

Deno.test("document/save refuses to overwrite what another program wrote, until it is told to", async () => {
  await using app = await startClient();
  const path = `${app.dir}/a.txt`;
  await Deno.writeTextFile(path, "mine");
  const { doc } = await app.call("document/open", { path });
  await app.call("editor/type", { text: "more " });
  await Deno.writeTextFile(path, "theirs, longer");
  const conflict = await app.fail("document/save", { doc });
  assert.deepEqual([conflict.data?.reason, conflict.data?.choices.includes("overwrite")], ["conflict", true]);
  assert.equal(await text(path), "theirs, longer");
  assert.equal((await app.call("document/list"))[0].dirty, true);
  await app.call("document/save", { doc, force: true });
  assert.equal(await text(path), "more mine");
  await Deno.writeTextFile(`${app.dir}/other.txt`, "other");
  const taken = await app.fail("document/save", { doc, path: `${app.dir}/other.txt` });
  assert.equal(taken.data?.reason, "conflict");
  assert.equal(await text(`${app.dir}/other.txt`), "other");
  await app.call("document/save", { doc, path: `${app.dir}/other.txt`, force: true });
  assert.equal(await text(`${app.dir}/other.txt`), "more mine");
});

Deno.test("a save that fails keeps the old file and the text", async () => {
  await using app = await startClient();
  const path = `${app.dir}/locked.txt`;
  await Deno.writeTextFile(path, "old");
  await Deno.chmod(path, 0o444);
  const { doc } = await app.call("document/open", { path });
  await app.call("editor/command", { id: "workbench.action.files.setActiveEditorWriteableInSession" });
  await app.call("editor/type", { text: "new " });
  const error = await app.fail("document/save", { doc });
  assert.match(error.message, /read-only/);
  assert.equal(await text(path), "old");
  assert.equal((await app.call("document/text", { doc })).text, "new old");
  assert.match(
    (await app.fail("document/save", { doc, path: `${app.dir}/gone/x` })).message,
    /does not exist/,
  );
  await app.call("document/save", { doc, path: `${app.dir}/copy.txt` });
  assert.equal(await text(`${app.dir}/copy.txt`), "new old");
});

Deno.test("document/close asks before it loses text", async () => {
  await using app = await startClient();
  const { doc } = await app.call("document/new", { text: "" });
  await app.call("editor/type", { text: "x" });
  assert.deepEqual((await app.fail("document/close", { doc })).data, {
    reason: "unsaved",
    choices: ["save", "discard"],
  });
  assert.equal((await app.call("document/list")).length, 1);
  await app.call("document/close", { doc, force: true });
  assert.deepEqual(await app.call("document/list"), []);
  assert.equal((await app.fail("document/text", { doc })).code, -32602);
});

Deno.test("hard texts neither hang nor crash", async () => {
  await using app = await startClient();
  const storm = `a${"\u0301".repeat(1000)}b`;
  const long = "x".repeat(1_000_000);
  const tabs = "\t".repeat(10_000);
  for (const hard of [storm, long, tabs, "\u202eabc\u0000\u0007\ud800", "👩‍👩‍👧‍👦".repeat(500)]) {
    const { doc } = await app.call("document/new", { text: hard });
    await app.call("editor/keys", { keys: ["end", "x", "home", "right", "down", "ctrl+a"] });
    const view = await app.call("window/view");
    assert.ok(view.lines.length > 0);
    await app.call("window/screenshot", { path: `${app.dir}/hard.png` });
    assert.equal((await app.call("document/text", { doc })).text.length, hard.length + 1);
  }
});
