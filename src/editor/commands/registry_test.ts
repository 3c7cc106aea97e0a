/** Laws for every command at once: whatever the text and the carets, a command gives a wish that can be carried out. */
import assert from "node:assert/strict";
import { seededRandom } from "../../base/mod.ts";
import type { Millis, Offset } from "../../base/mod.ts";
import { rangeOf, sameSelection, selectionOf } from "../state/selection.ts";
import { apply, resolve } from "../state/state.ts";
import { toStringAll } from "../text/rope.ts";
import type { CommandContext, Range } from "../types.ts";
import { isGraphemeBorder } from "../unicode/graphemes.ts";
import { editorCommands } from "./registry.ts";
import { hiddenLines, isHidden } from "../folding/index.ts";
import { contextOf, FakeLayout, mark } from "./testing.ts";

const PIECES = [
  "a",
  "foo",
  "Bar",
  " ",
  "  ",
  "\t",
  "\n",
  "\n",
  "_",
  ".",
  "(",
  ")",
  "{",
  "}",
  "e\u0301",
  "👍🏽",
  "漢",
  "//",
  "/*",
  "*/",
];
const languageConfig = {
  comments: { lineComment: "//", blockComment: ["/*", "*/"] as const },
  brackets: [["{", "}"], ["(", ")"]] as const,
};
const ARGS: Readonly<Record<string, unknown>> = {
  type: { text: "x" },
  "default:type": { text: "\n" },
  paste: { text: "1\n2\n" },
  cursorMove: { to: "down", by: "line", value: 2, select: true },
  "nexus.insertSnippet": { snippet: "a${1:b $2}\n\t$1${3|x,y|}${4/(.*)/${1:/upcase}/}$0" },
};

Deno.test("editorCommands has unique ids and titles for all", () => {
  const ids = editorCommands.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(editorCommands.every(({ title }) => title !== ""));
});

Deno.test("every command survives random texts with many carets", () => {
  for (let seed = 1; seed <= 1000; seed++) {
    const random = seededRandom(seed);
    const text = Array.from({ length: random.int(0, 25) }, () => random.pick(PIECES)).join("");
    const settings = { insertSpaces: random.next() < 0.5, indentSize: random.int(1, 5), languageConfig };
    const start = contextOf(text, { settings, ...(random.next() < 0.5 ? { columns: 5 } : {}) });
    const border = (): Offset => {
      for (;;) {
        const at = random.int(0, text.length + 1) as Offset;
        if (isGraphemeBorder(start.state.text, at)) return at;
      }
    };
    const ranges = Array.from({ length: random.int(1, 5) }, (): Range => {
      const at = border();
      return rangeOf(at, random.next() < 0.5 ? at : border());
    });
    const selection = selectionOf(ranges, random.int(0, ranges.length));
    for (const { id, command } of editorCommands) {
      const about = `seed ${seed}, ${id} on ${JSON.stringify(mark(text, selection))}`;
      try {
        const spec = command({ ...start, selection, arg: ARGS[id] })?.spec;
        if (spec === undefined) continue;
        assert.equal(spec.reveal, true);
        assert.ok(spec.selection !== undefined);
        const state = apply(resolve(start.state, spec, 0 as Millis));
        if (spec.edits === undefined) {
          const isNoted = (spec.notes ?? []).length > 0;
          assert.ok(isNoted || !sameSelection(spec.selection, selection), "moves nothing");
          for (const { head } of spec.selection.ranges) {
            assert.ok(isGraphemeBorder(state.text, head), "splits a grapheme");
          }
        } else if (spec.origin === "delete") {
          assert.ok(toStringAll(state.text).length <= text.length);
        }
      } catch (error) {
        throw new Error(about, { cause: error });
      }
    }
  }
});

Deno.test("commands one after the other keep carets in the text and out of folds, whatever the fields remember", () => {
  for (let seed = 1; seed <= 150; seed++) {
    const random = seededRandom(seed);
    const text = Array.from({ length: random.int(0, 40) }, () => random.pick(PIECES)).join("");
    const settings = { language: random.pick(["typescript", "python", "plaintext"]), languageConfig };
    let ctx: CommandContext = contextOf(text, { settings });
    const done: string[] = [];
    for (let i = 0; i < 60; i++) {
      const { id, command } = random.pick(editorCommands);
      const typed = random.pick(["(", ")", "{", "}", '"', "'", "*", "\n", "a", "/"]);
      const arg = id === "type" ? { text: typed } : ARGS[id];
      done.push(id);
      try {
        const spec = command({ ...ctx, arg })?.spec;
        if (spec === undefined) continue;
        const state = apply(resolve(ctx.state, spec, 0 as Millis));
        const selection = state.selections.get(ctx.view)!;
        const marked = mark(toStringAll(state.text), selection);
        const hidden = hiddenLines(state, ctx.view);
        for (const { head } of selection.ranges) {
          assert.ok(!isHidden(hidden, state.text.lineAt(head).index), `a caret is hidden: ${marked}`);
        }
        if (state.text.length > 5000) break;
        ctx = { ...ctx, state, selection, layout: new FakeLayout(toStringAll(state.text)) };
      } catch (error) {
        throw new Error(`seed ${seed}, ${JSON.stringify(text)}: ${done.join(", ")}`, { cause: error });
      }
    }
  }
});
