import assert from "node:assert/strict";
import type { DocId } from "../base/mod.ts";
import { textOf } from "../editor/mod.ts";
import { newFileForm } from "../project/mod.ts";
import { defaultKeymap } from "../ui/mod.ts";
import { Mod } from "../window/mod.ts";
import { hasCommand } from "./registry.ts";
import { TestApp } from "./testing.ts";

const stamp = { mtime: 1, size: 2, inode: 3 };
function opened(test: TestApp, path: string, text: string) {
  const request = { kind: "file.read", path, line: null, column: null, as: "auto" } as const;
  const outcome = {
    kind: "text",
    path,
    real: path,
    text: textOf(text),
    form: newFileForm,
    stamp,
    readOnly: false,
    invalidBytes: 0,
  } as const;
  return test.send({ kind: "file.read", request, outcome });
}

Deno.test("step() keeps the app when a command throws, and says so", () => {
  const test = new TestApp("abc");
  const before = test.app;
  const taken = test.send({ kind: "spec", doc: 99 as DocId, spec: { origin: "tool" } });
  assert.equal(taken.app.docs, before.docs);
  assert.match(taken.app.notices[0].text, /failed and changed nothing/);
  assert.ok(taken.effects.some((effect) => effect.kind === "log"));
  assert.equal(test.text, "abc");
});

Deno.test("step() answers the same app when nothing happened", () => {
  const test = new TestApp("abc");
  for (const kind of ["expose", "clipboard", "enter"] as const) {
    const before = test.app;
    test.send({ kind, at: 0 as never });
    assert.equal(test.app, before, kind);
  }
  const before = test.app;
  test.command("cursorLeft"); // At the start already.
  assert.equal(test.app, before);
});

Deno.test("stepKey() swallows the text of a chord that ran, and only that", () => {
  const test = new TestApp("ab");
  test.key("a", Mod.ctrl);
  test.send({ kind: "text", text: "a", at: 0 as never });
  assert.equal(test.text, "ab");
  test.type("x");
  assert.equal(test.text, "x");
  test.key("left");
  test.type("日"); // An input method commits without a key of ours.
  assert.equal(test.text, "日x");
});

Deno.test("stepKey() waits for the rest of a chord and says when there is none", () => {
  const test = new TestApp("a  \n");
  test.key("k", Mod.ctrl);
  assert.match(test.app.chord!, /Ctrl\+K/);
  test.key("ctrl", Mod.ctrl);
  test.key("x", Mod.ctrl);
  assert.equal(test.text, "a\n");
  test.key("k", Mod.ctrl);
  test.key("f24", Mod.ctrl);
  assert.match(test.app.notices[0].text, /Ctrl\+K Ctrl\+F24 is not a command/);
  assert.equal(test.app.chord, null);
});

Deno.test("every default key runs a command that there is", () => {
  for (const platform of ["linux", "mac", "windows"] as const) {
    const unknown = defaultKeymap(platform).bindings.map(({ command }) => command).filter((id) =>
      !hasCommand(id)
    );
    assert.deepEqual([...new Set(unknown)], [], platform);
  }
});

Deno.test("closing unsaved text asks; saving answers it once the file is written", () => {
  const test = new TestApp();
  opened(test, "/a.txt", "one");
  test.type("x");
  assert.deepEqual(test.names, ["a.txt*"]);
  test.command("workbench.action.closeActiveEditor");
  assert.equal(test.app.prompt?.choices[0].id, "save");
  test.key("escape");
  assert.deepEqual([test.app.prompt, test.names], [null, ["a.txt*"]]);
  test.command("workbench.action.closeActiveEditor");
  test.key("enter");
  const write = test.effects.find((effect) => effect.kind === "file.write")!;
  assert.ok(write.kind === "file.write");
  assert.deepEqual(write.expect, stamp);
  assert.deepEqual(test.names, ["a.txt*"], "it waits for the disk");
  test.send({
    kind: "file.saved",
    doc: write.doc,
    path: "/a.txt",
    real: "/a.txt",
    stamp,
    point: write.point,
  });
  assert.deepEqual(test.names, []);
});

Deno.test("a refused write keeps the tab that was to be closed", () => {
  const test = new TestApp();
  opened(test, "/a.txt", "one");
  test.type("x");
  test.send({ kind: "close", at: 0 as never });
  test.key("s");
  test.send({
    kind: "file.refused",
    doc: 1 as DocId,
    path: "/a.txt",
    reason: "Cannot save /a.txt: the disk is full",
    conflict: false,
  });
  assert.deepEqual(test.names, ["a.txt*"]);
  assert.ok(!test.effects.some((effect) => effect.kind === "quit"));
  assert.match(test.app.notices[0].text, /disk is full/);
});

Deno.test("what is typed while a save runs stays unsaved", () => {
  const test = new TestApp();
  opened(test, "/a.txt", "one");
  test.type("x");
  test.command("workbench.action.files.save");
  const write = test.effects.find((effect) => effect.kind === "file.write")!;
  test.type("y");
  assert.ok(write.kind === "file.write");
  test.send({
    kind: "file.saved",
    doc: write.doc,
    path: "/a.txt",
    real: "/a.txt",
    stamp,
    point: write.point,
  });
  assert.deepEqual(test.names, ["a.txt*"]);
  test.command("undo");
  assert.deepEqual(test.names, ["a.txt"], "undo stops at what was saved");
});

Deno.test("a new file asks for its name, and writes there", () => {
  const test = new TestApp("");
  test.type("hi");
  test.command("workbench.action.files.save");
  for (const text of "/tmp/n") test.send({ kind: "text", text, at: 0 as never });
  assert.equal(test.text, "hi", "the prompt has the keyboard");
  test.key("backspace");
  test.type("m");
  test.key("enter");
  const write = test.effects.find((effect) => effect.kind === "file.write")!;
  assert.ok(write.kind === "file.write" && write.path === "/tmp/m" && write.expect === "absent");
});

Deno.test("opening a file twice focuses the first tab, and a blank tab gives way", () => {
  const test = new TestApp("");
  opened(test, "/a.txt", "one");
  opened(test, "/b.txt", "two");
  opened(test, "/a.txt", "one");
  assert.deepEqual(test.names, ["a.txt", "b.txt"]);
  assert.equal(test.text, "one");
  test.command("workbench.action.nextEditor");
  assert.equal(test.text, "two");
});

Deno.test("zoom keeps the device size, and resize keeps the zoom", () => {
  const test = new TestApp("a");
  test.command("workbench.action.zoomIn");
  assert.ok(Math.abs(test.app.width * test.app.scale - 800) < 1e-9);
  test.send({ kind: "resize", width: 400 as never, height: 300 as never, scale: 2, at: 0 as never });
  assert.ok(Math.abs(test.app.scale - 2.4) < 1e-9);
  assert.ok(Math.abs(test.app.width * test.app.scale - 800) < 1e-9);
});

Deno.test("a click with Alt adds a caret, a drag selects by words after a double click", () => {
  const test = new TestApp("one two three\nfour");
  test.send({ kind: "expose", at: 0 as never }); // Lays out.
  const { text, cell, lineHeight } = test.view!.editors[0];
  const at = (column: number, row: number) =>
    ({ x: text.x + column * cell + 1, y: text.y + (row + 0.5) * lineHeight }) as never as {
      x: never;
      y: never;
    };
  const click = { button: 0, mods: 0, at: 0 as never } as const;
  test.send({ kind: "mousedown", ...at(5, 0), ...click, clicks: 2 });
  test.send({ kind: "mousemove", ...at(9, 0), buttons: 1, mods: 0, at: 0 as never });
  test.send({ kind: "mouseup", ...at(9, 0), ...click, clicks: 2 });
  assert.deepEqual(test.effects.at(-1), { kind: "primary.write", text: "two three" });
  test.send({ kind: "mousedown", ...at(1, 1), ...click, mods: Mod.alt, clicks: 1 });
  test.send({ kind: "mouseup", ...at(1, 1), ...click, mods: Mod.alt, clicks: 1 });
  test.type("X");
  assert.equal(test.text, "one X\nfXour");
});

Deno.test("revealLine and editorScroll count wrapped rows and folds as they are seen", () => {
  const long = "word ".repeat(60).trim();
  const app = new TestApp(Array.from({ length: 200 }, (_, i) => `${i} ${long}`).join("\n"));
  app.command("editor.action.toggleWordWrap");
  const top = () => {
    app.send({ kind: "blink", on: true });
    const { rows } = app.view!.editors[0];
    return { line: rows[0].line, starts: rows[0].left === 0 || rows[0].from === 0, rows };
  };
  app.command("revealLine", { lineNumber: 100, at: "top" });
  assert.equal(top().line, 100);
  app.command("revealLine", { lineNumber: 50, at: "center" });
  const { rows } = top();
  const at = rows.findIndex(({ line }) => line === 50);
  assert.ok(Math.abs(at - rows.length / 2) <= 4, `row ${at} of ${rows.length}`);
  app.command("revealLine", { lineNumber: 60, at: "top" });
  app.command("editorScroll", { to: "down", by: "line", value: 3 });
  assert.equal(top().line, 63);
  app.command("editorScroll", { to: "down", by: "wrappedLine", value: 1 });
  assert.equal(top().line, 63);
  app.command("editorScroll", { to: "up", by: "line", value: 2 });
  assert.equal(top().line, 61);
});
