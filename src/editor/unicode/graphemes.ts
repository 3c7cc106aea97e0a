/**
 * Extended grapheme clusters (UAX #29), in Text and in strings: what one press of an arrow key passes.
 * Own rules over our tables, not Intl.Segmenter: that one needs a string to start in, which a 1 MB line does not
 * have cheaply, and its version of Unicode is the runtime's (16.0 in Deno 2.9, whatever process.versions says). Context to the left is read only by the three
 * rules that need it (Indic conjuncts, emoji joined by ZWJ, flags), so that a step costs what the cluster is long.
 */
import type { Offset } from "../../base/mod.ts";
import type { Text } from "../types.ts";
import { decodeTable, lookUp } from "./table.ts";
import { GRAPHEME_RUNS } from "./tables.ts";

// By index in the class list above GRAPHEME_RUNS.
const OTHER = 0;
const CR = 1;
const LF = 2;
const CONTROL = 3;
const EXTEND = 4;
const EXTEND_INCB = 5;
const LINKER = 6;
const ZWJ = 7;
const PREPEND = 8;
const SPACING_MARK = 9;
const CONSONANT = 10;
const PICTOGRAPH = 11;
const REGIONAL = 12;
const L = 13;
const V = 14;
const T = 15;
const LV = 16;
const LVT = 17;

const table = decodeTable(GRAPHEME_RUNS);

/** The grapheme border left of `at`; 0 at 0. Throws RangeError outside 0..length. */
export function graphemeBefore(text: Text, at: Offset): Offset {
  if (at === 0) return at;
  const source = sourceOf(text, at);
  let to = source.pointStart(at);
  while (to > 0 && !isBorder(source, to)) to = source.pointStart(to);
  return to as Offset;
}

/** The grapheme border right of `at`; the length at the length. Throws RangeError outside 0..length. */
export function graphemeAfter(text: Text, at: Offset): Offset {
  if (at === text.length) return text.lineAt(at).to;
  const source = sourceOf(text, at);
  let to = source.pointEnd(at);
  while (to < text.length && !isBorder(source, to)) to = source.pointEnd(to);
  return to as Offset;
}

/** Whether a caret may stand at `at`. Throws RangeError outside 0..length. */
export function isGraphemeBorder(text: Text, at: Offset): boolean {
  if (at === 0 || at === text.length) return true;
  const source = sourceOf(text, at);
  return source.pointStart(source.pointEnd(at)) === at && isBorder(source, at);
}

/** `at` itself where a caret may stand, else the border left of it. Throws RangeError outside 0..length. */
export function graphemeBorderAt(text: Text, at: Offset): Offset {
  return isGraphemeBorder(text, at) ? at : graphemeBefore(text, at);
}

/** The lengths, in UTF-16 units, of the graphemes of `string`, in order; they add up to its length. */
export function graphemeLengths(string: string): number[] {
  const lengths: number[] = [];
  const source = new StringSource(string);
  for (let from = 0; from < string.length;) {
    const to = graphemeEnd(source, from);
    lengths.push(to - from);
    from = to;
  }
  return lengths;
}

/** The end of the grapheme of `string` that starts at `from`, which must be a border below the length. */
export function graphemeEndIn(string: string, from: number): number {
  return graphemeEnd(new StringSource(string), from);
}

/** Reads code units wherever they lie, and whole code points around a place. */
abstract class Source {
  abstract readonly length: number;
  abstract unit(at: number): number;
  /** Where the code point that ends at `at` starts; `at` must be above 0. */
  pointStart(at: number): number {
    const isPair = at > 1 && isLow(this.unit(at - 1)) && isHigh(this.unit(at - 2));
    return isPair ? at - 2 : at - 1;
  }
  pointEnd(at: number): number {
    const isPair = at + 1 < this.length && isHigh(this.unit(at)) && isLow(this.unit(at + 1));
    return isPair ? at + 2 : at + 1;
  }
  classAt(at: number): number {
    const unit = this.unit(at);
    if (!isHigh(unit) || at + 1 >= this.length) return lookUp(table, unit);
    const low = this.unit(at + 1);
    return lookUp(table, isLow(low) ? ((unit - 0xd800) << 10) + (low - 0xdc00) + 0x10000 : unit);
  }
}
class StringSource extends Source {
  readonly #string: string;
  constructor(string: string) {
    super();
    this.#string = string;
  }
  get length(): number {
    return this.#string.length;
  }
  unit(at: number): number {
    return this.#string.charCodeAt(at);
  }
}
/** Keeps the leaf it read last: neighbours nearly always lie in the same one. */
class TextSource extends Source {
  readonly #text: Text;
  #from = 0;
  #chunk = "";
  constructor(text: Text) {
    super();
    this.#text = text;
  }
  get length(): number {
    return this.#text.length;
  }
  unit(at: number): number {
    if (at < this.#from || at >= this.#from + this.#chunk.length) {
      const { from, text } = this.#text.chunkAt(at as Offset);
      this.#from = from;
      this.#chunk = text;
    }
    return this.#chunk.charCodeAt(at - this.#from);
  }
}
function sourceOf(text: Text, at: Offset): Source {
  if (!(at >= 0 && at <= text.length)) {
    throw new RangeError(`Cannot find a grapheme at ${at}: the text has length ${text.length}`);
  }
  return new TextSource(text);
}
const isHigh = (unit: number) => (unit & 0xfc00) === 0xd800;
const isLow = (unit: number) => (unit & 0xfc00) === 0xdc00;

/** Between the code points that end and start at `at`. */
function isBorder(source: Source, at: number): boolean {
  const leftAt = source.pointStart(at);
  const left = source.classAt(leftAt);
  const right = source.classAt(at);
  const sure = decide(left, right);
  if (sure !== null) return sure;
  if (right === CONSONANT) return !isAfterConjunct(source, at);
  if (right === PICTOGRAPH) return !isAfterPictograph(source, leftAt);
  return regionalsBefore(source, at) % 2 === 0;
}

/** Whether a border lies between two classes; null where more than these two decides. */
function decide(left: number, right: number): boolean | null {
  if (left === OTHER && right === OTHER) return true;
  if (left === CR && right === LF) return false;
  if (left === CR || left === LF || left === CONTROL) return true;
  if (right === CR || right === LF || right === CONTROL) return true;
  if (left === L && (right === L || right === V || right === LV || right === LVT)) return false;
  if ((left === LV || left === V) && (right === V || right === T)) return false;
  if ((left === LVT || left === T) && right === T) return false;
  if (right >= EXTEND && right <= ZWJ || right === SPACING_MARK || left === PREPEND) return false;
  if (right === CONSONANT && (left === EXTEND_INCB || left === LINKER || left === ZWJ)) return null;
  if (right === PICTOGRAPH && left === ZWJ) return null;
  if (right === REGIONAL && left === REGIONAL) return null;
  return true;
}

/** GB9c: a consonant, then marks with at least one linker among them. */
function isAfterConjunct(source: Source, at: number): boolean {
  let hasLinker = false;
  while (at > 0) {
    at = source.pointStart(at);
    const kind = source.classAt(at);
    if (kind === CONSONANT) return hasLinker;
    if (kind === LINKER) hasLinker = true;
    else if (kind !== EXTEND_INCB && kind !== ZWJ) return false;
  }
  return false;
}

/** GB11: a pictograph, then marks, up to the ZWJ at `zwjAt`. */
function isAfterPictograph(source: Source, zwjAt: number): boolean {
  let at = zwjAt;
  while (at > 0) {
    at = source.pointStart(at);
    const kind = source.classAt(at);
    if (kind === PICTOGRAPH) return true;
    if (kind < EXTEND || kind > ZWJ) return false;
  }
  return false;
}

function regionalsBefore(source: Source, at: number): number {
  let count = 0;
  while (at > 0) {
    at = source.pointStart(at);
    if (source.classAt(at) !== REGIONAL) break;
    count++;
  }
  return count;
}

/** Forwards from a border everything left of it is settled, so this never looks back past `from`. */
function graphemeEnd(source: Source, from: number): number {
  let left = source.classAt(from);
  let at = source.pointEnd(from);
  let isConjunct = left === CONSONANT;
  let hasLinker = false;
  let isPictograph = left === PICTOGRAPH;
  let regionals = left === REGIONAL ? 1 : 0;
  while (at < source.length) {
    const right = source.classAt(at);
    const sure = decide(left, right);
    if (sure === true) break;
    if (sure === null) {
      if (right === CONSONANT && !(isConjunct && hasLinker)) break;
      if (right === PICTOGRAPH && !isPictograph) break;
      if (right === REGIONAL && regionals % 2 === 0) break;
    }
    if (right === CONSONANT) {
      isConjunct = true;
      hasLinker = false;
    } else if (right === LINKER) hasLinker = true;
    else if (right !== EXTEND_INCB && right !== ZWJ) isConjunct = false;
    isPictograph = right === PICTOGRAPH || (isPictograph && right >= EXTEND && right <= ZWJ);
    regionals = right === REGIONAL ? regionals + 1 : 0;
    left = right;
    at = source.pointEnd(at);
  }
  return at;
}
