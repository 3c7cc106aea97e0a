/**
 * Fonts for tests: every character is one cell wide, emoji and CJK two, marks none; "=>" and "!=" are
 * ligatures of one glyph; Hebrew runs right to left. A glyph's id is its character's code, so that a
 * test can read a draw list as text.
 */
import type { Px } from "../base/mod.ts";
import type { FontBox, FontMetrics, FontSpec, ShapedText } from "../render/mod.ts";
import { cellsOf, isMark } from "./invisible.ts";

/** Cells of 8 px for code, 7 px for the chrome, at any size. Counts what it shaped. */
export class FakeMonoFonts implements FontMetrics {
  readonly generation: number;
  shaped = 0;
  #cache = new Map<string, ShapedText>();
  constructor(generation = 1) {
    this.generation = generation;
  }
  box(font: FontSpec): FontBox {
    return { ascent: 12 as Px, descent: 4 as Px, cell: (font.family === "code" ? 8 : 7) as Px };
  }
  shape(text: string, font: FontSpec): ShapedText {
    const key = `${font.family}${font.weight}${font.italic ? "i" : ""} ${text}`;
    let found = this.#cache.get(key);
    if (found === undefined) {
      this.shaped++;
      this.#cache.set(key, found = shapeMono(text, this.box(font).cell));
    }
    return found;
  }
}

interface Cluster {
  readonly unit: number;
  readonly code: number;
  readonly width: number;
  readonly rtl: boolean;
}

function shapeMono(text: string, cell: number): ShapedText {
  const clusters = visual(clustersOf(text, cell));
  const count = clusters.length;
  const shaped = {
    glyphs: new Uint32Array(count),
    clusters: new Uint32Array(count),
    xs: new Float32Array(count),
    ys: new Float32Array(count),
    ends: new Float32Array(count),
    levels: new Uint8Array(count),
  };
  let x = 0;
  for (let i = 0; i < count; i++) {
    shaped.glyphs[i] = clusters[i].code & 0xffff;
    shaped.clusters[i] = clusters[i].unit;
    shaped.xs[i] = x;
    shaped.ends[i] = x += clusters[i].width;
    shaped.levels[i] = clusters[i].rtl ? 1 : 0;
  }
  return { ...shaped, width: x as Px };
}

function clustersOf(text: string, cell: number): Cluster[] {
  const clusters: Cluster[] = [];
  for (let unit = 0; unit < text.length;) {
    const code = text.codePointAt(unit)!;
    let to = unit + (code > 0xffff ? 2 : 1);
    const pair = text.slice(unit, unit + 2);
    const ligature = pair === "=>" || pair === "!=";
    if (ligature) to = unit + 2;
    let joined = false;
    while (to < text.length && (joined || isMark(text.codePointAt(to)!))) {
      joined = text.charCodeAt(to) === 0x200d;
      to += text.codePointAt(to)! > 0xffff ? 2 : 1;
    }
    const width = ligature ? 2 * cell : cellsOf(code, 0) * cell;
    clusters.push({ unit, code: ligature ? 0x21d2 : code, width, rtl: code >= 0x590 && code < 0x900 });
    unit = to;
  }
  return clusters;
}

/** Turns each right-to-left stretch around. */
function visual(clusters: readonly Cluster[]): readonly Cluster[] {
  const out: Cluster[] = [];
  for (let from = 0; from < clusters.length;) {
    let to = from + 1;
    while (to < clusters.length && clusters[to].rtl === clusters[from].rtl) to++;
    const piece = clusters.slice(from, to);
    out.push(...(clusters[from].rtl ? piece.reverse() : piece));
    from = to;
  }
  return out;
}
