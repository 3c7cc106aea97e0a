/**
 * How a finished frame leaves the persistent target. Two ways: a window's surface, for GPUs; and through memory, for
 * adapters that are the processor itself, where a surface means sending the whole window to the display for every key
 * (4 MB by socket on X11, 2.2 ms): there only the damaged rectangles are copied, into the memory the window is shown from.
 */
import type { DeviceRect, PixelTarget } from "../types.ts";
import type { Gpu } from "./device.ts";
import type { Pipelines, TargetFormat } from "./pipelines.ts";
import { mapAtOnce, mappableBuffer, mapsAtOnce } from "./quirks.ts";

/** A window's surface, as the window gives it. */
export interface GpuSurface {
  getContext(context: "webgpu"): GPUCanvasContext;
  present(): void;
  resize(width: number, height: number): void;
}
/** The painter's frame: what is on the target, and which parts of it are new. */
export interface Finished {
  readonly texture: GPUTexture;
  readonly width: number;
  readonly height: number;
  /** Stride 4: x0, y0, x1, y1. */
  readonly boxes: Int32Array;
  readonly boxCount: number;
}
export interface Output {
  readonly format: TargetFormat;
  resize(width: number, height: number): void;
  /** Adds what brings the frame out to the commands that paint it. */
  record(encoder: GPUCommandEncoder, frame: Finished): void;
  /** After the commands were submitted. */
  show(damage: readonly DeviceRect[], count: number): void;
  close(): void;
}

const RENDER_ATTACHMENT = 0x10, COPY_DST = 0x02;

/** Resolves when it is known how the surface takes frames. */
export async function surfaceOutput(
  device: GPUDevice,
  { surface, pipelines }: { surface: GpuSurface; pipelines: (format: TargetFormat) => Pipelines },
): Promise<Output> {
  const format = navigator.gpu.getPreferredCanvasFormat() === "bgra8unorm" ? "bgra8unorm" : "rgba8unorm";
  const context = surface.getContext("webgpu");
  let takesCopies = true;
  device.pushErrorScope("validation");
  try {
    configure(context, { device, format, usage: COPY_DST });
  } catch {
    takesCopies = false;
  }
  if (await device.popErrorScope() !== null) takesCopies = false;
  const usage = takesCopies ? COPY_DST : RENDER_ATTACHMENT;
  if (!takesCopies) configure(context, { device, format, usage });
  let blitFrom: GPUTexture | null = null;
  let blitGroup: GPUBindGroup | null = null;
  return {
    format,
    resize(width, height) {
      surface.resize(width, height);
      configure(context, { device, format, usage });
    },
    /** The surface's textures take turns, so each gets the whole frame. */
    record(encoder, { texture, width, height }) {
      const to = context.getCurrentTexture();
      if (takesCopies) {
        encoder.copyTextureToTexture({ texture }, { texture: to }, { width, height });
        return;
      }
      const { blit, blitLayout } = pipelines(format);
      if (blitGroup === null || blitFrom !== texture) {
        blitFrom = texture;
        const entries = [{ binding: 0, resource: texture.createView() }];
        blitGroup = device.createBindGroup({ layout: blitLayout, entries });
      }
      const pass = encoder.beginRenderPass({
        colorAttachments: [{ view: to.createView(), loadOp: "clear", storeOp: "store" }],
      });
      pass.setPipeline(blit);
      pass.setBindGroup(0, blitGroup);
      pass.draw(3);
      pass.end();
    },
    show: () => surface.present(),
    close: () => context.unconfigure(),
  };
}

function configure(
  context: GPUCanvasContext,
  { device, format, usage }: { device: GPUDevice; format: TargetFormat; usage: number },
): void {
  context.configure({
    device,
    format,
    usage: usage | RENDER_ATTACHMENT,
    alphaMode: "opaque",
    presentMode: "auto-no-vsync",
  } as GPUCanvasConfiguration);
}

/** Whether frames of this adapter come to the screen sooner through memory than through a surface. */
export function showsByMemory({ info, device }: Gpu): boolean {
  return info.isFallback && mapsAtOnce(device);
}

/** Into `target`, asked once a frame. Waits for the GPU in `show`: only where that is this processor. */
export function memoryOutput(device: GPUDevice, target: () => PixelTarget): Output {
  let buffer: GPUBuffer | null = null;
  let frame: Finished | null = null;
  let bytes = 0;
  return {
    format: "bgra8unorm",
    resize: () => {},
    record(encoder, finished) {
      frame = finished;
      const { boxes, boxCount, texture } = finished;
      bytes = 0;
      for (let i = 0; i < boxCount; i++) bytes += bytesOf(boxes, i);
      if (buffer === null || buffer.size < bytes) {
        buffer?.destroy();
        buffer = mappableBuffer(device, Math.max(bytes, 1 << 18));
      }
      for (let i = 0, offset = 0; i < boxCount; i++) {
        const b = i * 4, width = boxes[b + 2] - boxes[b], height = boxes[b + 3] - boxes[b + 1];
        encoder.copyTextureToBuffer(
          { texture, origin: { x: boxes[b], y: boxes[b + 1] } },
          { buffer, offset, bytesPerRow: pitchOf(width) },
          { width, height },
        );
        offset += bytesOf(boxes, i);
      }
    },
    show(damage, count) {
      const mapped = buffer === null ? null : mapAtOnce(buffer, bytes);
      if (mapped === null || frame === null) return;
      const to = target();
      copyBoxes(new Uint32Array(mapped), to, frame);
      buffer!.unmap();
      to.flush(damage, count);
    },
    close() {
      buffer?.destroy();
      buffer = null;
    },
  };
}

/** WebGPU wants rows of whole 256 bytes. */
function pitchOf(width: number): number {
  return (width * 4 + 255) & ~255;
}
function bytesOf(boxes: Int32Array, box: number): number {
  return pitchOf(boxes[box * 4 + 2] - boxes[box * 4]) * (boxes[box * 4 + 3] - boxes[box * 4 + 1]);
}

function copyBoxes(from: Uint32Array, to: PixelTarget, { boxes, boxCount }: Finished): void {
  for (let i = 0, start = 0; i < boxCount; i++) {
    const b = i * 4, x = boxes[b], width = Math.min(boxes[b + 2], to.width) - x;
    const pitch = pitchOf(boxes[b + 2] - x) / 4, bottom = Math.min(boxes[b + 3], to.height);
    for (let y = boxes[b + 1], at = start; y < bottom && width > 0; y++, at += pitch) {
      to.pixels.set(from.subarray(at, at + width), y * to.stride + x);
    }
    start += bytesOf(boxes, i) / 4;
  }
}
