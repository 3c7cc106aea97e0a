import assert from "node:assert/strict";
import { type Encoding, encodingNamed, encodingNames } from "./encodings.ts";
import { decodeFile, encodeFile } from "./file_text.ts";
import { seededRandom } from "../base/mod.ts";

const join = (parts: Uint8Array[]) => new Uint8Array(parts.flatMap((p) => [...p]));
const encode = (text: string, encoding: Encoding) => {
  const bytes = encodeFile([text], { encoding, lineEnding: "LF" });
  assert.ok(bytes.ok, bytes.ok ? "" : bytes.reason);
  return [...join(bytes.value)];
};

Deno.test("encodingNamed() knows our names, VS Code's and the web's", () => {
  assert.equal(encodingNamed("UTF-8"), "UTF-8");
  assert.equal(encodingNamed("utf8bom"), "UTF-8 with BOM");
  assert.equal(encodingNamed("utf16le"), "UTF-16 LE with BOM");
  assert.equal(
    encodingNamed("UTF-16 LE"),
    "UTF-16 LE with BOM",
    "VS Code's id wins over a name without dashes",
  );
  assert.equal(encodingNamed("shift_jis"), "Shift JIS");
  assert.equal(encodingNamed("windows-1251"), "Windows 1251");
  assert.equal(encodingNamed("latin1"), "ISO 8859-1");
  assert.equal(encodingNamed("gb2312"), "GBK");
  assert.equal(encodingNamed("klingon"), null);
});

// Known bytes from the standards, so that the tables are not only their own witness.
Deno.test("encodeFile() writes known characters as the standards say", () => {
  const known: [Encoding, string, number[]][] = [
    ["UTF-16 LE with BOM", "aé", [0xff, 0xfe, 0x61, 0, 0xe9, 0]],
    ["UTF-16 BE", "😀", [0xd8, 0x3d, 0xde, 0x00]],
    ["ISO 8859-1", "é\u0080", [0xe9, 0x80]],
    ["Windows 1252", "é€", [0xe9, 0x80]],
    ["Windows 1251", "Привет", [0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]],
    ["KOI8-R", "Привет", [0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4]],
    ["Shift JIS", "日本ｱ①", [0x93, 0xfa, 0x96, 0x7b, 0xb1, 0x87, 0x40]],
    ["EUC-JP", "日本ｱ丂", [0xc6, 0xfc, 0xcb, 0xdc, 0x8e, 0xb1, 0x8f, 0xb0, 0xa1]],
    ["EUC-KR", "한글", [0xc7, 0xd1, 0xb1, 0xdb]],
    ["GBK", "中文€", [0xd6, 0xd0, 0xce, 0xc4, 0x80]],
    ["GB18030", "中€ü😀", [0xd6, 0xd0, 0xa2, 0xe3, 0xa8, 0xb9, 0x94, 0x39, 0xfc, 0x36]],
    ["Big5", "中文", [0xa4, 0xa4, 0xa4, 0xe5]],
  ];
  for (const [encoding, text, bytes] of known) {
    assert.deepEqual(encode(text, encoding), bytes, encoding);
    const back = decodeFile(new Uint8Array(bytes), encoding);
    assert.deepEqual([back.parts.join(""), back.encoding, back.invalidBytes], [text, encoding, 0]);
  }
});

/** Bytes that are hard on every encoding: text of it, halves of sequences, line ends, noise. */
function hardBytes(seed: number, encoding: Encoding): Uint8Array<ArrayBuffer> {
  const random = seededRandom(seed);
  const words = ["a\r\n", "\n", "é", "日本", "한", "中文", "Пр", "😀", "\r", "€"];
  const pieces: number[][] = Array.from({ length: random.int(0, 40) }, () => {
    if (random.int(0, 3) > 0) {
      const text = encodeFile([random.pick(words)], { encoding, lineEnding: "LF" }, { substitute: "?" });
      assert.ok(text.ok);
      return [...join(text.value)].slice(0, random.int(1, 5));
    }
    return Array.from({ length: random.int(1, 4) }, () => random.int(0, 256));
  });
  return new Uint8Array(pieces.flat().map((byte) => byte & 255));
}

for (const encoding of encodingNames) {
  Deno.test(`decodeFile() then encodeFile() is the identity on any bytes in ${encoding}`, () => {
    for (let seed = 1; seed <= 150; seed++) {
      const bytes = hardBytes(seed, encoding);
      const file = decodeFile(bytes, encoding);
      // Cut in other places than it was read: the leaves of a text are not the blocks of a file.
      const text = file.parts.join("");
      const cut = seed % 7 + 1;
      const pieces = Array.from(
        { length: Math.ceil(text.length / cut) },
        (_, i) => text.slice(i * cut, i * cut + cut),
      );
      const back = encodeFile(pieces, file);
      assert.ok(back.ok, `seed ${seed}: ${back.ok ? "" : back.reason}`);
      assert.deepEqual(join(back.value), bytes, `seed ${seed}`);
    }
  });

  Deno.test(`encodeFile() changes only the bytes of what was edited in ${encoding}`, () => {
    for (let seed = 1; seed <= 60; seed++) {
      const bytes = hardBytes(seed, encoding);
      const file = decodeFile(bytes, encoding);
      const text = file.parts.join("");
      let at = text.length >> 1;
      // Not inside a pair or a line end: an editor puts no caret there.
      while (at > 0 && (/[\udc00-\udfff]/.test(text[at] ?? "") || text[at] === "\n")) at--;
      const edited = encodeFile([text.slice(0, at), "x", text.slice(at)], file);
      const before = encodeFile([text.slice(0, at)], file);
      assert.ok(edited.ok && before.ok);
      const x = encode("x", encoding.replace(" with BOM", "") as Encoding).length;
      const head = join(before.value);
      const after = join(edited.value);
      assert.deepEqual(after.slice(0, head.length), bytes.slice(0, head.length), `seed ${seed}`);
      assert.deepEqual(after.slice(head.length + x), bytes.slice(head.length), `seed ${seed}`);
    }
  });
}

Deno.test("decodeFile() cuts no sequence at a block border", () => {
  for (const encoding of ["Shift JIS", "GB18030", "UTF-16 LE", "EUC-JP"] as const) {
    const one = encode("本", encoding);
    for (let lead = 0; lead < 3; lead++) {
      const pad = encode("a".repeat(lead), encoding);
      const bytes = new Uint8Array(pad.length + one.length * 600_000);
      bytes.set(pad);
      for (let i = 0; i < 600_000; i++) bytes.set(one, pad.length + i * one.length);
      const file = decodeFile(bytes, encoding);
      assert.equal(file.invalidBytes, 0, `${encoding} ${lead}`);
      assert.equal(file.parts.reduce((sum, part) => sum + part.length, 0), 600_000 + lead);
    }
  }
});

Deno.test("encodeFile() names every character that the encoding does not have, and replaces none unasked", () => {
  const form = { encoding: "Windows 1252", lineEnding: "LF" } as const;
  const refused = encodeFile(["aé日", "本日"], form);
  assert.ok(!refused.ok);
  assert.deepEqual(refused.unmappable, {
    encoding: "Windows 1252",
    characters: ["日", "本"],
    count: 3,
    at: 2,
  });
  assert.match(refused.reason, /Cannot save as Windows 1252: 3 characters have no place in it \(日 本\)/);
  const replaced = encodeFile(["aé日"], form, { substitute: "?" });
  assert.ok(replaced.ok);
  assert.deepEqual([...join(replaced.value)], [0x61, 0xe9, 0x3f]);
});

Deno.test("encodeFile() writes a CRLF that came into the text of a CRLF file once", () => {
  const bytes = encodeFile(["a\r", "\nb\nc"], { encoding: "UTF-8", lineEnding: "CRLF" });
  assert.ok(bytes.ok);
  assert.equal(new TextDecoder().decode(join(bytes.value)), "a\r\nb\r\nc");
});
