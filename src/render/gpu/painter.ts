/**
 * The WebGPU painter: per damaged rectangle and layer one draw call for the rects and one for the glyphs, scissored,
 * into a persistent target. Owns the frame; buffers lie in frame_buffers.ts, the atlas texture in atlas_texture.ts, the way
 * to the screen in outputs.ts. Nothing is awaited while presenting. A lost device ends this painter: the app is told and
 * makes a new one.
 */
import type { DevicePx } from "../../base/mod.ts";
import type { Atlas } from "../atlas.ts";
import type { ImageSource } from "../images.ts";
import type { DeviceRect, DrawList, Painter, PixelTarget } from "../types.ts";
import { AtlasTexture } from "./atlas_texture.ts";
import type { Gpu } from "./device.ts";
import { FrameBuffers, GLYPHS, GROUNDS, IMAGES } from "./frame_buffers.ts";
import { ImageTextures } from "./image_textures.ts";
import { FrameTimer } from "./frame_timer.ts";
import { type GpuSurface, memoryOutput, type Output, surfaceOutput } from "./outputs.ts";
import { createPipelines, type Pipelines, type TargetFormat } from "./pipelines.ts";

export interface GpuPainterOptions {
  readonly gpu: Gpu;
  readonly atlas: Atlas;
  /** Asked once per present: a new size makes a new target, so the whole frame must be damaged then. */
  readonly size: () => { readonly width: number; readonly height: number };
  /** With neither surface nor memory: off-screen, for screenshots and benches. */
  readonly surface?: GpuSurface;
  /** The memory the window is shown from, of the same size; for adapters that `showsByMemory`. */
  readonly memory?: () => PixelTarget;
  readonly images?: ImageSource;
  /** Asks for `gpuTime`. For benches: the queries cost each frame 0.3 ms on lavapipe. */
  readonly times?: "gpu";
  /** The device is gone, by itself or by `loseDevice`; not called by `close`. */
  readonly onLost?: (reason: string) => void;
  /** What WebGPU says is wrong with our use of it: a bug of ours. */
  readonly onError?: (message: string) => void;
}
/** Milliseconds of the last presents. */
export interface GpuTimes {
  /** Filling buffers and encoding, on our thread. */
  readonly encode: number;
  readonly submit: number;
}
/** What only this painter offers. */
export interface GpuPainter extends Painter {
  readonly kind: "gpu";
  readonly times: GpuTimes;
  /** GPU time of the last present's pass in ms, by timestamp queries; `null` where they are not offered or were not asked for. Waits for the GPU. */
  gpuTime(): Promise<number | null>;
  /** Ends when all submitted work has; for benches, never between frames. */
  done(): Promise<void>;
  /** Destroys the device, as a driver reset would. For tests. */
  loseDevice(): void;
}

const USAGE_TARGET = 0x10 | 0x01 | 0x04; // RENDER_ATTACHMENT | COPY_SRC | TEXTURE_BINDING
const BLACK = 0xff000000;

/** A painter on a device. Resolves when the pipelines are made and it is known how the surface takes frames. */
export async function createGpuPainter(options: GpuPainterOptions): Promise<GpuPainter> {
  const { gpu, surface, memory } = options;
  let made: Pipelines | null = null;
  const pipelines = (format: TargetFormat) => made ??= createPipelines(gpu, format);
  const output = memory !== undefined
    ? memoryOutput(gpu.device, memory)
    : surface !== undefined
    ? await surfaceOutput(gpu.device, { surface, pipelines })
    : null;
  const format = output?.format ?? "rgba8unorm";
  return new Gpu2dPainter({ ...options, output, format, pipelines: pipelines(format) });
}

interface Internals extends GpuPainterOptions {
  readonly output: Output | null;
  readonly format: TargetFormat;
  readonly pipelines: Pipelines;
}

class Gpu2dPainter implements GpuPainter {
  readonly kind = "gpu";
  readonly adapter: string;
  readonly times = { encode: 0, submit: 0 };
  readonly #options: Internals;
  readonly #device: GPUDevice;
  readonly #pipelines: Pipelines;
  readonly #buffers: FrameBuffers;
  readonly #atlasTexture: AtlasTexture;
  readonly #images: ImageTextures;
  readonly #timer: FrameTimer | null;
  readonly #frame: GPUBuffer;
  #target: GPUTexture | null = null;
  #view: GPUTextureView | null = null;
  #rects: GPUBindGroup | null = null;
  #width = 0;
  #height = 0;
  #isGone = false;

  constructor(options: Internals) {
    this.#options = options;
    this.#device = options.gpu.device;
    this.adapter = options.gpu.info.name;
    this.#pipelines = options.pipelines;
    this.#buffers = new FrameBuffers(this.#device);
    this.#frame = this.#device.createBuffer({ size: 16, usage: 0x40 | 0x08 }); // UNIFORM | COPY_DST
    this.#atlasTexture = new AtlasTexture(this.#device, options.atlas, {
      layout: this.#pipelines.glyphLayout,
      frame: this.#frame,
    });
    this.#images = new ImageTextures(this.#device, {
      layout: this.#pipelines.imageLayout,
      frame: this.#frame,
    });
    this.#timer = options.times === "gpu" && options.gpu.hasTimestamps ? new FrameTimer(this.#device) : null;
    this.#device.lost.then((info) => {
      if (this.#isGone) return;
      this.#isGone = true;
      options.onLost?.(info.message || String(info.reason));
    });
    this.#device.addEventListener("uncapturederror", (event) => {
      options.onError?.((event as GPUUncapturedErrorEvent).error.message);
    });
  }

  present(list: DrawList, damage: readonly DeviceRect[], count: number): void {
    if (this.#isGone) return;
    const begun = performance.now();
    this.#fit();
    const passes = this.#fill(list, damage, count);
    if (passes === 0) return;
    const encoder = this.#device.createCommandEncoder();
    const pass = encoder.beginRenderPass({
      colorAttachments: [{ view: this.#view!, loadOp: "load", storeOp: "store" }],
      ...(this.#timer && { timestampWrites: this.#timer.writes }),
    });
    this.#draw(pass, passes);
    pass.end();
    this.#timer?.resolve(encoder);
    const output = this.#options.output;
    output?.record(encoder, {
      texture: this.#target!,
      width: this.#width,
      height: this.#height,
      boxes: this.#buffers.boxes,
      boxCount: passes,
    });
    const commands = encoder.finish();
    const encoded = performance.now();
    this.#device.queue.submit([commands]);
    output?.show(damage, count);
    this.times.encode = encoded - begun;
    this.times.submit = performance.now() - encoded;
  }

  async read(): Promise<{ readonly width: number; readonly height: number; readonly pixels: Uint8Array }> {
    const width = this.#width, height = this.#height;
    const out = new Uint8Array(width * height * 4);
    if (this.#isGone || this.#target === null) return { width, height, pixels: out };
    const bytesPerRow = (width * 4 + 255) & ~255;
    const buffer = this.#device.createBuffer({ size: bytesPerRow * height, usage: 0x01 | 0x08 }); // MAP_READ | COPY_DST
    const encoder = this.#device.createCommandEncoder();
    encoder.copyTextureToBuffer({ texture: this.#target }, { buffer, bytesPerRow }, { width, height });
    this.#device.queue.submit([encoder.finish()]);
    await buffer.mapAsync(1);
    // Copied before unmap, which takes the memory away.
    const mapped = new Uint8Array(buffer.getMappedRange());
    for (let y = 0; y < height; y++) {
      out.set(mapped.subarray(y * bytesPerRow, y * bytesPerRow + width * 4), y * width * 4);
    }
    buffer.unmap();
    buffer.destroy();
    const isBgra = this.#options.format === "bgra8unorm";
    for (let i = 0; i < out.length; i += 4) {
      if (isBgra) [out[i], out[i + 2]] = [out[i + 2], out[i]];
      out[i + 3] = 255;
    }
    return { width, height, pixels: out };
  }

  gpuTime(): Promise<number | null> {
    return this.#timer?.read() ?? Promise.resolve(null);
  }

  async done(): Promise<void> {
    await this.#device.queue.onSubmittedWorkDone();
  }

  loseDevice(): void {
    this.#device.destroy();
  }

  /** Frees what is the painter's; the device stays, it may serve another painter. */
  close(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#target?.destroy();
    this.#frame.destroy();
    this.#buffers.close();
    this.#atlasTexture.close();
    this.#images.close();
    this.#timer?.close();
    this.#options.output?.close();
  }

  /** A new size: a new target, and the surface told. */
  #fit(): void {
    const { width, height } = this.#options.size();
    if (width === this.#width && height === this.#height) return;
    this.#width = width;
    this.#height = height;
    this.#target?.destroy();
    const { format, output } = this.#options;
    this.#target = this.#device.createTexture({
      size: { width, height },
      format,
      usage: USAGE_TARGET,
      viewFormats: [`${format}-srgb`],
    });
    this.#view = this.#target.createView({ format: `${format}-srgb` });
    this.#device.queue.writeBuffer(this.#frame, 0, new Float32Array([width, height, 0, 0]));
    output?.resize(width, height);
  }

  /** Instances of all passes into the buffers; answers how many rectangles are drawn. */
  #fill(list: DrawList, damage: readonly DeviceRect[], count: number): number {
    const buffers = this.#buffers;
    buffers.begin(this.#width as DevicePx, this.#height as DevicePx);
    for (let i = 0; i < count; i++) buffers.addDamage(damage[i]);
    buffers.settleDamage();
    for (let box = 0; box < buffers.boxCount; box++) {
      buffers.startBox(box, list, BLACK);
      buffers.addLayers(list, this.#options.atlas);
    }
    this.#atlasTexture.update();
    buffers.upload();
    return buffers.boxCount;
  }

  #draw(pass: GPURenderPassEncoder, boxes: number): void {
    const buffers = this.#buffers, pipelines = this.#pipelines, spans = buffers.spans;
    if (boxes === 0) return;
    let bound = -1;
    for (let i = 0; i < buffers.spanCount; i++) {
      const at = i * 7;
      pass.setScissorRect(spans[at + 3], spans[at + 4], spans[at + 5], spans[at + 6]);
      const kind = spans[at], from = spans[at + 1], to = spans[at + 2];
      if (kind === IMAGES) {
        bound = -1;
        this.#drawImages(pass, from, to);
        continue;
      }
      if (bound !== kind) {
        bound = kind;
        const isText = kind === GLYPHS;
        pass.setPipeline(isText ? pipelines.glyphs : kind === GROUNDS ? pipelines.grounds : pipelines.rects);
        pass.setBindGroup(0, isText ? this.#atlasTexture.group() : this.#rectGroup());
        pass.setVertexBuffer(0, isText ? buffers.glyphBuffer : buffers.rectBuffer);
      }
      pass.draw(4, to - from, 0, from);
    }
  }

  #drawImages(pass: GPURenderPassEncoder, from: number, to: number): void {
    const source = this.#options.images;
    if (source === undefined) return;
    pass.setPipeline(this.#pipelines.images);
    pass.setVertexBuffer(0, this.#buffers.rectBuffer);
    for (let i = from; i < to; i++) {
      const group = this.#images.group(this.#buffers.imageIdAt(i), source);
      if (group === null) continue;
      pass.setBindGroup(0, group);
      pass.draw(4, 1, 0, i);
    }
  }

  #rectGroup(): GPUBindGroup {
    return this.#rects ??= this.#device.createBindGroup({
      layout: this.#pipelines.rectLayout,
      entries: [{ binding: 0, resource: { buffer: this.#frame } }],
    });
  }
}
