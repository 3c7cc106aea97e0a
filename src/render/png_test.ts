import assert from "node:assert/strict";
import { seededRandom } from "../base/mod.ts";
import { decodePng, encodePng } from "./png_io.ts";

function noise(width: number, height: number): Uint8Array {
  const random = seededRandom(3);
  return Uint8Array.from({ length: width * height * 4 }, (_, i) => i % 97 < 60 ? i >> 5 : random.int(0, 256));
}

Deno.test("decodePng() gives back what encodePng() took", async () => {
  for (const [width, height] of [[1, 1], [3, 7], [257, 40]]) {
    const pixels = noise(width, height);
    const back = await decodePng(await encodePng({ width, height, pixels }));
    assert.deepEqual(back, { ok: true, value: { width, height, pixels } });
  }
});

Deno.test("decodePng() says why it cannot read", async () => {
  const file = await encodePng({ width: 9, height: 9, pixels: noise(9, 9) });
  const reason = async (bytes: Uint8Array) => {
    const read = await decodePng(bytes);
    return read.ok ? "" : read.reason;
  };
  assert.match(await reason(new Uint8Array(5)), /Not a PNG/);
  assert.match(await reason(new Uint8Array(50)), /Not a PNG/);
  assert.match(await reason(file.slice(0, 60)), /ends too early/);
  const damaged = file.slice();
  damaged[50] ^= 1;
  assert.match(await reason(damaged), /damaged/);
  const gray = file.slice();
  gray[25] = 0;
  assert.match(await reason(gray), /colour type 0/);
});

Deno.test("encodePng() refuses pixels that do not fit", async () => {
  await assert.rejects(encodePng({ width: 2, height: 2, pixels: new Uint8Array(15) }), RangeError);
});
