import { strict as assert } from "node:assert";
import fc from "fast-check";
import { checkName, compareNames, copyName, stemEnd } from "./names.ts";

Deno.test("compareNames() counts: numbers by value, letters whatever their case", () => {
  const sorted = [
    "_a",
    ".env",
    "1.ts",
    "2.ts",
    "10.ts",
    "a.ts",
    "B.ts",
    "file2",
    "file10",
    "file010",
    "z",
    "ä",
  ];
  const mixed = [...sorted].reverse().toSorted(compareNames);
  assert.deepEqual(mixed.filter((name) => /^file/.test(name)), ["file2", "file010", "file10"]);
  assert.ok(mixed.indexOf("ä") < mixed.indexOf("B.ts"));
  assert.deepEqual(mixed.filter((name) => /ts$/.test(name)), ["1.ts", "2.ts", "10.ts", "a.ts", "B.ts"]);
});

Deno.test("compareNames() is a total order over any names", () => {
  const name = fc.oneof(
    fc.string({ unit: "binary", minLength: 1, maxLength: 6 }),
    fc.string({ unit: fc.constantFrom("a", "B", "1", "0", "2", ".", "-", "ä"), minLength: 1, maxLength: 6 }),
  );
  fc.assert(
    fc.property(name, name, name, (a, b, c) => {
      assert.equal(Math.sign(compareNames(a, b)) + Math.sign(compareNames(b, a)), 0);
      assert.equal(compareNames(a, b) === 0, a === b);
      if (compareNames(a, b) < 0 && compareNames(b, c) < 0) assert.ok(compareNames(a, c) < 0, `${[a, b, c]}`);
    }),
    { seed: 7, numRuns: 5000 },
  );
});

Deno.test("checkName() says what is wrong with a name", () => {
  const check = (text: string, slashes: "allowed" | "refused" = "allowed") =>
    checkName(text, { slashes, isTaken: (name) => name === "there" });
  assert.equal(check("a.ts"), null);
  assert.equal(check("sub/a.ts"), null);
  assert.equal(check("sub/"), null);
  assert.equal(check("sub/a.ts", "refused"), "absolute");
  assert.equal(check("  "), "blank");
  assert.equal(check("/a"), "absolute");
  assert.equal(check("a/../b"), "dots");
  assert.equal(check("there"), "taken");
  assert.equal(check("é".repeat(127)), null);
  assert.equal(check("é".repeat(128)), "long");
  assert.equal(check("a "), "spaces");
});

Deno.test("copyName() finds the first free name; stemEnd() leaves the extension out", () => {
  const taken = new Set(["a.ts", "a copy.ts", "lib", ".env"]);
  const copy = (name: string, kind: "file" | "folder" = "file") =>
    copyName(name, { kind, isTaken: (one) => taken.has(one) });
  assert.equal(copy("a.ts"), "a copy 2.ts");
  assert.equal(copy("a copy.ts"), "a copy 2.ts");
  assert.equal(copy("b.ts"), "b.ts");
  assert.equal(copy("lib", "folder"), "lib copy");
  assert.equal(copy(".env"), ".env copy");
  assert.equal(stemEnd("a.test.ts", "file"), 6);
  assert.equal(stemEnd("a.b", "folder"), 3);
});
