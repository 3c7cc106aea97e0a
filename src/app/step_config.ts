/**
 * A person's files as they come in: settings, keys and themes read, checked, and applied to what is open, live. What is wrong is one
 * notice with its place; the last good value stays. What a setting means is settings.ts. Pure.
 */
import type { Px } from "../base/mod.ts";
import { type FileProblem, nearestOf, readSettingsLayer, type SettingsLayer } from "../project/mod.ts";
import {
  defaultKeymap,
  defaultKeys,
  type Keymap,
  makeKeymap,
  type Platform,
  presetKeys,
  STRINGS,
  type Theme,
} from "../ui/mod.ts";
import { type App, type AppSettings, decorateOf, type Step } from "./app.ts";
import type { Config, ConfigText, KeyFile } from "./config.ts";
import { withAppSettings } from "./documents.ts";
import type { AppEffect } from "./effects.ts";
import { readKeyFile } from "./key_file.ts";
import { withNotice, withoutNotice } from "./notices.ts";
import { settingsOf } from "./settings.ts";
import { settingInfos } from "./settings_registry.ts";
import { withUndoLimits } from "./undo_store.ts";
import { startVim } from "./vim_state.ts";

const words = STRINGS.settings;

/** The files over what they said before. The same object where nothing is new. `commands`: the ids that keys may run. */
export function readConfig(
  config: Config,
  texts: readonly ConfigText[],
  commands: () => ReadonlySet<string>,
): Config {
  const layers: SettingsLayer[] = [];
  let keys: KeyFile | null = null;
  let isSame = true;
  for (const { source, path, text, problem } of texts) {
    const said: FileProblem[] = problem === null ? [] : [{ path, line: 1, column: 1, text: problem }];
    if (source === "keys") {
      const last = config.keys;
      keys = problem !== null
        ? { path, text: last?.text ?? "", rules: last?.rules ?? [], problems: said }
        : last !== null && last.text === (text ?? "") && last.problems.length === 0
        ? last
        : readKeyFile(text ?? "", { path, commands: text === null ? noCommands : commands(), last });
      isSame &&= keys === last;
      continue;
    }
    const last = config.layers.find((one) => one.path === path) ?? null;
    if (problem !== null) {
      layers.push({ ...(last ?? emptyLayer(path)), source, problems: said });
      isSame = false;
    } else if (last !== null && last.text === (text ?? "") && last.source === source) layers.push(last);
    else {
      layers.push(readSettingsLayer(text, { source, path, settings: settingInfos, last, isTrusted: false }));
      isSame = false;
    }
  }
  isSame &&= layers.length === config.layers.length;
  return isSame ? config : { ...config, layers, keys };
}
const noCommands: ReadonlySet<string> = new Set();
const emptyLayer = (path: string): SettingsLayer => ({
  source: "user",
  path,
  text: "",
  values: new Map(),
  byLanguage: new Map(),
  problems: [],
});

export function problemsOf({ layers, keys }: Config): readonly FileProblem[] {
  return [...layers.flatMap(({ problems }) => problems), ...keys?.problems ?? []];
}

/** The keys of a platform under a preset and a person's own. */
export function keymapOf(
  platform: Platform,
  { keymap, keys }: { keymap: AppSettings["keymap"]; keys: KeyFile | null },
): Keymap {
  const preset = presetKeys(keymap), own = keys?.rules ?? [];
  if (preset.length === 0 && own.length === 0) return defaultKeymap(platform);
  return makeKeymap([...defaultKeys(platform), ...preset, ...own]);
}

/** The name of the theme that settings ask for. */
export function wantedTheme(settings: AppSettings, system: Config["system"]): string {
  if (!settings.followsSystem || system === null) return settings.theme;
  return system === "dark" ? settings.darkTheme : settings.lightTheme;
}

/** The files were read. */
export function stepConfigFound(
  app: App,
  { texts, themes, system, commands }: {
    texts: readonly ConfigText[];
    themes: Config["themes"];
    system: Config["system"];
    commands: () => ReadonlySet<string>;
  },
): Step {
  const read = readConfig(app.config, texts, commands);
  const loaded = new Map(read.loaded);
  for (const { name, changed } of read.themes) {
    if (changed !== themes.find((one) => one.name === name)?.changed) loaded.delete(name);
  }
  const preview = app.quickPick === null ? null : read.preview;
  const config: Config = { ...read, themes, system, loaded, preview };
  const settings = read.layers === app.config.layers ? app.settings : settingsOf(read.layers);
  const next = withSettingsOf({ ...app, config }, settings, app);
  const told = read === app.config ? { app: next, effects: [] } : withProblems(next);
  const themed = withTheme(told.app);
  return { app: themed.app, effects: [...told.effects, ...themed.effects] };
}

/** What the settings change is changed in what is open; what a person toggled meanwhile stays where its setting does. */
export function withSettingsOf(app: App, settings: AppSettings, from: App): App {
  const was = from.settings;
  let next: App = { ...app, settings };
  if (settings !== was) {
    const { look } = app;
    const parts = { ...look.parts ?? settings.parts };
    for (const key of Object.keys(settings.parts) as (keyof AppSettings["parts"])[]) {
      if (JSON.stringify(settings.parts[key]) === JSON.stringify(was.parts[key])) continue;
      Object.assign(parts, { [key]: settings.parts[key] });
    }
    next = {
      ...next,
      look: {
        ...look,
        codeFontSize: settings.fontSize as Px,
        codeLineHeight: settings.lineHeight as Px,
        ligatures: settings.ligatures,
        parts,
      },
      docs: new Map([...next.docs].map(([id, doc]) => {
        const followed = withAppSettings(doc, was, settings);
        const isLimited = settings.undoMaxSteps !== was.undoMaxSteps ||
          settings.undoMaxMegabytes !== was.undoMaxMegabytes;
        return [id, isLimited ? { ...followed, state: withUndoLimits(next, followed.state) } : followed];
      })),
    };
    if (settings.parts.bracketColors !== was.parts.bracketColors) {
      next = { ...next, decorate: decorateOf(settings) };
    }
    if (settings.vim !== was.vim) {
      next = { ...next, ...(settings.vim ? startVim() : { vim: null, modal: null, marked: null }) };
    }
    if (!settings.caretBlinking) next = { ...next, caretOn: true };
  }
  if (settings.keymap !== was.keymap || app.config.keys !== from.config.keys) {
    const keys = keymapOf(app.platform, { keymap: settings.keymap, keys: app.config.keys });
    next = { ...next, keys, held: [], chord: null };
  }
  return next;
}

/** One notice for all that is wrong, in place of the last one. */
export function withProblems(app: App): Step {
  const { notice } = app.config;
  const cleared = notice === null ? app : withoutNotice(app, notice);
  const problems = problemsOf(app.config);
  if (problems.length === 0) {
    return { app: { ...cleared, config: { ...app.config, notice: null } }, effects: [] };
  }
  const [first] = problems;
  const { path, line, column } = first;
  const one = words.problem(shortPath(app, path), line, column, first.text);
  const text = problems.length === 1 ? one : words.more(one, problems.length - 1);
  const actions = [{ label: words.show, id: "nexus.openAt", arg: { path, line, column } }];
  const told = withNotice(cleared, { level: "warning", text, actions });
  const id = told.app.notices.find((shown) => shown.text === text)?.id ?? null;
  return { ...told, app: { ...told.app, config: { ...app.config, notice: id } } };
}
function shortPath({ config }: App, path: string): string {
  return config.folder !== null && path.startsWith(`${config.folder}/`)
    ? path.slice(config.folder.length + 1)
    : path;
}

/** What is wrong in the files the app began with. */
export function stepConfigChecked(app: App): Step {
  const told = withProblems(app);
  const themed = withTheme(told.app);
  return { app: themed.app, effects: [...told.effects, ...themed.effects] };
}

/** The theme that is wanted, or the one that is looked at; one that was not read yet is asked for. */
export function withTheme(app: App): Step {
  const { config } = app;
  const name = config.preview ?? wantedTheme(app.settings, config.system);
  const loaded = config.loaded.get(name);
  if (loaded !== undefined) {
    return { app: loaded === app.theme ? app : { ...app, theme: loaded }, effects: [] };
  }
  const entry = config.themes.find((one) => one.name === name);
  if (entry !== undefined) return { app, effects: [{ kind: "themes.read", entries: [entry] }] };
  if (config.preview !== null) return { app, effects: [] };
  const text = words.themes.unknown(name, nearestOf(name, config.themes.map((one) => one.name)));
  return withNotice(app, { level: "warning", text });
}

/** Themes were read. A broken one leaves what is shown as it is. */
export function stepThemesFound(
  app: App,
  { themes, problems }: { themes: readonly Theme[]; problems: readonly FileProblem[] },
): Step {
  const loaded = new Map(app.config.loaded);
  for (const theme of themes) loaded.set(theme.name, theme);
  let next: App = { ...app, config: { ...app.config, loaded } };
  const effects: AppEffect[] = [];
  for (const { path, line, column, text } of problems.slice(0, 3)) {
    const told = withNotice(next, {
      level: "warning",
      text: words.problem(shortPath(app, path), line, column, text),
    });
    next = told.app;
    effects.push(...told.effects);
  }
  const failed = problems.length > 0 && themes.length === 0;
  const shown = failed ? { app: next, effects: [] } : withTheme(next);
  return { app: shown.app, effects: [...effects, ...shown.effects] };
}

/** A file of a person's that was saved here is read at once: no watch is waited for. */
export function withSavedConfig(step: Step, path: string): Step {
  const { folder, layers } = step.app.config;
  const isOurs = folder !== null && path.startsWith(`${folder}/`) || layers.some((one) => one.path === path);
  return isOurs ? { ...step, effects: [...step.effects, { kind: "config.read" }] } : step;
}
