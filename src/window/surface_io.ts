/**
 * The window's own memory as a `PixelTarget`: SDL's software surface viewed in place, flushed by rectangles.
 * Where the system wants another pixel format, a buffer of ours is converted while it is flushed.
 */
import type { DevicePx, Result } from "../base/mod.ts";
import { borrowText, type Sdl } from "./sdl_symbols_io.ts";
import type { DeviceRect, PixelTarget } from "./types.ts";

export interface SurfaceHolder extends PixelTarget {
  /** Views the surface of the present size; cheap while nothing has changed. After a failure the pixels are shown to nobody. */
  refresh(): Result<PixelTarget>;
  /** The size changed: the next `refresh` has to ask SDL. */
  invalidate(): void;
  close(): void;
}

const XRGB8888 = 0x16161804, ARGB8888 = 0x16362004;
const maxRects = 512;

/** `lost` is called when a flush found the surface gone, so that everything is painted again. */
export function surfaceHolder(
  sdl: Sdl,
  window: Deno.PointerValue,
  lost: () => void,
): SurfaceHolder {
  // Four i32 for each SDL_Rect.
  const packed = new Int32Array(4 * maxRects);
  let isStale = true;
  let isBlind = false;
  /** Set where the format is not ours: where SDL's pixels are, and how. */
  let foreign: {
    readonly address: bigint;
    readonly pitch: number;
    readonly format: number;
    readonly bytes: number;
  } | null = null;
  let own: bigint = 0n;

  const holder = {
    width: 0 as DevicePx,
    height: 0 as DevicePx,
    stride: 0,
    pixels: new Uint32Array(0),
    flush,
    refresh,
    invalidate: () => void (isStale = true),
    // SDL frees it with the window.
    close: () => {},
  };
  return holder;

  function refresh(): Result<PixelTarget> {
    if (!isStale) return { ok: true, value: holder };
    const surface = sdl.SDL_GetWindowSurface(window);
    if (surface === null) return blind(borrowText(sdl.SDL_GetError()));
    // SDL_Surface: flags u32 @0, format* @8, w @16, h @20, pitch @24, pixels* @32; SDL_PixelFormat: format u32 @0, bytes u8 @17.
    const view = new Deno.UnsafePointerView(surface);
    const formatView = new Deno.UnsafePointerView(view.getPointer(8)!);
    const format = formatView.getUint32(0);
    const width = view.getInt32(16), height = view.getInt32(20), pitch = view.getInt32(24);
    const memory = view.getPointer(32);
    if (memory === null) return blind("the surface has no memory");
    holder.width = width as DevicePx;
    holder.height = height as DevicePx;
    if ((format === XRGB8888 || format === ARGB8888) && pitch % 4 === 0) {
      foreign = null;
      holder.stride = pitch / 4;
      holder.pixels = new Uint32Array(Deno.UnsafePointerView.getArrayBuffer(memory, pitch * height));
    } else {
      const address = Deno.UnsafePointer.value(memory);
      foreign = { address, pitch, format, bytes: formatView.getUint8(17) };
      holder.stride = width;
      holder.pixels = new Uint32Array(width * height);
      own = Deno.UnsafePointer.value(Deno.UnsafePointer.of(holder.pixels));
    }
    isStale = isBlind = false;
    return { ok: true, value: holder };
  }

  /** SDL has freed the old memory by now, so painters get memory of ours until it works again. */
  function blind(reason: string): Result<PixelTarget> {
    if (!isBlind) holder.pixels = new Uint32Array(holder.stride * holder.height);
    isBlind = true;
    foreign = null;
    return { ok: false, reason: `Cannot get the window's pixels: ${reason}` };
  }

  function flush(rects: readonly DeviceRect[], count: number): void {
    if (isBlind) return;
    for (let first = 0; first < count; first += maxRects) {
      const last = Math.min(count, first + maxRects);
      for (let i = first, to = 0; i < last; i++, to += 4) {
        const rect = rects[i];
        packed[to] = rect.x;
        packed[to + 1] = rect.y;
        packed[to + 2] = rect.width;
        packed[to + 3] = rect.height;
        if (foreign !== null) convert(rect);
      }
      if (sdl.SDL_UpdateWindowSurfaceRects(window, packed, last - first) === 0) continue;
      isStale = true;
      lost();
      return;
    }
  }

  /** SDL refuses the whole flush for a surface that became invalid, so stale memory is not written for long: it lives until `refresh`. */
  function convert(rect: DeviceRect): void {
    if (foreign === null || rect.width <= 0 || rect.height <= 0) return;
    const from = own + BigInt(4 * (rect.y * holder.stride + rect.x));
    const to = foreign.address + BigInt(rect.y * foreign.pitch + rect.x * foreign.bytes);
    sdl.SDL_ConvertPixels(
      rect.width,
      rect.height,
      XRGB8888,
      Deno.UnsafePointer.create(from),
      holder.stride * 4,
      foreign.format,
      Deno.UnsafePointer.create(to),
      foreign.pitch,
    );
  }
}
