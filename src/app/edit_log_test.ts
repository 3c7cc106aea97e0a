import assert from "node:assert/strict";
import type { Offset } from "../base/mod.ts";
import { seededRandom } from "../base/mod.ts";
import { restoredText } from "../project/mod.ts";
import { activeDocument } from "./app.ts";
import { editLogField, editsSince, logRead } from "./edit_log.ts";
import { TestApp } from "./testing.ts";

Deno.test("editsSince() leads from the text that was seen to the text now, whatever made it", () => {
  const test = new TestApp("start\nof it\n");
  const random = seededRandom(3);
  const { id } = activeDocument(test.app)!;
  for (let round = 0; round < 30; round++) {
    const before = test.text;
    const seen = activeDocument(test.app)!.state.get(editLogField);
    logRead(seen);
    for (let i = 0; i < random.int(0, 6); i++) {
      const at = random.int(0, test.text.length + 1), to = random.int(at, test.text.length + 1);
      const edits = [{ from: 0 as Offset, to: 0 as Offset, insert: "x" }, {
        from: at as Offset,
        to: to as Offset,
        insert: random.pick(["", "yy", "\n"]),
      }];
      random.pick([
        () =>
          test.send({
            kind: "spec",
            doc: id,
            spec: { edits: at > 0 ? edits : edits.slice(1), origin: "tool" },
          }),
        () => test.command("undo"),
        () => test.command("redo"),
        () => test.type("t"),
      ])();
    }
    const edits = editsSince(activeDocument(test.app)!.state, seen);
    assert.ok(edits !== null);
    assert.equal(restoredText(before, edits), test.text, `round ${round}`);
  }
});

Deno.test("editsSince() says when the chain does not reach that far", () => {
  const test = new TestApp("");
  const seen = activeDocument(test.app)!.state.get(editLogField);
  for (let i = 0; i < 6000; i++) test.type("x");
  assert.equal(editsSince(activeDocument(test.app)!.state, seen), null);
});
