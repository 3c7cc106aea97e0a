/**
 * Key names: VS Code's keybinding names in lower case, from SDL's keysyms and scancodes.
 * The layout decides where it can (Ctrl+Z is where the letter Z is); a key whose character has no name of its own
 * (Cyrillic letters, "é" on a French digit key) is called by its place on a US keyboard, so that Ctrl+C works everywhere.
 */

/** SDL keysyms at or above this are a scancode plus this. */
const scancodeMask = 0x40000000;
/** SDL's modifier bits, as far as names depend on them. */
const shiftBits = 0x0003, numBit = 0x1000;

const namedPlaces: readonly (readonly [number, string])[] = [
  [40, "enter"],
  [41, "escape"],
  [42, "backspace"],
  [43, "tab"],
  [44, "space"],
  [45, "-"],
  [46, "="],
  [47, "["],
  [48, "]"],
  [49, "\\"],
  [50, "\\"],
  [51, ";"],
  [52, "'"],
  [53, "`"],
  [54, ","],
  [55, "."],
  [56, "/"],
  [57, "capslock"],
  [70, "printscreen"],
  [71, "scrolllock"],
  [72, "pausebreak"],
  [73, "insert"],
  [74, "home"],
  [75, "pageup"],
  [76, "delete"],
  [77, "end"],
  [78, "pagedown"],
  [79, "right"],
  [80, "left"],
  [81, "down"],
  [82, "up"],
  [83, "numlock"],
  [84, "numpad_divide"],
  [85, "numpad_multiply"],
  [86, "numpad_subtract"],
  [87, "numpad_add"],
  [88, "enter"],
  [99, "numpad_decimal"],
  [100, "intlbackslash"],
  [101, "contextmenu"],
  [103, "numpad_equal"],
  [118, "contextmenu"],
  [133, "numpad_separator"],
  [224, "ctrl"],
  [225, "shift"],
  [226, "alt"],
  [227, "meta"],
  [228, "ctrl"],
  [229, "shift"],
  [230, "alt"],
  [231, "meta"],
  [257, "altgr"],
  [270, "browserback"],
  [271, "browserforward"],
];

/** By scancode: the key's name on a US keyboard. */
const placeNames: readonly string[] = (() => {
  const names: string[] = new Array<string>(512).fill("");
  for (let i = 0; i < 26; i++) names[4 + i] = String.fromCharCode(97 + i);
  for (let i = 0; i < 10; i++) names[30 + i] = String((i + 1) % 10);
  for (let i = 0; i < 12; i++) names[58 + i] = `f${i + 1}`;
  for (let i = 0; i < 12; i++) names[104 + i] = `f${i + 13}`;
  for (let i = 0; i < 10; i++) names[89 + i] = `numpad${(i + 1) % 10}`;
  for (const [scancode, name] of namedPlaces) names[scancode] = name;
  return names;
})();

/** By character code below 128: the name of a key that types it unshifted. */
const characterNames: readonly string[] = (() => {
  const names: string[] = new Array<string>(128).fill("");
  for (const char of "abcdefghijklmnopqrstuvwxyz0123456789`-=[]\\;',./") names[char.charCodeAt(0)] = char;
  for (let code = 65; code <= 90; code++) names[code] = String.fromCharCode(code + 32);
  names[8] = "backspace";
  names[9] = "tab";
  names[13] = "enter";
  names[27] = "escape";
  names[32] = "space";
  names[127] = "delete";
  // A key of its own on German and Nordic layouts; people mean "zoom in" by Ctrl and this key.
  names[43] = "=";
  return names;
})();

/** What the number pad does while NumLock is off, from scancode 89 (numpad1) to 99 (numpad_decimal). */
const padMoves: readonly string[] = [
  "end",
  "down",
  "pagedown",
  "left",
  "clear",
  "right",
  "home",
  "up",
  "pageup",
  "insert",
  "delete",
];

/** The name of a key; `sdlMods` are SDL's own bits. Shift undoes NumLock, as X11 does. */
export function keyName(keysym: number, scancode: number, sdlMods: number): string {
  const byPlace = keysym >= scancodeMask;
  const code = byPlace ? keysym - scancodeMask : keysym;
  if (byPlace && code >= 89 && code <= 99 && ((sdlMods & numBit) === 0 || (sdlMods & shiftBits) !== 0)) {
    return padMoves[code - 89];
  }
  const name = byPlace ? placeNames[code] : keysym > 0 && keysym < 128 ? characterNames[keysym] : "";
  return name || placeNames[scancode] || "unidentified";
}
