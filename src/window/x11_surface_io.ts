/**
 * The window's memory on X11: a segment that we share with the server (MIT-SHM), put on the window by rectangles over SDL's own
 * connection. SDL would do the same and then wait for the server's answer, 0.18 ms of a key's 0.5 with cold caches; here
 * nobody waits until memory that the server may still be reading is about to be written, and by then it mostly has answered.
 * `null` where there is no such memory (a remote display, another pixel format): SDL's surface serves then.
 *
 * XShmSegmentInfo, 32 bytes: shmseg u64 @0, shmid i32 @8, shmaddr pointer @16, readOnly i32 @24.
 * XImage, 136 bytes: data pointer @16, byte_order i32 @24, bytes_per_line @44, bits_per_pixel @48, masks u64 @56, @64, @72.
 * XWindowAttributes, 136 bytes: depth i32 @20, visual pointer @24.
 */
import type { DevicePx, Result } from "../base/mod.ts";
import type { Native } from "./native_io.ts";
import type { SurfaceHolder } from "./surface_io.ts";
import type { DeviceRect, PixelSize, PixelTarget } from "./types.ts";

const x11Symbols = {
  XGetWindowAttributes: { parameters: ["pointer", "u64", "buffer"], result: "i32" },
  XCreateGC: { parameters: ["pointer", "u64", "u64", "pointer"], result: "pointer" },
  XFreeGC: { parameters: ["pointer", "pointer"], result: "i32" },
  XSetErrorHandler: { parameters: ["pointer"], result: "pointer" },
  XSync: { parameters: ["pointer", "i32"], result: "i32" },
  XFlush: { parameters: ["pointer"], result: "i32" },
  XFree: { parameters: ["pointer"], result: "i32" },
  // Serial numbers; their low halves are enough to tell which of two came first, and no big integers.
  XNextRequest: { parameters: ["pointer"], result: "i32" },
  XLastKnownRequestProcessed: { parameters: ["pointer"], result: "i32" },
} as const;
const xextSymbols = {
  XShmQueryExtension: { parameters: ["pointer"], result: "i32" },
  XShmCreateImage: {
    parameters: ["pointer", "pointer", "u32", "i32", "pointer", "buffer", "u32", "u32"],
    result: "pointer",
  },
  XShmAttach: { parameters: ["pointer", "buffer"], result: "i32" },
  XShmDetach: { parameters: ["pointer", "buffer"], result: "i32" },
  XShmPutImage: {
    parameters: [
      "pointer",
      "pointer", // An XID, as native_io.ts has it: a big integer would be made anew for each call.
      "pointer",
      "pointer",
      "i32",
      "i32",
      "i32",
      "i32",
      "u32",
      "u32",
      "i32",
    ],
    result: "i32",
  },
} as const;
const libcSymbols = {
  shmget: { parameters: ["i32", "usize", "i32"], result: "i32" },
  shmat: { parameters: ["i32", "pointer", "i32"], result: "pointer" },
  shmdt: { parameters: ["pointer"], result: "i32" },
  sched_yield: { parameters: [], result: "i32" },
  shmctl: { parameters: ["i32", "i32", "pointer"], result: "i32" },
} as const;
const IPC_PRIVATE = 0, IPC_CREAT = 0o1000, IPC_RMID = 0, ZPixmap = 2;
const failedAddress = 0xffffffffffffffffn;

/** Its `refresh` can fail later, when a window of another size gets no memory: take another holder then. */
export function sharedHolder(native: Native, size: () => PixelSize): SurfaceHolder | null {
  if (native.system !== "x11" || native.display === null || Deno.build.os !== "linux") return null;
  const libraries = openLibraries();
  if (libraries === null) return null;
  const holder = new SharedHolder(libraries, { native, size });
  if (holder.refresh().ok) return holder;
  holder.close();
  return null;
}

type Libraries = NonNullable<ReturnType<typeof openLibraries>>;
function openLibraries() {
  const opened: { close(): void }[] = [];
  const open = <const S extends Deno.ForeignLibraryInterface>(name: string, symbols: S) => {
    const library = Deno.dlopen(name, symbols);
    opened.push(library);
    return library.symbols;
  };
  const close = () => opened.forEach((library) => library.close());
  try {
    const x = open("libX11.so.6", x11Symbols), ext = open("libXext.so.6", xextSymbols);
    return { x, ext, c: open("libc.so.6", libcSymbols), close };
  } catch {
    close();
    return null;
  }
}

/** One segment of the window's present size. Xlib keeps the address of `info` inside the image. */
interface Segment {
  readonly image: Deno.PointerObject;
  readonly info: ArrayBuffer;
  readonly memory: Deno.PointerObject;
}

class SharedHolder implements SurfaceHolder {
  width = 0 as DevicePx;
  height = 0 as DevicePx;
  stride = 0;
  pixels = new Uint32Array(0);
  readonly #libraries: Libraries;
  readonly #native: Native;
  readonly #size: () => PixelSize;
  readonly #display: Deno.PointerValue;
  readonly #window: Deno.PointerValue;
  #gc: Deno.PointerValue = null;
  #segment: Segment | null = null;
  #isStale = true;
  /** The serial of the last put that the server may still be reading memory for. */
  #lastPut = 0;
  #isInFlight = false;

  constructor(
    libraries: Libraries,
    options: { readonly native: Native; readonly size: () => PixelSize },
  ) {
    this.#libraries = libraries;
    this.#native = options.native;
    this.#size = options.size;
    this.#display = options.native.display;
    this.#window = options.native.window;
  }

  invalidate(): void {
    this.#isStale = true;
  }

  refresh(): Result<PixelTarget> {
    if (this.#isInFlight) this.#awaitServer();
    if (!this.#isStale) return { ok: true, value: this };
    const { width, height } = this.#size();
    if (this.#segment === null || width !== this.width || height !== this.height) {
      this.#release();
      const made = this.#make(width, height);
      if (!made.ok) return made;
      this.#segment = made.value;
      this.width = width;
      this.height = height;
      this.stride = width;
      this.pixels = new Uint32Array(
        Deno.UnsafePointerView.getArrayBuffer(made.value.memory, 4 * width * height),
      );
    }
    this.#isStale = false;
    return { ok: true, value: this };
  }

  /** A key that came after the put tells already that the server has done it: only who writes sooner waits. */
  #awaitServer(): void {
    const { x } = this.#libraries;
    this.#isInFlight = false;
    if (((x.XLastKnownRequestProcessed(this.#display) - this.#lastPut) | 0) < 0) x.XSync(this.#display, 0);
  }

  flush(rects: readonly DeviceRect[], count: number): void {
    const segment = this.#segment;
    if (segment === null) return;
    const { x, ext } = this.#libraries, display = this.#display;
    for (let i = 0; i < count; i++) {
      const rect = rects[i];
      // The server ends the connection of who reaches outside.
      const left = Math.max(0, rect.x), top = Math.max(0, rect.y);
      const width = Math.min(this.width, rect.x + rect.width) - left;
      const height = Math.min(this.height, rect.y + rect.height) - top;
      if (width <= 0 || height <= 0) continue;
      ext.XShmPutImage(
        display,
        this.#window,
        this.#gc,
        segment.image,
        left,
        top,
        left,
        top,
        width,
        height,
        0,
      );
      this.#isInFlight = true;
    }
    this.#lastPut = x.XNextRequest(display) - 1;
    x.XFlush(display);
  }

  #make(width: number, height: number): Result<Segment> {
    const { x, ext, c } = this.#libraries, display = this.#display;
    const fail = (what: string) =>
      ({ ok: false, reason: `Cannot share pixels with the display: ${what}` }) as const;
    if (width <= 0 || height <= 0) return fail("the window is empty");
    if (ext.XShmQueryExtension(display) === 0) return fail("it has no MIT-SHM");
    const attributes = new DataView(new ArrayBuffer(136));
    if (x.XGetWindowAttributes(display, this.#native.xid, attributes.buffer as ArrayBuffer) === 0) {
      return fail("no answer");
    }
    const visual = Deno.UnsafePointer.create(attributes.getBigUint64(24, true));
    const depth = attributes.getInt32(20, true), info = new ArrayBuffer(32);
    const image = ext.XShmCreateImage(display, visual, depth, ZPixmap, null, info, width, height);
    if (image === null) return fail("no image");
    const header = new DataView(Deno.UnsafePointerView.getArrayBuffer(image, 136));
    const isOurs = depth === 24 && header.getInt32(24, true) === 0 && header.getInt32(48, true) === 32 &&
      header.getInt32(44, true) === 4 * width && header.getBigUint64(56, true) === 0xff0000n &&
      header.getBigUint64(64, true) === 0xff00n && header.getBigUint64(72, true) === 0xffn;
    const id = isOurs ? c.shmget(IPC_PRIVATE, BigInt(4 * width * height), IPC_CREAT | 0o600) : -1;
    const memory = id < 0 ? null : c.shmat(id, null, 0);
    const isThere = memory !== null && BigInt(Deno.UnsafePointer.value(memory)) !== failedAddress;
    if (isThere) {
      const address = BigInt(Deno.UnsafePointer.value(memory)), fields = new DataView(info);
      fields.setInt32(8, id, true);
      fields.setBigUint64(16, address, true);
      header.setBigUint64(16, address, true);
    }
    const isAttached = isThere && this.#attach(info);
    // Marked now, freed when both sides have let go: nothing is left behind if we are killed.
    if (id >= 0) c.shmctl(id, IPC_RMID, null);
    if (isAttached) {
      this.#gc ??= x.XCreateGC(display, this.#native.xid, 0n, null);
      return { ok: true, value: { image, info, memory: memory! } };
    }
    if (isThere) c.shmdt(memory);
    x.XFree(image);
    return fail(isOurs ? "it does not take the memory" : "another pixel format");
  }

  /** A display on another machine refuses by an error, for which Xlib's own handler would end the process. */
  #attach(info: ArrayBuffer): boolean {
    const { x, ext } = this.#libraries, display = this.#display;
    let isRefused = false;
    const handler = new Deno.UnsafeCallback(
      { parameters: ["pointer", "pointer"], result: "i32" } as const,
      () => {
        isRefused = true;
        return 0;
      },
    );
    x.XSync(display, 0);
    const before = x.XSetErrorHandler(handler.pointer);
    const isSent = ext.XShmAttach(display, info) !== 0;
    x.XSync(display, 0);
    x.XSetErrorHandler(before);
    handler.close();
    return isSent && !isRefused;
  }

  #release(): void {
    const segment = this.#segment;
    if (segment === null) return;
    const { x, ext, c } = this.#libraries;
    ext.XShmDetach(this.#display, segment.info);
    x.XSync(this.#display, 0);
    c.shmdt(segment.memory);
    // The header alone: XDestroyImage would look after memory that is gone.
    x.XFree(segment.image);
    this.#segment = null;
    this.#isInFlight = false;
  }

  close(): void {
    this.#release();
    if (this.#gc !== null) this.#libraries.x.XFreeGC(this.#display, this.#gc);
    this.#libraries.close();
  }
}
