/**
 * Small pieces that every part of the chrome draws with: rectangles, panels over others, text with marked letters, the
 * close mark, nodes. Owns how these look; where they stand is each part's own.
 */
import type { Px } from "../base/mod.ts";
import type { FontSpec } from "../render/mod.ts";
import { type LabelSetting, makeLabel, shapeLabel, uiFont } from "./labels.ts";
import { SIZE } from "./metrics.ts";
import { box } from "./scroll.ts";
import { COLOR, type ColorId } from "./theme.ts";
import type { Box, Label, Quad, UiNode } from "./view.ts";

/** A filled rectangle with square corners. */
export function fill(area: Box, color: number): Quad {
  const { x, y, width, height } = area;
  return { x, y, width, height, color, radius: 0, border: 0, blur: 0 };
}

/** A raised box with the one soft shadow there is. */
export function addPanel(quads: Quad[], area: Box): void {
  const shadow = box(area.x, area.y + 6, area.width, area.height);
  quads.push({ ...fill(shadow, COLOR.shadow), radius: SIZE.radius, blur: SIZE.shadow });
  quads.push({ ...fill(area, COLOR.raised), radius: SIZE.radius });
  quads.push({ ...fill(area, COLOR.line), radius: SIZE.radius, border: 1 });
}

/** The close mark. */
export function cross(source: LabelSetting, { middleX, middle }: { middleX: number; middle: number }): Label {
  const font = uiFont(14);
  const width = shapeLabel(source, { text: "×", font }).width;
  return makeLabel(source, { text: "×", font, x: middleX - width / 2, middle, color: COLOR.text2 });
}

/** A small triangle: what opens to the right, what hangs down. `x` is its left edge; 4 × 7 or 7 × 4 px. */
export function addSign(
  quads: Quad[],
  { kind, x, middle, color }: { kind: "right" | "down"; x: number; middle: number; color: ColorId },
): void {
  for (let i = 0; i < 4; i++) {
    const long = 7 - 2 * i;
    const at = kind === "right"
      ? box(x + i, middle - long / 2, 1, long)
      : box(x + i, middle - 2 + i, long, 1);
    quads.push(fill(at, color));
  }
}

/** A node without children. */
export function node(id: string, { role, label, area }: { role: string; label: string; area: Box }): UiNode {
  return {
    id,
    role,
    label,
    bounds: [area.x, area.y, area.width, area.height] as [Px, Px, Px, Px],
    children: [],
  };
}

/** A text whose places `matches` (UTF-16 units, ascending) stand out. */
export interface MarkedText {
  readonly text: string;
  readonly matches: readonly number[];
  readonly x: number;
  readonly middle: number;
  readonly size: number;
  readonly color: ColorId;
}
/** Adds a text in runs, the marked ones strong and in the accent. Answers where it ends. */
export function addMarked(setting: LabelSetting, labels: Label[], marked: MarkedText): number {
  const { text, matches, middle, size, color } = marked;
  let x = marked.x;
  let from = 0;
  let next = 0;
  while (from < text.length) {
    while (next < matches.length && matches[next] < from) next++;
    const isOn = next < matches.length && matches[next] === from;
    let to = isOn ? from + 1 : Math.min(text.length, matches[next] ?? text.length);
    if (isOn) { while (to < text.length && matches[next + (to - from)] === to) to++; }
    // A pair of units is one character.
    if (to < text.length && isLow(text.charCodeAt(to))) to++;
    const piece = text.slice(from, to);
    const font: FontSpec = uiFont(size, isOn ? 600 : 400);
    const label = makeLabel(setting, { text: piece, font, x, middle, color: isOn ? COLOR.accent : color });
    labels.push(label);
    x += label.shaped.width;
    from = to;
  }
  return x;
}
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
