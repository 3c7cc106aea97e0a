/**
 * What tabs are called: a file's name, and where another open file has the same one, as much of its folder as tells them apart. Looks
 * only at tabs that may show.
 */
import type { Group, OpenDocument, Workbench } from "./types.ts";

/** How the tabs of a bar tell files of one name apart. */
export interface TabNames {
  /** "" where the name is enough. */
  folderOf(doc: OpenDocument): string;
}

/** More tabs than fit into 10,000 px on either side of the active one never show. */
export function visibleAround(group: Group): { from: number; to: number } {
  const middle = group.firstTab ??
    (group.active === null ? 0 : Math.max(0, group.tabs.indexOf(group.active)));
  return { from: Math.max(0, middle - 100), to: Math.min(group.tabs.length, middle + 100) };
}

/** The names of a bar's tabs among all that may show. */
export function tabNames(app: Workbench, group: Group): TabNames {
  const paths = new Map<string, Set<string>>();
  const groups = app.groups.includes(group) ? app.groups : [...app.groups, group];
  for (const one of groups) {
    const { from, to } = visibleAround(one);
    for (let i = from; i < to; i++) {
      const view = app.views.get(one.tabs[i]);
      const doc = view === undefined ? undefined : app.docs.get(view.doc);
      if (doc === undefined || doc.path === null) continue;
      const known = paths.get(doc.name);
      if (known === undefined) paths.set(doc.name, new Set([doc.path]));
      else known.add(doc.path);
    }
  }
  return {
    folderOf({ name, path }) {
      const same = path === null ? undefined : paths.get(name);
      return path === null || same === undefined || same.size < 2 ? "" : shortFolder(path, same);
    },
  };
}

/** The fewest folders above a file, from its own upwards, that no other path of the same name has. */
export function shortFolder(path: string, all: Iterable<string>): string {
  const own = foldersOf(path);
  const others = [...all].filter((other) => other !== path).map(foldersOf);
  for (let count = 1; count < own.length; count++) {
    const tail = own.slice(-count).join("/");
    if (others.every((other) => other.slice(-count).join("/") !== tail)) return tail;
  }
  return own.join("/") || "/";
}
const foldersOf = (path: string): string[] => path.split("/").slice(0, -1);
