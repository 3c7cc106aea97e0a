import assert from "node:assert/strict";
import { textOf } from "../editor/mod.ts";
import { type FolderFiles, indexPaths } from "../project/mod.ts";
import { Mod } from "../window/mod.ts";
import { activeDocument } from "./app.ts";
import { TestApp } from "./testing.ts";

const filesOf = (paths: readonly string[], folder = "/project"): FolderFiles => ({
  folder,
  index: indexPaths(paths),
  source: "walk",
  isWhole: true,
});
const paths = [
  "deno.json",
  "src/app/step.ts",
  "src/app/step_keys.ts",
  "src/ui/paint.ts",
  "tests/step_test.ts",
];
function inFolder(files: readonly string[] = paths, text?: string): TestApp {
  const test = new TestApp(text);
  const request = { kind: "file.read", path: "/project", line: null, column: null, as: "auto" } as const;
  test.send({ kind: "file.read", request, outcome: { kind: "folder", path: "/project" } });
  test.command("workbench.action.quickOpen");
  test.send({ kind: "folder.files", folder: "/project", files: filesOf(files), problem: null });
  return test;
}
const rows = ({ app }: TestApp): string[] => {
  const { list } = app.quickPick!;
  return Array.from({ length: list.count }, (_, i) => {
    const { label, description } = list.rowAt(i);
    return description ? `${label} ${description}` : label;
  });
};
const asked = (test: TestApp) => test.effects.filter((effect) => effect.kind === "file.read");

Deno.test("a folder that is opened becomes the workspace's, and makes no tab", () => {
  const test = inFolder();
  assert.equal(test.app.folder, "/project");
  assert.equal(test.app.docs.size, 0);
});

Deno.test("workbench.action.quickOpen asks for the files once, is busy meanwhile, and then lists them", () => {
  const test = new TestApp();
  const request = { kind: "file.read", path: "/project", line: null, column: null, as: "auto" } as const;
  test.send({ kind: "file.read", request, outcome: { kind: "folder", path: "/project" } });
  test.command("workbench.action.quickOpen");
  assert.equal(test.app.quickPick!.isBusy, true);
  test.key("escape");
  test.command("workbench.action.quickOpen");
  assert.equal(test.effects.filter(({ kind }) => kind === "folder.list").length, 1);
  test.send({ kind: "folder.files", folder: "/project", files: filesOf(["a.ts"]), problem: null });
  assert.equal(test.app.quickPick!.isBusy, false);
  assert.deepEqual(rows(test), ["a.ts"]);
});

Deno.test("workbench.action.quickOpen that cannot list says why and is not busy for ever", () => {
  const test = new TestApp();
  const request = { kind: "file.read", path: "/project", line: null, column: null, as: "auto" } as const;
  test.send({ kind: "file.read", request, outcome: { kind: "folder", path: "/project" } });
  test.command("workbench.action.quickOpen");
  test.send({ kind: "folder.files", folder: "/project", files: null, problem: "permission denied" });
  assert.equal(test.app.quickPick!.isBusy, false);
  assert.match(test.app.notices[0].text, /permission denied/);
});

Deno.test("quick open finds by name and path, marks letters in both, and opens at a line", () => {
  const test = inFolder();
  test.type("stk");
  assert.equal(rows(test)[0], "step_keys.ts src/app");
  test.command("workbench.action.quickOpen", "app/step");
  assert.equal(rows(test)[0], "step.ts src/app");
  const row = test.app.quickPick!.list.rowAt(0);
  assert.deepEqual([row.descriptionMatches, row.matches], [[4, 5, 6], [0, 1, 2, 3]]);
  test.type(":12:3");
  assert.equal(rows(test)[0], "step.ts src/app");
  test.key("enter");
  const { path, line, column } = asked(test).at(-1) as { path: string; line: number; column: number };
  assert.deepEqual([path, line, column], ["/project/src/app/step.ts", 11, 2]);
});

Deno.test("quick open lists files opened lately first, and goes on when its key is pressed again", () => {
  const test = inFolder();
  test.key("escape");
  for (const path of ["/project/src/ui/paint.ts", "/project/deno.json"]) {
    test.send({
      kind: "file.read",
      request: { kind: "file.read", path, line: null, column: null, as: "auto" },
      outcome: {
        kind: "text",
        path,
        real: path,
        text: textOf("x"),
        form: { encoding: "UTF-8", lineEnding: "LF" },
        stamp: { size: 1, mtimeMs: 0, ino: 1, dev: 1 } as never,
        readOnly: false,
        invalidBytes: 0,
      },
    });
  }
  assert.ok(test.effects.some((effect) => effect.kind === "state.write" && effect.name === "files.json"));
  test.command("workbench.action.quickOpen");
  assert.equal(rows(test)[0], "paint.ts src/ui"); // What is shown already is no news.
  assert.equal(rows(test).length, paths.length);
  test.command("workbench.action.quickOpen");
  assert.equal(test.app.quickPick!.focused, 1);
  test.type("json");
  assert.deepEqual(rows(test), ["deno.json"]);
});

Deno.test("quick open goes from list to list by the first letter", () => {
  const test = inFolder(paths, "one\ntwo");
  test.type(">zoom");
  assert.ok(rows(test).slice(0, 3).every((row) => /zoom/i.test(row)), rows(test).join());
  test.command("workbench.action.quickOpen", "?");
  assert.equal(rows(test).length, 5);
  test.key("down");
  test.key("enter");
  assert.equal(test.app.quickPick!.input.text, ">");
});

Deno.test("workbench.action.gotoLine shows the line while typing, Enter stays, Escape goes back", () => {
  const test = new TestApp(Array.from({ length: 100 }, (_, i) => `line ${i + 1}`).join("\n"));
  test.key("g", Mod.ctrl);
  test.send({ kind: "keyup", key: "g", mods: 0, at: 0 } as never);
  const line = () => test.marked.slice(0, test.marked.indexOf("|")).split("\n").length;
  test.type("40");
  assert.equal(line(), 40);
  test.key("escape");
  assert.equal(line(), 1);
  assert.equal(test.app.views.get(test.activeView)!.scroll.line, 0);
  test.command("workbench.action.gotoLine");
  test.type("7:3");
  test.key("enter");
  assert.match(test.marked, /\nli\|ne 7\n/);
  assert.equal(test.app.quickPick, null);
  test.command("workbench.action.gotoLine");
  test.type("-1");
  test.key("enter");
  assert.equal(line(), 100);
});

Deno.test("workbench.action.gotoSymbol says so where there are none, and leaves the caret", () => {
  const test = new TestApp("plain");
  test.command("workbench.action.gotoSymbol");
  assert.notEqual(test.app.quickPick!.message, "");
  test.key("escape");
  assert.equal(activeDocument(test.app)!.name, "Untitled-1");
  assert.equal(new TestApp().command("workbench.action.gotoSymbol").handled, false);
});

Deno.test("a list that says the same keeps the rows, also the one with the focus", () => {
  const test = inFolder();
  test.key("down");
  test.send({ kind: "folder.files", folder: "/project", files: filesOf(paths), problem: null });
  assert.equal(test.app.quickPick!.focused, 1);
  test.send({ kind: "folder.files", folder: "/project", files: filesOf([...paths, "z.ts"]), problem: null });
  assert.equal(rows(test).length, paths.length + 1);
});
