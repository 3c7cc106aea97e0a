import assert from "node:assert/strict";
import { inWindow, until } from "./testing_window.ts";

Deno.test("a Vim session: modes in the status bar, a block insert, :s and undo", async () => {
  const dir = await Deno.makeTempDir();
  await Deno.writeTextFile(`${dir}/a.txt`, "one two\none two\none two\n");
  await inWindow(["--software", `${dir}/a.txt:1:1`], async (app, x) => {
    const [{ doc }] = await app.call("document/list");
    const text = async () => (await app.call("document/text", { doc })).text;
    const status = async () => (await app.call("window/view")).status[0].text;
    await until(app, async () => await status() === "NORMAL");
    await x("key", "--delay", "8", "ctrl+v");
    await x("type", "--delay", "8", "jj");
    await until(app, async () => await status() === "-- VISUAL BLOCK --");
    await x("type", "--delay", "8", "I-");
    await x("key", "Escape");
    await until(app, async () => await text() === "-one two\n-one two\n-one two\n");
    await x("type", "--delay", "8", ":%s/two/2/");
    await until(app, async () => (await status()).startsWith(":%s/two/2/"));
    await x("key", "Return");
    await until(app, async () => await text() === "-one 2\n-one 2\n-one 2\n");
    await x("type", "--delay", "8", "u");
    await until(app, async () => await text() === "-one two\n-one two\n-one two\n");
    assert.equal(await status(), "NORMAL");
  }, { "settings.json": '{ "vim.enable": true }' });
  await Deno.remove(dir, { recursive: true });
});

Deno.test("several carets by keys, a column by Alt+drag and by the middle button, a macro played again", async () => {
  const dir = await Deno.makeTempDir();
  await Deno.writeTextFile(`${dir}/a.txt`, "aaaaaa\nbbbbbb\ncccccc\n");
  await inWindow(["--software", `${dir}/a.txt:1:1`], async (app, x) => {
    const [{ doc }] = await app.call("document/list");
    const text = async () => (await app.call("document/text", { doc })).text;
    const { editors: [editor] } = await app.call("window/view");
    const at = (column: number, row: number) => [
      `${Math.round(editor.text.x + column * editor.cell)}`,
      `${Math.round(editor.text.y + (row + 0.5) * editor.lineHeight)}`,
    ];
    const carets = async () => (await app.call("editor/selections")).selections.length;
    await x("key", "--delay", "8", "ctrl+shift+Down", "ctrl+shift+Down");
    await until(app, async () => await carets() === 3);
    await x("type", "-");
    await until(app, async () => await text() === "-aaaaaa\n-bbbbbb\n-cccccc\n");
    await x("key", "Escape");
    for (const [button, held] of [["1", "alt"], ["2", ""]]) {
      if (held !== "") await x("keydown", held);
      await x(
        "mousemove",
        ...at(2, 0),
        "mousedown",
        button,
        "mousemove",
        ...at(3, 1),
        "mousemove",
        ...at(4, 2),
      );
      await x("mouseup", button);
      if (held !== "") await x("keyup", held);
      await until(app, async () => await carets() === 3);
      await x("type", "x");
      await until(app, async () => (await text()).split("x").length === 4);
      await x("key", "--delay", "8", "ctrl+z", "Escape");
      await until(app, async () => await text() === "-aaaaaa\n-bbbbbb\n-cccccc\n");
    }
    await x("key", "--delay", "8", "ctrl+Home", "ctrl+k", "q", "End", "semicolon", "Down", "ctrl+k", "q");
    await x("key", "--delay", "8", "ctrl+k", "e", "ctrl+k", "e");
    await until(app, async () => await text() === "-aaaaaa;\n-bbbbbb;\n-cccccc;\n");
  });
  await Deno.remove(dir, { recursive: true });
});
