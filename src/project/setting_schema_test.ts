import assert from "node:assert/strict";
import {
  fitsSchema,
  nearestOf,
  schemaWords,
  type SettingInfo,
  settingsJsonSchema,
} from "./setting_schema.ts";
import { mergedLayers, readSettingsLayer } from "./settings_layer.ts";

const infos: readonly SettingInfo[] = [
  {
    id: "a.size",
    description: "",
    schema: { type: "integer", minimum: 1, maximum: 9 },
    default: 4,
    scope: "language",
  },
  { id: "a.kind", description: "", schema: { enum: ["x", "y"] }, default: "x", scope: "window" },
  {
    id: "a.shell",
    description: "",
    schema: { type: "string" },
    default: "",
    scope: "window",
    isRestricted: true,
  },
  { id: "a.painter", description: "", schema: { type: "boolean" }, default: true, scope: "application" },
];
const settings = new Map(infos.map((info) => [info.id, info]));
type Given = Partial<Parameters<typeof readSettingsLayer>[1]>;
const read = (text: string, given: Given = {}) =>
  readSettingsLayer(text, {
    source: "user",
    path: "s.json",
    settings,
    last: null,
    isTrusted: false,
    ...given,
  });
const texts = (layer: ReturnType<typeof read>) =>
  layer.problems.map(({ line, column, text }) => `${line}:${column} ${text}`);

Deno.test("fitsSchema() holds bounds, whole numbers, lists", () => {
  const whole = { type: "integer", minimum: 1, maximum: 9 } as const;
  assert.deepEqual([1, 9, 0, 10, 1.5, "1", null].map((v) => fitsSchema(whole, v)), [
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
  const list = { type: "array", items: whole, maxItems: 2 } as const;
  assert.deepEqual([[], [1, 2], [1, 2, 3], [0], {}].map((v) => fitsSchema(list, v)), [
    true,
    true,
    false,
    false,
    false,
  ]);
  assert.equal(fitsSchema({ type: "number", minimum: 0, maximum: 1 }, NaN), false);
  assert.equal(schemaWords({ enum: ["a", "b", true] }), '"a", "b" or true');
});

Deno.test("nearestOf() finds slips and nothing far", () => {
  const known = ["editor.fontSize", "editor.tabSize"];
  assert.equal(nearestOf("editor.fontsize", known), "editor.fontSize");
  assert.equal(nearestOf("editor.fotnSize", known), "editor.fontSize");
  assert.equal(nearestOf("editor.tabIndex", known), null);
});

Deno.test("readSettingsLayer() takes comments, trailing commas and languages", () => {
  const layer = read('{ // mine\n "a.size": 2, "[md][txt]": { "a.size": 3, }, "b.c": 1, }');
  assert.deepEqual(texts(layer), []);
  assert.equal(layer.values.get("a.size"), 2);
  assert.equal(layer.byLanguage.get("txt")?.get("a.size"), 3);
  assert.equal(read("").problems.length, 0);
});

Deno.test("readSettingsLayer() says line and column of a wrong value and keeps the last good one", () => {
  const good = read('{ "a.size": 2 }');
  const bad = read('{\n "a.size": 77,\n "a.kind": 3 }', { last: good });
  assert.deepEqual([bad.values.get("a.size"), bad.values.has("a.kind")], [2, false]);
  assert.deepEqual(texts(bad), [
    "2:12 a.size must be a whole number from 1 to 9; the last good value, 2, is used",
    '3:12 a.kind must be "x" or "y"; the default is used',
  ]);
});

Deno.test("readSettingsLayer() keeps all of a file that is broken", () => {
  const good = read('{ "a.size": 2, "[md]": { "a.size": 5 } }');
  const bad = read('{\n "a.size": 3,\n oops', { last: good });
  assert.equal(bad.values, good.values);
  assert.equal(bad.byLanguage, good.byLanguage);
  assert.match(texts(bad)[0], /^3:2 .*last good settings are used/);
  assert.equal(read('{ "a.size": 3,\n oops').values.get("a.size"), 3);
  assert.match(texts(read("[1]"))[0], /must be an object/);
});

Deno.test("readSettingsLayer() refuses what a folder may not set", () => {
  const text = '{ "a.painter": false, "a.shell": "rm", "a.size": 3, "a.sixe": 1 }';
  const layer = read(text, { source: "folder" });
  assert.deepEqual([...layer.values], [["a.size", 3]]);
  assert.equal(layer.problems.length, 3);
  assert.equal(read(text, { source: "folder", isTrusted: true }).values.get("a.shell"), "rm");
  // Another program's file is not ours to complain about.
  assert.match(
    texts(read(text, { source: "foreign" })).join(),
    /^1:23 a.shell could run a program[^,]*,[^,]*$/,
  );
});

Deno.test("mergedLayers() puts later layers over earlier ones", () => {
  const merged = mergedLayers([
    read('{ "a.size": 1, "a.kind": "y", "[md]": { "a.size": 2 } }'),
    read('{ "a.size": 3 }', { source: "folder" }),
  ]);
  assert.deepEqual([...merged.values], [["a.size", 3], ["a.kind", "y"]]);
  assert.equal(merged.byLanguage.get("md")?.get("a.size"), 2);
});

Deno.test("settingsJsonSchema() offers by language only what may differ by it", () => {
  const made = settingsJsonSchema(infos) as {
    properties: Record<string, unknown>;
    patternProperties: Record<string, { properties: Record<string, unknown> }>;
  };
  assert.deepEqual(Object.keys(made.properties), infos.map(({ id }) => id));
  assert.deepEqual(Object.keys(Object.values(made.patternProperties)[0].properties), ["a.size"]);
});
