/**
 * Words of plain letters and digits without HarfBuzz: in a code font each is its own glyph and as wide as the others, so
 * a table serves. Whether a font is like that is found out by shaping every pair, and every a-b-a, once per face; one
 * that joins letters anywhere among those is left to HarfBuzz whole. A word typed into is a new word with each key, and
 * HarfBuzz takes 170 µs for it when caches are cold.
 */
import type { Px } from "../base/mod.ts";
import type { HarfBuzz, HbFeatures, TextFace } from "./font_types.ts";
import type { ShapedText } from "./types.ts";

/** What is asked of a font here; `ShapeFont` has it. */
export interface PlainFont {
  readonly face: TextFace;
  readonly features: HbFeatures;
  readonly unitX: number;
}
/** Glyphs by ASCII code, 0 for what is not plain; the advance in font units. */
interface PlainTable {
  readonly glyphs: Uint16Array;
  readonly advance: number;
}
export interface PlainWords {
  /** `text` shaped from left to right, exactly as HarfBuzz would; null if it is not plain. `instance`: asked when it is. */
  shape(text: string, font: PlainFont, instance: () => number): ShapedText | null;
  /** Whether the letters of a font are plain, so that words may be cut among them. */
  serves(font: PlainFont): boolean;
}

/** Letters that stay with a sign beside them: no rule of a code font reaches further from it. */
const NEAR = 3;

/**
 * Where to cut a word that is plain in part, which starts at `from` and ends at `to`: letters far from any sign are a piece
 * of their own, so that typing among them shapes no signs anew.
 */
export function plainCut(text: string, from: number, to: number): number {
  const first = lettersFrom(text, from, to);
  const isStart = from === 0 || text.charCodeAt(from - 1) === 32 || isLetter(text.charCodeAt(from - 1));
  if (isStart && first > from) {
    if (first === to) return to;
    if (first - from > NEAR) return first - NEAR;
  }
  for (let at = first; at < to;) {
    const end = lettersFrom(text, at, to);
    if (end - at > (end === to ? NEAR : 2 * NEAR)) return at + NEAR;
    at = end + 1;
  }
  return to;
}
function lettersFrom(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isLetter(text.charCodeAt(at))) at++;
  return at;
}
function isLetter(unit: number): boolean {
  const small = unit | 32;
  return (small >= 97 && small <= 122) || (unit >= 48 && unit <= 57);
}

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
/** Two of them are a ligature in most code fonts. */
const UNDERSCORE = 95;
const LONGEST = 256;

export function createPlainWords(hb: HarfBuzz): PlainWords {
  const known = new WeakMap<TextFace, { readonly features: HbFeatures; readonly table: PlainTable | null }>();
  const tableOf = (font: PlainFont): PlainTable | null => {
    const found = known.get(font.face);
    if (found !== undefined && found.features === font.features) return found.table;
    const table = makeTable(hb, font);
    known.set(font.face, { features: font.features, table });
    return table;
  };
  return {
    serves: (font) => tableOf(font) !== null,
    shape(text, font, instance) {
      const count = text.length;
      if (count === 0 || count > LONGEST || !isPlain(text)) return null;
      const table = tableOf(font);
      return table === null ? null : setByTable(text, table, { unit: font.unitX, upper: instance() << 16 });
    },
  };
}

function isPlain(text: string): boolean {
  let before = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (!isLetter(unit) && (unit !== UNDERSCORE || before === UNDERSCORE)) return false;
    before = unit;
  }
  return true;
}

function setByTable(
  text: string,
  { glyphs: ids, advance }: PlainTable,
  { unit, upper }: { unit: number; upper: number },
): ShapedText {
  const count = text.length;
  const buffer = new ArrayBuffer(count * 21);
  const glyphs = new Uint32Array(buffer, 0, count), clusters = new Uint32Array(buffer, count * 4, count);
  const xs = new Float32Array(buffer, count * 8, count), ys = new Float32Array(buffer, count * 12, count);
  const ends = new Float32Array(buffer, count * 16, count),
    levels = new Uint8Array(buffer, count * 20, count);
  const step = advance * unit;
  let x = 0;
  for (let i = 0; i < count; i++) {
    glyphs[i] = (upper | ids[text.charCodeAt(i)]) >>> 0;
    clusters[i] = i;
    xs[i] = x;
    ends[i] = x += step;
  }
  return { glyphs, clusters, xs, ys, ends, levels, width: x as Px };
}

/** The table of a face, or null if some pair of its letters is more than the two. */
function makeTable(hb: HarfBuzz, { face, features }: PlainFont): PlainTable | null {
  const glyphs = new Uint16Array(128);
  for (let i = 0; i < LETTERS.length; i++) {
    const unit = LETTERS.charCodeAt(i);
    const id = hb.glyphOf(face.hb, unit);
    if (id === 0) return null;
    glyphs[unit] = id;
  }
  let advance = 0;
  for (let i = 0; i < LETTERS.length; i++) {
    let text = "";
    for (let k = i; k < LETTERS.length; k++) {
      if (k === i && LETTERS.charCodeAt(i) === UNDERSCORE) text = "_a_";
      else text += LETTERS[i] + LETTERS[k];
      // Both ways round for "0x0".
      if (k >= 52 && i < 52) text += LETTERS[i] + LETTERS[k];
    }
    const out = hb.shape(face.hb, { text, from: 0, to: text.length, rtl: false, script: "Latn", features });
    if (out.count !== text.length) return null;
    if (i === 0) advance = out.advances[0];
    for (let k = 0; k < out.count; k++) {
      if (out.ids[k] !== glyphs[text.charCodeAt(k)] || out.clusters[k] !== k) return null;
      if (out.advances[k] !== advance || out.offsetsX[k] !== 0 || out.offsetsY[k] !== 0) return null;
    }
  }
  return { glyphs, advance };
}
