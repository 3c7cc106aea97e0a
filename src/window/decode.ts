/**
 * From SDL2's event union (56 bytes on 64-bit systems) to our own events. Pure but for `DecodeState`, which remembers what
 * later events need: held modifiers, the pointer, files dropped so far. Text behind pointers is fetched by a port.
 *
 *   0 type u32 │ 4 ticks u32 │ 8 window u32 │ then by type:
 *   window 12 event u8, 16 data1, 20 data2     key 13 repeat u8, 16 scancode, 20 keysym, 24 mods u16
 *   text 12 char[32]   editing 12 char[32], 44 start, 48 length   editing, long: 16 char*, 24 start, 28 length
 *   motion 16 buttons, 20 x, 24 y   button 16 button u8, 18 clicks u8, 20 x, 24 y
 *   wheel 16 x, 20 y, 24 flipped, 28 x f32, 32 y f32              drop 8 char*
 */
import type { Millis, Px } from "../base/mod.ts";
import { Mod, type MouseButton, type PlainEvent, type WindowEvent } from "./events.ts";
import { keyName } from "./keys.ts";

/** Of one SDL_Event. */
export const eventBytes = 56;

/** What the right Alt key is: plain, a third-level key, or not known. "with-ctrl": Windows sends a left Ctrl with AltGr. */
export type RightAlt = "alt" | "altgr" | "with-ctrl" | "unknown";
/** Carried from event to event; the io side keeps `scale`, `unit` and `rightAlt` up to date. */
export interface DecodeState {
  /** DevicePx per Px. */
  scale: number;
  /** Px per SDL window unit. */
  unit: number;
  rightAlt: RightAlt;
  /** macOS types special characters with Option: text is kept while it is held. */
  altTypes: boolean;
  /** SDL's own bits, of the last key event. */
  sdlMods: number;
  /** In SDL window units. */
  pointerX: number;
  pointerY: number;
  dropped: string[];
}
/** Reads and frees the C string at an address. */
export type TakeText = (address: bigint) => string;

export function newDecodeState(): DecodeState {
  return {
    scale: 1,
    unit: 1,
    rightAlt: "unknown",
    altTypes: false,
    sdlMods: 0,
    pointerX: 0,
    pointerY: 0,
    dropped: [],
  };
}

const leftCtrl = 0x40, rightAltBit = 0x200, modeBit = 0x4000;
const utf8 = new TextDecoder();

/** SDL's modifier bits as ours. */
export function modsOf(sdl: number, rightAlt: RightAlt): number {
  let mods = 0;
  const third = (sdl & modeBit) !== 0 ||
    ((sdl & rightAltBit) !== 0 &&
      (rightAlt === "altgr" || (rightAlt === "with-ctrl" && (sdl & leftCtrl) !== 0)));
  if (third) mods |= Mod.altgr;
  const ctrl = third && rightAlt === "with-ctrl" ? sdl & 0x80 : sdl & 0xc0;
  if (ctrl !== 0) mods |= Mod.ctrl;
  if ((sdl & 0x3) !== 0) mods |= Mod.shift;
  if ((third ? sdl & 0x100 : sdl & 0x300) !== 0) mods |= Mod.alt;
  if ((sdl & 0xc00) !== 0) mods |= Mod.meta;
  return mods;
}

/** The event at `start`, or `null` for what the editor does not care about. `text` is called for every pointer, cared for or not. */
export function decodeEvent(
  view: DataView,
  start: number,
  context: { readonly state: DecodeState; readonly at: Millis; readonly takeText: TakeText },
): WindowEvent | null {
  const { state, at } = context;
  const type = view.getUint32(start, true);
  switch (type) {
    case 0x100:
      return { kind: "close", at };
    case 0x200:
      return decodeWindow(view, start, context);
    case 0x300:
    case 0x301: {
      const sdlMods = view.getUint16(start + 24, true);
      state.sdlMods = sdlMods;
      const key = keyName(view.getInt32(start + 20, true), view.getInt32(start + 16, true), sdlMods);
      return {
        kind: type === 0x300 ? "keydown" : "keyup",
        key: key === "alt" && state.rightAlt === "altgr" && view.getInt32(start + 16, true) === 230
          ? "altgr"
          : key,
        mods: modsOf(sdlMods, state.rightAlt),
        repeat: view.getUint8(start + 13) !== 0,
        at,
      };
    }
    case 0x302:
      return preedit(readText(view, start + 12, 32), view.getInt32(start + 44, true), {
        length: view.getInt32(start + 48, true),
        at,
      });
    case 0x305:
      return preedit(context.takeText(view.getBigUint64(start + 16, true)), view.getInt32(start + 24, true), {
        length: view.getInt32(start + 28, true),
        at,
      });
    case 0x303: {
      const text = readText(view, start + 12, 32);
      return text === "" || isChordText(state) ? null : { kind: "text", text, at };
    }
    case 0x400: {
      state.pointerX = view.getInt32(start + 20, true);
      state.pointerY = view.getInt32(start + 24, true);
      return {
        kind: "mousemove",
        x: (state.pointerX * state.unit) as Px,
        y: (state.pointerY * state.unit) as Px,
        // SDL's bits are in our order already: left, middle, right, back, forward.
        buttons: view.getUint32(start + 16, true) & 31,
        mods: modsOf(state.sdlMods, state.rightAlt),
        at,
      };
    }
    case 0x401:
    case 0x402: {
      const button = view.getUint8(start + 16) - 1;
      if (button < 0 || button > 4) return null;
      state.pointerX = view.getInt32(start + 20, true);
      state.pointerY = view.getInt32(start + 24, true);
      return {
        kind: type === 0x401 ? "mousedown" : "mouseup",
        x: (state.pointerX * state.unit) as Px,
        y: (state.pointerY * state.unit) as Px,
        button: button as MouseButton,
        clicks: view.getUint8(start + 18),
        mods: modsOf(state.sdlMods, state.rightAlt),
        at,
      };
    }
    case 0x403: {
      // SDL counts up as positive and right as positive; we scroll down by positive numbers. A "flipped" wheel already says
      // what the person wants to see, as natural scrolling does, so it is taken as it is.
      return {
        kind: "wheel",
        dx: noMinusZero(view.getFloat32(start + 28, true)),
        dy: noMinusZero(-view.getFloat32(start + 32, true)),
        x: (state.pointerX * state.unit) as Px,
        y: (state.pointerY * state.unit) as Px,
        mods: modsOf(state.sdlMods, state.rightAlt),
        at,
      };
    }
    case 0x900:
      return { kind: "clipboard", at };
    case 0x1000:
      state.dropped.push(context.takeText(view.getBigUint64(start + 8, true)));
      return null;
    case 0x1001: {
      const text = context.takeText(view.getBigUint64(start + 8, true));
      const place = { x: (state.pointerX * state.unit) as Px, y: (state.pointerY * state.unit) as Px };
      return text === "" ? null : { kind: "droptext", text, ...place, at };
    }
    case 0x1002:
      state.dropped = [];
      return null;
    case 0x1003: {
      const paths = state.dropped;
      if (paths.length === 0) return null;
      state.dropped = [];
      return {
        kind: "drop",
        paths,
        x: (state.pointerX * state.unit) as Px,
        y: (state.pointerY * state.unit) as Px,
        at,
      };
    }
    case 0x2000:
    case 0x2001:
      return { kind: "device-reset", at };
    default:
      return null;
  }
}

const plainWindowEvents: readonly (PlainEvent["kind"] | undefined)[] = (() => {
  const kinds: (PlainEvent["kind"] | undefined)[] = new Array<undefined>(32).fill(undefined);
  kinds[1] = "expose"; // shown
  kinds[3] = "expose";
  kinds[9] = "expose"; // restored
  kinds[10] = "enter";
  kinds[11] = "leave";
  kinds[12] = "focus";
  kinds[13] = "blur";
  kinds[14] = "close";
  return kinds;
})();

function decodeWindow(
  view: DataView,
  start: number,
  { state, at }: { readonly state: DecodeState; readonly at: Millis },
): WindowEvent | null {
  const event = view.getUint8(start + 12);
  // 6, size changed, comes for every cause; 5, resized, only beside it for some.
  if (event === 6) {
    const width = (view.getInt32(start + 16, true) * state.unit) as Px;
    const height = (view.getInt32(start + 20, true) * state.unit) as Px;
    return { kind: "resize", width, height, scale: state.scale, at };
  }
  const kind = plainWindowEvents[event & 31];
  return kind === undefined ? null : { kind, at };
}

/** X11 sends "f" as text for Alt+F; nobody wants it typed. With a third-level key, or one not known, text is meant. */
function isChordText(state: DecodeState): boolean {
  const sdl = state.sdlMods;
  const mods = modsOf(sdl, state.rightAlt);
  if ((mods & Mod.altgr) !== 0) return false;
  if ((mods & (Mod.ctrl | Mod.meta)) !== 0) return true;
  if ((mods & Mod.alt) === 0 || state.altTypes) return false;
  return !(state.rightAlt === "unknown" && (sdl & 0x100) === 0);
}

/** SDL counts the caret and the clause in code points; the editor counts UTF-16 units. */
function preedit(
  text: string,
  caret: number,
  rest: { readonly length: number; readonly at: Millis },
): WindowEvent {
  const from = unitsOf(text, caret);
  const to = unitsOf(text, Math.max(0, caret) + Math.max(0, rest.length));
  return { kind: "preedit", text, caret: from, length: to - from, at: rest.at };
}
function unitsOf(text: string, codePoints: number): number {
  let units = 0;
  for (let i = 0; i < codePoints && units < text.length; i++) {
    units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  }
  return units;
}

function readText(view: DataView, start: number, room: number): string {
  const first = view.getUint8(start);
  if (first === 0) return "";
  // Nearly every text event is one ASCII character.
  if (first < 128 && view.getUint8(start + 1) === 0) return String.fromCharCode(first);
  let length = 0;
  while (length < room && view.getUint8(start + length) !== 0) length++;
  return utf8.decode(new Uint8Array(view.buffer, view.byteOffset + start, length));
}
function noMinusZero(value: number): number {
  return value === 0 ? 0 : value;
}
