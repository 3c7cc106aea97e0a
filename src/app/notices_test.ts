import assert from "node:assert/strict";
import { Mod } from "../window/mod.ts";
import { layoutApp } from "../ui/mod.ts";
import { TestApp } from "./testing.ts";

const say = (test: TestApp, text: string, level: "info" | "warning" | "error" = "info") =>
  test.send({ kind: "notice", level, text });
const texts = (list: readonly { text: string }[]): string[] => list.map(({ text }) => text);

Deno.test("a message that was shown long enough stays in the list until it is cleared", () => {
  const test = new TestApp("one");
  say(test, "Something was done");
  const { id } = test.app.notices[0];
  test.send({ kind: "notice.expired", notice: id });
  assert.deepEqual(texts(test.app.notices), []);
  assert.deepEqual(texts(test.app.noticeLog), ["Something was done"]);
  const bell = layoutApp(test.app, null, test.fonts).status.items.find((item) => item.id === "bell");
  assert.equal(bell?.text, "1");
  test.command("notifications.clearAll");
  assert.deepEqual(texts(test.app.noticeLog), []);
});

Deno.test("Escape hides toasts and the list keeps them", () => {
  const test = new TestApp("one");
  say(test, "A problem", "error");
  test.key("escape");
  assert.equal(test.app.notices.length, 0);
  assert.equal(test.app.noticeLog.length, 1);
});

Deno.test("the list has the keyboard: Tab goes through its buttons, Enter presses, Delete takes one away, Escape closes", () => {
  const test = new TestApp("one");
  say(test, "First");
  say(test, "Second");
  test.command("notifications.showList");
  const view = () => layoutApp(test.app, test.view, test.fonts);
  assert.equal(view().notices!.notices.length, 2);
  test.key("tab");
  assert.equal(test.app.noticeList!.focused, "clear");
  test.key("tab", Mod.shift);
  const last = test.app.noticeList!.focused!;
  test.key("delete");
  assert.equal(test.app.noticeLog.length, 1);
  assert.ok(!last.endsWith(`-${test.app.noticeLog[0].id}`));
  test.key("escape");
  assert.equal(test.app.noticeList, null);
  test.command("notifications.showList");
  test.key("tab");
  test.key("enter");
  assert.deepEqual([test.app.noticeLog.length, test.app.noticeList], [0, null]);
});

Deno.test("a long word of a message is never cut", () => {
  const test = new TestApp("one");
  const path = `/${"folder/".repeat(30)}file.ts`;
  say(test, `Cannot save ${path}`);
  const { lines } = layoutApp(test.app, null, test.fonts).notices!.notices[0];
  assert.equal(lines.join("").replaceAll(" ", ""), `Cannotsave${path}`);
});
