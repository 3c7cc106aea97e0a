import assert from "node:assert/strict";
import { textOf } from "../editor/mod.ts";
import { TestApp } from "./testing.ts";
import { agoWords, wallWords } from "./undo_times.ts";

/** "a", then "b" undone, then "c": two branches. */
function branched(): TestApp {
  const test = new TestApp("");
  const paste = (text: string) => test.command("paste", { text });
  paste("one ");
  paste("two ");
  test.command("undo");
  paste("three ");
  return test;
}
const rows = (test: TestApp) => test.app.treePanel?.rows.map(({ text }) => text) ?? null;

Deno.test("nexus.undo.tree lists every branch, the newest first, with what it did", () => {
  const test = branched();
  const step = test.command("nexus.undo.tree");
  assert.deepEqual(rows(test), ["Pasted “three ”", "Pasted “two ”", "Pasted “one ”", "Start"]);
  const lanes = test.app.treePanel!.rows.map(({ lanes }) => [lanes.column, lanes.joining]);
  assert.deepEqual(lanes, [[0, []], [1, []], [0, [1]], [0, []]]);
  const { steps } = step.result as { steps: { id: number; parent: number }[] };
  assert.deepEqual(steps.map(({ parent }) => parent), [-1, 0, 1, 1]);
});

Deno.test("the undo tree shows each step while one moves, Enter keeps and Esc goes back", () => {
  const test = branched();
  test.command("nexus.undo.tree");
  assert.equal(test.app.treePanel!.focused, 0);
  test.key("down");
  assert.equal(test.text, "one two ");
  test.key("down");
  assert.equal(test.text, "one ");
  test.key("escape");
  assert.equal(test.text, "one three ");
  assert.equal(test.app.treePanel, null);
  test.command("undo");
  test.command("redo");
  assert.equal(test.text, "one three ", "redo still goes where it went");
  test.command("nexus.undo.tree");
  test.key("down");
  test.key("enter");
  test.send({ kind: "keyup", key: "enter", mods: 0, repeat: false, at: 0 as never });
  assert.equal(test.text, "one two ");
  test.type("!");
  assert.equal(test.text, "one two !");
});

Deno.test("a click in the undo tree looks at that step, one beside it keeps and closes", () => {
  const test = branched();
  test.command("nexus.undo.tree");
  test.command("nexus.undo.tree", { show: false });
  const row = test.view!.tree!.rows[2].box;
  const click = (x: number, y: number) =>
    test.send({ kind: "mousedown", button: 0, clicks: 1, mods: 0, x, y, at: 0 } as never);
  click(row.x + 5, row.y + 5);
  assert.equal(test.text, "one ");
  assert.notEqual(test.app.treePanel, null);
  click(100, 300);
  assert.equal(test.app.treePanel, null);
  assert.equal(test.text, "one ");
});

Deno.test("nexus.undo.back and forward walk in the order things were done, across branches", () => {
  const test = branched();
  const seen: string[] = [];
  for (let i = 0; i < 3; i++) {
    test.command("nexus.undo.back");
    seen.push(test.text);
  }
  assert.deepEqual(seen, ["one two ", "one ", ""]);
  test.command("nexus.undo.forward", { steps: 9 });
  assert.equal(test.text, "one three ");
  test.command("nexus.undo.back", { ms: 1e9 });
  assert.equal(test.text, "");
  test.command("nexus.undo.forward", { ms: 1e9 });
  assert.equal(test.text, "one three ");
  assert.match(test.command("nexus.undo.back", { ms: "x" }).problem!, /Say how far/);
});

Deno.test("nexus.undo.goTo goes to a listed step and refuses any other", () => {
  const test = branched();
  test.command("nexus.undo.goTo", { node: 2 });
  assert.equal(test.text, "one two ");
  assert.match(test.command("nexus.undo.goTo", { node: 77 }).problem!, /no step 77/);
  assert.match(test.command("nexus.undo.goTo", {}).problem!, /Say which/);
});

Deno.test("agoWords() and wallWords() speak of times as people do", () => {
  assert.deepEqual([0, 9000, 61_000, 7_300_000, 90_000_000, 200_000_000].map(agoWords), [
    "just now",
    "9 s ago",
    "1 min ago",
    "2 h ago",
    "1 day ago",
    "2 days ago",
  ]);
  const at = Date.UTC(2026, 2, 1, 23, 30);
  assert.equal(wallWords(at, { now: at + 1000, zoneMinutes: 0 }), "23:30:00");
  assert.equal(wallWords(at, { now: at + 3_600_000, zoneMinutes: 0 }), "2026-03-01 23:30");
  assert.equal(wallWords(at, { now: at + 3_600_000, zoneMinutes: 60 }), "00:30:00");
});

Deno.test("nexus.undo.maxSteps holds for documents opened from then on", () => {
  const test = new TestApp("");
  test.app = { ...test.app, settings: { ...test.app.settings, undoMaxSteps: 3 } };
  test.send({ kind: "document.new", text: textOf(""), language: null });
  for (const text of ["a ", "b ", "c ", "d "]) test.command("paste", { text });
  for (let i = 0; i < 9; i++) test.command("undo");
  assert.equal(test.text, "a b ");
});
