import assert from "node:assert/strict";
import { foldSpans } from "../editor/mod.ts";
import { activeDocument } from "./app.ts";
import { TestApp } from "./testing.ts";

const block = "def f():\n    one\n    two\n";
const long = block.repeat(120_000);
const folded = (test: TestApp) => foldSpans(activeDocument(test.app)!.state, test.activeView).length / 2;
const asked = (test: TestApp) => test.effects.filter(({ kind }) => kind === "later").length;

/** Hands back what was asked for until nothing more is; how often that was. */
function advance(test: TestApp, most = Infinity): number {
  let slices = 0;
  while (test.app.foldWait !== null && slices < most) {
    test.send({ kind: "folds.advance" });
    slices++;
  }
  return slices;
}

Deno.test("a short text is folded at once", () => {
  const test = new TestApp(block.repeat(3));
  test.command("editor.foldAll");
  assert.equal(folded(test), 3);
  assert.equal(asked(test), 0);
});

Deno.test("a long text is read in slices first, and then folded as at once", () => {
  const test = new TestApp(long);
  test.slow = true;
  assert.equal(test.command("editor.foldAll").handled, true);
  assert.equal(folded(test), 0);
  assert.ok(advance(test) > 5);
  assert.equal(folded(test), 120_000);
  // Known now: nothing is read again.
  const before = asked(test);
  test.command("editor.unfoldAll");
  test.command("editor.foldAll");
  assert.equal(asked(test), before);
  assert.equal(folded(test), 120_000);
});

Deno.test("an edit while a long text is read counts, and keys work meanwhile", () => {
  const test = new TestApp(long);
  test.slow = true;
  test.command("editor.foldAll");
  advance(test, 2);
  test.type("x");
  assert.ok(test.text.startsWith("xdef"));
  advance(test);
  assert.equal(folded(test), 120_000);
});

Deno.test("reading tells how far it is and can be stopped; closing the document stops it", () => {
  const test = new TestApp(long);
  test.slow = true;
  test.command("editor.foldAll");
  // The clock of a step is another than that of a slice: each event is a millisecond.
  for (let i = 0; i < 310; i++) test.send({ kind: "blink", on: i % 2 === 0 });
  advance(test, 1);
  const [notice] = test.app.notices;
  assert.ok(notice.progress! > 0 && notice.progress! < 1, `${notice.progress}`);
  test.command(notice.actions![0].id);
  assert.equal(test.app.foldWait, null);
  assert.deepEqual(test.app.notices, []);
  assert.equal(folded(test), 0);

  test.command("editor.foldAll");
  test.send({ kind: "document.close", doc: activeDocument(test.app)!.id });
  advance(test);
  assert.equal(test.app.foldWait, null);
});
