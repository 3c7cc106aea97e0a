/** What a rest gives back, and that everything works on behind it. */
import assert from "node:assert/strict";
import { Parser } from "web-tree-sitter";
import { loadTree } from "./grammars_io.ts";
import { grammarOf } from "./languages.ts";
import { cleanMappings, dropStartUpCode, residentMb, rest } from "./rest_io.ts";

const isLinux = Deno.build.os === "linux";
const line = "export const value = compute({ name: `text ${1 + 2}`, list: [1, 2, 3] }, (it) => it.name);\n";

async function parserOf(language: string): Promise<Parser> {
  const grammar = grammarOf(language)!;
  if (grammar.kind !== "tree") throw new Error(`${language} has no tree`);
  const loaded = await loadTree(grammar);
  if (!loaded.ok) throw new Error(loaded.reason);
  const parser = new Parser();
  parser.setLanguage(loaded.value.language);
  return parser;
}

Deno.test({ name: "rest() gives back what a dropped tree took", ignore: !isLinux }, async () => {
  const parser = await parserOf("typescript");
  await rest();
  const before = residentMb();
  const tree = parser.parse(line.repeat(8000))!;
  const full = residentMb();
  tree.delete();
  const deleted = residentMb();
  await rest();
  const rested = residentMb();
  parser.delete();
  assert.ok(full - before > 15, `the tree took ${full - before} MB only`);
  assert.ok(
    deleted - rested > (full - before) / 2,
    `${full - before} MB taken, ${deleted - rested} given back`,
  );
});

Deno.test("rest() leaves living trees as they are, and later parses right", async () => {
  const parser = await parserOf("typescript");
  const text = line.repeat(300);
  const kept = parser.parse(text)!;
  const shape = kept.rootNode.toString();
  for (let i = 0; i < 3; i++) {
    parser.parse(line.repeat(500 * i))!.delete();
    await rest();
    dropStartUpCode();
    assert.equal(kept.rootNode.toString(), shape);
    const again = parser.parse(text)!;
    assert.equal(again.rootNode.toString(), shape);
    again.delete();
  }
  kept.delete();
  parser.delete();
});

const mapping = (head: string, { dirty = 0, anonymous = 0 } = {}) =>
  `${head}\nSize:   8 kB\nPrivate_Dirty:  ${dirty} kB\nAnonymous:   ${anonymous} kB\n`;

Deno.test("cleanMappings() takes what is only read of that file, never a changed page", () => {
  const smaps = mapping("1000-2000 r--p 00000000 08:01 12      /usr/bin/deno") +
    mapping("2000-4000 r-xp 00001000 08:01 12      /usr/bin/deno") +
    mapping("4000-5000 r--p 00003000 08:01 12      /usr/bin/deno", { dirty: 4, anonymous: 4 }) +
    mapping("5000-6000 r--p 00004000 08:01 12      /usr/bin/deno", { anonymous: 4 }) +
    mapping("6000-7000 rw-p 00005000 08:01 12      /usr/bin/deno") +
    mapping("7000-8000 r-xs 00005000 08:01 12      /usr/bin/deno") +
    mapping("8000-9000 r-xp 00000000 08:01 13      /usr/bin/other") +
    mapping("9000-a000 r-xp 00000000 00:00 0 ");
  assert.deepEqual(cleanMappings(smaps, "/usr/bin/deno"), [
    { from: 0x1000n, to: 0x2000n },
    { from: 0x2000n, to: 0x4000n },
  ]);
});
