/**
 * Pixels for Wayland, where SDL2 has no window memory of its own: a buffer of ours, uploaded by rectangles into a texture of
 * the window's real pixel size (SDL's emulated window surface knows logical pixels only and would be blurred at scale 2).
 */
import type { DevicePx, Result } from "../base/mod.ts";
import { borrowText, cString, type Sdl } from "./sdl_symbols_io.ts";
import type { SurfaceHolder } from "./surface_io.ts";
import type { DeviceRect, PixelSize, PixelTarget } from "./types.ts";

const XRGB8888 = 0x16161804, STREAMING = 1, ARGB8888 = 0x16362004;

export function textureHolder(
  sdl: Sdl,
  window: Deno.PointerValue,
  ports: { readonly size: () => PixelSize; readonly lost: () => void },
): SurfaceHolder {
  const packed = new Int32Array(4);
  let renderer: Deno.PointerValue = null, texture: Deno.PointerValue = null;
  let isStale = true;
  const holder = {
    width: 0 as DevicePx,
    height: 0 as DevicePx,
    stride: 0,
    pixels: new Uint32Array(0),
    flush,
    refresh,
    invalidate: () => void (isStale = true),
    close,
  };
  return holder;

  function refresh(): Result<PixelTarget> {
    if (!isStale) return { ok: true, value: holder };
    const { width, height } = ports.size();
    if (holder.width !== width || holder.height !== height) {
      holder.width = width;
      holder.height = height;
      holder.stride = width;
      holder.pixels = new Uint32Array(width * height);
    }
    if (texture !== null) sdl.SDL_DestroyTexture(texture);
    texture = null;
    // Waiting for the display would hold up keys; Wayland shows whole frames anyway.
    sdl.SDL_SetHint(cString("SDL_RENDER_VSYNC"), cString("0"));
    renderer ??= sdl.SDL_CreateRenderer(window, -1, 0);
    if (renderer !== null) {
      texture = sdl.SDL_CreateTexture(renderer, XRGB8888, STREAMING, width, height) ??
        sdl.SDL_CreateTexture(renderer, ARGB8888, STREAMING, width, height);
    }
    if (texture === null) {
      return { ok: false, reason: `Cannot show pixels: ${borrowText(sdl.SDL_GetError())}` };
    }
    isStale = false;
    return { ok: true, value: holder };
  }

  function flush(rects: readonly DeviceRect[], count: number): void {
    if (texture === null || count <= 0) return;
    for (let i = 0; i < count; i++) {
      const rect = rects[i];
      const x = Math.max(0, rect.x), y = Math.max(0, rect.y);
      packed[0] = x;
      packed[1] = y;
      packed[2] = Math.min(holder.width, rect.x + rect.width) - x;
      packed[3] = Math.min(holder.height, rect.y + rect.height) - y;
      if (packed[2] <= 0 || packed[3] <= 0) continue;
      const from = holder.pixels.subarray(y * holder.stride + x);
      if (sdl.SDL_UpdateTexture(texture, packed, from, holder.stride * 4) !== 0) {
        isStale = true;
        ports.lost();
        return;
      }
    }
    sdl.SDL_RenderCopy(renderer, texture, null, null);
    sdl.SDL_RenderPresent(renderer);
  }

  function close(): void {
    if (texture !== null) sdl.SDL_DestroyTexture(texture);
    if (renderer !== null) sdl.SDL_DestroyRenderer(renderer);
    texture = renderer = null;
  }
}
