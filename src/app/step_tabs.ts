/**
 * The mouse on tabs: bringing them to the front, keeping and closing them, dragging them within their bar, to another group or to the
 * edge of one, which splits it. What a drag would do is shown while it goes on; nothing changes before the button is let go.
 */
import type { ViewId } from "../base/mod.ts";
import { type AppView, type Box, isInside, placesOf, type Side4 } from "../ui/mod.ts";
import { Mod, type MouseButtonEvent } from "../window/mod.ts";
import { type App, type Drag, idle, type Step, type TabDrop } from "./app.ts";
import { focusView } from "./documents.ts";
import {
  addTab,
  copyView,
  focusGroup,
  groupById,
  groupOf,
  isPinned,
  keepTab,
  moveTab,
  newGroup,
  pinnedCount,
} from "./groups.ts";
import { withPanes } from "./bars.ts";
import { close } from "./saving.ts";

type TabDrag = Drag & { readonly kind: "tab" };
type Point = TabDrag["start"];

/** A pointer that moved less than this has not moved: hands shake. */
const slackPx = 5;
/** The share of a group's width or height at its edges where dropping splits. */
const edgeShare = 0.22;

export function tabMouseDown(app: App, event: MouseButtonEvent, view: ViewId): Step {
  if (event.button === 1) return isPinned(groupOf(app, view), view) ? idle(app) : close(app, view);
  if (event.button !== 0) return idle(app);
  const focused = focusView(app, view);
  if (event.clicks === 2) return idle(keepTab(focused, view));
  const start = { x: event.x, y: event.y };
  return idle({ ...focused, drag: { kind: "tab", view, start, moved: false, drop: null } });
}

export function tabDrag(app: App, at: Point, { drag, view }: { drag: TabDrag; view: AppView }): App {
  const isFar = drag.moved || Math.hypot(at.x - drag.start.x, at.y - drag.start.y) >= slackPx;
  if (!isFar) return app;
  const drop = dropAt(app, at, { drag, view });
  return drag.moved && same(drop, drag.drop) ? app : { ...app, drag: { ...drag, moved: true, drop } };
}
const same = (a: TabDrop | null, b: TabDrop | null): boolean =>
  a === b || a !== null && b !== null && a.kind === b.kind && a.group === b.group &&
    a.box.x === b.box.x && a.box.y === b.box.y && a.box.width === b.box.width &&
    a.box.height === b.box.height;

/** What letting go at a point would do; null: nothing. */
function dropAt(app: App, at: Point, { drag, view }: { drag: TabDrag; view: AppView }): TabDrop | null {
  const places = placesOf(app);
  const bar = view.tabBars.find(({ box }) => isInside(box, at));
  if (bar !== undefined) {
    const { tabs } = groupById(app, bar.group);
    let index = tabs.length;
    let x = bar.tabs.length === 0
      ? bar.box.x
      : bar.tabs[bar.tabs.length - 1].box.x + bar.tabs[bar.tabs.length - 1].box.width;
    for (const tab of bar.tabs) {
      if (at.x >= tab.box.x + tab.box.width / 2) continue;
      index = tabs.indexOf(tab.view);
      x = tab.box.x;
      break;
    }
    const own = tabs.indexOf(drag.view);
    const box = { ...bar.box, x: Math.max(bar.box.x, x - 1) as Box["x"], width: 2 as Box["width"] };
    return { kind: "tab", group: bar.group, index: own >= 0 && own < index ? index - 1 : index, box };
  }
  const at0 = places.groups.findIndex((box) => isInside(box, at));
  if (at0 < 0) return null;
  const group = app.groups[at0];
  const editor = view.editors.find((one) => one.group === group.id);
  const area = editor?.box ?? places.groups[at0];
  const side = sideOf(area, at);
  const isOwn = group.tabs.includes(drag.view);
  if (side === null) {
    return isOwn ? null : { kind: "tab", group: group.id, index: group.tabs.length, box: area };
  }
  // Its only tab beside itself would be the same again.
  if (isOwn && group.tabs.length === 1) return null;
  return { kind: "split", group: group.id, side, box: halfOf(area, side) };
}

function sideOf(area: Box, { x, y }: Point): Side4 | null {
  const left = (x - area.x) / area.width, up = (y - area.y) / area.height;
  const sides: readonly [Side4, number][] = [["left", left], ["right", 1 - left], ["up", up], [
    "down",
    1 - up,
  ]];
  let best: Side4 | null = null;
  let least = edgeShare;
  for (const [side, share] of sides) if (share < least) [best, least] = [side, share];
  return best;
}
function halfOf(area: Box, side: Side4): Box {
  const width = Math.floor(area.width / 2), height = Math.floor(area.height / 2);
  const isRow = side === "left" || side === "right";
  return {
    x: (side === "right" ? area.x + area.width - width : area.x) as Box["x"],
    y: (side === "down" ? area.y + area.height - height : area.y) as Box["y"],
    width: (isRow ? width : area.width) as Box["width"],
    height: (isRow ? area.height : height) as Box["height"],
  };
}

/** The button was let go: the tab goes there, or with Ctrl (Alt on a Mac) a second look at its text. */
export function tabDrop(app: App, event: MouseButtonEvent, drag: TabDrag): Step {
  const free: App = { ...app, drag: null };
  const { drop, view } = drag;
  if (drop === null || !app.views.has(view) || !app.groups.some(({ id }) => id === drop.group)) {
    return idle(free);
  }
  const isCopy = (event.mods & (app.platform === "mac" ? Mod.alt : Mod.ctrl)) !== 0;
  const made = drop.kind === "split"
    ? newGroup(free, drop.group, drop.side)
    : { app: free, group: drop.group };
  const index = drop.kind === "tab" ? drop.index : 0;
  const isOwn = groupOf(free, view).id === made.group;
  if (!isCopy || isOwn) return idle(keepTab(moveTab(made.app, view, { group: made.group, index }), view));
  const copy = copyView(made.app, view);
  return idle(focusGroup(addTab(copy.app, copy.view, { group: made.group, how: "keep", index }), made.group));
}

/** The wheel over a bar goes along its tabs. */
export function tabWheel(app: App, id: number, { dy, view }: { dy: number; view: AppView }): App {
  const bar = view.tabBars.find(({ group }) => group === id);
  const group = groupById(app, id);
  if (bar === undefined || bar.tabs.length === 0) return app;
  const last = bar.tabs[bar.tabs.length - 1];
  const isAtEnd = last.view === group.tabs[group.tabs.length - 1] &&
    last.box.x + last.box.width <= bar.box.x + bar.box.width;
  const step = Math.sign(dy);
  if (step === 0 || step > 0 && isAtEnd) return app;
  const firstTab = Math.max(pinnedCount(group), Math.min(bar.first + step, group.tabs.length - 1));
  if (firstTab === bar.first) return app;
  return { ...app, groups: app.groups.map((one) => (one.id === id ? { ...one, firstTab } : one)) };
}

/** A double click beside the tabs of a group makes it as large as it can be, and again as it was. */
export function toggleMaximised(app: App, id: number): App {
  if (app.groups.length < 2) return app;
  const maximised = app.panes.maximised === null ? id : null;
  return focusGroup(withPanes(app, { ...app.panes, maximised }), id);
}
