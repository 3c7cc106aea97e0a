/**
 * The sixteen colours of terminals, made of the theme's own, so that a program's red is the red of errors and every theme
 * has them. Packed as `Theme.colors`.
 */
import { COLOR, type Theme } from "./theme.ts";

const hues = [COLOR.err, COLOR.ok, COLOR.warn, COLOR.kw, COLOR.peer, COLOR.ty] as const;

/** Colour `index` of 0..15. Black and white are what is furthest from and nearest to the ground in a dark theme, and so in a light one. */
export function ansiColor(theme: Theme, index: number): number {
  const { colors } = theme;
  const isDark = luma(colors[COLOR.panel]) < 128;
  switch (index) {
    case 0:
      return isDark ? mix(colors[COLOR.text3], colors[COLOR.panel], 0.4) : colors[COLOR.text];
    case 7:
      return isDark ? mix(colors[COLOR.text], colors[COLOR.text2], 0.5) : colors[COLOR.text3];
    case 8:
      return isDark ? mix(colors[COLOR.text2], colors[COLOR.text3], 0.5) : colors[COLOR.text2];
    case 15:
      return isDark ? colors[COLOR.text] : mix(colors[COLOR.text3], colors[COLOR.line], 0.5);
  }
  const hue = colors[hues[(index & 7) - 1]];
  return index < 8 ? hue : mix(hue, colors[COLOR.text], 0.3);
}

/** `share` of `b` in `a`. */
export function mix(a: number, b: number, share: number): number {
  let out = 0;
  for (let shift = 0; shift < 24; shift += 8) {
    const from = (a >>> shift) & 255, to = (b >>> shift) & 255;
    out |= Math.round(from + (to - from) * share) << shift;
  }
  return (out | 0xff000000) >>> 0;
}
function luma(packed: number): number {
  return (packed & 255) * 0.3 + ((packed >>> 8) & 255) * 0.59 + ((packed >>> 16) & 255) * 0.11;
}
