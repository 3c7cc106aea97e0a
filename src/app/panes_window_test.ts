import assert from "node:assert/strict";
import type { Client } from "./testing_rpc.ts";
import { inWindow, until, type X } from "./testing_window.ts";

interface Node {
  readonly id: string;
  readonly role: string;
  readonly label: string;
  readonly bounds: readonly number[];
  readonly children: readonly Node[];
}
const all = (node: Node, role: string): Node[] => [
  ...(node.role === role ? [node] : []),
  ...node.children.flatMap((child) => all(child, role)),
];
/** The names of the tabs, groups parted by "|". */
async function tabs(app: Client): Promise<string> {
  const { tree } = await app.call("window/view");
  return all(tree, "tablist").map((bar) => bar.children.map(({ label }) => label.split(",")[0]).join(" "))
    .join(" | ");
}
const widths = async (app: Client): Promise<number[]> =>
  all((await app.call("window/view")).tree, "textbox").map(({ bounds }) => bounds[2]);
async function drag(x: X, from: readonly number[], to: readonly number[]): Promise<void> {
  const at = (point: readonly number[]) => point.map((one) => `${Math.round(one)}`);
  const between = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  await x(
    "mousemove",
    ...at(from),
    "mousedown",
    "1",
    "mousemove",
    ...at(between),
    "mousemove",
    ...at(to),
    "mouseup",
    "1",
  );
}

async function project(use: (dir: string) => Promise<void>): Promise<void> {
  const dir = await Deno.makeTempDir();
  await Deno.mkdir(`${dir}/project`);
  for (const name of ["a.ts", "b.ts", "c.ts"]) {
    const lines = Array.from({ length: 200 }, (_, i) => `export const ${name[0]}${i} = ${i};`);
    await Deno.writeTextFile(`${dir}/project/${name}`, `${lines.join("\n")}\n`);
  }
  try {
    await use(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

Deno.test("a person splits, types in both looks at one text, drags tabs and lines, and finds it again after quitting", async () => {
  await project(async (dir) => {
    const args = ["--software", "--home", `${dir}/home`, `${dir}/project`];
    await inWindow([...args, `${dir}/project/a.ts`, `${dir}/project/b.ts`], async (app, x) => {
      // Without the explorer the groups begin at the window's left edge.
      const [beside] = await widths(app);
      await x("key", "--delay", "4", "ctrl+b");
      await until(app, async () => (await widths(app))[0] > beside);
      await x("key", "--delay", "4", "ctrl+backslash");
      await until(app, async () => (await tabs(app)) === "a.ts b.ts | b.ts");
      await x("type", "--delay", "4", "left");
      const first = async () =>
        (await app.call("window/view")).editors.map((one: { lines: { text: string }[] }) =>
          one.lines[0].text
        );
      await until(app, async () => (await first()).every((text: string) => text.startsWith("left")));
      await x("key", "--delay", "4", "ctrl+z", "ctrl+1");
      // The line between the groups, then a double click on it.
      const [left] = await widths(app);
      await drag(x, [left, 300], [left + 200, 300]);
      await until(app, async () => (await widths(app))[0] === left + 200);
      await x("mousemove", `${left + 200}`, "300", "click", "--repeat", "2", "--delay", "20", "1");
      await until(app, async () => (await widths(app))[0] === left);
      // A tab to the lower edge of the other group splits it.
      const [tab] = all((await app.call("window/view")).tree, "tab");
      await drag(x, [tab.bounds[0] + 20, tab.bounds[1] + 15], [left + 300, 740]);
      await until(app, async () => (await tabs(app)) === "b.ts | b.ts | a.ts");
      await x("key", "--delay", "4", "ctrl+End", "ctrl+k", "ctrl+Up");
      await until(app, async () => (await app.call("window/view")).title.startsWith("b.ts"));
      await x("keydown", "ctrl", "key", "w", "keyup", "ctrl");
      await until(app, async () => (await tabs(app)) === "b.ts | a.ts");
      await x("key", "--delay", "4", "ctrl+shift+t");
      await until(app, async () => (await tabs(app)).split("b.ts").length === 2);
    });
    await inWindow(args, async (app, x) => {
      await until(app, async () => (await tabs(app)) === "b.ts | a.ts");
      const { editors } = await app.call("window/view");
      assert.equal(
        editors[1].lines.at(-2)?.text ?? editors[1].lines.at(-1)?.text,
        "export const a199 = 199;",
      );
      await x("key", "--delay", "4", "ctrl+k", "z");
      await until(app, async () => (await app.call("window/view")).status.length === 0);
      await x("key", "--delay", "4", "Escape", "Escape");
      await until(app, async () => (await app.call("window/view")).status.length > 0);
    });
  });
});

Deno.test("Ctrl+Tab held shows what was used before, and letting go picks it; the middle button closes a tab", async () => {
  await project(async (dir) => {
    const files = ["a.ts", "b.ts", "c.ts"].map((name) => `${dir}/project/${name}`);
    await inWindow(["--software", ...files], async (app, x) => {
      await x("keydown", "ctrl", "key", "Tab");
      await until(
        app,
        async () =>
          (await app.call("window/view")).popups.some(({ kind }: { kind: string }) => kind === "quickPick"),
      );
      await x("key", "Tab");
      await x("keyup", "ctrl");
      await until(app, async () => (await app.call("window/view")).title.startsWith("a.ts"));
      await x("keydown", "ctrl", "key", "Tab", "keyup", "ctrl");
      await until(app, async () => (await app.call("window/view")).title.startsWith("c.ts"));
      const [, b] = all((await app.call("window/view")).tree, "tab");
      await x("mousemove", `${b.bounds[0] + 20}`, "15", "click", "2");
      await until(app, async () => (await tabs(app)) === "a.ts c.ts");
      await x("key", "--delay", "4", "ctrl+shift+t");
      await until(app, async () => (await app.call("window/view")).title.startsWith("b.ts"));
    });
  });
});
