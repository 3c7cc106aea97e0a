/**
 * The software painter: a draw list into memory, inside the damaged rectangles only, then a flush of those.
 * Owns the passes and what they skip; pixels are made by rects.ts, glyphs.ts and images.ts.
 * Nothing is allocated per frame. Rectangles that overlap are merged first, or translucent things would be mixed twice.
 */
import type { Atlas } from "../atlas.ts";
import type { ImageSource } from "../images.ts";
import type { DeviceRect, DrawList, Painter, PixelTarget } from "../types.ts";
import { type Canvas, GlyphPainter } from "./glyphs.ts";
import { paintImage } from "./images.ts";
import { RectPainter } from "./rects.ts";

/** More are painted as one: each is a walk over the list. */
const MAX_RECTS = 32;
const BLACK = 0xff000000;

export interface SoftwarePainterOptions {
  /** Asked once per present: a resized window has a new target. */
  readonly target: () => PixelTarget;
  readonly atlas: Atlas;
  readonly images?: ImageSource;
}

/** A painter without GPU. What no opaque rect covers is black. */
export function createSoftwarePainter(options: SoftwarePainterOptions): Painter {
  return new SoftwarePainter(options);
}

class SoftwarePainter implements Painter {
  readonly kind = "software";
  readonly adapter = "software";
  readonly #options: SoftwarePainterOptions;
  readonly #atlas: Atlas;
  readonly #rects = new RectPainter();
  readonly #glyphs: GlyphPainter;
  readonly #canvas: Canvas = { pixels: new Int32Array(0), stride: 0, x0: 0, y0: 0, x1: 0, y1: 0 };
  #source: Uint32Array | null = null;
  /** Damage as x0, y0, x1, y1. */
  readonly #boxes = new Int32Array(MAX_RECTS * 4);
  /** The atlas's reach that skipping relied on. */
  #up = 0;
  #down = 0;
  #left = 0;
  #right = 0;

  constructor(options: SoftwarePainterOptions) {
    this.#options = options;
    this.#atlas = options.atlas;
    this.#glyphs = new GlyphPainter(options.atlas);
  }

  present(list: DrawList, damage: readonly DeviceRect[], count: number): void {
    const target = this.#options.target();
    if (this.#source !== target.pixels) {
      this.#source = target.pixels;
      this.#canvas.pixels = new Int32Array(
        target.pixels.buffer as ArrayBuffer,
        target.pixels.byteOffset,
        target.pixels.length,
      );
    }
    this.#canvas.stride = target.stride;
    const boxes = this.#takeBoxes(damage, count, target);
    if (boxes === 0) return;
    // A glyph met here first may reach farther than any before it, so neighbours may have been skipped: paint again.
    do this.#paintAll(list, boxes); while (
      this.#atlas.reachUp > this.#up || this.#atlas.reachDown > this.#down ||
      this.#atlas.reachLeft > this.#left || this.#atlas.reachRight > this.#right
    );
    target.flush(damage, count);
  }

  read(): Promise<{ readonly width: number; readonly height: number; readonly pixels: Uint8Array }> {
    const { width, height, stride, pixels } = this.#options.target();
    const out = new Uint8Array(width * height * 4);
    for (let y = 0, to = 0; y < height; y++) {
      for (let x = 0; x < width; x++, to += 4) {
        const pixel = pixels[y * stride + x];
        out[to] = (pixel >>> 16) & 255;
        out[to + 1] = (pixel >>> 8) & 255;
        out[to + 2] = pixel & 255;
        out[to + 3] = 255;
      }
    }
    return Promise.resolve({ width, height, pixels: out });
  }

  close(): void {
    this.#source = null;
    this.#canvas.pixels = new Int32Array(0);
  }

  /** Damage clipped to the target; merged into one where it overlaps or is too much. */
  #takeBoxes(damage: readonly DeviceRect[], count: number, target: PixelTarget): number {
    const boxes = this.#boxes;
    let taken = 0, isOne = count > MAX_RECTS;
    let x0 = target.width as number, y0 = target.height as number, x1 = 0, y1 = 0;
    for (let i = 0; i < count; i++) {
      const rect = damage[i];
      const left = Math.max(0, rect.x), top = Math.max(0, rect.y);
      const right = Math.min(target.width, rect.x + rect.width);
      const bottom = Math.min(target.height, rect.y + rect.height);
      if (left >= right || top >= bottom) continue;
      if (left < x0) x0 = left;
      if (top < y0) y0 = top;
      if (right > x1) x1 = right;
      if (bottom > y1) y1 = bottom;
      if (isOne) continue;
      for (let j = 0; j < taken; j++) {
        const b = j * 4;
        if (left < boxes[b + 2] && boxes[b] < right && top < boxes[b + 3] && boxes[b + 1] < bottom) {
          isOne = true;
        }
      }
      boxes[taken * 4] = left;
      boxes[taken * 4 + 1] = top;
      boxes[taken * 4 + 2] = right;
      boxes[taken * 4 + 3] = bottom;
      taken++;
    }
    if (!isOne) return taken;
    boxes[0] = x0;
    boxes[1] = y0;
    boxes[2] = x1;
    boxes[3] = y1;
    return x0 < x1 ? 1 : 0;
  }

  #paintAll(list: DrawList, boxes: number): void {
    this.#up = this.#atlas.reachUp;
    this.#down = this.#atlas.reachDown;
    this.#left = this.#atlas.reachLeft;
    this.#right = this.#atlas.reachRight;
    this.#clear(list, boxes);
    let rect = 0, run = 0, image = 0;
    for (let layer = 0; layer < list.layerCount; layer++) {
      const base = layer * 7, layers = list.layers;
      this.#paintRects(list, rect, layers[base], base, boxes);
      if (image < layers[base + 2]) this.#paintImages(list, image, layers[base + 2], base, boxes);
      for (let box = 0; box < boxes; box++) this.#paintRuns(list, run, layers[base + 1], base, box);
      rect = layers[base];
      run = layers[base + 1];
      image = layers[base + 2];
    }
  }

  #clear(list: DrawList, boxes: number): void {
    for (let i = 0; i < boxes; i++) {
      this.#clipTo(i);
      if (coversBox(list, this.#canvas)) continue;
      const { x0, y0, x1, y1 } = this.#canvas;
      this.#rects.paint(x0, y0, x1 - x0, y1 - y0, BLACK, 0, this.#canvas);
    }
  }

  #paintRects(list: DrawList, from: number, to: number, layer: number, boxes: number): void {
    const rects = list.rects;
    for (let box = 0; box < boxes; box++) {
      if (!this.#clipToLayer(list, layer, box)) continue;
      const canvas = this.#canvas;
      for (let i = from; i < to; i++) {
        const at = i * 4;
        this.#rects.paint(
          rects[at] | 0,
          rects[at + 1] | 0,
          rects[at + 2] | 0,
          rects[at + 3] | 0,
          list.rectColors[i],
          list.rectShapes[i],
          canvas,
        );
      }
    }
  }

  #paintImages(list: DrawList, from: number, to: number, layer: number, boxes: number): void {
    for (let i = from; i < to; i++) {
      const at = i * 5, images = list.images;
      const image = this.#options.images?.image(images[at]) ?? null;
      if (image === null) continue;
      for (let box = 0; box < boxes; box++) {
        if (!this.#clipToLayer(list, layer, box)) continue;
        paintImage(image, images[at + 1], images[at + 2], images[at + 3], images[at + 4], this.#canvas);
      }
    }
  }

  /** Runs are skipped by their bounds: of 75 on a screen a typed key reads the glyphs of two or three. */
  #paintRuns(list: DrawList, from: number, to: number, layer: number, box: number): void {
    if (from >= to || !this.#clipToLayer(list, layer, box)) return;
    const atlas = this.#atlas, painter = this.#glyphs;
    const canvas = this.#canvas, places = list.runPlaces, bounds = list.runBounds;
    // Origins that can reach the box, and a pixel more for their rounding.
    const x0 = canvas.x0 - this.#right - 1, x1 = canvas.x1 + this.#left + 1;
    const y0 = canvas.y0 - this.#down - 1, y1 = canvas.y1 + this.#up + 1;
    for (let i = from; i < to; i++) {
      const x = places[i * 3], y = places[i * 3 + 1], scale = places[i * 3 + 2], b = i * 4;
      if (
        (y + bounds[b + 1]) * scale > y1 || (y + bounds[b + 3]) * scale < y0 ||
        (x + bounds[b]) * scale > x1 || (x + bounds[b + 2]) * scale < x0
      ) continue;
      // One loop, not a function a run: a whole redraw calls it 750 times.
      const { glyphs, xs, ys } = list.runs[i];
      const color = list.runColors[i], to = list.runSpans[i * 2 + 1];
      for (let k = list.runSpans[i * 2]; k < to; k++) {
        // As Math.round for all that can be seen, and an integer to V8.
        const q = (((x + xs[k]) * scale * 4 + 16384.5) | 0) - 16384, column = q >> 2;
        if (column < x0 || column > x1) continue;
        const slot = atlas.find(glyphs[k], q & 3);
        if (slot < 0) continue;
        painter.paint(slot, column, (((y + ys[k]) * scale + 4096.5) | 0) - 4096, color, canvas);
      }
    }
  }

  #clipTo(box: number): void {
    const canvas = this.#canvas, boxes = this.#boxes;
    canvas.x0 = boxes[box * 4];
    canvas.y0 = boxes[box * 4 + 1];
    canvas.x1 = boxes[box * 4 + 2];
    canvas.y1 = boxes[box * 4 + 3];
  }

  /** False: the layer and the rectangle have nothing in common. */
  #clipToLayer(list: DrawList, layer: number, box: number): boolean {
    this.#clipTo(box);
    const canvas = this.#canvas, layers = list.layers;
    const left = layers[layer + 3] | 0, top = layers[layer + 4] | 0;
    const right = left + (layers[layer + 5] | 0), bottom = top + (layers[layer + 6] | 0);
    if (left > canvas.x0) canvas.x0 = left;
    if (top > canvas.y0) canvas.y0 = top;
    if (right < canvas.x1) canvas.x1 = right;
    if (bottom < canvas.y1) canvas.y1 = bottom;
    return canvas.x0 < canvas.x1 && canvas.y0 < canvas.y1;
  }
}

/** Whether the very first rect hides all that was there before. */
function coversBox(list: DrawList, box: Canvas): boolean {
  if (list.layerCount === 0 || list.layers[0] === 0) return false;
  const rects = list.rects, layers = list.layers;
  const x = rects[0], y = rects[1], width = rects[2], height = rects[3];
  return list.rectShapes[0] === 0 && list.rectColors[0] >>> 24 === 255 &&
    Math.max(x, layers[3]) <= box.x0 && Math.max(y, layers[4]) <= box.y0 &&
    Math.min(x + width, layers[3] + layers[5]) >= box.x1 &&
    Math.min(y + height, layers[4] + layers[6]) >= box.y1;
}
