/**
 * What pickers list and what picking does: the items of a feature's spec, and for quick open the commands of the palette. A mode is
 * chosen by the first letter typed. Each makes its texts once and turns only rows that are seen into words.
 */
import { entryText, fuzzyPlaces, type FuzzyQuery, gapText, indexTexts } from "../project/mod.ts";
import { commandCategory, keysFor, keysLabel, type QuickRow, STRINGS } from "../ui/mod.ts";
import { type App, idle, type Step, type StepContext } from "./app.ts";
import { withRecent } from "./quick_recent.ts";
import type { QuickCall, QuickContent, QuickPick } from "./quick_pick_state.ts";
import { commandTitles, runCommand } from "./registry.ts";

/** One entry, with what was typed. `entry` is -1 where no row has the focus. */
export interface QuickChoice {
  readonly entry: number;
  readonly text: string;
  readonly ctx: StepContext;
}
export interface QuickMode {
  readonly prefix: string;
  readonly placeholder: string;
  /** The texts; made again when they are void or, with `isTyped`, at every letter. */
  content(app: App, pick: QuickPick): QuickContent;
  readonly isTyped?: true;
  /** What of the typed text is matched. */
  query(text: string): string;
  /** The picker is closed already. */
  accept(app: App, pick: QuickPick, choice: QuickChoice): Step;
  /** Shows what picking would do. */
  look?(app: App, pick: QuickPick, choice: QuickChoice): App;
}

/** The mode of what is typed. */
export function modeOf(pick: QuickPick): QuickMode {
  return pick.spec === null ? commandMode : itemMode;
}

const run = (app: App, call: QuickCall, ctx: StepContext): Step => runCommand(app, call, ctx) ?? idle(app);

/** Marks of a label and of what stands behind it, from places in the entry's text. */
function marks(text: string, places: readonly number[]): Pick<QuickRow, "matches" | "descriptionMatches"> {
  const gap = text.indexOf(gapText);
  if (gap < 0) return { matches: places };
  return {
    matches: places.filter((at) => at < gap),
    descriptionMatches: places.filter((at) => at > gap).map((at) => at - gap - 1),
  };
}

/** The items of a spec. */
const itemMode: QuickMode = {
  prefix: "",
  placeholder: "",
  query: (text) => text,
  content(_app, { spec }) {
    const items = spec!.items;
    const index = indexTexts(items.map(({ label, description }) => ({ text: label, more: description })));
    return {
      index,
      hasDetails: items.some(({ detail }) => detail !== undefined),
      keepsOrder: spec!.keepsOrder ?? false,
      rowOf: (entry, query) => ({
        ...items[entry],
        // Groups stand in their order only.
        group: query.parts.length === 0 || spec!.keepsOrder ? items[entry].group : undefined,
        ...marks(entryText(index, entry), fuzzyPlaces(index, query, entry)),
      }),
    };
  },
  accept(app, { spec, picked }, { entry, text, ctx }) {
    const items = spec!.items;
    if (spec!.many) {
      const values = items.filter((_, i) => picked.has(i)).map(({ value, label }) => value ?? label);
      return called(app, { call: spec!.accept, more: { values, text }, ctx });
    }
    const item = items[entry];
    if (item?.run !== undefined) return run(app, item.run, ctx);
    const value = item === undefined ? undefined : item.value ?? item.label;
    return called(app, { call: spec!.accept, more: { value, text }, ctx });
  },
  look(app, { spec }, { entry, ctx }) {
    const call = spec!.items[entry]?.look;
    return call === undefined ? app : run(app, call, ctx).app;
  },
};

function called(
  app: App,
  { call, more, ctx }: { call: QuickCall | undefined; more: Record<string, unknown>; ctx: StepContext },
): Step {
  if (call === undefined) return idle(app);
  const own = typeof call.arg === "object" ? call.arg : {};
  return run(app, { id: call.id, arg: { ...own, ...more } }, ctx);
}

/** Every command, those used lately first, each of the two by title. */
function paletteCommands(app: App) {
  const all = commandTitles().map(({ id, title }) => ({ id, title: commandCategory(id, title) }));
  const byId = new Map(all.map((one) => [one.id, one]));
  const recent = app.recentCommands.map((id) => byId.get(id)).filter((one) => one !== undefined);
  const known = new Set(recent);
  const others = all.filter((one) => !known.has(one)).sort((a, b) => (a.title < b.title ? -1 : 1));
  return { commands: [...recent, ...others], recent: recent.length };
}

/** As people write them: "Ctrl+K Ctrl+C". */
function keysOf({ keys, platform }: App, id: string): string | undefined {
  const chords = keysFor(keys, id);
  return chords === null ? undefined : keysLabel(chords, platform);
}

const commandMode: QuickMode = {
  prefix: ">",
  placeholder: STRINGS.quickPick.commands,
  query: (text) => text.startsWith(">") ? text.slice(1) : text,
  content(app) {
    const { commands, recent } = paletteCommands(app);
    const index = indexTexts(commands.map(({ id, title }) => ({ text: title, more: id })));
    const boost = new Map(commands.slice(0, recent).map((_, i) => [i, Math.max(1, 12 - i)]));
    const groupOf = (entry: number, query: FuzzyQuery): string | undefined => {
      if (query.parts.length > 0 || recent === 0) return undefined;
      return entry === 0 ? STRINGS.quickPick.recent : entry === recent ? STRINGS.quickPick.others : undefined;
    };
    return {
      index,
      hasDetails: false,
      keepsOrder: false,
      boost,
      rowOf: (entry, query) => ({
        label: commands[entry].title,
        description: commands[entry].id,
        keys: keysOf(app, commands[entry].id),
        group: groupOf(entry, query),
        ...marks(entryText(index, entry), fuzzyPlaces(index, query, entry)),
      }),
    };
  },
  accept(app, { content }, { entry, ctx }) {
    if (content === null || entry < 0) return idle(app);
    const id = entryText(content.index, entry).split(gapText)[1];
    const kept = withRecent(app, id);
    const step = run(kept.app, { id }, ctx);
    return { ...step, effects: [...kept.effects, ...step.effects] };
  },
};
