/**
 * Paints what lies around and over the text of an editor: guides, rulers, brackets, blanks, fold marks, the minimap, sticky
 * lines. Everything that a typed key leaves alone is a block of its own, whose entries stand.
 */
import type { DrawList, ShapedText } from "../render/mod.ts";
import { endBlock, packShape, pushRect, pushRun, takeBlock } from "../render/mod.ts";
import type { EditorParts } from "./view.ts";
import { SIZE } from "./metrics.ts";
import { bandTop } from "./minimap.ts";
import { COLOR, type Theme } from "./theme.ts";

interface Target {
  readonly theme: Theme;
  readonly out: DrawList;
  readonly scale: number;
}

/** Beside the text, under nothing: the minimap and the marks of folds. */
export function paintBeside(parts: EditorParts, target: Target): void {
  if (parts.minimap !== null) paintMinimap(parts.minimap, target);
  const { folds, editor, marks } = parts;
  const { theme: { colors }, out, scale } = target;
  for (let i = 0; i < folds.length; i += 3) {
    const isFolded = folds[i + 2] === 1;
    const shaped = isFolded ? marks.folded : marks.open;
    const x = editor.text.x - SIZE.foldMark + (SIZE.foldMark - shaped.width) / 2;
    mark(shaped, {
      x,
      baseline: folds[i] + editor.baseline,
      color: colors[isFolded ? COLOR.text2 : COLOR.text3],
      out,
      scale,
    });
  }
}

function mark(
  shaped: ShapedText,
  { x, baseline, color, out, scale }: {
    x: number;
    baseline: number;
    color: number;
    out: DrawList;
    scale: number;
  },
): void {
  pushRun(out, shaped, Math.round(x * scale) / scale, Math.round(baseline * scale) / scale, scale, color);
}

function paintMinimap(
  minimap: NonNullable<EditorParts["minimap"]>,
  { theme: { colors }, out, scale }: Target,
): void {
  const { box, slider, bands } = minimap;
  const seen = ((colors[COLOR.line] & 0xffffff) | (0x90 << 24)) >>> 0;
  // The line of the caret ends where the minimap begins.
  pushRect(out, box.x * scale, box.y * scale, box.width * scale, box.height * scale, colors[COLOR.bg]);
  pushRect(
    out,
    slider.x * scale,
    slider.y * scale,
    slider.width * scale,
    slider.height * scale,
    seen,
  );
  const left = box.x + SIZE.minimapPad;
  const pitch = SIZE.minimapLine;
  const bottom = box.y + box.height;
  const color = colors[COLOR.text3];
  for (let b = 0; b < bands.length; b++) {
    const band = bands[b];
    const top = box.y + bandTop(minimap, b);
    if (takeBlock(out, band, left, top, bottom)) continue;
    const { bars } = band;
    for (let i = 0; i < bars.length; i += 2) {
      const y = top + (i >> 1) * pitch;
      if (bars[i + 1] === 0 || y < box.y || y + SIZE.minimapBar > bottom) continue;
      pushRect(out, (left + bars[i]) * scale, y * scale, bars[i + 1] * scale, SIZE.minimapBar * scale, color);
    }
    endBlock(out);
  }
}

/** Lines of the minimap in which something is selected or found; `marks` as in `AppView.mapMarks`. */
export function paintMapMarks(
  { minimap }: EditorParts,
  { theme: { colors }, out, scale }: Target,
  marks: readonly number[],
): void {
  if (minimap === null) return;
  const { box } = minimap;
  const width = box.width - SIZE.scrollTrack;
  for (let i = 0; i < marks.length; i += 3) {
    const color = colors[marks[i + 2] === 1 ? COLOR.warn : COLOR.accent];
    const seen = ((color & 0xffffff) | ((marks[i + 2] === 1 ? 0x58 : 0x40) << 24)) >>> 0;
    pushRect(out, box.x * scale, marks[i] * scale, width * scale, marks[i + 1] * scale, seen);
  }
}

/** In the text's layer, behind the text. */
export function paintBehind(parts: EditorParts, { theme, out, scale }: Target): void {
  const { editor, guides, rulers, brackets, blanks } = parts;
  const { colors } = theme;
  const hair = Math.max(1, Math.round(scale)) / scale;
  if (guides !== null && !takeBlock(out, guides)) {
    const { lines } = guides;
    for (let i = 0; i < lines.length; i += 4) {
      const color = colors[lines[i + 3] === 1 ? COLOR.text3 : COLOR.line];
      pushRect(
        out,
        Math.round(lines[i] * scale),
        lines[i + 1] * scale,
        hair * scale,
        lines[i + 2] * scale,
        color,
      );
    }
    endBlock(out);
  }
  const { text, lineHeight } = editor;
  for (let i = 0; i < rulers.length; i++) {
    pushRect(
      out,
      Math.round(rulers[i] * scale),
      text.y * scale,
      hair * scale,
      text.height * scale,
      colors[COLOR.line],
    );
  }
  const edge = packShape(2 * scale, Math.max(1, scale));
  for (let i = 0; i < brackets.length; i += 3) {
    const x = brackets[i] * scale, y = (brackets[i + 1] + 2) * scale;
    const width = brackets[i + 2] * scale, height = (lineHeight - 4) * scale;
    pushRect(out, x, y, width, height, colors[COLOR.accentbg], packShape(2 * scale));
    pushRect(out, x, y, width, height, colors[COLOR.accent], edge);
  }
  paintBlanks(blanks, { theme, out, scale });
  paintChips(parts, { theme, out, scale });
}

function paintBlanks(blanks: readonly number[], { theme: { colors }, out, scale }: Target): void {
  const color = colors[COLOR.text3];
  const dot = Math.max(1, Math.round(1.6 * scale));
  const thin = Math.max(1, Math.round(scale));
  for (let i = 0; i < blanks.length; i += 4) {
    const middle = Math.round(blanks[i + 1] * scale);
    if (blanks[i + 3] === 0) {
      const x = Math.round((blanks[i] + blanks[i + 2] / 2) * scale - dot / 2);
      pushRect(out, x, middle - (dot >> 1), dot, dot, color);
      continue;
    }
    // An arrow to the tab stop, of three lines of pixels.
    const from = Math.round((blanks[i] + 2) * scale);
    const to = Math.round((blanks[i] + blanks[i + 2] - 2) * scale);
    pushRect(out, from, middle, to - from, thin, color);
    for (let k = 1; k <= 2; k++) {
      pushRect(out, to - (k + 1) * thin, middle - k * thin, thin, thin, color);
      pushRect(out, to - (k + 1) * thin, middle + k * thin, thin, thin, color);
    }
  }
}

/** "…" behind each line whose lines below are folded away. */
function paintChips({ editor, marks }: EditorParts, { theme: { colors }, out, scale }: Target): void {
  if (editor.map.hidden.total === 0) return;
  const { rows, text, scroll, cell, lineHeight, baseline } = editor;
  for (let i = 0; i < rows.length; i++) {
    const { row, left, top, folded } = rows[i];
    if (!folded) continue;
    const x = text.x - scroll.x + left + row.width + cell;
    const width = marks.chip.width + 8;
    const shape = packShape(4 * scale);
    pushRect(
      out,
      x * scale,
      (top + 4) * scale,
      width * scale,
      (lineHeight - 8) * scale,
      colors[COLOR.sel],
      shape,
    );
    mark(marks.chip, { x: x + 4, baseline: top + baseline, color: colors[COLOR.text2], out, scale });
  }
}

/** Over text and carets: the headers of scopes, and a line that parts them from what scrolls below. */
export function paintSticky(parts: EditorParts, { theme, out, scale }: Target): void {
  const { sticky, editor } = parts;
  if (sticky === null) return;
  const { colors, styleColors } = theme;
  const { box, text, lineHeight, baseline, scroll, numbersRight } = editor;
  const width = text.x + text.width - box.x;
  const height = sticky.lines.length * lineHeight;
  pushRect(out, box.x * scale, box.y * scale, width * scale, height * scale, colors[COLOR.bg]);
  const hair = Math.max(1, Math.round(scale)) / scale;
  pushRect(out, box.x * scale, (box.y + height) * scale, width * scale, hair * scale, colors[COLOR.line]);
  for (let k = 1; k <= 4; k++) {
    const color = ((colors[COLOR.shadow] & 0xffffff) | ((Math.round(40 / k) & 255) << 24)) >>> 0;
    pushRect(out, box.x * scale, (box.y + height + k * hair) * scale, width * scale, hair * scale, color);
  }
  for (let i = 0; i < sticky.lines.length; i++) {
    const { row, top, number } = sticky.lines[i];
    const y = Math.round((top + baseline) * scale) / scale;
    pushRun(out, number, numbersRight - number.width, y, scale, colors[COLOR.text3]);
    const x = text.x - scroll.x;
    for (let r = 0; r < row.runs.length; r++) {
      const run = row.runs[r];
      pushRun(out, run, x, y, scale, styleColors[run.style], run.from, run.to);
    }
  }
}
