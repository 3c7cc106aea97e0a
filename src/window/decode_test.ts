import assert from "node:assert/strict";
import type { Millis } from "../base/mod.ts";
import { decodeEvent, type DecodeState, eventBytes, modsOf, newDecodeState } from "./decode.ts";
import { Mod, type WindowEvent } from "./events.ts";

const at = 5 as Millis;
type Field = readonly [
  offset: number,
  type: "u8" | "u16" | "i32" | "u32" | "f32" | "u64" | "text",
  value: number | bigint | string,
];

/** Builds an SDL_Event at an odd place of a larger buffer full of rubbish, as a recycled buffer is. */
function decode(
  type: number,
  fields: readonly Field[],
  more: { state?: DecodeState; texts?: Map<bigint, string> } = {},
): WindowEvent | null {
  const start = 7, bytes = new Uint8Array(start + eventBytes + 9).fill(0xaa);
  bytes.fill(0, start, start + eventBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(start, type, true);
  for (const [offset, kind, value] of fields) {
    const to = start + offset;
    if (kind === "text") bytes.set(new TextEncoder().encode(value as string), to);
    else if (kind === "u8") view.setUint8(to, value as number);
    else if (kind === "u16") view.setUint16(to, value as number, true);
    else if (kind === "i32") view.setInt32(to, value as number, true);
    else if (kind === "u32") view.setUint32(to, value as number, true);
    else if (kind === "f32") view.setFloat32(to, value as number, true);
    else view.setBigUint64(to, value as bigint, true);
  }
  const takeText = (address: bigint) => more.texts?.get(address) ?? "";
  return decodeEvent(view, start, { state: more.state ?? newDecodeState(), at, takeText });
}
const key = (scancode: number, keysym: number, mods: number): Field[] => [
  [13, "u8", 1],
  [16, "i32", scancode],
  [20, "i32", keysym],
  [24, "u16", mods],
];
const text = (value: string, state = newDecodeState()) => decode(0x303, [[12, "text", value]], { state });

Deno.test("decodeEvent() keeps repeats and names keys", () => {
  const wanted = { kind: "keydown", key: "c", mods: Mod.ctrl | Mod.shift, repeat: true, at };
  assert.deepEqual(decode(0x300, key(6, 99, 0x41)), wanted);
  assert.deepEqual(decode(0x301, key(6, 99, 0)), { kind: "keyup", key: "c", mods: 0, repeat: true, at });
});

Deno.test("decodeEvent() reads bytes that SDL 2.26 sent on X11", () => {
  // Whole unions, the rubbish in their unused parts included: Ctrl+C on a French layout, one notch down at 150,100.
  const chord = "00030000b0010000010000000100000006000000630000004000fe82477f00000200000000000000" +
    "c8f082d9fc7f00006300000000000000";
  const notch = "03040000b1010000010000000000000000000000ffffffff0000000000000000000080bf96000000" +
    "64000000f49376b50000000000000000";
  const state = newDecodeState();
  const read = (hex: string) => {
    assert.equal(hex.length, 2 * eventBytes);
    const bytes = Uint8Array.from(
      { length: eventBytes },
      (_, i) => parseInt(hex.slice(2 * i, 2 * i + 2), 16),
    );
    return decodeEvent(new DataView(bytes.buffer), 0, { state, at, takeText: () => "" });
  };
  assert.deepEqual(read(chord), { kind: "keydown", key: "c", mods: Mod.ctrl, repeat: false, at });
  assert.deepEqual(read(notch), { kind: "wheel", dx: 0, dy: 1, x: 0, y: 0, mods: Mod.ctrl, at });
});

Deno.test("decodeEvent() takes text to the NUL or to the end of its room", () => {
  assert.deepEqual(text("a"), { kind: "text", text: "a", at });
  assert.deepEqual(text("é"), { kind: "text", text: "é", at });
  assert.deepEqual(text("👩‍👩‍👧"), { kind: "text", text: "👩‍👩‍👧", at });
  assert.deepEqual(text("x".repeat(32)), { kind: "text", text: "x".repeat(32), at });
  assert.equal(text(""), null);
});

Deno.test("decodeEvent() copies text out of the buffer", () => {
  const bytes = new Uint8Array(eventBytes), view = new DataView(bytes.buffer);
  view.setUint32(0, 0x303, true);
  bytes.set(new TextEncoder().encode("één"), 12);
  const event = decodeEvent(view, 0, { state: newDecodeState(), at, takeText: () => "" });
  bytes.fill(0);
  assert.deepEqual(event, { kind: "text", text: "één", at });
});

Deno.test("decodeEvent() drops the text of a chord and keeps that of a third level", () => {
  const state = newDecodeState();
  state.rightAlt = "alt";
  decode(0x300, key(9, 102, 0x100), { state });
  assert.equal(text("f", state), null);
  decode(0x300, key(9, 102, 0x200), { state });
  assert.equal(text("f", state), null);
  state.rightAlt = "altgr";
  assert.equal(text("@", state)?.kind, "text");
  state.rightAlt = "unknown";
  assert.equal(text("@", state)?.kind, "text");
  decode(0x300, key(9, 102, 0x100), { state });
  state.altTypes = true;
  assert.equal(text("ƒ", state)?.kind, "text");
});

Deno.test("decodeEvent() counts compositions in UTF-16 units", () => {
  const short = decode(0x302, [[12, "text", "a😀b"], [44, "i32", 2], [48, "i32", 1]]);
  assert.deepEqual(short, { kind: "preedit", text: "a😀b", caret: 3, length: 1, at });
  const texts = new Map([[77n, "😀".repeat(40)]]);
  const long = decode(0x305, [[16, "u64", 77n], [24, "i32", 39], [28, "i32", 99]], { texts });
  assert.deepEqual(long, { kind: "preedit", text: "😀".repeat(40), caret: 78, length: 2, at });
  const end = decode(0x302, [[44, "i32", -1], [48, "i32", -1]]);
  assert.deepEqual(end, { kind: "preedit", text: "", caret: 0, length: 0, at });
});

Deno.test("decodeEvent() puts the pointer in logical pixels with the mods of the last key", () => {
  const state = newDecodeState();
  state.unit = 0.5;
  state.rightAlt = "alt";
  decode(0x300, key(225, 0x400000e1, 0x1), { state });
  const down = decode(
    0x401,
    [[16, "u8", 3], [17, "u8", 1], [18, "u8", 2], [20, "i32", 30], [24, "i32", -3]],
    { state },
  );
  assert.deepEqual(down, { kind: "mousedown", x: 15, y: -1.5, button: 2, clicks: 2, mods: Mod.shift, at });
  const move = decode(0x400, [[16, "u32", 0b101], [20, "i32", 8], [24, "i32", 4]], { state });
  assert.deepEqual(move, { kind: "mousemove", x: 4, y: 2, buttons: 5, mods: Mod.shift, at });
  const fields: Field[] = [[16, "i32", 0], [20, "i32", 1], [28, "f32", 0], [32, "f32", 0.5]];
  assert.deepEqual(decode(0x403, fields, { state }), {
    kind: "wheel",
    dx: 0,
    dy: -0.5,
    x: 4,
    y: 2,
    mods: Mod.shift,
    at,
  });
  assert.equal(decode(0x401, [[16, "u8", 9]], { state }), null);
});

Deno.test("decodeEvent() gathers dropped files into one event", () => {
  const state = newDecodeState(), texts = new Map([[1n, "/a"], [2n, "/b c"], [3n, "words"]]);
  assert.equal(decode(0x1002, [], { state }), null);
  assert.equal(decode(0x1000, [[8, "u64", 1n]], { state, texts }), null);
  assert.equal(decode(0x1000, [[8, "u64", 2n]], { state, texts }), null);
  assert.deepEqual(decode(0x1003, [], { state }), { kind: "drop", paths: ["/a", "/b c"], x: 0, y: 0, at });
  assert.equal(decode(0x1003, [], { state }), null);
  assert.deepEqual(decode(0x1001, [[8, "u64", 3n]], { state, texts }), {
    kind: "droptext",
    text: "words",
    x: 0,
    y: 0,
    at,
  });
});

Deno.test("decodeEvent() tells the window's events by our names", () => {
  const state = newDecodeState();
  state.unit = 0.5;
  state.scale = 2;
  const resize = decode(0x200, [[12, "u8", 6], [16, "i32", 801], [20, "i32", 600]], { state });
  assert.deepEqual(resize, { kind: "resize", width: 400.5, height: 300, scale: 2, at });
  const kinds = [1, 3, 9, 10, 11, 12, 13, 14].map((event) => decode(0x200, [[12, "u8", event]])?.kind);
  assert.deepEqual(kinds, ["expose", "expose", "expose", "enter", "leave", "focus", "blur", "close"]);
  for (const event of [0, 2, 4, 5, 7, 8, 15, 16, 17, 18, 255]) {
    assert.equal(decode(0x200, [[12, "u8", event]]), null);
  }
  assert.equal(decode(0x100, [])?.kind, "close");
  assert.equal(decode(0x900, [])?.kind, "clipboard");
  assert.equal(decode(0x2001, [])?.kind, "device-reset");
  assert.equal(decode(0x8000, []), null);
});

Deno.test("modsOf() never calls a third-level key Alt or Ctrl", () => {
  assert.equal(modsOf(0x200, "alt"), Mod.alt);
  assert.equal(modsOf(0x200, "altgr"), Mod.altgr);
  assert.equal(modsOf(0x300, "altgr"), Mod.altgr | Mod.alt);
  assert.equal(modsOf(0x240, "with-ctrl"), Mod.altgr);
  assert.equal(modsOf(0x2c0, "with-ctrl"), Mod.altgr | Mod.ctrl);
  assert.equal(modsOf(0x200, "with-ctrl"), Mod.alt);
  assert.equal(modsOf(0x4000, "unknown"), Mod.altgr);
  assert.equal(modsOf(0x0c00 | 0x2 | 0x80, "unknown"), Mod.meta | Mod.shift | Mod.ctrl);
  assert.equal(modsOf(0x3000, "unknown"), 0);
});
