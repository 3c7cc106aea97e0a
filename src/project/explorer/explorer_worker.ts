/**
 * The explorer's thread: reads folders, watches those that are looked at and reads them again when they change, asks git, and carries out
 * what is done to files. It answers with listings that differ from what it told before, and with nothing else.
 */
import { FolderWatch } from "../watch_io.ts";
import { carryOut } from "./acts_io.ts";
import { excludeRules } from "./exclude_rules_io.ts";
import { type GitStatus, sameGitStatus } from "./git_status.ts";
import { askGit, findGit, type GitPlace } from "./git_status_io.ts";
import { listFolderAt, type ListRules, wholePath } from "./list_io.ts";
import { entryKind, entryName, type Listing, sameListing } from "./listing.ts";
import { isWithin, joined } from "./names.ts";
import type { ExplorerAnswer, ExplorerRequest } from "./protocol.ts";

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<ExplorerRequest>) => void) | null;
  postMessage(message: ExplorerAnswer): void;
};

/** Folders that open one after the other are watched together: each change of the set makes a new watch. */
const watchAfterMs = 60;
/** Between two looks at the same disk at least so many times as long as a look takes: a storm leaves the disk to who makes it. */
const restFactor = 3;
const gitAfterMs = 150;
/** A walk answers in parts of about so many names: 2 ms for the near end. */
const partSize = 4000;
/** A folder whose time is this near to when it was read may have changed since within the same tick of the clock. */
const tickMs = 30;

interface Known {
  readonly listing: Listing;
  /** The folder's time when it was read; -1: it could not be read. */
  readonly mtime: number;
  readonly at: number;
}
let root = "";
let rules: ListRules = { root: "", excludes: excludeRules({}), hidesIgnored: false };
let usesGit = false;
let known = new Map<string, Known>();
let watched = new Set<string>();
let place: GitPlace | null = null;
let status: GitStatus | null | undefined;
let asking: AbortController | null = null;
let isGitDue = false;
let walk = 0;
let watchTimer: ReturnType<typeof setTimeout> | null = null;
let gitTimer: ReturnType<typeof setTimeout> | null = null;
let lookTimer: ReturnType<typeof setTimeout> | null = null;
let looked = { at: 0, took: 0 };
/** Folders to look at again; `null`: all. */
let due: Set<string> | null = new Set();
const acts = new Map<number, AbortController>();
const watch = new FolderWatch((changed) => {
  if (changed === null) due = null;
  else for (const path of changed) due?.add(path);
  lookSoon();
});

scope.onmessage = ({ data }) => {
  switch (data.kind) {
    case "open":
      return open(data);
    case "list":
      return list(data.folders);
    case "forget":
      for (const folder of data.folders) {
        watched.delete(folder);
        known.delete(folder);
      }
      return watchSoon();
    case "walk":
      return void walkBelow(data.folder, data.most);
    case "stopWalk":
      walk++;
      return;
    case "refresh":
      if (data.what === "all") {
        for (const path of [...watched]) readAgain(path, "always");
      }
      return gitSoon();
    case "act":
      return void act(data);
    case "stopAct":
      acts.get(data.id)?.abort();
      return;
  }
};

function open(request: ExplorerRequest & { kind: "open" }): void {
  root = request.root;
  rules = { root, excludes: excludeRules(request.excludes), hidesIgnored: request.hidesIgnored };
  usesGit = request.usesGit;
  known = new Map();
  watched = new Set();
  place = null;
  status = undefined;
  walk++;
  asking?.abort();
  asking = null;
  list([""]);
  if (!usesGit) return scope.postMessage({ kind: "git", root, status: null });
  const asked = root;
  void findGit(root).then((found) => {
    if (asked !== root) return;
    place = found;
    watchSoon();
    void tellGit();
  });
}

function list(folders: readonly string[]): void {
  const listings: Listing[] = [];
  for (const path of folders) {
    watched.add(path);
    listings.push(read(path).listing);
  }
  scope.postMessage({ kind: "listed", root, listings });
  watchSoon();
}

function read(path: string): Known {
  const mtime = timeOf(path), at = Date.now();
  const one = { listing: listFolderAt(rules, path), mtime, at };
  known.set(path, one);
  return one;
}
function timeOf(path: string): number {
  try {
    return Deno.statSync(wholePath(root, path)).mtime?.getTime() ?? 0;
  } catch {
    return -1;
  }
}

/** Tells the folder's listing if it is another one than before. "times": only where the folder's time speaks for it. */
function readAgain(path: string, how: "always" | "times"): void {
  const before = known.get(path);
  if (how === "times" && before !== undefined) {
    const mtime = timeOf(path);
    if (mtime >= 0 && mtime === before.mtime && before.at - mtime > tickMs) return;
  }
  const { listing } = read(path);
  if (before === undefined || !sameListing(before.listing, listing)) {
    scope.postMessage({ kind: "listed", root, listings: [listing] });
  }
  if (listing.problem?.kind === "gone" && path !== "") {
    watched.delete(path);
    watchSoon();
  }
}

function watchSoon(): void {
  watchTimer ??= setTimeout(() => {
    watchTimer = null;
    const folders = [...watched].map((path) => wholePath(root, path));
    if (place !== null) folders.push(place.folder);
    watch.watch(folders);
    // What changed while nobody watched.
    for (const path of [...watched]) readAgain(path, "times");
  }, watchAfterMs);
}

function lookSoon(): void {
  const rest = looked.at + looked.took * (1 + restFactor) - performance.now();
  lookTimer ??= setTimeout(() => {
    lookTimer = null;
    look();
  }, Math.max(0, rest));
}
function look(): void {
  const at = performance.now();
  const paths = due;
  due = new Set();
  if (paths === null) {
    for (const path of [...watched]) readAgain(path, "times");
  } else {
    const folders = new Set<string>();
    for (const path of paths) {
      for (const one of [path, path.slice(0, path.lastIndexOf("/"))]) {
        const folder = one === root
          ? ""
          : isWithin(one, root)
          ? one.slice(root === "/" ? 1 : root.length + 1)
          : null;
        if (folder !== null && watched.has(folder)) folders.add(folder);
      }
    }
    for (const folder of folders) readAgain(folder, "times");
  }
  looked = { at, took: performance.now() - at };
  // Git's own lock comes and goes with every command of its own.
  if (paths === null || [...paths].some((path) => !path.endsWith(".lock"))) gitSoon();
}

function gitSoon(): void {
  if (!usesGit) return;
  gitTimer ??= setTimeout(() => {
    gitTimer = null;
    void tellGit();
  }, gitAfterMs);
}
async function tellGit(): Promise<void> {
  if (asking !== null) {
    isGitDue = true;
    return;
  }
  const asked = root;
  asking = new AbortController();
  const { signal } = asking;
  place ??= await findGit(root);
  const found = place === null ? null : await askGit(root, place, signal);
  if (asked !== root || signal.aborted) return;
  asking = null;
  if (place !== null && found === null) place = null; // Perhaps there is no repository any more.
  if (status === undefined || !sameGitStatus(status, found)) {
    status = found;
    scope.postMessage({ kind: "git", root, status: found });
  }
  if (isGitDue) {
    isGitDue = false;
    gitSoon();
  }
}

async function walkBelow(folder: string, most: number): Promise<void> {
  const own = ++walk;
  const waiting = [folder];
  let part: Listing[] = [], size = 0, count = 0;
  const asked = root;
  const flush = () => {
    if (part.length > 0) scope.postMessage({ kind: "listed", root, listings: part });
    part = [];
    size = 0;
  };
  while (waiting.length > 0 && count < most) {
    const path = waiting.shift()!;
    watched.add(path);
    const { listing } = known.get(path) ?? read(path);
    part.push(listing);
    size += listing.count + 1;
    count += listing.count;
    const below: string[] = [];
    for (let i = 0; i < listing.folders; i++) {
      if (entryKind(listing, i) === "folder") below.push(joined(path, entryName(listing, i)));
    }
    waiting.unshift(...below.slice(0, 5000));
    if (size < partSize) continue;
    flush();
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (own !== walk || asked !== root) return;
  }
  flush();
  scope.postMessage({ kind: "walked", root, folder, isWhole: waiting.length === 0 });
  watchSoon();
}

async function act({ id, act: wish, tag }: ExplorerRequest & { kind: "act" }): Promise<void> {
  const abort = new AbortController();
  acts.set(id, abort);
  let told = performance.now();
  const answer = await carryOut(wish, {
    signal: abort.signal,
    told: (done, total) => {
      if (performance.now() - told < 100) return;
      told = performance.now();
      scope.postMessage({ kind: "acting", id, done, total });
    },
  });
  acts.delete(id);
  // The listings first: who asked finds the tree as it is now.
  const folders = new Set<string>();
  const paths = [...answer.made, ...answer.gone, ...answer.moved.flatMap(({ from, to }) => [from, to])];
  for (const path of paths) {
    const parent = path.slice(0, path.lastIndexOf("/"));
    if (isWithin(parent, root)) folders.add(parent === root ? "" : parent.slice(root.length + 1));
  }
  for (const folder of folders) if (watched.has(folder)) readAgain(folder, "always");
  scope.postMessage({ kind: "acted", id, act: wish, tag, answer });
  gitSoon();
}
