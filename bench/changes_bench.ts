/** The change algebra: single keypresses, ten thousand carets, a long editing trace. */
import { type Offset, seededRandom } from "../src/base/mod.ts";
import { editTrace } from "./edit_trace.ts";
import { type Changes, changesOf, type Edit, mapSelection, selectionOf, textOf } from "../src/editor/mod.ts";

const at = (n: number) => n as Offset;
const line = "const total = items.map((item) => item.price).reduce(sum, 0);\n";
const document = textOf(line.repeat(10_000));
const insertAt = (n: number, insert = "x"): Edit => ({ from: at(n), to: at(n), insert });

const trace = editTrace({ count: 260_000, start: 600, seed: 23 });

const carets = Array.from({ length: 10_000 }, (_, i) => insertAt(i * line.length + 5));
const many = changesOf(carets, document.length);
const selection = selectionOf(carets.map((edit) => ({ anchor: edit.from, head: edit.from })));
const scattered = (seed: number, length: number): Changes => {
  const places = seededRandom(seed);
  const edits: Edit[] = [];
  for (let from = places.int(0, 500); from + 5 < length; from += places.int(50, 1000)) {
    edits.push({ from: at(from), to: at(from + places.int(0, 5)), insert: "edit" });
  }
  return changesOf(edits, length);
};
const one = scattered(1, document.length);
const next = scattered(2, one.lengthAfter);
const beside = scattered(3, document.length);
const key = changesOf([insertAt(300_000, "a")], document.length);
const keyAfter = changesOf([insertAt(300_001, "b")], key.lengthAfter);

let sink = 0;
Deno.bench(
  "trace of 260,000 single-character edits, rope and changes",
  { group: "changes trace", n: 10, warmup: 2 },
  () => {
    let text = textOf("hello\n".repeat(100));
    for (let i = 0; i < trace.length; i++) {
      const edit = trace[i];
      const one: Edit = edit < 0 ? { from: at(~edit), to: at(~edit + 1), insert: "" } : insertAt(edit);
      text = changesOf([one], text.length).apply(text);
    }
    sink += text.length;
  },
);
Deno.bench("one key: changesOf and apply", { group: "changes key" }, () => {
  sink += changesOf([insertAt(300_000)], document.length).apply(document).length;
});
Deno.bench("one key: compose with the last", { group: "changes key" }, () => {
  sink += key.compose(keyAfter).lengthAfter;
});
Deno.bench("one key: invert", { group: "changes key" }, () => {
  sink += key.invert(document).lengthAfter;
});
Deno.bench("10,000 carets: changesOf and apply", { group: "changes many" }, () => {
  sink += changesOf(carets, document.length).apply(document).length;
});
Deno.bench("10,000 carets: mapSelection", { group: "changes many" }, () => {
  sink += mapSelection(selection, many, 1).ranges.length;
});
Deno.bench("1,200 edits: compose", { group: "changes algebra" }, () => {
  sink += one.compose(next).lengthAfter;
});
Deno.bench("1,200 edits: over", { group: "changes algebra" }, () => {
  sink += one.over(beside, true).lengthAfter;
});
Deno.bench("1,200 edits: invert", { group: "changes algebra" }, () => {
  sink += one.invert(document).lengthAfter;
});
