/**
 * The gallery: every widget in every state on one page, for eyes and for golden pictures. It reads nothing but the window's size, the pointer and the
 * look; themes are changed by the command that opened it. Words here are samples, not the product's.
 */
import { addPanel, fill } from "./draw.ts";
import { columnOf, rowOf } from "./flex.ts";
import {
  addButton,
  addCheckbox,
  addDropDown,
  addProgress,
  addRow,
  addSplitter,
  addTab,
  addText,
  buttonWidth,
  type Kit,
  newKit,
} from "./kit.ts";
import { type LabelSetting, uiFont } from "./labels.ts";
import { inputOf } from "./input_state.ts";
import { addMenu } from "./menu.ts";
import { SIZE } from "./metrics.ts";
import { box } from "./scroll.ts";
import { addTextInput } from "./text_input.ts";
import { addTooltip } from "./tooltip.ts";
import { COLOR } from "./theme.ts";
import type { Box, Part } from "./view.ts";
import type { Workbench } from "./types.ts";

const gap = 16;

/** Whether the page looks the same for both. */
export function sameGallery(a: Workbench, b: Workbench): boolean {
  return a.gallery === b.gallery && (!a.gallery || a.width === b.width && a.height === b.height &&
      a.look === b.look && a.pointer === b.pointer && a.theme === b.theme);
}

/** The page over the whole window; null while it is not asked for. */
export function layoutGallery(app: Workbench, setting: LabelSetting): Part | null {
  if (!app.gallery) return null;
  const kit = newKit({
    ...setting,
    size: app.look.uiFontSize,
    pointer: app.pointer,
    focused: "focused",
    pressed: "pressed",
  });
  const page = box(0, 0, app.width, app.height);
  kit.quads.push(fill(page, COLOR.bg));
  const columns = rowOf(page, [{ grow: 1 }, { grow: 1 }, { grow: 1 }], { gap, pad: gap });
  const [left, middle, right] = columns;
  const name = `${app.theme.name}, ${app.scale}×`;
  addText(kit, {
    text: name,
    x: left.x,
    middle: left.y + 10,
    width: left.width,
    color: COLOR.text,
    weight: 600,
  });
  addControls(kit, left);
  addLists(kit, middle);
  addPopups(kit, right);
  return { quads: kit.quads, labels: kit.labels, nodes: kit.nodes };
}

function heading(kit: Kit, area: Box, text: string): void {
  const middle = area.y + area.height / 2;
  addText(kit, {
    text,
    x: area.x,
    middle,
    width: area.width,
    color: COLOR.text2,
    size: SIZE.statusFont,
    weight: 600,
  });
}

function addControls(kit: Kit, area: Box): void {
  const line = { size: SIZE.button };
  const rows = columnOf(area, [
    { size: 20 },
    { size: 20 },
    line,
    line,
    { size: 20 },
    ...Array.from({ length: 4 }, () => ({ size: 22 })),
    { size: 20 },
    { size: SIZE.input },
    { size: SIZE.input },
    { size: SIZE.input },
    { size: 20 },
    line,
    line,
    { size: 20 },
    { size: 4 },
    { size: 4 },
  ], { gap: 8 });
  heading(kit, rows[1], "Buttons: plain, primary, focused, pressed, off, bare");
  const buttons = (
    at: Box,
    list: readonly (readonly [string, string, ("plain" | "primary" | "bare")?, boolean?])[],
  ) => {
    const places = rowOf(at, list.map(([, label]) => ({ size: buttonWidth(kit, label) })), { gap: 8 });
    list.forEach(([id, label, kind, isOff], i) =>
      addButton(kit, { id, label, kind, isOff, area: places[i] })
    );
  };
  buttons(rows[2], [["plain", "Cancel"], ["primary", "Save", "primary"], ["focused", "Focused"]]);
  buttons(rows[3], [["pressed", "Pressed"], ["off", "Off", "plain", true], ["bare", "Bare", "bare"]]);
  heading(kit, rows[4], "Checkboxes");
  const states = ["on", "off", "mixed", "on"] as const;
  states.forEach((state, i) => {
    const label = i === 3 ? "Off for now" : `${state[0].toUpperCase()}${state.slice(1)}`;
    addCheckbox(kit, {
      id: i === 1 ? "focused" : `tick-${i}`,
      label,
      area: rows[5 + i],
      state,
      isOff: i === 3,
    });
  });
  heading(kit, rows[9], "Inputs: empty, with a selection, wrong");
  const inputs = [
    { input: inputOf(), placeholder: "Placeholder", hasFocus: false },
    { input: { ...inputOf("selected text"), anchor: 0, head: 8 }, hasFocus: true },
    { input: inputOf("not a number"), hasFocus: false, isWrong: true },
  ];
  inputs.forEach((one, i) => {
    const { quads, labels } = kit;
    const font = uiFont(kit.size);
    addTextInput(kit, { ...one, field: rows[10 + i], font, caretShown: true, preedit: null, quads, labels });
  });
  heading(kit, rows[13], "Drop-downs: closed, open, off");
  addDropDown(kit, { id: "drop", label: "Theme", value: "Nexus dark", area: rows[14] });
  const halves = rowOf(rows[15], [{ grow: 1 }, { grow: 1 }], { gap: 8 });
  addDropDown(kit, { id: "drop-open", label: "Theme", value: "Open", area: halves[0], isOpen: true });
  addDropDown(kit, { id: "drop-off", label: "Theme", value: "Off", area: halves[1], isOff: true });
  heading(kit, rows[16], "Progress: known, unknown");
  addProgress(kit, { area: rows[17], done: 0.62 });
  addProgress(kit, { area: rows[18], done: null, phase: 0.4 });
}

function addLists(kit: Kit, area: Box): void {
  const [, tabHead, tabs, treeHead, tree, listHead, list] = columnOf(area, [
    { size: 20 },
    { size: 20 },
    { size: SIZE.tabBar },
    { size: 20 },
    { size: 6 * 24 },
    { size: 20 },
    { size: 4 * SIZE.listRow },
  ], { gap: 8 });
  heading(kit, tabHead, "Tabs: shown, unsaved, other");
  kit.quads.push(fill(tabs, COLOR.side));
  const places = rowOf(tabs, [{ size: 110 }, { size: 110 }, { size: 110 }]);
  addTab(kit, { id: "tab-1", label: "step.ts", area: places[0], isActive: true, isDirty: true });
  addTab(kit, { id: "tab-2", label: "paint.ts", area: places[1], isActive: false, isDirty: true });
  addTab(kit, { id: "tab-3", label: "a_long_name_of_a_file.ts", area: places[2], isActive: false });
  heading(kit, treeHead, "Tree: chosen, focused, marks");
  const rows = columnOf(tree, Array.from({ length: 6 }, () => ({ size: 24 })));
  kit.quads.push(fill(tree, COLOR.side));
  addRow(kit, { id: "r0", label: "src", area: rows[0], depth: 0, isOpen: true });
  addRow(kit, { id: "r1", label: "app", area: rows[1], depth: 1, isOpen: false });
  const modified = { text: "M", color: COLOR.warn };
  addRow(kit, { id: "r2", label: "resolve.ts", area: rows[2], depth: 1, isChosen: true, mark: modified });
  addRow(kit, { id: "focused", label: "selection.ts", area: rows[3], depth: 1 });
  addRow(kit, { id: "r4", label: "step.ts", area: rows[4], depth: 1, mark: modified, color: COLOR.warn });
  addRow(kit, {
    id: "r5",
    label: "README.md",
    area: rows[5],
    depth: 0,
    mark: { text: "U", color: COLOR.ok },
    color: COLOR.ok,
  });
  heading(kit, listHead, "List: plain, chosen, off");
  const lines = columnOf(list, Array.from({ length: 4 }, () => ({ size: SIZE.listRow })));
  addRow(kit, { id: "l0", label: "A row", area: lines[0] });
  addRow(kit, { id: "l1", label: "The chosen row", area: lines[1], isChosen: true });
  addRow(kit, { id: "l2", label: "A row that is off", area: lines[2], isOff: true });
  addRow(kit, {
    id: "l3",
    label: "A row whose words do not fit into the width that it has, so that they end early",
    area: lines[3],
  });
  addSplitter(kit, {
    id: "split",
    label: "Splitter",
    area: box(area.x + area.width + gap / 2, area.y, 1, area.height),
  });
}

function addPopups(kit: Kit, area: Box): void {
  heading(kit, box(area.x, area.y + 28, area.width, 20), "Menu in a menu, tooltip, message");
  const items = [
    { id: "cut", label: "Cut", keys: "Ctrl+X", isOff: true },
    { id: "copy", label: "Copy", keys: "Ctrl+C" },
    "line",
    { id: "wrap", label: "Word wrap", keys: "Alt+Z", isOn: true },
    {
      id: "more",
      label: "Convert to",
      items: [{ id: "lf", label: "LF" }, { id: "crlf", label: "CRLF", isOn: true }],
    },
  ] as const;
  const menu = { items, anchor: box(area.x, area.y + 56, 1, 1), path: [4, 0] };
  addMenu(kit, menu, area);
  addTooltip(kit, { text: "Close (Ctrl+W)", anchor: box(area.x, area.y + 226, 1, 0), within: area });
  const text = "A longer explanation of what this does, which takes more than one line to say in full";
  addTooltip(kit, { text, anchor: box(area.x, area.y + 264, 1, 0), within: area });
  const toast = box(area.x, area.y + 340, Math.min(area.width, SIZE.notice), 92);
  addPanel(kit.quads, toast);
  kit.quads.push({ ...fill(box(toast.x + 12, toast.y + 18, 8, 8), COLOR.warn), radius: 4 });
  const words = { x: toast.x + 30, width: toast.width - 60 };
  addText(kit, { ...words, text: "notes.md changed on disk", middle: toast.y + 22, color: COLOR.text });
  addProgress(kit, { area: box(words.x, toast.y + 40, words.width, 2), done: 0.3 });
  const [a, b] = rowOf(box(words.x, toast.y + 52, words.width, SIZE.button), [{ size: 80 }, { size: 80 }], {
    gap: 8,
  });
  addButton(kit, { id: "merge", label: "Merge", area: a, kind: "primary" });
  addButton(kit, { id: "later", label: "Later", area: b });
}
