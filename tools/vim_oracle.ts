/**
 * Makes fixtures/vim/*.json: seeded random key sequences with the text and cursor that a real Vim leaves. Needs `vim` on
 * PATH; the tests that read the fixtures do not. Run: deno run -A tools/vim_oracle.ts [count] [seed] [folder]
 */
import { seededRandom } from "../src/base/mod.ts";
import { tableCases } from "./vim_cases.ts";

export interface OracleCase {
  readonly text: string;
  /** Line and column from 0, in UTF-16 units. */
  readonly at: readonly [number, number];
  /** As keysOf reads them. */
  readonly keys: string;
  readonly after: string;
  readonly cursor: readonly [number, number];
}

const texts = [
  "one two three\nfour five\n\nsix\n",
  "  foo(bar, baz);\n  if (a == b) {\n    c = d[1];\n  }\nend\n",
  "alpha beta.gamma delta\n\tindented line here\nlast one\n",
  "First sentence. Second one!  Third?\nStill third. Fourth.\n\nNew paragraph here. Ok.\n",
  "a\nb\nc\nd\ne\nf\n",
  'say "hello world" and \'bye\'\nlet x = "a\\"b";\nf(g(h(1), 2), 3)\n',
  "x = 9\ny = 0x0f\nz = -12 abc 7\n",
  "   \n\n  word\n\nother   words  here\n   trailing   \n",
  "<div><p>text</p><b>x</b></div>\n<ul>\n<li>a</li>\n</ul>\n",
  "short\na much longer line than that\nmid line\n\nlonger again here\n",
  "foo_bar-baz.qux\nFooBar fooBar\nfoo foo foo\n",
  "é à ü\nnaïve café\n漢字 かな x\n",
  "only line without much\n",
];

export function randomKeys(random: ReturnType<typeof seededRandom>): string {
  const pick = <T>(list: readonly T[]): T => random.pick(list);
  const count = () => pick(["", "", "", "", "2", "3"]);
  const char = () => pick([...'aeionrst .,(lf=1"']);
  const motion = () =>
    pick([
      () => pick([..."hjklwbeWBE0^$"]),
      () =>
        pick([
          "w",
          "b",
          "e",
          "ge",
          "gE",
          "gg",
          "G",
          "g_",
          "+",
          "-",
          "_",
          "{",
          "}",
          "(",
          ")",
          "%",
          "|",
          "<space>",
          "<bs>",
        ]),
      () => pick([..."fFtT"]) + char(),
      () => pick(["f", "t"]) + char() + pick([";", ",", ";;"]),
      () => pick(["/o<cr>", "/e<cr>", "?o<cr>", "/line<cr>", "n", "N", "*", "#"]),
    ])();
  const object = () => pick(["i", "a"]) + pick([..."wwWWspb(B{[]<t\"'"].map((c) => c === "<" ? "<lt>" : c));
  const op = () => pick(["d", "d", "c", "y", "g~", "gu", "gU", ">", "<lt>"]);
  const typed = () => pick(["x", "ab", "q w", "foo<cr>bar", "ab<bs>c", "one two<c-w>z", "", "é"]) + "<esc>";
  const register = () => pick(["", "", "", "", '"a', '"A', '"1', '"-', '"_']);
  const operation = () => {
    const o = op();
    const target = pick([
      () => count() + motion(),
      () => count() + object(),
      () => o === "<lt>" ? "<lt>" : o.slice(-1),
    ])();
    return register() + count() + o + target + (o === "c" ? typed() : "");
  };
  const visual = () => {
    const start = pick(["v", "v", "V", "<c-v>"]);
    let moves = "";
    for (let i = random.int(0, 3); i > 0; i--) {
      moves += pick([() => count() + motion(), () => object(), () => "o", () => "j", () => "$"])();
    }
    const end = pick([
      "d",
      "x",
      "y",
      "ctt<esc>",
      "~",
      "u",
      "U",
      ">",
      "<lt>",
      "J",
      "rz",
      "p",
      "P",
      "D",
      "Y",
      "Ixy<esc>",
      "Axy<esc>",
      "<esc>",
      "sn<esc>",
    ]);
    return start + moves + register() + end;
  };
  const simple = () =>
    pick([
      () => register() + count() + pick([..."xXpPDJ~YC"]).replace("C", "Cnew<esc>"),
      () => count() + pick(["i", "a", "I", "A", "o", "O", "s", "S", "R", "gI"]) + typed(),
      () => count() + "r" + char(),
      () => pick(["u", "u", "<c-r>", ".", "2.", "."]),
      () => pick(["gp", "gP", "gJ", "gvd", "gi" + typed(), "``", "''", "yyp", "ddp", "xp"]),
      () => count() + pick(["<c-a>", "<c-x>"]),
      () => pick(["mal`a", "majd'a", "majd`a", "mawy`aP"]),
      () =>
        pick([
          ":s/o/0/<cr>",
          ":s/o/0/g<cr>",
          ":%s/e/EE/g<cr>",
          ":2<cr>",
          ":$<cr>",
          ":d<cr>",
          ":.,$d<cr>",
          ":m0<cr>",
          ":t.<cr>",
          ":g/o/d<cr>",
          ":v/o/d<cr>",
          ":j<cr>",
          ":>><cr>",
          ":%s/\\(\\w\\+\\) \\(\\w\\+\\)/\\2 \\1/<cr>",
          ":%s/\\s\\+$//e<cr>",
          ":g/e/s/e/3/g<cr>",
          ":g/^/m0<cr>",
          ":%j<cr>",
          ":s/\\<lt>./\\u&/g<cr>",
        ]),
      () => pick(["qqA;<esc>jq@q", "qqdwq2@q", "qqx.jq@q@@"]),
    ])();
  let keys = "";
  for (let i = random.int(1, 5); i > 0; i--) {
    keys += pick([() => count() + motion(), operation, operation, visual, simple, simple])();
  }
  return keys;
}

/** Keys as a Vim string literal in double quotes. */
export function vimString(keys: string): string {
  let out = "";
  for (const [all, name] of keys.matchAll(/<(c-.|[a-z]+)>|[^]/gu)) {
    if (name !== undefined) {
      out += name === "lt" ? "<" : name === "space" ? " " : name === "cr" ? "\\r" : `\\<${name}>`;
    } else out += all === '"' || all === "\\" ? "\\" + all : all;
  }
  return `"${out}"`;
}

export async function askVim(cases: readonly Omit<OracleCase, "after" | "cursor">[]): Promise<OracleCase[]> {
  const dir = await Deno.makeTempDir();
  const lines = [
    "set nocp bs=indent,eol,start sw=4 ts=4 et nrformats=bin,hex nojs noai ws sol enc=utf-8 noswapfile viminfo= ul=1000 cpo&vim",
    "let g:out = []",
    "function! Run(text, line, col, keys)",
    "  enew!",
    "  setlocal sw=4 ts=4 et noai",
    // Registers cannot be emptied: all begin with their names, in the tests too.
    "  for r in split('abcdefghijklmnopqrstuvwxyz0123456789-\"', '\\zs')",
    "    call setreg(r, 'r' . r)",
    "  endfor",
    "  let @/ = ''",
    "  call setcharsearch({'char': ''})",
    "  set ul=-1",
    "  call setline(1, a:text)",
    "  set ul=1000",
    "  call cursor(a:line, a:col)",
    "  call feedkeys(a:keys, 'tx')",
    "  let pos = getpos('.')",
    "  call add(g:out, [getline(1, '$'), pos[1], pos[2]])",
    "endfunction",
  ];
  const bytes = (text: string): number => new TextEncoder().encode(text).length;
  for (const { text, at: [line, col], keys } of cases) {
    const rows = text.slice(0, -1).split("\n");
    const list = `[${rows.map((row) => `'${row.replaceAll("'", "''")}'`).join(", ")}]`;
    const column = bytes(rows[line].slice(0, col)) + 1;
    lines.push(`silent! call Run(${list}, ${line + 1}, ${column}, ${vimString(keys + "<esc><esc>")})`);
  }
  lines.push(`call writefile([json_encode(g:out)], '${dir}/out.json')`, "qa!");
  await Deno.writeTextFile(`${dir}/run.vim`, lines.join("\n"));
  const child = new Deno.Command("timeout", {
    args: ["120", "vim", "-u", "NONE", "-i", "NONE", "-N", "-es", "-S", `${dir}/run.vim`],
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  await child.status;
  const out: [string[], number, number][] = JSON.parse(await Deno.readTextFile(`${dir}/out.json`));
  await Deno.remove(dir, { recursive: true });
  return cases.map((one, i): OracleCase => {
    const [rows, line, col] = out[i];
    const row = new TextEncoder().encode(rows[line - 1]).slice(0, col - 1);
    return {
      ...one,
      after: rows.length === 1 && rows[0] === "" ? "" : rows.join("\n") + "\n",
      cursor: [line - 1, new TextDecoder().decode(row).length],
    };
  });
}

export function randomCases(count: number, seed: number): Omit<OracleCase, "after" | "cursor">[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const text = random.pick(texts);
    const rows = text.slice(0, -1).split("\n");
    const line = random.int(0, rows.length);
    const characters = [...rows[line]];
    const col = characters.slice(0, random.int(0, Math.max(1, characters.length))).join("").length;
    return { text, at: [line, col] as const, keys: randomKeys(random) };
  });
}

/** The table's cases: "|" says where the cursor is. */
function fromTable(): Omit<OracleCase, "after" | "cursor">[] {
  return tableCases.map(([marked, keys]) => {
    const at = marked.indexOf("|");
    const before = marked.slice(0, at).split("\n");
    return {
      text: before.join("\n") + marked.slice(at + 1),
      at: [before.length - 1, before.at(-1)!.length] as const,
      keys,
    };
  });
}

async function keep(file: string, cases: readonly Omit<OracleCase, "after" | "cursor">[]): Promise<void> {
  const answered = await askVim(cases);
  await Deno.writeTextFile(file, "[\n" + answered.map((one) => JSON.stringify(one)).join(",\n") + "\n]\n");
  console.log(`${answered.length} cases in ${file}`);
}
if (import.meta.main) {
  const [count = "1500", seed = "1", folder = "fixtures/vim"] = Deno.args;
  await keep(`${folder}/random.json`, randomCases(Number(count), Number(seed)));
  await keep(`${folder}/table.json`, fromTable());
}
