/**
 * The explorer as the view sees it, and its rows: the tree, or what a filter left of it, with the line for a new name among them. Pure
 * look-ups; what input does to it is the app's.
 */
import type { Px } from "../base/mod.ts";
import {
  entryAt,
  entryKind,
  entryName,
  type GitStatus,
  isFolderKind,
  joined,
  type Listing,
  parentOf,
  rowOf,
  type Tree,
  type TreeEntry,
} from "../project/mod.ts";
import type { InputState } from "./input_state.ts";
import type { BarHeading } from "./bar_heading.ts";

/** A name that is being typed: of something new in `folder`, or another one for `path`. */
export interface ExplorerEdit {
  readonly kind: "newFile" | "newFolder" | "rename";
  readonly folder: string;
  /** What is renamed; "" for something new. */
  readonly path: string;
  readonly input: InputState;
  readonly problem: string | null;
}
/** Rows that match what was typed, with the folders they lie in. */
export interface ExplorerFilter {
  readonly text: string;
  readonly listings: readonly Listing[];
  /** Stride 4: index into `listings`, of the entry, its depth, where in the name it matches (-1: a folder on the way). */
  readonly rows: readonly number[];
  readonly matches: number;
}
/** Files being dragged: the folder they would go to; `null`: nowhere. */
export interface ExplorerDrag {
  readonly paths: readonly string[];
  readonly start: { readonly x: Px; readonly y: Px };
  readonly isMoving: boolean;
  readonly onto: string | null;
}
export interface ExplorerBox {
  /** Whole, without links. */
  readonly root: string;
  readonly heading: BarHeading;
  readonly tree: Tree;
  readonly git: GitStatus | null;
  readonly showsGit: boolean;
  /** The row that keys start from, and those that commands are about. */
  readonly focus: string | null;
  readonly selected: ReadonlySet<string>;
  readonly top: Px;
  readonly edit: ExplorerEdit | null;
  readonly filter: ExplorerFilter | null;
  /** Cut and not pasted yet. */
  readonly cut: ReadonlySet<string>;
  readonly drag: ExplorerDrag | null;
}

/** Rows without the line for a new name. */
export const rowCount = ({ tree, filter }: ExplorerBox): number =>
  filter === null ? tree.count : filter.rows.length / 4;

export interface ExplorerRow extends TreeEntry {
  /** Where in the name the filter's text stands; -1: nowhere. */
  readonly match: number;
}
export function rowAt({ tree, filter }: ExplorerBox, row: number): ExplorerRow {
  if (filter === null) return { ...entryAt(tree, row), match: -1 };
  const { listings, rows } = filter;
  const listing = listings[rows[row * 4]], index = rows[row * 4 + 1];
  const name = entryName(listing, index), kind = entryKind(listing, index);
  return {
    path: joined(listing.path, name),
    name,
    kind,
    depth: rows[row * 4 + 2],
    isOpen: isFolderKind(kind) && rows[row * 4 + 6] > rows[row * 4 + 2],
    match: rows[row * 4 + 3],
  };
}
/** -1: not among the rows. */
export function indexOfRow(box: ExplorerBox, path: string): number {
  if (box.filter === null) return rowOf(box.tree, path);
  const count = rowCount(box);
  for (let i = 0; i < count; i++) if (rowAt(box, i).path === path) return i;
  return -1;
}

/** Where the line for a new name stands, counted in rows with it; -1: there is none. Renaming takes the row's own place. */
export function editRow(box: ExplorerBox): number {
  const { edit } = box;
  if (edit === null) return -1;
  if (edit.kind === "rename") return indexOfRow(box, edit.path);
  if (edit.folder === "") return edit.kind === "newFolder" ? 0 : firstFile(box);
  const folder = indexOfRow(box, edit.folder);
  return folder < 0 ? 0 : folder + 1;
}
/** A new file of the root stands where files begin. */
function firstFile({ tree, filter }: ExplorerBox): number {
  const root = tree.listings.get("");
  if (filter !== null || root === undefined || root.folders === 0) return 0;
  if (root.folders >= root.count) return tree.count;
  return Math.max(0, rowOf(tree, entryName(root, root.folders)));
}
/** All lines: rows, and the one for something new. */
export const lineCount = (box: ExplorerBox): number =>
  rowCount(box) + (box.edit !== null && box.edit.kind !== "rename" ? 1 : 0);
/** The row on a line; -1: the line for a new name. */
export function rowOnLine(box: ExplorerBox, line: number, edit = editRow(box)): number {
  if (box.edit === null || box.edit.kind === "rename") return line;
  return line === edit ? -1 : line < edit ? line : line - 1;
}
/** The line of a row. */
export function lineOfRow(box: ExplorerBox, row: number): number {
  const edit = editRow(box);
  return box.edit === null || box.edit.kind === "rename" || row < edit ? row : row + 1;
}

/** What matches a text, whatever its letters' case: found in the joined names of each listing at once, 100,000 names in 2 ms. */
export function filterTree({ listings }: Tree, text: string): ExplorerFilter {
  const wanted = text.toLowerCase();
  const used: Listing[] = [];
  const rows: number[] = [];
  let matches = 0;
  const hitsOf = new Map<string, Int32Array | null>();
  /** Whether anything below a folder matches. */
  const holds = new Set<string>();
  for (const listing of listings.values()) {
    const hits = hitsIn(listing, wanted);
    hitsOf.set(listing.path, hits);
    if (hits === null) continue;
    for (let at = listing.path; !holds.has(at); at = parentOf(at)) {
      holds.add(at);
      if (at === "") break;
    }
  }
  const add = (listing: Listing, depth: number): void => {
    const at = used.push(listing) - 1;
    const hits = hitsOf.get(listing.path) ?? null;
    for (let i = 0; i < listing.count && rows.length < mostRows * 4; i++) {
      const hit = hits === null ? -1 : hits[i];
      const path = i < listing.folders ? joined(listing.path, entryName(listing, i)) : null;
      const below = path !== null && holds.has(path) ? listings.get(path) : undefined;
      if (hit < 0 && below === undefined) continue;
      if (hit >= 0) matches++;
      rows.push(at, i, depth, hit);
      if (below !== undefined) add(below, depth + 1);
    }
  };
  const root = listings.get("");
  if (root !== undefined) add(root, 0);
  return { text, listings: used, rows, matches };
}
/** More rows than anybody looks through. */
const mostRows = 100_000;

function hitsIn({ names, starts, count }: Listing, wanted: string): Int32Array | null {
  // Where lower case is longer, places would be wrong: such names are found as they are written.
  const lower = names.toLowerCase();
  const text = lower.length === names.length ? lower : names;
  let hits: Int32Array | null = null;
  let entry = 0;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    while (entry < count && starts[entry + 1] <= at) entry++;
    // Over the end of a name into the next one is no match.
    if (at + wanted.length > starts[entry + 1]) continue;
    hits ??= new Int32Array(count).fill(-1);
    if (hits[entry] < 0) hits[entry] = at - starts[entry];
  }
  return hits;
}
