import assert from "node:assert/strict";
import fc from "fast-check";
import { columnOf, flexSizes, placePopup, rowOf } from "./flex.ts";
import { box } from "./scroll.ts";

Deno.test("flexSizes() shares what fixed items leave, within bounds", () => {
  assert.deepEqual(flexSizes([{ size: 20 }, { grow: 1 }, { grow: 3 }], 100), [20, 20, 60]);
  assert.deepEqual(flexSizes([{ grow: 1, least: 80 }, { grow: 1 }], 100), [80, 20]);
  assert.deepEqual(flexSizes([{ grow: 1, most: 10 }, { grow: 1 }], 100), [10, 90]);
  assert.deepEqual(flexSizes([{ size: 120 }, { grow: 1 }], 100), [120, 0]);
});

Deno.test("rowOf() boxes touch but for the gap, in whole pixels, and fill the row when something grows", () => {
  const item = fc.record({ grow: fc.integer({ min: 1, max: 5 }) });
  fc.assert(
    fc.property(
      fc.array(item, { minLength: 1, maxLength: 9 }),
      fc.nat(900),
      fc.nat(9),
      (items, width, gap) => {
        const boxes = rowOf(box(3, 5, width, 20), items, { gap });
        for (let i = 1; i < boxes.length; i++) {
          assert.equal(boxes[i].x - boxes[i - 1].x - boxes[i - 1].width, gap);
          assert.equal(boxes[i].x, Math.round(boxes[i].x));
        }
        const used = gap * (items.length - 1);
        if (width >= used) assert.equal(boxes.at(-1)!.x + boxes.at(-1)!.width, 3 + width);
      },
    ),
  );
});

Deno.test("columnOf() pads and justifies", () => {
  const [one] = columnOf(box(0, 0, 100, 100), [{ size: 20 }], { pad: 10, justify: "end" });
  assert.deepEqual(one, box(10, 70, 80, 20));
});

Deno.test("placePopup() stays in the window and off its anchor where there is room", () => {
  const side = fc.constantFrom("below" as const, "right" as const);
  const size = fc.integer({ min: 1, max: 300 });
  const within = box(0, 0, 400, 300);
  fc.assert(fc.property(fc.nat(390), fc.nat(290), size, size, side, (x, y, width, height, side) => {
    const at = placePopup({ anchor: box(x, y, 10, 10), width, height, within, side });
    assert.ok(at.x >= 0 && at.y >= 0 && at.x + at.width <= 400 && at.y + at.height <= 300);
    if (side === "below" && (y + 10 + height <= 300 || y - height >= 0)) {
      assert.ok(at.y >= y + 10 || at.y + at.height <= y);
    }
  }));
});
