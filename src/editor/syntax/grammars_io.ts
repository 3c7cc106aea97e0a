/**
 * Loads tree-sitter grammars and their queries from the npm packages, once each, when first asked for. A package that
 * is missing or broken is a value with the reason; a query that does not compile costs only itself.
 */
import { Language, Parser, Query } from "web-tree-sitter";
import type { TreeGrammar } from "./languages.ts";
import { runtimeOf } from "./rest_io.ts";
import { styleOfCapture } from "./styles.ts";

/** A grammar ready to parse and colour. Owned by the worker, for as long as it lives. */
export interface LoadedTree {
  readonly kind: "tree";
  readonly grammar: TreeGrammar;
  readonly language: Language;
  readonly highlights: Query | null;
  readonly injections: Query | null;
  /** The package's own patterns in `highlights`: those outside are ours, for looks only. */
  readonly ownFrom: number;
  readonly ownTo: number;
  /** By index of the capture: a style, or -1. */
  readonly styles: Int8Array;
  /** By index of the pattern: 1 where it only holds for names that are not local, which nobody here knows. */
  readonly vague: Uint8Array;
}
export type Loaded<T> = { readonly ok: true; readonly value: T } | {
  readonly ok: false;
  readonly reason: string;
};

let runtime: Promise<void> | null = null;
const loading = new Map<string, Promise<Loaded<LoadedTree>>>();

/** The bytes of a file inside a package of package.json. Throws when it is not there. */
export async function packageBytes(specifier: string): Promise<Uint8Array<ArrayBuffer>> {
  return await Deno.readFile(new URL(import.meta.resolve(specifier)));
}
export async function packageText(specifier: string): Promise<string> {
  return new TextDecoder().decode(await packageBytes(specifier));
}

/** Never rejects. */
export function loadTree(grammar: TreeGrammar): Promise<Loaded<LoadedTree>> {
  let found = loading.get(grammar.name);
  if (found === undefined) loading.set(grammar.name, found = load(grammar));
  return found;
}

async function load(grammar: TreeGrammar): Promise<Loaded<LoadedTree>> {
  try {
    const [bytes, highlights, injections] = await Promise.all([
      packageBytes(grammar.wasm),
      Promise.all(grammar.highlights.map(packageText)),
      Promise.all(grammar.injections.map(packageText)),
      runtime ??= startRuntime(),
    ]);
    const language = await Language.load(bytes);
    const colours = coloursOf(language, grammar, highlights.flatMap(patternsOf));
    const query = colours?.query ?? null;
    const styles = Int8Array.from(
      query?.captureNames ?? [],
      (name) => styleOfCapture(name, grammar.overrides),
    );
    const vague = new Uint8Array(query?.patternCount() ?? 0);
    query?.refutedProperties.forEach((properties, pattern) => {
      if (properties !== undefined && "local" in properties) vague[pattern] = 1;
    });
    return {
      ok: true,
      value: {
        kind: "tree",
        grammar,
        language,
        highlights: query,
        injections: queryOf(language, injections),
        ownFrom: colours?.ownFrom ?? 0,
        ownTo: colours?.ownTo ?? 0,
        styles,
        vague,
      },
    };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

async function startRuntime(): Promise<void> {
  const wasmBinary = await packageBytes("web-tree-sitter/web-tree-sitter.wasm");
  await Parser.init(runtimeOf(wasmBinary));
}

/** The package's patterns between ours. Compiled once as a rule: a large query takes 100 ms and megabytes. */
function coloursOf(
  language: Language,
  { wins, extra }: TreeGrammar,
  own: readonly string[],
): { readonly query: Query; readonly ownFrom: number; readonly ownTo: number } | null {
  const before = fittingOnly(language, punctuation), after = fittingOnly(language, patternsOf(extra));
  const [first, last] = wins === "last" ? [before, after] : [after, before];
  const made = compiled(language, [...first, ...own, ...last]);
  if (made !== null) return { query: made, ownFrom: first.length, ownTo: first.length + own.length };
  const fit = fittingOnly(language, own);
  const rest = compiled(language, [...first, ...fit, ...last]);
  return rest === null ? null : { query: rest, ownFrom: first.length, ownTo: first.length + fit.length };
}
/** Null when no pattern fits. */
function queryOf(language: Language, sources: readonly string[]): Query | null {
  const patterns = sources.flatMap(patternsOf);
  return compiled(language, patterns) ?? compiled(language, fittingOnly(language, patterns));
}
/** Null where there is nothing, or something that the grammar does not know. */
function compiled(language: Language, patterns: readonly string[]): Query | null {
  try {
    return patterns.length === 0 ? null : new Query(language, patterns.join("\n"));
  } catch {
    return null;
  }
}
function fittingOnly(language: Language, patterns: readonly string[]): string[] {
  return patterns.filter((pattern) => {
    try {
      new Query(language, pattern).delete();
      return true;
    } catch {
      return false;
    }
  });
}
/** Many packages leave these plain. */
const punctuation: readonly string[] = ["(", ")", "[", "]", "{", "}", ",", ";", ":", "."].map((text) =>
  `"${text}" @punctuation`
);

/** A query file cut into its top-level patterns, each with the captures and quantifiers behind it. */
export function patternsOf(source: string): string[] {
  const found: string[] = [];
  let depth = 0, from = -1;
  for (let i = 0; i < source.length; i++) {
    const unit = source[i];
    if (unit === ";") {
      while (i < source.length && source[i] !== "\n") i++;
    } else if (unit === '"') {
      if (depth === 0) from = begin(i);
      for (i++; i < source.length && source[i] !== '"'; i++) if (source[i] === "\\") i++;
    } else if (unit === "(" || unit === "[") {
      if (depth++ === 0) from = begin(i);
    } else if (unit === ")" || unit === "]") depth--;
  }
  begin(source.length);
  return found;

  function begin(at: number): number {
    if (from >= 0) found.push(withoutComments(source.slice(from, at)));
    return at;
  }
}
function withoutComments(pattern: string): string {
  return pattern.replace(/("(?:[^"\\]|\\.)*")|;[^\n]*/g, (_all, text?: string) => text ?? "");
}
