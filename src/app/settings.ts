/**
 * From checked values to what the app obeys: the one place that knows what the value of a setting means. Which settings there are is
 * settings_registry.ts; reading the files is src/project. Pure.
 */
import type { Settings } from "../editor/mod.ts";
import { mergedLayers, type SettingsLayer, type SettingValues } from "../project/mod.ts";
import { type AppSettings, defaultAppSettings, type LanguageSettings } from "./app.ts";
import { settingInfos } from "./settings_registry.ts";

/** What these files come to, the later ones over the earlier ones. */
export function settingsOf(layers: readonly SettingsLayer[]): AppSettings {
  const { values, byLanguage } = mergedLayers(layers);
  if (values.size === 0 && byLanguage.size === 0) return defaultAppSettings;
  const get = <T>(id: string): T => (values.has(id) ? values.get(id) : settingInfos.get(id)?.default) as T;
  const fontSize = get<number>("editor.fontSize");
  const parts: AppSettings["parts"] = {
    wordWrapColumn: get("editor.wordWrapColumn"),
    minimap: get("editor.minimap.enabled"),
    minimapColumns: defaultAppSettings.parts.minimapColumns,
    guides: get("editor.guides.indentation"),
    activeGuide: get("editor.guides.highlightActiveIndentation") !== false,
    bracketColors: get("editor.bracketPairColorization.enabled"),
    matchBrackets: get("editor.matchBrackets"),
    whitespace: get("editor.renderWhitespace"),
    rulers: get("editor.rulers"),
    stickyScroll: get("editor.stickyScroll.enabled"),
    stickyLines: get("editor.stickyScroll.maxLineCount"),
    folding: get("editor.folding"),
    foldMarks: get("editor.showFoldingControls"),
  };
  const keymap = get<AppSettings["keymap"]>("nexus.keymap");
  return {
    painter: get("nexus.painter"),
    theme: get("workbench.colorTheme"),
    followsSystem: get("window.autoDetectColorScheme"),
    darkTheme: get("workbench.preferredDarkColorTheme"),
    lightTheme: get("workbench.preferredLightColorTheme"),
    fontFamily: firstFamily(get("editor.fontFamily")),
    fontSize,
    lineHeight: lineHeightOf(get("editor.lineHeight"), fontSize),
    ligatures: get("editor.fontLigatures"),
    hinting: get("nexus.hinting"),
    antialiasing: get("nexus.antialiasing"),
    caretBlinking: get("editor.cursorBlinking") !== "solid",
    hotExit: get("files.hotExit") !== "off",
    keymap,
    vim: get<boolean>("vim.enable") || keymap === "vim",
    tabSnippets: get("editor.tabCompletion") !== "off",
    parts: sameParts(parts) ? defaultAppSettings.parts : parts,
    undoPersist: get("nexus.undo.persist"),
    undoMaxSteps: get("nexus.undo.maxSteps"),
    undoMaxMegabytes: get("nexus.undo.maxMegabytes"),
    ...defaultLanguage,
    ...languagePart(values),
    byLanguage: Object.fromEntries([...byLanguage].map(([id, own]) => [id, languagePart(own)])),
  };
}

const { editing, wordWrap, detectIndentation } = defaultAppSettings;
const { trimTrailingWhitespace, insertFinalNewline, trimFinalNewlines } = defaultAppSettings;
const defaultLanguage: LanguageSettings = {
  editing,
  wordWrap,
  detectIndentation,
  trimTrailingWhitespace,
  insertFinalNewline,
  trimFinalNewlines,
};

/** Only what is set. */
function languagePart(values: SettingValues): Partial<LanguageSettings> {
  const found: { -readonly [K in keyof LanguageSettings]?: unknown } = {};
  const own: Partial<Record<keyof Settings, unknown>> = {};
  for (const [id, value] of values) {
    const name = id.slice(id.indexOf(".") + 1);
    if (EDITING.has(id)) own[name as keyof Settings] = value;
    else if (id === "editor.wordWrap") found.wordWrap = value === "auto" ? null : value;
    else if (id === "editor.detectIndentation" || ON_SAVE.has(id)) {
      found[name as keyof LanguageSettings] = value;
    }
  }
  // Who sets tabs alone means the step as well.
  if (own.tabSize !== undefined) own.indentSize = own.tabSize;
  if (Object.keys(own).length > 0) found.editing = own;
  return found as Partial<LanguageSettings>;
}
const EDITING: ReadonlySet<string> = new Set([
  "tabSize",
  "insertSpaces",
  "useTabStops",
  "autoIndent",
  "autoClosingBrackets",
  "autoClosingQuotes",
  "autoClosingDelete",
  "autoClosingOvertype",
  "autoSurround",
  "wordSeparators",
].map((name) => `editor.${name}`));
const ON_SAVE: ReadonlySet<string> = new Set([
  "files.trimTrailingWhitespace",
  "files.insertFinalNewline",
  "files.trimFinalNewlines",
]);

/** What holds in a language. */
export function languageSettingsOf(settings: AppSettings, language: string): LanguageSettings {
  const own = settings.byLanguage[language];
  if (own === undefined) return settings;
  return { ...settings, ...own, editing: { ...settings.editing, ...own.editing } };
}

/** "'Fira Code', monospace": the first. */
function firstFamily(list: string): string | null {
  const first = list.split(",")[0].trim().replace(/^(["'])(.*)\1$/, "$2").trim();
  return first === "" || first === "monospace" ? null : first;
}
/** VS Code's rule: 0 from the font, below 8 times the font, else pixels. */
function lineHeightOf(value: number, fontSize: number): number {
  if (value >= 8) return value;
  const { lineHeight, fontSize: size } = defaultAppSettings;
  return Math.max(8, Math.round(fontSize * (value > 0 ? value : lineHeight / size)));
}
function sameParts(parts: AppSettings["parts"]): boolean {
  const before = defaultAppSettings.parts;
  return (Object.keys(before) as (keyof AppSettings["parts"])[]).every((key) =>
    key === "rulers" ? parts.rulers.length === 0 : parts[key] === before[key]
  );
}
