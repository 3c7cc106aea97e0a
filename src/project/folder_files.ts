/**
 * The files of a folder as one packed list: what quick open searches and the explorer counts. Owns the shape and its look-ups by
 * path; who walks the folder is folder_files_worker.ts.
 */
import { entryText, type FuzzyIndex } from "./fuzzy_index.ts";

/** Paths lie in `index` relative to `folder`, parted by "/". */
export interface FolderFiles {
  readonly folder: string;
  readonly index: FuzzyIndex;
  /** Who said what belongs to the folder: git, or the folder itself with its ignore files. */
  readonly source: "git" | "walk";
  /** False: there are more files than a list holds. */
  readonly isWhole: boolean;
}
/** More files than this are left out, and that is said. */
export const mostFiles = 1_000_000;

export const fileAt = ({ folder, index }: FolderFiles, entry: number): string =>
  `${folder === "/" ? "" : folder}/${entryText(index, entry)}`;

/** The entries of some paths; paths outside of the folder and unknown ones have none. One pass, whatever the number of paths. */
export function entriesOf(
  { folder, index }: FolderFiles,
  paths: readonly string[],
): ReadonlyMap<string, number> {
  const root = folder === "/" ? "/" : `${folder}/`;
  const encoder = new TextEncoder();
  const byLength = new Map<number, { readonly path: string; readonly bytes: Uint8Array }[]>();
  for (const path of paths) {
    if (!path.startsWith(root)) continue;
    const bytes = encoder.encode(path.slice(root.length));
    const list = byLength.get(bytes.length);
    if (list === undefined) byLength.set(bytes.length, [{ path, bytes }]);
    else list.push({ path, bytes });
  }
  const found = new Map<string, number>();
  if (byLength.size === 0) return found;
  const { starts, bytes, count } = index;
  for (let entry = 0; entry < count; entry++) {
    const from = starts[entry];
    const list = byLength.get(starts[entry + 1] - from);
    if (list === undefined) continue;
    for (let i = 0; i < list.length; i++) {
      if (isSame(bytes, from, list[i].bytes)) found.set(list[i].path, entry);
    }
  }
  return found;
}

/** From the end: folders are shared, names are not. */
function isSame(bytes: Uint8Array, from: number, other: Uint8Array): boolean {
  for (let i = other.length - 1; i >= 0; i--) if (bytes[from + i] !== other[i]) return false;
  return true;
}
