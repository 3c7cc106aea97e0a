/** Every language's sample through its real grammar: the captures a reader would expect, and a tree without errors. */
import assert from "node:assert/strict";
import { askSyntax } from "./ask_io.ts";
import { grammarNames, grammarOf } from "./languages.ts";
import type { CapturesAnswer, TreeAnswer } from "./messages.ts";

const folder = new URL("../../../fixtures/syntax/", import.meta.url);
/** By language: file, then "text:capture", where the first place of the text has a capture that begins so. */
const samples: Readonly<Record<string, readonly [string, string]>> = {
  typescript: [
    "sample.ts",
    "import:keyword class:keyword Point:type number:type 0x1f:number move:function `to:string a+b:string.special by:variable",
  ],
  typescriptreact: [
    "sample.tsx",
    "function:keyword Button:function button:tag className:attribute return:keyword",
  ],
  javascript: ["sample.js", "export:keyword count:function total:variable filter:function.method 1:number"],
  json: ["sample.jsonc", '//:comment "name":string "nexus":string true:constant 1:number'],
  python: [
    "sample.py",
    "import:keyword class:keyword Shape:constructor area:function float:type 1.5:number #:comment",
  ],
  rust: [
    "sample.rs",
    "use:keyword ///:comment Point:type fn:keyword fmt(&:function write:function.macro 10:constant.builtin",
  ],
  go: [
    "sample.go",
    'package:keyword "fmt":string //:comment Point:type func:keyword Move:function nil:constant',
  ],
  c: [
    "sample.c",
    '#include:keyword /*:comment struct:keyword static:keyword move:function "moved:string',
  ],
  cpp: [
    "sample.cpp",
    "#include:keyword namespace:keyword template:keyword class:keyword //:comment nullptr:constant",
  ],
  csharp: [
    "sample.cs",
    'using:keyword //:comment class:keyword Point:type Move:function 1:number "x":string',
  ],
  java: [
    "sample.java",
    "package:keyword /**:comment class:keyword Point:type move:function Override:attribute 1:number",
  ],
  kotlin: [
    "sample.kt",
    'package:keyword //:comment class:keyword fun:keyword move:function 1:number "moved:string',
  ],
  ruby: [
    "sample.rb",
    'class:keyword #:comment Point:constructor def:keyword move:function 1:number "set":string',
  ],
  php: [
    "sample.php",
    "h1:tag namespace:keyword class:keyword moved:string function:keyword move:function 10:number",
  ],
  shellscript: [
    "sample.sh",
    "#!/bin/bash:comment greet:function if:keyword echo:function for:keyword",
  ],
  lua: [
    "sample.lua",
    '--:comment local:keyword function:keyword new:function 10:number "point":string nil:constant',
  ],
  zig: [
    "sample.zig",
    "const:keyword @import:function //:comment u32:type 10:number fn:keyword move:function",
  ],
  html: [
    "sample.html",
    "<!--:comment body:tag #ff0000:string const:keyword class:attribute main:string",
  ],
  css: [
    "sample.css",
    '/*:comment @media:keyword box:property color:property #ff0000:string "x":string 0:number',
  ],
  markdown: [
    "sample.md",
    "#:markup.heading **bold:markup.strong code:markup.raw const:keyword def:keyword class:attribute",
  ],
  yaml: ["sample.yaml", '#:comment name:property "nexus":string 1:number true:boolean'],
  toml: ["sample.toml", '#:comment name:property "nexus":string 1:number true:boolean'],
  sql: ["sample.sql", "--:comment SELECT:keyword count:function 10:number 'a':string"],
  dockerfile: ["Dockerfile", '#:comment FROM:keyword RUN:keyword "nexus":string'],
  diff: ["sample.diff", "---:keyword @@:type -const:diff.minus +const:diff.plus"],
};

async function ask(want: "tree" | "captures", language: string, text: string) {
  const answer = await askSyntax({ kind: "ask", id: 1, want, language, text });
  assert.equal(answer.kind, "answer", answer.kind === "refused" ? answer.reason : "");
  return (answer as { value: unknown }).value;
}

for (const [language, [file, expected]] of Object.entries(samples)) {
  Deno.test(`askSyntax() captures what a reader of ${language} expects`, async () => {
    const text = Deno.readTextFileSync(new URL(file, folder));
    const { captures } = await ask("captures", language, text) as CapturesAnswer;
    const lines = text.split("\n");
    const startOf = lines.map((_, i) => lines.slice(0, i).join("\n").length + (i === 0 ? 0 : 1));
    for (const one of expected.split(" ")) {
      const colon = one.lastIndexOf(":");
      const words = one.slice(0, colon), want = one.slice(colon + 1);
      const at = text.indexOf(words);
      assert.ok(at >= 0, `${words} is not in ${file}`);
      const names = captures.filter(({ startLine, startCol, endLine, endCol }) =>
        startOf[startLine] + startCol <= at && at < startOf[endLine] + endCol
      ).map(({ capture }) => capture);
      assert.ok(
        names.some((name) => name === want || name.startsWith(`${want}.`) || name.startsWith(want)),
        `${words} in ${file} should be ${want}, but is ${names.join(", ") || "plain"}`,
      );
    }
    if (grammarOf(language)!.kind === "tree") {
      const { sexp } = await ask("tree", language, text) as TreeAnswer;
      assert.ok(!sexp.includes("(ERROR"), `${file} has errors: ${sexp.slice(0, 400)}`);
    }
  });
}

Deno.test("grammarOf() knows every sampled language, aliases and the words on fences", () => {
  for (const language of Object.keys(samples)) assert.ok(grammarOf(language) !== null, language);
  for (const alias of ["ts", "py", "c++", "sh", "yml", "jsonc", "javascriptreact", "rb", "Docker"]) {
    assert.ok(grammarOf(alias) !== null, alias);
  }
  assert.equal(grammarOf("plaintext"), null);
  assert.equal(grammarOf("constructor"), null);
  assert.ok(grammarNames.length >= 25);
});

Deno.test("askSyntax() refuses a language that nobody knows, and a tree of a TextMate grammar", async () => {
  for (const [want, language] of [["tree", "klingon"], ["captures", ""], ["tree", "sql"]] as const) {
    const answer = await askSyntax({ kind: "ask", id: 7, want, language, text: "x" });
    assert.equal(answer.kind, "refused");
    assert.ok(answer.kind === "refused" && answer.isUnknown && answer.id === 7);
  }
});

Deno.test("askSyntax() counts columns in UTF-16 units", async () => {
  const { captures } = await ask(
    "captures",
    "typescript",
    'a = "😀";\n// 😀😀 x\nconst b = 1;',
  ) as CapturesAnswer;
  const named = (capture: string) => captures.find((one) => one.capture === capture);
  assert.deepEqual(named("string"), { startLine: 0, startCol: 4, endLine: 0, endCol: 8, capture: "string" });
  assert.deepEqual(named("comment"), {
    startLine: 1,
    startCol: 0,
    endLine: 1,
    endCol: 9,
    capture: "comment",
  });
  assert.deepEqual(named("number"), {
    startLine: 2,
    startCol: 10,
    endLine: 2,
    endCol: 11,
    capture: "number",
  });
});
