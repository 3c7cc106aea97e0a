import assert from "node:assert/strict";
import { detectByGuess, detectPlain } from "./detect.ts";
import type { Encoding } from "./encodings.ts";
import { encodeFile } from "./file_text.ts";
import { guessEncodings } from "./guess_io.ts";

const bytesOf = (text: string, encoding: Encoding) => {
  const bytes = encodeFile([text], { encoding, lineEnding: "LF" });
  assert.ok(bytes.ok, bytes.ok ? "" : bytes.reason);
  return new Uint8Array(bytes.value.flatMap((part) => [...part]));
};
async function detect(bytes: Uint8Array) {
  return detectPlain(bytes) ?? detectByGuess(bytes, await guessEncodings(bytes));
}

Deno.test("detectPlain() goes by BOM, by the zeros of UTF-16 and by valid UTF-8", async () => {
  const cases: [Encoding, string, string][] = [
    ["UTF-8", "plain", "ascii"],
    ["UTF-8", "né", "utf8"],
    ["UTF-8 with BOM", "a", "bom"],
    ["UTF-16 LE with BOM", "a", "bom"],
    ["UTF-16 BE with BOM", "日本", "bom"],
    ["UTF-16 LE", "hello wörld\r\n日本", "zeros"],
    ["UTF-16 BE", "hello wörld\r\n日本", "zeros"],
  ];
  for (const [encoding, text, kind] of cases) {
    const found = await detect(bytesOf(text, encoding));
    assert.deepEqual([found.encoding, found.reason.kind], [encoding, kind]);
  }
  assert.equal(detectPlain(new Uint8Array([]))?.reason.kind, "ascii");
  assert.equal(
    detectPlain(new Uint8Array([1, 0, 2, 0, 1, 0, 2, 0]))?.encoding,
    "UTF-8",
    "binary, not UTF-16",
  );
});

const samples: [Encoding, string][] = [
  [
    "Shift JIS",
    "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所で",
  ],
  [
    "EUC-JP",
    "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所で",
  ],
  [
    "EUC-KR",
    "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. 인간은 천부적으로 이성과 양심을 부여받았으며",
  ],
  ["Big5", "人人生而自由，在尊嚴和權利上一律平等。他們賦有理性和良心，並應以兄弟關係的精神相對待。"],
  ["GB18030", "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。"],
  [
    "KOI8-R",
    "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью",
  ],
  [
    "Windows 1251",
    "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью",
  ],
  [
    "Windows 1252",
    "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison et de conscience",
  ],
];
Deno.test("detectByGuess() tells the usual encodings of one language apart", async () => {
  for (const [encoding, text] of samples) {
    const found = await detect(bytesOf(`${text}\n`.repeat(4), encoding));
    assert.deepEqual(
      [found.encoding, found.reason.kind, found.invalidBytes],
      [encoding, "guess", 0],
      encoding,
    );
  }
});

Deno.test("detectByGuess() leaves a broken UTF-8 file and noise as they are", async () => {
  const broken = new Uint8Array([...bytesOf("Привет, как дела", "UTF-8"), 0xff, 0x0a]);
  assert.deepEqual([(await detect(broken)).encoding, (await detect(broken)).reason.kind], ["UTF-8", "bytes"]);
  const noise = await detect(new Uint8Array([0x61, 0xff, 0xfe, 0xc3, 0x0a, 0x80, 0x01, 0x02]));
  assert.deepEqual([noise.encoding, noise.invalidBytes > 0], ["UTF-8", true]);
});
