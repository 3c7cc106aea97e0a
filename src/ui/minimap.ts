/**
 * The minimap: a bar for each line that is not folded away, in bands of sixteen lines which are kept while their lines stay,
 * and a slider where the view stands. Lines count once, however they are wrapped. A typed character makes one band anew.
 */
import type { LineIndex, Offset, Px } from "../base/mod.ts";
import { lastChangeOf, lineOfRow, rowOfLine } from "../editor/mod.ts";
import { SIZE } from "./metrics.ts";
import { box, rowHolding, sameBox } from "./scroll.ts";
import type { EditorView, Minimap, MinimapBand } from "./view.ts";

const BAND_LINES = 16;
/** Units of a line that are looked at. */
const MOST_UNITS = 240;
/** Px of one cell. */
const CELL = 0.75;

/** The minimap of an editor; `last` serves what did not change. */
export function minimapOf(editor: EditorView, last: Minimap | null): Minimap {
  const next = last === null ? null : typedInto(editor, last);
  if (next !== null) return next;
  const { box: area, text, scroll, map, lineCount, lineHeight } = editor;
  const room = box(text.x + text.width, area.y, area.x + area.width - text.x - text.width, area.height);
  const { hidden } = map;
  const lines = Math.max(1, lineCount - hidden.total);
  const top = rowOfLine(hidden, Math.min(scroll.line, lineCount - 1)) + partOf(editor);
  const fits = Math.max(1, Math.floor(room.height / SIZE.minimapLine));
  const shown = Math.max(1, lastRow(editor) - Math.floor(top));
  const sliderHeight = Math.min(
    room.height,
    Math.max(12, Math.min(shown, room.height / lineHeight) * SIZE.minimapLine),
  );
  const share = Math.max(0, Math.min(1, top / Math.max(1, lines - 1)));
  const isWhole = lines <= fits;
  const sliderTop = isWhole ? top * SIZE.minimapLine : Math.round(share * (room.height - sliderHeight));
  const first = isWhole
    ? 0
    : Math.max(0, Math.min(lines - 1, Math.floor(top - sliderTop / SIZE.minimapLine)));
  const slider = box(room.x, room.y + sliderTop, room.width, sliderHeight);
  const end = Math.min(lines, first + fits + 1);
  const bands = bandsOf(editor, {
    from: Math.floor(first / BAND_LINES),
    to: Math.ceil(end / BAND_LINES),
    lines,
    last,
  });
  if (
    last !== null && last.bands === bands && sameBox(last.slider, slider) && sameBox(last.box, room) &&
    last.first === first
  ) {
    return { ...last, editor };
  }
  return { box: room, slider, first, bands, lines, editor };
}

/** How much of the first line is scrolled off, 0 to 1. */
function partOf({ scroll, map, lineHeight }: EditorView): number {
  if (scroll.dy === 0) return 0;
  const rows = map.isWrapped ? map.startsOf(Math.min(scroll.line, map.text.lineCount - 1))?.length ?? 1 : 1;
  return Math.min(0.999, scroll.dy / (rows * lineHeight));
}
/** The visible line after the last one on screen. */
function lastRow({ rows, map }: EditorView): number {
  return rows.length === 0 ? 1 : rowOfLine(map.hidden, rows[rows.length - 1].line) + 1;
}

/** Bands `from..to`, the array of `last` itself when none changed. */
function bandsOf(
  editor: EditorView,
  { from, to, lines, last }: { from: number; to: number; lines: number; last: Minimap | null },
): readonly MinimapBand[] {
  const { text, state } = editor.made;
  let kept: readonly MinimapBand[] | null = null;
  let start = 0;
  let changed = -1, changedTo = -1;
  if (
    last !== null && last.lines === lines && last.editor.doc === editor.doc &&
    sameSetting(editor, last.editor)
  ) {
    const was = last.editor.made.text;
    const change = was === text ? null : lastChangeOf(state);
    const isNext = change !== null && change.before === was && change.after === text;
    if (was === text || (isNext && was.lineCount === text.lineCount)) {
      kept = last.bands;
      start = Math.floor(last.first / BAND_LINES);
      if (isNext) {
        const { edits, lengthAfter, lengthBefore } = change.changes;
        const { hidden } = editor.map;
        const grown = lengthAfter - lengthBefore;
        changed = Math.floor(rowOfLine(hidden, text.lineAt(edits[0].from).index) / BAND_LINES);
        const end = (edits[edits.length - 1].to + grown) as Offset;
        changedTo = Math.floor(rowOfLine(hidden, text.lineAt(end).index) / BAND_LINES);
      }
    }
  }
  const out: MinimapBand[] = [];
  let same = kept !== null && start === from && kept.length === to - from;
  for (let band = from; band < to; band++) {
    const known = kept !== null && band >= start && band - start < kept.length ? kept[band - start] : null;
    if (known !== null && (band < changed || band > changedTo)) {
      out.push(known);
      continue;
    }
    const made = makeBand(editor, band, lines);
    if (known !== null && sameBars(known.bars, made.bars)) {
      out.push(known);
      continue;
    }
    same = false;
    out.push(made);
  }
  return same ? kept! : out;
}

function sameSetting(a: EditorView, b: EditorView): boolean {
  return a.map.hidden === b.map.hidden && a.made.tabSize === b.made.tabSize && a.made.look === b.made.look;
}
function sameBars(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function makeBand(editor: EditorView, band: number, lines: number): MinimapBand {
  const { text, tabSize } = editor.made;
  const { hidden } = editor.map;
  const from = band * BAND_LINES;
  const to = Math.min(lines, from + BAND_LINES);
  const bars: number[] = [];
  for (let i = from; i < to; i++) {
    const line = text.line(lineOfRow(hidden, i) as LineIndex);
    pushBar(text.slice(line.from, Math.min(line.to, line.from + MOST_UNITS) as Offset), tabSize, bars);
  }
  return { bars };
}
const MOST_WIDE = SIZE.minimap - SIZE.minimapPad - SIZE.scrollTrack;

/** The bar of a line, by its first units. */
function pushBar(units: string, tabSize: number, bars: number[]): void {
  const stop = Math.min(units.length, MOST_UNITS);
  let cell = 0;
  let start = -1;
  let end = 0;
  for (let unit = 0; unit < stop; unit++) {
    const code = units.charCodeAt(unit);
    if (code === 9) cell += tabSize - cell % tabSize;
    else {
      if (code !== 32) {
        if (start < 0) start = cell;
        end = cell + 1;
      }
      cell++;
    }
  }
  const x = start < 0 ? 0 : Math.min(MOST_WIDE - 1, start * CELL);
  bars.push(x, start < 0 ? 0 : Math.max(1, Math.min(MOST_WIDE, end * CELL) - x));
}

/** The minimap after text was typed into one line on screen, with nothing else moved: by its row alone. Null for anything else. */
function typedInto(editor: EditorView, last: Minimap): Minimap | null {
  const was = last.editor;
  const { made, map, rows } = editor;
  if (
    editor.scroll !== was.scroll || editor.text !== was.text || editor.box !== was.box ||
    editor.doc !== was.doc ||
    editor.lineCount !== was.lineCount || map.hidden.total > 0 || was.hadFolds ||
    map.isPlain !== was.wasPlain ||
    (!map.isPlain && !sameLines(editor, was)) ||
    made.tabSize !== was.made.tabSize ||
    made.look !== was.made.look
  ) return null;
  if (made.text === was.made.text) return { ...last, editor };
  const change = lastChangeOf(made.state);
  if (change === null || change.before !== was.made.text || change.after !== made.text) return null;
  const { edits } = change.changes;
  if (edits.length !== 1 || typeof edits[0].insert !== "string") return null;
  const { from, insert } = edits[0];
  const placed = rowHolding(rows, from);
  if (placed === null || placed.preedit !== null || (map.isPlain && (placed.continues || placed.left > 0))) {
    return null;
  }
  // As many lines as before: without a line end in it the edit stayed in its line, and with one it may not have.
  if (insert.includes("\n")) return null;
  const { line, row } = placed;
  const index = Math.floor(line / BAND_LINES) - Math.floor(last.first / BAND_LINES);
  const band = last.bands[index];
  if (band === undefined) return null;
  const at = (line % BAND_LINES) * 2;
  const bar: number[] = [];
  if (map.isPlain) pushBar(row.text, made.tabSize, bar);
  else {
    const whole = made.text.line(line);
    if (edits[0].from - whole.from > MOST_UNITS) {
      return {
        box: last.box,
        slider: last.slider,
        first: last.first,
        bands: last.bands,
        lines: last.lines,
        editor,
      };
    }
    pushBar(
      made.text.slice(whole.from, Math.min(whole.to, whole.from + MOST_UNITS) as Offset),
      made.tabSize,
      bar,
    );
  }
  const { box: room, slider, first, lines } = last;
  if (bar[0] === band.bars[at] && bar[1] === band.bars[at + 1]) {
    return { box: room, slider, first, bands: last.bands, lines, editor };
  }
  const bars = band.bars.slice();
  bars[at] = bar[0];
  bars[at + 1] = bar[1];
  const bands = last.bands.slice();
  bands[index] = { bars };
  return { box: room, slider, first, bands, lines, editor };
}

/** Whether the same lines are on screen, as far as the slider can tell. */
function sameLines(a: EditorView, b: EditorView): boolean {
  const last = a.rows.length - 1;
  return last >= 0 && last === b.rows.length - 1 && a.rows[last].line === b.rows[last].line &&
    a.scroll.dy === 0;
}

/** Where bands begin, in Px from the minimap's top. */
export function bandTop({ first }: Minimap, index: number): number {
  return ((Math.floor(first / BAND_LINES) + index) * BAND_LINES - first) * SIZE.minimapLine;
}

/** The line that a height of the minimap stands for. */
export function minimapLineAt({ box: area, first, lines, editor }: Minimap, y: Px): LineIndex {
  const row = Math.max(0, Math.min(lines - 1, first + Math.floor((y - area.y) / SIZE.minimapLine)));
  return lineOfRow(editor.map.hidden, row) as LineIndex;
}
