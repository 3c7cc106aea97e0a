/**
 * Glyphs into pixels. Text mostly stands on one flat colour, so for each pair (text colour, colour under it) a table of
 * all 256 results is kept and a pixel costs one look-up; elsewhere it is mixed on the spot. A grey glyph that nothing
 * clips at its sides is painted from a list of its inked pixels, offset << 8 | coverage: one loop without empty pixels and row ends,
 * which no processor foresees. 6,000 glyphs: 1.5 ms from lists, 2.3 row by row (bench/software_bench.ts).
 */
import type { Atlas } from "../atlas.ts";
import { COLOR, GREY } from "../atlas.ts";
import { ENCODED, LIGHT, mixPixel, textAlphas } from "../blend.ts";

/** Tables of 1 KB each. */
const TABLES = 256;
/** Alphas by coverage for this many colours. */
const RAMPS = 64;

/** Where to paint: pixels as 0xFFRRGGBB, and the half-open box nothing may leave. */
export interface Canvas {
  pixels: Int32Array;
  stride: number;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** Paints atlas slots; holds the tables. */
export class GlyphPainter {
  readonly #atlas: Atlas;
  readonly #tables = new Int32Array(TABLES * 256);
  readonly #tableOver = new Int32Array(TABLES);
  readonly #tableUnder = new Int32Array(TABLES);
  readonly #ramps = new Uint32Array(RAMPS * 256);
  readonly #rampColors = new Uint32Array(RAMPS);
  /** Inked pixels of the slots met so far, for one stride; begin and end by slot, begin -1: not made yet. */
  #ink = new Uint32Array(1 << 14);
  #inkCount = 0;
  #inkFrom = new Int32Array(0);
  #inkTo = new Int32Array(0);
  #inkStride = 0;
  /** How much of the atlas's log was seen. */
  #seen = 0;
  #epoch = 0;

  constructor(atlas: Atlas) {
    this.#atlas = atlas;
  }

  /** Paints a slot with its baseline origin at whole pixel (x, y); `color` tints all but colour bitmaps. */
  paint(slot: number, x: number, y: number, color: number, canvas: Canvas): void {
    const slots = this.#atlas.slots, size = this.#atlas.pageSize;
    const boxes = slots.boxes, box = slot * 4;
    const left = x + boxes[box], top = y + boxes[box + 1];
    const x0 = left > canvas.x0 ? left : canvas.x0, y0 = top > canvas.y0 ? top : canvas.y0;
    const right = x + boxes[box + 2], bottom = y + boxes[box + 3];
    const width = (right < canvas.x1 ? right : canvas.x1) - x0;
    const height = (bottom < canvas.y1 ? bottom : canvas.y1) - y0;
    if (width <= 0 || height <= 0) return;
    const kind = slots.kind[slot];
    if (kind === GREY && width === right - left && (bottom - top) * canvas.stride < 1 << 24) {
      this.#inked(canvas, top * canvas.stride + left, slot, color | 0, y0 - top, y0 - top + height);
      return;
    }
    const page = this.#atlas.pages[slots.page[slot]];
    const from = (slots.y[slot] + y0 - top) * size + slots.x[slot] + x0 - left;
    const to = y0 * canvas.stride + x0;
    if (kind === COLOR) this.#color(canvas, to, page, from, width, height, color >>> 24);
    else if (kind === GREY) this.#grey(canvas, to, page, from, width, height, color | 0);
    else this.#lcd(canvas, to, page, from, width, height, color | 0);
  }

  /** Rows `fromRow..toRow` of a grey bitmap whose top left corner is at pixel `to`, by its list. */
  #inked(canvas: Canvas, to: number, slot: number, color: number, fromRow: number, toRow: number): void {
    const atlas = this.#atlas;
    if (this.#seen !== atlas.logCount || this.#epoch !== atlas.epoch || this.#inkStride !== canvas.stride) {
      this.#forgetInk(canvas.stride);
    }
    if (this.#inkFrom[slot] < 0) this.#listInk(slot);
    const pixels = canvas.pixels, tables = this.#tables, ink = this.#ink;
    const first = fromRow * canvas.stride, past = toRow * canvas.stride;
    let under = pixels[to + first];
    let table = this.#table(color, under);
    let i = this.#inkFrom[slot];
    const end = this.#inkTo[slot];
    while (i < end && ink[i] >>> 8 < first) i++;
    for (; i < end; i++) {
      const entry = ink[i], offset = entry >>> 8;
      if (offset >= past) return;
      const at = to + offset, coverage = entry & 255;
      const now = pixels[at];
      if (now !== under) {
        const other = this.#known(color, now);
        if (other < 0) {
          pixels[at] = this.#mix(now, color, coverage);
          continue;
        }
        under = now;
        table = other;
      }
      pixels[at] = tables[table + coverage];
    }
  }

  /** Drops the lists of slots that were filled anew; all of them after a new stride, a new epoch or too much memory. */
  #forgetInk(stride: number): void {
    const atlas = this.#atlas;
    if (this.#epoch !== atlas.epoch || this.#inkStride !== stride || this.#inkCount > 1 << 21) {
      this.#epoch = atlas.epoch;
      this.#inkStride = stride;
      this.#seen = atlas.logCount;
      this.#inkCount = 0;
      this.#inkFrom.fill(-1);
    }
    if (this.#inkFrom.length < atlas.slots.x.length) {
      const from = new Int32Array(atlas.slots.x.length).fill(-1);
      from.set(this.#inkFrom);
      const to = new Int32Array(from.length);
      to.set(this.#inkTo);
      this.#inkFrom = from;
      this.#inkTo = to;
    }
    while (this.#seen < atlas.logCount) this.#inkFrom[atlas.log[this.#seen++]] = -1;
  }

  #listInk(slot: number): void {
    const slots = this.#atlas.slots, size = this.#atlas.pageSize, page = this.#atlas.pages[slots.page[slot]];
    const width = slots.width[slot], height = slots.height[slot];
    if (this.#inkCount + width * height > this.#ink.length) {
      const longer = new Uint32Array(Math.max(this.#ink.length * 2, this.#inkCount + width * height));
      longer.set(this.#ink);
      this.#ink = longer;
    }
    this.#inkFrom[slot] = this.#inkCount;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const coverage = page[(slots.y[slot] + y) * size + slots.x[slot] + x] & 255;
        if (coverage !== 0) this.#ink[this.#inkCount++] = ((y * this.#inkStride + x) << 8) | coverage;
      }
    }
    this.#inkTo[slot] = this.#inkCount;
  }

  #grey(
    canvas: Canvas,
    to: number,
    page: Uint32Array,
    from: number,
    width: number,
    height: number,
    color: number,
  ): void {
    const pixels = canvas.pixels, tables = this.#tables;
    const toStep = canvas.stride - width, fromStep = this.#atlas.pageSize - width;
    let under = pixels[to];
    let table = this.#table(color, under);
    for (let row = 0; row < height; row++, to += toStep, from += fromStep) {
      for (const end = to + width; to < end; to++, from++) {
        // No test for empty pixels: they come in no order a processor could foresee, and writing them is cheaper.
        const coverage = page[from] & 255;
        const now = pixels[to];
        if (now === under) {
          pixels[to] = tables[table + coverage];
        } else if (coverage !== 0) {
          const other = this.#known(color, now);
          if (other < 0) {
            pixels[to] = this.#mix(now, color, coverage);
          } else {
            under = now;
            table = other;
            pixels[to] = tables[table + coverage];
          }
        }
      }
    }
  }

  #lcd(
    canvas: Canvas,
    to: number,
    page: Uint32Array,
    from: number,
    width: number,
    height: number,
    color: number,
  ): void {
    const pixels = canvas.pixels, tables = this.#tables;
    const toStep = canvas.stride - width, fromStep = this.#atlas.pageSize - width;
    const under = pixels[to];
    const table = this.#table(color, under);
    for (let row = 0; row < height; row++, to += toStep, from += fromStep) {
      for (const end = to + width; to < end; to++, from++) {
        const c = page[from] | 0;
        if (c === 0) continue;
        const r = c & 255, g = (c >>> 8) & 255, b = (c >>> 16) & 255;
        const now = pixels[to];
        pixels[to] = now === under
          ? (tables[table + r] & 0xffff0000) | (tables[table + g] & 0xff00) | (tables[table + b] & 0xff)
          : (this.#mix(now, color, r) & 0xffff0000) | (this.#mix(now, color, g) & 0xff00) |
            (this.#mix(now, color, b) & 0xff);
      }
    }
  }

  #color(
    canvas: Canvas,
    to: number,
    page: Uint32Array,
    from: number,
    width: number,
    height: number,
    alpha: number,
  ): void {
    const pixels = canvas.pixels;
    const toStep = canvas.stride - width, fromStep = this.#atlas.pageSize - width;
    const scale = (65536 / 255 / 255) * alpha;
    for (let row = 0; row < height; row++, to += toStep, from += fromStep) {
      for (const end = to + width; to < end; to++, from++) {
        const c = page[from] | 0;
        if (c >>> 24 !== 0) pixels[to] = mixPixel(pixels[to], c, Math.round((c >>> 24) * scale));
      }
    }
  }

  #mix(under: number, color: number, coverage: number): number {
    return mixPixel(under, color, this.#ramps[this.#ramp(color) + coverage]) | 0;
  }

  /** Where the 256 results for a text colour over a flat colour begin; below 0 if they are not kept. */
  #known(over: number, under: number): number {
    const at = homeOf(over, under);
    return this.#tableOver[at] === over && this.#tableUnder[at] === under ? at << 8 : -1;
  }

  /** The same, made when not kept. */
  #table(over: number, under: number): number {
    const at = homeOf(over, under);
    const base = at << 8;
    if (this.#tableOver[at] !== over || this.#tableUnder[at] !== under) this.#fillTable(at, over, under);
    return base;
  }

  #fillTable(at: number, over: number, under: number): void {
    const base = at << 8;
    this.#tableOver[at] = over;
    this.#tableUnder[at] = under;
    const ramp = this.#ramp(over), ramps = this.#ramps, tables = this.#tables;
    const r = LIGHT[(under >>> 16) & 255], g = LIGHT[(under >>> 8) & 255], b = LIGHT[under & 255];
    const dr = LIGHT[over & 255] - r, dg = LIGHT[(over >>> 8) & 255] - g, db = LIGHT[(over >>> 16) & 255] - b;
    for (let i = 0; i < 256; i++) {
      const alpha = ramps[ramp + i];
      tables[base + i] = 0xff000000 | (ENCODED[(r + ((dr * alpha + 32768) >> 16)) >> 1] << 16) |
        (ENCODED[(g + ((dg * alpha + 32768) >> 16)) >> 1] << 8) |
        ENCODED[(b + ((db * alpha + 32768) >> 16)) >> 1];
    }
  }

  #ramp(color: number): number {
    const at = (Math.imul(color, 0x9e3779b1) >>> 20) & (RAMPS - 1);
    const base = at << 8;
    if (this.#rampColors[at] !== color >>> 0) {
      this.#rampColors[at] = color;
      textAlphas(color, this.#ramps.subarray(base, base + 256));
    }
    return base;
  }
}

function homeOf(over: number, under: number): number {
  const h = Math.imul(Math.imul(over, 0x9e3779b1) ^ under, 0x85ebca6b);
  return ((h >>> 22) ^ (h >>> 11)) & (TABLES - 1);
}
