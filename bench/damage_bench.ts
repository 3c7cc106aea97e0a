/** Damage of a full screen (6,000 glyphs, 300 rects): nothing changed, one row changed. */
import { createAtlas } from "../src/render/atlas.ts";
import { createDamageGrid, damageOf } from "../src/render/damage.ts";
import { editorFrame, sampleGlyphs } from "../src/render/sample_frames.ts";
import type { DeviceRect } from "../src/render/types.ts";

const width = 1280, height = 800;
const atlas = createAtlas({ source: sampleGlyphs() });
const grid = createDamageGrid({ atlas, width, height });
const same = editorFrame({ width, height, glyphs: 6000 });
const changed = editorFrame({ width, height, glyphs: 6000, changedRow: 20 });
const out: DeviceRect[] = [];
let turn = 0;

Deno.bench("nothing changed", { group: "damage" }, () => {
  damageOf(same, grid, out);
});
Deno.bench("one glyph changed", { group: "damage" }, () => {
  damageOf(turn++ & 1 ? changed : same, grid, out);
});
