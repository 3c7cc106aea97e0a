/**
 * Every command by its id: the editor's own, which change text, and the app's, which change the workbench.
 * Runs one, so that a key, the palette and automation do the same thing. Nothing here decides which one.
 */
import type { ViewId } from "../base/mod.ts";
import { type CommandContext, editorCommands, type Layout, type Outcome, redo, undo } from "../editor/mod.ts";
import type { EditorEffect } from "../editor/mod.ts";
import { createLayout, keyLabels, STRINGS } from "../ui/mod.ts";
import { activeView, type App, documentOf, selectionOf, type Step, type StepContext, viewOf } from "./app.ts";
import { type AppCommand, type AppCommandInfo, appCommands, type CommandCall } from "./app_commands.ts";
import { editDocument } from "./documents.ts";
import { ringWith } from "./editing.ts";
import { editingCommands } from "./editing_commands.ts";
import { changedFileCommands } from "./changed_files.ts";
import { localHistoryCommands } from "./local_history.ts";
import { explorerCommands } from "./explorer_commands.ts";
import { fileCommands } from "./file_commands.ts";
import { largeCommands } from "./large_commands.ts";
import { caretCommands } from "./find_carets.ts";
import { allFindCommands } from "./find_history.ts";
import { foldLater, foldLaterCommands } from "./folding_later.ts";
import { recorded } from "./macros.ts";
import { withNotice } from "./notices.ts";
import { menuCommands } from "./menu_commands.ts";
import { noticeCommands } from "./notice_commands.ts";
import { sheetCommands } from "./shortcut_sheet.ts";
import { tourCommands } from "./tour.ts";
import { mergeCommands } from "./merge_commands.ts";
import { groupCommands } from "./group_commands.ts";
import { paneCommands } from "./pane_commands.ts";
import { terminalCommands } from "./terminal_commands.ts";
import { statusPickerCommands } from "./status_pickers.ts";
import { quickPickCommands } from "./quick_pick_commands.ts";
import { readFirst } from "./undo_store.ts";
import { importCommands } from "./import_step.ts";
import { settingsCommands } from "./settings_commands.ts";
import { settingsPickerCommands } from "./settings_pickers.ts";
import { snippetCommands } from "./snippet_commands.ts";
import { undoCommands } from "./undo_tree.ts";
import { viewCommands } from "./view_commands.ts";
import { vimCommands } from "./vim_commands.ts";
import { inInsert } from "./vim_state.ts";

type Entry =
  | {
    readonly kind: "editor";
    readonly title: string;
    readonly run: (ctx: CommandContext) => Outcome<EditorEffect> | null;
  }
  | { readonly kind: "app"; readonly title: string; readonly run: AppCommand };

const listCommands: AppCommand = (app) => ({ app, effects: [], result: commandTitles() });
/** The app's, feature by feature; of two with one id the later holds. */
const features: readonly (readonly AppCommandInfo[])[] = [
  appCommands,
  editingCommands,
  snippetCommands,
  foldLaterCommands,
  viewCommands,
  undoCommands,
  changedFileCommands,
  localHistoryCommands,
  quickPickCommands,
  menuCommands,
  mergeCommands,
  statusPickerCommands,
  settingsPickerCommands,
  importCommands,
  settingsCommands,
  largeCommands,
  groupCommands,
  terminalCommands,
  explorerCommands,
  paneCommands,
  fileCommands,
  caretCommands,
  vimCommands,
  allFindCommands,
];

const entries: ReadonlyMap<string, Entry> = new Map<string, Entry>([
  ["undo", { kind: "editor", title: STRINGS.commands.undo, run: undo }],
  ["redo", { kind: "editor", title: STRINGS.commands.redo, run: redo }],
  ...editorCommands.map((info) =>
    [info.id, { kind: "editor", title: info.title, run: info.command }] as const
  ),
  ...[...noticeCommands, ...sheetCommands, ...tourCommands].map((info) =>
    [info.id, { kind: "app", title: info.title, run: info.run }] as const
  ),
  ["nexus.commands.list", { kind: "app", title: STRINGS.settings.titles.list, run: listCommands }],
  ...features.flat().map(({ id, title, run }) => [id, { kind: "app", title, run }] as const),
]);

/** The ids of all commands. */
export const commandIds = (): ReadonlySet<string> => new Set(entries.keys());
export const hasCommand = (id: string): boolean => entries.has(id);

/** Every command by its id. */
export function commandTitles(): { readonly id: string; readonly title: string }[] {
  return [...entries].map(([id, { title }]) => ({ id, title }));
}

/** Every command with the keys that run it, sorted by id. */
export function commandList(app: App): { id: string; title: string; keys: string[] }[] {
  return [...entries].map(([id, entry]) => ({ id, title: entry.title, keys: keyLabels(app.keys, id) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** `null`: declined, or nobody knows the id. Throws what the command throws. */
export function runCommand(app: App, call: CommandCall, ctx: StepContext): Step | null {
  const step = runOne(app, call, ctx);
  if (app.editing.recording === null || step === null) return step;
  // A snippet that asks the world first is recorded when it comes back with the answer.
  if (step.effects.some(({ kind }) => kind === "snippet.values")) return step;
  return { ...step, app: recorded(step.app, call) };
}

function runOne(app: App, call: CommandCall, ctx: StepContext): Step | null {
  const entry = entries.get(call.id);
  if (entry === undefined) return null;
  if (entry.kind === "app") {
    const step = entry.run(app, {
      ...ctx,
      arg: call.arg,
      on: call.view,
      has: hasCommand,
      commands: commandTitles,
      // Not recorded: what a command runs comes again with the command.
      run: (on, inner, group) => runOne(on, inner, group === undefined ? ctx : { ...ctx, group }),
      runEditor: (on, command) => runOnText(on, { id: call.id, command }, ctx),
    });
    return step === null ? null : { ...step, handled: step.problem === undefined };
  }
  return runOnText(app, { ...call, command: entry.run }, ctx);
}

function runOnText(
  app: App,
  call: CommandCall & { readonly command: (ctx: CommandContext) => Outcome<EditorEffect> | null },
  ctx: StepContext,
): Step | null {
  const view = call.view === undefined ? activeView(app) : viewOf(app, call.view);
  if (view === null) return null;
  const doc = documentOf(app, view.doc);
  const later = foldLater(app, { doc, call: { id: call.id, arg: call.arg, view: view.id }, ctx });
  if (later !== null) return later;
  const selection = selectionOf(doc.state, view.id);
  const outcome = call.command(
    new EditorContext(app, { state: doc.state, view: view.id, selection, arg: call.arg, ctx }),
  );
  if (outcome === null) return call.id === "undo" ? readFirst(app, doc, call) : null;
  if (doc.readOnly && (outcome.spec?.edits?.length ?? 0) > 0) {
    const text = STRINGS.cannotEdit(doc.name);
    return { ...withNotice(app, { level: "info", text }), handled: true, problem: text };
  }
  const spec = app.vim === null || outcome.spec === undefined
    ? outcome.spec
    : inInsert(app.vim, outcome.spec);
  let next = spec === undefined ? app : editDocument(app, spec, { doc: doc.id, ctx });
  for (const effect of outcome.effects ?? []) {
    if (effect.kind !== "clipboard.write") continue;
    const ring = ringWith(next.editing.ring, effect);
    next = { ...next, copied: effect, editing: { ...next.editing, ring } };
  }
  const effects = outcome.effects ?? [];
  // What is selected by keys is offered to middle clicks as well, once the keys rest.
  if (spec?.origin === "move" && spec.selection !== undefined && !next.editing.primaryDue) {
    const { anchor, head } = spec.selection.ranges[spec.selection.main];
    if (anchor !== head) {
      const waiting: App = { ...next, editing: { ...next.editing, primaryDue: true } };
      const timer = { kind: "editing.timer", what: "primary.due", afterMs: primaryDelayMs } as const;
      return { app: waiting, effects: [...effects, timer], handled: true, result: outcome.result };
    }
  }
  return { app: next, effects, handled: true, result: outcome.result };
}
/** Longer than keys repeat, shorter than a hand reaches for the mouse. */
const primaryDelayMs = 150;

/** What an editor command sees. The layout is made when one asks for it, which typing does not. */
class EditorContext implements CommandContext {
  readonly state: CommandContext["state"];
  readonly view: ViewId;
  readonly selection: CommandContext["selection"];
  readonly arg: unknown;
  readonly #app: App;
  readonly #ctx: StepContext;
  #layout: Layout | null = null;

  constructor(app: App, given: Omit<CommandContext, "layout"> & { readonly ctx: StepContext }) {
    this.state = given.state;
    this.view = given.view;
    this.selection = given.selection;
    this.arg = given.arg;
    this.#app = app;
    this.#ctx = given.ctx;
  }
  get layout(): Layout {
    const { view: last, fonts } = this.#ctx;
    return this.#layout ??= createLayout(this.#app, this.view, { last, fonts });
  }
}
