/**
 * Menus: rows with keys at the right, lines between them, menus in menus, at a point or below a widget. Owns the state of an open menu, what keys do
 * to it, where its panels stand and what lies at a point. What a row does is the caller's: it gets the row's id.
 */
import type { Px } from "../base/mod.ts";
import { addPanel, fill, node } from "./draw.ts";
import { placePopup } from "./flex.ts";
import { addText, type Kit } from "./kit.ts";
import { shapeLabel, uiFont } from "./labels.ts";
import { SIZE } from "./metrics.ts";
import { box, isInside } from "./scroll.ts";
import { COLOR } from "./theme.ts";
import type { Box, UiNode } from "./view.ts";

/** One row; "line" parts groups. `items` makes it a menu of its own. */
export type MenuItem = "line" | {
  readonly id: string;
  readonly label: string;
  readonly keys?: string;
  readonly isOn?: boolean;
  readonly isOff?: boolean;
  readonly items?: readonly MenuItem[];
};
/** An open menu. `path`: the row with the focus in each open panel, the last -1 while none has it. */
export interface Menu {
  readonly items: readonly MenuItem[];
  readonly anchor: Box;
  readonly path: readonly number[];
}
export const openMenu = (items: readonly MenuItem[], anchor: Box): Menu => ({ items, anchor, path: [-1] });

/** What a key comes to: another state, a row that was picked, the end; "other": not a menu's key. */
export type MenuOutcome =
  | { readonly kind: "menu"; readonly menu: Menu }
  | { readonly kind: "picked"; readonly id: string }
  | { readonly kind: "closed" }
  | { readonly kind: "other" };

const canFocus = (item: MenuItem): boolean => item !== "line" && !item.isOff;
/** The rows of the panel at a depth. */
function panelItems({ items, path }: Menu, depth: number): readonly MenuItem[] {
  let rows = items;
  for (let i = 0; i < depth; i++) {
    const item = rows[path[i]];
    rows = item === undefined || item === "line" ? [] : item.items ?? [];
  }
  return rows;
}
function nextRow(rows: readonly MenuItem[], from: number, by: 1 | -1): number {
  for (let step = 1; step <= rows.length; step++) {
    const start = from < 0 && by < 0 ? 0 : from;
    const at = (start + by * step + rows.length * 2) % rows.length;
    if (canFocus(rows[at])) return at;
  }
  return from;
}

/** Up and Down, Home and End, Right and Left for menus in menus, Enter, Escape, the first letter of a row. */
export function menuKey(menu: Menu, key: string): MenuOutcome {
  const { path } = menu;
  const depth = path.length - 1;
  const rows = panelItems(menu, depth);
  const at = path[depth];
  const item = rows[at];
  const focus = (row: number): MenuOutcome => ({
    kind: "menu",
    menu: { ...menu, path: [...path.slice(0, depth), row] },
  });
  switch (key) {
    case "down":
      return focus(nextRow(rows, at, 1));
    case "up":
      return focus(nextRow(rows, at, -1));
    case "home":
      return focus(nextRow(rows, -1, 1));
    case "end":
      return focus(nextRow(rows, rows.length, -1));
    case "left":
      return depth === 0
        ? { kind: "menu", menu }
        : { kind: "menu", menu: { ...menu, path: path.slice(0, -1) } };
    case "escape":
      return depth === 0 ? { kind: "closed" } : { kind: "menu", menu: { ...menu, path: path.slice(0, -1) } };
    case "right":
    case "enter":
    case "space":
      if (item === undefined || item === "line" || item.isOff) return { kind: "menu", menu };
      if (item.items !== undefined) {
        return { kind: "menu", menu: { ...menu, path: [...path, nextRow(item.items, -1, 1)] } };
      }
      return key === "right" ? { kind: "menu", menu } : { kind: "picked", id: item.id };
  }
  if ([...key].length !== 1) return { kind: "other" };
  for (let step = 1; step <= rows.length; step++) {
    const i = (Math.max(at, -1) + step) % rows.length;
    const row = rows[i];
    if (row !== "line" && !row.isOff && row.label.toLowerCase().startsWith(key.toLowerCase())) {
      return focus(i);
    }
  }
  return { kind: "menu", menu };
}

/** The panels on screen, the outermost first. */
export interface MenuView {
  readonly panels: readonly { readonly box: Box; readonly rows: readonly Box[] }[];
}
const lineHeight = 9;
const rowHeight = 26;
const inner = 4;

/** Draws the open panels into a kit. */
export function addMenu(kit: Kit, menu: Menu, within: Box): MenuView {
  const panels: { box: Box; rows: Box[] }[] = [];
  let anchor = menu.anchor;
  for (let depth = 0; depth < menu.path.length; depth++) {
    const rows = panelItems(menu, depth);
    const size = { width: menuWidth(kit, rows), height: menuHeight(rows) };
    const area = placePopup({ anchor, ...size, within, side: depth === 0 ? "below" : "right" });
    const places = addMenuPanel(kit, { rows, area, focused: menu.path[depth], depth });
    panels.push({ box: area, rows: places });
    anchor = places[menu.path[depth]] ?? anchor;
  }
  return { panels };
}
const menuHeight = (rows: readonly MenuItem[]): number =>
  rows.reduce((sum, row) => sum + (row === "line" ? lineHeight : rowHeight), 2 * inner);
function menuWidth(kit: Kit, rows: readonly MenuItem[]): number {
  let labels = 0, keys = 0;
  for (const row of rows) {
    if (row === "line") continue;
    labels = Math.max(labels, shapeLabel(kit, { text: row.label, font: uiFont(kit.size) }).width);
    const right = row.items === undefined ? row.keys ?? "" : "▸";
    keys = Math.max(keys, shapeLabel(kit, { text: right, font: uiFont(SIZE.statusFont) }).width);
  }
  return Math.ceil(Math.max(160, 30 + labels + 28 + keys + 14));
}

function addMenuPanel(
  kit: Kit,
  { rows, area, focused, depth }: { rows: readonly MenuItem[]; area: Box; focused: number; depth: number },
): Box[] {
  addPanel(kit.quads, area);
  const children: UiNode[] = [];
  const places: Box[] = [];
  let y = area.y + inner;
  rows.forEach((row, i) => {
    const at = box(area.x + inner, y, area.width - 2 * inner, row === "line" ? lineHeight : rowHeight);
    places.push(at);
    y += at.height;
    if (row === "line") {
      kit.quads.push(fill(box(at.x + 6, at.y + lineHeight / 2, at.width - 12, 1), COLOR.line));
      return;
    }
    if (i === focused) kit.quads.push({ ...fill(at, COLOR.accentbg), radius: SIZE.radiusSmall });
    const middle = at.y + rowHeight / 2;
    const color = row.isOff ? COLOR.text3 : COLOR.text;
    if (row.isOn) {
      addText(kit, { text: "✓", x: at.x + 6, middle, width: 14, color: COLOR.accent, weight: 600 });
    }
    const right = row.items === undefined ? row.keys ?? "" : "▸";
    const end = at.x + at.width - 10;
    addText(kit, { text: row.label, x: at.x + 26, middle, width: at.width - 36, color });
    if (right !== "") {
      const width = 120;
      const words = { text: right, middle, size: SIZE.statusFont, align: "end" } as const;
      addText(kit, { ...words, x: end - width, width, color: row.isOff ? COLOR.text3 : COLOR.text2 });
    }
    children.push(node(`menu-${depth}-${row.id}`, { role: "menuitem", label: row.label, area: at }));
  });
  kit.nodes.push({ ...node(`menu-${depth}`, { role: "menu", label: "", area }), children });
  return places;
}

/** The row at a point, as the path to it; "body" inside a panel but on no row, "outside" of all. */
export function menuHit(
  { panels }: MenuView,
  { path }: Menu,
  at: { readonly x: Px; readonly y: Px },
): readonly number[] | "body" | "outside" {
  for (let depth = panels.length - 1; depth >= 0; depth--) {
    if (!isInside(panels[depth].box, at)) continue;
    const row = panels[depth].rows.findIndex((one) => isInside(one, at));
    return row < 0 ? "body" : [...path.slice(0, depth), row];
  }
  return "outside";
}
/** What pointing at a row does: it has the focus, and its menu opens. */
export function menuPoint(menu: Menu, path: readonly number[]): Menu {
  const rows = panelItems({ ...menu, path }, path.length - 1);
  const item = rows[path[path.length - 1]];
  if (item === undefined || !canFocus(item)) return { ...menu, path: [...path.slice(0, -1), -1] };
  return { ...menu, path: item !== "line" && item.items !== undefined ? [...path, -1] : path };
}
/** What a click on a row does. */
export function menuClick(menu: Menu, path: readonly number[]): MenuOutcome {
  const item = panelItems({ ...menu, path }, path.length - 1)[path[path.length - 1]];
  if (item === undefined || item === "line" || item.isOff) return { kind: "menu", menu };
  return item.items === undefined
    ? { kind: "picked", id: item.id }
    : { kind: "menu", menu: menuPoint(menu, path) };
}
