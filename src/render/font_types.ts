/**
 * What the text part of this folder passes around: settings, faces, what HarfBuzz answers, what fontconfig is asked.
 * Types only, below both the pure shaping and the files that touch the world.
 */
import type { PathSink } from "./outline_raster.ts";
import type { FontMetrics, GlyphSource } from "./types.ts";

/** How text is to look; a new value goes to `Fonts.configure`. */
export interface FontSettings {
  /** As in CSS, "Fira Code, monospace"; absent or not installed: the bundled JetBrains Mono. */
  readonly codeFamily?: string;
  /** Absent or not installed: the bundled Inter. */
  readonly uiFamily?: string;
  /** Of the code font; `false` switches calt, liga, clig and dlig off. */
  readonly ligatures: boolean;
  /** Further OpenType features of the code font: "ss01", "zero", "cv03=2". */
  readonly features?: readonly string[];
  readonly hinting: "off" | "light" | "full";
  readonly antialiasing: "grey" | "lcd" | "none";
  /** Device pixels per logical pixel. */
  readonly scale: number;
  /** Absent: FreeType, or the outline rasteriser where FreeType is missing. "outline" gives the same bytes on every machine. */
  readonly rasteriser?: "freetype" | "outline";
  /** Absent: "system". "bundled-only" never looks at installed fonts. */
  readonly fallback?: "system" | "bundled-only";
}
/** One font instance: the upper half of a packed glyph id. */
export interface FontInstance {
  readonly id: number;
  readonly path: string;
  readonly faceIndex: number;
  /** Size of the em in device pixels; need not be whole. */
  readonly pixels: number;
  readonly syntheticBold: boolean;
  readonly syntheticItalic: boolean;
}
export interface ShapeRequest {
  /** A font file, or a family; absent: the code font. */
  readonly font?: string;
  readonly size: number;
  /** As `hb-shape --features`; absent: the font's own defaults. */
  readonly features?: readonly string[];
}
/** One font, one direction, no fallback: what `hb-shape` prints, in logical terms. */
export interface ShapeDetail {
  /** The font instance at `size`: with a glyph id below it `rasterise` draws it. */
  readonly instance: number;
  readonly path: string;
  readonly unitsPerEm: number;
  readonly glyphs: readonly number[];
  /** UTF-16 offsets. */
  readonly clusters: readonly number[];
  /** Pixels at `size`: font units × size / unitsPerEm, not rounded. */
  readonly advances: readonly number[];
  /** Pixels at `size`; y grows up, as in the font. */
  readonly offsets: readonly (readonly [number, number])[];
}
/** Everything text needs: metrics and shaping for layout, bitmaps for the atlas. */
export interface Fonts extends FontMetrics, GlyphSource {
  /** Both halves: what was shaped and what was rasterised before is void when it grows. */
  readonly generation: number;
  /** As shown in the status bar: "FreeType 2.12.1" or "outline". */
  readonly rasteriserName: string;
  /** The families really in use; differ from the settings when those are not installed. */
  readonly families: { readonly code: string; readonly ui: string };
  /** Takes over new settings; nothing happens when they are equal. */
  configure(settings: FontSettings): void;
  /** `null` for a number never given out since the last `configure`. */
  describe(instance: number): FontInstance | null;
  /** A value for an unknown family or a broken file, never a throw. */
  shapeDetail(text: string, request: ShapeRequest): ShapeDetail | { readonly reason: string };
  /** Hands native memory back; nothing may be asked afterwards. */
  close(): void;
}

/** A face as shaping sees it. */
export interface TextFace {
  readonly id: number;
  readonly hb: HbFont;
  /** Has colour glyphs, so its ink takes no text colour. */
  readonly isColor: boolean;
}
/** A font file, and what has to be faked with it. */
export interface FaceFile {
  readonly path: string;
  /** As FreeType counts: the face in the low 16 bits, a named instance above. */
  readonly index: number;
  readonly syntheticBold: boolean;
  readonly syntheticItalic: boolean;
}

/** A font HarfBuzz can shape with; valid for the life of the process. */
export interface HbFont {
  readonly pointer: number;
  readonly unitsPerEm: number;
  /** In font units, both positive. */
  readonly ascent: number;
  readonly descent: number;
}
/** OpenType features, parsed once. */
export interface HbFeatures {
  readonly pointer: number;
  readonly count: number;
}
/** What `shape` filled in, in visual order; the arrays are reused by the next call. Offsets have y growing up. */
export interface HbGlyphs {
  count: number;
  ids: Uint32Array;
  clusters: Uint32Array;
  advances: Int32Array;
  offsetsX: Int32Array;
  offsetsY: Int32Array;
}
export interface HbRun {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly rtl: boolean;
  /** Four letters, such as "Latn"; absent: direction and script are guessed from the text. */
  readonly script?: string;
  readonly features: HbFeatures;
}
/** One HarfBuzz, with one reused buffer. */
export interface HarfBuzz {
  /** `null` when these bytes are no font. The bytes are copied. */
  openFont(bytes: Uint8Array, index: number): HbFont | null;
  /** As `hb-shape --features` reads them: "calt=0", "-liga", "ss01". What cannot be read is left out. */
  features(list: readonly string[]): HbFeatures;
  /** Clusters are UTF-16 offsets into `run.text`. */
  shape(font: HbFont, run: HbRun): HbGlyphs;
  /** 0 when the font lacks it. */
  glyphOf(font: HbFont, codePoint: number): number;
  advanceOf(font: HbFont, glyph: number): number;
  /** Bytes of one table, copied; `null` when it is absent. */
  table(font: HbFont, tag: string): Uint8Array | null;
  setVariations(font: HbFont, axes: readonly { readonly tag: string; readonly value: number }[]): void;
  /** Draws the outline in font units, y up. */
  draw(font: HbFont, glyph: number, into: PathSink): void;
}
