/** What of xterm's inside we rely on is still there and means what we think. */
import assert from "node:assert/strict";
import { MODE_256, MODE_RGB, UNDERLINE_SHIFT } from "./messages.ts";
import { attributesOf, cursorStyleOf, isCursorHidden, linkOf, rawBuffer } from "./quirks_io.ts";
import { packRow } from "./rows_io.ts";
import { testTerminal } from "./testing.ts";

Deno.test("packed lines hold three words a cell, joined characters, underlines and links", () => {
  const { feed, emulator: { term } } = testTerminal();
  feed("\x1b[38;5;9;48;2;1;2;3;4:3;58:5:7mA\x1b[0me\u0301\x1b]8;;http://x/\x07L\x1b]8;;\x07日");
  const row = packRow(term, rawBuffer(term).lines.get(0)!);
  assert.deepEqual([...row.cells.subarray(0, 4)], [
    65 | 1 << 22,
    MODE_256 | 9,
    MODE_RGB | 0x010203,
    3 << UNDERLINE_SHIFT | MODE_256 | 7,
  ]);
  assert.deepEqual(row.texts, ["e\u0301"]);
  assert.deepEqual(row.links, [{ from: 2, to: 3, uri: "http://x/" }]);
  assert.equal(row.cells[12] >>> 22, 2);
  // The right half of the wide one holds nothing, as does all behind it.
  assert.equal(row.cells.length, 4 * 4);
});

Deno.test("attributes in force, cursor style and whether it is hidden can be read", () => {
  const { feed, emulator: { term } } = testTerminal();
  feed("\x1b[1;4m\x1b[3 q\x1b[?25l");
  assert.ok(attributesOf(term).fg & 0x08000000);
  assert.deepEqual({ ...cursorStyleOf(term) }.cursorStyle, "underline");
  assert.equal(cursorStyleOf(term).cursorBlink, true);
  assert.equal(isCursorHidden(term), true);
  assert.equal(linkOf(term, 12345), undefined);
});
