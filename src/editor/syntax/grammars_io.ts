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
    const own = fitting(language, highlights.flatMap(patternsOf));
    const before = fittingOnly(language, punctuation),
      after = fittingOnly(language, patternsOf(grammar.extra));
    const [first, last] = grammar.wins === "last" ? [before, after] : [after, before];
    const all = [...first, ...own, ...last];
    const colours = all.length === 0 ? null : new Query(language, all.join("\n"));
    const styles = Int8Array.from(
      colours?.captureNames ?? [],
      (name) => styleOfCapture(name, grammar.overrides),
    );
    const vague = new Uint8Array(colours?.patternCount() ?? 0);
    colours?.refutedProperties.forEach((properties, pattern) => {
      if (properties !== undefined && "local" in properties) vague[pattern] = 1;
    });
    return {
      ok: true,
      value: {
        kind: "tree",
        grammar,
        language,
        highlights: colours,
        injections: queryOf(language, injections),
        ownFrom: first.length,
        ownTo: first.length + own.length,
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

/** Null when no pattern fits. */
function queryOf(language: Language, sources: readonly string[]): Query | null {
  const patterns = fitting(language, sources.flatMap(patternsOf));
  return patterns.length === 0 ? null : new Query(language, patterns.join("\n"));
}
/** The patterns that the grammar knows: as a rule all of them, which one attempt shows. */
function fitting(language: Language, patterns: readonly string[]): readonly string[] {
  try {
    new Query(language, patterns.join("\n")).delete();
    return patterns;
  } catch {
    return fittingOnly(language, patterns);
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
