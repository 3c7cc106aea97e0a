/**
 * Every setting there is: id, schema, default, scope, as data. Checks, the JSON Schema, the settings page and what automation may set
 * are made of this list alone; what a value does is settings.ts. Ids are VS Code's where it has the setting, `nexus.*` else.
 */
import type { SettingInfo, SettingSchema, SettingScope } from "../project/mod.ts";
import { STRINGS } from "../ui/mod.ts";

const yes = { type: "boolean" } as const;
const whole = (minimum: number, maximum: number): SettingSchema => ({ type: "integer", minimum, maximum });
const number = (minimum: number, maximum: number): SettingSchema => ({ type: "number", minimum, maximum });
const of = (...values: (string | boolean)[]): SettingSchema => ({ enum: values });
const theme: SettingSchema = { type: "string", minLength: 1, format: "theme" };
const closing = of("always", "languageDefined", "beforeWhitespace", "never");
const closed = of("always", "auto", "never");

const rows: readonly (readonly [id: string, schema: SettingSchema, value: unknown, scope?: SettingScope])[] =
  [
    ["workbench.colorTheme", theme, "Nexus dark"],
    ["window.autoDetectColorScheme", yes, false],
    ["workbench.preferredDarkColorTheme", theme, "Nexus dark"],
    ["workbench.preferredLightColorTheme", theme, "Nexus light"],
    ["editor.fontFamily", { type: "string" }, ""],
    ["editor.fontSize", number(6, 100), 14],
    ["editor.lineHeight", number(0, 150), 0],
    ["editor.fontLigatures", yes, true],
    ["editor.cursorBlinking", of("blink", "smooth", "phase", "expand", "solid"), "blink"],
    ["editor.tabSize", whole(1, 100), 4, "language"],
    ["editor.insertSpaces", yes, true, "language"],
    ["editor.detectIndentation", yes, true, "language"],
    ["editor.useTabStops", yes, true, "language"],
    ["editor.autoIndent", of("none", "keep", "brackets", "advanced", "full"), "full", "language"],
    ["editor.autoClosingBrackets", closing, "languageDefined", "language"],
    ["editor.autoClosingQuotes", closing, "languageDefined", "language"],
    ["editor.autoClosingDelete", closed, "auto", "language"],
    ["editor.autoClosingOvertype", closed, "auto", "language"],
    [
      "editor.autoSurround",
      of("languageDefined", "quotes", "brackets", "never"),
      "languageDefined",
      "language",
    ],
    ["editor.wordSeparators", { type: "string" }, "`~!@#$%^&*()-=+[{]}\\|;:'\",.<>/?", "language"],
    ["editor.wordWrap", of("auto", "off", "on", "wordWrapColumn", "bounded"), "auto", "language"],
    ["editor.wordWrapColumn", whole(4, 1000), 80],
    ["editor.tabCompletion", of("on", "off", "onlySnippets"), "onlySnippets"],
    ["editor.minimap.enabled", yes, true],
    ["editor.stickyScroll.enabled", yes, true],
    ["editor.stickyScroll.maxLineCount", whole(1, 20), 5],
    ["editor.guides.indentation", yes, true],
    ["editor.guides.highlightActiveIndentation", of(true, false, "always"), true],
    ["editor.bracketPairColorization.enabled", yes, true],
    ["editor.matchBrackets", of("always", "near", "never"), "always"],
    ["editor.renderWhitespace", of("none", "boundary", "selection", "trailing", "all"), "selection"],
    ["editor.rulers", { type: "array", items: whole(0, 10_000), maxItems: 50 }, []],
    ["editor.folding", yes, true],
    ["editor.showFoldingControls", of("always", "mouseover", "never"), "mouseover"],
    ["files.trimTrailingWhitespace", yes, false, "language"],
    ["files.insertFinalNewline", yes, false, "language"],
    ["files.trimFinalNewlines", yes, false, "language"],
    ["files.hotExit", of("off", "onExit", "onExitAndWindowClose"), "onExit", "application"],
    ["nexus.keymap", of("vscode", "vim", "emacs", "sublime"), "vscode", "application"],
    ["vim.enable", yes, false, "application"],
    ["nexus.painter", of("auto", "software", "gpu"), "auto", "application"],
    ["nexus.hinting", of("off", "light", "full"), "light", "application"],
    ["nexus.antialiasing", of("grey", "lcd", "none"), "grey", "application"],
    ["nexus.undo.persist", yes, true, "application"],
    ["nexus.undo.maxSteps", whole(1, 10_000_000), 500_000, "application"],
    ["nexus.undo.maxMegabytes", number(1, 4096), 256, "application"],
  ];

/** In the order of the settings page. */
export const settingList: readonly SettingInfo[] = rows.map(([id, schema, value, scope]) => ({
  id,
  schema,
  default: value,
  scope: scope ?? "window",
  description: STRINGS.settingWords[id] ?? "",
}));
export const settingInfos: ReadonlyMap<string, SettingInfo> = new Map(
  settingList.map((info) => [info.id, info]),
);

/** "editor.fontSize" as people read it: its kind, and its own words. */
export function settingTitle(id: string): { readonly category: string; readonly name: string } {
  const parts = id.split(".").map((part) => {
    const words = part.replace(/(?<=[a-z])([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
    return words[0].toUpperCase() + words.slice(1);
  });
  return { category: parts[0], name: parts.slice(1).join(": ") };
}
