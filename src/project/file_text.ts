/**
 * Bytes of a file to text and back, so that nothing is lost on the way: what is no character in the file's encoding becomes
 * lone surrogates U+DC00 + byte and returns as those bytes. Line ends become "\n" only where every line of the file
 * ends alike; a mixed file keeps its "\r" in the text. Pure; reading and writing are in files_io.ts, choosing an encoding in detect.ts.
 */
import { charsetBlockEnd, decodeCharset, encodeCharset, unmappableRefusal } from "./charset_bytes.ts";
import { bomOf, type Encoding, kindOfEncoding } from "./encodings.ts";
import { fromNewlines, type LineEnding, lineEndingOf, toNewlines } from "./line_endings.ts";
import { type Encoded, isHighSurrogate, type Unwritable } from "./unwritable.ts";
import { blockBytes, decodeUtf8, encodeUtf8, utf8BlockEnd } from "./utf8_bytes.ts";
import { decodeUtf16, encodeUtf16, utf16BlockEnd } from "./utf16_bytes.ts";

/** How a file was stored, and so how it is saved. */
export interface FileForm {
  readonly encoding: Encoding;
  readonly lineEnding: LineEnding;
}
/** `parts` joined are the text; a part never ends inside a surrogate pair. */
export interface DecodedFile extends FileForm {
  readonly parts: readonly string[];
  /** Bytes that mean nothing in the encoding; they are kept. */
  readonly invalidBytes: number;
}

export const newFileForm: FileForm = { encoding: "UTF-8", lineEnding: "LF" };

/** A NUL in the first 8,000 bytes: the rule git uses. UTF-16 has them too: ask `detectEncoding` first. */
export function looksBinary(bytes: Uint8Array): boolean {
  const to = Math.min(bytes.length, 8000);
  for (let i = 0; i < to; i++) if (bytes[i] === 0) return true;
  return false;
}

/** Whether the file starts with these bytes. */
export function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return bytes.length >= mark.length && mark.every((byte, i) => bytes[i] === byte);
}

/** Reads any bytes. Without `encoding`: UTF-8, with its BOM if there is one. O(length); memory is that of the answer. */
export function decodeFile(bytes: Uint8Array, encoding?: Encoding): DecodedFile {
  const asked = encoding ?? (startsWith(bytes, bomOf("UTF-8 with BOM")) ? "UTF-8 with BOM" : "UTF-8");
  const bom = bomOf(asked);
  // A BOM that is asked for and is not there would be added by the next save: then it is the form without.
  const form = bom.length > 0 && !startsWith(bytes, bom) ? withoutBom(asked) : asked;
  const body = bytes.subarray(bomOf(form).length);
  const kind = kindOfEncoding(form);
  if (kind === "utf16le" || kind === "utf16be") return decodeWide(body, form);
  // In every other encoding the bytes 10 and 13 are line ends wherever they stand: no trailing byte is below 30.
  const lineEnding = body.indexOf(13) < 0 ? "LF" : lineEndingOf(body.length, (i) => body[i]);
  const parts: string[] = [];
  let invalidBytes = 0;
  for (let from = 0; from < body.length;) {
    const near = Math.min(from + blockBytes, body.length);
    const to = kind === "utf8"
      ? utf8BlockEnd(body, near)
      : charsetBlockEnd(body, { from, to: near, encoding: form });
    const block = body.subarray(from, to);
    const piece = kind === "utf8" ? decodeUtf8(block) : decodeCharset(block, form);
    invalidBytes += piece.invalidBytes;
    parts.push(toNewlines(piece.text, lineEnding));
    from = to;
  }
  return { parts, invalidBytes, lineEnding, encoding: form };
}

/** UTF-16: a line end is a unit, not a byte, so that the text has to be there before its ends are counted. */
function decodeWide(body: Uint8Array, encoding: Encoding): DecodedFile {
  const order = kindOfEncoding(encoding) === "utf16le" ? "little" : "big";
  const raw: string[] = [];
  const kinds = new Set<LineEnding>();
  let invalidBytes = 0;
  for (let from = 0; from < body.length;) {
    const to = utf16BlockEnd(body, { from, to: Math.min(from + blockBytes, body.length), order });
    const { text, invalidBytes: bad } = decodeUtf16(body.subarray(from, to), order);
    if (/[\r\n]/.test(text)) kinds.add(lineEndingOf(text.length, (i) => text.charCodeAt(i)));
    invalidBytes += bad;
    raw.push(text);
    from = to;
  }
  const lineEnding = kinds.size === 0 ? "LF" : kinds.size === 1 ? [...kinds][0] : "mixed";
  return { parts: raw.map((text) => toNewlines(text, lineEnding)), invalidBytes, lineEnding, encoding };
}

/** The same encoding without a mark at the start. */
export function withoutBom(encoding: Encoding): Encoding {
  if (encoding === "UTF-16 LE with BOM") return "UTF-16 LE";
  return encoding === "UTF-16 BE with BOM" ? "UTF-16 BE" : "UTF-8";
}

export interface EncodeOptions {
  /** "?" in place of each character that has no bytes in the encoding. Absent: such a text is refused. */
  readonly substitute?: "?";
}
/**
 * The bytes of `parts` in that form. Says no to half a surrogate pair that no byte can stand for, with its place, and to
 * characters the encoding does not have, with all of them counted.
 */
export function encodeFile(
  parts: Iterable<string>,
  form: FileForm,
  options: EncodeOptions = {},
): Encoded<Uint8Array<ArrayBuffer>[]> {
  const kind = kindOfEncoding(form.encoding);
  const bom = bomOf(form.encoding);
  const out: Uint8Array<ArrayBuffer>[] = [];
  if (bom.length > 0) out.push(new Uint8Array(bom));
  const substitute = options.substitute ?? null;
  let refused: Unwritable["unmappable"];
  for (const { text, at } of wholePieces(parts)) {
    const piece = fromNewlines(text, form.lineEnding);
    const bytes = kind === "utf8"
      ? encodeUtf8(piece, at)
      : kind === "utf16le" || kind === "utf16be"
      ? encodeUtf16(piece, { order: kind === "utf16le" ? "little" : "big", base: at })
      : encodeCharset(piece, { encoding: form.encoding, base: at, substitute });
    if (bytes.ok) out.push(bytes.value);
    else if (bytes.unmappable === undefined) return bytes;
    else refused = refused === undefined ? bytes.unmappable : joined(refused, bytes.unmappable);
  }
  return refused === undefined ? { ok: true, value: out } : unmappableRefusal(refused);
}

type Unmappable = Unwritable["unmappable"] & object;
function joined(a: Unmappable, b: Unmappable): Unmappable {
  const characters = [...new Set([...a.characters, ...b.characters])].slice(0, 8);
  return { ...a, characters, count: a.count + b.count };
}

/** The parts again, cut so that neither a surrogate pair nor a CRLF lies across two of them. */
function* wholePieces(parts: Iterable<string>): Generator<{ text: string; at: number }> {
  let held = "";
  let at = 0;
  for (const raw of parts) {
    const part = held + raw;
    const last = part.charCodeAt(part.length - 1);
    const keep = part.length > 0 && (isHighSurrogate(last) || last === 13) ? 1 : 0;
    held = part.slice(part.length - keep);
    const text = part.slice(0, part.length - keep);
    if (text.length > 0) yield { text, at };
    at += text.length;
  }
  if (held !== "") yield { text: held, at };
}
