/**
 * A kept session as the app again: groups, tabs and bars at once, files when they are first shown. Documents that are open already
 * (unsaved work that came back, for one) take their place in it, and what the session does not know stays beside it.
 */
import type { DocId, LineIndex, Millis, Offset, Px, ViewId } from "../base/mod.ts";
import { apply, emptyText, foldNote, normalise, resolve, type State, withView } from "../editor/mod.ts";
import { languageOf, newFileForm } from "../project/mod.ts";
import { BARS, type Group, type Split, withBar, withoutLeaf } from "../ui/mod.ts";
import {
  type App,
  type AppDocument,
  documentOf,
  type Step,
  viewOf,
  withDocument,
  withDocView,
} from "./app.ts";
import { documentAt, makeDocument, type NewDocument } from "./documents.ts";
import type { AppEffect } from "./effects.ts";
import { copyView } from "./groups.ts";
import { mapLeaves } from "./session_state.ts";
import type { SavedGroup, SavedSession, SavedTab, SavedView } from "./session_types.ts";

/** The app with a kept session in it. */
export function restoreSession(app: App, saved: SavedSession): App {
  const before = app.groups.flatMap(({ tabs }) => tabs);
  const front = app.groups.find(({ id }) => id === app.activeGroup)?.active ?? null;
  const used = new Set<ViewId>();
  let next = app;
  const groups: Group[] = [];
  for (const one of saved.groups) {
    const made = restoreGroup(next, one, used);
    next = made.app;
    groups.push(made.group);
  }
  const ids = groups.map(({ id }) => id);
  let editors: Split = mapLeaves(saved.editors, (index) => ids[index]);
  let activeId = ids[saved.activeGroup];
  let kept = groups;
  for (const { id, tabs } of groups) {
    if (tabs.length > 0 || kept.length === 1) continue;
    kept = kept.filter((group) => group.id !== id);
    editors = withoutLeaf(editors, id) ?? editors;
    if (activeId === id) activeId = kept[0].id;
  }
  const rest = before.filter((view) => !used.has(view));
  const active = kept.find(({ id }) => id === activeId)!;
  const inFront = front !== null && rest.includes(front) ? front : active.active ?? rest[0] ?? null;
  kept = kept.map((group) =>
    group === active ? { ...group, tabs: [...group.tabs, ...rest], active: inFront } : group
  );
  const maximised = saved.maximised < 0 || !kept.some(({ id }) => id === ids[saved.maximised])
    ? null
    : ids[saved.maximised];
  let panes = { ...next.panes, editors, maximised, isZen: saved.isZen };
  for (const bar of BARS) {
    const { size, isShown, active: id } = saved.bars[bar];
    const part = app.barParts.find((one) => one.id === id && one.place === bar);
    const isThere = part !== undefined && (part.isThere?.(next) ?? true);
    panes = withBar(panes, bar, { size, isShown: isShown && isThere, active: isThere ? id : null });
  }
  return { ...next, groups: kept, panes, activeGroup: activeId, barFocus: null };
}

function restoreGroup(app: App, saved: SavedGroup, used: Set<ViewId>): { app: App; group: Group } {
  const id = app.nextId;
  let next: App = { ...app, nextId: id + 1 };
  const tabs: (ViewId | null)[] = [];
  for (const tab of saved.tabs) {
    const made = restoreTab(next, tab, used);
    next = made.app;
    tabs.push(made.view);
  }
  const there = tabs.filter((view) => view !== null);
  const pinned = tabs.slice(0, saved.pinned).filter((view) => view !== null).length;
  const active = (saved.active < 0 ? null : tabs[saved.active]) ?? there[0] ?? null;
  const preview = saved.preview < 0 ? null : tabs[saved.preview];
  return { app: next, group: { id, tabs: there, active, preview, pinned } };
}

/** `view` null: it was unsaved work that is gone. */
function restoreTab(
  app: App,
  tab: SavedTab,
  used: Set<ViewId>,
): { app: App; view: ViewId | null } {
  const known = tab.real !== null
    ? documentAt(app, tab.real)
    : tab.path === null
    ? namedLike(app, tab.name)
    : null;
  if (known !== null) return restoreKnown(app, { doc: known, tab, used });
  if (tab.path === null) return { app, view: null };
  const doc = app.nextId as DocId, view = (app.nextId + 1) as ViewId;
  const made = makeDocument(app, doc, {
    text: emptyText,
    name: tab.name,
    path: tab.path,
    real: tab.real,
    form: newFileForm,
    stamp: null,
    readOnly: true,
    language: languageOf(tab.path, ""),
    dirty: false,
  });
  const state = withView(made.state, view, { ranges: [{ anchor: zero, head: zero }], main: 0 });
  const pending = { isAsked: false, views: new Map([[view, tab.view]]) };
  const next = withDocument({ ...app, nextId: app.nextId + 2 }, { ...made, state, pending });
  used.add(view);
  return { app: withDocView(next, { id: view, doc, scroll: scrollOf(tab.view) }), view };
}
const zero = 0 as Offset;
const scrollOf = ({ line, dy, x }: SavedView) => ({ line: line as LineIndex, dy: dy as Px, x: x as Px });

function namedLike(app: App, name: string): AppDocument | null {
  for (const doc of app.docs.values()) if (doc.path === null && doc.name === name && doc.dirty) return doc;
  return null;
}

/** A tab of a document that is there: its view, or a second one where that has a tab already. */
function restoreKnown(
  app: App,
  { doc, tab, used }: { doc: AppDocument; tab: SavedTab; used: Set<ViewId> },
): { app: App; view: ViewId } {
  const views = [...app.views.values()].filter((view) => view.doc === doc.id);
  const free = views.find(({ id }) => !used.has(id));
  const made = free === undefined ? copyView(app, views[0].id) : { app, view: free.id };
  used.add(made.view);
  const document = documentOf(made.app, doc.id);
  let next: App;
  if (document.pending !== undefined) {
    const pending = { ...document.pending, views: new Map(document.pending.views).set(made.view, tab.view) };
    next = withDocument(made.app, { ...document, pending });
  } else next = withDocument(made.app, { ...document, state: placed(document.state, made.view, tab.view) });
  return { app: withPlace(next, made.view, tab.view), view: made.view };
}

/** The scroll of a view as it was kept, within its text. */
function withPlace(app: App, id: ViewId, saved: SavedView): App {
  const view = viewOf(app, id);
  const { state, pending } = documentOf(app, view.doc);
  const line = pending === undefined ? Math.min(saved.line, state.text.lineCount - 1) : saved.line;
  return withDocView(app, { ...view, scroll: scrollOf({ ...saved, line }) });
}

/** A state with the carets and folds of a view as they were kept, as far as its text has room for them. */
function placed(state: State, view: ViewId, saved: SavedView): State {
  const { length } = state.text;
  const ranges = [];
  for (let i = 0; i < saved.ranges.length; i += 2) {
    const anchor = Math.min(saved.ranges[i], length) as Offset;
    ranges.push({ anchor, head: Math.min(saved.ranges[i + 1], length) as Offset });
  }
  const next = withView(state, view, normalise({ ranges, main: saved.main }));
  if (saved.folds.length === 0 || saved.length !== length) return next;
  const notes = [foldNote(view, Float64Array.from(saved.folds))];
  return apply(resolve(next, { view, origin: "tool", notes }, 0 as Millis));
}

/** A document that waited to be shown, with its text. */
export function fillDocument(app: App, id: DocId, given: NewDocument): App {
  const { pending } = documentOf(app, id);
  if (pending === undefined) return app;
  const made = makeDocument(app, id, given);
  let { state } = made;
  for (const [view, saved] of pending.views) if (app.views.has(view)) state = placed(state, view, saved);
  let next = withDocument(app, { ...made, state });
  for (const [view, saved] of pending.views) if (app.views.has(view)) next = withPlace(next, view, saved);
  return next;
}

/** After a step that changed what is in front: files that wait and are seen now are asked for, once. */
export function withShown(step: Step): Step {
  const effects: AppEffect[] = [];
  let { app } = step;
  for (const { active } of app.groups) {
    const doc = active === null ? undefined : app.docs.get(app.views.get(active)!.doc);
    if (doc?.pending === undefined || doc.pending.isAsked || doc.path === null) continue;
    app = withDocument(app, { ...doc, pending: { ...doc.pending, isAsked: true } });
    effects.push({ kind: "file.read", path: doc.path, line: null, column: null, as: "auto", fill: doc.id });
  }
  return effects.length === 0 ? step : { ...step, app, effects: [...step.effects, ...effects] };
}
