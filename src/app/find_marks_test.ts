/** Marks of what is found and selected, along the scrollbar and in the minimap, as a rebuild from nothing has them. */
import assert from "node:assert/strict";
import type { Offset } from "../base/mod.ts";
import { layoutApp } from "../ui/mod.ts";
import { TestApp } from "./testing.ts";

const lines = (count: number, mark: (i: number) => boolean) =>
  Array.from({ length: count }, (_, i) => (mark(i) ? "  needle" : i % 10 === 0 ? "head" : "  body")).join(
    "\n",
  );

function seen(app: TestApp) {
  app.send({ kind: "blink", on: true });
  app.view = layoutApp(app.app, app.view, app.fonts);
  const { findMarks, mapMarks, editors } = app.view;
  const anew = layoutApp(app.app, null, app.fonts);
  return {
    bars: findMarks!.bars,
    anew: anew.findMarks!.bars,
    map: mapMarks[0] ?? [],
    anewMap: anew.mapMarks[0] ?? [],
    editor: editors[0],
  };
}
function looking(text: string): TestApp {
  const app = new TestApp(text);
  app.command("actions.find");
  app.type("needle");
  return app;
}

Deno.test("marks along the scrollbar follow edits that move lines and keep their count", () => {
  const app = looking(lines(400, (i) => i === 200));
  const before = seen(app);
  assert.deepEqual(before.bars, before.anew);
  assert.equal(before.bars.length, 2);
  const doc = [...app.app.docs.keys()][0];
  const { text } = app.app.docs.get(doc)!.state;
  const at = text.length as Offset;
  const spec = {
    edits: [
      { from: 0 as Offset, to: 0 as Offset, insert: "a\n".repeat(50) },
      { from: text.line(300 as never).from, to: text.line(350 as never).from, insert: "" },
    ],
    origin: "tool" as const,
  };
  assert.ok(at > 0);
  app.send({ kind: "spec", doc, spec });
  const after = seen(app);
  assert.notDeepEqual(after.bars, before.bars);
  assert.deepEqual(after.bars, after.anew);
  assert.deepEqual(after.map, after.anewMap);
});

Deno.test("marks along the scrollbar know folds: what is hidden shows at its head", () => {
  const app = looking(lines(400, (i) => i % 10 === 5));
  const open = seen(app);
  app.command("closeFindWidget");
  app.command("editor.foldAll");
  app.command("actions.find");
  const folded = seen(app);
  assert.deepEqual(folded.bars, folded.anew);
  const bottom = folded.bars.at(-2)! + folded.bars.at(-1)!;
  const { track } = folded.editor.vertical!;
  assert.ok(folded.bars.length > 0 && open.bars.length > 0);
  // 40 rows are left, of which all have a match below; they end where the content does.
  assert.ok(bottom <= track.y + track.height && bottom > track.y + track.height * 0.5, `${bottom}`);
});

Deno.test("the minimap shows what is found and what is selected", () => {
  const app = looking(lines(50, (i) => i === 20 || i === 21 || i === 40));
  const found = seen(app).map;
  assert.equal(
    found.filter((_, i) => i % 3 === 2).filter((kind) => kind === 1).length,
    2,
    "lines that touch are one",
  );
  app.command("closeFindWidget");
  app.command("cursorTop");
  app.send({ kind: "blink", on: true });
  app.view = layoutApp(app.app, app.view, app.fonts);
  assert.equal(app.view.mapMarks.length, 0);
  app.command("cursorDownSelect");
  app.view = layoutApp(app.app, app.view, app.fonts);
  assert.deepEqual(app.view.mapMarks[0].filter((_, i) => i % 3 === 2), [0]);
});
