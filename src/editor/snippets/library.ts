/**
 * Snippets that are known by a prefix, and which one stands before a caret. Owns the shape and the look-up; where they come
 * from is builtin.ts and the files of a person.
 */
import type { Offset } from "../../base/mod.ts";
import type { Text } from "../types.ts";

/** A snippet by its prefixes. `languages` null: in every language. */
export interface SnippetEntry {
  readonly name: string;
  readonly prefixes: readonly string[];
  readonly body: string;
  readonly description: string;
  readonly languages: readonly string[] | null;
}
/** Longer ones are nobody's. */
const longestPrefix = 100;

/** Whether a snippet is offered in a language. */
export const isFor = ({ languages }: SnippetEntry, language: string): boolean =>
  languages === null || languages.includes(language);

/**
 * The snippet whose prefix ends at `at`, the longest prefix first, of equally long ones that of the earlier list. A prefix
 * that begins like a word has to begin where a word does. Null for none.
 */
export function snippetBefore(
  text: Text,
  { at, language, from }: {
    readonly at: Offset;
    readonly language: string;
    readonly from: readonly (readonly SnippetEntry[])[];
  },
): { readonly entry: SnippetEntry; readonly length: number } | null {
  const line = text.lineAt(at);
  const before = text.slice(Math.max(line.from, at - longestPrefix - 1) as Offset, at);
  let found: { entry: SnippetEntry; length: number } | null = null;
  for (const entries of from) {
    for (const entry of entries) {
      if (!isFor(entry, language)) continue;
      for (const prefix of entry.prefixes) {
        if (found !== null && prefix.length <= found.length) continue;
        if (endsIn(before, prefix)) found = { entry, length: prefix.length };
      }
    }
  }
  return found;
}

/** Whether a prefix stands at the end of `before` as a word of its own. */
export function endsIn(before: string, prefix: string): boolean {
  if (prefix === "" || !before.endsWith(prefix)) return false;
  const left = before.slice(0, before.length - prefix.length);
  return !isWordUnit(prefix) || !/[\p{L}\p{N}_$]$/u.test(left);
}
const isWordUnit = (prefix: string): boolean => /^[\p{L}\p{N}_$]/u.test(prefix);
