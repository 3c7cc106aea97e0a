/**
 * What a key sends to the program, as xterm encodes it: cursor keys follow the application mode, modifiers are the
 * parameter 1 + shift 1 + alt 2 + ctrl 4 + meta 8. Plain typed text is no key here: it is sent as it is.
 */
import type { TermKey } from "./messages.ts";

/** Bits of `mods`, as the window has them. */
const CTRL = 1, SHIFT = 2, ALT = 4, META = 8, ALTGR = 16;

/** What the program asked for. */
export interface KeyModes {
  readonly applicationCursor: boolean;
}
const cursorKeys: Readonly<Record<string, string>> = {
  up: "A",
  down: "B",
  right: "C",
  left: "D",
  home: "H",
  end: "F",
};
const tildeKeys: Readonly<Record<string, number>> = {
  insert: 2,
  delete: 3,
  pageup: 5,
  pagedown: 6,
  f5: 15,
  f6: 17,
  f7: 18,
  f8: 19,
  f9: 20,
  f10: 21,
  f11: 23,
  f12: 24,
  f13: 25,
  f14: 26,
  f15: 28,
  f16: 29,
  f17: 31,
  f18: 32,
  f19: 33,
  f20: 34,
};
const functionKeys: Readonly<Record<string, string>> = { f1: "P", f2: "Q", f3: "R", f4: "S" };
/** What Ctrl makes of keys that are no letters; with Shift only those that stand for their shifted sign. */
const controls: Readonly<Record<string, string>> = {
  space: "\0",
  "2": "\0",
  "3": "\x1b",
  "4": "\x1c",
  "5": "\x1d",
  "6": "\x1e",
  "7": "\x1f",
  "8": "\x7f",
  "[": "\x1b",
  "\\": "\x1c",
  "]": "\x1d",
  "/": "\x1f",
  "-": "\x1f",
  "`": "\0",
};
const shifted: Readonly<Record<string, string>> = Object.fromEntries(
  [..."`1234567890-=[]\\;',./"].map((key, i) => [key, '~!@#$%^&*()_+{}|:"<>?'[i]]),
);

/** The bytes of a key as text (each unit is a byte or part of a character); `null` when it sends nothing. */
export function encodeKey({ key, mods, text }: TermKey, { applicationCursor }: KeyModes): string | null {
  const bits = (mods & SHIFT ? 1 : 0) | (mods & ALT ? 2 : 0) | (mods & CTRL ? 4 : 0) | (mods & META ? 8 : 0);
  const escape = mods & ALT ? "\x1b" : "";
  const cursor = cursorKeys[key];
  if (cursor !== undefined) {
    if (bits !== 0) return `\x1b[1;${bits + 1}${cursor}`;
    return applicationCursor ? `\x1bO${cursor}` : `\x1b[${cursor}`;
  }
  const tilde = tildeKeys[key];
  if (tilde !== undefined) return bits === 0 ? `\x1b[${tilde}~` : `\x1b[${tilde};${bits + 1}~`;
  const named = functionKeys[key];
  if (named !== undefined) return bits === 0 ? `\x1bO${named}` : `\x1b[1;${bits + 1}${named}`;
  switch (key) {
    case "enter":
      return `${escape}\r`;
    case "escape":
      return `${escape}\x1b`;
    case "backspace":
      return escape + (mods & CTRL ? "\b" : "\x7f");
    case "tab":
      return mods & SHIFT ? "\x1b[Z" : `${escape}\t`;
  }
  if (mods & ALTGR) return null;
  if (mods & CTRL) {
    const control = controlOf(key);
    return control === null ? null : escape + control;
  }
  if ((mods & ALT) === 0) return null;
  const typed = text ?? typedBy(key, mods);
  return typed === null ? null : escape + typed;
}

function controlOf(key: string): string | null {
  if (/^[a-z]$/.test(key)) return String.fromCharCode(key.charCodeAt(0) - 96);
  return controls[key] ?? null;
}
/** On a US keyboard, where the layout does not say. */
function typedBy(key: string, mods: number): string | null {
  if (key === "space") return " ";
  if (key.length !== 1) return null;
  if ((mods & SHIFT) === 0) return key;
  return shifted[key] ?? key.toUpperCase();
}

/** Text from outside as the shell gets it: lines end as Enter does, and nothing in it can end the bracket or be a command key. */
export function encodePaste(text: string, bracketed: boolean): string {
  // deno-lint-ignore no-control-regex
  const plain = text.replace(/\r?\n/g, "\r").replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f]/g, "");
  return bracketed ? `\x1b[200~${plain}\x1b[201~` : plain;
}
