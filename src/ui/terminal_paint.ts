/**
 * Cells to the draw list: grounds, selection, finds, cursor and lines as rectangles, then glyphs in the colour of each span.
 * Index loops over packed rows; nothing is made per cell.
 */
import { type DrawList, packShape, pushRect, pushRun, SQUIGGLE, withAlpha } from "../render/mod.ts";
import {
  BG,
  COLOR_MASK,
  FG,
  fixedColor,
  MODE_DEFAULT,
  MODE_MASK,
  MODE_RGB,
  UNDERLINE_SHIFT,
} from "../terminal/mod.ts";
import { drawBox } from "./box_drawing.ts";
import { type RowDraw, SPAN } from "./terminal_row.ts";
import { ansiColor, mix } from "./terminal_colors.ts";
import type { TerminalView, TermPane } from "./terminal_view.ts";
import { COLOR, type Theme } from "./theme.ts";
import type { BarPartView, Workbench } from "./types.ts";

interface Target {
  readonly theme: Theme;
  readonly out: DrawList;
  readonly scale: number;
  readonly app: Workbench;
}
/** Packed colours: 256, foreground, background, cursor. */
type Palette = Uint32Array;

export function paintTerminal(given: BarPartView, target: Target): void {
  const view = given as TerminalView;
  for (let i = 0; i < view.panes.length; i++) paintPane(view, view.panes[i], target);
}

/** One palette a theme: it is asked for 259 colours a frame otherwise. */
const palettes = new WeakMap<Theme, Palette>();
function paletteOf(theme: Theme): Palette {
  const known = palettes.get(theme);
  if (known !== undefined) return known;
  const made = new Uint32Array(259);
  for (let i = 0; i < 16; i++) made[i] = ansiColor(theme, i);
  for (let i = 16; i < 256; i++) made[i] = packed(fixedColor(i));
  made[256] = theme.colors[COLOR.text];
  made[257] = theme.colors[COLOR.panel];
  made[258] = theme.colors[COLOR.accent];
  palettes.set(theme, made);
  return made;
}
/** From 0xrrggbb. */
function packed(rgb: number): number {
  return ((rgb >>> 16) | (rgb & 0xff00) | ((rgb & 255) << 16) | 0xff000000) >>> 0;
}
function ownPalette(theme: Theme, pane: TermPane): Palette {
  const colors = pane.term.state?.colors ?? [];
  if (colors.length === 0) return paletteOf(theme);
  const own = paletteOf(theme).slice();
  for (let i = 0; i < colors.length; i++) own[colors[i][0]] = packed(colors[i][1]);
  return own;
}

function colorOf(word: number, fallback: number, palette: Palette): number {
  const mode = word & MODE_MASK;
  if (mode === MODE_DEFAULT) return fallback;
  return mode === MODE_RGB ? packed(word & COLOR_MASK) : palette[word & 255];
}
/** What a span's text is drawn in. Bold makes the first eight colours bright, as terminals have it. */
function inkOf(fg: number, bg: number, palette: Palette): number {
  if (fg & FG.inverse) return colorOf(bg, palette[257], palette);
  const isBright = (fg & FG.bold) !== 0 && (fg & MODE_MASK) !== MODE_RGB &&
    (fg & MODE_MASK) !== MODE_DEFAULT &&
    (fg & 255) < 8;
  const ink = colorOf(isBright ? fg + 8 : fg, palette[256], palette);
  return bg & BG.dim ? mix(ink, colorOf(bg, palette[257], palette), 0.5) : ink;
}
/** What is behind a span; 0: nothing of its own. */
function groundOf(fg: number, bg: number, palette: Palette): number {
  if (fg & FG.inverse) return colorOf(fg, palette[256], palette);
  return (bg & MODE_MASK) === MODE_DEFAULT ? 0 : colorOf(bg, 0, palette);
}

function paintPane(view: TerminalView, pane: TermPane, { theme, out, scale, app }: Target): void {
  const { term: { state }, grid, drawn } = pane;
  if (state === null) return;
  const palette = ownPalette(theme, pane);
  const width = Math.round(view.cell.width * scale), height = Math.round(view.cell.height * scale);
  const left = Math.round(grid.x * scale), top = Math.round(grid.y * scale);
  const count = Math.min(drawn.length, pane.count);
  if (palette[257] !== theme.colors[COLOR.panel]) {
    pushRect(
      out,
      pane.box.x * scale,
      pane.box.y * scale,
      pane.box.width * scale,
      pane.box.height * scale,
      palette[257],
    );
  }
  for (let y = 0; y < count; y++) {
    paintGrounds(drawn[y], { out, palette, left, top: top + y * height, width, height });
  }
  const at = (row: number, from: number, to: number, color: number) => {
    if (row < count) {
      pushRect(out, left + from * width, top + row * height, (to - from) * width, height, color);
    }
  };
  const { selected, found } = state;
  for (let i = 0; i < selected.length; i += 3) {
    at(selected[i], selected[i + 1], selected[i + 2], theme.colors[COLOR.sel]);
  }
  for (let i = 0; i < found.length; i += 4) {
    at(found[i], found[i + 1], found[i + 2], theme.colors[found[i + 3] === 1 ? COLOR.foundNow : COLOR.found]);
  }
  for (let y = 0; y < count; y++) {
    const { mark } = drawn[y].row;
    if (mark === null) continue;
    // A prompt: a dot before it, red where its command failed.
    const color = theme.colors[mark < 0 ? COLOR.text3 : mark === 0 ? COLOR.ok : COLOR.err];
    const size = Math.round(6 * scale);
    const dot = left - Math.round(11 * scale);
    pushRect(out, dot, top + y * height + ((height - size) >> 1), size, size, color, packShape(size / 2));
  }
  const block = paintCursor(pane, { view, theme, out, app, left, top, width, height, count, palette });
  for (let y = 0; y < count; y++) {
    paintLines(drawn[y], { out, palette, left, top: top + y * height, width, height, scale });
    paintGlyphs(drawn[y], {
      out,
      palette,
      scale,
      x: left / scale,
      baseline: (top + y * height + Math.round(height * BASELINE)) / scale,
      block: block !== null && block.y === y ? block.x : -1,
    });
  }
}
/** Where text stands in its row, from the top: JetBrains Mono in the middle of 20 px. */
const BASELINE = 0.71;

interface RowPlace {
  readonly out: DrawList;
  readonly palette: Palette;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
function paintGrounds({ spans }: RowDraw, { out, palette, left, top, width, height }: RowPlace): void {
  for (let i = 0; i < spans.length; i += SPAN) {
    const ground = groundOf(spans[i + 2], spans[i + 3], palette);
    if (ground !== 0) {
      pushRect(out, left + spans[i] * width, top, (spans[i + 1] - spans[i]) * width, height, ground);
    }
  }
}

/** Underlines of all kinds, lines through and over, and box drawing. */
function paintLines(
  { spans, boxes }: RowDraw,
  { out, palette, left, top, width, height, scale }: RowPlace & { scale: number },
): void {
  const thin = Math.max(1, Math.round(scale));
  for (let i = 0; i < spans.length; i += SPAN) {
    const fg = spans[i + 2], bg = spans[i + 3], under = spans[i + 4];
    const style = (under >>> UNDERLINE_SHIFT) & 7;
    if (style === 0 && (fg & FG.strike) === 0 && (bg & BG.overline) === 0) continue;
    const x = left + spans[i] * width, long = (spans[i + 1] - spans[i]) * width;
    const ink = inkOf(fg, bg, palette);
    const color = colorOf(under, ink, palette);
    const low = top + Math.round(height * 0.82);
    if (style === 1 || style === 2) pushRect(out, x, low, long, thin, color);
    if (style === 2) pushRect(out, x, low + 2 * thin, long, thin, color);
    if (style === 3) pushRect(out, x, low, long, Math.max(3, 3 * thin), color, SQUIGGLE);
    if (style === 4 || style === 5) {
      const dash = style === 4 ? thin : Math.max(3, Math.round(width * 0.5));
      const step = style === 4 ? 2 * thin : Math.round(dash * 1.8);
      for (let d = 0; d < long; d += step) pushRect(out, x + d, low, Math.min(dash, long - d), thin, color);
    }
    if (fg & FG.strike) pushRect(out, x, top + Math.round(height * 0.54), long, thin, ink);
    if (bg & BG.overline) pushRect(out, x, top + thin, long, thin, ink);
  }
  for (let i = 0, span = 0; i < boxes.length; i += 2) {
    const col = boxes[i];
    while (span + SPAN < spans.length && spans[span + 1] <= col) span += SPAN;
    const ink = inkOf(spans[span + 2], spans[span + 3], palette);
    drawBox(
      boxes[i + 1],
      { x: left + col * width, y: top, width, height },
      (x, y, w, h) => pushRect(out, x, y, w, h, ink),
    );
  }
}

interface GlyphPlace {
  readonly out: DrawList;
  readonly palette: Palette;
  readonly scale: number;
  readonly x: number;
  readonly baseline: number;
  /** The column of a block cursor, whose glyph is in the colour of the ground; -1: none. */
  readonly block: number;
}
function paintGlyphs(
  { run, cols, spans }: RowDraw,
  { out, palette, scale, x, baseline, block }: GlyphPlace,
): void {
  const count = cols.length;
  let at = 0;
  for (let i = 0; i < spans.length && at < count; i += SPAN) {
    const end = spans[i + 1];
    let to = at;
    while (to < count && cols[to] < end) to++;
    if (to === at) continue;
    const ink = inkOf(spans[i + 2], spans[i + 3], palette);
    if (block >= spans[i] && block < end) {
      let from = at;
      while (from < to && cols[from] < block) from++;
      let behind = from;
      while (behind < to && cols[behind] === block) behind++;
      pushRun(out, run, x, baseline, scale, ink, at, from);
      pushRun(out, run, x, baseline, scale, palette[257], from, behind);
      pushRun(out, run, x, baseline, scale, ink, behind, to);
    } else pushRun(out, run, x, baseline, scale, ink, at, to);
    at = to;
  }
}

interface CursorPlace {
  readonly view: TerminalView;
  readonly theme: Theme;
  readonly out: DrawList;
  readonly app: Workbench;
  readonly palette: Palette;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly count: number;
}
/** Answers the cell that a full block covers. */
function paintCursor(pane: TermPane, place: CursorPlace): { x: number; y: number } | null {
  const { view, out, app, left, top, width, height, count, palette, theme } = place;
  const state = pane.term.state!;
  const copying = state.copyMode;
  if (copying !== null && copying.y >= 0 && copying.y < count) {
    const line = Math.max(1, Math.round(width / 8));
    const color = theme.colors[COLOR.warn];
    pushRect(
      out,
      left + copying.x * width,
      top + copying.y * height,
      width,
      height,
      color,
      packShape(0, line),
    );
    return null;
  }
  const { x, y, shape, blinks, isVisible } = state.cursor;
  if (!isVisible || y < 0 || y >= count || pane.term.ended !== null) return null;
  const hasFocus = view.hasFocus && pane.isActive &&
    !(pane.isActive && (app.terminals?.find?.hasFocus ?? false));
  if (hasFocus && blinks && !app.caretOn) return null;
  const color = palette[258], cellX = left + x * width, cellY = top + y * height;
  const thin = Math.max(1, Math.round(height / 10));
  if (!hasFocus) {
    pushRect(out, cellX, cellY, width, height, withAlpha(color, 160), packShape(0, Math.max(1, thin >> 1)));
    return null;
  }
  if (shape === "bar") pushRect(out, cellX, cellY, thin, height, color);
  else if (shape === "underline") pushRect(out, cellX, cellY + height - thin, width, thin, color);
  else {
    pushRect(out, cellX, cellY, width, height, color);
    return { x, y };
  }
  return null;
}
