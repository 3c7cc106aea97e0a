/**
 * Which names of a folder are not shown: `files.exclude` of the settings, in VS Code's patterns, and where it is wished what
 * `.gitignore` files say. The texts of those files are handed in; `ignore` itself keeps it out of the pure part.
 */
import ignore, { type Ignore } from "ignore";
import type { Excludes } from "./excludes.ts";

/** One `.gitignore`: `at` is its folder with "/" at the end, "" for the root. */
export interface IgnoreFile {
  readonly at: string;
  readonly rule: Ignore;
}
export const ignoreFile = (at: string, text: string): IgnoreFile => ({ at, rule: ignore().add(text) });

export interface ExcludeRules {
  readonly always: Ignore;
  readonly beside: readonly { readonly rule: Ignore; readonly when: string }[];
}

/** Patterns that cannot be read match nothing. */
export function excludeRules(excludes: Excludes): ExcludeRules {
  const always = ignore({ allowRelativePaths: true });
  const beside: { rule: Ignore; when: string }[] = [];
  for (const [pattern, value] of Object.entries(excludes)) {
    if (value === false) continue;
    const lines = braces(pattern).map(asIgnoreLine);
    if (value === true) always.add(lines);
    else if (typeof value.when === "string") beside.push({ rule: ignore().add(lines), when: value.when });
  }
  return { always, beside };
}
/** A pattern without "**" holds in the root only. */
const asIgnoreLine = (pattern: string): string => (/^(\*\*|\/)/.test(pattern) ? pattern : `/${pattern}`);
/** "*.{js,ts}" as two patterns. */
function braces(pattern: string): string[] {
  const found = /\{([^{}]*)\}/.exec(pattern);
  if (found === null) return [pattern];
  const before = pattern.slice(0, found.index), after = pattern.slice(found.index + found[0].length);
  return found[1].split(",").flatMap((one) => braces(before + one + after));
}

/** Whether a path is left out. `path` is relative to the root; `isFolder` tells which rules mean it; `has` the names beside it. */
export function isExcluded(
  { always, beside }: ExcludeRules,
  { path, kind, has }: { path: string; kind: "file" | "folder"; has: (name: string) => boolean },
): boolean {
  if (always.ignores(path) || kind === "folder" && always.ignores(`${path}/`)) return true;
  if (beside.length === 0) return false;
  const name = path.slice(path.lastIndexOf("/") + 1);
  const stem = name.replace(/\.[^.]*$/, "");
  return beside.some(({ rule, when }) => rule.ignores(path) && has(when.replaceAll("$(basename)", stem)));
}

/** The innermost `.gitignore` that says something decides. */
export function isGitIgnored(files: readonly IgnoreFile[], path: string): boolean {
  for (let i = files.length - 1; i >= 0; i--) {
    const { at, rule } = files[i];
    const { ignored, unignored } = rule.test(path.slice(at.length));
    if (ignored || unignored) return ignored;
  }
  return false;
}
