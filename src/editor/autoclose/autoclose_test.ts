/** Typing signs that pair, as VS Code's tests tell it: settings, places, several carets, undo. */
import assert from "node:assert/strict";
import { deleteLeft } from "../commands/delete.ts";
import { cursorLeft, cursorRight } from "../commands/move.ts";
import { run } from "../commands/testing.ts";
import type { Command, LanguageConfig, Settings } from "../types.ts";

const languageConfig: LanguageConfig = {
  comments: { lineComment: "//", blockComment: ["/*", "*/"] },
  brackets: [["{", "}"], ["[", "]"], ["(", ")"]],
};
type Steps = readonly (Command | string)[];
function typed(before: string, steps: Steps, settings: Partial<Settings> = {}): string {
  return run(before, steps, { settings: { language: "typescript", languageConfig, ...settings } }).marked;
}

Deno.test("an opening bracket brings its other half where nothing but blanks or closers follow", () => {
  assert.equal(typed("f|", ["("]), "f(|)");
  assert.equal(typed("f| x", ["("]), "f(|) x");
  assert.equal(typed("f|x", ["("]), "f(|x");
  assert.equal(typed("[|]", ["{"]), "[{|}]");
  assert.equal(typed("f|;", ["["]), "f[|];");
  assert.equal(typed("a| b|", ["("]), "a(|) b(|)");
  assert.equal(typed("a|x b|", ["("]), "a(|x b(|", "all carets or none");
});

Deno.test("settings say when brackets and quotes close", () => {
  assert.equal(typed("f|", ["("], { autoClosingBrackets: "never" }), "f(|");
  assert.equal(typed("f|x", ["("], { autoClosingBrackets: "always" }), "f(|)x");
  assert.equal(typed("f|;", ["("], { autoClosingBrackets: "beforeWhitespace" }), "f(|;");
  assert.equal(typed("f |", ['"'], { autoClosingQuotes: "never" }), 'f "|');
  assert.equal(typed("f|", ["("], { language: "plaintext" }), "f(|)", "plain text has brackets");
  assert.equal(typed("f |", ['"'], { language: "plaintext" }), 'f "|', "but no quotes");
});

Deno.test("quotes close, but not behind a word, nor in strings and comments", () => {
  assert.equal(typed("x = |", ['"']), 'x = "|"');
  assert.equal(typed("don|", ["'"]), "don'|");
  assert.equal(typed('"a |', ["'"]), "\"a '|", "an open string");
  assert.equal(typed("// say |", ["`"]), "// say `|");
  assert.equal(typed('x = "a|', ['"']), 'x = "a"|');
});

Deno.test("a doc comment's opening brings its end", () => {
  assert.equal(typed("/*|", ["*"]), "/**| */");
  assert.equal(typed("|", ["/**", "\n"]), "/**\n * |\n */");
  assert.equal(typed("/**\n * a|\n */", ["\n"]), "/**\n * a\n * |\n */");
  assert.equal(typed("  /**\n   */|", ["\n"]), "  /**\n   */\n  |");
});

Deno.test("only a half that the editor typed is typed over", () => {
  assert.equal(typed("f|", ["()"]), "f()|");
  assert.equal(typed("f(|)", [")"]), "f()|)");
  assert.equal(typed("f|", ["((", "))"]), "f(())|");
  assert.equal(typed("x = |", ['"a"']), 'x = "a"|');
  assert.equal(typed("a| b|", ["()"]), "a()| b()|");
  assert.equal(typed("f|", ["(", cursorRight, cursorLeft, ")"]), "f()|)", "forgotten once left");
  assert.equal(typed("f|", ["()"], { autoClosingOvertype: "never" }), "f()|)");
  assert.equal(typed("f(|)", [")"], { autoClosingOvertype: "always" }), "f()|");
});

Deno.test("Backspace takes both halves that the editor typed", () => {
  assert.equal(typed("f|", ["(", deleteLeft]), "f|");
  assert.equal(typed("f(|)", [deleteLeft]), "f|)");
  assert.equal(typed("f(|)", [deleteLeft], { autoClosingDelete: "always" }), "f|");
  assert.equal(typed("a| b|", ["([", deleteLeft]), "a(|) b(|)");
  assert.equal(typed("f|", ["(", deleteLeft], { autoClosingDelete: "never" }), "f|)");
  assert.equal(typed("f|", ["(x", deleteLeft, deleteLeft]), "f|");
});

Deno.test("a sign over a selection surrounds it", () => {
  assert.equal(typed("<ab|> c", ["("]), "(<ab|>) c");
  assert.equal(typed("<|ab> <c|>", ['"']), '"<|ab>" "<c|>"');
  assert.equal(typed("<ab|>", ["(["]), "([<ab|>])");
  assert.equal(typed("<ab|>", ["("], { autoSurround: "quotes" }), "(|");
  assert.equal(typed("<ab|>", ["'"], { autoSurround: "never" }), "'|");
  assert.equal(typed("< |>", ["("]), "(|", "blanks alone are replaced");
  assert.equal(typed("<'|>", ['"']), '"|', "a quote becomes another");
  assert.equal(typed("<ab|>", ["x"]), "x|");
});

Deno.test("a closing bracket at the start of a line goes below its opening one", () => {
  assert.equal(typed("{\n    a\n    |", ["}"]), "{\n    a\n}|");
  assert.equal(typed("  {\n    a\n  |", ["}"]), "  {\n    a\n  }|");
  assert.equal(typed("{\n    a|", ["}"]), "{\n    a}|");
  assert.equal(typed("{\n    |", ["}"], { autoIndent: "keep" }), "{\n    }|");
  assert.equal(typed("{|", ["\n", "a", "\n", "}"]), "{\n    a\n}|");
});

Deno.test("Enter knows what opens a block", () => {
  const python = {
    language: "python",
    languageConfig: { comments: { lineComment: "#" }, brackets: languageConfig.brackets },
  };
  assert.equal(typed("def f():|", ["\n"], python), "def f():\n    |");
  assert.equal(typed("x = {'a':|", ["\n"], python), "x = {'a':\n|");
  // The notation has no way to write a tag, so it is typed.
  const back = Array.from("</p>", () => cursorLeft);
  assert.equal(typed("|", ["<p></p>", ...back, "\n"], { language: "html" }), "<p>\n    |\n</p>");
  assert.equal(typed("|", ["<br>\n"], { language: "html" }), "<br>\n|");
  assert.equal(typed("f|", ["{\n"]), "f{\n    |\n}");
});
