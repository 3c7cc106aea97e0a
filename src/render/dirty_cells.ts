/**
 * The cells of a window that look different, and how they become few rectangles. What makes a cell dirty is damage.ts's business.
 * Cells are 128 × 16, but rectangles end where in their outer rows something changed: half as many pixels for a line of text,
 * 6 µs of a present with cold caches. 64 wide or 8 high cells gain no more that could be told from noise.
 */
const CELL_WIDTH_BITS = 7;
const CELL_HEIGHT_BITS = 4;
/** Of one cell, in device pixels. */
export const CELL_WIDTH = 1 << CELL_WIDTH_BITS, CELL_HEIGHT = 1 << CELL_HEIGHT_BITS;

const NO_TOP = 0x7fffffff;

export interface DirtyCells {
  readonly columns: number;
  readonly rows: number;
  /** 1 by cell, row after row; only rows `top..bottom` may have any. */
  readonly dirty: Uint8Array;
  top: number;
  bottom: number;
  /** By row: least y and greatest y + 1 of what made cells of it dirty. A line of text is 17 high, its cells 32. */
  readonly tops: Int32Array;
  readonly bottoms: Int32Array;
  /** Rectangles in cells: x0, y0, x1, y1. */
  readonly boxes: Int32Array;
  /** Spans of the cell row above and of this one while merging: from, to, index of the rectangle. */
  spans: Int32Array;
  above: Int32Array;
}

/** For a frame of this many device pixels; none is dirty. */
export function createDirtyCells(width: number, height: number): DirtyCells {
  const columns = (width + CELL_WIDTH - 1) >> CELL_WIDTH_BITS,
    rows = (height + CELL_HEIGHT - 1) >> CELL_HEIGHT_BITS;
  return {
    columns,
    rows,
    dirty: new Uint8Array(columns * rows),
    top: rows,
    bottom: 0,
    tops: new Int32Array(rows).fill(NO_TOP),
    bottoms: new Int32Array(rows),
    boxes: new Int32Array(4 * (columns * rows + 1)),
    spans: new Int32Array(3 * (columns + 1)),
    above: new Int32Array(3 * (columns + 1)),
  };
}

/** All cells that the rectangle touches, in device pixels inside the frame, edges exclusive; nothing where it is empty. */
export function dirtyCells(cells: DirtyCells, x0: number, y0: number, x1: number, y1: number): void {
  if (!(x0 < x1) || !(y0 < y1)) return;
  const { columns, dirty, tops, bottoms } = cells;
  const c0 = x0 >> CELL_WIDTH_BITS, c1 = (x1 - 1) >> CELL_WIDTH_BITS;
  const r0 = y0 >> CELL_HEIGHT_BITS, r1 = (y1 - 1) >> CELL_HEIGHT_BITS;
  if (r0 < cells.top) cells.top = r0;
  if (r1 >= cells.bottom) cells.bottom = r1 + 1;
  for (let r = r0; r <= r1; r++) {
    const top = r === r0 ? y0 : r << CELL_HEIGHT_BITS, bottom = r === r1 ? y1 : (r + 1) << CELL_HEIGHT_BITS;
    if (top < tops[r]) tops[r] = top;
    if (bottom > bottoms[r]) bottoms[r] = bottom;
    for (let cell = r * columns + c0, end = r * columns + c1; cell <= end; cell++) dirty[cell] = 1;
  }
}

/** Runs of dirty cells in each cell row, stacked with the row above where the run is the same. Leaves no cell dirty. */
export function boxesOfDirtyCells(cells: DirtyCells): number {
  const { columns, dirty, boxes } = cells;
  let count = 0, aboveCount = 0;
  for (let row = cells.top; row < cells.bottom; row++) {
    let spanCount = 0;
    const spans = cells.spans, above = cells.above, base = row * columns;
    for (let c = 0; c < columns; c++) {
      if (dirty[base + c] === 0) continue;
      const from = c;
      for (; c < columns && dirty[base + c] !== 0; c++) dirty[base + c] = 0;
      let box = -1;
      for (let i = 0; i < aboveCount; i++) {
        if (above[i * 3] === from && above[i * 3 + 1] === c) box = above[i * 3 + 2];
      }
      if (box < 0) {
        box = count++;
        boxes[box * 4] = from;
        boxes[box * 4 + 1] = row;
        boxes[box * 4 + 2] = c;
      }
      boxes[box * 4 + 3] = row + 1;
      spans[spanCount * 3] = from;
      spans[spanCount * 3 + 1] = c;
      spans[spanCount * 3 + 2] = box;
      spanCount++;
    }
    cells.above = spans;
    cells.spans = above;
    aboveCount = spanCount;
  }
  return count;
}

/** Forgets where things were dirty; the cells themselves `boxesOfDirtyCells` has cleared. */
export function forgetDirty(cells: DirtyCells): void {
  for (let row = cells.top; row < cells.bottom; row++) {
    cells.tops[row] = NO_TOP;
    cells.bottoms[row] = 0;
  }
  cells.top = cells.rows;
  cells.bottom = 0;
}

/** Merges the neighbouring pair whose union wastes least, then whatever that union now overlaps. */
export function mergeCheapest(boxes: Int32Array, count: number): number {
  // Beyond this a pair search costs more than painting: all in one.
  if (count > 64) {
    for (let i = 1; i < count; i++) unite(boxes, 0, i);
    return 1;
  }
  let best = 0, bestOther = 1, bestWaste = Infinity;
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      const waste = unionArea(boxes, i, j) - area(boxes, i) - area(boxes, j);
      if (waste < bestWaste) [best, bestOther, bestWaste] = [i, j, waste];
    }
  }
  unite(boxes, best, bestOther);
  count = removeBox(boxes, bestOther, count);
  for (let i = 0; i < count;) {
    if (i === best || !overlaps(boxes, best, i)) {
      i++;
      continue;
    }
    unite(boxes, best, i);
    count = removeBox(boxes, i, count);
    if (best === count) best = i;
    i = 0;
  }
  return count;
}

function area(boxes: Int32Array, i: number): number {
  return (boxes[i * 4 + 2] - boxes[i * 4]) * (boxes[i * 4 + 3] - boxes[i * 4 + 1]);
}
function unionArea(boxes: Int32Array, i: number, j: number): number {
  const a = i * 4, b = j * 4;
  return (Math.max(boxes[a + 2], boxes[b + 2]) - Math.min(boxes[a], boxes[b])) *
    (Math.max(boxes[a + 3], boxes[b + 3]) - Math.min(boxes[a + 1], boxes[b + 1]));
}
function overlaps(boxes: Int32Array, i: number, j: number): boolean {
  const a = i * 4, b = j * 4;
  return boxes[a] < boxes[b + 2] && boxes[b] < boxes[a + 2] && boxes[a + 1] < boxes[b + 3] &&
    boxes[b + 1] < boxes[a + 3];
}
function unite(boxes: Int32Array, into: number, other: number): void {
  const a = into * 4, b = other * 4;
  boxes[a] = Math.min(boxes[a], boxes[b]);
  boxes[a + 1] = Math.min(boxes[a + 1], boxes[b + 1]);
  boxes[a + 2] = Math.max(boxes[a + 2], boxes[b + 2]);
  boxes[a + 3] = Math.max(boxes[a + 3], boxes[b + 3]);
}
function removeBox(boxes: Int32Array, i: number, count: number): number {
  boxes.copyWithin(i * 4, (count - 1) * 4, count * 4);
  return count - 1;
}
