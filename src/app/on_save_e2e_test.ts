import assert from "node:assert/strict";
import { startClient } from "./testing_rpc.ts";

Deno.test("document/save obeys .editorconfig: blanks, last newline, and the form of new files", async () => {
  await using app = await startClient();
  await Deno.writeTextFile(
    `${app.dir}/.editorconfig`,
    "root = true\n[*]\nindent_style = tab\ntrim_trailing_whitespace = true\ninsert_final_newline = true\nend_of_line = crlf\n[*.legacy]\ncharset = latin1\n",
  );
  const path = `${app.dir}/a.txt`;
  await Deno.writeTextFile(path, "one  \ntwo");
  const { doc } = await app.call("document/open", { path });
  await app.call("document/save", { doc });
  assert.equal(await Deno.readTextFile(path), "one  \ntwo", "what nobody edited stays as it is");
  await app.call("editor/keys", { keys: ["tab"] });
  await app.call("document/save", { doc });
  assert.equal(await Deno.readTextFile(path), "\tone\ntwo\n");
  assert.equal((await app.call("document/list"))[0].dirty, false);
  await app.call("editor/undo");
  assert.equal(
    (await app.call("document/text", { doc })).text,
    "\tone  \ntwo",
    "the trimming is one undo step",
  );
  const fresh = await app.call("document/open", { path: `${app.dir}/new.txt` });
  await app.call("editor/type", { doc: fresh.doc, text: "x" });
  await app.call("document/save", { doc: fresh.doc });
  assert.equal(await Deno.readTextFile(`${app.dir}/new.txt`), "x\r\n");
  await Deno.writeFile(`${app.dir}/b.legacy`, new Uint8Array([0xe9]));
  const legacy = await app.call("document/open", { path: `${app.dir}/b.legacy` });
  assert.equal((await app.call("document/text", { doc: legacy.doc })).text, "é");
});

Deno.test("local history lists, compares and restores saved versions", async () => {
  await using app = await startClient();
  const path = `${app.dir}/a.txt`;
  const { doc } = await app.call("document/new", { text: "one\n" });
  await app.call("document/save", { doc, path });
  await new Promise((resolve) => setTimeout(resolve, 150));
  await app.call("editor/type", { doc, text: "zero\n" });
  await app.call("document/save", { doc });
  await new Promise((resolve) => setTimeout(resolve, 150));
  const run = (id: string, args?: unknown) => app.call("editor/command", { id, args, doc });
  await run("nexus.localHistory.list");
  assert.match(JSON.stringify(await app.call("window/view")), /Saved versions of a\.txt/);
  await app.call("editor/keys", { keys: ["escape"] });
  await run("workbench.action.localHistory.compareWithFile", { index: 1 });
  const diff = (await app.call("document/list"))[1];
  assert.match(
    (await app.call("document/text", { doc: diff.doc })).text,
    /^--- a\.txt .*\n\+\+\+ a\.txt\n@@ -1 \+1,2 @@\n\+zero\n one\n$/,
  );
  await app.call("document/close", { doc: diff.doc });
  await run("workbench.action.localHistory.restore", { index: 1 });
  assert.equal((await app.call("document/text", { doc })).text, "one\n");
  await app.call("editor/undo");
  assert.equal((await app.call("document/text", { doc })).text, "zero\none\n");
});
