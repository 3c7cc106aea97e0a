/**
 * A text as the bytes of a file, piece by piece: what lies untouched in the file it was opened from is copied as it is, all
 * else is encoded. Nothing is held but one piece, so that a text of any size can be saved. May be read more than once.
 */
import { type FileBlock, storedChunksOf, type Text } from "../../editor/mod.ts";
import { bomOf } from "../encodings.ts";
import { encodeFile, type EncodeOptions, type FileForm, withoutBom } from "../file_text.ts";
import type { Unwritable } from "../unwritable.ts";
import { FileSource } from "./file_source_io.ts";

/** Copied at once; a piece is only valid until the next. While a person types each takes a turn of the loop: few are soon done. */
const copyBytes = 2 * 1024 * 1024;
/** Units encoded at once. */
const encodeUnits = 256 * 1024;

export interface StoredPiecesOf extends EncodeOptions {
  readonly form: FileForm;
  /** The part of a file behind the text that has not been measured yet. */
  readonly tail?: { readonly source: FileSource; readonly from: number; readonly to: number };
}
/** Thrown by the iteration where the text cannot be written. */
export class NotWritable extends Error {
  readonly why: Unwritable;
  constructor(why: Unwritable) {
    super(why.reason);
    this.why = why;
  }
}

export function storedPieces(text: Text, of: StoredPiecesOf): Iterable<Uint8Array> {
  return { [Symbol.iterator]: () => piecesOf(text, of) };
}

function* piecesOf(text: Text, { form, substitute, tail }: StoredPiecesOf): Generator<Uint8Array> {
  const bom = bomOf(form.encoding);
  if (bom.length > 0) yield Uint8Array.from(bom);
  const body = { ...form, encoding: withoutBom(form.encoding) };
  let source: FileSource | null = null;
  let from = 0, to = 0;
  let strings: string[] = [];
  let units = 0;
  const encoded = (): readonly Uint8Array[] => {
    const bytes = encodeFile(strings, body, { substitute });
    strings = [];
    units = 0;
    if (!bytes.ok) throw new NotWritable(bytes);
    return bytes.value;
  };
  for (const chunk of storedChunksOf(text)) {
    if (typeof chunk !== "string" && keepsBytes(chunk, form)) {
      if (units > 0) yield* encoded();
      if (source === chunk.source && to === chunk.at) to += chunk.bytes;
      else {
        if (source !== null) yield* copied(source, from, to);
        source = chunk.source as FileSource;
        from = chunk.at;
        to = from + chunk.bytes;
      }
      if (to - from < copyBytes) continue;
      yield* copied(source, from, to);
      from = to;
      continue;
    }
    if (source !== null) {
      yield* copied(source, from, to);
      source = null;
    }
    const piece = typeof chunk === "string" ? chunk : chunk.source.read(chunk)?.text ?? null;
    if (piece === null) throw new Error("A part of the file it was opened from cannot be read any more");
    strings.push(piece);
    units += piece.length;
    if (units >= encodeUnits && !endsHalf(piece)) yield* encoded();
  }
  if (source !== null) yield* copied(source, from, to);
  if (units > 0) yield* encoded();
  if (tail !== undefined) yield* copied(tail.source, tail.from, tail.to);
}

/** Whether a block's bytes are what its text would be written as. */
function keepsBytes(block: FileBlock, form: FileForm): boolean {
  if (!(block.source instanceof FileSource)) return false;
  const was = block.source.form;
  if (withoutBom(was.encoding) !== withoutBom(form.encoding)) return false;
  return was.lineEnding === form.lineEnding || (isVerbatim(was) && isVerbatim(form));
}
/** Whether "\r" stands in the text. */
const isVerbatim = ({ lineEnding }: FileForm): boolean => lineEnding === "LF" || lineEnding === "mixed";

/** The next string may hold the rest of a pair or of a CRLF. */
function endsHalf(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last === 13 || (last >= 0xd800 && last <= 0xdbff);
}

function* copied(source: FileSource, from: number, to: number): Generator<Uint8Array> {
  const buffer = new Uint8Array(Math.min(copyBytes, to - from));
  for (let at = from; at < to;) {
    const piece = buffer.subarray(0, Math.min(buffer.length, to - at));
    if (source.readBytes(piece, at) < piece.length) {
      throw new Error("A part of the file it was opened from cannot be read any more");
    }
    yield piece;
    at += piece.length;
  }
}
