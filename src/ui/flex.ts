/**
 * Rows and columns: shares a length among items that have a size or grow, with gaps, in both directions and nested. The whole chrome is
 * laid out with these; a library's import alone costs 43 ms. Pure arithmetic; edges fall on whole logical pixels, paint rounds to device ones.
 */
import { box } from "./scroll.ts";
import type { Box } from "./view.ts";

/** How one item takes part: a fixed size, or a share of what is left. `least` and `most` bound a share. */
export interface FlexItem {
  readonly size?: number;
  readonly grow?: number;
  readonly least?: number;
  readonly most?: number;
}
export interface FlexOptions {
  readonly gap?: number;
  /** Kept free on every side. */
  readonly pad?: number;
  /** Where items stand if they do not fill the length; absent: at the start. */
  readonly justify?: "start" | "middle" | "end";
}

/** How long each item is. Growing ones share what the others leave; what a bound takes or gives is shared again. */
export function flexSizes(items: readonly FlexItem[], room: number): number[] {
  const sizes = items.map(({ size, grow, least }) => grow === undefined ? size ?? 0 : least ?? 0);
  const open = new Set<number>();
  items.forEach((item, i) => item.grow !== undefined && item.grow > 0 && open.add(i));
  for (;;) {
    let used = 0, shares = 0;
    for (let i = 0; i < items.length; i++) {
      if (open.has(i)) shares += items[i].grow!;
      else used += sizes[i];
    }
    if (shares === 0) return sizes;
    const left = Math.max(0, room - used);
    // Those that hit a bound leave the sharing: first the ones that need more, else the ones that may have less.
    const over = [...open].filter((i) => (left * items[i].grow!) / shares < (items[i].least ?? 0));
    const under = [...open].filter((i) => (left * items[i].grow!) / shares > (items[i].most ?? Infinity));
    const bound = over.length > 0 ? over : under;
    if (bound.length === 0) {
      for (const i of open) sizes[i] = (left * items[i].grow!) / shares;
      return sizes;
    }
    for (const i of bound) {
      sizes[i] = over.length > 0 ? items[i].least ?? 0 : items[i].most!;
      open.delete(i);
    }
  }
}

/** Boxes side by side. */
export const rowOf = (area: Box, items: readonly FlexItem[], options: FlexOptions = {}): Box[] =>
  placed(area, items, { ...options, along: "row" });
/** Boxes one below the other. */
export const columnOf = (area: Box, items: readonly FlexItem[], options: FlexOptions = {}): Box[] =>
  placed(area, items, { ...options, along: "column" });

function placed(
  area: Box,
  items: readonly FlexItem[],
  { gap = 0, pad = 0, justify = "start", along }: FlexOptions & { along: "row" | "column" },
): Box[] {
  const isRow = along === "row";
  const room = Math.max(
    0,
    (isRow ? area.width : area.height) - 2 * pad - gap * Math.max(0, items.length - 1),
  );
  const sizes = flexSizes(items, room);
  const spare = Math.max(0, room - sizes.reduce((sum, size) => sum + size, 0));
  let at = (isRow ? area.x : area.y) + pad +
    (justify === "end" ? spare : justify === "middle" ? spare / 2 : 0);
  return sizes.map((size) => {
    // A sum that is a hair under .5 rounds as .5 does, or boxes would lie a pixel apart.
    const from = Math.round(at + 1e-6), to = Math.round(at + size + 1e-6);
    at += size + gap;
    return isRow
      ? box(from, area.y + pad, to - from, area.height - 2 * pad)
      : box(area.x + pad, from, area.width - 2 * pad, to - from);
  });
}

/** A point to open a popup at, or a box to open it beside. */
export interface PopupWish {
  readonly anchor: Box;
  readonly width: number;
  readonly height: number;
  /** The window, less what must stay free. */
  readonly within: Box;
  /** Below and above the anchor, or right and left of it as submenus do. */
  readonly side: "below" | "right";
}
/** Where a popup stands: on the wished side if there is room, else on the other, moved and cut to stay in the window. */
export function placePopup({ anchor, width, height, within, side }: PopupWish): Box {
  const wide = Math.min(width, within.width), high = Math.min(height, within.height);
  const right = within.x + within.width, bottom = within.y + within.height;
  const held = (at: number, size: number, from: number, to: number) =>
    Math.max(from, Math.min(at, to - size));
  if (side === "below") {
    const below = anchor.y + anchor.height, above = anchor.y - high;
    const y = below + high <= bottom || above < within.y ? below : above;
    return box(held(anchor.x, wide, within.x, right), held(y, high, within.y, bottom), wide, high);
  }
  const after = anchor.x + anchor.width, before = anchor.x - wide;
  const x = after + wide <= right || before < within.x ? after : before;
  return box(held(x, wide, within.x, right), held(anchor.y, high, within.y, bottom), wide, high);
}
