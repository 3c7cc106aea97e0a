/**
 * The explorer as pure changes: opening a folder, going from row to row, selecting, opening and shutting folders, asking for what is not
 * read yet. Every change of what is shown passes `withExplorer`, which keeps the focus in sight.
 */
import type { Px } from "../base/mod.ts";
import {
  defaultExcludes,
  emptyTree,
  type ExplorerRequest,
  isFolderKind,
  isWithin,
  kindOf,
  nameOf,
  opened,
  parentOf,
  rowOf,
  shut,
  unlisted,
  withOpen,
} from "../project/mod.ts";
import {
  type BarHeading,
  type Box,
  editRow,
  explorerPart,
  explorerPlace,
  filterTree,
  indexOfRow,
  lineOfRow,
  listReveal,
  listTop,
  placesOf,
  rowAt,
  rowCount,
  STRINGS,
} from "../ui/mod.ts";
import { activeDocument, type App, idle, type Step } from "./app.ts";
import { showBarPart } from "./bars.ts";
import type { AppEffect } from "./effects.ts";
import type { Explorer } from "./explorer_state.ts";

const words = STRINGS.explorer;
export const explorerId = explorerPart.id;
/** The header of a bar that is no panel. */
const headerHeight = 36;
/** So many files are opened by "expand all" and looked through by a filter. */
export const walkMost = 200_000;

/** Asks the explorer's thread. */
export const asking = (request: ExplorerRequest): AppEffect => ({ kind: "explorer.ask", request });

/** The tree of a folder that was just opened; its bar shows. */
export function openExplorer(app: App, root: string): Step {
  const explorer: Explorer = {
    root,
    heading: headingOf(root, null),
    tree: emptyTree,
    git: null,
    showsGit: true,
    focus: null,
    selected: new Set(),
    anchor: null,
    top: 0 as Px,
    edit: null,
    filter: null,
    cut: new Set(),
    drag: null,
    revealing: null,
    past: [],
    future: [],
    clipboard: null,
    expanding: null,
    isWalked: false,
    busy: null,
  };
  const request = {
    kind: "open",
    root,
    excludes: defaultExcludes,
    hidesIgnored: false,
    usesGit: true,
  } as const;
  const shown = showBarPart({ ...app, explorer }, explorerId, "keep");
  return { app: shown, effects: [asking(request)] };
}

/** The folder's name, its branch, and what can be done to all of it. */
export function headingOf(root: string, branch: string | null): BarHeading {
  return {
    title: nameOf(root) || "/",
    detail: branch ?? undefined,
    actions: [
      { label: "+", title: words.newFile, id: "explorer.newFile" },
      { label: "⊞", title: words.newFolder, id: "explorer.newFolder" },
      { label: "↻", title: words.refresh, id: "workbench.files.action.refreshFilesExplorer" },
      { label: "⊟", title: words.collapse, id: "workbench.files.action.collapseExplorerFolders" },
    ],
  };
}

/** Where the view lies; `null`: the bar does not show. */
export function explorerArea(app: App): Box | null {
  const bar = placesOf(app).bars.left;
  if (bar === null) return null;
  const height = Math.max(0, bar.height - headerHeight) as Px;
  return { x: bar.x, y: (bar.y + headerHeight) as Px, width: bar.width, height };
}

/** Puts an explorer in place; "reveal" scrolls its focus, or the name being typed, into sight. */
export function withExplorer(app: App, explorer: Explorer, how: "reveal" | "keep" = "keep"): App {
  const area = explorerArea(app);
  if (area === null) return { ...app, explorer };
  const place = explorerPlace(explorer, area);
  let top = listTop(place);
  if (how === "reveal") {
    const row = explorer.focus === null ? -1 : indexOfRow(explorer, explorer.focus);
    const line = explorer.edit !== null ? editRow(explorer) : row < 0 ? -1 : lineOfRow(explorer, row);
    if (line >= 0) top = listReveal({ ...place, top: top as Px }, line);
  }
  return { ...app, explorer: top === explorer.top ? explorer : { ...explorer, top: top as Px } };
}
/** How many rows a page has. */
export function pageRows(app: App): number {
  const area = explorerArea(app);
  return area === null || app.explorer === null
    ? 1
    : Math.max(1, Math.floor(explorerPlace(app.explorer, area).area.height / 24) - 1);
}

/** The focus on a row, alone selected; "range": all from the anchor to it; "toggle": it joins or leaves; "focus": nothing is selected anew. */
export function focusRow(app: App, path: string, how: "alone" | "range" | "toggle" | "focus" = "alone"): App {
  const explorer = app.explorer!;
  switch (how) {
    case "alone":
      return withExplorer(
        app,
        { ...explorer, focus: path, anchor: path, selected: new Set([path]) },
        "reveal",
      );
    case "focus":
      return withExplorer(app, { ...explorer, focus: path }, "reveal");
    case "toggle": {
      const selected = new Set(explorer.selected);
      if (!selected.delete(path)) selected.add(path);
      return withExplorer(app, { ...explorer, focus: path, anchor: path, selected }, "reveal");
    }
    case "range": {
      const from = indexOfRow(explorer, explorer.anchor ?? explorer.focus ?? path),
        to = indexOfRow(explorer, path);
      const selected = new Set<string>();
      for (let i = Math.min(from < 0 ? to : from, to); i <= Math.max(from, to); i++) {
        const row = rowAt(explorer, i);
        if (row.kind !== "problem") selected.add(row.path);
      }
      return withExplorer(app, { ...explorer, focus: path, selected }, "reveal");
    }
  }
}

/** The focus so many rows on; rows that only tell a problem are passed over. */
export function moveFocus(app: App, by: number, how: "alone" | "range" = "alone"): App {
  const explorer = app.explorer!;
  const count = rowCount(explorer);
  if (count === 0) return app;
  const from = explorer.focus === null ? -1 : indexOfRow(explorer, explorer.focus);
  const isLast = by >= count || by < 0 && by > -count;
  let to = Math.max(0, Math.min(count - 1, from < 0 ? (isLast ? count - 1 : 0) : from + by));
  const step = by < 0 ? -1 : 1;
  while (to >= 0 && to < count && rowAt(explorer, to).kind === "problem") to += step;
  return to < 0 || to >= count ? app : focusRow(app, rowAt(explorer, to).path, how);
}

/** Opens a folder: what is not known of it yet is asked for. */
export function openFolderRow(app: App, path: string): Step {
  const explorer = app.explorer!;
  const tree = opened(explorer.tree, path);
  return listMissing(withExplorer(app, { ...explorer, tree }));
}
export function shutFolderRow(app: App, path: string): Step {
  const explorer = app.explorer!;
  const next: Explorer = { ...explorer, tree: shut(explorer.tree, path) };
  // What was selected inside would be out of sight.
  const hidden = explorer.focus !== null && explorer.focus !== path && isWithin(explorer.focus, path);
  return idle(hidden ? focusRow({ ...app, explorer: next }, path) : withExplorer(app, next));
}
export function toggleFolderRow(app: App, path: string): Step {
  return app.explorer!.tree.open.has(path) ? shutFolderRow(app, path) : openFolderRow(app, path);
}
/** Asks for open folders that nothing is known of. */
export function listMissing(app: App): Step {
  const folders = unlisted(app.explorer!.tree);
  return folders.length === 0 ? idle(app) : { app, effects: [asking({ kind: "list", folders })] };
}
export function collapseAll(app: App): App {
  const explorer = app.explorer!;
  const top = explorer.focus === null ? null : explorer.focus.split("/", 1)[0];
  const next = { ...explorer, tree: withOpen(explorer.tree, new Set()), filter: null, expanding: null };
  return top === null ? withExplorer(app, next) : focusRow({ ...app, explorer: next }, top);
}

/** Shows a path, as soon as the folders it lies in are known. */
export function revealPath(app: App, path: string): Step {
  const explorer = app.explorer!;
  const parent = parentOf(path);
  const tree = parent === "" ? explorer.tree : opened(explorer.tree, parent);
  const next: Explorer = { ...explorer, tree, filter: null, revealing: path };
  return listMissing(settleReveal({ ...app, explorer: next }));
}
/** What waits to be shown is there now. */
export function settleReveal(app: App): App {
  const { explorer } = app;
  if (explorer === null || explorer.revealing === null) return app;
  if (rowOf(explorer.tree, explorer.revealing) < 0) return app;
  return focusRow({ ...app, explorer: { ...explorer, revealing: null } }, explorer.revealing);
}

/** The path of a whole path in the folder; `null`: it lies elsewhere. */
export function pathIn({ root }: Explorer, whole: string): string | null {
  const folder = root === "/" ? "/" : `${root}/`;
  return whole.startsWith(folder) ? whole.slice(folder.length) : null;
}
export const wholePathIn = ({ root }: Explorer, path: string): string =>
  path === "" ? root : `${root === "/" ? "" : root}/${path}`;

/** The tab in front has changed: its file is shown. */
export function followActive(before: App, step: Step): Step {
  const { app } = step;
  if (app.explorer === null || before.groups === app.groups && before.activeGroup === app.activeGroup) {
    return step;
  }
  const doc = activeDocument(app);
  if (doc === null || doc.path === null || doc === activeDocument(before)) return step;
  const path = pathIn(app.explorer, doc.path);
  // A person who is at work in the tree knows where they are.
  if (
    path === null || app.barFocus === "left" || app.explorer.edit !== null || app.explorer.filter !== null
  ) return step;
  const shown = revealPath(app, path);
  return { ...step, app: shown.app, effects: [...step.effects, ...shown.effects] };
}

/** Another filter; "" ends it. All folders are read the first time. */
export function filtered(app: App, text: string): Step {
  const explorer = app.explorer!;
  if (text === "") {
    const focus = explorer.focus;
    const next: Explorer = { ...explorer, filter: null };
    if (focus === null) return idle(withExplorer(app, next));
    return revealPath({ ...app, explorer: next }, focus);
  }
  const filter = filterTree(explorer.tree, text);
  const next: Explorer = { ...explorer, filter, isWalked: true, top: 0 as Px };
  const first = firstMatch(next);
  const shown = first === null ? withExplorer(app, next) : focusRow({ ...app, explorer: next }, first);
  const effects = explorer.isWalked ? [] : [asking({ kind: "walk", folder: "", most: walkMost })];
  return { app: shown, effects };
}
function firstMatch(explorer: Explorer): string | null {
  const { rows } = explorer.filter!;
  for (let i = 0; i < rows.length; i += 4) if (rows[i + 3] >= 0) return rowAt(explorer, i / 4).path;
  return null;
}

/** The rows that a command is about: the selected ones if the focus is among them, without those that lie in others. */
export function chosenPaths({ focus, selected }: Explorer): string[] {
  const paths = focus === null || selected.has(focus) ? [...selected] : [focus];
  return paths.filter((path) => !paths.some((other) => other !== path && isWithin(path, other)));
}
/** The folder where something new goes. */
export function targetFolder({ focus, tree }: Explorer): string {
  if (focus === null) return "";
  const kind = kindOf(tree, focus);
  return kind !== null && isFolderKind(kind) ? focus : parentOf(focus);
}
