/**
 * How many cells of a terminal or of a column ruler a string fills. By grapheme: the widest code point decides, so that
 * joined emoji, flags and keycaps fill two. Ambiguous characters fill one; controls, tabs among them, fill none.
 */
import { graphemeEndIn } from "./graphemes.ts";
import { type CodePointTable, decodeTable, lookUp } from "./table.ts";
import { WIDTH_RUNS } from "./tables.ts";

// By index in the class list above WIDTH_RUNS: cells, then the same for what can be shown as an emoji.
const ONE_EMOJI = 3;
const TWO_EMOJI = 4;
const TEXT_STYLE = 0xfe0e;
const EMOJI_STYLE = 0xfe0f;

const table = decodeTable(WIDTH_RUNS);
/** Cells by code point: 0, 1 or 2; 3 and 4 are 1 and 2 of what can be shown as an emoji. For threads that have no tables. */
export const widthTable: CodePointTable = table;

/** Cells that `string` fills on a grid. */
export function width(string: string): number {
  let cells = 0;
  for (let at = 0; at < string.length;) {
    const unit = string.charCodeAt(at);
    const next = string.charCodeAt(at + 1);
    if (unit < 0x7f && !(next > 0x7e)) {
      // Two ASCII characters never form one grapheme, but for CR LF, which has no width anyway.
      if (unit >= 0x20) cells++;
      at++;
      continue;
    }
    const to = graphemeEndIn(string, at);
    cells += graphemeWidth(string, { from: at, to });
    at = to;
  }
  return cells;
}

function graphemeWidth(string: string, { from, to }: { from: number; to: number }): number {
  let cells = 0;
  let first = -1;
  let regionals = 0;
  for (let at = from; at < to;) {
    const point = string.codePointAt(at)!;
    const kind = lookUp(table, point);
    if (first < 0) first = kind;
    if (point >= 0x1f1e6 && point <= 0x1f1ff) regionals++;
    if (point === EMOJI_STYLE && first === ONE_EMOJI) return 2;
    if (point === TEXT_STYLE && first === TWO_EMOJI) return 1;
    cells = Math.max(cells, kind >= ONE_EMOJI ? kind - 2 : kind);
    at += point > 0xffff ? 2 : 1;
  }
  return regionals === 2 ? 2 : cells;
}
