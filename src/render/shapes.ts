/**
 * How much of a pixel a rect's shape covers: rounded boxes, borders, soft shadows, squiggles. Pure geometry, told once
 * more in WGSL by gpu/shaders.ts. A pixel is measured at its centre by its signed distance to the edge.
 *   box     d = distance to the rounded box;  coverage = clamp(0.5 - d)
 *   border  the box less the same box shrunk by the border (radius too)
 *   shadow  corner radius max(radius, blur); t = clamp(0.5 - d / (2 blur));  coverage = t² (3 - 2t)
 *   wave    parabolas of period 2 × height; distance to the line over its slope
 */

/** Coverage 0..1 of the pixel centred at (px, py), counted from the rect's top left corner. Shadows reach outside. */
export function shapeCoverage(
  px: number,
  py: number,
  width: number,
  height: number,
  shape: number,
): number {
  if (shape >>> 24 === 1) return waveCoverage(px, py, width, height, (shape >>> 8) & 255);
  const least = Math.min(width, height) / 2;
  const blur = (shape >>> 16) & 255, border = (shape >>> 8) & 255;
  if (blur > 0) {
    const d = boxDistance(px, py, width, height, Math.min(Math.max(shape & 255, blur), least));
    const t = clamp(0.5 - d / (2 * blur));
    return t * t * (3 - 2 * t);
  }
  const radius = Math.min(shape & 255, least);
  const outer = clamp(0.5 - boxDistance(px, py, width, height, radius));
  if (border === 0 || border >= least) return outer;
  const inner = boxDistance(
    px - border,
    py - border,
    width - 2 * border,
    height - 2 * border,
    Math.max(0, radius - border),
  );
  return outer - clamp(0.5 - inner);
}

/** Beyond how many pixels from each side a box's coverage no longer changes along that side. */
export function cornerReach(shape: number, width: number, height: number): number {
  const least = Math.min(width, height) / 2;
  const blur = (shape >>> 16) & 255;
  if (blur > 0) return Math.ceil(Math.max(blur, Math.min(Math.max(shape & 255, blur), least))) + 1;
  return Math.ceil(Math.max(Math.min(shape & 255, least), Math.min((shape >>> 8) & 255, least))) + 1;
}

function boxDistance(px: number, py: number, width: number, height: number, radius: number): number {
  const qx = Math.abs(px - width / 2) - width / 2 + radius;
  const qy = Math.abs(py - height / 2) - height / 2 + radius;
  const ox = Math.max(qx, 0), oy = Math.max(qy, 0);
  return Math.sqrt(ox * ox + oy * oy) + Math.min(Math.max(qx, qy), 0) - radius;
}

function waveCoverage(px: number, py: number, _width: number, height: number, thickness: number): number {
  const line = Math.max(1, thickness);
  const amplitude = Math.max(0, (height - line) / 2);
  const period = Math.max(2, 2 * height);
  const u = ((px / period) % 1) * 2;
  const v = u < 1 ? u : u - 1;
  const rise = 4 * v * (1 - v) * (u < 1 ? 1 : -1);
  const slope = (amplitude * 8 * (1 - 2 * v)) / period;
  const d = Math.abs(py - height / 2 - amplitude * rise) / Math.sqrt(1 + slope * slope) - line / 2;
  return clamp(0.5 - d);
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}
