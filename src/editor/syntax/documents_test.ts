/**
 * Documents of the worker, driven by hand: what comes of edits equals a start from nothing, for trees and for lines;
 * parses that run away are cut off; inner languages are coloured.
 */
import assert from "node:assert/strict";
import type { Offset } from "../../base/mod.ts";
import { type Random, seededRandom } from "../../base/mod.ts";
import { changesOf } from "../text/changes.ts";
import { textOf } from "../text/rope.ts";
import type { Edit, Text } from "../types.ts";
import { loadTree } from "./grammars_io.ts";
import { grammarOf } from "./languages.ts";
import { LineDocument } from "./line_document_io.ts";
import { STYLES } from "./styles.ts";
import { loadLines } from "./textmate_io.ts";
import { type Limits, type SyntaxDocument, TreeDocument } from "./tree_document_io.ts";
import type { Paint, Structure } from "./types.ts";

const folder = new URL("../../../fixtures/syntax/", import.meta.url);
const sample = (file: string): string => Deno.readTextFileSync(new URL(file, folder));

class Driven {
  readonly document: SyntaxDocument;
  paint: Paint | null = null;
  structure: Structure | null = null;
  stopped = 0;
  slow = 0;
  text: Text;
  version = 0;
  #wake: (() => void) | null = null;

  constructor(make: (driven: Driven) => SyntaxDocument, text: string) {
    this.text = textOf(text);
    this.document = make(this);
  }
  static async of(language: string, text: string, limits?: Limits): Promise<Driven> {
    const grammar = grammarOf(language)!;
    const loaded = grammar.kind === "tree" ? await loadTree(grammar) : await loadLines(grammar);
    if (!loaded.ok) throw new Error(loaded.reason);
    return new Driven((driven) => {
      const answers = {
        paint: (paint: Paint) => void (driven.paint = paint),
        structure: (structure: Structure) => void (driven.structure = structure),
        slow: () => void driven.slow++,
        stopped: () => void driven.stopped++,
        wake: () => driven.#wake?.(),
      };
      const options = { version: 0, answers, limits };
      return loaded.value.kind === "tree"
        ? new TreeDocument(loaded.value, driven.text, options)
        : new LineDocument(loaded.value, driven.text, options);
    }, text);
  }
  look(): void {
    this.document.look(Int32Array.of(0, this.text.length));
  }
  edit(edits: readonly Edit[]): void {
    const changes = changesOf(edits, this.text.length);
    this.text = changes.apply(this.text);
    this.document.edit(changes, ++this.version);
  }
  replace(from: number, to: number, insert: string): void {
    this.edit([{ from: from as Offset, to: to as Offset, insert }]);
  }
  /** Until nothing is left to do, structure and inner grammars included. `sliceMs` 0: as many slices as can be. */
  async settle(sliceMs = 4): Promise<void> {
    for (;;) {
      const woken = Promise.withResolvers<void>();
      this.#wake = woken.resolve;
      const state = this.document.advance(performance.now() + sliceMs);
      if (state === "idle" && (this.paint === null || this.paint.isComplete || this.stopped > 0)) return;
      if (state === "idle") await woken.promise;
      if (state === "later") await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  get all(): string {
    return this.text.slice(0 as Offset, this.text.length as Offset);
  }
  /** The style of the first place of some words. */
  styleOf(words: string): string {
    const at = this.all.indexOf(words);
    assert.ok(at >= 0, `${words} is not in the text`);
    const { spans } = this.paint!;
    for (let i = 0; i < spans.length; i += 3) {
      if (spans[i] <= at && at < spans[i + 1]) return STYLES[spans[i + 2]];
    }
    return "text";
  }
}

function randomEdit(random: Random, text: string): Edit {
  const from = random.int(0, text.length + 1);
  const to = Math.min(text.length, from + (random.int(0, 3) === 0 ? random.int(0, 30) : random.int(0, 2)));
  const pieces = [
    "a",
    " ",
    "\n",
    "{",
    "}",
    "(",
    '"',
    "`",
    "/*",
    "*/",
    "x = 1;\n",
    "#",
    "<b>",
    "```\n",
    "é😀",
    "",
  ];
  return { from: from as Offset, to: to as Offset, insert: random.pick(pieces) };
}

const languages = [
  ["typescript", "sample.ts"],
  ["python", "sample.py"],
  ["html", "sample.html"],
  ["rust", "sample.rs"],
  ["markdown", "sample.md"],
  ["sql", "sample.sql"],
  ["css", "sample.css"],
] as const;
Deno.test("TreeDocument: colours after scrolling to and fro with edits between equal a start from nothing", async () => {
  for (let seed = 1; seed <= 3; seed++) {
    const random = seededRandom(seed);
    const driven = await Driven.of("typescript", sample("sample.ts").repeat(3));
    for (let round = 0; round < 12; round++) {
      if (random.int(0, 3) === 0) driven.edit([randomEdit(random, driven.all)]);
      const from = random.int(0, driven.text.length - 600), to = from + random.int(1, 600);
      const windows = Int32Array.of(from, to, ...(round % 3 === 0 ? [to + 10, driven.text.length] : []));
      driven.document.look(windows);
      if (round % 4 !== 3) {
        driven.document.advance(performance.now() + (random.int(0, 2) === 0 ? 0 : 50));
        continue;
      }
      await driven.settle();
      const fresh = await Driven.of("typescript", driven.all);
      fresh.document.look(windows);
      await fresh.settle();
      const told = `Seed ${seed}, round ${round}`;
      assert.deepEqual([...driven.paint!.windows], [...windows], told);
      assert.deepEqual([...driven.paint!.spans], [...fresh.paint!.spans], told);
      assert.deepEqual([...driven.structure!.brackets], [...fresh.structure!.brackets], told);
      fresh.document.close();
    }
    driven.document.close();
  }
});

for (const [language, file] of languages) {
  Deno.test(`${language}: colours and structure after random edits equal a start from nothing`, async () => {
    for (let seed = 1; seed <= 2; seed++) {
      const random = seededRandom(seed);
      const driven = await Driven.of(language, sample(file));
      driven.look();
      await driven.settle();
      for (let round = 0; round < 6; round++) {
        for (let i = random.int(1, 4); i > 0; i--) {
          driven.edit([randomEdit(random, driven.all)]);
          if (random.int(0, 2) === 0) driven.document.advance(performance.now());
        }
        await driven.settle(random.int(0, 2) * 2);
        const fresh = await Driven.of(language, driven.all);
        fresh.look();
        await fresh.settle();
        const told = `Seed ${seed}, round ${round} of ${language}:\n${driven.all}`;
        assert.equal(driven.paint!.version, driven.version, told);
        assert.deepEqual([...driven.paint!.spans], [...fresh.paint!.spans], told);
        for (const part of ["folds", "symbols", "names", "brackets", "nodes"] as const) {
          assert.deepEqual([...driven.structure![part]], [...fresh.structure![part]], `${part}. ${told}`);
        }
        fresh.document.close();
      }
      driven.document.close();
    }
  });
}

Deno.test("TreeDocument cuts off a parse that runs away, says so, and tries again after an edit", async () => {
  const text = "const a = { b: [1, 2, 3], c: `d` };\n".repeat(4000);
  const driven = await Driven.of("typescript", text, { budgetMs: 1, budgetMsPerUnit: 0, slowMs: 0 });
  driven.look();
  await driven.settle(0);
  assert.equal(driven.stopped, 1);
  assert.equal(driven.paint, null);
  // What is left parses within a slice, so that nothing has to be cut off.
  driven.replace(0, text.length - 36, "");
  driven.stopped = 0;
  await driven.settle(1000);
  assert.equal(driven.stopped, 0);
  assert.equal(driven.paint!.version, 1);
  assert.equal(driven.styleOf("const"), "keyword");
  driven.document.close();
});

Deno.test("TreeDocument takes a look beyond its end, as a frame of an older text has", async () => {
  const driven = await Driven.of("typescript", "const a = 1;\n");
  driven.document.look(Int32Array.of(0, 5000));
  driven.replace(0, 0, "let z = 0;\n");
  await driven.settle();
  assert.equal(driven.styleOf("let z"), "keyword");
  driven.document.close();
});

Deno.test("TreeDocument tells when a parse takes long, and takes edits meanwhile", async () => {
  const text = "const a = { b: [1, 2, 3], c: `d` };\n".repeat(4000);
  const driven = await Driven.of("typescript", text, { budgetMs: 60_000, budgetMsPerUnit: 0, slowMs: 0 });
  driven.look();
  assert.equal(driven.document.advance(performance.now()), "more");
  driven.replace(0, 0, "let z = 0;\n");
  driven.look();
  await driven.settle(1);
  assert.ok(driven.slow >= 1);
  assert.equal(driven.paint!.version, 1);
  assert.equal(driven.styleOf("let z"), "keyword");
  driven.document.close();
});

Deno.test("colours of inner languages: script, style, tagged templates, fences", async () => {
  const html = await Driven.of("html", sample("sample.html"));
  html.look();
  await html.settle();
  assert.equal(html.styleOf("const x"), "keyword");
  assert.equal(html.styleOf("color:"), "type");
  html.replace(html.all.indexOf("const x"), html.all.indexOf("const x"), "let y = 2; ");
  await html.settle();
  assert.equal(html.styleOf("let y"), "keyword");
  assert.equal(html.styleOf("2;"), "number");
  html.document.close();
  const ts = await Driven.of("typescript", sample("sample.ts"));
  ts.look();
  await ts.settle();
  assert.equal(ts.styleOf("p class"), "keyword");
  assert.equal(ts.styleOf("`to "), "string");
  ts.document.close();
  const markdown = await Driven.of("markdown", sample("sample.md"));
  markdown.look();
  await markdown.settle();
  assert.equal(markdown.styleOf("const a"), "keyword");
  assert.equal(markdown.styleOf("// c"), "comment");
  assert.equal(markdown.styleOf("def f"), "keyword");
  assert.equal(markdown.styleOf("Title"), "keyword");
  // Another language on the fence: the same lines mean something else.
  markdown.replace(markdown.all.indexOf("ts\nconst"), markdown.all.indexOf("ts\nconst") + 2, "python");
  await markdown.settle();
  assert.equal(markdown.styleOf("const a"), "text");
  markdown.document.close();
});

Deno.test("structure: outline, folds and brackets of TypeScript, Python and Markdown", async () => {
  const ts = await Driven.of("typescript", sample("sample.ts"));
  ts.look();
  await ts.settle();
  assert.deepEqual(ts.structure!.names, ["Point", "#x", "constructor", "move", "view"]);
  const lineOf = (driven: Driven, at: number) => driven.text.lineAt(at as Offset).index;
  const folds = (driven: Driven) => {
    const { folds } = driven.structure!;
    return Array.from(
      { length: folds.length / 3 },
      (_, i) => `${lineOf(driven, folds[i * 3])}-${lineOf(driven, folds[i * 3 + 1])}`,
    );
  };
  assert.deepEqual(folds(ts), ["3-10", "5-6", "8-9"]);
  const { brackets } = ts.structure!;
  for (let i = 0; i < brackets.length; i += 3) {
    const pair = ts.all[brackets[i]] + ts.all[brackets[i + 1]];
    assert.ok(["()", "[]", "{}"].includes(pair), pair);
  }
  ts.document.close();
  const python = await Driven.of("python", sample("sample.py"));
  python.look();
  await python.settle();
  assert.deepEqual(python.structure!.names, ["Shape", "area"]);
  assert.deepEqual(folds(python), ["2-9", "5-9", "7-8"]);
  python.document.close();
  const markdown = await Driven.of("markdown", sample("sample.md"));
  markdown.look();
  await markdown.settle();
  assert.deepEqual(markdown.structure!.names, ["Title", "Second"]);
  markdown.document.close();
});

Deno.test("look() reads names by themselves, not the text around them", async () => {
  const line = (i: number): string => `const someName${i} = OTHER_NAME${i}(Third${i}.fourth, require);\n`;
  const driven = await Driven.of("typescript", Array.from({ length: 300 }, (_, i) => line(i)).join(""));
  await driven.settle();
  let units = 0;
  const { slice } = driven.text;
  Object.defineProperty(driven.text, "slice", {
    value(from: Offset, to: Offset) {
      units += to - from;
      return slice.call(driven.text, from, to);
    },
  });
  driven.look();
  driven.document.advance(performance.now() + 1000);
  assert.ok(driven.paint !== null);
  assert.ok(units > 0 && units < driven.text.length * 40, `Read ${units} of ${driven.text.length} units`);
});
