/** The terminal under real keys and a real pointer: typing, vim, selecting, the clipboard, a link to a place in a file. */
import assert from "node:assert/strict";
import { inWindow, until } from "./testing_window.ts";

Deno.test("a shell, vim, a selection and a link, by hand", async () => {
  const dir = await Deno.makeTempDir();
  await Deno.writeTextFile(`${dir}/a.ts`, "one\ntwo\nthree\n");
  await inWindow(["--software", `${dir}/a.ts`], async (app, x) => {
    await x("key", "ctrl+grave");
    let term = 0;
    await until(app, async () => {
      const [first] = (await app.call("terminal/list")).terms;
      term = first?.term ?? 0;
      return term > 0;
    });
    const shown = (text: string) => app.call("terminal/waitFor", { term, text, timeoutMs: 15_000 });
    const line = async (text: string) => {
      await x("type", "--delay", "4", text);
      await x("key", "Return");
    };
    await line(`PS1='> '; cd ${dir}; clear`);
    await shown(">");
    await line("echo \"A_b|{~}\" $((6*7)); printf 'a.ts:%s:2\\n' 3");
    await shown("A_b|{~} 42");
    const screen = await shown("a.ts:3:2");
    // Vim: modes by Escape, moving by arrows in the application mode.
    await line("vim -u NONE -i NONE -N b.txt");
    await shown('"b.txt"');
    await x("type", "--delay", "4", "ihallo");
    await x("key", "--delay", "4", "Escape", "Left", "Left");
    await x("type", "--delay", "4", "xi!");
    await x("key", "Escape");
    await line(":wq");
    await until(app, () => Deno.readTextFile(`${dir}/b.txt`).then((text) => text === "ha!lo\n", () => false));
    await line("clear; printf 'a.ts:%s:2\\n' 3");
    await shown("a.ts:3:2");
    await until(app, async () => (await app.call("terminal/screen", { term })).lines[0] === "a.ts:3:2");
    // deno-lint-ignore no-explicit-any
    const nodes = (node: any): any[] => [node, ...node.children.flatMap(nodes)];
    const { tree } = await app.call("window/view");
    const [left, top] = nodes(tree).find(({ id }) => id === `terminal-${term}`).bounds;
    const at = [`${left + 16 + 3 * 8 + 4}`, `${top + 6 + 10}`];
    await x("mousemove", ...at, "click", "--repeat", "2", "--delay", "20", "1");
    await x("key", "ctrl+shift+c");
    await until(app, async () => (await app.call("window/clipboard", {})).text === "a.ts:3:2");
    await x("keydown", "ctrl", "mousemove", ...at, "click", "1", "keyup", "ctrl");
    const place = async () => {
      const [{ doc }] = await app.call("document/list");
      return (await app.call("editor/selections", { doc })).selections[0]?.head;
    };
    await until(app, async () => await place() === "one\ntwo\nt".length);
    assert.ok(screen.cols > 80);
  });
  await Deno.remove(dir, { recursive: true });
});
