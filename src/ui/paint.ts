/**
 * From one frame to the draw list: writes only `out`, and of it what is not there from the last frame: parts, numbers and rows kept by
 * identity are blocks, whose entries stand (a typed key of 36 rows: 35 µs without, 20 with, the caches cold). Here logical pixels become
 * device pixels: rects are rounded by their edges in the list's helpers, rows by their baseline, so that
 * text and lines are crisp at 1, 1.25 and 2. No objects and no closures per glyph or row.
 */
import type { DrawList } from "../render/mod.ts";
import {
  endBlock,
  endLayer,
  packShape,
  PLAIN,
  pushRect,
  pushRun,
  resetDrawList,
  takeBlock,
} from "../render/mod.ts";
import type { Px } from "../base/mod.ts";
import { activePart } from "./bars.ts";
import { SIZE } from "./metrics.ts";
import { paintBehind, paintBeside, paintMapMarks, paintSticky } from "./paint_parts.ts";
import { COLOR, type Theme } from "./theme.ts";
import type {
  AppView,
  BarView,
  Box,
  EditorView,
  FindMarks,
  Label,
  Part,
  Quad,
  ScrollbarView,
} from "./view.ts";

/** Writes `view` into `out`, which it empties first. Layers: editors, their bars, the chrome, notices, the question. */
export function paint(view: AppView, theme: Theme, out: DrawList): void {
  const { scale } = view;
  resetDrawList(out, theme, scale);
  const width = Math.round(view.width * scale);
  const height = Math.round(view.height * scale);
  pushRect(out, 0, 0, width, height, theme.colors[COLOR.bg]);
  endLayer(out, 0, 0, width, height);
  for (let i = 0; i < view.editors.length; i++) paintEditor(view, i, { theme, out });
  for (let i = 0; i < view.tabBars.length; i++) {
    const bar = view.tabBars[i];
    paintPart(bar, { theme, out, scale });
    endBox(out, bar.box, scale);
  }
  for (let i = 0; i < view.bars.length; i++) paintBar(view, view.bars[i], { theme, out, scale });
  paintPart(view.frame, { theme, out, scale });
  if (view.welcome !== null) paintPart(view.welcome, { theme, out, scale });
  paintPart(view.status, { theme, out, scale });
  for (let i = 0; i < view.editors.length; i++) paintLoading(view.editors[i], { theme, out, scale });
  endLayer(out, 0, 0, width, height);
  if (view.drop !== null) {
    paintPart(view.drop, { theme, out, scale });
    endLayer(out, 0, 0, width, height);
  }
  if (view.choices !== null) {
    paintPart(view.choices, { theme, out, scale });
    endLayer(out, 0, 0, width, height);
  }
  if (view.find !== null) {
    paintPart(view.find, { theme, out, scale });
    endLayer(out, 0, 0, width, height);
  }
  if (view.notices !== null) {
    paintPart(view.notices, { theme, out, scale });
    endLayer(out, 0, 0, width, height);
    if (view.notices.list !== null) {
      paintPart(view.notices.list, { theme, out, scale });
      endBox(out, view.notices.list.box, scale);
    }
  }
  if (view.tree !== null) {
    paintPart(view.tree, { theme, out, scale });
    endLayer(out, 0, 0, width, height);
  }
  if (view.quickPick !== null) {
    paintPart(view.quickPick, { theme, out, scale });
    endLayer(out, 0, 0, width, height);
    paintPart(view.quickPick.list, { theme, out, scale });
    endBox(out, view.quickPick.list.box, scale);
  }
  if (view.menu !== null) {
    const { panels } = view.menu;
    for (let i = 0; i < panels.length; i++) {
      paintPart(panels[i].back, { theme, out, scale });
      endLayer(out, 0, 0, width, height);
      paintPart(panels[i].list, { theme, out, scale });
      endBox(out, panels[i].box, scale);
    }
  }
  if (view.gallery !== null) {
    paintPart(view.gallery, { theme, out, scale });
    endLayer(out, 0, 0, width, height);
  }
  if (view.prompt !== null) {
    paintPart(view.prompt, { theme, out, scale });
    endLayer(out, 0, 0, width, height);
  }
  if (view.tip !== null) {
    paintPart(view.tip, { theme, out, scale });
    endLayer(out, 0, 0, width, height);
  }
}

/** The frame of a bar, then the view in its room. */
function paintBar({ app }: AppView, bar: BarView, { theme, out, scale }: Target): void {
  paintPart(bar.header, { theme, out, scale });
  endBox(out, bar.box, scale);
  const { view, content } = bar;
  paintPart(view, { theme, out, scale });
  const part = activePart(app, bar.id);
  if (part !== null && part.paint !== undefined) part.paint(view, { theme, out, scale, app });
  endBox(out, content, scale);
  if (view.clips === undefined) return;
  for (let i = 0; i < view.clips.length; i++) {
    paintPart(view.clips[i], { theme, out, scale });
    endBox(out, view.clips[i].box, scale);
  }
}

interface Target {
  readonly theme: Theme;
  readonly out: DrawList;
  readonly scale: number;
}

function endBox(out: DrawList, box: Box, scale: number): void {
  // Both edges are rounded, as those of rects are, so that clips and backgrounds end together.
  const x = Math.round(box.x * scale);
  const y = Math.round(box.y * scale);
  endLayer(
    out,
    x,
    y,
    Math.round((box.x + box.width) * scale) - x,
    Math.round((box.y + box.height) * scale) - y,
  );
}

function rect(
  out: DrawList,
  scale: number,
  x: number,
  y: number,
  width: number,
  height: number,
  color: number,
): void {
  pushRect(out, x * scale, y * scale, width * scale, height * scale, color);
}

function paintPart(part: Part, target: Target): void {
  if (takeBlock(target.out, part)) return;
  const { quads, labels } = part;
  for (let i = 0; i < quads.length; i++) paintQuad(quads[i], target);
  for (let i = 0; i < labels.length; i++) paintLabel(labels[i], target);
  endBlock(target.out);
}

function paintQuad(quad: Quad, { theme, out, scale }: Target): void {
  const { radius, border, blur } = quad;
  const plain = radius === 0 && border === 0 && blur === 0;
  const shape = plain
    ? PLAIN
    : packShape(radius * scale, border === 0 ? 0 : Math.max(1, border * scale), blur * scale);
  const { x, y, width, height } = quad;
  pushRect(out, x * scale, y * scale, width * scale, height * scale, theme.colors[quad.color], shape);
}

function paintLabel(label: Label, { theme, out, scale }: Target): void {
  const baseline = Math.round(label.baseline * scale) / scale;
  const x = Math.round(label.x * scale) / scale;
  pushRun(out, label.shaped, x, baseline, scale, theme.colors[label.color]);
}

function paintEditor(view: AppView, index: number, { theme, out }: { theme: Theme; out: DrawList }): void {
  const editor = view.editors[index];
  const { scale } = view;
  const parts = view.parts[index];
  paintGutter(editor, { theme, out, scale });
  if (parts !== null) paintBeside(parts, { theme, out, scale });
  if (parts !== null && view.mapMarks.length > 0) {
    paintMapMarks(parts, { theme, out, scale }, view.mapMarks[index]);
  }
  endBox(out, editor.box, scale);
  paintText(editor, { theme, out, scale });
  const marks = view.findMarks !== null && view.findMarks.view === editor.view ? view.findMarks : null;
  if (marks !== null) paintFound(marks, { theme, out, scale });
  if (parts !== null) paintBehind(parts, { theme, out, scale });
  endBox(out, editor.text, scale);
  paintMarks(view, editor, { theme, out, scale });
  endBox(out, editor.box, scale);
  if (parts !== null && parts.sticky !== null) {
    paintSticky(parts, { theme, out, scale });
    const { box, text } = editor;
    endBox(out, { ...box, width: (text.x + text.width - box.x) as Px }, scale);
  }
}

function paintGutter(editor: EditorView, { theme, out, scale }: Target): void {
  const { box, lineHeight, numbers, numbersRight, currentLine, scroll } = editor;
  const { colors } = theme;
  if (editor.currentTop !== null) {
    rect(out, scale, box.x, editor.currentTop, box.width, editor.currentHeight, colors[COLOR.cur]);
  }
  if (editor.numberTops !== null) return paintNumbers(editor, { theme, out, scale });
  const first = editor.rows.length === 0 ? 0 : editor.rows[0].line;
  let top = box.y + (first - scroll.line) * lineHeight - scroll.dy;
  const current = currentLine - first;
  if (takeBlock(out, numbers, numbersRight, top + editor.baseline, lineHeight, current)) return;
  for (let i = 0; i < numbers.length; i++) {
    const baseline = Math.round((top + editor.baseline) * scale) / scale;
    const color = i === current ? colors[COLOR.text2] : colors[COLOR.text3];
    pushRun(out, numbers[i], numbersRight - numbers[i].width, baseline, scale, color);
    top += lineHeight;
  }
  endBlock(out);
}

/** Numbers of a text with wraps or folds: each at its own place. */
function paintNumbers(editor: EditorView, { theme, out, scale }: Target): void {
  const { numbers, numbersRight, currentLine } = editor;
  const { colors } = theme;
  const tops = editor.numberTops!;
  const lines = editor.numberLines!;
  for (let i = 0; i < numbers.length; i++) {
    const baseline = Math.round((tops[i] + editor.baseline) * scale) / scale;
    const color = lines[i] === currentLine ? colors[COLOR.text2] : colors[COLOR.text3];
    pushRun(out, numbers[i], numbersRight - numbers[i].width, baseline, scale, color);
  }
}

function paintText(editor: EditorView, { theme, out, scale }: Target): void {
  const { selections, underlines, rows, text, scroll } = editor;
  const { colors, styleColors } = theme;
  const sel = colors[COLOR.sel];
  for (let i = 0; i < selections.length; i += 4) {
    rect(out, scale, selections[i], selections[i + 1], selections[i + 2], selections[i + 3], sel);
  }
  const originX = text.x - scroll.x;
  for (let r = 0; r < rows.length; r++) {
    const { row, top, left } = rows[r];
    const x = originX + left;
    if (takeBlock(out, row, x, top, editor.baseline)) continue;
    const { runs, chips } = row;
    if (chips !== null) {
      const shape = packShape(3 * scale, Math.max(1, scale));
      for (let c = 0; c < chips.length; c += 2) {
        const from = (x + chips[c] + 1) * scale;
        pushRect(
          out,
          from,
          (top + 3) * scale,
          (chips[c + 1] - 2) * scale,
          (row.height - 6) * scale,
          colors[COLOR.text3],
          shape,
        );
      }
    }
    const baseline = Math.round((top + editor.baseline) * scale) / scale;
    for (let i = 0; i < runs.length; i++) {
      const run = runs[i];
      pushRun(out, run, x, baseline, scale, styleColors[run.style], run.from, run.to);
    }
    endBlock(out);
  }
  for (let i = 0; i < underlines.length; i += 3) {
    rect(out, scale, underlines[i], underlines[i + 1], underlines[i + 2], 1, colors[COLOR.text2]);
  }
}

/** Matches of a search: over selections, as the current one is selected, and like all rectangles of a layer under the text. */
function paintFound({ found }: FindMarks, { theme, out, scale }: Target): void {
  const { colors } = theme;
  const shape = packShape(3 * scale);
  const edge = packShape(3 * scale, Math.max(1, scale));
  for (let i = 0; i < found.length; i += 5) {
    const x = found[i] * scale,
      y = found[i + 1] * scale,
      width = found[i + 2] * scale,
      height = found[i + 3] * scale;
    const isCurrent = found[i + 4] === 1;
    // The current one lies on the selection already: more colour would hide a comment's words.
    pushRect(out, x, y, width, height, colors[COLOR.found], shape);
    if (isCurrent) pushRect(out, x, y, width, height, colors[COLOR.warn], edge);
  }
}

/** Over the text: carets, scrollbars. */
function paintMarks(view: AppView, editor: EditorView, { theme, out, scale }: Target): void {
  const { carets } = editor;
  const { colors } = theme;
  const modal = view.app.modal;
  if (view.caretsShown && editor.hasFocus && modal && modal.caret !== "line") {
    paintModalCarets(editor, modal.caret, { theme, out, scale });
  } else if (view.caretsShown && editor.hasFocus) {
    const wide = Math.max(1, Math.round(SIZE.caret * scale));
    for (let i = 0; i < carets.length; i += 3) {
      // A caret keeps its width whatever fraction it stands on.
      pushRect(
        out,
        Math.round(carets[i] * scale),
        carets[i + 1] * scale,
        wide,
        carets[i + 2] * scale,
        colors[COLOR.accent],
      );
    }
    const { caretHints } = editor;
    for (let i = 0; i < caretHints.length; i += 3) {
      // A flag at the top, to the side that text goes on to.
      const x = Math.round(caretHints[i] * scale),
        y = caretHints[i + 1] * scale,
        length = Math.round(4 * scale);
      pushRect(out, caretHints[i + 2] < 0 ? x - length : x + wide, y, length, wide, colors[COLOR.accent]);
    }
  }
  const hover = view.hoverThumb !== null && view.hoverThumb.view === editor.view
    ? view.hoverThumb.axis
    : null;
  if (editor.vertical !== null && view.findMarks !== null && view.findMarks.view === editor.view) {
    const { bars } = view.findMarks;
    const { track } = editor.vertical;
    for (let i = 0; i < bars.length; i += 2) {
      rect(out, scale, track.x + 4, bars[i], track.width - 8, bars[i + 1], colors[COLOR.foundNow]);
    }
  }
  if (editor.vertical !== null) {
    paintThumb(editor.vertical, hover === "y" ? COLOR.thumbHover : COLOR.thumb, { theme, out, scale });
  }
  if (editor.horizontal !== null) {
    paintThumb(editor.horizontal, hover === "x" ? COLOR.thumbHover : COLOR.thumb, { theme, out, scale });
  }
}

/** A block over the character, which shows through, or a line under it. */
function paintModalCarets(
  editor: EditorView,
  caret: "block" | "underline",
  { theme, out, scale }: Target,
): void {
  const { carets, cell } = editor;
  const color = theme.colors[COLOR.accent];
  const seen = ((color & 0xffffff) | (0x80 << 24)) >>> 0;
  const thick = Math.max(1, Math.round(SIZE.caret * scale));
  for (let i = 0; i < carets.length; i += 3) {
    const x = Math.round(carets[i] * scale), top = carets[i + 1] * scale, height = carets[i + 2] * scale;
    if (caret === "block") pushRect(out, x, top, cell * scale, height, seen);
    else pushRect(out, x, top + height - thick, cell * scale, thick, color);
  }
}

function paintThumb({ thumb }: ScrollbarView, color: number, { theme, out, scale }: Target): void {
  const shape = packShape((SIZE.scrollThumb / 2) * scale);
  pushRect(
    out,
    thumb.x * scale,
    thumb.y * scale,
    thumb.width * scale,
    thumb.height * scale,
    theme.colors[color],
    shape,
  );
}

function paintLoading(editor: EditorView, { theme, out, scale }: Target): void {
  if (editor.loading === null) return;
  const { box } = editor;
  rect(
    out,
    scale,
    box.x,
    box.y,
    box.width * Math.max(0, Math.min(1, editor.loading)),
    SIZE.accentBar,
    theme.colors[COLOR.accent],
  );
}
