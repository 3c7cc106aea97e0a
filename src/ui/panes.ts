/**
 * How the workbench is divided, as a value: a bar on each side, the panel below, and between them the groups of editors as a tree of
 * rows and columns with weights. Owns the shapes and the pure changes of them; where all that lies in the window is places.ts.
 * The leaves of the tree, read from left to right and from top to bottom, are in the order of `Workbench.groups`.
 */
import type { Px } from "../base/mod.ts";
import { SIZE } from "./metrics.ts";

/** What views stand in beside the editors. */
export type BarId = "left" | "right" | "panel";
export const BARS: readonly BarId[] = ["left", "right", "panel"];
/** One bar. `size`: its width, the panel's height. It shows when it is wanted and has a view to show. */
export interface Bar {
  readonly size: Px;
  readonly isShown: boolean;
  /** The id of the view it shows. */
  readonly active: string | null;
}
/** A group of editors, or several side by side ("row") or one below the other ("column"). A split has two parts or more. */
export type Split =
  | { readonly kind: "group"; readonly id: number }
  | SplitOf;
export interface SplitOf {
  readonly kind: "row" | "column";
  readonly parts: readonly Split[];
  /** As many, each over 0; what counts is their share. */
  readonly weights: readonly number[];
}
export interface Panes {
  readonly left: Bar;
  readonly right: Bar;
  readonly panel: Bar;
  readonly editors: Split;
  /** The group that has the whole room of the editors; null: none. */
  readonly maximised: number | null;
  /** The panel has the room of the editors too. */
  readonly isPanelMaximised: boolean;
  /** Nothing but editors. */
  readonly isZen: boolean;
}
/** A line between panes that can be dragged: beside a bar, or after part `at` of the split at `path`. */
export type DividerId =
  | { readonly kind: "bar"; readonly bar: BarId }
  | { readonly kind: "split"; readonly path: readonly number[]; readonly at: number };
/** The sides of a group. */
export type Side4 = "left" | "right" | "up" | "down";

/** The sizes of the design. */
export const BAR_SIZES: Readonly<Record<BarId, number>> = {
  left: SIZE.leftBar,
  right: SIZE.rightBar,
  panel: SIZE.panel,
};
const bar = (size: number): Bar => ({ size: size as Px, isShown: false, active: null });
/** One group, and no bars. */
export function onePane(group: number): Panes {
  return {
    left: bar(BAR_SIZES.left),
    right: bar(BAR_SIZES.right),
    panel: bar(BAR_SIZES.panel),
    editors: { kind: "group", id: group },
    maximised: null,
    isPanelMaximised: false,
    isZen: false,
  };
}
export const isBarShown = (panes: Panes, id: BarId): boolean =>
  !panes.isZen && panes[id].isShown && panes[id].active !== null;

/** Ids of the groups, in order. */
export function leavesOf(split: Split): number[] {
  return split.kind === "group" ? [split.id] : split.parts.flatMap(leavesOf);
}

/** `split` with group `added` beside group `id`; half of its room is the new one's. */
export function splitBeside(
  split: Split,
  id: number,
  { added, side }: { added: number; side: Side4 },
): Split {
  const kind = side === "left" || side === "right" ? "row" : "column";
  const leaf: Split = { kind: "group", id: added };
  const isBefore = side === "left" || side === "up";
  if (split.kind === "group") {
    if (split.id !== id) return split;
    return { kind, parts: isBefore ? [leaf, split] : [split, leaf], weights: [1, 1] };
  }
  const at = split.parts.findIndex((part) => part.kind === "group" && part.id === id);
  if (at < 0 || split.kind !== kind) {
    return { ...split, parts: split.parts.map((part) => splitBeside(part, id, { added, side })) };
  }
  const half = split.weights[at] / 2;
  return {
    kind,
    parts: split.parts.toSpliced(isBefore ? at : at + 1, 0, leaf),
    weights: split.weights.toSpliced(at, 1, half, half),
  };
}

/** `split` without a group; null when it was the only one. Its neighbours take its room. */
export function withoutLeaf(split: Split, id: number): Split | null {
  if (split.kind === "group") return split.id === id ? null : split;
  const parts: Split[] = [];
  const weights: number[] = [];
  split.parts.forEach((part, i) => {
    const left = withoutLeaf(part, id);
    if (left === null) return;
    parts.push(left);
    weights.push(split.weights[i]);
  });
  if (parts.length === 0) return null;
  return parts.length === 1 ? parts[0] : flat({ kind: split.kind, parts, weights });
}

/** A row within a row is that row's own parts. */
function flat({ kind, parts, weights }: SplitOf): SplitOf {
  const all: Split[] = [];
  const shares: number[] = [];
  parts.forEach((part, i) => {
    if (part.kind !== kind) {
      all.push(part);
      shares.push(weights[i]);
      return;
    }
    const sum = part.weights.reduce((a, b) => a + b, 0);
    part.parts.forEach((one, k) => {
      all.push(one);
      shares.push(weights[i] * part.weights[k] / sum);
    });
  });
  return { kind, parts: all, weights: shares };
}

/** The split at a path of indices; null where there is none. */
export function splitAt(split: Split, path: readonly number[]): SplitOf | null {
  let now: Split | undefined = split;
  for (const index of path) now = now === undefined || now.kind === "group" ? undefined : now.parts[index];
  return now === undefined || now.kind === "group" ? null : now;
}

/** `split` with other weights at a path. */
export function withWeights(split: Split, path: readonly number[], weights: readonly number[]): Split {
  if (split.kind === "group") return split;
  if (path.length === 0) return { ...split, weights };
  const [at, ...rest] = path;
  return {
    ...split,
    parts: split.parts.map((part, i) => (i === at ? withWeights(part, rest, weights) : part)),
  };
}

/** All parts of every split equally large. */
export function evenWeights(split: Split): Split {
  if (split.kind === "group") return split;
  return { ...split, parts: split.parts.map(evenWeights), weights: split.parts.map(() => 1) };
}

/** A group as large as it may be while its neighbours keep `least` of the shares on the way to it. */
export function widened(split: Split, id: number, least: number): Split {
  if (split.kind === "group" || !leavesOf(split).includes(id)) return split;
  const parts = split.parts.map((part) => widened(part, id, least));
  const at = split.parts.findIndex((part) => leavesOf(part).includes(id));
  const weights = parts.map((_, i) => (i === at ? 1 - least * (parts.length - 1) : least));
  return { ...split, parts, weights };
}

export function withBar(panes: Panes, id: BarId, change: Partial<Bar>): Panes {
  return { ...panes, [id]: { ...panes[id], ...change } };
}
