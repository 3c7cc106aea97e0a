/** Editing through the whole app: keys, the mouse, macros, the clipboard's ring, snippets that ask the world. */
import assert from "node:assert/strict";
import type { Millis, Px } from "../base/mod.ts";
import { textOf } from "../editor/mod.ts";
import { Mod } from "../window/mod.ts";
import { readMacros, ringWith, writeMacros } from "./editing.ts";
import { TestApp } from "./testing.ts";

const at0 = 0 as never;
function place(test: TestApp, column: number, row: number) {
  test.send({ kind: "expose", at: at0 });
  const { text, cell, lineHeight, box } = test.view!.editors[0];
  return { x: text.x + column * cell + 1, y: box.y + (row + 0.5) * lineHeight } as never as {
    x: never;
    y: never;
  };
}
function press(test: TestApp, at: { x: never; y: never }, more: { button?: number; mods?: number } = {}) {
  test.send({ kind: "mousedown", ...at, button: 0, mods: 0, clicks: 1, at: at0, ...more } as never);
}
function drag(test: TestApp, at: { x: never; y: never }, more: { buttons?: number; mods?: number } = {}) {
  test.send({ kind: "mousemove", ...at, buttons: 1, mods: 0, at: at0, ...more } as never);
}
function lift(test: TestApp, at: { x: never; y: never }, more: { button?: number; mods?: number } = {}) {
  test.send({ kind: "mouseup", ...at, button: 0, mods: 0, clicks: 1, at: at0, ...more } as never);
}

Deno.test("Alt+drag and middle drag select a box, Shift+Alt extends one", () => {
  for (const [button, buttons, mods] of [[0, 1, Mod.alt], [1, 2, 0]]) {
    const test = new TestApp("abcdef\nx\nabcdef");
    press(test, place(test, 1, 0), { button, mods });
    drag(test, place(test, 3, 2), { buttons, mods });
    lift(test, place(test, 3, 2), { button, mods });
    test.type("_");
    assert.equal(test.text, "a_def\nx_\na_def", `button ${button}`);
  }
  const test = new TestApp("abcdef\nabcdef");
  press(test, place(test, 1, 0));
  lift(test, place(test, 1, 0));
  press(test, place(test, 3, 1), { mods: Mod.alt | Mod.shift });
  test.type("_");
  assert.equal(test.text, "a_def\na_def");
});

Deno.test("a middle click without a drag pastes the primary selection", () => {
  const test = new TestApp("abc");
  press(test, place(test, 1, 0), { button: 1 });
  lift(test, place(test, 1, 0), { button: 1 });
  assert.equal(test.effects.at(-1)?.kind, "primary.read");
  assert.equal(test.marked, "a|bc");
});

Deno.test("Alt+click adds a caret and takes it away again", () => {
  const test = new TestApp("abc\ndef");
  for (let i = 0; i < 2; i++) {
    press(test, place(test, 2, 1), { mods: Mod.alt });
    lift(test, place(test, 2, 1), { mods: Mod.alt });
    assert.equal(test.marked, i === 0 ? "|abc\nde|f" : "|abc\ndef");
  }
});

Deno.test("selected text is dragged elsewhere, with Ctrl a copy of it; a click inside places the caret", () => {
  for (const [mods, text] of [[0, "two one three"], [Mod.ctrl, "one two one three"]] as const) {
    const test = new TestApp("one two three");
    for (let i = 0; i < 4; i++) test.key("right", Mod.shift);
    press(test, place(test, 1, 0));
    drag(test, place(test, 8, 0));
    test.send({ kind: "expose", at: at0 });
    assert.equal(test.view!.editors[0].carets.length, 6, "a caret more where it would land");
    lift(test, place(test, 8, 0), { mods });
    assert.equal(test.text, text);
    test.send({ kind: "expose", at: at0 });
    assert.equal(test.view!.editors[0].carets.length, 3);
    test.command("undo");
    assert.equal(test.text, "one two three");
  }
  const test = new TestApp("one two three");
  for (let i = 0; i < 4; i++) test.key("right", Mod.shift);
  press(test, place(test, 2, 0));
  lift(test, place(test, 2, 0));
  assert.equal(test.marked, "on|e two three");
  assert.equal(test.app.drag, null);
});

Deno.test("a pointer held below the text scrolls on by ticks, one at a time", () => {
  const test = new TestApp(Array.from({ length: 200 }, (_, i) => `line ${i}`).join("\n"));
  press(test, place(test, 1, 2));
  const { box } = test.view!.editors[0];
  const below = { x: (box.x + 200) as never, y: (box.y + box.height + 60) as never };
  drag(test, below);
  drag(test, below);
  const ticks = () =>
    test.effects.filter((effect) => effect.kind === "editing.timer" && effect.what === "drag.tick").length;
  assert.equal(ticks(), 1, "asked for once");
  const before = test.view!.editors[0].scroll.line;
  for (let i = 0; i < 5; i++) test.send({ kind: "drag.tick" });
  test.send({ kind: "expose", at: at0 });
  assert.ok(test.view!.editors[0].scroll.line > before);
  assert.equal(ticks(), 6, "each tick asks for the next");
  lift(test, below);
  test.send({ kind: "drag.tick" });
  assert.equal(ticks(), 6, "let go, it ends");
});

Deno.test("what is selected by keys becomes the primary selection once, a little later", () => {
  const test = new TestApp("abc def");
  test.key("right", Mod.shift);
  test.key("right", Mod.shift);
  const timers = test.effects.filter((effect) => effect.kind === "editing.timer");
  assert.equal(timers.length, 1);
  test.send({ kind: "primary.due" });
  assert.deepEqual(test.effects.at(-1), { kind: "primary.write", text: "ab" });
  test.key("right");
  test.send({ kind: "primary.due" });
  assert.equal(
    test.effects.filter((effect) => effect.kind === "primary.write").length,
    1,
    "a caret is no selection",
  );
});

Deno.test("a macro records keys, plays as one step of undo, and repeats", () => {
  const test = new TestApp("a\nb\nc\nd");
  test.command("nexus.macro.toggleRecording");
  test.key("end");
  test.type(";");
  test.key("down");
  test.command("nexus.macro.toggleRecording");
  assert.equal(test.text, "a;\nb\nc\nd");
  test.command("nexus.macro.play", { times: 2 });
  assert.equal(test.text, "a;\nb;\nc;\nd");
  test.command("undo");
  assert.equal(test.text, "a;\nb\nc\nd");
  test.command("redo");
  assert.equal(test.text, "a;\nb;\nc;\nd");
});

Deno.test("a macro is saved by name and kept; one that calls itself is stopped and says so", () => {
  const test = new TestApp("a");
  test.command("nexus.macro.toggleRecording");
  test.type("x");
  test.command("nexus.macro.toggleRecording");
  test.command("nexus.macro.save", { name: "ex" });
  const kept = test.effects.find((effect) => effect.kind === "state.write");
  assert.ok(kept?.kind === "state.write");
  assert.deepEqual(readMacros(kept.text), test.app.editing.macros);
  test.command("nexus.macro.runNamed", { name: "ex" });
  assert.equal(test.text, "xxa");
  // Recorded while it plays itself by name, and saved under that name.
  test.command("nexus.macro.toggleRecording");
  test.type("y");
  test.command("nexus.macro.runNamed", { name: "ex" });
  test.command("nexus.macro.toggleRecording");
  test.command("nexus.macro.save", { name: "ex" });
  const before = test.text;
  const step = test.command("nexus.macro.runNamed", { name: "ex" });
  assert.match(step.problem!, /ex calls itself/);
  assert.ok(test.app.notices.some(({ text }) => /calls itself/.test(text)));
  assert.deepEqual(test.app.editing.playing, []);
  test.command("undo");
  assert.equal(test.text, before);
  assert.match(test.command("nexus.macro.runNamed", { name: "no" }).problem!, /no macro no; saved are ex/);
});

Deno.test("readMacros() leaves out what is no macro", () => {
  assert.deepEqual([...readMacros('{"a":[{"id":"x","arg":1}],"b":[{}],"c":2}')!], [["a", [{
    id: "x",
    arg: 1,
  }]]]);
  assert.equal(readMacros("{"), null);
  assert.equal(
    writeMacros(new Map([["a", [{ id: "x" }]]])).trim(),
    '{\n  "a": [\n    {\n      "id": "x"\n    }\n  ]\n}',
  );
});

Deno.test("the clipboard's ring keeps what was copied, pastes older entries and turns around", () => {
  const test = new TestApp("one two ");
  for (let i = 0; i < 3; i++) test.key("right", Mod.shift);
  test.key("c", Mod.ctrl);
  test.key("right");
  test.key("right");
  for (let i = 0; i < 3; i++) test.key("right", Mod.shift);
  test.key("c", Mod.ctrl);
  assert.deepEqual(test.command("nexus.clipboardHistory").result, {
    entries: [{ text: "two", wholeLine: false }, { text: "one", wholeLine: false }],
  });
  test.key("end");
  test.command("nexus.pasteFromHistory");
  assert.equal(test.text, "one two one");
  test.command("nexus.cyclePaste");
  assert.equal(test.text, "one two two", "round the end");
  test.command("nexus.cyclePaste");
  assert.equal(test.text, "one two one");
  test.type("!");
  test.command("nexus.cyclePaste");
  assert.equal(test.text, "one two one!two", "after other edits it starts anew");
  const entry = (text: string) => ({ kind: "clipboard.write", text, wholeLine: false }) as const;
  const ring = Array.from({ length: 100 }, (_, i) => entry(String(i))).reduce(ringWith, []);
  assert.equal(ring.length, 50);
});

Deno.test("insertSnippet asks the world for what it lacks, and says what is wrong", () => {
  const test = new TestApp("");
  test.command("editor.action.insertSnippet", { snippet: "$TM_FILENAME $CURRENT_YEAR" });
  assert.equal(test.text, "Untitled-1 1970");
  test.command("editor.action.insertSnippet", { snippet: " $UUID" });
  const asked = test.effects.at(-1)!;
  assert.ok(asked.kind === "snippet.values");
  const arg = { snippet: asked.snippet, values: { ...asked.values, UUID: "u" } };
  test.command("editor.action.insertSnippet", arg);
  assert.equal(test.text, "Untitled-1 1970 u");
  assert.match(
    test.command("editor.action.insertSnippet", { snippet: "${1:".repeat(200) }).problem!,
    /nests/,
  );
  assert.match(test.command("editor.action.insertSnippet").problem!, /snippet/);
});

Deno.test("Tab expands a snippet's prefix, a person's own before the built-in one", () => {
  const test = new TestApp();
  test.send({ kind: "document.new", text: textOf(""), language: "go" });
  test.type("iferr");
  test.key("tab");
  assert.equal(test.text, "if err != nil {\n    return err\n}");
  test.command("undo");
  assert.equal(test.text, "iferr", "one step");
  const own = { name: "Mine", prefixes: ["iferr"], body: "mine($1)$0", description: "", languages: ["go"] };
  test.send({ kind: "snippets.found", folder: "/s", entries: [own], problems: ["s, line 1: wrong"] });
  assert.equal(test.app.notices.at(-1)!.text, "s, line 1: wrong");
  test.key("tab");
  test.type("x");
  test.key("tab");
  test.type(";");
  assert.equal(test.text, "mine(x);");
  test.type(" xiferr");
  test.key("tab");
  assert.match(test.text, /xiferr\s+$/, "no prefix: Tab is Tab");
  assert.match(
    test.command("editor.action.insertSnippet", { name: "nope" }).problem!,
    /No snippet is called nope/,
  );
  test.command("editor.action.insertSnippet", { name: "Mine" });
  assert.match(test.text, /mine\(\)$/);
});

Deno.test("choices: arrows look, Enter takes and goes on, Escape leaves the stop to typing", () => {
  const test = new TestApp("");
  const snippet = "${1|let,const,var|} ${2:x};$0";
  test.command("editor.action.insertSnippet", { snippet });
  const list = () => {
    test.send({ kind: "blink", on: true });
    return test.view!.choices;
  };
  assert.deepEqual(list()!.items, ["let", "const", "var"]);
  test.key("down");
  assert.equal(list()!.focused, 1);
  test.key("enter");
  assert.equal(list(), null);
  test.type("y");
  assert.equal(test.text, "const y;");
  test.command("undo");
  test.command("editor.action.selectAll");
  test.key("delete");
  test.command("editor.action.insertSnippet", { snippet });
  const { box } = list()!.rows[2];
  const at = { x: box.x + 5 as Px, y: box.y + 5 as Px, mods: 0, at: 0 as Millis };
  test.send({ kind: "mousedown", ...at, button: 0, clicks: 1 });
  test.type("z");
  assert.equal(test.text, "var z;");
  test.command("editor.action.selectAll");
  test.key("delete");
  test.command("editor.action.insertSnippet", { snippet });
  test.key("escape");
  assert.equal(list(), null);
  test.type("a");
  test.key("tab");
  assert.equal(test.marked.replace("|", ""), "a x;");
});

Deno.test("a command that runs another is recorded once", () => {
  const test = new TestApp("");
  test.command("nexus.macro.toggleRecording");
  test.command("editor.action.insertSnippet", { snippet: "a;" });
  test.command("nexus.macro.toggleRecording");
  assert.equal(test.text, "a;");
  test.command("nexus.macro.play");
  assert.equal(test.text, "a;a;");
});

Deno.test("Tab and Escape belong to a snippet while one is filled in", () => {
  const test = new TestApp("");
  test.command("editor.action.insertSnippet", { snippet: "f(${1:a}, ${2:b})" });
  test.type("x");
  test.key("tab");
  test.type("y");
  assert.equal(test.text, "f(x, y)");
  test.key("tab", Mod.shift);
  test.key("escape");
  test.key("tab");
  assert.equal(test.text, "f(  , y)");
});

Deno.test("typed brackets close, and undo takes a word with its brackets", () => {
  const test = new TestApp("");
  test.type("f(x)");
  assert.equal(test.text, "f(x)");
  test.command("undo");
  assert.equal(test.text, "");
  test.type("(");
  test.key("backspace");
  assert.equal(test.text, "");
});

Deno.test("indentation commands change the document's setting, and the text where they say so", () => {
  const test = new TestApp("\ta\n\tb");
  test.command("editor.action.indentationToSpaces");
  assert.equal(test.text, "    a\n    b");
  test.command("editor.action.indentUsingTabs", { tabSize: 2 });
  test.key("tab");
  assert.equal(test.text, "\t    a\n    b");
  test.command("editor.action.detectIndentation");
  assert.match(test.command("editor.action.changeTabDisplaySize", 1000).problem!, /1 to 100/);
});

Deno.test("settings and options say how documents are edited", () => {
  const text = '{ "editor.autoClosingBrackets": "never", "editor.autoSurround": 1, "editor.tabSize": 3 }';
  const test = new TestApp();
  test.send({
    kind: "config.found",
    texts: [{ source: "user", path: "s", text, problem: null }],
    themes: test.app.config.themes,
    system: null,
  });
  assert.deepEqual(test.app.settings.editing, { autoClosingBrackets: "never", tabSize: 3, indentSize: 3 });
  assert.match(test.app.notices[0].text, /editor.autoSurround must be "languageDefined"/);
  test.command("workbench.action.files.newUntitledFile");
  test.type("(");
  assert.equal(test.text, "(");
  const doc = [...test.app.docs.keys()][0];
  test.send({ kind: "document.options", doc, options: { autoClosingBrackets: "always" } });
  test.type("(");
  assert.equal(test.text, "(()");
});
