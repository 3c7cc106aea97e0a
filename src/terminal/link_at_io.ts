/** The link under a cell of xterm's screen: one of OSC 8, else one that its text looks like. */
import type { Terminal } from "@xterm/headless";
import { linksIn, type TermLink } from "./links.ts";
import { rawBuffer } from "./quirks_io.ts";
import { packRow } from "./rows_io.ts";

/** The link under a cell of the screen that is shown; wrapped rows are one text. */
export function findLink(term: Terminal, { col, row }: { col: number; row: number }): TermLink | null {
  const raw = rawBuffer(term);
  const line = raw.ydisp + row;
  const own = raw.lines.get(line);
  if (own === undefined) return null;
  for (const { from, to, uri } of packRow(term, own).links) {
    if (col >= from && col < to) return { kind: "uri", uri, from, to };
  }
  const buffer = term.buffer.active;
  let first = line;
  while (first > 0 && line - first < 20 && buffer.getLine(first)?.isWrapped) first--;
  let text = "";
  // Where each unit stands, on our row; -1 on others.
  const cols: number[] = [];
  for (let at = first; at - line < 20; at++) {
    const cells = buffer.getLine(at);
    if (cells === undefined || at > first && !cells.isWrapped) break;
    for (let x = 0; x < term.cols; x++) {
      const cell = cells.getCell(x);
      if (cell === undefined || cell.getWidth() === 0) continue;
      const chars = cell.getChars() || " ";
      text += chars;
      for (let i = 0; i < chars.length; i++) cols.push(at === line ? x : -1);
    }
  }
  const at = cols.findLastIndex((x) => x >= 0 && x <= col);
  const link = linksIn(text).find(({ from, to }) => at >= from && at < to);
  if (link === undefined) return null;
  const here = cols.slice(link.from, link.to).filter((x) => x >= 0);
  return { ...link, from: here[0], to: here[here.length - 1] + 1 };
}
