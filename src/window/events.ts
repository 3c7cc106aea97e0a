/**
 * What a window tells the editor, as plain values of our own: keys, text, pointer, size, focus, drops.
 * Nothing here knows SDL; `decode.ts` makes these from SDL's bytes and `headless_window.ts` takes them as they are.
 * Places are logical pixels from the window's top left corner.
 */
import type { Millis, Px } from "../base/mod.ts";

/** Bits of `mods`. `altgr` stands alone: a layout's third-level key is never also `alt` (nor `ctrl`, on Windows). */
export const Mod = { ctrl: 1, shift: 2, alt: 4, meta: 8, altgr: 16 } as const;
/** Bits of `buttons` in "mousemove": 1 << `button`. */
export type MouseButton = 0 /* left */ | 1 /* middle */ | 2 /* right */ | 3 /* back */ | 4 /* forward */;

interface Timed {
  /** When SDL read it from the system, on `performance.now`'s clock, at most 1 ms early or late. */
  readonly at: Millis;
}
/** `key` is VS Code's keybinding name in lower case, after the layout; "unidentified" when there is none. Repeats are never filtered. */
export interface KeyEvent extends Timed {
  readonly kind: "keydown" | "keyup";
  readonly key: string;
  readonly mods: number;
  /** Doubtful: SDL also marks quick presses of one key while frames are slow. */
  readonly repeat: boolean;
}
/** Committed text, after layout, dead keys and input method. */
export interface TextEvent extends Timed {
  readonly kind: "text";
  readonly text: string;
}
/** An unfinished composition; empty text ends it. `caret` and `length` (of the marked clause) are UTF-16 units. */
export interface PreeditEvent extends Timed {
  readonly kind: "preedit";
  readonly text: string;
  readonly caret: number;
  readonly length: number;
}
export interface MouseButtonEvent extends Timed {
  readonly kind: "mousedown" | "mouseup";
  readonly x: Px;
  readonly y: Px;
  readonly button: MouseButton;
  /** 1 single, 2 double, 3 triple, … */
  readonly clicks: number;
  readonly mods: number;
}
export interface MouseMoveEvent extends Timed {
  readonly kind: "mousemove";
  readonly x: Px;
  readonly y: Px;
  readonly buttons: number;
  readonly mods: number;
}
/** `dx`, `dy` in notches, fractions from touch pads; positive goes right and down, as scroll offsets do. */
export interface WheelEvent extends Timed {
  readonly kind: "wheel";
  readonly dx: number;
  readonly dy: number;
  readonly x: Px;
  readonly y: Px;
  readonly mods: number;
}
/** A new size or a new scale: everything is to be laid out and painted again. */
export interface ResizeEvent extends Timed {
  readonly kind: "resize";
  readonly width: Px;
  readonly height: Px;
  readonly scale: number;
}
/** Files let go over the window in one gesture. */
export interface DropEvent extends Timed {
  readonly kind: "drop";
  readonly paths: readonly string[];
  readonly x: Px;
  readonly y: Px;
}
export interface DropTextEvent extends Timed {
  readonly kind: "droptext";
  readonly text: string;
  readonly x: Px;
  readonly y: Px;
}
/**
 * expose: the pixels were lost, paint everything. enter, leave: the pointer. clipboard: somebody took it, maybe we.
 * close: a wish, not a fact. device-reset: graphics memory was lost.
 */
export interface PlainEvent extends Timed {
  readonly kind: "expose" | "focus" | "blur" | "enter" | "leave" | "clipboard" | "close" | "device-reset";
}
/** Everything a window can say. */
export type WindowEvent =
  | KeyEvent
  | TextEvent
  | PreeditEvent
  | MouseButtonEvent
  | MouseMoveEvent
  | WheelEvent
  | ResizeEvent
  | DropEvent
  | DropTextEvent
  | PlainEvent;
