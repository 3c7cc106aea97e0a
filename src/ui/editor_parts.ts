/**
 * What lies around and over the text of one editor: guides, brackets, blanks made visible, rulers, fold marks, the minimap,
 * sticky lines. Made from an editor that is laid out already and taken over part by part; nothing of it is asked for while
 * all parts are off.
 */
import type { LineIndex, Offset } from "../base/mod.ts";
import { bracketsAt, foldMark, type Range } from "../editor/mod.ts";
import { guidesOf } from "./guides.ts";
import { minimapOf } from "./minimap.ts";
import { xOfUnit } from "./row_places.ts";
import { numberFont, rowHolding } from "./scroll.ts";
import { stickyOf } from "./sticky.ts";
import type { Workbench } from "./types.ts";
import type { EditorParts, EditorView, LayoutCache, PlacedRow } from "./view.ts";
import type { ViewParts } from "./view_parts.ts";

const NONE: readonly number[] = [];

/** The parts of `editor`; null when the look has none. `minimap` "later": as it was, if there was one. */
export function partsOf(
  app: Workbench,
  editor: EditorView,
  { last, cache, minimap }: {
    last: EditorParts | null;
    cache: LayoutCache;
    minimap: "now" | "later";
  },
): EditorParts | null {
  const settings = app.look.parts;
  if (settings === undefined) return null;
  const hover = isOverGutter(app, editor);
  if (last !== null && last.editor === editor && last.hover === hover && last.settings === settings) {
    return last.minimap === null || last.minimap.editor === editor || minimap === "later"
      ? last
      : { ...last, minimap: minimapOf(editor, last.minimap) };
  }
  const step = Math.max(1, editor.made.state.settings.indentSize);
  const isKnown = last !== null && last.editor.doc === editor.doc && last.editor.made.look === app.look &&
    last.editor.made.fonts === editor.made.fonts && last.editor.made.generation === editor.made.generation;
  const known = isKnown ? last : null;
  return {
    editor,
    settings,
    guides: settings.guides
      ? guidesOf(editor, {
        step,
        active: settings.activeGuide,
        last: known === null ? null : known.guides,
        was: known === null ? null : known.editor,
      })
      : null,
    brackets: settings.matchBrackets === "never" ? NONE : bracketsOf(editor),
    blanks: settings.whitespace === "none" ? NONE : blanksOf(editor, settings.whitespace),
    rulers: settings.rulers.length === 0 ? NONE : rulersOf(editor, settings.rulers),
    folds: settings.folding ? foldsOf(editor, { settings, hover }) : NONE,
    minimap: minimap === "later" && known !== null && known.settings === settings
      ? known.minimap
      : settings.minimap && editor.box.x + editor.box.width > editor.text.x + editor.text.width
      ? minimapOf(editor, known === null ? null : known.minimap)
      : null,
    sticky: settings.stickyScroll
      ? stickyOf(editor, {
        look: app.look,
        cache,
        last: known === null ? null : known.sticky,
        was: known === null || known.settings !== settings ? null : known.editor,
      })
      : null,
    marks: known?.marks ?? {
      open: cache.fonts.shape("\u25be", numberFont(app.look), "ltr"),
      folded: cache.fonts.shape("\u25b8", numberFont(app.look), "ltr"),
      chip: cache.fonts.shape("\u2026", numberFont(app.look), "ltr"),
    },
    hover,
  };
}

function isOverGutter({ pointer, prompt }: Workbench, { box, text }: EditorView): boolean {
  return pointer !== null && prompt === null && pointer.x >= box.x && pointer.x < text.x &&
    pointer.y >= box.y &&
    pointer.y < box.y + box.height;
}

/** The marks right of the numbers: always where something is folded, else as the settings say. */
function foldsOf(
  editor: EditorView,
  { settings, hover }: { settings: ViewParts; hover: boolean },
): readonly number[] {
  const all = settings.foldMarks === "always" || (settings.foldMarks === "mouseover" && hover);
  if (!all && editor.map.hidden.total === 0) return NONE;
  const out: number[] = [];
  const { rows, made: { state }, view } = editor;
  for (let i = 0; i < rows.length; i++) {
    const { line, top, left } = rows[i];
    if (i > 0 ? rows[i - 1].line === line : left > 0) continue;
    const mark = all ? foldMark(state, view, line) : isFolded(rows, i) ? "folded" : "none";
    if (mark !== "none") out.push(top, line, mark === "folded" ? 1 : 0);
  }
  return out;
}
/** The chip of a fold stands in the last row of its line. */
function isFolded(rows: readonly PlacedRow[], index: number): boolean {
  for (let i = index; i < rows.length && rows[i].line === rows[index].line; i++) {
    if (rows[i].folded) return true;
  }
  return false;
}

const BRACKETS = "()[]{}<>";
function bracketsOf(editor: EditorView): readonly number[] {
  const { made: { state }, view, rows, hasFocus } = editor;
  const selection = state.selections.get(view);
  if (selection === undefined || !hasFocus) return NONE;
  const { ranges } = selection;
  let out: number[] | null = null;
  // A bracket beside a caret is looked for in the row at hand: typing asks nothing more than two characters.
  for (let i = 0; i < Math.min(ranges.length, 50); i++) {
    const { head, anchor } = ranges[i];
    if (head !== anchor) continue;
    const placed = rowHolding(rows, head);
    if (placed === null || placed.preedit !== null) continue;
    const unit = head - placed.from;
    const { text } = placed.row;
    const here = unit < text.length && BRACKETS.includes(text[unit]);
    if (!here && !(unit > 0 && BRACKETS.includes(text[unit - 1]))) continue;
    const pair = bracketsAt(state, head);
    if (pair === null) continue;
    out ??= [];
    pushBracket(editor, pair.open, out);
    pushBracket(editor, pair.close, out);
  }
  return out ?? NONE;
}
function pushBracket({ rows, text, scroll }: EditorView, at: Offset, out: number[]): void {
  const placed = rowHolding(rows, at) === null ? null : rowWith(rows, at);
  if (placed === null) return;
  const unit = at - placed.from;
  const from = xOfUnit(placed.row, unit, 1);
  const to = xOfUnit(placed.row, unit + 1, -1);
  const x = text.x - scroll.x + placed.left + Math.min(from, to);
  if (x >= text.x && x < text.x + text.width) out.push(x, placed.top, Math.abs(to - from));
}
/** The row with the character at an offset: at a seam the right one. */
function rowWith(rows: readonly PlacedRow[], at: number): PlacedRow | null {
  for (let i = 0; i < rows.length; i++) if (at >= rows[i].from && at < rows[i].to) return rows[i];
  return null;
}

function rulersOf({ text, scroll, cell }: EditorView, columns: readonly number[]): readonly number[] {
  const out: number[] = [];
  for (const column of columns) {
    const x = text.x - scroll.x + column * cell;
    if (x >= text.x && x < text.x + text.width) out.push(x);
  }
  return out;
}

/** Blanks as dots and arrows: those that are selected, around words, behind the text, or all. */
function blanksOf(
  editor: EditorView,
  which: "boundary" | "selection" | "trailing" | "all",
): readonly number[] {
  const { made: { state }, view, rows } = editor;
  const ranges = state.selections.get(view)?.ranges ?? [];
  if (which === "selection" && !hasSelection(ranges)) return NONE;
  const out: number[] = [];
  for (let r = 0; r < rows.length; r++) {
    const placed = rows[r];
    if (which !== "selection") {
      pushBlanks(editor, placed, { from: 0, to: placed.row.length, which, out });
      continue;
    }
    for (let i = firstRange(ranges, placed.from); i < ranges.length; i++) {
      const from = Math.min(ranges[i].anchor, ranges[i].head);
      const to = Math.max(ranges[i].anchor, ranges[i].head);
      if (from >= placed.to) break;
      if (to > placed.from) {
        pushBlanks(editor, placed, { from: from - placed.from, to: to - placed.from, which, out });
      }
    }
  }
  return out;
}
function hasSelection(ranges: readonly Range[]): boolean {
  for (let i = 0; i < ranges.length; i++) if (ranges[i].anchor !== ranges[i].head) return true;
  return false;
}
/** The first range that ends behind `at`. */
function firstRange(ranges: readonly Range[], at: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Math.max(ranges[middle].anchor, ranges[middle].head) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
function pushBlanks(
  { text: area, scroll, lineHeight }: EditorView,
  { row, left, top }: PlacedRow,
  { from, to, which, out }: { from: number; to: number; which: string; out: number[] },
): void {
  const { text, stops } = row;
  let lead = 0;
  while (lead < text.length && isBlank(text.charCodeAt(lead))) lead++;
  let trail = text.length;
  while (trail > 0 && isBlank(text.charCodeAt(trail - 1))) trail--;
  const start = which === "trailing" ? Math.max(from, trail) : Math.max(0, from);
  for (let unit = start; unit < Math.min(to, text.length); unit++) {
    const code = text.charCodeAt(unit);
    if (!isBlank(code)) continue;
    // Single spaces between words are no boundary.
    const single = unit >= lead && unit < trail && code === 32 && text.charCodeAt(unit - 1) !== 32 &&
      text.charCodeAt(unit + 1) !== 32;
    if (which === "boundary" && single) continue;
    const a = stops[unit];
    const b = row.bidi === null ? stops[unit + 1] : row.bidi.trails[unit];
    const x = area.x - scroll.x + left + Math.min(a, b);
    if (x < area.x || x >= area.x + area.width) continue;
    out.push(x, top + lineHeight / 2, Math.abs(b - a), code === 9 ? 1 : 0);
  }
}
const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 0xa0 || code === 0x3000;

/** The line whose fold mark, or whose sticky header, lies at a point; null for none. */
export function stickyLineAt(
  { sticky, editor }: EditorParts,
  { x, y }: { x: number; y: number },
): LineIndex | null {
  if (sticky === null || x < editor.box.x || x >= editor.text.x + editor.text.width) return null;
  for (const { line, top } of sticky.lines) if (y >= top && y < top + editor.lineHeight) return line;
  return null;
}
