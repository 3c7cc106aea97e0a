/**
 * Chords: parsing "ctrl+k ctrl+c", one canonical name for each, and how they are written for people.
 * Key names are VS Code's in lower case; modifier bits are the window's, so events fit as they are.
 */
import type { Result } from "../base/mod.ts";
import { Mod } from "../window/mod.ts";

/** One press: a key with modifiers (`Mod` bits of the window). */
export interface Chord {
  readonly key: string;
  readonly mods: number;
}
/** Whose conventions: names and default keys differ. */
export type Platform = "linux" | "mac" | "windows";

const MODIFIERS: Readonly<Record<string, number>> = {
  ctrl: Mod.ctrl,
  control: Mod.ctrl,
  shift: Mod.shift,
  alt: Mod.alt,
  option: Mod.alt,
  meta: Mod.meta,
  cmd: Mod.meta,
  command: Mod.meta,
  win: Mod.meta,
  super: Mod.meta,
};
/** A set, because each key pressed is looked up in it. */
const LONE: ReadonlySet<string> = new Set([...Object.keys(MODIFIERS), "altgr", "capslock", "numlock"]);
const ALIASES: Readonly<Record<string, string>> = {
  esc: "escape",
  return: "enter",
  del: "delete",
  ins: "insert",
  pgup: "pageup",
  pgdn: "pagedown",
  numpad_enter: "enter",
};
const KEY = /^(?:[a-z0-9`\-=\[\]\\;',./]|f(?:[1-9]|1\d|2[0-4])|numpad(?:\d|_[a-z]+)|[a-z_]{2,})$/;

/** Parses "ctrl+k ctrl+c" into its chords. */
export function parseKeys(source: string): Result<readonly Chord[]> {
  const parts = source.trim().toLowerCase().split(/\s+/);
  const chords: Chord[] = [];
  for (const part of parts) {
    const chord = parseChord(part);
    if (chord === null) {
      return { ok: false, reason: `Cannot read the keys "${source}": "${part}" is not a key` };
    }
    chords.push(chord);
  }
  return { ok: true, value: chords };
}

function parseChord(source: string): Chord | null {
  let rest = source;
  let mods = 0;
  for (;;) {
    const plus = rest.indexOf("+");
    // A "+" at the start is the key itself, which VS Code writes as shift and "=".
    if (plus <= 0) break;
    const bit = MODIFIERS[rest.slice(0, plus)];
    if (bit === undefined) return null;
    mods |= bit;
    rest = rest.slice(plus + 1);
  }
  const key = ALIASES[rest] ?? rest;
  return KEY.test(key) && !(key in MODIFIERS) ? { key, mods } : null;
}

/** One name for each chord, as VS Code writes it: "ctrl+shift+alt+meta+key" with those that are held. */
export function chordName({ key, mods }: Chord): string {
  if (mods === 0) return key;
  return (mods & Mod.ctrl ? "ctrl+" : "") + (mods & Mod.shift ? "shift+" : "") +
    (mods & Mod.alt ? "alt+" : "") +
    (mods & Mod.meta ? "meta+" : "") + (mods & Mod.altgr ? "altgr+" : "") + key;
}

/** Whether the key is only a modifier: such a press neither ends nor continues a chord. */
export function isModifierKey(key: string): boolean {
  return LONE.has(key);
}

const LABELS: Readonly<Record<string, string>> = {
  pageup: "Page Up",
  pagedown: "Page Down",
  left: "Left",
  right: "Right",
  up: "Up",
  down: "Down",
  numpad_add: "Numpad +",
  numpad_subtract: "Numpad -",
  numpad_multiply: "Numpad *",
  numpad_divide: "Numpad /",
  numpad_decimal: "Numpad .",
};
const MAC_LABELS: Readonly<Record<string, string>> = {
  left: "←",
  right: "→",
  up: "↑",
  down: "↓",
  enter: "↩",
  backspace: "⌫",
  delete: "⌦",
  escape: "⎋",
  tab: "⇥",
  pageup: "⇞",
  pagedown: "⇟",
  home: "↖",
  end: "↘",
};

/** Chords as people read them: "Ctrl+K Ctrl+C", on a Mac "⌘K ⌘C". */
export function keysLabel(chords: readonly Chord[], platform: Platform): string {
  return chords.map((chord) => platform === "mac" ? macLabel(chord) : plainLabel(chord, platform)).join(" ");
}

function plainLabel({ key, mods }: Chord, platform: Platform): string {
  const meta = platform === "windows" ? "Win+" : "Super+";
  return (mods & Mod.ctrl ? "Ctrl+" : "") + (mods & Mod.shift ? "Shift+" : "") +
    (mods & Mod.alt ? "Alt+" : "") +
    (mods & Mod.meta ? meta : "") + keyLabel(key);
}
function macLabel({ key, mods }: Chord): string {
  return (mods & Mod.ctrl ? "⌃" : "") + (mods & Mod.alt ? "⌥" : "") + (mods & Mod.shift ? "⇧" : "") +
    (mods & Mod.meta ? "⌘" : "") + (MAC_LABELS[key] ?? keyLabel(key));
}
function keyLabel(key: string): string {
  if (LABELS[key] !== undefined) return LABELS[key];
  if (/^numpad\d$/.test(key)) return `Numpad ${key.slice(6)}`;
  return key.length === 1 ? key.toUpperCase() : key[0].toUpperCase() + key.slice(1);
}
