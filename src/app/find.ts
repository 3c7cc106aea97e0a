/**
 * Find in the active editor: the state of the widget and of its search, started anew when the query, the options or the text
 * shown change, moved along with edits, and worked off in slices. Owns when something is searched; commands and keys are
 * find_commands.ts and step_find.ts, the search itself is editor/search, expressions run in a child (regex_io.ts).
 */
import type { Offset } from "../base/mod.ts";
import {
  advanceSearch,
  expand,
  firstFrom,
  indexOfMatch,
  keepCase,
  matchesIn,
  matchFrom,
  type MatchSet,
  matchTo,
  needleOf,
  noMatches,
  plainTemplate,
  progressOf,
  type Query,
  rangeFrom,
  rangeTo,
  type SearchSpan,
  startSearch,
  type Text,
} from "../editor/mod.ts";
import { inputOf, STRINGS } from "../ui/mod.ts";
import {
  type App,
  documentOf,
  selectionOf,
  type Step,
  type StepContext,
  viewOf,
  withDocView,
} from "./app.ts";
import { editDocument } from "./documents.ts";
import type { RegexReplaceEffect, RegexSearchEffect } from "./effects.ts";
import type { AppEvent } from "./events.ts";
import type { Find, FindResults, Seek } from "./find_state.ts";

/** Slices end after this; a key never waits longer for one. */
const SLICE_MS = 4;
/** Units between two looks at the clock: about half a millisecond. */
const SLICE_UNITS = 400_000;
/** How often a search under way shows more. */
const SHOW_MS = 80;
/** A search that takes longer shows how far it is. */
const PROGRESS_MS = 300;
/** The search process holds the whole text: more than this is not given to it. */
const MOST_REGEX_UNITS = 256 * 1024 * 1024;
/** A match that starts this close before the widget may reach under it. */
const COVER_PX = 120;
/** Of a preview, on either side. */
const PREVIEW_UNITS = 40;

/** A widget that was never open. */
export function newFind(group: number): Find {
  return {
    group,
    isOpen: false,
    hasReplace: false,
    focus: null,
    find: inputOf(),
    replace: inputOf(),
    caseSensitive: false,
    wholeWord: false,
    isRegex: false,
    preserveCase: false,
    results: null,
    preview: null,
    past: { find: [], replace: [], at: -1, draft: "" },
    jumps: false,
    carets: null,
    previewed: null,
    asked: 0,
  };
}
export const findOf = (app: App): Find => app.find ?? newFind(app.activeGroup);
export const queryOf = (find: Find): Query => ({
  text: find.find.text,
  kind: find.isRegex ? "regex" : "literal",
  caseSensitive: find.caseSensitive,
  wholeWord: find.wholeWord,
});

/** After each step while the widget is open: the search fits what is shown, and what it asks of the world is asked. */
export function settleFind(taken: Step, ctx: StepContext): Step {
  const { app } = taken;
  const find = app.find;
  if (find === null || !find.isOpen) return taken;
  const group = app.groups.find(({ id }) => id === find.group);
  const active = group?.active ?? null;
  if (active === null || find.find.text === "") {
    if (find.results === null && find.preview === null) return taken;
    return { ...taken, app: { ...app, find: { ...find, results: null, preview: null } } };
  }
  const view = viewOf(app, active);
  const doc = documentOf(app, view.doc);
  const query = queryOf(find);
  const old = find.results;
  let next = app;
  let { effects } = taken;
  const isSame = old !== null && old.view === view.id && sameQuery(old.query, query) &&
    old.text === doc.state.text;
  if (!isSame) {
    const spans = old !== null && old.doc === doc.id ? old.spans : null;
    const waiting = old !== null && old.view === view.id ? old.seek : null;
    const { ranges, main } = selectionOf(doc.state, view.id);
    const seek: Seek | null = find.jumps ? { at: rangeFrom(ranges[main]), to: 1 } : waiting;
    const calm = find.jumps ? { ...app, find: { ...find, jumps: false } } : app;
    next = started(calm, { query, spans, seek, ctx });
  }
  const { isQueued, shownAt } = next.find!.results!;
  // A new search shows something at once, also when an event for the last one is still to come.
  if (!isQueued || shownAt < 0) next = sliced(next, ctx);
  next = advanceSeek(next, ctx);
  next = withCurrent(next);
  const { results } = next.find!;
  if (results !== null && results.job?.state === "searching" && !results.isQueued) {
    next = withResults(next, { ...results, isQueued: true });
    effects = [...effects, { kind: "later", what: "find.advance" }];
  } else if (
    results !== null && results.needle === null && results.state === "searching" &&
    results.text.length > MOST_REGEX_UNITS
  ) {
    const problem = STRINGS.find.tooLarge(MOST_REGEX_UNITS >> 20);
    next = withResults(next, { ...results, state: "done", matches: noMatches, seek: null, problem });
  } else if (
    results !== null && results.needle === null && results.asked === 0 && results.state === "searching"
  ) {
    const asked = next.find!.asked + 1;
    effects = [...effects, regexSearch(next, asked)];
    const known = { told: results.text, since: null };
    next = { ...next, find: { ...next.find!, asked, results: { ...results, ...known, asked } } };
  }
  const asked = previewQuestion(next.find!);
  if (asked !== null) {
    const { find: now } = next;
    next = { ...next, find: { ...now!, previewed: asked } };
    effects = [...effects, regexReplace(next, { only: asked, purpose: "preview" })];
  }
  return next === app && effects === taken.effects ? taken : { ...taken, app: next, effects };
}

/** The match whose replacement only the search process can tell, if it has not been asked yet. */
function previewQuestion(find: Find): Find["previewed"] {
  const { results } = find;
  if (
    !find.hasReplace || !find.isRegex || results === null || results.current < 0 ||
    results.state === "searching"
  ) {
    return null;
  }
  const from = matchFrom(results.matches, results.current), to = matchTo(results.matches, results.current);
  const { previewed: old } = find;
  const template = find.replace.text;
  const { preserveCase } = find;
  const isSame = old !== null && old.from === from && old.to === to && old.template === template &&
    old.text === results.text && old.preserveCase === preserveCase;
  return isSame ? null : { from, to, template, text: results.text, preserveCase };
}

function sameQuery(a: Query, b: Query): boolean {
  return a.text === b.text && a.kind === b.kind && a.caseSensitive === b.caseSensitive &&
    a.wholeWord === b.wholeWord;
}
export function withResults(app: App, results: FindResults | null): App {
  return { ...app, find: { ...findOf(app), results } };
}

/** A new search of the view shown, from what is on screen on. */
export function started(
  app: App,
  { query, spans, seek, ctx }: {
    query: Query;
    spans: readonly SearchSpan[] | null;
    seek: Seek | null;
    ctx: StepContext;
  },
): App {
  const find = findOf(app);
  const active = app.groups.find(({ id }) => id === find.group)!.active!;
  const view = viewOf(app, active);
  const { state } = documentOf(app, view.doc);
  const separators = state.settings.wordSeparators;
  const needle = query.kind === "literal" ? needleOf(query, separators) : null;
  const top =
    state.text.line(Math.min(view.scroll.line, state.text.lineCount - 1) as typeof view.scroll.line).from;
  const near = seek === null || (seek.at >= top && seek.at - top < 1_000_000) ? top : seek.at;
  const job = needle === null ? null : startSearch(state.text, { needle, near, spans: spans ?? undefined });
  const old = find.results;
  const isToldOf = old !== null && old.doc === view.doc && old.text === state.text;
  const results: FindResults = {
    view: view.id,
    doc: view.doc,
    query,
    text: state.text,
    needle,
    job,
    matches: noMatches,
    current: -1,
    state: "searching",
    progress: null,
    problem: null,
    spans,
    seek,
    isQueued: old?.isQueued ?? false,
    shownAt: -1,
    asked: 0,
    since: isToldOf ? old.since : null,
    told: isToldOf ? old.told : null,
    startedAt: ctx.at,
  };
  return withResults(app, results);
}

/** One slice of the job, if there is something left of it. */
function sliced(app: App, ctx: StepContext): App {
  const results = app.find?.results ?? null;
  if (results === null || results.job === null || results.job.state !== "searching") return app;
  const start = ctx.meter.now();
  let { job } = results;
  do job = advanceSearch(job, SLICE_UNITS); while (
    job.state === "searching" && ctx.meter.now() - start < SLICE_MS
  );
  const progress = job.state === "searching" && ctx.at - results.startedAt >= PROGRESS_MS
    ? progressOf(job)
    : null;
  const next: FindResults = { ...results, job, state: job.state, progress };
  // Showing costs more than a slice finds: at once, then now and then.
  const isDue = job.state !== "searching" || results.shownAt < 0 || start - results.shownAt >= SHOW_MS;
  return withResults(app, isDue ? { ...shownNow(next), shownAt: start } : next);
}
/** With all that the job has found. */
function shownNow(results: FindResults): FindResults {
  return results.job === null ? results : { ...results, matches: matchesIn(results.job) };
}

/** "find.advance": the next slice may run; `settleFind` does it. */
export function stepFindAdvance(app: App): Step {
  const results = app.find?.results ?? null;
  if (results === null) return { app, effects: [] };
  return { app: withResults(app, { ...results, isQueued: false }), effects: [] };
}

/** The search reads on until it has ended; a long text holds the app up, so only commands that need all matches do it. */
export function completed(app: App): App {
  const results = app.find?.results ?? null;
  if (results === null || results.job === null || results.job.state !== "searching") return app;
  const job = advanceSearch(results.job, Infinity);
  return withResults(app, { ...results, job, matches: matchesIn(job), state: job.state, progress: null });
}

/** Selects the match that somebody waits for, once it is surely known. */
function advanceSeek(app: App, ctx: StepContext): App {
  const results = app.find?.results ?? null;
  if (results === null || results.seek === null) return app;
  const index = matchNear(results, results.seek);
  if (index === null) return app;
  const calm = withResults(app, { ...shownNow(results), seek: null });
  return index < 0 ? calm : selectMatch(calm, index, ctx);
}

/** The match behind or before a place, around the ends; -1: none at all; `null`: not known yet. */
export function matchNear({ matches, job, state }: FindResults, { at, to }: Seek): number | null {
  const { count } = matches;
  if (state === "searching") {
    // Ahead of the start everything up to where the job stands is known.
    if (to < 0 || job === null) return null;
    const index = firstFrom(job.ahead, at);
    return at >= job.start && index < job.ahead.count ? index + job.behind.count : null;
  }
  if (count === 0) return -1;
  const index = firstFrom(matches, at);
  return to > 0 ? (index < count ? index : 0) : (index + count - 1) % count;
}

/** Selects one match in the view that is searched. */
export function selectMatch(app: App, index: number, ctx: StepContext): App {
  const results = app.find!.results!;
  const from = matchFrom(results.matches, index) as Offset;
  const head = matchTo(results.matches, index) as Offset;
  const selection = { ranges: [{ anchor: from, head }], main: 0 };
  const spec = { view: results.view, selection, origin: "move", reveal: true } as const;
  return clearOfWidget(editDocument(app, spec, { doc: results.doc, ctx }), { from, ctx });
}

/** The match must not hide behind the widget: near the top of the file there is nothing to scroll, elsewhere a few lines. */
function clearOfWidget(app: App, { from, ctx }: { from: Offset; ctx: StepContext }): App {
  const results = app.find!.results!;
  const widget = ctx.view?.find ?? null;
  const editor = ctx.view?.editors.find(({ view }) => view === results.view);
  if (widget === null || editor === undefined || !app.find!.isOpen) return app;
  const view = viewOf(app, results.view);
  const rows = Math.ceil((widget.box.y + widget.box.height - editor.box.y) / editor.lineHeight);
  const { index: line, from: start } = documentOf(app, results.doc).state.text.lineAt(from);
  const x = editor.text.x - view.scroll.x + (from - start) * editor.cell;
  if (x < widget.box.x - COVER_PX) return app;
  if (line < view.scroll.line || line >= view.scroll.line + rows || view.scroll.line === 0) return app;
  const top = Math.max(0, line - rows - 2) as typeof view.scroll.line;
  return withDocView(app, { ...view, scroll: { ...view.scroll, line: top } });
}

/** Which match is selected, and what it would become. */
function withCurrent(app: App): App {
  const find = app.find!;
  const { results } = find;
  if (results === null) return app;
  const { state } = documentOf(app, results.doc);
  const { ranges, main } = selectionOf(state, results.view);
  const from = rangeFrom(ranges[main]), to = rangeTo(ranges[main]);
  const current = ranges.length > 1 ? -1 : indexOfMatch(results.matches, from, to);
  const shown = previewOf(find, { text: results.text, matches: results.matches, current });
  const { preview } = find;
  const isSame = shown?.from === preview?.from && shown?.to === preview?.to;
  if (current === results.current && isSame) return app;
  return {
    ...app,
    find: {
      ...find,
      preview: isSame ? preview : shown,
      results: current === results.current ? results : { ...results, current },
    },
  };
}

function previewOf(
  find: Find,
  { text, matches, current }: { text: Text; matches: MatchSet; current: number },
): Find["preview"] {
  if (!find.hasReplace || current < 0) return null;
  const from = matchFrom(matches, current), to = matchTo(matches, current);
  const found = text.slice(from as Offset, to as Offset);
  // Groups are only known where the expression runs; the answer to `previewAsked` fills them in.
  if (find.isRegex) return find.preview?.from === shortened(found) ? find.preview : null;
  return { from: shortened(found), to: shortened(replacementOf(find, found)) };
}
export const shortened = (text: string): string => {
  const shown = text.replaceAll("\n", "↵");
  return shown.length > PREVIEW_UNITS ? `${shown.slice(0, PREVIEW_UNITS)}…` : shown;
};

/** What a match of a literal becomes. */
export function replacementOf(find: Find, found: string): string {
  const insert = expand(plainTemplate(find.replace.text), [found]);
  return find.preserveCase ? keepCase(found, insert) : insert;
}

/** The question what an expression's matches become. */
export function regexReplace(
  app: App,
  { only, purpose }: { only: SearchSpan | null; purpose: "replace" | "preview" },
): RegexReplaceEffect {
  const find = app.find!;
  const { asked, replace, preserveCase } = find;
  return {
    ...regexSearch(app, asked),
    kind: "regex.replace",
    template: replace.text,
    preserveCase,
    only: only === null ? null : { from: only.from, to: only.to },
    purpose,
  };
}

function regexSearch(app: App, id: number): RegexSearchEffect {
  const results = app.find!.results!;
  const { state } = documentOf(app, results.doc);
  return {
    kind: "regex.search",
    id,
    doc: results.doc,
    text: state.text,
    told: results.told,
    since: results.since,
    query: results.query,
    separators: state.settings.wordSeparators,
    spans: results.spans,
  };
}

/** "find.found": an answer of the search process. */
export function stepFound(
  app: App,
  event: AppEvent & { readonly kind: "find.found" },
  ctx: StepContext,
): Step {
  const results = app.find?.results ?? null;
  if (results === null || results.asked !== event.id) return { app, effects: [] };
  const { outcome } = event;
  const none = { ...results, matches: noMatches, state: "done", progress: null, seek: null } as const;
  switch (outcome.kind) {
    case "part": {
      const progress = ctx.at - results.startedAt >= PROGRESS_MS ? outcome.progress : null;
      return { app: withResults(app, { ...results, matches: outcome.matches, progress }), effects: [] };
    }
    case "done":
    case "capped":
      return {
        app: withResults(app, {
          ...results,
          matches: outcome.matches,
          state: outcome.kind,
          progress: null,
          problem: null,
        }),
        effects: [],
      };
    case "refused":
      return {
        app: withResults(app, { ...none, problem: STRINGS.find.badPattern(outcome.reason) }),
        effects: [],
      };
    case "stopped":
      return { app: withResults(app, { ...none, problem: STRINGS.find.stopped }), effects: [] };
    case "broken":
      return {
        app: withResults(app, { ...none, problem: STRINGS.find.broken(outcome.reason) }),
        effects: [],
      };
  }
}
