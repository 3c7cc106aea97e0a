/**
 * Settings and keys as lists drawn from their tables: every setting with its words, value and mark of change; every key with its command.
 * Picking asks for the value by its schema, or records keys; what is chosen is written into the file. Ids are VS Code's. Pure.
 */
import { fitsSchema, mergedLayers, schemaWords, type SettingInfo } from "../project/mod.ts";
import { type Binding, commandCategory, keysLabel, keysName, parseKeys, STRINGS } from "../ui/mod.ts";
import { type App, idle, type Step } from "./app.ts";
import type { AppCommand, AppCommandInfo } from "./app_commands.ts";
import type { ConfigEdit } from "./effects.ts";
import { withNotice } from "./notices.ts";
import { openQuickPick } from "./quick_pick_open.ts";
import { type QuickItem, recordId } from "./quick_pick_state.ts";
import { editConfig } from "./settings_commands.ts";
import { settingInfos, settingList, settingTitle } from "./settings_registry.ts";

const words = STRINGS.settings;
const argOf = (arg: unknown): Record<string, unknown> =>
  typeof arg === "object" && arg !== null ? arg as Record<string, unknown> : {};
const shown = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
const said = (app: App, text: string): Step => ({
  ...withNotice(app, { level: "warning", text }),
  problem: text,
});

/** All settings, those that are changed marked; only them with `{ changed: true }`. */
const openSettings: AppCommand = (app, { arg }) => {
  if (app.prompt !== null) return null;
  const { values } = mergedLayers(app.config.layers);
  const own = app.config.layers.find(({ source }) => source === "user")?.values;
  let group = "";
  const items: QuickItem[] = [];
  for (const { id, description, default: standard } of settingList) {
    if (argOf(arg).changed === true && !values.has(id)) continue;
    const { category, name } = settingTitle(id);
    const isFirst = category !== group;
    group = category;
    items.push({
      label: `${category}: ${name}`,
      description: values.has(id) ? `${words.page.changed} · ${id}` : id,
      detail: description,
      keys: shown(values.has(id) ? values.get(id) : standard),
      group: isFirst ? category : undefined,
      run: { id: "nexus.settings.edit", arg: { id } },
      buttons: own?.has(id)
        ? [{ sign: "↺", label: words.page.reset, run: { id: "nexus.settings.reset", arg: { id } } }]
        : undefined,
    });
  }
  return idle(openQuickPick(app, {
    id: "nexus.settings",
    title: words.page.title,
    placeholder: words.page.placeholder,
    items,
    message: words.page.none,
    buttons: [{
      sign: "{ }",
      label: words.titles.json,
      run: { id: "workbench.action.openSettingsJson" },
    }],
  }));
};

/** `{ id }`: asks for a value as the schema has it. */
const editSetting: AppCommand = (app, { arg, run }) => {
  const info = settingInfos.get(String(argOf(arg).id));
  if (info === undefined) return null;
  if ("format" in info.schema && info.schema.format === "theme" && info.id === "workbench.colorTheme") {
    return run(app, { id: "workbench.action.selectTheme" });
  }
  const { values } = mergedLayers(app.config.layers);
  const now = values.has(info.id) ? values.get(info.id) : info.default;
  const { category, name } = settingTitle(info.id);
  const title = `${category}: ${name}`;
  const choices = "enum" in info.schema
    ? info.schema.enum
    : info.schema.type === "boolean"
    ? [true, false]
    : null;
  if (choices === null) {
    return idle(openQuickPick(app, {
      title,
      placeholder: words.page.wanted(schemaWords(info.schema)),
      items: [],
      value: shown(now),
      message: info.description,
      takesText: true,
      accept: { id: "nexus.settings.setText", arg: { id: info.id } },
    }));
  }
  return idle(openQuickPick(app, {
    title,
    placeholder: info.description,
    keepsOrder: true,
    focused: Math.max(0, choices.findIndex((one) => one === now)),
    items: choices.map((value) => ({
      label: shown(value),
      description: value === info.default ? words.page.standard : undefined,
      keys: value === now ? STRINGS.files.now : undefined,
      run: { id: "nexus.settings.set", arg: { id: info.id, value } },
    })),
  }));
};
/** `{ id, text }`: what a person typed. */
const setText: AppCommand = (app, { arg, run }) => {
  const { id, text } = argOf(arg);
  const info = settingInfos.get(String(id));
  if (info === undefined) return null;
  const value = valueOf(info, String(text));
  if (!fitsSchema(info.schema, value)) return said(app, words.badValue(info.id, schemaWords(info.schema)));
  return run(app, { id: "nexus.settings.set", arg: { id: info.id, value } });
};
function valueOf({ schema }: SettingInfo, text: string): unknown {
  if ("enum" in schema || schema.type === "string") return text;
  if (schema.type !== "array") return text.trim() === "" ? null : Number(text);
  return text.replace(/^\s*\[|\]\s*$/g, "").split(/[\s,]+/).filter((one) => one !== "").map(Number);
}

/** Bindings that a later one on the same keys may cover, where one of the two is a person's own. */
export function keyConflicts({ keys, config }: App): readonly { won: Binding; lost: Binding }[] {
  const own = new Set((config.keys?.rules ?? []).map(({ key, command }) => `${namedKeys(key)} ${command}`));
  if (own.size === 0) return [];
  const isOwn = (one: Binding) => own.has(`${keysName(one.chords)} ${one.command}`);
  const found: { won: Binding; lost: Binding }[] = [];
  const byKeys = Map.groupBy(keys.bindings, (one) => keysName(one.chords));
  for (const list of byKeys.values()) {
    for (let i = 0; i < list.length; i++) {
      for (let j = i + 1; j < list.length; j++) {
        const lost = list[i], won = list[j];
        if (lost.command === won.command || !(isOwn(lost) || isOwn(won))) continue;
        if (won.whenText === "" || won.whenText === lost.whenText) found.push({ won, lost });
      }
    }
  }
  return found;
}
function namedKeys(key: string): string {
  const chords = parseKeys(key);
  return chords.ok ? keysName(chords.value) : key;
}

/** Every key with its command, conflicts first; then commands without a key. Keys are found as they are written. */
const openKeys: AppCommand = (app, { run }) => {
  if (app.prompt !== null) return null;
  const listed = run(app, { id: "nexus.commands.list" });
  const titles = new Map(
    (listed?.result as { id: string; title: string }[]).map(({ id, title }) => [id, title]),
  );
  const titleOf = (id: string) => commandCategory(id, titles.get(id) ?? id);
  const conflicts = keyConflicts(app);
  const row = (binding: Binding, group?: string, detail?: string): QuickItem => ({
    label: titleOf(binding.command),
    description: [keysName(binding.chords), binding.whenText, detail].filter((one) => one).join(" · "),
    keys: keysLabel(binding.chords, app.platform),
    group,
    run: {
      id: "nexus.keys.record",
      arg: { command: binding.command, key: keysName(binding.chords), when: binding.whenText },
    },
    buttons: [{
      sign: "×",
      label: words.page.removeKey,
      run: {
        id: "nexus.keys.remove",
        arg: { command: binding.command, key: keysName(binding.chords), when: binding.whenText },
      },
    }],
  });
  const items: QuickItem[] = conflicts.map(({ won, lost }, i) =>
    row(lost, i === 0 ? words.page.conflicts : undefined, words.page.covered(titleOf(won.command)))
  );
  const bound = new Set<string>();
  const all = app.keys.bindings.toReversed().sort((
    a,
    b,
  ) => (titleOf(a.command) < titleOf(b.command) ? -1 : 1));
  all.forEach((binding, i) => {
    bound.add(binding.command);
    items.push(row(binding, i === 0 ? words.page.bound : undefined));
  });
  const free = [...titles.keys()].filter((id) => !bound.has(id)).sort((a, b) =>
    titleOf(a) < titleOf(b) ? -1 : 1
  );
  free.forEach((id, i) =>
    items.push({
      label: titleOf(id),
      description: id,
      group: i === 0 ? words.page.unbound : undefined,
      run: { id: "nexus.keys.record", arg: { command: id } },
    })
  );
  return idle(openQuickPick(app, {
    id: "nexus.keys",
    title: words.page.keysTitle,
    placeholder: words.page.keysPlaceholder,
    items,
    buttons: [{
      sign: "{ }",
      label: words.titles.keysJson,
      run: { id: "workbench.action.openGlobalKeybindingsFile" },
    }],
  }));
};

/** `{ command, key?, when? }`: the next keys are the command's; the picker takes them as they are pressed. */
const recordKeys: AppCommand = (app, { arg }) => {
  const given = argOf(arg);
  if (typeof given.command !== "string") return null;
  return idle(openQuickPick(app, {
    id: recordId,
    title: words.page.recordTitle(given.command),
    placeholder: words.page.recordPlaceholder,
    items: [],
    message: words.page.recordHelp,
    takesText: true,
    accept: { id: "nexus.keys.set", arg: { command: given.command, old: given.key, when: given.when } },
  }));
};
/** `{ command, text, old?, when? }`. */
const setKeys: AppCommand = (app, { arg }) => {
  const { command, text, old, when } = argOf(arg);
  if (typeof command !== "string" || typeof text !== "string" || text.trim() === "") return null;
  const keys = parseKeys(text);
  if (!keys.ok) return said(app, keys.reason);
  const key = keysName(keys.value);
  const clause = typeof when === "string" && when !== "" ? { when } : {};
  const edits: ConfigEdit[] = [{ path: [-1], value: { key, command, ...clause }, insert: true }];
  if (typeof old === "string" && old !== "" && old !== key) {
    edits.push({ path: [-1], value: { key: old, command: `-${command}`, ...clause }, insert: true });
  }
  const step = editConfig(app, { what: "keys", edits });
  const also = app.keys.bindings.filter((one) => keysName(one.chords) === key && one.command !== command);
  if (step.problem !== undefined || also.length === 0) return step;
  const text2 = words.page.alsoRuns(key, [...new Set(also.map((one) => one.command))].slice(0, 3).join(", "));
  const told = withNotice(step.app, { level: "info", text: text2 });
  return { ...told, effects: [...step.effects, ...told.effects] };
};
/** `{ command, key, when? }`. */
const removeKeys: AppCommand = (app, { arg }) => {
  const { command, key, when } = argOf(arg);
  if (typeof command !== "string" || typeof key !== "string") return null;
  const clause = typeof when === "string" && when !== "" ? { when } : {};
  const value = { key, command: `-${command}`, ...clause };
  return editConfig(app, { what: "keys", edits: [{ path: [-1], value, insert: true }] });
};

export const settingsPickerCommands: readonly AppCommandInfo[] = [
  { id: "workbench.action.openSettings", title: words.titles.page, run: openSettings },
  { id: "workbench.action.openGlobalKeybindings", title: words.titles.keysPage, run: openKeys },
  { id: "nexus.settings.edit", title: words.titles.edit, run: editSetting },
  { id: "nexus.settings.setText", title: words.titles.setText, run: setText },
  { id: "nexus.keys.record", title: words.titles.record, run: recordKeys },
  { id: "nexus.keys.set", title: words.titles.setKeys, run: setKeys },
  { id: "nexus.keys.remove", title: words.titles.removeKeys, run: removeKeys },
];
