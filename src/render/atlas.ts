/**
 * The glyph atlas: every glyph bitmap both painters need, packed on shelves in RGBA pages, found by (glyph, quarter).
 * Owns packing, look-up and eviction; rasterising is the `GlyphSource`'s, uploading the GPU painter's.
 * A page pixel is four bytes R, G, B, A in memory order. grey: coverage in all four. lcd: coverage of R, G, B, the
 * greatest in A. color: sRGB with straight alpha. One format costs 4 bytes a pixel where grey needs 1; a screenful of
 * code has about 300 different bitmaps, 120 KB, and in return there is one texture and one inner loop to feed.
 */
import type { GlyphBitmap, GlyphSource } from "./types.ts";

/** What a slot holds. */
export const GREY = 0, LCD = 1, COLOR = 2;
/** `find` answers this for a glyph without ink. */
export const NO_INK = -1;

/** Arrays indexed by slot; they are replaced when the atlas grows, so read them anew each frame. */
export interface AtlasSlots {
  /** Place in the page. */
  readonly x: Uint16Array;
  readonly y: Uint16Array;
  readonly width: Uint16Array;
  readonly height: Uint16Array;
  /** From the baseline origin to the bitmap's top left corner. */
  readonly left: Int16Array;
  readonly top: Int16Array;
  /** GREY, LCD or COLOR. */
  readonly kind: Uint8Array;
  readonly page: Uint8Array;
  /** Stride 4: left, top, right, bottom from the baseline origin; the same once more, together. */
  readonly boxes: Int16Array;
}
export interface AtlasStats {
  readonly pages: number;
  readonly glyphs: number;
  readonly bytes: number;
  readonly evictions: number;
  /** Part of the pages' area that holds glyphs, 0..1. */
  readonly filled: number;
}
export interface AtlasOptions {
  readonly source: GlyphSource;
  /** Width and height of a page. Default 1024. */
  readonly pageSize?: number;
  /** Pages before old glyphs give way. Default 8. A frame that needs more gets more. */
  readonly maxPages?: number;
}

interface Shelf {
  readonly page: number;
  readonly y: number;
  readonly height: number;
  /** Where the next glyph goes. */
  x: number;
  readonly slots: number[];
}

/** Makes an atlas without pages; the first glyph brings the first. */
export function createAtlas(options: AtlasOptions): Atlas {
  return new Atlas(options);
}

/** See `createAtlas`. */
export class Atlas {
  /** Indexed by slot. */
  slots: AtlasSlots & { used: Uint32Array } = slotArrays(512);
  /** Whole pages; bytes are RGBA in memory order. */
  readonly pages: Uint32Array[] = [];
  readonly pageSize: number;
  /** Slots in the order they were filled, `logCount` of them: who uploads keeps a place in it. */
  log: Int32Array = new Int32Array(1024);
  logCount = 0;
  /** Grows when the log starts afresh: who uploads must send whole pages. */
  epoch = 0;
  /** The farthest any bitmap reached from its baseline origin; all at least 1. For a quick "cannot touch". */
  reachUp = 1;
  reachDown = 1;
  reachLeft = 1;
  reachRight = 1;
  /** Called once a frame before the first eviction, to `touch` what this frame shows but nobody has looked up in it. */
  keeper: (() => void) | null = null;

  readonly #source: GlyphSource;
  readonly #maxPages: number;
  #generation: number;
  #frame = 1;
  #isKept = false;
  #slotCount = 0;
  #freeSlots: number[] = [];
  #shelves: Shelf[] = [];
  #pageTops: number[] = [];
  #evictions = 0;
  /**
   * Open addressing, stride 4, so that an entry is one cache line: glyph id, quarter + 1 (0: empty), slot (below 0: no ink).
   */
  #table = new Int32Array(2048 * 4);
  #keyCount = 0;

  constructor(options: AtlasOptions) {
    this.#source = options.source;
    this.#generation = options.source.generation;
    this.pageSize = options.pageSize ?? 1024;
    this.#maxPages = options.maxPages ?? 8;
  }

  /** Starts a frame: what was looked up before it may be evicted, what is looked up after it may not. */
  nextFrame(): void {
    this.#frame++;
    this.#isKept = false;
    if (this.#source.generation !== this.#generation) this.#clear();
  }

  /** The slot of a glyph, rasterised on first use; `NO_INK` for blanks. O(1). */
  find(glyphId: number, quarter: number): number {
    const table = this.#table, mask = table.length - 4, id = glyphId | 0;
    let at = (hashOf(glyphId, quarter) << 2) & mask;
    while (table[at + 1] !== 0) {
      if (table[at] === id && table[at + 1] === quarter + 1) {
        const slot = table[at + 2];
        if (slot >= 0) this.slots.used[slot] = this.#frame;
        return slot;
      }
      at = (at + 4) & mask;
    }
    return this.#add(glyphId, quarter);
  }

  /** Keeps a glyph through this frame if the atlas has it; rasterises nothing. */
  touch(glyphId: number, quarter: number): void {
    const table = this.#table, mask = table.length - 4, id = glyphId | 0;
    for (let at = (hashOf(glyphId, quarter) << 2) & mask; table[at + 1] !== 0; at = (at + 4) & mask) {
      if (table[at] !== id || table[at + 1] !== quarter + 1) continue;
      if (table[at + 2] >= 0) this.slots.used[table[at + 2]] = this.#frame;
      return;
    }
  }

  /** The source's generation that the bitmaps belong to. */
  get generation(): number {
    return this.#generation;
  }

  stats(): AtlasStats {
    let area = 0, glyphs = 0;
    for (const shelf of this.#shelves) {
      for (const slot of shelf.slots) {
        area += this.slots.width[slot] * this.slots.height[slot];
        glyphs++;
      }
    }
    const pageArea = this.pageSize * this.pageSize;
    return {
      pages: this.pages.length,
      glyphs,
      bytes: this.pages.length * pageArea * 4,
      evictions: this.#evictions,
      filled: this.pages.length === 0 ? 0 : area / (this.pages.length * pageArea),
    };
  }

  #add(glyphId: number, quarter: number): number {
    const bitmap = this.#source.rasterise(glyphId, quarter as 0 | 1 | 2 | 3);
    if (bitmap === null || bitmap.width <= 0 || bitmap.height <= 0) {
      this.#remember(glyphId, quarter, NO_INK);
      return NO_INK;
    }
    const width = Math.min(bitmap.width, this.pageSize), height = Math.min(bitmap.height, this.pageSize);
    const slot = this.#place(width, height);
    const slots = this.slots;
    slots.width[slot] = width;
    slots.height[slot] = height;
    slots.left[slot] = bitmap.left;
    slots.top[slot] = bitmap.top;
    slots.kind[slot] = bitmap.kind === "grey" ? GREY : bitmap.kind === "lcd" ? LCD : COLOR;
    slots.used[slot] = this.#frame;
    slots.boxes[slot * 4] = bitmap.left;
    slots.boxes[slot * 4 + 1] = bitmap.top;
    slots.boxes[slot * 4 + 2] = bitmap.left + width;
    slots.boxes[slot * 4 + 3] = bitmap.top + height;
    this.reachUp = Math.max(this.reachUp, -bitmap.top);
    this.reachDown = Math.max(this.reachDown, bitmap.top + height);
    this.reachLeft = Math.max(this.reachLeft, -bitmap.left);
    this.reachRight = Math.max(this.reachRight, bitmap.left + width);
    this.#copy(bitmap, slot);
    this.#append(slot);
    this.#remember(glyphId, quarter, slot);
    // Colour bitmaps are not placed by quarters: one serves all four.
    if (bitmap.kind === "color") {
      for (let other = 0; other < 4; other++) if (other !== quarter) this.#remember(glyphId, other, slot);
    }
    return slot;
  }

  /** Finds room: an open shelf, a new shelf, a new page, an evicted shelf, and as the last resort a page over the limit. */
  #place(width: number, height: number): number {
    let shelf = this.#openShelf(width, height) ?? this.#newShelf(height);
    if (shelf === null && this.pages.length >= this.#maxPages) shelf = this.#evict(width, height);
    if (shelf === null) {
      this.pages.push(new Uint32Array(this.pageSize * this.pageSize));
      this.#pageTops.push(0);
      shelf = this.#newShelf(height)!;
    }
    const slot = this.#newSlot();
    this.slots.x[slot] = shelf.x;
    this.slots.y[slot] = shelf.y;
    this.slots.page[slot] = shelf.page;
    shelf.x += width;
    shelf.slots.push(slot);
    return slot;
  }

  /** The lowest open shelf that fits without wasting more than a third of its height. */
  #openShelf(width: number, height: number): Shelf | null {
    let best: Shelf | null = null;
    for (const shelf of this.#shelves) {
      if (shelf.height < height || shelf.height > height * 1.5 + 2) continue;
      if (shelf.x + width > this.pageSize) continue;
      if (best === null || shelf.height < best.height) best = shelf;
    }
    return best;
  }

  #newShelf(height: number): Shelf | null {
    const rounded = Math.min(this.pageSize, (height + 3) & ~3);
    for (let page = 0; page < this.pages.length; page++) {
      const y = this.#pageTops[page];
      if (y + rounded > this.pageSize) continue;
      this.#pageTops[page] = y + rounded;
      const shelf: Shelf = { page, y, height: rounded, x: 0, slots: [] };
      this.#shelves.push(shelf);
      return shelf;
    }
    return null;
  }

  /** Empties the longest unused shelf that fits, else the longest unused page. Nothing of this frame goes. */
  #evict(width: number, height: number): Shelf | null {
    if (!this.#isKept) {
      this.#isKept = true;
      this.keeper?.();
    }
    let oldest: Shelf | null = null, oldestUse = this.#frame;
    const pageUse = this.pages.map(() => 0);
    for (const shelf of this.#shelves) {
      const use = this.#lastUse(shelf);
      pageUse[shelf.page] = Math.max(pageUse[shelf.page], use);
      if (use < oldestUse && shelf.height >= height && shelf.height <= height * 1.5 + 2) {
        oldest = shelf;
        oldestUse = use;
      }
    }
    if (oldest !== null) {
      this.#forget([oldest]);
      oldest.x = 0;
      return width <= this.pageSize ? oldest : null;
    }
    let page = -1, pageOldest = this.#frame;
    pageUse.forEach((use, at) => {
      if (use < pageOldest) [page, pageOldest] = [at, use];
    });
    if (page < 0) return null;
    this.#forget(this.#shelves.filter((shelf) => shelf.page === page));
    this.#shelves = this.#shelves.filter((shelf) => shelf.page !== page);
    this.#pageTops[page] = 0;
    return this.#newShelf(height);
  }

  #lastUse(shelf: Shelf): number {
    let use = 0;
    for (const slot of shelf.slots) use = Math.max(use, this.slots.used[slot]);
    return use;
  }

  /** Drops the shelves' glyphs from the table, which is rebuilt: open addressing has no holes. */
  #forget(shelves: Shelf[]): void {
    const gone = new Set<number>();
    for (const shelf of shelves) {
      for (const slot of shelf.slots) gone.add(slot);
      shelf.slots.length = 0;
    }
    this.#evictions += gone.size;
    for (const slot of gone) this.#freeSlots.push(slot);
    this.#rebuild(this.#table.length, gone);
  }

  #rebuild(length: number, gone: ReadonlySet<number>): void {
    const before = this.#table;
    this.#table = new Int32Array(length);
    this.#keyCount = 0;
    for (let i = 0; i < before.length; i += 4) {
      if (before[i + 1] !== 0 && !gone.has(before[i + 2])) {
        this.#insert(before[i], before[i + 1] - 1, before[i + 2]);
      }
    }
  }

  #remember(glyphId: number, quarter: number, value: number): void {
    if (this.#keyCount * 8 >= this.#table.length) this.#rebuild(this.#table.length * 2, new Set());
    this.#insert(glyphId, quarter, value);
  }

  #insert(glyphId: number, quarter: number, value: number): void {
    const table = this.#table, mask = table.length - 4;
    let at = (hashOf(glyphId, quarter) << 2) & mask;
    while (table[at + 1] !== 0) at = (at + 4) & mask;
    table[at] = glyphId;
    table[at + 1] = quarter + 1;
    table[at + 2] = value;
    this.#keyCount++;
  }

  #newSlot(): number {
    const free = this.#freeSlots.pop();
    if (free !== undefined) return free;
    if (this.#slotCount === this.slots.x.length) {
      const bigger = slotArrays(this.#slotCount * 2);
      for (const name of Object.keys(bigger) as (keyof typeof bigger)[]) bigger[name].set(this.slots[name]);
      this.slots = bigger;
    }
    return this.#slotCount++;
  }

  #append(slot: number): void {
    if (this.logCount === this.log.length) {
      if (this.log.length >= 16384) {
        this.epoch++;
        this.logCount = 0;
      } else {
        const longer = new Int32Array(this.log.length * 2);
        longer.set(this.log);
        this.log = longer;
      }
    }
    this.log[this.logCount++] = slot;
  }

  #copy(bitmap: GlyphBitmap, slot: number): void {
    const slots = this.slots, page = this.pages[slots.page[slot]];
    const width = slots.width[slot], height = slots.height[slot], pixels = bitmap.pixels;
    for (let y = 0; y < height; y++) {
      let to = (slots.y[slot] + y) * this.pageSize + slots.x[slot];
      let from = y * bitmap.width;
      for (let x = 0; x < width; x++, to++, from++) {
        if (bitmap.kind === "grey") {
          page[to] = Math.imul(pixels[from], 0x01010101);
        } else if (bitmap.kind === "lcd") {
          const r = pixels[from * 3], g = pixels[from * 3 + 1], b = pixels[from * 3 + 2];
          page[to] = r | (g << 8) | (b << 16) | (Math.max(r, g, b) << 24);
        } else {
          page[to] = pixels[from * 4] | (pixels[from * 4 + 1] << 8) | (pixels[from * 4 + 2] << 16) |
            (pixels[from * 4 + 3] << 24);
        }
      }
    }
  }

  /** The source has new fonts: nothing rasterised before is right any more. */
  #clear(): void {
    this.#generation = this.#source.generation;
    this.#shelves = [];
    this.pages.length = Math.min(1, this.pages.length);
    this.#pageTops = this.pages.map(() => 0);
    this.#freeSlots = [];
    this.#slotCount = 0;
    this.#table.fill(0);
    this.#keyCount = 0;
    this.logCount = 0;
    this.epoch++;
    this.reachUp =
      this.reachDown =
      this.reachLeft =
      this.reachRight =
        1;
  }
}

function hashOf(glyphId: number, quarter: number): number {
  const h = Math.imul(glyphId * 4 + quarter, 0x9e3779b1);
  return (h >>> 12) ^ (h >>> 3);
}

function slotArrays(length: number) {
  return {
    x: new Uint16Array(length),
    y: new Uint16Array(length),
    width: new Uint16Array(length),
    height: new Uint16Array(length),
    left: new Int16Array(length),
    top: new Int16Array(length),
    kind: new Uint8Array(length),
    page: new Uint8Array(length),
    used: new Uint32Array(length),
    boxes: new Int16Array(length * 4),
  };
}
