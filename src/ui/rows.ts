/**
 * From a line's text and style spans to a `RowView`: tabs to tab stops, hidden characters made visible,
 * whole same-font pieces shaped and coloured afterwards, so that ligatures survive colours. Owns the
 * cache that gives the same object for the same content. Reading a row (x ↔ unit) lies in row_places.ts.
 */
import type { Px } from "../base/mod.ts";
import { graphemeLengths } from "../editor/mod.ts";
import {
  type FontMetrics,
  type FontSpec,
  type GlyphRun,
  mayNeedBidi,
  type ShapedText,
} from "../render/mod.ts";
import { isPlainAscii, numberOf, pictureOf, shownAs } from "./invisible.ts";
import { STYLE, type TextStyle } from "./theme.ts";
import type { RowView } from "./row_view.ts";

/** A row never holds more units than this: longer lines are cut, see long_lines.ts. */
export const MAX_ROW_UNITS = 2000;
/** Rows kept before the older half of the cache goes. About four screens. */
const KEEP_ROWS = 200;

/** What may make one grapheme of several shaped pieces: marks, joiners, flags, Hangul letters, signs before numbers. */
const mayJoin = /[\p{M}\u200c\u200d\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}\u1100-\u11ff\u0600-\u0605\u06dd]/u;

/** What rows depend on besides their content. */
export interface RowSetting {
  readonly fonts: FontMetrics;
  readonly size: Px;
  readonly lineHeight: Px;
  readonly tabSize: number;
  readonly styles: readonly TextStyle[];
}

/** Rows by content. Holds scratch arrays too, so one belongs to one thread; owned by the chain of views. */
export class RowCache {
  #setting: RowSetting;
  #generation: number;
  #young = new Map<string, RowView[]>();
  #old = new Map<string, RowView[]>();
  #count = 0;
  #maker: RowMaker;

  constructor(setting: RowSetting) {
    this.#setting = setting;
    this.#generation = setting.fonts.generation;
    this.#maker = new RowMaker(setting);
  }

  /** Forgets everything when `setting` says something else than the last one. */
  adopt(setting: RowSetting): void {
    const was = this.#setting;
    if (
      setting.fonts === was.fonts && setting.fonts.generation === this.#generation &&
      setting.size === was.size &&
      setting.lineHeight === was.lineHeight && setting.tabSize === was.tabSize &&
      setting.styles === was.styles
    ) return;
    this.#setting = setting;
    this.#generation = setting.fonts.generation;
    this.#maker = new RowMaker(setting);
    this.#young.clear();
    this.#old.clear();
    this.#count = 0;
  }

  /** The row for this content: the same object as last time. Throws RangeError past `MAX_ROW_UNITS`. */
  row(text: string, spans: Int32Array | null, startCell: number): RowView {
    const found = this.#find(text);
    if (found !== undefined) {
      for (let i = 0; i < found.length; i++) {
        if (found[i].startCell === startCell && sameSpans(found[i].spans, spans)) return found[i];
      }
    }
    return this.#add(found, text, spans, startCell);
  }

  /** Any row with this text, whatever its colours: good for places, which styles hardly move. */
  measured(text: string, startCell: number): RowView {
    const found = this.#find(text);
    if (found !== undefined) {
      for (let i = 0; i < found.length; i++) if (found[i].startCell === startCell) return found[i];
    }
    return this.#add(found, text, null, startCell);
  }

  #find(text: string): RowView[] | undefined {
    const young = this.#young.get(text);
    if (young !== undefined) return young;
    const old = this.#old.get(text);
    if (old !== undefined) this.#young.set(text, old);
    return old;
  }

  #add(found: RowView[] | undefined, text: string, spans: Int32Array | null, startCell: number): RowView {
    if (text.length > MAX_ROW_UNITS) throw new RangeError(`Cannot lay out a row of ${text.length} units`);
    const row = this.#maker.make(text, spans, startCell);
    if (found !== undefined) {
      // Colours of a line change often while it is parsed: only the latest few are worth keeping.
      if (found.length > 3) found.shift();
      found.push(row);
      return row;
    }
    if (++this.#count > KEEP_ROWS) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#count = 1;
    }
    this.#young.set(text, [row]);
    return row;
  }
}

function sameSpans(a: Int32Array | null, b: Int32Array | null): boolean {
  if (a === b) return true;
  if (a === null || b === null || a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Builds rows one after the other in arrays it keeps. */
class RowMaker {
  readonly #setting: RowSetting;
  /** By style id: equal fonts share one spec, so that pieces join across colours. */
  readonly #specs: FontSpec[] = [];
  readonly #space: number;
  readonly #cell: number;
  #glyphs = new Uint32Array(256);
  #clusters = new Uint32Array(256);
  #xs = new Float32Array(256);
  #ys = new Float32Array(256);
  #levels = new Uint8Array(256);
  #count = 0;
  #stops = new Float32Array(MAX_ROW_UNITS + 1);
  #trails = new Float32Array(MAX_ROW_UNITS + 1);
  #unitLevels = new Uint8Array(MAX_ROW_UNITS + 1);
  #styles = new Uint8Array(MAX_ROW_UNITS + 1);
  #rtl = 0;

  constructor(setting: RowSetting) {
    this.#setting = setting;
    const specs: FontSpec[] = [];
    for (const { italic, weight } of setting.styles) {
      const equal = specs.find((spec) => spec.italic === italic && spec.weight === weight);
      specs.push(equal ?? { family: "code", size: setting.size, weight, italic });
    }
    this.#specs = specs;
    this.#cell = setting.fonts.box(specs[0]).cell;
    this.#space = setting.fonts.shape(" ", specs[0]).width;
  }

  make(text: string, spans: Int32Array | null, startCell: number): RowView {
    const { length } = text;
    this.#count = 0;
    this.#rtl = 0;
    // By hand: built-ins such as fill, slice and indexOf are left and entered again at microseconds when caches are cold.
    const styles = this.#styles;
    for (let i = 0; i < length; i++) styles[i] = 0;
    if (spans !== null) {
      for (let i = 0; i + 2 < spans.length; i += 3) this.#styles.fill(spans[i + 2], spans[i], spans[i + 1]);
    }
    const chips: number[] = [];
    const width = isPlainAscii(text)
      ? this.#ascii(text, startCell)
      : this.#general(text, { startCell, chips });
    if (mayJoin.test(text)) this.#joinGraphemes(text);
    this.#stops[length] = width;
    // One buffer for all: one of its own for each costs more than filling them.
    const count = this.#count;
    const buffer = new ArrayBuffer((count * 4 + length + 1) * 4);
    const runs = this.#runs(buffer);
    const stops = new Float32Array(buffer, count * 16, length + 1);
    for (let i = 0; i <= length; i++) stops[i] = this.#stops[i];
    return {
      text,
      spans,
      startCell,
      length,
      width: width as Px,
      height: this.#setting.lineHeight,
      runs,
      stops,
      bidi: this.#rtl === 0
        ? null
        : { trails: this.#trails.slice(0, length), levels: this.#unitLevels.slice(0, length) },
      chips: chips.length === 0 ? null : Float32Array.from(chips),
    };
  }

  /** Tabs and words; nothing to replace. */
  #ascii(text: string, startCell: number): number {
    let x = 0;
    for (let at = 0; at < text.length;) {
      if (text.charCodeAt(at) === 9) {
        x = this.#tab(at++, { x, startCell });
        continue;
      }
      let to = at + 1;
      while (to < text.length && text.charCodeAt(to) !== 9) to++;
      x = this.#words(at === 0 && to === text.length ? text : text.slice(at, to), { at, x });
      at = to;
    }
    return x;
  }

  #tab(at: number, { x, startCell }: { x: number; startCell: number }): number {
    const end = this.#nextTab(x, startCell);
    this.#stops[at] = x;
    this.#trails[at] = end;
    this.#unitLevels[at] = 0;
    return end;
  }

  /** Word by word: shaping a word is a look-up in the fonts' cache, shaping a line is 70 µs. No ligature of a code font spans a space. */
  #words(shown: string, { at, x }: { at: number; x: number }): number {
    const { length } = shown;
    for (let from = 0; from < length;) {
      if (shown.charCodeAt(from) === 32) {
        this.#stops[at + from] = x;
        this.#trails[at + from] = x += this.#space;
        this.#unitLevels[at + from++] = 0;
        continue;
      }
      const spec = this.#specs[this.#styles[at + from]];
      let to = from + 1;
      while (to < length && shown.charCodeAt(to) !== 32 && this.#specs[this.#styles[at + to]] === spec) to++;
      x = this.#piece(shown.slice(from, to), { spec, at: at + from, x });
      from = to;
    }
    return x;
  }

  /** Pieces between tabs and boxes. */
  #general(text: string, { startCell, chips }: { startCell: number; chips: number[] }): number {
    const { length } = text;
    let x = 0;
    let from = 0;
    let shown = "";
    let before = 0;
    const flush = (to: number): void => {
      if (to > from) x = this.#spans(shown, { at: from, x });
      shown = "";
    };
    for (let at = 0; at < length;) {
      const code = text.codePointAt(at)!;
      const units = code > 0xffff ? 2 : 1;
      const how = shownAs(code, before);
      if (code === 9) {
        flush(at);
        x = this.#tab(at, { x, startCell });
        from = at + units;
      } else if (how === "number") {
        flush(at);
        x = this.#chip(code, { at, x, units, chips });
        from = at + units;
      } else if (how === "picture") {
        this.#styles[at] = STYLE.invisible;
        shown += pictureOf(code);
      } else {
        shown += text.slice(at, at + units);
      }
      before = code;
      at += units;
    }
    flush(length);
    return x;
  }

  #nextTab(x: number, startCell: number): number {
    const stop = this.#setting.tabSize * this.#cell;
    const start = startCell * this.#cell;
    // A hair to the right, so that a place that rounding left just short of a stop counts as on it.
    return (Math.floor((start + x) / stop + 0.01) + 1) * stop - start;
  }

  /** A piece without tabs: word by word, but whole where text may run right to left or a mark stands on a space. */
  #spans(shown: string, { at, x }: { at: number; x: number }): number {
    if (!mayNeedBidi(shown) && !/ \p{M}/u.test(shown)) return this.#words(shown, { at, x });
    for (let from = 0; from < shown.length;) {
      const spec = this.#specs[this.#styles[at + from]];
      let to = from + 1;
      while (to < shown.length && this.#specs[this.#styles[at + to]] === spec) to++;
      x = this.#piece(shown.slice(from, to), { spec, at: at + from, x });
      from = to;
    }
    return x;
  }

  #chip(
    code: number,
    { at, x, units, chips }: { at: number; x: number; units: number; chips: number[] },
  ): number {
    const shaped = this.#setting.fonts.shape(numberOf(code), this.#specs[STYLE.invisible], "ltr");
    const pad = this.#cell / 4;
    const end = x + shaped.width + 2 * pad;
    for (let i = 0; i < shaped.glyphs.length; i++) this.#push(shaped, { i, cluster: at, x: x + pad });
    for (let i = 0; i < units; i++) {
      this.#styles[at + i] = STYLE.invisible;
      this.#stops[at + i] = x;
      this.#trails[at + i] = end;
      this.#unitLevels[at + i] = 0;
    }
    chips.push(x, end - x);
    return end;
  }

  #piece(shown: string, { spec, at, x }: { spec: FontSpec; at: number; x: number }): number {
    const shaped = this.#setting.fonts.shape(shown, spec, "ltr");
    const count = shaped.glyphs.length;
    for (let i = 0; i < count; i++) this.#push(shaped, { i, cluster: at + shaped.clusters[i], x });
    this.#place(shown, { shaped, at, x });
    return x + shaped.width;
  }

  #push(shaped: ShapedText, { i, cluster, x }: { i: number; cluster: number; x: number }): void {
    if (this.#count === this.#glyphs.length) this.#grow();
    const n = this.#count++;
    this.#glyphs[n] = shaped.glyphs[i];
    this.#clusters[n] = cluster;
    this.#xs[n] = x + shaped.xs[i];
    this.#ys[n] = shaped.ys[i];
    this.#levels[n] = shaped.levels[i];
  }

  #grow(): void {
    const size = this.#glyphs.length * 2;
    const wider = <A extends Uint32Array | Float32Array | Uint8Array>(
      into: A,
      old: A,
    ): A => (into.set(old), into);
    this.#glyphs = wider(new Uint32Array(size), this.#glyphs);
    this.#clusters = wider(new Uint32Array(size), this.#clusters);
    this.#xs = wider(new Float32Array(size), this.#xs);
    this.#ys = wider(new Float32Array(size), this.#ys);
    this.#levels = wider(new Uint8Array(size), this.#levels);
  }

  /** Where each unit of a shaped piece starts and ends: a cluster's advance is shared out among its graphemes. */
  #place(shown: string, { shaped, at, x }: { shaped: ShapedText; at: number; x: number }): void {
    const { clusters, ends, levels } = shaped;
    const count = clusters.length;
    const length = shown.length;
    let simple = count === length;
    for (let i = 0; simple && i < count; i++) simple = clusters[i] === i && (levels[i] & 1) === 0;
    if (simple) {
      let pen = x;
      for (let i = 0; i < count; i++) {
        this.#stops[at + i] = pen;
        this.#trails[at + i] = pen = x + ends[i];
        this.#unitLevels[at + i] = levels[i];
      }
      return;
    }
    // Left and right of each cluster, at its first unit; NaN marks units inside one.
    const left = new Float32Array(length).fill(NaN);
    const right = new Float32Array(length);
    for (let i = 0; i < count; i++) {
      const unit = clusters[i];
      const start = i === 0 ? 0 : ends[i - 1];
      left[unit] = Number.isNaN(left[unit]) ? start : Math.min(left[unit], start);
      right[unit] = Math.max(right[unit], ends[i]);
      this.#unitLevels[at + unit] = levels[i];
    }
    for (let unit = 0; unit < length;) {
      let to = unit + 1;
      while (to < length && Number.isNaN(left[to])) to++;
      if (!Number.isNaN(left[unit])) {
        this.#share(shown, { at, from: unit, to, left: x + left[unit], right: x + right[unit] });
      } else this.#share(shown, { at, from: unit, to, left: x, right: x });
      unit = to;
    }
  }

  #share(
    shown: string,
    { at, from, to, left, right }: { at: number; from: number; to: number; left: number; right: number },
  ): void {
    const level = this.#unitLevels[at + from];
    const rtl = (level & 1) === 1;
    if (rtl) this.#rtl++;
    const lengths = to - from === 1 ? null : graphemeLengths(shown.slice(from, to));
    const parts = lengths === null ? 1 : lengths.length;
    const step = (right - left) / parts;
    let unit = at + from;
    for (let part = 0; part < parts; part++) {
      const lead = rtl ? right - step * part : left + step * part;
      const trail = rtl ? lead - step : lead + step;
      const end = unit + (lengths === null ? 1 : lengths[part]);
      for (; unit < end; unit++) {
        this.#stops[unit] = lead;
        this.#trails[unit] = trail;
        this.#unitLevels[unit] = level;
      }
    }
  }

  /** A grapheme of several pieces (a flag of two letters, a space with a joiner shown as a chip) has no caret inside. */
  #joinGraphemes(text: string): void {
    let from = 0;
    for (const length of graphemeLengths(text)) {
      const lead = this.#stops[from], trail = this.#trails[from + length - 1];
      for (let unit = from; unit < from + length; unit++) {
        this.#stops[unit] = lead;
        this.#trails[unit] = trail;
      }
      from += length;
    }
  }

  /** Cuts the glyphs into runs of one style and level. */
  #runs(buffer: ArrayBuffer): GlyphRun[] {
    const count = this.#count;
    const glyphs = new Uint32Array(buffer, 0, count);
    const clusters = new Uint32Array(buffer, count * 4, count);
    const xs = new Float32Array(buffer, count * 8, count);
    const ys = new Float32Array(buffer, count * 12, count);
    for (let i = 0; i < count; i++) {
      glyphs[i] = this.#glyphs[i];
      clusters[i] = this.#clusters[i];
      xs[i] = this.#xs[i];
      ys[i] = this.#ys[i];
    }
    const runs: GlyphRun[] = [];
    for (let from = 0; from < count;) {
      const style = this.#styles[clusters[from]];
      const level = this.#levels[from];
      let to = from + 1;
      while (to < count && this.#styles[clusters[to]] === style && this.#levels[to] === level) to++;
      runs.push({ style, level, from, to, glyphs, clusters, xs, ys });
      from = to;
    }
    return runs;
  }
}
