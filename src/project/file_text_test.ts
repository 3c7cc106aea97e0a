import assert from "node:assert/strict";
import { decodeFile, encodeFile, looksBinary } from "./file_text.ts";
import { seededRandom } from "../base/mod.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const join = (parts: Uint8Array[]) => new Uint8Array(parts.flatMap((p) => [...p]));
function roundTrip(bytes: Uint8Array): Uint8Array {
  const file = decodeFile(bytes);
  const back = encodeFile(file.parts, file);
  assert.ok(back.ok, back.ok ? "" : back.reason);
  return join(back.value);
}

Deno.test("decodeFile() names and unifies line ends", () => {
  assert.deepEqual([
    decodeFile(bytesOf("a\r\nb\r\n")).parts.join(""),
    decodeFile(bytesOf("a\r\nb")).lineEnding,
  ], ["a\nb\n", "CRLF"]);
  assert.deepEqual([decodeFile(bytesOf("a\rb")).parts.join(""), decodeFile(bytesOf("a\rb")).lineEnding], [
    "a\nb",
    "CR",
  ]);
  assert.deepEqual([
    decodeFile(bytesOf("a\nb\r\n")).parts.join(""),
    decodeFile(bytesOf("a\nb\r\n")).lineEnding,
  ], ["a\nb\r\n", "mixed"]);
  assert.equal(decodeFile(bytesOf("")).lineEnding, "LF");
});

Deno.test("decodeFile() keeps a BOM out of the text and in the file", () => {
  const bytes = new Uint8Array([0xef, 0xbb, 0xbf, 0x61]);
  assert.equal(decodeFile(bytes).parts.join(""), "a");
  assert.deepEqual(roundTrip(bytes), bytes);
});

Deno.test("decodeFile() turns invalid bytes into U+DC00 + byte and counts them", () => {
  const file = decodeFile(new Uint8Array([0x61, 0xff, 0xed, 0xa0, 0x80, 0x62]));
  assert.equal(file.parts.join(""), "a\udcff\udced\udca0\udc80b");
  assert.equal(file.invalidBytes, 4);
});

Deno.test("encodeFile() after decodeFile() gives the same bytes, whatever they are", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = seededRandom(seed);
    const pieces = [
      [0x0d],
      [0x0a],
      [0x0d, 0x0a],
      [0xff],
      [0xc3],
      [0xc3, 0xa9],
      [0xe2, 0x82],
      [0xf0, 0x9f, 0x98, 0x80],
      [0x61],
      [0xed, 0xa0, 0x80],
      [0x80],
      [0xf4, 0x90, 0x80, 0x80],
    ];
    const bytes = new Uint8Array(Array.from({ length: random.int(0, 60) }, () => random.pick(pieces)).flat());
    assert.deepEqual(roundTrip(bytes), bytes, `seed ${seed}`);
  }
});

Deno.test("decodeFile() cuts no character and no CRLF at a block border", () => {
  const block = 1 << 20;
  for (const tail of ["\r\nx", "é", "😀", "€"]) {
    for (let back = 1; back <= 4; back++) {
      const bytes = bytesOf("a".repeat(block - back) + tail + "\r\n".repeat(tail.startsWith("\r") ? 2 : 0));
      assert.deepEqual(roundTrip(bytes), bytes);
      assert.equal(decodeFile(bytes).invalidBytes, 0);
    }
  }
});

Deno.test("encodeFile() joins a pair that lies across two parts and refuses half of one", () => {
  const joined = encodeFile(["a\ud83d", "\ude00b"], { encoding: "UTF-8", lineEnding: "LF" });
  assert.ok(joined.ok);
  assert.deepEqual(join(joined.value), bytesOf("a😀b"));
  for (const bad of ["a\ud83d", "a\ud83db", "\udc00"]) {
    const result = encodeFile([bad], { encoding: "UTF-8", lineEnding: "LF" });
    assert.ok(!result.ok && result.reason.includes("surrogate"));
  }
});

Deno.test("looksBinary() finds a NUL near the start only", () => {
  assert.equal(looksBinary(new Uint8Array([1, 0, 2])), true);
  assert.equal(looksBinary(bytesOf("text")), false);
});
