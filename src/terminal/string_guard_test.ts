import assert from "node:assert/strict";
import { StringGuard } from "./string_guard.ts";

const through = (pieces: readonly string[], most = 4): string => {
  const guard = new StringGuard(most);
  const out = pieces.map((piece) => guard.pass(new TextEncoder().encode(piece)));
  return new TextDecoder().decode(Uint8Array.from(out.flatMap((bytes) => [...bytes])));
};

Deno.test("pass() cancels a string that is too long and drops the rest of it, wherever it is cut", () => {
  const table: readonly (readonly [string, string])[] = [
    ["plain é \x1b[1mtext", "plain é \x1b[1mtext"],
    ["\x1b]0;ab\x07c", "\x1b]0;ab\x07c"],
    ["\x1b]0;abc\x07d", "\x1b]0;ab\x18d"],
    ["\x1b]0;abcdef\x1b\\d", "\x1b]0;ab\x18\x1b\\d"],
    ["\x1bP12345\x18d", "\x1bP1234\x18d"],
    ["\u009d12345\u009cd", "\u009d1234\x18d"],
    ["\x1b_12345\x1b]0;x\x07d", "\x1b_1234\x18\x1b]0;x\x07d"],
    ["\x1b\x1b]12345\x07d", "\x1b\x1b]1234\x18d"],
  ];
  for (const [text, want] of table) {
    for (let cut = 0; cut <= text.length; cut++) {
      assert.equal(through([text.slice(0, cut), text.slice(cut)]), want, JSON.stringify([text, cut]));
    }
  }
  const bytes = new TextEncoder().encode("nothing");
  assert.equal(new StringGuard().pass(bytes), bytes);
});
