/** Sums over colours written "#rrggbb" or "#rrggbbaa": mixing, laying one over another, keeping words readable. Pure. */
import { contrast } from "./theme.ts";

/** "#rgb", "#rgba", "#rrggbb" or "#rrggbbaa" in full; null for anything else. */
export function readColor(value: string): string | null {
  const found = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(value.trim());
  if (found === null) return null;
  const hex = found[1].toLowerCase();
  return `#${hex.length < 6 ? [...hex].map((digit) => digit + digit).join("") : hex}`;
}
const part = (hex: string, at: number): number => Number.parseInt(hex.slice(1 + 2 * at, 3 + 2 * at), 16);
const two = (value: number): string =>
  Math.round(Math.max(0, Math.min(255, value))).toString(16).padStart(2, "0");

/** `share` of `b` in `a`, from 0 to 1; both opaque. */
export function mix(a: string, b: string, share: number): string {
  return `#${[0, 1, 2].map((i) => two(part(a, i) * (1 - share) + part(b, i) * share)).join("")}`;
}
/** An opaque colour: `top` as it is seen on `ground`. */
export function over(top: string, ground: string): string {
  return top.length < 9 ? top : mix(ground, top.slice(0, 7), part(top, 3) / 255);
}
export function withAlpha(color: string, alpha: number): string {
  return color.slice(0, 7) + two(alpha * 255);
}
/** Whether white words are read better on it than black ones. */
export const isDark = (color: string): boolean => contrast(color, "#ffffff") > contrast(color, "#000000");

/** The colour, moved as little as it takes towards white or black until it has `least` on every ground. */
export function readable(color: string, grounds: readonly string[], least: number): string {
  const worst = (one: string) => Math.min(...grounds.map((ground) => contrast(one, ground)));
  if (worst(color) >= least) return color;
  const end = isDark(grounds[0]) ? "#ffffff" : "#000000";
  for (let share = 0.05; share < 1; share += 0.05) {
    const tried = mix(color, end, share);
    if (worst(tried) >= least) return tried;
  }
  return end;
}
