/**
 * Painter against painter: draws the scenes with both and tells how far they are apart, channel by channel.
 * For tests and `bench:gpu`. Run as a program it prints one line of JSON and also tries losing the device; tests run it
 * as a child, because a process should make one GPUDevice only.
 */
import { createAtlas } from "../atlas.ts";
import { createDamageGrid, damageOf } from "../damage.ts";
import { createFonts } from "../fonts_io.ts";
import {
  SCENE_HEIGHT,
  SCENE_SCALES,
  SCENE_WIDTH,
  sceneImages,
  sceneOf,
  type SceneTheme,
} from "../golden_frames.ts";
import { loadHarfBuzz } from "../harfbuzz_io.ts";
import { deviceRect, editorFrame, memoryTarget, sampleGlyphs } from "../sample_frames.ts";
import { createSoftwarePainter } from "../software/painter.ts";
import type { DeviceRect, DrawList, GlyphSource } from "../types.ts";
import { type Gpu, requestGpu } from "./device.ts";
import { createGpuPainter } from "./painter.ts";

/** How far two pictures are apart. */
export interface Apart {
  readonly name: string;
  /** Greatest difference of a channel, of 255. */
  readonly most: number;
  /** Channels that differ at all, of 1. */
  readonly share: number;
}
interface Case {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly source: GlyphSource;
  /** Presented one after the other, the later ones by damage. */
  readonly lists: readonly DrawList[];
}

/** All scenes, and made-up frames with LCD and colour glyphs, painted whole and then by damage. */
export async function comparePainters(gpu: Gpu, onError: (message: string) => void): Promise<Apart[]> {
  const out: Apart[] = [];
  const harfbuzz = await loadHarfBuzz();
  for (const scale of SCENE_SCALES) {
    for (const rasteriser of ["outline", "freetype"] as const) {
      const fonts = createFonts({
        ligatures: true,
        hinting: "light",
        antialiasing: rasteriser === "outline" || !gpu.hasLcd ? "grey" : "lcd",
        scale,
        rasteriser,
        fallback: "bundled-only",
      }, { harfbuzz });
      const scenes = (["dark", "light"] as SceneTheme[]).map((theme) => sceneOf(fonts, scale, theme));
      const size = { width: SCENE_WIDTH * scale, height: SCENE_HEIGHT * scale };
      const name = `scenes at ${scale}, ${fonts.rasteriserName}`;
      out.push(await compare({ name, ...size, source: fonts, lists: scenes }, gpu, onError));
      fonts.close();
    }
  }
  const size = { width: 640, height: 400 };
  const lists = [undefined, 3, 9].map((changedRow) => editorFrame({ ...size, glyphs: 1500, changedRow }));
  out.push(await compare({ name: "rows changed", ...size, source: sampleGlyphs(), lists }, gpu, onError));
  return out;
}

async function compare(what: Case, gpu: Gpu, onError: (message: string) => void): Promise<Apart> {
  const { width, height, lists } = what;
  const atlas = createAtlas({ source: what.source });
  const target = memoryTarget(width, height);
  const software = createSoftwarePainter({ target: () => target, atlas, images: sceneImages });
  const other = await createGpuPainter({
    gpu,
    atlas,
    images: sceneImages,
    size: () => ({ width, height }),
    onError,
  });
  const grid = createDamageGrid({ atlas, width, height });
  const damage: DeviceRect[] = [];
  for (const list of lists) {
    const count = damageOf(list, grid, damage);
    software.present(list, damage, count);
    other.present(list, damage, count);
  }
  const apart = difference(what.name, (await software.read()).pixels, (await other.read()).pixels);
  other.close();
  return apart;
}

function difference(name: string, a: Uint8Array, b: Uint8Array): Apart {
  let most = 0, differing = 0;
  for (let i = 0; i < a.length; i++) {
    const d = Math.abs(a[i] - b[i]);
    if (d > 0) differing++;
    if (d > most) most = d;
  }
  return { name, most, share: differing / a.length };
}

if (import.meta.main) {
  const gpu = await requestGpu();
  if (!gpu.ok) {
    console.log(JSON.stringify({ reason: gpu.reason }));
    Deno.exit(0);
  }
  const errors: string[] = [];
  const apart = await comparePainters(gpu.value, (message) => errors.push(message));
  const lost = Promise.withResolvers<string>();
  const size = { width: 64, height: 64 };
  const atlas = createAtlas({ source: sampleGlyphs() });
  const painter = await createGpuPainter({
    gpu: gpu.value,
    atlas,
    size: () => size,
    times: "gpu",
    onLost: lost.resolve,
  });
  const list = editorFrame({ ...size, glyphs: 10 });
  painter.present(list, [deviceRect(0, 0, 64, 64)], 1);
  const gpuMs = await painter.gpuTime();
  painter.loseDevice();
  const lostReason = await lost.promise;
  // A frame on a lost device does nothing and throws nothing.
  painter.present(list, [deviceRect(0, 0, 64, 64)], 1);
  console.log(
    JSON.stringify({ info: gpu.value.info, apart, errors, lostReason, hasGpuTime: gpuMs !== null }),
  );
}
