/**
 * The welcome page: what an empty window shows. What can be started, what was open lately, and the keys worth knowing, each row a command.
 * Everything it says is read from the app: keys from the keymap, files from those that were open. Owns its look and places; rows are the app's.
 */
import { fill, node } from "./draw.ts";
import { columnOf } from "./flex.ts";
import { addText, type Kit, newKit } from "./kit.ts";
import { type LabelSetting, shapeLabel, uiFont } from "./labels.ts";
import { SIZE } from "./metrics.ts";
import { box, groupBox, isInside } from "./scroll.ts";
import { STRINGS } from "./strings.ts";
import { COLOR } from "./theme.ts";
import type { WelcomeRow, Workbench } from "./types.ts";
import type { Box, WelcomeView } from "./view.ts";

const rowHeight = 30;
const headHeight = 28;
const widest = 760;
/** Narrower than this there is one column. */
const twoColumns = 560;

/** Whether the page is the same for both. */
export function sameWelcome(a: Workbench, b: Workbench): boolean {
  if (a.welcome !== b.welcome) return false;
  if (!a.welcome) return true;
  return a.width === b.width && a.height === b.height && a.look === b.look && a.panes === b.panes &&
    a.groups === b.groups && a.pointer === b.pointer;
}

/** The page in the one empty group; null where something is open. */
export function layoutWelcome(app: Workbench, setting: LabelSetting): WelcomeView | null {
  const page = app.welcome;
  if (!page || app.groups.length !== 1 || app.groups[0].active !== null) return null;
  const area = groupBox(app, 0);
  const kit = newKit({
    ...setting,
    size: app.look.uiFontSize,
    pointer: app.prompt === null && !app.quickPick && !app.menu ? app.pointer : null,
    focused: null,
    pressed: null,
  });
  const width = Math.min(widest, area.width - 2 * 32);
  const isWide = width >= twoColumns;
  const heights = page.sections.map(({ rows }) => headHeight + rows.length * rowHeight + 20);
  const [first, ...rest] = heights;
  const high = 92 +
    (isWide ? Math.max(first, rest.reduce((a, b) => a + b, 0)) : first + rest.reduce((a, b) => a + b, 0));
  const top = area.y + Math.max(24, Math.round((area.height - high) * 0.4));
  const left = area.x + Math.round((area.width - width) / 2);
  addText(kit, {
    text: STRINGS.appName,
    x: left,
    middle: top + 16,
    width,
    color: COLOR.text,
    weight: 600,
    size: 26,
  });
  addText(kit, {
    text: STRINGS.chrome.welcome.motto,
    x: left,
    middle: top + 50,
    width,
    color: COLOR.text2,
    size: 14,
  });
  const rows: { index: number; section: number; box: Box }[] = [];
  const columnWidth = isWide ? (width - 48) / 2 : width;
  let y = top + 92;
  page.sections.forEach((section, s) => {
    if (isWide && s === 1) y = top + 92;
    const x = isWide && s > 0 ? left + columnWidth + 48 : left;
    const [head, ...places] = columnOf(box(x, y, columnWidth, heights[s]), [
      { size: headHeight },
      ...section.rows.map(() => ({ size: rowHeight })),
    ]);
    const words = { x, width: columnWidth, middle: head.y + head.height / 2 - 2 };
    addText(kit, { ...words, text: section.title, color: COLOR.text2, weight: 600, size: SIZE.statusFont });
    section.rows.forEach((row, i) => {
      if (places[i].y + rowHeight > area.y + area.height - 8) return;
      addRow(kit, row, { area: places[i], isFocused: page.focused === rows.length });
      rows.push({ index: i, section: s, box: places[i] });
    });
    y += heights[s];
  });
  return { box: area, rows, quads: kit.quads, labels: kit.labels, nodes: kit.nodes };
}

function addRow(kit: Kit, row: WelcomeRow, { area, isFocused }: { area: Box; isFocused: boolean }): void {
  const isHovered = kit.pointer !== null && isInside(area, kit.pointer);
  const reach = box(area.x - 10, area.y + 1, area.width + 20, area.height - 2);
  if (isFocused || isHovered) {
    kit.quads.push({ ...fill(reach, isFocused ? COLOR.accentbg : COLOR.cur), radius: SIZE.radiusSmall });
  }
  const middle = area.y + area.height / 2;
  const font = uiFont(SIZE.statusFont);
  const right = row.keys ?? "";
  const keysWidth = right === "" ? 0 : Math.ceil(shapeLabel(kit, { text: right, font }).width) + 12;
  const room = area.width - keysWidth;
  const strong = { text: row.label, x: area.x, middle, color: row.isDone ? COLOR.text2 : COLOR.text };
  const label = Math.min(room, shapeLabel(kit, { text: row.label, font: uiFont(kit.size) }).width + 1);
  addText(kit, { ...strong, width: room });
  if (row.detail !== undefined && room - label > 40) {
    addText(kit, {
      text: row.detail,
      x: area.x + label + 10,
      middle,
      width: room - label - 10,
      color: COLOR.text3,
      size: SIZE.statusFont,
    });
  }
  if (right !== "") {
    addText(kit, {
      text: right,
      x: area.x + room,
      middle,
      width: keysWidth,
      color: COLOR.text2,
      size: SIZE.statusFont,
      align: "end",
    });
  }
  kit.nodes.push(node(`welcome-${row.id}`, { role: "link", label: row.label, area }));
}
