/**
 * Lists the files of a folder: by git where it knows the folder, else by walking it with its ignore files. Blocks: it runs in
 * folder_files_worker.ts. No program that the folder names is started: opening a folder must not run what lies in it.
 */
import ignore, { type Ignore } from "ignore";
import { type FolderFiles, mostFiles } from "./folder_files.ts";
import { indexPaths } from "./fuzzy_index.ts";

/** What no one looks for, where no ignore file says so. */
const neverFolders = new Set([".git", ".hg", ".svn", "node_modules", "bower_components"]);
const neverFiles = new Set([".DS_Store", "Thumbs.db"]);
const ignoreFiles = [".gitignore", ".ignore"];

/** Throws what the folder itself refuses. */
export function listFolder(folder: string): FolderFiles {
  return listByGit(folder) ?? listByWalk(folder);
}

/** `null`: git is not there, or does not know this folder. */
export function listByGit(folder: string): FolderFiles | null {
  const known = git(folder, ["--cached", "--others", "--exclude-standard", "--deduplicate"]);
  if (known === null) return null;
  const without = new Set(words(git(folder, ["--deleted"])));
  // A nested repository is a folder; deleted files lie in the index until they are committed.
  const paths = words(known).filter((path) => path !== "" && !path.endsWith("/") && !without.has(path))
    .sort();
  const isWhole = paths.length <= mostFiles;
  if (!isWhole) paths.length = mostFiles;
  return { folder, index: indexPaths(paths), source: "git", isWhole };
}
const words = (bytes: Uint8Array | null): string[] =>
  bytes === null ? [] : new TextDecoder().decode(bytes).split("\0");

function git(folder: string, args: readonly string[]): Uint8Array | null {
  try {
    const { success, stdout } = new Deno.Command("git", {
      // A repository may name a program for each of these.
      args: ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "ls-files", "-z", ...args],
      cwd: folder,
      env: { GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0" },
      stdin: "null",
      stdout: "piped",
      stderr: "null",
    }).outputSync();
    return success ? stdout : null;
  } catch {
    return null;
  }
}

interface Rule {
  /** With a "/" at its end, relative to the folder; "" for the folder itself. */
  readonly at: string;
  readonly rule: Ignore;
}

/** Walks in the order of names, files of a folder before its folders. Links to folders are not followed: they may lead in circles. */
export function listByWalk(folder: string): FolderFiles {
  const paths: string[] = [];
  let isWhole = true;
  const walk = (at: string, rules: readonly Rule[]): void => {
    let entries: Deno.DirEntry[];
    try {
      entries = [...Deno.readDirSync(`${folder}/${at}`)];
    } catch (error) {
      if (at === "") throw error;
      return; // A folder that may not be read has no files for this person.
    }
    const here = withRules(folder, { at, rules, entries });
    entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    for (const entry of entries) {
      if (
        !isListed(`${folder}/${at}`, entry) || neverFiles.has(entry.name) || isIgnored(here, at + entry.name)
      ) continue;
      if (paths.length >= mostFiles) {
        isWhole = false;
        return;
      }
      paths.push(at + entry.name);
    }
    for (const entry of entries) {
      const path = `${at}${entry.name}/`;
      if (entry.isDirectory && !neverFolders.has(entry.name) && !isIgnored(here, path)) walk(path, here);
    }
  };
  walk("", []);
  return { folder, index: indexPaths(paths), source: "walk", isWhole };
}

/** A file, or a link to one. */
function isListed(at: string, entry: Deno.DirEntry): boolean {
  if (!entry.isSymlink) return entry.isFile;
  try {
    return Deno.statSync(`${at}${entry.name}`).isFile;
  } catch {
    return false;
  }
}

function withRules(
  folder: string,
  { at, rules, entries }: { at: string; rules: readonly Rule[]; entries: readonly Deno.DirEntry[] },
): readonly Rule[] {
  let here = rules;
  for (const name of ignoreFiles) {
    if (!entries.some((entry) => entry.name === name)) continue;
    try {
      const rule = ignore().add(Deno.readTextFileSync(`${folder}/${at}${name}`));
      here = [...here, { at, rule }];
    } catch { /* Not to be read: it rules nothing. */ }
  }
  return here;
}

/** The innermost file that says something about a path decides. */
function isIgnored(rules: readonly Rule[], path: string): boolean {
  for (let i = rules.length - 1; i >= 0; i--) {
    const { at, rule } = rules[i];
    const { ignored, unignored } = rule.test(path.slice(at.length));
    if (ignored || unignored) return ignored;
  }
  return false;
}
