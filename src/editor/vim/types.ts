/**
 * The shapes of Vim mode: what it remembers between keys, and what it asks for. Owns no behaviour. A key is a
 * string: what it types, a control character for Ctrl and a letter, or one of `named` for keys that type nothing.
 */
import type { Millis, Offset, ViewId } from "../../base/mod.ts";
import type { Layout, Selection, Spec, State } from "../types.ts";

export type VimMode = "normal" | "insert" | "replace" | "visual" | "line" | "block" | "command" | "search";
export type VisualMode = "visual" | "line" | "block";

/** Keys that type nothing, as one private character each, so that a macro is a plain string. */
export const named = {
  escape: "\x1b",
  enter: "\r",
  backspace: "\b",
  tab: "\t",
  delete: "\ue000",
  left: "\ue001",
  right: "\ue002",
  up: "\ue003",
  down: "\ue004",
  home: "\ue005",
  end: "\ue006",
  pageup: "\ue007",
  pagedown: "\ue008",
  insert: "\ue009",
} as const;

/** What was yanked or deleted. Lines carry no "\n" at the end; `width` is a block's, in columns. */
export interface Register {
  readonly kind: "char" | "line" | "block";
  readonly text: string;
  readonly width?: number;
}
/** A command of normal or visual mode, taken apart. */
export interface Parsed {
  readonly register: string | null;
  /** `null`: none was typed. */
  readonly count: number | null;
  /** An operator such as "d" or "gU"; absent for plain commands. */
  readonly op?: string;
  /** The command, motion or object, such as "w", "gg", "iw", "f". For `dd` and the like the operator again. */
  readonly name: string;
  /** What followed `f`, `r`, `m`, `q` and the like; the pattern after `/`. */
  readonly char?: string;
  /** `dv2j`, `dVw`: the motion taken as of another kind. */
  readonly forced?: "v" | "V" | "\x16";
}
/** What "." does again. */
export interface Repeat {
  readonly command: Parsed;
  /** Keys of the insert that followed. */
  readonly keys: string;
  /** Of a visual operator: how much it reached over. */
  readonly visual?: {
    readonly mode: VisualMode;
    readonly lines: number;
    readonly columns: number;
    readonly toEnd: boolean;
  };
}
/** An insert or replace that is going on. */
export interface Insertion {
  /** Keys so far, for "." and counts. */
  readonly keys: string;
  readonly count: number;
  /** What opened it; `null` for `gi`-less entries that "." does not repeat. */
  readonly command: Parsed | null;
  readonly visual?: Repeat["visual"];
  /** Each repetition opens a line of its own: `3o`. */
  readonly opens: "below" | "above" | null;
  /** Replace mode: what stood there before, the newest last; "" where the text grew. */
  readonly replaced: readonly string[];
  /** Where it began; no Ctrl+W past it is needed, but `[ needs it. */
  readonly from: Offset;
  /** Ctrl+R waits for a register. */
  readonly waits: "register" | "literal" | null;
  /** Several carets of a block insert collapse to this line at the end. */
  readonly block: { readonly line: number; readonly column: number } | null;
}
/** The line at the foot of the window. */
export interface CommandLine {
  readonly kind: ":" | "/" | "?";
  readonly text: string;
  readonly caret: number;
  /** The pending operator's keys before `/`. */
  readonly before: string;
  /** The mode to go back to. */
  readonly from: VimMode;
  /** Which line of the history is shown; -1 the one being typed. */
  readonly past: number;
  /** Ctrl+R waits for a register. */
  readonly waits: boolean;
}
export interface Search {
  readonly pattern: string;
  readonly direction: 1 | -1;
  /** After the second "/": "e", "+1", "s-1". */
  readonly offset: string;
}
export interface VimOptions {
  readonly ignoreCase: boolean;
  readonly smartCase: boolean;
  readonly wrapScan: boolean;
  readonly highlight: boolean;
}
/** Everything remembered between two keys. One for the whole app; what belongs to a document is in its places. */
export interface VimState {
  readonly mode: VimMode;
  /** Keys of a command that is not complete. */
  readonly pending: string;
  readonly insertion: Insertion | null;
  /** Ctrl+O: one command, then back to insert or replace. */
  readonly once: "insert" | "replace" | null;
  /** The column up and down return to; Infinity after `$`. Holds for `wantAt` only. */
  readonly want: number;
  readonly wantAt: Offset | null;
  /** Of line and block mode, and of visual mode past the selection's own ends. */
  readonly visual: { readonly anchor: Offset; readonly head: Offset; readonly toEnd: boolean } | null;
  /** The selection we made last: another one means that somebody else moved the caret. */
  readonly shown: Selection | null;
  readonly registers: ReadonlyMap<string, Register>;
  readonly repeat: Repeat | null;
  readonly find: { readonly kind: "f" | "F" | "t" | "T"; readonly char: string } | null;
  readonly search: Search | null;
  /** Whether matches are shown; `:noh` ends it until the next search. */
  readonly showMatches: boolean;
  readonly substitute: { readonly pattern: string; readonly text: string; readonly flags: string } | null;
  readonly recording: { readonly name: string; readonly keys: string } | null;
  readonly lastMacro: string | null;
  readonly line: CommandLine | null;
  readonly commandHistory: readonly string[];
  readonly searchHistory: readonly string[];
  readonly options: VimOptions;
  /** Said in the status bar until the next key. */
  readonly message: string | null;
  /** The undo group of the command or insert going on. */
  readonly group: number;
}
export const freshVim: VimState = {
  mode: "normal",
  pending: "",
  insertion: null,
  once: null,
  want: 0,
  wantAt: null,
  visual: null,
  shown: null,
  registers: new Map(),
  repeat: null,
  find: null,
  search: null,
  showMatches: false,
  substitute: null,
  recording: null,
  lastMacro: null,
  line: null,
  commandHistory: [],
  searchHistory: [],
  options: { ignoreCase: false, smartCase: false, wrapScan: true, highlight: true },
  message: null,
  // Far from the groups others count from 1.
  group: 1_000_000_000,
};

/** What a key came to, in order. `command` is one of the app's or editor's by id. */
export type VimAct =
  | { readonly kind: "spec"; readonly spec: Spec }
  | { readonly kind: "command"; readonly id: string; readonly arg?: unknown }
  | { readonly kind: "clipboard.write"; readonly text: string; readonly wholeLine: boolean }
  /** The clipboard's text is needed: run the same keys again with it. */
  | { readonly kind: "clipboard.read"; readonly keys: string }
  | { readonly kind: "options"; readonly options: Readonly<Record<string, unknown>> }
  | { readonly kind: "notice"; readonly level: "info" | "error"; readonly text: string };
/** `handled` false: the key is for the keymap or types as usual. */
export interface VimStep {
  readonly vim: VimState;
  readonly acts: readonly VimAct[];
  readonly handled: boolean;
}
/** What Vim may look at. `clipboard` is there only when it was asked for. */
export interface VimContext {
  readonly state: State;
  readonly view: ViewId;
  readonly layout: Layout;
  readonly at: Millis;
  readonly clipboard?: string;
  /** For the register "%" and messages. */
  readonly name?: string;
  readonly readOnly?: boolean;
  /** First and last line on screen, for H, M, L and scrolling. */
  readonly screen?: { readonly first: number; readonly last: number };
}
