import assert from "node:assert/strict";
import { createFaceStore } from "./face_store_io.ts";
import type { FaceFile, HbFont } from "./font_types.ts";
import { openFreeType } from "./freetype_io.ts";
import { loadHarfBuzz } from "./harfbuzz_io.ts";

const hb = await loadHarfBuzz();
const path = new URL("../../assets/fonts/JetBrainsMono-Regular.ttf", import.meta.url).pathname;
const file = (change: Partial<FaceFile> = {}): FaceFile => ({
  path,
  index: 0,
  syntheticBold: false,
  syntheticItalic: false,
  ...change,
});
const shaped = (font: HbFont) => {
  const text = "a => b != c\u0301";
  const out = hb.shape(font, { text, from: 0, to: text.length, rtl: false, features: hb.features([]) });
  return { ids: [...out.ids.slice(0, out.count)], advances: [...out.advances.slice(0, out.count)] };
};

/** The font at `path` as the only one of a collection. */
function collection(): Uint8Array {
  const font = Deno.readFileSync(path);
  const bytes = new Uint8Array(16 + font.length);
  bytes.set(font, 16);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x74746366);
  view.setUint32(4, 0x00010000);
  view.setUint32(8, 1);
  view.setUint32(12, 16);
  for (let i = 0; i < view.getUint16(20); i++) {
    const at = 16 + 12 + i * 16 + 8;
    view.setUint32(at, view.getUint32(at) + 16);
  }
  return bytes;
}

Deno.test("open() shapes a large file, read in part, like the whole one", () => {
  const whole = createFaceStore(hb).open(file()), part = createFaceStore(hb, { wholeUpTo: 0 }).open(file());
  assert.ok(whole && part);
  assert.deepEqual(shaped(part.hb), shaped(whole.hb));
  assert.equal(hb.table(part.hb, "glyf"), null);
});

Deno.test("open() reads collections, whole and in part", () => {
  const expected = shaped(createFaceStore(hb).open(file())!.hb);
  const folder = Deno.makeTempDirSync();
  try {
    const ttc = `${folder}/one.ttc`;
    Deno.writeFileSync(ttc, collection());
    for (const wholeUpTo of [Infinity, 0]) {
      const store = createFaceStore(hb, { wholeUpTo });
      assert.deepEqual(shaped(store.open(file({ path: ttc }))!.hb), expected);
      assert.equal(store.open(file({ path: ttc, index: 1 })), null);
      store.close();
    }
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

Deno.test("open() remembers what is broken and shares what is the same", () => {
  const store = createFaceStore(hb);
  const source = new URL(import.meta.url).pathname;
  assert.equal(store.open(file({ path: "/no/such.ttf" })), null);
  assert.equal(store.open(file({ path: source })), null);
  assert.deepEqual([...store.broken], ["/no/such.ttf", source]);
  const face = store.open(file()), bold = store.open(file({ syntheticBold: true }));
  assert.equal(store.open(file()), face);
  assert.notEqual(bold?.id, face?.id);
  assert.equal(bold?.hb, face?.hb);
});

Deno.test("drawn() opens by path what was read in part", { ignore: !openFreeType() }, () => {
  const style = {
    pixels: 20,
    hinting: "light",
    antialiasing: "grey",
    bold: false,
    italic: false,
    color: false,
  } as const;
  const [a, b] = [0, Infinity].map((wholeUpTo) => {
    const store = createFaceStore(hb, { wholeUpTo });
    const bitmap = store.drawn(store.open(file())!)!.rasterise(181, 0, style);
    store.close();
    return bitmap;
  });
  assert.ok(a && a !== "failed");
  assert.deepEqual(a, b);
});

Deno.test("drawn() is null without FreeType", () => {
  const store = createFaceStore(hb, { freeType: () => null });
  assert.equal(store.drawn(store.open(file())!), null);
});
