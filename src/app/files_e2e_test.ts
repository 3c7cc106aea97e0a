import assert from "node:assert/strict";
import { startClient } from "./testing_rpc.ts";

const bytesOf = async (path: string) => [...await Deno.readFile(path)];
const listed = async (app: { call(method: string): Promise<{ doc: number }[]> }, doc: number) =>
  // deno-lint-ignore no-explicit-any
  (await app.call("document/list")).find((one) => one.doc === doc) as any;

Deno.test("document/open finds the encoding of a file, and a save keeps it", async () => {
  await using app = await startClient();
  const path = `${app.dir}/ru.txt`;
  const koi8 = [
    0xf0,
    0xd2,
    0xc9,
    0xd7,
    0xc5,
    0xd4,
    0x2c,
    0x20,
    0xcb,
    0xc1,
    0xcb,
    0x20,
    0xc4,
    0xc5,
    0xcc,
    0xc1,
    0x3f,
  ];
  const bytes = Array.from({ length: 8 }, () => [...koi8, 0x0d, 0x0a]).flat();
  await Deno.writeFile(path, new Uint8Array(bytes));
  const { doc } = await app.call("document/open", { path });
  assert.ok((await app.call("document/text", { doc })).text.startsWith("Привет, как дела?\n"));
  assert.deepEqual([(await listed(app, doc)).encoding, (await listed(app, doc)).lineEnding], [
    "KOI8-R",
    "CRLF",
  ]);
  const { result } = await app.call("editor/command", { id: "nexus.encoding.reason" });
  assert.match(result, /ru\.txt is read as KOI8-R: its letters look like it/);
  await app.call("editor/type", { doc, text: "Я" });
  await app.call("document/save", { doc });
  assert.deepEqual(await bytesOf(path), [0xf1, ...bytes]);
});

Deno.test("changeEncoding reopens with another encoding, or saves with it", async () => {
  await using app = await startClient();
  const path = `${app.dir}/a.txt`;
  await Deno.writeFile(path, new Uint8Array([0x93, 0xfa, 0x96, 0x7b]));
  const { doc } = await app.call("document/open", { path, encoding: "windows1252" });
  assert.equal((await app.call("document/text", { doc })).text, "“ú–{");
  const id = "workbench.action.editor.changeEncoding";
  await app.call("editor/command", { id, args: { encoding: "shiftjis", action: "reopen" } });
  await app.call("app/waitFor", { what: "idle" });
  assert.equal((await app.call("document/text", { doc })).text, "日本");
  assert.deepEqual([(await listed(app, doc)).encoding, (await listed(app, doc)).dirty], ["Shift JIS", false]);
  await app.call("editor/command", { id, args: { encoding: "utf16be", action: "save" } });
  assert.deepEqual(await bytesOf(path), [0xfe, 0xff, 0x65, 0xe5, 0x67, 0x2c]);
  assert.equal((await listed(app, doc)).encoding, "UTF-16 BE with BOM");
  assert.equal((await app.fail("document/open", { path, encoding: "klingon" })).code, -32602);
});

Deno.test("document/save asks before a character is lost", async () => {
  await using app = await startClient();
  const path = `${app.dir}/a.txt`;
  await Deno.writeFile(path, new Uint8Array([0x63, 0x61, 0x66, 0xe9]));
  const { doc } = await app.call("document/open", { path, encoding: "windows1252" });
  await app.call("editor/type", { doc, text: "日" });
  const asked = await app.fail("document/save", { doc });
  assert.deepEqual(asked.data, { reason: "unmappable", choices: ["utf8", "replace"] });
  assert.match(asked.message, /1 character has no place in it \(日\)/);
  assert.deepEqual(await bytesOf(path), [0x63, 0x61, 0x66, 0xe9]);
  await app.call("document/save", { doc, answer: "replace" });
  assert.deepEqual(await bytesOf(path), [0x3f, 0x63, 0x61, 0x66, 0xe9]);
  await app.call("editor/type", { doc, text: "x" });
  await app.call("document/save", { doc, answer: "utf8" });
  assert.equal(await Deno.readTextFile(path), "日xcafé");
  assert.equal((await listed(app, doc)).encoding, "UTF-8");
});

Deno.test("changeEOL changes every line end, also of a mixed file", async () => {
  await using app = await startClient();
  const path = `${app.dir}/a.txt`;
  await Deno.writeTextFile(path, "a\r\nb\nc\r");
  const { doc } = await app.call("document/open", { path });
  const id = "workbench.action.editor.changeEOL";
  await app.call("editor/command", { id, args: { eol: "CRLF" } });
  assert.equal((await listed(app, doc)).dirty, true);
  await app.call("document/save", { doc });
  assert.equal(await Deno.readTextFile(path), "a\r\nb\r\nc\r\n");
  assert.deepEqual([(await listed(app, doc)).dirty, (await listed(app, doc)).lineEnding], [false, "CRLF"]);
  await app.call("editor/command", { id, args: { eol: "LF" } });
  await app.call("document/save", { doc });
  assert.equal(await Deno.readTextFile(path), "a\nb\nc\n");
});

Deno.test("document/open shows a binary file as hex, which cannot be saved over it", async () => {
  await using app = await startClient();
  const path = `${app.dir}/bin`;
  await Deno.writeFile(path, new Uint8Array([0, 1, 2, 0x41]));
  const { doc } = await app.call("document/open", { path, as: "hex" });
  const { text } = await app.call("document/text", { doc });
  assert.match(text, /^00000000 {2}00 01 02 41 .*\|\.\.\.A\|$/);
  const { readOnly, path: at } = await listed(app, doc);
  assert.deepEqual([readOnly, at], [true, null]);
  assert.equal((await app.fail("document/save", { doc })).data?.reason, "noPath");
  assert.deepEqual(await bytesOf(path), [0, 1, 2, 0x41]);
});
