/**
 * Following a file that grows, as `tail -f` does: a view that shows the end goes along with it, one that was scrolled away
 * from it stays. Whether the end is in sight is seen from the last view, so that scrolling back takes it up again. Pure.
 */
import type { DocId, Offset, ViewId } from "../base/mod.ts";
import { caretAt } from "../editor/mod.ts";
import { type App, documentOf, type StepContext, viewOf } from "./app.ts";
import { editDocument } from "./documents.ts";

/** `after` with the views at the end that showed the end in `before`. */
export function followed(before: App, after: App, { doc: id, ctx }: { doc: DocId; ctx: StepContext }): App {
  const doc = after.docs.get(id);
  if (doc?.following === undefined || !before.docs.has(id)) return after;
  let next = after;
  for (const editor of ctx.view?.editors ?? []) {
    if (editor.doc !== id || !next.views.has(editor.view) || editor.rows.length === 0) continue;
    // Several parts may come between two frames: what counts is the text that was on screen.
    const isAtEnd = editor.rows[editor.rows.length - 1].line >= editor.made.text.lineCount - 1;
    if (isAtEnd) next = atEnd(next, editor.view, ctx);
  }
  return next;
}

/** The caret of a view at the end of its text, and that in sight. */
export function atEnd(app: App, view: ViewId, ctx: StepContext): App {
  const { doc } = viewOf(app, view);
  const end = documentOf(app, doc).state.text.length as Offset;
  const selection = { ranges: [caretAt(end)], main: 0 };
  return editDocument(app, { view, selection, origin: "move", reveal: true }, { doc, ctx });
}
