/** Editing through the protocol: what asks the world, what is kept in the home folder, what the keyboard would do. */
import assert from "node:assert/strict";
import { startClient } from "./testing_rpc.ts";

Deno.test("a snippet gets the clipboard and the clock, and Tab goes through its places", async () => {
  await using app = await startClient();
  const { doc } = await app.call("document/new", { text: "", language: "typescript" });
  await app.call("window/clipboard", { set: "pasted" });
  const snippet = "${1:name}: $CLIPBOARD ${2|a,b|} $CURRENT_YEAR$0";
  await app.call("editor/command", { id: "editor.action.insertSnippet", args: { snippet } });
  await app.call("editor/type", { text: "x\tb\t!" });
  const { text } = await app.call("document/text", { doc });
  assert.match(text, /^x: pasted b \d{4}!$/);
  assert.ok(Number(text.slice(-5, -1)) >= 2024, text);
});

Deno.test("macros are kept in the home folder", async () => {
  await using app = await startClient();
  const { doc } = await app.call("document/new", { text: "a\nb\n" });
  await app.call("editor/keys", { keys: ["ctrl+k q", "end", ";", "down", "ctrl+k q", "ctrl+k e"] });
  assert.equal((await app.call("document/text", { doc })).text, "a;\nb;\n");
  await app.call("editor/command", { id: "nexus.macro.save", args: { name: "semi" } });
  const kept = JSON.parse(await Deno.readTextFile(`${app.dir}/home/state/macros.json`));
  assert.deepEqual(kept.semi.map(({ id }: { id: string }) => id), ["cursorEnd", "type", "cursorDown"]);
});

Deno.test("folds hide lines from the keys and open where text is typed", async () => {
  await using app = await startClient();
  const { doc } = await app.call("document/new", { text: "if a {\n  b\n  c\n}\nd", language: "typescript" });
  await app.call("editor/command", { id: "editor.fold" });
  await app.call("editor/keys", { keys: ["down", "x"] });
  assert.equal((await app.call("document/text", { doc })).text, "if a {\n  b\n  c\nx}\nd");
});
