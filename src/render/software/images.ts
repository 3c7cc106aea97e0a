/** Images into pixels: the nearest source pixel for each pixel's centre, mixed by its alpha. */
import { mixPixel } from "../blend.ts";
import type { ImagePixels } from "../images.ts";
import type { Canvas } from "./glyphs.ts";

/** Paints an image stretched to a rect of whole pixels, inside the canvas box. */
export function paintImage(
  image: ImagePixels,
  x: number,
  y: number,
  width: number,
  height: number,
  canvas: Canvas,
): void {
  const x0 = Math.max(x, canvas.x0), x1 = Math.min(x + width, canvas.x1);
  const y1 = Math.min(y + height, canvas.y1);
  const { pixels, stride } = canvas;
  for (let py = Math.max(y, canvas.y0); py < y1; py++) {
    const row = Math.floor(((py - y + 0.5) * image.height) / height) * image.width;
    for (let px = x0; px < x1; px++) {
      const color = image.pixels[row + Math.floor(((px - x + 0.5) * image.width) / width)];
      const at = py * stride + px;
      if (color >>> 24 !== 0) {
        pixels[at] = mixPixel(pixels[at], color, Math.round((color >>> 24) * (65536 / 255)));
      }
    }
  }
}
