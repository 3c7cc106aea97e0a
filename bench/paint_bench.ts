/** Paint: views of about 2,000 and 6,000 glyphs into a draw list that is kept between frames, and into one that starts anew. */
import type { Px } from "../src/base/mod.ts";
import { seededRandom } from "../src/base/mod.ts";
import { createDrawList, resetDrawList } from "../src/render/mod.ts";
import { createFonts, loadHarfBuzz } from "../src/render/mod_io.ts";
import { layoutApp, paint } from "../src/ui/mod.ts";
import { testWorkbench } from "../src/ui/test_workbench.ts";

const fonts = createFonts(
  { ligatures: true, hinting: "light", antialiasing: "grey", scale: 1, rasteriser: "outline" },
  { harfbuzz: await loadHarfBuzz() },
);
const random = seededRandom(5);
/** A screen of full lines; no spaces, so that every cell is a glyph. */
const screen = (width: number, columns: number) => {
  const line = () => Array.from({ length: columns }, () => String.fromCharCode(random.int(97, 123))).join("");
  const app = testWorkbench([{ text: Array.from({ length: 40 }, line).join("\n") }], {
    width: width as Px,
    height: 800 as Px,
  });
  return { view: layoutApp(app, null, fonts), theme: app.theme, list: createDrawList() };
};
const small = screen(1280, 60);
const full = screen(1600, 180);
paint(full.view, full.theme, full.list);

Deno.bench("paint: 1280 × 800, about 2,000 glyphs", { group: "paint", baseline: true }, () => {
  paint(small.view, small.theme, small.list);
});
Deno.bench(`paint: ${full.list.glyphCount} glyphs`, { group: "paint" }, () => {
  paint(full.view, full.theme, full.list);
});
Deno.bench(`paint: ${full.list.glyphCount} glyphs, nothing taken over`, { group: "paint" }, () => {
  resetDrawList(full.list);
  paint(full.view, full.theme, full.list);
});
