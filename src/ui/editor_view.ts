/**
 * One editor: from a document, its selection and its scroll to rows, numbers, carets and selections in
 * the window. Rows come from the cache, so a typed character builds one row. Takes over the last
 * `EditorView` whole when nothing it depends on changed.
 */
import type { LineIndex, Offset, Px } from "../base/mod.ts";
import { lastChangeOf, type Selection, type Text } from "../editor/mod.ts";
import type { FontMetrics, ShapedText } from "../render/mod.ts";
import { marksOf, underlinesOf, withDrop } from "./editor_marks.ts";
import { keptRows, type LastRows } from "./kept_rows.ts";
import { keptWrapped } from "./kept_wrapped.ts";
import { isLong, type SetText, widthOfLine } from "./lines.ts";
import { placeRows } from "./placed_rows.ts";
import { SIZE } from "./metrics.ts";
import type { CutLine } from "./long_lines.ts";
import {
  box,
  codeFont,
  cutsFit,
  editorBoxIn,
  groupBox,
  gutterWidth,
  mapOf,
  maxTop,
  minimapWidth,
  numberFont,
  rowHolding,
  rowSetting,
  rowsFrom,
  sameBox,
  scrollbar,
  scrollTop,
} from "./scroll.ts";
import { STRINGS } from "./strings.ts";
import type { DocView, Group, OpenDocument, Workbench } from "./types.ts";
import type { Box, EditorInputs, EditorView, LayoutCache, PlacedRow, UiNode } from "./view.ts";

/** What an editor is laid out from. `index` is the group's place. */
export interface EditorSource {
  readonly app: Workbench;
  readonly group: Group;
  readonly index: number;
  readonly view: DocView;
  readonly doc: OpenDocument;
  readonly fonts: FontMetrics;
  readonly cache: LayoutCache;
}

/** The editor of `source`; `last` itself when it would come out the same. */
export function layoutEditor(source: EditorSource, last: EditorView | null): EditorView {
  const made = inputsOf(source);
  if (last !== null && last.doc === source.doc.id && sameInputs(last.made, made)) return last;
  const { app, doc, view, fonts, cache } = source;
  const state = doc.state;
  const setting = rowSetting(app, { doc, fonts });
  const rowCache = rowsFrom(cache, setting);
  const lineCount = state.text.lineCount;
  const place = placeIn(source, sameFrame(last, made) ? last : null);
  const { area, text, baseline, cell } = place;
  const cuts = last !== null && cutsFit(last, { doc: doc.id, text: state.text, tabSize: setting.tabSize })
    ? last.cuts
    : new Map<LineIndex, CutLine>();
  const map = mapOf(app, { view: view.id, doc, index: source.index }, cache);
  const set: SetText = { text: state.text, rows: rowCache, cuts, cell, tabSize: setting.tabSize, map };
  const lineHeight = app.look.codeLineHeight;
  const scroll = view.scroll;
  const selection = state.selections.get(view.id) ?? null;
  const preedit = made.preedit === null || selection === null
    ? null
    : { ...made.preedit, head: selection.ranges[selection.main].head };
  const rowSource = { set, text, scroll, lineHeight, state, view: view.id, decorate: app.decorate, preedit };
  const kept = last !== null && last.text === text && map.hidden.total === 0 ? lastRows(last, made) : null;
  // A wrapped text goes on from rows wrapped alike.
  const isAlike = kept !== null && last!.wasPlain === map.isPlain &&
    (map.isPlain || last!.columns === map.setting.columns);
  const known = !isAlike ? null : map.isPlain ? keptRows(rowSource, kept) : keptWrapped(rowSource, kept);
  const rows = known ?? placeRows(rowSource);
  // What was learned in a narrower or wider box says nothing about this one.
  const sameText = last !== null && last.text === text && last.made.text === state.text &&
    last.made.fonts === fonts;
  const contentWidth = widest(set, { rows, text, scroll, known: sameText ? last.contentWidth : 0 });
  const rowCount = map.isPlain ? lineCount : map.rowCount;
  const maxY = maxTop(app, { rows: rowCount, height: area.height });
  const { onCharacter } = made;
  const wraps = map.isWrapped ? "yes" : "no";
  const marked = made.drop < 0 ? selection : withDrop(selection, made.drop as Offset);
  const marks = marksOf({
    rows,
    selection: marked,
    text,
    scroll,
    lineHeight,
    cell,
    preedit,
    onCharacter,
    wraps,
  });
  const currentLine = selection === null
    ? -1
    : lineOf(state.text, rows, selection.ranges[selection.main].head);
  const numbers = numbersOf({
    rows,
    fonts,
    font: numberFont(app.look),
    last: sameFonts(last, made) ? last : null,
    isPlain: map.isPlain,
  });
  const current = currentOf({ selection, currentLine, area, scroll, lineHeight, rows, isPlain: map.isPlain });
  return {
    view: view.id,
    doc: doc.id,
    group: source.group.id,
    box: area,
    text,
    lineHeight,
    baseline,
    cell,
    scroll,
    lineCount,
    contentWidth: contentWidth as Px,
    contentHeight: (rowCount * lineHeight) as Px,
    rows,
    numbers: numbers.numbers,
    numberTops: numbers.numberTops,
    numberLines: numbers.numberLines,
    numbersRight: (text.x - (SIZE.gutter - SIZE.numbersEnd)) as Px,
    currentLine,
    currentTop: current.currentTop,
    currentHeight: current.currentHeight,
    carets: marks.carets,
    mainCaret: marks.mainCaret,
    caretHints: marks.hints,
    selections: marks.selections,
    underlines: preedit === null ? NONE : underlinesOf({ rows, text, scroll, baseline }),
    // The same box of the text means the same box around it.
    vertical: last !== null && last.text === text && last.scroll === scroll && last.lineCount === lineCount &&
        last.contentHeight === rowCount * lineHeight && map.isPlain
      ? last.vertical
      : verticalBar(area, {
        content: rowCount * lineHeight,
        at: scrollTop(scroll, { map, lineHeight }),
        max: maxY,
      }),
    horizontal: map.isWrapped && scroll.x === 0 && contentWidth <= text.width ? null : scrollbar(text, {
      axis: "x",
      content: contentWidth,
      at: scroll.x,
      max: contentWidth - text.width,
    }),
    hasFocus: made.hasFocus,
    loading: doc.loading === undefined ? null : doc.loading.done / Math.max(1, doc.loading.total),
    node: last !== null && sameNode(last, area, doc.name) ? last.node : editorNode(source, area),
    wasPlain: map.isPlain,
    hadFolds: map.hidden.total > 0,
    columns: map.setting.columns,
    map,
    cuts,
    made,
  };
}

function verticalBar(area: Box, { content, at, max }: { content: number; at: number; max: number }) {
  if (content <= area.height && at <= 0) return null;
  return scrollbar(area, { axis: "y", content: max + area.height, at, max });
}

/** The line of an offset: by the rows, which are at hand, if one holds it. */
function lineOf(text: Text, rows: readonly PlacedRow[], at: Offset): number {
  const placed = rowHolding(rows, at);
  return placed === null ? text.lineAt(at).index : placed.line;
}

/** Where an editor lies and how its lines are set. */
interface EditorPlace {
  readonly area: Box;
  readonly text: Box;
  readonly baseline: number;
  readonly cell: Px;
}

/** The place of an editor; the boxes of `last`, an editor in the same frame, where they come out the same. */
function placeIn({ app, doc, fonts, index }: EditorSource, last: EditorView | null): EditorPlace {
  const { lineCount } = doc.state.text;
  if (last !== null && last.lineCount === lineCount) {
    return { area: last.box, text: last.text, baseline: last.baseline, cell: last.cell };
  }
  const { ascent, descent, cell } = fonts.box(codeFont(app.look));
  const area = last === null ? editorBoxIn(groupBox(app, index)) : last.box;
  const gutter = gutterWidth(lineCount, cell);
  const isSame = last !== null && last.text.x === area.x + gutter;
  const width = area.width - gutter - minimapWidth(app.look, area);
  const text = isSame ? last.text : box(area.x + gutter, area.y, width, area.height);
  return { area, text, baseline: (app.look.codeLineHeight + ascent - descent) / 2, cell };
}

/** Whether `last` lay in the same place, set the same way. */
function sameFrame(last: EditorView | null, made: EditorInputs): last is EditorView {
  return sameFonts(last, made) && sameBox(last.made.area, made.area);
}

/** The rows of `last`, which has the same text box, if they can serve for `made`; null when they cannot. */
function lastRows(last: EditorView, made: EditorInputs): LastRows | null {
  const was = last.made;
  if (
    last.hadFolds || was.preedit !== null || made.preedit !== null || last.cuts.size > 0 ||
    !sameFonts(last, made) ||
    was.styles !== made.styles || was.tabSize !== made.tabSize
  ) return null;
  const { scroll } = made;
  const old = last.scroll;
  if (old !== scroll && (old.line !== scroll.line || old.dy !== scroll.dy || old.x !== scroll.x)) return null;
  if (was.text === made.text) return { rows: last.rows, change: null, colours: coloursOf(made, was) };
  const change = lastChangeOf(made.state);
  if (change === null || change.before !== was.text || change.after !== made.text) return null;
  // Of several edits at once a colour may hang on one far away, such as the other bracket of a pair.
  const colours = coloursOf(made, was);
  const isOne = change.changes.edits.length === 1;
  return { rows: last.rows, change, colours: colours === "changed" && !isOne ? "all" : colours };
}

/** Which rows have to be asked for their colours again. */
function coloursOf({ decorate = [], state }: EditorInputs, was: EditorInputs): LastRows["colours"] {
  if (decorate.length === 0) return (was.decorate ?? decorate).length === 0 ? "none" : "all";
  if (was.decorate !== decorate) return "all";
  for (let i = 0; i < decorate.length; i++) {
    const { source } = decorate[i];
    if (source === undefined || source(state) !== source(was.state)) return "all";
  }
  return "changed";
}

function inputsOf({ app, group, index, view, doc, fonts }: EditorSource): EditorInputs {
  const { find = null } = app;
  const hasFocus = group.id === app.activeGroup && !app.barFocus && !app.quickPick &&
    (find === null || !find.isOpen || find.focus === null);
  return {
    state: doc.state,
    text: doc.state.text,
    tabSize: doc.state.settings.tabSize,
    scroll: view.scroll,
    look: app.look,
    styles: app.theme.styles,
    preedit: hasFocus ? app.preedit : null,
    onCharacter: app.modal ? app.modal.caret === "block" : false,
    drop: app.drag?.view === view.id ? app.drag.dropAt ?? -1 : -1,
    hasFocus,
    decorate: app.decorate,
    loading: doc.loading,
    name: doc.name,
    fonts,
    generation: fonts.generation,
    area: groupBox(app, index),
  };
}

function sameInputs(a: EditorInputs, b: EditorInputs): boolean {
  return a.state === b.state && a.scroll === b.scroll && a.look === b.look && a.styles === b.styles &&
    a.preedit === b.preedit && a.hasFocus === b.hasFocus && a.decorate === b.decorate &&
    a.loading === b.loading && a.onCharacter === b.onCharacter && a.drop === b.drop &&
    a.name === b.name && a.fonts === b.fonts && a.generation === b.generation &&
    sameBox(a.area, b.area);
}

function sameFonts(last: EditorView | null, made: EditorInputs): last is EditorView {
  return last !== null && last.made.fonts === made.fonts && last.made.generation === made.generation &&
    last.made.look === made.look;
}

function widest(
  set: SetText,
  { rows, text, scroll, known }: {
    rows: readonly PlacedRow[];
    text: Box;
    scroll: { readonly x: Px };
    known: number;
  },
): number {
  let most = known;
  let seen = -1;
  for (let i = 0; i < rows.length; i++) {
    const { row, left, line, continues } = rows[i];
    let width = left + row.width;
    if (continues && line !== seen) {
      seen = line;
      const whole = set.text.line(line);
      if (isLong(whole)) width = widthOfLine(set, whole);
    }
    // Room for a caret past the end and a breath, but no scrollbar for a line that just fits.
    const least = set.map.isWrapped ? 0 : 2 * set.cell;
    const padded = width + least > text.width ? width + 4 * set.cell : width;
    if (padded > most) most = padded;
  }
  return Math.max(most, scroll.x + text.width);
}

function numbersOf(
  { rows, fonts, font, last, isPlain }: {
    rows: readonly PlacedRow[];
    fonts: FontMetrics;
    font: ReturnType<typeof codeFont>;
    last: EditorView | null;
    isPlain: boolean;
  },
): Numbers {
  if (!isPlain) return last !== null && sameNumbers(rows, last) ? last : numbersOfRows({ rows, fonts, font });
  if (rows.length === 0) return { numbers: [], numberTops: null, numberLines: null };
  const first = rows[0].line;
  const count = rows[rows.length - 1].line - first + 1;
  if (
    last !== null && last.numberTops === null && last.rows.length > 0 && last.rows[0].line === first &&
    last.numbers.length === count
  ) {
    return last;
  }
  const numbers: ShapedText[] = [];
  for (let i = 0; i < count; i++) numbers.push(fonts.shape(String(first + i + 1), font, "ltr"));
  return { numbers, numberTops: null, numberLines: null };
}
type Numbers = Pick<EditorView, "numbers" | "numberTops" | "numberLines">;

/** Whether each row is of the line and in the place that it was. */
function sameNumbers(rows: readonly PlacedRow[], { rows: was, numberTops }: EditorView): boolean {
  if (numberTops === null || rows.length !== was.length) return false;
  for (let i = 0; i < rows.length; i++) {
    if (
      rows[i].line !== was[i].line || rows[i].top !== was[i].top || (rows[i].left > 0) !== (was[i].left > 0)
    ) return false;
  }
  return true;
}

/** A number beside the first row of each line; a line whose first row is scrolled off has none. */
function numbersOfRows(
  { rows, fonts, font }: {
    rows: readonly PlacedRow[];
    fonts: FontMetrics;
    font: ReturnType<typeof codeFont>;
  },
): Numbers {
  const numbers: ShapedText[] = [];
  const numberTops: number[] = [];
  const numberLines: number[] = [];
  for (let i = 0; i < rows.length; i++) {
    const { line, left, top } = rows[i];
    if (i > 0 ? rows[i - 1].line === line : left > 0) continue;
    numbers.push(fonts.shape(String(line + 1), font, "ltr"));
    numberTops.push(top);
    numberLines.push(line);
  }
  return { numbers, numberTops, numberLines };
}

/** The background of the line with the main caret: all of its rows. */
function currentOf(
  source: Parameters<typeof currentTopOf>[0] & { rows: readonly PlacedRow[]; isPlain: boolean },
): Pick<EditorView, "currentTop" | "currentHeight"> {
  const { selection, rows, currentLine, isPlain, lineHeight } = source;
  const one = lineHeight as Px;
  if (isPlain) return { currentTop: currentTopOf(source), currentHeight: one };
  if (selection === null) return { currentTop: null, currentHeight: one };
  const main = selection.ranges[selection.main];
  if (main.anchor !== main.head) return { currentTop: null, currentHeight: one };
  let top: Px | null = null;
  let bottom = 0;
  for (let i = 0; i < rows.length; i++) {
    if (rows[i].line !== currentLine) continue;
    top ??= rows[i].top;
    bottom = rows[i].top + lineHeight;
  }
  return { currentTop: top, currentHeight: (top === null ? lineHeight : bottom - top) as Px };
}

function currentTopOf(
  { selection, currentLine, area, scroll, lineHeight }: {
    selection: Selection | null;
    currentLine: number;
    area: Box;
    scroll: { readonly line: LineIndex; readonly dy: Px };
    lineHeight: number;
  },
): Px | null {
  if (selection === null) return null;
  const main = selection.ranges[selection.main];
  if (main.anchor !== main.head) return null;
  const top = area.y + (currentLine - scroll.line) * lineHeight - scroll.dy;
  return top + lineHeight <= area.y || top >= area.y + area.height ? null : top as Px;
}

const NONE: readonly number[] = [];

function sameNode(last: EditorView, area: Box, name: string): boolean {
  const [x, y, width, height] = last.node.bounds;
  return last.made.name === name && x === area.x && y === area.y && width === area.width &&
    height === area.height;
}
function editorNode({ view, doc }: EditorSource, area: Box): UiNode {
  return {
    id: `editor-${view.id}`,
    role: "textbox",
    label: STRINGS.editor(doc.name),
    bounds: [area.x, area.y, area.width, area.height],
    children: [],
  };
}
