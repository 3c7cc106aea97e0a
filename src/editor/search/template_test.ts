import assert from "node:assert/strict";
import type { Edit } from "../types.ts";
import { textOf } from "../text/rope.ts";
import { patternOf, replacePattern, searchPattern } from "./pattern.ts";
import type { Query } from "./query.ts";
import { expand, keepCase, plainTemplate, templateOf } from "./template.ts";

const replaced = (source: string, { pattern, by, text }: { pattern: RegExp; by: string; text: string }) => {
  assert.ok(source !== undefined);
  const match = pattern.exec(text)!;
  return expand(templateOf(by), match, match.groups);
};

Deno.test("expand() puts groups, names and escapes in place", () => {
  const given = { pattern: /(?<first>\w+) (\w+)(x)?/u, text: "hello world" };
  const cases: [string, string][] = [
    ["$2 $1", "world hello"],
    ["[$&|$0]", "[hello world|hello world]"],
    ["${first}-$<first>", "hello-hello"],
    ["a\\nb\\tc\\\\d", "a\nb\tc\\d"],
    ["$$1 $9 $3.", "$1 $9 ."],
    ["$25", "world5"],
    ["\\u$1 \\U$2 \\u\\u$1", "Hello WORLD HEllo"],
    ["\\U$1\\E$2 \\l\\U$2", "HELLOworld wORLD"],
    ["\\U\\E$1 \\q ${none}", "hello \\q ${none}"],
    ["\\Ufoo $1", "foo HELLO"],
  ];
  for (const [by, expected] of cases) assert.equal(replaced(by, { ...given, by }), expected, by);
  assert.equal(expand(plainTemplate("$1\\n"), ["x"]), "$1\\n");
  assert.equal(templateOf("a\\n").isPlain, true);
  assert.equal(templateOf("a$1").isPlain, false);
});

Deno.test("keepCase() keeps the case of what was found", () => {
  const cases: [string, string, string][] = [
    ["foo", "Bar", "bar"],
    ["FOO", "bar", "BAR"],
    ["Foo", "bar", "Bar"],
    ["fOO", "Bar", "bar"],
    ["Foo-Bar", "new-old", "New-Old"],
    ["FOO_bar", "new_old", "NEW_old"],
    ["12", "Bar", "Bar"],
    ["", "x", "x"],
  ];
  for (const [found, by, expected] of cases) assert.equal(keepCase(found, by), expected, `${found} by ${by}`);
});

function find(text: string, pattern: string, more: Partial<Query> = {}): string[] {
  const compiled = patternOf(
    { text: pattern, kind: "regex", caseSensitive: true, wholeWord: false, ...more },
    ".,",
  );
  assert.ok(compiled.ok);
  const out: number[] = [];
  const tiny = { leafMin: 2, leafMax: 6, leafFill: 4, fanMin: 2, fanMax: 4, fanFill: 3, manyEdits: 2 };
  for (const _ of searchPattern(textOf(text, tiny), compiled.value, { out }));
  const found: string[] = [];
  for (let i = 0; i < out.length; i += 2) found.push(`${out[i]}:${text.slice(out[i], out[i + 1])}`);
  return found;
}

Deno.test("searchPattern() holds a pattern against each line, or the text when it speaks of line ends", () => {
  assert.deepEqual(find("one\ntwo\n\nthree", "^t.*$"), ["4:two", "9:three"]);
  assert.deepEqual(find("ab\ncd", "[^x]+"), ["0:ab", "3:cd"]);
  assert.deepEqual(find("ab\ncd", "b\\nc"), ["1:b\nc"]);
  assert.deepEqual(find("ab\n\ncd", "^$"), ["3:"]);
  assert.deepEqual(find("a\nb", "^"), ["0:", "2:"]);
  assert.deepEqual(find("a b\nc", "\\s"), ["1: "]);
  assert.deepEqual(find("price 12 cost 7", "(?<=price )\\d+"), ["6:12"]);
  assert.deepEqual(find("Foo foo", "foo", { caseSensitive: false }), ["0:Foo", "4:foo"]);
  assert.deepEqual(find("foot foo", "foo", { wholeWord: true }), ["5:foo"]);
  assert.deepEqual(find("😀a", "$|."), ["0:😀", "2:a", "3:"]);
});

Deno.test("replacePattern() gives edits for all matches or for one", () => {
  const compiled = patternOf(
    { text: "(\\w)(\\d)", kind: "regex", caseSensitive: true, wholeWord: false },
    ".",
  );
  assert.ok(compiled.ok);
  const text = textOf("a1 b2\nc3");
  const all: Edit[] = [];
  const template = templateOf("$2$1");
  for (const _ of replacePattern(text, compiled.value, { template, preserveCase: false, out: all }));
  assert.deepEqual(all.map(({ from, insert }) => [from, insert]), [[0, "1a"], [3, "2b"], [6, "3c"]]);
  const one: Edit[] = [];
  const only = { from: 3, to: 5 };
  for (const _ of replacePattern(text, compiled.value, { template, preserveCase: false, only, out: one }));
  assert.deepEqual(one.map(({ from, insert }) => [from, insert]), [[3, "2b"]]);
});

Deno.test("patternOf() says why a pattern is refused", () => {
  const refused = patternOf({ text: "(a", kind: "regex", caseSensitive: true, wholeWord: false }, ".");
  assert.deepEqual(refused, { ok: false, reason: "Unterminated group" });
});
