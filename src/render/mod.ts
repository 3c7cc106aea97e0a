/**
 * The pure door of `render`: types, bidi, fonts as data, and what painters share.
 * What touches the machine goes through mod_io.ts.
 */
export type {
  DeviceRect,
  DrawList,
  FontBox,
  FontMetrics,
  FontSpec,
  GlyphBitmap,
  GlyphRun,
  GlyphSource,
  ListBlocks,
  Painter,
  PixelTarget,
  RectShape,
  RunGlyphs,
  ShapedText,
} from "./types.ts";

// Text
export { type BidiBase, bidiLevels, bidiOrder, mayNeedBidi, visualOrder } from "./bidi.ts";
export type { FontInstance, Fonts, FontSettings, HarfBuzz, ShapeDetail, ShapeRequest } from "./font_types.ts";
export { type Outline, type OutlineSettings, type PathSink, rasteriseOutline } from "./outline_raster.ts";

// Painting
export {
  createDrawList,
  describeDrawList,
  endLayer,
  packShape,
  PLAIN,
  pushGlyph,
  pushImage,
  pushRect,
  pushRun,
  resetDrawList,
  rgba,
  SQUIGGLE,
  withAlpha,
} from "./draw_list.ts";
export { endBlock, takeBlock } from "./list_blocks.ts";
export { type Atlas, type AtlasOptions, type AtlasStats, createAtlas } from "./atlas.ts";
export { createDamageGrid, damageAll, type DamageGrid, damageOf, resizeDamage } from "./damage.ts";
export type { ImagePixels, ImageSource } from "./images.ts";
export type { Picture } from "./png.ts";
