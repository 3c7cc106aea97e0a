/**
 * Which language a file is in, by its name or first line, and what plain editing needs to know of it.
 * Ids are VS Code's. Highlighting and servers are elsewhere; this is a table and two look-ups.
 */

/** A language as people and keymaps name it. `lineComment` and `blockComment` as in VS Code's language configuration. */
export interface Language {
  readonly id: string;
  readonly name: string;
  readonly lineComment?: string;
  readonly blockComment?: readonly [string, string];
}

const slashes = { lineComment: "//", blockComment: ["/*", "*/"] } as const;
const hash = { lineComment: "#" } as const;
const markup = { blockComment: ["<!--", "-->"] } as const;
const dashes = { lineComment: "--" } as const;

type Row = readonly [Language, names: string];
/** Names: a leading dot is an extension, anything else a whole file name; a trailing "!" a program named on a #! line. */
const rows: readonly Row[] = [
  [{ id: "plaintext", name: "Plain text" }, ".txt .log"],
  [{ id: "typescript", name: "TypeScript", ...slashes }, ".ts .mts .cts deno! ts-node!"],
  [{ id: "typescriptreact", name: "TSX", ...slashes }, ".tsx"],
  [{ id: "javascript", name: "JavaScript", ...slashes }, ".js .mjs .cjs node!"],
  [{ id: "javascriptreact", name: "JSX", ...slashes }, ".jsx"],
  [{ id: "json", name: "JSON" }, ".json .webmanifest .map"],
  [
    { id: "jsonc", name: "JSON with comments", ...slashes },
    ".jsonc deno.json tsconfig.json settings.json keybindings.json",
  ],
  [{ id: "python", name: "Python", ...hash }, ".py .pyi .pyw python! python3!"],
  [{ id: "rust", name: "Rust", ...slashes }, ".rs"],
  [{ id: "go", name: "Go", ...slashes }, ".go"],
  [{ id: "c", name: "C", ...slashes }, ".c .h"],
  [{ id: "cpp", name: "C++", ...slashes }, ".cpp .cc .cxx .hpp .hh .hxx .cu"],
  [{ id: "csharp", name: "C#", ...slashes }, ".cs"],
  [{ id: "java", name: "Java", ...slashes }, ".java"],
  [{ id: "kotlin", name: "Kotlin", ...slashes }, ".kt .kts"],
  [{ id: "scala", name: "Scala", ...slashes }, ".scala .sc"],
  [{ id: "swift", name: "Swift", ...slashes }, ".swift"],
  [
    { id: "ruby", name: "Ruby", lineComment: "#", blockComment: ["=begin", "=end"] },
    ".rb .rake Gemfile Rakefile ruby!",
  ],
  [{ id: "php", name: "PHP", ...slashes }, ".php php!"],
  [
    { id: "shellscript", name: "Shell", ...hash },
    ".sh .bash .zsh .ksh .bashrc .profile bash! sh! zsh! dash!",
  ],
  [{ id: "lua", name: "Lua", lineComment: "--", blockComment: ["--[[", "]]"] }, ".lua lua!"],
  [{ id: "zig", name: "Zig", lineComment: "//" }, ".zig"],
  [{ id: "html", name: "HTML", ...markup }, ".html .htm"],
  [{ id: "xml", name: "XML", ...markup }, ".xml .svg .xsl"],
  [{ id: "css", name: "CSS", blockComment: ["/*", "*/"] }, ".css"],
  [{ id: "scss", name: "SCSS", ...slashes }, ".scss"],
  [{ id: "markdown", name: "Markdown", ...markup }, ".md .markdown"],
  [{ id: "yaml", name: "YAML", ...hash }, ".yml .yaml"],
  [{ id: "toml", name: "TOML", ...hash }, ".toml Cargo.lock"],
  [{ id: "sql", name: "SQL", lineComment: "--", blockComment: ["/*", "*/"] }, ".sql"],
  [{ id: "haskell", name: "Haskell", ...dashes }, ".hs"],
  [{ id: "dockerfile", name: "Dockerfile", ...hash }, "Dockerfile Containerfile .dockerfile"],
  [{ id: "makefile", name: "Makefile", ...hash }, "Makefile makefile GNUmakefile .mk make!"],
  [{ id: "ini", name: "INI", lineComment: ";" }, ".ini .cfg .conf .properties .editorconfig"],
  [{ id: "diff", name: "Diff" }, ".diff .patch"],
  [{ id: "wgsl", name: "WGSL", ...slashes }, ".wgsl"],
];

const byId = new Map(rows.map(([language]) => [language.id, language]));
const byName = new Map(
  rows.flatMap(([language, names]) => names.split(" ").map((name) => [name, language] as const)),
);

/** Every language that there is, the most used first. */
export const languages: readonly Language[] = rows.map(([language]) => language);

/** The language of an id; plain text for one nobody knows. */
export function languageById(id: string): Language {
  return byId.get(id) ?? { id, name: id };
}

/** By whole file name, then by extension, then by a `#!` line; else plain text. `path` may be null (a new file). */
export function languageOf(path: string | null, firstLine: string): Language {
  const name = path === null ? "" : path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  const found = byName.get(name) ?? (dot >= 0 ? byName.get(name.slice(dot).toLowerCase()) : undefined);
  if (found !== undefined) return found;
  const program = /^#!.*?[\/ ]([\w-]+?)[\d.]*(?:\s|$)/.exec(firstLine)?.[1];
  const env = /^#!.*\benv\s+(?:-\S+\s+)*([\w-]+)/.exec(firstLine)?.[1];
  return byName.get(`${env ?? program}!`) ?? languageById("plaintext");
}
