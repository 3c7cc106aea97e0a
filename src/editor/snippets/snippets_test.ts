/** Snippets as people fill them in: inserted, typed into, left by Tab. */
import assert from "node:assert/strict";
import { cursorLeft, cursorTop } from "../commands/move.ts";
import { deleteLeft } from "../commands/delete.ts";
import { run } from "../commands/testing.ts";
import { selectAll } from "../commands/select.ts";
import { fieldValue } from "../state/state.ts";
import type { Command, CommandContext } from "../types.ts";
import { acceptChoice, closeChoices, nextChoice, previousChoice, snippetChoices } from "./choices.ts";
import {
  insertSnippet,
  leaveSnippet,
  nextPlaceholder,
  previousPlaceholder,
  snippetProblem,
  worldVariablesIn,
} from "./commands.ts";
import { snippetField } from "./field.ts";
import { canRunAway } from "./transform.ts";
import { dateValues } from "./variables.ts";

const settings = {
  language: "typescript",
  languageConfig: { comments: { lineComment: "//", blockComment: ["/*", "*/"] as const } },
};
type Steps = readonly (Command | readonly [Command, unknown] | string)[];
const start = (snippet: string, values?: Record<string, string>): [Command, unknown] => [
  insertSnippet,
  { snippet, values },
];
const filled = (before: string, steps: Steps) => run(before, steps, { settings });
const after = (before: string, steps: Steps) => filled(before, steps).marked;
const isOn = ({ state }: CommandContext) => fieldValue(state, snippetField) !== null;

Deno.test("insertSnippet() selects the first stop, Tab goes on, the last one ends it", () => {
  const snippet = start("for (${1:i} of ${2:list}) {\n\t$0\n}");
  assert.equal(after("|", [snippet]), "for (<i|> of list) {\n    \n}");
  assert.equal(after("|", [snippet, "x", nextPlaceholder]), "for (x of <list|>) {\n    \n}");
  const end = filled("|", [snippet, "x", nextPlaceholder, nextPlaceholder]);
  assert.equal(end.marked, "for (x of list) {\n    |\n}");
  assert.ok(!isOn(end));
  assert.equal(
    after("|", [snippet, nextPlaceholder, "y", previousPlaceholder]),
    "for (<i|> of y) {\n    \n}",
  );
});

Deno.test("insertSnippet() without a last stop ends behind the text, and keeps the indent", () => {
  assert.equal(after("|", [start("a$1b"), "x", nextPlaceholder]), "axb|");
  assert.equal(after("  |", [start("if\n\tx\nend")]), "  if\n      x\n  end|");
  assert.equal(after("a<b|>c", [start("[$TM_SELECTED_TEXT]")]), "a[b]|c");
});

Deno.test("marks of one index are edited together, at every caret", () => {
  assert.equal(after("|", [start("<$1></$1>".replaceAll("<", "(").replaceAll(">", ")")), "p"]), "(p|)(/p|)");
  assert.equal(after("|", [start("${1:ab} $1"), "x"]), "x| x|");
  assert.equal(after("a| b|", [start("(${1:x})$0"), "y", nextPlaceholder, "z"]), "a(y)z| b(y)z|");
  assert.equal(after("|", [start("$1$2"), "a", nextPlaceholder, "b", previousPlaceholder, "c"]), "c|b");
});

Deno.test("placeholders nest: typing over the outer takes the inner away", () => {
  const snippet = start("f(${1:a, ${2:b}})$0");
  assert.equal(after("|", [snippet]), "f(<a, b|>)");
  assert.equal(after("|", [snippet, nextPlaceholder, "x"]), "f(a, x|)");
  assert.equal(after("|", [snippet, nextPlaceholder, "x", previousPlaceholder]), "f(<a, x|>)");
  assert.equal(after("|", [snippet, "y", nextPlaceholder, nextPlaceholder]), "f(y)|");
});

Deno.test("choices are offered from the first, turn around, and go into every place", () => {
  const snippet = start("${1|one,t\\,wo|} $1");
  const offered = (steps: Steps) => {
    const { state, view } = filled("|", steps);
    return snippetChoices(state, view);
  };
  assert.deepEqual(offered([snippet]), { items: ["one", "t,wo"], focused: 0, at: 0 });
  assert.equal(offered([snippet, nextChoice])!.focused, 1);
  assert.equal(offered([snippet, nextChoice, nextChoice])!.focused, 0);
  assert.equal(offered([snippet, previousChoice])!.focused, 1);
  assert.equal(after("|", [snippet, nextChoice]), "<one|> <one|>", "looking changes nothing");
  assert.equal(after("|", [snippet, nextChoice, acceptChoice]), "<t,wo|> <t,wo|>");
  assert.equal(after("|", [snippet, previousChoice, acceptChoice, nextPlaceholder]), "t,wo t,wo|");
  assert.equal(after("|", [snippet, [acceptChoice, { index: 1 }], nextPlaceholder]), "t,wo t,wo|");
  assert.equal(after("|", [snippet, acceptChoice]), "one one|", "the one that stands there goes on");
});

Deno.test("typing narrows the choices, what fits none or Escape ends them", () => {
  const snippet = start("(${1|get,set,global|})$0");
  const offered = (steps: Steps) => {
    const { state, view } = filled("|", steps);
    return snippetChoices(state, view)?.items ?? null;
  };
  assert.deepEqual(offered([snippet, "G"]), ["get", "global"]);
  assert.deepEqual(offered([snippet, "g", "l"]), ["global"]);
  assert.equal(after("|", [snippet, "g", "l", acceptChoice, nextPlaceholder]), "(global)|");
  assert.equal(offered([snippet, "x"]), null);
  assert.equal(offered([snippet, closeChoices]), null);
  assert.ok(isOn(filled("|", [snippet, closeChoices])), "the stop is still being filled in");
  assert.equal(offered([snippet, nextPlaceholder]), null);
});

Deno.test("insertSnippet() takes the place of a typed prefix at every caret", () => {
  const prefixed: [Command, unknown] = [insertSnippet, { snippet: "[$1]$TM_SELECTED_TEXT", before: 3 }];
  assert.equal(after("for|", [prefixed]), "[|]");
  assert.equal(after("a for|\n for|", [prefixed, "x"]), "a [x|]\n [x|]");
  assert.equal(after("x\nf|", [prefixed]), "x\n[|]", "never beyond the line");
});

Deno.test("transforms are carried out when their stop is left", () => {
  const snippet = start("${1:name} ${1/(.)(.*)/${1:/upcase}$2/}$0");
  assert.equal(after("|", [snippet]), "<name|> Name");
  assert.equal(after("|", [snippet, "user", nextPlaceholder]), "user User|");
  assert.equal(after("|", [start("${TM_SELECTED_TEXT/b/x/g}")]), "|");
  assert.equal(after("<abab|>", [start("${TM_SELECTED_TEXT/b/x/g}")]), "axax|");
  assert.equal(after("<my_name|>", [start("${TM_SELECTED_TEXT/(.*)/${1:/pascalcase}/}")]), "MyName|");
  assert.equal(after("<a|>", [start("${TM_SELECTED_TEXT/(a)|(b)/${1:+yes}${2:-no}/}")]), "yesno|");
  assert.equal(after("<b|>", [start("${TM_SELECTED_TEXT/(a)|(b)/${1:?one:two}/}")]), "two|");
});

Deno.test("variables: of the editor, of the caller, defaults, unknown names", () => {
  assert.equal(
    after("one\ntwo|", [start(" $TM_LINE_NUMBER $TM_LINE_INDEX $TM_CURRENT_WORD")]),
    "one\ntwo 2 1 two|",
  );
  assert.equal(after("|", [start("$LINE_COMMENT $BLOCK_COMMENT_START$BLOCK_COMMENT_END")]), "// /**/|");
  assert.equal(after("|", [start("$CLIPBOARD", { CLIPBOARD: "c" })]), "c|");
  assert.equal(after("| |", [start("$CLIPBOARD", { CLIPBOARD: "a\nb" })]), "a| b|");
  assert.equal(after("|", [start("${TM_SELECTED_TEXT:none}")]), "none|");
  assert.equal(after("|", [start("${NOBODY}")]), "<NOBODY|>");
  assert.equal(after("a| b|", [start("$CURSOR_NUMBER")]), "a1| b2|");
  assert.deepEqual(worldVariablesIn("$CLIPBOARD ${1:$UUID} $TM_FILENAME"), ["CLIPBOARD", "UUID"]);
  assert.match(dateValues(Date.UTC(2024, 5, 30, 23), 120).CURRENT_MONTH_NAME, /^July$/);
});

Deno.test("escapes and what is not well formed stay text", () => {
  assert.equal(after("|", [start("\\$1 \\} \\\\ $ ${ ${1: ${1|a $-")]), "$1 } \\ $ ${ ${1: ${1|a $-|");
});

Deno.test("the session follows edits elsewhere and ends when the caret leaves", () => {
  const snippet = start("(${1:a}, ${2:b})");
  assert.ok(isOn(filled("|x", [snippet, "yy", deleteLeft])));
  assert.ok(!isOn(filled("|x", [snippet, cursorTop])));
  assert.ok(!isOn(filled("|x", [snippet, selectAll])));
  assert.ok(isOn(filled("|x", [snippet, "ab", cursorLeft])));
  const left = filled("|x", [snippet, leaveSnippet]);
  assert.ok(!isOn(left));
  assert.equal(left.marked, "(<a|>, b)x");
  assert.equal(after("|x", [snippet, leaveSnippet, nextPlaceholder]), "(<a|>, b)x");
});

Deno.test("a snippet within a snippet comes back to the outer one", () => {
  const steps: Steps = [start("f(${1:a}, ${2:b})$0"), start("[${1:c}]$0"), "x", nextPlaceholder];
  assert.equal(after("|", steps), "f([x]|, b)");
  assert.equal(after("|", [...steps, nextPlaceholder]), "f([x], <b|>)");
  assert.equal(after("|", [...steps, nextPlaceholder, nextPlaceholder]), "f([x], b)|");
});

Deno.test("endless snippets are refused with words", () => {
  assert.match(snippetProblem("${1:".repeat(5000) + "}".repeat(5000))!, /nests more than 100/);
  const doubling = Array.from({ length: 60 }, (_, i) => `\${${i + 1}:$${i + 2}$${i + 2}}`).join("");
  assert.match(snippetProblem(doubling)!, /repeat each other/);
  assert.match(snippetProblem("${1:".repeat(5000))!, /nests more than 100/);
  assert.equal(snippetProblem("${1:".repeat(60)), null, "open ends are text, and read once");
  assert.equal(snippetProblem("${1|a".repeat(10_000) + "${1/b".repeat(10_000)), null);
  assert.match(snippetProblem("x".repeat(2_000_000))!, /2000000 characters/);
  assert.equal(snippetProblem("${1:a ${1:b} $1}"), null);
  assert.equal(insertSnippet(run("|", []) && { ...run("|", []), arg: { snippet: doubling } }), null);
});

Deno.test("canRunAway() refuses repeats in repeats", () => {
  for (const pattern of ["(a+)+$", "(a|aa)*", "((a*)b?)*", "(\\w{2,})+", "(?:a+){2,}"]) {
    assert.ok(canRunAway(pattern), pattern);
  }
  for (const pattern of ["(.*)", "^(\\w+)-(\\w+)$", "(a)(b)+", "[(+]+", "(a|b)c"]) {
    assert.ok(!canRunAway(pattern), pattern);
  }
});
