/**
 * A settings file as text to checked values, and several of them over each other: a person's own, then a folder's, then
 * those of one language. What is wrong is said with line and column and keeps its last good value; a file that is not JSON
 * keeps all of them. Nothing in a settings file stops the editor. Pure.
 */
import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { fitsSchema, nearestOf, schemaWords, type SettingInfo } from "./setting_schema.ts";

/** Values by the id of the setting. */
export type SettingValues = ReadonlyMap<string, unknown>;
/** Something wrong in a file. Line and column count from 1. */
export interface FileProblem {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
}
/** What one file says. */
export interface SettingsLayer {
  /** "foreign": another program's file in the folder, whose other settings are none of our business. */
  readonly source: "user" | "folder" | "foreign";
  readonly path: string;
  readonly text: string;
  readonly values: SettingValues;
  readonly byLanguage: ReadonlyMap<string, SettingValues>;
  readonly problems: readonly FileProblem[];
}
export interface LayerSource {
  readonly source: SettingsLayer["source"];
  readonly path: string;
  readonly settings: ReadonlyMap<string, SettingInfo>;
  /** What the file said before; null: nothing. */
  readonly last: SettingsLayer | null;
  readonly isTrusted: boolean;
}

/** Reads one file. `text` null: there is none. */
export function readSettingsLayer(text: string | null, given: LayerSource): SettingsLayer {
  const { source, path, last } = given;
  const errors: ParseError[] = [];
  const root = treeOf(text ?? "{}", errors);
  const isEmpty = (text ?? "").trim() === "";
  const reader: Reader = { ...given, text: text ?? "", problems: [] };
  const result = (values: SettingValues, byLanguage: SettingsLayer["byLanguage"]): SettingsLayer => ({
    source,
    path,
    text: text ?? "",
    values,
    byLanguage,
    problems: reader.problems,
  });
  if (!isEmpty && (errors.length > 0 || root?.type !== "object")) {
    const { error, offset } = errors[0] ?? { error: 0, offset: 0 };
    const what = errors.length > 0
      ? `Not JSON: ${spoken(printParseErrorCode(error))}`
      : "A settings file must be an object in braces";
    said(
      reader,
      offset,
      `${what}; until it is mended ${
        last === null ? "what stands before it is" : "its last good settings are"
      } used`,
    );
    if (last !== null) return result(last.values, last.byLanguage);
  }
  const values = new Map<string, unknown>();
  const byLanguage = new Map<string, SettingValues>();
  for (const property of root?.type === "object" ? root.children ?? [] : []) {
    const [key, value] = property.children ?? [];
    if (typeof key?.value !== "string" || value === undefined) continue;
    if (!key.value.startsWith("[")) {
      taken(reader, { key, value, into: values, last: last?.values ?? null, where: "file" });
      continue;
    }
    const languages = [...key.value.matchAll(/\[([^\]]+)\]/g)].map(([, id]) => id.trim());
    if (value.type !== "object" || languages.length === 0) {
      said(reader, value.offset, `${key.value} must be an object of settings, such as "[markdown]": { … }`);
      continue;
    }
    for (const language of languages) {
      const own = new Map<string, unknown>(byLanguage.get(language));
      for (const inner of value.children ?? []) {
        const [innerKey, innerValue] = inner.children ?? [];
        if (typeof innerKey?.value !== "string" || innerValue === undefined) continue;
        const before = last?.byLanguage.get(language) ?? null;
        taken(reader, { key: innerKey, value: innerValue, into: own, last: before, where: "language" });
      }
      byLanguage.set(language, own);
    }
  }
  return result(values, byLanguage);
}

interface Reader extends LayerSource {
  readonly text: string;
  readonly problems: FileProblem[];
}

function taken(
  reader: Reader,
  { key, value, into, last, where }: {
    key: Node;
    value: Node;
    into: Map<string, unknown>;
    last: SettingValues | null;
    where: "file" | "language";
  },
): void {
  const id = key.value as string;
  const { settings, source } = reader;
  const info = settings.get(id);
  if (info === undefined) {
    // Settings nobody here knows are left alone, as later versions and other editors have more: only slips are told.
    const near = source === "foreign" ? null : nearestOf(id, settings.keys());
    if (near !== null) said(reader, key.offset, `There is no setting ${id}; ${near} is meant, maybe`);
    return;
  }
  if (source !== "user" && info.scope === "application") {
    if (source === "folder") said(reader, key.offset, `${id} is obeyed in your own settings only`);
    return;
  }
  if (source !== "user" && info.isRestricted && !reader.isTrusted) {
    said(reader, key.offset, `${id} could run a program, so a folder may not set it`);
    return;
  }
  if (where === "language" && info.scope !== "language") {
    said(reader, key.offset, `${id} cannot differ by language; set it outside of the brackets`);
    return;
  }
  const found = valueOf(value);
  if (fitsSchema(info.schema, found)) {
    into.set(id, found);
    return;
  }
  const kept = last !== null && last.has(id);
  if (kept) into.set(id, last.get(id));
  said(
    reader,
    value.offset,
    `${id} must be ${schemaWords(info.schema)}; ${
      kept ? `the last good value, ${JSON.stringify(last.get(id))},` : "the default"
    } is used`,
  );
}

const valueOf = (node: Node): unknown =>
  node.type === "array" || node.type === "object" ? getNodeValue(node) : node.value;

function said({ problems, path, text }: Reader, offset: number, words: string): void {
  problems.push({ path, ...placeIn(text, offset), text: words });
}
/** Brackets a hundred thousand deep are too much for the parser, which goes down one call each. */
export function treeOf(text: string, errors: ParseError[]): Node | undefined {
  try {
    return parseTree(text, errors, { allowTrailingComma: true });
  } catch {
    errors.push({ error: 1, offset: 0, length: 0 });
    return undefined;
  }
}
/** Line and column of an offset, from 1. */
export function placeIn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}
/** "PropertyNameExpected" → "property name expected". */
export function spoken(name: string): string {
  return name.replace(/(?<!^)([A-Z])/g, " $1").toLowerCase();
}

/** Layers as one, the later ones over the earlier ones; a layer's languages lie over all that is for every language. */
export function mergedLayers(
  layers: readonly SettingsLayer[],
): Pick<SettingsLayer, "values" | "byLanguage"> {
  const values = new Map<string, unknown>();
  const byLanguage = new Map<string, Map<string, unknown>>();
  for (const layer of layers) {
    for (const [id, value] of layer.values) values.set(id, value);
    for (const [language, own] of layer.byLanguage) {
      const into = byLanguage.get(language) ?? new Map<string, unknown>();
      for (const [id, value] of own) into.set(id, value);
      byLanguage.set(language, into);
    }
  }
  return { values, byLanguage };
}
