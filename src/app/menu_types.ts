/** The shapes of context menus and tooltips. Only types, so that app.ts can lie above. */
import type { Millis } from "../base/mod.ts";
import type { Box, Menu } from "../ui/mod.ts";

/** What a row of a menu runs. */
export interface MenuCall {
  readonly id: string;
  readonly arg?: unknown;
}
/** One row: a command, or a menu of its own. Neighbours of different groups are parted by a line. */
export interface MenuEntry {
  readonly group: string;
  readonly title: string;
  readonly command?: string;
  readonly arg?: unknown;
  /** A clause as key bindings have; absent: always. */
  readonly when?: string;
  /** A tick in front. */
  readonly isOn?: boolean;
  readonly items?: readonly MenuEntry[];
}
/** The open menu and what its rows run, by their ids. */
export interface OpenMenu extends Menu {
  readonly calls: ReadonlyMap<string, MenuCall>;
}
/** What the pointer rests on. `id` tells it from others. */
export interface TipTarget {
  readonly id: string;
  readonly text: string;
  readonly anchor: Box;
}
/** `since`: when the pointer came to it. */
export interface TipWait extends TipTarget {
  readonly since: Millis;
}
