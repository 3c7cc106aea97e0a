import assert from "node:assert/strict";
import { Mod } from "../window/mod.ts";
import type { ConfigText } from "./config.ts";
import { keyConflicts } from "./settings_pickers.ts";
import { TestApp } from "./testing.ts";
import { themeList } from "./theme_list.ts";
import { planImport, type ProfileFiles } from "./import_vscode.ts";
import { commandIds } from "./registry.ts";

const folder = "/home/me/.config/nexus";
function appWith(given: { settings?: string; keys?: string } = {}): TestApp {
  const test = new TestApp("a\nb\n");
  test.app = { ...test.app, config: { ...test.app.config, folder, themes: themeList } };
  const texts: ConfigText[] = [
    { source: "user", path: `${folder}/settings.json`, text: given.settings ?? null, problem: null },
    { source: "keys", path: `${folder}/keybindings.json`, text: given.keys ?? null, problem: null },
  ];
  test.send({ kind: "config.found", texts, themes: themeList, system: null });
  return test;
}
const rows = ({ app: { quickPick } }: TestApp) =>
  Array.from({ length: quickPick!.list.count }, (_, i) => quickPick!.list.rowAt(i));
const lastEdit = (test: TestApp) => {
  const edit = test.effects.at(-1)!;
  assert.ok(edit.kind === "config.edit");
  return edit;
};

Deno.test("openSettings lists every setting with its value and the mark of change, found by its words", () => {
  const test = appWith({ settings: '{ "editor.fontSize": 20 }' });
  test.command("workbench.action.openSettings");
  const size = rows(test).find(({ description }) => description?.endsWith("editor.fontSize"))!;
  assert.match(size.description!, /changed/);
  assert.deepEqual([size.keys, size.buttons?.length], ["20", 1]);
  test.type("sticky max");
  assert.match(rows(test)[0].label, /Sticky scroll: Max line count/);
  test.command("workbench.action.openSettings", { changed: true });
  assert.equal(rows(test).length, 1);
});

Deno.test("a setting is asked for as its schema has it, and written", () => {
  const test = appWith();
  test.command("nexus.settings.edit", { id: "editor.wordWrap" });
  assert.deepEqual(rows(test).map(({ label }) => label), ["auto", "off", "on", "wordWrapColumn", "bounded"]);
  test.key("down");
  test.key("enter");
  assert.deepEqual(lastEdit(test).edits, [{ path: ["editor.wordWrap"], value: "off" }]);
  test.command("nexus.settings.edit", { id: "editor.rulers" });
  test.type("80, 120");
  test.key("enter");
  assert.deepEqual(lastEdit(test).edits, [{ path: ["editor.rulers"], value: [80, 120] }]);
  test.command("nexus.settings.edit", { id: "editor.fontSize" });
  test.type("big");
  test.key("enter");
  assert.match(test.app.notices.at(-1)!.text, /editor\.fontSize must be a number from 6 to 100/);
});

Deno.test("keys are found by how they are written, recorded, and given to a command", () => {
  const test = appWith();
  test.command("workbench.action.openGlobalKeybindings");
  test.type("ctrl+k ctrl+x");
  assert.equal(rows(test)[0].keys, "Ctrl+K Ctrl+X");
  test.key("enter");
  test.key("k", Mod.ctrl);
  test.key("j", Mod.ctrl | Mod.alt);
  assert.equal(test.app.quickPick!.input.text, "ctrl+k ctrl+alt+j");
  test.key("enter");
  const { what, edits } = lastEdit(test);
  assert.equal(what, "keys");
  const when = "editorTextFocus && !editorReadonly";
  assert.deepEqual(edits.map(({ value }) => value), [
    { key: "ctrl+k ctrl+alt+j", command: "editor.action.trimTrailingWhitespace", when },
    { key: "ctrl+k ctrl+x", command: "-editor.action.trimTrailingWhitespace", when },
  ]);
});

Deno.test("keyConflicts() names what a person's own keys cover, and nothing of the defaults", () => {
  assert.deepEqual(keyConflicts(appWith().app), []);
  const test = appWith({ keys: '[{ "key": "ctrl+s", "command": "editor.action.deleteLines" }]' });
  const found = keyConflicts(test.app).map(({ won, lost }) => [won.command, lost.command]);
  assert.deepEqual(found, [["editor.action.deleteLines", "workbench.action.files.save"]]);
  test.command("workbench.action.openGlobalKeybindings");
  assert.match(rows(test)[0].description!, /covered by/);
});

const profile: ProfileFiles = {
  folder: "/vs/User",
  settings: `{ // mine
    "editor.fontSize": 15, "editor.tabSize": 2, "workbench.colorTheme": "Default Dark+",
    "editor.rulers": [{ "column": 80 }], "some.extension": 1, "[go]": { "editor.tabSize": 8 },
  }`,
  keys: `[
    { "key": "ctrl+i", "command": "editor.action.deleteLines" },
    { "key": "ctrl+u", "command": "some.extension.run" },
    { "key": "ctrl+j", "command": "undo" }
  ]`,
  snippets: [{ name: "go.json", text: "{}", isThere: false }, { name: "md.json", text: "{}", isThere: true }],
};

Deno.test("planImport() takes what there is, says why not, and keeps what a person has", () => {
  const test = appWith({
    settings: '{ "editor.fontSize": 20 }',
    keys: '[{ "key": "ctrl+j", "command": "redo" }]',
  });
  const given = { config: test.app.config, commands: commandIds() };
  const plan = planImport(profile, { ...given, how: "keep" });
  assert.deepEqual(plan.settings.map(({ path, value }) => [path.join(), value]), [
    ["editor.tabSize", 2],
    ["workbench.colorTheme", "Dark Plus"],
    ["[go],editor.tabSize", 8],
  ]);
  assert.deepEqual(plan.keys.map(({ value }) => (value as { key: string }).key), ["ctrl+i"]);
  assert.deepEqual(plan.snippets.map(({ name }) => name), ["go.json"]);
  const left = plan.rows.filter(({ why }) => why !== null).map(({ what, why }) => `${what}: ${why}`);
  assert.equal(left.length, 6, left.join("\n"));
  assert.match(left.join("\n"), /editor\.fontSize: 15: you have set it/);
  assert.match(left.join("\n"), /some\.extension: Nexus has no such setting/);
  const all = planImport(profile, { ...given, how: "overwrite" });
  assert.equal(all.settings[0].value, 15);
  assert.equal(all.snippets.length, 2);
});

Deno.test("planImport() says where a broken profile file is broken", () => {
  const { config } = appWith().app;
  const broken = { ...profile, settings: "{\n oops", keys: "[ {", snippets: [] };
  const plan = planImport(broken, { config, commands: commandIds(), how: "keep" });
  assert.match(plan.rows[0].what, /^settings\.json:2:/);
  assert.ok(plan.rows.some(({ what }) => what.startsWith("keybindings.json:1:")));
  assert.deepEqual([plan.settings, plan.keys], [[], []]);
});
