/**
 * What an open menu is and what keys and the pointer do to it: rows with keys at the right, lines between them, menus in menus. Pure state; how
 * it looks and what lies at a point is menu.ts. What a row does is the caller's: it gets the row's id.
 */
import type { Box } from "./shapes.ts";

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
export function panelItems({ items, path }: Menu, depth: number): readonly MenuItem[] {
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
