/**
 * The widgets: immediate-mode views over state. Each `add…` draws one into a `Kit`, leaves a node for the tree and a place for hits. A part makes a
 * Kit, lays boxes out with flex.ts, adds widgets, and gives the Kit's arrays to its view. Hover comes from the pointer, focus and what is held
 * down from the state of who asks. Colours are the theme's ids, sizes those of metrics.ts: the look of a widget is changed here only.
 */
import type { Px } from "../base/mod.ts";
import { addSign, cross, fill, node } from "./draw.ts";
import { fitText, type LabelSetting, makeLabel, shapeLabel, uiFont } from "./labels.ts";
import { SIZE } from "./metrics.ts";
import { box, isInside } from "./scroll.ts";
import { COLOR, type ColorId } from "./theme.ts";
import type { Box, Label, Quad, UiNode } from "./view.ts";

/** What widgets are drawn into. */
export interface Kit extends LabelSetting {
  /** Of the chrome's text, from the look. */
  readonly size: number;
  readonly pointer: { readonly x: Px; readonly y: Px } | null;
  /** The widget that has the keyboard, and the one a button is held on. */
  readonly focused: string | null;
  readonly pressed: string | null;
  readonly quads: Quad[];
  readonly labels: Label[];
  readonly nodes: UiNode[];
  /** What reacts, later ones on top; those that take the keyboard stand in the order of Tab. */
  readonly places: KitPlace[];
}
export interface KitPlace {
  readonly id: string;
  readonly box: Box;
  readonly takesFocus: boolean;
}
export type KitStart = LabelSetting & Pick<Kit, "size" | "pointer" | "focused" | "pressed">;
export const newKit = (start: KitStart): Kit => ({ ...start, quads: [], labels: [], nodes: [], places: [] });

/** The widget at a point; null beside them. */
export function kitHit(places: readonly KitPlace[], at: { readonly x: Px; readonly y: Px }): string | null {
  for (let i = places.length - 1; i >= 0; i--) if (isInside(places[i].box, at)) return places[i].id;
  return null;
}
/** Who has the keyboard after Tab (1) or Shift+Tab (-1): around the ends; the first or last if nobody has it. */
export function kitFocus(places: readonly KitPlace[], focused: string | null, by: 1 | -1): string | null {
  const ids = places.filter((place) => place.takesFocus).map(({ id }) => id);
  if (ids.length === 0) return null;
  const at = focused === null ? -1 : ids.indexOf(focused);
  if (at < 0) return by > 0 ? ids[0] : ids[ids.length - 1];
  return ids[(at + by + ids.length) % ids.length];
}

/** How a widget stands; what is off takes neither pointer nor keyboard. */
export interface Widget {
  readonly id: string;
  readonly area: Box;
  readonly label: string;
  readonly isOff?: boolean;
}
interface Looks {
  readonly isHovered: boolean;
  readonly isFocused: boolean;
  readonly isPressed: boolean;
}
function looksOf(kit: Kit, { id, area, isOff }: Widget): Looks {
  const isHovered = !isOff && kit.pointer !== null && isInside(area, kit.pointer);
  return { isHovered, isFocused: !isOff && kit.focused === id, isPressed: !isOff && kit.pressed === id };
}
function addPlace(kit: Kit, widget: Widget, role: string): void {
  const { id, area, label, isOff } = widget;
  if (!isOff) kit.places.push({ id, box: area, takesFocus: true });
  kit.nodes.push(node(id, { role, label, area }));
}
interface Words {
  readonly text: string;
  readonly x: number;
  readonly middle: number;
  readonly width: number;
  readonly color: ColorId;
  readonly weight?: 400 | 500 | 600;
  readonly size?: number;
  readonly align?: "start" | "middle" | "end";
}
/** One line of text in a width, "…" at its end if it is longer. */
export function addText(
  kit: Kit,
  { text, x, middle, width, color, weight = 400, size, align = "start" }: Words,
): void {
  const font = uiFont(size ?? kit.size, weight);
  const shown = fitText(kit, { text, font, width });
  const spare = align === "start" ? 0 : width - shapeLabel(kit, { text: shown, font }).width;
  kit.labels.push(
    makeLabel(kit, { text: shown, font, x: x + (align === "middle" ? spare / 2 : spare), middle, color }),
  );
}
/** The edge that says who has the keyboard. */
function addEdge(kit: Kit, area: Box, { isFocused, isHovered }: Looks, radius: number): void {
  const color = isFocused ? COLOR.accent : isHovered ? COLOR.text3 : COLOR.line;
  kit.quads.push({ ...fill(area, color), radius, border: 1 });
}

/** A button; "primary" is the one that Enter presses. "bare" has no edge, for signs in bars. */
export function addButton(kit: Kit, widget: Widget & { readonly kind?: "plain" | "primary" | "bare" }): void {
  const { area, label, isOff, kind = "plain" } = widget;
  const looks = looksOf(kit, widget);
  const back = kind === "primary"
    ? looks.isPressed ? COLOR.sel : COLOR.accentbg
    : looks.isPressed
    ? COLOR.accentbg
    : looks.isHovered
    ? COLOR.line
    : kind === "bare"
    ? null
    : COLOR.side;
  if (back !== null) kit.quads.push({ ...fill(area, back), radius: SIZE.radiusSmall });
  if (kind === "primary" && !isOff) {
    kit.quads.push({ ...fill(area, COLOR.accent), radius: SIZE.radiusSmall, border: 1 });
  } else if (kind !== "bare" || looks.isFocused) addEdge(kit, area, looks, SIZE.radiusSmall);
  addText(kit, {
    text: label,
    x: area.x + 4,
    middle: area.y + area.height / 2,
    width: area.width - 8,
    color: isOff ? COLOR.text3 : COLOR.text,
    weight: 500,
    align: "middle",
  });
  addPlace(kit, widget, "button");
}
/** How wide a button is for its words. */
export const buttonWidth = (kit: Kit, label: string): number =>
  Math.ceil(shapeLabel(kit, { text: label, font: uiFont(kit.size, 500) }).width) + 2 * SIZE.buttonPad;

const tick = 16;
/** A box to tick, its words behind it. "mixed": some of what it stands for. */
export function addCheckbox(kit: Kit, widget: Widget & { readonly state: "on" | "off" | "mixed" }): void {
  const { area, label, isOff, state } = widget;
  const looks = looksOf(kit, widget);
  const middle = area.y + area.height / 2;
  addTick(kit, {
    x: area.x,
    middle,
    state,
    isOff: isOff ?? false,
    isStrong: looks.isFocused || looks.isHovered,
  });
  const color = isOff ? COLOR.text3 : COLOR.text;
  addText(kit, { text: label, x: area.x + tick + 8, middle, width: area.width - tick - 8, color });
  addPlace(kit, widget, "checkbox");
}
/** The little box alone. */
export function addTick(
  kit: Pick<Kit, "quads" | "labels" | "fonts" | "cache">,
  { x, middle, state, isOff = false, isStrong = false }: {
    x: number;
    middle: number;
    state: "on" | "off" | "mixed";
    isOff?: boolean;
    isStrong?: boolean;
  },
): void {
  const at = box(x, middle - tick / 2, tick, tick);
  const isOn = state !== "off";
  const edge = isOff ? COLOR.line : isOn || isStrong ? COLOR.accent : COLOR.text3;
  kit.quads.push({ ...fill(at, isOn && !isOff ? COLOR.accent : COLOR.bg), radius: 3 });
  kit.quads.push({ ...fill(at, edge), radius: 3, border: 1 });
  if (state === "mixed") {
    kit.quads.push(fill(box(x + 4, middle - 1, tick - 8, 2), isOff ? COLOR.text3 : COLOR.bg));
  }
  if (state !== "on") return;
  const font = uiFont(SIZE.statusFont, 600);
  const width = shapeLabel(kit, { text: "✓", font }).width;
  const color = isOff ? COLOR.text3 : COLOR.bg;
  kit.labels.push(makeLabel(kit, { text: "✓", font, x: x + (tick - width) / 2, middle, color }));
}

/** One of several values: the one chosen, and a sign that more are behind it. What opens is a menu (menu.ts). */
export function addDropDown(
  kit: Kit,
  widget: Widget & { readonly value: string; readonly isOpen?: boolean },
): void {
  const { area, isOff, value, isOpen } = widget;
  const looks = looksOf(kit, widget);
  const middle = area.y + area.height / 2;
  kit.quads.push({ ...fill(area, COLOR.bg), radius: SIZE.radiusSmall });
  addEdge(kit, area, { ...looks, isFocused: looks.isFocused || (isOpen ?? false) }, SIZE.radiusSmall);
  const color = isOff ? COLOR.text3 : COLOR.text;
  addText(kit, {
    text: value,
    x: area.x + SIZE.inputPad,
    middle,
    width: area.width - 2 * SIZE.inputPad - 16,
    color,
  });
  const sign = box(area.x + area.width - 24, area.y, 20, area.height);
  addSign(kit.quads, { kind: "down", x: sign.x + 6, middle, color: isOff ? COLOR.text3 : COLOR.text2 });
  addPlace(kit, widget, "combobox");
}

/** How far something is, 0 to 1; null: nobody knows, then a part of the bar at `phase` (0 to 1) stands for it. */
export function addProgress(
  kit: Kit,
  { area, done, phase = 0 }: { readonly area: Box; readonly done: number | null; readonly phase?: number },
): void {
  kit.quads.push({ ...fill(area, COLOR.line), radius: area.height / 2 });
  const from = done === null ? Math.max(0, Math.min(1, phase)) * 0.7 : 0;
  const part = done === null ? 0.3 : Math.max(0, Math.min(1, done));
  if (part === 0) return;
  const at = box(area.x + area.width * from, area.y, area.width * part, area.height);
  kit.quads.push({ ...fill(at, COLOR.accent), radius: area.height / 2 });
}

/** A row of a list or, with `depth`, of a tree: `isOpen` tells a folder's sign, absent for what has no rows of its own. */
export function addRow(
  kit: Kit,
  row: Widget & {
    readonly isChosen?: boolean;
    readonly depth?: number;
    readonly isOpen?: boolean;
    readonly mark?: { readonly text: string; readonly color: ColorId };
    readonly color?: ColorId;
  },
): void {
  const { area, label, isOff, isChosen, depth, isOpen, mark, color } = row;
  const { isHovered, isFocused } = looksOf(kit, row);
  if (isChosen || isHovered) kit.quads.push(fill(area, isChosen ? COLOR.accentbg : COLOR.cur));
  if (isChosen) kit.quads.push(fill(box(area.x, area.y, SIZE.accentBar, area.height), COLOR.accent));
  if (isFocused) kit.quads.push({ ...fill(area, COLOR.accent), border: 1 });
  const middle = area.y + area.height / 2;
  const x = area.x + 12 + (depth === undefined ? 0 : (depth + 1) * SIZE.treeIndent);
  if (isOpen !== undefined) {
    const kind = isOpen ? "down" : "right";
    addSign(kit.quads, { kind, x: x - (isOpen ? 12 : 10), middle, color: COLOR.text3 });
  }
  const end = area.x + area.width - 12;
  if (mark !== undefined) {
    addText(kit, {
      ...mark,
      x: end - 20,
      middle,
      width: 20,
      size: SIZE.statusFont,
      weight: 600,
      align: "end",
    });
  }
  const room = end - x - (mark === undefined ? 0 : 26);
  addText(kit, { text: label, x, middle, width: room, color: isOff ? COLOR.text3 : color ?? COLOR.text });
  addPlace(kit, row, depth === undefined ? "option" : "treeitem");
}

/** A tab of a bar. */
export function addTab(
  kit: Kit,
  tab: Widget & { readonly isActive: boolean; readonly isDirty?: boolean; readonly isPreview?: boolean },
): void {
  const { area, label, isActive, isDirty } = tab;
  const { isHovered } = looksOf(kit, tab);
  const middle = area.y + area.height / 2;
  if (isActive) {
    kit.quads.push(fill(area, COLOR.bg), fill(box(area.x, area.y, area.width, SIZE.accentBar), COLOR.accent));
  }
  kit.quads.push(fill(box(area.x + area.width - 1, area.y, 1, area.height), COLOR.line));
  const color = isActive ? COLOR.text : COLOR.text2;
  addText(kit, {
    text: label,
    x: area.x + SIZE.tabPad,
    middle,
    width: area.width - 2 * SIZE.tabPad - 8,
    color,
  });
  const markX = area.x + area.width - SIZE.tabPad;
  if (isHovered) kit.labels.push(cross(kit, { middleX: markX, middle }));
  else if (isDirty) {
    const at = box(markX - SIZE.tabDot / 2, middle - SIZE.tabDot / 2, SIZE.tabDot, SIZE.tabDot);
    kit.quads.push({ ...fill(at, isActive ? COLOR.accent : COLOR.text3), radius: SIZE.tabDot / 2 });
  }
  addPlace(kit, tab, "tab");
}

/** The line between two panes; it reacts over 7 px and shows itself under the pointer. */
export function addSplitter(kit: Kit, { id, area, label }: Widget): void {
  const isUpright = area.height > area.width;
  const grip = isUpright ? box(area.x - 3, area.y, 7, area.height) : box(area.x, area.y - 3, area.width, 7);
  const isOn = kit.pressed === id || (kit.pointer !== null && isInside(grip, kit.pointer));
  kit.quads.push(fill(area, isOn ? COLOR.accent : COLOR.line));
  kit.places.push({ id, box: grip, takesFocus: false });
  kit.nodes.push(node(id, { role: "separator", label, area: grip }));
}
/** The size of the first pane after a drag, within bounds. */
export const splitAt = (
  at: number,
  { least, most }: { readonly least: number; readonly most: number },
): number => Math.round(Math.max(least, Math.min(most, at)));
