/**
 * How colours mix, in one place for both painters; gpu/shaders.ts says the same in WGSL.
 *   decode(s) = s ≤ 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ^ 2.4          sRGB to linear light
 *   out       = encode(decode(under) + (decode(over) - decode(under)) × alpha × coverage)     per channel
 * Text would look too bold light on dark and too thin dark on light that way, because eyes (and type designers) judge
 * stems on an sRGB scale. So a glyph's coverage c is bent first, by the luma of its colour as encoded:
 *   luma = 0.2126 R + 0.7152 G + 0.0722 B;  bend = CONTRAST × (1 - 2 luma);  c' = c + bend × c × (1 - c)
 * Here: light is 15 bits, alpha 16, so that a product fits an int32; tables do the powers.
 */

/** Strength of the bending; 0.85 puts half coverage near the middle of plain sRGB and plain linear mixing at both ends. */
export const CONTRAST = 0.85;

/** An 8-bit sRGB value as linear light, 0..32767. */
export const LIGHT: Uint16Array = lightTable();
/** Linear light >> 1 back to 8-bit sRGB. */
export const ENCODED: Uint8Array = encodedTable();

/** Exact sRGB decoding, 0..1 to 0..1. */
export function decode(s: number): number {
  return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
}
/** Exact sRGB encoding, 0..1 to 0..1. */
export function encode(light: number): number {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}

/** How far coverage is bent for text of this colour (RGBA bytes in memory order). */
export function bendOf(color: number): number {
  const luma = (0.2126 * (color & 255) + 0.7152 * ((color >>> 8) & 255) + 0.0722 * ((color >>> 16) & 255)) /
    255;
  return CONTRAST * (1 - 2 * luma);
}

/**
 * Mixes a colour (RGBA bytes in memory order; its alpha is not looked at) into a pixel 0xXXRRGGBB; `alpha` 0..65536.
 * X comes out as 255.
 */
export function mixPixel(under: number, color: number, alpha: number): number {
  const r = LIGHT[(under >>> 16) & 255], g = LIGHT[(under >>> 8) & 255], b = LIGHT[under & 255];
  const r1 = r + (((LIGHT[color & 255] - r) * alpha + 32768) >> 16);
  const g1 = g + (((LIGHT[(color >>> 8) & 255] - g) * alpha + 32768) >> 16);
  const b1 = b + (((LIGHT[(color >>> 16) & 255] - b) * alpha + 32768) >> 16);
  return (0xff000000 | (ENCODED[r1 >> 1] << 16) | (ENCODED[g1 >> 1] << 8) | ENCODED[b1 >> 1]) >>> 0;
}

/** RGBA bytes in memory order as an opaque target pixel 0xFFRRGGBB. */
export function pixelOf(color: number): number {
  return (0xff000000 | ((color & 255) << 16) | (color & 0xff00) | ((color >>> 16) & 255)) >>> 0;
}

/** Alpha (0..65536) of a text colour at each coverage 0..255, bent. Writes 256 numbers into `out`. */
export function textAlphas(color: number, out: Uint32Array): void {
  const bend = bendOf(color), alpha = ((color >>> 24) / 255) * 65536;
  for (let i = 0; i < 256; i++) {
    const c = i / 255;
    out[i] = Math.round((c + bend * c * (1 - c)) * alpha);
  }
}

function lightTable(): Uint16Array {
  const table = new Uint16Array(256);
  for (let i = 0; i < 256; i++) table[i] = Math.round(decode(i / 255) * 32767);
  return table;
}

function encodedTable(): Uint8Array {
  const table = new Uint8Array(16384);
  for (let i = 0; i < 16384; i++) table[i] = Math.round(encode(Math.min(1, (i * 2 + 1) / 32767)) * 255);
  // Light that was decoded and not mixed must come back as the value it was.
  for (let i = 0; i < 256; i++) table[LIGHT[i] >> 1] = i;
  return table;
}
