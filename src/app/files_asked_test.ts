import assert from "node:assert/strict";
import type { DocId } from "../base/mod.ts";
import { textOf } from "../editor/mod.ts";
import type { WriteEffect } from "./effects.ts";
import type { FileOutcome } from "./events.ts";
import { TestApp } from "./testing.ts";

const stamp = { mtime: 5, size: 3, inode: 7 };
const newer = { mtime: 6, size: 4, inode: 7 };
const outcome = (text: string, at = stamp): FileOutcome & { kind: "text" } => ({
  kind: "text",
  path: "/d/a.txt",
  real: "/d/a.txt",
  text: textOf(text),
  form: { encoding: "UTF-8", lineEnding: "LF" },
  stamp: at,
  readOnly: false,
  invalidBytes: 0,
  reason: { kind: "ascii" },
});
function opened(text: string): TestApp {
  const test = new TestApp();
  const request = { kind: "file.read", path: "/d/a.txt", line: null, column: null, as: "auto" } as const;
  test.send({ kind: "file.read", request, outcome: outcome(text) });
  return test;
}
const doc = (test: TestApp) => [...test.app.docs.keys()][0] as DocId;
const writes = (test: TestApp) => test.effects.filter((one): one is WriteEffect => one.kind === "file.write");
const choices = (test: TestApp) => test.app.prompt?.choices.map(({ id }) => id);

for (const [remedy, wanted] of [["writable", "writable"], ["retry", "retry"], ["rename", null]] as const) {
  Deno.test(`a refused save says why and offers what helps (${remedy})`, () => {
    const test = opened("one");
    test.type("x");
    test.command("workbench.action.files.save");
    const [write] = writes(test);
    const reason = "Cannot save /d/a.txt: the disk is full; free some space and save again";
    test.send({
      kind: "file.refused",
      doc: doc(test),
      path: "/d/a.txt",
      reason,
      conflict: false,
      write,
      remedy,
    });
    assert.deepEqual(choices(test), [...wanted === null ? [] : [wanted], "saveAs", "cancel"]);
    assert.equal(test.app.prompt!.text, "Cannot save a.txt");
    assert.match(test.app.prompt!.detail, /^The disk is full; free some space and save again\. Your text/);
    if (wanted !== null) {
      test.send({ kind: "answer", choice: wanted });
      assert.deepEqual(writes(test)[1].text, write.text);
      assert.equal(writes(test)[1].makeWritable, remedy === "writable" ? true : undefined);
    } else {
      test.send({ kind: "answer", choice: "saveAs" });
      assert.equal(test.app.question?.kind, "saveAs");
    }
    assert.equal(test.text, "xone");
  });
}

Deno.test("a second save that is refused while a question is open is a notice", () => {
  const test = opened("one");
  test.type("x");
  test.command("workbench.action.files.save");
  const [write] = writes(test);
  const event = { kind: "file.refused", doc: doc(test), path: "/d/a.txt", conflict: false, write } as const;
  test.send({ ...event, reason: "Cannot save /d/a.txt: first", remedy: "retry" });
  test.send({ ...event, reason: "Cannot save /d/b.txt: second", remedy: "retry" });
  assert.match(test.app.prompt!.detail, /^First/);
  assert.match(test.app.notices[0].text, /second/);
});

Deno.test("a save over a newer file offers the merge first, and to look at the difference", () => {
  const test = opened("one");
  test.type("x");
  test.command("workbench.action.files.save");
  const [write] = writes(test);
  test.send({
    kind: "file.refused",
    doc: doc(test),
    path: "/d/a.txt",
    reason: "changed",
    conflict: true,
    write,
  });
  assert.deepEqual(choices(test), ["merge", "compare", "overwrite", "saveAs", "cancel"]);
  assert.equal(test.app.prompt!.focused, 0);
  test.send({ kind: "answer", choice: "compare" });
  const read = test.effects.find((one) => one.kind === "file.read")!;
  assert.ok(read.kind === "file.read" && read.how === "compare");
  test.send({ kind: "file.read", request: read, outcome: outcome("one\ntwo", newer) });
  assert.match(test.text, /^--- a\.txt on disk\n\+\+\+ a\.txt, unsaved\n/);
  assert.deepEqual(test.names, ["a.txt*", "a.txt (compared)"]);
});

Deno.test("a file that changes under unsaved work is a notice with what can be done; doing it takes it away", () => {
  const test = opened("one\nmid\n");
  test.type("x");
  test.send({ kind: "file.changed", doc: doc(test), found: { kind: "file", stamp: newer } });
  const [notice] = test.app.notices;
  assert.deepEqual(notice.actions?.map(({ label }) => label), ["Merge", "Compare", "Drop mine"]);
  assert.ok(!test.effects.some((one) => one.kind === "notice.timer"), "it waits for a person");
  test.send({ kind: "expose", at: 0 as never });
  const button = test.view!.notices!.notices[0].actions[0];
  const at = { x: button.x + 2, y: button.y + 2 } as never as { x: never; y: never };
  test.send({ kind: "mousedown", ...at, button: 0, mods: 0, clicks: 1, at: 0 as never });
  const read = test.effects.find((one) => one.kind === "file.read")!;
  assert.ok(read.kind === "file.read" && read.how === "merge");
  test.send({ kind: "file.read", request: read, outcome: outcome("one\nmid\ntwo\n", newer) });
  assert.equal(test.text, "xone\nmid\ntwo\n");
  assert.deepEqual(test.app.notices.map(({ text }) => text), ["a.txt was merged with the file on disk"]);
});

Deno.test("notification.acceptPrimaryAction does what the newest notice offers", () => {
  const test = opened("one\nmid\n");
  test.type("x");
  assert.equal(test.command("notification.acceptPrimaryAction").handled, false);
  test.send({ kind: "file.changed", doc: doc(test), found: { kind: "file", stamp: newer } });
  test.command("notification.acceptPrimaryAction", { index: 2 });
  const read = test.effects.find((one) => one.kind === "file.read")!;
  assert.ok(read.kind === "file.read" && read.how === "force");
  assert.deepEqual(test.app.notices, []);
});

Deno.test("a file read by a guess says so", () => {
  const test = new TestApp();
  const request = { kind: "file.read", path: "/d/a.txt", line: null, column: null, as: "auto" } as const;
  const guessed = { ...outcome("é"), reason: { kind: "guess", confidence: 41 } } as const;
  test.send({ kind: "file.read", request, outcome: guessed });
  assert.match(test.app.notices[0].text, /a\.txt is read as UTF-8, which is a guess \(41 % sure\)/);
  assert.equal(test.app.notices[0].actions?.[0].id, "workbench.action.editor.changeEncoding");
});

Deno.test("marked places of a merge are chosen one by one; the notice stays until all are", () => {
  const test = opened("a\nb\nc\nd\ne\n");
  const edit = (from: number) => ({ from: from as never, to: from + 1 as never, insert: "MINE" });
  test.send({ kind: "spec", doc: doc(test), spec: { edits: [edit(0), edit(8)], origin: "tool" } });
  test.command("nexus.file.merge");
  const read = test.effects.find((one) => one.kind === "file.read")!;
  assert.ok(read.kind === "file.read");
  test.send({ kind: "file.read", request: read, outcome: outcome("A\nb\nc\nd\nE\n", newer) });
  const merged = test.text;
  assert.match(test.marked, /^<<<<<<< your text\n\|MINE\n/, "the caret is at the first");
  assert.deepEqual(test.app.notices[0].actions?.map(({ label }) => label), [
    "Take mine",
    "Take theirs",
    "Take both",
  ]);
  test.command("notification.acceptPrimaryAction", { index: 1 });
  assert.match(test.text, /^A\nb\nc\nd\n<<<<<<< /);
  assert.equal(test.app.notices.length, 1);
  test.command("merge-conflict.accept.both");
  assert.equal(test.text, "A\nb\nc\nd\nMINE\nE\n");
  assert.match(test.app.notices[0].text, /is decided/);
  test.command("undo");
  test.command("undo");
  assert.equal(test.text, merged);
  test.command("merge-conflict.accept.all-current");
  assert.equal(test.text, "MINE\nb\nc\nd\nMINE\n");
  test.command("merge-conflict.next");
  assert.match(test.app.notices.at(-1)!.text, /no marked place/);
});
