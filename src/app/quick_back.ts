/** Where the caret was before rows of a picker were looked at, and the way back there. */
import {
  activeView,
  type App,
  documentOf,
  selectionOf,
  type StepContext,
  viewOf,
  withDocView,
} from "./app.ts";
import { editDocument } from "./documents.ts";
import type { QuickReturn } from "./quick_pick_state.ts";

export function placeNow(app: App): QuickReturn | null {
  const view = activeView(app);
  if (view === null) return null;
  const { state } = documentOf(app, view.doc);
  return {
    view: view.id,
    version: state.version,
    selection: selectionOf(state, view.id),
    scroll: view.scroll,
  };
}

/** The caret and the scroll as they were, unless the text is another by now. */
export function lookedBack(app: App, ctx: StepContext): App {
  const back = app.quickPick?.back ?? null;
  if (back === null || !app.views.has(back.view)) return app;
  const { doc, scroll } = viewOf(app, back.view);
  const { state } = documentOf(app, doc);
  if (state.version !== back.version) return app;
  const selection = state.selections.get(back.view);
  if (selection === back.selection && scroll === back.scroll) return app;
  const spec = { view: back.view, selection: back.selection, origin: "move" } as const;
  const next = editDocument(app, spec, { doc, ctx });
  return withDocView(next, { ...viewOf(next, back.view), scroll: back.scroll });
}
