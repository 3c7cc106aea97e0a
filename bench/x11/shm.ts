/**
 * Fetches a rectangle of the screen into shared memory (MIT-SHM): one round trip, no copy on our side.
 * Owns the segment and the XImage header over it.
 *
 * XShmSegmentInfo, 32 bytes: shmseg u64 @0, shmid i32 @8, shmaddr pointer @16, readOnly i32 @24.
 * XImage, 136 bytes: width i32 @0, height @4, data pointer @16, bytes_per_line i32 @44, bits_per_pixel @48.
 */
import type { Display } from "./display.ts";

const AllPlanes = 0xffffffffffffffffn;
const IPC_PRIVATE = 0;
const IPC_CREAT = 0o1000;
const IPC_RMID = 0;
const ZPixmap = 2;

/** In root coordinates, inside the screen. */
export interface ScreenRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Owns one segment of the size of its rectangle. Close it before the display. */
export class ScreenGrab {
  readonly rect: ScreenRect;
  /** 0xXXRRGGBB, row by row; overwritten by each `fetch`. */
  readonly pixels: Uint32Array;
  readonly #display: Display;
  readonly #info = new Uint8Array(32);
  readonly #image: Deno.PointerValue;
  readonly #address: Deno.PointerValue;

  constructor(display: Display, rect: ScreenRect) {
    const { x, ext, c } = display.libs;
    const { pointer } = display;
    this.rect = rect;
    this.#display = display;
    const screen = x.XDefaultScreen(pointer);
    const depth = x.XDefaultDepth(pointer, screen);
    const visual = x.XDefaultVisual(pointer, screen);
    if (!ext.XShmQueryExtension(pointer)) throw new Error("The display has no MIT-SHM extension");
    this.#image = ext.XShmCreateImage(
      pointer,
      visual,
      depth,
      ZPixmap,
      null,
      this.#info,
      rect.width,
      rect.height,
    );
    if (this.#image === null) throw new Error(`Cannot make a shared image of ${rect.width}x${rect.height}`);
    const header = new Deno.UnsafePointerView(this.#image);
    if (header.getInt32(48) !== 32 || header.getInt32(44) !== rect.width * 4) {
      throw new Error(`Cannot read a screen of depth ${depth}: only 32 bits a pixel are known`);
    }
    const bytes = rect.width * rect.height * 4;
    const id = c.shmget(IPC_PRIVATE, BigInt(bytes), IPC_CREAT | 0o600);
    this.#address = id < 0 ? null : c.shmat(id, null, 0);
    if (this.#address === null || Deno.UnsafePointer.value(this.#address) === AllPlanes) {
      throw new Error(`Cannot get ${bytes} bytes of shared memory`);
    }
    const address = BigInt(Deno.UnsafePointer.value(this.#address));
    const info = new DataView(this.#info.buffer);
    info.setInt32(8, id, true);
    info.setBigUint64(16, address, true);
    const headerBytes = new DataView(Deno.UnsafePointerView.getArrayBuffer(this.#image, 136));
    headerBytes.setBigUint64(16, address, true);
    if (!ext.XShmAttach(pointer, this.#info)) throw new Error("Cannot share memory with the display");
    x.XSync(pointer, 0);
    // Marked now, freed when both sides have let go: nothing is left behind if we are killed.
    c.shmctl(id, IPC_RMID, null);
    this.pixels = new Uint32Array(Deno.UnsafePointerView.getArrayBuffer(this.#address, bytes));
  }

  /** Reads the screen as it is now into `pixels`. */
  fetch(): void {
    const { pointer, root, libs } = this.#display;
    if (!libs.ext.XShmGetImage(pointer, root, this.#image, this.rect.x, this.rect.y, AllPlanes)) {
      throw new Error(`Cannot read the screen at ${this.rect.x},${this.rect.y}`);
    }
  }

  /** `pixels` must not be touched afterwards. */
  close(): void {
    const { libs, pointer } = this.#display;
    libs.ext.XShmDetach(pointer, this.#info);
    libs.x.XSync(pointer, 0);
    libs.c.shmdt(this.#address);
    // The header alone: XDestroyImage would free the segment with free(3).
    libs.x.XFree(this.#image);
  }
}
