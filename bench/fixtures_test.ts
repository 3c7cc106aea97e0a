import { equal, notEqual, ok } from "node:assert/strict";
import { fixtureText, typescriptText } from "./fixtures.ts";

Deno.test("typescriptText() has exactly the lines asked for, and is the same each time", () => {
  const text = typescriptText(500);
  equal(text.split("\n").length, 501);
  equal(text, typescriptText(500));
  notEqual(text, typescriptText(500, 2));
});

Deno.test("fixtureText() gives each kind what it is for", () => {
  equal(fixtureText("cjk", 20), fixtureText("cjk", 20));
  ok(/[\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7af]/.test(fixtureText("cjk", 20)));
  ok(/\u200d/.test(fixtureText("emoji", 40)));
  ok(fixtureText("longLines", 3).split("\n").slice(0, 3).every((line) => line.length > 4000));
  ok(fixtureText("tabs", 20).split("\n").slice(0, 20).every((line) => line.startsWith("\t")));
});
