/**
 * Chrome text: shaped word by word so that a changing number costs one short word, shortened to fit,
 * wrapped into lines. Keeps shaped texts in the cache that goes from view to view.
 */
import type { Px } from "../base/mod.ts";
import type { FontMetrics, FontSpec, ShapedText } from "../render/mod.ts";
import { isPlainAscii } from "./invisible.ts";
import type { ColorId } from "./theme.ts";
import type { Label, LabelSetting } from "./shapes.ts";

export type { LabelSetting };

/** Texts kept; the bars of a window show a few dozen. */
const KEEP_LABELS = 400;
/** A label longer than this is cut before it is shaped: nothing that long fits. */
const MAX_LABEL_UNITS = 400;

const uiFonts = new Map<number, FontSpec>();
/** A chrome font at a size: the same object for the same two, so that fonts find it by identity. */
export function uiFont(size: number, weight: FontSpec["weight"] = 400): FontSpec {
  const key = size * 1000 + weight;
  let font = uiFonts.get(key);
  if (font === undefined) uiFonts.set(key, font = { family: "ui", size: size as Px, weight, italic: false });
  return font;
}

const italicFonts = new Map<number, FontSpec>();
/** The slanted chrome font at a size, as `uiFont` is the upright one. */
export function italicFont(size: number): FontSpec {
  let font = italicFonts.get(size);
  if (font === undefined) {
    italicFonts.set(size, font = { family: "ui", size: size as Px, weight: 400, italic: true });
  }
  return font;
}

/** Shapes one line of chrome text. */
export function shapeLabel(
  { fonts, cache }: LabelSetting,
  { text, font }: { text: string; font: FontSpec },
): ShapedText {
  const key = `${font.size}/${font.weight}${font.italic ? "i" : ""}/${text}`;
  const known = cache.labels.get(key);
  if (known !== undefined) return known;
  if (cache.labels.size >= KEEP_LABELS) cache.labels.clear();
  const shown = text.length > MAX_LABEL_UNITS ? text.slice(0, MAX_LABEL_UNITS) : text;
  const shaped = isPlainAscii(shown) && shown.includes(" ")
    ? joined(shown.split(/(?<= )/), { fonts, font })
    : fonts.shape(withoutControls(shown), font, "auto");
  cache.labels.set(key, shaped);
  return shaped;
}

/** File names may hold anything; one picture for one unit keeps clusters true. */
function withoutControls(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replace(/[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}

function joined(
  parts: readonly string[],
  { fonts, font }: { fonts: FontMetrics; font: FontSpec },
): ShapedText {
  const words = parts.map((part) => fonts.shape(part, font));
  let count = 0;
  for (const word of words) count += word.glyphs.length;
  const out = {
    glyphs: new Uint32Array(count),
    clusters: new Uint32Array(count),
    xs: new Float32Array(count),
    ys: new Float32Array(count),
    ends: new Float32Array(count),
    levels: new Uint8Array(count),
  };
  let at = 0;
  let x = 0;
  let units = 0;
  for (let w = 0; w < words.length; w++) {
    const word = words[w];
    for (let i = 0; i < word.glyphs.length; i++, at++) {
      out.glyphs[at] = word.glyphs[i];
      out.clusters[at] = units + word.clusters[i];
      out.xs[at] = x + word.xs[i];
      out.ys[at] = word.ys[i];
      out.ends[at] = x + word.ends[i];
      out.levels[at] = word.levels[i];
    }
    x += word.width;
    units += parts[w].length;
  }
  return { ...out, width: x as Px };
}

/** Where a label stands; `middle` is the y its text is centred on. */
export interface LabelPlace {
  readonly text: string;
  readonly font: FontSpec;
  readonly x: number;
  readonly middle: number;
  readonly color: ColorId;
}
/** One label, centred on a y by the font's box. */
export function makeLabel(setting: LabelSetting, place: LabelPlace): Label {
  const { text, font, x, middle, color } = place;
  const { ascent, descent } = setting.fonts.box(font);
  const baseline = (middle + (ascent - descent) / 2) as Px;
  return { text, shaped: shapeLabel(setting, { text, font }), x: x as Px, baseline, color };
}

/** `text`, or its beginning with "…" when it is wider than `width`. */
export function fitText(
  setting: LabelSetting,
  { text, font, width }: { text: string; font: FontSpec; width: number },
): string {
  const shaped = shapeLabel(setting, { text, font });
  if (shaped.width <= width && text.length <= MAX_LABEL_UNITS) return text;
  const dots = shapeLabel(setting, { text: "…", font }).width;
  let keep = 0;
  for (let i = 0; i < shaped.ends.length && shaped.ends[i] + dots <= width; i++) {
    keep = shaped.clusters[i] + 1;
  }
  const last = text.charCodeAt(keep - 1);
  if (last >= 0xd800 && last <= 0xdbff) keep--;
  return `${text.slice(0, keep).trimEnd()}…`;
}

/** `text` as lines no wider than `width`, at most `most`; a longer word goes on in the next line; the last line ends in "…" when more would follow. */
export function wrapText(
  setting: LabelSetting,
  { text, font, width, most }: { text: string; font: FontSpec; width: number; most: number },
): string[] {
  const lines: string[] = [];
  let line = "";
  const words = text.split(/\s+/).filter((word) => word !== "");
  for (let i = 0; i < words.length && lines.length <= most; i++) {
    const longer = line === "" ? words[i] : `${line} ${words[i]}`;
    if (fits(setting, { text: longer, font, width })) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    const pieces = brokenWord(setting, { text: words[i], font, width });
    line = pieces.pop()!;
    lines.push(...pieces);
  }
  if (line !== "" || lines.length === 0) lines.push(line);
  if (lines.length <= most) return lines;
  const last = fitText(setting, { text: `${lines[most - 1]} ${lines[most]}`, font, width });
  return [...lines.slice(0, most - 1), last.endsWith("…") ? last : `${last}…`];
}
function fits(
  setting: LabelSetting,
  { text, font, width }: { text: string; font: FontSpec; width: number },
): boolean {
  return text.length <= MAX_LABEL_UNITS && shapeLabel(setting, { text, font }).width <= width;
}
/** A word that is wider than a line, in pieces that are not: paths part behind a "/". */
function brokenWord(
  setting: LabelSetting,
  { text, font, width }: { text: string; font: FontSpec; width: number },
): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (!fits(setting, { text: rest, font, width })) {
    const { ends, clusters } = shapeLabel(setting, { text: rest, font });
    let keep = 1;
    for (let i = 0; i < ends.length && ends[i] <= width; i++) keep = Math.max(keep, clusters[i] + 1);
    const slash = rest.lastIndexOf("/", keep - 1) + 1;
    if (slash > keep / 2) keep = slash;
    const last = rest.charCodeAt(keep - 1);
    if (last >= 0xd800 && last <= 0xdbff) keep += keep > 1 ? -1 : 1;
    if (keep >= rest.length) break;
    pieces.push(rest.slice(0, keep));
    rest = rest.slice(keep);
  }
  pieces.push(rest);
  return pieces;
}
