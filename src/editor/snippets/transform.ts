/**
 * What a transform makes of a value. Its regular expression comes from whoever wrote the snippet and runs on this thread, so
 * those that could run away are refused: a repeat inside of a repeat, and long values.
 */
import type { FormatPart, Transform } from "./parse.ts";

const mostUnits = 2000;

/** The value itself where the expression is wrong, risky, or the value too long. */
export function transformed(value: string, { pattern, flags, format }: Transform): string {
  if (value.length > mostUnits || canRunAway(pattern)) return value;
  let regex: RegExp;
  try {
    regex = new RegExp(pattern, flags.replace(/[^gimsu]/g, ""));
  } catch {
    return value;
  }
  let isAny = false;
  const out = value.replace(regex, (...found: unknown[]) => {
    isAny = true;
    const groups = found.slice(0, found.findIndex((part) => typeof part === "number"));
    return format.map((part) => formatted(part, groups as (string | undefined)[])).join("");
  });
  // Without a match the branches for "no such group" still speak, as in VS Code.
  if (!isAny && format.some((part) => part.kind === "choice" && part.none !== "")) {
    return format.map((part) => formatted(part, [])).join("");
  }
  return out;
}

function formatted(part: FormatPart, groups: readonly (string | undefined)[]): string {
  if (part.kind === "text") return part.text;
  const value = groups[part.group] ?? "";
  if (part.kind === "group") return changed(value, part.change);
  // "$" alone stands for the group itself: `${1:-else}`.
  return value === "" ? part.none : part.some === "$" ? value : part.some;
}

function changed(value: string, change: string | null): string {
  switch (change) {
    case "upcase":
      return value.toLocaleUpperCase("en");
    case "downcase":
      return value.toLocaleLowerCase("en");
    case "capitalize":
      return value === "" ? "" : value[0].toLocaleUpperCase("en") + value.slice(1);
    case "pascalcase":
      return wordsOf(value).map((word) => word[0].toUpperCase() + word.slice(1)).join("");
    case "camelcase":
      return wordsOf(value).map((word, i) =>
        (i === 0 ? word[0].toLowerCase() : word[0].toUpperCase()) + word.slice(1)
      ).join("");
    case "snakecase":
      return joinedBy(value, "_");
    case "kebabcase":
      return joinedBy(value, "-");
    default:
      return value;
  }
}
const wordsOf = (value: string) => value.match(/[a-z0-9]+/gi) ?? [];
const joinedBy = (value: string, sign: string) =>
  value.replace(/(\p{Ll})(\p{Lu})/gu, `$1${sign}$2`).replace(/[\s_-]+/g, sign).toLowerCase();

/** Whether a group that repeats holds a repeat or a choice: `(a+)+`, `(a|a)*`. Careful rather than exact. */
export function canRunAway(pattern: string): boolean {
  const open: { repeats: boolean }[] = [];
  let isClass = false;
  for (let i = 0; i < pattern.length; i++) {
    const unit = pattern[i];
    if (unit === "\\") i++;
    else if (isClass) isClass = unit !== "]";
    else if (unit === "[") isClass = true;
    else if (unit === "(") open.push({ repeats: false });
    else if (unit === "|" && open.length > 0) open[open.length - 1].repeats = true;
    else if (unit === ")") {
      const closed = open.pop();
      const isRepeated = /^(?:[*+]|\{\d+,)/.test(pattern.slice(i + 1, i + 8));
      if (closed?.repeats && isRepeated) return true;
      if (open.length > 0 && (closed?.repeats || isRepeated)) open[open.length - 1].repeats = true;
    } else if (
      (unit === "*" || unit === "+" || unit === "{" && /^\{\d+,/.test(pattern.slice(i, i + 8))) &&
      open.length > 0
    ) {
      open[open.length - 1].repeats = true;
    }
  }
  return false;
}
