/**
 * Which painter serves, and making it. The first start paints by software and asks for the adapter in a short-lived
 * child, because asking costs up to 173 ms and 73 MB for good; the answer is remembered, and a real GPU serves from the
 * next start. A lost device is asked for again; meanwhile the screen keeps its last frame.
 */
import {
  createGpuPainter,
  createSoftwarePainter,
  type Gpu,
  type GpuSurface,
  requestGpu,
  showsByMemory,
} from "../render/mod_io.ts";
import type { Atlas, Painter, PixelTarget } from "../render/mod.ts";
import type { Result } from "../base/mod.ts";
import type { Window } from "../window/mod.ts";
import type { AppSettings } from "./app.ts";
import { type Home, readSmall, writeSmall } from "./home_io.ts";

export interface AdapterMemory {
  readonly name: string;
  readonly isFallback: boolean;
}

/** What an earlier start found out; `null` when nothing was asked yet or it was longer ago than a week. */
export function rememberedAdapter(home: Home, now: number): AdapterMemory | null {
  const text = readSmall(`${home.state}/adapter.json`);
  if (text === null) return null;
  try {
    const { name, isFallback, at } = JSON.parse(text);
    if (typeof name !== "string" || typeof isFallback !== "boolean" || typeof at !== "number") return null;
    return now - at < 7 * 24 * 3600_000 ? { name, isFallback } : null;
  } catch {
    return null;
  }
}

/** Flag, then setting, then what is remembered; a CPU adapter never serves by itself. */
export function choosePainter(
  flag: "software" | "gpu" | null,
  { settings, memory }: { settings: AppSettings; memory: AdapterMemory | null },
): "software" | "gpu" {
  if (flag !== null) return flag;
  if (settings.painter !== "auto") return settings.painter;
  return memory !== null && !memory.isFallback && memory.name !== "" ? "gpu" : "software";
}

/** Asks for the adapter in a child process and remembers the answer for the next start. */
export async function probeAdapter(home: Home): Promise<void> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", "--unstable-webgpu", new URL("./probe_main_io.ts", import.meta.url).href],
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  });
  const { stdout } = await child.output();
  try {
    const { name, isFallback } = JSON.parse(new TextDecoder().decode(stdout));
    writeSmall(`${home.state}/adapter.json`, JSON.stringify({ name, isFallback, at: Date.now() }));
  } catch { /* A child that died with its driver says: stay with software, and ask again next time. */ }
}

/** The painter of one window, and how to get another after a loss. */
export interface Painters {
  readonly first: Painter;
  renew(): Promise<Painter>;
}

export function softwarePainters(window: Window, atlas: Atlas): Painters {
  const make = () => createSoftwarePainter({ target: () => window.surface(), atlas });
  return { first: make(), renew: () => Promise.resolve(make()) };
}

/** `onLost` is called when the device is gone; `offscreen`: no surface, the frame is only read back. */
export async function gpuPainters(
  window: Window,
  { atlas, offscreen, onLost }: { atlas: Atlas; offscreen: boolean; onLost: (reason: string) => void },
): Promise<Result<Painters>> {
  const make = async (): Promise<Result<Painter>> => {
    const gpu = await requestGpu();
    if (!gpu.ok) return gpu;
    const way = offscreen ? { ok: true as const, value: {} } : wayToScreen(window, gpu.value);
    if (!way.ok) return way;
    const value = await createGpuPainter({
      gpu: gpu.value,
      atlas,
      ...way.value,
      size: () => window.pixelSize(),
      onLost,
      onError: (message) => console.error(message),
    });
    return { ok: true, value };
  };
  const first = await make();
  if (!first.ok) return first;
  const renew = async () => {
    const again = await make();
    // A driver that does not come back: the processor draws into the same window as well.
    return again.ok ? again.value : softwarePainters(window, atlas).first;
  };
  return { ok: true, value: { first: first.value, renew } };
}

/** On Wayland a window's memory would be shown by a renderer, which wants another kind of window. */
function wayToScreen(
  window: Window,
  gpu: Gpu,
): Result<{ readonly memory: () => PixelTarget } | { readonly surface: GpuSurface }> {
  if (window.driver === "x11" && showsByMemory(gpu)) {
    return {
      ok: true,
      value: { memory: () => window.surface() },
    };
  }
  const { width, height } = window.pixelSize();
  const made = window.gpuSurface(width, height);
  return made.ok ? { ok: true, value: { surface: made.value as unknown as GpuSurface } } : made;
}
