import { deepEqual, equal, ok } from "node:assert/strict";
import {
  caretStrip,
  changedStrips,
  frameGaps,
  looksLikeText,
  percentile,
  summarise,
} from "./photon_stats.ts";

Deno.test("percentile() takes the nearest rank", () => {
  const hundred = Array.from({ length: 100 }, (_, i) => i + 1);
  equal(percentile(hundred, 0.5), 50);
  equal(percentile(hundred, 0.99), 99);
  equal(percentile(hundred, 0), 1);
  equal(percentile(hundred, 1), 100);
  equal(percentile([7], 0.99), 7);
  ok(Number.isNaN(percentile([], 0.5)));
});

Deno.test("summarise() sorts numbers as numbers and keeps the lost apart", () => {
  deepEqual(summarise([10, 9, 100], 2), { n: 3, lost: 2, min: 9, p50: 10, p90: 100, p99: 100, max: 100 });
});

Deno.test("frameGaps() counts one frame for damage that comes in pieces", () => {
  deepEqual(frameGaps([0, 1, 1.5, 16, 17, 50]), [16, 34]);
  deepEqual(frameGaps([]), []);
});

function picture(rows: readonly string[]): Uint32Array {
  return Uint32Array.from(rows.join(""), (c) => c.codePointAt(0)!);
}

Deno.test("changedStrips() joins near rows and parts far ones", () => {
  const before = picture(["....", "....", "....", "....", "....", "...."]);
  const after = picture([".x..", "....", "..x.", "....", "....", "x..."]);
  deepEqual(changedStrips(before, after, { width: 4, joinRows: 2 }), [
    { fromY: 0, toY: 3, fromX: 1, toX: 3 },
    { fromY: 5, toY: 6, fromX: 0, toX: 1 },
  ]);
});

Deno.test("caretStrip() follows the caret, not the status bar", () => {
  const row = (n: number) => ({ fromY: 40, toY: 58, fromX: 100 + 8 * n, toX: 116 + 8 * n });
  const bar = (fromX: number, toX: number) => ({ fromY: 780, toY: 790, fromX, toX });
  const found = caretStrip([[row(0), bar(10, 90)], [row(1), bar(10, 90)]]);
  deepEqual(found, { fromY: 40, toY: 58, fromX: 100, toX: 124 });
  equal(caretStrip([[bar(10, 90)], [bar(10, 90)]]), null);
  // Column 9 became 10: the whole text moved once, further than any letter.
  const grown = [[row(0), bar(10, 90)], [row(1), bar(80, 90)], [row(2), bar(80, 90)]];
  deepEqual(caretStrip(grown), { fromY: 40, toY: 58, fromX: 100, toX: 132 });
});

Deno.test("looksLikeText() is not fooled by borders", () => {
  const border = Array.from({ length: 40 }, () => "|".padEnd(39, ".") + "|");
  const text = border.map((row, y) => (y > 10 && y < 30 ? "x.".repeat(20) : row));
  equal(looksLikeText(picture(border), { width: 40 }), false);
  equal(looksLikeText(picture(text), { width: 40 }), true);
});
