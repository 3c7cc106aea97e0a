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
  const first = [{ fromY: 40, toY: 58, fromX: 100, toX: 116 }, { fromY: 780, toY: 790, fromX: 10, toX: 90 }];
  const second = [{ fromY: 40, toY: 58, fromX: 108, toX: 124 }, { fromY: 780, toY: 790, fromX: 10, toX: 90 }];
  deepEqual(caretStrip(first, second), { fromY: 40, toY: 58, fromX: 100, toX: 124 });
  equal(caretStrip([first[1]], [second[1]]), null);
});

Deno.test("looksLikeText() is not fooled by borders", () => {
  const border = Array.from({ length: 40 }, () => "|".padEnd(39, ".") + "|");
  const text = border.map((row, y) => (y > 10 && y < 30 ? "x.".repeat(20) : row));
  equal(looksLikeText(picture(border), { width: 40 }), false);
  equal(looksLikeText(picture(text), { width: 40 }), true);
});
