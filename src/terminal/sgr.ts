/**
 * Attributes in words: what SGR would set them (DECRQSS), what automation is told of them, and the checksum of a rectangle
 * (DECRQCRA). Words as in messages.ts.
 */
import {
  type AttrSpan,
  BG,
  CELL,
  CODE_MASK,
  COLOR_MASK,
  FG,
  IS_TEXT,
  MODE_16,
  MODE_256,
  MODE_DEFAULT,
  MODE_MASK,
  MODE_RGB,
  type TermRow,
  UNDERLINE_SHIFT,
  WIDTH_SHIFT,
} from "./messages.ts";

/** The parameters of the SGR that sets these attributes on a reset pen. */
export function sgrOf(fg: number, bg: number, underline: number): string {
  const out: string[] = ["0"];
  if (fg & FG.bold) out.push("1");
  if (bg & BG.dim) out.push("2");
  if (bg & BG.italic) out.push("3");
  const style = (underline >>> UNDERLINE_SHIFT) & 7;
  if (style > 1) out.push(`4:${style}`);
  else if (style === 1) out.push("4");
  if (fg & FG.blink) out.push("5");
  if (fg & FG.inverse) out.push("7");
  if (fg & FG.invisible) out.push("8");
  if (fg & FG.strike) out.push("9");
  if (bg & BG.overline) out.push("53");
  pushColor(out, fg, 30);
  pushColor(out, bg, 40);
  if (style > 0 && (underline & MODE_MASK) !== MODE_DEFAULT) pushColor(out, underline, 50);
  return out.join(";");
}
/** `base`: 30 foreground, 40 background, 50 underline. */
function pushColor(out: string[], word: number, base: number): void {
  const color = word & COLOR_MASK;
  switch (word & MODE_MASK) {
    case MODE_16:
      if (base === 50) out.push(`58:5:${color}`);
      else out.push(String(color < 8 ? base + color : base + 60 + color - 8));
      return;
    case MODE_256:
      out.push(`${base + 8}:5:${color}`);
      return;
    case MODE_RGB:
      out.push(`${base + 8}:2::${color >>> 16}:${(color >>> 8) & 255}:${color & 255}`);
  }
}

/** The cells of a row as text, without what is empty behind them. */
export function rowText({ cells, texts }: TermRow): string {
  let text = "";
  for (let at = 0; at < cells.length; at += CELL) {
    const word = cells[at];
    if (word >>> WIDTH_SHIFT === 0 && at > 0 && (word & (CODE_MASK | IS_TEXT)) === 0) continue;
    text += (word & IS_TEXT) !== 0
      ? texts[word & CODE_MASK]
      : (word & CODE_MASK) === 0
      ? " "
      : String.fromCodePoint(word & CODE_MASK);
  }
  return text.trimEnd();
}

const flagNames = Object.entries(FG).filter(([name]) => name !== "underline");
const styleNames = [
  "",
  "underline",
  "double-underline",
  "curly-underline",
  "dotted-underline",
  "dashed-underline",
];
/** The spans of a row that look other than usual. */
export function attrSpans({ cells, links }: TermRow): AttrSpan[] {
  const out: AttrSpan[] = [];
  const linkAt = (col: number) => links.find(({ from, to }) => col >= from && col < to)?.uri;
  for (let col = 0; col * CELL < cells.length;) {
    const at = col * CELL;
    const fg = cells[at + 1], bg = cells[at + 2], underline = cells[at + 3];
    const link = linkAt(col);
    let end = col + 1;
    for (; end * CELL < cells.length; end++) {
      const next = end * CELL;
      if (cells[next + 1] !== fg || cells[next + 2] !== bg || cells[next + 3] !== underline) break;
      if (linkAt(end) !== link) break;
    }
    if ((fg | bg | underline) !== 0 || link !== undefined) {
      const flags: string[] = [];
      for (const [name, bit] of flagNames) if (fg & bit) flags.push(name);
      for (const [name, bit] of Object.entries(BG)) if (bg & bit) flags.push(name);
      const style = (underline >>> UNDERLINE_SHIFT) & 7;
      if (style > 0) flags.push(styleNames[style] ?? "underline");
      const span = {
        start: col,
        end,
        fg: colorWords(fg),
        bg: colorWords(bg),
        underlineColor: style > 0 ? colorWords(underline) : undefined,
        flags: flags.length > 0 ? flags : undefined,
        link,
      };
      out.push(span);
    }
    col = end;
  }
  return out;
}
function colorWords(word: number): string | number | undefined {
  const color = word & COLOR_MASK;
  switch (word & MODE_MASK) {
    case MODE_16:
    case MODE_256:
      return color;
    case MODE_RGB:
      return `#${color.toString(16).padStart(6, "0")}`;
  }
  return undefined;
}

/**
 * The checksum of DECRQCRA over rows, as xterm has it by default: the negated sum of the cells' codes, low byte each, and
 * of their attributes; an empty cell is a space; blanks at the end of a row do not count, unless they are all there is.
 */
export function checksum(rows: readonly TermRow[], { left, right }: { left: number; right: number }): number {
  let sum = 0;
  for (const { cells, texts } of rows) {
    let blanks = 0;
    for (let col = left; col < right; col++) {
      const at = col * CELL;
      const word = at < cells.length ? cells[at] : 0;
      const point = (word & IS_TEXT) !== 0 ? texts[word & CODE_MASK].codePointAt(0)! : word & CODE_MASK;
      const code = (point === 0 ? 32 : point) & 0xff;
      const marks = at < cells.length ? attributeSum(cells[at + 1], cells[at + 3]) : 0;
      if (col > left && code === 32 && marks === 0) {
        blanks += code;
        continue;
      }
      sum += code + marks + blanks;
      blanks = 0;
    }
  }
  return -sum & 0xffff;
}
function attributeSum(fg: number, underline: number): number {
  return (((underline >>> UNDERLINE_SHIFT) & 7) !== 0 ? 0x10 : 0) + (fg & FG.inverse ? 0x20 : 0) +
    (fg & FG.blink ? 0x40 : 0) + (fg & FG.bold ? 0x80 : 0);
}
