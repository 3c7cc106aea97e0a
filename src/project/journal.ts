/**
 * The journal of one unsaved document as bytes: what it was opened as, the text it starts from, and every change since.
 * Each record carries a checksum, so that the torn end of a crash is known and left off, and nothing is restored that was not
 * written. Pure; files are journal_io.ts.
 *
 *   "NXJRNL1\n" then records: u32 size of the payload | u32 CRC of kind and payload | u8 kind | payload (JSON in UTF-8)
 *   kinds: 1 head, first; 2 the whole text; 3 "start from the file as it is on disk"; 4 edits; 5 the file grew at its end
 */
import { crc32 } from "./checksum.ts";
import type { FileStamp } from "./file_stamp.ts";
import type { FileForm } from "./file_text.ts";

/** Who a journal belongs to and how its document lay on disk. */
export interface JournalHead {
  readonly owner: { readonly pid: number; readonly start: string };
  /** Documents come back in this order, lowest first. */
  readonly order?: number;
  readonly name: string;
  readonly path: string | null;
  readonly real: string | null;
  readonly language: string;
  readonly form: FileForm;
  /** What was on disk when the document was read or saved last. */
  readonly stamp: FileStamp | null;
  /** The text it starts from is the one that was on disk then. */
  readonly isDiskText?: true;
}
/** Puts `insert` in place of `from..to` of a text of `length` units. */
export interface JournalEdit {
  readonly length: number;
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}
/** The file that the text starts from has so many units more at its end, and so has the text. */
export interface JournalGrowth {
  readonly grown: number;
  readonly stamp: FileStamp | null;
}
export type JournalStep = JournalEdit | JournalGrowth;
export interface JournalRead {
  readonly head: JournalHead;
  /** `null`: the file on disk, which must still be the version of `head.stamp`, and `baseLength` units long. */
  readonly base: string | null;
  readonly baseLength: number;
  readonly edits: readonly JournalEdit[];
  /** The last record was cut off, or what follows is not ours. */
  readonly isTorn: boolean;
}

export const journalMagic: Uint8Array<ArrayBuffer> = new TextEncoder().encode("NXJRNL1\n");
const headBytes = 9;

export const headRecord = (head: JournalHead): Uint8Array<ArrayBuffer> => record(1, head);
export const textRecord = (text: string): Uint8Array<ArrayBuffer> => record(2, text);
export const fileRecord = (length: number): Uint8Array<ArrayBuffer> => record(3, length);
export const growthRecord = (growth: JournalGrowth): Uint8Array<ArrayBuffer> => record(5, growth);
export const editRecord = (edit: JournalEdit): Uint8Array<ArrayBuffer> => record(4, edit);

// JSON writes half a surrogate pair as an escape: every text comes back as it was.
function record(kind: number, value: unknown): Uint8Array<ArrayBuffer> {
  const payload = new TextEncoder().encode(JSON.stringify(value));
  const out = new Uint8Array(headBytes + payload.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, payload.length);
  out[8] = kind;
  out.set(payload, headBytes);
  view.setUint32(4, crc32(out.subarray(8)));
  return out;
}

/** Reads what is whole. `null`: not a journal, or nothing of it can be used. Never throws, whatever the bytes. */
export function readJournal(bytes: Uint8Array): JournalRead | null {
  if (!journalMagic.every((byte, i) => bytes[i] === byte)) return null;
  let head: JournalHead | null = null;
  let base: string | null = null;
  let length = -1, baseLength = -1;
  let edits: JournalEdit[] = [];
  let at = journalMagic.length;
  while (at < bytes.length) {
    const found = recordAt(bytes, at);
    if (found === null) break;
    const { kind, value } = found;
    if (kind === 1 && head === null && isHead(value)) head = value;
    else if (kind === 2 && typeof value === "string") {
      [base, length, baseLength, edits] = [value, value.length, value.length, []];
    } else if (kind === 3 && isCount(value)) [base, length, baseLength, edits] = [null, value, value, []];
    else if (kind === 4 && isEdit(value) && value.length === length && value.to <= length) {
      edits.push(value);
      length += value.insert.length - (value.to - value.from);
    } else if (kind === 5 && head !== null && base === null && isGrowth(value)) {
      const known: JournalHead = head;
      head = { ...known, stamp: value.stamp ?? known.stamp };
      length += value.grown;
      baseLength += value.grown;
    } else break;
    at = found.end;
  }
  return head === null || length < 0 ? null : { head, base, baseLength, edits, isTorn: at < bytes.length };
}

function recordAt(bytes: Uint8Array, at: number): { kind: number; value: unknown; end: number } | null {
  if (at + headBytes > bytes.length) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at);
  const end = at + headBytes + view.getUint32(0);
  if (end > bytes.length || crc32(bytes.subarray(at + 8, end)) !== view.getUint32(4)) return null;
  try {
    return {
      kind: bytes[at + 8],
      value: JSON.parse(new TextDecoder().decode(bytes.subarray(at + headBytes, end))),
      end,
    };
  } catch {
    return null;
  }
}

/** The text after all edits. They were checked when they were read. */
export function restoredText(base: string, steps: readonly JournalStep[]): string {
  let text = base;
  for (const step of steps) {
    if (!("grown" in step)) text = text.slice(0, step.from) + step.insert + text.slice(step.to);
  }
  return text;
}

/** What was put into a text, for a person who has lost the text it belongs to: each place on lines of its own. */
export function insertedText(edits: readonly JournalEdit[]): string {
  const places: { end: number; text: string }[] = [];
  for (const { from, to, insert } of edits) {
    const last = places.at(-1);
    const isSame = last !== undefined && from >= last.end - last.text.length && to <= last.end;
    if (!isSame) places.push({ end: from + insert.length, text: insert });
    else {
      const start = last.end - last.text.length;
      last.text = last.text.slice(0, from - start) + insert + last.text.slice(to - start);
      last.end = start + last.text.length;
    }
  }
  return places.filter(({ text }) => text !== "").map(({ text }) => text.endsWith("\n") ? text : `${text}\n`)
    .join("");
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isText = (value: unknown): value is string | null => value === null || typeof value === "string";
function isEdit(value: unknown): value is JournalEdit {
  const edit = value as JournalEdit | null;
  return typeof edit === "object" && edit !== null && isCount(edit.length) && isCount(edit.from) &&
    isCount(edit.to) && edit.from <= edit.to && typeof edit.insert === "string";
}
function isGrowth(value: unknown): value is JournalGrowth {
  const growth = value as JournalGrowth | null;
  return typeof growth === "object" && growth !== null && isCount(growth.grown) &&
    (growth.stamp === null || typeof growth.stamp?.size === "number");
}
function isHead(value: unknown): value is JournalHead {
  const head = value as JournalHead | null;
  return typeof head === "object" && head !== null && typeof head.owner?.pid === "number" &&
    typeof head.owner.start === "string" && typeof head.name === "string" && isText(head.path) &&
    isText(head.real) && typeof head.language === "string" && typeof head.form?.encoding === "string" &&
    typeof head.form.lineEnding === "string";
}
