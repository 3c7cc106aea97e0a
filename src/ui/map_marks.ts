/**
 * What is selected and found, as lines of the minimap. Made from an editor that is laid out and the marks of its search; with
 * a mere caret and nothing looked for it costs a look at the selection. Owns places only.
 */
import type { Offset } from "../base/mod.ts";
import { firstFrom, lineOfRow, matchFrom, type MatchSet, matchTo, rowOfLine } from "../editor/mod.ts";
import type { LineIndex } from "../base/mod.ts";
import { SIZE } from "./metrics.ts";
import type { AppView, EditorParts, EditorView, FindMarks, Minimap } from "./view.ts";

const NONE: readonly number[] = [];
/** Of more selections nobody tells one from another. */
const mostRanges = 2000;

/** Beside the editors; stride 3: top, height in Px, and 1 for a match. `last` itself where nothing changed. */
export function mapMarksOf(
  { parts, findMarks }: { parts: readonly (EditorParts | null)[]; findMarks: FindMarks | null },
  last: AppView | null,
): readonly (readonly number[])[] {
  if (last !== null && last.findMarks === findMarks && sameParts(last.parts, parts)) return last.mapMarks;
  let out: (readonly number[])[] | null = null;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (part === null || part.minimap === null) continue;
    // Vim marks what is on screen only: half a truth would mislead here.
    const isWhole = findMarks !== null && findMarks.source === undefined;
    const matches = isWhole && findMarks.view === part.editor.view ? findMarks.matches : null;
    const marks = marksOf(part.editor, part.minimap, matches);
    if (marks === NONE) continue;
    out ??= parts.map(() => NONE);
    out[i] = marks;
  }
  return out ?? NO_MARKS;
}
const NO_MARKS: readonly (readonly number[])[] = [];

function sameParts(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function marksOf(editor: EditorView, map: Minimap, matches: MatchSet | null): readonly number[] {
  const ranges = editor.made.state.selections.get(editor.view)?.ranges;
  const selects = ranges !== undefined &&
    (ranges.length > 1 ? ranges.length <= mostRanges : ranges[0].anchor !== ranges[0].head);
  if (!selects && matches === null) return NONE;
  const { hidden } = editor.map;
  const { text } = editor.made;
  const { first, lines, box } = map;
  const end = Math.min(lines, first + Math.ceil(box.height / SIZE.minimapLine));
  if (end <= first) return NONE;
  const from = text.line(lineOfRow(hidden, first) as LineIndex).from;
  const to = text.line(lineOfRow(hidden, end - 1) as LineIndex).to;
  const out: number[] = [];
  const rowOf = (at: number) => rowOfLine(hidden, text.lineAt(at as Offset).index);
  if (selects) {
    for (const { anchor, head } of ranges) {
      const start = Math.min(anchor, head), stop = Math.max(anchor, head);
      if (start === stop || stop <= from || start > to) continue;
      const top = rowOf(Math.max(start, from));
      pushRows(out, map, { top, bottom: rowOf(Math.min(stop, to)), kind: 0 });
    }
  }
  if (matches !== null) {
    // One look a line, however many matches it has.
    for (let i = firstFrom(matches, from); i < matches.count && matchFrom(matches, i) <= to;) {
      const line = text.lineAt(matchFrom(matches, i) as Offset);
      const last = text.lineAt(Math.min(matchTo(matches, i), to) as Offset);
      pushRows(out, map, {
        top: rowOfLine(hidden, line.index),
        bottom: rowOfLine(hidden, last.index),
        kind: 1,
      });
      i = firstFrom(matches, Math.max(last.to, matchFrom(matches, i)) + 1);
    }
  }
  return out.length === 0 ? NONE : out;
}

/** Rows `top` to `bottom`, both included; joined to the mark before where they touch. */
function pushRows(
  out: number[],
  { first, box }: Minimap,
  { top, bottom, kind }: { top: number; bottom: number; kind: 0 | 1 },
): void {
  const y = box.y + (top - first) * SIZE.minimapLine;
  const height = Math.min((bottom - top + 1) * SIZE.minimapLine, box.y + box.height - y);
  const n = out.length;
  if (n > 0 && out[n - 1] === kind && out[n - 3] + out[n - 2] >= y) {
    out[n - 2] = Math.max(out[n - 2], y + height - out[n - 3]);
  } else if (height > 0) out.push(y, height, kind);
}
