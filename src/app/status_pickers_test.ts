import assert from "node:assert/strict";
import type { DocId } from "../base/mod.ts";
import { textOf } from "../editor/mod.ts";
import { TestApp } from "./testing.ts";

function opened(given: { lineEnding?: "LF" | "mixed"; readOnly?: boolean } = {}): TestApp {
  const test = new TestApp();
  const request = { kind: "file.read", path: "/d/a.txt", line: null, column: null, as: "auto" } as const;
  test.send({
    kind: "file.read",
    request,
    outcome: {
      kind: "text",
      path: "/d/a.txt",
      real: "/d/a.txt",
      text: textOf("#!/usr/bin/env python3\n"),
      form: { encoding: "UTF-8", lineEnding: given.lineEnding ?? "LF" },
      stamp: { mtime: 5, size: 3, inode: 7 },
      readOnly: given.readOnly ?? false,
      invalidBytes: 0,
      reason: { kind: "ascii" },
    },
  });
  return test;
}
const rows = ({ app }: TestApp) => {
  const { list } = app.quickPick!;
  return Array.from({ length: list.count }, (_, i) => list.rowAt(i).label);
};
/** Clicks a field of the status bar. */
function click(test: TestApp, item: string): void {
  test.send({ kind: "expose", at: 0 as never });
  const { box } = test.view!.status.items.find(({ id }) => id === item)!;
  const at = { x: box.x + 3, y: box.y + 3 } as never as { x: never; y: never };
  test.send({ kind: "mousedown", ...at, button: 0, mods: 0, clicks: 1, at: 0 as never });
}
const doc = ({ app }: TestApp) => [...app.docs.values()][0];

Deno.test("a click on the encoding says why it is that one, and reopens or saves with another", () => {
  const test = opened();
  click(test, "encoding");
  assert.equal(test.app.quickPick!.title, "a.txt is read as UTF-8: the file has ASCII characters only");
  assert.deepEqual(rows(test), ["Reopen with encoding", "Save with encoding"]);
  test.key("enter");
  assert.ok(rows(test).includes("Shift JIS"));
  test.type("utf16be");
  test.key("escape");
  test.command("nexus.encoding.save");
  test.type("shift jis");
  test.key("enter");
  const write = test.effects.find((one) => one.kind === "file.write")!;
  assert.ok(write.kind === "file.write" && write.form.encoding === "Shift JIS");
});

Deno.test("a click on the line ending changes every line; mixed ones are named", () => {
  const test = opened({ lineEnding: "mixed" });
  click(test, "lineEnding");
  assert.match(test.app.quickPick!.title, /mixed line endings, each kept/);
  test.key("down");
  test.key("enter");
  assert.equal(doc(test).lineEnding, "CRLF");
  assert.ok(doc(test).dirty);
});

Deno.test("a click on the language and on the indentation change them", () => {
  const test = opened();
  click(test, "language");
  test.type("rust");
  test.key("enter");
  assert.equal(doc(test).state.settings.language, "rust");
  test.command("workbench.action.editor.changeLanguageMode", { language: "auto" });
  assert.equal(doc(test).state.settings.language, "plaintext", "the name says so");
  assert.match(
    test.command("workbench.action.editor.changeLanguageMode", { language: "klingon" }).problem!,
    /klingon/,
  );
  click(test, "indent");
  test.type("tabs 8");
  test.key("enter");
  const { insertSpaces, tabSize } = doc(test).state.settings;
  assert.deepEqual([insertSpaces, tabSize], [false, 8]);
});

Deno.test("a read-only file is edited once a person says so, and what only shows something is not", () => {
  const test = opened({ readOnly: true });
  test.type("x");
  assert.equal(test.text, "#!/usr/bin/env python3\n");
  click(test, "readOnly");
  test.type("x");
  assert.equal(test.text, "x#!/usr/bin/env python3\n");
});

Deno.test("local history lists versions with their times; Enter compares, the button restores", () => {
  const test = opened();
  test.app = { ...test.app, wall: { epochMs: Date.UTC(2026, 10, 22, 12), zoneMinutes: 60 } };
  const id = doc(test).id as DocId;
  const versions = [{ at: Date.UTC(2026, 10, 22, 11, 59, 30), size: 2048 }, {
    at: Date.UTC(2026, 10, 1, 9),
    size: 5,
  }];
  test.send({ kind: "localHistory.found", doc: id, what: "list", index: 0, versions, version: null });
  assert.deepEqual(rows(test), ["12:59:30", "2026-11-01 10:00"]);
  const row = test.app.quickPick!.list.rowAt(0);
  assert.deepEqual([row.description, row.keys], ["30 s ago, newest", "2.0 KB"]);
  test.key("down");
  test.key("enter");
  const ask = test.effects.find((one) => one.kind === "localHistory")!;
  assert.ok(ask.kind === "localHistory" && ask.what === "compare" && ask.index === 1);
});
