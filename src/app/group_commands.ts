/**
 * Commands about editor groups and tabs: splitting, focusing, moving, joining, keeping, pinning, closing many, and going to what was
 * used last. Ids and keys are VS Code's. What they do is groups.ts.
 */
import type { ViewId } from "../base/mod.ts";
import { evenWeights, groupBeside, placesOf, type Side4, STRINGS, widened } from "../ui/mod.ts";
import { activeGroup, activeView, type App, documentOf, idle, viewOf } from "./app.ts";
import type { AppCommand, AppCommandContext, AppCommandInfo } from "./app_commands.ts";
import { focusBar, withPanes } from "./bars.ts";
import { focusView } from "./documents.ts";
import { focusGroup, isPinned, joinInto, keepTab, moveTab, newGroup, pinTab, splitGroup } from "./groups.ts";
import { openQuickPick } from "./quick_pick_open.ts";
import { closeMany } from "./saving.ts";
import { toggleMaximised } from "./step_tabs.ts";

const split = (side: Side4): AppCommand => (app) => idle(splitGroup(app, app.activeGroup, side));
const emptyGroup = (side: Side4): AppCommand => (app) => {
  const made = newGroup(app, app.activeGroup, side);
  return idle(focusGroup(made.app, made.group));
};

/** The group with this number, from 0; the one behind the last is made. */
const focusAt = (index: number): AppCommand => (app) => {
  if (index < app.groups.length) return idle(focusGroup(app, app.groups[index].id));
  if (index > app.groups.length) return null;
  return idle(splitGroup(app, app.groups[app.groups.length - 1].id, "right"));
};
const focusBeside = (by: 1 | -1): AppCommand => (app) => {
  const { groups } = app;
  if (groups.length < 2) return null;
  const at = groups.indexOf(activeGroup(app));
  return idle(focusGroup(app, groups[(at + by + groups.length) % groups.length].id));
};
const focusSide = (side: Side4): AppCommand => (app) => {
  const to = groupBeside(placesOf(app), app.groups.indexOf(activeGroup(app)), side);
  return to < 0 ? null : idle(focusGroup(app, app.groups[to].id));
};
const focusLast: AppCommand = (app) => idle(focusGroup(app, app.groups[app.groups.length - 1].id));

/** The tab in front goes to another group; without one on that side, to a new one. */
const moveSide = (side: Side4): AppCommand => (app) => {
  const view = activeView(app);
  if (view === null) return null;
  const to = groupBeside(placesOf(app), app.groups.indexOf(activeGroup(app)), side);
  if (to >= 0) return idle(moveTab(app, view.id, { group: app.groups[to].id }));
  if (activeGroup(app).tabs.length < 2) return null;
  const made = newGroup(app, app.activeGroup, side);
  return idle(moveTab(made.app, view.id, { group: made.group }));
};
const moveAlong = (by: 1 | -1): AppCommand => (app) => {
  const view = activeView(app);
  const { groups } = app;
  if (view === null) return null;
  const at = groups.indexOf(activeGroup(app)) + by;
  if (at >= 0 && at < groups.length) return idle(moveTab(app, view.id, { group: groups[at].id }));
  return moveSide(by === 1 ? "right" : "left")(app, {} as AppCommandContext);
};
const moveTabBy = (by: 1 | -1): AppCommand => (app) => {
  const view = activeView(app);
  if (view === null) return null;
  const { id, tabs } = activeGroup(app);
  return idle(moveTab(app, view.id, { group: id, index: Math.max(0, tabs.indexOf(view.id) + by) }));
};

const joinTwo: AppCommand = (app) => {
  const at = app.groups.indexOf(activeGroup(app));
  const beside = app.groups[at + 1] ?? app.groups[at - 1];
  return beside === undefined ? null : idle(joinInto(app, beside.id, app.activeGroup));
};
const joinAll: AppCommand = (app) => {
  if (app.groups.length < 2) return null;
  const { id } = activeGroup(app);
  return idle(
    app.groups.reduce((next, group) => (group.id === id ? next : joinInto(next, group.id, id)), app),
  );
};
const evenWidths: AppCommand = (app) =>
  idle(withPanes(app, { ...app.panes, editors: evenWeights(app.panes.editors), maximised: null }));
/** The others keep this share of the width or height. */
const hiddenShare = 0.15;
const maximiseHide: AppCommand = (app) => idle(toggleMaximised(app, app.activeGroup));
const widen: AppCommand = (app) =>
  idle(withPanes(app, { ...app.panes, editors: widened(app.panes.editors, app.activeGroup, hiddenShare) }));

const keepEditor: AppCommand = (app) => {
  const view = activeView(app);
  return view === null ? null : idle(keepTab(app, view.id));
};
const pin = (how: "pin" | "unpin"): AppCommand => (app, { on }) => {
  const view = on ?? activeView(app)?.id;
  return view === undefined ? null : idle(pinTab(app, view, how));
};

/** Closes those tabs of a group that `which` picks; pinned ones stay. */
function closing(
  which: (app: App, view: ViewId, at: { index: number; active: number }) => boolean,
): AppCommand {
  return (app, { on }) => {
    const group = on === undefined ? activeGroup(app) : app.groups.find(({ tabs }) => tabs.includes(on))!;
    const from = on ?? group.active;
    if (from === null) return null;
    const active = group.tabs.indexOf(from);
    const views = group.tabs.filter((view, index) =>
      !isPinned(group, view) && which(app, view, { index, active })
    );
    return closeMany(app, views);
  };
}
const closeOthers = closing((_app, _view, { index, active }) => index !== active);
const closeRight = closing((_app, _view, { index, active }) => index > active);
const closeLeft = closing((_app, _view, { index, active }) => index < active);
const closeSaved = closing((app, view) => !documentOf(app, viewOf(app, view).doc).dirty);
const closeAll: AppCommand = (app) => closeMany(app, [...app.views.keys()]);
const closeGroup: AppCommand = (app) => closeMany(app, activeGroup(app).tabs);
const closeAllGroups: AppCommand = (app, ctx) => closeAll(app, ctx);

/** What was closed last comes back where it was. */
const reopen: AppCommand = (app) => {
  const closed = app.closedTabs.at(-1);
  if (closed === undefined) return null;
  const { path, line, column } = closed;
  return {
    app: { ...app, closedTabs: app.closedTabs.slice(0, -1) },
    effects: [{ kind: "file.read", path, line, column, as: "auto" }],
  };
};

/** Tabs of the active group (or of all), the latest first, in a picker: the one before is picked at once by Enter. */
function usedPicker(scope: "group" | "all", step: number): AppCommand {
  return (app) => {
    const views = usedViews(app, scope);
    if (views.length < 2) return null;
    const several = scope === "all" && app.groups.length > 1;
    const items = views.map((id) => {
      const doc = documentOf(app, viewOf(app, id).doc);
      const group = app.groups.findIndex(({ tabs }) => tabs.includes(id)) + 1;
      const folder = doc.path === null ? "" : doc.path.slice(0, doc.path.lastIndexOf("/"));
      return {
        label: doc.dirty ? `${doc.name} ●` : doc.name,
        description: several ? STRINGS.panes.inGroup(folder, group) : folder,
        run: { id: "nexus.focusView", arg: { view: id } },
      };
    });
    return idle(openQuickPick(app, {
      isHeld: true,
      placeholder: STRINGS.panes.pickEditor,
      items,
      keepsOrder: true,
      focused: step > 0 ? 1 : views.length - 1,
    }));
  };
}
function usedViews(app: App, scope: "group" | "all"): ViewId[] {
  const all = scope === "all" ? app.groups.flatMap(({ tabs }) => tabs) : activeGroup(app).tabs;
  const used = app.recentViews.filter((view) => all.includes(view));
  return [...used, ...all.filter((view) => !used.includes(view))];
}
/** `{ view }`: brings a tab to the front. */
const focusGiven: AppCommand = (app, { arg }) => {
  const view = (arg as { view?: unknown } | undefined)?.view as ViewId;
  return app.views.has(view) ? idle(focusView(app, view)) : null;
};
/** The tab that was in front before this one. */
const openPrevious: AppCommand = (app) => {
  const [, before] = usedViews(app, "group");
  return before === undefined ? null : idle(focusView(app, before));
};

const focusEditors: AppCommand = (app) => idle(focusBar(app, null));

const words = STRINGS.panes.titles;
const ordinals = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth"];
const sides = [["Left", "left"], ["Right", "right"], ["Up", "up"], ["Down", "down"]] as const;
const places = [["Left", "left"], ["Right", "right"], ["Above", "up"], ["Below", "down"]] as const;
const w = "workbench.action.";
export const groupCommands: readonly AppCommandInfo[] = [
  { id: `${w}splitEditor`, title: words.split, run: split("right") },
  { id: `${w}splitEditorOrthogonal`, title: words.splitOrthogonal, run: split("down") },
  ...sides.map(([name, side]) => ({
    id: `${w}splitEditor${name}`,
    title: words.splitTo(side),
    run: split(side),
  })),
  ...places.map(([name, side]) => ({
    id: `${w}newGroup${name}`,
    title: words.newGroup(side),
    run: emptyGroup(side),
  })),
  ...ordinals.map((name, i) => ({
    id: `${w}focus${name}EditorGroup`,
    title: words.focusGroup(i + 1),
    run: focusAt(i),
  })),
  { id: `${w}focusLastEditorGroup`, title: words.focusLastGroup, run: focusLast },
  { id: `${w}focusNextGroup`, title: words.focusNextGroup, run: focusBeside(1) },
  { id: `${w}focusPreviousGroup`, title: words.focusPreviousGroup, run: focusBeside(-1) },
  ...places.map(([name, side]) => ({
    id: `${w}focus${name}Group`,
    title: words.focusSide(side),
    run: focusSide(side),
  })),
  ...places.map(([name, side]) => ({
    id: `${w}moveEditorTo${name}Group`,
    title: words.moveSide(side),
    run: moveSide(side),
  })),
  { id: `${w}moveEditorToNextGroup`, title: words.moveNext, run: moveAlong(1) },
  { id: `${w}moveEditorToPreviousGroup`, title: words.movePrevious, run: moveAlong(-1) },
  { id: `${w}moveEditorLeftInGroup`, title: words.moveTabLeft, run: moveTabBy(-1) },
  { id: `${w}moveEditorRightInGroup`, title: words.moveTabRight, run: moveTabBy(1) },
  { id: `${w}joinTwoGroups`, title: words.joinTwo, run: joinTwo },
  { id: `${w}joinAllGroups`, title: words.joinAll, run: joinAll },
  { id: `${w}evenEditorWidths`, title: words.evenWidths, run: evenWidths },
  { id: `${w}minimizeOtherEditors`, title: words.widen, run: widen },
  { id: `${w}toggleMaximizeEditorGroup`, title: words.maximise, run: maximiseHide },
  { id: `${w}keepEditor`, title: words.keep, run: keepEditor },
  { id: `${w}pinEditor`, title: words.pin, run: pin("pin") },
  { id: `${w}unpinEditor`, title: words.unpin, run: pin("unpin") },
  { id: `${w}closeOtherEditors`, title: words.closeOthers, run: closeOthers },
  { id: `${w}closeEditorsToTheRight`, title: words.closeToRight, run: closeRight },
  { id: `${w}closeEditorsToTheLeft`, title: words.closeToLeft, run: closeLeft },
  { id: `${w}closeUnmodifiedEditors`, title: words.closeSaved, run: closeSaved },
  { id: `${w}closeEditorsInGroup`, title: words.closeGroup, run: closeGroup },
  { id: `${w}closeAllEditors`, title: words.closeAll, run: closeAll },
  { id: `${w}closeAllGroups`, title: words.closeAllGroups, run: closeAllGroups },
  { id: `${w}reopenClosedEditor`, title: words.reopen, run: reopen },
  {
    id: `${w}quickOpenPreviousRecentlyUsedEditorInGroup`,
    title: words.pickUsed,
    run: usedPicker("group", 1),
  },
  {
    id: `${w}quickOpenLeastRecentlyUsedEditorInGroup`,
    title: words.pickLeastUsed,
    run: usedPicker("group", -1),
  },
  { id: `${w}showAllEditorsByMostRecentlyUsed`, title: words.pickAll, run: usedPicker("all", 1) },
  { id: `${w}openPreviousRecentlyUsedEditorInGroup`, title: words.openPrevious, run: openPrevious },
  { id: `${w}focusActiveEditorGroup`, title: words.focusEditors, run: focusEditors },
  { id: "nexus.focusView", title: words.focusView, run: focusGiven },
];
