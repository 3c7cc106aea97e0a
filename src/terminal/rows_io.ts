/** Rows of xterm as rows of ours: four words a cell, characters of several code points and links beside them. */
import type { Terminal } from "@xterm/headless";
import {
  CELL,
  CODE_MASK,
  COLOR_MASK,
  FG,
  IS_TEXT,
  MODE_MASK,
  type TermRow,
  UNDERLINE_SHIFT,
} from "./messages.ts";
import { linkOf, type RawExtended, type RawLine } from "./quirks_io.ts";

const RAW = 3;
const HAS_EXTENDED = 0x10000000;
/** What xterm keeps in the background word and we have elsewhere or nowhere. */
const NOT_OURS = HAS_EXTENDED | 0x20000000;

/** The fourth word of a cell. */
export function packedUnderline(fg: number, bg: number, extended: RawExtended | undefined): number {
  if (extended === undefined || (bg & HAS_EXTENDED) === 0) {
    return (fg & FG.underline) !== 0 ? 1 << UNDERLINE_SHIFT : 0;
  }
  // Not `underlineStyle`, which calls every link dashed.
  const set = (extended._ext >>> UNDERLINE_SHIFT) & 7;
  const style = (fg & FG.underline) !== 0 ? Math.max(1, set) : 0;
  return style === 0 ? 0 : style << UNDERLINE_SHIFT | (extended.underlineColor & (MODE_MASK | COLOR_MASK));
}

/** A row of `term` as it is now. */
export function packRow(term: Terminal, line: RawLine, mark: number | null = null): TermRow {
  const data = line._data;
  let count = Math.min(line.length, term.cols);
  while (count > 0) {
    const at = (count - 1) * RAW;
    if ((data[at] & (CODE_MASK | IS_TEXT)) !== 0 || data[at + 1] !== 0 || data[at + 2] !== 0) break;
    count--;
  }
  const cells = new Uint32Array(count * CELL);
  let texts: string[] | null = null;
  let links: { from: number; to: number; uri: string }[] | null = null;
  let linkId = 0;
  for (let col = 0; col < count; col++) {
    const from = col * RAW, to = col * CELL;
    let what = data[from];
    const fg = data[from + 1], bg = data[from + 2];
    if ((what & IS_TEXT) !== 0) {
      texts ??= [];
      what = (what & ~CODE_MASK) | texts.length;
      texts.push(line._combined[col] ?? "");
    }
    const extended = (bg & HAS_EXTENDED) !== 0 ? line._extendedAttrs[col] : undefined;
    cells[to] = what;
    cells[to + 1] = fg & ~FG.underline;
    cells[to + 2] = bg & ~NOT_OURS;
    cells[to + 3] = packedUnderline(fg, bg, extended);
    const id = extended?.urlId ?? 0;
    if (id !== 0) {
      if (id === linkId) links![links!.length - 1].to = col + 1;
      else {
        const uri = linkOf(term, id);
        if (uri !== undefined) (links ??= []).push({ from: col, to: col + 1, uri });
        linkId = uri === undefined ? 0 : id;
        continue;
      }
    }
    linkId = id;
  }
  return { cells, texts: texts ?? noTexts, links: links ?? noLinks, isWrapped: line.isWrapped, mark };
}
const noTexts: readonly string[] = [];
const noLinks: TermRow["links"] = [];

/** Whether two rows show the same. */
export function sameRow(a: TermRow, b: TermRow): boolean {
  if (a.cells.length !== b.cells.length || a.mark !== b.mark || a.isWrapped !== b.isWrapped) return false;
  for (let i = 0; i < a.cells.length; i++) if (a.cells[i] !== b.cells[i]) return false;
  if (a.texts.length !== b.texts.length || a.links.length !== b.links.length) return false;
  for (let i = 0; i < a.texts.length; i++) if (a.texts[i] !== b.texts[i]) return false;
  for (let i = 0; i < a.links.length; i++) {
    const one = a.links[i], two = b.links[i];
    if (one.from !== two.from || one.to !== two.to || one.uri !== two.uri) return false;
  }
  return true;
}
