import assert from "node:assert/strict";
import { fileConfig } from "./editorconfig.ts";
import { configFor } from "./editorconfig_io.ts";
import { onSaveEdits } from "./on_save.ts";
import { seededRandom } from "../base/mod.ts";

const sized = (glob: string, name: string) =>
  fileConfig(`/p/${name}`, [{ folder: "/p/", text: `root = true\n[${glob}]\nindent_size = 3\n` }])
    .indentSize === 3;

Deno.test("fileConfig() matches globs as the specification says", () => {
  const yes = [
    ["*", "a"],
    ["*.ts", "x/a.ts"],
    ["*.{js,ts}", "a.js"],
    ["lib/**.js", "lib/x/a.js"],
    ["/a.ts", "a.ts"],
    ["a?c", "abc"],
    ["[ab].c", "b.c"],
    ["[!ab].c", "d.c"],
    ["f{1..3}.x", "f2.x"],
    ["{single}.b", "{single}.b"],
    ["**/z/*.md", "q/z/a.md"],
    ["a\\*b", "a*b"],
    ["{a,{b,c}}.d", "c.d"],
    ["Makefile", "sub/Makefile"],
  ];
  const no = [
    ["*.ts", "a.tsx"],
    ["/a.ts", "x/a.ts"],
    ["a?c", "a/c"],
    ["[ab].c", "c.c"],
    ["f{1..3}.x", "f4.x"],
    ["lib/*.js", "lib/x/a.js"],
    ["a.c", "abc"],
    ["{a,b", "a"],
  ];
  for (const [glob, name] of yes) assert.ok(sized(glob, name), `${glob} matches ${name}`);
  for (const [glob, name] of no) assert.ok(!sized(glob, name), `${glob} does not match ${name}`);
});

Deno.test("fileConfig() lets the nearest file win and stops at root", () => {
  const near = { folder: "/p/x/", text: "[*]\nindent_style = tab\n" };
  const root = {
    folder: "/p/",
    text: "root=true\n[*]\nindent_style=space\nindent_size=2\ncharset=utf-16le\n",
  };
  const above = { folder: "/", text: "[*]\nend_of_line=crlf\n" };
  assert.deepEqual(fileConfig("/p/x/a", [near, root, above]), {
    insertSpaces: false,
    indentSize: 2,
    tabSize: 2,
    encoding: "UTF-16 LE with BOM",
  });
});

Deno.test("fileConfig() leaves out what it does not understand", () => {
  const text =
    "nonsense\n[*]\nindent_size = huge\nend_of_line = vt\ncharset = klingon\ntrim_trailing_whitespace = yes\n= 3\n";
  assert.deepEqual(fileConfig("/a", [{ folder: "/", text }]), {});
});

Deno.test("configFor() finds the files above a path", () => {
  const dir = Deno.makeTempDirSync();
  try {
    Deno.mkdirSync(`${dir}/a/b`, { recursive: true });
    Deno.writeTextFileSync(`${dir}/.editorconfig`, "root = true\n[*.md]\ninsert_final_newline = true\n");
    assert.deepEqual(configFor(`${dir}/a/b/c.md`), { insertFinalNewline: true });
    assert.deepEqual(configFor(`${dir}/a/b/c.ts`), {});
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
});

Deno.test("onSaveEdits() trims and ends a text, once and for all", () => {
  const all = { trimTrailingWhitespace: true, insertFinalNewline: true, trimFinalNewlines: true };
  const none = { trimTrailingWhitespace: false, insertFinalNewline: false, trimFinalNewlines: false };
  const saved = (text: string, wish = all) =>
    onSaveEdits(text, wish).toReversed().reduce(
      (out, { from, to, insert }) => out.slice(0, from) + insert + out.slice(to),
      text,
    );
  assert.equal(saved("a  \nb\t\r\n\n\n"), "a\nb\r\n");
  assert.equal(saved("a  "), "a\n");
  assert.equal(saved(""), "");
  assert.equal(saved("a\n\n\n", { ...none, trimFinalNewlines: true }), "a\n");
  assert.equal(saved("a \n\n", { ...none, trimTrailingWhitespace: true }), "a\n\n");
  assert.equal(saved("a \n\n", none), "a \n\n");
  for (let seed = 1; seed <= 200; seed++) {
    const random = seededRandom(seed);
    const text = Array.from({ length: random.int(0, 12) }, () => random.pick(["a", " ", "\t", "\n", "\r\n"]))
      .join("");
    assert.equal(saved(saved(text)), saved(text), `seed ${seed}`);
    assert.equal(saved(text).replace(/\s/g, ""), text.replace(/\s/g, ""), `seed ${seed}`);
  }
});
