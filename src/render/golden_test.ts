/**
 * Golden images: the scenes by the software painter, outline rasteriser and bundled fonts, so that every machine makes
 * the same bytes. `NEXUS_UPDATE_GOLDENS=1 deno task test` rewrites them; look at them before you keep them.
 */
import assert from "node:assert/strict";
import { createAtlas } from "./atlas.ts";
import { createFonts } from "./fonts_io.ts";
import { SCENE_HEIGHT, SCENE_SCALES, SCENE_WIDTH, sceneImages, sceneOf } from "./golden_frames.ts";
import { loadHarfBuzz } from "./harfbuzz_io.ts";
import { decodePng, encodePng } from "./png_io.ts";
import { deviceRect, memoryTarget } from "./sample_frames.ts";
import { createSoftwarePainter } from "./software/painter.ts";

const FOLDER = new URL("../../fixtures/golden/", import.meta.url);

for (const theme of ["dark", "light"] as const) {
  for (const scale of SCENE_SCALES) {
    Deno.test(`present() paints the ${theme} scene at scale ${scale} as its golden image`, async () => {
      const fonts = createFonts({
        ligatures: true,
        hinting: "off",
        antialiasing: "grey",
        scale,
        rasteriser: "outline",
        fallback: "bundled-only",
      }, { harfbuzz: await loadHarfBuzz() });
      const width = SCENE_WIDTH * scale, height = SCENE_HEIGHT * scale;
      const target = memoryTarget(width, height);
      const painter = createSoftwarePainter({
        target: () => target,
        atlas: createAtlas({ source: fonts }),
        images: sceneImages,
      });
      painter.present(sceneOf(fonts, scale, theme), [deviceRect(0, 0, width, height)], 1);
      const painted = await painter.read();
      fonts.close();
      const file = new URL(`scene-${theme}-${scale}.png`, FOLDER);
      if (Deno.env.get("NEXUS_UPDATE_GOLDENS") === "1") {
        await Deno.mkdir(FOLDER, { recursive: true });
        await Deno.writeFile(file, await encodePng(painted));
      }
      const golden = await decodePng(await Deno.readFile(file));
      assert.ok(golden.ok);
      assert.deepEqual([painted.width, painted.height], [golden.value.width, golden.value.height]);
      // Not equal bytes: processors may round the last bit of a float apart.
      assert.equal(pixelsApart(painted.pixels, golden.value.pixels), 0);
    });
  }
}

/** Channels that differ by more than 1. */
function pixelsApart(a: Uint8Array, b: Uint8Array): number {
  let apart = 0;
  for (let i = 0; i < a.length; i++) if (Math.abs(a[i] - b[i]) > 1) apart++;
  return apart;
}
