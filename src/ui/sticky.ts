/**
 * Sticky scope lines: the headers of the scopes that the top of the view is inside of, kept in sight. By syntax where a parser
 * says what a scope is, else by indentation. They give way to the caret: the line it stands in is never covered.
 */
import type { LineIndex, Offset, Px } from "../base/mod.ts";
import { type Decoration, lastChangeOf, scopesAt, type State, syntaxOf } from "../editor/mod.ts";
import { spansOf } from "./placed_rows.ts";
import { MAX_ROW_UNITS } from "./rows.ts";
import { numberFont } from "./scroll.ts";
import type { Look } from "./types.ts";
import type { EditorView, LayoutCache, Sticky } from "./view.ts";
import type { RowView } from "./row_view.ts";

/** Lines looked at to find a scope by indentation. */
const LOOK_BACK = 1000;

/** Null when no scope begins above the view. `last` are those of `was`. */
export function stickyOf(
  editor: EditorView,
  { look, cache, last, was }: { look: Look; cache: LayoutCache; last: Sticky | null; was: EditorView | null },
): Sticky | null {
  const { scroll, rows, lineHeight, box, made } = editor;
  const most = look.parts?.stickyLines ?? 0;
  const { language } = made.state.settings;
  if (language === "plaintext") return null;
  if (most === 0 || rows.length === 0 || (scroll.line === 0 && scroll.dy === 0)) return null;
  if (was !== null && isSame(editor, was)) return last;
  const lines: number[] = [];
  const room = Math.min(most, Math.floor(rows.length / 3), caretRoom(editor));
  while (lines.length < room) {
    const under = lineUnder(editor, lines.length * lineHeight);
    const header = headerOf(made.state, under, lines);
    if (header === null) break;
    lines.push(header);
  }
  if (lines.length === 0) return null;
  return {
    lines: lines.map((line, i) => ({
      line: line as LineIndex,
      row: rowOf(editor, line, cache),
      number: cache.fonts.shape(String(line + 1), numberFont(look), "ltr"),
      top: (box.y + i * lineHeight) as Px,
    })),
  };
}

/** Typing below the headers leaves them as they are, until the parser says something new. */
function isSame(now: EditorView, was: EditorView): boolean {
  if (
    now.scroll !== was.scroll || now.text !== was.text || now.made.look !== was.made.look ||
    now.made.decorate !== was.made.decorate || now.made.styles !== was.made.styles || now.doc !== was.doc ||
    now.currentLine !== was.currentLine || now.made.fonts !== was.made.fonts ||
    now.made.generation !== was.made.generation || now.map.hidden !== was.map.hidden
  ) return false;
  if (syntaxOf(now.made.state)?.structure !== syntaxOf(was.made.state)?.structure) return false;
  if (now.made.text === was.made.text) return now.rows === was.rows;
  const change = lastChangeOf(now.made.state);
  if (change === null || change.before !== was.made.text || change.after !== now.made.text) return false;
  const { edits } = change.changes;
  // Headers hang on the lines under them; with indentation alone, on the next that is not blank too.
  const far = Math.min(now.rows.length, 28) - 1;
  return edits.length === 0 || (edits[0].from > now.rows[0].to && edits[0].from > now.rows[far].to) ||
    (edits[0].from > now.rows[0].to && syntaxOf(now.made.state)?.structure != null);
}

/** Headers that fit above the line with the caret. */
function caretRoom({ rows, currentLine, box, lineHeight }: EditorView): number {
  for (let i = 0; i < rows.length; i++) {
    if (rows[i].line === currentLine) return Math.max(0, Math.floor((rows[i].top - box.y) / lineHeight));
  }
  return Infinity;
}

/** The line at a height below the top. */
function lineUnder({ rows, box, lineHeight }: EditorView, y: number): number {
  for (let i = 0; i < rows.length; i++) if (rows[i].top + lineHeight > box.y + y) return rows[i].line;
  return rows[rows.length - 1].line;
}

/** The next header for the line that lies under the headers so far; null when it is in no further scope. */
function headerOf(state: State, under: number, lines: readonly number[]): number | null {
  const { text } = state;
  const depth = lines.length;
  const at = text.line(under as LineIndex).from;
  if (syntaxOf(state)?.structure != null) {
    let above = -1;
    let found = 0;
    for (const scope of scopesAt(state, at)) {
      const line = text.lineAt(scope.from as Offset).index;
      const end = text.lineAt(scope.to as Offset).index;
      if (line === above || end <= under || line >= under) continue;
      above = line;
      if (found++ === depth) return line;
    }
    return null;
  }
  const headers = headersByIndent(state, under);
  return depth < headers.length ? headers[depth] : null;
}

/** Lines above that are indented less and less, outermost first. */
function headersByIndent(state: State, under: number): readonly number[] {
  const { text, settings: { tabSize, language } } = state;
  if (language === "markdown") return [];
  let least = indentOf(text.slice(...spanOf(state, under)), tabSize);
  for (let next = under + 1; least < 0 && next < Math.min(text.lineCount, under + 20); next++) {
    least = indentOf(text.slice(...spanOf(state, next)), tabSize);
  }
  const out: number[] = [];
  for (let line = under - 1; line >= 0 && least > 0 && line > under - LOOK_BACK; line--) {
    const content = text.slice(...spanOf(state, line));
    const indent = indentOf(content, tabSize);
    // A closing bracket alone is the end of what stands above it, not a header.
    if (indent < 0 || indent >= least || /^\s*[\])}]/.test(content)) continue;
    least = indent;
    out.unshift(line);
  }
  return out;
}
function spanOf({ text }: State, index: number): [Offset, Offset] {
  const line = text.line(index as LineIndex);
  return [line.from, Math.min(line.to, line.from + 200) as Offset];
}
function indentOf(content: string, tabSize: number): number {
  let cells = 0;
  for (let i = 0; i < content.length; i++) {
    const unit = content.charCodeAt(i);
    if (unit === 9) cells += tabSize - cells % tabSize;
    else if (unit === 32) cells++;
    else return cells;
  }
  return -1;
}

function rowOf(editor: EditorView, index: number, cache: LayoutCache): RowView {
  const { state, text, tabSize, decorate } = editor.made;
  const line = text.line(index as LineIndex);
  const to = Math.min(line.to, line.from + MAX_ROW_UNITS) as Offset;
  const found: Decoration[] = [];
  for (const one of decorate ?? []) one(state, editor.view, line.from, to, found);
  const styles = new Uint8Array(to - line.from);
  for (const { kind, from, to: end, style } of found) {
    if (kind === "style") styles.fill(style, Math.max(0, from - line.from), Math.max(0, end - line.from));
  }
  return cache.rows.get(Math.max(1, tabSize))!.row(
    text.slice(line.from, to),
    spansOf(styles, 0, styles.length),
    0,
  );
}
