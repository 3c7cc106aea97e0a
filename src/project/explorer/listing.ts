/**
 * What lies in one folder, packed: 100,000 names are one string and two arrays, which cross from the worker in a millisecond (as objects:
 * 140). Folders stand first, both parts in the order of names. Owns the shape, packing and look-ups; who reads folders is the worker.
 */
import { compareNames } from "./names.ts";

/** A file, a folder, a link to either, a link that leads nowhere, anything else (socket, pipe, device). */
export type EntryKind = "file" | "folder" | "fileLink" | "folderLink" | "deadLink" | "special";
const KINDS: readonly EntryKind[] = ["folder", "folderLink", "file", "fileLink", "deadLink", "special"];
/** Why a folder shows nothing: no permission, gone, a link back to a folder that it lies in, or what the system says. */
export interface ListingProblem {
  readonly kind: "denied" | "gone" | "circle" | "other";
  readonly words: string;
}
export interface Listing {
  /** Relative to the root, "" for the root itself. */
  readonly path: string;
  /** All names one after the other; `starts` has one more than there are names. */
  readonly names: string;
  readonly starts: Uint32Array;
  readonly kinds: Uint8Array;
  readonly count: number;
  /** So many of them, from the first, are folders or links to folders. */
  readonly folders: number;
  readonly problem: ListingProblem | null;
}

export interface Entry {
  readonly name: string;
  readonly kind: EntryKind;
}
export const isFolderKind = (kind: EntryKind): boolean => kind === "folder" || kind === "folderLink";

/** Sorts and packs. */
export function packListing(
  path: string,
  entries: readonly Entry[],
  problem: ListingProblem | null = null,
): Listing {
  const sorted = entries.toSorted((a, b) =>
    Number(isFolderKind(b.kind)) - Number(isFolderKind(a.kind)) || compareNames(a.name, b.name)
  );
  const starts = new Uint32Array(sorted.length + 1);
  const kinds = new Uint8Array(sorted.length);
  const names: string[] = [];
  let at = 0, folders = 0;
  sorted.forEach(({ name, kind }, i) => {
    starts[i] = at;
    kinds[i] = KINDS.indexOf(kind);
    names.push(name);
    at += name.length;
    if (isFolderKind(kind)) folders++;
  });
  starts[sorted.length] = at;
  return { path, names: names.join(""), starts, kinds, count: sorted.length, folders, problem };
}

export const entryName = ({ names, starts }: Listing, index: number): string =>
  names.slice(starts[index], starts[index + 1]);
export const entryKind = ({ kinds }: Listing, index: number): EntryKind => KINDS[kinds[index]];

/** Where a name stands; -1: nowhere. O(log n). */
export function indexOfName(listing: Listing, name: string): number {
  const found = within(listing, name, { from: 0, to: listing.folders });
  return found >= 0 ? found : within(listing, name, { from: listing.folders, to: listing.count });
}
function within(listing: Listing, name: string, { from, to }: { from: number; to: number }): number {
  while (from < to) {
    const middle = (from + to) >> 1;
    const by = compareNames(entryName(listing, middle), name);
    if (by === 0) return middle;
    if (by < 0) from = middle + 1;
    else to = middle;
  }
  return -1;
}

/** Whether two say the same. */
export function sameListing(a: Listing, b: Listing): boolean {
  if (
    a.count !== b.count || a.names !== b.names || a.problem?.words !== b.problem?.words ||
    a.problem?.kind !== b.problem?.kind
  ) return false;
  for (let i = 0; i < a.count; i++) {
    if (a.kinds[i] !== b.kinds[i] || a.starts[i] !== b.starts[i]) return false;
  }
  return true;
}
