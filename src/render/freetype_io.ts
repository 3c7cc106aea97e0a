/**
 * FreeType 2 by FFI: hinted, sub-pixel placed, grey, LCD and colour bitmaps of single glyphs.
 * Struct places are those of 64-bit systems: `long` is 8 bytes on Linux and macOS (LP64), 4 on Windows (LLP64).
 * Nothing here throws at its callers: a library, face or glyph that fails is `null`, and the outline rasteriser serves.
 */
import type { GlyphBitmap } from "./types.ts";
import { scaleColor } from "./scale_bitmap.ts";

const SYMBOLS = {
  FT_Init_FreeType: { parameters: ["buffer"], result: "i32" },
  FT_Done_FreeType: { parameters: ["pointer"], result: "i32" },
  FT_Library_Version: { parameters: ["pointer", "buffer", "buffer", "buffer"], result: "void" },
  FT_Library_SetLcdFilter: { parameters: ["pointer", "i32"], result: "i32" },
  FT_New_Face: { parameters: ["pointer", "buffer", "i64", "buffer"], result: "i32" },
  FT_New_Memory_Face: { parameters: ["pointer", "buffer", "i64", "i64", "buffer"], result: "i32" },
  FT_Done_Face: { parameters: ["pointer"], result: "i32" },
  FT_Set_Char_Size: { parameters: ["pointer", "i64", "i64", "u32", "u32"], result: "i32" },
  FT_Select_Size: { parameters: ["pointer", "i32"], result: "i32" },
  FT_Load_Glyph: { parameters: ["pointer", "u32", "i32"], result: "i32" },
  FT_Render_Glyph: { parameters: ["pointer", "i32"], result: "i32" },
  FT_Outline_Translate: { parameters: ["pointer", "i64", "i64"], result: "void" },
  FT_Outline_Embolden: { parameters: ["pointer", "i64"], result: "i32" },
  FT_Outline_Transform: { parameters: ["pointer", "buffer"], result: "void" },
} as const;

const IS_LLP64 = Deno.build.os === "windows";
/**
 * Byte places in FT_FaceRec, FT_GlyphSlotRec and FT_Bitmap_Size.
 *   face: face_flags, num_fixed_sizes, available_sizes, glyph (the slot)
 *   slot: format, bitmap {rows, width, pitch, buffer, pixel_mode}, bitmap_left, bitmap_top, outline; its whole length
 *   strike: y_ppem; one entry's length
 */
const AT = IS_LLP64
  ? {
    flags: 8,
    fixedSizes: 40,
    sizes: 48,
    glyph: 120,
    format: 96,
    rows: 104,
    width: 108,
    pitch: 112,
    buffer: 120,
    mode: 130,
    left: 144,
    top: 148,
    outline: 152,
    slotLength: 192,
    ppem: 12,
    strike: 16,
    long: 4,
  }
  : {
    flags: 16,
    fixedSizes: 56,
    sizes: 64,
    glyph: 152,
    format: 144,
    rows: 152,
    width: 156,
    pitch: 160,
    buffer: 168,
    mode: 178,
    left: 192,
    top: 196,
    outline: 200,
    slotLength: 240,
    ppem: 24,
    strike: 32,
    long: 8,
  };

const FACE_SCALABLE = 1, FACE_COLOR = 1 << 14;
const LOAD_NO_HINTING = 2, LOAD_NO_BITMAP = 8, LOAD_COLOR = 1 << 20;
const TARGET_LIGHT = 1 << 16, TARGET_MONO = 2 << 16, TARGET_LCD = 3 << 16;
const RENDER_NORMAL = 0, RENDER_MONO = 2, RENDER_LCD = 3;
const FORMAT_OUTLINE = 0x6f75746c; // "outl"
const PIXEL_MONO = 1, PIXEL_GREY = 2, PIXEL_LCD = 5, PIXEL_BGRA = 7;

export interface RasterStyle {
  /** Size of the em in device pixels. */
  readonly pixels: number;
  readonly hinting: "off" | "light" | "full";
  readonly antialiasing: "grey" | "lcd" | "none";
  readonly bold: boolean;
  readonly italic: boolean;
  /** Wish for colour: bitmaps and layers. */
  readonly color: boolean;
}
export interface FtFace {
  readonly hasColor: boolean;
  /** `"failed"` when FreeType could not; `null` for a glyph without ink. `quarter` as in GlyphSource. */
  rasterise(glyph: number, quarter: number, style: RasterStyle): GlyphBitmap | null | "failed";
  close(): void;
}
export interface FreeType {
  /** Such as "2.12.1". */
  readonly version: string;
  /** From memory (which has to stay as it is), else from the path. */
  openFace(file: { path: string; bytes: Uint8Array<ArrayBuffer> | null; index: number }): FtFace | null;
  close(): void;
}

const NAMES: Record<string, readonly string[]> = {
  linux: ["libfreetype.so.6"],
  darwin: [
    "libfreetype.6.dylib",
    "/opt/homebrew/lib/libfreetype.6.dylib",
    "/usr/local/lib/libfreetype.6.dylib",
    "/opt/X11/lib/libfreetype.6.dylib",
  ],
  windows: ["freetype.dll", "libfreetype-6.dll"],
};

/** `null` when no FreeType can be loaded. */
export function openFreeType(
  names: readonly string[] = NAMES[Deno.build.os] ?? NAMES.linux,
): FreeType | null {
  for (const name of names) {
    try {
      return freeTypeOver(Deno.dlopen(name, SYMBOLS));
    } catch {
      // Not here, or without a symbol we need: the next name.
    }
  }
  return null;
}

type Library = Deno.DynamicLibrary<typeof SYMBOLS>;

function freeTypeOver(library: Library): FreeType {
  const ft = library.symbols;
  const cell = new BigUint64Array(1);
  if (ft.FT_Init_FreeType(cell) !== 0) throw new Error("FreeType does not start");
  const handle = Deno.UnsafePointer.create(cell[0]);
  const parts = [new Int32Array(1), new Int32Array(1), new Int32Array(1)];
  ft.FT_Library_Version(handle, parts[0], parts[1], parts[2]);
  // 1 is the default filter. Where it is compiled out FreeType balances the colours by itself ("Harmony").
  ft.FT_Library_SetLcdFilter(handle, 1);
  return {
    version: parts.map((part) => part[0]).join("."),
    openFace({ path, bytes, index }) {
      const error = bytes
        ? ft.FT_New_Memory_Face(handle, bytes, BigInt(bytes.length), BigInt(index), cell)
        : ft.FT_New_Face(handle, new TextEncoder().encode(path + "\0"), BigInt(index), cell);
      const face = error === 0 ? Deno.UnsafePointer.create(cell[0]) : null;
      return face ? faceOver({ ft, face, bytes }) : null;
    },
    close() {
      ft.FT_Done_FreeType(handle);
      library.close();
    },
  };
}

interface Opened {
  readonly ft: Library["symbols"];
  readonly face: Deno.PointerObject;
  /** Held so that the memory FreeType reads from is not collected. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
}

function faceOver({ ft, face, bytes }: Opened): FtFace {
  const view = new Deno.UnsafePointerView(face);
  const flags = view.getUint32(AT.flags);
  const isScalable = (flags & FACE_SCALABLE) !== 0;
  const hasColor = (flags & FACE_COLOR) !== 0;
  const slot = view.getPointer(AT.glyph);
  // One live window onto the glyph slot: reading a bitmap's header then needs no call.
  const fields = slot ? new DataView(Deno.UnsafePointerView.getArrayBuffer(slot, AT.slotLength)) : null;
  const outline = slot ? Deno.UnsafePointer.offset(slot, AT.outline) : null;
  const shear = IS_LLP64
    ? new Uint8Array(new Int32Array([0x10000, 0x3333, 0, 0x10000]).buffer)
    : new Uint8Array(new BigInt64Array([0x10000n, 0x3333n, 0n, 0x10000n]).buffer);
  let size = 0;
  let strikeScale = 1;

  const setSize = (pixels: number): boolean => {
    if (pixels === size) return true;
    if (isScalable) {
      if (ft.FT_Set_Char_Size(face, 0n, BigInt(Math.max(1, Math.round(pixels * 64))), 72, 72) !== 0) {
        return false;
      }
    } else {
      const strike = nearestStrike(view, pixels);
      if (!strike || ft.FT_Select_Size(face, strike.index) !== 0) return false;
      strikeScale = pixels / strike.ppem;
    }
    size = pixels;
    return true;
  };

  const rasterise = (glyph: number, quarter: number, style: RasterStyle): GlyphBitmap | null | "failed" => {
    if (!fields || !slot || !outline || !setSize(style.pixels)) return "failed";
    const wantsColor = style.color && hasColor;
    if (ft.FT_Load_Glyph(face, glyph, loadFlags(style, { wantsColor, isScalable })) !== 0) return "failed";
    if (fields.getUint32(AT.format, true) === FORMAT_OUTLINE) {
      if (style.italic) ft.FT_Outline_Transform(outline, shear);
      if (style.bold) ft.FT_Outline_Embolden(outline, BigInt(Math.round(style.pixels * 64 / 28)));
      // Full hinting has put the stems on whole pixels; moving them would blur them again.
      const moves = quarter > 0 && style.hinting !== "full" && style.antialiasing !== "none";
      if (moves) ft.FT_Outline_Translate(outline, BigInt(quarter * 16), 0n);
      const mode = style.antialiasing === "none"
        ? RENDER_MONO
        : style.antialiasing === "lcd"
        ? RENDER_LCD
        : RENDER_NORMAL;
      if (ft.FT_Render_Glyph(slot, wantsColor ? RENDER_NORMAL : mode) !== 0) return "failed";
    }
    const bitmap = copyBitmap(fields);
    if (bitmap && bitmap !== "failed" && bitmap.kind === "color" && !isScalable) {
      return scaleColor(bitmap, strikeScale);
    }
    return bitmap;
  };
  return {
    hasColor,
    rasterise,
    close() {
      ft.FT_Done_Face(face);
      void bytes;
    },
  };
}

function loadFlags(style: RasterStyle, face: { wantsColor: boolean; isScalable: boolean }): number {
  let flags = face.wantsColor ? LOAD_COLOR : face.isScalable ? LOAD_NO_BITMAP : 0;
  if (style.antialiasing === "none") flags |= style.hinting === "off" ? LOAD_NO_HINTING : TARGET_MONO;
  else if (style.hinting === "off") flags |= LOAD_NO_HINTING;
  else if (style.hinting === "light") flags |= TARGET_LIGHT;
  else if (style.antialiasing === "lcd") flags |= TARGET_LCD;
  return flags;
}

/** The smallest strike that is large enough, else the largest. */
function nearestStrike(face: Deno.UnsafePointerView, pixels: number): { index: number; ppem: number } | null {
  const count = face.getInt32(AT.fixedSizes);
  const sizes = face.getPointer(AT.sizes);
  if (!sizes || count <= 0) return null;
  const view = new Deno.UnsafePointerView(sizes);
  let best: { index: number; ppem: number } | null = null;
  for (let index = 0; index < count; index++) {
    const ppem = view.getInt32(index * AT.strike + AT.ppem) / 64;
    if (ppem <= 0) continue;
    const isBetter = !best || (best.ppem < pixels ? ppem > best.ppem : ppem >= pixels && ppem < best.ppem);
    if (isBetter) best = { index, ppem };
  }
  return best;
}

function copyBitmap(fields: DataView): GlyphBitmap | null | "failed" {
  const rows = fields.getUint32(AT.rows, true);
  const wide = fields.getUint32(AT.width, true);
  const pitch = fields.getInt32(AT.pitch, true);
  const mode = fields.getUint8(AT.mode);
  const buffer = Deno.UnsafePointer.create(fields.getBigUint64(AT.buffer, true));
  if (rows === 0 || wide === 0 || !buffer) return null;
  if (pitch < 0) return "failed"; // bottom-up bitmaps: no renderer we ask for makes them
  const source = new Uint8Array(Deno.UnsafePointerView.getArrayBuffer(buffer, pitch * rows));
  const left = fields.getInt32(AT.left, true);
  const top = -fields.getInt32(AT.top, true);
  const shape = { left, top, width: mode === PIXEL_LCD ? wide / 3 : wide, height: rows };
  if (mode === PIXEL_GREY || mode === PIXEL_LCD) {
    const pixels = new Uint8Array(wide * rows);
    for (let y = 0; y < rows; y++) pixels.set(source.subarray(y * pitch, y * pitch + wide), y * wide);
    return { ...shape, kind: mode === PIXEL_LCD ? "lcd" : "grey", pixels };
  }
  if (mode === PIXEL_MONO) {
    const pixels = new Uint8Array(wide * rows);
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < wide; x++) {
        if (source[y * pitch + (x >> 3)] & (0x80 >> (x & 7))) pixels[y * wide + x] = 255;
      }
    }
    return { ...shape, kind: "grey", pixels };
  }
  if (mode !== PIXEL_BGRA) return "failed";
  const pixels = new Uint8Array(wide * rows * 4);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < wide; x++) {
      const from = y * pitch + x * 4, to = (y * wide + x) * 4;
      const alpha = source[from + 3];
      if (alpha === 0) continue;
      // FreeType's colours are multiplied by alpha; ours are straight.
      pixels[to] = Math.min(255, Math.round(source[from + 2] * 255 / alpha));
      pixels[to + 1] = Math.min(255, Math.round(source[from + 1] * 255 / alpha));
      pixels[to + 2] = Math.min(255, Math.round(source[from] * 255 / alpha));
      pixels[to + 3] = alpha;
    }
  }
  return { ...shape, kind: "color", pixels };
}
