/**
 * What git says of a folder's files, from `git status --porcelain=v2 -z --branch`: parsed once, packed for the way from the worker, and
 * looked up by path for the few rows that are seen. Folders inherit what is graver in them. Pure; who asks git is git_status_io.ts.
 */
import { parentOf } from "./names.ts";

/** Of a file what it is; of a folder the gravest within it. */
export type GitMark =
  | "ignored"
  | "untracked"
  | "added"
  | "renamed"
  | "deleted"
  | "modified"
  | "conflict";
/** By gravity. */
const MARKS: readonly GitMark[] = [
  "ignored",
  "untracked",
  "added",
  "renamed",
  "deleted",
  "modified",
  "conflict",
];
/** All that lies in the folder has its mark; set by git, which does not look into folders that it does not know. */
const WHOLE = 0x40;
/** A folder's, from what lies in it. */
const INHERITED = 0x80;
const MARK = 0x0f;

export interface GitStatus {
  /** The branch, or the beginning of the commit where no branch is checked out. */
  readonly branch: string;
  /** Paths relative to the folder, sorted by units. */
  readonly paths: string;
  readonly starts: Uint32Array;
  readonly codes: Uint8Array;
  /** Files with a change; ignored ones do not count. */
  readonly changes: number;
}
export interface MarkFound {
  readonly mark: GitMark;
  readonly isInherited: boolean;
}

/** `prefix`: where the folder lies in its repository, with "/" at its end, or "". What lies outside of it is left out. */
export function parseGitStatus(output: string, prefix: string): GitStatus {
  const codes = new Map<string, number>();
  let head = "", oid = "", changes = 0;
  const put = (path: string, mark: GitMark): void => {
    if (!path.startsWith(prefix) || path === prefix) return;
    const isFolder = path.endsWith("/");
    const own = path.slice(prefix.length, isFolder ? -1 : undefined);
    codes.set(own, MARKS.indexOf(mark) | (isFolder ? WHOLE : 0));
    if (mark === "ignored") return;
    changes++;
    inherit(codes, own, MARKS.indexOf(mark));
  };
  const records = output.split("\0");
  for (let i = 0; i < records.length; i++) {
    const record = records[i];
    switch (record[0]) {
      case "#":
        if (record.startsWith("# branch.head ")) head = record.slice(14);
        else if (record.startsWith("# branch.oid ")) oid = record.slice(13);
        break;
      case "?":
        put(record.slice(2), "untracked");
        break;
      case "!":
        put(record.slice(2), "ignored");
        break;
      case "1":
        put(fieldsAfter(record, 8), markOf(record.slice(2, 4)));
        break;
      case "2":
        put(fieldsAfter(record, 9), renamedMark(record.slice(2, 4)));
        i++; // Where it was before.
        break;
      case "u":
        put(fieldsAfter(record, 10), "conflict");
        break;
    }
  }
  const branch = head === "(detached)" ? oid.slice(0, 7) : head;
  return { branch, ...packed(codes), changes };
}
/** What stands after so many fields that spaces part: a path, with the spaces it has. */
function fieldsAfter(record: string, count: number): string {
  let at = 0;
  for (let i = 0; i < count; i++) at = record.indexOf(" ", at) + 1;
  return record.slice(at);
}
/** The working tree's letter counts; where it has none, the index's. */
function markOf(xy: string): GitMark {
  const letter = xy[1] === "." ? xy[0] : xy[1];
  if (letter === "D") return "deleted";
  if (xy[0] === "A" && xy[1] !== "D") return "added";
  return "modified";
}
const renamedMark = (
  xy: string,
): GitMark => (xy[1] === "M" ? "modified" : xy[1] === "D" ? "deleted" : "renamed");

function inherit(codes: Map<string, number>, path: string, mark: number): void {
  // A folder does not lack anything: of what was deleted in it, it is modified.
  const up = MARKS[mark] === "deleted" ? MARKS.indexOf("modified") : mark;
  for (let at = parentOf(path); at !== ""; at = parentOf(at)) {
    const known = codes.get(at);
    if (known !== undefined && ((known & INHERITED) === 0 || (known & MARK) >= up)) {
      if ((known & INHERITED) !== 0) return; // Those above have it too.
      continue;
    }
    codes.set(at, up | INHERITED);
  }
}

function packed(codes: ReadonlyMap<string, number>): Pick<GitStatus, "paths" | "starts" | "codes"> {
  const sorted = [...codes.keys()].sort();
  const starts = new Uint32Array(sorted.length + 1);
  let at = 0;
  sorted.forEach((path, i) => {
    starts[i] = at;
    at += path.length;
  });
  starts[sorted.length] = at;
  return { paths: sorted.join(""), starts, codes: Uint8Array.from(sorted, (path) => codes.get(path)!) };
}

/** The mark of a path; `null`: unchanged. */
export function markAt(status: GitStatus, path: string): MarkFound | null {
  const own = codeAt(status, path);
  if (own >= 0) return { mark: MARKS[own & MARK], isInherited: (own & INHERITED) !== 0 };
  for (let at = parentOf(path); at !== ""; at = parentOf(at)) {
    const code = codeAt(status, at);
    if (code >= 0 && (code & WHOLE) !== 0) return { mark: MARKS[code & MARK], isInherited: false };
  }
  return null;
}
function codeAt({ paths, starts, codes }: GitStatus, path: string): number {
  let from = 0, to = codes.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const one = paths.slice(starts[middle], starts[middle + 1]);
    if (one === path) return codes[middle];
    if (one < path) from = middle + 1;
    else to = middle;
  }
  return -1;
}

/** Whether two say the same. */
export function sameGitStatus(a: GitStatus | null, b: GitStatus | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.branch !== b.branch || a.paths !== b.paths || a.codes.length !== b.codes.length) return false;
  for (let i = 0; i < a.codes.length; i++) {
    if (a.codes[i] !== b.codes[i] || a.starts[i] !== b.starts[i]) return false;
  }
  return true;
}
