/**
 * Colours that programs ask for and set (OSC 4, 10, 11, 12): the 240 fixed ones of the palette, the forms a colour is
 * written in, and the one form it is answered in.
 */
/** Behind the 256 of the palette. */
export const FOREGROUND = 256, BACKGROUND = 257, CURSOR = 258;

/** The palette from 16 on: a cube of 6 a side, then 24 greys. 0xrrggbb. */
export function fixedColor(index: number): number {
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return grey << 16 | grey << 8 | grey;
  }
  const at = index - 16;
  const level = (step: number) => step === 0 ? 0 : 55 + step * 40;
  return level(Math.floor(at / 36)) << 16 | level(Math.floor(at / 6) % 6) << 8 | level(at % 6);
}

/** `#rgb`, `#rrggbb`, `rgb:r/g/b` with 1 to 4 digits each; `null` for anything else. */
export function parseColor(text: string): number | null {
  const hash = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text)?.[1];
  if (hash !== undefined) {
    const six = hash.length === 6 ? hash : [...hash].map((digit) => digit + digit).join("");
    return parseInt(six, 16);
  }
  const parts = /^rgb:([0-9a-f]{1,4})\/([0-9a-f]{1,4})\/([0-9a-f]{1,4})$/i.exec(text);
  if (parts === null) return null;
  const byte = (digits: string) => Math.round(parseInt(digits, 16) / (16 ** digits.length - 1) * 255);
  return byte(parts[1]) << 16 | byte(parts[2]) << 8 | byte(parts[3]);
}

/** As xterm answers: four digits a channel. */
export function colorReport(rgb: number): string {
  const channel = (shift: number) => {
    const two = ((rgb >>> shift) & 255).toString(16).padStart(2, "0");
    return two + two;
  };
  return `rgb:${channel(16)}/${channel(8)}/${channel(0)}`;
}
