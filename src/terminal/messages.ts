/**
 * What goes between the app and the terminal worker, and how cells are packed. A screen goes across only when it was
 * asked for and has changed, and then only its rows that changed. Shapes and constants only.
 */

/** Words of one cell in `TermRow.cells`: what, foreground, background, underline. */
export const CELL = 4;
/** Word 0: a code point, or with this bit an index into `TermRow.texts`. 0 is an empty cell. */
export const IS_TEXT = 0x200000;
export const CODE_MASK = 0x1fffff;
/** Word 0: columns the cell fills; 0 is the right half of a wide one. */
export const WIDTH_SHIFT = 22;
/** Words 1, 2 and 3: a colour in bits 0..23, and how it is meant. */
export const COLOR_MASK = 0xffffff;
export const MODE_MASK = 0x3000000;
export const MODE_DEFAULT = 0;
export const MODE_16 = 0x1000000;
export const MODE_256 = 0x2000000;
export const MODE_RGB = 0x3000000;
/** Flags of word 1 (foreground). */
export const FG = {
  inverse: 0x4000000,
  bold: 0x8000000,
  underline: 0x10000000,
  blink: 0x20000000,
  invisible: 0x40000000,
  strike: 0x80000000,
} as const;
/** Flags of word 2 (background). */
export const BG = { italic: 0x4000000, dim: 0x8000000, overline: 0x40000000 } as const;
/** Word 3: the underline's style above its colour: 0 none, 1 single, 2 double, 3 curly, 4 dotted, 5 dashed. */
export const UNDERLINE_SHIFT = 26;

/** A row of the screen; kept by identity while it stays as it is. Cells behind the last that differs from nothing are left out. */
export interface TermRow {
  readonly cells: Uint32Array;
  /** Characters of more than one code point. */
  readonly texts: readonly string[];
  /** Links of OSC 8: columns `from` to `to`. */
  readonly links: readonly { readonly from: number; readonly to: number; readonly uri: string }[];
  /** Goes on from the row above. */
  readonly isWrapped: boolean;
  /** A prompt starts here (OSC 133): how its command ended, -1 while nobody knows. */
  readonly mark: number | null;
}
export type CursorShape = "block" | "underline" | "bar";
export interface TermCursor {
  readonly x: number;
  readonly y: number;
  readonly shape: CursorShape;
  readonly blinks: boolean;
  /** False: the program hides it, or it is scrolled off. */
  readonly isVisible: boolean;
}
/** What a terminal is like besides its cells; comes whole whenever something of it changed. */
export interface TermState {
  readonly cols: number;
  readonly rows: number;
  readonly cursor: TermCursor;
  /** Lines above the first row that is shown, and above the screen itself. */
  readonly top: number;
  readonly base: number;
  /** A full-screen program has the other screen. */
  readonly isAlternate: boolean;
  /** The program wants mouse events. */
  readonly wantsMouse: boolean;
  /** The program takes a paste as one, and runs none of its lines by itself. */
  readonly takesPastes: boolean;
  readonly title: string;
  /** The folder that the shell says it is in (OSC 7), or that the system says. */
  readonly folder: string | null;
  /** How often the bell rang so far. */
  readonly bells: number;
  /** Stride 3: row, from, to (exclusive) in columns. */
  readonly selected: readonly number[];
  /** The same for what is found, with a fourth: 1 for the current one. */
  readonly found: readonly number[];
  readonly matchCount: number;
  readonly matchIndex: number;
  /** Where copy mode's cursor stands; null: not in copy mode. */
  readonly copyMode: { readonly x: number; readonly y: number } | null;
  /** Colours the program has set: palette index (256 foreground, 257 background, 258 cursor), rgb. */
  readonly colors: readonly (readonly [number, number])[];
}
export interface TermFrame {
  readonly state: TermState;
  /** The rows that changed, by number. */
  readonly at: readonly number[];
  readonly rows: readonly TermRow[];
}
/** A key as the window tells it; see window/events.ts. */
export interface TermKey {
  readonly key: string;
  readonly mods: number;
  /** The character it types without Ctrl and Alt; absent for keys that type none. */
  readonly text?: string;
}
export interface TermMouse {
  readonly what: "down" | "up" | "move" | "wheel";
  readonly col: number;
  readonly row: number;
  /** Px inside the terminal. */
  readonly x: number;
  readonly y: number;
  /** 0 left, 1 middle, 2 right; -1 none. */
  readonly button: number;
  readonly clicks: number;
  readonly mods: number;
  /** Rows; positive goes down. */
  readonly lines: number;
}
export interface TermOptions {
  readonly scrollback: number;
  /** OSC 52 may write the clipboard. */
  readonly mayWriteClipboard: boolean;
  readonly wordSeparators: string;
  readonly cell: { readonly width: number; readonly height: number };
  /** 0xrrggbb: 256 of the palette, foreground, background, cursor; for programs that ask. */
  readonly colors: readonly number[];
}
export interface OpenTerm {
  readonly term: number;
  readonly argv: readonly string[];
  readonly cols: number;
  readonly rows: number;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly options: TermOptions;
}
/** What copy mode does. */
export type CopyMove =
  | "left"
  | "right"
  | "up"
  | "down"
  | "pageUp"
  | "pageDown"
  | "top"
  | "bottom"
  | "lineStart"
  | "lineEnd"
  | "wordLeft"
  | "wordRight";
export type ScrollWish =
  | { readonly by: number }
  | { readonly to: number }
  | { readonly to: "top" | "bottom" | "previousCommand" | "nextCommand" };
export interface SearchWish {
  readonly text: string;
  readonly caseSensitive: boolean;
  readonly wholeWord: boolean;
  readonly to: "next" | "previous" | "stay";
}

/** To the worker. All but the first two are about an open terminal; one that has gone is nobody's fault. */
export type ToTerminals =
  /** First of all: how many cells characters fill, as `CodePointTable` of the editor. */
  | {
    readonly kind: "start";
    /** What programs are told that this is. */
    readonly version: string;
    readonly widths: {
      readonly direct: Uint8Array;
      readonly starts: Uint32Array;
      readonly values: Uint8Array;
    };
  }
  | ({ readonly kind: "open" } & OpenTerm)
  | { readonly kind: "input"; readonly term: number; readonly text: string }
  | { readonly kind: "key"; readonly term: number; readonly key: TermKey }
  | { readonly kind: "paste"; readonly term: number; readonly text: string }
  | { readonly kind: "mouse"; readonly term: number; readonly mouse: TermMouse }
  | { readonly kind: "focus"; readonly term: number; readonly isOn: boolean }
  | { readonly kind: "resize"; readonly term: number; readonly cols: number; readonly rows: number }
  | { readonly kind: "options"; readonly term: number; readonly options: TermOptions }
  | { readonly kind: "scroll"; readonly term: number; readonly wish: ScrollWish }
  | {
    readonly kind: "select";
    readonly term: number;
    readonly what: "all" | "none" | "lastCommand" | "lastOutput";
  }
  | { readonly kind: "copyMode"; readonly term: number; readonly what: "on" | "off" | "mark" }
  | { readonly kind: "copyMove"; readonly term: number; readonly move: CopyMove; readonly extend: boolean }
  | { readonly kind: "search"; readonly term: number; readonly wish: SearchWish | null }
  | { readonly kind: "clear"; readonly term: number }
  /** The next screen, once something changed since the last. */
  | { readonly kind: "ask"; readonly term: number }
  /** Answered by "answer". */
  | { readonly kind: "question"; readonly term: number; readonly id: number; readonly about: Question }
  | { readonly kind: "close"; readonly term: number }
  | { readonly kind: "end" };
export type Question =
  | { readonly what: "screen" }
  | { readonly what: "selection" }
  | { readonly what: "text"; readonly from: number; readonly to: number }
  | { readonly what: "link"; readonly col: number; readonly row: number };

/** From the worker. */
export type FromTerminals =
  | { readonly kind: "opened"; readonly term: number; readonly pid: number }
  | { readonly kind: "refused"; readonly term: number; readonly reason: string }
  | { readonly kind: "frame"; readonly term: number; readonly frame: TermFrame }
  | {
    readonly kind: "exited";
    readonly term: number;
    readonly code: number | null;
    readonly signal: number | null;
  }
  /** A selection was made by the mouse, or OSC 52 was allowed to. */
  | {
    readonly kind: "copy";
    readonly term: number;
    readonly to: "primary" | "clipboard";
    readonly text: string;
  }
  | { readonly kind: "answer"; readonly term: number; readonly id: number; readonly value: unknown };

/** A whole screen in words, for automation. */
export interface ScreenText {
  readonly lines: readonly string[];
  readonly cursor: {
    readonly row: number;
    readonly col: number;
    readonly visible: boolean;
    readonly shape: CursorShape;
  };
  readonly attrs: readonly (readonly AttrSpan[])[];
  readonly cols: number;
  readonly rows: number;
  readonly title: string;
  readonly cwd: string | null;
  readonly alternate: boolean;
  /** Lines that scrolled off above. */
  readonly scrollback: number;
}
/** How columns `start` to `end` look; what is as usual is absent. Colours: "#rrggbb", or a palette index. */
export interface AttrSpan {
  readonly start: number;
  readonly end: number;
  readonly fg?: string | number;
  readonly bg?: string | number;
  readonly underlineColor?: string | number;
  readonly flags?: readonly string[];
  readonly link?: string;
}
