/**
 * The C functions the outside measurements call: Xlib, XTest, XDamage, MIT-SHM and a few of libc.
 * Owns names and signatures only; what the structs mean is in display.ts and shm.ts. Layouts are those of
 * x86-64 and arm64 Linux (8-byte long and pointer). Nothing of the product imports this folder.
 */

const x11Symbols = {
  XOpenDisplay: { parameters: ["buffer"], result: "pointer" },
  XCloseDisplay: { parameters: ["pointer"], result: "i32" },
  XConnectionNumber: { parameters: ["pointer"], result: "i32" },
  XDefaultRootWindow: { parameters: ["pointer"], result: "u64" },
  XDefaultScreen: { parameters: ["pointer"], result: "i32" },
  XDefaultVisual: { parameters: ["pointer", "i32"], result: "pointer" },
  XDefaultDepth: { parameters: ["pointer", "i32"], result: "i32" },
  XDefaultGC: { parameters: ["pointer", "i32"], result: "pointer" },
  XEventsQueued: { parameters: ["pointer", "i32"], result: "i32" },
  XNextEvent: { parameters: ["pointer", "buffer"], result: "i32" },
  XFlush: { parameters: ["pointer"], result: "i32" },
  XSync: { parameters: ["pointer", "i32"], result: "i32" },
  XFree: { parameters: ["pointer"], result: "i32" },
  XSetErrorHandler: { parameters: ["pointer"], result: "pointer" },
  XQueryTree: { parameters: ["pointer", "u64", "buffer", "buffer", "buffer", "buffer"], result: "i32" },
  XGetWindowAttributes: { parameters: ["pointer", "u64", "buffer"], result: "i32" },
  XSelectInput: { parameters: ["pointer", "u64", "i64"], result: "i32" },
  XSetInputFocus: { parameters: ["pointer", "u64", "i32", "u64"], result: "i32" },
  XStringToKeysym: { parameters: ["buffer"], result: "u64" },
  XKeysymToKeycode: { parameters: ["pointer", "u64"], result: "u8" },
  XkbKeycodeToKeysym: { parameters: ["pointer", "u8", "i32", "i32"], result: "u64" },
  XCreateSimpleWindow: {
    parameters: ["pointer", "u64", "i32", "i32", "u32", "u32", "u32", "u64", "u64"],
    result: "u64",
  },
  XMapWindow: { parameters: ["pointer", "u64"], result: "i32" },
  XSetForeground: { parameters: ["pointer", "pointer", "u64"], result: "i32" },
  XFillRectangle: { parameters: ["pointer", "u64", "pointer", "i32", "i32", "u32", "u32"], result: "i32" },
} as const;

const xextSymbols = {
  XShmQueryExtension: { parameters: ["pointer"], result: "i32" },
  XShmCreateImage: {
    parameters: ["pointer", "pointer", "u32", "i32", "pointer", "buffer", "u32", "u32"],
    result: "pointer",
  },
  XShmAttach: { parameters: ["pointer", "buffer"], result: "i32" },
  XShmDetach: { parameters: ["pointer", "buffer"], result: "i32" },
  XShmGetImage: { parameters: ["pointer", "u64", "pointer", "i32", "i32", "u64"], result: "i32" },
} as const;

const xtstSymbols = {
  XTestQueryExtension: { parameters: ["pointer", "buffer", "buffer", "buffer", "buffer"], result: "i32" },
  XTestFakeKeyEvent: { parameters: ["pointer", "u32", "i32", "u64"], result: "i32" },
  XTestFakeButtonEvent: { parameters: ["pointer", "u32", "i32", "u64"], result: "i32" },
  XTestFakeMotionEvent: { parameters: ["pointer", "i32", "i32", "i32", "u64"], result: "i32" },
} as const;

const xdamageSymbols = {
  XDamageQueryExtension: { parameters: ["pointer", "buffer", "buffer"], result: "i32" },
  XDamageCreate: { parameters: ["pointer", "u64", "i32"], result: "u64" },
  XDamageSubtract: { parameters: ["pointer", "u64", "u64", "u64"], result: "void" },
} as const;

const libcSymbols = {
  poll: { parameters: ["buffer", "u64", "i32"], result: "i32" },
  shmget: { parameters: ["i32", "u64", "i32"], result: "i32" },
  shmat: { parameters: ["i32", "pointer", "i32"], result: "pointer" },
  shmdt: { parameters: ["pointer"], result: "i32" },
  shmctl: { parameters: ["i32", "i32", "pointer"], result: "i32" },
} as const;

function open<S extends Deno.ForeignLibraryInterface>(file: string, debian: string, symbols: S) {
  try {
    return Deno.dlopen(file, symbols).symbols;
  } catch (error) {
    throw new Error(`Cannot load ${file} (Debian: apt-get install ${debian}): ${(error as Error).message}`);
  }
}

/** Loads the libraries; throws an `Error` that names the Debian package of the one that is missing. */
export function loadLibraries() {
  return {
    x: open("libX11.so.6", "libx11-6", x11Symbols),
    ext: open("libXext.so.6", "libxext6", xextSymbols),
    test: open("libXtst.so.6", "libxtst6", xtstSymbols),
    damage: open("libXdamage.so.1", "libxdamage1", xdamageSymbols),
    c: open("libc.so.6", "libc6", libcSymbols),
  };
}
export type Libraries = ReturnType<typeof loadLibraries>;

/** A NUL-terminated copy, as C wants it. */
export function cString(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text + "\0");
}
