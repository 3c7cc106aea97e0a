import assert from "node:assert/strict";
import { type Offset, seededRandom } from "../../base/mod.ts";
import {
  type BlockSource,
  breaksOf,
  changesOf,
  type FileBlock,
  storedChunksOf,
  toStringAll,
} from "../../editor/mod.ts";
import { type Encoding, encodingNames } from "../encodings.ts";
import { bomOf } from "../encodings.ts";
import { decodeFile, encodeFile, type FileForm } from "../file_text.ts";
import { decodeBlock } from "./block_text.ts";
import { textOfScan } from "./file_text_of.ts";
import { BlockScan } from "./scan.ts";
import { createCounter, plainCounter } from "./tally.ts";

const random = (seed: number) => seededRandom(seed);

/** The bytes as a text in blocks, read in pieces of any size. */
function blocksOf(bytes: Uint8Array, form: FileForm, { size, seed }: { size: number; seed: number }) {
  const dice = random(seed);
  const read = (into: Uint8Array, at: number): number => {
    const n = Math.min(into.length, bytes.length - at, dice.int(1, 40));
    into.set(bytes.subarray(at, at + n));
    return n;
  };
  const source: BlockSource = {
    read(block) {
      const text = decodeBlock(bytes.subarray(block.at, block.at + block.bytes), form, block.isRaw);
      return { text, breaks: breaksOf(text, block.breaks)! };
    },
  };
  const from = bomOf(form.encoding).length;
  const counter = (seed % 2 === 0 ? createCounter : plainCounter)(size * 3 + 8);
  const scan = new BlockScan({ read, form, from, to: bytes.length, blockBytes: size, counter });
  const packed: number[] = [];
  while (!scan.isDone) {
    const part = scan.advance(dice.int(1, 3 * size));
    assert.ok(part.length > 0, "the scan stands still");
    packed.push(...part);
  }
  return { text: textOfScan(source, { packed: Int32Array.from(packed), at: from }), scan };
}

function randomBytes(seed: number, encoding: Encoding): Uint8Array {
  const dice = random(seed);
  const out: number[] = [...bomOf(encoding)];
  const ending = dice.pick(["\n", "\r\n", "\r"]);
  const pieces = ["a", "é", "漢字", "😀", "ш", "\u007f", ending, ending, ending, "ｱ", "x", "—"];
  for (let n = dice.int(0, 60); n > 0; n--) {
    if (seed % 3 === 0 && dice.next() < 0.2) out.push(dice.int(0, 256));
    else if (seed % 5 === 0 && dice.next() < 0.1) out.push(10, 13);
    else {
      const bytes = encodeFile([dice.pick(pieces)], { encoding, lineEnding: "LF" }, { substitute: "?" });
      if (bytes.ok) {
        for (const piece of bytes.value.slice(bomOf(encoding).length > 0 ? 1 : 0)) out.push(...piece);
      }
    }
  }
  return Uint8Array.from(out);
}

for (const encoding of encodingNames) {
  Deno.test(`${encoding}: a file in blocks reads as the whole file does, whatever the bytes`, () => {
    for (let seed = 1; seed <= 120; seed++) {
      const bytes = randomBytes(seed, encoding);
      const whole = decodeFile(bytes, encoding);
      for (const size of [4, 16, 33]) {
        const { text } = blocksOf(bytes, whole, { size, seed });
        assert.equal(toStringAll(text), whole.parts.join(""), `seed ${seed}, blocks of ${size}`);
      }
    }
  });

  Deno.test(`${encoding}: one edit changes only its bytes, the blocks beside it are copied`, () => {
    for (let seed = 1; seed <= 60; seed++) {
      const bytes = randomBytes(seed, encoding);
      const form = decodeFile(bytes, encoding);
      const { text } = blocksOf(bytes, form, { size: 16, seed });
      const dice = random(seed);
      let from = dice.int(0, text.length + 1);
      if (/[\ud800-\udbff]/.test(text.slice(Math.max(0, from - 1) as Offset, from as Offset))) from--;
      const edit = { from: from as Offset, to: from as Offset, insert: "zq" };
      const after = dice.next() < 0.3 ? text : changesOf([edit], text.length).apply(text);
      const pieces = [];
      let rest: string[] = [];
      const flush = () => {
        const encoded = encodeFile(rest, { ...form, encoding: form.encoding });
        assert.ok(encoded.ok);
        // The mark at the start is written once.
        pieces.push(...encoded.value.slice(bomOf(form.encoding).length > 0 ? 1 : 0));
        rest = [];
      };
      pieces.push(Uint8Array.from(bomOf(form.encoding)));
      let copied = 0;
      for (const chunk of storedChunksOf(after)) {
        if (typeof chunk === "string") rest.push(chunk);
        else {
          flush();
          copied++;
          pieces.push(bytes.subarray((chunk as FileBlock).at, chunk.at + chunk.bytes));
        }
      }
      flush();
      const written = pieces.flatMap((piece) => [...piece]);
      const expected = encodeFile([toStringAll(after)], form);
      assert.ok(expected.ok);
      assert.deepEqual(written, expected.value.flatMap((piece) => [...piece]), `seed ${seed}`);
      if (after === text) assert.deepEqual(written, [...bytes]);
      if (text.length > 60) assert.equal(copied > 0, true);
    }
  });
}

Deno.test("BlockScan keeps a block raw whose line ends are others than the file's", () => {
  const bytes = new TextEncoder().encode("one\r\ntwo\r\nthree\r\nfo\nur\nfive\r\nsix\r\nseven\r\n");
  const { text, scan } = blocksOf(bytes, { encoding: "UTF-8", lineEnding: "CRLF" }, { size: 16, seed: 1 });
  assert.equal(scan.hasRaw, true);
  assert.equal(toStringAll(text).replaceAll("\r\n", "\n"), "one\ntwo\nthree\nfo\nur\nfive\nsix\nseven\n");
});

Deno.test("createCounter() counts as plain loops do", () => {
  const fast = createCounter(5000), plain = plainCounter(5000);
  const a = { lf: 0, cr: 0, crlf: 0, isAscii: true }, b = { ...a };
  for (let seed = 1; seed <= 200; seed++) {
    const dice = random(seed);
    const length = dice.int(0, 5000), from = dice.int(0, length + 1), most = seed % 2 === 0 ? 128 : 256;
    for (let i = 0; i < length; i++) {
      fast.bytes[i] = plain.bytes[i] = dice.pick([10, 13, 65, dice.int(0, most)]);
    }
    fast.bytes[length] = plain.bytes[length] = 0;
    fast.count(from, length, a);
    plain.count(from, length, b);
    assert.deepEqual(a, b, `seed ${seed}`);
  }
});
