import assert from "node:assert/strict";
import { startClient } from "./testing_rpc.ts";

const keysOf = (keys: string): string[] =>
  [...keys].map((key) => (key === "\x1b" ? "escape" : key === "\n" ? "enter" : key === " " ? "space" : key));

Deno.test("vim by RPC: toggled on, keys and text are Vim's; toggled off they type again", async () => {
  await using app = await startClient();
  const { doc } = await app.call("document/new", { text: "one two three\nfour\n" });
  const text = async (): Promise<string> => (await app.call("document/text", { doc })).text;
  await app.call("editor/command", { id: "nexus.vim.toggle" });
  assert.deepEqual((await app.call("editor/keys", { keys: ["d", "w"] })).handled, [true, true]);
  assert.equal(await text(), "two three\nfour\n");
  await app.call("editor/keys", { keys: ["d d", "p", "u", "u", "$", "shift+x"] });
  assert.equal(await text(), "two thre\nfour\n");
  await app.call("editor/keys", { keys: ["u"] });
  await app.call("editor/type", { text: "ciwX y" });
  assert.equal(await text(), "two X y\nfour\n");
  const { status } = await app.call("window/view");
  assert.ok(JSON.stringify(status).includes("-- INSERT --"), JSON.stringify(status));
  await app.call("editor/keys", { keys: keysOf("\x1b:%s/o/0/g\n") });
  assert.equal(await text(), "tw0 X y\nf0ur\n");
  await app.call("editor/keys", { keys: ["G", "o", "h", "i", "escape", "u"] });
  assert.equal(await text(), "tw0 X y\nf0ur\n");
  await app.call("editor/command", { id: "nexus.vim.toggle" });
  await app.call("editor/keys", { keys: ["d", "w"] });
  assert.ok((await text()).includes("dw"));
});

Deno.test("vim by RPC: the setting vim.enable starts it, :w writes and :q closes", async () => {
  const home = await Deno.makeTempDir({ prefix: "nexus-vim-" });
  await Deno.writeTextFile(`${home}/settings.json`, '{ "vim.enable": true }');
  {
    await using app = await startClient({ args: ["--headless", "--home", home] });
    const path = `${app.dir}/a.txt`;
    await Deno.writeTextFile(path, "one\n");
    const { doc } = await app.call("document/open", { path });
    await app.call("document/new", { text: "other\n" });
    await app.call("editor/keys", { doc, keys: keysOf("Atwo\x1b:w\n") });
    await app.call("app/waitFor", { what: "saved" });
    assert.equal(await Deno.readTextFile(path), "onetwo\n");
    await app.call("editor/keys", { keys: keysOf("x:wq\n") });
    await app.call("app/waitFor", { what: "saved" });
    assert.equal(await Deno.readTextFile(path), "onetw\n");
    assert.equal((await app.call("document/list")).length, 1);
  }
  await Deno.remove(home, { recursive: true });
});
