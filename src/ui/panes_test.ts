import { strict as assert } from "node:assert";
import fc from "fast-check";
import type { Px } from "../base/mod.ts";
import {
  evenWeights,
  leavesOf,
  onePane,
  type Panes,
  type Side4,
  type Split,
  splitBeside,
  widened,
  withBar,
  withoutLeaf,
} from "./panes.ts";
import { dividerAt, dragDivider, groupBeside, type Places, placesOf, resetDivider } from "./places.ts";

/** "1|2" is a row, "1/2" a column, both with brackets around them. */
const show = (split: Split): string =>
  split.kind === "group"
    ? String(split.id)
    : `(${split.parts.map(show).join(split.kind === "row" ? "|" : "/")})`;
const leaf = (id: number): Split => ({ kind: "group", id });
const size = { width: 1280 as Px, height: 800 as Px };
const placed = (panes: Panes): Places => placesOf({ panes, ...size });

Deno.test("splitBeside() makes rows and columns, and goes on in a row that is there", () => {
  const two = splitBeside(leaf(1), 1, { added: 2, side: "right" });
  assert.equal(show(two), "(1|2)");
  const three = splitBeside(two, 1, { added: 3, side: "left" });
  assert.equal(show(three), "(3|1|2)");
  assert.deepEqual(three.kind === "row" && three.weights, [0.5, 0.5, 1]);
  assert.equal(show(splitBeside(three, 2, { added: 4, side: "down" })), "(3|1|(2/4))");
});

Deno.test("withoutLeaf() leaves no split with one part and no row within a row", () => {
  let split = splitBeside(leaf(1), 1, { added: 2, side: "right" });
  split = splitBeside(split, 2, { added: 3, side: "down" });
  split = splitBeside(split, 3, { added: 4, side: "right" });
  assert.equal(show(split), "(1|(2/(3|4)))");
  assert.equal(show(withoutLeaf(split, 2)!), "(1|3|4)");
  assert.equal(withoutLeaf(leaf(1), 1), null);
});

Deno.test("placesOf() covers the room of the editors: no group overlaps another, whatever was split", () => {
  const sides: Side4[] = ["left", "right", "up", "down"];
  fc.assert(fc.property(fc.array(fc.tuple(fc.nat(), fc.nat(3)), { maxLength: 9 }), (steps) => {
    let split: Split = leaf(1);
    steps.forEach(([pick, side], i) => {
      const ids = leavesOf(split);
      split = splitBeside(split, ids[pick % ids.length], { added: i + 2, side: sides[side] });
    });
    const { groups, editors } = placed({ ...onePane(1), editors: split });
    assert.equal(groups.length, leavesOf(split).length);
    let area = 0;
    for (const one of groups) {
      area += one.width * one.height;
      assert.ok(one.x + one.width <= editors.x + editors.width, "to the right");
      assert.ok(one.y + one.height <= editors.y + editors.height, "below");
      for (const other of groups) {
        if (other === one) continue;
        const apart = other.x >= one.x + one.width || one.x >= other.x + other.width ||
          other.y >= one.y + one.height || one.y >= other.y + other.height;
        assert.ok(apart, `${show(split)} overlaps`);
      }
    }
    // What is missing are the lines of one pixel between them.
    assert.ok(
      area >= editors.width * editors.height - steps.length * Math.max(editors.width, editors.height),
    );
    for (const id of leavesOf(split)) assert.ok(leavesOf(evenWeights(split)).includes(id));
  }));
});

Deno.test("placesOf() puts bars as the design has them and gives their room back when they hide", () => {
  let panes = onePane(1);
  for (const bar of ["left", "right", "panel"] as const) {
    panes = withBar(panes, bar, { isShown: true, active: "view" });
  }
  const { bars, groups, editors } = placed(panes);
  assert.deepEqual(bars.left, { x: 0, y: 0, width: 232, height: 774 });
  assert.deepEqual(bars.right, { x: 1000, y: 0, width: 280, height: 774 });
  assert.deepEqual(bars.panel, { x: 233, y: 560, width: 766, height: 214 });
  assert.deepEqual(groups, [{ x: 233, y: 0, width: 766, height: 559 }]);
  assert.deepEqual(editors, groups[0]);
  assert.equal(placed({ ...panes, isZen: true }).bars.left, null);
  // A bar without a view does not show.
  assert.equal(placed(withBar(panes, "left", { active: null })).bars.left, null);
  assert.equal(placed(panes), placed(panes));
});

Deno.test("dragDivider() sizes a bar, hides it near its edge, and shows it again when dragged back", () => {
  const panes = withBar(onePane(1), "left", { isShown: true, active: "view" });
  const { id } = dividerAt(placed(panes), { x: 234, y: 300 })!;
  const wide = dragDivider({ panes, ...size }, id, 400);
  assert.equal(wide.left.size, 400);
  assert.equal(dragDivider({ panes: wide, ...size }, id, 100).left.size, 140);
  const hidden = dragDivider({ panes: wide, ...size }, id, 40);
  assert.equal(hidden.left.isShown, false);
  assert.equal(hidden.left.size, 400);
  assert.equal(dragDivider({ panes: hidden, ...size }, id, 300).left.isShown, true);
  assert.equal(dragDivider({ panes, ...size }, id, 5000).left.size, 1280 - 240 - 1);
  assert.equal(resetDivider(wide, id).left.size, 232);
});

Deno.test("dragDivider() moves the line between two groups and keeps both visible", () => {
  const editors = splitBeside(leaf(1), 1, { added: 2, side: "right" });
  const panes = { ...onePane(1), editors };
  const { id } = dividerAt(placed(panes), { x: 640, y: 100 })!;
  const dragged = dragDivider({ panes, ...size }, id, 400);
  assert.deepEqual(placed(dragged).groups.map(({ x, width }) => [x, width]), [[0, 400], [401, 879]]);
  assert.equal(placed(dragDivider({ panes, ...size }, id, 3)).groups[0].width, 160);
  assert.deepEqual(placed(resetDivider(dragged, id)).groups.map(({ width }) => width), [640, 639]);
});

Deno.test("groupBeside() finds the neighbour across a line", () => {
  let editors = splitBeside(leaf(1), 1, { added: 2, side: "right" });
  editors = splitBeside(editors, 2, { added: 3, side: "down" });
  const places = placed({ ...onePane(1), editors });
  assert.equal(groupBeside(places, 0, "right"), 1);
  assert.equal(groupBeside(places, 1, "down"), 2);
  assert.equal(groupBeside(places, 2, "left"), 0);
  assert.equal(groupBeside(places, 0, "up"), -1);
});

Deno.test("a maximised group has all the room, and widened() most of it", () => {
  const editors = splitBeside(leaf(1), 1, { added: 2, side: "right" });
  const { groups, dividers } = placed({ ...onePane(1), editors, maximised: 2 });
  assert.deepEqual(groups.map(({ width }) => width), [0, 1280]);
  assert.deepEqual(dividers, []);
  assert.deepEqual(placed({ ...onePane(1), editors: widened(editors, 2, 0.15) }).groups[0].width, 192);
});
