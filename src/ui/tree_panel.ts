/**
 * A tree as a list over the right of the editors: lanes and dots, what and when, one row chosen. Owns its measures and
 * its nodes; the undo tree uses it. What choosing a row does is the app's.
 */
import { fitText, type LabelSetting, makeLabel, shapeLabel, uiFont } from "./labels.ts";
import { SIZE } from "./metrics.ts";
import { box, isInside } from "./scroll.ts";
import { addPanel, fill, node } from "./draw.ts";
import { COLOR } from "./theme.ts";
import type { TreeLanes, TreePanel, Workbench } from "./types.ts";
import type { Box, Label, Quad, TreePanelView, UiNode } from "./view.ts";

const width = 460;
const rowHeight = 24;
const pad = 12;
const lane = 14;
/** More lanes than this are drawn over one another: the words matter more. */
const mostLanes = 10;
const dot = 8;

/** Whether the tree looks the same for both. */
export function sameTree(a: Workbench, b: Workbench): boolean {
  if (a.treePanel !== b.treePanel) return false;
  return (a.treePanel ?? null) === null ||
    a.width === b.width && a.height === b.height && a.look === b.look && a.pointer === b.pointer;
}

/** The panel, or null when none is open. Only rows that fit are made, around the chosen one. */
export function layoutTree(app: Workbench, setting: LabelSetting): TreePanelView | null {
  const panel = app.treePanel ?? null;
  if (panel === null) return null;
  const wide = Math.min(width, app.width - 2 * pad);
  const most = Math.max(1, Math.floor((app.height - SIZE.tabBar - SIZE.status - 2 * pad - 64) / rowHeight));
  const count = Math.min(most, panel.rows.length);
  const area = box(app.width - wide - pad, SIZE.tabBar + pad, wide, count * rowHeight + 64);
  const quads: Quad[] = [];
  addPanel(quads, area);
  const labels: Label[] = [];
  const strong = uiFont(app.look.uiFontSize, 600);
  const font = uiFont(app.look.uiFontSize);
  const x = area.x + pad;
  labels.push(
    makeLabel(setting, { text: panel.title, font: strong, x, middle: area.y + 18, color: COLOR.text }),
  );
  const first = Math.max(0, Math.min(panel.rows.length - count, panel.focused - (count >> 1)));
  const rows: { id: number; box: Box }[] = [];
  const children: UiNode[] = [];
  for (let i = 0; i < count; i++) {
    const at = box(area.x + 4, area.y + 34 + i * rowHeight, area.width - 8, rowHeight);
    addRow(app, setting, { panel, index: first + i, at, quads, labels });
    const row = panel.rows[first + i];
    rows.push({ id: row.id, box: at });
    children.push(
      node(`step-${row.id}`, { role: "treeitem", label: `${row.text}, ${row.detail}`, area: at }),
    );
  }
  const hint = fitText(setting, { text: panel.hint, font, width: area.width - 2 * pad });
  const middle = area.y + area.height - 16;
  labels.push(makeLabel(setting, { text: hint, font, x, middle, color: COLOR.text3 }));
  const tree: UiNode = { ...node("tree-panel", { role: "tree", label: panel.title, area }), children };
  return { box: area, rows, quads, labels, nodes: [tree] };
}

function addRow(
  app: Workbench,
  setting: LabelSetting,
  { panel, index, at, quads, labels }: {
    panel: TreePanel;
    index: number;
    at: Box;
    quads: Quad[];
    labels: Label[];
  },
): void {
  const row = panel.rows[index];
  const isFocused = index === panel.focused;
  const isHovered = app.pointer !== null && isInside(at, app.pointer);
  if (isFocused || isHovered) {
    quads.push({ ...fill(at, isFocused ? COLOR.accentbg : COLOR.line), radius: SIZE.radiusSmall });
  }
  const left = addLanes(quads, { lanes: row.lanes, at, isCurrent: isFocused });
  const font = uiFont(app.look.uiFontSize);
  const small = uiFont(SIZE.statusFont);
  const middle = at.y + rowHeight / 2;
  const when = shapeLabel(setting, { text: row.detail, font: small }).width;
  const right = at.x + at.width - pad + 4;
  labels.push(
    makeLabel(setting, { text: row.detail, font: small, x: right - when, middle, color: COLOR.text3 }),
  );
  const text = fitText(setting, { text: row.text, font, width: Math.max(0, right - when - 12 - left) });
  labels.push(makeLabel(setting, { text, font, x: left, middle, color: COLOR.text }));
}

/** Lines and the dot of a row; answers where its words begin. */
function addLanes(
  quads: Quad[],
  { lanes, at, isCurrent }: { lanes: TreeLanes; at: Box; isCurrent: boolean },
): number {
  const place = (column: number) => at.x + pad - 4 + Math.min(column, mostLanes) * lane;
  const middle = at.y + rowHeight / 2;
  const line = (x: number, y: number, w: number, h: number) => quads.push(fill(box(x, y, w, h), COLOR.text3));
  const x = place(lanes.column);
  let last = lanes.column;
  for (const column of lanes.through) {
    line(place(column), at.y, 1, rowHeight);
    last = Math.max(last, column);
  }
  for (const column of lanes.joining) {
    line(place(column), at.y, 1, rowHeight / 2);
    line(Math.min(x, place(column)), middle, Math.abs(place(column) - x) + 1, 1);
    last = Math.max(last, column);
  }
  if (lanes.hasChild) line(x, at.y, 1, rowHeight / 2);
  if (lanes.hasParent) line(x, middle, 1, rowHeight / 2);
  const mark = box(x - dot / 2 + 0.5, middle - dot / 2, dot, dot);
  quads.push({ ...fill(mark, isCurrent ? COLOR.accent : COLOR.text2), radius: dot / 2 });
  return place(last) + lane;
}
