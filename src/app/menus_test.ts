import assert from "node:assert/strict";
import type { Px } from "../base/mod.ts";
import { editorOf } from "../ui/mod.ts";
import { layoutApp } from "../ui/mod.ts";
import { Mod } from "../window/mod.ts";
import { TestApp } from "./testing.ts";

const press = (test: TestApp, at: { x: number; y: number }, button: 0 | 1 | 2): void => {
  const place = { x: at.x as Px, y: at.y as Px, button, clicks: 1, mods: 0, at: 0 as never };
  test.send({ kind: "mousedown", ...place });
  test.send({ kind: "mouseup", ...place });
};
const move = (test: TestApp, at: { x: number; y: number }): void =>
  void test.send({ kind: "mousemove", x: at.x as Px, y: at.y as Px, buttons: 0, mods: 0, at: 0 as never });
const shown = (test: TestApp) => layoutApp(test.app, test.view, test.fonts);
const labels = ({ app }: TestApp): string[] =>
  (app.menu?.items ?? []).map((item) => (item === "line" ? "-" : item.label));
const middleOf = (box: { x: number; y: number; width: number; height: number }) => ({
  x: box.x + box.width / 2,
  y: box.y + box.height / 2,
});
const statusPlace = (test: TestApp, id: string) =>
  middleOf(shown(test).status.items.find((item) => item.id === id)!.box);

Deno.test("the right button opens the editor's menu with keys, and puts the caret there", () => {
  const test = new TestApp("one two\nthree");
  const { text, cell, lineHeight } = editorOf(shown(test), test.activeView)!;
  press(test, { x: text.x + 3.1 * cell, y: text.y + lineHeight / 2 }, 2);
  assert.equal(test.marked, "one| two\nthree");
  assert.ok(labels(test).includes("Copy"));
  const copy = test.app.menu!.items.find((item) => item !== "line" && item.label === "Copy");
  assert.equal(copy !== undefined && copy !== "line" && copy.keys, "Ctrl+C");
});

Deno.test("the right button keeps a selection that it is pressed in", () => {
  const test = new TestApp("one two");
  test.command("editor.action.selectAll");
  const { text, cell, lineHeight } = editorOf(shown(test), test.activeView)!;
  press(test, { x: text.x + 2 * cell, y: text.y + lineHeight / 2 }, 2);
  assert.notEqual(test.app.menu, null);
  assert.equal(test.command("editor.action.clipboardCopyAction").effects[0].kind, "clipboard.write");
});

Deno.test("a menu takes keys: typing does not reach the text, Enter runs the row, Escape closes", () => {
  const test = new TestApp("one two");
  test.key("f10", Mod.shift);
  assert.notEqual(test.app.menu, null);
  test.key("x");
  test.type("x");
  assert.equal(test.text, "one two");
  test.key("escape");
  assert.equal(test.app.menu, null);
  test.key("contextmenu");
  while (true) {
    const { items, path } = test.app.menu!;
    const item = items[path[0]];
    if (item !== "line" && item.label === "Select all") break;
    test.key("down");
  }
  test.key("enter");
  assert.equal(test.app.menu, null);
  test.type("x");
  assert.equal(test.text, "x");
});

Deno.test("a click on a row runs it, a click outside closes and changes nothing else", () => {
  const test = new TestApp("one two");
  press(test, statusPlace(test, "language"), 2);
  assert.match(labels(test)[0], /language/);
  press(test, { x: 5, y: 5 }, 0);
  assert.equal(test.app.menu, null);
  press(test, statusPlace(test, "language"), 2);
  press(test, middleOf(shown(test).menu!.panels[0].rows[0]), 0);
  assert.equal(test.app.menu, null);
  assert.notEqual(test.app.quickPick, null);
});

Deno.test("a menu in a menu opens under the pointer and stays in the window", () => {
  const test = new TestApp("one two");
  press(test, { x: 780, y: 560 }, 2); // Bottom right corner of the text.
  press(test, { x: 700, y: 300 }, 2);
  const first = shown(test).menu!.panels[0];
  move(test, middleOf(first.rows[0]));
  const { panels } = shown(test).menu!;
  assert.equal(panels.length, 2);
  for (const { box } of panels) {
    assert.ok(box.x >= 0 && box.x + box.width <= 800 && box.y >= 0 && box.y + box.height <= 600);
  }
  move(test, middleOf(first.rows[2]));
  assert.equal(shown(test).menu!.panels.length, 1);
});

Deno.test("what no command is behind does not stand in a menu", () => {
  const test = new TestApp("one");
  test.key("contextmenu");
  const calls = [...test.app.menu!.calls.values()].filter(({ id }) => id !== "");
  for (const { id } of calls) assert.equal(test.send({ kind: "command", id }).problem, undefined, id);
});

Deno.test("a tooltip comes after a moment, says the reason of the encoding, and goes by a key", () => {
  const test = new TestApp("one");
  move(test, statusPlace(test, "encoding"));
  assert.equal(test.app.tip, null);
  const timer = test.effects.find(({ kind }) => kind === "tip.timer");
  assert.ok(timer?.kind === "tip.timer");
  test.send({ kind: "tip.due", since: timer.since });
  assert.match(test.app.tip!.text, /encoding\n/);
  move(test, statusPlace(test, "language"));
  assert.match(test.app.tip!.text, /language/); // At once, as one shows already.
  test.key("left");
  assert.equal(test.app.tip, null);
  const before = test.effects.length;
  move(test, statusPlace(test, "language"));
  assert.equal(test.effects.length, before); // Not again for the same thing.
});

Deno.test("a tooltip whose pointer went on does not come", () => {
  const test = new TestApp("one");
  move(test, statusPlace(test, "encoding"));
  move(test, { x: 400, y: 300 });
  const timer = test.effects.find(({ kind }) => kind === "tip.timer");
  assert.ok(timer?.kind === "tip.timer");
  test.send({ kind: "tip.due", since: timer.since });
  assert.equal(test.app.tip, null);
});

Deno.test("a key without menu, tooltip or notice keeps those parts of the view", () => {
  const test = new TestApp("one");
  const view = shown(test);
  test.view = view;
  test.type("x");
  const next = shown(test);
  assert.equal(next.menu, view.menu);
  assert.equal(next.tip, view.tip);
});
