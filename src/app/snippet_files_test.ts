import assert from "node:assert/strict";
import { readSnippets, snippetFileLanguage } from "./snippet_files.ts";

Deno.test("readSnippets() takes VS Code's format, its lists and scopes", () => {
  const { entries, problems } = readSnippets(
    `{ // mine
      "One": { "prefix": ["a", "b"], "body": ["x", "\\ty$0"], "description": "d" },
      "Two": { "prefix": "c", "body": "z", "scope": "go, rust" },
    }`,
    "/h/all.code-snippets",
  );
  assert.deepEqual(problems, []);
  assert.deepEqual(entries, [
    { name: "One", prefixes: ["a", "b"], body: "x\n\ty$0", description: "d", languages: null },
    { name: "Two", prefixes: ["c"], body: "z", description: "", languages: ["go", "rust"] },
  ]);
  assert.deepEqual(readSnippets('{"A": {"prefix": "a", "body": ""}}', "/h/go.json").entries[0].languages, [
    "go",
  ]);
  assert.equal(snippetFileLanguage("python.json"), "python");
  assert.equal(snippetFileLanguage("notes.txt"), undefined);
});

Deno.test("readSnippets() says what is wrong with its line, and uses the rest", () => {
  const wrong = `{
    "No body": { "prefix": "a" },
    "Deep": { "prefix": "b", "body": "${"${1:".repeat(200)}" },
    "Number": 3,
    "Prefix": { "prefix": 3, "body": "x" },
    "Good": { "prefix": "g", "body": "x" }
  }`;
  const { entries, problems } = readSnippets(wrong, "s.json");
  assert.deepEqual(entries.map(({ name }) => name), ["Good"]);
  assert.equal(problems.length, 4);
  assert.match(problems[0], /^s\.json, line 2: Snippet "No body" is left out: its body must/);
  assert.match(problems[1], /^s\.json, line 3: .*nests more than 100/);
  const broken = readSnippets('{ "A": { "prefix": "a", "body": "x" },\n "B" ', "s.json");
  assert.deepEqual(broken.entries.map(({ name }) => name), ["A"]);
  assert.match(broken.problems[0], /^s\.json, line 2: /);
  assert.match(readSnippets("[1]", "s.json").problems[0], /holds an object/);
  assert.deepEqual(readSnippets("", "s.json").entries, []);
});
