/**
 * Shaping as layout asks for it: a cold screen, a warm one, one line in which one character was typed, other scripts.
 */
import { type Px, seededRandom } from "../src/base/mod.ts";
import { bidiLevels, type FontSpec } from "../src/render/mod.ts";
import { createFonts, loadHarfBuzz } from "../src/render/mod_io.ts";

const harfbuzz = await loadHarfBuzz();
const fonts = createFonts(
  { ligatures: true, hinting: "light", antialiasing: "grey", scale: 1, fallback: "bundled-only" },
  { harfbuzz },
);
const code: FontSpec = { family: "code", size: 14 as Px, weight: 400, italic: false };
const ui: FontSpec = { ...code, family: "ui", size: 13 as Px };
const random = seededRandom(1);
const words =
  "const let => === !== return function (a, b) { } [i] 'text' // note: value() index + 1; x?.y ?? 0"
    .split(" ");
const line = (length: number) => {
  let text = "    ";
  while (text.length < length) text += `${random.pick(words)}${random.int(0, 30)} `;
  return text.slice(0, length);
};
const screen = Array.from({ length: 45 }, () => line(84));
const base = line(84);
const COUNT = 4096;
/** Each 41 units in, a word of its own that grows by one letter, as while typing. */
const typed = Array.from({ length: COUNT }, (_, n) => {
  const word = `w${(n / 12 | 0).toString(36)}` + "identifier__".slice(0, 1 + n % 12);
  return base.slice(0, 40) + " " + word + base.slice(40);
});
const hebrew = Array.from(
  { length: COUNT },
  (_, n) => `let ${n} = "\u05e9\u05dc\u05d5\u05dd ${n} \u05e2\u05d5\u05dc\u05dd"`,
);
let at = 0;

Deno.bench("45 lines, everything cached", { group: "shape", baseline: true }, () => {
  for (let i = 0; i < screen.length; i++) fonts.shape(screen[i], code);
});
Deno.bench("84 characters, one typed", { group: "shape" }, () => {
  fonts.shape(typed[at++ % COUNT], code);
});
Deno.bench("84 characters, whole, no cache", { group: "shape" }, () => {
  fonts.shapeDetail(base, { size: 14 });
});
Deno.bench("30 characters with Hebrew", { group: "shape" }, () => {
  fonts.shape(hebrew[at++ % COUNT], code, "auto");
});
Deno.bench("a label", { group: "shape" }, () => {
  fonts.shape(`Ln ${at++ % 100_000}, Col 1`, ui);
});

let scale = 1;
Deno.bench("45 lines after a change of scale", { group: "shape cold" }, () => {
  scale = scale === 1 ? 1.25 : 1;
  fonts.configure({
    ligatures: true,
    hinting: "light",
    antialiasing: "grey",
    scale,
    fallback: "bundled-only",
  });
  for (let i = 0; i < screen.length; i++) fonts.shape(screen[i], code);
});

const mixed = `${base} \u05d0\u05d1\u05d2 (\u0627\u0644) 123 ${base}`;
Deno.bench("bidi levels of 190 characters", { group: "bidi" }, () => {
  bidiLevels(mixed, "auto");
});
