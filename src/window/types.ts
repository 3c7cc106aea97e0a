/**
 * The window as the rest of the editor sees it, real or headless: events in, pixels out, clipboard and cursor.
 * `sdl_io.ts` and `headless_window.ts` are its two makers. The pixel types repeat the painters' shapes, because
 * folders on one floor do not know each other; they fit by structure.
 */
import type { DevicePx, Px, Result } from "../base/mod.ts";
import type { WindowEvent } from "./events.ts";

/** Whole device pixels, inside the frame. */
export interface DeviceRect {
  readonly x: DevicePx;
  readonly y: DevicePx;
  readonly width: DevicePx;
  readonly height: DevicePx;
}
/**
 * The memory a software painter writes into. After a resize `Window.surface` gives it new fields, so keep no `pixels`
 * between frames (the old memory is gone then).
 */
export interface PixelTarget {
  readonly width: DevicePx;
  readonly height: DevicePx;
  /** Pixels from one row to the next. */
  readonly stride: number;
  /** Bytes B, G, R, X in memory, so 0xXXRRGGBB as a number. */
  readonly pixels: Uint32Array;
  /**
   * Hands what was written inside these rectangles to the display, in order with all that is asked of it later. It may
   * go on reading the memory: call `Window.surface` again before the next pixel is written.
   */
  flush(rects: readonly DeviceRect[], count: number): void;
}
/** What WebGPU draws into: a `Deno.UnsafeWindowSurface`, by structure. */
export interface GpuSurface {
  getContext(context: "webgpu"): GPUCanvasContext;
  present(): void;
  resize(width: number, height: number): void;
}
/** The pointer's shapes; one that a system lacks becomes its arrow. */
export type CursorShape =
  | "arrow"
  | "text"
  | "wait"
  | "crosshair"
  | "progress"
  | "nwse-resize"
  | "nesw-resize"
  | "ew-resize"
  | "ns-resize"
  | "grab"
  | "not-allowed"
  | "hand";
/** Where an input method may open its list of candidates. */
export interface TextArea {
  readonly x: Px;
  readonly y: Px;
  readonly width: Px;
  readonly height: Px;
}
export interface WindowSize {
  readonly width: Px;
  readonly height: Px;
  /** DevicePx per Px. */
  readonly scale: number;
}
export interface PixelSize {
  readonly width: DevicePx;
  readonly height: DevicePx;
}
/** A small picture; `pixels` are RGBA bytes, straight alpha. */
export interface Icon {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** One window. Every call but `waitAsync` is synchronous; none throws for what the system refuses. */
export interface Window {
  /** SDL's video driver ("x11", "wayland", "cocoa", "windows") or "headless". */
  readonly driver: string;
  /** The display connection's descriptor, -1 where there is none. */
  readonly fd: number;
  /** Appends every waiting event and answers how many. Call it again after each present: presenting reads the connection. */
  poll(into: WindowEvent[]): number;
  /** Sleeps in the kernel for at most `ms`; true when there may be events. A headless window never sleeps. */
  waitSync(ms: number): boolean;
  /** Resolves true when there may be events, false after `wake` or `close`. While one waits, every call gets the same promise. */
  waitAsync(): Promise<boolean>;
  /** Ends a pending `waitAsync`; with none pending, the next one. */
  wake(): void;
  /** The window's memory at its present size, free to be written. Do not mix with `gpuSurface`. */
  surface(): PixelTarget;
  /** Made once and kept; asks for no adapter. Fails where there is no native handle. */
  gpuSurface(width: DevicePx, height: DevicePx): Result<GpuSurface>;
  resizeGpu(width: DevicePx, height: DevicePx): void;
  size(): WindowSize;
  pixelSize(): PixelSize;
  setTitle(title: string): void;
  setCursor(shape: CursorShape): void;
  /** "" when there is no text. Another program is given one second to answer. */
  clipboard(): string;
  /** False when the system refused, also for a text too large to be handed over. */
  setClipboard(text: string): boolean;
  /** The X11 primary selection; where there is none, this window's own memory of it. */
  primary(): string;
  setPrimary(text: string): boolean;
  setTextArea(area: TextArea): void;
  startText(): void;
  stopText(): void;
  setIcon(icon: Icon): void;
  /** Asks for the person's attention until the window has the focus. */
  requestAttention(): void;
  /** False while minimised or hidden: nothing needs painting. */
  isVisible(): boolean;
  isFocused(): boolean;
  /** Idempotent. A pending `waitAsync` resolves false; the memory of `surface` must not be touched any more. */
  close(): void;
}

export interface WindowOptions {
  readonly title: string;
  readonly width: Px;
  readonly height: Px;
  /** DevicePx per Px; default: what the display says. */
  readonly scale?: number;
  /** Whether the first painter will be the software one (a hint for systems that need to know before opening). */
  readonly software: boolean;
}
/** Why there is no window. */
export interface OpenFailure {
  readonly ok: false;
  readonly kind: "no-library" | "no-display" | "failed";
  readonly reason: string;
}
export type OpenResult = { readonly ok: true; readonly value: Window } | OpenFailure;
