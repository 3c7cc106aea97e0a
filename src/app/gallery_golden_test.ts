/**
 * Golden images of the gallery: every widget by the software painter, outline rasteriser and bundled fonts, so that every machine makes the same
 * picture. `NEXUS_UPDATE_GOLDENS=1 deno task test` rewrites them; look at them before you keep them.
 */
import assert from "node:assert/strict";
import type { DevicePx, Px } from "../base/mod.ts";
import { createAtlas, createDrawList, type DeviceRect, type PixelTarget } from "../render/mod.ts";
import { createFonts, createSoftwarePainter, decodePng, encodePng, loadHarfBuzz } from "../render/mod_io.ts";
import { defaultKeymap, layoutApp, paint } from "../ui/mod.ts";
import { createApp, defaultAppSettings } from "./app.ts";

const folder = new URL("../../fixtures/golden/", import.meta.url);
const pictures = (["dark", "light", "contrast"] as const).flatMap((theme) =>
  ([1, 1.25, 2] as const).map((scale) => [theme, scale] as const)
);
const themeNames = { dark: "Nexus dark", light: "Nexus light", contrast: "Nexus high contrast" } as const;
const width = 1080, height = 640;

for (const [theme, scale] of pictures) {
  Deno.test(`the gallery in ${theme} at scale ${scale} looks as its golden image`, async () => {
    const fonts = createFonts({
      ligatures: true,
      hinting: "off",
      antialiasing: "grey",
      scale,
      rasteriser: "outline",
      fallback: "bundled-only",
    }, { harfbuzz: await loadHarfBuzz() });
    const app = createApp({
      width,
      height,
      displayScale: scale,
      settings: { ...defaultAppSettings, theme: themeNames[theme] },
      keys: defaultKeymap("linux"),
      platform: "linux",
      painter: "software",
    });
    const pointer = { x: 60 as Px, y: 92 as Px };
    const view = layoutApp({ ...app, gallery: true, pointer }, null, fonts);
    const list = createDrawList();
    paint(view, app.theme, list);
    const wide = width * scale, high = height * scale;
    const target: PixelTarget = {
      width: wide as DevicePx,
      height: high as DevicePx,
      stride: wide,
      pixels: new Uint32Array(wide * high),
      flush: () => {},
    };
    const painter = createSoftwarePainter({ target: () => target, atlas: createAtlas({ source: fonts }) });
    const all = { x: 0, y: 0, width: wide, height: high } as DeviceRect;
    painter.present(list, [all], 1);
    const painted = await painter.read();
    fonts.close();
    const file = new URL(`gallery-${theme}-${scale}.png`, folder);
    if (Deno.env.get("NEXUS_UPDATE_GOLDENS") === "1") await Deno.writeFile(file, await encodePng(painted));
    const golden = await decodePng(await Deno.readFile(file));
    assert.ok(golden.ok);
    assert.deepEqual([painted.width, painted.height], [golden.value.width, golden.value.height]);
    let apart = 0;
    for (let i = 0; i < painted.pixels.length; i++) {
      if (Math.abs(painted.pixels[i] - golden.value.pixels[i]) > 1) apart++;
    }
    assert.equal(apart, 0);
  });
}
