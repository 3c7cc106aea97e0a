import assert from "node:assert/strict";
import { languageById, languageOf } from "./languages.ts";

Deno.test("languageOf() goes by name, then extension, then the first line", () => {
  const id = (path: string | null, line = "") => languageOf(path, line).id;
  assert.equal(id("/a/b.TS"), "typescript");
  assert.equal(id("/a/deno.json"), "jsonc");
  assert.equal(id("/a/Dockerfile"), "dockerfile");
  assert.equal(id("/a/run", "#!/usr/bin/env python3"), "python");
  assert.equal(id("/a/run", "#!/usr/bin/env -S deno run -A"), "typescript");
  assert.equal(id("/a/run", "#!/bin/bash -e"), "shellscript");
  assert.equal(id("/a/run", "hello"), "plaintext");
  assert.equal(id(null), "plaintext");
});

Deno.test("languageById() answers for an id that nobody knows", () => {
  assert.deepEqual(languageById("brainfuck"), { id: "brainfuck", name: "brainfuck" });
});
