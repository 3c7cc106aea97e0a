/**
 * The shapes between layout, paint, damage and the painters: fonts, shaped runs, the draw list.
 * Only types live here. Packed arrays throughout: these are written and read once a frame.
 */
import type { DevicePx, Px } from "../base/mod.ts";

/** Which font a piece of text is set in. Two specs with equal fields are the same font. */
export interface FontSpec {
  readonly family: "code" | "ui";
  /** Logical size. */
  readonly size: Px;
  readonly weight: 400 | 500 | 600 | 700;
  readonly italic: boolean;
}
/** Of one font at its size, in Px; `ascent` and `descent` are both positive. */
export interface FontBox {
  readonly ascent: Px;
  readonly descent: Px;
  /** The advance of "0": one cell of a code font. */
  readonly cell: Px;
}
/**
 * A piece of text after shaping, in visual order, from x = 0. `glyphs` pack font instance << 16 | glyph id;
 * `clusters` are UTF-16 offsets into the shaped string, one per glyph; `xs`, `ys` are baseline origins in Px (y grows down);
 * `ends[i]` is the x where glyph i's advance ends.
 */
export interface ShapedText {
  readonly glyphs: Uint32Array;
  readonly clusters: Uint32Array;
  readonly xs: Float32Array;
  readonly ys: Float32Array;
  readonly ends: Float32Array;
  /** Bidi level of each glyph. */
  readonly levels: Uint8Array;
  readonly width: Px;
}
/** What layout asks of fonts. Answers are cached by identity of content; a new scale or setting makes a new object. */
export interface FontMetrics {
  /** Grows when the scale, the fonts or a font setting changed: everything shaped before is void. */
  readonly generation: number;
  box(font: FontSpec): FontBox;
  /** Shapes one piece without tabs or line ends; bidi, script runs and fallback fonts are resolved inside. Cached. */
  shape(text: string, font: FontSpec, base?: "ltr" | "rtl" | "auto"): ShapedText;
}

/**
 * A shaped piece of a row, in visual order; `level` is its bidi level; `glyphs` pack font instance << 16 | glyph; places in Px.
 * The arrays are the row's and shared by its runs: this one is from..to of them, `to` exclusive. (Arrays of its own for each
 * of a dozen colours cost a typed key 0.2 ms: every new typed array is 7 µs with cold caches.)
 */
export interface GlyphRun {
  readonly style: number;
  readonly level: number;
  readonly from: number;
  readonly to: number;
  readonly glyphs: Uint32Array;
  readonly clusters: Uint32Array;
  readonly xs: Float32Array;
  readonly ys: Float32Array;
}

/** What a run of the draw list is made of; a `GlyphRun` or a `ShapedText` serves. Never written to once it was pushed. */
export interface RunGlyphs {
  readonly glyphs: Uint32Array;
  readonly xs: Float32Array;
  readonly ys: Float32Array;
}

/**
 * One frame, packed. Paint fills it, present reads it. Arrays grow, never shrink. Places are DevicePx.
 * Glyphs are not copied: a run refers to what was shaped. Same object, same glyphs, so a frame is told from the last by its runs.
 */
export interface DrawList {
  /** Stride 4: x, y, width, height. */
  rects: Float32Array;
  /** RGBA bytes in memory order, sRGB, straight alpha. */
  rectColors: Uint32Array;
  /** 8 bits each, low byte first: radius, border, blur, shape (see `RectShape`). */
  rectShapes: Uint32Array;
  rectCount: number;
  /** What each run shows, compared by identity. */
  runs: RunGlyphs[];
  /** Stride 3: x, y of the run's origin in Px, and what turns Px into DevicePx. */
  runPlaces: Float64Array;
  /** Stride 2: the part shown, from and to, in glyphs. */
  runSpans: Int32Array;
  /** 1: the part is all of the run, which then need not be asked for its length in the next frame. */
  runIsWhole: Uint8Array;
  /** Stride 4: least x, y and greatest x, y of that part's baseline origins, in Px from the run's origin. */
  runBounds: Float32Array;
  runColors: Uint32Array;
  /** 1: this entry is exactly as it was in this list's last frame. */
  runIsKept: Uint8Array;
  runCount: number;
  /** Glyphs pushed one by one, in device pixels: the one thing in `runs` whose content changes. */
  loose: RunGlyphs;
  looseCount: number;
  /** All glyphs of all runs. */
  glyphCount: number;
  /** Stride 5: id, x, y, width, height. */
  images: Float32Array;
  imageCount: number;
  /** Stride 7: rect, run and image counts where a layer ends, its clip x, y, width, height. Rects lie under images under runs. */
  layers: Float32Array;
  layerCount: number;
  /** What blocks of primitives were painted from; see `takeBlock`. */
  readonly blocks: ListBlocks;
  /** Grows when the list is emptied for the next frame. */
  frame: number;
}
/** Blocks of a list: primitives that stand as they stood in the frame before, while what they were painted from is the same. */
export interface ListBlocks {
  /** What each was painted from, compared by identity. */
  readonly keys: object[];
  /** Stride 4: numbers that took part. */
  places: Float64Array;
  /** Stride 10: rect, run, loose, image and glyph counts where it begins, and where it ends. */
  counts: Int32Array;
  count: number;
  /** How many of the last frame may be taken over. */
  known: number;
  /** Runs before it belong to blocks that ended: a single glyph may not join them. */
  firstRun: number;
  /** What all of them took part in: a theme, a scale. */
  context: object | null;
  scale: number;
}
/** The high byte of `rectShapes`. A box with border > 0 is drawn as that border alone; with blur > 0 as a soft shadow. */
export type RectShape = 0 /* box */ | 1 /* squiggle */;
/** Whole device pixels, inside the frame. */
export interface DeviceRect {
  readonly x: DevicePx;
  readonly y: DevicePx;
  readonly width: DevicePx;
  readonly height: DevicePx;
}

/** One rasterised glyph. `left` and `top` go from the baseline origin to the bitmap's top left corner (y grows down). */
export interface GlyphBitmap {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** grey: 1 byte a pixel, coverage. lcd: 3 bytes, coverage of R, G, B. color: 4 bytes RGBA, sRGB, straight alpha. */
  readonly kind: "grey" | "lcd" | "color";
  readonly pixels: Uint8Array;
}
/** Where glyph bitmaps come from. `quarter` is the sub-pixel position in quarters of a device pixel. */
export interface GlyphSource {
  /** Grows when everything rasterised before is void. */
  readonly generation: number;
  /** `null` for a glyph without ink. Never throws: what cannot be drawn is a box. */
  rasterise(glyphId: number, quarter: 0 | 1 | 2 | 3): GlyphBitmap | null;
}

/** The memory a software painter writes into: a window surface, or a plain buffer when there is no window. */
export interface PixelTarget {
  readonly width: DevicePx;
  readonly height: DevicePx;
  /** Pixels from one row to the next. */
  readonly stride: number;
  /** Bytes B, G, R, X in memory, so 0xXXRRGGBB as a number. */
  readonly pixels: Uint32Array;
  /** Shows what was written inside these rectangles; the painter asks for its target again before it writes more. */
  flush(rects: readonly DeviceRect[], count: number): void;
}
/** One of the two ways to bring a draw list to the screen. */
export interface Painter {
  readonly kind: "software" | "gpu";
  /** As shown in the status bar: "software", or the adapter's name. */
  readonly adapter: string;
  /** Paints inside the first `count` rectangles and shows them. */
  present(list: DrawList, damage: readonly DeviceRect[], count: number): void;
  /** The frame as a person sees it: RGBA bytes, width × height × 4. */
  read(): Promise<{ readonly width: number; readonly height: number; readonly pixels: Uint8Array }>;
  close(): void;
}
