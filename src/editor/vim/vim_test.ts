import assert from "node:assert/strict";
import { VimTest } from "./testing.ts";

interface Recorded {
  readonly text: string;
  readonly at: readonly [number, number];
  readonly keys: string;
  readonly after: string;
  readonly cursor: readonly [number, number];
}
function recorded(name: string): Recorded[] {
  return JSON.parse(Deno.readTextFileSync(new URL(`../../../fixtures/vim/${name}.json`, import.meta.url)));
}
/** A text with "|" at a line and column. */
function marked(text: string, [line, col]: readonly [number, number]): string {
  const rows = text.split("\n");
  rows[line] = `${rows[line].slice(0, col)}|${rows[line].slice(col)}`;
  return rows.join("\n");
}
function ours({ text, at, keys }: Recorded): string {
  const rows = text.split("\n").slice(0, at[0]);
  const offset = rows.reduce((sum, row) => sum + row.length + 1, 0) + at[1];
  const test = VimTest.at(text, offset).keys(`${keys}<esc><esc>`);
  return marked(test.text, test.place);
}
/** An empty buffer is no line at all to one program and an empty line to the other. */
const theirs = ({ after, cursor }: Recorded): string[] =>
  after === "" ? ["|", "|\n"] : [marked(after, cursor), ...(after === "\n" ? ["|"] : [])];

Deno.test("vimKey() does what Vim did with each case of the table", () => {
  const cases = recorded("table");
  assert.ok(cases.length >= 400);
  for (const one of cases) {
    assert.ok(
      theirs(one).includes(ours(one)),
      `${one.keys} in ${JSON.stringify(marked(one.text, one.at))}: ${ours(one)}`,
    );
  }
});

Deno.test("vimKey() agrees with Vim on 96 % of 1,500 random key sequences", () => {
  const cases = recorded("random");
  const differing = cases.filter((one) => !theirs(one).includes(ours(one)));
  const list = differing.map(({ keys, text, at }) => `${keys}  in  ${JSON.stringify(marked(text, at))}`);
  assert.ok(differing.length <= 0.04 * cases.length, `${differing.length} differ:\n${list.join("\n")}`);
});

function check(before: string, keys: string, after: string): VimTest {
  const test = new VimTest(before).keys(keys);
  assert.equal(test.marked, after, keys);
  return test;
}

Deno.test("vimKey() shows visual modes as selections", () => {
  check("|one two\n", "vl", "<on|>e two\n");
  check("one t|wo\n", "vh", "one <|tw>o\n");
  check("o|ne\ntwo\n", "Vj", "<one\ntwo|>\n");
  check("o|ne\ntwo\n", "<c-v>jl", "o<ne|>\nt<wo|>\n");
  check("|one\n", "v$", "<one\n|>");
});

Deno.test("vimKey() keeps an insert, a count and a change in one undo step", () => {
  check("|a b c d\n", "3dwu", "|a b c d\n");
  check("|a\n", "ix y<cr>z<esc>u", "|a\n");
  check("|a b\n", "cwx y<esc>u", "|a b\n");
  check("|a\nb\nc\n", "qqA!<esc>jq2@qu", "a!\nb!\n|c\n");
  check("|a\n", "3ix<esc>u", "|a\n");
});

Deno.test("vimKey() inserts at each line of a block, with carets of their own meanwhile", () => {
  const test = new VimTest("|one\ntwo\nsix\n").keys("<c-v>jjIab");
  assert.equal(test.marked, "ab|one\nab|two\nab|six\n");
  test.keys("<esc>");
  assert.equal(test.marked, "|abone\nabtwo\nabsix\n");
  test.keys("u");
  assert.equal(test.marked, "|one\ntwo\nsix\n");
});

Deno.test("vimKey() runs a command at each caret", () => {
  check("|one two\n|one two\n", "dw", "|two\n|two\n");
  check("|one two\n|one two\n", "ciwxy<esc>", "x|y two\nx|y two\n");
  check("|one two\n|one two\n", "Ax<esc>u", "one tw|o\none tw|o\n");
});

Deno.test("vimKey() keeps registers, and reads and writes the clipboard", () => {
  const test = new VimTest("|one\ntwo\n").keys('"+yy');
  assert.equal(test.clipboard, "one\n");
  test.keys('j"+p');
  assert.equal(test.text, "one\ntwo\none\n");
  test.clipboard = "from elsewhere";
  test.keys('gg"+P');
  assert.equal(test.text, "from elsewhereone\ntwo\none\n");
  check("|one two\n", "A <c-r>=<esc>", "one two| \n");
});

Deno.test("vimKey() moves marks with the text, and jumps back", () => {
  check("one\ntw|o\nsix\n", "maggOnew<esc>'a", "new\none\n|two\nsix\n");
  check("one\ntw|o\nsix\n", "maggOnew<esc>`a", "new\none\ntw|o\nsix\n");
  check("one\ntw|o\nsix\n", "gg<c-o>", "one\ntw|o\nsix\n");
  check("one\ntw|o\nsix\n", "Ggg<c-o><c-o>", "one\ntw|o\nsix\n");
});

Deno.test("vimKey() gives a macro that calls itself up, with a message", () => {
  const test = new VimTest("|a\n").keys("qq@qq").keys("qqix<esc>@qq@q");
  assert.match(test.vim.message ?? "", /macro was stopped/);
  assert.equal(test.vim.mode, "normal");
});

Deno.test("vimKey() gives up a pattern that would take for ever", () => {
  const line = "a".repeat(5000);
  for (const keys of ["/\\v(a+)+$b<cr>", ":%s/\\v(a*)*b/x/<cr>", ":g/\\(a\\|aa\\)\\+$b/d<cr>"]) {
    const test = VimTest.at(`${line}!\n`, 0).keys(keys);
    assert.match(test.vim.message ?? "", /takes too long/, keys);
    assert.equal(test.text, `${line}!\n`);
  }
});

Deno.test("vimKey() says what it does not know", () => {
  const said = (keys: string): string | null => new VimTest("|one\n").keys(keys).vim.message;
  assert.equal(said(":nonsense<cr>"), "Not an editor command: nonsense");
  assert.equal(said(":set nonsense<cr>"), "Unknown option: nonsense");
  assert.equal(said("/x<cr>"), "Pattern not found: x");
  assert.equal(said("/\\(x<cr>"), "Cannot read the pattern \\(x: ( has no end");
  assert.equal(said("'q"), "Mark q is not set");
  assert.equal(said('"qp'), "Nothing in register q");
  assert.equal(said(":9,99d<cr>"), "The range reaches outside the text");
});

Deno.test("vimKey() asks the app to write, close and open", () => {
  const asked = (keys: string) => new VimTest("|one\n").keys(keys).commands;
  assert.deepEqual(asked(":w<cr>"), [{
    kind: "command",
    id: "nexus.vim.write",
    arg: { path: undefined, force: false },
  }]);
  assert.deepEqual(asked(":wq<cr>")[0], {
    kind: "command",
    id: "nexus.vim.write",
    arg: { path: undefined, force: false, then: "close" },
  });
  assert.deepEqual(asked(":e a/b.txt<cr>"), [{
    kind: "command",
    id: "workbench.action.files.openFile",
    arg: "a/b.txt",
  }]);
  assert.deepEqual(asked(":set ts=8 noet<cr>").length, 2);
});

Deno.test("vimKey() keeps case rules of a search as options say", () => {
  check("|a\nB\nb\n", ":set ic<cr>/b<cr>", "a\n|B\nb\n");
  check("|a\nb\nB\n", ":set ic scs<cr>/B<cr>", "a\nb\n|B\n");
  check("|a\nB\nb\n", "/b\\c<cr>", "a\n|B\nb\n");
});

Deno.test("vimKey() steps over whole characters", () => {
  check("|a👩‍💻é漢\n", "ll", "a👩‍💻|é漢\n");
  check("a|👩‍💻b\n", "x", "a|b\n");
  check("a|👩‍💻b\n", "rX", "a|Xb\n");
});

Deno.test("vimKey() takes the editor's indent settings", () => {
  const test = new VimTest("  |one\n", { autoIndent: "full", insertSpaces: true, indentSize: 2, tabSize: 2 });
  assert.equal(test.keys("otwo<esc>").text, "  one\n  two\n");
  assert.equal(test.keys(">>").text, "  one\n    two\n");
  assert.equal(test.keys("o<esc>").text, "  one\n    two\n\n");
  assert.equal(test.keys("ggccx<esc>").text, "  x\n    two\n\n");
});
