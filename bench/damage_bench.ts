/** Damage of a full screen (6,000 glyphs in 750 runs, 300 rects): nothing changed, one row changed, all new, all scrolled. */
import { createAtlas } from "../src/render/atlas.ts";
import { createDamageGrid, damageAll, damageOf } from "../src/render/damage.ts";
import { createDrawList, endLayer, pushRun } from "../src/render/draw_list.ts";
import { editorFrame, sampleGlyphs } from "../src/render/sample_frames.ts";
import type { DeviceRect } from "../src/render/types.ts";

const width = 1280, height = 800;
const atlas = createAtlas({ source: sampleGlyphs() });
const grid = createDamageGrid({ atlas, width, height });
const same = editorFrame({ width, height, glyphs: 6000 });
const changed = editorFrame({ width, height, glyphs: 6000, changedRow: 20, like: same });
const scrolled = createDrawList();
for (let i = 0; i < same.runCount; i++) {
  const [x, y, scale] = same.runPlaces.subarray(i * 3, i * 3 + 3);
  pushRun(scrolled, same.runs[i], x, y + 4, scale, same.runColors[i]);
}
endLayer(scrolled, 0, 0, width, height);
const out: DeviceRect[] = [];
let turn = 0;

Deno.bench("nothing changed", { group: "damage" }, () => {
  damageOf(same, grid, out);
});
Deno.bench("one glyph changed", { group: "damage" }, () => {
  damageOf(turn++ & 1 ? changed : same, grid, out);
});
Deno.bench("all scrolled", { group: "damage" }, () => {
  damageOf(turn++ & 1 ? scrolled : same, grid, out);
});
Deno.bench("all damaged", { group: "damage" }, () => {
  damageAll(grid);
  damageOf(same, grid, out);
});
