/**
 * The Unicode bidirectional algorithm (UAX #9) with rule L1, on whole paragraphs: embedding levels and visual order.
 * Works on code points, linear in the length. Mirroring is left to HarfBuzz; where lines wrap, to layout.
 */
import { BIDI_CLASSES, BRACKETS, CLASS_RUNS } from "./bidi_data.ts";

export type BidiBase = "ltr" | "rtl" | "auto";

const classOf = Object.fromEntries(BIDI_CLASSES.map((name, i) => [name, i])) as Record<
  typeof BIDI_CLASSES[number],
  number
>;
const { L, R, AL, EN, ES, ET, AN, CS, NSM, BN, B, S, WS, ON, LRE, LRO, RLE, RLO, PDF, LRI, RLI, FSI, PDI } =
  classOf;
const DEEPEST = 125;
const BRACKETS_MOST = 63;

const isRemoved = (type: number) => type === BN || (type >= LRE && type <= PDF);
const isIsolate = (type: number) => type === LRI || type === RLI || type === FSI;
const isNeutral = (type: number) => type === B || type === S || type === WS || type === ON || type >= LRI;

/** One level per UTF-16 unit; both halves of a pair have the same. Odd levels run right to left. */
export function bidiLevels(text: string, base: BidiBase): Uint8Array {
  const points = codePointsOf(text);
  const { levels } = resolveLevels(points, base);
  if (points.length === text.length) return levels;
  const out = new Uint8Array(text.length);
  let unit = 0;
  for (let i = 0; i < points.length; i++) {
    out[unit++] = levels[i];
    if (points[i] > 0xffff) out[unit++] = levels[i];
  }
  return out;
}

/**
 * Per code point. Characters that rule X9 removes (embedding controls, BN) have the level of what stands before them
 * (the paragraph's, at its start) and are absent from `order`, which lists code point indices from left to right.
 */
export function bidiOrder(text: string, base: BidiBase): { levels: number[]; order: number[] } {
  const points = codePointsOf(text);
  const { levels, removed, paragraphs } = resolveLevels(points, base);
  const order: number[] = [];
  for (let p = 0; p < paragraphs.length; p++) {
    const kept: number[] = [];
    const to = p + 1 < paragraphs.length ? paragraphs[p + 1] : points.length;
    for (let i = paragraphs[p]; i < to; i++) if (!removed[i]) kept.push(i);
    const sequence = Uint8Array.from(kept, (i) => levels[i]);
    for (const at of visualOrder(sequence)) order.push(kept[at]);
  }
  return { levels: [...levels], order };
}

/** Rule L2: indices from left to right. Quadratic in the number of levels only. */
export function visualOrder(levels: Uint8Array): Uint32Array {
  const order = new Uint32Array(levels.length);
  let highest = 0, lowestOdd = 255;
  for (let i = 0; i < levels.length; i++) {
    order[i] = i;
    if (levels[i] > highest) highest = levels[i];
    if (levels[i] & 1 && levels[i] < lowestOdd) lowestOdd = levels[i];
  }
  for (let level = highest; level >= lowestOdd; level--) {
    for (let i = 0; i < levels.length; i++) {
      if (levels[order[i]] < level) continue;
      let end = i + 1;
      while (end < levels.length && levels[order[end]] >= level) end++;
      order.subarray(i, end).reverse();
      i = end;
    }
  }
  return order;
}

/** Whether bidi can matter at all: a cheap look for letters or controls that run right to left. */
export function mayNeedBidi(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x590) continue;
    if (unit <= 0x8ff || (unit >= 0xfb1d && unit <= 0xfdff) || (unit >= 0xfe70 && unit <= 0xfeff)) {
      return true;
    }
    if (unit >= 0x200f && unit <= 0x2067) {
      if (unit === 0x200f || (unit >= 0x202a && unit <= 0x202e) || unit >= 0x2066) return true;
    }
    // High surrogates of U+10800..10FFF and U+1E800..1EFFF.
    if (unit === 0xd802 || unit === 0xd803 || unit === 0xd83a || unit === 0xd83b || unit === 0x2068) {
      return true;
    }
  }
  return false;
}

interface Resolved {
  readonly levels: Uint8Array;
  readonly removed: Uint8Array;
  /** Where each paragraph starts. */
  readonly paragraphs: readonly number[];
}

function resolveLevels(points: Uint32Array, base: BidiBase): Resolved {
  const original = new Uint8Array(points.length);
  const removed = new Uint8Array(points.length);
  for (let i = 0; i < points.length; i++) {
    original[i] = classAt(points[i]);
    if (isRemoved(original[i])) removed[i] = 1;
  }
  const levels = new Uint8Array(points.length);
  const paragraphs: number[] = [];
  for (let from = 0; from < points.length;) {
    let to = from;
    while (to < points.length && original[to] !== B) to++;
    if (to < points.length) to++;
    paragraphs.push(from);
    new Paragraph({ points, original, levels }, { from, to, base }).resolve();
    from = to;
  }
  return { levels, removed, paragraphs };
}

interface Shared {
  readonly points: Uint32Array;
  readonly original: Uint8Array;
  readonly levels: Uint8Array;
}

/** One paragraph while it is resolved: the working types, and which isolate ends where. */
class Paragraph {
  readonly #shared: Shared;
  readonly #from: number;
  readonly #to: number;
  readonly #types: Uint8Array;
  /** Of an isolate initiator its PDI, of a matched PDI its initiator; -1 for none. Counted from `from`. */
  readonly #match: Int32Array;
  readonly #level: number;

  constructor(shared: Shared, span: { from: number; to: number; base: BidiBase }) {
    this.#shared = shared;
    this.#from = span.from;
    this.#to = span.to;
    this.#types = shared.original.slice(span.from, span.to);
    this.#match = new Int32Array(span.to - span.from).fill(-1);
    const open: number[] = [];
    for (let i = 0; i < this.#types.length; i++) {
      if (isIsolate(this.#types[i])) open.push(i);
      else if (this.#types[i] === PDI && open.length > 0) {
        const start = open.pop()!;
        this.#match[start] = i;
        this.#match[i] = start;
      }
    }
    const auto = () => this.#firstStrong(0, this.#types.length) === 1 ? 1 : 0;
    this.#level = span.base === "rtl" ? 1 : span.base === "ltr" ? 0 : auto();
  }

  resolve(): void {
    this.#explicit();
    const pre = this.#types.slice();
    for (const sequence of this.#sequences()) {
      const types = Uint8Array.from(sequence.indices, (i) => this.#types[i]);
      resolveWeak(types, sequence);
      resolveBrackets(types, {
        ...sequence,
        points: Uint32Array.from(sequence.indices, (i) => this.#shared.points[this.#from + i]),
        before: Uint8Array.from(sequence.indices, (i) => pre[i]),
      });
      resolveNeutral(types, sequence);
      for (let i = 0; i < types.length; i++) {
        const at = this.#from + sequence.indices[i];
        const up = sequence.level & 1
          ? (types[i] === R ? 0 : 1)
          : types[i] === R
          ? 1
          : types[i] === L
          ? 0
          : 2;
        this.#shared.levels[at] = sequence.level + up;
      }
    }
    this.#finish();
  }

  /** P2 and P3: 1 right to left, 0 left to right, -1 nothing strong. */
  #firstStrong(from: number, to: number): number {
    for (let i = from; i < to; i++) {
      const type = this.#shared.original[this.#from + i];
      if (type === L) return 0;
      if (type === R || type === AL) return 1;
      if (!isIsolate(type)) continue;
      if (this.#match[i] < 0) return -1;
      i = this.#match[i];
    }
    return -1;
  }

  /** X1 to X8. */
  #explicit(): void {
    const { levels } = this.#shared;
    const types = this.#types;
    const stack: { level: number; override: number; isolate: boolean }[] = [
      { level: this.#level, override: -1, isolate: false },
    ];
    let overflowIsolates = 0, overflowEmbeddings = 0, isolates = 0;
    for (let i = 0; i < types.length; i++) {
      let top = stack[stack.length - 1];
      const type = types[i];
      const at = this.#from + i;
      if (type === RLE || type === LRE || type === RLO || type === LRO) {
        levels[at] = top.level;
        const next = type === RLE || type === RLO ? (top.level + 1) | 1 : (top.level + 2) & ~1;
        if (next <= DEEPEST && overflowIsolates === 0 && overflowEmbeddings === 0) {
          stack.push({ level: next, override: type === RLO ? R : type === LRO ? L : -1, isolate: false });
        } else if (overflowIsolates === 0) overflowEmbeddings++;
      } else if (isIsolate(type)) {
        levels[at] = top.level;
        if (top.override >= 0) types[i] = top.override;
        const end = this.#match[i] < 0 ? types.length : this.#match[i];
        const isRtl = type === RLI || (type === FSI && this.#firstStrong(i + 1, end) === 1);
        const next = isRtl ? (top.level + 1) | 1 : (top.level + 2) & ~1;
        if (next <= DEEPEST && overflowIsolates === 0 && overflowEmbeddings === 0) {
          isolates++;
          stack.push({ level: next, override: -1, isolate: true });
        } else overflowIsolates++;
      } else if (type === PDI) {
        if (overflowIsolates > 0) overflowIsolates--;
        else if (isolates > 0) {
          overflowEmbeddings = 0;
          while (!stack[stack.length - 1].isolate) stack.pop();
          stack.pop();
          isolates--;
        }
        top = stack[stack.length - 1];
        levels[at] = top.level;
        if (top.override >= 0) types[i] = top.override;
      } else if (type === PDF) {
        levels[at] = top.level;
        if (overflowIsolates > 0) continue;
        if (overflowEmbeddings > 0) overflowEmbeddings--;
        else if (!top.isolate && stack.length > 1) stack.pop();
      } else if (type === B) {
        levels[at] = this.#level;
      } else {
        levels[at] = top.level;
        if (top.override >= 0 && type !== BN) types[i] = top.override;
      }
    }
  }

  /** X10: level runs, joined over isolates. */
  #sequences(): Sequence[] {
    const { levels, original } = this.#shared;
    const kept: number[] = [];
    for (let i = 0; i < this.#types.length; i++) if (!isRemoved(original[this.#from + i])) kept.push(i);
    const level = (k: number) => levels[this.#from + kept[k]];
    const starts: number[] = [];
    const runOf = new Map<number, number>(); // the first index of a run → the run
    for (let k = 0; k < kept.length; k++) {
      if (k > 0 && level(k) === level(k - 1)) continue;
      runOf.set(kept[k], starts.length);
      starts.push(k);
    }
    const out: Sequence[] = [];
    for (let run = 0; run < starts.length; run++) {
      const first = kept[starts[run]];
      if (original[this.#from + first] === PDI && this.#match[first] >= 0) continue;
      const indices: number[] = [];
      let last = 0;
      for (let at: number | undefined = run; at !== undefined;) {
        const end = at + 1 < starts.length ? starts[at + 1] : kept.length;
        for (let k = starts[at]; k < end; k++) indices.push(kept[k]);
        last = end - 1;
        const tail = kept[last];
        at = isIsolate(original[this.#from + tail]) && this.#match[tail] >= 0
          ? runOf.get(this.#match[tail])
          : undefined;
      }
      const own = level(starts[run]);
      const before = starts[run] > 0 ? level(starts[run] - 1) : this.#level;
      const isOpen = isIsolate(original[this.#from + kept[last]]);
      const after = isOpen || last + 1 >= kept.length ? this.#level : level(last + 1);
      out.push({
        indices,
        level: own,
        sos: Math.max(own, before) & 1 ? R : L,
        eos: Math.max(own, after) & 1 ? R : L,
      });
    }
    return out;
  }

  /** L1, and levels for what X9 removed. */
  #finish(): void {
    const { levels, original } = this.#shared;
    for (let i = this.#from; i < this.#to; i++) {
      if (isRemoved(original[i])) levels[i] = i > this.#from ? levels[i - 1] : this.#level;
    }
    let isTrailing = true;
    for (let i = this.#to - 1; i >= this.#from; i--) {
      const type = original[i];
      if (type === B || type === S) isTrailing = true;
      else if (type !== WS && type < LRI && !isRemoved(type)) isTrailing = false;
      if (isTrailing) levels[i] = this.#level;
    }
  }
}

interface Sequence {
  readonly indices: readonly number[];
  readonly level: number;
  readonly sos: number;
  readonly eos: number;
}

/** W1 to W7. */
function resolveWeak(types: Uint8Array, { sos }: Sequence): void {
  const count = types.length;
  let before = sos, strong = sos;
  for (let i = 0; i < count; i++) { // W1 to W3
    if (types[i] === NSM) types[i] = before >= LRI ? ON : before;
    before = types[i];
    if (before === L || before === R || before === AL) strong = before;
    else if (before === EN && strong === AL) types[i] = AN;
  }
  for (let i = 0; i < count; i++) if (types[i] === AL) types[i] = R;
  for (let i = 1; i + 1 < count; i++) { // W4
    const a = types[i - 1], b = types[i + 1];
    if (types[i] === ES && a === EN && b === EN) types[i] = EN;
    else if (types[i] === CS && a === b && (a === EN || a === AN)) types[i] = a;
  }
  for (let i = 0; i < count; i++) { // W5 and W6
    if (types[i] === ET) {
      let end = i;
      while (end < count && types[end] === ET) end++;
      const isNumber = (i > 0 && types[i - 1] === EN) || (end < count && types[end] === EN);
      types.fill(isNumber ? EN : ON, i, end);
      i = end - 1;
    } else if (types[i] === ES || types[i] === CS) types[i] = ON;
  }
  strong = sos;
  for (let i = 0; i < count; i++) { // W7
    if (types[i] === L || types[i] === R) strong = types[i];
    else if (types[i] === EN && strong === L) types[i] = L;
  }
}

interface BracketInput extends Sequence {
  readonly points: Uint32Array;
  /** The types before W1. */
  readonly before: Uint8Array;
}

/** N0. */
function resolveBrackets(types: Uint8Array, { level, sos, points, before }: BracketInput): void {
  const { closing, opening } = bracketTables();
  const stack: number[] = [];
  const pairs: [number, number][] = [];
  for (let i = 0; i < types.length; i++) {
    if (types[i] !== ON) continue;
    const point = canonical(points[i]);
    if (closing.has(point)) {
      if (stack.length === BRACKETS_MOST) break;
      stack.push(i);
    } else if (opening.has(point)) {
      for (let s = stack.length - 1; s >= 0; s--) {
        if (closing.get(canonical(points[stack[s]])) !== point) continue;
        pairs.push([stack[s], i]);
        stack.length = s;
        break;
      }
    }
  }
  pairs.sort((a, b) => a[0] - b[0]);
  const direction = level & 1 ? R : L;
  const strongOf = (type: number) => type === L ? L : type === R || type === EN || type === AN ? R : -1;
  for (const [open, close] of pairs) {
    let found = -1;
    for (let i = open + 1; i < close && found !== direction; i++) {
      const strong = strongOf(types[i]);
      if (strong >= 0) found = strong;
    }
    if (found < 0) continue;
    if (found !== direction) {
      let context = sos;
      for (let i = open - 1; i >= 0; i--) {
        if (strongOf(types[i]) < 0) continue;
        context = strongOf(types[i]);
        break;
      }
      found = context !== direction ? context : direction;
    }
    for (const at of [open, close]) {
      types[at] = found;
      for (let i = at + 1; i < types.length && before[i] === NSM; i++) types[i] = found;
    }
  }
}

/** N1 and N2. */
function resolveNeutral(types: Uint8Array, { level, sos, eos }: Sequence): void {
  const direction = level & 1 ? R : L;
  const side = (type: number) => type === L ? L : R;
  for (let i = 0; i < types.length; i++) {
    if (!isNeutral(types[i])) continue;
    let end = i;
    while (end < types.length && isNeutral(types[end])) end++;
    const left = i > 0 ? side(types[i - 1]) : sos;
    const right = end < types.length ? side(types[end]) : eos;
    types.fill(left === right ? left : direction, i, end);
    i = end - 1;
  }
}

function codePointsOf(text: string): Uint32Array {
  const points = new Uint32Array(text.length);
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i)!;
    points[count++] = point;
    if (point > 0xffff) i++;
  }
  return points.subarray(0, count);
}

/** Filled on first use; the same for all callers. */
const tables: { classes?: Uint8Array; closing?: Map<number, number>; opening?: Set<number> } = {};

function classAt(point: number): number {
  if (!tables.classes) {
    tables.classes = new Uint8Array(0x110000);
    let at = 0, length = 0;
    for (let i = 0; i < CLASS_RUNS.length; i++) {
      const unit = CLASS_RUNS.charCodeAt(i);
      if (unit < 65 || unit > 90) {
        length = length * 36 + (unit < 58 ? unit - 48 : unit - 87);
        continue;
      }
      if (unit > 65) tables.classes.fill(unit - 65, at, at + length);
      at += length;
      length = 0;
    }
  }
  return tables.classes[point];
}

function bracketTables() {
  if (!tables.closing || !tables.opening) {
    tables.closing = new Map();
    tables.opening = new Set();
    for (const pair of BRACKETS.split(" ")) {
      const [from, distance] = pair.split(".");
      const open = canonical(parseInt(from, 36));
      const close = canonical(parseInt(from, 36) + parseInt(distance, 36));
      tables.closing.set(open, close);
      tables.opening.add(close);
    }
  }
  return { closing: tables.closing, opening: tables.opening };
}

/** The angle brackets have canonical twins. */
function canonical(point: number): number {
  return point === 0x2329 ? 0x3008 : point === 0x232a ? 0x3009 : point;
}
