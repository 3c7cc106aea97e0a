import assert from "node:assert/strict";
import { TestApp } from "./testing.ts";
import { Mod } from "../window/mod.ts";
import type { App } from "./app.ts";

/** Types keys as the window sends them: a keydown, and its text. "\x1b" is Escape. */
function press(app: TestApp, keys: string): void {
  for (const key of keys) {
    if (key === "\x1b") app.key("escape");
    else if (key === "\n") app.key("enter");
    else {
      app.key(key.toLowerCase());
      app.type(key);
    }
  }
}
function vimApp(text: string): TestApp {
  const app = new TestApp(text);
  app.command("nexus.vim.toggle");
  return app;
}
const modal = (app: TestApp): App["modal"] => app.app.modal;

Deno.test("vim: off, keys type and nothing of it is there", () => {
  const app = new TestApp("one");
  press(app, "dw");
  assert.equal(app.text, "dwone");
  assert.equal(app.app.vim, null);
});

Deno.test("vim: a search marks its matches on screen until :noh", () => {
  const app = vimApp("one two one\nthree one\n");
  const marks = () => {
    app.send({ kind: "blink", on: true });
    return app.view!.findMarks?.matches.count ?? 0;
  };
  assert.equal(marks(), 0);
  press(app, "/one\n");
  assert.equal(marks(), 3);
  press(app, "x");
  assert.equal(marks(), 2, "the marks follow the text");
  press(app, ":noh\n");
  assert.equal(marks(), 0);
  press(app, "n");
  assert.equal(marks(), 2);
  press(app, ":set nohlsearch\n");
  assert.equal(marks(), 0);
  press(app, ":set hlsearch\n/three\\none\n:noh\n/e\\n*t\n");
  assert.ok(marks() > 0);
  app.command("nexus.vim.toggle");
  assert.equal(marks(), 0);
});

Deno.test("vim: a read-only file is not changed, and that is said", () => {
  const app = vimApp("one two\n");
  const [[id, doc]] = [...app.app.docs];
  app.app = { ...app.app, docs: new Map([[id, { ...doc, readOnly: true }]]) };
  for (const keys of ["dw", "ix\x1b", "p", "Vd", "~", ":s/one/x/\n", "rx", "J", ">>", "cwx\x1b", "u"]) {
    press(app, keys);
    assert.equal(app.text, "one two\n", keys);
  }
  press(app, "i");
  assert.match(modal(app)!.text, /read-only/);
  app.command("nexus.vim.toggle");
  app.type("x");
  assert.equal(app.text, "one two\n");
  assert.match(app.app.notices.at(-1)!.text, /read-only/);
});

Deno.test("vim: normal mode runs commands, types nothing, and leaves other chords alone", () => {
  const app = vimApp("one two three\n");
  press(app, "dw");
  assert.equal(app.marked, "|two three\n");
  assert.equal(modal(app)?.text, "NORMAL");
  assert.equal(modal(app)?.caret, "block");
  press(app, "qz#&");
  assert.equal(app.text, "two three\n");
  app.key("a", Mod.ctrl | Mod.shift);
  assert.equal(app.key("n", Mod.ctrl).handled, true);
  assert.deepEqual(app.names.length, 2);
});

Deno.test("vim: an insert is one undo step, with brackets, Enter and Backspace", () => {
  const app = vimApp("one\n");
  press(app, "A, two\n");
  assert.equal(modal(app)?.text, "-- INSERT --");
  assert.equal(modal(app)?.caret, "line");
  app.key("backspace");
  press(app, "\nx y z\x1b");
  assert.equal(app.text, "one, two\nx y z\n");
  press(app, "u");
  assert.equal(app.text, "one\n");
  app.key("r", Mod.ctrl);
  assert.equal(app.text, "one, two\nx y z\n");
  press(app, "gg.");
  assert.equal(app.text, "one, two, two\nx y z\nx y z\n");
});

Deno.test("vim: visual mode shows its selection, and a selection by other means is visual mode", () => {
  const app = vimApp("one two\n");
  press(app, "vl");
  assert.equal(modal(app)?.text, "-- VISUAL --");
  assert.equal(app.marked, "on|e two\n");
  press(app, "d");
  assert.equal(app.text, "e two\n");
  app.command("cursorRightSelect");
  press(app, "x");
  assert.equal(app.text, " two\n");
  assert.equal(modal(app)?.text, "NORMAL");
});

Deno.test("vim: the command line shows while it is typed, and Escape gives it up", () => {
  const app = vimApp("one\ntwo\n");
  press(app, ":s/o/0");
  assert.equal(modal(app)?.text, ":s/o/0▏");
  assert.equal(app.text, "one\ntwo\n");
  press(app, "\x1b:%s/o/0/g\n");
  assert.equal(app.text, "0ne\ntw0\n");
  press(app, ":foo\n");
  assert.equal(modal(app)?.text, "Not an editor command: foo");
  press(app, ":noh\n");
  assert.equal(modal(app)?.text, "NORMAL");
});

Deno.test("vim: :q refuses to lose text, :q! does not, :e reads a file", () => {
  const app = vimApp("one\n");
  press(app, "x:q\n");
  assert.equal(app.app.notices.length, 1);
  assert.equal(app.names.length, 1);
  press(app, ":e other.txt\n");
  assert.deepEqual(app.effects.at(-1)?.kind, "file.read");
  press(app, ":q!\n");
  assert.equal(app.effects.at(-1)?.kind, "quit");
});

Deno.test("vim: the clipboard is read when a command asks for it, and written by a yank to it", () => {
  const app = vimApp("one\n");
  press(app, '"+yiw');
  assert.deepEqual(app.effects.at(-1), { kind: "clipboard.write", text: "one", wholeLine: false });
  press(app, '"+p');
  assert.equal(app.effects.at(-1)?.kind, "clipboard.read");
  assert.equal(app.text, "one\n");
  app.send({ kind: "clipboard.text", view: null, text: "XY", origin: "clipboard" });
  assert.equal(app.text, "oXYne\n");
  press(app, "u");
  assert.equal(app.text, "one\n");
});

Deno.test("vim: an operator works at every caret", () => {
  const app = vimApp("one two\none two\n");
  app.command("editor.action.insertCursorBelow");
  press(app, "wciwX\x1b");
  assert.equal(app.text, "one X\none X\n");
  press(app, "u");
  assert.equal(app.text, "one two\none two\n");
});

Deno.test("nexus.vim.toggle switches back while an insert goes on, and typing types", () => {
  const app = vimApp("");
  press(app, "ia");
  app.command("nexus.vim.toggle");
  press(app, "b\x1bc");
  assert.equal(app.text, "abc");
  assert.equal(app.app.modal, null);
});
