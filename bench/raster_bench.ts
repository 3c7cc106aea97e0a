/**
 * Rasterising single glyphs: FreeType and our own outlines, grey and LCD. 200 glyphs of the code font a turn.
 */
import type { Px } from "../src/base/mod.ts";
import type { FontSettings, FontSpec } from "../src/render/mod.ts";
import { createFonts, loadHarfBuzz } from "../src/render/mod_io.ts";

const harfbuzz = await loadHarfBuzz();
const code: FontSpec = { family: "code", size: 14 as Px, weight: 400, italic: false };
const plain: FontSettings = {
  ligatures: true,
  hinting: "light",
  antialiasing: "grey",
  scale: 1,
  fallback: "bundled-only",
};
const cases: readonly (readonly [string, Partial<FontSettings>])[] = [
  ["FreeType, light, grey", {}],
  ["FreeType, light, LCD", { antialiasing: "lcd" }],
  ["FreeType, full, grey", { hinting: "full" }],
  ["outlines, grey", { rasteriser: "outline" }],
  ["outlines, LCD", { rasteriser: "outline", antialiasing: "lcd" }],
];

for (const [index, [name, change]] of cases.entries()) {
  const fonts = createFonts({ ...plain, ...change }, { harfbuzz });
  const instance = fonts.shape("a", code).glyphs[0] & 0xffff0000;
  // Glyphs 100 to 299 of JetBrains Mono: letters, digits, accents.
  const glyphs = Array.from({ length: 200 }, (_, i) => (instance | (100 + i)) >>> 0);
  let quarter = 0;
  Deno.bench(`200 glyphs: ${name}`, { group: "rasterise", baseline: index === 0 }, () => {
    const q = (quarter++ & 3) as 0 | 1 | 2 | 3;
    for (let i = 0; i < glyphs.length; i++) fonts.rasterise(glyphs[i], q);
  });
}
