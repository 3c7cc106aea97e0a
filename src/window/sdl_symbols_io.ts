/**
 * The SDL2 functions we call and where the library is found on each system. Nothing is called here.
 * Symbols newer than our oldest SDL (2.0.18, Ubuntu 22.04 has 2.0.20) are optional and `null` when missing.
 */
import type { OpenFailure } from "./types.ts";

export const sdlSymbols = {
  SDL_SetMainReady: { parameters: [], result: "void" },
  SDL_GetVersion: { parameters: ["buffer"], result: "void" },
  SDL_SetHint: { parameters: ["buffer", "buffer"], result: "i32" },
  SDL_WasInit: { parameters: ["u32"], result: "u32" },
  SDL_Init: { parameters: ["u32"], result: "i32" },
  SDL_Quit: { parameters: [], result: "void" },
  SDL_GetError: { parameters: [], result: "pointer" },
  SDL_free: { parameters: ["pointer"], result: "void" },
  SDL_GetTicks: { parameters: [], result: "u32" },
  SDL_GetCurrentVideoDriver: { parameters: [], result: "pointer" },
  SDL_CreateWindow: { parameters: ["buffer", "i32", "i32", "i32", "i32", "u32"], result: "pointer" },
  SDL_DestroyWindow: { parameters: ["pointer"], result: "void" },
  SDL_GetWindowFlags: { parameters: ["pointer"], result: "u32" },
  SDL_GetWindowSize: { parameters: ["pointer", "buffer", "buffer"], result: "void" },
  SDL_SetWindowSize: { parameters: ["pointer", "i32", "i32"], result: "void" },
  SDL_GetWindowPosition: { parameters: ["pointer", "buffer", "buffer"], result: "void" },
  SDL_GetWindowSizeInPixels: { parameters: ["pointer", "buffer", "buffer"], result: "void", optional: true },
  SDL_GL_GetDrawableSize: { parameters: ["pointer", "buffer", "buffer"], result: "void" },
  SDL_SetWindowMinimumSize: { parameters: ["pointer", "i32", "i32"], result: "void" },
  SDL_GetWindowDisplayIndex: { parameters: ["pointer"], result: "i32" },
  SDL_GetDisplayDPI: { parameters: ["i32", "buffer", "buffer", "buffer"], result: "i32" },
  SDL_SetWindowTitle: { parameters: ["pointer", "buffer"], result: "void" },
  SDL_SetWindowIcon: { parameters: ["pointer", "pointer"], result: "void" },
  SDL_FlashWindow: { parameters: ["pointer", "i32"], result: "i32" },
  SDL_CreateRGBSurfaceWithFormatFrom: {
    parameters: ["buffer", "i32", "i32", "i32", "i32", "u32"],
    result: "pointer",
  },
  SDL_FreeSurface: { parameters: ["pointer"], result: "void" },
  SDL_GetWindowWMInfo: { parameters: ["pointer", "buffer"], result: "i32" },
  SDL_GetWindowSurface: { parameters: ["pointer"], result: "pointer" },
  SDL_UpdateWindowSurfaceRects: { parameters: ["pointer", "buffer", "i32"], result: "i32" },
  SDL_CreateRenderer: { parameters: ["pointer", "i32", "u32"], result: "pointer" },
  SDL_DestroyRenderer: { parameters: ["pointer"], result: "void" },
  SDL_CreateTexture: { parameters: ["pointer", "u32", "i32", "i32", "i32"], result: "pointer" },
  SDL_DestroyTexture: { parameters: ["pointer"], result: "void" },
  SDL_UpdateTexture: { parameters: ["pointer", "buffer", "buffer", "i32"], result: "i32" },
  SDL_RenderCopy: { parameters: ["pointer", "pointer", "pointer", "pointer"], result: "i32" },
  SDL_RenderPresent: { parameters: ["pointer"], result: "void" },
  SDL_ConvertPixels: {
    parameters: ["i32", "i32", "u32", "pointer", "i32", "u32", "pointer", "i32"],
    result: "i32",
  },
  SDL_PumpEvents: { parameters: [], result: "void" },
  SDL_PeepEvents: { parameters: ["buffer", "i32", "i32", "u32", "u32"], result: "i32" },
  SDL_WaitEventTimeout: { parameters: ["pointer", "i32"], result: "i32" },
  SDL_EventState: { parameters: ["u32", "i32"], result: "u8" },
  SDL_GetGlobalMouseState: { parameters: ["buffer", "buffer"], result: "u32" },
  SDL_StartTextInput: { parameters: [], result: "void" },
  SDL_StopTextInput: { parameters: [], result: "void" },
  SDL_SetTextInputRect: { parameters: ["buffer"], result: "void" },
  SDL_CreateSystemCursor: { parameters: ["i32"], result: "pointer" },
  SDL_SetCursor: { parameters: ["pointer"], result: "void" },
  SDL_FreeCursor: { parameters: ["pointer"], result: "void" },
  SDL_GetClipboardText: { parameters: [], result: "pointer" },
  SDL_SetClipboardText: { parameters: ["buffer"], result: "i32" },
  SDL_GetPrimarySelectionText: { parameters: [], result: "pointer", optional: true },
  SDL_SetPrimarySelectionText: { parameters: ["buffer"], result: "i32", optional: true },
} as const satisfies Deno.ForeignLibraryInterface;

export type SdlLibrary = Deno.DynamicLibrary<typeof sdlSymbols>;
export type Sdl = SdlLibrary["symbols"];

const names: Readonly<Record<string, readonly string[]>> = {
  darwin: [
    "libSDL2-2.0.0.dylib",
    "libSDL2.dylib",
    "/opt/homebrew/lib/libSDL2-2.0.0.dylib",
    "/usr/local/lib/libSDL2-2.0.0.dylib",
    "/Library/Frameworks/SDL2.framework/SDL2",
  ],
  windows: ["SDL2.dll"],
};
const unixNames = ["libSDL2-2.0.so.0", "libSDL2-2.0.so", "libSDL2.so"];

/** Opens SDL2, or says in one line what to install. */
export function openSdl(): { readonly ok: true; readonly library: SdlLibrary } | OpenFailure {
  let last = "";
  for (const name of names[Deno.build.os] ?? unixNames) {
    try {
      return { ok: true, library: Deno.dlopen(name, sdlSymbols) };
    } catch (error) {
      if (error instanceof Deno.errors.NotCapable) {
        return {
          ok: false,
          kind: "no-library",
          reason: "Cannot load SDL2: Deno needs the permission --allow-ffi",
        };
      }
      last = error instanceof Error ? error.message : String(error);
    }
  }
  if (last.includes("symbol")) {
    return {
      ok: false,
      kind: "no-library",
      reason: `Cannot use this SDL2, 2.0.18 or newer is needed: ${last}`,
    };
  }
  return {
    ok: false,
    kind: "no-library",
    reason: `Cannot find SDL2: ${installAdvice[Deno.build.os] ?? linuxAdvice}`,
  };
}

const linuxAdvice = "install the package libsdl2-2.0-0, or run `deno task setup`";
const installAdvice: Readonly<Record<string, string>> = {
  darwin: "run `brew install sdl2`, or `deno task setup`",
  windows: "put SDL2.dll beside main.ts or on the PATH, see `deno task setup`",
};

const utf8 = new TextEncoder();
/** `text` as a C string; what follows a NUL is lost to C. */
export function cString(text: string): Uint8Array<ArrayBuffer> {
  return utf8.encode(`${text}\0`);
}
/** A C string that SDL keeps, such as its last error. */
export function borrowText(pointer: Deno.PointerValue): string {
  return pointer === null ? "" : Deno.UnsafePointerView.getCString(pointer);
}
/** A C string that is ours to free. */
export function takeText(sdl: Sdl, pointer: Deno.PointerValue): string {
  if (pointer === null) return "";
  const text = readCString(pointer);
  sdl.SDL_free(pointer);
  return text;
}
const lenient = new TextDecoder();
/** Never throws: what is not UTF-8 becomes U+FFFD, where `getCString` would throw. */
function readCString(pointer: Deno.PointerObject): string {
  try {
    return Deno.UnsafePointerView.getCString(pointer);
  } catch {
    const view = new Deno.UnsafePointerView(pointer);
    let length = 0;
    while (view.getUint8(length) !== 0) length++;
    return lenient.decode(new Uint8Array(view.getArrayBuffer(length)));
  }
}
