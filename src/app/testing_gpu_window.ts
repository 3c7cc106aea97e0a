/**
 * A GPU painter in a real window, by one of its two ways to the screen, held against the screen itself: what the X server
 * shows has to be what `read` says, pixel by pixel, after a whole frame, after damage, and after a resize. Run as a child
 * by painters_window_test.ts, because a process should make one GPUDevice only. Not part of the product.
 */
import { Display } from "../../bench/x11/display.ts";
import { ScreenGrab } from "../../bench/x11/shm.ts";
import type { Px } from "../base/mod.ts";
import {
  createAtlas,
  createDamageGrid,
  damageAll,
  damageOf,
  type DeviceRect,
  resizeDamage,
} from "../render/mod.ts";
import { createGpuPainter, type GpuSurface, requestGpu, showsByMemory } from "../render/mod_io.ts";
import { editorFrame, sampleGlyphs } from "../render/sample_frames.ts";
import type { WindowEvent } from "../window/mod.ts";
import { openWindow } from "../window/mod_io.ts";

/** Waits until the screen is as it should be; answers how many pixels are not, in the end. */
function differing(display: Display, want: { width: number; height: number; pixels: Uint8Array }): number {
  const box = display.findWindow();
  if (box === null || box.width !== want.width || box.height !== want.height) return -1;
  const grab = new ScreenGrab(display, { x: box.x, y: box.y, width: box.width, height: box.height });
  const until = performance.now() + 5000;
  let wrong = 0;
  do {
    display.waitDamage(performance.now() + 50);
    grab.fetch();
    wrong = 0;
    for (let i = 0; i < grab.pixels.length; i++) {
      const at = i * 4;
      const pixel = (want.pixels[at] << 16) | (want.pixels[at + 1] << 8) | want.pixels[at + 2];
      if ((grab.pixels[i] & 0xffffff) !== pixel) wrong++;
    }
  } while (wrong > 0 && performance.now() < until);
  grab.close();
  return wrong;
}

async function main(way: string): Promise<object> {
  const opened = openWindow({
    title: "Nexus",
    width: 640 as Px,
    height: 400 as Px,
    scale: 1,
    software: false,
  });
  if (!opened.ok) throw new Error(opened.reason);
  const window = opened.value;
  const gpu = await requestGpu();
  if (!gpu.ok) return { reason: gpu.reason };
  const display = new Display(Deno.env.get("DISPLAY")!);
  display.watchDamage();
  const errors: string[] = [];
  const atlas = createAtlas({ source: sampleGlyphs() });
  const { width, height } = window.pixelSize();
  const surface = way === "surface" ? window.gpuSurface(width, height) : null;
  if (surface !== null && !surface.ok) throw new Error(surface.reason);
  const painter = await createGpuPainter({
    gpu: gpu.value,
    atlas,
    ...(surface === null
      ? { memory: () => window.surface() }
      : { surface: surface.value as unknown as GpuSurface }),
    size: () => window.pixelSize(),
    onError: (message) => void errors.push(message),
  });
  const grid = createDamageGrid({ atlas, width, height });
  const damage: DeviceRect[] = [];
  const show = async (changedRow?: number) => {
    const size = window.pixelSize();
    const list = editorFrame({ ...size, glyphs: 1500, changedRow });
    const count = damageOf(list, grid, damage);
    painter.present(list, damage, count);
    return { count, wrong: differing(display, await painter.read()) };
  };
  const events: WindowEvent[] = [];
  while (!events.some((event) => event.kind === "expose")) {
    window.waitSync(50);
    window.poll(events);
  }
  damageAll(grid);
  const whole = await show();
  const byDamage = [await show(3), await show(9), await show()];
  const { success } = await new Deno.Command("xdotool", {
    args: ["search", "--sync", "--class", "nexus", "windowsize", "--sync", "700", "300"],
  }).output();
  if (!success) throw new Error("xdotool refused");
  while (window.pixelSize().width !== 700) {
    window.waitSync(50);
    window.poll(events);
  }
  const now = window.pixelSize();
  resizeDamage(grid, now.width, now.height);
  damageAll(grid);
  const resized = await show();
  painter.close();
  window.close();
  display.close();
  return { whole, byDamage, resized, errors, showsByMemory: showsByMemory(gpu.value), info: gpu.value.info };
}

if (import.meta.main) {
  console.log(JSON.stringify(await main(Deno.args[0])));
  Deno.exit(0);
}
