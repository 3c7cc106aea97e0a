/**
 * What closes by itself and what surrounds a selection, by language, where the language configuration does not say. Owns the
 * tables; when a pair applies is close.ts.
 */
import type { ClosingPair, Settings } from "../types.ts";

const brackets: readonly ClosingPair[] = [
  { open: "{", close: "}" },
  { open: "[", close: "]" },
  { open: "(", close: ")" },
];
const single: ClosingPair = { open: "'", close: "'", notIn: ["string", "comment"] };
const double: ClosingPair = { open: '"', close: '"', notIn: ["string"] };
const backtick: ClosingPair = { open: "`", close: "`", notIn: ["string", "comment"] };
const docComment: ClosingPair = { open: "/**", close: " */", notIn: ["string"] };
const quotes = [...brackets, single, double];
const script = [...quotes, backtick, docComment];
const markup = [...quotes, { open: "<!--", close: "-->", notIn: ["comment", "string"] } as const];

const closing: Readonly<Record<string, readonly ClosingPair[]>> = {
  typescript: script,
  typescriptreact: script,
  javascript: script,
  javascriptreact: script,
  json: [...brackets, double, { open: "'", close: "'", notIn: ["string"] }, backtick],
  jsonc: [...brackets, double, { open: "'", close: "'", notIn: ["string"] }, backtick],
  python: quotes,
  rust: [...brackets, double],
  go: [...quotes, backtick],
  c: [...quotes, docComment],
  cpp: [...quotes, docComment],
  csharp: quotes,
  java: [...quotes, docComment],
  kotlin: quotes,
  scala: quotes,
  swift: quotes,
  ruby: [...quotes, backtick],
  php: [...quotes, docComment],
  shellscript: [...quotes, backtick],
  lua: quotes,
  zig: quotes,
  html: markup,
  xml: markup,
  css: quotes,
  scss: quotes,
  less: quotes,
  markdown: [...brackets, { open: "<", close: ">", notIn: ["string"] }],
  yaml: quotes,
  toml: quotes,
  sql: [...quotes, backtick],
  dockerfile: quotes,
  makefile: quotes,
};

const usualSurround: readonly (readonly [string, string])[] = [
  ["{", "}"],
  ["[", "]"],
  ["(", ")"],
  ['"', '"'],
  ["'", "'"],
  ["`", "`"],
];
const angled = [...usualSurround, ["<", ">"]] as const;
const surrounding: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  plaintext: angled,
  typescript: angled,
  typescriptreact: angled,
  javascript: angled,
  javascriptreact: angled,
  html: angled,
  xml: angled,
  rust: [...usualSurround.filter(([open]) => open !== "'" && open !== "`"), ["<", ">"]],
  markdown: [...usualSurround, ["_", "_"], ["*", "*"], ["~", "~"], ["<", ">"]],
};

export function closingPairs({ language, languageConfig }: Settings): readonly ClosingPair[] {
  if (languageConfig.autoClosingPairs !== undefined) return languageConfig.autoClosingPairs;
  if (Object.hasOwn(closing, language)) return closing[language];
  // A language nobody described, and plain text: its brackets, no quotes.
  return languageConfig.brackets?.map(([open, close]) => ({ open, close })) ?? [];
}

/** What typing `open` over a selection puts behind it; null if it does not surround. */
export function surroundingClose({ language, languageConfig }: Settings, open: string): string | null {
  const pairs = languageConfig.surroundingPairs ??
    (Object.hasOwn(surrounding, language) ? surrounding[language] : usualSurround);
  return pairs.find((pair) => pair[0] === open)?.[1] ?? null;
}

export const isQuote = (open: string): boolean => open === "'" || open === '"' || open === "`";

/** What the end of the left part of a line is in, told by its quotes and comment sign. A guess: strings of several lines are not seen. */
export function placeIn(
  before: string,
  { languageConfig: { comments } }: Settings,
): "code" | "string" | "comment" {
  const sign = comments?.lineComment;
  const block = comments?.blockComment;
  let quote = "";
  for (let i = 0; i < before.length; i++) {
    const unit = before[i];
    if (quote !== "") {
      if (unit === "\\") i++;
      else if (unit === quote) quote = "";
    } else if (unit === '"' || unit === "`") quote = unit;
    // An apostrophe behind a letter is one.
    else if (unit === "'" && !/[\p{L}\p{N}_]/u.test(before[i - 1] ?? "")) quote = unit;
    else if (sign !== undefined && before.startsWith(sign, i)) return "comment";
    else if (block !== undefined && before.startsWith(block[0], i)) {
      const end = before.indexOf(block[1], i + block[0].length);
      if (end < 0) return "comment";
      i = end + block[1].length - 1;
    }
  }
  return quote === "" ? "code" : "string";
}
