import assert from "node:assert/strict";
import { contrast, DARK_THEME, STYLE } from "./theme.ts";
import { readTheme } from "./theme_file.ts";
import { over, readColor } from "./theme_colors.ts";

const read = (value: unknown, kind: "dark" | "light" | null = null) =>
  readTheme(typeof value === "string" ? value : JSON.stringify(value, null, 1), {
    name: "T",
    path: "t.json",
    kind,
  });

Deno.test("readColor() reads what VS Code reads", () => {
  assert.deepEqual(["#abc", "#abcd", "#AABBCC", "red", "#12345"].map(readColor), [
    "#aabbcc",
    "#aabbccdd",
    "#aabbcc",
    null,
    null,
  ]);
  assert.equal(over("#ffffff80", "#000000"), "#808080");
});

Deno.test("readTheme() takes colours by scope, the longest and last selector first", () => {
  const { theme, problems } = read({
    type: "dark",
    colors: { "editor.background": "#101010", "editor.foreground": "#eeeeee" },
    tokenColors: [
      { scope: "keyword", settings: { foreground: "#ff0000" } },
      { scope: ["keyword.control", "x"], settings: { foreground: "#ff8888", fontStyle: "bold" } },
      { scope: "comment, string", settings: { foreground: "#88ff88", fontStyle: "" } },
      { scope: "meta.thing string", settings: { foreground: "#0000ff" } },
    ],
  });
  assert.deepEqual(problems, []);
  assert.equal(theme!.tokens.kw, "#ff8888");
  assert.equal(theme!.tokens.str, "#88ff88");
  assert.equal(theme!.styles[STYLE.keyword].weight, 700);
  assert.equal(theme!.styles[STYLE.comment].italic, false);
});

Deno.test("readTheme() derives what is missing and keeps it readable", () => {
  const { theme, problems } = read({ colors: {}, tokenColors: [] }, "light");
  assert.match(problems[0].text, /no editor\.background; one for a light theme/);
  for (const name of ["text", "text2"] as const) {
    for (const ground of ["bg", "side", "panel", "raised", "cur"] as const) {
      assert.ok(contrast(theme!.tokens[name], theme!.tokens[ground]) >= 4.5, `${name} on ${ground}`);
    }
  }
});

Deno.test("readTheme() raises words that could not be read and names them", () => {
  const { theme, raised } = read({
    type: "dark",
    colors: { "editor.background": "#202020", "editor.foreground": "#303030" },
  });
  assert.ok(raised.includes("text"));
  assert.ok(contrast(theme!.tokens.text, "#202020") >= 4.5);
});

Deno.test("readTheme() says the line of broken JSON, of a wrong colour, of what is no theme", () => {
  const broken = read('{\n "colors": {\n oops');
  assert.equal(broken.theme, null);
  assert.match(`${broken.problems[0].line} ${broken.problems[0].text}`, /^3 Not JSON/);
  const wrong = read('{ "colors": {\n "editor.background": "#111111",\n "sideBar.background": "mauve" } }');
  assert.notEqual(wrong.theme, null);
  assert.match(`${wrong.problems[0].line} ${wrong.problems[0].text}`, /^3 sideBar\.background is "mauve"/);
  assert.equal(read("[1]").theme, null);
  assert.equal(read("null").theme, null);
  assert.equal(read("[".repeat(200_000)).theme, null);
});

Deno.test("readTheme() shares our styles where a theme sets its words as we do", () => {
  const { theme } = read({
    colors: { "editor.background": "#000000" },
    tokenColors: [{ scope: "comment", settings: { fontStyle: "italic" } }],
  });
  assert.equal(theme!.styles, DARK_THEME.styles);
});
