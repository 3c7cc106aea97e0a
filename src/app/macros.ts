/**
 * Macros: commands recorded as they run, played again as one step of undo, kept by name. Recording happens in registry.ts, which
 * calls `recorded`. One that comes to call itself is stopped.
 */
import { STRINGS } from "../ui/mod.ts";
import type { App, Step } from "./app.ts";
import type { AppCommand, AppCommandContext, AppCommandInfo } from "./app_commands.ts";
import type { AppEffect } from "./effects.ts";
import { type Macro, type MacroStep, writeMacros } from "./editing.ts";
import { withNotice } from "./notices.ts";

const words = STRINGS.macros;
/** A recording longer than this is a mistake, and so is a playing of more. */
const mostSteps = 100_000;

/** What is not repeated: recording itself, and questions to the world whose answer is recorded instead. */
const unrecorded = new Set([
  "nexus.macro.toggleRecording",
  "nexus.macro.play",
  "nexus.macro.save",
  "editor.action.clipboardPasteAction",
  "editor.action.selectionClipboardPaste",
  "workbench.action.showCommands",
  "workbench.action.quickOpen",
  "workbench.action.gotoLine",
  "workbench.action.gotoSymbol",
]);

/** The app after a command ran while something is recorded. */
export function recorded(app: App, { id, arg }: MacroStep): App {
  const { recording, playing } = app.editing;
  if (recording === null || playing.length > 0 || unrecorded.has(id) || recording.length >= mostSteps) {
    return app;
  }
  return { ...app, editing: { ...app.editing, recording: [...recording, stepOf(app, { id, arg })] } };
}
/** Pasting what was copied here means "what is copied then"; other text is remembered as it is. */
function stepOf({ copied }: App, { id, arg }: MacroStep): MacroStep {
  if (id === "paste" && copied !== null && (arg as { text?: unknown } | undefined)?.text === copied.text) {
    return { id: "nexus.pasteFromHistory", arg: { index: 0 } };
  }
  return arg === undefined ? { id } : { id, arg };
}

const toggleRecording: AppCommand = (app) => {
  const { editing } = app;
  if (editing.recording === null) {
    return withNotice({ ...app, editing: { ...editing, recording: [] } }, {
      level: "info",
      text: words.recording,
    });
  }
  const macro = editing.recording.length > 0 ? editing.recording : editing.macro;
  const text = words.recorded(editing.recording.length);
  return withNotice({ ...app, editing: { ...editing, recording: null, macro } }, { level: "info", text });
};

/** `{ times? }` */
const play: AppCommand = (app, ctx) => {
  if (app.editing.macro === null) return refused(app, words.none);
  const { times } = (ctx.arg ?? {}) as { times?: unknown };
  const count = typeof times === "number" && times >= 1 ? Math.min(Math.floor(times), 10_000) : 1;
  return playing(app, ctx, { name: "", macro: app.editing.macro, count });
};

/** `{ name }` */
const runNamed: AppCommand = (app, ctx) => {
  const name = nameOf(ctx.arg);
  const macro = name === null ? undefined : app.editing.macros.get(name);
  if (name === null || macro === undefined) {
    return refused(app, words.unknown(name, [...app.editing.macros.keys()]));
  }
  return playing(app, ctx, { name, macro, count: 1 });
};

/** `{ name }`: what was recorded last, under a name. */
const save: AppCommand = (app, { arg }) => {
  const name = nameOf(arg);
  if (name === null) return refused(app, words.needsName);
  if (app.editing.macro === null) return refused(app, words.none);
  const macros = new Map(app.editing.macros).set(name, app.editing.macro);
  const kept: App = { ...app, editing: { ...app.editing, macros } };
  const told = withNotice(kept, { level: "info", text: words.saved(name) });
  return {
    ...told,
    effects: [...told.effects, { kind: "state.write", name: "macros.json", text: writeMacros(macros) }],
  };
};

function playing(
  app: App,
  ctx: AppCommandContext,
  { name, macro, count }: { name: string; macro: Macro; count: number },
): Step {
  const outer = app.editing.playing;
  if (outer.includes(name)) return refused(app, words.callsItself(name));
  let next: App = { ...app, editing: { ...app.editing, playing: [...outer, name] } };
  // One group for all of it, also for the macros in it; negative, so that it meets nobody else's.
  let group = ctx.group;
  if (group === undefined) {
    group = -next.nextId;
    next = { ...next, nextId: next.nextId + 1 };
  }
  const effects: AppEffect[] = [];
  let problem: string | undefined;
  for (let i = 0, done = 0; i < count && problem === undefined; i++) {
    for (const { id, arg } of macro) {
      if (++done > mostSteps) problem = words.tooLong;
      if (problem !== undefined) break;
      const step = ctx.run(next, { id, arg }, group);
      if (step === null) continue;
      next = step.app;
      effects.push(...step.effects);
      problem = step.problem;
    }
  }
  const app2: App = { ...next, editing: { ...next.editing, playing: outer } };
  return problem === undefined ? { app: app2, effects } : { app: app2, effects, problem };
}

function refused(app: App, text: string): Step {
  return { ...withNotice(app, { level: "warning", text }), problem: text };
}
function nameOf(arg: unknown): string | null {
  const name = typeof arg === "string" ? arg : (arg as { name?: unknown } | null | undefined)?.name;
  return typeof name === "string" && name.trim() !== "" ? name.trim() : null;
}

export const macroCommands: readonly AppCommandInfo[] = [
  { id: "nexus.macro.toggleRecording", title: words.titles.toggle, run: toggleRecording },
  { id: "nexus.macro.play", title: words.titles.play, run: play },
  { id: "nexus.macro.runNamed", title: words.titles.runNamed, run: runNamed },
  { id: "nexus.macro.save", title: words.titles.save, run: save },
];
