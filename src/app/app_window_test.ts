import assert from "node:assert/strict";
import { inWindow, until } from "./testing_window.ts";

Deno.test("a person types, selects, copies, undoes and saves in a real window", async () => {
  const dir = await Deno.makeTempDir();
  const path = `${dir}/a.ts`;
  await Deno.writeTextFile(path, "const a = 1;\nconst b = 2;\n");
  await inWindow(["--software", `${path}:2:1`], async (app, x) => {
    const [{ doc }] = await app.call("document/list");
    const text = async () => (await app.call("document/text", { doc })).text;
    await x("type", "--delay", "4", "// a => b");
    await x("key", "Return");
    await until(
      app,
      async () => (await text()).includes("// a => b\n") || (await text()).includes("//  a => b\n"),
    );
    await x("key", "--delay", "4", "shift+Up", "ctrl+c", "ctrl+End", "ctrl+v");
    await until(app, async () => (await text()).split("=> b").length === 3);
    await x("key", "--delay", "4", "ctrl+z");
    await until(app, async () => (await text()).split("=> b").length === 2);
    await x("key", "--delay", "4", "ctrl+s");
    await until(app, async () => !(await app.call("document/list"))[0].dirty);
    assert.equal(await Deno.readTextFile(path), await text());
    await x("key", "--delay", "4", "ctrl+equal");
    await until(app, async () => (await app.call("window/view")).scale === 1.2);
  });
  await Deno.remove(dir, { recursive: true });
});

Deno.test("the mouse selects and scrolls, a second file has a tab, closing unsaved work asks", async () => {
  const dir = await Deno.makeTempDir();
  const lines = Array.from({ length: 300 }, (_, i) => `line number ${i}`).join("\n");
  await Deno.writeTextFile(`${dir}/one.txt`, lines);
  await Deno.writeTextFile(`${dir}/two.txt`, "second");
  await inWindow(["--software", `${dir}/one.txt`, `${dir}/two.txt`], async (app, x) => {
    const view = await app.call("window/view");
    assert.match(view.title, /two\.txt/);
    const tabs = findAll(view.tree, "tab");
    assert.equal(tabs.length, 2);
    const [tx, ty, tw, th] = tabs[0].bounds;
    await x("mousemove", `${Math.round(tx + tw / 2)}`, `${Math.round(ty + th / 2)}`, "click", "1");
    await until(app, async () => /one\.txt/.test((await app.call("window/view")).title));
    const { editors: [editor] } = await app.call("window/view");
    const at = (column: number, row: number) => [
      `${Math.round(editor.text.x + column * editor.cell)}`,
      `${Math.round(editor.text.y + (row + 0.5) * editor.lineHeight)}`,
    ];
    await x("mousemove", ...at(5, 2), "mousedown", "1", "mousemove", ...at(11, 3), "mouseup", "1");
    const start = lines.split("\n").slice(0, 2).join("\n").length + 1;
    await until(app, async () => {
      const [{ anchor, head }] = (await app.call("editor/selections")).selections;
      return anchor === start + 5 && head === start + "line number 2".length + 1 + 11;
    });
    await x("click", "5");
    await until(app, async () => (await app.call("window/view")).lines[0].index === 3);
    await x("type", "x");
    await x("key", "--delay", "4", "ctrl+w");
    await until(
      app,
      async () =>
        (await app.call("window/view")).popups.some(({ kind }: { kind: string }) => kind === "prompt"),
    );
    await x("key", "--delay", "4", "Escape");
    await until(app, async () => (await app.call("window/view")).popups.length === 0);
    assert.equal((await app.call("document/list")).length, 2);
  });
  await Deno.remove(dir, { recursive: true });
});

Deno.test("the GPU painter shows the same editor and survives a lost device", async () => {
  const dir = await Deno.makeTempDir();
  await Deno.writeTextFile(`${dir}/a.txt`, "painted by the GPU");
  await inWindow(["--gpu", `${dir}/a.txt`], async (app, x) => {
    const size = await app.call("window/screenshot", { path: `${dir}/a.png` });
    assert.ok(size.width >= 640);
    const before = await Deno.readFile(`${dir}/a.png`);
    await app.call("window/loseDevice");
    await x("type", "--delay", "4", "y");
    await until(app, async () => (await app.call("document/text", { doc: 1 })).text.startsWith("y"));
    await x("key", "--delay", "4", "ctrl+z");
    await until(app, async () => !(await app.call("document/list"))[0].dirty);
    await app.call("window/screenshot", { path: `${dir}/b.png` });
    assert.ok((await Deno.readFile(`${dir}/b.png`)).length > before.length / 2);
  });
  await Deno.remove(dir, { recursive: true });
});

interface Node {
  readonly role: string;
  readonly bounds: readonly number[];
  readonly children: readonly Node[];
}
function findAll(node: Node, role: string): Node[] {
  return [...(node.role === role ? [node] : []), ...node.children.flatMap((child) => findAll(child, role))];
}
