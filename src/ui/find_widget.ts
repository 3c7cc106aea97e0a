/**
 * Find and replace over the top right corner of an editor: what it shows and where its parts are. Owns sizes and nodes;
 * searching and what a part does is the app's.
 */
import type { Px } from "../base/mod.ts";
import type { FindBox } from "./find_box.ts";
import { fitText, type LabelSetting, makeLabel, shapeLabel, uiFont } from "./labels.ts";
import { SIZE } from "./metrics.ts";
import { box, editorBoxIn, groupBox, isInside } from "./scroll.ts";
import { STRINGS } from "./strings.ts";
import { addPanel, fill, node } from "./draw.ts";
import { addTextInput, inputUnitAt } from "./text_input.ts";
import { COLOR, type ColorId } from "./theme.ts";
import type { Workbench } from "./types.ts";
import type { Box, FindPart, FindView, Label, Quad, TextInputView, UiNode } from "./view.ts";

const WIDTH = 480;
const PAD = 8;
const CHEVRON = 22;
const COUNT = 84;
const BUTTON = 26;
const TOGGLE = 24;
const GAP = 6;
const MESSAGE = 24;

/** Whether the widget looks the same for both. */
export function sameFind(a: Workbench, b: Workbench): boolean {
  const find = a.find ?? null, other = b.find ?? null;
  if (!(find?.isOpen ?? false) && !(other?.isOpen ?? false)) return true;
  if (find === null || other === null || (find !== other && !sameBox(find, other))) return false;
  if (a.width !== b.width || a.height !== b.height || a.look !== b.look) return false;
  if (a.groups !== b.groups || a.panes !== b.panes) return false;
  // A picker takes the focus, also while the caret is in the dark half of its blink.
  if (find.focus !== null && !a.quickPick !== !b.quickPick) return false;
  if (find.focus !== null && (caretOn(a) !== caretOn(b) || a.preedit !== b.preedit)) return false;
  return pointerKey(a) === pointerKey(b);
}
function sameBox(a: FindBox, b: FindBox): boolean {
  return a.isOpen === b.isOpen && a.group === b.group && a.hasReplace === b.hasReplace &&
    a.focus === b.focus &&
    a.find === b.find && a.replace === b.replace && a.caseSensitive === b.caseSensitive &&
    a.wholeWord === b.wholeWord && a.isRegex === b.isRegex && a.preserveCase === b.preserveCase &&
    a.preview === b.preview && sameShown(a.results, b.results);
}
function sameShown(a: FindBox["results"], b: FindBox["results"]): boolean {
  if (a === b || a === null || b === null) return a === b;
  return a.matches.count === b.matches.count && a.current === b.current && a.state === b.state &&
    a.problem === b.problem && percent(a) === percent(b) && (a.spans === null) === (b.spans === null);
}
const percent = ({ progress }: NonNullable<FindBox["results"]>): number =>
  progress === null ? -1 : Math.floor(progress * 100);
const caretOn = (app: Workbench): boolean =>
  app.caretOn && app.focused && app.prompt === null && !app.quickPick;
function pointerKey(app: Workbench): string {
  const { pointer } = app;
  const near = pointer !== null && pointer.y < SIZE.tabBar + 140;
  return near ? `${pointer.x},${pointer.y}` : "";
}

/** The widget; null while it is closed. */
export function layoutFind(app: Workbench, setting: LabelSetting): FindView | null {
  const { find = null } = app;
  if (find === null || !find.isOpen) return null;
  const index = app.groups.findIndex((group) => group.id === find.group);
  if (index < 0 || app.groups[index].active === null) return null;
  const group = groupBox(app, index);
  // Another group is maximised.
  if (group.width === 0) return null;
  const editor = editorBoxIn(group);
  const width = Math.min(WIDTH, Math.max(220, editor.width - 2 * PAD - SIZE.scrollTrack));
  const message = messageOf(find);
  const rows = find.hasReplace ? 2 : 1;
  const height = PAD + rows * (SIZE.input + GAP) - GAP + (message === null ? 0 : MESSAGE) + PAD;
  const left = editor.x + editor.width - SIZE.scrollTrack - PAD - width;
  const area = box(left, editor.y + 4, width, height);
  const draw: Draw = { app, setting, find, quads: [], labels: [], parts: [], nodes: [] };
  addPanel(draw.quads, area);
  const inputLeft = area.x + PAD + CHEVRON + 2;
  const buttonsLeft = area.x + area.width - PAD - 4 * BUTTON;
  const inputWidth = Math.max(60, buttonsLeft - COUNT - 8 - inputLeft);
  const top = area.y + PAD;
  const chevron = box(area.x + PAD, top, CHEVRON - 2, height - 2 * PAD - (message === null ? 0 : MESSAGE));
  addButton(draw, { id: "toggleReplace", at: chevron, text: find.hasReplace ? "▾" : "▸" });
  const findField = box(inputLeft, top, inputWidth, SIZE.input);
  const findInput = addField(draw, { id: "find", field: findField, toggles: 3 });
  addToggles(draw, findField, [
    { id: "case", text: "Aa", isOn: find.caseSensitive },
    { id: "word", text: "ab", isOn: find.wholeWord },
    { id: "regex", text: ".*", isOn: find.isRegex },
  ]);
  addCount(draw, box(inputLeft + inputWidth + 8, top, COUNT, SIZE.input));
  const buttonTop = top + (SIZE.input - BUTTON) / 2;
  const buttons: readonly [Exclude<FindPart, "body">, string][] = [["previous", "↑"], ["next", "↓"], [
    "selection",
    "≡",
  ], ["close", "×"]];
  for (let i = 0; i < buttons.length; i++) {
    const [id, text] = buttons[i];
    const isOn = id === "selection" && (find.results?.spans ?? null) !== null;
    addButton(draw, { id, at: box(buttonsLeft + i * BUTTON, buttonTop, BUTTON, BUTTON), text, isOn });
  }
  let replaceInput: TextInputView | null = null;
  if (find.hasReplace) {
    const second = top + SIZE.input + GAP;
    const field = box(inputLeft, second, inputWidth, SIZE.input);
    replaceInput = addField(draw, { id: "replace", field, toggles: 1 });
    addToggles(draw, field, [{ id: "preserve", text: "AB", isOn: find.preserveCase }]);
    const x = inputLeft + inputWidth + 8;
    const room = area.x + area.width - PAD - x;
    const one = Math.floor((room - GAP) / 2);
    const y = second + (SIZE.input - SIZE.button) / 2;
    addButton(draw, {
      id: "replaceOne",
      at: box(x, y, one, SIZE.button),
      text: STRINGS.find.replaceOne,
      look: "framed",
    });
    addButton(draw, {
      id: "replaceAll",
      at: box(x + one + GAP, y, room - one - GAP, SIZE.button),
      text: STRINGS.find.replaceAll,
      look: "framed",
    });
  }
  if (message !== null) {
    const font = uiFont(SIZE.statusFont);
    const text = fitText(setting, {
      text: message.text,
      font,
      width: area.x + area.width - PAD - inputLeft - 4,
    });
    const middle = area.y + area.height - PAD - MESSAGE / 2 + 3;
    draw.labels.push(makeLabel(setting, { text, font, x: inputLeft + 2, middle, color: message.color }));
    draw.nodes.push(node("find-message", { role: "status", label: message.text, area }));
  }
  const root: UiNode = {
    id: "find",
    role: "search",
    label: find.hasReplace ? STRINGS.find.labelReplace : STRINGS.find.label,
    bounds: [area.x, area.y, area.width, area.height],
    children: draw.nodes,
  };
  const { quads, labels, parts } = draw;
  return { box: area, parts, find: findInput, replace: replaceInput, quads, labels, nodes: [root] };
}

interface Draw {
  readonly app: Workbench;
  readonly setting: LabelSetting;
  readonly find: FindBox;
  readonly quads: Quad[];
  readonly labels: Label[];
  readonly parts: { readonly id: FindPart; readonly box: Box }[];
  readonly nodes: UiNode[];
}

function addField(
  { app, setting, find, quads, labels, parts, nodes }: Draw,
  { id, field, toggles }: { id: "find" | "replace"; field: Box; toggles: number },
): TextInputView {
  parts.push({ id, box: field });
  nodes.push(
    node(`find-${id}`, {
      role: "textbox",
      label: `${STRINGS.find.parts[id]}: ${find[id].text}`,
      area: field,
    }),
  );
  return addTextInput(setting, {
    input: find[id],
    field,
    right: toggles * TOGGLE - 4,
    font: uiFont(app.look.uiFontSize),
    placeholder: STRINGS.find.parts[id],
    hasFocus: find.focus === id && !app.quickPick,
    caretShown: caretOn(app),
    preedit: app.preedit,
    isWrong: id === "find" && (find.results?.problem ?? null) !== null,
    quads,
    labels,
  });
}

function addToggles(
  draw: Draw,
  field: Box,
  toggles: readonly {
    readonly id: Exclude<FindPart, "body">;
    readonly text: string;
    readonly isOn: boolean;
  }[],
): void {
  const y = field.y + (field.height - 22) / 2;
  let x = field.x + field.width - toggles.length * TOGGLE - 5;
  for (const { id, text, isOn } of toggles) {
    const at = box(x, y, TOGGLE - 2, 22);
    addButton(draw, { id, at, text, isOn, size: 12 });
    if (id === "word") {
      draw.quads.push(fill(box(at.x + 4, at.y + 18, at.width - 8, 1), isOn ? COLOR.accent : COLOR.text2));
    }
    x += TOGGLE;
  }
}

function addButton(
  { app, setting, quads, labels, parts, nodes }: Draw,
  { id, at, text, isOn = false, size, look = "bare" }: {
    id: Exclude<FindPart, "body">;
    at: Box;
    text: string;
    isOn?: boolean;
    size?: number;
    look?: "bare" | "framed";
  },
): void {
  const isHovered = app.pointer !== null && isInside(at, app.pointer);
  const back = isOn ? COLOR.accentbg : isHovered ? COLOR.line : look === "framed" ? COLOR.side : null;
  if (back !== null) quads.push({ ...fill(at, back), radius: SIZE.radiusSmall });
  if (look === "framed") quads.push({ ...fill(at, COLOR.line), radius: SIZE.radiusSmall, border: 1 });
  const font = uiFont(size ?? app.look.uiFontSize, 500);
  const width = shapeLabel(setting, { text, font }).width;
  const color = isOn ? COLOR.accent : look === "framed" ? COLOR.text : COLOR.text2;
  labels.push(
    makeLabel(setting, { text, font, x: at.x + (at.width - width) / 2, middle: at.y + at.height / 2, color }),
  );
  parts.push({ id, box: at });
  const label = STRINGS.find.parts[id];
  nodes.push(
    node(`find-${id}`, { role: "button", label: isOn ? STRINGS.find.isOn(label) : label, area: at }),
  );
}

function addCount({ app, setting, find, labels, nodes }: Draw, at: Box): void {
  const text = countText(find);
  if (text === "") return;
  const font = uiFont(app.look.uiFontSize - 1);
  const shown = fitText(setting, { text, font, width: at.width - 2 });
  const { results } = find;
  const none = results !== null && results.matches.count === 0 && results.state === "done";
  const color = none ? COLOR.err : COLOR.text2;
  labels.push(makeLabel(setting, { text: shown, font, x: at.x, middle: at.y + at.height / 2, color }));
  nodes.push(node("find-count", { role: "status", label: text, area: at }));
}

/** "3 of 120", as the widget says it; "" while nothing is looked for. */
export function countText({ results }: Pick<FindBox, "results">): string {
  if (results === null || results.problem !== null) return "";
  const { matches: { count }, current, state } = results;
  if (count === 0) return state === "searching" ? "…" : STRINGS.find.none;
  return STRINGS.find.count(current, { count, more: state !== "done" });
}

function messageOf(find: FindBox): { readonly text: string; readonly color: ColorId } | null {
  const { results, preview } = find;
  if (results === null) return null;
  if (results.problem !== null) return { text: results.problem, color: COLOR.err };
  if (results.progress !== null && results.state === "searching") {
    return { text: STRINGS.find.searching(Math.floor(results.progress * 100)), color: COLOR.text2 };
  }
  if (results.state === "capped") {
    return { text: STRINGS.find.capped(results.matches.count), color: COLOR.warn };
  }
  if (preview === null || !find.hasReplace) return null;
  return { text: STRINGS.find.preview(preview.from, preview.to), color: COLOR.text2 };
}

/** What of the widget lies at a point; null outside. `unit` is the place in an input's text. */
export function hitFind(
  view: FindView,
  at: { readonly x: Px; readonly y: Px },
): { readonly part: FindPart; readonly unit: number } | null {
  if (!isInside(view.box, at)) return null;
  // Toggles lie over their input.
  for (let i = view.parts.length - 1; i >= 0; i--) {
    const { id, box: area } = view.parts[i];
    if (!isInside(area, at)) continue;
    const input = id === "find" ? view.find : id === "replace" ? view.replace : null;
    return { part: id, unit: input === null ? 0 : inputUnitAt(input, at.x) };
  }
  return { part: "body", unit: 0 };
}
