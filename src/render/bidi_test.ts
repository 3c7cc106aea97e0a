import assert from "node:assert/strict";
import fc from "fast-check";
import { bidiLevels, bidiOrder, mayNeedBidi } from "./bidi.ts";

Deno.test("bidiOrder() agrees with Unicode's own cases", () => {
  const lines = Deno.readTextFileSync(new URL("../../fixtures/bidi_character_sample.txt", import.meta.url))
    .split("\n");
  let cases = 0;
  for (const line of lines) {
    if (line === "" || line.startsWith("#")) continue;
    const [points, base, , levels, order] = line.split(";");
    const text = String.fromCodePoint(...points.split(" ").map((point) => parseInt(point, 16)));
    const found = bidiOrder(text, (["ltr", "rtl", "auto"] as const)[Number(base)]);
    const shown = levels.split(" ").map((level, i) => level === "x" ? "x" : String(found.levels[i])).join(
      " ",
    );
    assert.equal(shown, levels, line);
    assert.equal(found.order.join(" "), order.trim(), line);
    cases++;
  }
  assert.ok(cases > 300);
});

Deno.test("bidiOrder() puts Hebrew between Latin in reverse", () => {
  assert.deepEqual(bidiOrder("ab \u05d0\u05d1\u05d2 cd", "ltr").order, [0, 1, 2, 5, 4, 3, 6, 7, 8]);
});

Deno.test("bidiOrder() counts code points where bidiLevels() counts units", () => {
  const text = "\u{10800}a"; // Cypriot runs right to left and lies beyond the BMP
  assert.deepEqual(bidiOrder(text, "ltr"), { levels: [1, 0], order: [0, 1] });
  assert.deepEqual([...bidiLevels(text, "ltr")], [1, 1, 0]);
});

Deno.test("bidiLevels() resets white space at the end of a paragraph", () => {
  // The space after the tab stands before a letter, so it stays.
  assert.deepEqual([...bidiLevels("\u05d0 \t \u05d1  ", "ltr")], [1, 0, 0, 1, 1, 0, 0]);
});

Deno.test("bidiOrder() leaves out embedding controls and keeps a level for them", () => {
  const { levels, order } = bidiOrder("a\u202bb\u202c", "ltr");
  assert.equal(levels.length, 4);
  assert.deepEqual(order, [0, 2]);
});

Deno.test("bidiOrder() is a permutation of what is left, whatever comes in", () => {
  const unit = fc.constantFrom(
    ..."ab1 \t\n([)]\u05d0\u0627\u0661\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ud800",
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 60 }), fc.constantFrom("ltr", "rtl", "auto"), (units, base) => {
      const { levels, order } = bidiOrder(units.join(""), base as "ltr");
      assert.equal(new Set(order).size, order.length);
      assert.ok(order.every((at) => at >= 0 && at < levels.length));
      assert.ok(levels.every((level) => level <= 126));
    }),
  );
});

Deno.test("bidiLevels() takes deep nesting and a long text", () => {
  assert.equal(bidiLevels("\u2067".repeat(200_000), "auto").length, 200_000);
  assert.equal(bidiLevels("(\u05d0[".repeat(50_000), "ltr").length, 150_000);
});

Deno.test("mayNeedBidi() overlooks nothing that gets an odd level", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 20 }), (text) => {
      if (bidiLevels(text, "ltr").some((level) => level > 0)) {
        assert.ok(mayNeedBidi(text), JSON.stringify(text));
      }
    }),
    { numRuns: 2000 },
  );
  for (const text of ["a\u202dx", "\u2067", "\u061c", "\ufb1d", "\u{1e900}", "\u{10d00}"]) {
    assert.ok(mayNeedBidi(text));
  }
  assert.equal(mayNeedBidi("const a = 日本 👍"), false);
});
