/**
 * The rows of the open picker: worked out after the step that changed what is typed, in slices so that no key waits, and only
 * among the last hits where the text grew. Owns which row has the focus and the look at it. What is listed is quick_modes.ts.
 */
import { type FuzzyQuery, fuzzyQuery, joinHits, matchFuzzy, narrows, rankFuzzy } from "../project/mod.ts";
import { listReveal, type QuickList, quickPickPlaces, STRINGS } from "../ui/mod.ts";
import type { App, Step, StepContext } from "./app.ts";
import { lookedBack } from "./quick_back.ts";
import { modeOf } from "./quick_modes.ts";
import type { QuickContent, QuickMatching, QuickPick } from "./quick_pick_state.ts";

/** A slice ends after this; a key never waits longer for one. */
const sliceMs = 4;
/** Entries between two looks at the clock. */
const sliceEntries = 8_000;
/** A matching of more slices says that it works. */
const busySlices = 12;

/** Called after every step: brings the rows up to what is typed. Costs nothing while no picker is open. */
export function settleQuickPick(taken: Step, ctx: StepContext): Step {
  const pick = taken.app.quickPick;
  if (pick === null) return taken;
  const isListed = pick.listed === pick.input.text && !isVoid(taken.app, pick);
  if (isListed && pick.matching === null) return taken;
  let app = taken.app;
  if (!isListed) app = started(app, pick, ctx);
  else if (pick.isQueued) return taken;
  app = advanced(app, ctx);
  const next = app.quickPick!;
  if (next.matching === null || next.isQueued) return { ...taken, app };
  return {
    ...taken,
    app: { ...app, quickPick: { ...next, isQueued: true } },
    effects: [...taken.effects, { kind: "later", what: "quickPick.advance" }],
  };
}

/** A slice more, when everything that waited had its turn. */
export function stepQuickAdvance(app: App): Step {
  const pick = app.quickPick;
  if (pick === null || !pick.isQueued) return { app, effects: [] };
  return { app: { ...app, quickPick: { ...pick, isQueued: false } }, effects: [] };
}

/** All slices at once: Enter does not wait. */
export function finishedQuickPick(app: App, ctx: StepContext): App {
  const pick = app.quickPick;
  if (pick === null || (pick.listed === pick.input.text && pick.matching === null)) return app;
  let next = pick.listed === pick.input.text ? app : started(app, pick, ctx);
  while (next.quickPick!.matching !== null) next = advanced(next, ctx);
  return next;
}

/** Whether what the rows were made of is another by now. */
function isVoid(app: App, pick: QuickPick): boolean {
  if (pick.content === null) return true;
  const mode = modeOf(pick);
  return mode.key !== undefined && pick.prefix === mode.prefix && mode.key(app) !== pick.content.key;
}

function started(before: App, pick: QuickPick, ctx: StepContext): App {
  const mode = modeOf(pick);
  const text = pick.input.text;
  const isOther = pick.prefix !== mode.prefix;
  // What was looked at in another list is left.
  const app = isOther && pick.listed !== null ? lookedBack(before, ctx) : before;
  const isSame = !isOther && pick.content !== null && !mode.isTyped && !isVoid(app, pick);
  const content = isSame ? pick.content! : mode.content(app, pick);
  const query = fuzzyQuery(mode.query(text));
  // A matching that was cut short says nothing about the next one.
  const among = isSame && pick.matched !== null && pick.matching === null && pick.query !== null &&
      narrows(pick.query, query)
    ? pick.matched
    : undefined;
  const matching: QuickMatching = {
    query,
    among,
    at: 0,
    total: among?.length ?? content.index.count,
    pieces: [],
    slices: 0,
  };
  const placeholder = pick.spec === null ? mode.placeholder : pick.placeholder;
  const quickPick: QuickPick = {
    ...pick,
    prefix: mode.prefix,
    placeholder,
    content,
    listed: text,
    matching,
    isQueued: pick.isQueued,
  };
  return { ...app, quickPick };
}

function advanced(app: App, ctx: StepContext): App {
  const pick = app.quickPick!;
  const content = pick.content!;
  let matching = pick.matching!;
  const { query, among } = matching;
  const end = ctx.meter.now() + sliceMs;
  const pieces = [...matching.pieces];
  let { at } = matching;
  do {
    const to = Math.min(matching.total, at + sliceEntries);
    pieces.push(matchFuzzy(content.index, query, { from: at, to, among }));
    at = to;
  } while (at < matching.total && ctx.meter.now() < end);
  matching = { ...matching, at, pieces, slices: matching.slices + 1 };
  if (at < matching.total) {
    const isBusy = matching.slices > busySlices || (content.isBusy ?? false);
    return { ...app, quickPick: { ...pick, matching, isBusy } };
  }
  const hits = joinHits(pieces);
  const isWhole = query.parts.length === 0;
  const ranked = content.keepsOrder
    ? hits.entries
    : isWhole
    ? withFirst(hits.entries, content.first)
    : rankFuzzy(content.index, query, { hits, boost: content.boost });
  const wanted = isWhole && content.focused !== undefined ? Math.max(0, ranked.indexOf(content.focused)) : 0;
  const focused = ranked.length === 0 ? -1 : wanted;
  const next: QuickPick = {
    ...pick,
    matching: null,
    query,
    matched: hits.entries,
    ranked,
    list: listOf({ content, ranked, query, picked: pick.picked, many: pick.many }),
    isBusy: content.isBusy ?? false,
    message: ranked.length > 0
      ? ""
      : content.index.count === 0
      ? content.message ?? (content.isBusy ? "" : STRINGS.quickPick.nothing)
      : STRINGS.quickPick.nothing,
    focused: -1,
    top: 0,
  };
  return withFocus({ ...app, quickPick: next }, focused, ctx);
}

/** Some entries before all others. */
function withFirst(entries: Uint32Array, first: readonly number[] | undefined): Uint32Array {
  if (first === undefined || first.length === 0) return entries;
  const front = new Set(first);
  const out = new Uint32Array(entries.length);
  out.set(first);
  let at = first.length;
  for (let i = 0; i < entries.length; i++) if (!front.has(entries[i])) out[at++] = entries[i];
  return out;
}

/** The rows as the view asks for them. */
export function listOf({ content, ranked, query, picked, many }: {
  content: QuickContent;
  ranked: Uint32Array;
  query: FuzzyQuery;
  picked: ReadonlySet<number>;
  many: boolean;
}): QuickList {
  return {
    count: ranked.length,
    hasDetails: content.hasDetails,
    rowAt(index) {
      const row = content.rowOf(ranked[index], query);
      return many ? { ...row, isPicked: picked.has(ranked[index]) } : row;
    },
  };
}

/** Another row has the focus: it is scrolled into sight and looked at. */
export function withFocus(app: App, focused: number, ctx: StepContext): App {
  const pick = app.quickPick!;
  const { list } = quickPickPlaces(pick, app);
  const top = focused < 0 ? 0 : listReveal(list, focused);
  const entry = focused < 0 ? -1 : pick.ranked[focused];
  const mode = modeOf(pick);
  const next: App = { ...app, quickPick: { ...pick, focused, top, looked: entry } };
  if (mode.look === undefined || (entry === pick.looked && !mode.isTyped)) return next;
  return mode.look(next, pick, { entry, text: pick.input.text, ctx });
}
