/**
 * What SDL does not say: the display connection's descriptor, X resources, what the right Alt key is, handles for WebGPU.
 * Every library here is one that SDL has loaded already, or is absent on that system; a missing one only means "unknown".
 */
import type { DevicePx, Result } from "../base/mod.ts";
import type { RightAlt } from "./decode.ts";
import { xftDpiOf } from "./scale.ts";
import type { Sdl } from "./sdl_symbols_io.ts";
import type { GpuSurface } from "./types.ts";

/** Native handles of one window; `display` and `window` mean what `Deno.UnsafeWindowSurface` wants. */
export interface Native {
  readonly system: "x11" | "wayland" | "cocoa" | "win32" | null;
  readonly display: Deno.PointerValue;
  readonly window: Deno.PointerValue;
  /** The X11 window's number, 0n elsewhere. */
  readonly xid: bigint;
  /** -1 where the system has none. */
  readonly fd: number;
  /** The most bytes one request to the display may carry. */
  readonly maxRequestBytes: number;
  /** Asks X11 again at every call: the layout may have changed. */
  rightAlt(): RightAlt;
  /** Sends what Xlib holds back, as after taking a selection: another connection must see it. */
  flush(): void;
  close(): void;
}

const x11Symbols = {
  XOpenDisplay: { parameters: ["pointer"], result: "pointer" },
  XCloseDisplay: { parameters: ["pointer"], result: "i32" },
  XFlush: { parameters: ["pointer"], result: "i32" },
  XConnectionNumber: { parameters: ["pointer"], result: "i32" },
  XResourceManagerString: { parameters: ["pointer"], result: "pointer" },
  XExtendedMaxRequestSize: { parameters: ["pointer"], result: "i64" },
  XMaxRequestSize: { parameters: ["pointer"], result: "i64" },
  XkbGetState: { parameters: ["pointer", "u32", "buffer"], result: "i32" },
  XkbKeycodeToKeysym: { parameters: ["pointer", "u8", "i32", "i32"], result: "u64" },
} as const;
const waylandSymbols = { wl_display_get_fd: { parameters: ["pointer"], result: "i32" } } as const;
const objcSymbols = {
  sel_registerName: { parameters: ["buffer"], result: "pointer" },
  objc_msgSend: { parameters: ["pointer", "pointer"], result: "pointer" },
} as const;

/** SDL_SysWMinfo: version u8 × 3, subsystem u32 @4, then a union of pointers @8. */
const wmInfoBytes = 72;

export function nativeOf(sdl: Sdl, window: Deno.PointerValue): Native {
  const info = new Uint8Array(wmInfoBytes);
  sdl.SDL_GetVersion(info);
  const view = new DataView(info.buffer);
  const isKnown = sdl.SDL_GetWindowWMInfo(window, info) === 1;
  const subsystem = isKnown ? view.getUint32(4, true) : 0;
  const first = view.getBigUint64(8, true), second = view.getBigUint64(16, true);
  const pointer = (value: bigint) => Deno.UnsafePointer.create(value);
  switch (subsystem) {
    case 1: // HWND, HDC, HINSTANCE
      return {
        ...nothing,
        system: "win32",
        window: pointer(first),
        display: pointer(view.getBigUint64(24, true)),
        rightAlt: () => "with-ctrl",
      };
    case 2:
      return x11(pointer(first), second);
    case 4:
      return { ...nothing, system: "cocoa", window: contentView(pointer(first)), rightAlt: () => "alt" };
    case 6:
      return {
        ...nothing,
        system: "wayland",
        display: pointer(first),
        window: pointer(second),
        fd: waylandFd(pointer(first)),
      };
    default:
      return nothing;
  }
}

const nothing: Native = {
  system: null,
  display: null,
  window: null,
  xid: 0n,
  fd: -1,
  maxRequestBytes: Infinity,
  rightAlt: () => "unknown",
  flush: () => {},
  close: () => {},
};

function x11(display: Deno.PointerValue, xid: bigint): Native {
  // The XID travels as if it were a pointer: that is how Deno wants it.
  const handles = { system: "x11", display, window: Deno.UnsafePointer.create(xid), xid } as const;
  const library = tryOpen("libX11.so.6", x11Symbols);
  if (library === null) return { ...nothing, ...handles };
  const x = library.symbols;
  const state = new Uint8Array(32);
  return {
    ...handles,
    fd: x.XConnectionNumber(display),
    maxRequestBytes: 4 * Number(x.XExtendedMaxRequestSize(display) || x.XMaxRequestSize(display)),
    rightAlt() {
      // 108 is the right Alt key (evdev's 100 + 8); 0xfe03 is ISO_Level3_Shift; the state's first byte is the group.
      const group = x.XkbGetState(display, 0x100, state) === 0 ? state[0] : 0;
      return x.XkbKeycodeToKeysym(display, 108, group, 0) === 0xfe03n ? "altgr" : "alt";
    },
    flush: () => void x.XFlush(display),
    close: () => library.close(),
  };
}

/** Asked before there is a window, over a connection of its own (1 ms): the window's size depends on it. */
export function readXftDpi(): number | undefined {
  const library = tryOpen("libX11.so.6", x11Symbols);
  if (library === null) return undefined;
  const display = library.symbols.XOpenDisplay(null);
  const resources = display === null ? null : library.symbols.XResourceManagerString(display);
  const dpi = resources === null ? undefined : xftDpiOf(Deno.UnsafePointerView.getCString(resources));
  if (display !== null) library.symbols.XCloseDisplay(display);
  library.close();
  return dpi;
}

function waylandFd(display: Deno.PointerValue): number {
  const library = tryOpen("libwayland-client.so.0", waylandSymbols);
  if (library === null) return -1;
  const fd = library.symbols.wl_display_get_fd(display);
  library.close();
  return fd;
}

/** The NSView of an NSWindow. */
function contentView(window: Deno.PointerValue): Deno.PointerValue {
  const library = tryOpen("/usr/lib/libobjc.A.dylib", objcSymbols);
  if (library === null) return null;
  const selector = library.symbols.sel_registerName(new TextEncoder().encode("contentView\0"));
  const view = library.symbols.objc_msgSend(window, selector);
  library.close();
  return view;
}

/** A surface for WebGPU on these handles. Asks for no adapter. */
export function gpuSurfaceOf(
  native: Native,
  size: { readonly width: DevicePx; readonly height: DevicePx },
): Result<GpuSurface> {
  const { system, display: displayHandle, window: windowHandle } = native;
  if (system === null) {
    return { ok: false, reason: "Cannot draw with the GPU: this video driver has no window handle" };
  }
  try {
    const surface = new Deno.UnsafeWindowSurface({ system, windowHandle, displayHandle, ...size });
    return {
      ok: true,
      value: {
        // Deno's types name the general context; only "webgpu" exists here.
        getContext: (context) => surface.getContext(context) as unknown as GPUCanvasContext,
        present: () => surface.present(),
        resize(width, height) {
          surface.width = width;
          surface.height = height;
        },
      },
    };
  } catch (error) {
    return {
      ok: false,
      reason: `Cannot draw with the GPU: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

function tryOpen<const S extends Deno.ForeignLibraryInterface>(
  name: string,
  symbols: S,
): Deno.DynamicLibrary<S> | null {
  try {
    return Deno.dlopen(name, symbols);
  } catch {
    return null;
  }
}
