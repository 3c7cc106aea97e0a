import assert from "node:assert/strict";
import { seededRandom } from "../base/mod.ts";
import {
  boxBitmap,
  flattenInto,
  type Outline,
  type OutlineSettings,
  rasteriseOutline,
} from "./outline_raster.ts";

const plain: OutlineSettings = { scale: 1, shift: 0, slant: 0, embolden: 0, mode: "grey" };

function polygon(...points: readonly (readonly [number, number])[]): Outline {
  const outline: Outline = { segments: new Float64Array(8), count: 0 };
  const sink = flattenInto(outline, () => 0.05);
  points.forEach(([x, y], i) => i === 0 ? sink.moveTo(x, y) : sink.lineTo(x, y));
  sink.close();
  return outline;
}

const rows = (outline: Outline, settings = plain) => {
  const bitmap = rasteriseOutline(outline, settings);
  assert.ok(bitmap);
  const bytes = bitmap.pixels.length / bitmap.height;
  return Array.from(
    { length: bitmap.height },
    (_, y) => [...bitmap.pixels.subarray(y * bytes, (y + 1) * bytes)],
  );
};

Deno.test("rasteriseOutline() covers whole pixels wholly and halves by half", () => {
  assert.deepEqual(rows(polygon([0.5, 0], [3, 0], [3, 2], [0.5, 2])), [[128, 255, 255], [128, 255, 255]]);
  assert.deepEqual(rows(polygon([0, 0], [2, 0], [2, 1.25], [0, 1.25])), [[64, 64], [255, 255]]);
});

Deno.test("rasteriseOutline() is blind to the direction of the contour and sees holes", () => {
  const outline = polygon([0, 0], [0, 4], [4, 4], [4, 0]);
  assert.deepEqual(rows(outline), Array(4).fill([255, 255, 255, 255]));
  const sink = flattenInto(outline, () => 0.05);
  sink.moveTo(1, 1);
  sink.lineTo(3, 1);
  sink.lineTo(3, 3);
  sink.lineTo(1, 3);
  sink.close();
  assert.deepEqual(rows(outline)[1], [255, 0, 0, 255]);
});

Deno.test("rasteriseOutline() has the area of any triangle", () => {
  const random = seededRandom(7);
  for (let n = 0; n < 300; n++) {
    const [a, b, c] = [0, 1, 2].map(() => [random.next() * 20 - 5, random.next() * 20 - 5] as const);
    const area = Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2;
    const bitmap = rasteriseOutline(polygon(a, b, c), plain);
    const ink = bitmap ? bitmap.pixels.reduce((sum, value) => sum + value, 0) / 255 : 0;
    // Each touched pixel rounds by at most half of 1/255.
    assert.ok(Math.abs(ink - area) < 0.5, `seed 7, triangle ${n}: ${ink} for ${area}`);
  }
});

Deno.test("rasteriseOutline() agrees with counting points in random polygons", () => {
  const random = seededRandom(11);
  for (let n = 0; n < 20; n++) {
    const angles = Array.from({ length: 9 }, () => random.next() * 6.28).sort((a, b) => a - b);
    const points = angles.map((angle) => {
      const far = 2 + random.next() * 8;
      return [10 + far * Math.cos(angle), 10 + far * Math.sin(angle)] as const;
    });
    const bitmap = rasteriseOutline(polygon(...points), plain);
    assert.ok(bitmap);
    for (let y = 0; y < bitmap.height; y++) {
      for (let x = 0; x < bitmap.width; x++) {
        let inside = 0;
        for (let s = 0; s < 256; s++) {
          const px = bitmap.left + x + ((s & 15) + 0.5) / 16, py = -(bitmap.top + y + ((s >> 4) + 0.5) / 16);
          if (isInside(points, px, py)) inside++;
        }
        const found: number = bitmap.pixels[y * bitmap.width + x];
        assert.ok(
          Math.abs(found - inside) < 22,
          `seed 11, polygon ${n} at ${x},${y}: ${found} for ${inside}`,
        );
      }
    }
  }
});

function isInside(points: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
    const [ax, ay] = points[i], [bx, by] = points[j];
    if (ay > y !== by > y && x < (bx - ax) * (y - ay) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

Deno.test("rasteriseOutline() keeps the ink when the glyph moves by quarters", () => {
  const outline = polygon([0.3, 0], [2.6, 0.4], [1.1, 3.7]);
  const ink = (shift: number) => rows(outline, { ...plain, shift }).flat().reduce((a, b) => a + b, 0);
  for (const shift of [0.25, 0.5, 0.75]) assert.ok(Math.abs(ink(shift) - ink(0)) < 12);
});

Deno.test("rasteriseOutline() in LCD spreads a stem over its neighbours and keeps its weight", () => {
  const [row] = rows(polygon([1, 0], [2, 0], [2, 1], [1, 1]), { ...plain, mode: "lcd" });
  assert.equal(row.length, 9);
  assert.ok(Math.abs(row.reduce((a, b) => a + b, 0) - 3 * 255) <= 6);
  assert.deepEqual(row, row.toReversed());
  assert.ok(row[4] > row[3] && row[3] > row[2] && row[2] > row[1]);
});

Deno.test("rasteriseOutline() without anti-aliasing is black or white", () => {
  const values = new Set(rows(polygon([0, 0], [7, 1], [3, 6]), { ...plain, mode: "none" }).flat());
  assert.deepEqual([...values].sort(), [0, 255]);
});

Deno.test("rasteriseOutline() emboldens to the right and never thins", () => {
  const outline = polygon([1, 0], [2, 0], [2, 3], [1, 3]);
  const bold = rows(outline, { ...plain, embolden: 0.5 });
  assert.deepEqual(bold[0], [255, 128]);
});

Deno.test("rasteriseOutline() survives nonsense", () => {
  assert.equal(rasteriseOutline({ segments: new Float64Array(8), count: 0 }, plain), null);
  assert.equal(rasteriseOutline(polygon([0, 0], [NaN, 1], [2, 2]), plain), null);
  const huge = rasteriseOutline(polygon([0, 0], [1e9, 0], [1e9, 1e9]), plain);
  assert.ok(huge === null || huge.width <= 2048);
});

Deno.test("boxBitmap() is hollow and stands on the baseline", () => {
  const box = boxBitmap(4, 3);
  assert.deepEqual([box.left, box.top, box.width, box.height], [0, -3, 4, 3]);
  assert.deepEqual([...box.pixels], [255, 255, 255, 255, 255, 0, 0, 255, 255, 255, 255, 255]);
});
