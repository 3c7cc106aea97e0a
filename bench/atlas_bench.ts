/** Atlas: looking up a screenful that is there, packing 1,000 new bitmaps, and living above the limit. */
import { createAtlas } from "../src/render/atlas.ts";
import { sampleGlyphs } from "../src/render/sample_frames.ts";

const warm = createAtlas({ source: sampleGlyphs() });
for (let i = 0; i < 6000; i++) warm.find((1 << 16) | (i % 90), i & 3);

Deno.bench("6,000 look-ups", { group: "atlas" }, () => {
  warm.nextFrame();
  let sum = 0;
  for (let i = 0; i < 6000; i++) sum += warm.find((1 << 16) | (i % 90), i & 3);
  if (sum === 0) throw new Error("No glyph has ink");
});
Deno.bench("1,000 new glyphs, made-up source", { group: "atlas" }, () => {
  const atlas = createAtlas({ source: sampleGlyphs(), pageSize: 512 });
  for (let i = 0; i < 1000; i++) atlas.find(i, i & 3);
});
Deno.bench("1,000 glyphs a frame through one page of 256 (evicting)", { group: "atlas" }, () => {
  const atlas = createAtlas({ source: sampleGlyphs(), pageSize: 256, maxPages: 1 });
  for (let frame = 0; frame < 20; frame++) {
    atlas.nextFrame();
    for (let i = 0; i < 50; i++) atlas.find(frame * 50 + i, 0);
  }
});
