/**
 * The picker over the window's top: an input, a long list under it, a title with buttons. Owns sizes, nodes, and what lies at a point;
 * what rows there are and what picking one does is the app's (quick_pick.ts there). Shape: quick_pick_box.ts.
 */
import type { Px } from "../base/mod.ts";
import { addMarked, addPanel, fill, node } from "./draw.ts";
import { fitText, type LabelSetting, makeLabel, shapeLabel, uiFont } from "./labels.ts";
import { SIZE } from "./metrics.ts";
import type { QuickButton, QuickPickBox, QuickRow } from "./quick_pick_box.ts";
import { box, isInside } from "./scroll.ts";
import { STRINGS } from "./strings.ts";
import { addTextInput, inputUnitAt } from "./text_input.ts";
import { COLOR } from "./theme.ts";
import type { Workbench } from "./types.ts";
import type { Box, Label, ListPlace, Quad, QuickPickView, UiNode } from "./view.ts";
import { listRowAt, listTop, listWindow } from "./virtual_list.ts";

const pad = 8;
const titleHeight = 30;
const messageHeight = 36;
const mostRows = 14;
const tick = 16;
const buttonSize = 22;
const gap = 12;

/** Whether the picker looks the same for both. */
export function sameQuickPick(a: Workbench, b: Workbench): boolean {
  const pick = a.quickPick ?? null;
  if (pick !== (b.quickPick ?? null)) return false;
  if (pick === null) return true;
  return a.width === b.width && a.height === b.height && a.look === b.look && a.pointer === b.pointer &&
    a.preedit === b.preedit && caretOn(a) === caretOn(b);
}
const caretOn = (app: Workbench): boolean => app.caretOn && app.focused && app.prompt === null;

/** The places of a picker in a window of a size; the app scrolls by them as well. */
export function quickPickPlaces(
  pick: QuickPickBox,
  { width, height }: { readonly width: number; readonly height: number },
): { readonly area: Box; readonly field: Box; readonly list: ListPlace } {
  const wide = Math.min(SIZE.quickPick, width - 2 * pad);
  const left = Math.round((width - wide) / 2);
  const top = height > 400 ? SIZE.tabBar + pad : pad;
  const title = pick.title === "" && pick.buttons.length === 0 ? 0 : titleHeight;
  const head = pad + title + SIZE.input + 6;
  const rowHeight = pick.list.hasDetails ? SIZE.listRowTall : SIZE.listRow;
  const room = Math.max(rowHeight, height - top - head - pad - SIZE.status - pad);
  const most = Math.max(1, Math.min(mostRows, Math.floor(room / rowHeight)));
  const rows = Math.min(most, pick.list.count) * rowHeight;
  const below = pick.list.count > 0 ? rows + pad : pick.message !== "" ? messageHeight : 2;
  const area = box(left, top, wide, head + below);
  return {
    area,
    field: box(left + pad, top + pad + title, wide - 2 * pad, SIZE.input),
    list: {
      area: box(left + 1, top + head, wide - 2, rows),
      count: pick.list.count,
      rowHeight,
      top: pick.top,
    },
  };
}

interface Draw {
  readonly app: Workbench;
  readonly setting: LabelSetting;
  readonly quads: Quad[];
  readonly labels: Label[];
}

/** The picker; null while there is none. */
export function layoutQuickPick(app: Workbench, setting: LabelSetting): QuickPickView | null {
  const pick = app.quickPick ?? null;
  if (pick === null) return null;
  const { area, field, list: place } = quickPickPlaces(pick, app);
  const draw: Draw = { app, setting, quads: [], labels: [] };
  const { quads, labels } = draw;
  addPanel(quads, area);
  const buttons = addTitle(draw, pick, area);
  const input = addTextInput(setting, {
    input: pick.input,
    field,
    font: uiFont(app.look.uiFontSize),
    placeholder: pick.placeholder,
    hasFocus: true,
    caretShown: caretOn(app),
    preedit: app.preedit,
    quads,
    labels,
  });
  if (pick.isBusy) {
    quads.push(fill(box(field.x, field.y + field.height + 2, field.width, SIZE.accentBar), COLOR.accent));
  }
  if (place.count === 0 && pick.message !== "") {
    const font = uiFont(app.look.uiFontSize);
    const text = fitText(setting, { text: pick.message, font, width: area.width - 4 * pad });
    const middle = area.y + area.height - messageHeight / 2 - 2;
    labels.push(makeLabel(setting, { text, font, x: area.x + 2 * pad, middle, color: COLOR.text2 }));
  }
  const rows = addRows({ ...draw, quads: [], labels: [] }, pick, place);
  const inputNode = node("quick-pick-input", {
    role: "textbox",
    label: `${pick.placeholder}: ${pick.input.text}`,
    area: field,
  });
  const listNode: UiNode = {
    ...node("quick-pick-list", {
      role: "listbox",
      label: STRINGS.quickPick.list(place.count),
      area: place.area,
    }),
    children: rows.nodes,
  };
  const root: UiNode = {
    ...node("quick-pick", { role: "dialog", label: pick.title || pick.placeholder, area }),
    children: [
      inputNode,
      listNode,
      ...buttons.map((at, i) =>
        node(`quick-pick-button-${i}`, { role: "button", label: pick.buttons[i].label, area: at })
      ),
    ],
  };
  return {
    box: area,
    input,
    place: { ...place, top: listTop(place) },
    list: { box: place.area, quads: rows.quads, labels: rows.labels, nodes: [] },
    bar: rows.bar,
    buttons,
    rowButtons: rows.rowButtons,
    quads,
    labels,
    nodes: [root],
  };
}

/** The title and its buttons, which it answers. */
function addTitle({ app, setting, quads, labels }: Draw, pick: QuickPickBox, area: Box): Box[] {
  if (pick.title === "" && pick.buttons.length === 0) return [];
  const middle = area.y + pad + titleHeight / 2 - 3;
  const font = uiFont(SIZE.statusFont, 600);
  const room = area.width - 4 * pad - pick.buttons.length * (buttonSize + 2);
  const text = fitText(setting, { text: pick.title, font, width: room });
  labels.push(makeLabel(setting, { text, font, x: area.x + 2 * pad, middle, color: COLOR.text2 }));
  const left = area.x + area.width - pad - pick.buttons.length * (buttonSize + 2);
  return pick.buttons.map((button, i) => {
    const at = box(left + i * (buttonSize + 2), middle - buttonSize / 2, buttonSize, buttonSize);
    addSign({ app, setting, quads, labels }, button, at);
    return at;
  });
}

function addSign({ app, setting, quads, labels }: Draw, { sign }: QuickButton, at: Box): void {
  if (app.pointer !== null && isInside(at, app.pointer)) {
    quads.push({ ...fill(at, COLOR.line), radius: SIZE.radiusSmall });
  }
  const font = uiFont(app.look.uiFontSize, 500);
  const x = at.x + (at.width - shapeLabel(setting, { text: sign, font }).width) / 2;
  labels.push(makeLabel(setting, { text: sign, font, x, middle: at.y + at.height / 2, color: COLOR.text2 }));
}

interface Rows extends Pick<QuickPickView, "bar" | "rowButtons"> {
  readonly quads: Quad[];
  readonly labels: Label[];
  readonly nodes: UiNode[];
}

function addRows(draw: Draw, pick: QuickPickBox, place: ListPlace): Rows {
  const { app, quads, labels } = draw;
  const { first, last, y, bar } = listWindow(place);
  const { area, rowHeight } = place;
  const nodes: UiNode[] = [];
  const rowButtons: { index: number; button: number; box: Box }[] = [];
  const hovered = app.pointer === null || app.prompt !== null ? -1 : listRowAt(place, app.pointer);
  for (let index = first; index < last; index++) {
    const row = pick.list.rowAt(index);
    const at = box(area.x, y + (index - first) * rowHeight, area.width, rowHeight);
    const isFocused = index === pick.focused;
    if (isFocused || index === hovered) quads.push(fill(at, isFocused ? COLOR.accentbg : COLOR.cur));
    if (isFocused) quads.push(fill(box(at.x, at.y, SIZE.accentBar, at.height), COLOR.accent));
    if (row.group !== undefined && index > first) {
      quads.push(fill(box(at.x + pad, at.y, at.width - 2 * pad, 1), COLOR.line));
    }
    const right = at.x + at.width - (bar === null ? 2 * pad : SIZE.scrollTrack + 4);
    const shows = (isFocused || index === hovered) && row.buttons !== undefined;
    const end = shows
      ? addRowButtons(draw, { buttons: row.buttons!, at, right, index, out: rowButtons })
      : right;
    addRow(draw, pick, { row, at, right: end });
    const label = [row.label, row.description, row.detail, row.keys].filter((part) => part).join(", ");
    nodes.push(node(`quick-pick-row-${index}`, { role: "option", label, area: at }));
  }
  if (bar !== null) {
    const { thumb, track } = bar;
    const isOn = app.pointer !== null && isInside(track, app.pointer);
    quads.push({ ...fill(thumb, isOn ? COLOR.thumbHover : COLOR.thumb), radius: SIZE.scrollThumb / 2 });
  }
  return { quads, labels, nodes, bar, rowButtons };
}

function addRowButtons(
  draw: Draw,
  { buttons, at, right, index, out }: {
    buttons: readonly QuickButton[];
    at: Box;
    right: number;
    index: number;
    out: { index: number; button: number; box: Box }[];
  },
): number {
  let x = right - buttons.length * (buttonSize + 2);
  const end = x - 4;
  for (let i = 0; i < buttons.length; i++, x += buttonSize + 2) {
    const place = box(x, at.y + (at.height - buttonSize) / 2, buttonSize, buttonSize);
    addSign(draw, buttons[i], place);
    out.push({ index, button: i, box: place });
  }
  return end;
}

function addRow(
  { app, setting, quads, labels }: Draw,
  pick: QuickPickBox,
  { row, at, right }: { row: QuickRow; at: Box; right: number },
): void {
  const size = app.look.uiFontSize;
  const small = uiFont(SIZE.statusFont);
  const middle = pick.list.hasDetails && row.detail !== undefined
    ? at.y + SIZE.listRow / 2 + 2
    : at.y + at.height / 2;
  let x = at.x + 2 * pad - 1 + Math.min(row.indent ?? 0, 10) * 12;
  if (pick.many) {
    addTick({ quads, labels, setting }, { x, middle, isOn: row.isPicked ?? false });
    x += tick + pad;
  }
  let end = right;
  for (const [text, color] of [[row.keys, COLOR.text2], [row.group, COLOR.text3]] as const) {
    if (text === undefined || text === "") continue;
    const width = shapeLabel(setting, { text, font: small }).width;
    if (end - width < x + 60) break;
    labels.push(makeLabel(setting, { text, font: small, x: end - width, middle, color }));
    end -= width + gap;
  }
  const font = uiFont(size);
  const shown = fitText(setting, { text: row.label, font, width: Math.max(0, end - x) });
  const after = addMarked(setting, labels, {
    text: shown,
    matches: row.matches ?? [],
    x,
    middle,
    size,
    color: COLOR.text,
  });
  if (row.description !== undefined && row.description !== "" && end - after > 40) {
    const text = fitText(setting, { text: row.description, font: small, width: end - after - pad });
    addMarked(setting, labels, {
      text,
      matches: row.descriptionMatches ?? [],
      x: after + pad,
      middle,
      size: SIZE.statusFont,
      color: COLOR.text2,
    });
  }
  if (pick.list.hasDetails && row.detail !== undefined) {
    const text = fitText(setting, { text: row.detail, font: small, width: right - x });
    labels.push(makeLabel(setting, { text, font: small, x, middle: middle + 18, color: COLOR.text2 }));
  }
}

/** A small box, ticked or not. */
function addTick(
  { quads, labels, setting }: Pick<Draw, "quads" | "labels" | "setting">,
  { x, middle, isOn }: { x: number; middle: number; isOn: boolean },
): void {
  const at = box(x, middle - tick / 2, tick, tick);
  quads.push({ ...fill(at, isOn ? COLOR.accent : COLOR.bg), radius: 3 });
  quads.push({ ...fill(at, isOn ? COLOR.accent : COLOR.text3), radius: 3, border: 1 });
  if (!isOn) return;
  const font = uiFont(SIZE.statusFont, 600);
  const width = shapeLabel(setting, { text: "✓", font }).width;
  labels.push(makeLabel(setting, { text: "✓", font, x: x + (tick - width) / 2, middle, color: COLOR.bg }));
}

/** What of the picker lies at a point. `grab`: see the scrollbar of an editor. */
export type QuickPickHit =
  | { readonly part: "outside" | "body" }
  | { readonly part: "input"; readonly unit: number }
  | { readonly part: "row"; readonly index: number }
  | { readonly part: "rowButton"; readonly index: number; readonly button: number }
  | { readonly part: "button"; readonly button: number }
  | { readonly part: "thumb" | "track"; readonly grab: Px };

export function hitQuickPick(view: QuickPickView, at: { readonly x: Px; readonly y: Px }): QuickPickHit {
  if (!isInside(view.box, at)) return { part: "outside" };
  const { bar } = view;
  if (bar !== null && isInside(bar.track, at)) {
    const isOn = at.y >= bar.thumb.y && at.y < bar.thumb.y + bar.thumb.height;
    return {
      part: isOn ? "thumb" : "track",
      grab: (isOn ? at.y - bar.thumb.y : bar.thumb.height / 2) as Px,
    };
  }
  const button = view.buttons.findIndex((one) => isInside(one, at));
  if (button >= 0) return { part: "button", button };
  for (const one of view.rowButtons) {
    if (isInside(one.box, at)) return { part: "rowButton", index: one.index, button: one.button };
  }
  const index = listRowAt(view.place, at);
  if (index >= 0) return { part: "row", index };
  if (isInside(view.input.field, at)) return { part: "input", unit: inputUnitAt(view.input, at.x) };
  return { part: "body" };
}
