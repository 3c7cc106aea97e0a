import assert from "node:assert/strict";
import { inWindow, until } from "./testing_window.ts";

Deno.test("in a real window: a file is made, renamed, dragged into a folder, deleted and brought back", async () => {
  const dir = await Deno.realPath(await Deno.makeTempDir());
  const root = `${dir}/project`;
  await Deno.mkdir(`${root}/lib`, { recursive: true });
  await Deno.writeTextFile(`${root}/one.ts`, "one\n");
  const before = Deno.env.get("XDG_DATA_HOME");
  Deno.env.set("XDG_DATA_HOME", `${dir}/data`);
  const has = (path: string): Promise<boolean> => Deno.lstat(`${root}/${path}`).then(() => true, () => false);
  try {
    await inWindow([root], async (app, x) => {
      // deno-lint-ignore no-explicit-any
      const find = (node: any): any =>
        node.id === "explorer-tree" ? node : node.children.map(find).find(Boolean);
      const row = async (label: string): Promise<[string, string] | null> => {
        await app.call("app/waitFor", { what: "idle", timeoutMs: 10_000 });
        // deno-lint-ignore no-explicit-any
        const found = find((await app.call("window/view")).tree)?.children.find((one: any) =>
          one.label === label
        );
        if (found === undefined) return null;
        const [left, top, , height] = found.bounds;
        return [String(left + 60), String(top + height / 2)];
      };
      await until(app, async () => await row("one.ts") !== null);
      await x("key", "ctrl+shift+e", "End");
      await app.call("editor/command", { id: "explorer.newFile" });
      await x("type", "two.ts");
      await x("key", "Return");
      await until(app, () => has("two.ts"));
      await until(app, async () => (await app.call("document/list")).length > 0);
      await x("key", "ctrl+shift+e", "F2");
      await x("type", "three");
      await x("key", "Return");
      await until(app, () => has("three.ts"));
      await until(app, async () => await row("three.ts") !== null);

      const from = (await row("three.ts"))!, onto = (await row("lib"))!;
      await x("mousemove", ...from, "mousedown", "1");
      await x("mousemove", from[0], String(Number(from[1]) - 8), "mousemove", ...onto, "mouseup", "1");
      await x("key", "Return"); // It asks.
      await until(app, () => has("lib/three.ts"));
      await until(app, async () => (await app.call("document/list"))[0].path === `${root}/lib/three.ts`);

      const one = (await row("one.ts"))!;
      // Aside of where the drag began: the same place so soon after is a double click.
      await x("mousemove", String(Number(one[0]) + 80), one[1], "click", "1");
      await until(app, async () => (await app.call("document/list")).length === 2);
      await x("key", "Delete", "Return");
      await until(app, async () => !await has("one.ts") && await row("one.ts") === null);
      await x("key", "ctrl+z");
      await until(app, () => has("one.ts"));
      await x("key", "ctrl+z");
      await until(app, () => has("three.ts"));
      assert.equal(await Deno.readTextFile(`${root}/one.ts`), "one\n");
    });
  } finally {
    if (before === undefined) Deno.env.delete("XDG_DATA_HOME");
    else Deno.env.set("XDG_DATA_HOME", before);
    await Deno.remove(dir, { recursive: true });
  }
});
