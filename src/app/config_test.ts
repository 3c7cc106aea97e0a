import assert from "node:assert/strict";
import { DARK_THEME, LIGHT_THEME, presetKeys, THEMES } from "../ui/mod.ts";
import { Mod } from "../window/mod.ts";
import { activeDocument } from "./app.ts";
import type { ConfigText } from "./config.ts";
import { readKeyFile } from "./key_file.ts";
import { commandIds } from "./registry.ts";
import { TestApp } from "./testing.ts";
import { themeList } from "./theme_list.ts";

const folder = "/home/me/.config/nexus";
/** An app with files, as strings; they are found again with `files`. */
function appWith(text = "a\nb\n"): { test: TestApp; files: (given: Record<string, string>) => void } {
  const test = new TestApp(text);
  test.app = { ...test.app, config: { ...test.app.config, folder, themes: themeList } };
  return {
    test,
    files(given) {
      const texts: ConfigText[] = [
        { source: "user", path: `${folder}/settings.json`, text: given.settings ?? null, problem: null },
        { source: "keys", path: `${folder}/keybindings.json`, text: given.keys ?? null, problem: null },
      ];
      if (given.foreign !== undefined) {
        texts.push({
          source: "foreign",
          path: "/w/.vscode/settings.json",
          text: given.foreign,
          problem: null,
        });
      }
      if (given.folder !== undefined) {
        texts.push({ source: "folder", path: "/w/.nexus/settings.json", text: given.folder, problem: null });
      }
      test.send({ kind: "config.found", texts, themes: themeList, system: null });
    },
  };
}
const notices = (test: TestApp) => test.app.notices.map(({ text }) => text);

Deno.test("stepConfigFound() applies settings to what is open", () => {
  const { test, files } = appWith();
  files({
    settings: '{ "editor.fontSize": 20, "editor.tabSize": 7, "editor.wordWrap": "on", "vim.enable": true }',
  });
  const { settings } = activeDocument(test.app)!.state;
  assert.deepEqual([test.app.look.codeFontSize, settings.tabSize, settings.wrap], [20, 7, "on"]);
  assert.notEqual(test.app.vim, null);
  files({});
  const after = activeDocument(test.app)!.state.settings;
  assert.deepEqual([test.app.look.codeFontSize, after.tabSize, after.wrap, test.app.vim], [
    14,
    4,
    "off",
    null,
  ]);
});

Deno.test("stepConfigFound() leaves what a person chose for a document or toggled", () => {
  const { test, files } = appWith();
  test.command("editor.action.indentUsingSpaces", { tabSize: 3 });
  test.command("editor.action.toggleMinimap");
  files({ settings: '{ "editor.tabSize": 7, "editor.rulers": [80] }' });
  assert.equal(activeDocument(test.app)!.state.settings.tabSize, 3);
  assert.equal(test.app.look.parts!.minimap, false);
  assert.deepEqual(test.app.look.parts!.rulers, [80]);
});

Deno.test("stepConfigFound() keeps the last good settings of a broken file, says the place, and mends", () => {
  const { test, files } = appWith();
  files({ settings: '{ "editor.fontSize": 20 }' });
  files({ settings: '{\n "editor.fontSize": 22,\n oops' });
  assert.equal(test.app.look.codeFontSize, 20);
  assert.match(notices(test).join(), /^settings\.json:3:2: Not JSON: .*last good settings/);
  assert.deepEqual(test.app.notices[0].actions?.[0].arg, {
    path: `${folder}/settings.json`,
    line: 3,
    column: 2,
  });
  files({ settings: '{ "editor.fontSize": 22 }' });
  assert.equal(test.app.look.codeFontSize, 22);
  assert.deepEqual(notices(test), []);
});

Deno.test("stepConfigFound() says all problems in one notice", () => {
  const { test, files } = appWith();
  files({ settings: '{ "editor.fontSize": 2, "editor.fontsize": 20 }', keys: '[{ "key": "ctrl+k" }]' });
  assert.equal(notices(test).length, 1);
  assert.match(notices(test)[0], /editor\.fontSize must be .*\n2 more places are wrong/);
});

Deno.test("stepConfigFound() puts a folder over a person, languages over both", () => {
  const { test, files } = appWith();
  test.command("workbench.action.editor.changeLanguageMode", "typescript");
  files({
    settings: '{ "editor.tabSize": 2, "editor.fontSize": 11 }',
    foreign: '{ "editor.tabSize": 5, "editor.fontSize": 12, "some.thing": {} }',
    folder: '{ "editor.fontSize": 13, "nexus.painter": "gpu", "[typescript]": { "editor.tabSize": 6 } }',
  });
  assert.equal(test.app.settings.fontSize, 13);
  assert.equal(activeDocument(test.app)!.state.settings.tabSize, 6);
  assert.equal(test.app.settings.painter, "auto");
  assert.match(
    notices(test).join(),
    /^\/w\/\.nexus\/settings\.json:1:26: nexus\.painter is obeyed in your own/,
  );
  test.command("workbench.action.editor.changeLanguageMode", "go");
  assert.equal(activeDocument(test.app)!.state.settings.tabSize, 5);
});

Deno.test("keybindings are live: new keys, keys taken away, wrong ones with their line", () => {
  const { test, files } = appWith("one\ntwo\n");
  files({
    keys: `[ // mine
      { "key": "ctrl+u ctrl+d", "command": "deleteRight", "when": "editorTextFocus" },
      { "key": "ctrl+d", "command": "-editor.action.addSelectionToNextFindMatch" },
      { "key": "ctrl+d", "command": "editor.action.deleteLine", "when": "editorTextFocus &&" },
      { "key": "hyper+d", "command": "undo" },
      { "key": "ctrl+i", "command": "editor.action.deletLines" },
      { "key": "", "command": "undo" },
      7
    ]`,
  });
  test.key("u", Mod.ctrl);
  test.key("d", Mod.ctrl);
  assert.equal(test.text, "ne\ntwo\n");
  test.key("d", Mod.ctrl);
  assert.equal(test.marked, "|ne\ntwo\n");
  const problems = test.app.config.keys!.problems.map(({ line, text }) => `${line} ${text}`);
  assert.equal(problems.length, 5);
  assert.match(problems[0], /^4 Cannot read the when clause/);
  assert.match(problems[1], /^5 .*"hyper\+d" is not a key/);
  assert.match(
    problems[2],
    /^6 There is no command editor\.action\.deletLines; editor\.action\.deleteLines is meant/,
  );
  assert.match(problems[3], /^7 "key" must be/);
  assert.match(problems[4], /^8 A binding must be an object/);
  files({ keys: "[ oops" });
  test.key("u", Mod.ctrl);
  test.key("d", Mod.ctrl);
  assert.equal(test.text, "e\ntwo\n");
});

Deno.test("readKeyFile() takes an empty file and refuses what is no list", () => {
  const given = { path: "k.json", commands: commandIds(), last: null };
  assert.deepEqual(readKeyFile("", given).problems, []);
  assert.match(readKeyFile("{}", given).problems[0].text, /must be a list/);
  assert.deepEqual(readKeyFile('[{"command":"-undo"}]', given).rules, [
    { key: "", command: "-undo", when: undefined, args: undefined },
  ]);
});

Deno.test("presetKeys() binds only commands that there are, without a mistake", () => {
  const { test, files } = appWith();
  for (const keymap of ["emacs", "sublime"]) {
    for (const { command } of presetKeys(keymap)) assert.ok(commandIds().has(command), command);
    files({ settings: JSON.stringify({ "nexus.keymap": keymap }) });
    assert.deepEqual(test.app.keys.problems, []);
  }
  files({ settings: '{ "nexus.keymap": "emacs" }' });
  test.key("f", Mod.ctrl);
  assert.equal(test.marked, "a|\nb\n");
});

Deno.test("selectTheme reads all themes, shows the one under the focus, and Esc goes back", () => {
  const { test } = appWith();
  test.command("workbench.action.selectTheme");
  const asked = test.effects.at(-1)!;
  assert.ok(asked.kind === "themes.read" && asked.entries.length === themeList.length - 3);
  const nord = { ...DARK_THEME, name: "Nord" };
  test.send({ kind: "themes.found", themes: [nord], problems: [], then: "pick" });
  assert.notEqual(test.app.quickPick, null);
  test.key("down");
  assert.equal(test.app.theme, LIGHT_THEME);
  test.key("escape");
  assert.equal(test.app.theme, DARK_THEME);
  test.send({ kind: "themes.found", themes: [], problems: [], then: "pick" });
  test.key("end");
  assert.equal(test.app.theme, nord);
  test.key("enter");
  assert.equal(test.app.theme, nord);
  assert.deepEqual(test.effects.at(-1), {
    kind: "config.edit",
    what: "settings",
    edits: [{ path: ["workbench.colorTheme"], value: "Nord" }],
  });
});

Deno.test("a theme of the settings is read when it is needed; one that does not exist is said", () => {
  const { test, files } = appWith();
  files({ settings: '{ "workbench.colorTheme": "Nord" }' });
  assert.equal(test.app.theme, DARK_THEME);
  const nord = { ...LIGHT_THEME, name: "Nord" };
  test.send({ kind: "themes.found", themes: [nord], problems: [] });
  assert.equal(test.app.theme, nord);
  files({ settings: '{ "workbench.colorTheme": "Nordd" }' });
  assert.equal(test.app.theme, nord);
  assert.match(notices(test).join(), /There is no theme Nordd; Nord is meant/);
});

Deno.test("a broken theme leaves the last good one", () => {
  const { test, files } = appWith();
  files({ settings: '{ "workbench.colorTheme": "Nord" }' });
  const problems = [{ path: `${folder}/themes/Nord.json`, line: 4, column: 1, text: "Not JSON" }];
  test.send({ kind: "themes.found", themes: [], problems });
  assert.equal(test.app.theme, DARK_THEME);
  assert.match(notices(test).join(), /themes\/Nord\.json:4:1: Not JSON/);
});

Deno.test("the system's look is followed where the settings say so", () => {
  const { test } = appWith();
  const text = '{ "window.autoDetectColorScheme": true }';
  const texts: ConfigText[] = [{ source: "user", path: "s.json", text, problem: null }];
  for (const [system, theme] of [["light", THEMES.light], ["dark", THEMES.dark]] as const) {
    test.send({ kind: "config.found", texts, themes: themeList, system });
    assert.equal(test.app.theme, theme);
  }
});

Deno.test("nexus.settings.set refuses unknown ids, wrong values and unsaved files", () => {
  const { test } = appWith();
  assert.match(
    test.command("nexus.settings.set", { id: "editor.fontsize", value: 3 }).problem!,
    /editor\.fontSize is meant/,
  );
  assert.match(
    test.command("nexus.settings.set", { id: "editor.fontSize", value: "x" }).problem!,
    /from 6 to 100/,
  );
  const step = test.command("nexus.settings.set", { id: "editor.tabSize", value: 3, language: "go" });
  assert.deepEqual(step.effects, [{
    kind: "config.edit",
    what: "settings",
    edits: [{ path: ["[go]", "editor.tabSize"], value: 3 }],
  }]);
  const doc = activeDocument(test.app)!;
  test.app = {
    ...test.app,
    docs: new Map([[doc.id, { ...doc, path: `${folder}/settings.json`, dirty: true }]]),
  };
  assert.match(
    test.command("nexus.settings.set", { id: "editor.fontSize", value: 9 }).problem!,
    /^Save or undo/,
  );
});
