import assert from "node:assert/strict";
import { inWindow, until } from "./testing_window.ts";

const mine = `{
  "Mine": { "prefix": "mine", "body": "color: \${1|red,green,blue|};$0" },
  "Bad": { "prefix": "bad" }
}`;

Deno.test("prefixes expand by Tab, choices are taken by keys and by the mouse, a wrong file is said", async () => {
  const dir = await Deno.makeTempDir();
  await Deno.writeTextFile(`${dir}/a.ts`, "");
  const home = { "snippets/typescript.json": mine };
  await inWindow(["--software", `${dir}/a.ts`], async (app, x) => {
    const [{ doc }] = await app.call("document/list");
    const text = async () => (await app.call("document/text", { doc })).text;
    const choices = async () =>
      (await app.call("window/view")).popups.find(({ kind }: { kind: string }) => kind === "choices");
    await until(app, async () => (await app.call("window/view")).popups.length === 1);
    assert.match(
      (await app.call("window/view")).popups[0].text,
      /^snippets\/typescript\.json, line 3: Snippet "Bad" is left out/,
    );
    await x("type", "--delay", "4", "log");
    await x("key", "Tab");
    await until(app, async () => (await choices())?.items.length === 4);
    await x("key", "--delay", "4", "Down", "Down", "Return");
    await until(app, async () => await text() === "console.warn();");
    await x("key", "--delay", "4", "ctrl+a", "Delete");
    await x("type", "--delay", "4", "mine");
    await x("key", "Tab");
    await until(app, async () => await choices() !== undefined);
    const { tree } = await app.call("window/view");
    const list = tree.children.find(({ id }: { id: string }) => id === "snippet-choices");
    const [left, top, width, height] = list.children[2].bounds;
    await x("mousemove", `${left + width / 2}`, `${top + height / 2}`, "click", "1");
    await x("type", "!");
    await until(app, async () => await text() === "color: blue;!");
  }, home);
  await Deno.remove(dir, { recursive: true });
});
