import assert from "node:assert/strict";
import { defaultAppSettings } from "./app.ts";
import { readSettings } from "./settings.ts";

Deno.test("readSettings() takes comments and trailing commas", () => {
  const { settings, problems } = readSettings(
    '{ // mine\n "nexus.painter": "gpu", "editor.fontSize": 28, "x.y": 1, }',
    "settings.json",
  );
  assert.deepEqual(problems, []);
  assert.equal(settings.painter, "gpu");
  assert.deepEqual([settings.fontSize, settings.lineHeight], [28, 44]);
});

Deno.test("readSettings() keeps the default of a wrong value and names its line", () => {
  const { settings, problems } = readSettings(
    '{\n "editor.fontSize": "big",\n "nexus.hinting": "off" }',
    "settings.json",
  );
  assert.equal(settings.fontSize, defaultAppSettings.fontSize);
  assert.equal(settings.hinting, "off");
  assert.equal(problems.length, 1);
  assert.match(problems[0], /settings\.json, line 2: editor\.fontSize must be/);
});

Deno.test("readSettings() survives a broken file", () => {
  const { settings, problems } = readSettings('{\n "nexus.hinting": "off",\n oops', "settings.json");
  assert.equal(settings.hinting, "off");
  assert.match(problems[0], /line 3/);
  assert.deepEqual(readSettings("", "s").settings, defaultAppSettings);
  assert.deepEqual(readSettings("[1]", "s").settings, defaultAppSettings);
});
