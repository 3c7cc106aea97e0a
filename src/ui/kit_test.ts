import assert from "node:assert/strict";
import type { Px } from "../base/mod.ts";
import { FakeMonoFonts } from "./fake_fonts.ts";
import {
  addButton,
  addCheckbox,
  addProgress,
  addSplitter,
  type Kit,
  kitFocus,
  kitHit,
  newKit,
  splitAt,
} from "./kit.ts";
import { box } from "./scroll.ts";
import { COLOR } from "./theme.ts";

const kitWith = (more: Partial<Kit> = {}): Kit => {
  const fonts = new FakeMonoFonts();
  const cache = { rows: new Map(), labels: new Map(), rowMaps: new Map(), fonts, generation: 0 };
  return newKit({ fonts, cache, size: 13, pointer: null, focused: null, pressed: null, ...more });
};
const three = (kit: Kit): Kit => {
  for (const [i, id] of ["a", "b", "c"].entries()) {
    addButton(kit, { id, label: id, area: box(0, i * 30, 80, 28), isOff: id === "b" });
  }
  return kit;
};

Deno.test("kitHit() finds what reacts, and nothing that is off", () => {
  const { places } = three(kitWith());
  assert.equal(kitHit(places, { x: 5 as Px, y: 5 as Px }), "a");
  assert.equal(kitHit(places, { x: 5 as Px, y: 35 as Px }), null);
  assert.equal(kitHit(places, { x: 500 as Px, y: 5 as Px }), null);
});

Deno.test("kitFocus() goes around in order, over what is off", () => {
  const { places } = three(kitWith());
  assert.equal(kitFocus(places, null, 1), "a");
  assert.equal(kitFocus(places, "a", 1), "c");
  assert.equal(kitFocus(places, "c", 1), "a");
  assert.equal(kitFocus(places, "a", -1), "c");
  assert.equal(kitFocus([], null, 1), null);
});

Deno.test("addButton() shows the focus by its edge, the pointer by its ground", () => {
  const colors = (more: Partial<Kit>) => three(kitWith(more)).quads.map(({ color }) => color);
  assert.ok(!colors({}).includes(COLOR.accent));
  assert.ok(colors({ focused: "a" }).includes(COLOR.accent));
  assert.ok(!colors({ focused: "b" }).includes(COLOR.accent));
  assert.notDeepEqual(colors({ pointer: { x: 5 as Px, y: 5 as Px } }), colors({}));
});

Deno.test("addCheckbox() leaves its node with role and words", () => {
  const kit = kitWith();
  addCheckbox(kit, { id: "t", label: "Tick", area: box(0, 0, 90, 20), state: "on" });
  assert.deepEqual(kit.nodes.map(({ role, label }) => [role, label]), [["checkbox", "Tick"]]);
});

Deno.test("addProgress() stays in its track whatever is said", () => {
  for (const done of [-1, 0, 0.5, 2, null]) {
    const kit = kitWith();
    addProgress(kit, { area: box(10, 0, 100, 4), done, phase: 5 });
    for (const { x, width } of kit.quads) assert.ok(x >= 10 && x + width <= 110.001);
  }
});

Deno.test("addSplitter() reacts wider than it is drawn", () => {
  const kit = kitWith();
  addSplitter(kit, { id: "s", label: "Split", area: box(100, 0, 1, 200) });
  assert.equal(kitHit(kit.places, { x: 98 as Px, y: 9 as Px }), "s");
  assert.equal(kit.quads[0].width, 1);
  assert.equal(splitAt(5, { least: 40, most: 90 }), 40);
});
