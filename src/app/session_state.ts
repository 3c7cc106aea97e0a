/**
 * The layout of a window as it is kept for the next start: groups, tabs and where they stood, side bars and sizes. Owns the format and
 * its checks; a file that does not hold to it is refused whole. Texts are not in it: files are read when they are first shown, unsaved
 * work is the journal's.
 */
import type { Result } from "../base/mod.ts";
import { foldSpans, type State } from "../editor/mod.ts";
import { BARS, type Panes, type Split, STRINGS } from "../ui/mod.ts";
import type { ViewId } from "../base/mod.ts";
import { type App, documentOf, selectionOf, viewOf } from "./app.ts";
import type { SavedGroup, SavedSession, SavedTab, SavedView } from "./session_types.ts";

/** Grows with each change that an older reader would misread. */
export const sessionVersion = 1;
/** More tabs than this are not kept. */
const mostTabs = 2000;
/** More carets and folds of one view than this are not kept. */
const mostPlaces = 1000;

/** What is kept of an app. */
export function sessionOf(app: App): SavedSession {
  const ids = app.groups.map(({ id }) => id);
  const groups = app.groups.map((group): SavedGroup => {
    const kept = group.tabs.filter((view) => isKept(app, view)).slice(0, mostTabs);
    const gone = group.tabs.slice(0, group.pinned ?? 0).filter((view) => !kept.includes(view)).length;
    return {
      tabs: kept.map((view) => savedTab(app, view)),
      active: group.active === null ? -1 : kept.indexOf(group.active),
      preview: group.preview ? kept.indexOf(group.preview) : -1,
      pinned: (group.pinned ?? 0) - gone,
    };
  });
  const { left, right, panel, isZen, maximised } = app.panes;
  return {
    version: sessionVersion,
    folder: app.folder,
    groups,
    editors: mapLeaves(app.panes.editors, (id) => ids.indexOf(id)),
    activeGroup: ids.indexOf(app.activeGroup),
    maximised: maximised === null ? -1 : ids.indexOf(maximised),
    bars: { left, right, panel },
    isZen,
  };
}

/** Texts of our own making and empty ones come and go; what lies in a file or a journal comes back. */
function isKept(app: App, view: ViewId): boolean {
  const { path, dirty, readOnly } = documentOf(app, viewOf(app, view).doc);
  return path !== null || dirty && !readOnly;
}
function savedTab(app: App, id: ViewId): SavedTab {
  const { doc, scroll } = viewOf(app, id);
  const { path, real, name, state, pending } = documentOf(app, doc);
  const waiting = pending?.views.get(id);
  return {
    path,
    real,
    name,
    view: waiting ?? { line: scroll.line, dy: scroll.dy, x: scroll.x, ...placesOf(state, id) },
  };
}
function placesOf(state: State, view: ViewId): Pick<SavedView, "ranges" | "main" | "folds" | "length"> {
  const { ranges, main } = selectionOf(state, view);
  const kept = ranges.length > mostPlaces ? [ranges[main]] : ranges;
  const folds = foldSpans(state, view);
  return {
    ranges: kept.flatMap(({ anchor, head }) => [anchor, head]),
    main: kept.length === ranges.length ? main : 0,
    folds: folds.length > 2 * mostPlaces ? [] : [...folds],
    length: state.text.length,
  };
}

export function mapLeaves(split: Split, to: (id: number) => number): Split {
  return split.kind === "group"
    ? { kind: "group", id: to(split.id) }
    : { ...split, parts: split.parts.map((part) => mapLeaves(part, to)) };
}

/** A kept session from its file. The reason says what is wrong with it. */
export function readSession(text: string): Result<SavedSession> {
  const words = STRINGS.panes.session;
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return { ok: false, reason: words.broken };
  }
  if (!isRecord(found) || typeof found.version !== "number") return { ok: false, reason: words.broken };
  if (found.version !== sessionVersion) return { ok: false, reason: words.otherVersion(found.version) };
  return isSession(found) ? { ok: true, value: found } : { ok: false, reason: words.broken };
}

type Loose = { readonly [name: string]: unknown };
const isRecord = (value: unknown): value is Loose =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isCount = (value: unknown, least = 0): value is number =>
  Number.isSafeInteger(value) && (value as number) >= least;
const isText = (value: unknown): value is string | null => value === null || typeof value === "string";
const isList = <T>(value: unknown, is: (one: unknown) => one is T): value is T[] =>
  Array.isArray(value) && value.every(is);
const isPlace = (value: unknown): value is number => isCount(value);

function isSession(value: Loose): value is Loose & SavedSession {
  const { groups, editors, bars } = value;
  if (!isList(groups, isGroup) || groups.length === 0 || groups.length > mostTabs) return false;
  if (groups.reduce((sum, { tabs }) => sum + tabs.length, 0) > mostTabs * 2) return false;
  const leaves: number[] = [];
  if (!isSplit(editors, { leaves, depth: 0 })) return false;
  // The leaves are the groups, in order: what all else relies on.
  if (leaves.length !== groups.length || leaves.some((leaf, i) => leaf !== i)) return false;
  return isText(value.folder) && isCount(value.activeGroup) && value.activeGroup < groups.length &&
    isCount(value.maximised, -1) && value.maximised < groups.length && typeof value.isZen === "boolean" &&
    isRecord(bars) && BARS.every((bar) => isBar(bars[bar]));
}
function isBar(value: unknown): value is Panes["left"] {
  return isRecord(value) && typeof value.size === "number" && value.size > 0 && value.size < 10_000 &&
    typeof value.isShown === "boolean" && isText(value.active);
}
function isGroup(value: unknown): value is SavedGroup {
  if (!isRecord(value) || !isList(value.tabs, isTab)) return false;
  const { length } = value.tabs;
  return isCount(value.active, -1) && value.active < length && isCount(value.preview, -1) &&
    value.preview < length && isCount(value.pinned) && value.pinned <= length;
}
function isTab(value: unknown): value is SavedTab {
  return isRecord(value) && isText(value.path) && isText(value.real) && typeof value.name === "string" &&
    isView(value.view);
}
function isView(value: unknown): value is SavedView {
  return isRecord(value) && isCount(value.line) && typeof value.dy === "number" && value.dy >= 0 &&
    typeof value.x === "number" && value.x >= 0 && isList(value.ranges, isPlace) &&
    value.ranges.length >= 2 && value.ranges.length % 2 === 0 && isCount(value.main) &&
    value.main < value.ranges.length / 2 && isList(value.folds, isPlace) && isCount(value.length);
}
const mostDepth = 50;
function isSplit(value: unknown, { leaves, depth }: { leaves: number[]; depth: number }): value is Split {
  if (!isRecord(value) || depth > mostDepth) return false;
  if (value.kind === "group") return isCount(value.id) && leaves.push(value.id) > 0;
  if (value.kind !== "row" && value.kind !== "column" || !Array.isArray(value.parts)) return false;
  const { parts, weights } = value;
  return parts.length >= 2 && Array.isArray(weights) && weights.length === parts.length &&
    weights.every((one) => typeof one === "number" && one > 0 && one < 1e9) &&
    parts.every((part) => isSplit(part, { leaves, depth: depth + 1 }));
}
