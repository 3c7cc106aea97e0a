/**
 * Made-up frames and glyphs for tests and benches: no fonts, the same on every machine. Not part of the product.
 */
import type { DevicePx } from "../base/mod.ts";
import { seededRandom } from "../base/mod.ts";
import { createDrawList, endLayer, packShape, pushRect, pushRun, rgba, SQUIGGLE } from "./draw_list.ts";
import type { DeviceRect, DrawList, GlyphBitmap, GlyphSource, PixelTarget } from "./types.ts";

/** Glyph ids with bit 15: colour; with bit 14: lcd; `id % 50 === 49`: no ink; else grey. About 8 × 12 pixels each. */
export function sampleGlyphs(): GlyphSource & { generation: number; rasterised: number } {
  const source = {
    generation: 1,
    rasterised: 0,
    rasterise(glyphId: number, quarter: 0 | 1 | 2 | 3): GlyphBitmap | null {
      source.rasterised++;
      const glyph = glyphId & 0xffff;
      if (glyph % 50 === 49) return null;
      const kind = glyph & 0x8000 ? "color" : glyph & 0x4000 ? "lcd" : "grey";
      const random = seededRandom(glyphId * 4 + (kind === "color" ? 0 : quarter) + 1);
      const width = kind === "color" ? 16 : 6 + random.int(0, 4),
        height = kind === "color" ? 16 : 8 + random.int(0, 6);
      const channels = kind === "color" ? 4 : kind === "lcd" ? 3 : 1;
      const pixels = new Uint8Array(width * height * channels);
      // Stems: half the columns empty, soft edges, as text has.
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const ink = (x + glyph) % 4;
          const value = ink < 2 ? 0 : ink === 2 ? 255 : 40 + ((glyph * 37 + y * 11 + quarter * 50) % 200);
          for (let c = 0; c < channels; c++) {
            pixels[(y * width + x) * channels + c] = kind === "color"
              ? random.int(0, 256)
              : Math.max(0, value - c * 30);
          }
        }
      }
      return { left: random.int(-1, 2), top: -height + random.int(0, 4), width, height, kind, pixels };
    },
  };
  return source;
}

/** A target in plain memory; `flushed` counts the flushes. */
export function memoryTarget(width: number, height: number): PixelTarget & { flushed: number } {
  const target = {
    width: width as DevicePx,
    height: height as DevicePx,
    stride: width,
    pixels: new Uint32Array(width * height),
    flushed: 0,
    flush(): void {
      target.flushed++;
    },
  };
  return target;
}

export function deviceRect(x: number, y: number, width: number, height: number): DeviceRect {
  return { x, y, width, height } as DeviceRect;
}

export interface EditorFrame {
  readonly width: number;
  readonly height: number;
  readonly glyphs: number;
  /** Text row whose middle glyph differs from the frame without it. */
  readonly changedRow?: number;
  /** A frame of the same size and number of glyphs: runs equal to one of its are that very run, as layout keeps them. */
  readonly like?: DrawList;
}

/** A frame like an editor's: panes, a popup with shadow, about 300 rects and so many glyphs in runs of eight, in twelve colours. */
export function editorFrame(frame: EditorFrame, list: DrawList = createDrawList()): DrawList {
  const { width, height, glyphs } = frame;
  const random = seededRandom(7);
  const colors = Array.from(
    { length: 12 },
    () => rgba(random.int(90, 256), random.int(90, 256), random.int(90, 256)),
  );
  pushRect(list, 0, 0, width, height, rgba(0x15, 0x18, 0x1d));
  pushRect(list, 0, 0, 220, height, rgba(0x10, 0x13, 0x17));
  pushRect(list, 220, 0, 1, height, rgba(0x22, 0x27, 0x2e));
  pushRect(list, 0, height - 24, width, 24, rgba(0x10, 0x13, 0x17));
  pushRect(list, 221, 300, width - 221, 19, rgba(0x1a, 0x1f, 0x26));
  for (let i = 0; i < 260; i++) {
    pushRect(list, 240 + (i % 8) * 32, Math.floor(i / 8) * 19, 1, 19, rgba(0x22, 0x27, 0x2e));
  }
  for (let i = 0; i < 30; i++) {
    pushRect(list, 300 + i * 7, 38 + i * 19, 60 + i, 19, rgba(0x21, 0x45, 0x4a, 190), packShape(3));
  }
  pushRect(list, 500, 250, 60, 4, rgba(0xef, 0x6f, 0x6c), SQUIGGLE);
  const rows = Math.floor((height - 24) / 15), perRow = Math.ceil(glyphs / rows);
  const step = (width - 16) / perRow;
  for (let row = 0; row * perRow < glyphs; row++) {
    const columns = Math.min(perRow, glyphs - row * perRow);
    for (let from = 0; from < columns; from += 8) {
      const count = Math.min(8, columns - from);
      const ids = Uint32Array.from({ length: count }, () => (1 << 16) | (1 + random.int(0, 90)));
      const changed = frame.changedRow === row ? (perRow >> 1) - from : -1;
      if (changed >= 0 && changed < count) ids[changed] = (1 << 16) | 99;
      const known = frame.like?.runs[list.runCount];
      const run = known !== undefined && known.glyphs.every((id, i) => id === ids[i]) ? known : {
        glyphs: ids,
        xs: Float32Array.from({ length: count }, (_, i) => i * step),
        ys: new Float32Array(count),
      };
      pushRun(list, run, 8 + from * step, 12 + row * 15, 1, colors[(from >> 3) % 12]);
    }
  }
  endLayer(list, 0, 0, width, height);
  return list;
}
