/**
 * Commands about settings, keys and themes: opening the files, changing a setting in its file, choosing a theme while looking at it. Ids are
 * VS Code's. Files are written by config_keeper_io.ts and come back as "config.found". Pure.
 */
import { fitsSchema, nearestOf, schemaWords, settingsJsonSchema } from "../project/mod.ts";
import { textOf } from "../editor/mod.ts";
import { STRINGS } from "../ui/mod.ts";
import { type App, idle, noEffects, type Step } from "./app.ts";
import type { AppCommand, AppCommandInfo } from "./app_commands.ts";
import { openToRead } from "./documents.ts";
import type { ConfigEdit } from "./effects.ts";
import { withNotice } from "./notices.ts";
import { openQuickPick } from "./quick_pick_open.ts";
import type { QuickItem } from "./quick_pick_state.ts";
import { settingInfos, settingList } from "./settings_registry.ts";
import { wantedTheme, withTheme } from "./step_config.ts";

const words = STRINGS.settings;
const argOf = (arg: unknown): Record<string, unknown> =>
  typeof arg === "object" && arg !== null ? arg as Record<string, unknown> : {};
const refused = (app: App, text: string): Step => ({
  ...withNotice(app, { level: "warning", text }),
  problem: text,
});

const openFile = (what: "settings" | "keys"): AppCommand => (app) =>
  app.config.folder === null
    ? refused(app, words.noFolder)
    : { app, effects: [{ kind: "config.open", what }] };

/** A change of one of a person's files. What is open and unsaved in it would be lost, so that is refused. */
export function editConfig(
  app: App,
  { what, edits }: { what: "settings" | "keys"; edits: readonly ConfigEdit[] },
): Step {
  const { folder } = app.config;
  if (folder === null) return refused(app, words.noFolder);
  const path = `${folder}/${what === "settings" ? "settings" : "keybindings"}.json`;
  for (const doc of app.docs.values()) {
    if (doc.dirty && (doc.path === path || doc.real === path)) return refused(app, words.unsaved(doc.name));
  }
  return { app, effects: [{ kind: "config.edit", what, edits }] };
}

/** `{ id, value, language? }`; without a value the default holds again. */
const setSetting: AppCommand = (app, { arg }) => {
  const { id, value, language } = argOf(arg);
  const info = settingInfos.get(String(id));
  if (info === undefined) {
    return refused(app, words.unknownSetting(String(id), nearestOf(String(id), settingInfos.keys())));
  }
  if (value !== undefined && !fitsSchema(info.schema, value)) {
    return refused(app, words.badValue(info.id, schemaWords(info.schema)));
  }
  const path = typeof language === "string" ? [`[${language}]`, info.id] : [info.id];
  return editConfig(app, { what: "settings", edits: [{ path, value }] });
};
const resetSetting: AppCommand = (app, ctx) =>
  setSetting(app, { ...ctx, arg: { id: argOf(ctx.arg).id, language: argOf(ctx.arg).language } });

/** All themes are read before the list is shown, so that moving through it costs nothing. */
const selectTheme: AppCommand = (app) => {
  if (app.prompt !== null) return null;
  const { themes, loaded } = app.config;
  const entries = themes.filter(({ name }) => !loaded.has(name));
  return entries.length === 0
    ? { app: openThemePick(app), effects: noEffects }
    : { app, effects: [{ kind: "themes.read", entries, then: "pick" }] };
};

/** The list of themes; the one under the focus is shown. */
export function openThemePick(app: App): App {
  const { themes, loaded, system } = app.config;
  const { own, bundled, yours, placeholder, title } = words.themes;
  const kinds = {
    dark: words.themes.dark,
    light: words.themes.light,
    highContrast: words.themes.highContrast,
  };
  const groups = { own, bundled, user: yours };
  let group = "";
  const items: QuickItem[] = [];
  for (const { name, source } of themes) {
    const theme = loaded.get(name);
    if (theme === undefined) continue;
    const isFirst = groups[source] !== group;
    group = groups[source];
    items.push({
      label: name,
      description: kinds[theme.kind],
      group: isFirst ? group : undefined,
      value: name,
      look: { id: "nexus.theme.preview", arg: { name } },
    });
  }
  const wanted = wantedTheme(app.settings, system);
  return openQuickPick(app, {
    title,
    placeholder,
    items,
    focused: Math.max(0, items.findIndex(({ label }) => label === wanted)),
    accept: { id: "nexus.theme.set" },
    cancel: { id: "nexus.theme.cancelPreview" },
  });
}

const withPreview = (app: App, preview: string | null): App => ({
  ...app,
  config: { ...app.config, preview },
});
const previewTheme: AppCommand = (app, { arg }) => withTheme(withPreview(app, String(argOf(arg).name)));
const cancelPreview: AppCommand = (app) => withTheme(withPreview(app, null));
/** `{ name }` or `{ value }`. Where the system is followed, the theme for how the system is now. */
const setTheme: AppCommand = (app, ctx) => {
  const name = argOf(ctx.arg).name ?? argOf(ctx.arg).value;
  const { themes, system } = app.config;
  if (!themes.some((one) => one.name === name)) {
    const near = nearestOf(String(name), themes.map((one) => one.name));
    return refused(app, words.themes.unknown(String(name), near));
  }
  const { followsSystem } = app.settings;
  const id = !followsSystem || system === null
    ? "workbench.colorTheme"
    : system === "dark"
    ? "workbench.preferredDarkColorTheme"
    : "workbench.preferredLightColorTheme";
  const step = editConfig(app, { what: "settings", edits: [{ path: [id], value: name }] });
  if (step.problem !== undefined) {
    const back = withTheme(withPreview(step.app, null));
    return { ...step, app: back.app, effects: [...step.effects, ...back.effects] };
  }
  // Until the file was read again it is looked at.
  const shown = withTheme(withPreview(app, String(name)));
  return { app: shown.app, effects: [...shown.effects, ...step.effects] };
};

/** `{ path, line, column }`, counted from 1. */
const openAt: AppCommand = (app, { arg }) => {
  const { path, line, column } = argOf(arg);
  if (typeof path !== "string") return { ...idle(app), problem: STRINGS.openNeedsPath };
  const place = (value: unknown) => (typeof value === "number" && value >= 1 ? value - 1 : 0);
  return {
    app,
    effects: [{ kind: "file.read", path, line: place(line), column: place(column), as: "auto" }],
  };
};
const reload: AppCommand = (app) => ({ app, effects: [{ kind: "config.read" }] });
const showSchema: AppCommand = (app) =>
  openToRead(app, {
    name: "settings.schema.json",
    text: textOf(`${JSON.stringify(settingsJsonSchema(settingList), null, 2)}\n`),
    language: "json",
  });

export const settingsCommands: readonly AppCommandInfo[] = [
  { id: "workbench.action.openSettingsJson", title: words.titles.json, run: openFile("settings") },
  { id: "workbench.action.openGlobalKeybindingsFile", title: words.titles.keysJson, run: openFile("keys") },
  { id: "workbench.action.selectTheme", title: words.titles.theme, run: selectTheme },
  { id: "nexus.theme.preview", title: words.titles.previewTheme, run: previewTheme },
  { id: "nexus.theme.cancelPreview", title: words.titles.cancelPreview, run: cancelPreview },
  { id: "nexus.theme.set", title: words.titles.setTheme, run: setTheme },
  { id: "nexus.settings.set", title: words.titles.set, run: setSetting },
  { id: "nexus.settings.reset", title: words.titles.reset, run: resetSetting },
  { id: "nexus.settings.reload", title: words.titles.reload, run: reload },
  { id: "nexus.settings.schema", title: words.titles.schema, run: showSchema },
  { id: "nexus.openAt", title: words.titles.openAt, run: openAt },
];
