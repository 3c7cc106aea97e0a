/** CRC-32 (IEEE 802.3): enough to tell a torn record from a whole one. Not against an attacker. */
const table = new Uint32Array(256);
for (let n = 0; n < 256; n++) {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ c >>> 1 : c >>> 1;
  table[n] = c;
}

/** Of `bytes`; `before` continues the sum of what came earlier. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let c = ~before;
  for (let i = 0; i < bytes.length; i++) c = table[(c ^ bytes[i]) & 0xff] ^ c >>> 8;
  return ~c >>> 0;
}
