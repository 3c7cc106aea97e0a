/**
 * The atlas on the GPU: a texture array with a layer per page. Sends only what the atlas's log says is new, as one
 * rectangle per page; after a new epoch or a bigger array, whole pages as far as they are filled.
 */
import type { Atlas } from "../atlas.ts";

export class AtlasTexture {
  readonly #device: GPUDevice;
  readonly #atlas: Atlas;
  readonly #bind: { readonly layout: GPUBindGroupLayout; readonly frame: GPUBuffer };
  #texture: GPUTexture | null = null;
  #group: GPUBindGroup | null = null;
  #layers = 0;
  #epoch = -1;
  #seen = 0;
  /** Per page what to send: x0, y0, x1, y1. */
  #dirty = new Int32Array(0);

  constructor(device: GPUDevice, atlas: Atlas, bind: { layout: GPUBindGroupLayout; frame: GPUBuffer }) {
    this.#device = device;
    this.#atlas = atlas;
    this.#bind = bind;
  }

  /** Brings the texture up to date; call after the last look-up of a frame. */
  update(): void {
    const atlas = this.#atlas;
    const isFit = this.#texture !== null && this.#layers >= atlas.pages.length;
    if (isFit && this.#epoch === atlas.epoch && this.#seen === atlas.logCount) return;
    if (!isFit) this.#grow();
    const isAll = !isFit || this.#epoch !== atlas.epoch;
    this.#collect(isAll ? 0 : this.#seen, isAll);
    this.#epoch = atlas.epoch;
    this.#seen = atlas.logCount;
    const size = atlas.pageSize;
    for (let page = 0; page < atlas.pages.length; page++) {
      const x = this.#dirty[page * 4], y = this.#dirty[page * 4 + 1];
      const width = this.#dirty[page * 4 + 2] - x, height = this.#dirty[page * 4 + 3] - y;
      if (width <= 0 || height <= 0) continue;
      this.#device.queue.writeTexture(
        { texture: this.#texture!, origin: { x, y, z: page } },
        atlas.pages[page] as Uint32Array<ArrayBuffer>,
        { offset: (y * size + x) * 4, bytesPerRow: size * 4, rowsPerImage: height },
        { width, height, depthOrArrayLayers: 1 },
      );
    }
  }

  group(): GPUBindGroup {
    if (this.#texture === null) this.update();
    return this.#group ??= this.#device.createBindGroup({
      layout: this.#bind.layout,
      entries: [
        { binding: 0, resource: { buffer: this.#bind.frame } },
        { binding: 1, resource: this.#texture!.createView({ dimension: "2d-array" }) },
      ],
    });
  }

  close(): void {
    this.#texture?.destroy();
    this.#texture = null;
  }

  #grow(): void {
    const atlas = this.#atlas;
    this.#texture?.destroy();
    this.#group = null;
    this.#layers = Math.max(1, 1 << (32 - Math.clz32(Math.max(0, atlas.pages.length - 1))));
    this.#texture = this.#device.createTexture({
      size: { width: atlas.pageSize, height: atlas.pageSize, depthOrArrayLayers: this.#layers },
      format: "rgba8unorm",
      usage: 0x04 | 0x02, // TEXTURE_BINDING | COPY_DST
    });
    this.#dirty = new Int32Array(this.#layers * 4);
  }

  #collect(from: number, isAll: boolean): void {
    const { log, logCount, slots, pageSize, pages } = this.#atlas;
    const dirty = this.#dirty;
    for (let page = 0; page < pages.length; page++) {
      dirty[page * 4] = isAll ? 0 : pageSize;
      dirty[page * 4 + 1] = isAll ? 0 : pageSize;
      dirty[page * 4 + 2] = isAll ? pageSize : 0;
      dirty[page * 4 + 3] = isAll ? pageSize : 0;
    }
    if (isAll) return;
    for (let i = from; i < logCount; i++) {
      const slot = log[i], at = slots.page[slot] * 4;
      dirty[at] = Math.min(dirty[at], slots.x[slot]);
      dirty[at + 1] = Math.min(dirty[at + 1], slots.y[slot]);
      dirty[at + 2] = Math.max(dirty[at + 2], slots.x[slot] + slots.width[slot]);
      dirty[at + 3] = Math.max(dirty[at + 3], slots.y[slot] + slots.height[slot]);
    }
  }
}
