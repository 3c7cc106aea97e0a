import assert from "node:assert/strict";
import { startClient } from "./testing_rpc.ts";

Deno.test("editor/type types as the keyboard does, and undo takes it back", async () => {
  await using app = await startClient();
  const { doc } = await app.call("document/new", { text: "" });
  await app.call("editor/type", { text: "if (a) {\nb" });
  assert.equal((await app.call("document/text", { doc })).text, "if (a) {\n    b\n}");
  const { version } = await app.call("document/text", { doc });
  assert.equal(version, 10);
  while ((await app.call("editor/undo")).handled);
  assert.equal((await app.call("document/text", { doc })).text, "");
  while ((await app.call("editor/redo")).handled);
  assert.equal((await app.call("document/text", { doc })).text, "if (a) {\n    b\n}");
});

Deno.test("editor/setSelections, several carets and the clipboard", async () => {
  await using app = await startClient();
  const { doc } = await app.call("document/new", { text: "one\ntwo\nthree\n" });
  await app.call("editor/setSelections", { selections: [{ anchor: 0, head: 3 }, { anchor: 4, head: 7 }] });
  await app.call("editor/type", { text: "X" });
  assert.equal((await app.call("document/text", { doc })).text, "X\nX\nthree\n");
  assert.deepEqual(await app.call("editor/selections"), {
    selections: [{ anchor: 1, head: 1 }, { anchor: 3, head: 3 }],
    main: 0,
  });
  assert.equal(
    (await app.fail("editor/setSelections", { selections: [{ anchor: 0, head: 99 }] })).code,
    -32602,
  );
  await app.call("editor/setSelections", { selections: [{ anchor: 4, head: 9 }] });
  await app.call("editor/keys", { keys: ["ctrl+x", "ctrl+home", "ctrl+v"] });
  assert.equal((await app.call("document/text", { doc })).text, "threeX\nX\n\n");
  assert.equal((await app.call("window/clipboard")).text, "three");
  await app.call("window/clipboard", { set: "a\r\nb" });
  await app.call("editor/keys", { keys: ["ctrl+a", "ctrl+v"] });
  assert.equal((await app.call("document/text", { doc })).text, "a\nb");
  assert.equal((await app.call("window/clipboard", { set: "p", primary: true })).text, "p");
});

Deno.test("a line copied without a selection is pasted above the caret's line", async () => {
  await using app = await startClient();
  const { doc } = await app.call("document/new", { text: "one\ntwo" });
  await app.call("editor/keys", { keys: ["ctrl+c", "down", "end", "ctrl+v"] });
  assert.equal((await app.call("document/text", { doc })).text, "one\none\ntwo");
});

Deno.test("editor/command knows VS Code's ids and says what it does not know", async () => {
  await using app = await startClient();
  await app.call("document/new", { text: "b\na\n" });
  assert.deepEqual(await app.call("editor/command", { id: "editor.action.deleteLines" }), { handled: true });
  assert.equal((await app.fail("editor/command", { id: "no.such.command" })).code, -32601);
  assert.deepEqual(await app.call("editor/command", { id: "cursorMove", args: { to: "right" } }), {
    handled: true,
  });
  assert.deepEqual((await app.call("editor/selections")).selections, [{ anchor: 1, head: 1 }]);
  await app.call("editor/command", { id: "type", args: { text: "!" } });
  const refusal = await app.fail("editor/command", { id: "workbench.action.closeActiveEditor" });
  assert.deepEqual(refusal.data, { reason: "unsaved", choices: ["save", "discard"] });
  const { commands } = await app.call("app/initialize");
  const save = commands.find(({ id }: { id: string }) => id === "workbench.action.files.save");
  assert.deepEqual(save.keys, ["ctrl+s"]);
  assert.ok(commands.every(({ title }: { title: string }) => title.length > 0));
});

Deno.test("editor/keys follows chords, swallows what ran and types what is free", async () => {
  await using app = await startClient();
  const { doc } = await app.call("document/new", { text: "", language: "typescript" });
  const { handled } = await app.call("editor/keys", {
    keys: ["h", "shift+i", "space", "1", "shift+1", "f24"],
  });
  assert.deepEqual(handled, [true, true, true, true, true, false]);
  assert.equal((await app.call("document/text", { doc })).text, "hI 1!");
  assert.equal((await app.fail("editor/keys", { keys: ["hyper+nonsense"] })).code, -32602);
});

Deno.test("editor/setOptions changes how Tab and Enter work, and refuses nonsense", async () => {
  await using app = await startClient();
  const { doc } = await app.call("document/new", { text: "" });
  await app.call("editor/setOptions", { options: { tabSize: 3, insertSpaces: true } });
  await app.call("editor/type", { text: "\ta\n" });
  assert.equal((await app.call("document/text", { doc })).text, "   a\n   ");
  await app.call("editor/setOptions", { options: { insertSpaces: false, autoIndent: "none" } });
  await app.call("editor/type", { text: "\t" });
  await app.call("editor/type", { text: "\n" });
  assert.equal((await app.call("document/text", { doc })).text, "   a\n   \t\n");
  assert.equal((await app.fail("editor/setOptions", { options: { tabSize: "x" } })).code, -32602);
  assert.equal((await app.fail("editor/setOptions", { options: { colour: 1 } })).code, -32602);
});

Deno.test("text/ methods answer what the editor uses", async () => {
  await using app = await startClient();
  assert.deepEqual(await app.call("text/graphemes", { text: "e\u0301👍🏽x" }), { lengths: [2, 4, 1] });
  assert.deepEqual(await app.call("text/words", { text: "can't stop" }), { lengths: [5, 1, 4] });
  assert.deepEqual(await app.call("text/linebreaks", { text: "ab cd" }), { breaks: [3, 5] });
  assert.deepEqual(await app.call("text/width", { text: "a漢👍" }), { width: 5 });
  assert.deepEqual(await app.call("text/bidi", { text: "a אב", base: "ltr" }), {
    levels: [0, 0, 1, 1],
    order: [0, 1, 3, 2],
  });
  const shaped = await app.call("render/text", { text: "=>", size: 20 });
  assert.equal(shaped.glyphs.length, 2);
  assert.deepEqual([...(await Deno.readFile(shaped.png)).slice(1, 4)], [0x50, 0x4e, 0x47]);
});
