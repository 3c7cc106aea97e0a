/**
 * One block of a file as text: where it may end, how long it will be, and its decoding, in every encoding. Line ends become
 * "\n" as in file_text.ts, but each block by itself: one that holds others than the file's kind stays raw. Pure.
 */
import { charsetBlockEnd, decodeCharset } from "../charset_bytes.ts";
import { kindOfEncoding } from "../encodings.ts";
import type { FileForm } from "../file_text.ts";
import { type LineEnding, toNewlines } from "../line_endings.ts";
import { decodeUtf16, utf16BlockEnd } from "../utf16_bytes.ts";
import { decodeUtf8, utf8BlockEnd } from "../utf8_bytes.ts";
import type { Counter, Tally } from "./tally.ts";

/** What a block comes to as text. */
export interface BlockSize {
  length: number;
  breaks: number;
  isRaw: boolean;
  /** Its own kinds of line end: a sum of `lineKind`. */
  kinds: number;
}
export const lineKind = { LF: 1, CRLF: 2, CR: 4 } as const;

/** The ending that a sum of `lineKind` stands for. */
export function endingOf(kinds: number): LineEnding {
  if (kinds === 0 || kinds === lineKind.LF) return "LF";
  if (kinds === lineKind.CRLF) return "CRLF";
  return kinds === lineKind.CR ? "CR" : "mixed";
}

/** An end at or a little before `to` that cuts no character and no CRLF. `bytes` hold more than `to`, or end there with the file. */
export function blockEnd(
  bytes: Uint8Array,
  { from, to, form }: { from: number; to: number; form: FileForm },
): number {
  const kind = kindOfEncoding(form.encoding);
  let end: number;
  if (kind === "utf8") end = utf8BlockEnd(bytes, to);
  else if (kind === "utf16le" || kind === "utf16be") {
    end = utf16BlockEnd(bytes, { from, to, order: kind === "utf16le" ? "little" : "big" });
  } else end = charsetBlockEnd(bytes, { from, to, encoding: form.encoding });
  // In blocks of a few bytes a character may be all there is.
  return end > from ? end : Math.min(bytes.length, from + 4);
}

/** Measures `from..to` of the counter's bytes. */
export function measureBlock(
  counter: Counter,
  { from, to, form, out, tally }: { from: number; to: number; form: FileForm; out: BlockSize; tally: Tally },
): void {
  const kind = kindOfEncoding(form.encoding);
  const isWide = kind === "utf16le" || kind === "utf16be";
  if (isWide) {
    const { text } = decodeUtf16(counter.bytes.subarray(from, to), kind === "utf16le" ? "little" : "big");
    tallyText(text, tally);
    out.length = text.length;
  } else {
    counter.count(from, to, tally);
    if (kind === "single" || (tally.isAscii && kind === "utf8")) out.length = to - from;
    else {
      const block = counter.bytes.subarray(from, to);
      out.length = (kind === "utf8" ? decodeUtf8(block) : decodeCharset(block, form.encoding)).text.length;
    }
  }
  const { lf, cr, crlf } = tally;
  out.kinds = (lf > crlf ? lineKind.LF : 0) | (crlf > 0 ? lineKind.CRLF : 0) | (cr > crlf ? lineKind.CR : 0);
  out.isRaw = false;
  out.breaks = lf;
  if (form.lineEnding === "CRLF") {
    if ((out.kinds & ~lineKind.CRLF) === 0) out.length -= crlf;
    else out.isRaw = true;
  } else if (form.lineEnding === "CR") {
    if ((out.kinds & ~lineKind.CR) === 0) out.breaks = cr;
    else out.isRaw = true;
  }
}

function tallyText(text: string, out: Tally): void {
  out.lf = out.cr = out.crlf = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) out.lf++;
  for (let at = text.indexOf("\r"); at >= 0; at = text.indexOf("\r", at + 1)) {
    out.cr++;
    if (text.charCodeAt(at + 1) === 10) out.crlf++;
  }
}

export function decodeBlock(bytes: Uint8Array, form: FileForm, isRaw: boolean): string {
  const kind = kindOfEncoding(form.encoding);
  const { text } = kind === "utf8"
    ? decodeUtf8(bytes)
    : kind === "utf16le" || kind === "utf16be"
    ? decodeUtf16(bytes, kind === "utf16le" ? "little" : "big")
    : decodeCharset(bytes, form.encoding);
  return isRaw ? text : toNewlines(text, form.lineEnding);
}
