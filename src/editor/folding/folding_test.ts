/** Folding as people see it: hidden lines are left out of the picture, "…" stands behind a line with a fold. */
import assert from "node:assert/strict";
import { seededRandom } from "../../base/mod.ts";
import type { Millis, Offset, ViewId } from "../../base/mod.ts";
import { run } from "../commands/testing.ts";
import { cursorDown } from "../commands/move.ts";
import { deleteLines } from "../commands/lines.ts";
import { rangeOf, selectionOf } from "../state/selection.ts";
import { apply, resolve } from "../state/state.ts";
import type { Command, CommandContext, LanguageConfig } from "../types.ts";
import * as commands from "./commands.ts";
import { foldNote, foldSpans, hiddenLines } from "./field.ts";
import { hasFoldBelow, hiddenFrom, isHidden, lineOfRow, rowOfLine, visibleLine } from "./hidden.ts";
import { foldable, foldMark } from "./ranges.ts";

const languageConfig: LanguageConfig = {
  comments: { lineComment: "//", blockComment: ["/*", "*/"] },
  brackets: [["{", "}"]],
};
const settings = { language: "typescript", languageConfig };
const view = 1 as ViewId;

/** What is left to see, by first words: "a…" is folded. */
function seen({ state }: CommandContext): string {
  const hidden = hiddenLines(state, view);
  const out: string[] = [];
  for (let i = 0; i < state.text.lineCount; i++) {
    if (isHidden(hidden, i)) continue;
    const { from, to } = state.text.line(i as never);
    out.push(state.text.slice(from, to).trim() + (hasFoldBelow(hidden, i) ? "…" : ""));
  }
  return out.join(" ");
}
function picture(
  text: string,
  steps: readonly (Command | readonly [Command, unknown] | string)[],
  language = "typescript",
) {
  return seen(run(text, steps, { settings: { ...settings, language } }));
}
const source = "a {\n  b {\n    c\n    d\n  }\n  e\n}\nf {\n  g\n}";

Deno.test("fold() takes the innermost block around the caret, then the next outer one", () => {
  assert.equal(picture(source.replace("c", "c|"), [commands.fold]), "a { b {… } e } f { g }");
  assert.equal(picture(source.replace("c", "c|"), [commands.fold, commands.fold]), "a {… } f { g }");
  assert.equal(picture(source.replace("f", "|f"), [commands.fold]), "a { b { c d } e } f {… }");
});

Deno.test("fold() works at every caret and moves hidden carets to the line that stays", () => {
  const after = run("a\n  b|\nc\n  d|", [commands.fold]);
  assert.equal(seen(after), "a… c…");
  assert.equal(after.marked, "a|\n  b\nc|\n  d");
});

Deno.test("unfold(), toggleFold() and their recursive kin", () => {
  const at = source.replace("a {", "|a {");
  assert.equal(picture(at, [commands.foldAll]), "a {… } f {… }");
  assert.equal(picture(at, [commands.foldAll, commands.unfold]), "a { b {… } e } f {… }");
  assert.equal(picture(at, [commands.foldAll, commands.unfoldRecursively]), "a { b { c d } e } f {… }");
  assert.equal(picture(at, [commands.foldAll, commands.unfoldAll]), "a { b { c d } e } f { g }");
  assert.equal(picture(at, [commands.toggleFold]), "a {… } f { g }");
  assert.equal(picture(at, [commands.toggleFold, commands.toggleFold]), "a { b { c d } e } f { g }");
  assert.equal(picture(at, [commands.foldRecursively, commands.unfold]), "a { b {… } e } f { g }");
});

Deno.test("foldLevel() folds one depth and leaves what holds the caret", () => {
  assert.equal(picture("|\n" + source, [commands.foldLevel(2)]), " a { b {… } e } f { g }");
  assert.equal(picture(source.replace("c", "|c"), [commands.foldLevel(1)]), "a { b { c d } e } f {… }");
});

Deno.test("fold kinds: comments, regions, selections", () => {
  const text = "/*\n * one\n */\nx\n// a\n// b\ny\n//#region R\nz\n//#endregion\n|";
  assert.equal(picture(text, [commands.foldAllBlockComments]), "/*… x // a… y //#region R z //#endregion ");
  assert.equal(picture(text, [commands.foldAllMarkerRegions]), "/* * one */ x // a // b y //#region R… ");
  assert.equal(picture("a\n<b\nc|>\nd", [commands.createFoldingRangeFromSelection]), "a b… d");
  const opened = [commands.createFoldingRangeFromSelection, commands.removeManualFoldingRanges];
  assert.equal(picture("a\n<b\nc|>\nd", opened), "a b c d");
});

Deno.test("blank lines below a block belong to it but in off-side languages", () => {
  assert.equal(picture("a:\n  b\n\nc|", [commands.foldAll], "typescript"), "a:… c");
  assert.equal(picture("a:\n  b\n\nc|", [commands.foldAll], "python"), "a:…  c");
});

Deno.test("gotoParentFold(), gotoNextFold() and gotoPreviousFold() move to fold starts", () => {
  assert.equal(run("a\n  b\n    c|", [commands.gotoParentFold]).marked, "a\n|  b\n    c");
  assert.equal(run("|a\n  b\n    c", [commands.gotoNextFold]).marked, "a\n|  b\n    c");
  assert.equal(run("a\n  b\n    c|", [commands.gotoPreviousFold]).marked, "a\n|  b\n    c");
  assert.equal(run("a\n  b\n    c\nd|\n e", [commands.gotoParentFold]).marked, "a\n  b\n    c\nd|\n e");
});

Deno.test("an edit elsewhere moves folds, one inside or a caret that enters opens them", () => {
  const folded = [commands.fold];
  assert.equal(picture("x|\na\n  b\nc", [[commands.fold, { selectionLines: [1] }], "\n"]), "x  a… c");
  assert.equal(picture("x|\na\n  b\nc", [[commands.fold, { selectionLines: [1] }], deleteLines]), "a… c");
  assert.equal(picture("a|\n  b\nc", [...folded, "z"]), "az… c");
  assert.equal(picture("a|\n  b\nc", [...folded, "\n"]), "a  b c");
  assert.equal(picture("a|\n  b\nc", [...folded, cursorDown]), "a b c", "the test's layout knows no folds");
});

Deno.test("foldMark() tells single lines what foldable() knows", () => {
  const { state } = run(source, [], { settings });
  const table = foldable(state);
  const starts = [...table.firsts];
  for (let line = 0; line < state.text.lineCount; line++) {
    assert.equal(foldMark(state, view, line), starts.includes(line) ? "open" : "none", `line ${line}`);
  }
  const { state: fresh } = run(source, [], { settings });
  for (let line = 0; line < fresh.text.lineCount; line++) {
    assert.equal(
      foldMark(fresh, view, line),
      starts.includes(line) ? "open" : "none",
      `unasked, line ${line}`,
    );
  }
  assert.equal(foldMark(run(source, [commands.foldAll], { settings }).state, view, 0), "folded");
});

Deno.test("hidden lines map to rows and back", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = seededRandom(seed);
    const lines = random.int(1, 30);
    const pairs = Array.from({ length: random.int(0, 5) }, () => {
      const first = random.int(1, lines + 1);
      return [first, random.int(first, lines + 1)] as const;
    }).filter(([, last]) => last < lines).sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const hidden = hiddenFrom(pairs);
    let row = -1;
    for (let line = 0; line < lines; line++) {
      const isIn = pairs.some(([first, last]) => line >= first && line <= last);
      if (!isIn) row++;
      assert.equal(isHidden(hidden, line), isIn, `seed ${seed}`);
      assert.equal(rowOfLine(hidden, line), row, `seed ${seed}, line ${line}`);
      if (!isIn) assert.equal(lineOfRow(hidden, row), line, `seed ${seed}, row ${row}`);
      assert.equal(rowOfLine(hidden, visibleLine(hidden, line)), row);
    }
    assert.equal(hidden.total, lines - row - 1);
  }
});

Deno.test("folds under random edits hide whole lines and never a caret", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = seededRandom(seed);
    const text = Array.from({ length: 20 }, () => " ".repeat(random.int(0, 5)) + "x").join("\n");
    let { state } = run("|" + text, [commands.foldAll]);
    for (let i = 0; i < 10; i++) {
      const length = state.text.length;
      const from = random.int(0, length + 1), to = Math.min(length, from + random.int(0, 8));
      const insert = random.pick(["", "a", "\n", "b\nc"]);
      const at = random.int(0, length - (to - from) + insert.length + 1) as Offset;
      const selection = selectionOf([rangeOf(at, at)], 0);
      const edits = [{ from: from as Offset, to: to as Offset, insert }];
      state = apply(resolve(state, { edits, view, selection, origin: "type" }, 0 as Millis));
      const spans = foldSpans(state, view), hidden = hiddenLines(state, view);
      for (let k = 0; k < spans.length; k += 2) {
        assert.equal(
          spans[k],
          state.text.lineAt(spans[k] as Offset).to,
          `seed ${seed}: begins at a line end`,
        );
        assert.ok(spans[k + 1] > spans[k] && spans[k + 1] <= state.text.length, `seed ${seed}`);
      }
      assert.ok(!isHidden(hidden, state.text.lineAt(at).index), `seed ${seed}: the caret is seen`);
      // As if set anew.
      const anew = apply(
        resolve(state, { view, origin: "tool", notes: [foldNote(view, spans)] }, 0 as Millis),
      );
      assert.deepEqual(hiddenLines(anew, view).spans, hidden.spans, `seed ${seed}`);
    }
  }
});

Deno.test("foldAll() and unfoldAll() of 100,000 lines end", () => {
  const text = Array.from({ length: 100_000 }, (_, i) => " ".repeat(i % 7) + "x").join("\n");
  const after = run("|" + text, [commands.foldAll, commands.unfoldAll]);
  assert.equal(hiddenLines(after.state, view).total, 0);
});

Deno.test("many folds at once hide what each of them hides", () => {
  const text = Array.from({ length: 24_000 }, (_, i) => (i % 4 === 0 ? "head" : "  body")).join("\n");
  const before = run("|" + text, []);
  const after = run("|" + text, [commands.foldAll]);
  const hidden = hiddenLines(after.state, after.view);
  assert.equal(hidden.total, 18_000);
  const spans = foldSpans(after.state, after.view);
  assert.equal(spans.length, 12_000);
  for (const i of [0, 1, 2999, 5999]) {
    const line = before.state.text.line((i * 4) as never);
    assert.equal(spans[i * 2], line.to);
    assert.equal(spans[i * 2 + 1], before.state.text.line((i * 4 + 3) as never).to);
  }
});
