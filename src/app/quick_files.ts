/**
 * Quick open's files: those of the open folder, opened ones and recent ones first; without a folder the recent ones alone. A path costs no
 * string until its row is seen. "name:12:3" opens at a place.
 */
import { entriesOf, entryText, fileAt, fuzzyPlaces, type FuzzyQuery, indexPaths } from "../project/mod.ts";
import { type QuickRow, STRINGS } from "../ui/mod.ts";
import { activeDocument, type App } from "./app.ts";
import type { QuickMode } from "./quick_mode.ts";
import type { QuickContent } from "./quick_pick_state.ts";

const words = STRINGS.quickPick;
/** ":12" or ":12:3" at the end. */
const placePattern = /:(\d{1,9})?(?::(\d{1,9})?)?$/;

export const fileMode: QuickMode = {
  prefix: "",
  placeholder: words.files,
  help: words.help.files,
  key: keyOf,
  query: (text) => text.replace(placePattern, ""),
  content(app) {
    return app.folder === null ? recentContent(app) : folderContent(app);
  },
  accept(app, pick, { entry, text }) {
    if (entry < 0 || pick.content === null) return { app, effects: [] };
    const { key, index } = pick.content;
    const path = app.files !== null && key === app.files ? fileAt(app.files, entry) : entryText(index, entry);
    const place = placePattern.exec(text);
    const line = place?.[1] === undefined ? null : Math.max(0, Number(place[1]) - 1);
    const column = place?.[2] === undefined ? null : Math.max(0, Number(place[2]) - 1);
    return { app, effects: [{ kind: "file.read", path, line, column, as: "auto" }] };
  },
};

function keyOf({ folder, files, filesAsked, recentFiles }: App): unknown {
  if (folder === null) return recentFiles;
  return files ?? (filesAsked?.isWaiting ? `${folder}, listing` : folder);
}

/** Newest first, without the one that is shown. */
function recentPaths(app: App): readonly string[] {
  const shown = activeDocument(app)?.real ?? null;
  const open = [...app.docs.values()].map(({ real }) => real).filter((real) => real !== null);
  return [...new Set([...app.recentFiles, ...open])].filter((path) => path !== shown);
}

function recentContent(app: App): QuickContent {
  const index = indexPaths(recentPaths(app));
  return {
    index,
    hasDetails: false,
    keepsOrder: false,
    key: app.recentFiles,
    message: words.noFolder,
    rowOf: (entry, query) => rowOf(index, query, entry),
  };
}

function folderContent(app: App): QuickContent {
  const { files } = app;
  if (files === null) {
    const index = indexPaths([]);
    const isBusy = app.filesAsked?.isWaiting ?? false;
    return {
      index,
      hasDetails: false,
      keepsOrder: false,
      key: keyOf(app),
      isBusy,
      message: isBusy ? words.listing : words.nothing,
      rowOf: (entry, query) => rowOf(index, query, entry),
    };
  }
  const { index } = files;
  const paths = recentPaths(app);
  const entries = entriesOf(files, paths);
  const first = paths.map((path) => entries.get(path)).filter((entry) => entry !== undefined);
  const boost = new Map(first.map((entry, i) => [entry, Math.max(2, 16 - i)]));
  const lead = new Map<number, string>();
  if (first.length > 0) lead.set(first[0], words.recentFiles);
  return {
    index,
    hasDetails: false,
    keepsOrder: false,
    key: files,
    first,
    boost,
    rowOf(entry, query) {
      const group = query.parts.length === 0 ? lead.get(entry) : undefined;
      return { ...rowOf(index, query, entry), group };
    },
  };
}

/** The name, and its folder behind it. */
function rowOf(index: QuickContent["index"], query: FuzzyQuery, entry: number): QuickRow {
  const path = entryText(index, entry);
  const slash = path.lastIndexOf("/");
  const places = fuzzyPlaces(index, query, entry);
  return {
    label: path.slice(slash + 1),
    description: slash < 0 ? "" : path.slice(0, slash) || "/",
    matches: places.filter((at) => at > slash).map((at) => at - slash - 1),
    descriptionMatches: places.filter((at) => at < slash),
  };
}
