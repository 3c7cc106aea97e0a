/**
 * What is taken from a profile folder of VS Code, and what not and why: settings by their schema, keys whose command there is, snippets, the
 * theme. What a person has set here stays unless they say so. Reading and writing is import_vscode_io.ts. Pure.
 */
import type { ParseError } from "jsonc-parser";
import { getNodeValue, printParseErrorCode } from "jsonc-parser";
import { fitsSchema, mergedLayers, placeIn, schemaWords, spoken, treeOf } from "../project/mod.ts";
import { keysName, parseKeys, STRINGS } from "../ui/mod.ts";
import type { Config } from "./config.ts";
import type { ConfigEdit } from "./effects.ts";
import { readKeyFile } from "./key_file.ts";
import { settingInfos } from "./settings_registry.ts";
import { themeOfVsCode } from "./theme_list.ts";

/** A profile folder, read; null: no such file. */
export interface ProfileFiles {
  readonly folder: string;
  readonly settings: string | null;
  readonly keys: string | null;
  readonly snippets: readonly { readonly name: string; readonly text: string; readonly isThere: boolean }[];
}
/** One thing: what it is, and why it was left; null: it was taken. */
export interface ImportRow {
  readonly what: string;
  readonly why: string | null;
  /** It was left only because a person has something else there. */
  readonly isKept?: true;
}
export interface ImportPlan {
  readonly rows: readonly ImportRow[];
  readonly settings: readonly ConfigEdit[];
  readonly keys: readonly ConfigEdit[];
  readonly snippets: readonly { readonly name: string; readonly text: string }[];
}
const words = STRINGS.settings.import;

export function planImport(
  files: ProfileFiles,
  { config, commands, how }: {
    config: Config;
    commands: ReadonlySet<string>;
    /** "overwrite": a person said so. */
    how: "keep" | "overwrite";
  },
): ImportPlan {
  const rows: ImportRow[] = [];
  const settings: ConfigEdit[] = [];
  const { values, byLanguage } = mergedLayers(config.layers.filter(({ source }) => source === "user"));
  const take = (path: readonly string[], value: unknown, own: ReadonlyMap<string, unknown> | undefined) => {
    const id = path[path.length - 1];
    const what = `${path.join(" ")}: ${JSON.stringify(value)}`;
    const info = settingInfos.get(id);
    if (info === undefined) return rows.push({ what: path.join(" "), why: words.unknown });
    const isTheme = "format" in info.schema && info.schema.format === "theme";
    const meant = isTheme && typeof value === "string" ? themeOf(value, config) : value;
    if (isTheme && meant === null) return rows.push({ what, why: words.noTheme });
    if (!fitsSchema(info.schema, meant)) {
      return rows.push({ what, why: words.wrong(schemaWords(info.schema)) });
    }
    if (own?.has(id)) {
      if (JSON.stringify(own.get(id)) === JSON.stringify(meant)) return rows.push({ what, why: words.same });
      if (how === "keep") return rows.push({ what, why: words.kept, isKept: true });
    }
    settings.push({ path, value: meant });
    rows.push({ what: meant === value ? what : `${what} → ${JSON.stringify(meant)}`, why: null });
  };
  for (const [id, value] of Object.entries(objectOf(files.settings, "settings.json", rows))) {
    if (!id.startsWith("[")) take([id], value, values);
    else if (typeof value === "object" && value !== null) {
      const language = id.slice(1, -1);
      for (const [inner, own] of Object.entries(value)) take([id, inner], own, byLanguage.get(language));
    }
  }
  const keys = keysOf(files, { config, commands, how, rows });
  const snippets = files.snippets.filter(({ name, isThere }) => {
    const what = `snippets/${name}`;
    const isTaken = !isThere || how === "overwrite";
    rows.push(isTaken ? { what, why: null } : { what, why: words.fileThere, isKept: true });
    return isTaken;
  });
  return { rows, settings, keys, snippets };
}

function themeOf(name: string, { themes }: Config): string | null {
  return themes.find((one) => one.name === name)?.name ?? themeOfVsCode(name);
}

function objectOf(text: string | null, name: string, rows: ImportRow[]): Record<string, unknown> {
  if (text === null || text.trim() === "") return {};
  const errors: ParseError[] = [];
  const root = treeOf(text, errors);
  if (errors.length > 0) {
    const { line, column } = placeIn(text, errors[0].offset);
    rows.push({
      what: `${name}:${line}:${column}`,
      why: words.broken(spoken(printParseErrorCode(errors[0].error))),
    });
    return {};
  }
  const value = root === undefined ? null : getNodeValue(root);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

function keysOf(
  { keys: text }: ProfileFiles,
  { config, commands, how, rows }: {
    config: Config;
    commands: ReadonlySet<string>;
    how: "keep" | "overwrite";
    rows: ImportRow[];
  },
): ConfigEdit[] {
  const read = readKeyFile(text ?? "", { path: "keybindings.json", commands, last: null });
  for (const { line, column, text: why } of read.problems) {
    if (!why.startsWith(STRINGS.settings.keys.unknown("", null).trimEnd())) {
      rows.push({ what: `keybindings.json:${line}:${column}`, why });
    }
  }
  const own = config.keys?.rules ?? [];
  const edits: ConfigEdit[] = [];
  for (const rule of read.rules) {
    const what = `${rule.key} ${rule.command}`;
    if (!commands.has(rule.command.replace(/^-/, ""))) {
      rows.push({ what, why: words.noCommand });
      continue;
    }
    const same = own.filter((one) =>
      named(one.key) === named(rule.key) && (one.when ?? "") === (rule.when ?? "")
    );
    if (same.some((one) => one.command === rule.command)) rows.push({ what, why: words.same });
    else if (
      same.some((one) => !one.command.startsWith("-")) && how === "keep" && !rule.command.startsWith("-")
    ) {
      rows.push({ what, why: words.kept, isKept: true });
    } else {
      const { key, command, when, args } = rule;
      const value = {
        key,
        command,
        ...(when !== undefined && { when }),
        ...(args !== undefined && { args }),
      };
      edits.push({ path: [-1], value, insert: true });
      rows.push({ what, why: null });
    }
  }
  return edits;
}
function named(key: string): string {
  const chords = parseKeys(key);
  return chords.ok ? keysName(chords.value) : key;
}

/** The report, in Markdown. */
export function importReport(folder: string, rows: readonly ImportRow[]): string {
  const taken = rows.filter(({ why }) => why === null), left = rows.filter(({ why }) => why !== null);
  const list = (some: readonly ImportRow[]) =>
    some.length === 0
      ? "None.\n"
      : some.map(({ what, why }) => `- \`${what}\`${why === null ? "" : `: ${why}`}\n`).join("");
  return `# ${words.title}\n\nFrom \`${folder}\`.\n\n## ${words.takenTitle} (${taken.length})\n\n${
    list(taken)
  }\n` +
    `## ${words.leftTitle} (${left.length})\n\n${list(left)}`;
}
