/**
 * Where editors lie in the window and how far they may scroll: boxes of groups and editors, clamping,
 * scrolling by pixels and by thumbs, and the scroll that brings the main head into view. Pure geometry;
 * what is inside an editor is editor_view.ts.
 */
import type { DocId, LineIndex, Offset, Px, ViewId } from "../base/mod.ts";
import { type Caret, hiddenLines, lastChangeOf } from "../editor/mod.ts";
import type { FontMetrics, FontSpec } from "../render/mod.ts";
import { isPlainAscii } from "./invisible.ts";
import type { CutLine } from "./long_lines.ts";
import { type SetText, subRowOf, xOfCaret } from "./lines.ts";
import { SIZE } from "./metrics.ts";
import { placesOf } from "./places.ts";
import { RowMap } from "./row_map.ts";
import { RowCache, type RowSetting } from "./rows.ts";
import type { Group, Look, OpenDocument, Scroll, Workbench } from "./types.ts";
import type { AppView, Box, EditorView, LayoutCache, PlacedRow, ScrollbarView } from "./view.ts";

/** The box of a group, tab bar included; an empty one while it is hidden. */
export function groupBox(app: Workbench, index: number): Box {
  return placesOf(app).groups[index] ?? NOWHERE;
}
const NOWHERE = box(0, 0, 0, 0);

/** The box of a group's editor, gutter included. */
export function editorBoxIn(group: Box): Box {
  return box(group.x, group.y + SIZE.tabBar, group.width, Math.max(0, group.height - SIZE.tabBar));
}

/** A box of four numbers; a negative size becomes 0. */
export function box(x: number, y: number, width: number, height: number): Box {
  return { x: x as Px, y: y as Px, width: Math.max(0, width) as Px, height: Math.max(0, height) as Px };
}

export function sameBox(a: Box, b: Box): boolean {
  return a === b || a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
/** Whether a point lies in a box. */
export function isInside(b: Box, { x, y }: { x: number; y: number }): boolean {
  return x >= b.x && y >= b.y && x < b.x + b.width && y < b.y + b.height;
}

/** How wide the gutter is: 64, or more when the numbers have more digits than fit. */
export function gutterWidth(lineCount: number, cell: number): number {
  const digits = Math.max(1, Math.floor(Math.log10(Math.max(1, lineCount))) + 1);
  return Math.max(SIZE.gutter, Math.ceil((digits * cell + SIZE.numbersGap + 4) / 4) * 4);
}

/** What the minimap takes from the text's right side. */
export function minimapWidth(look: Look, area: Box): number {
  return look.parts !== undefined && look.parts.minimap && area.width >= SIZE.minimapLeast ? SIZE.minimap : 0;
}

/** One spec a look, so that fonts find it by identity. */
const codeFonts = new WeakMap<Look, FontSpec>();
/** The code font of a look: the same object for the same look. */
export function codeFont(look: Look): FontSpec {
  let font = codeFonts.get(look);
  if (font === undefined) {
    font = { family: "code", size: look.codeFontSize, weight: 400, italic: false };
    codeFonts.set(look, font);
  }
  return font;
}

const numberFonts = new WeakMap<Look, FontSpec>();
/** Line numbers stand a point below the text they count. */
export function numberFont(look: Look): FontSpec {
  let font = numberFonts.get(look);
  if (font === undefined) {
    font = { ...codeFont(look), size: Math.max(6, look.codeFontSize - 1) as Px };
    numberFonts.set(look, font);
  }
  return font;
}

/** What rows of a document are set with. */
export function rowSetting(
  app: Workbench,
  { doc, fonts }: { doc: OpenDocument; fonts: FontMetrics },
): RowSetting {
  return {
    fonts,
    size: app.look.codeFontSize,
    lineHeight: app.look.codeLineHeight,
    tabSize: Math.max(1, doc.state.settings.tabSize),
    styles: app.theme.styles,
  };
}

/** The view `id` belongs to, its group, its document; null when it is not open. */
export function findView(
  app: Workbench,
  id: ViewId,
):
  | { readonly group: Group; readonly index: number; readonly doc: OpenDocument; readonly scroll: Scroll }
  | null {
  const view = app.views.get(id);
  const doc = view === undefined ? undefined : app.docs.get(view.doc);
  if (view === undefined || doc === undefined) return null;
  for (let index = 0; index < app.groups.length; index++) {
    const group = app.groups[index];
    if (group.active === id || group.tabs.includes(id)) return { group, index, doc, scroll: view.scroll };
  }
  return null;
}

/** Cells that a row of wrapped text has; 0 where lines are not wrapped. */
function wrapColumns(
  app: Workbench,
  { doc, index, fonts }: { doc: OpenDocument; index: number; fonts: FontMetrics },
): number {
  const { wrap } = doc.state.settings;
  if (wrap === "off") return 0;
  const column = app.look.parts?.wordWrapColumn ?? 80;
  if (wrap === "wordWrapColumn") return Math.max(4, Math.min(1000, column));
  const area = editorBoxIn(groupBox(app, index));
  const { cell } = fonts.box(codeFont(app.look));
  const taken = gutterWidth(doc.state.text.lineCount, cell) +
    Math.max(SIZE.scrollTrack, minimapWidth(app.look, area));
  // A cell stays free for the caret behind the last one.
  const fits = Math.max(4, Math.min(1000, Math.floor((area.width - taken) / cell) - 1));
  return wrap === "bounded" ? Math.min(fits, Math.max(4, column)) : fits;
}

/** How the lines of a view make rows, for its text as it is now. */
export function mapOf(
  app: Workbench,
  { view, doc, index }: { view: ViewId; doc: OpenDocument; index: number },
  cache: LayoutCache,
): RowMap {
  const { state } = doc;
  const hidden = hiddenLines(state, view);
  const last = cache.rowMaps.get(view);
  if (last !== undefined && last.isPlain && state.settings.wrap === "off" && hidden.total === 0) {
    last.goOn(state.text);
    return last;
  }
  const of = {
    text: state.text,
    hidden,
    columns: state.settings.wrap === "off" ? 0 : wrapColumns(app, { doc, index, fonts: cache.fonts }),
    tabSize: Math.max(1, state.settings.tabSize),
  };
  const known = last;
  if (known === undefined) {
    const map = new RowMap(of);
    cache.rowMaps.set(view, map);
    return map;
  }
  if (of.columns === 0) known.follow(of, null);
  else {
    const change = lastChangeOf(state);
    const leads = change !== null && change.before === known.text && change.after === of.text;
    known.follow(of, leads ? change.changes : null);
  }
  return known;
}
/** For those who have seen no frame yet: nothing is known of fonts, so lines count as they are. */
function mapWithout(doc: OpenDocument, view: ViewId): RowMap {
  const { text } = doc.state;
  return new RowMap({ text, hidden: hiddenLines(doc.state, view), columns: 0, tabSize: 4 });
}

/** Pixels above a scroll, from the text's top. */
export function scrollTop(scroll: Scroll, { map, lineHeight }: { map: RowMap; lineHeight: number }): number {
  const line = Math.min(scroll.line, map.text.lineCount - 1);
  return (map.isPlain ? scroll.line : map.rowOfLine(line)) * lineHeight + scroll.dy;
}
/** The scroll with so many pixels above it. */
export function scrollAt(
  top: number,
  { x, lineHeight, map }: { x: number; lineHeight: number; map: RowMap },
): Scroll {
  const row = Math.floor(top / lineHeight + 1e-9);
  if (map.isPlain) {
    return { line: row as LineIndex, dy: Math.max(0, top - row * lineHeight) as Px, x: x as Px };
  }
  const line = map.lineOfRow(row);
  return { line, dy: Math.max(0, top - map.rowOfLine(line) * lineHeight) as Px, x: x as Px };
}

/** The largest top: with `scrollBeyondLastLine` the last line may be the first row. */
export function maxTop(app: Workbench, { rows, height }: { rows: number; height: number }): number {
  const lineHeight = app.look.codeLineHeight;
  const content = rows * lineHeight;
  return Math.max(0, app.look.scrollBeyondLastLine ? content - lineHeight : content - height);
}

/** The nearest allowed scroll; the same object when it is allowed already. Width is known of what was laid out. */
export function clampScroll(
  app: Workbench,
  view: ViewId,
  { scroll, last }: { scroll: Scroll; last: AppView | null },
): Scroll {
  const found = findView(app, view);
  if (found === null) return scroll;
  const lineHeight = app.look.codeLineHeight;
  const area = editorBoxIn(groupBox(app, found.index));
  const map = last === null ? mapWithout(found.doc, view) : mapOf(app, { ...found, view }, last.cache);
  const now = scrollTop(scroll, { map, lineHeight });
  const top = Math.max(0, Math.min(now, maxTop(app, { rows: map.rowCount, height: area.height })));
  const known = editorOf(last, view);
  const mostX = known === null ? Infinity : Math.max(0, known.contentWidth - known.text.width);
  const x = Math.max(0, Math.min(scroll.x, mostX));
  const isSame = x === scroll.x && Math.abs(top - now) < 1e-6;
  if (isSame && scroll.dy < lineHeight * (map.isWrapped ? map.startsOf(scroll.line)?.length ?? 1 : 1)) {
    return scroll;
  }
  return scrollAt(top, { x, lineHeight, map });
}

/** Scrolls by pixels, held within the document. */
export function scrollBy(
  app: Workbench,
  view: ViewId,
  by: { dx: number; dy: number; last: AppView | null },
): Scroll {
  const found = findView(app, view);
  if (found === null) throw new RangeError(`Cannot scroll view ${view}: it is not open`);
  const lineHeight = app.look.codeLineHeight;
  const map = by.last === null ? mapWithout(found.doc, view) : mapOf(app, { ...found, view }, by.last.cache);
  // What lies around is measured first: else rows counted from here would shift while they are crossed.
  if (map.isWrapped) map.lookAround(Math.min(found.scroll.line, map.text.lineCount - 1));
  const top = scrollTop(found.scroll, { map, lineHeight }) + by.dy;
  const scroll = scrollAt(Math.max(0, top), { x: found.scroll.x + by.dx, lineHeight, map });
  const clamped = clampScroll(app, view, { scroll, last: by.last });
  return sameScroll(clamped, found.scroll) ? found.scroll : clamped;
}

function sameScroll(a: Scroll, b: Scroll): boolean {
  return a.line === b.line && a.dy === b.dy && a.x === b.x;
}

/**
 * The scroll for a thumb dragged until it starts at `start` (x or y in the window), as `last` showed it: the view's own
 * scroll object when nothing moves.
 */
export function scrollToThumb(
  app: Workbench,
  view: ViewId,
  { axis, start, last }: { axis: "x" | "y"; start: Px; last: AppView },
): Scroll {
  const found = findView(app, view);
  if (found === null) throw new RangeError(`Cannot scroll view ${view}: it is not open`);
  const editor = editorOf(last, view);
  const bar = editor === null ? null : axis === "x" ? editor.horizontal : editor.vertical;
  if (bar === null) return found.scroll;
  const lineHeight = app.look.codeLineHeight;
  if (axis === "x") {
    const x = Math.round(share(start - bar.track.x, bar.track.width - bar.thumb.width) * bar.max) as Px;
    return x === found.scroll.x ? found.scroll : { ...found.scroll, x };
  }
  const top = Math.round(share(start - bar.track.y, bar.track.height - bar.thumb.height) * bar.max);
  const map = mapOf(app, { ...found, view }, last.cache);
  const scroll = scrollAt(top, { x: found.scroll.x, lineHeight, map });
  return sameScroll(scroll, found.scroll) ? found.scroll : scroll;
}

/** The scroll for a minimap's slider dragged until it starts at `start`, as `last` showed it. */
export function scrollToSlider(
  app: Workbench,
  view: ViewId,
  { start, last, slider, room, lines }: { start: Px; last: AppView; slider: Box; room: Box; lines: number },
): Scroll {
  const found = findView(app, view);
  if (found === null) throw new RangeError(`Cannot scroll view ${view}: it is not open`);
  const lineHeight = app.look.codeLineHeight;
  const map = mapOf(app, { ...found, view }, last.cache);
  // Short texts are drawn whole: there the slider moves on by lines; else its way is that of the whole text.
  const way = Math.min(room.height - slider.height, (lines - 1) * SIZE.minimapLine);
  const most = maxTop(app, { rows: map.rowCount, height: editorBoxIn(groupBox(app, found.index)).height });
  const top = Math.round(share(start - room.y, way) * most);
  const scroll = scrollAt(top, { x: found.scroll.x, lineHeight, map });
  return sameScroll(scroll, found.scroll) ? found.scroll : scroll;
}
function share(part: number, whole: number): number {
  return whole <= 0 ? 0 : Math.max(0, Math.min(1, part / whole));
}

/** A scrollbar along one side of `area`; null when all fits. `top` and `max` in Px of content. */
export function scrollbar(
  area: Box,
  { axis, content, at, max }: { axis: "x" | "y"; content: number; at: number; max: number },
): ScrollbarView | null {
  if (max <= 0) return null;
  const vertical = axis === "y";
  const track = vertical
    ? box(area.x + area.width - SIZE.scrollTrack, area.y, SIZE.scrollTrack, area.height)
    : box(area.x, area.y + area.height - SIZE.scrollTrack, area.width - SIZE.scrollTrack, SIZE.scrollTrack);
  const room = vertical ? track.height : track.width;
  const size = Math.min(
    room,
    Math.max(SIZE.scrollThumbMin, Math.round((room * room) / Math.max(room, content))),
  );
  const start = Math.round((room - size) * share(at, max));
  const thumb = vertical
    ? box(
      track.x + track.width - SIZE.scrollInset - SIZE.scrollThumb,
      track.y + start,
      SIZE.scrollThumb,
      size,
    )
    : box(
      track.x + start,
      track.y + track.height - SIZE.scrollInset - SIZE.scrollThumb,
      size,
      SIZE.scrollThumb,
    );
  return { track, thumb, max };
}

/** The last layout of a view; null when it was not on screen. */
export function editorOf(last: AppView | null, view: ViewId): EditorView | null {
  if (last === null) return null;
  for (let i = 0; i < last.editors.length; i++) if (last.editors[i].view === view) return last.editors[i];
  return null;
}

/** The cache of the last view when its fonts are still these, else a fresh one. */
export function cacheFrom(last: AppView | null, fonts: FontMetrics): LayoutCache {
  if (last !== null && last.cache.fonts === fonts && last.cache.generation === fonts.generation) {
    return last.cache;
  }
  return { rows: new Map(), labels: new Map(), rowMaps: new Map(), fonts, generation: fonts.generation };
}

/** The rows set like this: one cache a tab size, so that two documents on screen do not throw each other out. */
export function rowsFrom(cache: LayoutCache, setting: RowSetting): RowCache {
  let rows = cache.rows.get(setting.tabSize);
  if (rows === undefined) cache.rows.set(setting.tabSize, rows = new RowCache(setting));
  rows.adopt(setting);
  return rows;
}

/** A view's text as it is set, with what the last layout knows of it. */
export function setTextOf(
  app: Workbench,
  { doc, last, fonts, view, index }: {
    doc: OpenDocument;
    last: AppView | null;
    fonts: FontMetrics;
    view: ViewId;
    index: number;
  },
): SetText {
  const setting = rowSetting(app, { doc, fonts });
  const cache = cacheFrom(last, fonts);
  const rows = rowsFrom(cache, setting);
  const map = mapOf(app, { view, doc, index }, cache);
  const known = editorOf(last, view);
  const text = doc.state.text;
  const cuts = known !== null && cutsFit(known, { doc: doc.id, text, tabSize: setting.tabSize })
    ? known.cuts
    : new Map<LineIndex, CutLine>();
  return { text, rows, cuts, cell: fonts.box(codeFont(app.look)).cell, tabSize: setting.tabSize, map };
}

/** Cuts belong to one text and one tab size. */
export function cutsFit(known: EditorView, now: { doc: DocId; text: unknown; tabSize: number }): boolean {
  return known.doc === now.doc && known.made.text === now.text && known.made.tabSize === now.tabSize;
}

/**
 * The scroll that shows the main head of `view`: the same object when it shows already, else as little as needed,
 * or the head in the middle of the view.
 */
export function revealScroll(
  app: Workbench,
  view: ViewId,
  { last, fonts, how = "least" }: { last: AppView | null; fonts: FontMetrics; how?: "least" | "middle" },
): Scroll {
  const found = findView(app, view);
  if (found === null) throw new RangeError(`Cannot reveal in view ${view}: it is not open`);
  const { doc, scroll } = found;
  const selection = doc.state.selections.get(view);
  if (selection === undefined) return scroll;
  const range = selection.ranges[selection.main];
  if (how === "least") {
    const known = editorOf(last, view);
    if (known !== null && isSurelyShown(app, { found, known, fonts, head: range.head })) return scroll;
  }
  const set = setTextOf(app, { doc, last, fonts, view, index: found.index });
  const { map } = set;
  const area = editorBoxIn(groupBox(app, found.index));
  const line = set.text.lineAt(range.head);
  const caret: Caret = { at: range.head as Offset, side: range.side ?? 1 };
  const lineHeight = app.look.codeLineHeight;
  // Around where the view stands and around the head, so that the way between two near places is exact.
  if (map.isWrapped) {
    map.lookAround(Math.min(scroll.line, set.text.lineCount - 1));
    map.lookAround(line.index);
  }
  const now = scrollTop(scroll, { map, lineHeight });
  const row = map.isPlain ? line.index : map.rowOfLine(line.index) + subRowOf(set, line, caret);
  const top = revealTop(app, { row, now, height: area.height, how });
  const width = area.width - gutterWidth(set.text.lineCount, set.cell) -
    Math.max(SIZE.scrollTrack, minimapWidth(app.look, area));
  const x = revealX(xOfCaret(set, line, caret) + preeditWidth(app, set), { x: scroll.x, width });
  if (top === now && x === scroll.x) return scroll;
  return scrollAt(Math.min(top, maxTop(app, { rows: map.rowCount, height: area.height })), {
    x,
    lineHeight,
    map,
  });
}

/** More cells than a unit of ASCII can take, with the tab behind it. */
const CELLS_A_UNIT = 24;
/** A change longer than this is measured. */
const SHORT_INSERT = 8;

/**
 * Whether the head shows in the view as it was last laid out, by the width its row had and the most that typing can have
 * added. Measures nothing, so a typed key is shaped once, by layout. False: nothing is known.
 */
function isSurelyShown(
  app: Workbench,
  { found, known, fonts, head }: {
    found: { readonly index: number; readonly doc: OpenDocument; readonly scroll: Scroll };
    known: EditorView;
    fonts: FontMetrics;
    head: number;
  },
): boolean {
  const { made } = known;
  const { scroll, doc, index } = found;
  if (
    scroll.x !== 0 || app.preedit !== null || made.preedit !== null || known.doc !== doc.id ||
    made.fonts !== fonts || made.generation !== fonts.generation || made.look !== app.look ||
    !sameBox(made.area, groupBox(app, index)) || made.tabSize !== doc.state.settings.tabSize ||
    made.tabSize >= CELLS_A_UNIT || !known.map.isPlain || doc.state.settings.wrap !== "off" ||
    hiddenLines(doc.state, known.view).total > 0 || known.lineCount !== doc.state.text.lineCount
  ) return false;
  const change = lastChangeOf(doc.state);
  if (change === null || change.before !== made.text || change.after !== doc.state.text) return false;
  const { edits } = change.changes;
  if (edits.length !== 1) return false;
  const { from, to, insert } = edits[0];
  if (typeof insert !== "string" || insert.length > SHORT_INSERT) return false;
  const placed = rowHolding(known.rows, from);
  if (placed === null || to > placed.to || placed.left > 0 || placed.continues) return false;
  if (head < placed.from || head > placed.to + insert.length - (to - from)) return false;
  if (!isPlainAscii(placed.row.text)) return false;
  const most = placed.row.width + (insert.length + 1) * CELLS_A_UNIT * known.cell;
  const right = minimapWidth(app.look, known.box) > 0 ? 0 : SIZE.scrollTrack;
  if (most + SIZE.caret > known.text.width - right) return false;
  const { height } = known.box;
  const now = scroll.line * app.look.codeLineHeight + scroll.dy;
  return revealTop(app, { row: placed.line, now, height, how: "least" }) === now;
}

/** The row that holds an offset; null when it is not on screen. O(log rows). */
export function rowHolding(rows: readonly PlacedRow[], at: number): PlacedRow | null {
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (at < row.from) high = middle - 1;
    else if (at > row.to) low = middle + 1;
    else return row;
  }
  return null;
}

function preeditWidth(app: Workbench, set: SetText): number {
  if (app.preedit === null) return 0;
  return set.rows.measured(app.preedit.text.slice(0, app.preedit.caret), 0).width;
}

function revealTop(
  app: Workbench,
  { row, now, height, how }: { row: number; now: number; height: number; how: "least" | "middle" },
): number {
  const lineHeight = app.look.codeLineHeight;
  const rows = Math.floor(height / lineHeight);
  const margin = Math.max(0, Math.min(app.look.cursorSurroundingLines, Math.floor((rows - 1) / 2))) *
    lineHeight;
  const caretTop = row * lineHeight;
  const above = caretTop - margin;
  const below = caretTop + lineHeight + margin - height;
  if (now <= above && now >= below) return now;
  // Whole rows, so that the first one is not cut.
  if (how === "middle") return Math.max(0, row - Math.round((rows - 1) / 2)) * lineHeight;
  // A view lower than a row shows the row's top.
  return Math.max(0, now > above || below > above ? above : below);
}

function revealX(caret: number, { x, width }: { x: number; width: number }): number {
  const pad = Math.min(SIZE.revealPad, width / 4);
  if (caret < x + 1 && x > 0) return Math.max(0, Math.floor(caret - pad));
  if (caret + SIZE.caret > x + width) return Math.max(0, Math.ceil(caret + pad - width));
  return x;
}
