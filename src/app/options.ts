/** Options of one document by name, as automation sets them: checked, then put into its settings. */
import { type Settings, type State, withSettings } from "../editor/mod.ts";

type Check = (value: unknown) => Partial<Settings> | null;
const isCount = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 100;
const oneOf = <T extends string>(names: readonly T[], value: unknown): T | null =>
  names.find((name) => name === value) ?? null;
const closings = ["always", "languageDefined", "beforeWhitespace", "never"] as const;
const named = (name: keyof Settings, names: readonly string[], value: unknown): Partial<Settings> | null => {
  const found = oneOf(names, value);
  return found === null ? null : { [name]: found };
};
const isPair = (value: unknown): value is [string, string] =>
  Array.isArray(value) && value.length === 2 &&
  value.every((part) => typeof part === "string" && part !== "");

const checks: Readonly<Record<string, Check>> = {
  tabSize: (value) => (isCount(value) ? { tabSize: value } : null),
  indentSize: (value) => (isCount(value) ? { indentSize: value } : null),
  insertSpaces: (value) => (typeof value === "boolean" ? { insertSpaces: value } : null),
  useTabStops: (value) => (typeof value === "boolean" ? { useTabStops: value } : null),
  autoIndent: (value) => {
    if (typeof value === "boolean") return { autoIndent: value ? "full" : "none" };
    const autoIndent = oneOf(["none", "keep", "brackets", "advanced", "full"] as const, value);
    return autoIndent === null ? null : { autoIndent };
  },
  autoClosingBrackets: (value) => named("autoClosingBrackets", closings, value),
  autoClosingQuotes: (value) => named("autoClosingQuotes", closings, value),
  autoClosingDelete: (value) => named("autoClosingDelete", ["always", "auto", "never"], value),
  autoClosingOvertype: (value) => named("autoClosingOvertype", ["always", "auto", "never"], value),
  autoSurround: (value) => named("autoSurround", ["languageDefined", "quotes", "brackets", "never"], value),
  wordSeparators: (value) => (typeof value === "string" ? { wordSeparators: value } : null),
  wrap: (value) => {
    if (typeof value === "boolean") return { wrap: value ? "on" : "off" };
    const wrap = oneOf(["off", "on", "wordWrapColumn", "bounded"] as const, value);
    return wrap === null ? null : { wrap };
  },
  languageConfig: (value) => {
    if (typeof value !== "object" || value === null) return null;
    const { comments, brackets, autoClosingPairs, surroundingPairs } = value as {
      comments?: Record<string, unknown>;
      brackets?: unknown;
      autoClosingPairs?: unknown;
      surroundingPairs?: unknown;
    };
    const { lineComment, blockComment } = comments ?? {};
    if (lineComment !== undefined && typeof lineComment !== "string") return null;
    if (blockComment !== undefined && !isPair(blockComment)) return null;
    if (brackets !== undefined && !(Array.isArray(brackets) && brackets.every(isPair))) return null;
    if (
      surroundingPairs !== undefined && !(Array.isArray(surroundingPairs) && surroundingPairs.every(isPair))
    ) {
      return null;
    }
    const closing = autoClosingPairs === undefined ? undefined : closingPairsOf(autoClosingPairs);
    if (closing === null) return null;
    return {
      languageConfig: {
        comments: comments && { lineComment, blockComment },
        brackets,
        ...(closing !== undefined && { autoClosingPairs: closing }),
        ...(surroundingPairs !== undefined && { surroundingPairs }),
      },
    };
  },
};

/** Pairs as `{ open, close, notIn? }` or as two strings. */
function closingPairsOf(
  value: unknown,
): { open: string; close: string; notIn?: ("string" | "comment")[] }[] | null {
  if (!Array.isArray(value)) return null;
  const pairs = [];
  for (const one of value) {
    if (isPair(one)) {
      pairs.push({ open: one[0], close: one[1] });
      continue;
    }
    const { open, close, notIn } = (one ?? {}) as { open?: unknown; close?: unknown; notIn?: unknown };
    if (typeof open !== "string" || typeof close !== "string" || open === "" || close === "") return null;
    if (notIn === undefined) pairs.push({ open, close });
    else if (Array.isArray(notIn) && notIn.every((place) => place === "string" || place === "comment")) {
      pairs.push({ open, close, notIn });
    } else return null;
  }
  return pairs;
}

/** One option as settings; null for a name or value that is not understood. */
export function checkedOption(name: string, value: unknown): Partial<Settings> | null {
  if (!Object.hasOwn(checks, name)) return null;
  const found = checks[name](value);
  // Who sets tabs alone means the step as well.
  return found !== null && name === "tabSize" ? { ...found, indentSize: found.tabSize! } : found;
}

/** The first name or value that is not understood, in words; `null` when all are. */
export function wrongOption(options: Readonly<Record<string, unknown>>): string | null {
  for (const [name, value] of Object.entries(options)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (check === undefined) return `Cannot set ${name}: the options are ${Object.keys(checks).join(", ")}`;
    if (check(value) === null) return `Cannot set ${name} to ${JSON.stringify(value)}`;
  }
  return null;
}

/** The state with these options. Throws TypeError for one that `wrongOption` names. */
export function withOptions(state: State, options: Readonly<Record<string, unknown>>): State {
  const wrong = wrongOption(options);
  if (wrong !== null) throw new TypeError(wrong);
  let settings = state.settings;
  for (const [name, value] of Object.entries(options)) settings = { ...settings, ...checks[name](value) };
  // Who sets tabs alone means the step as well, as in VS Code ("indentSize": "tabSize").
  if ("tabSize" in options && !("indentSize" in options)) {
    settings = { ...settings, indentSize: settings.tabSize };
  }
  return withSettings(state, settings);
}
