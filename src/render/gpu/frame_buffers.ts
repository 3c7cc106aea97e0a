/**
 * A frame's instances on their way to the GPU: for each damaged rectangle and layer only what touches it, 16 bytes each,
 * in one buffer for rects (and images) and one for glyphs, and the spans to draw: kind, from, to, scissor.
 */
import type { DevicePx } from "../../base/mod.ts";
import type { Atlas } from "../atlas.ts";
import type { DeviceRect, DrawList } from "../types.ts";

const MAX_BOXES = 8;
/** Kinds of span; grounds are the plain opaque rects a layer begins with. */
export const GROUNDS = 0, RECTS = 1, GLYPHS = 2, IMAGES = 3;

export class FrameBuffers {
  /** Stride 7: kind, first instance, end, scissor x, y, width, height. */
  spans: Int32Array = new Int32Array(64 * 7);
  spanCount = 0;
  /** Damage, stride 4: x0, y0, x1, y1. */
  readonly boxes: Int32Array = new Int32Array((MAX_BOXES + 1) * 4);
  boxCount = 0;
  rectBuffer: GPUBuffer;
  glyphBuffer: GPUBuffer;
  readonly #device: GPUDevice;
  #rects = new Uint32Array(1024 * 4);
  #glyphs = new Uint32Array(8192 * 4);
  #rectCount = 0;
  #glyphCount = 0;
  #width = 0;
  #height = 0;
  #x0 = 0;
  #y0 = 0;
  #x1 = 0;
  #y1 = 0;

  constructor(device: GPUDevice) {
    this.#device = device;
    this.rectBuffer = this.#vertexBuffer(this.#rects.byteLength);
    this.glyphBuffer = this.#vertexBuffer(this.#glyphs.byteLength);
  }

  begin(width: DevicePx, height: DevicePx): void {
    this.#width = width;
    this.#height = height;
    this.#rectCount = 0;
    this.#glyphCount = 0;
    this.spanCount = 0;
    this.boxCount = 0;
  }

  /** Clipped to the frame. Call `settleDamage` after the last. */
  addDamage(rect: DeviceRect): void {
    const x0 = Math.max(0, rect.x), y0 = Math.max(0, rect.y);
    const x1 = Math.min(this.#width, rect.x + rect.width), y1 = Math.min(this.#height, rect.y + rect.height);
    if (x0 >= x1 || y0 >= y1) return;
    const at = this.boxCount * 4;
    this.boxes[at] = x0;
    this.boxes[at + 1] = y0;
    this.boxes[at + 2] = x1;
    this.boxes[at + 3] = y1;
    this.boxCount++;
    if (this.boxCount > MAX_BOXES) this.#unite();
  }

  /** Rectangles that overlap become one, or translucent things would be mixed twice. */
  settleDamage(): void {
    const boxes = this.boxes;
    for (let i = 0; i < this.boxCount; i++) {
      for (let j = i + 1; j < this.boxCount; j++) {
        const a = i * 4, b = j * 4;
        if (
          boxes[a] < boxes[b + 2] && boxes[b] < boxes[a + 2] && boxes[a + 1] < boxes[b + 3] &&
          boxes[b + 1] < boxes[a + 3]
        ) {
          this.#unite();
          return;
        }
      }
    }
  }

  /** Starts a rectangle, with a flat ground where the list's first rect does not hide all that was there. */
  startBox(box: number, list: DrawList, ground: number): void {
    const at = box * 4;
    this.#x0 = this.boxes[at];
    this.#y0 = this.boxes[at + 1];
    this.#x1 = this.boxes[at + 2];
    this.#y1 = this.boxes[at + 3];
    if (this.#isCovered(list)) return;
    const from = this.#rectCount;
    this.#addRect(this.#x0, this.#y0, this.#x1 - this.#x0, this.#y1 - this.#y0, ground, 0);
    this.#span(GROUNDS, from, this.#rectCount, this.#x0, this.#y0, this.#x1, this.#y1);
  }

  /** All layers' instances that touch the rectangle started last. */
  addLayers(list: DrawList, atlas: Atlas): void {
    let rect = 0, run = 0, image = 0;
    for (let layer = 0; layer < list.layerCount; layer++) {
      const base = layer * 7, layers = list.layers;
      const x0 = Math.max(this.#x0, layers[base + 3]) | 0, y0 = Math.max(this.#y0, layers[base + 4]) | 0;
      const x1 = Math.min(this.#x1, layers[base + 3] + layers[base + 5]) | 0;
      const y1 = Math.min(this.#y1, layers[base + 4] + layers[base + 6]) | 0;
      if (x0 < x1 && y0 < y1) {
        const rectFrom = this.#rectCount;
        const mixed = firstMixed(list, rect, layers[base]);
        this.#addRects(list, rect, mixed, x0, y0, x1, y1);
        this.#span(GROUNDS, rectFrom, this.#rectCount, x0, y0, x1, y1);
        const mixedFrom = this.#rectCount;
        this.#addRects(list, mixed, layers[base], x0, y0, x1, y1);
        this.#span(RECTS, mixedFrom, this.#rectCount, x0, y0, x1, y1);
        const imageFrom = this.#rectCount;
        for (let i = image; i < layers[base + 2]; i++) {
          const at = i * 5, images = list.images;
          this.#addRect(images[at + 1], images[at + 2], images[at + 3], images[at + 4], 0, images[at]);
        }
        this.#span(IMAGES, imageFrom, this.#rectCount, x0, y0, x1, y1);
        const glyphFrom = this.#glyphCount;
        for (; run < layers[base + 1]; run++) this.#addRun(list, atlas, run, x0, y0, x1, y1);
        this.#span(GLYPHS, glyphFrom, this.#glyphCount, x0, y0, x1, y1);
      }
      rect = layers[base];
      run = layers[base + 1];
      image = layers[base + 2];
    }
  }

  /** The image id that instance `at` of the rects stands for. */
  imageIdAt(at: number): number {
    return this.#rects[at * 4 + 3];
  }

  upload(): void {
    if (this.rectBuffer.size < this.#rectCount * 16) {
      this.rectBuffer.destroy();
      this.rectBuffer = this.#vertexBuffer(this.#rects.byteLength);
    }
    if (this.glyphBuffer.size < this.#glyphCount * 16) {
      this.glyphBuffer.destroy();
      this.glyphBuffer = this.#vertexBuffer(this.#glyphs.byteLength);
    }
    const queue = this.#device.queue;
    queue.writeBuffer(this.rectBuffer, 0, this.#rects, 0, this.#rectCount * 4);
    if (this.#glyphCount > 0) queue.writeBuffer(this.glyphBuffer, 0, this.#glyphs, 0, this.#glyphCount * 4);
  }

  close(): void {
    this.rectBuffer.destroy();
    this.glyphBuffer.destroy();
  }

  #addRects(list: DrawList, from: number, to: number, x0: number, y0: number, x1: number, y1: number): void {
    const rects = list.rects, shapes = list.rectShapes;
    for (let i = from; i < to; i++) {
      const at = i * 4;
      const blur = shapes[i] >>> 24 === 0 ? (shapes[i] >>> 16) & 255 : 0;
      const x = rects[at], y = rects[at + 1], width = rects[at + 2], height = rects[at + 3];
      if (x - blur >= x1 || y - blur >= y1 || x + width + blur <= x0 || y + height + blur <= y0) continue;
      this.#addRect(x, y, width, height, list.rectColors[i], shapes[i]);
    }
  }

  #addRect(x: number, y: number, width: number, height: number, color: number, shape: number): void {
    if ((this.#rectCount + 1) * 4 > this.#rects.length) this.#rects = doubled(this.#rects);
    const out = this.#rects, at = this.#rectCount * 4;
    // 16 bits a side; whatever is farther out than 32,767 is not on any screen.
    const left = Math.max(-32768, Math.min(32767, x)), top = Math.max(-32768, Math.min(32767, y));
    out[at] = (left & 0xffff) | (top << 16);
    out[at + 1] = Math.min(65535, width) | (Math.min(65535, height) << 16);
    out[at + 2] = color;
    out[at + 3] = shape;
    this.#rectCount++;
  }

  #addRun(list: DrawList, atlas: Atlas, run: number, x0: number, y0: number, x1: number, y1: number): void {
    const originX = list.runPlaces[run * 3], originY = list.runPlaces[run * 3 + 1];
    const scale = list.runPlaces[run * 3 + 2], bounds = list.runBounds;
    if ((originY + bounds[run * 4 + 3]) * scale + 1024 < y0) return;
    if ((originY + bounds[run * 4 + 1]) * scale - 1024 > y1) return;
    const from = list.runSpans[run * 2], to = list.runSpans[run * 2 + 1];
    if ((this.#glyphCount + to - from) * 4 > this.#glyphs.length) {
      this.#glyphs = doubled(this.#glyphs, (this.#glyphCount + to - from) * 4);
    }
    const { glyphs, xs, ys } = list.runs[run];
    const out = this.#glyphs, color = list.runColors[run];
    let count = this.#glyphCount;
    for (let i = from; i < to; i++) {
      const y = (((originY + ys[i]) * scale + 4096.5) | 0) - 4096;
      const q = (((originX + xs[i]) * scale * 4 + 16384.5) | 0) - 16384;
      const x = q >> 2;
      if (x + 1024 < x0 || x - 1024 > x1) continue;
      const slot = atlas.find(glyphs[i], q & 3);
      if (slot < 0) continue;
      const slots = atlas.slots;
      const left = x + slots.left[slot], top = y + slots.top[slot];
      const width = slots.width[slot], height = slots.height[slot];
      if (left >= x1 || top >= y1 || left + width <= x0 || top + height <= y0) continue;
      const at = count * 4;
      out[at] = (left & 0xffff) | (top << 16);
      out[at + 1] = slots.x[slot] | (slots.y[slot] << 16);
      out[at + 2] = width | (height << 11) | (slots.kind[slot] << 22) | (slots.page[slot] << 24);
      out[at + 3] = color;
      count++;
    }
    this.#glyphCount = count;
  }

  #span(kind: number, from: number, to: number, x0: number, y0: number, x1: number, y1: number): void {
    if (from === to) return;
    if ((this.spanCount + 1) * 7 > this.spans.length) {
      const longer = new Int32Array(this.spans.length * 2);
      longer.set(this.spans);
      this.spans = longer;
    }
    const out = this.spans, at = this.spanCount++ * 7;
    out[at] = kind;
    out[at + 1] = from;
    out[at + 2] = to;
    out[at + 3] = x0;
    out[at + 4] = y0;
    out[at + 5] = x1 - x0;
    out[at + 6] = y1 - y0;
  }

  #isCovered(list: DrawList): boolean {
    if (list.layerCount === 0 || list.layers[0] === 0 || firstMixed(list, 0, 1) === 0) return false;
    const rects = list.rects, layers = list.layers;
    return Math.max(rects[0], layers[3]) <= this.#x0 && Math.max(rects[1], layers[4]) <= this.#y0 &&
      Math.min(rects[0] + rects[2], layers[3] + layers[5]) >= this.#x1 &&
      Math.min(rects[1] + rects[3], layers[4] + layers[6]) >= this.#y1;
  }

  #unite(): void {
    const boxes = this.boxes;
    for (let i = 1; i < this.boxCount; i++) {
      boxes[0] = Math.min(boxes[0], boxes[i * 4]);
      boxes[1] = Math.min(boxes[1], boxes[i * 4 + 1]);
      boxes[2] = Math.max(boxes[2], boxes[i * 4 + 2]);
      boxes[3] = Math.max(boxes[3], boxes[i * 4 + 3]);
    }
    this.boxCount = 1;
  }

  #vertexBuffer(size: number): GPUBuffer {
    return this.#device.createBuffer({ size, usage: 0x20 | 0x08 }); // VERTEX | COPY_DST
  }
}

/** The first rect that is translucent or has a shape; `to` when there is none. */
function firstMixed(list: DrawList, from: number, to: number): number {
  for (let i = from; i < to; i++) if (list.rectShapes[i] !== 0 || list.rectColors[i] >>> 24 !== 255) return i;
  return to;
}

function doubled(from: Uint32Array<ArrayBuffer>, atLeast = 0): Uint32Array<ArrayBuffer> {
  let length = from.length * 2;
  while (length < atLeast) length *= 2;
  const to = new Uint32Array(length);
  to.set(from);
  return to;
}
