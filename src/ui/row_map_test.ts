import assert from "node:assert/strict";
import type { LineIndex, Offset } from "../base/mod.ts";
import { seededRandom } from "../base/mod.ts";
import { changesOf, type HiddenLines, lineBreaks, nothingHidden, type Text, textOf } from "../editor/mod.ts";
import { RowMap } from "./row_map.ts";
import { wrapLine } from "./wrap_line.ts";

const words = [
  "a",
  "const",
  " ",
  " ",
  "  ",
  "\n",
  "\n",
  "\t",
  "(x)",
  "don't",
  "世界",
  "e\u0301\u0301",
  "longlonglonglonglonglong",
  "-",
  "👩‍👩‍👧",
  "مرحبا",
  "{",
  "\n  ",
];
function someText(random: () => number, count: number): string {
  let out = "";
  for (let i = 0; i < count; i++) out += words[Math.floor(random() * words.length)];
  return out;
}
function someFolds(random: () => number, lines: number): HiddenLines {
  const pairs: number[] = [];
  for (let line = 1; line < lines; line += 1 + Math.floor(random() * 30)) {
    const last = Math.min(lines - 1, line + Math.floor(random() * 20));
    if (random() < 0.5) {
      pairs.push(line, last);
      line = last + 1;
    }
  }
  const before: number[] = [];
  let total = 0;
  for (let i = 0; i < pairs.length; i += 2) {
    before.push(total);
    total += pairs[i + 1] - pairs[i] + 1;
  }
  return total === 0
    ? nothingHidden
    : { spans: Int32Array.from(pairs), before: Int32Array.from(before), total };
}
/** Every row as [line, start], by wrapping every line from nothing. */
function allRows(
  text: Text,
  { hidden, columns, tabSize }: { hidden: HiddenLines; columns: number; tabSize: number },
) {
  const rows: [number, number][] = [];
  for (let i = 0; i < text.lineCount; i++) {
    let isIn = false;
    for (let s = 0; s < hidden.spans.length; s += 2) {
      isIn ||= i >= hidden.spans[s] && i <= hidden.spans[s + 1];
    }
    if (isIn) continue;
    const starts = columns === 0
      ? null
      : wrapLine(text, text.line(i as LineIndex), { setting: { columns, tabSize } });
    for (const start of starts ?? [0]) rows.push([i, start]);
  }
  return rows;
}
function sameAsModel(
  map: RowMap,
  text: Text,
  of: { hidden: HiddenLines; columns: number; tabSize: number },
): void {
  for (let line = 0; line < text.lineCount; line += 100) map.lookAround(line);
  const rows = allRows(text, of);
  assert.equal(map.rowCount, rows.length);
  for (let row = 0; row < rows.length; row++) {
    const [line, start] = rows[row];
    assert.equal(map.lineOfRow(row), line);
    const first = map.rowOfLine(line);
    assert.equal(map.startsOf(line)?.[row - first] ?? 0, start);
  }
}

Deno.test("wrapLine() breaks where UAX 14 allows or inside words longer than a row, and loses nothing", () => {
  const random = seededRandom(7).next;
  for (let round = 0; round < 300; round++) {
    const string = someText(random, 60).replaceAll("\n", " ");
    const text = textOf(string);
    const columns = 4 + Math.floor(random() * 40);
    const starts = wrapLine(text, text.line(0 as LineIndex), { setting: { columns, tabSize: 4 } }) ?? [0];
    for (let i = 1; i < starts.length; i++) {
      assert.ok(starts[i] > starts[i - 1], "rows have text");
      const breaks = lineBreaks(string.slice(starts[i - 1]));
      const length = starts[i] - starts[i - 1];
      if (breaks.includes(length) || /[ \t]/.test(string[starts[i] - 1])) continue;
      // Not a break: there was none that the row could have taken.
      const first = breaks[0];
      assert.ok(first > length || first > columns / 2 - 2, `${JSON.stringify(string)} cut at ${starts[i]}`);
    }
  }
});

Deno.test("wrapLine() of an edited line is that from nothing", () => {
  const random = seededRandom(11).next;
  for (let round = 0; round < 300; round++) {
    const before = textOf(someText(random, 400).replaceAll("\n", " "));
    const columns = 8 + Math.floor(random() * 40);
    const setting = { columns, tabSize: 4 };
    const old = wrapLine(before, before.line(0 as LineIndex), { setting });
    const from = Math.floor(random() * before.length) as Offset;
    const to = Math.min(before.length, from + Math.floor(random() * 5)) as Offset;
    const insert = someText(random, 3).replaceAll("\n", "x");
    const after = changesOf([{ from, to, insert }], before.length).apply(before);
    const grown = after.length - before.length;
    const line = after.line(0 as LineIndex);
    const again = wrapLine(after, line, {
      setting,
      old: old === null ? null : { starts: old, until: from, from: to + grown, grown },
    });
    assert.deepEqual(again, wrapLine(after, line, { setting }));
  }
});

Deno.test("RowMap counts as the dumbest model does, with wraps, folds and edits", () => {
  const random = seededRandom(3).next;
  for (let round = 0; round < 40; round++) {
    const columns = round % 4 === 0 ? 0 : 6 + Math.floor(random() * 30);
    let text = textOf(someText(random, 10 + Math.floor(random() * 2500)));
    let hidden = random() < 0.5 ? nothingHidden : someFolds(random, text.lineCount);
    const map = new RowMap({ text, hidden, columns, tabSize: 4 });
    sameAsModel(map, text, { hidden, columns, tabSize: 4 });
    for (let edit = 0; edit < 6; edit++) {
      const from = Math.floor(random() * text.length) as Offset;
      const to = Math.min(text.length, from + Math.floor(random() ** 6 * 3000)) as Offset;
      const changes = changesOf(
        [{ from, to, insert: someText(random, Math.floor(random() ** 4 * 1500)) }],
        text.length,
      );
      text = changes.apply(text);
      hidden = hidden === nothingHidden && random() < 0.8 ? hidden : someFolds(random, text.lineCount);
      map.follow({ text, hidden, columns, tabSize: 4 }, changes);
      sameAsModel(map, text, { hidden, columns, tabSize: 4 });
    }
  }
});

Deno.test("RowMap opens ten million lines by estimates", () => {
  const text = textOf("\n".repeat(1_000_000));
  const map = new RowMap({ text, hidden: nothingHidden, columns: 80, tabSize: 4 });
  assert.equal(map.rowCount, 1_000_001);
  assert.equal(map.lineOfRow(500_000), 500_000);
  assert.equal(map.rowOfLine(777_777), 777_777);
});
