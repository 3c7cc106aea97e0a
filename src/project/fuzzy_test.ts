import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type FuzzyHits,
  fuzzyPlaces,
  fuzzyQuery,
  joinHits,
  matchFuzzy,
  narrows,
  rankFuzzy,
} from "./fuzzy.ts";
import { entryText, type FuzzyIndex, indexBytes, indexTexts } from "./fuzzy_index.ts";

const pathsOf = (paths: readonly string[]): FuzzyIndex => {
  const encoded = paths.map((path) => new TextEncoder().encode(path));
  const starts = new Uint32Array(paths.length + 1);
  encoded.forEach((bytes, i) => starts[i + 1] = starts[i] + bytes.length);
  const bytes = new Uint8Array(starts[paths.length]);
  encoded.forEach((one, i) => bytes.set(one, starts[i]));
  return indexBytes(bytes, starts, "path");
};
const matched = (index: FuzzyIndex, text: string): FuzzyHits =>
  matchFuzzy(index, fuzzyQuery(text), { from: 0, to: index.count });
const best = (paths: readonly string[], text: string): string[] => {
  const index = pathsOf(paths);
  const ranked = rankFuzzy(index, fuzzyQuery(text), { hits: matched(index, text) });
  return [...ranked].map((entry) => entryText(index, entry));
};

Deno.test("matchFuzzy() finds exactly the entries that have the letters in order", () => {
  const word = fc.string({ unit: fc.constantFrom(..."abcABC/_.é1 "), maxLength: 12 });
  fc.assert(fc.property(fc.array(word, { maxLength: 20 }), word, (texts, query) => {
    const index = indexTexts(texts.map((text) => ({ text })));
    const isIn = (text: string) =>
      query.split(/\s+/).every((part) => {
        let at = 0;
        for (const letter of part.toLowerCase()) {
          at = text.toLowerCase().indexOf(letter, at) + 1;
          if (at === 0) return false;
        }
        return true;
      });
    const want = texts.map((text, i) => isIn(text) ? i : -1).filter((i) => i >= 0);
    assert.deepEqual([...matched(index, query).entries], want);
  }));
});

Deno.test("rankFuzzy() keeps every hit once, and a share at a time comes to the same", () => {
  const word = fc.string({ unit: fc.constantFrom(..."abcAB/_."), minLength: 1, maxLength: 14 });
  fc.assert(fc.property(fc.array(word, { maxLength: 30 }), word, fc.nat(30), (texts, text, cut) => {
    const index = pathsOf(texts), query = fuzzyQuery(text);
    const whole = matched(index, text);
    const at = Math.min(cut, index.count);
    const parts = joinHits([
      matchFuzzy(index, query, { from: 0, to: at }),
      matchFuzzy(index, query, { from: at, to: index.count }),
    ]);
    assert.deepEqual([...parts.entries], [...whole.entries]);
    assert.deepEqual([...parts.scores], [...whole.scores]);
    const boost = new Map([...whole.entries].filter((entry) => entry % 3 === 0).map((entry) => [entry, 20]));
    const ranked = rankFuzzy(index, query, { hits: whole, boost });
    assert.deepEqual([...ranked].sort((a, b) => a - b), [...whole.entries]);
  }));
});

Deno.test("rankFuzzy() keeps every hit once also when those worth more lie far down", () => {
  const texts = Array.from({ length: 1000 }, (_, i) => `folder${i}/a.ts`);
  const index = pathsOf(texts), query = fuzzyQuery("a");
  const ranked = rankFuzzy(index, query, { hits: matched(index, "a"), boost: new Map([[997, 50], [3, 10]]) });
  assert.equal(ranked[0], 997);
  assert.equal(ranked[1], 3);
  assert.deepEqual([...ranked].sort((a, b) => a - b), texts.map((_, i) => i));
});

Deno.test("rankFuzzy() prefers names to folders, starts of words to their middle, and short to long", () => {
  assert.equal(best(["step/app.ts", "src/app/step.ts"], "step")[0], "src/app/step.ts");
  assert.equal(best(["src/astep.ts", "src/step_keys.ts"], "step")[0], "src/step_keys.ts");
  assert.equal(best(["src/step_keys.ts", "src/step.ts"], "step")[0], "src/step.ts");
  assert.equal(best(["lib/quarkpine.ts", "lib/quick_pick.ts"], "qp")[0], "lib/quick_pick.ts");
  assert.equal(best(["lib/tablet.ts", "lib/TabBar.ts"], "tb")[0], "lib/TabBar.ts");
  assert.equal(best(["src/ui/app.ts", "src/app/ui.ts"], "app/u")[0], "src/app/ui.ts");
  assert.deepEqual(best(["a/b.ts", "b/c.ts"], "zz"), []);
});

Deno.test("fuzzyPlaces() says which letters matched, in UTF-16 units", () => {
  const index = pathsOf(["src/😀é/StepKeys.ts"]);
  assert.deepEqual(fuzzyPlaces(index, fuzzyQuery("sk"), 0), [8, 12]);
  assert.deepEqual(fuzzyPlaces(index, fuzzyQuery("ékey"), 0), [6, 12, 13, 14]);
  assert.deepEqual(fuzzyPlaces(index, fuzzyQuery("É"), 0), [6]);
});

Deno.test("fuzzyPlaces() spells the query", () => {
  const word = fc.string({ unit: fc.constantFrom(..."abcABé/_"), minLength: 1, maxLength: 12 });
  fc.assert(fc.property(word, word, (text, query) => {
    const index = indexTexts([{ text }]);
    if (matched(index, query).entries.length === 0) return;
    const places = fuzzyPlaces(index, fuzzyQuery(query), 0);
    assert.equal(places.map((at) => text[at]).join("").toLowerCase(), query.toLowerCase());
  }));
});

Deno.test("narrows() allows the next key to look at the last hits only", () => {
  assert.equal(narrows(fuzzyQuery("ab"), fuzzyQuery("abc")), true);
  assert.equal(narrows(fuzzyQuery("ab"), fuzzyQuery("ab c")), true);
  assert.equal(narrows(fuzzyQuery("ab"), fuzzyQuery("a")), false);
  assert.equal(narrows(fuzzyQuery(""), fuzzyQuery("a")), false);
});

Deno.test("indexTexts() finds what belongs to a name behind the names themselves", () => {
  const index = indexTexts([{ text: "Close", more: "undo.it" }, { text: "Undo", more: "x" }]);
  const query = fuzzyQuery("undo");
  assert.deepEqual([...rankFuzzy(index, query, { hits: matched(index, "undo") })], [1, 0]);
});
