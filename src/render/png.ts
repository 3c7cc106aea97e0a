/**
 * PNG files but for the (un)packing, which png_io.ts does with the platform's streams: chunks, checksums, row filters.
 * Writes 8-bit RGBA; reads 8-bit RGB and RGBA, not interlaced.
 */
import type { Result } from "../base/mod.ts";

/** RGBA bytes, straight alpha, rows from the top. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}
/** A PNG's parts: its header, and the IDAT bytes still packed. */
export interface PngParts {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly packed: Uint8Array<ArrayBuffer>;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Rows with a filter byte each (the filter with the smallest sum), ready for deflate. */
export function filterRows(picture: Picture): Uint8Array<ArrayBuffer> {
  const { width, height, pixels } = picture;
  if (pixels.length !== width * height * 4) {
    throw new RangeError(`Cannot encode ${width} × ${height}: ${pixels.length} bytes are not 4 a pixel`);
  }
  const stride = width * 4;
  const out = new Uint8Array((stride + 1) * height);
  const row = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    let least = Infinity;
    for (let filter = 0; filter < 3; filter++) {
      let sum = 0;
      for (let i = 0; i < stride; i++) {
        const left = i >= 4 ? pixels[y * stride + i - 4] : 0,
          above = y > 0 ? pixels[(y - 1) * stride + i] : 0;
        const value = (pixels[y * stride + i] - (filter === 1 ? left : filter === 2 ? above : 0)) & 255;
        row[i] = value;
        sum += value < 128 ? value : 256 - value;
      }
      if (sum >= least) continue;
      least = sum;
      out[y * (stride + 1)] = filter;
      out.set(row, y * (stride + 1) + 1);
    }
  }
  return out;
}

/** A whole file around deflated rows. */
export function pngFile(width: number, height: number, packed: Uint8Array): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 6, 0, 0, 0], 8);
  const out = new Uint8Array(8 + 12 + 13 + 12 + packed.length + 12);
  out.set(SIGNATURE);
  let at = putChunk(out, 8, "IHDR", header);
  at = putChunk(out, at, "IDAT", packed);
  putChunk(out, at, "IEND", new Uint8Array(0));
  return out;
}

/** Takes a file apart; a reason where it is none or of a kind we do not read. */
export function pngParts(file: Uint8Array): Result<PngParts> {
  if (file.length < 33 || SIGNATURE.some((byte, i) => file[i] !== byte)) {
    return { ok: false, reason: "Not a PNG file" };
  }
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const width = view.getUint32(16), height = view.getUint32(20), type = file[25];
  if (file[24] !== 8 || (type !== 2 && type !== 6) || file[28] !== 0) {
    return {
      ok: false,
      reason: `Cannot read this PNG: depth ${file[24]}, colour type ${type}, interlace ${file[28]}`,
    };
  }
  const data: Uint8Array[] = [];
  for (let at = 8; at + 12 <= file.length;) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...file.subarray(at + 4, at + 8));
    if (at + 12 + length > file.length) return { ok: false, reason: "The PNG file ends too early" };
    if (view.getUint32(at + 8 + length) !== checksum(file.subarray(at + 4, at + 8 + length))) {
      return { ok: false, reason: `The PNG chunk ${name} at ${at} is damaged` };
    }
    if (name === "IDAT") data.push(file.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const packed = new Uint8Array(data.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of data) {
    packed.set(part, at);
    at += part.length;
  }
  return { ok: true, value: { width, height, channels: type === 2 ? 3 : 4, packed } };
}

/** Undoes the row filters; RGB becomes RGBA. */
export function unfilterRows(parts: PngParts, rows: Uint8Array): Result<Picture> {
  const { width, height, channels } = parts;
  const stride = width * channels;
  if (rows.length !== (stride + 1) * height) {
    return { ok: false, reason: "The PNG holds too few or too many pixels" };
  }
  const plain = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (stride + 1)];
    for (let i = 0; i < stride; i++) {
      const left = i >= channels ? plain[y * stride + i - channels] : 0;
      const above = y > 0 ? plain[(y - 1) * stride + i] : 0;
      const corner = y > 0 && i >= channels ? plain[(y - 1) * stride + i - channels] : 0;
      plain[y * stride + i] = rows[y * (stride + 1) + 1 + i] + guess(filter, left, above, corner);
    }
  }
  if (channels === 4) return { ok: true, value: { width, height, pixels: plain } };
  const pixels = new Uint8Array(width * height * 4);
  for (let i = 0, j = 0; i < plain.length; i += 3, j += 4) {
    pixels.set(plain.subarray(i, i + 3), j);
    pixels[j + 3] = 255;
  }
  return { ok: true, value: { width, height, pixels } };
}

function guess(filter: number, left: number, above: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  const p = left + above - corner;
  const a = Math.abs(p - left), b = Math.abs(p - above), c = Math.abs(p - corner);
  return a <= b && a <= c ? left : b <= c ? above : corner;
}

function putChunk(out: Uint8Array, at: number, name: string, data: Uint8Array): number {
  const view = new DataView(out.buffer);
  view.setUint32(at, data.length);
  for (let i = 0; i < 4; i++) out[at + 4 + i] = name.charCodeAt(i);
  out.set(data, at + 8);
  view.setUint32(at + 8 + data.length, checksum(out.subarray(at + 4, at + 8 + data.length)));
  return at + 12 + data.length;
}

/** CRC-32 as PNG and zip have it, a nibble at a time. */
function checksum(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) {
    crc ^= bytes[i];
    crc = (crc >>> 4) ^ NIBBLES[crc & 15];
    crc = (crc >>> 4) ^ NIBBLES[crc & 15];
  }
  return (crc ^ 0xffffffff) >>> 0;
}
const NIBBLES: Uint32Array = Uint32Array.from({ length: 16 }, (_, i) => {
  let value = i;
  for (let bit = 0; bit < 4; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});
