/** What side bars, the panel, groups and tabs say, and the names of their commands. */
import type { BarId } from "./panes.ts";

const BAR_NAMES: Readonly<Record<BarId, string>> = {
  left: "Side bar",
  right: "Secondary side bar",
  panel: "Panel",
};

export const PANE_STRINGS = {
  bar: (id: BarId, view: string): string => (view === "" ? BAR_NAMES[id] : `${BAR_NAMES[id]}: ${view}`),
  maximisePanel: "Maximize panel",
  hidePanel: "Hide panel",
  nothingIn: (id: BarId): string => `${BAR_NAMES[id]} has nothing to show yet`,
  unknownView: (id: unknown): string => `There is no view ${JSON.stringify(id)}`,
  titles: {
    toggleSidebar: "Toggle side bar",
    toggleRight: "Toggle secondary side bar",
    togglePanel: "Toggle panel",
    closeSidebar: "Close side bar",
    closeRight: "Close secondary side bar",
    closePanel: "Close panel",
    resetSizes: "Reset the sizes of side bars and panel",
    maximisePanel: "Toggle maximized panel",
    focusSidebar: "Focus side bar",
    focusRight: "Focus secondary side bar",
    focusPanel: "Focus panel",
    focusEditors: "Focus the active editor",
    openView: "Show a view",
    nextPanelView: "Next panel view",
    previousPanelView: "Previous panel view",
    zen: "Toggle Zen mode",
    exitZen: "Leave Zen mode",
    focusNextPart: "Focus the next part of the window",
    focusPreviousPart: "Focus the previous part of the window",
    growPane: "Make the pane larger",
    shrinkPane: "Make the pane smaller",
  },
} as const;
