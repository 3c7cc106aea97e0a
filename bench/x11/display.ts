/**
 * One connection to an X server seen as a measuring instrument: sleep until something was drawn, find and focus
 * a window, press keys. Owns the Xlib structs it reads. Waiting is a synchronous poll(2) on the connection, so
 * the process sleeps in the kernel: busy polling would take one of two cores and read high.
 *
 * XEvent, union, 192 bytes: type i32 @0. XKeyEvent: window @32, keycode u32 @84.
 * XWindowAttributes, 136 bytes: x i32 @0, y @4, width @8, height @12, map_state i32 @92 (2 is viewable).
 * struct pollfd, 8 bytes: fd i32 @0, events i16 @4 (1 is POLLIN), revents i16 @6.
 */
import { cString, type Libraries, loadLibraries } from "./libs.ts";

const CurrentTime = 0n;
const RevertToParent = 2;
const DamageNonEmpty = 3;
const QueuedAfterReading = 1;
const Viewable = 2;

/** A window in root coordinates. */
export interface WindowBox {
  readonly id: bigint;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Owns a connection, a damage object on the root window, and the last X error. Close it. */
export class Display {
  readonly libs: Libraries;
  readonly pointer: Deno.PointerValue;
  readonly root: bigint;
  #damage = 0n;
  #damageEvent = -1;
  #errorCode = 0;
  readonly #onError;
  readonly #event = new Uint8Array(192);
  readonly #eventView = new DataView(this.#event.buffer);
  readonly #pollfd: DataView;

  /** Throws when there is no such display or an extension is missing. */
  constructor(name: string) {
    this.libs = loadLibraries();
    const { x, test, damage } = this.libs;
    this.pointer = x.XOpenDisplay(cString(name));
    if (this.pointer === null) throw new Error(`Cannot open the display ${name}`);
    // Xlib's own handler ends the process, and a window may vanish at any time.
    this.#onError = new Deno.UnsafeCallback(
      { parameters: ["pointer", "pointer"], result: "i32" } as const,
      (_display, event) => {
        // XErrorEvent: error_code u8 @32.
        this.#errorCode = event === null ? -1 : new Deno.UnsafePointerView(event).getUint8(32);
        return 0;
      },
    );
    x.XSetErrorHandler(this.#onError.pointer);
    this.root = x.XDefaultRootWindow(this.pointer);
    const four = [0, 1, 2, 3].map(() => new Int32Array(1));
    if (!test.XTestQueryExtension(this.pointer, four[0], four[1], four[2], four[3])) {
      throw new Error(`The display ${name} has no XTEST extension`);
    }
    if (!damage.XDamageQueryExtension(this.pointer, four[0], four[1])) {
      throw new Error(`The display ${name} has no DAMAGE extension`);
    }
    this.#damageEvent = four[0][0];
    this.#pollfd = new DataView(new ArrayBuffer(8));
    this.#pollfd.setInt32(0, x.XConnectionNumber(this.pointer), true);
    this.#pollfd.setInt16(4, 1, true);
  }

  /** From now on `waitDamage` hears of everything drawn on the screen. */
  watchDamage(): void {
    if (this.#damage === 0n) {
      this.#damage = this.libs.damage.XDamageCreate(this.pointer, this.root, DamageNonEmpty);
    }
    this.libs.x.XSync(this.pointer, 0);
  }

  /**
   * Sleeps until something was drawn or `untilMs` (of performance.now) has come; answers which. The damage is
   * taken back at once, before the caller fetches pixels, so that nothing drawn in between is missed.
   */
  waitDamage(untilMs: number): boolean {
    const { x, damage } = this.libs;
    for (;;) {
      let seen = false;
      while (x.XEventsQueued(this.pointer, QueuedAfterReading) > 0) {
        x.XNextEvent(this.pointer, this.#event);
        if (this.#eventView.getInt32(0, true) === this.#damageEvent) seen = true;
      }
      if (seen) {
        damage.XDamageSubtract(this.pointer, this.#damage, 0n, 0n);
        x.XFlush(this.pointer);
        return true;
      }
      const left = untilMs - performance.now();
      if (left <= 0) return false;
      this.sleepOnSocket(Math.ceil(left));
    }
  }

  /** poll(2) on the connection for at most `timeoutMs`; -1 is for ever. */
  sleepOnSocket(timeoutMs: number): void {
    this.libs.c.poll(this.#pollfd.buffer as ArrayBuffer, 1n, timeoutMs);
  }

  /** The largest viewable child of the root window, or null. */
  findWindow(): WindowBox | null {
    const { x } = this.libs;
    const ignored = new BigUint64Array(2);
    const list = new BigUint64Array(1);
    const count = new Uint32Array(1);
    const ok = x.XQueryTree(this.pointer, this.root, ignored, ignored.subarray(1), list, count);
    const children = Deno.UnsafePointer.create(list[0]);
    if (!ok || children === null) return null;
    const view = new Deno.UnsafePointerView(children);
    let best: WindowBox | null = null;
    for (let i = 0; i < count[0]; i++) {
      const box = this.#viewable(view.getBigUint64(i * 8));
      if (box === null || box.width < 50 || box.height < 50) continue;
      if (best === null || box.width * box.height > best.width * best.height) best = box;
    }
    x.XFree(children);
    return best;
  }

  #viewable(id: bigint): WindowBox | null {
    const attributes = new DataView(new ArrayBuffer(136));
    const buffer = attributes.buffer as ArrayBuffer;
    if (!this.libs.x.XGetWindowAttributes(this.pointer, id, buffer)) return null;
    if (attributes.getInt32(92, true) !== Viewable) return null;
    return {
      id,
      x: attributes.getInt32(0, true),
      y: attributes.getInt32(4, true),
      width: attributes.getInt32(8, true),
      height: attributes.getInt32(12, true),
    };
  }

  /** Gives a window the keyboard. There is no window manager here to do it. Throws if the server refuses. */
  focus(window: WindowBox): void {
    this.#errorCode = 0;
    this.libs.x.XSetInputFocus(this.pointer, window.id, RevertToParent, CurrentTime);
    this.libs.x.XSync(this.pointer, 0);
    if (this.#errorCode !== 0) {
      throw new Error(`Cannot focus window ${window.id}: X error ${this.#errorCode}`);
    }
  }

  /** The key that gives an X keysym name ("a", "Return", "Page_Down"). Throws RangeError for an unknown name. */
  keycode(name: string): number {
    const keysym = this.libs.x.XStringToKeysym(cString(name));
    const code = keysym === 0n ? 0 : this.libs.x.XKeysymToKeycode(this.pointer, keysym);
    if (code === 0) throw new RangeError(`Cannot type "${name}": no key gives that keysym`);
    return code;
  }

  /** Down and up in one flush, as a quick finger does. Answers the time just before the bytes left. */
  tap(keycode: number): number {
    const { test, x } = this.libs;
    test.XTestFakeKeyEvent(this.pointer, keycode, 1, CurrentTime);
    test.XTestFakeKeyEvent(this.pointer, keycode, 0, CurrentTime);
    const at = performance.now();
    x.XFlush(this.pointer);
    return at;
  }

  /** A chord such as "ctrl+s" or a plain keysym name; Shift is added where the keysym needs it ("colon"). */
  tapChord(chord: string): void {
    const names = chord.split("+").map((name) => modifierKeysyms[name.toLowerCase()] ?? name);
    const codes = names.map((name) => this.keycode(name));
    const plain = this.libs.x.XkbKeycodeToKeysym(this.pointer, codes.at(-1)!, 0, 0);
    if (plain !== this.libs.x.XStringToKeysym(cString(names.at(-1)!))) codes.unshift(this.keycode("Shift_L"));
    for (const code of codes) this.press(code);
    for (const code of codes.reverse()) this.release(code);
  }

  press(keycode: number): void {
    this.libs.test.XTestFakeKeyEvent(this.pointer, keycode, 1, CurrentTime);
    this.libs.x.XFlush(this.pointer);
  }

  release(keycode: number): void {
    this.libs.test.XTestFakeKeyEvent(this.pointer, keycode, 0, CurrentTime);
    this.libs.x.XFlush(this.pointer);
  }

  /** Mouse button down and up; 4 and 5 are one notch of the wheel up and down. */
  click(button: number): number {
    this.libs.test.XTestFakeButtonEvent(this.pointer, button, 1, CurrentTime);
    this.libs.test.XTestFakeButtonEvent(this.pointer, button, 0, CurrentTime);
    const at = performance.now();
    this.libs.x.XFlush(this.pointer);
    return at;
  }

  movePointer(x: number, y: number): void {
    this.libs.test.XTestFakeMotionEvent(this.pointer, -1, x, y, CurrentTime);
    this.libs.x.XFlush(this.pointer);
  }

  close(): void {
    this.libs.x.XCloseDisplay(this.pointer);
    this.#onError.close();
  }
}

const modifierKeysyms: Readonly<Record<string, string>> = {
  ctrl: "Control_L",
  shift: "Shift_L",
  alt: "Alt_L",
};
