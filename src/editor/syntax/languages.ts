/**
 * Which grammar colours which language, and where its files lie inside their npm packages. Tree-sitter where a
 * package brings wasm and queries; TextMate for the rest. Ids are VS Code's. Pure: loading is grammars_io.ts.
 */
import type { SyntaxStyle } from "./styles.ts";

/** A tree-sitter grammar. Paths are import specifiers; queries are joined in order. */
export interface TreeGrammar {
  readonly kind: "tree";
  readonly name: string;
  readonly wasm: string;
  readonly highlights: readonly string[];
  readonly injections: readonly string[];
  /** Which capture of one node counts: grammars were written for either reading. */
  readonly wins: "first" | "last";
  /** More patterns, where the package's leave something out; for looks only. */
  readonly extra: string;
  readonly overrides: ReadonlyMap<string, SyntaxStyle>;
}
/** A TextMate grammar: `file` in tm-grammars, `scope` its root. */
export interface LineGrammar {
  readonly kind: "lines";
  readonly name: string;
  readonly file: string;
  readonly scope: string;
}
export type Grammar = TreeGrammar | LineGrammar;

interface TreeRow {
  readonly wasm?: string;
  readonly highlights?: readonly string[];
  readonly injections?: readonly string[];
  readonly wins?: "first" | "last";
  readonly extra?: string;
  readonly overrides?: Readonly<Record<string, SyntaxStyle>>;
}
function tree(name: string, folder: string, row: TreeRow = {}): TreeGrammar {
  return {
    kind: "tree",
    name,
    wasm: `${folder}/${row.wasm ?? `${folder.slice(folder.lastIndexOf("/") + 1)}.wasm`}`,
    highlights: row.highlights ?? [`${folder}/queries/highlights.scm`],
    injections: row.injections ?? [],
    wins: row.wins ?? "last",
    extra: row.extra ?? "",
    overrides: new Map(Object.entries(row.overrides ?? {})),
  };
}
function lines(name: string, scope: string, file = name): LineGrammar {
  return { kind: "lines", name, file, scope };
}

const js = "tree-sitter-javascript/queries";
const ts = "tree-sitter-typescript";
const our = "@tree-sitter-grammars";
/** TypeScript's queries take every capital for a type. */
const constants = String.raw`((identifier) @constant (#match? @constant "^[A-Z][A-Z\d_]+$"))`;
const keys = { property: "type" } as const;

const grammars: readonly Grammar[] = [
  tree("typescript", ts, {
    wasm: "tree-sitter-typescript.wasm",
    highlights: [`${js}/highlights.scm`, `${ts}/queries/highlights.scm`],
    injections: [`${js}/injections.scm`],
    extra: constants,
  }),
  tree("typescriptreact", ts, {
    wasm: "tree-sitter-tsx.wasm",
    highlights: [`${js}/highlights.scm`, `${js}/highlights-jsx.scm`, `${ts}/queries/highlights.scm`],
    injections: [`${js}/injections.scm`],
    extra: constants,
  }),
  tree("javascript", "tree-sitter-javascript", {
    highlights: [`${js}/highlights.scm`, `${js}/highlights-jsx.scm`, `${js}/highlights-params.scm`],
    injections: [`${js}/injections.scm`],
  }),
  tree("json", "tree-sitter-json", { wins: "first" }),
  tree("python", "tree-sitter-python"),
  tree("rust", "tree-sitter-rust", { injections: ["tree-sitter-rust/queries/injections.scm"] }),
  tree("go", "tree-sitter-go", { wins: "first" }),
  tree("c", "tree-sitter-c"),
  tree("cpp", "tree-sitter-cpp", {
    highlights: ["tree-sitter-c/queries/highlights.scm", "tree-sitter-cpp/queries/highlights.scm"],
    injections: ["tree-sitter-cpp/queries/injections.scm"],
  }),
  tree("csharp", "tree-sitter-c-sharp", { wasm: "tree-sitter-c_sharp.wasm" }),
  tree("java", "tree-sitter-java"),
  tree("ruby", "tree-sitter-ruby"),
  tree("php", "tree-sitter-php", {
    extra: "(class_declaration name: (name) @type) (interface_declaration name: (name) @type)",
    injections: ["tree-sitter-php/queries/injections.scm", "tree-sitter-php/queries/injections-text.scm"],
  }),
  tree("shellscript", "tree-sitter-bash", {
    extra: '["local" "declare" "export" "readonly" "typeset"] @keyword',
  }),
  tree("lua", `${our}/tree-sitter-lua`, { injections: [`${our}/tree-sitter-lua/queries/injections.scm`] }),
  tree("zig", `${our}/tree-sitter-zig`, { injections: [`${our}/tree-sitter-zig/queries/injections.scm`] }),
  tree("html", "tree-sitter-html", {
    injections: ["tree-sitter-html/queries/injections.scm"],
    extra: '["\\"" "\'"] @string',
  }),
  tree("css", "tree-sitter-css", { overrides: keys }),
  tree("yaml", `${our}/tree-sitter-yaml`, { overrides: keys }),
  tree("toml", `${our}/tree-sitter-toml`, { overrides: keys }),
  tree("regex", "tree-sitter-regex"),
  lines("markdown", "text.html.markdown"),
  lines("sql", "source.sql"),
  lines("dockerfile", "source.dockerfile", "docker"),
  lines("diff", "source.diff"),
  lines("kotlin", "source.kotlin"),
  lines("scala", "source.scala"),
  lines("swift", "source.swift"),
  lines("xml", "text.xml"),
  lines("scss", "source.css.scss"),
  lines("less", "source.css.less"),
  lines("haskell", "source.haskell"),
  lines("makefile", "source.makefile", "make"),
  lines("ini", "source.ini"),
  lines("wgsl", "source.wgsl"),
  lines("graphql", "source.graphql"),
  lines("powershell", "source.powershell"),
  lines("bat", "source.batchfile"),
  lines("perl", "source.perl"),
  lines("r", "source.r"),
  lines("julia", "source.julia"),
  lines("dart", "source.dart"),
  lines("elixir", "source.elixir"),
  lines("latex", "text.tex.latex"),
  lines("cmake", "source.cmake"),
];
const byName: ReadonlyMap<string, Grammar> = new Map(grammars.map((grammar) => [grammar.name, grammar]));

/** Other names of languages: ours in files, people's in code fences. */
const aliases: ReadonlyMap<string, string> = new Map(
  ([
    ["typescript", "ts mts cts"],
    ["typescriptreact", "tsx"],
    ["javascript", "javascriptreact js jsx mjs cjs node ecma"],
    ["json", "jsonc json5 geojson"],
    ["python", "py python3 py3"],
    ["rust", "rs"],
    ["go", "golang"],
    ["c", "h"],
    ["cpp", "c++ cc cxx hpp cuda"],
    ["csharp", "cs c# c_sharp c-sharp"],
    ["ruby", "rb"],
    ["php", "php3"],
    ["shellscript", "bash sh zsh shell ksh console shell-session"],
    ["html", "htm xhtml"],
    ["markdown", "md"],
    ["yaml", "yml"],
    ["dockerfile", "docker containerfile"],
    ["diff", "patch"],
    ["kotlin", "kt kts"],
    ["haskell", "hs"],
    ["makefile", "make mk"],
    ["xml", "svg xsl"],
    ["powershell", "ps1 pwsh"],
    ["bat", "batch cmd"],
    ["latex", "tex"],
    ["regex", "regexp"],
    ["ini", "properties cfg conf"],
  ] as const).flatMap(([name, names]) => names.split(" ").map((alias) => [alias, name] as const)),
);

/** The grammar for a language id, an alias or the word on a code fence; null when nobody colours it. */
export function grammarOf(language: string): Grammar | null {
  const name = language.toLowerCase();
  return byName.get(name) ?? byName.get(aliases.get(name) ?? "") ?? null;
}
/** Every language by its own name, trees first. */
export const grammarNames: readonly string[] = grammars.map(({ name }) => name);
/** By the root scope of a TextMate grammar: how one grammar names another. */
export function fileOfScope(scope: string): string | null {
  for (const grammar of grammars) {
    if (grammar.kind === "lines" && grammar.scope === scope) return grammar.file;
  }
  return includedScopes.get(scope) ?? null;
}
/** Grammars that others include whole; what is missing here is shown plain inside of them. */
const includedScopes: ReadonlyMap<string, string> = new Map([
  ["source.css", "css"],
  ["source.sassdoc", "scss"],
  ["text.html.basic", "html"],
  ["text.html.derivative", "html-derivative"],
  ["text.tex", "tex"],
  ["source.java", "java"],
]);
