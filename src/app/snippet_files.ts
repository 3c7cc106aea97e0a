/**
 * A person's snippet files as text to entries, in VS Code's format: `LANGUAGE.json` for one language, `*.code-snippets` for
 * those that each snippet's `scope` names, or for all. What is wrong is said with its line; the rest is used. Pure.
 */
import { getNodeValue, type Node, parseTree, printParseErrorCode } from "jsonc-parser";
import { type SnippetEntry, snippetProblem } from "../editor/mod.ts";
import { STRINGS } from "../ui/mod.ts";

export interface SnippetsRead {
  readonly entries: readonly SnippetEntry[];
  /** One line each, for a person. */
  readonly problems: readonly string[];
}
const words = STRINGS.snippets;

/** The language of a snippet file by its name; null: any; undefined: no snippet file. */
export function snippetFileLanguage(name: string): string | null | undefined {
  if (name.endsWith(".code-snippets")) return null;
  return name.endsWith(".json") && name.length > 5 ? name.slice(0, -5) : undefined;
}

/** `path` is for the problems; the last part of it says the language. */
export function readSnippets(text: string, path: string): SnippetsRead {
  const language = snippetFileLanguage(path.slice(path.lastIndexOf("/") + 1)) ?? null;
  const errors: { error: number; offset: number; length: number }[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const problems: string[] = [];
  const at = (offset: number, what: string) => problems.push(words.wrong(path, lineAt(text, offset), what));
  if (errors.length > 0) {
    const { error, offset } = errors[0];
    at(offset, words.notJson(spoken(printParseErrorCode(error as never))));
  }
  const entries: SnippetEntry[] = [];
  if (root === undefined) return { entries, problems };
  if (root.type !== "object") {
    at(root.offset, words.noObject);
    return { entries, problems };
  }
  for (const property of root.children ?? []) {
    const [key, value] = property.children ?? [];
    if (value === undefined) continue; // Unfinished JSON: that was said above.
    const name = String(key.value);
    const made = entryOf(value, { name, language });
    if (typeof made === "string") at(value.offset, words.inSnippet(name, made));
    else entries.push(made);
  }
  return { entries, problems };
}

function entryOf(
  node: Node,
  { name, language }: { name: string; language: string | null },
): SnippetEntry | string {
  const given = getNodeValue(node) as Record<string, unknown> | null;
  if (typeof given !== "object" || given === null || Array.isArray(given)) return words.noSnippet;
  const body = joined(given.body);
  if (body === null) return words.noBody;
  const prefixes = typeof given.prefix === "string" ? [given.prefix] : given.prefix ?? [];
  if (!isTexts(prefixes)) return words.noPrefix;
  const problem = snippetProblem(body);
  if (problem !== null) return problem;
  const { scope } = given;
  if (scope !== undefined && typeof scope !== "string") return words.noScope;
  const scoped = (scope ?? "").split(",").map((one) => one.trim()).filter((one) => one !== "");
  const languages = language !== null ? [language] : scoped.length === 0 ? null : scoped;
  return {
    name,
    prefixes: prefixes.filter((prefix) => prefix !== ""),
    body,
    description: joined(given.description) ?? "",
    languages,
  };
}

function joined(value: unknown): string | null {
  if (typeof value === "string") return value;
  return isTexts(value) ? value.join("\n") : null;
}
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");
const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;
/** "PropertyNameExpected" → "property name expected". */
const spoken = (name: string): string => name.replace(/(?<!^)([A-Z])/g, " $1").toLowerCase();
