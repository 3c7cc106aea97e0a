import assert from "node:assert/strict";
import {
  createCharacters,
  emojiSpans,
  isCursive,
  isIgnorable,
  isInsideCluster,
  isWide,
  isWorthSearching,
} from "./scripts.ts";

Deno.test("scriptOf() knows scripts and leaves signs to their neighbours", () => {
  const { scriptOf } = createCharacters();
  const of = (text: string) => scriptOf(text.codePointAt(0)!);
  assert.deepEqual(["a", "é", "я", "λ", "漢", "か", "한", "س", "א", "न"].map(of), [
    ...["Latn", "Latn", "Cyrl", "Grek", "Hani", "Hira", "Hang", "Arab", "Hebr", "Deva"],
  ]);
  assert.deepEqual(["1", "=", " ", "\u0301", "→", "。"].map(of), Array(6).fill(""));
  assert.equal(of("\u{12000}"), "Xsux");
  assert.ok(isCursive(of("س")) && !isCursive(of("a")));
});

Deno.test("emojiSpans() finds sequences whole and obeys variation selectors", () => {
  const spans: number[] = [];
  const of = (text: string) => (emojiSpans(text, spans), spans.slice());
  assert.deepEqual(of("a👍🏽b"), [1, 5]);
  assert.deepEqual(of("👩‍👩‍👧"), [0, 8]);
  assert.deepEqual(of("🇫🇷"), [0, 4]);
  assert.deepEqual(of("☺\ufe0f"), [0, 2]);
  assert.deepEqual(of("1\ufe0f\u20e3"), [0, 3]);
  assert.deepEqual(of("🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}!"), [0, 14]);
  assert.deepEqual(of("👍👍"), [0, 2, 2, 4]);
  assert.deepEqual(of("👍\u200dx"), [0, 2]);
  for (const text of ["☺", "☺\ufe0e", "👍\ufe0e", "1 # * a", "→✓", "日本"]) {
    assert.deepEqual(of(text), [], text);
  }
});

Deno.test("emojiSpans() agrees with the engine on single emoji and joined sequences", () => {
  const recommended = /^\p{RGI_Emoji}$/v;
  const spans: number[] = [];
  let found = 0;
  for (let point = 0x80; point < 0x20000; point++) {
    for (const text of [String.fromCodePoint(point), String.fromCodePoint(point) + "\ufe0f"]) {
      if (!recommended.test(text)) continue;
      found++;
      emojiSpans(text, spans);
      assert.deepEqual(spans, [0, text.length], text);
    }
  }
  assert.ok(found > 1000);
  for (const text of ["🧑🏽‍🚀", "❤️‍🔥", "👁️‍🗨️", "🏳️‍🌈", "👨‍👩‍👧‍👦", "🧑🏻‍❤️‍💋‍🧑🏿"]) {
    assert.ok(recommended.test(text));
    emojiSpans(text, spans);
    assert.deepEqual(spans, [0, text.length], text);
  }
});

Deno.test("isInsideCluster() keeps pairs, marks and joined emoji together", () => {
  assert.ok(isInsideCluster("👍", 1) && isInsideCluster("e\u0301", 1));
  assert.ok(isInsideCluster("👩‍👧", 2) && isInsideCluster("👩‍👧", 3) && isInsideCluster("👍🏽", 2));
  assert.ok(!isInsideCluster("ab", 1) && !isInsideCluster("日本", 1));
});

Deno.test("isWide(), isIgnorable() and isWorthSearching() at their borders", () => {
  assert.deepEqual([..."a日！ｱ한🙂é"].map((letter) => isWide(letter.codePointAt(0)!)), [
    ...[false, true, true, false, true, true, false],
  ]);
  assert.ok(isIgnorable(0x200d) && isIgnorable(0xfe0f) && !isIgnorable(0x41) && !isIgnorable(0x301));
  assert.ok(isWorthSearching(0x65e5) && isWorthSearching(0xe0b0));
  assert.ok(!isWorthSearching(0) && !isWorthSearching(0xd800) && !isWorthSearching(0x10ffff));
});
