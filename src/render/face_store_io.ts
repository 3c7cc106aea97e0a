/**
 * Font files, opened once: for HarfBuzz always, for FreeType when a glyph of theirs is first drawn.
 * Large files (emoji, CJK) are not read whole: HarfBuzz gets the tables that shaping needs, FreeType the path.
 */
import type { FaceFile, HarfBuzz, HbFont, TextFace } from "./font_types.ts";
import { type FreeType, type FtFace, openFreeType } from "./freetype_io.ts";

/** An open face. `file` says what has to be faked with it. */
export interface StoredFace extends TextFace {
  readonly file: FaceFile;
}
export interface FaceStore {
  /** `null` when the file is missing, broken or of a format HarfBuzz cannot read; asked once per file. */
  open(file: FaceFile): StoredFace | null;
  /** `null` when FreeType is missing or refuses the file. */
  drawn(face: StoredFace): FtFace | null;
  /** Files that did not open. */
  readonly broken: ReadonlySet<string>;
  /** `null` without FreeType. */
  freeType(): FreeType | null;
  close(): void;
}

export interface FaceStoreOptions {
  readonly freeType?: () => FreeType | null;
  /** Bytes; larger files are read in part, without their ink. `Infinity` where no FreeType will draw. */
  readonly wholeUpTo?: number;
}

interface FontData {
  readonly hb: HbFont;
  readonly isColor: boolean;
  /** Whole file, or `null` for one that FreeType has to open by its path. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
}

const WHOLE_UP_TO = 4 << 20;
/** Ink, which HarfBuzz does not need when FreeType draws. */
const INK = new Set(["glyf", "loca", "CFF ", "CFF2", "CBDT", "CBLC", "EBDT", "EBLC", "sbix", "SVG ", "DSIG"]);
const COLOR = ["CBDT", "sbix", "COLR", "SVG "];
const TABLES_MOST = 256;

export function createFaceStore(
  hb: HarfBuzz,
  { freeType, wholeUpTo = WHOLE_UP_TO }: FaceStoreOptions = {},
): FaceStore {
  const data = new Map<string, FontData | null>();
  const faces = new Map<string, StoredFace | null>();
  const drawn = new Map<string, FtFace | null>();
  const broken = new Set<string>();
  let library: FreeType | null | undefined;
  let count = 0;

  const dataOf = (file: FaceFile): FontData | null => {
    const key = `${file.index}:${file.path}`;
    let found = data.get(key);
    if (found !== undefined) return found;
    found = null;
    try {
      const read = readFont(file, wholeUpTo);
      const font = read && hb.openFont(read.forShaping, read.index);
      if (font) {
        if (file.index >> 16 > 0) hb.setVariations(font, namedInstance(hb, font, file.index >> 16));
        found = { hb: font, isColor: read.isColor, bytes: read.whole };
      }
    } catch {
      // Unreadable is the same as broken: the next font serves.
    }
    if (!found) broken.add(file.path);
    data.set(key, found);
    return found;
  };

  const freeTypeOnce = () => library === undefined ? library = (freeType ?? openFreeType)() : library;

  return {
    broken,
    freeType: freeTypeOnce,
    open(file) {
      const key = `${file.index}:${file.syntheticBold}:${file.syntheticItalic}:${file.path}`;
      let face = faces.get(key);
      if (face !== undefined) return face;
      const font = dataOf(file);
      face = font && { id: count++, hb: font.hb, isColor: font.isColor, file };
      faces.set(key, face);
      return face;
    },
    drawn({ file }) {
      const key = `${file.index}:${file.path}`;
      let face = drawn.get(key);
      if (face !== undefined) return face;
      const ft = freeTypeOnce();
      face = ft && ft.openFace({ path: file.path, bytes: dataOf(file)?.bytes ?? null, index: file.index });
      drawn.set(key, face);
      return face;
    },
    close() {
      for (const face of drawn.values()) face?.close();
      drawn.clear();
      library?.close();
      library = null;
    },
  };
}

interface ReadFont {
  readonly forShaping: Uint8Array;
  readonly index: number;
  readonly whole: Uint8Array<ArrayBuffer> | null;
  readonly isColor: boolean;
}

function readFont(file: FaceFile, wholeUpTo: number): ReadFont | null {
  const index = file.index & 0xffff;
  if (Deno.statSync(file.path).size <= wholeUpTo) {
    const whole = Deno.readFileSync(file.path);
    const read = (at: number, length: number) => whole.subarray(at, at + length);
    const tables = directory(read, index);
    return tables && { forShaping: whole, index, whole, isColor: isColor(tables) };
  }
  using handle = Deno.openSync(file.path);
  const read = (at: number, length: number) => {
    const bytes = new Uint8Array(length);
    handle.seekSync(at, Deno.SeekMode.Start);
    let have = 0;
    for (let n; have < length && (n = handle.readSync(bytes.subarray(have))) !== null;) have += n;
    return bytes.subarray(0, have);
  };
  const tables = directory(read, index);
  return tables && { forShaping: slimmed(read, tables), index: 0, whole: null, isColor: isColor(tables) };
}

interface Table {
  readonly tag: string;
  readonly at: number;
  readonly length: number;
}
type Read = (at: number, length: number) => Uint8Array;

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const isColor = (tables: readonly Table[]) => tables.some(({ tag }) => COLOR.includes(tag));

function directory(read: Read, index: number): Table[] | null {
  let head = viewOf(read(0, 12));
  if (head.byteLength < 12) return null;
  let at = 0;
  if (head.getUint32(0) === 0x74746366) { // "ttcf", a collection
    if (index >= head.getUint32(8)) return null;
    at = viewOf(read(12 + index * 4, 4)).getUint32(0);
    head = viewOf(read(at, 12));
  }
  const count = head.getUint16(4);
  if (count === 0 || count > TABLES_MOST) return null;
  const rows = viewOf(read(at + 12, count * 16));
  const tables: Table[] = [];
  for (let row = 0; row + 16 <= rows.byteLength; row += 16) {
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((i) => rows.getUint8(row + i)));
    tables.push({ tag, at: rows.getUint32(row + 8), length: rows.getUint32(row + 12) });
  }
  return tables;
}

/** A font file of the tables that shaping reads. */
function slimmed(read: Read, tables: readonly Table[]): Uint8Array {
  const kept = tables.filter(({ tag }) => !INK.has(tag));
  const start = 12 + kept.length * 16;
  const size = kept.reduce((sum, { length }) => sum + ((length + 3) & ~3), start);
  const out = new Uint8Array(size);
  const view = viewOf(out);
  view.setUint32(0, 0x00010000);
  view.setUint16(4, kept.length);
  let at = start;
  kept.forEach((table, i) => {
    const row = 12 + i * 16;
    for (let c = 0; c < 4; c++) out[row + c] = table.tag.charCodeAt(c);
    view.setUint32(row + 8, at);
    view.setUint32(row + 12, table.length);
    out.set(read(table.at, table.length), at);
    at += (table.length + 3) & ~3;
  });
  return out;
}

/** The axes of a variable font's nth named instance, counted from 1, as fontconfig and FreeType count. */
function namedInstance(hb: HarfBuzz, font: HbFont, nth: number): { tag: string; value: number }[] {
  const bytes = hb.table(font, "fvar");
  if (!bytes || bytes.length < 16) return [];
  const view = viewOf(bytes);
  const axesAt = view.getUint16(4), axisCount = view.getUint16(8), axisSize = view.getUint16(10);
  const instanceCount = view.getUint16(12), instanceSize = view.getUint16(14);
  const at = axesAt + axisCount * axisSize + (nth - 1) * instanceSize + 4;
  if (nth > instanceCount || at + axisCount * 4 > bytes.length) return [];
  return Array.from({ length: axisCount }, (_, axis) => ({
    tag: String.fromCharCode(...bytes.subarray(axesAt + axis * axisSize, axesAt + axis * axisSize + 4)),
    value: view.getInt32(at + axis * 4) / 65536,
  }));
}
