import assert from "node:assert/strict";
import type { Millis, Px } from "../base/mod.ts";
import type { WindowEvent } from "./events.ts";
import { headlessWindow } from "./headless_window.ts";

const open = () => headlessWindow({ title: "t", width: 100 as Px, height: 50 as Px, scale: 1.5 });
const text = (value: string): WindowEvent => ({ kind: "text", text: value, at: 0 as Millis });

Deno.test("poll() appends posted events in order, once", () => {
  const window = open(), into: WindowEvent[] = [text("before")];
  window.post(text("a"));
  window.post(text("b"));
  assert.equal(window.poll(into), 2);
  assert.deepEqual(into, [text("before"), text("a"), text("b")]);
  assert.equal(window.poll(into), 0);
});

Deno.test("waitAsync() resolves on post, wake and close", async () => {
  const window = open();
  const first = window.waitAsync();
  assert.equal(window.waitAsync(), first);
  window.post(text("a"));
  assert.equal(await first, true);
  assert.equal(await window.waitAsync(), true);
  window.poll([]);
  const second = window.waitAsync();
  window.wake();
  assert.equal(await second, false);
  window.wake();
  assert.equal(await window.waitAsync(), false);
  const third = window.waitAsync();
  window.close();
  assert.equal(await third, false);
  assert.equal(await window.waitAsync(), false);
  window.post(text("late"));
  assert.equal(window.poll([]), 0);
});

Deno.test("surface() keeps one object whose pixels follow the size", () => {
  const window = open(), target = window.surface();
  assert.deepEqual([target.width, target.height, target.stride, target.pixels.length], [150, 75, 150, 11250]);
  const { pixels } = target;
  assert.equal(window.surface().pixels, pixels);
  window.resize({ width: 10 as Px, height: 10 as Px, scale: 1 });
  assert.equal(window.surface(), target);
  assert.equal(target.pixels.length, 100);
});

Deno.test("clipboard() and primary() are separate memories", () => {
  const window = open();
  window.setClipboard("c");
  window.setPrimary("p");
  assert.deepEqual([window.clipboard(), window.primary()], ["c", "p"]);
});
