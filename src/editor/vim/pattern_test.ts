import assert from "node:assert/strict";
import { seededRandom } from "../../base/mod.ts";
import { compilePattern, newBudget, TooSlow } from "./pattern.ts";

const plain = { ignoreCase: false, smartCase: false };
/** From and to of the first match, or null. */
function match(source: string, subject: string, options = plain): [number, number] | null {
  const compiled = compilePattern(source, options);
  assert.ok(compiled.ok, `${source}: ${compiled.ok ? "" : compiled.reason}`);
  const found = compiled.value.match(subject, 0, newBudget());
  return found === null ? null : [found[0], found[1]];
}

Deno.test("compilePattern() matches as the same expression of JavaScript does", () => {
  const random = seededRandom(5);
  const atoms = ["a", "b", ".", "[ab]", "[^a]", "(ab)", "(a|bc)", "(b*)"];
  const times = ["", "", "*", "+", "?", "{2}", "{1,2}", "{1,}"];
  for (let i = 0; i < 2000; i++) {
    let source = "";
    for (let n = random.int(1, 5); n > 0; n--) source += random.pick(atoms) + random.pick(times);
    if (random.int(0, 4) === 0) source = `^${source}`;
    if (random.int(0, 4) === 0) source += "$";
    let subject = "";
    for (let n = random.int(0, 12); n > 0; n--) subject += random.pick(["a", "b", "c"]);
    const theirs = new RegExp(source).exec(subject);
    const expected = theirs === null ? null : [theirs.index, theirs.index + theirs[0].length];
    assert.deepEqual(match(`\\v${source}`, subject), expected, `${source} in ${subject}`);
  }
});

Deno.test("compilePattern() knows Vim's own atoms", () => {
  assert.deepEqual(match("\\<two\\>", "onetwo two"), [7, 10]);
  assert.deepEqual(match("a\\zsb\\zec", "abc"), [1, 2]);
  assert.deepEqual(match("x\\{-1,}", "xxx"), [0, 1]);
  assert.deepEqual(match("\\(a\\)\\1", "abaa"), [2, 4]);
  assert.deepEqual(match("a\\(b\\)\\@!", "abac"), [2, 3]);
  assert.deepEqual(match("\\V.*", "a.*"), [1, 3]);
  assert.deepEqual(match("[[:digit:]]\\+", "ab12"), [2, 4]);
  assert.deepEqual(match("ÄB\\c", "äb"), [0, 2]);
  assert.deepEqual(match("B", "ab", { ignoreCase: true, smartCase: true }), null);
  assert.deepEqual(match("b", "aB", { ignoreCase: true, smartCase: true }), [1, 2]);
  assert.deepEqual(match("*a", "x*a"), [1, 3]);
});

Deno.test("compilePattern() says why it refuses", () => {
  for (
    const [source, reason] of [["\\(a", /no end/], ["a\\)", /no \(/], ["~", /~/], [
      "\\%[ab]",
      /cannot be used/,
    ]] as const
  ) {
    const compiled = compilePattern(source, plain);
    assert.ok(!compiled.ok);
    assert.match(compiled.reason, reason);
  }
});

Deno.test("match() takes as many steps as it was given, and no more", () => {
  const compiled = compilePattern("\\v(a+)+$", plain);
  assert.ok(compiled.ok);
  assert.throws(() => compiled.value.match(`${"a".repeat(100)}!`, 0, { left: 100_000 }), TooSlow);
  assert.throws(() => compiled.value.match("a".repeat(1_000_000) + "!", 0, newBudget()), TooSlow);
});
