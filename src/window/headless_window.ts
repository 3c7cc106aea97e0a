/**
 * A window without a display: `--headless`, `--rpc` and tests drive the whole app through it. Events are posted by hand,
 * the clipboard and the selection live in memory, the pixels are a plain buffer. It knows no clock: the poster stamps events.
 */
import type { DevicePx, Px, Result } from "../base/mod.ts";
import type { WindowEvent } from "./events.ts";
import type {
  CursorShape,
  GpuSurface,
  Icon,
  PixelSize,
  PixelTarget,
  TextArea,
  Window,
  WindowSize,
} from "./types.ts";

/** The window plus what a person would do to it and see of it. */
export interface HeadlessWindow extends Window {
  /** Queues an event and ends a pending `waitAsync`. */
  post(event: WindowEvent): void;
  /** Changes the size; the caller posts the "resize" event, since it has the clock. */
  resize(size: WindowSize): void;
  setVisible(visible: boolean): void;
  setFocused(focused: boolean): void;
  readonly title: string;
  readonly cursor: CursorShape;
  readonly textArea: TextArea;
  readonly isTextStarted: boolean;
}
export interface HeadlessOptions {
  readonly title: string;
  readonly width: Px;
  readonly height: Px;
  readonly scale: number;
}

export function headlessWindow(options: HeadlessOptions): HeadlessWindow {
  return new Headless(options);
}

interface Pixels extends PixelTarget {
  width: DevicePx;
  height: DevicePx;
  stride: number;
  pixels: Uint32Array;
}

class Headless implements HeadlessWindow {
  readonly driver = "headless";
  readonly fd = -1;
  title: string;
  cursor: CursorShape = "arrow";
  textArea: TextArea = { x: 0 as Px, y: 0 as Px, width: 0 as Px, height: 0 as Px };
  isTextStarted = true;
  #queue: WindowEvent[] = [];
  #size: WindowSize;
  #target: Pixels;
  #clipboard = "";
  #primary = "";
  #isVisible = true;
  #isFocused = true;
  #isAwake = false;
  #isClosed = false;
  #waiting: Promise<boolean> | null = null;
  #resolve: ((hasEvents: boolean) => void) | null = null;

  constructor(options: HeadlessOptions) {
    this.title = options.title;
    this.#size = { width: options.width, height: options.height, scale: options.scale };
    // The memory is made when first asked for: `painter: "none"` never asks.
    const none = 0 as DevicePx;
    this.#target = { width: none, height: none, stride: 0, pixels: new Uint32Array(0), flush: () => {} };
  }

  post(event: WindowEvent): void {
    if (this.#isClosed) return;
    this.#queue.push(event);
    this.#settle(true);
  }
  resize(size: WindowSize): void {
    this.#size = size;
  }
  setVisible(visible: boolean): void {
    this.#isVisible = visible;
  }
  setFocused(focused: boolean): void {
    this.#isFocused = focused;
  }

  poll(into: WindowEvent[]): number {
    const queue = this.#queue, count = queue.length;
    if (count === 0) return 0;
    for (let i = 0; i < count; i++) into.push(queue[i]);
    queue.length = 0;
    return count;
  }
  waitSync(_ms: number): boolean {
    return this.#queue.length > 0;
  }
  waitAsync(): Promise<boolean> {
    if (this.#queue.length > 0) return Promise.resolve(true);
    if (this.#isAwake || this.#isClosed) {
      this.#isAwake = false;
      return Promise.resolve(false);
    }
    this.#waiting ??= new Promise((resolve) => this.#resolve = resolve);
    return this.#waiting;
  }
  wake(): void {
    if (this.#resolve === null) this.#isAwake = true;
    else this.#settle(false);
  }
  #settle(hasEvents: boolean): void {
    const resolve = this.#resolve;
    if (resolve === null) return;
    this.#resolve = null;
    this.#waiting = null;
    resolve(hasEvents);
  }

  surface(): PixelTarget {
    const { width, height } = this.pixelSize(), target = this.#target;
    if (target.width !== width || target.height !== height) {
      target.width = width;
      target.height = height;
      target.stride = width;
      target.pixels = new Uint32Array(width * height);
    }
    return target;
  }
  gpuSurface(_width: DevicePx, _height: DevicePx): Result<GpuSurface> {
    return { ok: false, reason: "A headless window has no surface for the GPU: draw into a texture instead" };
  }
  resizeGpu(_width: DevicePx, _height: DevicePx): void {}

  size(): WindowSize {
    return this.#size;
  }
  pixelSize(): PixelSize {
    const { width, height, scale } = this.#size;
    return {
      width: Math.max(1, Math.round(width * scale)) as DevicePx,
      height: Math.max(1, Math.round(height * scale)) as DevicePx,
    };
  }
  setTitle(title: string): void {
    this.title = title;
  }
  setCursor(shape: CursorShape): void {
    this.cursor = shape;
  }
  clipboard(): string {
    return this.#clipboard;
  }
  setClipboard(text: string): boolean {
    this.#clipboard = text;
    return true;
  }
  primary(): string {
    return this.#primary;
  }
  setPrimary(text: string): boolean {
    this.#primary = text;
    return true;
  }
  setTextArea(area: TextArea): void {
    this.textArea = area;
  }
  startText(): void {
    this.isTextStarted = true;
  }
  stopText(): void {
    this.isTextStarted = false;
  }
  setIcon(_icon: Icon): void {}
  requestAttention(): void {}
  isVisible(): boolean {
    return this.#isVisible;
  }
  isFocused(): boolean {
    return this.#isFocused;
  }
  close(): void {
    this.#isClosed = true;
    this.#queue.length = 0;
    this.#settle(false);
  }
}
