import assert from "node:assert/strict";
import { type Menu, menuClick, type MenuItem, menuKey, menuPoint, openMenu } from "./menu_state.ts";
import { box } from "./scroll.ts";

const items: readonly MenuItem[] = [
  { id: "cut", label: "Cut", isOff: true },
  { id: "copy", label: "Copy" },
  "line",
  { id: "more", label: "More", items: [{ id: "one", label: "One" }, "line", { id: "two", label: "Two" }] },
];
const after = (...keys: string[]): Menu => {
  let menu = openMenu(items, box(0, 0, 1, 1));
  for (const key of keys) {
    const outcome = menuKey(menu, key);
    assert.equal(outcome.kind, "menu", key);
    if (outcome.kind === "menu") menu = outcome.menu;
  }
  return menu;
};

Deno.test("menuKey() goes over lines and rows that are off, and around the ends", () => {
  assert.deepEqual(after("down").path, [1]);
  assert.deepEqual(after("down", "down").path, [3]);
  assert.deepEqual(after("down", "down", "down").path, [1]);
  assert.deepEqual(after("up").path, [3]);
  assert.deepEqual(after("end").path, [3]);
  assert.deepEqual(after("end", "home").path, [1]);
});

Deno.test("menuKey() opens and leaves a menu in a menu", () => {
  assert.deepEqual(after("end", "right").path, [3, 0]);
  assert.deepEqual(after("end", "enter", "down").path, [3, 2]);
  assert.deepEqual(after("end", "right", "left").path, [3]);
  assert.deepEqual(after("end", "right", "escape").path, [3]);
  assert.deepEqual(menuKey(after("down"), "escape"), { kind: "closed" });
});

Deno.test("menuKey() picks with Enter, finds rows by letter, and leaves other keys alone", () => {
  assert.deepEqual(menuKey(after("down"), "enter"), { kind: "picked", id: "copy" });
  assert.deepEqual(menuKey(after("end", "right", "down"), "enter"), { kind: "picked", id: "two" });
  assert.deepEqual(after("m").path, [3]);
  assert.deepEqual(after("c").path, [1]);
  assert.deepEqual(menuKey(after(), "f5"), { kind: "other" });
  assert.deepEqual(after("enter").path, [-1]);
});

Deno.test("menuPoint() and menuClick() follow the mouse", () => {
  const menu = after();
  assert.deepEqual(menuPoint(menu, [1]).path, [1]);
  assert.deepEqual(menuPoint(menu, [3]).path, [3, -1]);
  assert.deepEqual(menuPoint(menu, [0]).path, [-1]);
  assert.deepEqual(menuClick(menu, [3, 2]), { kind: "picked", id: "two" });
  assert.equal(menuClick(menu, [0]).kind, "menu");
});
