/**
 * Inputs for the benches, made from fixed seeds: the same text on every machine and in every run.
 * In memory by default; `fixtureFile` keeps one on disk under .cache/, which git does not see.
 * Source text of our own making, shaped like what people edit, not copied from anywhere.
 */
import { type Random, seededRandom } from "../src/base/mod.ts";

export type FixtureName = "typescript" | "longLines" | "cjk" | "emoji" | "mixed" | "tabs";

const nouns =
  "account buffer cache channel cursor document event frame glyph handle index job key layer line node"
    .split(" ");
const verbs =
  "apply build clear decode emit fetch find flush insert load map merge parse paint queue read resolve"
    .split(" ");
const types = ["number", "string", "boolean", "Uint8Array", "readonly string[]", "Map<string, number>"];
const remarks = [
  "Kept apart so that a slow reader never holds up a writer.",
  "The caller owns the buffer; we only look at it.",
  "Sorted by offset: the search below relies on it.",
  "A second pass is cheaper than a table here.",
  "Older servers leave this out.",
];
const han =
  "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    .split("");
const kana = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん"
  .split("");
const hangul = "가나다라마바사아자차카타파하고노도로모보소오조초코토포호".split("");
const faces = ["😀", "🚀", "👩‍💻", "👍🏽", "🇫🇷", "❤️", "🏳️‍🌈", "✅", "🧪", "👨‍👩‍👧‍👦"];

function camel(random: Random): string {
  const noun = random.pick(nouns);
  return random.pick(verbs) + noun[0].toUpperCase() + noun.slice(1);
}

function statement(random: Random): string {
  const a = random.pick(nouns);
  const b = random.pick(nouns);
  switch (random.int(0, 9)) {
    case 0:
      return `const ${a}${random.int(0, 90)} = ${camel(random)}(${b}, ${random.int(0, 5000)});`;
    case 1:
      return `if (${a} === null || ${b}.length >= 0x${random.int(16, 4096).toString(16)}) return ${
        camel(random)
      }();`;
    case 2:
      return `for (let i = 0; i < ${a}.length; i++) total += ${a}[i] * ${random.next().toFixed(3)};`;
    case 3:
      return `// ${random.pick(remarks)}`;
    case 4:
      return `await this.${camel(random)}(\`${a}/\${${b}.id}?from=\${from}\`);`;
    case 5:
      return `${a}.set("${b}-${random.int(0, 999)}", { ${a}: ${
        random.int(0, 99)
      }, ${b}: [1, 2, 3] as const });`;
    case 6:
      return `throw new RangeError(\`Cannot ${
        random.pick(verbs)
      } ${a} \${at}: there are only \${${b}.length}\`);`;
    case 7:
      return `return ${a}.filter((it) => it.${b} !== undefined).map((it) => ${camel(random)}(it));`;
    default:
      return `this.#${a} ??= new ${b[0].toUpperCase()}${b.slice(1)}(options.${a} ?? ${random.int(1, 64)});`;
  }
}

/** A believable TypeScript file of exactly `lines` lines, each ended by "\n". */
export function typescriptText(lines = 10_000, seed = 1): string {
  const random = seededRandom(seed);
  const out: string[] = [];
  while (out.length < lines) {
    const name = camel(random) + out.length;
    out.push(`/** ${random.pick(remarks)} */`);
    out.push(
      `export function ${name}(${random.pick(nouns)}: ${random.pick(types)}, at = 0): ${
        random.pick(types)
      } {`,
    );
    const length = random.int(3, 18);
    let depth = 1;
    for (let i = 0; i < length; i++) {
      const indent = "  ".repeat(depth);
      if (depth < 4 && random.next() < 0.12) {
        out.push(`${indent}if (${random.pick(nouns)}.${random.pick(nouns)} > ${random.int(0, 100)}) {`);
        depth++;
      } else if (depth > 1 && random.next() < 0.2) {
        depth--;
        out.push(`${"  ".repeat(depth)}}`);
      } else out.push(indent + statement(random));
    }
    while (depth > 0) out.push(`${"  ".repeat(--depth)}}`);
    out.push("");
  }
  out.length = lines;
  return out.join("\n") + "\n";
}

function words(random: Random, from: readonly string[], length: number): string {
  let out = "";
  for (let i = 0; i < length; i++) out += random.next() < 0.08 ? " " : random.pick(from);
  return out;
}

function line(random: Random, name: FixtureName): string {
  switch (name) {
    case "typescript":
      return statement(random);
    case "longLines":
      return Array.from({ length: 120 }, () => statement(random)).join(" ");
    case "cjk":
      return words(random, random.pick([han, kana, hangul]), random.int(10, 60));
    case "emoji":
      return `${camel(random)} ${words(random, faces, random.int(4, 20))} ${camel(random)}`;
    case "mixed":
      return `const ${camel(random)} = "${
        words(random, random.pick([han, kana, faces]), 12)
      }"; // مرحبا é ñ ${words(random, hangul, 5)}`;
    case "tabs":
      return "\t".repeat(random.int(1, 6)) + statement(random).replaceAll(" ", "\t");
  }
}

/** A fixture of `lines` lines; the same name and count give the same text everywhere. */
export function fixtureText(name: FixtureName, lines = 1000): string {
  if (name === "typescript") return typescriptText(lines);
  const random = seededRandom(name.length * 7919);
  let out = "";
  for (let i = 0; i < lines; i++) out += line(random, name) + "\n";
  return out;
}

/** The path of a fixture on disk, written on the first call; it is read by many, so edit a copy. */
export function fixtureFile(name: FixtureName, lines = 10_000): string {
  const folder = new URL("../.cache/fixtures/", import.meta.url).pathname;
  const path = `${folder}${name}-${lines}${name === "typescript" ? ".ts" : ".txt"}`;
  const text = fixtureText(name, lines);
  try {
    // Compared and not only looked for: the generator may have changed since.
    if (Deno.readTextFileSync(path) === text) return path;
  } catch { /* Not there yet. */ }
  Deno.mkdirSync(folder, { recursive: true });
  Deno.writeTextFileSync(path, text);
  return path;
}
