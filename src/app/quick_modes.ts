/**
 * What pickers list and what picking does: the items of a feature's spec, and for quick open the commands of the palette. A mode is
 * chosen by the first letter typed. Each makes its texts once and turns only rows that are seen into words.
 */
import { entryText, type FuzzyQuery, gapText, indexTexts } from "../project/mod.ts";
import { commandCategory, keysFor, keysLabel, STRINGS } from "../ui/mod.ts";
import { type App, idle, type Step, type StepContext } from "./app.ts";
import { fileMode } from "./quick_files.ts";
import { marksOf, type QuickMode } from "./quick_mode.ts";
import { openQuickOpen } from "./quick_pick_open.ts";
import { lineMode, symbolMode } from "./quick_places.ts";
import { withRecent } from "./quick_recent.ts";
import type { QuickCall, QuickPick } from "./quick_pick_state.ts";
import { commandTitles, runCommand } from "./registry.ts";

const words = STRINGS.quickPick;

/** The mode of what is typed. */
export function modeOf(pick: QuickPick): QuickMode {
  if (pick.spec !== null) return itemMode;
  const first = pick.input.text[0];
  return first === undefined ? fileMode : typedModes.find(({ prefix }) => prefix === first) ?? fileMode;
}

const run = (app: App, call: QuickCall, ctx: StepContext): Step => runCommand(app, call, ctx) ?? idle(app);

/** The items of a spec. */
const itemMode: QuickMode = {
  prefix: "",
  placeholder: "",
  help: "",
  query: (text) => text,
  content(_app, { spec }) {
    const items = spec!.items;
    const index = indexTexts(items.map(({ label, description }) => ({ text: label, more: description })));
    return {
      index,
      hasDetails: items.some(({ detail }) => detail !== undefined),
      keepsOrder: spec!.keepsOrder ?? false,
      focused: spec!.focused,
      isBusy: spec!.isBusy ?? false,
      message: spec!.isBusy ? undefined : spec!.message,
      rowOf: (entry, query) => ({
        ...items[entry],
        // Groups stand in their order only.
        group: query.parts.length === 0 || spec!.keepsOrder ? items[entry].group : undefined,
        ...marksOf(index, query, entry),
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
  placeholder: words.commands,
  help: words.help.commands,
  query: (text) => text.slice(1),
  content(app) {
    const { commands, recent } = paletteCommands(app);
    const index = indexTexts(commands.map(({ id, title }) => ({ text: title, more: id })));
    const boost = new Map(commands.slice(0, recent).map((_, i) => [i, Math.max(1, 12 - i)]));
    const groupOf = (entry: number, query: FuzzyQuery): string | undefined => {
      if (query.parts.length > 0 || recent === 0) return undefined;
      return entry === 0 ? words.recent : entry === recent ? words.others : undefined;
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
        ...marksOf(index, query, entry),
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

/** What may be typed first. */
const helpMode: QuickMode = {
  prefix: "?",
  placeholder: words.help.title,
  help: words.help.title,
  query: (text) => text.slice(1),
  content() {
    const rows = [fileMode, ...typedModes].map(({ prefix, help }) => ({ prefix, help }));
    const index = indexTexts(
      rows.map(({ prefix, help }) => ({ text: prefix === "" ? "…" : prefix, more: help })),
    );
    return {
      index,
      hasDetails: false,
      keepsOrder: false,
      rowOf: (entry, query) => ({
        label: rows[entry].prefix === "" ? "…" : rows[entry].prefix,
        description: rows[entry].help,
        ...marksOf(index, query, entry),
      }),
    };
  },
  accept: (app, _pick, { entry }) =>
    idle(entry < 0 ? app : openQuickOpen(app, [fileMode, ...typedModes][entry].prefix)),
};
const typedModes: readonly QuickMode[] = [commandMode, lineMode, symbolMode, helpMode];
