import assert from "node:assert/strict";
import { Mod } from "../window/mod.ts";
import type { QuickPickSpec } from "./quick_pick_state.ts";
import { TestApp } from "./testing.ts";

const fruit: QuickPickSpec = {
  title: "Fruit",
  items: [
    { label: "Apple", description: "red", value: 1 },
    { label: "Banana", description: "long", value: 2 },
    { label: "Cherry", description: "red too", value: 3 },
  ],
  accept: { id: "type" },
};
const open = (spec: QuickPickSpec = fruit, text = ""): TestApp => {
  const test = new TestApp(text);
  test.send({ kind: "quickPick.show", spec });
  return test;
};
const rows = ({ app }: TestApp): string[] => {
  const { list } = app.quickPick!;
  return Array.from({ length: list.count }, (_, i) => list.rowAt(i).label);
};
/** What the open picker would run, by hand: the row that has the focus. */
const focused = ({ app }: TestApp): string | undefined => {
  const { list, focused } = app.quickPick!;
  return focused < 0 ? undefined : list.rowAt(focused).label;
};

Deno.test("quickPick.show lists the items in their order, the first has the focus", () => {
  const test = open();
  assert.deepEqual(rows(test), ["Apple", "Banana", "Cherry"]);
  assert.equal(focused(test), "Apple");
});

Deno.test("quickPick typing narrows to what matches, best first, and shows which letters", () => {
  const test = open();
  test.type("re");
  assert.deepEqual(rows(test), ["Apple", "Cherry"]);
  const row = test.app.quickPick!.list.rowAt(0);
  assert.deepEqual([row.matches, row.descriptionMatches], [[], [0, 1]]);
  test.key("backspace");
  test.key("backspace");
  assert.deepEqual(rows(test), ["Apple", "Banana", "Cherry"]);
  test.type("zz");
  assert.deepEqual(rows(test), []);
  assert.notEqual(test.app.quickPick!.message, "");
});

Deno.test("quickPick typing goes to the picker and not into the text", () => {
  const test = open(fruit, "abc");
  test.type("x");
  assert.equal(test.text, "abc");
  assert.equal(test.app.quickPick!.input.text, "x");
});

Deno.test("quickPick keys move the focus, over the ends and by pages", () => {
  const items = Array.from({ length: 100 }, (_, i) => ({ label: `row ${i}` }));
  const test = open({ items });
  test.key("up");
  assert.equal(focused(test), "row 99");
  test.key("down");
  assert.equal(focused(test), "row 0");
  test.key("pagedown");
  assert.equal(focused(test), "row 13");
  test.key("pageup");
  assert.equal(focused(test), "row 0");
  test.key("end");
  assert.equal(focused(test), "row 99");
  assert.ok(test.app.quickPick!.top > 0);
  test.key("home", Mod.ctrl);
  assert.equal(focused(test), "row 0");
  assert.equal(test.app.quickPick!.top, 0);
});

Deno.test("quickPick Home and End are the caret's while it has somewhere to go", () => {
  const test = open();
  test.type("re");
  test.key("home");
  assert.equal(test.app.quickPick!.input.head, 0);
  assert.equal(focused(test), "Apple");
  test.key("end");
  test.key("end");
  assert.equal(focused(test), "Cherry");
});

Deno.test("quickPick Enter closes and runs what the row is for, with its value and the text", () => {
  const test = open({ ...fruit, accept: { id: "nexus.about" } });
  test.type("ban");
  test.key("enter");
  assert.equal(test.app.quickPick, null);
  const item = open({ items: [{ label: "Type", run: { id: "type", arg: { text: "hi" } } }] });
  item.key("enter");
  assert.equal(item.text, "hi");
});

Deno.test("quickPick Escape closes, runs the cancel command, and what follows goes into the text again", () => {
  const test = open({ ...fruit, cancel: { id: "type", arg: { text: "!" } } });
  test.key("escape");
  assert.equal(test.app.quickPick, null);
  test.type("a");
  assert.equal(test.text, "!a");
});

Deno.test("quickPick look runs with the focus, and Escape goes back to where the caret was", () => {
  const items = [0, 5, 9].map((line) => ({ label: `${line}`, look: { id: "cursorMove", arg: {} } }));
  const looks = items.map((item, i) => ({ ...item, look: { id: i === 0 ? "cursorTop" : "cursorBottom" } }));
  const test = open({ items: looks }, "one\ntwo\nthree");
  test.key("down");
  assert.equal(test.marked, "one\ntwo\nthree|");
  test.key("escape");
  assert.equal(test.marked, "|one\ntwo\nthree");
});

Deno.test("quickPick with many: Ctrl+Space and clicks tick, Enter hands over every value", () => {
  const test = open({
    many: true,
    items: [{ label: "a", value: "A" }, { label: "b", value: "B", isPicked: true }, { label: "c" }],
    accept: { id: "nexus.macro.save" },
  });
  test.key("space", Mod.ctrl);
  test.key("down");
  test.key("space", Mod.ctrl);
  test.key("down");
  test.key("space", Mod.ctrl);
  assert.deepEqual([...test.app.quickPick!.picked].sort(), [0, 2]);
  assert.deepEqual([0, 1, 2].map((i) => test.app.quickPick!.list.rowAt(i).isPicked), [true, false, true]);
});

Deno.test("quickPick.fill puts rows into the picker of that id only", () => {
  const test = open({ id: "one", items: [], isBusy: true, message: "Nobody is here" });
  assert.equal(test.app.quickPick!.isBusy, true);
  assert.equal(test.app.quickPick!.message, "");
  test.send({ kind: "quickPick.fill", id: "other", items: [{ label: "x" }], isBusy: false });
  assert.deepEqual(rows(test), []);
  test.send({ kind: "quickPick.fill", id: "one", items: [{ label: "x" }], isBusy: false });
  assert.deepEqual(rows(test), ["x"]);
  assert.equal(test.app.quickPick!.isBusy, false);
});

Deno.test("quickPick matches a long list in slices, and Enter does not wait for them", () => {
  const items = Array.from({ length: 60_000 }, (_, i) => ({
    label: `item ${i}`,
    run: { id: "type", arg: { text: `${i}` } },
  }));
  const test = open({ items });
  test.slow = true;
  test.type("59999");
  assert.ok(test.app.quickPick!.matching !== null);
  assert.ok(test.effects.some(({ kind }) => kind === "later"));
  const steps = () => test.effects.filter(({ kind }) => kind === "later").length;
  const before = steps();
  test.send({ kind: "quickPick.advance" });
  assert.equal(steps(), before + 1);
  test.key("enter");
  assert.equal(test.text, "59999");
});

Deno.test("quickPick slices come to the same rows as one go", () => {
  const items = Array.from({ length: 30_000 }, (_, i) => ({ label: `item ${i}` }));
  const slow = open({ items }), quick = open({ items });
  slow.slow = true;
  slow.type("2 9");
  quick.type("2 9");
  while (slow.app.quickPick!.matching !== null) slow.send({ kind: "quickPick.advance" });
  assert.deepEqual(slow.app.quickPick!.ranked, quick.app.quickPick!.ranked);
});

Deno.test("quickPick mouse: a click on a row picks it, one outside closes, the wheel scrolls", () => {
  const items = Array.from(
    { length: 50 },
    (_, i) => ({ label: `${i}`, run: { id: "type", arg: { text: `<${i}>` } } }),
  );
  const test = open({ items });
  const at = (x: number, y: number, kind: "mousedown" | "mouseup") =>
    test.send({ kind, x, y, button: 0, clicks: 1, mods: 0, at: 0 } as never);
  test.send({ kind: "focus", at: 0 } as never);
  const list = () => test.view!.quickPick!.place;
  test.send({ kind: "wheel", x: 400, y: 200, dx: 0, dy: 1, mods: 0, at: 0 } as never);
  assert.equal(test.app.quickPick!.top, 3 * list().rowHeight);
  const { area, rowHeight } = list();
  at(area.x + 20, area.y + rowHeight * 1.5, "mousedown");
  assert.equal(test.text, "<4>");
  const other = open({ items });
  other.send({ kind: "focus", at: 0 } as never);
  other.send({ kind: "mousedown", x: 5, y: 500, button: 0, clicks: 1, mods: 0, at: 0 } as never);
  assert.equal(other.app.quickPick, null);
});

Deno.test("workbench.action.showCommands lists every command by title with its keys, and runs one", () => {
  const test = new TestApp("one\ntwo");
  test.key("p", Mod.ctrl | Mod.shift);
  test.send({ kind: "keyup", key: "p", mods: 0, at: 0 } as never);
  const { list } = test.app.quickPick!;
  assert.ok(list.count > 100);
  test.type("select all");
  assert.equal(test.app.quickPick!.input.text, ">select all");
  const row = test.app.quickPick!.list.rowAt(0);
  assert.equal(row.description, "editor.action.selectAll");
  assert.equal(row.keys, "Ctrl+A");
  test.key("enter");
  assert.equal(test.app.quickPick, null);
  test.type("x");
  assert.equal(test.text, "x");
});

Deno.test("workbench.action.showCommands puts what was used first, and keeps it", () => {
  const test = new TestApp("one");
  test.command("workbench.action.showCommands");
  test.type("zoom in");
  test.key("enter");
  assert.deepEqual(test.app.recentCommands, ["workbench.action.zoomIn"]);
  assert.ok(test.effects.some((effect) => effect.kind === "state.write" && effect.name === "commands.json"));
  test.key("f1");
  const { list } = test.app.quickPick!;
  assert.equal(list.rowAt(0).description, "workbench.action.zoomIn");
  assert.ok(list.rowAt(0).group !== undefined && list.rowAt(1).group !== undefined);
});
