import assert from "node:assert/strict";
import { readSettingsLayer } from "../project/mod.ts";
import { DEFAULT_PARTS } from "../ui/mod.ts";
import { defaultAppSettings } from "./app.ts";
import { languageSettingsOf, settingsOf } from "./settings.ts";
import { settingInfos, settingList, settingTitle } from "./settings_registry.ts";

const read = (text: string) =>
  readSettingsLayer(text, {
    source: "user",
    path: "settings.json",
    settings: settingInfos,
    last: null,
    isTrusted: false,
  });
const from = (values: Record<string, unknown>) => settingsOf([read(JSON.stringify(values))]);

Deno.test("settingsOf() is the defaults where nothing is set, and where every default is set", () => {
  assert.equal(settingsOf([read("")]), defaultAppSettings);
  const all = Object.fromEntries(settingList.map(({ id, default: value }) => [id, value]));
  const { editing, ...rest } = from(all);
  const { editing: _, ...wanted } = defaultAppSettings;
  assert.deepEqual(rest, wanted);
  assert.equal(rest.parts, DEFAULT_PARTS);
  assert.equal(editing.tabSize, 4);
});

Deno.test("settingList has a fitting default and words for each setting", () => {
  for (const { id, schema, default: value, description } of settingList) {
    assert.equal(read(JSON.stringify({ [id]: value })).problems.length, 0, id);
    assert.ok(description.endsWith("."), id);
    assert.ok(JSON.stringify(schema).length > 0);
  }
  assert.deepEqual(settingTitle("editor.guides.highlightActiveIndentation"), {
    category: "Editor",
    name: "Guides: Highlight active indentation",
  });
});

Deno.test("settingsOf() lets the line height follow the font as VS Code does", () => {
  const heights = (values: Record<string, unknown>) => from(values).lineHeight;
  assert.equal(heights({ "editor.fontSize": 28 }), 44);
  assert.equal(heights({ "editor.fontSize": 10, "editor.lineHeight": 2 }), 20);
  assert.equal(heights({ "editor.fontSize": 10, "editor.lineHeight": 33 }), 33);
});

Deno.test("settingsOf() takes the first of several fonts", () => {
  const family = (value: string) => from({ "editor.fontFamily": value }).fontFamily;
  assert.deepEqual(["", "'Fira Code', monospace", "Hack", "monospace"].map(family), [
    null,
    "Fira Code",
    "Hack",
    null,
  ]);
});

Deno.test("languageSettingsOf() puts a language over all", () => {
  const settings = settingsOf([
    read(
      '{ "editor.tabSize": 3, "editor.wordWrap": "on", "[go]": { "editor.tabSize": 8, "editor.wordWrap": "auto" } }',
    ),
  ]);
  const go = languageSettingsOf(settings, "go");
  assert.deepEqual([go.editing.tabSize, go.editing.indentSize, go.wordWrap], [8, 8, null]);
  assert.equal(languageSettingsOf(settings, "rust").editing.tabSize, 3);
  assert.equal(languageSettingsOf(settings, "rust").wordWrap, "on");
});

Deno.test("settingsOf() turns Vim on by either of its settings", () => {
  assert.ok(from({ "nexus.keymap": "vim" }).vim);
  assert.ok(from({ "vim.enable": true }).vim);
  assert.ok(!from({ "nexus.keymap": "emacs" }).vim);
});
