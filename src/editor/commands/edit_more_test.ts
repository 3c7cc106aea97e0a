/** Order of lines, cases, indents of whole files, comments one way, words under the caret. */
import * as cases from "./case.ts";
import { addCommentLine, removeCommentLine } from "./comments.ts";
import { deleteInsideWord } from "./delete.ts";
import * as indentation from "./indentation.ts";
import * as order from "./lines_order.ts";
import { check } from "./testing.ts";
import { transpose } from "./transform.ts";

Deno.test("sorting takes the selected lines, or all of them", () => {
  check("<b\na|>\n0", order.sortLinesAscending, "<a\nb|>\n0");
  check("b|\nc\na\n", order.sortLinesAscending, "a|\nb\nc\n");
  check("<a\nc\nb|>", order.sortLinesDescending, "<c\nb\na|>");
  check("<b\na|>\nx\n<d\nc|>", order.sortLinesAscending, "<a\nb|>\nx\n<c\nd|>");
  check("<a\nb|>", order.sortLinesAscending, null);
});

Deno.test("removeDuplicateLines() keeps the first, reverseLines() turns round", () => {
  check("<a\nb\na|>", order.removeDuplicateLines, "<a\nb|>");
  check("<a\nb\nc|>", order.reverseLines, "<c\nb\na|>");
});

Deno.test("names in other cases, selected or under the caret", () => {
  check("<hello wORLD it's|>", cases.toTitleCase, "<Hello World It's|>");
  check("<my_variable-name|>", cases.toCamelCase, "<myVariableName|>");
  check("<my variable HTTPName|>", cases.toPascalCase, "<MyVariableHttpName|>");
  check("parseHTMLString|", cases.toSnakeCase, "parse_html_stri|ng");
  check("<parseHTML2 x|>", cases.toKebabCase, "<parse-html2-x|>");
  check("<aB|> <cD|>", cases.toSnakeCase, "<a_b|> <c_d|>");
  check("<  aB\n cD|>", cases.toSnakeCase, "<  a_b\n c_d|>");
});

Deno.test("indentation is converted by the tab size", () => {
  check("\ta|\n    \tb", indentation.indentationToSpaces, "    a|\n        b");
  check("    a|\n      b", indentation.indentationToTabs, "\ta|\n\t  b");
  check("a|", indentation.indentationToTabs, null);
});

Deno.test("reindentLines() sets indents by open brackets", () => {
  check("a {\nb {\nc|\n}\n}", indentation.reindentLines, "a {\n    b {\n        c|\n    }\n}");
  check(
    "a {\n<b\n    c|>\n}",
    indentation.reindentSelectedLines,
    "a {\n<    b\n    c|>\n}".replace("<    b", "    <b"),
  );
});

Deno.test("addCommentLine() and removeCommentLine() never turn around", () => {
  const settings = { languageConfig: { comments: { lineComment: "//" } } };
  check("// a|", addCommentLine, "// // a|", { settings });
  check("<// a\nb|>", removeCommentLine, "<a\nb|>", { settings });
  check("a|", removeCommentLine, null, { settings });
});

Deno.test("deleteInsideWord() takes the word, the blanks or the signs", () => {
  check("one tw|o three", deleteInsideWord, "one | three");
  check("one | three", deleteInsideWord, "one|three");
  check("a ==| b", deleteInsideWord, "a | b");
  check("a|b c|d", deleteInsideWord, "| |");
  check("a\n|\nb", deleteInsideWord, null);
});

Deno.test("transpose() swaps around the caret, also over a line end", () => {
  check("a|bc", transpose, "ba|c");
  check("ab|\nc", transpose, "a\nb|c");
  check("|ab", transpose, null);
});
