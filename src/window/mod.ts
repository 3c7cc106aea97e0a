/**
 * The window's pure door: events, key modifiers, the `Window` interface and a window without a display.
 * The real window is behind `mod_io.ts`.
 */
export { Mod } from "./events.ts";
export type {
  DropEvent,
  DropTextEvent,
  KeyEvent,
  MouseButton,
  MouseButtonEvent,
  MouseMoveEvent,
  PlainEvent,
  PreeditEvent,
  ResizeEvent,
  TextEvent,
  WheelEvent,
  WindowEvent,
} from "./events.ts";
export type {
  CursorShape,
  DeviceRect,
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
export { type HeadlessOptions, type HeadlessWindow, headlessWindow } from "./headless_window.ts";
