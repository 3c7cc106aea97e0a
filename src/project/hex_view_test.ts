import assert from "node:assert/strict";
import { hexPieces, hexRow } from "./hex_view.ts";

Deno.test("hexRow() shows offset, bytes and printable ASCII in columns that line up", () => {
  const bytes = new Uint8Array([...new TextEncoder().encode("\x7fELF 0123456789~z"), 0xff, 0x0a]);
  assert.equal(
    hexRow(bytes, 0),
    "00000000  7f 45 4c 46 20 30 31 32  33 34 35 36 37 38 39 7e  |.ELF 0123456789~|",
  );
  const last = hexRow(bytes, 16);
  assert.equal(last, "00000010  7a ff 0a                                          |z..|");
  assert.equal(last.indexOf("|"), hexRow(bytes, 0).indexOf("|"));
});

Deno.test("hexPieces() makes one line for each sixteen bytes, whatever the size", () => {
  for (const size of [0, 1, 16, 17, 1024 * 16, 1024 * 16 + 1, 50_000]) {
    const bytes = new Uint8Array(size).map((_, i) => i);
    const rows = [...hexPieces(bytes)].join("").split("\n").filter((row) => row !== "");
    assert.equal(rows.length, Math.ceil(size / 16));
    const back = rows.flatMap((row) => row.slice(10, 58).trim().split(/ +/)).map((hex) => parseInt(hex, 16));
    assert.deepEqual(new Uint8Array(back), bytes);
  }
});
