/**
 * How menus look and what lies at a point of them: each open panel is a layer of its own, so that nothing below shows through. Panels stand where
 * there is room; one that is higher than the window is moved so that its focused row shows. What keys do is menu_state.ts.
 */
import type { Px } from "../base/mod.ts";
import { addPanel, addSign, fill, node } from "./draw.ts";
import { placePopup } from "./flex.ts";
import { addText, type Kit, newKit } from "./kit.ts";
import { type LabelSetting, shapeLabel, uiFont } from "./labels.ts";
import { type Menu, type MenuItem, panelItems } from "./menu_state.ts";
import { SIZE } from "./metrics.ts";
import { box, isInside } from "./scroll.ts";
import { COLOR } from "./theme.ts";
import type { Workbench } from "./types.ts";
import type { Box, MenuPanelView, MenuView, UiNode } from "./view.ts";

const lineHeight = 9;
const rowHeight = 26;
const inner = 4;
/** Kept free between a menu and the edge of the window. */
const margin = 4;

/** Whether the menu looks the same for both. */
export const sameMenu = (a: Workbench, b: Workbench): boolean =>
  a.menu === b.menu && (!a.menu || a.width === b.width && a.height === b.height && a.look === b.look);

/** The open menu; null without one. */
export function layoutMenu(app: Workbench, setting: LabelSetting): MenuView | null {
  if (!app.menu) return null;
  const start = { ...setting, size: app.look.uiFontSize, pointer: null, focused: null, pressed: null };
  const within = box(margin, margin, app.width - 2 * margin, app.height - 2 * margin);
  return menuView(app.menu, { within, kits: () => ({ back: newKit(start), list: newKit(start) }) });
}

/** Draws the open panels into one kit, for a page that shows a menu as a picture. */
export const addMenu = (kit: Kit, menu: Menu, within: Box): MenuView =>
  menuView(menu, { within, kits: () => ({ back: kit, list: kit }) });

interface MenuKits {
  readonly back: Kit;
  readonly list: Kit;
}
function menuView(menu: Menu, { within, kits }: { within: Box; kits: () => MenuKits }): MenuView {
  const panels: MenuPanelView[] = [];
  let { anchor } = menu;
  for (let depth = 0; depth < menu.path.length; depth++) {
    const rows = panelItems(menu, depth);
    const into = kits();
    const size = { width: menuWidth(into.list, rows), height: menuHeight(rows) };
    const area = placePopup({ anchor, ...size, within, side: depth === 0 ? "below" : "right" });
    const panel = menuPanel(into, { rows, area, focused: menu.path[depth], depth });
    panels.push(panel);
    const row = panel.rows[menu.path[depth]];
    // Rows of the next panel stand beside this one.
    if (row !== undefined) anchor = box(area.x + 2, row.y - inner, area.width - 4, row.height);
  }
  return { panels, nodes: panels.flatMap(({ list }) => list.nodes) };
}
const menuHeight = (rows: readonly MenuItem[]): number =>
  rows.reduce((sum, row) => sum + (row === "line" ? lineHeight : rowHeight), 2 * inner);
function menuWidth(kit: Kit, rows: readonly MenuItem[]): number {
  let labels = 0, keys = 0;
  for (const row of rows) {
    if (row === "line") continue;
    labels = Math.max(labels, shapeLabel(kit, { text: row.label, font: uiFont(kit.size) }).width);
    const right = row.items === undefined ? row.keys ?? "" : "  ";
    keys = Math.max(keys, shapeLabel(kit, { text: right, font: uiFont(SIZE.statusFont) }).width);
  }
  return Math.ceil(Math.max(160, 30 + labels + 28 + keys + 14));
}

/** How far rows are moved up in a panel that is too low for them, so that the focused one shows. */
function shiftOf(rows: readonly MenuItem[], { area, focused }: { area: Box; focused: number }): number {
  const over = menuHeight(rows) - area.height;
  if (over <= 0 || focused < 0) return 0;
  const top = menuHeight(rows.slice(0, focused)) - 2 * inner;
  return Math.max(0, Math.min(over, top - area.height / 2));
}

function menuPanel(
  { back, list }: MenuKits,
  { rows, area, focused, depth }: { rows: readonly MenuItem[]; area: Box; focused: number; depth: number },
): MenuPanelView {
  addPanel(back.quads, area);
  const children: UiNode[] = [];
  const places: Box[] = [];
  let y = area.y + inner - shiftOf(rows, { area, focused });
  rows.forEach((row, i) => {
    const at = box(area.x + inner, y, area.width - 2 * inner, row === "line" ? lineHeight : rowHeight);
    places.push(at);
    y += at.height;
    if (row === "line") {
      list.quads.push(fill(box(at.x + 6, at.y + (lineHeight - 1) / 2, at.width - 12, 1), COLOR.line));
      return;
    }
    if (i === focused) {
      list.quads.push({ ...fill(at, COLOR.accentbg), radius: SIZE.radiusSmall });
    }
    const middle = at.y + rowHeight / 2;
    const color = row.isOff ? COLOR.text3 : COLOR.text;
    if (row.isOn) {
      addText(list, { text: "✓", x: at.x + 7, middle, width: 14, color: COLOR.accent, weight: 600 });
    }
    const end = at.x + at.width - 10;
    addText(list, { text: row.label, x: at.x + 26, middle, width: at.width - 36, color });
    const second = row.isOff ? COLOR.text3 : COLOR.text2;
    if (row.items !== undefined) {
      addSign(list.quads, { kind: "right", x: end - 4, middle, color: second });
    } else if (row.keys !== undefined && row.keys !== "") {
      const words = { text: row.keys, middle, size: SIZE.statusFont, align: "end", color: second } as const;
      addText(list, { ...words, x: end - 160, width: 160 });
    }
    children.push(node(`menu-${depth}-${row.id}`, { role: "menuitem", label: row.label, area: at }));
  });
  list.nodes.push({ ...node(`menu-${depth}`, { role: "menu", label: "", area }), children });
  const partOf = ({ quads, labels, nodes }: Kit) => ({ quads, labels, nodes });
  return { box: area, rows: places, back: partOf(back), list: partOf(list) };
}

/** The row at a point, as the path to it; "body" inside a panel but on no row, "outside" of all. */
export function menuHit(
  { panels }: MenuView,
  { path }: Pick<Menu, "path">,
  at: { readonly x: Px; readonly y: Px },
): readonly number[] | "body" | "outside" {
  for (let depth = panels.length - 1; depth >= 0; depth--) {
    if (!isInside(panels[depth].box, at)) continue;
    const row = panels[depth].rows.findIndex((one) => isInside(one, at));
    return row < 0 ? "body" : [...path.slice(0, depth), row];
  }
  return "outside";
}
