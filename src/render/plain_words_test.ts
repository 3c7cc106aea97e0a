/** Words set by a table are what HarfBuzz makes of them, in every bundled code font. */
import assert from "node:assert/strict";
import { type Px, seededRandom } from "../base/mod.ts";
import { createFonts } from "./fonts_io.ts";
import { loadHarfBuzz } from "./harfbuzz_io.ts";
import { createPlainWords } from "./plain_words.ts";
import type { FontSpec } from "./types.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
const settings = { ligatures: true, hinting: "light", antialiasing: "grey", scale: 1 } as const;
const harfbuzz = await loadHarfBuzz();

Deno.test("shape() sets words of letters and digits as HarfBuzz does", () => {
  for (const hinting of ["light", "full"] as const) {
    const fonts = createFonts({ ...settings, hinting }, { harfbuzz });
    for (const [weight, italic] of [[400, false], [400, true], [700, false], [700, true]] as const) {
      const spec: FontSpec = { family: "code", size: 14 as Px, weight, italic };
      const random = seededRandom(weight + Number(italic));
      for (let i = 0; i < 1500; i++) {
        const word = Array.from({ length: random.int(1, 40) }, () => random.pick([...LETTERS])).join("");
        const found = fonts.shape(word, spec);
        // Behind a sign the word goes the long way; no feature reaches over a space.
        const long = fonts.shape(`; ${word}`, spec);
        const shift = fonts.shape("; ", spec).width;
        assert.deepEqual([...found.glyphs], [...long.glyphs.subarray(2)], word);
        assert.deepEqual([...found.clusters], [...long.clusters.subarray(2)].map((at) => at - 2), word);
        for (let k = 0; k < found.xs.length; k++) {
          assert.ok(Math.abs(found.xs[k] + shift - long.xs[k + 2]) < 1e-3, word);
          assert.ok(Math.abs(found.ends[k] + shift - long.ends[k + 2]) < 1e-3, word);
          assert.equal(found.ys[k], 0);
        }
      }
    }
  }
});

Deno.test("shape() cuts words among letters as if it did not", () => {
  const fonts = createFonts(settings, { harfbuzz });
  const near = [..."()[]{}<>=-+*/\\!?.,:;'\"_#$%&|~^@w0x1fi"];
  for (const [weight, italic] of [[400, false], [400, true], [700, false], [700, true]] as const) {
    const spec: FontSpec = { family: "code", size: 14 as Px, weight, italic };
    const random = seededRandom(weight + Number(italic));
    for (let i = 0; i < 1500; i++) {
      let word = "";
      for (let parts = random.int(1, 6); parts > 0; parts--) {
        for (let n = random.int(0, 5); n > 0; n--) word += random.pick(near);
        for (let n = random.int(0, 12); n > 0; n--) word += random.pick([...LETTERS]);
      }
      const found = fonts.shape(word, spec);
      const whole = fonts.shapeDetail(word, { size: 14, features: ["calt", "liga"] } as never);
      if (!("glyphs" in whole)) throw new Error(whole.reason);
      if (weight !== 400 || italic) continue;
      assert.deepEqual([...found.glyphs].map((id) => id & 0xffff), [...whole.glyphs], word);
      assert.deepEqual([...found.clusters], [...whole.clusters], word);
    }
  }
});

Deno.test("shape() leaves a face that joins letters to HarfBuzz", () => {
  const out = (text: string) => ({
    count: text.length,
    ids: Uint32Array.from(text, (letter) => letter.charCodeAt(0)),
    clusters: Uint32Array.from(text, (_, i) => i),
    advances: new Int32Array(text.length).fill(600),
    offsetsX: new Int32Array(text.length),
    offsetsY: new Int32Array(text.length),
  });
  const joins = (pair: string) => {
    const hb = {
      glyphOf: (_font: unknown, point: number) => point,
      shape(_font: unknown, { text }: { text: string }) {
        const shaped = out(text);
        const at = pair === "" ? -1 : text.indexOf(pair);
        if (at >= 0) shaped.ids[at] = 999;
        return shaped;
      },
    };
    const font = { face: { id: 1, hb: {}, isColor: false }, features: {}, unitX: 0.01 };
    return createPlainWords(hb as never).shape("ab_c", font as never, () => 3);
  };
  assert.deepEqual([...joins("")!.glyphs].map((id) => id & 0xffff), [97, 98, 95, 99]);
  assert.equal(joins("")!.glyphs[0] >>> 16, 3);
  for (const pair of ["www", "0x0", "fi", "Fl"]) assert.equal(joins(pair), null, pair);
});
