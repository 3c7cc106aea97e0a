/**
 * The report as a picture, pure: how much of each budget is used up, and every figure on a scale of tens.
 * Plain SVG with its own light background, so that it reads the same wherever it is shown.
 */
import { type Budgets, format, type Row, shareOfBudget } from "./report_rows.ts";

const LineHeight = 20;
const NameWidth = 380;
const BarWidth = 460;
const Width = NameWidth + BarWidth + 130;
const colors = {
  met: "#2f855a",
  missed: "#c53030",
  plain: "#4a6fa5",
  ink: "#1a202c",
  soft: "#718096",
  grid: "#e2e8f0",
};

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function text(x: number, y: number, words: string, extra = ""): string {
  return `<text x="${x}" y="${y}" ${extra}>${escape(words)}</text>\n`;
}

function bar(y: number, width: number, color: string): string {
  const shown = Math.max(1, Math.min(BarWidth, width)).toFixed(1);
  return `<rect x="${NameWidth}" y="${y}" width="${shown}" height="${
    LineHeight - 7
  }" rx="2" fill="${color}"/>\n`;
}

function label(row: Row): string {
  const whole = `${row.group}: ${row.name}`;
  return whole.length > 58 ? whole.slice(0, 57) + "…" : whole;
}

function heading(y: number, words: string): string {
  return text(16, y, words, `font-size="15" font-weight="600" fill="${colors.ink}"`);
}

function rowName(y: number, words: string): string {
  return text(NameWidth - 10, y + 11, words, `text-anchor="end" fill="${colors.ink}"`);
}

/** Rows with a budget as shares of it (the line is the whole budget), then every time on a scale of tens. */
export function svg(rows: readonly Row[], budgets: Budgets): string {
  let body = "";
  let y = 34;
  const held = rows.filter((row) => shareOfBudget(row, budgets) !== null);
  if (held.length > 0) {
    // The whole budget stands at 60 % of the width, so that what is missed has room to show.
    const whole = BarWidth * 0.6;
    body += heading(y, "Share of the budget used");
    const top = y + 16;
    y = top;
    for (const row of held) {
      const share = shareOfBudget(row, budgets)!;
      body += rowName(y, label(row)) + bar(y, share * whole, share <= 1 ? colors.met : colors.missed);
      const after = NameWidth + Math.min(BarWidth, Math.max(1, share * whole)) + 6;
      body += text(after, y + 11, `${(share * 100).toFixed(0)} %`, `fill="${colors.soft}"`);
      y += LineHeight;
    }
    const x = NameWidth + whole;
    body += `<line x1="${x}" y1="${
      top - 6
    }" x2="${x}" y2="${y}" stroke="${colors.ink}" stroke-dasharray="3 3"/>\n`;
    body += text(x, top - 10, "budget", `text-anchor="middle" fill="${colors.soft}"`);
    y += 34;
  }
  const timed = rows.filter((row) => row.unit === "ms" && row.p50 !== null && row.p50 > 0);
  if (timed.length > 0) {
    const logs = timed.map((row) => Math.log10(row.p50!));
    const low = Math.floor(Math.min(...logs));
    const high = Math.max(low + 1, Math.ceil(Math.max(...logs)));
    const place = (log: number) => ((log - low) / (high - low)) * BarWidth;
    body += heading(y, "Middle time of each, scale of tens");
    const top = y + 30;
    let bars = "";
    y = top;
    timed.forEach((row, i) => {
      bars += rowName(y, label(row)) + bar(y, place(logs[i]), colors.plain);
      bars += text(
        NameWidth + Math.max(1, place(logs[i])) + 6,
        y + 11,
        format(row.p50, "ms"),
        `fill="${colors.soft}"`,
      );
      y += LineHeight;
    });
    for (let log = low; log <= high; log++) {
      const x = NameWidth + place(log);
      body += `<line x1="${x}" y1="${top - 6}" x2="${x}" y2="${y}" stroke="${colors.grid}"/>\n`;
      body += text(x, top - 10, format(10 ** log, "ms"), `text-anchor="middle" fill="${colors.soft}"`);
    }
    body += bars;
  }
  const height = y + 16;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${Width}" height="${height}" viewBox="0 0 ${Width} ${height}" ` +
    `font-family="Inter, Helvetica, Arial, sans-serif" font-size="12">\n` +
    `<rect width="${Width}" height="${height}" fill="#ffffff"/>\n${body}</svg>\n`;
}
