/**
 * Bytes of a file to text and back, so that nothing is lost on the way: a byte that is not valid UTF-8
 * becomes the lone surrogate U+DC00 + byte and returns as that byte. Line ends become "\n" only where
 * every line of the file ends alike; a mixed file keeps its "\r" in the text. Pure; reading and
 * writing are in files_io.ts.
 */
import type { Result } from "../base/mod.ts";

export type LineEnding = "LF" | "CRLF" | "CR" | "mixed";
export type Encoding = "UTF-8" | "UTF-8 with BOM";
/** How a file was stored, and so how it is saved. */
export interface FileForm {
  readonly encoding: Encoding;
  readonly lineEnding: LineEnding;
}
/** `parts` joined are the text; a part never ends inside a surrogate pair. */
export interface DecodedFile extends FileForm {
  readonly parts: readonly string[];
  /** Bytes that are not UTF-8; they are kept. */
  readonly invalidBytes: number;
}

export const newFileForm: FileForm = { encoding: "UTF-8", lineEnding: "LF" };

/** Bytes decoded at a time: small enough that one bad byte sends little through the slow way. */
const blockBytes = 1 << 20;

/** A NUL in the first 8,000 bytes: the rule git uses. */
export function looksBinary(bytes: Uint8Array): boolean {
  const to = Math.min(bytes.length, 8000);
  for (let i = 0; i < to; i++) if (bytes[i] === 0) return true;
  return false;
}

/** Reads any bytes. O(length); memory is that of the answer. */
export function decodeFile(bytes: Uint8Array): DecodedFile {
  const hasBom = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const lineEnding = lineEndingOf(bytes);
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const parts: string[] = [];
  let invalidBytes = 0;
  for (let from = hasBom ? 3 : 0; from < bytes.length;) {
    const to = blockEnd(bytes, Math.min(from + blockBytes, bytes.length));
    const block = bytes.subarray(from, to);
    let part: string;
    try {
      part = decoder.decode(block);
    } catch {
      const loose = decodeLoosely(block);
      part = loose.text;
      invalidBytes += loose.invalidBytes;
    }
    if (lineEnding === "CRLF") part = part.replaceAll("\r\n", "\n");
    else if (lineEnding === "CR") part = part.replaceAll("\r", "\n");
    parts.push(part);
    from = to;
  }
  return { parts, invalidBytes, lineEnding, encoding: hasBom ? "UTF-8 with BOM" : "UTF-8" };
}

/** The bytes of `parts` in that form. Says no, with the place, to a lone surrogate that no file byte can stand for. */
export function encodeFile(parts: Iterable<string>, form: FileForm): Result<Uint8Array<ArrayBuffer>[]> {
  const encoder = new TextEncoder();
  const out: Uint8Array<ArrayBuffer>[] = [];
  if (form.encoding === "UTF-8 with BOM") out.push(new Uint8Array([0xef, 0xbb, 0xbf]));
  const newline = form.lineEnding === "CRLF" ? "\r\n" : form.lineEnding === "CR" ? "\r" : "\n";
  let at = 0;
  let held = "";
  for (const raw of parts) {
    let part = held + raw;
    held = "";
    // A pair may lie across two leaves of the text: keep its first half for the next one.
    if (part.length > 0 && isHighSurrogate(part.charCodeAt(part.length - 1))) {
      held = part.slice(-1);
      part = part.slice(0, -1);
    }
    const plain = newline === "\n" ? part : part.replaceAll("\n", newline);
    if (plain.isWellFormed()) out.push(encoder.encode(plain));
    else {
      const bytes = encodeLoosely(plain, at);
      if (!bytes.ok) return bytes;
      out.push(bytes.value);
    }
    at += part.length;
  }
  if (held !== "") return badSurrogate(held.charCodeAt(0), at);
  return { ok: true, value: out };
}

/** Counts the kinds of line end. A file without any is "LF". */
function lineEndingOf(bytes: Uint8Array): LineEnding {
  let crlf = 0, lf = 0, cr = 0;
  if (bytes.indexOf(13) < 0) return "LF"; // One native scan for the usual file.
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === 10) lf++;
    else if (byte === 13) {
      if (bytes[i + 1] === 10) {
        crlf++;
        i++;
      } else cr++;
    }
  }
  if (crlf === 0 && cr === 0) return "LF";
  if (lf === 0 && cr === 0) return "CRLF";
  if (lf === 0 && crlf === 0) return "CR";
  return "mixed";
}

/** `to` moved back so that neither a UTF-8 sequence nor a CRLF is cut. Never moves by more than 3. */
function blockEnd(bytes: Uint8Array, to: number): number {
  if (to >= bytes.length) return bytes.length;
  let at = to;
  while (at > to - 3 && (bytes[at] & 0xc0) === 0x80) at--;
  if ((bytes[at] & 0xc0) === 0x80) return to; // Not UTF-8 here: any cut is as good.
  return bytes[at - 1] === 13 && bytes[at] === 10 ? at - 1 : at;
}

/** Valid sequences as they are, every other byte b as U+DC00 + b. */
function decodeLoosely(bytes: Uint8Array): { text: string; invalidBytes: number } {
  const units: string[] = [];
  let invalidBytes = 0;
  for (let i = 0; i < bytes.length;) {
    const length = sequenceLength(bytes, i);
    if (length === 0) {
      units.push(String.fromCharCode(0xdc00 + bytes[i++]));
      invalidBytes++;
      continue;
    }
    let code = length === 1 ? bytes[i] : bytes[i] & (0x7f >> length);
    for (let k = 1; k < length; k++) code = (code << 6) | (bytes[i + k] & 0x3f);
    units.push(String.fromCodePoint(code));
    i += length;
  }
  return { text: units.join(""), invalidBytes };
}

/** Bytes of the well-formed sequence at `at` (Unicode 17, table 3-7), 0 if there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const b0 = bytes[at];
  if (b0 < 0x80) return 1;
  const length = b0 >= 0xc2 && b0 <= 0xdf
    ? 2
    : b0 >= 0xe0 && b0 <= 0xef
    ? 3
    : b0 >= 0xf0 && b0 <= 0xf4
    ? 4
    : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  for (let k = 1; k < length; k++) if ((bytes[at + k] & 0xc0) !== 0x80) return 0;
  const b1 = bytes[at + 1];
  if (b0 === 0xe0 && b1 < 0xa0) return 0;
  if (b0 === 0xed && b1 > 0x9f) return 0;
  if (b0 === 0xf0 && b1 < 0x90) return 0;
  if (b0 === 0xf4 && b1 > 0x8f) return 0;
  return length;
}

function encodeLoosely(text: string, base: number): Result<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const out = new Uint8Array(text.length * 3);
  let size = 0;
  let from = 0;
  const flush = (to: number) => {
    if (to > from) size += encoder.encodeInto(text.slice(from, to), out.subarray(size)).written;
  };
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0xd800 || unit > 0xdfff) continue;
    if (isHighSurrogate(unit)) {
      const next = text.charCodeAt(i + 1);
      if (next >= 0xdc00 && next <= 0xdfff) {
        i++;
        continue;
      }
      return badSurrogate(unit, base + i);
    }
    if (unit < 0xdc80 || unit > 0xdcff) return badSurrogate(unit, base + i);
    flush(i);
    out[size++] = unit - 0xdc00;
    from = i + 1;
  }
  flush(text.length);
  return { ok: true, value: out.slice(0, size) };
}

function badSurrogate(unit: number, at: number): { ok: false; reason: string } {
  const name = `U+${unit.toString(16).toUpperCase()}`;
  return {
    ok: false,
    reason:
      `Cannot save ${name} at offset ${at}: half a surrogate pair has no bytes in UTF-8; delete it and save again`,
  };
}

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
