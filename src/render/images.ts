/**
 * Where a draw list's images come from. Painters ask by id, keep what they made of an image, and drop it unasked for.
 */

/** Pixels are RGBA bytes in memory order, sRGB, straight alpha. Never changed once given. */
export interface ImagePixels {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;
}
/** `null`: no such image (any more); nothing is drawn. Sampled at the nearest pixel: scale before, for quality. */
export interface ImageSource {
  image(id: number): ImagePixels | null;
}
