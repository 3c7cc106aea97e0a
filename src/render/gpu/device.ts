/**
 * Getting a GPU, and finding out what there is. One device per process: several in one process have corrupted its heap
 * at exit on lavapipe. Asking costs 35–173 ms and 73 MB for good there, so the app asks in a child (`probeGpu`).
 */
import type { Result } from "../../base/mod.ts";

/** What is known of an adapter. */
export interface GpuProbe {
  /** As a person knows it: "llvmpipe (LLVM 15.0.6, 256 bits)". */
  readonly name: string;
  /** What the platform speaks; Deno does not tell, so it is concluded from the system. */
  readonly backend: "vulkan" | "metal" | "dx12";
  /** A GPU made of software: our own software painter is faster. */
  readonly isFallback: boolean;
  readonly type: "cpu" | "gpu";
}
/** A device that is ready, and what of the optional things it can do. */
export interface Gpu {
  readonly device: GPUDevice;
  readonly info: GpuProbe;
  readonly hasLcd: boolean;
  readonly hasTimestamps: boolean;
}

/** Asks for an adapter only; no device is made. */
export async function probeGpu(): Promise<Result<GpuProbe>> {
  const adapter = await findAdapter();
  return adapter.ok ? { ok: true, value: describe(adapter.value) } : adapter;
}

/** An adapter and its device. Takes 35–173 ms on lavapipe. */
export async function requestGpu(): Promise<Result<Gpu>> {
  const found = await findAdapter();
  if (!found.ok) return found;
  const adapter = found.value;
  const wanted: GPUFeatureName[] = ["dual-source-blending", "timestamp-query"];
  const requiredFeatures = wanted.filter((feature) => adapter.features.has(feature));
  try {
    const device = await adapter.requestDevice({ requiredFeatures });
    return {
      ok: true,
      value: {
        device,
        info: describe(adapter),
        hasLcd: requiredFeatures.includes("dual-source-blending"),
        hasTimestamps: requiredFeatures.includes("timestamp-query"),
      },
    };
  } catch (error) {
    return { ok: false, reason: `The GPU gave no device: ${error instanceof Error ? error.message : error}` };
  }
}

async function findAdapter(): Promise<Result<GPUAdapter>> {
  if (typeof navigator === "undefined" || !navigator.gpu) {
    return { ok: false, reason: "This Deno has no WebGPU" };
  }
  preferVulkan();
  try {
    const adapter = await navigator.gpu.requestAdapter({ powerPreference: "low-power" });
    if (adapter === null) return { ok: false, reason: "No GPU adapter: no Vulkan driver was found" };
    return { ok: true, value: adapter };
  } catch (error) {
    return { ok: false, reason: `No GPU adapter: ${error instanceof Error ? error.message : error}` };
  }
}

/**
 * Without a Vulkan driver wgpu goes on to OpenGL, which takes seconds on a CPU and cannot view our target as sRGB:
 * better no GPU then. What the user has set stays.
 */
function preferVulkan(): void {
  if (Deno.build.os !== "linux") return;
  try {
    if (Deno.env.get("DENO_WEBGPU_BACKEND") === undefined) Deno.env.set("DENO_WEBGPU_BACKEND", "vulkan");
  } catch {
    // No permission for the environment: wgpu chooses.
  }
}

function describe(adapter: GPUAdapter): GpuProbe {
  const info = adapter.info;
  const isFallback = info.isFallbackAdapter;
  const os = Deno.build.os;
  return {
    name: info.description || info.device || info.vendor || "GPU",
    backend: os === "darwin" ? "metal" : os === "windows" ? "dx12" : "vulkan",
    isFallback,
    type: isFallback ? "cpu" : "gpu",
  };
}
