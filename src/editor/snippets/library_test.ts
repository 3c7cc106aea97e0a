import assert from "node:assert/strict";
import type { Offset } from "../../base/mod.ts";
import { textOf } from "../text/rope.ts";
import { builtinSnippets } from "./builtin.ts";
import { snippetProblem } from "./commands.ts";
import { snippetBefore, type SnippetEntry } from "./library.ts";

const entry = (prefix: string, languages: readonly string[] | null = null): SnippetEntry => ({
  name: prefix,
  prefixes: [prefix],
  body: prefix,
  description: "",
  languages,
});
function before(text: string, entries: readonly SnippetEntry[], language = "go"): string | null {
  return snippetBefore(textOf(text), { at: text.length as Offset, language, from: [entries] })?.entry.name ??
    null;
}

Deno.test("snippetBefore() takes the longest prefix that begins a word, in its language", () => {
  assert.equal(before("  for", [entry("for")]), "for");
  assert.equal(before("xfor", [entry("for")]), null, "a part of a word is no prefix");
  assert.equal(before("(for", [entry("for")]), "for");
  assert.equal(before("#if", [entry("if"), entry("#if")]), "#if");
  assert.equal(before("a!", [entry("!")]), "!", "a prefix of signs needs no border");
  assert.equal(before("if", [entry("if", ["rust"])]), null);
  assert.equal(before("if", [entry("if", ["rust", "go"])]), "if");
  assert.equal(before("if\n", [entry("if")]), null);
  assert.equal(before("for", []), null);
});

Deno.test("the built-in snippets can all be inserted, and no prefix is there twice in a language", () => {
  const seen = new Set<string>();
  for (const { prefixes, languages, body } of builtinSnippets) {
    assert.equal(snippetProblem(body), null, body);
    for (const language of languages!) {
      const key = `${language} ${prefixes[0]}`;
      assert.ok(!seen.has(key) || language === "java" && prefixes[0] === "main", key);
      seen.add(key);
    }
  }
  assert.ok(seen.size > 100);
});
