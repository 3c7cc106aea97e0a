import { strict as assert } from "node:assert";
import fc from "fast-check";
import type { ViewId } from "../base/mod.ts";
import { textOf } from "../editor/mod.ts";
import { layoutApp, leavesOf, placesOf } from "../ui/mod.ts";
import { Mod } from "../window/mod.ts";
import { documentOf, selectionOf, viewOf } from "./app.ts";
import { keepTab } from "./groups.ts";
import { TestApp } from "./testing.ts";

/** Names of the tabs, groups parted by "|"; the one in front in brackets, "*" where the keyboard is, ~ preview, ! pinned. */
function tabs({ app }: TestApp): string {
  return app.groups.map((group) => {
    const names = group.tabs.map((view, i) => {
      const { name } = documentOf(app, viewOf(app, view).doc);
      const mark = `${group.preview === view ? "~" : ""}${i < (group.pinned ?? 0) ? "!" : ""}${name}`;
      return group.active === view ? `[${mark}]` : mark;
    });
    return `${group.id === app.activeGroup ? "*" : ""}${names.join(" ")}`;
  }).join(" | ");
}
function open(...names: string[]): TestApp {
  const it = new TestApp();
  for (const name of names) {
    it.send({ kind: "document.new", text: textOf(`${name}\n`), language: null, name });
  }
  return it;
}
const w = "workbench.action.";

Deno.test("Ctrl+\\ splits: two looks at one text, each with its own selection and scroll", () => {
  const it = open("a", "b");
  it.key("\\", Mod.ctrl);
  assert.equal(tabs(it), "a [b] | *[b]");
  const [left, right] = it.app.groups.map(({ active }) => active!);
  it.type("\\x");
  const { state } = documentOf(it.app, viewOf(it.app, left).doc);
  assert.equal(it.text, "xb\n");
  assert.equal(selectionOf(state, left).ranges[0].head, 1);
  it.command("cursorRight");
  const after = documentOf(it.app, viewOf(it.app, left).doc).state;
  assert.equal(selectionOf(after, right).ranges[0].head, 2);
  assert.equal(selectionOf(after, left).ranges[0].head, 1);
  const view = layoutApp(it.app, it.view, it.fonts);
  assert.deepEqual(view.editors.map(({ hasFocus }) => hasFocus), [false, true]);
});

Deno.test("typing in one group keeps the tab bars and the editors of other groups by identity", () => {
  const it = open("a", "b");
  it.key("\\", Mod.ctrl);
  it.command(`${w}previousEditorInGroup`);
  it.command(`${w}splitEditorDown`);
  it.send({ kind: "document.new", text: textOf("c"), language: null, name: "c" });
  it.type("x");
  it.type("x");
  const before = layoutApp(it.app, it.view, it.fonts);
  it.type("y");
  const after = layoutApp(it.app, it.view, it.fonts);
  assert.equal(after.editors[0], before.editors[0]);
  assert.notEqual(after.editors[2], before.editors[2]);
  assert.deepEqual(after.tabBars, before.tabBars);
  after.tabBars.forEach((bar, i) => assert.equal(bar, before.tabBars[i]));
  assert.equal(after.frame, before.frame);
});

Deno.test("closing a group's last tab closes the group, and what was used before has the keyboard", () => {
  const it = open("a", "b");
  it.key("\\", Mod.ctrl);
  it.command(`${w}closeActiveEditor`);
  assert.equal(tabs(it), "*a [b]");
  assert.equal(leavesOf(it.app.panes.editors).length, 1);
});

Deno.test("closing a tab shows the one that was used before it", () => {
  const it = open("a", "b", "c");
  it.command(`${w}openEditorAtIndex1`);
  it.command(`${w}closeActiveEditor`);
  it.send({ kind: "answer", choice: "discard" });
  assert.equal(tabs(it), "*b [c]");
});

Deno.test("Ctrl+1 to 8 focus groups, the next one is made; Ctrl+K and arrows go across", () => {
  const it = open("a");
  it.key("2", Mod.ctrl);
  assert.equal(tabs(it), "[a] | *[a]");
  it.key("1", Mod.ctrl);
  assert.equal(tabs(it), "*[a] | [a]");
  it.key("k", Mod.ctrl);
  it.key("right", Mod.ctrl);
  assert.equal(tabs(it), "[a] | *[a]");
});

Deno.test("tabs move to other groups, a group without tabs goes, and one document has one tab a group", () => {
  const it = open("a", "b");
  it.command(`${w}moveEditorToRightGroup`);
  assert.equal(tabs(it), "[a] | *[b]");
  it.command(`${w}moveEditorToNextGroup`); // Alone in the last group: nowhere to go.
  assert.equal(tabs(it), "[a] | *[b]");
  it.command(`${w}moveEditorToPreviousGroup`);
  assert.equal(tabs(it), "*a [b]");
  it.key("\\", Mod.ctrl);
  it.command(`${w}moveEditorToPreviousGroup`);
  assert.equal(tabs(it), "*a [b]");
  assert.equal(it.app.views.size, 2);
});

Deno.test("joinAllGroups gathers every tab; evenEditorWidths and maximising change sizes alone", () => {
  const it = open("a", "b");
  it.command(`${w}moveEditorToRightGroup`);
  it.send({ kind: "document.new", text: textOf(""), language: null, name: "c" });
  it.command(`${w}moveEditorToBelowGroup`);
  assert.equal(tabs(it), "[a] | [b] | *[c]");
  it.command(`${w}toggleMaximizeEditorGroup`);
  assert.deepEqual(placesOf(it.app).groups.map(({ width }) => width), [0, 0, 800]);
  assert.equal(layoutApp(it.app, it.view, it.fonts).editors.length, 1);
  it.command(`${w}toggleMaximizeEditorGroup`);
  it.command(`${w}evenEditorWidths`);
  it.command(`${w}joinAllGroups`);
  assert.equal(tabs(it), "*[c] a b");
});

Deno.test("a previewed file gives way to the next one; typing or a double click keeps it", () => {
  const it = open("a");
  const look = (name: string) => {
    const form = { encoding: "UTF-8", lineEnding: "LF" } as const;
    it.send({
      kind: "file.read",
      request: { kind: "file.read", path: `/f/${name}`, line: null, column: null, as: "auto", preview: true },
      outcome: { kind: "missing", path: `/f/${name}`, real: `/f/${name}` },
    });
    return form;
  };
  look("b");
  look("c");
  assert.equal(tabs(it), "*a [~c]");
  it.type("x");
  assert.equal(tabs(it), "*a [c]");
  look("d");
  assert.equal(tabs(it), "*a c [~d]");
  it.app = keepTab(it.app, it.activeView);
  look("e");
  assert.equal(tabs(it), "*a c d [~e]");
});

Deno.test("pinned tabs stand first, survive closing many, and Ctrl+W goes past them", () => {
  const it = open("a", "b", "c");
  it.command(`${w}pinEditor`);
  assert.equal(tabs(it), "*[!c] a b");
  it.key("w", Mod.ctrl);
  assert.equal(tabs(it), "*!c [a] b");
  it.command(`${w}closeOtherEditors`);
  it.command(`${w}closeUnmodifiedEditors`);
  it.command(`${w}openEditorAtIndex1`);
  it.command(`${w}unpinEditor`);
  assert.match(tabs(it), /^\*\[c\]/);
});

Deno.test("Ctrl+Tab goes through tabs as they were used, and letting Ctrl go picks", () => {
  const it = open("a", "b", "c");
  it.key("tab", Mod.ctrl);
  it.send({ kind: "keyup", key: "ctrl", mods: 0, repeat: false, at: 0 } as never);
  assert.equal(tabs(it), "*a [b] c");
  it.key("tab", Mod.ctrl);
  it.key("tab", Mod.ctrl);
  it.send({ kind: "keyup", key: "ctrl", mods: 0, repeat: false, at: 0 } as never);
  assert.equal(tabs(it), "*[a] b c");
});

Deno.test("a tab is dragged to another place, and to the edge of a group, which splits it; Escape lets it be", () => {
  const it = open("aaaa", "bbbb", "cccc");
  it.view = layoutApp(it.app, it.view, it.fonts);
  const box = (i: number) => layoutApp(it.app, it.view, it.fonts).tabBars[0].tabs[i].box;
  const down = (x: number, y: number) =>
    it.send({ kind: "mousedown", x, y, button: 0, clicks: 1, mods: 0, at: 0 } as never);
  const move = (x: number, y: number) =>
    it.send({ kind: "mousemove", x, y, buttons: 1, mods: 0, at: 0 } as never);
  const up = (x: number, y: number) =>
    it.send({ kind: "mouseup", x, y, button: 0, clicks: 1, mods: 0, at: 0 } as never);
  down(box(2).x + 10, 10);
  move(box(0).x + 4, 12);
  assert.equal(layoutApp(it.app, it.view, it.fonts).drop?.quads.length, 1);
  up(box(0).x + 4, 12);
  assert.equal(tabs(it), "*[cccc] aaaa bbbb");
  down(box(0).x + 10, 10);
  move(780, 300);
  it.key("escape");
  up(780, 300);
  assert.equal(tabs(it), "*[cccc] aaaa bbbb");
  down(box(0).x + 10, 10);
  move(780, 300);
  up(780, 300);
  assert.equal(tabs(it), "aaaa [bbbb] | *[cccc]");
});

Deno.test("whatever is split, moved, closed and joined: leaves are the groups, and every view has one tab", () => {
  const commands = [
    "splitEditor",
    "splitEditorDown",
    "splitEditorLeft",
    "moveEditorToRightGroup",
    "moveEditorToBelowGroup",
    "moveEditorToNextGroup",
    "moveEditorToPreviousGroup",
    "joinTwoGroups",
    "closeActiveEditor",
    "focusNextGroup",
    "pinEditor",
    "unpinEditor",
    "moveEditorLeftInGroup",
    "closeOtherEditors",
    "newGroupRight",
    "toggleMaximizeEditorGroup",
    "nextEditor",
    "closeEditorsInGroup",
    "files.newUntitledFile",
  ];
  fc.assert(fc.property(fc.array(fc.nat(commands.length - 1), { maxLength: 40 }), (picks) => {
    const it = open("a", "b", "c");
    for (const pick of picks) {
      const { problem } = it.command(`${w}${commands[pick]}`);
      assert.equal(problem, undefined, commands[pick]);
      const { app } = it;
      assert.deepEqual(app.groups.map(({ id }) => id), leavesOf(app.panes.editors));
      const all = app.groups.flatMap((group) => group.tabs).sort();
      assert.deepEqual(all, [...app.views.keys()].sort() as ViewId[]);
      assert.ok(app.groups.some(({ id }) => id === app.activeGroup));
      for (const group of app.groups) {
        assert.ok(group.active === null ? group.tabs.length === 0 : group.tabs.includes(group.active));
        assert.ok((group.pinned ?? 0) <= group.tabs.length && (group.pinned ?? 0) >= 0);
        if (app.groups.length > 1 && commands[pick] !== "newGroupRight" && group.tabs.length === 0) {
          assert.ok(picks.some((one) => commands[one] === "newGroupRight"));
        }
      }
      const used = new Set([...app.views.values()].map(({ doc }) => doc));
      assert.deepEqual([...used].sort(), [...app.docs.keys()].sort());
      layoutApp(app, it.view, it.fonts);
    }
  }));
});
