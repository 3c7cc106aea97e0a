/** The terminal's view: rows by identity, lists and splits, lines that meet. */
import assert from "node:assert/strict";
import { CELL, type TermRow, type TermState } from "../terminal/mod.ts";
import { drawBox, isDrawn } from "./box_drawing.ts";
import {
  addedTerm,
  framed,
  NO_TERMINALS,
  shownGroup,
  type TermBox,
  type Terminals,
  withoutTerm,
} from "./terminal_box.ts";
import { drawRow, SPAN, terminalFaces } from "./terminal_row.ts";
import { FakeMonoFonts } from "./fake_fonts.ts";

const state: TermState = {
  cols: 10,
  rows: 2,
  cursor: { x: 0, y: 0, shape: "block", blinks: false, isVisible: true },
  top: 0,
  base: 0,
  isAlternate: false,
  wantsMouse: false,
  takesPastes: false,
  title: "",
  folder: null,
  bells: 0,
  selected: [],
  found: [],
  matchCount: 0,
  matchIndex: -1,
  copyMode: null,
  colors: [],
};
function rowOf(text: string, fg: (col: number) => number = () => 0): TermRow {
  const cells = new Uint32Array(text.length * CELL);
  for (let col = 0; col < text.length; col++) {
    cells[col * CELL] = text.charCodeAt(col) | 1 << 22;
    cells[col * CELL + 1] = fg(col);
  }
  return { cells, texts: [], links: [], isWrapped: false, mark: null };
}
const boxOf = (id: number): TermBox => ({
  id,
  program: "sh",
  name: null,
  rows: [],
  state: null,
  ended: null,
  stays: false,
  rang: false,
});

Deno.test("framed() keeps rows that did not change, and hears the bell of a terminal nobody looks at", () => {
  const first = framed(boxOf(1), { state, at: [0, 1], rows: [rowOf("a"), rowOf("b")] }, true);
  const second = framed(first, { state: { ...state, bells: 1 }, at: [1], rows: [rowOf("c")] }, false);
  assert.equal(second.rows[0], first.rows[0]);
  assert.notEqual(second.rows[1], first.rows[1]);
  assert.equal(second.rang, true);
  assert.equal(framed(first, { state, at: [], rows: [] }, true).rows, first.rows);
});

Deno.test("terminals stand beside each other, and the nearest gets the keyboard when one goes", () => {
  let all: Terminals = { ...addedTerm(NO_TERMINALS, boxOf(1), null), active: 1 };
  all = { ...addedTerm(all, boxOf(2), null), active: 1 };
  all = { ...addedTerm(all, boxOf(3), 1), active: 3 };
  assert.deepEqual(all.groups.map(({ terms }) => terms), [[1, 3], [2]]);
  assert.deepEqual(shownGroup(all)?.terms, [1, 3]);
  all = withoutTerm(all, 3);
  assert.equal(all.active, 1);
  all = withoutTerm(all, 1);
  assert.equal(all.active, 2);
  all = withoutTerm(all, 2);
  assert.equal(all.active, null);
  assert.equal(withoutTerm(all, 9), all);
});

Deno.test("drawRow() puts each character on its cell and joins cells that look alike", () => {
  const setting = { fonts: new FakeMonoFonts(), faces: terminalFaces(13), cell: 8 };
  const drawn = drawRow(rowOf("ab cd│", (col) => (col < 2 ? 0 : 0x1000001)), setting);
  assert.deepEqual([...drawn.cols], [0, 1, 3, 4]);
  assert.deepEqual([...drawn.spans], [0, 2, 0, 0, 0, 2, 6, 0x1000001, 0, 0]);
  assert.equal(drawn.spans.length % SPAN, 0);
  assert.deepEqual([...drawn.boxes], [5, 0x2502]);
  // All on the grid: what is left is the same for each.
  const rests = [...drawn.run.xs].map((x, i) => Math.round((x - drawn.cols[i] * 8) * 100));
  assert.equal(new Set(rests).size, 1);
});

Deno.test("drawBox() fills its cell to the edges that a line leads to", () => {
  const paint = (point: number): string[] => {
    const grid = Array.from({ length: 20 }, () => Array<string>(8).fill("."));
    drawBox(point, { x: 0, y: 0, width: 8, height: 20 }, (x, y, w, h) => {
      for (let j = y; j < y + h; j++) for (let i = x; i < x + w; i++) grid[j][i] = "#";
    });
    return grid.map((row) => row.join(""));
  };
  for (let point = 0x2500; point <= 0x259f; point++) if (isDrawn(point)) paint(point);
  assert.equal(paint(0x2500)[9], "########");
  assert.ok(paint(0x2502).every((row) => row === "...#...."));
  const cross = paint(0x253c);
  assert.equal(cross[9], "########");
  assert.equal(cross[0], "...#....");
  const corner = paint(0x250c);
  assert.deepEqual([corner[0], corner[9], corner[19]], ["........", "...#####", "...#...."]);
  assert.equal(paint(0x2588).join(""), "#".repeat(160));
  assert.equal(paint(0x2584)[9], "........");
  assert.equal(paint(0x2584)[10], "########");
  assert.equal(paint(0x2598)[0], "####....");
});
