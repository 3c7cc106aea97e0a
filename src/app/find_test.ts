import assert from "node:assert/strict";
import type { Px } from "../base/mod.ts";
import { seededRandom } from "../base/mod.ts";
import { needleOf, pairsOf, searchAll } from "../editor/mod.ts";
import { countText } from "../ui/mod.ts";
import { Mod } from "../window/mod.ts";
import { activeDocument } from "./app.ts";
import { TestApp } from "./testing.ts";

/** Carries out what the app asks of itself, as the loop would. */
function settle(app: TestApp): void {
  for (let i = 0; app.app.find?.results?.isQueued; i++) {
    assert.ok(i < 1000, "The search never ends");
    app.send({ kind: "find.advance" });
  }
}
function type(app: TestApp, text: string): void {
  app.type(text);
  settle(app);
}
const count = (app: TestApp): string => countText(app.app.find!);
function open(text: string, wanted: string, key: "f" | "h" = "f"): TestApp {
  const app = new TestApp(text);
  app.key(key, Mod.ctrl);
  app.send({ kind: "text", text: key, at: 0 as never }); // The window's text event of the chord.
  if (wanted !== "") {
    app.key("a", Mod.ctrl);
    app.send({ kind: "keyup", key: "a", mods: 0, repeat: false, at: 0 as never });
    type(app, wanted);
  }
  return app;
}

Deno.test("Ctrl+F opens the widget, typing searches and selects the first match from the caret", () => {
  const app = open("one two\ntwo one\n", "two");
  assert.equal(app.text, "one two\ntwo one\n");
  assert.equal(count(app), "1 of 2");
  assert.equal(app.marked, "one two|\ntwo one\n");
  app.key("enter");
  assert.equal(count(app), "2 of 2");
  app.key("enter");
  assert.equal(count(app), "1 of 2");
  app.key("enter", Mod.shift);
  assert.equal(count(app), "2 of 2");
  app.key("escape");
  assert.equal(app.app.find!.isOpen, false);
  app.type("x");
  assert.equal(app.text, "one two\nx one\n");
});

Deno.test("the first character typed into an empty input selects a match", () => {
  const app = new TestApp("  one two");
  app.key("f", Mod.ctrl);
  app.send({ kind: "keyup", key: "f", mods: 0, repeat: false, at: 0 as never });
  assert.equal(app.app.find!.find.text, "");
  type(app, "t");
  assert.equal(app.marked, "  one t|wo");
});

Deno.test("matches equal a search from nothing after random edits, typing and undo among them", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = seededRandom(seed);
    const app = open("ab aab\nba ab\n".repeat(4), random.pick(["ab", "aa", "b\na", "a"]));
    if (random.next() < 0.5) app.key("w", Mod.alt);
    app.key("escape");
    app.command("actions.find");
    app.command("toggleFindCaseSensitive");
    app.send({ kind: "mousedown", button: 0, clicks: 1, mods: 0, x: 100 as Px, y: 80 as Px, at: 0 as never });
    app.send({ kind: "mouseup", button: 0, clicks: 1, mods: 0, x: 100 as Px, y: 80 as Px, at: 0 as never });
    assert.equal(app.app.find!.focus, null);
    for (let step = 0; step < 25; step++) {
      switch (random.int(0, 6)) {
        case 0:
          app.command("undo");
          break;
        case 1:
          app.command(random.pick(["deleteLeft", "deleteWordLeft", "editor.action.copyLinesDownAction"]));
          break;
        case 2:
          app.command(random.pick(["cursorUp", "cursorDown", "cursorWordLeft", "cursorLeftSelect"]));
          break;
        case 3:
          app.command("editor.action.insertCursorBelow");
          break;
        default:
          app.command("type", { text: random.pick(["a", "b", " ", "A", "\n"]) });
      }
      settle(app);
      const find = app.app.find!;
      const { results } = find;
      if (find.find.text === "") continue;
      const { state } = activeDocument(app.app)!;
      const expected = searchAll(state.text, needleOf(results!.query, state.settings.wordSeparators));
      assert.deepEqual(pairsOf(results!.matches), pairsOf(expected), `seed ${seed}, step ${step}`);
    }
  }
});

Deno.test("find starts from the selection, the word at the caret, and what was looked for last", () => {
  const app = new TestApp("alpha beta alpha");
  app.key("f", Mod.ctrl);
  settle(app);
  assert.equal(app.app.find!.find.text, "alpha");
  assert.equal(count(app), "? of 2");
  app.key("escape");
  app.key("f3");
  assert.equal(app.marked, "alpha| beta alpha");
  app.key("f3");
  assert.equal(app.marked, "alpha beta alpha|");
  app.key("f3", Mod.shift);
  assert.equal(app.marked, "alpha| beta alpha");
  assert.equal(app.app.find!.isOpen, false);
});

Deno.test("options change what is found, by keys", () => {
  const app = open("Foo foot foo", "foo");
  assert.equal(count(app), "1 of 3");
  app.key("c", Mod.alt);
  settle(app);
  assert.equal(count(app), "1 of 2");
  app.key("w", Mod.alt);
  settle(app);
  assert.equal(count(app), "1 of 1");
  type(app, "zzz");
  assert.equal(count(app), "No results");
});

Deno.test("matches follow edits of the document and are what a new search finds", () => {
  const app = open("foo foo foo", "foo");
  app.key("escape");
  app.command("actions.find");
  app.command("nexus.find.focusFind");
  const view = app.activeView;
  const doc = app.app.views.get(view)!.doc;
  app.send({
    kind: "spec",
    doc,
    spec: { edits: [{ from: 5 as never, to: 5 as never, insert: "XX" }], origin: "tool" },
  });
  settle(app);
  assert.equal(app.text, "foo fXXoo foo");
  assert.equal(app.app.find!.results!.matches.count, 2);
  app.send({
    kind: "spec",
    doc,
    spec: { edits: [{ from: 0 as never, to: 0 as never, insert: "a foo\n" }], origin: "tool" },
  });
  assert.equal(app.app.find!.results!.matches.count, 3);
  assert.equal(app.app.find!.results!.job, null, "an edit must not search the whole text again");
});

Deno.test("replace changes the current match and goes on; replace all is one undo step", () => {
  const app = open("cat Cat CAT", "cat", "h");
  app.key("tab");
  type(app, "dog");
  assert.deepEqual(app.app.find!.preview, { from: "cat", to: "dog" });
  app.key("enter");
  settle(app);
  assert.equal(app.marked, "dog Cat| CAT");
  app.key("p", Mod.alt);
  assert.deepEqual(app.app.find!.preview, { from: "Cat", to: "Dog" });
  const step = app.key("enter", Mod.ctrl | Mod.alt);
  assert.deepEqual(step.result, { replaced: 2 });
  assert.equal(app.text, "dog Dog DOG");
  settle(app);
  assert.equal(count(app), "No results");
  app.command("undo");
  assert.equal(app.text, "dog Cat CAT");
  app.command("undo");
  assert.equal(app.text, "cat Cat CAT");
});

Deno.test("find in selection stays inside the selection as the text moves", () => {
  const app = new TestApp("a a\na a\na a");
  const view = app.activeView;
  const doc = app.app.views.get(view)!.doc;
  const selection = { ranges: [{ anchor: 4, head: 7 }], main: 0 } as never;
  app.send({ kind: "spec", doc, spec: { view, selection, origin: "move" } });
  app.key("f", Mod.ctrl);
  app.key("a", Mod.ctrl);
  app.send({ kind: "keyup", key: "a", mods: 0, repeat: false, at: 0 as never });
  app.send({ kind: "spec", doc, spec: { view, selection, origin: "move" } });
  app.send({ kind: "text", text: "a", at: 0 as never });
  settle(app);
  assert.equal(app.app.find!.results!.matches.count, 6);
  app.send({ kind: "spec", doc, spec: { view, selection, origin: "move" } });
  app.key("l", Mod.alt);
  settle(app);
  assert.equal(app.app.find!.results!.matches.count, 2);
  app.send({
    kind: "spec",
    doc,
    spec: { edits: [{ from: 0 as never, to: 0 as never, insert: "a\n" }], origin: "tool" },
  });
  settle(app);
  assert.equal(app.app.find!.results!.matches.count, 2);
  app.command("editor.action.replaceAll");
  assert.equal(app.text, "a\na a\n \na a");
});

Deno.test("an expression is asked of the search process with the text it knows and what changed since", () => {
  const app = open("a1 b2", "");
  app.key("r", Mod.alt);
  app.send({ kind: "keyup", key: "r", mods: 0, repeat: false, at: 0 as never });
  app.key("a", Mod.ctrl);
  app.send({ kind: "keyup", key: "a", mods: 0, repeat: false, at: 0 as never });
  app.type("\\d");
  const asked = app.effects.filter((effect) => effect.kind === "regex.search").at(-1)!;
  assert.equal(asked.kind === "regex.search" && asked.query.text, "\\d");
  app.send({ kind: "find.found", id: asked.id, outcome: { kind: "refused", reason: "Nope" } });
  assert.equal(app.app.find!.results!.problem, "Not a regular expression: Nope");
  const doc = app.app.views.get(app.activeView)!.doc;
  app.send({
    kind: "spec",
    doc,
    spec: { edits: [{ from: 0 as never, to: 0 as never, insert: "9" }], origin: "tool" },
  });
  const again = app.effects.filter((effect) => effect.kind === "regex.search").at(-1)!;
  assert.notEqual(again, asked);
  assert.equal(again.kind === "regex.search" && again.told === asked.text && again.since?.edits.length, 1);
});

Deno.test("the mouse reaches inputs and buttons of the widget", () => {
  const app = open("one two one", "one", "h");
  const click = (id: string) => {
    app.send({ kind: "blink", on: true }); // Lays out.
    const { box } = app.view!.find!.parts.find((part) => part.id === id)!;
    const at = { x: box.x + box.width / 2 as Px, y: box.y + box.height / 2 as Px };
    app.send({ kind: "mousedown", button: 0, clicks: 1, mods: 0, ...at, at: 0 as never });
    app.send({ kind: "mouseup", button: 0, clicks: 1, mods: 0, ...at, at: 0 as never });
    settle(app);
  };
  click("next");
  assert.equal(count(app), "2 of 2");
  click("replace");
  assert.equal(app.app.find!.focus, "replace");
  app.type("x");
  click("replaceAll");
  assert.equal(app.text, "x two x");
  click("case");
  assert.equal(app.app.find!.caseSensitive, true);
  click("close");
  assert.equal(app.app.find!.isOpen, false);
});

Deno.test("Alt+Enter selects every match and gives the keyboard back to the editor", () => {
  const app = open("a b a b a", "a");
  app.key("enter", Mod.alt);
  assert.equal(app.marked, "a| b a| b a|");
  app.send({ kind: "keyup", key: "enter", mods: 0, repeat: false, at: 0 as never });
  app.type("x");
  assert.equal(app.text, "x b x b x");
});

Deno.test("a search goes on in slices while others have their turn, and an edit in between starts it anew", () => {
  const app = new TestApp("one two\n".repeat(400_000));
  app.key("f", Mod.ctrl);
  app.send({ kind: "keyup", key: "f", mods: 0, repeat: false, at: 0 as never });
  app.key("a", Mod.ctrl);
  app.send({ kind: "keyup", key: "a", mods: 0, repeat: false, at: 0 as never });
  app.slow = true; // Every look at the clock finds that time is up.
  app.type("two");
  assert.equal(app.app.find!.results!.state, "searching");
  assert.ok(app.app.find!.results!.matches.count > 0, "what is on screen comes first");
  assert.equal(app.app.find!.results!.current, 0);
  const doc = app.app.views.get(app.activeView)!.doc;
  app.send({
    kind: "spec",
    doc,
    spec: { edits: [{ from: 0 as never, to: 0 as never, insert: "two " }], origin: "tool" },
  });
  settle(app);
  assert.equal(countText(app.app.find!), "2 of 400001");
});

Deno.test("Ctrl+D takes a word as a word, a selection as the widget would", () => {
  const app = new TestApp("foo food foo Foo");
  app.key("d", Mod.ctrl);
  app.key("d", Mod.ctrl);
  assert.equal(app.marked, "foo| food foo| Foo");
  assert.equal(app.key("d", Mod.ctrl).handled ?? false, false);
  const other = new TestApp("foo food foo Foo");
  const view = other.activeView, doc = other.app.views.get(view)!.doc;
  const selection = { ranges: [{ anchor: 0, head: 3 }], main: 0 } as never;
  other.send({ kind: "spec", doc, spec: { view, selection, origin: "move" } });
  for (let i = 0; i < 5; i++) other.key("d", Mod.ctrl);
  assert.equal(other.marked, "foo| foo|d foo| Foo|");
  other.key("escape");
  other.send({ kind: "spec", doc, spec: { view, selection, origin: "move" } });
  other.command("editor.action.addSelectionToPreviousFindMatch");
  assert.equal(other.marked, "foo| food foo Foo|");
  other.send({ kind: "spec", doc, spec: { view, selection, origin: "move" } });
  other.command("editor.action.moveSelectionToNextFindMatch");
  assert.equal(other.marked, "foo foo|d foo Foo");
  other.command("editor.action.changeAll");
  other.type("x");
  assert.equal(other.text, "x xd x x");
});

Deno.test("Up and Down bring back what was looked for, and what was being typed", () => {
  const app = new TestApp("one two three\n");
  const shown = () => app.app.find!.find.text;
  for (const text of ["one", "two", "one"]) {
    app.command("actions.find");
    app.key("a", Mod.ctrl);
    app.app = { ...app.app, swallowText: false };
    app.type(text);
    app.key("enter");
    app.key("escape");
  }
  app.command("actions.find");
  app.key("a", Mod.ctrl);
  app.app = { ...app.app, swallowText: false };
  app.type("thr");
  app.key("up");
  assert.equal(shown(), "one");
  app.key("up", Mod.alt);
  assert.equal(shown(), "two", "the same words are kept once");
  app.key("up");
  assert.equal(shown(), "two", "there is nothing older");
  app.key("down");
  app.key("down", Mod.alt);
  assert.equal(shown(), "thr");
  assert.equal(app.app.find!.results!.matches.count, 1, "the search follows");
  app.command("editor.action.startFindReplaceAction");
  app.key("down");
  assert.equal(app.app.find!.focus, "replace", "with nothing newer the arrow goes to the other input");
});
