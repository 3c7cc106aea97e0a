/**
 * Editor groups and their tabs as pure changes of the app: splitting, moving, joining, what is previewed and pinned, and who is in front
 * after something closed. The tree of `panes` and the list `groups` change together here and nowhere else. Documents are documents.ts.
 */
import type { Millis, ViewId } from "../base/mod.ts";
import { apply, foldNote, foldSpans, resolve, withView } from "../editor/mod.ts";
import { leavesOf, type Side4, type Split, splitBeside, withoutLeaf } from "../ui/mod.ts";
import type { Group } from "../ui/mod.ts";
import {
  activeGroup,
  type App,
  documentOf,
  selectionOf,
  viewOf,
  withDocument,
  withDocView,
  withGroup,
} from "./app.ts";

/** Tabs that were used lately are remembered up to here. */
const mostRecent = 200;

/** The group that a tab stands in. Throws RangeError for a view without one: a bug of the caller. */
export function groupOf(app: App, view: ViewId): Group {
  const group = app.groups.find(({ tabs }) => tabs.includes(view));
  if (group === undefined) throw new RangeError(`Cannot find the group of view ${view}: it has no tab`);
  return group;
}
export function groupById(app: App, id: number): Group {
  const group = app.groups.find((one) => one.id === id);
  if (group === undefined) throw new RangeError(`Cannot find group ${id}`);
  return group;
}
export const pinnedCount = (group: Group): number => group.pinned ?? 0;
export const isPinned = (group: Group, view: ViewId): boolean =>
  group.tabs.indexOf(view) < pinnedCount(group);

/** A tab where new ones go: after the active one, behind the pinned ones. "preview": instead of the tab that is one. */
export function addTab(
  app: App,
  view: ViewId,
  { group: id, how, index }: { group: number; how: "keep" | "preview"; index?: number },
): App {
  const group = groupById(app, id);
  const after = group.active === null ? group.tabs.length : group.tabs.indexOf(group.active) + 1;
  const at = Math.max(pinnedCount(group), Math.min(index ?? after, group.tabs.length));
  const preview = how === "preview" ? view : group.preview ?? null;
  return withGroup(app, {
    ...group,
    tabs: group.tabs.toSpliced(at, 0, view),
    active: view,
    preview,
    firstTab: undefined,
  });
}

/** A tab stays when the next file is looked at. */
export function keepTab(app: App, view: ViewId): App {
  const group = app.groups.find(({ preview }) => preview === view);
  return group === undefined ? app : withGroup(app, { ...group, preview: null });
}

/** A tab among the pinned ones, or no longer. */
export function pinTab(app: App, view: ViewId, how: "pin" | "unpin"): App {
  const group = groupOf(app, view);
  if (isPinned(group, view) === (how === "pin")) return app;
  const pinned = pinnedCount(group);
  const tabs = group.tabs.filter((tab) => tab !== view);
  const at = how === "pin" ? pinned : pinned - 1;
  const preview = group.preview === view ? null : group.preview;
  return withGroup(app, {
    ...group,
    tabs: tabs.toSpliced(at, 0, view),
    pinned: how === "pin" ? pinned + 1 : pinned - 1,
    preview,
    firstTab: undefined,
  });
}

/** A second look at the document of a view: the same selection, scroll and folds from here on on their own. Not in a tab yet. */
export function copyView(app: App, from: ViewId): { app: App; view: ViewId } {
  const { doc, scroll } = viewOf(app, from);
  const view = app.nextId as ViewId;
  const document = documentOf(app, doc);
  let state = withView(document.state, view, selectionOf(document.state, from));
  const spans = foldSpans(state, from);
  if (spans.length > 0) {
    const notes = [foldNote(view, spans)];
    state = apply(resolve(state, { view, origin: "tool", notes }, 0 as Millis));
  }
  const next = withDocument({ ...app, nextId: app.nextId + 1 }, { ...document, state });
  return { app: withDocView(next, { id: view, doc, scroll }), view };
}

/** A new empty group beside another one. It gets no keyboard yet. */
export function newGroup(app: App, beside: number, side: Side4): { app: App; group: number } {
  const group = app.nextId;
  const editors = splitBeside(app.panes.editors, beside, { added: group, side });
  const groups = [...app.groups, { id: group, tabs: [], active: null }];
  const panes = { ...app.panes, editors, maximised: null };
  return { app: inOrder({ ...app, nextId: group + 1, groups, panes }, editors), group };
}
/** `groups` in the order of the tree's leaves. */
function inOrder(app: App, editors: Split): App {
  const ids = leavesOf(editors);
  return { ...app, groups: ids.map((id) => groupById(app, id)) };
}

/** The keyboard goes to a group. */
export function focusGroup(app: App, id: number): App {
  if (app.activeGroup === id && app.barFocus === null) return app;
  const { maximised } = app.panes;
  const panes = maximised === null || maximised === id ? app.panes : { ...app.panes, maximised: id };
  return { ...app, panes, activeGroup: id, barFocus: null, preedit: null, drag: null, held: [], chord: null };
}

/** Splits a group: the new one shows what the old one shows, and has the keyboard. */
export function splitGroup(app: App, id: number, side: Side4): App {
  const { active } = groupById(app, id);
  const made = newGroup(app, id, side);
  if (active === null) return focusGroup(made.app, made.group);
  const copy = copyView(made.app, active);
  return focusGroup(addTab(copy.app, copy.view, { group: made.group, how: "keep" }), made.group);
}

/** A tab in another group or at another place of its own; `index` counts in the group without the tab. Its group goes with its last one. */
export function moveTab(
  app: App,
  view: ViewId,
  { group: to, index }: { group: number; index?: number },
): App {
  const from = groupOf(app, view);
  const wasPinned = isPinned(from, view);
  if (from.id === to) {
    const rest = from.tabs.filter((tab) => tab !== view);
    const pinned = pinnedCount(from);
    // Pinned tabs stay among themselves.
    const least = wasPinned ? 0 : pinned, most = wasPinned ? pinned - 1 : rest.length;
    const at = Math.max(least, Math.min(index ?? rest.length, most));
    const tabs = rest.toSpliced(at, 0, view);
    if (tabs.every((tab, i) => tab === from.tabs[i]) && from.active === view) return app;
    return withGroup(app, { ...from, tabs, active: view });
  }
  const target = groupById(app, to);
  // One document has one tab in a group: the one that comes takes the place of the one that is there.
  const twin = target.tabs.find((tab) => viewOf(app, tab).doc === viewOf(app, view).doc);
  let next = takeOut(app, view);
  next = addTab(next, view, { group: to, how: "keep", index });
  if (twin !== undefined) next = dropView(takeOut(next, twin), twin);
  next = withGroup(next, { ...groupById(next, to), active: view });
  return focusGroup(withoutEmpty(next, from.id), to);
}

/** A group without a tab; the view itself stays. In front comes what was used before it. */
export function takeOut(app: App, view: ViewId): App {
  const group = groupOf(app, view);
  const at = group.tabs.indexOf(view);
  const tabs = group.tabs.filter((tab) => tab !== view);
  const recent = app.recentViews.find((one) => one !== view && tabs.includes(one));
  const active = group.active !== view
    ? group.active
    : tabs.length === 0
    ? null
    : recent ?? tabs[Math.min(at, tabs.length - 1)];
  return withGroup(app, {
    ...group,
    tabs,
    active,
    pinned: at < pinnedCount(group) ? pinnedCount(group) - 1 : group.pinned,
    preview: group.preview === view ? null : group.preview,
  });
}
function dropView(app: App, view: ViewId): App {
  const views = new Map(app.views);
  views.delete(view);
  return { ...app, views };
}

/** The app without a group that has no tabs, unless it is the only one. */
export function withoutEmpty(app: App, id: number): App {
  const group = app.groups.find((one) => one.id === id);
  if (group === undefined || group.tabs.length > 0 || app.groups.length === 1) return app;
  const editors = withoutLeaf(app.panes.editors, id);
  if (editors === null) return app;
  const groups = app.groups.filter((one) => one.id !== id);
  const at = Math.min(app.groups.indexOf(group), groups.length - 1);
  const recent = app.recentViews.find((view) => groups.some(({ tabs }) => tabs.includes(view)));
  const next = recent === undefined ? groups[at] : groups.find(({ tabs }) => tabs.includes(recent))!;
  const { maximised } = app.panes;
  const panes = { ...app.panes, editors, maximised: maximised === id ? null : maximised };
  const find = app.find?.group === id
    ? { ...app.find, group: next.id, isOpen: false, results: null }
    : app.find;
  return { ...app, groups, panes, find, activeGroup: app.activeGroup === id ? next.id : app.activeGroup };
}

/** All tabs of `from` behind those of `to`; the group goes. What has the keyboard keeps it. */
export function joinInto(app: App, from: number, to: number): App {
  if (from === to) return app;
  const front = activeGroup(app).active;
  let next = app;
  for (const view of groupById(app, from).tabs) {
    next = moveTab(next, view, { group: to, index: groupById(next, to).tabs.length });
  }
  next = focusGroup(withoutEmpty(next, from), to);
  const group = groupById(next, to);
  return front === null || !group.tabs.includes(front) ? next : withGroup(next, { ...group, active: front });
}

/** After a step: what is in front is what was used last. */
export function withUsed(app: App): App {
  const { active } = activeGroup(app);
  const { recentViews } = app;
  if (active === null || recentViews[0] === active) return app;
  const rest = recentViews.filter((view) => view !== active && app.views.has(view));
  return { ...app, recentViews: [active, ...rest].slice(0, mostRecent) };
}
