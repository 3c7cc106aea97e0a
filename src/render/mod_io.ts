/**
 * The world's door of `render`: only `app`, main.ts, tests and benches come through here.
 */

// Text
export { createFonts, type FontPorts } from "./fonts_io.ts";
export { loadHarfBuzz } from "./harfbuzz_io.ts";

// Painting
export { createSoftwarePainter, type SoftwarePainterOptions } from "./software/painter.ts";
export { createGpuPainter, type GpuPainter, type GpuPainterOptions, type GpuTimes } from "./gpu/painter.ts";
export { type GpuSurface, showsByMemory } from "./gpu/outputs.ts";
export { type Gpu, type GpuProbe, probeGpu, requestGpu } from "./gpu/device.ts";
export { decodePng, encodePng } from "./png_io.ts";
