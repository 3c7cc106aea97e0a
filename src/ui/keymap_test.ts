/** Keymaps: matching, chords, precedence, removal, clauses, names for people. */
import assert from "node:assert/strict";
import { type Chord, chordName, keysLabel, parseKeys } from "./chords.ts";
import { defaultKeymap, defaultKeys } from "./default_keys.ts";
import { keyLabels, type Keymap, type KeyRule, keysFor, makeKeymap, matchKey } from "./keymap.ts";
import { holds, parseWhen, type WhenValue } from "./when.ts";

function chords(source: string): readonly Chord[] {
  const parsed = parseKeys(source);
  assert.ok(parsed.ok, source);
  return parsed.value;
}
/** What pressing `source` comes to: command ids, "more" or "none". */
function press(keys: Keymap, source: string, context: Record<string, WhenValue> = {}): string {
  const all = chords(source);
  const match = matchKey(keys, all.slice(0, -1), { chord: all[all.length - 1], when: (key) => context[key] });
  return match.kind === "commands" ? match.bindings.map((one) => one.command).join(" ") : match.kind;
}
const rules = (...list: [string, string, string?][]): KeyRule[] =>
  list.map(([key, command, when]) => ({ key, command, when }));

Deno.test("matchKey() lets the last rule win and keeps the others as candidates", () => {
  const keys = makeKeymap(rules(["ctrl+a", "first"], ["ctrl+a", "second"], ["ctrl+b", "other"]));
  assert.equal(press(keys, "ctrl+a"), "second first");
  assert.equal(press(keys, "ctrl+c"), "none");
});

Deno.test("matchKey() waits for the rest of a chord", () => {
  const keys = makeKeymap(rules(["ctrl+k ctrl+c", "comment"], ["ctrl+k ctrl+u", "uncomment"]));
  assert.equal(press(keys, "ctrl+k"), "more");
  assert.equal(press(keys, "ctrl+k ctrl+u"), "uncomment");
  assert.equal(press(keys, "ctrl+k ctrl+x"), "none");
  assert.deepEqual(matchKey(keys, [], { chord: chords("ctrl+k")[0], when: () => undefined }), {
    kind: "more",
    held: chords("ctrl+k"),
  });
});

Deno.test("matchKey() ignores a lone modifier, also inside a chord", () => {
  const keys = makeKeymap(rules(["ctrl+k ctrl+c", "comment"]));
  const when = () => undefined;
  assert.equal(matchKey(keys, [], { chord: { key: "ctrl", mods: 1 }, when }).kind, "none");
  assert.equal(matchKey(keys, chords("ctrl+k"), { chord: { key: "ctrl", mods: 1 }, when }).kind, "more");
});

Deno.test("matchKey() prefers a stronger short rule to a weaker chord, and the other way round", () => {
  const short = makeKeymap(rules(["ctrl+k ctrl+c", "long"], ["ctrl+k", "short"]));
  assert.equal(press(short, "ctrl+k"), "short");
  const long = makeKeymap(rules(["ctrl+k", "short"], ["ctrl+k ctrl+c", "long"]));
  assert.equal(press(long, "ctrl+k"), "more");
});

Deno.test("matchKey() asks the when clause", () => {
  const keys = makeKeymap(rules(["escape", "toast"], ["escape", "caret", "many && textInputFocus"]));
  assert.equal(press(keys, "escape", { many: true }), "toast");
  assert.equal(press(keys, "escape", { many: true, textInputFocus: true }), "caret toast");
});

Deno.test("makeKeymap() takes rules away by -command, keys and clause", () => {
  const base = rules(["ctrl+a", "x"], ["ctrl+b", "x"], ["ctrl+a", "x", "focus"]);
  assert.equal(makeKeymap([...base, { key: "ctrl+a", command: "-x" }]).bindings.length, 1);
  assert.equal(makeKeymap([...base, { key: "ctrl+a", command: "-x", when: "focus" }]).bindings.length, 2);
  assert.equal(makeKeymap([...base, { key: "", command: "-x" }]).bindings.length, 0);
  assert.equal(makeKeymap([...base, { key: "ctrl+a", command: "-y" }]).bindings.length, 3);
});

Deno.test("makeKeymap() names what it cannot read and goes on", () => {
  const keys = makeKeymap(rules(["hyper+a", "x"], ["ctrl+a", "y", "a &&"], ["ctrl+b", "z"]));
  assert.equal(keys.bindings.length, 1);
  assert.match(keys.problems[0], /hyper\+a/);
  assert.match(keys.problems[1], /when clause at 5/);
});

Deno.test("parseKeys() reads VS Code's spellings and chordName() writes one", () => {
  const name = (source: string) => chords(source).map(chordName).join(" ");
  assert.equal(name("Alt+Shift+CTRL+k"), "ctrl+shift+alt+k");
  assert.equal(name("cmd+k  cmd+c"), "meta+k meta+c");
  assert.equal(name("ctrl+="), "ctrl+=");
  assert.equal(name("ctrl+shift+\\"), "ctrl+shift+\\");
  assert.equal(name("esc"), "escape");
  assert.equal(parseKeys("ctrl+").ok, false);
  assert.equal(parseKeys("shift+ctrl").ok, false);
});

Deno.test("keysLabel() writes keys for people", () => {
  assert.equal(keysLabel(chords("ctrl+k ctrl+pageup"), "linux"), "Ctrl+K Ctrl+Page Up");
  assert.equal(keysLabel(chords("cmd+shift+up"), "mac"), "⇧⌘↑");
  assert.equal(keysLabel(chords("ctrl+numpad_add"), "windows"), "Ctrl+Numpad +");
});

function evaluate(source: string, context: Record<string, WhenValue>): boolean {
  const parsed = parseWhen(source);
  assert.ok(parsed.ok, parsed.ok ? "" : parsed.reason);
  return holds(parsed.value, (key) => context[key]);
}

Deno.test("parseWhen() knows VS Code's operators and their order", () => {
  const context = { a: true, lang: "ts", n: 3, list: ["ts", "js"], empty: "" };
  const cases: [string, boolean][] = [
    ["a", true],
    ["!a", false],
    ["a || b && b", true],
    ["(a || b) && b", false],
    ["lang == ts", true],
    ["lang == 'ts'", true],
    ["lang != ts", false],
    ["a == true", true],
    ["lang =~ /^T/i", true],
    ["lang =~ /^t\\/x/", false],
    ["n > 2 && n <= 3", true],
    ["lang in list", true],
    ["lang not in list", false],
    ["empty", false],
    ["config.editor.x == false", true],
    ["true && !false", true],
  ];
  for (const [source, expected] of cases) assert.equal(evaluate(source, context), expected, source);
});

Deno.test("parseWhen() says where a clause breaks", () => {
  for (const source of ["", "a &&", "(a", "a b", "a ==", "lang =~ x", "lang =~ /(/", "a & b"]) {
    assert.equal(parseWhen(source).ok, false, source);
  }
});

Deno.test("defaultKeys() can all be read, on every platform", () => {
  for (const platform of ["linux", "mac", "windows"] as const) {
    assert.deepEqual(makeKeymap(defaultKeys(platform)).problems, []);
  }
});

Deno.test("defaultKeymap() has VS Code's keys", () => {
  const keys = defaultKeymap("linux");
  const context = { textInputFocus: true, editorTextFocus: true, editorFocus: true };
  assert.equal(press(keys, "ctrl+s", context), "workbench.action.files.save");
  assert.equal(press(keys, "ctrl+shift+left", context), "cursorWordLeftSelect");
  assert.equal(press(keys, "ctrl+k ctrl+x", context), "editor.action.trimTrailingWhitespace");
  assert.equal(press(keys, "alt+3"), "workbench.action.openEditorAtIndex3");
  assert.equal(press(keys, "ctrl+x", { ...context, editorReadonly: true }), "none");
  const escape = {
    ...context,
    editorHasSelection: true,
    editorHasMultipleSelections: true,
    notificationToastsVisible: true,
  };
  assert.equal(
    press(keys, "escape", escape),
    "removeSecondaryCursors cancelSelection notifications.hideToasts",
  );
  assert.equal(press(defaultKeymap("mac"), "cmd+right", context), "cursorEnd");
  assert.deepEqual(keyLabels(keys, "redo"), ["ctrl+y", "ctrl+shift+z"]);
  assert.equal(chordName(keysFor(keys, "undo")![0]), "ctrl+z");
});
