/**
 * Where bars, groups and the lines between them lie in the window: geometry of panes.ts, and what dragging a line makes of it. Worked
 * out once for one value of `panes` and one size of the window. What is inside a pane is others' business.
 */
import type { Px } from "../base/mod.ts";
import { SIZE } from "./metrics.ts";
import {
  BAR_SIZES,
  type BarId,
  type DividerId,
  isBarShown,
  type Panes,
  type Split,
  splitAt,
  withBar,
  withWeights,
} from "./panes.ts";
import type { Box } from "./shapes.ts";
import type { Workbench } from "./types.ts";

/** `axis`: which way it is dragged. */
export interface Divider {
  readonly id: DividerId;
  readonly axis: "x" | "y";
  readonly line: Box;
}
export interface Places {
  /** Null: it does not show. */
  readonly bars: Readonly<Record<BarId, Box | null>>;
  /** All groups together. */
  readonly editors: Box;
  /** Beside `Workbench.groups`; an empty box for one that is hidden. */
  readonly groups: readonly Box[];
  readonly dividers: readonly Divider[];
  readonly status: Box;
}

type Frame = Pick<Workbench, "panes" | "width" | "height">;
const known = new WeakMap<Panes, { width: number; height: number; places: Places }>();

/** Where everything is: the same object for the same panes in the same window. */
export function placesOf({ panes, width, height }: Frame): Places {
  const last = known.get(panes);
  if (last !== undefined && last.width === width && last.height === height) return last.places;
  const places = place({ panes, width, height });
  known.set(panes, { width, height, places });
  return places;
}

const at = (x: number, y: number, width: number, height: number): Box => ({
  x: x as Px,
  y: y as Px,
  width: Math.max(0, width) as Px,
  height: Math.max(0, height) as Px,
});

function place({ panes, width, height }: Frame): Places {
  const dividers: Divider[] = [];
  const statusHeight = panes.isZen ? 0 : SIZE.status;
  const status = at(0, height - statusHeight, width, statusHeight);
  const bottom = Math.max(0, height - statusHeight);
  let left = 0, right: number = width;
  const bars: Record<BarId, Box | null> = { left: null, right: null, panel: null };
  // A window that is too narrow for all takes from the right bar first.
  if (isBarShown(panes, "left")) {
    const size = Math.round(Math.min(panes.left.size, Math.max(0, width - SIZE.editorLeast - 1)));
    bars.left = at(0, 0, size, bottom);
    dividers.push({ id: { kind: "bar", bar: "left" }, axis: "x", line: at(size, 0, 1, bottom) });
    left = size + 1;
  }
  if (isBarShown(panes, "right")) {
    const size = Math.round(Math.min(panes.right.size, Math.max(0, width - left - SIZE.editorLeast - 1)));
    bars.right = at(width - size, 0, size, bottom);
    right = width - size - 1;
    dividers.push({ id: { kind: "bar", bar: "right" }, axis: "x", line: at(right, 0, 1, bottom) });
  }
  let under = bottom;
  if (isBarShown(panes, "panel")) {
    const most = Math.max(0, bottom - (panes.isPanelMaximised ? 0 : SIZE.editorLeastHeight + 1));
    const size = panes.isPanelMaximised ? most : Math.round(Math.min(panes.panel.size, most));
    bars.panel = at(left, bottom - size, right - left, size);
    under = Math.max(0, bottom - size - 1);
    if (!panes.isPanelMaximised) {
      dividers.push({ id: { kind: "bar", bar: "panel" }, axis: "y", line: at(left, under, right - left, 1) });
    }
  }
  const editors = at(left, 0, right - left, under);
  const groups: Box[] = [];
  placeSplit(panes.editors, editors, { groups, dividers, path: [], maximised: panes.maximised });
  if (panes.isZen && panes.editors.kind === "group") groups[0] = centred(editors);
  return { bars, editors, groups, dividers, status };
}

/** Alone in the window a text stands in the middle. */
function centred(area: Box): Box {
  const width = Math.min(area.width, SIZE.zenWidth);
  return at(area.x + Math.floor((area.width - width) / 2), area.y, width, area.height);
}

interface SplitTarget {
  readonly groups: Box[];
  readonly dividers: Divider[];
  readonly path: readonly number[];
  readonly maximised: number | null;
}
function placeSplit(split: Split, area: Box, target: SplitTarget): void {
  const { groups, dividers, path, maximised } = target;
  if (split.kind === "group") {
    groups.push(area);
    return;
  }
  if (maximised !== null) {
    for (const part of split.parts) placeMaximised(part, area, target);
    return;
  }
  const edges = edgesOf(split.weights, split.kind === "row" ? area.width : area.height);
  const { length } = split.parts;
  for (let i = 0; i < length; i++) {
    // A line of 1 px parts each from the one before.
    const from = edges[i] + (i === 0 ? 0 : 1), size = edges[i + 1] - from;
    const isRow = split.kind === "row";
    if (i > 0) {
      const line = isRow
        ? at(area.x + edges[i], area.y, 1, area.height)
        : at(area.x, area.y + edges[i], area.width, 1);
      dividers.push({ id: { kind: "split", path, at: i - 1 }, axis: isRow ? "x" : "y", line });
    }
    const box = isRow
      ? at(area.x + from, area.y, size, area.height)
      : at(area.x, area.y + from, area.width, size);
    placeSplit(split.parts[i], box, { ...target, path: [...path, i] });
  }
}
function placeMaximised(split: Split, area: Box, target: SplitTarget): void {
  if (split.kind === "group") {
    target.groups.push(split.id === target.maximised ? area : at(area.x, area.y, 0, 0));
    return;
  }
  for (const part of split.parts) placeMaximised(part, area, target);
}

/** Where parts begin and, last, end: whole pixels by their weights. */
function edgesOf(weights: readonly number[], room: number): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const edges = [0];
  let share = 0;
  for (const weight of weights) edges.push(Math.round((share += weight) / sum * room));
  return edges;
}

/** The line under a point, with some room around it. */
export function dividerAt({ dividers }: Places, { x, y }: { x: number; y: number }): Divider | null {
  const reach = SIZE.dividerReach;
  for (const divider of dividers) {
    const { line, axis } = divider;
    const isNear = axis === "x"
      ? x >= line.x - reach && x < line.x + 1 + reach && y >= line.y && y < line.y + line.height
      : y >= line.y - reach && y < line.y + 1 + reach && x >= line.x && x < line.x + line.width;
    if (isNear) return divider;
  }
  return null;
}
export function sameDivider(a: DividerId | null, b: DividerId | null): boolean {
  if (a === null || b === null || a.kind !== b.kind) return a === b;
  if (a.kind === "bar") return b.kind === "bar" && a.bar === b.bar;
  return b.kind === "split" && a.at === b.at && a.path.join() === b.path.join();
}

/** The panes with a line dragged to `to` (x or y in the window). A bar dragged to less than half its least hides. */
export function dragDivider(app: Frame, id: DividerId, to: number): Panes {
  const { panes, width, height } = app;
  if (id.kind === "split") return dragSplit(app, id, to);
  const bottom = height - SIZE.status;
  const size = id.bar === "left" ? to : id.bar === "right" ? width - to - 1 : bottom - to - 1;
  const least = id.bar === "panel" ? SIZE.panelLeast : SIZE.barLeast;
  if (size < least / 2) return panes[id.bar].isShown ? withBar(panes, id.bar, { isShown: false }) : panes;
  const { editors, bars } = placesOf(app);
  const room = id.bar === "panel"
    ? bottom - SIZE.editorLeastHeight - 1
    : editors.width + (bars[id.bar]?.width ?? 0) - SIZE.editorLeast;
  const wanted = Math.round(Math.max(least, Math.min(size, Math.max(least, room)))) as Px;
  if (panes[id.bar].isShown && panes[id.bar].size === wanted) return panes;
  return withBar(panes, id.bar, { size: wanted, isShown: true });
}

function dragSplit(app: Frame, { path, at: index }: DividerId & { kind: "split" }, to: number): Panes {
  const { panes } = app;
  const split = splitAt(panes.editors, path);
  if (split === null) return panes;
  const area = areaAt(panes.editors, placesOf(app).editors, path);
  const isRow = split.kind === "row";
  const room = isRow ? area.width : area.height;
  const edges = edgesOf(split.weights, room);
  const least = Math.min(
    isRow ? SIZE.groupLeast : SIZE.groupLeastHeight,
    (edges[index + 2] - edges[index]) / 2,
  );
  const edge = Math.max(
    edges[index] + least,
    Math.min(Math.round(to - (isRow ? area.x : area.y)), edges[index + 2] - least),
  );
  if (edge === edges[index + 1]) return panes;
  edges[index + 1] = edge;
  const weights = split.weights.map((_, i) => Math.max(1, edges[i + 1] - edges[i]) / room);
  return { ...panes, editors: withWeights(panes.editors, path, weights) };
}
function areaAt(split: Split, area: Box, path: readonly number[]): Box {
  if (path.length === 0 || split.kind === "group") return area;
  const [index, ...rest] = path;
  const isRow = split.kind === "row";
  const edges = edgesOf(split.weights, isRow ? area.width : area.height);
  const from = edges[index] + (index === 0 ? 0 : 1), size = edges[index + 1] - from;
  const box = isRow
    ? at(area.x + from, area.y, size, area.height)
    : at(area.x, area.y + from, area.width, size);
  return areaAt(split.parts[index], box, rest);
}

/** What a double click on a line does: the size of the design, or equal parts. */
export function resetDivider(panes: Panes, id: DividerId): Panes {
  if (id.kind === "bar") return withBar(panes, id.bar, { size: BAR_SIZES[id.bar] as Px });
  const split = splitAt(panes.editors, id.path);
  if (split === null) return panes;
  return { ...panes, editors: withWeights(panes.editors, id.path, split.weights.map(() => 1)) };
}

/** The index of the group that lies beside group `index` on a side; -1: none. */
export function groupBeside(
  { groups }: Places,
  index: number,
  side: "left" | "right" | "up" | "down",
): number {
  const from = groups[index];
  let best = -1, least = Infinity;
  for (let i = 0; i < groups.length; i++) {
    const to = groups[i];
    if (i === index || to.width === 0) continue;
    const gap = side === "left"
      ? from.x - (to.x + to.width)
      : side === "right"
      ? to.x - (from.x + from.width)
      : side === "up"
      ? from.y - (to.y + to.height)
      : to.y - (from.y + from.height);
    const isAcross = side === "left" || side === "right"
      ? to.y < from.y + from.height && to.y + to.height > from.y
      : to.x < from.x + from.width && to.x + to.width > from.x;
    if (gap < 0 || gap >= least || !isAcross) continue;
    [best, least] = [i, gap];
  }
  return best;
}
