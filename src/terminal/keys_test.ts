/** Keys as xterm sends them. */
import assert from "node:assert/strict";
import { encodeKey, encodePaste } from "./keys.ts";

const CTRL = 1, SHIFT = 2, ALT = 4;
Deno.test("encodeKey() sends what xterm sends", () => {
  const table: readonly (readonly [string, number, string | null])[] = [
    ["up", 0, "\x1b[A"],
    ["up", CTRL, "\x1b[1;5A"],
    ["left", SHIFT | ALT, "\x1b[1;4D"],
    ["home", 0, "\x1b[H"],
    ["end", CTRL | SHIFT, "\x1b[1;6F"],
    ["pageup", 0, "\x1b[5~"],
    ["delete", CTRL, "\x1b[3;5~"],
    ["f1", 0, "\x1bOP"],
    ["f4", SHIFT, "\x1b[1;2S"],
    ["f5", 0, "\x1b[15~"],
    ["f12", ALT, "\x1b[24;3~"],
    ["enter", 0, "\r"],
    ["enter", ALT, "\x1b\r"],
    ["tab", 0, "\t"],
    ["tab", SHIFT, "\x1b[Z"],
    ["backspace", 0, "\x7f"],
    ["backspace", CTRL, "\b"],
    ["backspace", ALT, "\x1b\x7f"],
    ["escape", 0, "\x1b"],
    ["c", CTRL, "\x03"],
    ["z", CTRL | ALT, "\x1b\x1a"],
    ["space", CTRL, "\0"],
    ["[", CTRL, "\x1b"],
    ["\\", CTRL, "\x1c"],
    ["6", CTRL | SHIFT, "\x1e"],
    ["-", CTRL | SHIFT, "\x1f"],
    ["/", CTRL, "\x1f"],
    ["x", ALT, "\x1bx"],
    ["x", ALT | SHIFT, "\x1bX"],
    ["1", ALT | SHIFT, "\x1b!"],
    ["a", 0, null],
    ["q", 16, null],
    ["capslock", 0, null],
  ];
  for (const [key, mods, want] of table) {
    assert.equal(encodeKey({ key, mods }, { applicationCursor: false }), want, `${key} ${mods}`);
  }
  assert.equal(encodeKey({ key: "up", mods: 0 }, { applicationCursor: true }), "\x1bOA");
  assert.equal(encodeKey({ key: "home", mods: 0 }, { applicationCursor: true }), "\x1bOH");
  assert.equal(encodeKey({ key: "up", mods: CTRL }, { applicationCursor: true }), "\x1b[1;5A");
});

Deno.test("encodePaste() drops what would be a key", () => {
  assert.equal(encodePaste("a\r\nb\tc\x03\x1b[A\x7f", false), "a\rb\tc[A");
});
