/** Typing, pasting, deleting characters, tabs and comments. */
import type { Settings } from "../types.ts";
import * as clipboard from "./clipboard.ts";
import * as comments from "./comments.ts";
import * as del from "./delete.ts";
import * as indent from "./indent.ts";
import { check } from "./testing.ts";
import * as typing from "./type.ts";

const two: Partial<Settings> = { indentSize: 2, tabSize: 2 };
const brackets: Partial<Settings> = { ...two, languageConfig: { brackets: [["{", "}"], ["(", ")"]] } };
const script: Partial<Settings> = {
  languageConfig: { comments: { lineComment: "//", blockComment: ["/*", "*/"] } },
};
const markup: Partial<Settings> = { languageConfig: { comments: { blockComment: ["<!--", "-->"] } } };

Deno.test("type() replaces every selection", () => {
  check("a|b|c<d|>", typing.type, "ax|bx|cx|", { arg: { text: "x" } });
  check("a<b|><c|>", typing.type, "a--|--|", { arg: { text: "--" } });
  check("|", typing.type, "a\nb|", { arg: { text: "a\r\nb" } });
  check("|", typing.type, null, { arg: {} });
  check("|", typing.type, null);
});
Deno.test("type() with a line break indents as the line above", () => {
  check("  a|b", typing.type, "  a\n  |b", { arg: { text: "\n" } });
  check(" | a", typing.type, " \n | a", { arg: { text: "\n" } });
  check("  a|", typing.type, "  a\n|", { arg: { text: "\n" }, settings: { autoIndent: "none" } });
  check("\ta|", typing.type, "\ta\n\t|", { arg: { text: "\n" } });
});
Deno.test("type() with a line break goes one step in behind a bracket, and opens a pair", () => {
  const arg = { text: "\n" };
  check("f {|", typing.type, "f {\n  |", { arg, settings: brackets });
  check("  f {|}", typing.type, "  f {\n    |\n  }", { arg, settings: brackets });
  check("f {|}", typing.type, "f {\n|}", { arg, settings: { ...brackets, autoIndent: "keep" } });
});
Deno.test("lineBreakInsert() leaves the caret where it is", () =>
  check("a|b", typing.lineBreakInsert, "a|\nb"));
Deno.test("insertLineAfter() and insertLineBefore() indent the new line", () => {
  check("  a|b\nc", typing.insertLineAfter, "  ab\n  |\nc");
  check("x\n  a|b", typing.insertLineBefore, "x\n  |\n  ab");
});
Deno.test("paste() gives one line to each caret when the numbers fit", () => {
  check("|a|", typing.paste, "x|ay|", { arg: { text: "x\ny" } });
  check("|a|", typing.paste, "x\ny\nz|ax\ny\nz|", { arg: { text: "x\ny\nz" } });
  check("|a|", typing.paste, "1\n2|a3|", { arg: { text: "1\n2\n3", multicursorText: ["1\n2", "3"] } });
});
Deno.test("paste() of a whole line goes above and leaves the caret in its line", () => {
  check("a\nb|c", typing.paste, "a\nnew\nb|c", { arg: { text: "new\n", pasteOnNewLine: true } });
  check("a\n|b|c", typing.paste, "a\nnew\n|b|c", { arg: { text: "new\n", pasteOnNewLine: true } });
  check("|a\n|b", typing.paste, "x\ny\n|a\nx\ny\n|b", { arg: { text: "x\ny\n", pasteOnNewLine: true } });
  check("<a|>", typing.paste, "new\n|", { arg: { text: "new\n", pasteOnNewLine: true } });
});
Deno.test("copy() and cut() take what is selected, or whole lines", () => {
  check("a<b|>c", clipboard.copy, "a<b|>c", {
    effects: [{ kind: "clipboard.write", text: "b", wholeLine: false }],
  });
  check("a<b|>c", clipboard.cut, "a|c", {
    effects: [{ kind: "clipboard.write", text: "b", wholeLine: false }],
  });
  const whole = { kind: "clipboard.write" as const, text: "bc\n", wholeLine: true };
  check("a\nb|c\nd", clipboard.cut, "a\n|d", { effects: [whole] });
  check("a\nb|c", clipboard.cut, "a|", { effects: [whole] });
  const parts = ["a", "c"];
  check("<a|>b<c|>", clipboard.cut, "|b|", {
    effects: [{ kind: "clipboard.write", text: "a\nc", wholeLine: false, parts }],
  });
  check("|", clipboard.clipboardPaste, "|", { effects: [{ kind: "clipboard.read" }] });
});
Deno.test("deleteLeft() takes a grapheme, a line break, a selection, a tab stop", () => {
  check("ae\u0301|", del.deleteLeft, "a|");
  check("a\n|b", del.deleteLeft, "a|b");
  check("a<bc|>d", del.deleteLeft, "a|d");
  check("      |x", del.deleteLeft, "    |x");
  check("     |x", del.deleteLeft, "    |x");
  check("\t|x", del.deleteLeft, "|x");
  check("  \t|x", del.deleteLeft, "|x");
  check("    |x", del.deleteLeft, "   |x", { settings: { useTabStops: false } });
  check("a    |", del.deleteLeft, "a   |");
  check("|", del.deleteLeft, null);
  check("ab|c|", del.deleteLeft, "a|");
});
Deno.test("deleteRight() takes a grapheme or a line break", () => {
  check("|🇩🇪a", del.deleteRight, "|a");
  check("a|\nb", del.deleteRight, "a|b");
  check("a|", del.deleteRight, null);
});
Deno.test("deleteAllLeft() and deleteAllRight() reach the ends of the line, then over them", () => {
  check("a\nbc|d", del.deleteAllLeft, "a\n|d");
  check("a\n|d", del.deleteAllLeft, "a|d");
  check("a|bc\nd", del.deleteAllRight, "a|\nd");
  check("a|\nd", del.deleteAllRight, "a|d");
});
Deno.test("tab() fills to the next stop", () => {
  check("a|", indent.tab, "a   |");
  check("漢|", indent.tab, "漢  |");
  check("a|", indent.tab, "a\t|", { settings: { insertSpaces: false } });
  check("a<b|>c", indent.tab, "a   |c");
});
Deno.test("tab() over whole lines indents, outdentLines() takes it back", () => {
  check("<a\n\nb|>", indent.tab, "<    a\n\n    b|>");
  check("<    a\n\n  b|>", indent.outdentLines, "<a\n\nb|>");
  check("<ab|>", indent.tab, "<    ab|>");
  check("a|", indent.outdentLines, null);
});
Deno.test("indentLines() goes to stops, with tabs where they are wanted", () => {
  check(" a|", indent.indentLines, "    a|");
  check("|", indent.indentLines, "    |");
  check("\ta|", indent.indentLines, "\t\ta|", { settings: { insertSpaces: false } });
  check("a|", indent.indentLines, "  a|", { settings: { insertSpaces: false, indentSize: 2, tabSize: 4 } });
  check("<a\n|>b", indent.indentLines, "<    a\n|>b");
});
Deno.test("commentLine() puts the mark at the leftmost start, and takes it away", () => {
  check("  <a\n\n    b|>", comments.commentLine, "  // <a\n\n  //   b|>", { settings: script });
  check("  // <a\n\n  //   b|>", comments.commentLine, "  <a\n\n    b|>", { settings: script });
  check("//a|", comments.commentLine, "a|", { settings: script });
  check("|", comments.commentLine, "// |", { settings: script });
  check("<//a\nb|>", comments.commentLine, "// <//a\n// b|>", { settings: script });
  check("a|", comments.commentLine, null);
});
Deno.test("commentLine() wraps the line where a language has block comments only", () => {
  check("  a|", comments.commentLine, "  <!-- a| -->".replace("<", "<"), { settings: markup });
});
Deno.test("blockComment() wraps a selection or caret, and unwraps", () => {
  check("a <b|> c", comments.blockComment, "a /* <b|> */ c", { settings: script });
  check("a /* <b|> */ c", comments.blockComment, "a <b|> c", { settings: script });
  check("a </* b */|> c", comments.blockComment, "a <b|> c", { settings: script });
  check("a|", comments.blockComment, "a/* | */", { settings: script });
  check("a/* | */", comments.blockComment, "a|", { settings: script });
});
