import assert from "node:assert/strict";
import { Mod } from "../window/mod.ts";
import { layoutApp } from "../ui/mod.ts";
import { hasCommand } from "./registry.ts";
import { TestApp } from "./testing.ts";

const empty = (): TestApp => {
  const test = new TestApp();
  test.send({ kind: "focus", at: 0 as never });
  return test;
};

Deno.test("an empty window shows the welcome page; typing makes a file of it", () => {
  const test = empty();
  assert.notEqual(layoutApp(test.app, null, test.fonts).welcome, null);
  test.type("hi");
  assert.equal(test.text, "hi");
  assert.equal(test.app.welcome, null);
  assert.equal(layoutApp(test.app, null, test.fonts).welcome, null);
});

Deno.test("every row of the welcome page runs a command there is, with the keys it has", () => {
  const test = empty();
  const rows = test.app.welcome!.sections.flatMap((section) => section.rows);
  assert.ok(rows.length > 8);
  for (const { run } of rows) assert.ok(hasCommand(run.id), run.id);
  test.key("down");
  test.key("enter");
  assert.equal(test.app.docs.size, 1); // The first one: a new file.
});

Deno.test("the tour goes on when a thing was really done, and only then", () => {
  const test = empty();
  test.command("nexus.tour");
  const at = () => test.app.tour?.at;
  assert.equal(at(), 0);
  test.key("x");
  assert.equal(at(), 0);
  test.command("workbench.action.showCommands");
  assert.equal(at(), 1);
  test.key("escape");
  test.command("workbench.action.files.newUntitledFile");
  test.type("abc");
  assert.equal(at(), 1);
  test.key("enter");
  test.key("enter");
  assert.equal(at(), 2);
  test.command("editor.action.insertCursorAbove");
  assert.equal(at(), 3);
  test.command("actions.find");
  test.type("a");
  assert.equal(at(), 4);
  test.command("workbench.action.splitEditor");
  assert.equal(at(), 5);
  test.command("workbench.action.toggleLightDarkThemes");
  assert.equal(at(), 6);
  test.command("workbench.action.keybindingsReference");
  assert.equal(at(), undefined);
});

Deno.test("closing what the tour says ends it", () => {
  const test = empty();
  test.command("nexus.tour");
  test.command("notifications.clearAll");
  assert.equal(test.app.tour, null);
});

Deno.test("the shortcut sheet lists every command with keys once, by topic, and runs what is picked", () => {
  const test = new TestApp("one");
  test.key("k", Mod.ctrl);
  test.key("r", Mod.ctrl);
  const { list } = test.app.quickPick!;
  assert.ok(list.count > 100);
  const rows = Array.from({ length: list.count }, (_, i) => list.rowAt(i));
  const topics = rows.map(({ group }) => group).filter((group) => group !== undefined);
  assert.equal(new Set(topics).size, topics.length);
  assert.ok(rows.every(({ keys }) => keys !== undefined && keys !== ""));
});
