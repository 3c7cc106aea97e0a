/**
 * What Enter does besides repeating the indent, by language: a step more behind what opens a block, the star of a block
 * comment, an opened tag. Owns the tables; brackets and the making of the break are type.ts.
 */

/** A line whose text before the caret matches opens a block. Comments behind it count as blanks. */
const opens: Readonly<Record<string, RegExp>> = {
  python:
    /^\s*(?:async\b|class\b|def\b|elif\b|else\b|except\b|finally\b|for\b|if\b|match\b|case\b|try\b|while\b|with\b).*:\s*(?:#.*)?$/,
  yaml: /(?::|^\s*-)\s*[|>]?[+-]?\s*$/,
  ruby:
    /^\s*(?:(?:begin|class|def|else|elsif|ensure|for|if|module|rescue|unless|until|when|while|case|in)\b(?!.*\bend\b).*|.*\bdo(?:\s*\|[^|]*\|)?)\s*$/,
  lua: /(?:\b(?:then|do|else|repeat)|\bfunction\b[^()]*\([^)]*\))\s*$/,
  shellscript: /(?:\b(?:then|do|else)|\bin)\s*$/,
  makefile: /^[^\s#][^=]*:[^=]*$/,
};
const stars = new Set([
  "typescript",
  "typescriptreact",
  "javascript",
  "javascriptreact",
  "c",
  "cpp",
  "csharp",
  "java",
  "kotlin",
  "scala",
  "swift",
  "php",
  "rust",
  "go",
  "css",
  "scss",
  "less",
]);
const tagged = new Set(["html", "xml", "typescriptreact", "javascriptreact", "php"]);
const voidTags = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i;

export function opensBlock(language: string, before: string): boolean {
  return Object.hasOwn(opens, language) && opens[language].test(before);
}

/** What a line in or behind a block comment adds behind the indent; null outside of one. `inner`: the comment closes right behind. */
export function commentStar(
  language: string,
  { before, after }: { before: string; after: string },
): { readonly insert: string; readonly close: string | null } | null {
  if (!stars.has(language)) return null;
  if (/^\s*\/\*\*(?!\/)(?:[^*]|\*(?!\/))*$/.test(before)) {
    return { insert: " * ", close: /^\s*\*\//.test(after) ? " " : null };
  }
  if (/^\s* \*(?: (?:[^*]|\*(?!\/))*)?$/.test(before)) return { insert: "* ", close: null };
  // Behind the end of such a comment the blank that put its star in line goes.
  return null;
}
/** Whether the line ends a block comment that was written with stars. */
export function endsStars(language: string, before: string): boolean {
  return stars.has(language) && /^\s* \*\/\s*$/.test(before);
}

/** The name of the tag that was opened right before the caret and is still open; null for none. */
export function openTag(language: string, before: string): string | null {
  if (!tagged.has(language)) return null;
  const found = /<([A-Za-z][\w:.-]*)(?:\s[^<>]*)?>\s*$/.exec(before);
  return found === null || found[0].includes("/>") || voidTags.test(found[1]) ? null : found[1];
}
