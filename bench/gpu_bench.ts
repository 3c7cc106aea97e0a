/** Our thread's share of a WebGPU frame (encode and submit), off-screen; skipped where there is no adapter. */
import { createAtlas } from "../src/render/mod.ts";
import { createGpuPainter, requestGpu } from "../src/render/mod_io.ts";
import { deviceRect, editorFrame, sampleGlyphs } from "../src/render/sample_frames.ts";

const size = { width: 1280, height: 800 };
const gpu = await requestGpu();
const atlas = createAtlas({ source: sampleGlyphs() });
const painter = gpu.ok ? await createGpuPainter({ gpu: gpu.value, atlas, size: () => size }) : null;
const list = editorFrame({ ...size, glyphs: 6000 });
const whole = [deviceRect(0, 0, size.width, size.height)];
const row = [deviceRect(256, 304, 1024, 16)];

Deno.bench({
  name: "all redrawn: 6,000 glyphs, until the GPU is done",
  group: "gpu",
  ignore: painter === null,
  async fn() {
    painter!.present(list, whole, 1);
    await painter!.done();
  },
});
Deno.bench({
  name: "one row, 1024 × 16, until the GPU is done",
  group: "gpu",
  ignore: painter === null,
  async fn() {
    painter!.present(list, row, 1);
    await painter!.done();
  },
});
