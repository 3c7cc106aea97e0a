/** Checks over the palettes: what is read is readable, what is packed is what was written. */
import assert from "node:assert/strict";
import {
  COLOR,
  contrast,
  DARK_THEME,
  HIGH_CONTRAST_THEME,
  LIGHT_THEME,
  makeTheme,
  packColor,
  STYLE,
} from "./theme.ts";
import { DARK, HIGH_CONTRAST, LIGHT, type Tokens } from "./tokens.ts";

type Name = keyof Tokens;
const GROUNDS: readonly Name[] = ["bg", "side", "panel", "raised", "cur"];

function checkContrast(tokens: Tokens, { least, names }: { least: number; names: readonly Name[] }): void {
  for (const name of names) {
    for (const ground of GROUNDS) {
      const value = contrast(tokens[name], tokens[ground]);
      assert.ok(value >= least, `${name} on ${ground}: ${value.toFixed(2)} is below ${least}`);
    }
  }
}

Deno.test("DARK and LIGHT keep text and text2 at 4.5:1 on every ground", () => {
  checkContrast(DARK, { least: 4.5, names: ["text", "text2"] });
  checkContrast(LIGHT, { least: 4.5, names: ["text", "text2"] });
});

Deno.test("text stays readable on selections and buttons", () => {
  for (const tokens of [DARK, LIGHT, HIGH_CONTRAST]) {
    const least = tokens === HIGH_CONTRAST ? 7 : 4.5;
    for (const ground of ["sel", "accentbg"] as const) {
      assert.ok(
        contrast(tokens.text, tokens[ground]) >= least,
        `text on ${ground} ${contrast(tokens.text, tokens[ground])}`,
      );
    }
  }
});

Deno.test("HIGH_CONTRAST keeps everything that is read at 7:1", () => {
  const names: Name[] = [
    "text",
    "text2",
    "text3",
    "kw",
    "fn",
    "str",
    "num",
    "ty",
    "com",
    "op",
    "err",
    "warn",
    "ok",
    "ghost",
  ];
  checkContrast(HIGH_CONTRAST, { least: 7, names });
});

Deno.test("contrast() is 21 for black on white and 1 for a colour on itself", () => {
  assert.equal(contrast("#000000", "#ffffff").toFixed(2), "21.00");
  assert.equal(contrast("#123456", "#123456"), 1);
});

Deno.test("packColor() writes bytes R, G, B, A in memory order", () => {
  const bytes = (hex: string) => [...new Uint8Array(Uint32Array.of(packColor(hex)).buffer)];
  assert.deepEqual(bytes("#010203"), [1, 2, 3, 255]);
  assert.deepEqual(bytes("#01020304"), [1, 2, 3, 4]);
  assert.throws(() => packColor("red"), RangeError);
});

Deno.test("makeTheme() gives every style its colour", () => {
  for (const theme of [DARK_THEME, LIGHT_THEME, HIGH_CONTRAST_THEME]) {
    assert.equal(theme.styles.length, Object.keys(STYLE).length);
    assert.equal(theme.styleColors[STYLE.keyword], theme.colors[COLOR.kw]);
    assert.equal(theme.styles[STYLE.comment].italic, true);
  }
  assert.equal(makeTheme("x", "dark", DARK).styles, DARK_THEME.styles);
});
