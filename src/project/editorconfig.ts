/**
 * `.editorconfig` by its specification (0.17): sections of globs with properties, the file nearest to the document first, up to
 * one that says `root`. Only what the editor obeys comes out, checked; what is wrong is left out. Pure: the files are read by editorconfig_io.ts.
 */
import { type Encoding, encodingNamed } from "./encodings.ts";
import type { LineEnding } from "./line_endings.ts";

/** What is done to a text when it is saved. */
export interface OnSave {
  readonly trimTrailingWhitespace: boolean;
  readonly insertFinalNewline: boolean;
  readonly trimFinalNewlines: boolean;
}
/** What a file asks for; absent: no wish. */
export interface FileConfig {
  readonly insertSpaces?: boolean;
  readonly indentSize?: number;
  readonly tabSize?: number;
  /** For a new file: lines of an old one keep the ends they have. */
  readonly lineEnding?: LineEnding;
  readonly encoding?: Encoding;
  readonly trimTrailingWhitespace?: boolean;
  readonly insertFinalNewline?: boolean;
}
/** One `.editorconfig` and the folder it lies in, with a slash at its end. */
export interface ConfigText {
  readonly folder: string;
  readonly text: string;
}

/** `configs`: from the document's own folder upwards. `path` is absolute, with slashes. */
export function fileConfig(path: string, configs: readonly ConfigText[]): FileConfig {
  const used = [];
  for (const config of configs) {
    const parsed = parse(config.text);
    used.unshift({ folder: config.folder, sections: parsed.sections });
    if (parsed.isRoot) break;
  }
  const all = new Map<string, string>();
  for (const { folder, sections } of used) {
    const name = path.startsWith(folder) ? path.slice(folder.length) : path;
    for (const { glob, pairs } of sections) {
      if (matches(glob, name)) { for (const [key, value] of pairs) all.set(key, value); }
    }
  }
  return configOf(all);
}

interface Section {
  readonly glob: string;
  readonly pairs: [string, string][];
}
function parse(text: string): { isRoot: boolean; sections: Section[] } {
  const sections: Section[] = [];
  let isRoot = false;
  for (const raw of text.replace(/^\ufeff/, "").split(/\r?\n/)) {
    const line = raw.trim();
    if (line === "" || line[0] === "#" || line[0] === ";") continue;
    const head = /^\[(.*)\]$/.exec(line);
    if (head !== null) {
      sections.push({ glob: head[1], pairs: [] });
      continue;
    }
    const at = line.indexOf("=");
    if (at < 1) continue;
    const key = line.slice(0, at).trim().toLowerCase();
    const value = line.slice(at + 1).trim().toLowerCase();
    const section = sections.at(-1);
    if (section !== undefined) section.pairs.push([key, value]);
    else if (key === "root") isRoot = value === "true";
  }
  return { isRoot, sections };
}

function configOf(all: ReadonlyMap<string, string>): FileConfig {
  const style = all.get("indent_style");
  const tabWidth = count(all.get("tab_width"));
  const size = all.get("indent_size") === "tab" ? tabWidth : count(all.get("indent_size"));
  const charset = all.get("charset");
  const out: { -readonly [K in keyof FileConfig]: FileConfig[K] } = {};
  if (style === "tab" || style === "space") out.insertSpaces = style === "space";
  if (size !== undefined || tabWidth !== undefined) {
    out.indentSize = size ?? tabWidth;
    out.tabSize = tabWidth ?? size;
  }
  const ending = lineEndings[all.get("end_of_line") ?? ""];
  if (ending !== undefined) out.lineEnding = ending;
  const encoding = charset === undefined || charset === "unset"
    ? null
    : encodingNamed(charsets[charset] ?? charset);
  if (encoding !== null) out.encoding = encoding;
  const trim = truth(all.get("trim_trailing_whitespace")), final = truth(all.get("insert_final_newline"));
  if (trim !== undefined) out.trimTrailingWhitespace = trim;
  if (final !== undefined) out.insertFinalNewline = final;
  return out;
}
const lineEndings: Readonly<Record<string, LineEnding>> = { lf: "LF", crlf: "CRLF", cr: "CR" };
const charsets: Readonly<Record<string, string>> = {
  "utf-8-bom": "utf8bom",
  "utf-16le": "utf16le",
  "utf-16be": "utf16be",
};
const truth = (
  value: string | undefined,
) => (value === "true" ? true : value === "false" ? false : undefined);
function count(value: string | undefined): number | undefined {
  const number = Number(value);
  return Number.isInteger(number) && number >= 1 && number <= 100 ? number : undefined;
}

/** A glob with a slash counts from the folder of its file, one without matches the name in any folder below. */
function matches(glob: string, name: string): boolean {
  if (glob.length > 1024) return false;
  const rooted = glob.startsWith("/") ? glob.slice(1) : glob.includes("/") ? glob : `**/${glob}`;
  try {
    return regExpOf(rooted).test(name);
  } catch {
    return false;
  }
}

/** `*` not over "/", `**` over all, `?`, `[set]`, `[!set]`, `{a,b}` nested, `{1..9}`; a backslash takes the next as it is. */
function regExpOf(glob: string): RegExp {
  let out = "";
  const open: number[] = [];
  const isClosed = balanced(glob);
  for (let i = 0; i < glob.length; i++) {
    const c = glob[i];
    if (c === "\\") out += escaped(glob[++i] ?? "\\");
    else if (glob.startsWith("**/", i) && (i === 0 || glob[i - 1] === "/")) {
      out += "(?:.*/)?";
      i += 2;
    } else if (glob.startsWith("**", i)) {
      out += ".*";
      i++;
    } else if (c === "*") out += "[^/]*";
    else if (c === "?") out += "[^/]";
    else if (
      c === "[" && glob.indexOf("]", i + 1) > i + 1 && !glob.slice(i, glob.indexOf("]", i + 1)).includes("/")
    ) {
      const end = glob.indexOf("]", i + 1);
      const set = glob.slice(i + 1, end).replaceAll("\\", "\\\\").replace(/^!/, "^");
      out += `[${set}]`;
      i = end;
    } else if (c === "{" && isClosed) {
      const range = /^\{(-?\d+)\.\.(-?\d+)\}/.exec(glob.slice(i));
      const single = /^\{([^,{}]*)\}/.exec(glob.slice(i));
      if (range !== null) {
        out += numbers(Number(range[1]), Number(range[2]));
        i += range[0].length - 1;
      } else if (single !== null) {
        out += escaped(single[0]);
        i += single[0].length - 1;
      } else {
        out += "(?:";
        open.push(i);
      }
    } else if (c === "," && open.length > 0) out += "|";
    else if (c === "}" && open.length > 0) {
      out += ")";
      open.pop();
    } else out += escaped(c);
  }
  return new RegExp(`^${out}$`, "su");
}
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
function balanced(glob: string): boolean {
  let depth = 0;
  for (let i = 0; i < glob.length; i++) {
    if (glob[i] === "\\") i++;
    else if (glob[i] === "{") depth++;
    else if (glob[i] === "}" && --depth < 0) return false;
  }
  return depth === 0;
}
/** Any number of the range, without leading zeros. Ranges past what a pattern can list match nothing. */
function numbers(a: number, b: number): string {
  const from = Math.min(a, b), to = Math.max(a, b);
  if (to - from > 1000) return "(?!)";
  return `(?:${Array.from({ length: to - from + 1 }, (_, i) => from + i).join("|")})`;
}
