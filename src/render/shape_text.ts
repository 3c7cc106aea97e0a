/**
 * From a string to a `ShapedText`: bidi levels, pieces at spaces, runs of one script, fallback for what the font lacks,
 * whole cells for what comes from elsewhere into a code font. Pieces and whole texts are cached, both bounded.
 * Pure over its port: which font serves what, and HarfBuzz itself, are handed in.
 */
import type { Px } from "../base/mod.ts";
import { type BidiBase, bidiLevels, mayNeedBidi, visualOrder } from "./bidi.ts";
import type { HarfBuzz, HbFeatures, TextFace } from "./font_types.ts";
import { createPlainWords, plainCut } from "./plain_words.ts";
import { type Characters, emojiSpans, isCursive, isIgnorable, isInsideCluster, isWide } from "./scripts.ts";
import { createTwoAges, type TwoAges } from "./two_ages.ts";
import type { FontSpec, ShapedText } from "./types.ts";

/** One `FontSpec`, resolved: what shaping works with. */
export interface ShapeFont {
  readonly spec: FontSpec;
  readonly face: TextFace;
  readonly features: HbFeatures;
  /** Em, in Px. */
  readonly size: number;
  /** Px per font unit of `face`, sideways and down. */
  readonly unitX: number;
  readonly unitY: number;
  /** Px; 0 for proportional text, where nothing is snapped. */
  readonly cell: number;
  /** No feature of this font reaches over a space, so words may be shaped apart. */
  readonly splitsAtSpaces: boolean;
  readonly caches: ShapeCaches;
}
export interface ShapeCaches {
  readonly texts: {
    readonly ltr: TwoAges<ShapedText>;
    readonly rtl: TwoAges<ShapedText>;
    readonly auto: TwoAges<ShapedText>;
  };
  readonly ltrPieces: TwoAges<Piece>;
  readonly rtlPieces: TwoAges<Piece>;
}
/** What shaping asks of the fonts on this machine. */
export interface ShapePort {
  readonly hb: HarfBuzz;
  readonly noFeatures: HbFeatures;
  readonly characters: Characters;
  /** A face for these characters, best for the first; `null` when no font has it. Cheap when asked again. */
  fallback(cluster: string, font: ShapeFont, kind: "text" | "emoji"): TextFace | null;
  /** The number that goes into the upper half of packed glyph ids; `size` in Px. */
  instance(face: TextFace, size: number): number;
}
/** A shaped word, from x = 0, in visual order. Clusters count from its own start. */
export interface Piece {
  readonly count: number;
  /** Stride `PIECE_STRIDE`: glyph, cluster, x, y, end. One array, because thousands of pieces are kept and each typed array weighs 300 bytes. */
  readonly data: Float64Array;
  readonly width: number;
}
const PIECE_STRIDE = 5;
export interface TextShaper {
  shape(text: string, font: ShapeFont, base: BidiBase): ShapedText;
}

const TEXT_GLYPHS_KEPT = 20_000;
const PIECE_GLYPHS_KEPT = 60_000;
/** Longer texts come from no screen row; keeping them would push everything else out. */
const LONGEST_KEPT = 8_192;
/** Units in one piece. HarfBuzz takes more, but some of its steps are quadratic in marks. */
const LONGEST_PIECE = 256;
const DEEPEST_FALLBACK = 3;

export function createShapeCaches(): ShapeCaches {
  const texts = () => createTwoAges<ShapedText>(TEXT_GLYPHS_KEPT);
  const pieces = () => createTwoAges<Piece>(PIECE_GLYPHS_KEPT);
  return { texts: { ltr: texts(), rtl: texts(), auto: texts() }, ltrPieces: pieces(), rtlPieces: pieces() };
}

export function createTextShaper(port: ShapePort): TextShaper {
  const pieces: Piece[] = [];
  const offsets: number[] = [];
  const pieceLevels: number[] = [];
  const builder = createPieceBuilder(port);
  const plain = createPlainWords(port.hb);

  /** Cuts from..to into pieces in logical order. */
  const cut = (text: string, font: ShapeFont, run: { from: number; to: number; level: number }) => {
    const first = pieces.length;
    const rtl = (run.level & 1) === 1;
    const cutsLetters = !rtl && font.cell > 0 && plain.serves(font);
    const cache = rtl ? font.caches.rtlPieces : font.caches.ltrPieces;
    for (let from = run.from; from < run.to;) {
      let to = pieceEnd(text, font, { from, to: run.to });
      if (cutsLetters) to = plainCut(text, from, to);
      const word = from === 0 && to === text.length ? text : text.slice(from, to);
      let piece = cache.get(word);
      if (piece === undefined) {
        const letters = cutsLetters
          ? plain.shape(word, font, () => port.instance(font.face, font.size))
          : null;
        piece = letters === null ? builder.build(word, { font, rtl }) : pieceOf(letters);
        // A text of one piece is kept as a text already.
        if (word !== text) cache.set(word, piece, piece.count + 4);
      }
      pieces.push(piece);
      offsets.push(from);
      pieceLevels.push(run.level);
      from = to;
    }
    if (!rtl) return;
    reverseFrom(pieces, first);
    reverseFrom(offsets, first);
  };

  const shapeNow = (text: string, font: ShapeFont, base: BidiBase): ShapedText => {
    pieces.length = offsets.length = pieceLevels.length = 0;
    if (base !== "rtl" && !mayNeedBidi(text)) cut(text, font, { from: 0, to: text.length, level: 0 });
    else {
      const levels = bidiLevels(text, base);
      const starts: number[] = [];
      for (let i = 0; i < levels.length; i++) if (i === 0 || levels[i] !== levels[i - 1]) starts.push(i);
      const order = visualOrder(Uint8Array.from(starts, (at) => levels[at]));
      for (let i = 0; i < order.length; i++) {
        const from = starts[order[i]];
        const to = order[i] + 1 < starts.length ? starts[order[i] + 1] : text.length;
        cut(text, font, { from, to, level: levels[from] });
      }
    }
    return join();
  };

  const join = (): ShapedText => {
    let count = 0;
    for (let i = 0; i < pieces.length; i++) count += pieces[i].count;
    // One buffer for all six: a buffer of its own for each costs more than filling them.
    const buffer = new ArrayBuffer(count * 21);
    const glyphs = new Uint32Array(buffer, 0, count), clusters = new Uint32Array(buffer, count * 4, count);
    const xs = new Float32Array(buffer, count * 8, count), ys = new Float32Array(buffer, count * 12, count);
    const ends = new Float32Array(buffer, count * 16, count),
      levels = new Uint8Array(buffer, count * 20, count);
    let at = 0, x = 0;
    for (let p = 0; p < pieces.length; p++) {
      const piece = pieces[p], offset = offsets[p], level = pieceLevels[p];
      const data = piece.data;
      for (let i = 0; i < piece.count; i++, at++) {
        const from = i * PIECE_STRIDE;
        glyphs[at] = data[from];
        clusters[at] = data[from + 1] + offset;
        xs[at] = data[from + 2] + x;
        ys[at] = data[from + 3];
        ends[at] = data[from + 4] + x;
        levels[at] = level;
      }
      x += piece.width;
    }
    return { glyphs, clusters, xs, ys, ends, levels, width: x as Px };
  };

  return {
    shape(text, font, base) {
      const cache = font.caches.texts[base];
      let shaped = cache.get(text);
      if (shaped !== undefined) return shaped;
      shaped =
        (font.cell > 0 && base !== "rtl"
          ? plain.shape(text, font, () => port.instance(font.face, font.size))
          : null) ?? shapeNow(text, font, base);
      if (text.length <= LONGEST_KEPT) cache.set(text, shaped, shaped.glyphs.length + 8);
      return shaped;
    },
  };
}

function pieceOf({ glyphs, xs, ends, width }: ShapedText): Piece {
  const count = glyphs.length;
  const data = new Float64Array(count * PIECE_STRIDE);
  for (let i = 0; i < count; i++) {
    const at = i * PIECE_STRIDE;
    data[at] = glyphs[i];
    data[at + 1] = i;
    data[at + 2] = xs[i];
    data[at + 4] = ends[i];
  }
  return { count, data, width };
}

function reverseFrom(list: unknown[], first: number): void {
  for (let a = first, b = list.length - 1; a < b; a++, b--) {
    const swap = list[a];
    list[a] = list[b];
    list[b] = swap;
  }
}

/** A word with the spaces before it, or at most `LONGEST_PIECE` units, never inside a character where that can be helped. */
function pieceEnd(text: string, font: ShapeFont, span: { from: number; to: number }): number {
  const most = Math.min(span.to, span.from + LONGEST_PIECE);
  let at = span.from;
  if (font.splitsAtSpaces) {
    // Spaces are a piece of their own, so that a word is the same piece whatever the indent.
    if (text.charCodeAt(at) === 32) {
      while (at < most && text.charCodeAt(at) === 32) at++;
      return at;
    }
    while (at < most && text.charCodeAt(at) !== 32) at++;
    if (at < most || most === span.to) return at;
  }
  if (most === span.to) return most;
  at = most;
  while (at > span.from + LONGEST_PIECE / 2 && isInsideCluster(text, at)) at--;
  if (at > span.from + LONGEST_PIECE / 2) return at;
  // Marks without end: cut among them, but not inside a surrogate pair.
  return most - (text.charCodeAt(most) >= 0xdc00 && text.charCodeAt(most) <= 0xdfff ? 1 : 0);
}

/** Builds pieces in one set of growing arrays. */
function createPieceBuilder(port: ShapePort) {
  const { hb, characters } = port;
  let data = new Float64Array(512 * PIECE_STRIDE);
  let count = 0, x = 0;
  const emoji: number[] = [];
  const items: Item[] = [];

  const push = (id: number, cluster: number, place: { x: number; y: number; end: number }) => {
    const at = count++ * PIECE_STRIDE;
    if (at === data.length) {
      const larger = new Float64Array(at * 2);
      larger.set(data);
      data = larger;
    }
    data[at] = id;
    data[at + 1] = cluster;
    data[at + 2] = place.x;
    data[at + 3] = place.y;
    data[at + 4] = place.end;
  };

  /** `run` shaped with `face` and copied out of HarfBuzz's reused arrays. */
  const shapeWith = (face: TextFace, run: Run) => {
    const features = face === run.font.face ? run.font.features : port.noFeatures;
    const out = hb.shape(face.hb, {
      text: run.text,
      from: run.from,
      to: run.to,
      rtl: run.rtl,
      script: run.script,
      features,
    });
    return {
      ids: out.ids.slice(0, out.count),
      clusters: out.clusters.slice(0, out.count),
      advances: out.advances.slice(0, out.count),
      offsetsX: out.offsetsX.slice(0, out.count),
      offsetsY: out.offsetsY.slice(0, out.count),
    };
  };

  const shapeRun = (face: TextFace, run: Run, depth: number): void => {
    const shaped = shapeWith(face, run);
    const total = shaped.ids.length;
    for (let from = 0; from < total;) {
      let to = from;
      const lacks = isMissing(shaped, from);
      while (to < total && isMissing(shaped, to) === lacks) to = clusterEnd(shaped.clusters, to);
      if (!lacks || depth >= DEEPEST_FALLBACK || !fallBack({ face, shaped, from, to }, run, depth)) {
        append({ face, shaped, from, to }, run);
      }
      from = to;
    }
  };

  /** Reshapes glyphs from..to, cluster by cluster, with fonts that have them. False: none has any of it. */
  const fallBack = (part: Part, run: Run, depth: number): boolean => {
    const { clusters } = part.shaped;
    const parts: { from: number; to: number; face: TextFace | null; glyphs: [number, number] }[] = [];
    let hasAny = false;
    for (let at = part.from; at < part.to;) {
      const next = clusterEnd(clusters, at);
      const from = clusters[at];
      const to = run.rtl
        ? (at > 0 ? clusters[at - 1] : run.to)
        : (next < clusters.length ? clusters[next] : run.to);
      // What the emoji font lacks is looked for among the others.
      const kind = part.face.isColor ? "text" : run.kind;
      const found = port.fallback(run.text.slice(from, to), run.font, kind);
      const face = found === part.face ? null : found;
      if (face) hasAny = true;
      const last = parts[parts.length - 1];
      if (last && last.face === face) {
        last.from = Math.min(last.from, from);
        last.to = Math.max(last.to, to);
        last.glyphs[1] = next;
      } else parts.push({ from, to, face, glyphs: [at, next] });
      at = next;
    }
    if (!hasAny) return false;
    for (const { from, to, face, glyphs } of parts) {
      if (face) shapeRun(face, { ...run, from, to }, depth + 1);
      else append({ ...part, from: glyphs[0], to: glyphs[1] }, run);
    }
    return true;
  };

  const append = ({ face, shaped, from, to }: Part, run: Run): void => {
    const { font } = run;
    const isOwn = face === font.face;
    let size = font.size, unitX = font.unitX, unitY = font.unitY;
    if (!isOwn) {
      unitX = unitY = size / face.hb.unitsPerEm;
      if (face.isColor && font.cell > 0) {
        // An emoji is drawn no wider than its two cells.
        const widest = shaped.advances[from] * unitX;
        if (widest > 2 * font.cell) {
          size *= 2 * font.cell / widest;
          unitX = unitY = size / face.hb.unitsPerEm;
        }
      }
    }
    const instance = port.instance(face, size) << 16;
    const snaps = font.cell > 0 && (!isOwn || isMissing(shaped, from));
    const joins = isCursive(run.script);
    const start = x;
    for (let at = from; at < to;) {
      const end = clusterEnd(shaped.clusters, at);
      let natural = 0;
      for (let i = at; i < end; i++) natural += shaped.advances[i] * unitX;
      const target = snaps && !joins
        ? snapped(natural, run, { cluster: shaped.clusters[at], cell: font.cell })
        : natural;
      // The ink stands in the middle of its cells.
      let pen = x + (target - natural) / 2;
      for (let i = at; i < end; i++) {
        const advance = shaped.advances[i] * unitX;
        push((instance | (shaped.ids[i] & 0xffff)) >>> 0, shaped.clusters[i], {
          x: pen + shaped.offsetsX[i] * unitX,
          y: 0 - shaped.offsetsY[i] * unitY,
          end: i === end - 1 ? x + target : pen + advance,
        });
        pen += advance;
      }
      x += target;
      at = end;
    }
    if (!snaps || !joins || count === 0) return;
    const cells = Math.ceil((x - start) / font.cell - 0.02);
    x = data[count * PIECE_STRIDE - 1] = start + cells * font.cell;
  };

  const build = (text: string, { font, rtl }: { font: ShapeFont; rtl: boolean }): Piece => {
    count = 0;
    x = 0;
    itemise(text, { characters, emoji, items });
    for (let i = 0; i < items.length; i++) {
      const item = rtl ? items[items.length - 1 - i] : items[i];
      const run: Run = {
        text,
        font,
        rtl,
        from: item.from,
        to: item.to,
        script: item.script,
        kind: item.kind,
      };
      const face = item.kind === "emoji"
        ? port.fallback(text.slice(item.from, item.to), font, "emoji")
        : null;
      shapeRun(face ?? font.face, face ? run : { ...run, kind: "text" }, 0);
    }
    return { count, data: data.slice(0, count * PIECE_STRIDE), width: x };
  };
  return { build };
}

interface Run {
  readonly text: string;
  readonly font: ShapeFont;
  readonly from: number;
  readonly to: number;
  readonly rtl: boolean;
  readonly script: string;
  readonly kind: "text" | "emoji";
}
interface Shaped {
  readonly ids: Uint32Array;
  readonly clusters: Uint32Array;
  readonly advances: Int32Array;
  readonly offsetsX: Int32Array;
  readonly offsetsY: Int32Array;
}
interface Part {
  readonly face: TextFace;
  readonly shaped: Shaped;
  readonly from: number;
  readonly to: number;
}
interface Item {
  readonly from: number;
  to: number;
  script: string;
  readonly kind: "text" | "emoji";
}

/** Whole cells for one cluster from another font. Marks and joiners on their own stay without width. */
function snapped(natural: number, run: Run, { cluster, cell }: { cluster: number; cell: number }): number {
  const point = run.text.codePointAt(cluster) ?? 0;
  if (natural < cell / 16 && (isIgnorable(point) || isInsideCluster(run.text, cluster))) return 0;
  const least = isWide(point) || run.kind === "emoji" ? 2 : 1;
  // A little too wide (most arrows and symbols) is better drawn over the edge than given a second cell.
  return Math.max(least, Math.ceil(natural / cell - 0.45)) * cell;
}

function clusterEnd(clusters: Uint32Array, at: number): number {
  let end = at + 1;
  while (end < clusters.length && clusters[end] === clusters[at]) end++;
  return end;
}

/** Whether the cluster at `at` (its first glyph) holds a glyph that the font lacks. */
function isMissing(shaped: Shaped, at: number): boolean {
  const end = clusterEnd(shaped.clusters, at);
  for (let i = at; i < end; i++) if (shaped.ids[i] === 0) return true;
  return false;
}

/** Runs of one script; what has none of its own joins the run before it. Emoji are runs of their own. */
function itemise(text: string, into: { characters: Characters; emoji: number[]; items: Item[] }): void {
  const { characters, emoji, items } = into;
  items.length = 0;
  emojiSpans(text, emoji);
  let nextEmoji = 0;
  for (let at = 0; at < text.length;) {
    if (nextEmoji < emoji.length && at === emoji[nextEmoji]) {
      const last = items[items.length - 1];
      if (last?.kind === "emoji") last.to = emoji[nextEmoji + 1];
      else items.push({ from: at, to: emoji[nextEmoji + 1], script: "Zyyy", kind: "emoji" });
      at = emoji[nextEmoji + 1];
      nextEmoji += 2;
      continue;
    }
    const point = text.codePointAt(at)!;
    const to = at + (point > 0xffff ? 2 : 1);
    const script = characters.scriptOf(point);
    const last = items[items.length - 1];
    if (last?.kind === "text" && (script === "" || last.script === "" || last.script === script)) {
      last.to = to;
      if (last.script === "") last.script = script;
    } else items.push({ from: at, to, script, kind: "text" });
    at = to;
  }
  // Nothing but signs: the code font's ligatures are found under Latin.
  for (let i = 0; i < items.length; i++) if (items[i].script === "") items[i].script = "Latn";
}
