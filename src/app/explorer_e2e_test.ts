import assert from "node:assert/strict";
import { type Client, startClient } from "./testing_rpc.ts";
import { until } from "./testing_window.ts";

interface Folder {
  readonly app: Client;
  readonly root: string;
  /** The rows in sight, as "  name" by depth. */
  rows(): Promise<string[]>;
  run(id: string, args?: unknown, answer?: string): Promise<unknown>;
  keys(...keys: string[]): Promise<void>;
}

/** A folder with a trash of its own, open in an app without a window. */
async function inFolder(
  files: Readonly<Record<string, string>>,
  use: (it: Folder) => Promise<void>,
): Promise<void> {
  const dir = await Deno.realPath(await Deno.makeTempDir());
  const root = `${dir}/project`;
  for (const [path, text] of Object.entries(files)) {
    await Deno.mkdir(`${root}/${path}`.replace(/\/[^/]*$/, ""), { recursive: true });
    await Deno.writeTextFile(`${root}/${path}`, text);
  }
  try {
    await using app = await startClient({
      args: ["--headless", root],
      env: { XDG_DATA_HOME: `${dir}/data` },
    });
    const idle = () => app.call("app/waitFor", { what: "idle", timeoutMs: 20_000 });
    // deno-lint-ignore no-explicit-any
    const find = (node: any): any =>
      node.id === "explorer-tree" ? node : node.children.map(find).find(Boolean);
    await idle();
    await use({
      app,
      root,
      async rows() {
        await idle();
        const { tree } = await app.call("window/view");
        return find(tree).children.map(({ label }: { label: string }) => label);
      },
      async run(id, args, answer) {
        const done = await app.call("editor/command", { id, args, answer });
        await idle();
        return done;
      },
      async keys(...keys) {
        await app.call("editor/keys", { keys });
        await idle();
      },
    });
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}
const exists = (path: string): Promise<boolean> => Deno.lstat(path).then(() => true, () => false);
const documents = async ({ app }: Folder): Promise<string[]> =>
  (await app.call("document/list")).map(({ path }: { path: string }) => path);

Deno.test("the explorer lists the folder, follows what happens on disk and opens folders by keys", async () => {
  await inFolder({ "src/a.ts": "a\n", "src/lib/b.ts": "b\n", "z.md": "z\n" }, async (it) => {
    assert.deepEqual(await it.rows(), ["src", "z.md"]);
    await it.keys("ctrl+shift+e", "down", "right");
    assert.deepEqual(await it.rows(), ["src", "lib", "a.ts", "z.md"]);
    await Deno.writeTextFile(`${it.root}/src/c.ts`, "");
    await until(it.app, async () => (await it.rows()).includes("c.ts"));
    await Deno.remove(`${it.root}/src`, { recursive: true });
    await until(it.app, async () => (await it.rows()).join() === "z.md");
  });
});

Deno.test("new, rename, move, copy, trash: each is taken back by Ctrl+Z, and open documents follow", async () => {
  await inFolder({ "src/a.ts": "const a = 1;\n", "lib/x.ts": "x\n", "z.md": "z\n" }, async (it) => {
    const { root } = it;
    await it.keys("ctrl+shift+e", "home", "right");
    await it.run("explorer.newFile", { path: "src" });
    await it.keys("n", "e", "w", ".", "t", "s", "enter");
    assert.deepEqual(await documents(it), [`${root}/src/new.ts`]);
    assert.deepEqual(await it.rows(), ["lib", "x.ts", "src", "a.ts", "new.ts", "z.md"]);

    await it.run("renameFile", { path: "src/new.ts", name: "newer.md" });
    assert.deepEqual(await documents(it), [`${root}/src/newer.md`]);
    assert.equal(await exists(`${root}/src/new.ts`), false);

    await it.run("nexus.explorer.select", { paths: ["src/newer.md", "src/a.ts"] });
    await it.run("nexus.explorer.move", { to: "lib" }, "yes");
    assert.deepEqual(await documents(it), [`${root}/lib/newer.md`]);
    assert.deepEqual(await it.rows(), ["lib", "a.ts", "newer.md", "x.ts", "src", "z.md"]);

    await it.run("nexus.explorer.select", { paths: ["lib/x.ts"] });
    await it.run("nexus.explorer.duplicate");
    assert.equal(await Deno.readTextFile(`${root}/lib/x copy.ts`), "x\n");

    await it.run("nexus.explorer.select", { paths: ["lib/a.ts", "z.md"] });
    await it.run("moveFileToTrash", undefined, "yes");
    assert.deepEqual(await it.rows(), ["lib", "newer.md", "x copy.ts", "x.ts", "src"]);

    for (let i = 0; i < 5; i++) await it.run("nexus.explorer.undo");
    assert.deepEqual(await it.rows(), ["lib", "x.ts", "src", "a.ts", "z.md"]);
    assert.equal(await Deno.readTextFile(`${root}/z.md`), "z\n");
    for (let i = 0; i < 5; i++) await it.run("nexus.explorer.redo");
    assert.deepEqual(await it.rows(), ["lib", "newer.md", "x copy.ts", "x.ts", "src"]);
    const empty = await it.app.fail("editor/command", { id: "nexus.explorer.redo" });
    assert.match(empty.message, /Nothing to redo/);
  });
});

Deno.test("a name that cannot be is said in the line and nothing is made; what is in the way is asked about", async () => {
  await inFolder({ "a.ts": "a\n", "b/a.ts": "old\n" }, async (it) => {
    await it.run("explorer.newFile", { path: "a.ts" });
    await it.keys("a", ".", "t", "s", "enter");
    assert.deepEqual((await it.rows()).includes("a.ts"), true);
    await it.keys("escape");
    await it.run("nexus.explorer.select", { paths: ["a.ts"] });
    const asked = await it.app.fail("editor/command", { id: "nexus.explorer.move", args: { to: "b" } });
    assert.deepEqual(asked.data, { reason: "confirm", choices: ["yes"] });
    assert.equal(await Deno.readTextFile(`${it.root}/b/a.ts`), "old\n");
    await it.run("nexus.explorer.move", { to: "b" }, "yes");
    assert.equal(await Deno.readTextFile(`${it.root}/b/a.ts`), "old\n");
    await it.keys("enter"); // The tree had not read the folder: only now it is known that one has to give way.
    assert.equal(await Deno.readTextFile(`${it.root}/b/a.ts`), "a\n");
    await it.run("nexus.explorer.undo");
    assert.equal(await Deno.readTextFile(`${it.root}/b/a.ts`), "old\n");
    assert.equal(await Deno.readTextFile(`${it.root}/a.ts`), "a\n");
  });
});

Deno.test("typing filters all files of the folder; Escape ends it", async () => {
  await inFolder({ "deep/er/needle.ts": "", "deep/hay.ts": "", "x.ts": "" }, async (it) => {
    await it.keys("ctrl+shift+e", "n", "e", "e", "d");
    await until(it.app, async () => (await it.rows()).join() === "deep,er,needle.ts");
    await it.keys("escape");
    assert.ok((await it.rows()).includes("x.ts"));
  });
});

Deno.test("a click looks at a file and leaves the keyboard in the tree; a double click keeps the tab", async () => {
  await inFolder({ "a.ts": "a\n", "b.ts": "b\n" }, async (it) => {
    const click = async (y: number, clicks: number) => {
      for (const kind of ["down", "up"]) {
        await it.app.call("window/mouse", { kind, x: 60, y, button: 0, clicks });
      }
      await it.rows();
    };
    await click(48, 1);
    assert.deepEqual(await documents(it), [`${it.root}/a.ts`]);
    await click(72, 1);
    assert.deepEqual(await documents(it), [`${it.root}/b.ts`]);
    await click(72, 2);
    await click(48, 1);
    assert.deepEqual(await documents(it), [`${it.root}/b.ts`, `${it.root}/a.ts`]);
    await it.keys("down");
    assert.equal((await it.app.call("document/list")).length, 2);
  });
});
