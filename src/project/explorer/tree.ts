/**
 * The explorer's tree as a value: what was listed, what is open, and the rows that come of it. Rows are not kept one by one but as runs of
 * neighbours in one listing, so that opening a folder costs by the number of open folders and not of files: a million rows are a few runs.
 */
import {
  type EntryKind,
  entryKind,
  entryName,
  indexOfName,
  isFolderKind,
  type Listing,
  sameListing,
} from "./listing.ts";
import { isWithin, joined, nameOf, parentOf } from "./names.ts";

/** Rows `first` … of the tree: entries `from` up to and without `to` of a listing; from = to: the one row that tells its problem. */
interface Run {
  readonly listing: Listing;
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  readonly first: number;
}
export interface Tree {
  readonly listings: ReadonlyMap<string, Listing>;
  /** Open folders; not all need be listed yet, or seen. */
  readonly open: ReadonlySet<string>;
  readonly runs: readonly Run[];
  readonly count: number;
}
/** One row. "problem": the folder at `path` shows nothing, and why. */
export interface TreeEntry {
  readonly path: string;
  readonly name: string;
  readonly kind: EntryKind | "problem";
  readonly depth: number;
  readonly isOpen: boolean;
}

export const emptyTree: Tree = { listings: new Map(), open: new Set(), runs: [], count: 0 };

/** Puts listings in place of older ones of the same folders. A folder that is gone takes what was known below it along. */
export function withListings(tree: Tree, news: readonly Listing[]): Tree {
  const changed = news.filter((one) => {
    const old = tree.listings.get(one.path);
    return old === undefined || !sameListing(old, one);
  });
  if (changed.length === 0) return tree;
  const listings = new Map(tree.listings);
  for (const one of changed) {
    const old = listings.get(one.path);
    listings.set(one.path, one);
    if (old !== undefined) dropLost(listings, old, one);
  }
  const open = new Set([...tree.open].filter((path) => path === "" || mayBeFolder(listings, path)));
  return withRuns({ listings, open: open.size === tree.open.size ? tree.open : open });
}
function dropLost(listings: Map<string, Listing>, old: Listing, now: Listing): void {
  const lost: string[] = [];
  for (let i = 0; i < old.folders; i++) {
    const name = entryName(old, i);
    const at = indexOfName(now, name);
    if (at < 0 || at >= now.folders) lost.push(joined(old.path, name));
  }
  if (lost.length === 0) return;
  for (const path of [...listings.keys()]) {
    if (lost.some((folder) => isWithin(path, folder))) listings.delete(path);
  }
}
/** Not known to be anything else. */
function mayBeFolder(listings: ReadonlyMap<string, Listing>, path: string): boolean {
  const listing = listings.get(parentOf(path));
  if (listing === undefined) return true;
  const at = indexOfName(listing, nameOf(path));
  return at >= 0 && at < listing.folders;
}

/** Other folders are open. */
export function withOpen(tree: Tree, open: ReadonlySet<string>): Tree {
  return withRuns({ listings: tree.listings, open });
}
/** Opens a folder and, so that it is seen, those it lies in. */
export function opened(tree: Tree, path: string): Tree {
  const open = new Set(tree.open);
  for (let at = path; at !== ""; at = parentOf(at)) open.add(at);
  return open.size === tree.open.size ? tree : withOpen(tree, open);
}
/** Shuts folders; what is open inside of them stays so, for when they are opened again. */
export function shut(tree: Tree, path: string): Tree {
  if (!tree.open.has(path)) return tree;
  const open = new Set(tree.open);
  open.delete(path);
  return withOpen(tree, open);
}

function withRuns({ listings, open }: Pick<Tree, "listings" | "open">): Tree {
  const inside = new Map<string, string[]>();
  for (const path of open) {
    if (path === "") continue;
    const parent = parentOf(path);
    const list = inside.get(parent);
    if (list === undefined) inside.set(parent, [path]);
    else list.push(path);
  }
  const runs: Run[] = [];
  let first = 0;
  const add = (listing: Listing, depth: number): void => {
    if (listing.problem !== null) {
      runs.push({ listing, from: 0, to: 0, depth, first });
      first++;
      if (listing.count === 0) return;
    }
    const below = openIn(listing, inside.get(listing.path) ?? [], listings);
    let from = 0;
    for (const child of below) {
      runs.push({ listing, from, to: child.at + 1, depth, first });
      first += child.at + 1 - from;
      from = child.at + 1;
      add(child.listing, depth + 1);
    }
    if (from < listing.count) {
      runs.push({ listing, from, to: listing.count, depth, first });
      first += listing.count - from;
    }
  };
  const root = listings.get("");
  if (root !== undefined) add(root, 0);
  return { listings, open, runs, count: first };
}

interface Below {
  readonly at: number;
  readonly listing: Listing;
}
/** Listed ones of the open folders in a folder, in order. Where most are open one pass is cheaper than as many searches. */
function openIn(listing: Listing, paths: readonly string[], listings: ReadonlyMap<string, Listing>): Below[] {
  const below: Below[] = [];
  if (paths.length * 8 < listing.folders) {
    for (const path of paths) {
      const child = listings.get(path);
      const at = child === undefined ? -1 : indexOfName(listing, nameOf(path));
      if (at >= 0 && at < listing.folders) below.push({ at, listing: child! });
    }
    return below.sort((a, b) => a.at - b.at);
  }
  const wanted = new Map(paths.map((path) => [nameOf(path), path]));
  for (let at = 0; at < listing.folders; at++) {
    const path = wanted.get(entryName(listing, at));
    const child = path === undefined ? undefined : listings.get(path);
    if (child !== undefined) below.push({ at, listing: child });
  }
  return below;
}

/** The row at an index; throws RangeError where there is none. O(log of the open folders). */
export function entryAt({ runs, count, open }: Tree, row: number): TreeEntry {
  if (!(row >= 0 && row < count)) throw new RangeError(`Cannot find row ${row} of ${count}`);
  let low = 0, high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (runs[middle].first <= row) low = middle;
    else high = middle - 1;
  }
  const { listing, from, to, depth, first } = runs[low];
  if (from === to) {
    return { path: listing.path, name: "", kind: "problem", depth, isOpen: false };
  }
  const index = from + row - first;
  const name = entryName(listing, index);
  const path = joined(listing.path, name);
  const kind = entryKind(listing, index);
  return { path, name, kind, depth, isOpen: isFolderKind(kind) && open.has(path) };
}

/** The row of a path; -1 while it is not shown. */
export function rowOf({ listings, runs }: Tree, path: string): number {
  const listing = listings.get(parentOf(path));
  if (path === "" || listing === undefined) return -1;
  const index = indexOfName(listing, nameOf(path));
  if (index < 0) return -1;
  for (const run of runs) {
    if (run.listing === listing && index >= run.from && index < run.to) return run.first + index - run.from;
  }
  return -1;
}
/** What a path is, as far as is known; `null`: not known to be there. */
export function kindOf({ listings }: Tree, path: string): EntryKind | null {
  if (path === "") return "folder";
  const listing = listings.get(parentOf(path));
  const index = listing === undefined ? -1 : indexOfName(listing, nameOf(path));
  return index < 0 ? null : entryKind(listing!, index);
}

/** Open folders that nothing was read of yet; links are among them, as a person opened those. */
export function unlisted({ listings, open }: Tree): string[] {
  return [...open].filter((path) => !listings.has(path) && mayBeFolder(listings, path));
}

/** What a path became when one was moved: itself where it did not lie there. */
export function movedPath(
  path: string,
  { from, to }: { readonly from: string; readonly to: string },
): string {
  return isWithin(path, from) ? to + path.slice(from.length) : path;
}
