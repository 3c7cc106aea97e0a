import assert from "node:assert/strict";
import type { Offset } from "../base/mod.ts";
import { textOf } from "../editor/mod.ts";
import { cellsOfLine, cutBefore, cutEnd, cutLine, cutUntil } from "./long_lines.ts";

Deno.test("cutUntil() of a huge line looks at a window of it, whose rows hold the place that is asked for", () => {
  for (const piece of ["0123456789abcdef", "漢字漢字漢字漢字", "😀😀😀😀"]) {
    const text = textOf(piece.repeat(400_000));
    const line = text.lineAt(0 as Offset);
    const cut = cutLine(line);
    for (const unit of [0, 5, 300, 40_000, 1_000_001, text.length >> 1, text.length - 3, text.length, 77]) {
      cutUntil(cut, text, { unit: unit + 1, cell: 0, tabSize: 4 });
      const index = cutBefore(cut.units, unit);
      assert.ok(cut.units[index] <= unit && unit <= cutEnd(cut, index), `unit ${unit} of ${piece}`);
      assert.ok(cut.units.length < 2000);
      const low = text.slice(cut.units[index] as Offset, (cut.units[index] + 1) as Offset);
      assert.ok(!/[\udc00-\udfff]/.test(low), "no pair is cut");
      // All characters are equally wide: cells are exact wherever the window lies.
      assert.equal(cut.cells[index], cut.units[index] * (piece[0] === "0" ? 1 : piece[0] === "漢" ? 2 : 1));
      cutUntil(cut, text, { unit: 0, cell: cut.cells[index] + 1, tabSize: 4 });
      assert.equal(cutBefore(cut.cells, cut.cells[index]) >= 0, true);
    }
    assert.equal(cellsOfLine(cut), text.length * (piece[0] === "漢" ? 2 : 1));
  }
});
