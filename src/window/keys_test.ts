import assert from "node:assert/strict";
import { keyName } from "./keys.ts";

const mask = 0x40000000, num = 0x1000, shift = 1;

Deno.test("keyName() follows the layout, not the place", () => {
  assert.equal(keyName("z".charCodeAt(0), 28, 0), "z"); // German: z where US has y
  assert.equal(keyName("q".charCodeAt(0), 4, 0), "q"); // French: q where US has a
});

Deno.test("keyName() falls back to the US place for characters without a name", () => {
  assert.equal(keyName(0x441, 6, 0), "c"); // Cyrillic с
  assert.equal(keyName(0xe9, 31, 0), "2"); // French é
  assert.equal(keyName("&".charCodeAt(0), 30, 0), "1");
  assert.equal(keyName(0xf6, 51, 0), ";"); // German ö
  assert.equal(keyName(0, 4, 0), "a");
  assert.equal(keyName("+".charCodeAt(0), 48, 0), "=");
});

Deno.test("keyName() knows the keys that type nothing", () => {
  const names: [number, string][] = [
    [58, "f1"],
    [69, "f12"],
    [104, "f13"],
    [115, "f24"],
    [73, "insert"],
    [75, "pageup"],
    [78, "pagedown"],
    [79, "right"],
    [80, "left"],
    [81, "down"],
    [82, "up"],
    [88, "enter"],
    [224, "ctrl"],
    [230, "alt"],
  ];
  for (const [scancode, name] of names) assert.equal(keyName(scancode | mask, scancode, 0), name);
  const characters: [number, string][] = [[8, "backspace"], [9, "tab"], [13, "enter"], [27, "escape"], [
    32,
    "space",
  ], [127, "delete"]];
  for (const [keysym, name] of characters) assert.equal(keyName(keysym, 0, 0), name);
  assert.equal(keyName(0, 0, 0), "unidentified");
  assert.equal(keyName(mask + 9999, 9999, 0), "unidentified");
  assert.equal(keyName(-5, -1, 0), "unidentified");
});

Deno.test("keyName() lets NumLock decide what the number pad means, and Shift undo it", () => {
  assert.equal(keyName(mask + 95, 95, num), "numpad7");
  assert.equal(keyName(mask + 98, 98, num), "numpad0");
  assert.equal(keyName(mask + 95, 95, 0), "home");
  assert.equal(keyName(mask + 95, 95, num | shift), "home");
  assert.equal(keyName(mask + 99, 99, 0), "delete");
  assert.equal(keyName(mask + 87, 87, 0), "numpad_add");
});

Deno.test("keyName() covers every letter, digit and sign of a US keyboard", () => {
  for (const char of "abcdefghijklmnopqrstuvwxyz0123456789`-=[]\\;',./") {
    assert.equal(keyName(char.charCodeAt(0), 0, 0), char);
  }
});
