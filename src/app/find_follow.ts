/**
 * A search goes along with the edits of its document: what lies around them is searched again, everything else moves. Called
 * for every edit; while nothing is looked for it is two comparisons.
 */
import type { DocId, Offset } from "../base/mod.ts";
import { carried, type Changes, noMatches, refreshed, type SearchSpan, startSearch } from "../editor/mod.ts";
import { type App, documentOf } from "./app.ts";
import type { FindResults } from "./find_state.ts";

/** The app after an edit of `doc`, whose new text is in place. */
export function followEdit(app: App, doc: DocId, changes: Changes): App {
  const results = app.find?.results ?? null;
  if (results === null || results.doc !== doc || !app.find!.isOpen) return app;
  const { text } = documentOf(app, doc).state;
  const spans = results.spans === null ? null : movedSpans(results.spans, changes);
  const seek = results.seek === null
    ? null
    : { ...results.seek, at: changes.mapOffset(results.seek.at as Offset, 1) };
  const { needle, job } = results;
  if (needle === null) {
    const since = results.since === null ? changes : results.since.compose(changes);
    const matches = carried(results.matches, changes);
    return withFound(app, { ...results, text, matches, spans, seek, since, asked: 0, state: "searching" });
  }
  const matches = job !== null && job.state === "searching"
    ? null
    : refreshed(results.matches, { text, needle, changes, spans: spans ?? undefined });
  if (matches !== null) return withFound(app, { ...results, text, matches, spans, seek, job: null });
  // Too much changed, or the search had not ended: from nothing, with what moved along until the first slice is done.
  const again = startSearch(text, { needle, near: changes.edits[0]?.from ?? 0, spans: spans ?? undefined });
  return withFound(app, {
    ...results,
    text,
    matches: noMatches,
    job: again,
    shownAt: -1,
    spans,
    seek,
    state: "searching",
  });
}

function movedSpans(spans: readonly SearchSpan[], changes: Changes): readonly SearchSpan[] {
  return spans.map(({ from, to }) => ({
    from: changes.mapOffset(from as Offset, -1),
    to: changes.mapOffset(to as Offset, 1),
  }));
}
function withFound(app: App, results: FindResults): App {
  return { ...app, find: { ...app.find!, results } };
}
