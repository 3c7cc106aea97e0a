/**
 * The real window: SDL2 through our own thin binding. Opens the library and the display, drains SDL's queue into our events,
 * and hands out pixels, handles, clipboard and cursor. One window a process; one buffer for events, so that an idle poll
 * allocates nothing. Decoding is `decode.ts`, sleeping `wait_io.ts`, pixels `*surface_io.ts`.
 */
import type { DevicePx, Millis, Px, Result } from "../base/mod.ts";
import { type Clipboard, makeClipboard } from "./clipboard_io.ts";
import { decodeEvent, type DecodeState, eventBytes, newDecodeState } from "./decode.ts";
import type { WindowEvent } from "./events.ts";
import { gpuSurfaceOf, type Native, nativeOf, readXftDpi } from "./native_io.ts";
import { chooseScale } from "./scale.ts";
import { borrowText, cString, openSdl, type Sdl, type SdlLibrary, takeText } from "./sdl_symbols_io.ts";
import { readSelection } from "./selection_io.ts";
import { type SurfaceHolder, surfaceHolder } from "./surface_io.ts";
import { textureHolder } from "./texture_surface_io.ts";
import type {
  CursorShape,
  GpuSurface,
  Icon,
  OpenFailure,
  OpenResult,
  PixelSize,
  PixelTarget,
  TextArea,
  Window,
  WindowOptions,
  WindowSize,
} from "./types.ts";
import { makeWaiter, type Waiter } from "./wait_io.ts";
import { sharedHolder } from "./x11_surface_io.ts";

const SDL_INIT_VIDEO = 0x20, SDL_INIT_EVENTS = 0x4000;
const OPENGL = 0x2,
  HIDDEN = 0x8,
  RESIZABLE = 0x20,
  MINIMIZED = 0x40,
  FOCUSED = 0x200,
  HIGHDPI = 0x2000,
  METAL = 0x20000000;
const CENTERED = 0x2fff0000;
/** SDL_PIXELFORMAT_ABGR8888: the bytes R, G, B, A. */
const RGBA_BYTES = 0x16762004;
const batch = 32;

const hints: readonly (readonly [string, string])[] = [
  ["SDL_NO_SIGNAL_HANDLERS", "1"],
  ["SDL_VIDEO_ALLOW_SCREENSAVER", "1"],
  ["SDL_MOUSE_FOCUS_CLICKTHROUGH", "1"],
  ["SDL_IME_SHOW_UI", "1"],
  ["SDL_IME_SUPPORT_EXTENDED_TEXT", "1"],
  ["SDL_QUIT_ON_LAST_WINDOW_CLOSE", "0"],
  ["SDL_APP_NAME", "Nexus"],
  ["SDL_WINDOWS_DPI_AWARENESS", "permonitorv2"],
  ["SDL_VIDEO_WAYLAND_ALLOW_LIBDECOR", "1"],
];

/** Opens the one window of this process; a second is refused while the first is open. Takes about 40 ms. */
export function openWindow(options: WindowOptions): OpenResult {
  const opened = openSdl();
  if (!opened.ok) return opened;
  const { library } = opened, sdl = library.symbols;
  const refuse = (kind: OpenFailure["kind"], reason: string): OpenFailure => {
    library.close();
    return { ok: false, kind, reason };
  };
  if (sdl.SDL_WasInit(SDL_INIT_VIDEO) !== 0) {
    return refuse("failed", "Cannot open a second window in one process");
  }
  const missing = missingDisplay();
  if (missing !== null) return refuse("no-display", missing);

  for (const [name, value] of hints) sdl.SDL_SetHint(cString(name), cString(value));
  const driver = Deno.build.os === "linux" ? onlyDriver() : null;
  if (driver !== null) sdl.SDL_SetHint(cString("SDL_VIDEODRIVER"), cString(driver));
  const restore = lendEnvironment();
  try {
    return create(library, options);
  } finally {
    restore();
  }
}

/** SDL reads these while it opens; the programs we start later must not inherit them. */
function lendEnvironment(): () => void {
  const lent: [string, string][] = [["SDL_VIDEO_X11_WMCLASS", "nexus"], [
    "SDL_VIDEO_WAYLAND_WMCLASS",
    "nexus",
  ]];
  // With no session bus at all, libdbus forks to look for `dbus-launch` all along the PATH: 3 ms for nothing.
  if (Deno.build.os === "linux" && !hasSessionBus()) lent.push(["DBUS_SESSION_BUS_ADDRESS", "disabled:"]);
  const ours = lent.filter(([name]) => Deno.env.get(name) === undefined);
  for (const [name, value] of ours) Deno.env.set(name, value);
  return () => {
    for (const [name] of ours) Deno.env.delete(name);
  };
}
function hasSessionBus(): boolean {
  if (Deno.env.get("DBUS_SESSION_BUS_ADDRESS")) return true;
  const folder = Deno.env.get("XDG_RUNTIME_DIR");
  try {
    if (folder) Deno.lstatSync(`${folder}/bus`);
    return Boolean(folder);
  } catch {
    return false;
  }
}

function create(library: SdlLibrary, options: WindowOptions): OpenResult {
  const sdl = library.symbols;
  const fail = (kind: OpenFailure["kind"], error: string): OpenFailure => {
    sdl.SDL_Quit();
    library.close();
    return { ok: false, kind, reason: error };
  };
  sdl.SDL_SetMainReady();
  if (sdl.SDL_Init(SDL_INIT_VIDEO | SDL_INIT_EVENTS) !== 0) {
    const reason = borrowText(sdl.SDL_GetError());
    return fail("no-display", `Cannot open the display ${displayName()}: ${reason}. ${withoutDisplay}`);
  }
  const driver = borrowText(sdl.SDL_GetCurrentVideoDriver());
  // Without a display SDL quietly takes one that nobody sees.
  if (!visibleDrivers.has(driver) && !Deno.env.get("SDL_VIDEODRIVER")) {
    return fail("no-display", `Cannot open the display ${displayName()}. ${withoutDisplay}`);
  }
  // Through GL a software surface takes 2–4 ms instead of 0.04.
  sdl.SDL_SetHint(cString("SDL_FRAMEBUFFER_ACCELERATION"), cString("0"));

  const flags = RESIZABLE | HIGHDPI | (Deno.build.os === "darwin" && !options.software ? METAL : 0) |
    // A renderer would make the window anew, with other handles, if it were not for OpenGL from the start.
    (driver === "wayland" && options.software ? OPENGL : 0);
  // X11 and Windows count windows in device pixels, the others in units of their own scaling: about Px.
  const inPixels = driver === "x11" || driver === "windows";
  const xftDpi = driver === "x11" ? readXftDpi() : undefined;
  const factor = inPixels ? scaleOf(sdl, { wanted: options.scale, pixelsPerUnit: 1, xftDpi, display: 0 }) : 1;
  const handle = sdl.SDL_CreateWindow(
    cString(options.title),
    CENTERED,
    CENTERED,
    Math.max(1, Math.round(options.width * factor)),
    Math.max(1, Math.round(options.height * factor)),
    flags,
  );
  if (handle === null) {
    const reason = borrowText(sdl.SDL_GetError());
    return fail("failed", `Cannot open a window on ${driver}: ${reason}`);
  }
  return { ok: true, value: new SdlWindow(library, { handle, options, driver, xftDpi }) };
}

const visibleDrivers: ReadonlySet<string> = new Set(["x11", "wayland", "cocoa", "windows"]);
const withoutDisplay = "Use --headless or --screenshot where there is no display";
function missingDisplay(): string | null {
  if (Deno.build.os === "darwin" || Deno.build.os === "windows") return null;
  for (const name of ["DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"]) if (Deno.env.get(name)) return null;
  return `No display: neither DISPLAY nor WAYLAND_DISPLAY is set. ${withoutDisplay}`;
}
/** SDL would try the others too, which write to stderr; the variable SDL_VIDEODRIVER outranks this. */
function onlyDriver(): "x11" | "wayland" | null {
  const hasX11 = Boolean(Deno.env.get("DISPLAY")), hasWayland = Boolean(Deno.env.get("WAYLAND_DISPLAY"));
  return hasX11 === hasWayland ? null : hasX11 ? "x11" : "wayland";
}
function displayName(): string {
  return Deno.env.get("DISPLAY") || Deno.env.get("WAYLAND_DISPLAY") || Deno.env.get("SDL_VIDEODRIVER") || "";
}

function scaleOf(
  sdl: Sdl,
  known: {
    readonly wanted: number | undefined;
    readonly pixelsPerUnit: number;
    readonly xftDpi: number | undefined;
    readonly display: number;
  },
): number {
  const dpi = new Float32Array(1);
  const displayDpi = sdl.SDL_GetDisplayDPI(known.display, dpi, null, null) === 0 ? dpi[0] : undefined;
  return chooseScale({ ...known, displayDpi, environment: Deno.env.get("GDK_SCALE"), os: Deno.build.os });
}

/** SDL's system cursors by our names. */
const cursorIds: Readonly<Record<CursorShape, number>> = {
  arrow: 0,
  text: 1,
  wait: 2,
  crosshair: 3,
  progress: 4,
  "nwse-resize": 5,
  "nesw-resize": 6,
  "ew-resize": 7,
  "ns-resize": 8,
  grab: 9,
  "not-allowed": 10,
  hand: 11,
};

class SdlWindow implements Window {
  readonly driver: string;
  readonly fd: number;
  readonly #library: SdlLibrary;
  readonly #sdl: Sdl;
  readonly #handle: Deno.PointerValue;
  readonly #native: Native;
  readonly #wanted: number | undefined;
  readonly #xftDpi: number | undefined;
  readonly #waiter: Waiter;
  /** Made when first asked for: a window for the GPU has none. */
  #surface: SurfaceHolder | null = null;
  readonly #clipboard: Clipboard;
  readonly #state: DecodeState;
  readonly #bytes = new Uint8Array(eventBytes * batch);
  readonly #view = new DataView(this.#bytes.buffer);
  readonly #context: { state: DecodeState; at: Millis; readonly takeText: (address: bigint) => string };
  readonly #a = new Int32Array(1);
  readonly #b = new Int32Array(1);
  readonly #area = new Int32Array(4);
  readonly #cursors = new Map<CursorShape, Deno.PointerValue>();
  #cursor: CursorShape = "arrow";
  #gpu: GpuSurface | null = null;
  #pixels: PixelSize = { width: 0 as DevicePx, height: 0 as DevicePx };
  #isSurfaceLost = false;
  #isShared = true;
  #isClosed = false;

  constructor(library: SdlLibrary, made: {
    readonly handle: Deno.PointerValue;
    readonly options: WindowOptions;
    readonly driver: string;
    readonly xftDpi: number | undefined;
  }) {
    const sdl = library.symbols, handle = made.handle;
    this.#library = library;
    this.#sdl = sdl;
    this.#handle = handle;
    this.#wanted = made.options.scale;
    this.#xftDpi = made.xftDpi;
    this.driver = made.driver;
    this.#native = nativeOf(sdl, handle);
    this.fd = this.#native.fd;
    this.#waiter = makeWaiter(sdl, this.fd);
    this.#clipboard = makeClipboard(sdl, this.#native, (name) => readSelection(this.#native, name));
    const state = newDecodeState();
    state.rightAlt = this.#native.rightAlt();
    state.altTypes = made.driver === "cocoa";
    this.#state = state;
    this.#context = {
      state,
      at: 0 as Millis,
      takeText: (address) => takeText(sdl, Deno.UnsafePointer.create(address)),
    };
    // Off by default; files and texts dropped on the window.
    for (const type of [0x1000, 0x1001, 0x1002, 0x1003]) sdl.SDL_EventState(type, 1);
    this.#measure();
    if (
      this.#wanted !== undefined && state.unit !== 1 && made.driver !== "x11" && made.driver !== "windows"
    ) {
      const { width, height } = made.options;
      sdl.SDL_SetWindowSize(handle, Math.round(width / state.unit), Math.round(height / state.unit));
      this.#measure();
    }
    sdl.SDL_StartTextInput();
  }

  /** Reads sizes and scale anew; true when the scale has changed. */
  #measure(): boolean {
    const sdl = this.#sdl, a = this.#a, b = this.#b, state = this.#state;
    sdl.SDL_GetWindowSize(this.#handle, a, b);
    const units = a[0];
    if (sdl.SDL_GetWindowSizeInPixels !== null) sdl.SDL_GetWindowSizeInPixels(this.#handle, a, b);
    else if (this.driver !== "x11") sdl.SDL_GL_GetDrawableSize(this.#handle, a, b);
    this.#pixels = { width: a[0] as DevicePx, height: b[0] as DevicePx };
    const pixelsPerUnit = units > 0 && a[0] > 0 ? a[0] / units : 1;
    const display = Math.max(0, sdl.SDL_GetWindowDisplayIndex(this.#handle));
    const before = state.scale;
    state.scale = scaleOf(sdl, { wanted: this.#wanted, pixelsPerUnit, xftDpi: this.#xftDpi, display });
    state.unit = pixelsPerUnit / state.scale;
    return state.scale !== before;
  }

  poll(into: WindowEvent[]): number {
    if (this.#isClosed) return 0;
    const sdl = this.#sdl, before = into.length;
    // One pump and one peek for a whole batch: SDL_PollEvent would pump again for every event.
    sdl.SDL_PumpEvents();
    for (;;) {
      const count = sdl.SDL_PeepEvents(this.#bytes, batch, 2, /* get */ 0, 0xffff);
      if (count <= 0) break;
      this.#decode(count, into);
      if (count < batch) break;
    }
    if (this.#isSurfaceLost) {
      this.#isSurfaceLost = false;
      into.push({ kind: "expose", at: performance.now() as Millis });
    }
    return into.length - before;
  }

  #decode(count: number, into: WindowEvent[]): void {
    const view = this.#view, context = this.#context;
    const now = performance.now(), ticks = this.#sdl.SDL_GetTicks();
    for (let i = 0, start = 0; i < count; i++, start += eventBytes) {
      // SDL stamps whole milliseconds when it reads the connection; an age of 1 may be no more than a tick between.
      const age = (ticks - view.getUint32(start + 4, true)) | 0;
      context.at = (age > 1 ? now - age + 1 : now) as Millis;
      const type = view.getUint32(start, true);
      if (type === 0x200) this.#beforeWindowEvent(view.getUint8(start + 12), into);
      else if (type === 0x304) this.#state.rightAlt = this.#native.rightAlt();
      else if (type >= 0x1001 && type <= 0x1003) this.#locatePointer();
      const event = decodeEvent(view, start, context);
      if (event !== null) into.push(event);
    }
  }
  #beforeWindowEvent(event: number, into: WindowEvent[]): void {
    if (event === 6) {
      this.#surface?.invalidate();
      this.#measure();
    } else if (event === 18 && this.#measure()) {
      // Another monitor with another scale: the window keeps its pixels and gets another logical size.
      this.#surface?.invalidate();
      into.push({ kind: "resize", ...this.size(), at: this.#context.at });
    }
  }
  /** SDL tells no place with a drop, and no motion while something is dragged. */
  #locatePointer(): void {
    const sdl = this.#sdl, a = this.#a, b = this.#b;
    if (this.driver === "wayland") return;
    sdl.SDL_GetWindowPosition(this.#handle, a, b);
    const left = a[0], top = b[0];
    sdl.SDL_GetGlobalMouseState(a, b);
    this.#state.pointerX = a[0] - left;
    this.#state.pointerY = b[0] - top;
  }

  waitSync(ms: number): boolean {
    return this.#waiter.waitSync(ms);
  }
  waitAsync(): Promise<boolean> {
    return this.#waiter.waitAsync();
  }
  wake(): void {
    this.#waiter.wake();
  }

  surface(): PixelTarget {
    const surface = this.#surface ??= this.#makeSurface();
    if (this.#isClosed || surface.refresh().ok || !this.#isShared) return surface;
    // No shared memory for the new size: from now on SDL's, and all is painted anew.
    surface.close();
    this.#isShared = false;
    this.#isSurfaceLost = true;
    this.#surface = this.#makeSurface();
    this.#surface.refresh();
    return this.#surface;
  }
  #makeSurface(): SurfaceHolder {
    const size = () => this.#pixels, lost = () => void (this.#isSurfaceLost = true);
    if (this.driver === "wayland") return textureHolder(this.#sdl, this.#handle, { size, lost });
    const shared = this.#isShared ? sharedHolder(this.#native, size) : null;
    this.#isShared = shared !== null;
    return shared ?? surfaceHolder(this.#sdl, this.#handle, lost);
  }
  gpuSurface(width: DevicePx, height: DevicePx): Result<GpuSurface> {
    if (this.#gpu !== null) return { ok: true, value: this.#gpu };
    const made = gpuSurfaceOf(this.#native, { width, height });
    if (made.ok) this.#gpu = made.value;
    return made;
  }
  resizeGpu(width: DevicePx, height: DevicePx): void {
    this.#gpu?.resize(width, height);
  }

  size(): WindowSize {
    const { width, height } = this.#pixels, scale = this.#state.scale;
    return { width: (width / scale) as Px, height: (height / scale) as Px, scale };
  }
  pixelSize(): PixelSize {
    return this.#pixels;
  }

  setTitle(title: string): void {
    if (!this.#isClosed) this.#sdl.SDL_SetWindowTitle(this.#handle, cString(title));
  }
  setCursor(shape: CursorShape): void {
    if (shape === this.#cursor || this.#isClosed) return;
    this.#cursor = shape;
    let cursor = this.#cursors.get(shape);
    if (cursor === undefined) {
      cursor = this.#sdl.SDL_CreateSystemCursor(cursorIds[shape]);
      this.#cursors.set(shape, cursor);
    }
    if (cursor !== null) this.#sdl.SDL_SetCursor(cursor);
  }

  clipboard(): string {
    return this.#isClosed ? "" : this.#clipboard.clipboard();
  }
  setClipboard(text: string): boolean {
    return !this.#isClosed && this.#clipboard.setClipboard(text);
  }
  primary(): string {
    return this.#isClosed ? "" : this.#clipboard.primary();
  }
  setPrimary(text: string): boolean {
    return !this.#isClosed && this.#clipboard.setPrimary(text);
  }

  setTextArea(area: TextArea): void {
    if (this.#isClosed) return;
    const unit = this.#state.unit, rect = this.#area;
    const x = Math.round(area.x / unit), y = Math.round(area.y / unit);
    const width = Math.round(area.width / unit), height = Math.round(area.height / unit);
    // Input methods are told over D-Bus: only when it moved.
    if (rect[0] === x && rect[1] === y && rect[2] === width && rect[3] === height) return;
    rect[0] = x;
    rect[1] = y;
    rect[2] = width;
    rect[3] = height;
    this.#sdl.SDL_SetTextInputRect(rect);
  }
  startText(): void {
    if (!this.#isClosed) this.#sdl.SDL_StartTextInput();
  }
  stopText(): void {
    if (!this.#isClosed) this.#sdl.SDL_StopTextInput();
  }

  setIcon({ width, height, pixels }: Icon): void {
    if (this.#isClosed) return;
    if (pixels.length < width * height * 4) {
      throw new RangeError(`Cannot use an icon of ${width} × ${height}: it has ${pixels.length} bytes`);
    }
    const copy = new Uint8Array(pixels);
    const surface = this.#sdl.SDL_CreateRGBSurfaceWithFormatFrom(
      copy,
      width,
      height,
      32,
      width * 4,
      RGBA_BYTES,
    );
    if (surface === null) return;
    // SDL copies the picture before it returns.
    this.#sdl.SDL_SetWindowIcon(this.#handle, surface);
    this.#sdl.SDL_FreeSurface(surface);
  }
  requestAttention(): void {
    if (!this.#isClosed) this.#sdl.SDL_FlashWindow(this.#handle, 2 /* until focused */);
  }
  isVisible(): boolean {
    return !this.#isClosed && (this.#sdl.SDL_GetWindowFlags(this.#handle) & (HIDDEN | MINIMIZED)) === 0;
  }
  isFocused(): boolean {
    return !this.#isClosed && (this.#sdl.SDL_GetWindowFlags(this.#handle) & FOCUSED) !== 0;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#waiter.close();
    for (const cursor of this.#cursors.values()) if (cursor !== null) this.#sdl.SDL_FreeCursor(cursor);
    this.#surface?.close();
    this.#sdl.SDL_DestroyWindow(this.#handle);
    this.#sdl.SDL_Quit();
    this.#native.close();
    this.#library.close();
  }
}
