/**
 * One row of a terminal made ready to paint: glyphs on the grid of cells, and spans of what is behind and under them. Made once
 * a row; every cell is shaped by itself, so that columns stay columns whatever the font has for a character.
 */
import type { Px } from "../base/mod.ts";
import type { FontMetrics, FontSpec, RunGlyphs } from "../render/mod.ts";
import {
  BG,
  CELL,
  CODE_MASK,
  FG,
  IS_TEXT,
  MODE_DEFAULT,
  MODE_MASK,
  type TermRow,
  WIDTH_SHIFT,
} from "../terminal/mod.ts";
import { isDrawn } from "./box_drawing.ts";

/** Stride 5 of `spans`: columns from and to, and the words foreground, background, underline of all its cells. */
export const SPAN = 5;
export interface RowDraw {
  readonly row: TermRow;
  readonly run: RunGlyphs;
  /** The column of each glyph. */
  readonly cols: Uint16Array;
  /** Cells that look alike. */
  readonly spans: Uint32Array;
  /** Stride 2: column and code point of lines and blocks. */
  readonly boxes: Uint32Array;
}
/** What rows are set in. */
export interface RowSetting {
  readonly fonts: FontMetrics;
  /** Regular, bold, italic, bold italic. */
  readonly faces: readonly FontSpec[];
  /** Px of a cell. */
  readonly cell: number;
}

export function terminalFaces(size: number): readonly FontSpec[] {
  const face = (weight: 400 | 700, italic: boolean): FontSpec => ({
    family: "code",
    size: size as Px,
    weight,
    italic,
  });
  return [face(400, false), face(700, false), face(400, true), face(700, true)];
}

export function drawRow(row: TermRow, { fonts, faces, cell }: RowSetting): RowDraw {
  const { cells, texts } = row;
  const count = cells.length / CELL;
  const glyphs: number[] = [], xs: number[] = [], ys: number[] = [], cols: number[] = [];
  const spans: number[] = [], boxes: number[] = [];
  for (let col = 0; col < count; col++) {
    const at = col * CELL;
    const what = cells[at], fg = cells[at + 1], bg = cells[at + 2], under = cells[at + 3];
    const last = spans.length - SPAN;
    if (last >= 0 && spans[last + 2] === fg && spans[last + 3] === bg && spans[last + 4] === under) {
      spans[last + 1] = col + 1;
    } else if ((fg | bg | under) !== 0 || (what & (CODE_MASK | IS_TEXT)) !== 0) {
      spans.push(col, col + 1, fg, bg, under);
    }
    const point = what & CODE_MASK;
    if (point === 0 && (what & IS_TEXT) === 0 || point === 32 && (what & IS_TEXT) === 0) continue;
    if ((fg & FG.invisible) !== 0) continue;
    if ((what & IS_TEXT) === 0 && isDrawn(point)) {
      boxes.push(col, point);
      continue;
    }
    const face = faces[((fg & FG.bold) !== 0 ? 1 : 0) + ((bg & BG.italic) !== 0 ? 2 : 0)];
    const text = (what & IS_TEXT) !== 0 ? texts[point] : String.fromCodePoint(point);
    const shaped = fonts.shape(text, face, "ltr");
    // A fallback font's character stands in the middle of its cells.
    const room = Math.max(1, what >>> WIDTH_SHIFT) * cell;
    const shift = Math.max(-cell / 4, (room - shaped.width) / 2);
    for (let i = 0; i < shaped.glyphs.length; i++) {
      glyphs.push(shaped.glyphs[i]);
      xs.push(col * cell + shift + shaped.xs[i]);
      ys.push(shaped.ys[i]);
      cols.push(col);
    }
  }
  return {
    row,
    run: { glyphs: Uint32Array.from(glyphs), xs: Float32Array.from(xs), ys: Float32Array.from(ys) },
    cols: Uint16Array.from(cols),
    spans: Uint32Array.from(spans),
    boxes: Uint32Array.from(boxes),
  };
}
/** Whether a word names no colour. */
export const isDefault = (word: number): boolean => (word & MODE_MASK) === MODE_DEFAULT;
