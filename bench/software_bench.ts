/** Software painter: a full frame of 6,000 glyphs, one changed text row, and the dear shapes alone. 1280 × 800. */
import { createAtlas } from "../src/render/atlas.ts";
import { createDrawList, endLayer, packShape, pushRect, rgba } from "../src/render/draw_list.ts";
import { deviceRect, editorFrame, memoryTarget, sampleGlyphs } from "../src/render/sample_frames.ts";
import { createSoftwarePainter } from "../src/render/software/painter.ts";

const width = 1280, height = 800;
const target = memoryTarget(width, height);
const atlas = createAtlas({ source: sampleGlyphs() });
const painter = createSoftwarePainter({ target: () => target, atlas });
const list = editorFrame({ width, height, glyphs: 6000 });
const many = editorFrame({ width, height, glyphs: 20000 });
const whole = [deviceRect(0, 0, width, height)];
const row = [deviceRect(640, 304, 128, 32)];
const wideRow = [deviceRect(256, 304, 1024, 16)];

const shadow = createDrawList();
pushRect(shadow, 0, 0, width, height, rgba(0x15, 0x18, 0x1d));
pushRect(shadow, 400, 200, 480, 320, rgba(0, 0, 0, 115), packShape(8, 0, 24));
pushRect(shadow, 400, 200, 480, 320, rgba(0x1b, 0x20, 0x27), packShape(8));
pushRect(shadow, 400, 200, 480, 320, rgba(0x22, 0x27, 0x2e), packShape(8, 1));
endLayer(shadow, 0, 0, width, height);

Deno.bench("all redrawn: 6,000 glyphs", { group: "software" }, () => painter.present(list, whole, 1));
Deno.bench("all redrawn: 20,000 glyphs", { group: "software" }, () => painter.present(many, whole, 1));
Deno.bench("one row, 128 × 32 of it", { group: "software" }, () => painter.present(list, row, 1));
Deno.bench("one row, 1024 × 16", { group: "software" }, () => painter.present(list, wideRow, 1));
Deno.bench(
  "all redrawn: a popup with its shadow",
  { group: "software" },
  () => painter.present(shadow, whole, 1),
);
