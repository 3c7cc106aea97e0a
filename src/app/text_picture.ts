/**
 * A picture of shaped text for automation: dark text on white, as the software painter would blend it, with nothing
 * around. Pure; the bitmaps come from the glyph source.
 */
import {
  createAtlas,
  createDrawList,
  endLayer,
  type GlyphSource,
  PLAIN,
  pushGlyph,
  pushRect,
  rgba,
  type ShapeDetail,
} from "../render/mod.ts";
import type { DrawList } from "../render/mod.ts";

/** What to paint and how large the picture is, in device pixels. */
export interface TextPicture {
  readonly list: DrawList;
  readonly width: number;
  readonly height: number;
  readonly atlas: ReturnType<typeof createAtlas>;
}

/** `instance`: the font instance of `shaped` at `size`; the margin is half of `size`. */
export function pictureOfText(
  shaped: ShapeDetail,
  { source, instance, size }: { source: GlyphSource; instance: number; size: number },
): TextPicture {
  const margin = Math.ceil(size / 2);
  const advance = shaped.advances.reduce((sum, one) => sum + one, 0);
  const width = Math.min(16384, Math.ceil(advance) + 2 * margin), height = Math.ceil(size * 1.5) + 2 * margin;
  const list = createDrawList();
  pushRect(list, 0, 0, width, height, rgba(255, 255, 255), PLAIN);
  let x = margin;
  const baseline = margin + Math.round(size * 1.1);
  for (let i = 0; i < shaped.glyphs.length; i++) {
    const [dx, dy] = shaped.offsets[i];
    pushGlyph(list, x + dx, baseline - dy, ((instance << 16) | shaped.glyphs[i]) >>> 0, rgba(34, 39, 46));
    x += shaped.advances[i];
  }
  endLayer(list, 0, 0, width, height);
  return { list, width, height, atlas: createAtlas({ source }) };
}
