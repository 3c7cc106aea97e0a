/**
 * How many cells a character fills and what joins the cell before it, for xterm: by the editor's Unicode tables and not its
 * own of 2012, so that emoji of today, flags and joined families fill two cells.
 */
import type { IUnicodeVersionProvider } from "@xterm/headless";

/** As the editor's `CodePointTable`: 0, 1, 2 cells; 3 and 4 are 1 and 2 that can be shown as an emoji. */
export interface Widths {
  readonly direct: Uint8Array;
  readonly starts: Uint32Array;
  readonly values: Uint8Array;
}
const ONE_EMOJI = 3, TWO_EMOJI = 4;
const ZWJ = 0x200d, EMOJI_STYLE = 0xfe0f;
/** In xterm's word of a character: joins in bit 0, cells in bits 1 and 2, what is remembered above. */
const CELLS_SHIFT = 1, STATE_SHIFT = 3;
/** Remembered: the last one was a ZWJ, a lone half of a flag, something that may be an emoji; and how many joined. */
const AFTER_ZWJ = 1, HALF_FLAG = 2, MAY_BE_EMOJI = 4, COUNT_SHIFT = 3;
/** More marks than writing has; a cell must not grow without end. */
const MOST_JOINED = 24;

export function widthProvider(widths: Widths): IUnicodeVersionProvider {
  const kindOf = (point: number) => {
    if (point < widths.direct.length) return widths.direct[point];
    let low = 0, high = widths.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (widths.starts[middle] <= point) low = middle;
      else high = middle - 1;
    }
    return widths.values[low] ?? 1;
  };
  const cellsOf = (kind: number) => (kind >= ONE_EMOJI ? kind - 2 : kind) as 0 | 1 | 2;
  return {
    version: "nexus",
    wcwidth: (point) => cellsOf(kindOf(point)),
    charProperties(point, before) {
      const kind = kindOf(point);
      let cells: number = cellsOf(kind);
      const state = before >>> STATE_SHIFT;
      const had = (before >>> CELLS_SHIFT) & 3;
      const count = state >>> COUNT_SHIFT;
      const isFlag = point >= 0x1f1e6 && point <= 0x1f1ff;
      const isTone = point >= 0x1f3fb && point <= 0x1f3ff;
      let joins = before !== 0 && had > 0 &&
        (cells === 0 || (state & AFTER_ZWJ) !== 0 && kind >= ONE_EMOJI ||
          isFlag && (state & HALF_FLAG) !== 0 || isTone && (state & MAY_BE_EMOJI) !== 0);
      if (joins && count >= MOST_JOINED) {
        joins = false;
        cells = Math.max(1, cells);
      }
      if (joins) {
        const grows = point === EMOJI_STYLE && (state & MAY_BE_EMOJI) !== 0 || isFlag;
        cells = grows ? 2 : Math.max(cells, had);
      }
      const remembered = (point === ZWJ && joins ? AFTER_ZWJ : 0) | (isFlag && !joins ? HALF_FLAG : 0) |
        (kind === ONE_EMOJI || kind === TWO_EMOJI || joins && (state & MAY_BE_EMOJI) !== 0
          ? MAY_BE_EMOJI
          : 0) |
        (joins ? count + 1 : 0) << COUNT_SHIFT;
      return remembered << STATE_SHIFT | cells << CELLS_SHIFT | (joins ? 1 : 0);
    },
  };
}
