/**
 * What may be folded by the look of a text alone: deeper indents, region marks, runs of line comments. One pass over the
 * leaves, for commands only, as a job that can be done in slices; what the gutter shows of single lines is `startsFold`,
 * which looks a few lines ahead.
 */
import type { LineIndex, Offset } from "../../base/mod.ts";
import type { Settings, Text } from "../types.ts";
import { type FoldTable, foldTable } from "./table.ts";
import type { FoldRange } from "./types.ts";

/** Lines beyond this are not folded: nobody reads them, and the pass would be felt. */
const mostLines = 4_000_000;
/** Where blank lines below a block do not belong to it. */
const offSide = new Set([
  "python",
  "plaintext",
  "markdown",
  "yaml",
  "coffeescript",
  "haml",
  "jade",
  "pug",
  "makefile",
]);

const blank = -1;
const plain = 0, lineComment = 1, blockComment = 2, regionStart = 3, regionEnd = 4;

/** Lines being looked at. What `advanceFoldScan` has read stays read: only the newest value of a scan goes on. */
export interface FoldScan {
  readonly text: Text;
  readonly settings: Settings;
  /** By line: the column of its first character, -1 for blank lines. */
  readonly indents: Int32Array;
  readonly marks: Uint8Array;
  /** Where reading goes on, and what was seen of that line. */
  readonly at: number;
  readonly line: number;
  readonly column: number;
  readonly isInIndent: boolean;
}

/** Everything foldable in a text. O(length). */
export function indentFolds(text: Text, settings: Settings): FoldTable {
  return scannedFolds(advanceFoldScan(startFoldScan(text, settings), Infinity));
}

export function startFoldScan(text: Text, settings: Settings): FoldScan {
  const lines = Math.min(text.lineCount, mostLines);
  const indents = new Int32Array(lines).fill(blank);
  return {
    text,
    settings,
    indents,
    marks: new Uint8Array(lines),
    at: 0,
    line: 0,
    column: 0,
    isInIndent: true,
  };
}
export const isFoldScanDone = ({ text, at, line, indents }: FoldScan): boolean =>
  at >= text.length || line >= indents.length;
/** From 0 to 1. */
export const foldScanProgress = (
  { text, at }: FoldScan,
): number => (text.length === 0 ? 1 : at / text.length);

/** What a scan that is done has found: 40 ms for a million lines. */
export function scannedFolds({ indents, marks, settings }: FoldScan): FoldTable {
  const lines = indents.length;
  const found: FoldRange[] = [];
  const isOffSide = offSide.has(settings.language);
  // From below: each open block remembers its indent, where it ended, and the first line of what came after.
  const stack: { indent: number; endAbove: number }[] = [{ indent: -1, endAbove: lines }];
  const regionEnds: number[] = [];
  for (let i = lines - 1; i >= 0; i--) {
    const indent = indents[i];
    let top = stack[stack.length - 1];
    if (indent === blank) {
      if (isOffSide) top.endAbove = i;
      continue;
    }
    if (marks[i] === regionEnd) regionEnds.push(i);
    else if (marks[i] === regionStart && regionEnds.length > 0) {
      found.push({ first: i, last: regionEnds.pop()!, kind: "region" });
    }
    if (top.indent > indent) {
      do {
        stack.pop();
        top = stack[stack.length - 1];
      } while (top.indent > indent);
      const last = top.endAbove - 1;
      if (last > i) found.push({ first: i, last, kind: marks[i] === blockComment ? "comment" : "block" });
    }
    if (top.indent === indent) top.endAbove = i;
    else stack.push({ indent, endAbove: i });
  }
  for (let i = 0; i < lines; i++) {
    if (marks[i] !== lineComment) continue;
    const first = i;
    while (i + 1 < lines && marks[i + 1] === lineComment && indents[i + 1] === indents[first]) i++;
    if (i > first) found.push({ first, last: i, kind: "comment" });
  }
  return foldTable(found);
}

/** Whether a fold could start at a line; looks at the next line that is not blank, at most 100 lines below. */
export function startsFold(text: Text, { settings, line }: { settings: Settings; line: number }): boolean {
  const own = lineFacts(text, { settings, line });
  if (own.indent === blank) return false;
  if (own.mark === regionStart) return true;
  const end = Math.min(text.lineCount, line + 100);
  for (let i = line + 1; i < end; i++) {
    const next = lineFacts(text, { settings, line: i });
    if (next.indent === blank) continue;
    if (next.indent > own.indent) return true;
    if (own.mark !== lineComment || next.mark !== lineComment || i !== line + 1) return false;
    // Of a run of comments only the first line starts it.
    if (line === 0) return true;
    const above = lineFacts(text, { settings, line: line - 1 });
    return above.mark !== lineComment || above.indent !== own.indent;
  }
  return false;
}

/** Whether a line is the start of a region by its mark. */
export function startsRegion(text: Text, at: { settings: Settings; line: number }): boolean {
  return lineFacts(text, at).mark === regionStart;
}

function lineFacts(
  text: Text,
  { settings, line }: { settings: Settings; line: number },
): { indent: number; mark: number } {
  const { from, to } = text.line(line as LineIndex);
  const start = text.slice(from, Math.min(to, from + 400) as Offset);
  let column = 0;
  for (let i = 0; i < start.length; i++) {
    const unit = start.charCodeAt(i);
    if (unit === 32) column++;
    else if (unit === 9) column += settings.tabSize - column % settings.tabSize;
    else return { indent: column, mark: markOf(start.slice(i, i + 60), settings) };
  }
  return { indent: blank, mark: plain };
}

const region = /^(?:(?:\/\/|\/\*|<!--|--|;+|%|"|')\s*#?\s*|#\s*)(region|endregion)\b/;

function markOf(start: string, { languageConfig: { comments } }: Settings): number {
  const found = region.exec(start);
  if (found !== null) return found[1] === "region" ? regionStart : regionEnd;
  if (comments?.blockComment !== undefined && start.startsWith(comments.blockComment[0])) return blockComment;
  if (comments?.lineComment !== undefined && start.startsWith(comments.lineComment)) return lineComment;
  return plain;
}

/** Reads on, `units` of the text or a leaf more. */
export function advanceFoldScan(scan: FoldScan, units: number): FoldScan {
  const { text, settings, indents, marks } = scan;
  const lines = indents.length;
  const { tabSize } = settings;
  const interesting = interestingUnits(settings);
  let { at, line, column, isInIndent } = scan;
  const end = Math.min(text.length, at + units);
  while (at < end && line < lines) {
    const chunk = text.chunkAt(at as Offset);
    const part = chunk.text;
    for (let i = 0; i < part.length && line < lines;) {
      if (!isInIndent) {
        const end = part.indexOf("\n", i);
        if (end < 0) break;
        i = end;
      }
      const unit = part.charCodeAt(i);
      if (unit === 10) {
        line++;
        column = 0;
        isInIndent = true;
      } else if (unit === 32) column++;
      else if (unit === 9) column += tabSize - column % tabSize;
      else {
        indents[line] = column;
        isInIndent = false;
        if (interesting.has(unit)) {
          const from = chunk.from + i;
          const start = text.slice(from as Offset, Math.min(text.length, from + 60) as Offset);
          marks[line] = markOf(start.split("\n", 1)[0], settings);
        }
      }
      i++;
    }
    at = chunk.from + part.length;
  }
  return { ...scan, at, line, column, isInIndent };
}
function interestingUnits({ languageConfig: { comments } }: Settings): Set<number> {
  const units = new Set(Array.from("#/<-;%\"'", (sign) => sign.charCodeAt(0)));
  for (const sign of [comments?.lineComment, comments?.blockComment?.[0]]) {
    if (sign !== undefined && sign !== "") units.add(sign.charCodeAt(0));
  }
  return units;
}
