/**
 * Which characters would not be seen and how they are shown instead: pictures for the controls of
 * ASCII (one unit for one unit, so that offsets stay), their number for what hides or reorders text,
 * U+FFFD for half a surrogate pair. Joiners stay silent where they join something.
 */

/** How a code point is shown: as it is, by another single unit, or by its number in a box. */
export type Shown = "plain" | "picture" | "number";

/** True when every unit is printable ASCII or a tab: nothing to replace, nothing to reorder. */
export function isPlainAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7e || (unit < 0x20 && unit !== 9)) return false;
  }
  return true;
}

/** How `code` is shown after `before` (the code point left of it, 0 at the start of a row). */
export function shownAs(code: number, before: number): Shown {
  if (code < 0x20) return code === 9 ? "plain" : "picture";
  if (code < 0x7f) return "plain";
  if (code === 0x7f) return "picture";
  if (code < 0xa0) return "number";
  if (code >= 0xd800 && code <= 0xdfff) return "picture";
  return isHidden(code, before) ? "number" : "plain";
}

function isHidden(code: number, before: number): boolean {
  if (code === 0xad || code === 0x61c || code === 0x180e || code === 0xfeff) return true;
  if (code === 0x200c || code === 0x200d) return before < 0x80;
  if (code >= 0x200b && code <= 0x200f) return true;
  if (code >= 0x2028 && code <= 0x202e) return true;
  if (code >= 0x2060 && code <= 0x206f) return true;
  if (code >= 0xfff9 && code <= 0xfffb) return true;
  // Tags: silent inside a flag sequence, which starts with a black flag and goes on with tags.
  if (code >= 0xe0000 && code <= 0xe007f) {
    return !(before === 0x1f3f4 || (before >= 0xe0020 && before <= 0xe007e));
  }
  return false;
}

/** The single unit that stands for a "picture" character. */
export function pictureOf(code: number): string {
  if (code >= 0xd800 && code <= 0xdfff) return "\ufffd";
  return String.fromCharCode(code === 0x7f ? 0x2421 : 0x2400 + code);
}

/** What the box of a "number" character says: its number in hex, at least four digits. */
export function numberOf(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, "0");
}

/** Cells that a code point takes in a code font, roughly: to place what is far off in a long line. */
export function cellsOf(code: number, before: number): number {
  if (code < 0x300) return shownAs(code, before) === "number" ? 4 : 1;
  const shown = shownAs(code, before);
  if (shown === "number") return numberOf(code).length;
  if (shown === "picture") return 1;
  if (isMark(code)) return 0;
  return isWide(code) ? 2 : 1;
}

/** Joins what stands before it: a row is never cut in front of one. */
export function isMark(code: number): boolean {
  if (code < 0x300) return false;
  if (code <= 0x36f || (code >= 0xfe00 && code <= 0xfe0f) || code === 0x200d || code === 0x200c) return true;
  if (
    code >= 0x1ab0 && code <= 0x1aff || code >= 0x1dc0 && code <= 0x1dff || code >= 0x20d0 && code <= 0x20ff
  ) {
    return true;
  }
  return code >= 0x1f3fb && code <= 0x1f3ff || code >= 0xe0020 && code <= 0xe01ef;
}

function isWide(code: number): boolean {
  if (code < 0x1100) return false;
  if (code <= 0x115f || (code >= 0x2e80 && code <= 0x303e) || (code >= 0x3041 && code <= 0x4dbf)) return true;
  if (code >= 0x4e00 && code <= 0xa4cf || code >= 0xa960 && code <= 0xa97f) return true;
  if (
    code >= 0xac00 && code <= 0xd7a3 || code >= 0xf900 && code <= 0xfaff || code >= 0xfe30 && code <= 0xfe6f
  ) return true;
  if (code >= 0xff00 && code <= 0xff60 || code >= 0xffe0 && code <= 0xffe6) return true;
  return code >= 0x1f300 && code <= 0x1faff || code >= 0x20000 && code <= 0x3fffd;
}
