/** Commands about side bars, the panel and Zen mode: showing, hiding, focusing, sizing. Ids and keys are VS Code's. */
import {
  BAR_SIZES,
  type BarId,
  dragDivider,
  isBarShown,
  partsIn,
  placesOf,
  STRINGS,
  type When,
  withBar,
} from "../ui/mod.ts";
import { activeView, type App, idle, type Step } from "./app.ts";
import type { AppCommand, AppCommandInfo } from "./app_commands.ts";
import { closeBar, focusBar, openBar, showBarPart, withPanes } from "./bars.ts";
import { withNotice } from "./notices.ts";

function opened(app: App, bar: BarId, how: "focus" | "keep"): Step {
  const open = openBar(app, bar);
  if (open === null) {
    const text = STRINGS.panes.nothingIn(bar);
    return { ...withNotice(app, { level: "info", text }), problem: text };
  }
  return idle(how === "focus" ? focusBar(open, bar) : open);
}
const toggle = (bar: BarId): AppCommand => (app) =>
  isBarShown(app.panes, bar)
    ? idle(closeBar(app, bar))
    : opened(app, bar, bar === "panel" ? "focus" : "keep");
const close = (bar: BarId): AppCommand => (app) =>
  isBarShown(app.panes, bar) ? idle(closeBar(app, bar)) : null;
const focus = (bar: BarId): AppCommand => (app) => opened(app, bar, "focus");

const maximisePanel: AppCommand = (app) => {
  const isOn = app.panes.isPanelMaximised && isBarShown(app.panes, "panel");
  const open = openBar(app, "panel");
  if (open === null) return opened(app, "panel", "focus");
  return idle(focusBar(withPanes(open, { ...open.panes, isPanelMaximised: !isOn }), "panel"));
};

/** `{ id }`: shows a view and gives it the keyboard; `keep`: the keyboard stays where it is. */
const openView: AppCommand = (app, { arg }) => {
  const { id, keep } = (typeof arg === "string" ? { id: arg } : arg ?? {}) as {
    id?: unknown;
    keep?: unknown;
  };
  if (
    typeof id !== "string" || !app.barParts.some((part) => part.id === id && (part.isThere?.(app) ?? true))
  ) {
    return { ...idle(app), problem: STRINGS.panes.unknownView(id) };
  }
  return idle(showBarPart(app, id, keep === true ? "keep" : "focus"));
};

function panelViewBeside(by: 1 | -1): AppCommand {
  return (app) => {
    const parts = partsIn(app, "panel");
    if (parts.length === 0) return null;
    const at = parts.findIndex(({ id }) => id === app.panes.panel.active);
    return idle(showBarPart(app, parts[(at + by + parts.length) % parts.length].id, "focus"));
  };
}

const toggleZen: AppCommand = (app) => {
  const isZen = !app.panes.isZen;
  return idle(withPanes(app, { ...app.panes, isZen }));
};
const exitZen: AppCommand = (app) => (app.panes.isZen ? toggleZen(app, {} as never) : null);

/** The editors and the bars that show, around and around. */
function partBeside(by: 1 | -1): AppCommand {
  return (app) => {
    const order: (BarId | null)[] = [null];
    for (const bar of ["panel", "left", "right"] as const) if (isBarShown(app.panes, bar)) order.push(bar);
    const at = order.indexOf(app.barFocus);
    return order.length === 1 ? null : idle(focusBar(app, order[(at + by + order.length) % order.length]));
  };
}

/** The bar with the keyboard, or the left one, a step larger or smaller. */
function sized(by: 1 | -1): AppCommand {
  return (app) => {
    const bar = app.barFocus ?? "left";
    if (!isBarShown(app.panes, bar)) return null;
    const size = app.panes[bar].size + by * sizeStep;
    const bottom = placesOf(app).status.y;
    const to = bar === "left" ? size : bar === "right" ? app.width - size - 1 : bottom - size - 1;
    const panes = dragDivider(app, { kind: "bar", bar }, to);
    return panes[bar].isShown ? idle(withPanes(app, panes)) : null;
  };
}
const sizeStep = 60;

/** Every bar as large as the design has it. */
const resetSizes: AppCommand = (app) => {
  let { panes } = app;
  for (const bar of ["left", "right", "panel"] as const) {
    panes = withBar(panes, bar, { size: BAR_SIZES[bar] as App["width"] });
  }
  return idle(withPanes(app, panes));
};

/** Context keys of VS Code's about panes; undefined: not one of them. */
export function paneWhen(app: App, name: string): ReturnType<When> {
  switch (name) {
    case "sideBarVisible":
      return isBarShown(app.panes, "left");
    case "auxiliaryBarVisible":
      return isBarShown(app.panes, "right");
    case "panelVisible":
      return isBarShown(app.panes, "panel");
    case "sideBarFocus":
      return app.barFocus === "left";
    case "auxiliaryBarFocus":
      return app.barFocus === "right";
    case "panelFocus":
      return app.barFocus === "panel";
    case "focusedView":
      return app.barFocus === null ? "" : app.panes[app.barFocus].active ?? "";
    case "inZenMode":
      return app.panes.isZen;
    case "multipleEditorGroups":
      return app.groups.length > 1;
    case "activeEditorIsInPreview":
      return activeView(app) !== null && app.groups.some(({ preview }) => preview === activeView(app)!.id);
    default:
      return undefined;
  }
}

const words = STRINGS.panes.titles;
export const paneCommands: readonly AppCommandInfo[] = [
  { id: "workbench.action.toggleSidebarVisibility", title: words.toggleSidebar, run: toggle("left") },
  { id: "workbench.action.toggleAuxiliaryBar", title: words.toggleRight, run: toggle("right") },
  { id: "workbench.action.togglePanel", title: words.togglePanel, run: toggle("panel") },
  { id: "workbench.action.closeSidebar", title: words.closeSidebar, run: close("left") },
  { id: "workbench.action.closeAuxiliaryBar", title: words.closeRight, run: close("right") },
  { id: "workbench.action.closePanel", title: words.closePanel, run: close("panel") },
  { id: "workbench.action.toggleMaximizedPanel", title: words.maximisePanel, run: maximisePanel },
  { id: "workbench.action.focusSideBar", title: words.focusSidebar, run: focus("left") },
  { id: "workbench.action.focusAuxiliaryBar", title: words.focusRight, run: focus("right") },
  { id: "workbench.action.focusPanel", title: words.focusPanel, run: focus("panel") },
  { id: "workbench.action.openView", title: words.openView, run: openView },
  { id: "workbench.action.nextPanelView", title: words.nextPanelView, run: panelViewBeside(1) },
  { id: "workbench.action.previousPanelView", title: words.previousPanelView, run: panelViewBeside(-1) },
  { id: "workbench.action.toggleZenMode", title: words.zen, run: toggleZen },
  { id: "workbench.action.exitZenMode", title: words.exitZen, run: exitZen },
  { id: "workbench.action.focusNextPart", title: words.focusNextPart, run: partBeside(1) },
  { id: "workbench.action.focusPreviousPart", title: words.focusPreviousPart, run: partBeside(-1) },
  { id: "workbench.action.increaseViewSize", title: words.growPane, run: sized(1) },
  { id: "workbench.action.decreaseViewSize", title: words.shrinkPane, run: sized(-1) },
  { id: "nexus.resetBarSizes", title: words.resetSizes, run: resetSizes },
];
