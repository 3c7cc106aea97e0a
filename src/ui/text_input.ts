/**
 * How an input looks: its field, the text from where the caret can be seen, selection, caret, composed text. Owns the
 * places; what keys do is input_state.ts. One way for the find widget, prompts and whatever asks for a line.
 */
import type { Px } from "../base/mod.ts";
import type { FontSpec } from "../render/mod.ts";
import { inputFrom, type InputState, inputTo } from "./input_state.ts";
import { type LabelSetting, makeLabel, shapeLabel } from "./labels.ts";
import { SIZE } from "./metrics.ts";
import { box } from "./scroll.ts";
import { fill } from "./draw.ts";
import { COLOR } from "./theme.ts";
import type { Box, Label, Quad, TextInputView } from "./view.ts";

export interface TextInputSource {
  readonly input: Pick<InputState, "text" | "anchor" | "head">;
  readonly field: Box;
  /** Kept free at the right, for toggles inside the field. */
  readonly right?: number;
  readonly font: FontSpec;
  readonly placeholder?: string;
  readonly hasFocus: boolean;
  readonly caretShown: boolean;
  readonly preedit: { readonly text: string; readonly caret: number } | null;
  readonly isWrong?: boolean;
  readonly quads: Quad[];
  readonly labels: Label[];
}
/** More units than this are never in sight of a field. */
const SHOWN_MOST = 300;

/** Adds an input to a part. */
export function addTextInput(setting: LabelSetting, source: TextInputSource): TextInputView {
  const { field, font, hasFocus, quads, labels, preedit } = source;
  quads.push({ ...fill(field, COLOR.bg), radius: SIZE.radius });
  const edge = source.isWrong ? COLOR.err : hasFocus ? COLOR.accent : COLOR.line;
  quads.push({ ...fill(field, edge), radius: SIZE.radius, border: 1 });
  const composed = hasFocus && preedit !== null ? preedit.text : "";
  const { text, head } = source.input;
  const at = inputTo(source.input as InputState);
  const whole = visible(composed === "" ? text : text.slice(0, at) + composed + text.slice(at));
  const caretUnit = composed === "" ? head : at + preedit!.caret;
  const room = field.width - 2 * SIZE.inputPad - (source.right ?? 0);
  const first = firstShown(setting, { whole, caretUnit, font, room });
  const stops = stopsOf(setting, { text: whole.slice(first, first + SHOWN_MOST), font, room });
  const left = field.x + SIZE.inputPad;
  const xOf = (unit: number): number => left + stops[Math.max(0, Math.min(unit - first, stops.length - 1))];
  const middle = field.y + field.height / 2;
  const from = inputFrom(source.input as InputState);
  if (from < at && composed === "" && at > first) {
    const start = xOf(from);
    quads.push(fill(box(start, middle - 10, Math.max(0, xOf(at) - start), 20), COLOR.sel));
  }
  const shown = whole.slice(first, first + stops.length - 1);
  if (shown !== "") {
    const drawn = shown.endsWith(" ") ? shown.trimEnd() : shown;
    if (drawn !== "") {
      labels.push(makeLabel(setting, { text: drawn, font, x: left, middle, color: COLOR.text }));
    }
  } else if (source.placeholder !== undefined && whole === "") {
    labels.push(makeLabel(setting, { text: source.placeholder, font, x: left, middle, color: COLOR.text3 }));
  }
  if (composed !== "") {
    const start = xOf(at);
    quads.push(fill(box(start, middle + 9, Math.max(0, xOf(at + composed.length) - start), 1), COLOR.text2));
  }
  const caret = hasFocus ? box(xOf(caretUnit), middle - 9, SIZE.caret, 18) : null;
  if (caret !== null && source.caretShown) quads.push(fill(caret, COLOR.accent));
  return { field, first, stops: offset(stops, left), caret };
}

/** The unit of the text nearest to an x; what is scrolled off counts as just outside. */
export function inputUnitAt({ first, stops }: TextInputView, x: Px): number {
  let best = 0;
  for (let i = 1; i < stops.length; i++) if (Math.abs(stops[i] - x) < Math.abs(stops[best] - x)) best = i;
  return first + best;
}

/** One picture for each unit that has none of its own, so that places stay true. */
function visible(text: string): string {
  return text.replaceAll("\n", "↵").replaceAll("\t", "⇥");
}
function firstShown(
  setting: LabelSetting,
  { whole, caretUnit, font, room }: { whole: string; caretUnit: number; font: FontSpec; room: number },
): number {
  const width = (from: number): number =>
    shapeLabel(setting, { text: whole.slice(from, caretUnit), font }).width;
  let first = Math.max(0, caretUnit - SHOWN_MOST);
  while (first < caretUnit && width(first) > room - SIZE.caret) {
    first += Math.max(1, (caretUnit - first) >> 3);
    const unit = whole.charCodeAt(first);
    if (unit >= 0xdc00 && unit <= 0xdfff) first++;
  }
  return Math.min(first, caretUnit);
}
/** Where each unit that fits starts, from the text's left edge, and where the last one ends. */
function stopsOf(
  setting: LabelSetting,
  { text, font, room }: { text: string; font: FontSpec; room: number },
): Float32Array {
  const shaped = shapeLabel(setting, { text, font });
  const stops = new Float32Array(text.length + 1);
  let unit = 0;
  for (let i = 0; i < shaped.clusters.length; i++) {
    const start = i === 0 ? 0 : shaped.ends[i - 1];
    for (; unit <= shaped.clusters[i] && unit < text.length; unit++) stops[unit] = start;
  }
  for (; unit < text.length; unit++) stops[unit] = shaped.width;
  stops[text.length] = shaped.width;
  let count = stops.length;
  while (count > 1 && stops[count - 1] > room) count--;
  return stops.subarray(0, count);
}
function offset(stops: Float32Array, by: number): Float32Array {
  return stops.map((stop) => stop + by);
}
