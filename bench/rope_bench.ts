/**
 * The rope on its own: building, reading and editing, in documents of 400 KB and 100 MB. The 100 MB one is made when its
 * group first runs; `deno bench bench/rope_bench.ts --filter 400` spares it.
 */
import { type LineIndex, type Offset, seededRandom } from "../src/base/mod.ts";
import { changesOf, chunksOf, type Text, textOf, textOfChunks } from "../src/editor/mod.ts";

const random = seededRandom(19);

function* lines(units: number): Generator<string> {
  for (let made = 0; made < units;) {
    let block = "";
    while (block.length < 64 * 1024) {
      block += `  const value${random.int(0, 1e6)} = compute(input, ${random.int(0, 99)});\n`;
    }
    made += block.length;
    yield block;
  }
}

const small = [...lines(400_000)].join("").slice(0, 400_000);
const texts = new Map<string, Text>();
/** The document under edit. Each insertion goes on from the last, as in life. */
function document(name: string, units: number): Text {
  let text = texts.get(name);
  if (text === undefined) texts.set(name, text = textOfChunks(lines(units)));
  return text;
}

let sink = 0;
Deno.bench("textOf 400 KB", { group: "rope build" }, () => {
  sink += textOf(small).lineCount;
});

for (const [name, units] of [["400 KB", 400_000], ["100 MB", 100_000_000]] as const) {
  Deno.bench(`insert one character at random, ${name}`, { group: `rope ${name}` }, (b) => {
    const text = document(name, units);
    const at = random.int(0, text.length + 1) as Offset;
    b.start();
    const after = changesOf([{ from: at, to: at, insert: "x" }], text.length).apply(text);
    b.end();
    texts.set(name, after);
  });
  Deno.bench(`lineAt at random, ${name}`, { group: `rope ${name}` }, (b) => {
    const text = document(name, units);
    const at = random.int(0, text.length + 1) as Offset;
    b.start();
    sink += text.lineAt(at).from;
    b.end();
  });
  Deno.bench(`line and slice, 50 in a row, ${name}`, { group: `rope ${name}` }, (b) => {
    const text = document(name, units);
    const first = random.int(0, text.lineCount - 50);
    b.start();
    for (let i = 0; i < 50; i++) {
      const line = text.line((first + i) as LineIndex);
      sink += text.slice(line.from, line.to).length;
    }
    b.end();
  });
  Deno.bench(`sub of the middle half, ${name}`, { group: `rope ${name}` }, (b) => {
    const text = document(name, units);
    b.start();
    sink += text.sub((text.length >> 2) as Offset, (3 * (text.length >> 2)) as Offset).length;
    b.end();
  });
}

Deno.bench("chunksOf 400 KB", { group: "rope stream" }, () => {
  for (const chunk of chunksOf(document("400 KB", 400_000))) sink += chunk.length;
});
