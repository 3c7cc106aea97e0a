/** Reads one folder into a listing, with what is not to be shown left out. What cannot be read has a problem instead. Blocks; runs in the worker. */
import { wordsOf } from "../file_calls_io.ts";
import {
  type ExcludeRules,
  type IgnoreFile,
  ignoreFile,
  isExcluded,
  isGitIgnored,
} from "./exclude_rules_io.ts";
import {
  type Entry,
  type EntryKind,
  isFolderKind,
  type Listing,
  type ListingProblem,
  packListing,
} from "./listing.ts";
import { joined, parentOf } from "./names.ts";

export interface ListRules {
  readonly root: string;
  readonly excludes: ExcludeRules;
  /** Whether `.gitignore` hides. */
  readonly hidesIgnored: boolean;
}

/** `path` is relative to the root. */
export function listFolderAt(rules: ListRules, path: string): Listing {
  const whole = wholePath(rules.root, path);
  try {
    const circle = circleOf(rules.root, path);
    if (circle !== null) return packListing(path, [], { kind: "circle", words: circle });
    const entries = [...Deno.readDirSync(whole)];
    const names = new Set(entries.map(({ name }) => name));
    const files = rules.hidesIgnored ? ignoreFilesFor(rules.root, path) : [];
    const shown: Entry[] = [];
    for (const entry of entries) {
      const kind = kindOf(whole, entry);
      const at = joined(path, entry.name);
      const isFolder = isFolderKind(kind);
      const asked = {
        path: at,
        kind: isFolder ? "folder" as const : "file" as const,
        has: (name: string) => names.has(name),
      };
      if (isExcluded(rules.excludes, asked)) continue;
      if (files.length > 0 && isGitIgnored(files, isFolder ? `${at}/` : at)) continue;
      shown.push({ name: entry.name, kind });
    }
    return packListing(path, shown);
  } catch (error) {
    return packListing(path, [], problemOf(error));
  }
}

export const wholePath = (root: string, path: string): string =>
  path === "" ? root : `${root === "/" ? "" : root}/${path}`;

function kindOf(folder: string, entry: Deno.DirEntry): EntryKind {
  if (entry.isDirectory) return "folder";
  if (entry.isFile) return "file";
  if (!entry.isSymlink) return "special";
  try {
    const info = Deno.statSync(`${folder}/${entry.name}`);
    return info.isDirectory ? "folderLink" : info.isFile ? "fileLink" : "special";
  } catch {
    return "deadLink";
  }
}

/** The folder that a link leads back to, where that is one it lies in: opened on and on it would never end. */
function circleOf(root: string, path: string): string | null {
  if (path === "") return null;
  const real = Deno.realPathSync(wholePath(root, path));
  const parent = Deno.realPathSync(wholePath(root, parentOf(path)));
  return parent === real || parent.startsWith(`${real}/`) ? real : null;
}

function ignoreFilesFor(root: string, path: string): IgnoreFile[] {
  const files: IgnoreFile[] = [];
  const parts = path === "" ? [] : path.split("/");
  for (let i = 0; i <= parts.length; i++) {
    const at = parts.slice(0, i).join("/");
    try {
      files.push(
        ignoreFile(at === "" ? "" : `${at}/`, Deno.readTextFileSync(`${wholePath(root, at)}/.gitignore`)),
      );
    } catch { /* None here. */ }
  }
  return files;
}

function problemOf(error: unknown): ListingProblem {
  if (error instanceof Deno.errors.PermissionDenied) return { kind: "denied", words: "" };
  if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
    return { kind: "gone", words: "" };
  }
  return { kind: "other", words: wordsOf(error) };
}
