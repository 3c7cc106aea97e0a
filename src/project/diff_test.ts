import assert from "node:assert/strict";
import { diffLines, diffSpan, diffText, splitLines, type TextEdit } from "./diff.ts";
import { seededRandom } from "../base/mod.ts";

function applied(text: string, edits: readonly TextEdit[]): string {
  let out = "", at = 0;
  for (const edit of edits) {
    assert.ok(edit.from >= at && edit.to >= edit.from, "sorted, apart");
    out += text.slice(at, edit.from) + edit.insert;
    at = edit.to;
  }
  return out + text.slice(at);
}

Deno.test("diffLines() finds a moved, an added and a removed line", () => {
  const lines = (text: string) => [...text];
  assert.deepEqual(diffLines(lines("abc"), lines("abc")), []);
  assert.deepEqual(diffLines(lines("abc"), lines("axc")), [{ aFrom: 1, aTo: 2, bFrom: 1, bTo: 2 }]);
  assert.deepEqual(diffLines(lines("abc"), lines("abxc")), [{ aFrom: 2, aTo: 2, bFrom: 2, bTo: 3 }]);
  assert.deepEqual(diffLines([], lines("a")), [{ aFrom: 0, aTo: 0, bFrom: 0, bTo: 1 }]);
});

Deno.test("diffLines() makes the new lines of the old ones, with as few changes as the plainest algorithm", () => {
  for (let seed = 1; seed <= 400; seed++) {
    const random = seededRandom(seed);
    const make = () => Array.from({ length: random.int(0, 14) }, () => random.pick(["a", "b", "c", "d"]));
    const a = make(), b = make();
    const out: string[] = [];
    let at = 0, changed = 0;
    for (const hunk of diffLines(a, b)) {
      assert.ok(hunk.aFrom >= at);
      out.push(...a.slice(at, hunk.aFrom), ...b.slice(hunk.bFrom, hunk.bTo));
      at = hunk.aTo;
      changed += hunk.aTo - hunk.aFrom + hunk.bTo - hunk.bFrom;
    }
    out.push(...a.slice(at));
    assert.deepEqual(out, b, `seed ${seed}`);
    assert.equal(changed, a.length + b.length - 2 * commonLength(a, b), `seed ${seed}`);
  }
});
function commonLength(a: readonly string[], b: readonly string[]): number {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      table[i][j] = a[i - 1] === b[j - 1]
        ? table[i - 1][j - 1] + 1
        : Math.max(table[i - 1][j], table[i][j - 1]);
    }
  }
  return table[a.length][b.length];
}

Deno.test("diffText() and diffSpan() turn one text into the other and cut no pair", () => {
  for (let seed = 1; seed <= 400; seed++) {
    const random = seededRandom(seed);
    const make = () =>
      Array.from({ length: random.int(0, 30) }, () => random.pick(["a", "b", "😀", "😁", "\n", "word "]))
        .join("");
    const before = make();
    const after = random.int(0, 2) === 0 ? make() : before.replace("a", "xy").replace("😀", "😁");
    for (const edits of [diffText(before, after), diffSpan(before, after)]) {
      assert.equal(applied(before, edits), after, `seed ${seed}`);
      for (const edit of edits) {
        assert.ok(edit.insert.isWellFormed() && before.slice(edit.from, edit.to).isWellFormed());
      }
    }
  }
});

Deno.test("diffText() keeps what did not change inside a line", () => {
  assert.deepEqual(diffText("let one = 1;\nlet two = 2;\n", "let one = 1;\nlet too = 2;\n"), [
    { from: 18, to: 19, insert: "o" },
  ]);
});

Deno.test("diffText() gives up on texts that share nothing, and is still right", () => {
  const random = seededRandom(7);
  const make = () => Array.from({ length: 20_000 }, () => `${random.int(0, 1e9)}`).join("\n");
  const before = make(), after = make();
  assert.equal(applied(before, diffText(before, after)), after);
});

Deno.test("splitLines() joined is the text", () => {
  for (const text of ["", "a", "a\n", "a\n\nb", "\n"]) assert.equal(splitLines(text).join(""), text);
});
