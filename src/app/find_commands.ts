/**
 * Commands of find and replace, with VS Code's ids: opening and closing the widget, going from match to match, options,
 * replacing one and all. Each is pure; the search follows in `settleFind`.
 */
import type { Offset } from "../base/mod.ts";
import {
  type Edit,
  escaped,
  matchFrom,
  matchTo,
  pairsOf,
  rangeFrom,
  rangeTo,
  type SearchSpan,
  wordAt,
} from "../editor/mod.ts";
import { inputSelect, inputSet, STRINGS } from "../ui/mod.ts";
import { activeView, type App, documentOf, idle, selectionOf, type Step, type StepContext } from "./app.ts";
import { editDocument } from "./documents.ts";
import type { AppEvent } from "./events.ts";
import {
  completed,
  findOf,
  matchNear,
  queryOf,
  regexReplace,
  replacementOf,
  selectMatch,
  shortened,
  started,
  withResults,
} from "./find.ts";
import type { Find } from "./find_state.ts";

export type FindCommand = (app: App, ctx: StepContext & { readonly arg: unknown }) => Step | null;
export interface FindCommandInfo {
  readonly id: string;
  readonly title: string;
  readonly run: FindCommand;
}

/** Longer selections are not what somebody looks for. */
const SEED_MOST = 10_000;
/** More carets than this help nobody and cost every key. */
const CARETS_MOST = 100_000;

const done = (app: App): Step => ({ app, effects: [] });
const withFind = (app: App, change: Partial<Find>): App => ({ ...app, find: { ...findOf(app), ...change } });

/** What the selection, or the word at the caret, offers to be looked for; "" for nothing. */
function seedOf(app: App): string {
  const view = activeView(app);
  if (view === null) return "";
  const { state } = documentOf(app, view.doc);
  const { ranges, main } = selectionOf(state, view.id);
  const from = rangeFrom(ranges[main]), to = rangeTo(ranges[main]);
  if (to - from > SEED_MOST) return "";
  if (from !== to) {
    const text = state.text.slice(from, to);
    return text.includes("\n") ? "" : text;
  }
  const word = wordAt({ text: state.text, separators: state.settings.wordSeparators }, from);
  return word === null ? "" : state.text.slice(word.from, word.to);
}

/** The widget over the active group, with the seed as what is looked for, if there is one. */
function opened(app: App, { seed, focus }: { seed: string; focus: Find["focus"] }): App {
  const find = findOf(app);
  const wanted = seed !== "" && find.isRegex ? escaped(seed) : seed;
  const input = wanted === "" ? find.find : inputSet(find.find, wanted);
  return withFind(app, {
    isOpen: true,
    group: app.activeGroup,
    focus,
    find: inputSelect(input, input.text.length, 0),
    results: find.isOpen && find.group === app.activeGroup ? find.results : null,
  });
}

const open = (how: "find" | "replace"): FindCommand => (app) => {
  const view = activeView(app);
  if (view === null) return null;
  const find = findOf(app);
  // From the find input itself nothing is taken over.
  const isInInput = find.isOpen && find.focus !== null;
  const seed = isInInput ? "" : seedOf(app);
  const { ranges, main } = selectionOf(documentOf(app, view.doc).state, view.id);
  // With a selection to look for, what is left to say is what comes in its place.
  const isSaid = (isInInput && find.find.text !== "") ||
    (seed !== "" && ranges[main].anchor !== ranges[main].head);
  const next = opened(app, { seed, focus: how === "replace" && isSaid ? "replace" : "find" });
  return done(withFind(next, { hasReplace: how === "replace" || (find.isOpen && find.hasReplace) }));
};
const openWithSelection: FindCommand = (app) => {
  const seed = seedOf(app);
  return seed === "" ? null : done(opened(app, { seed, focus: findOf(app).focus }));
};
/** Declines while the widget is closed. */
export const closeFind: FindCommand = (app) =>
  app.find === null || !app.find.isOpen
    ? null
    : done(withFind(app, { isOpen: false, focus: null, results: null, preview: null }));

const focusInput = (focus: "find" | "replace"): FindCommand => (app) =>
  app.find === null || !app.find.isOpen
    ? null
    : done(withFind(app, { focus, hasReplace: app.find.hasReplace || focus === "replace" }));

/** The next or previous match from the selection; with the widget closed, of what was looked for last. */
const step = (to: 1 | -1): FindCommand => (app, ctx) => {
  const view = activeView(app);
  if (view === null) return null;
  const find = findOf(app);
  if (find.find.text === "") return open("find")(app, ctx);
  const { ranges, main } = selectionOf(documentOf(app, view.doc).state, view.id);
  const from = rangeFrom(ranges[main]), end = rangeTo(ranges[main]);
  if (!find.isOpen) {
    if (find.isRegex) return done(seeking(opened(app, { seed: "", focus: null }), { at: end, to, ctx }));
    const query = queryOf(find);
    const base = withFind(app, { group: app.activeGroup });
    const found = completed(started(base, { query, spans: null, seek: null, ctx }));
    const index = matchNear(found.find!.results!, { at: to > 0 ? end : from, to })!;
    return done(withResults(index < 0 ? app : selectMatch(found, index, ctx), null));
  }
  if (find.group !== app.activeGroup) app = withFind(app, { group: app.activeGroup, results: null });
  const results = app.find?.results ?? null;
  const current = results?.current ?? -1;
  // A match of nothing would be found again and again.
  const isEmpty = current >= 0 && from === end;
  return done(seeking(app, { at: to > 0 ? (isEmpty ? end + 1 : end) : from, to, ctx }));
};

/** Waits for a match; `settleFind` selects it as soon as it is known. */
function seeking(app: App, { at, to, ctx }: { at: number; to: 1 | -1; ctx: StepContext }): App {
  const results = app.find?.results ?? null;
  if (results !== null) return withResults(app, { ...results, seek: { at, to } });
  return started(app, { query: queryOf(findOf(app)), spans: null, seek: { at, to }, ctx });
}

const stepSelection = (to: 1 | -1): FindCommand => (app, ctx) => {
  const seed = seedOf(app);
  if (seed === "") return null;
  const find = findOf(app);
  const wanted = find.isRegex ? escaped(seed) : seed;
  return step(to)(withFind(app, { find: inputSet(find.find, wanted) }), ctx);
};

type Option = "caseSensitive" | "wholeWord" | "isRegex" | "preserveCase";
const toggle = (option: Option): FindCommand => (app) => {
  const find = findOf(app);
  return done(fromCaret(withFind(app, { [option]: !find[option] })));
};
/** The search that follows selects the first match from where the selection starts. */
export function fromCaret(app: App): App {
  const results = app.find?.results ?? null;
  if (results === null) return app.find === null ? app : withFind(app, { jumps: app.find.find.text !== "" });
  if (!app.views.has(results.view)) return app;
  const { ranges, main } = selectionOf(documentOf(app, results.doc).state, results.view);
  return withResults(app, { ...results, seek: { at: rangeFrom(ranges[main]), to: 1 } });
}

const toggleInSelection: FindCommand = (app, ctx) => {
  const find = findOf(app);
  const view = activeView(app);
  if (!find.isOpen || view === null) return null;
  const has = find.results?.spans ?? null;
  const { ranges } = selectionOf(documentOf(app, view.doc).state, view.id);
  const spans: SearchSpan[] = ranges.filter((range) => range.anchor !== range.head)
    .map((range) => ({ from: rangeFrom(range), to: rangeTo(range) }));
  if (has === null && spans.length === 0) return done(app);
  const query = queryOf(find);
  if (query.text === "") return done(app);
  return done(started(app, { query, spans: has === null ? spans : null, seek: null, ctx }));
};

const replaceOne: FindCommand = (app, ctx) => {
  const results = app.find?.results ?? null;
  if (results === null || !app.find!.isOpen) return null;
  if (isReadOnly(app)) {
    return { ...idle(app), problem: STRINGS.readOnlyFile(documentOf(app, results.doc).name) };
  }
  if (results.current < 0) return step(1)(app, ctx);
  const from = matchFrom(results.matches, results.current) as Offset;
  const to = matchTo(results.matches, results.current) as Offset;
  if (results.needle === null) {
    return { app, effects: [regexReplace(app, { only: { from, to }, purpose: "replace" })] };
  }
  const insert = replacementOf(app.find!, results.text.slice(from, to));
  return done(replacedOne(app, { edit: { from, to, insert }, ctx }));
};

function replacedOne(app: App, { edit, ctx }: { edit: Edit; ctx: StepContext }): App {
  const results = app.find!.results!;
  const at = edit.from + edit.insert.length as Offset;
  const selection = { ranges: [{ anchor: at, head: at }], main: 0 };
  const spec = { edits: [edit], view: results.view, selection, origin: "paste", reveal: true } as const;
  return seeking(editDocument(app, spec, { doc: results.doc, ctx }), { at, to: 1, ctx });
}

const replaceAll: FindCommand = (app, ctx) => {
  if ((app.find?.results ?? null) === null || !app.find!.isOpen) return null;
  const whole = completed(app);
  const results = whole.find!.results!;
  if (isReadOnly(app)) {
    return { ...idle(app), problem: STRINGS.readOnlyFile(documentOf(app, results.doc).name) };
  }
  if (results.needle === null) {
    return { app, effects: [regexReplace(app, { only: null, purpose: "replace" })] };
  }
  const { matches } = results;
  const pairs = pairsOf(matches);
  const edits: Edit[] = new Array(matches.count);
  const find = whole.find!;
  const plain = find.preserveCase ? null : replacementOf(find, "");
  for (let i = 0; i < matches.count; i++) {
    const from = pairs[i * 2] as Offset, to = pairs[i * 2 + 1] as Offset;
    edits[i] = { from, to, insert: plain ?? replacementOf(find, results.text.slice(from, to)) };
  }
  if (edits.length === 0) return { ...done(app), result: { replaced: 0 } };
  const spec = { edits, view: results.view, origin: "paste" } as const;
  return {
    ...done(editDocument(whole, spec, { doc: results.doc, ctx })),
    result: { replaced: edits.length },
  };
};

function isReadOnly(app: App): boolean {
  return documentOf(app, app.find!.results!.doc).readOnly;
}

/** "find.edits": what the search process says matches become; of a text that is no more, it is dropped. */
export function stepFindEdits(
  app: App,
  event: AppEvent & { readonly kind: "find.edits" },
  ctx: StepContext,
): Step {
  const results = app.find?.results ?? null;
  if (results === null || results.doc !== event.doc || results.text !== event.text) return done(app);
  if (event.problem !== null) {
    const { problem } = event;
    const words = problem.kind === "stopped"
      ? STRINGS.find.stopped
      : problem.kind === "broken"
      ? STRINGS.find.broken(problem.reason)
      : null;
    return done(words === null ? app : withResults(app, { ...results, problem: words }));
  }
  const { edits } = event;
  if (event.purpose === "preview") {
    if (edits.length === 0) return done(app);
    const from = shortened(results.text.slice(edits[0].from, edits[0].to));
    return done(withFind(app, { preview: { from, to: shortened(String(edits[0].insert)) } }));
  }
  if (edits.length === 0) return { ...done(app), result: { replaced: 0 } };
  if (event.only) return done(replacedOne(app, { edit: edits[0], ctx }));
  const spec = { edits, view: results.view, origin: "paste" } as const;
  return { ...done(editDocument(app, spec, { doc: results.doc, ctx })), result: { replaced: edits.length } };
}

const selectAllMatches: FindCommand = (app, ctx) => {
  if ((app.find?.results ?? null) === null) return null;
  const whole = completed(app);
  const results = whole.find!.results!;
  const count = Math.min(results.matches.count, CARETS_MOST);
  if (count === 0) return null;
  const pairs = pairsOf(results.matches);
  const ranges = [];
  for (let i = 0; i < count; i++) {
    ranges.push({ anchor: pairs[i * 2] as Offset, head: pairs[i * 2 + 1] as Offset });
  }
  const selection = { ranges, main: Math.max(0, Math.min(results.current, count - 1)) };
  const spec = { view: results.view, selection, origin: "move", reveal: true } as const;
  return done(withFind(editDocument(whole, spec, { doc: results.doc, ctx }), { focus: null }));
};

const { commands: words } = STRINGS;
export const findCommands: readonly FindCommandInfo[] = [
  { id: "actions.find", title: words.find, run: open("find") },
  { id: "editor.action.startFindReplaceAction", title: words.findReplace, run: open("replace") },
  { id: "actions.findWithSelection", title: words.findWithSelection, run: openWithSelection },
  { id: "closeFindWidget", title: words.closeFind, run: closeFind },
  { id: "editor.action.nextMatchFindAction", title: words.nextMatch, run: step(1) },
  { id: "editor.action.previousMatchFindAction", title: words.previousMatch, run: step(-1) },
  {
    id: "editor.action.nextSelectionMatchFindAction",
    title: words.nextSelectionMatch,
    run: stepSelection(1),
  },
  {
    id: "editor.action.previousSelectionMatchFindAction",
    title: words.previousSelectionMatch,
    run: stepSelection(-1),
  },
  { id: "toggleFindCaseSensitive", title: words.toggleCase, run: toggle("caseSensitive") },
  { id: "toggleFindWholeWord", title: words.toggleWord, run: toggle("wholeWord") },
  { id: "toggleFindRegex", title: words.toggleRegex, run: toggle("isRegex") },
  { id: "toggleFindInSelection", title: words.toggleInSelection, run: toggleInSelection },
  { id: "togglePreserveCase", title: words.togglePreserveCase, run: toggle("preserveCase") },
  { id: "editor.action.replaceOne", title: words.replaceOne, run: replaceOne },
  { id: "editor.action.replaceAll", title: words.replaceAllMatches, run: replaceAll },
  { id: "editor.action.selectAllMatches", title: words.selectAllMatches, run: selectAllMatches },
  { id: "nexus.find.focusFind", title: words.focusFind, run: focusInput("find") },
  { id: "nexus.find.focusReplace", title: words.focusReplace, run: focusInput("replace") },
];
