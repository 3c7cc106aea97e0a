/**
 * More carets by looking for text: the next or previous place with the same text, all of them, or moving the newest one on.
 * What is looked for, and how, is VS Code's: a word at a caret as a word with its case, a selection with the options of the
 * find widget, and the widget's own text while it has the keyboard. The choice stays until the selection changes otherwise.
 */
import type { Offset } from "../base/mod.ts";
import {
  advanceSearch,
  firstFrom,
  matchesIn,
  matchFrom,
  type MatchSet,
  matchTo,
  type Needle,
  needleOf,
  pairsOf,
  type Query,
  type Range,
  rangeFrom,
  rangeTo,
  searchAll,
  type Selection,
  startSearch,
  type State,
  type Text,
  wordAt,
} from "../editor/mod.ts";
import { STRINGS } from "../ui/mod.ts";
import { activeView, type App, documentOf, selectionOf, type Step, type StepContext } from "./app.ts";
import { editDocument } from "./documents.ts";
import { findOf } from "./find.ts";
import type { FindCommandInfo } from "./find_commands.ts";

type CaretCommand = (app: App, ctx: StepContext) => Step | null;

/** More carets than this help nobody and cost every key. */
const CARETS_MOST = 100_000;
const SLICE_UNITS = 1_000_000;

interface Here {
  readonly state: State;
  readonly selection: Selection;
  readonly query: Query;
  /** What the search found, when the widget's own expression is what is looked for. */
  readonly known: MatchSet | null;
}

/** What is looked for here; `null`: nothing. */
function here(app: App): Here | null {
  const view = activeView(app);
  if (view === null) return null;
  const { state } = documentOf(app, view.doc);
  const selection = selectionOf(state, view.id);
  const find = findOf(app);
  const { carets } = find;
  if (carets !== null && carets.selection === selection && carets.view === view.id) {
    return { state, selection, query: carets.query, known: null };
  }
  const { caseSensitive, wholeWord, isRegex } = find;
  if (find.isOpen && find.focus !== null && find.find.text !== "") {
    const known = isRegex ? find.results?.matches ?? null : null;
    if (isRegex && known === null) return null;
    const query: Query = {
      text: find.find.text,
      kind: isRegex ? "regex" : "literal",
      caseSensitive,
      wholeWord,
    };
    return { state, selection, query, known };
  }
  const main = selection.ranges[selection.main];
  if (main.anchor !== main.head) {
    const text = state.text.slice(rangeFrom(main), rangeTo(main));
    return { state, selection, query: { text, kind: "literal", caseSensitive, wholeWord }, known: null };
  }
  const word = wordAround(state, main.head);
  if (word === null) return null;
  const text = state.text.slice(rangeFrom(word), rangeTo(word));
  return {
    state,
    selection,
    query: { text, kind: "literal", caseSensitive: true, wholeWord: true },
    known: null,
  };
}

function wordAround(state: State, at: Offset): Range | null {
  const word = wordAt({ text: state.text, separators: state.settings.wordSeparators }, at);
  return word === null ? null : { anchor: word.from, head: word.to };
}

/** Selects, and remembers what was looked for as long as this selection stands. */
function select(
  app: App,
  { selection, query }: { selection: Selection; query: Query },
  ctx: StepContext,
): Step {
  const view = activeView(app)!;
  const spec = { view: view.id, selection, origin: "move", reveal: true } as const;
  const next = editDocument(app, spec, { doc: view.doc, ctx });
  const now = selectionOf(documentOf(next, view.doc).state, view.id);
  const carets = { view: view.id, selection: now, query };
  return { app: { ...next, find: { ...findOf(next), carets } }, effects: [] };
}

/** First the word at each caret; then one place more, or the newest range moved there. */
const another = (to: 1 | -1, how: "add" | "move"): CaretCommand => (app, ctx) => {
  const found = here(app);
  if (found === null) return null;
  const { state, selection, query } = found;
  const { ranges, main } = selection;
  const isTyped = findOf(app).isOpen && findOf(app).focus !== null;
  if (!isTyped && ranges.some(({ anchor, head }) => anchor === head)) {
    const words = ranges.map((range) =>
      range.anchor === range.head ? wordAround(state, range.head) ?? range : range
    );
    return select(app, { selection: { ranges: words, main }, query }, ctx);
  }
  const taken = new Set(ranges.map(rangeFrom) as number[]);
  const at = to > 0 ? rangeTo(ranges[main]) : rangeFrom(ranges[main]);
  const next = nearest(found, { at, to, taken });
  if (next === null) return null;
  // An empty caret beside the find input's first match is not worth keeping.
  const isFirst = isTyped && ranges.length === 1 && ranges[0].anchor === ranges[0].head;
  const kept = how === "move" || isFirst ? ranges.filter((_, i) => i !== main) : ranges;
  return select(app, { selection: { ranges: [...kept, next], main: kept.length }, query }, ctx);
};

/** Every place; the main one stays. */
const all: CaretCommand = (app, ctx) => {
  const found = here(app);
  if (found === null) return null;
  const { state, selection, query, known } = found;
  const main = selection.ranges[selection.main];
  const pairs = pairsOf(known ?? searchAll(state.text, needleIn(state, query)));
  const count = Math.min(CARETS_MOST, pairs.length / 2);
  if (count === 0) return null;
  const ranges: Range[] = [];
  let nearestTo = 0;
  for (let i = 0; i < count; i++) {
    if (pairs[i * 2] <= rangeFrom(main)) nearestTo = i;
    ranges.push({ anchor: pairs[i * 2] as Offset, head: pairs[i * 2 + 1] as Offset });
  }
  const step = select(app, { selection: { ranges, main: nearestTo }, query }, ctx);
  const find = step.app.find!;
  return { ...step, app: { ...step.app, find: { ...find, focus: null } } };
};

const needleIn = (state: State, query: Query): Needle => needleOf(query, state.settings.wordSeparators);

/** The nearest match that is not taken, around the ends of the text; `null` when all are. */
function nearest(
  { state, query, known }: Here,
  { at, to, taken }: { at: number; to: 1 | -1; taken: ReadonlySet<number> },
): Range | null {
  const rangeAt = (set: MatchSet, index: number): Range => ({
    anchor: matchFrom(set, index) as Offset,
    head: matchTo(set, index) as Offset,
  });
  if (known !== null || to < 0) {
    const set = known ?? searchAll(state.text, needleIn(state, query));
    const start = firstFrom(set, at);
    for (let n = 0; n < set.count; n++) {
      const index = to > 0 ? (start + n) % set.count : (start - 1 - n + 2 * set.count) % set.count;
      if (!taken.has(matchFrom(set, index))) return rangeAt(set, index);
    }
    return null;
  }
  return ahead(state.text, { needle: needleIn(state, query), at, taken });
}

/** Reads only as far as the answer needs. */
function ahead(
  text: Text,
  { needle, at, taken }: { needle: Needle; at: number; taken: ReadonlySet<number> },
): Range | null {
  let job = startSearch(text, { needle, near: at });
  for (;;) {
    job = advanceSearch(job, SLICE_UNITS);
    const set = job.ahead;
    for (let i = firstFrom(set, at); i < set.count; i++) {
      const from = matchFrom(set, i);
      if (!taken.has(from)) return { anchor: from as Offset, head: matchTo(set, i) as Offset };
    }
    if (job.state === "searching") continue;
    const whole = matchesIn(job);
    for (let i = 0; i < whole.count && matchFrom(whole, i) < at; i++) {
      const from = matchFrom(whole, i);
      if (!taken.has(from)) return { anchor: from as Offset, head: matchTo(whole, i) as Offset };
    }
    return null;
  }
}

const { commands: words } = STRINGS;
export const caretCommands: readonly FindCommandInfo[] = [
  { id: "editor.action.addSelectionToNextFindMatch", title: words.addNextMatch, run: another(1, "add") },
  {
    id: "editor.action.addSelectionToPreviousFindMatch",
    title: words.addPreviousMatch,
    run: another(-1, "add"),
  },
  { id: "editor.action.moveSelectionToNextFindMatch", title: words.moveToNextMatch, run: another(1, "move") },
  {
    id: "editor.action.moveSelectionToPreviousFindMatch",
    title: words.moveToPreviousMatch,
    run: another(-1, "move"),
  },
  { id: "editor.action.selectHighlights", title: words.selectHighlights, run: all },
  { id: "editor.action.changeAll", title: words.changeAll, run: all },
];
