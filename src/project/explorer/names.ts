/**
 * Names of files: their order as a person counts ("file2" before "file10"), which new ones can be, and the names that copies get.
 * Pure; what the disk says to a name is asked elsewhere.
 */

/** Less than 0: `a` stands first. Numbers by their value, letters whatever their case and accents; no two different names are equal. */
export function compareNames(a: string, b: string): number {
  const rough = compareKeys(keyOf(a), keyOf(b));
  return rough !== 0 ? rough : a < b ? -1 : a > b ? 1 : 0;
}
/** Without accents: "ä" stands by "a". */
function keyOf(name: string): string {
  for (let i = 0; i < name.length; i++) {
    if (name.charCodeAt(i) > 0x7e) return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }
  return name;
}

/** By hand: Intl.Collator takes ten times as long, and names with and without accents have to be compared by one rule to be an order. */
function compareKeys(a: string, b: string): number {
  let i = 0, k = 0;
  while (i < a.length && k < b.length) {
    const one = folded(a.charCodeAt(i)), other = folded(b.charCodeAt(k));
    if (isDigit(one) && isDigit(other)) {
      const from = i, to = k;
      while (i < a.length && isDigit(a.charCodeAt(i))) i++;
      while (k < b.length && isDigit(b.charCodeAt(k))) k++;
      const by = compareNumbers(a, b, { from, end: i, to, stop: k });
      if (by !== 0) return by;
      continue;
    }
    if (one !== other) return rank(one) - rank(other);
    i++;
    k++;
  }
  return (a.length - i) - (b.length - k);
}
function compareNumbers(
  a: string,
  b: string,
  { from, end, to, stop }: { from: number; end: number; to: number; stop: number },
): number {
  while (from < end - 1 && a.charCodeAt(from) === 48) from++;
  while (to < stop - 1 && b.charCodeAt(to) === 48) to++;
  if (end - from !== stop - to) return (end - from) - (stop - to);
  for (; from < end; from++, to++) {
    const by = a.charCodeAt(from) - b.charCodeAt(to);
    if (by !== 0) return by;
  }
  return 0;
}
const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;
const folded = (unit: number): number => (unit >= 65 && unit <= 90 ? unit + 32 : unit);
/** Signs before digits before letters. */
const rank = (unit: number): number => (isDigit(unit) ? unit + 200 : unit >= 97 ? unit + 400 : unit);

/** The folder of a path relative to the root: "" for what lies in the root. */
export const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));
export const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
export const joined = (folder: string, name: string): string => (folder === "" ? name : `${folder}/${name}`);
/** Whether `path` is `folder` or lies in it; "" holds everything. */
export const isWithin = (path: string, folder: string): boolean =>
  folder === "" || path === folder || path.startsWith(`${folder}/`);

/** Why a name cannot be given. "blank" is no mistake yet, "spaces" only a remark. */
export type NameProblem = "blank" | "absolute" | "dots" | "long" | "taken" | "null" | "spaces";
/** The most bytes that Linux file systems take for a name. */
const mostBytes = 255;

/** What is wrong with a new name; `null`: nothing. `isTaken` is asked about each; slashes make folders only for new things. */
export function checkName(
  text: string,
  { slashes, isTaken }: { slashes: "allowed" | "refused"; isTaken: (name: string) => boolean },
): NameProblem | null {
  if (text.trim() === "") return "blank";
  if (text.includes("\0")) return "null";
  if (text.startsWith("/") || slashes === "refused" && text.includes("/")) return "absolute";
  const parts = text.replace(/\/$/, "").split("/");
  if (parts.some((part) => part === "." || part === ".." || part === "")) return "dots";
  if (parts.some((part) => new TextEncoder().encode(part).length > mostBytes)) return "long";
  if (isTaken(parts.join("/"))) return "taken";
  return parts.some((part) => part.trim() !== part) ? "spaces" : null;
}

/** Where the name ends that renaming selects: before the last dot that is not its first letter. */
export function stemEnd(name: string, kind: "file" | "folder"): number {
  const dot = name.lastIndexOf(".");
  return kind === "folder" || dot <= 0 ? name.length : dot;
}

/** The first free one of "a copy.ts", "a copy 2.ts" and so on. */
export function copyName(name: string, { kind, isTaken }: {
  kind: "file" | "folder";
  isTaken: (name: string) => boolean;
}): string {
  if (!isTaken(name)) return name;
  const end = stemEnd(name, kind);
  const stem = name.slice(0, end).replace(/ copy( \d+)?$/, "");
  for (let i = 1;; i++) {
    const free = `${stem} copy${i === 1 ? "" : ` ${i}`}${name.slice(end)}`;
    if (!isTaken(free)) return free;
  }
}
