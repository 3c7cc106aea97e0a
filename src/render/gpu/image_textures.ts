/** Draw list images as textures: made on first use, the oldest dropped above a number. */
import type { ImageSource } from "../images.ts";

const MAX_IMAGES = 64;

export class ImageTextures {
  readonly #device: GPUDevice;
  readonly #bind: { readonly layout: GPUBindGroupLayout; readonly frame: GPUBuffer };
  readonly #kept = new Map<number, { texture: GPUTexture; group: GPUBindGroup }>();

  constructor(device: GPUDevice, bind: { layout: GPUBindGroupLayout; frame: GPUBuffer }) {
    this.#device = device;
    this.#bind = bind;
  }

  /** `null`: the source has no such image. */
  group(id: number, source: ImageSource): GPUBindGroup | null {
    const kept = this.#kept.get(id);
    if (kept !== undefined) return kept.group;
    const image = source.image(id);
    if (image === null) return null;
    const size = { width: image.width, height: image.height };
    const texture = this.#device.createTexture({ size, format: "rgba8unorm", usage: 0x04 | 0x02 });
    this.#device.queue.writeTexture(
      { texture },
      image.pixels as Uint32Array<ArrayBuffer>,
      { bytesPerRow: image.width * 4 },
      size,
    );
    const group = this.#device.createBindGroup({
      layout: this.#bind.layout,
      entries: [
        { binding: 0, resource: { buffer: this.#bind.frame } },
        { binding: 1, resource: texture.createView() },
      ],
    });
    // Not destroyed: this frame's commands may still name it. Forgotten, it is collected.
    if (this.#kept.size >= MAX_IMAGES) this.#kept.delete(this.#kept.keys().next().value!);
    this.#kept.set(id, { texture, group });
    return group;
  }

  close(): void {
    for (const { texture } of this.#kept.values()) texture.destroy();
    this.#kept.clear();
  }
}
