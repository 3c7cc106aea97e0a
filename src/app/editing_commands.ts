/**
 * Editing commands that need more than a document: the ring of what was copied, and indentation, which is a setting of the
 * document. Those on text alone are the editor's; snippets are snippet_commands.ts.
 */
import { indentationToSpaces, indentationToTabs, type Settings, withSettings } from "../editor/mod.ts";
import { STRINGS } from "../ui/mod.ts";
import { activeDocument, activeView, type App, documentOf, idle, type Step, withDocument } from "./app.ts";
import type { AppCommand, AppCommandContext, AppCommandInfo } from "./app_commands.ts";
import { indentationOf, mainSelected } from "./documents.ts";
import { macroCommands } from "./macros.ts";
import { withNotice } from "./notices.ts";

const words = STRINGS.editing;

/** `{ index? }`: pastes an entry of the ring, 0 the newest; without an index the one before it. */
const pasteFromHistory: AppCommand = (app, ctx) => {
  const { index } = (ctx.arg ?? {}) as { index?: unknown };
  const at = typeof index === "number" && index >= 0 ? Math.floor(index) : 1;
  return pasteEntry(app, ctx, Math.min(at, app.editing.ring.length - 1));
};

/** Puts the next older entry in place of what was pasted last; as the first of a row it pastes the newest. */
const cyclePaste: AppCommand = (app, ctx) => {
  const { ring, pasted } = app.editing;
  const doc = activeDocument(app);
  if (doc === null || ring.length === 0) return pasteEntry(app, ctx, -1);
  if (pasted === null || pasted.doc !== doc.id || pasted.version !== doc.state.version) {
    return pasteEntry(app, ctx, 0);
  }
  const undone = ctx.run(app, { id: "undo", view: pasted.view });
  return undone === null ? null : pasteEntry(undone.app, ctx, (pasted.at + 1) % ring.length);
};

function pasteEntry(app: App, ctx: AppCommandContext, at: number): Step | null {
  const entry = app.editing.ring[at];
  const view = activeView(app);
  if (entry === undefined) return withNotice(app, { level: "info", text: words.emptyRing });
  if (view === null) return null;
  const arg = { text: entry.text, pasteOnNewLine: entry.wholeLine, multicursorText: entry.parts };
  const step = ctx.run(app, { id: "paste", arg });
  if (step === null) return null;
  const { version } = documentOf(step.app, view.doc).state;
  return {
    ...step,
    app: {
      ...step.app,
      editing: { ...step.app.editing, pasted: { doc: view.doc, view: view.id, version, at } },
    },
  };
}

/** Answers what is in the ring, newest first. */
const clipboardHistory: AppCommand = (app) => ({
  ...idle(app),
  result: { entries: app.editing.ring.map(({ text, wholeLine }) => ({ text, wholeLine })) },
});

/** The document's settings with `change`; a size comes as `{ tabSize }` or a number. */
function indentBy(change: (size: number | null, settings: Settings) => Partial<Settings>): AppCommand {
  return (app, { arg }) => {
    const doc = activeDocument(app);
    if (doc === null) return null;
    const given = typeof arg === "number" ? arg : (arg as { tabSize?: unknown } | null | undefined)?.tabSize;
    const size = typeof given === "number" && Number.isInteger(given) && given >= 1 && given <= 100
      ? given
      : null;
    if (given !== undefined && size === null) return { ...idle(app), problem: words.tabSize };
    const settings = { ...doc.state.settings, ...change(size, doc.state.settings) };
    return idle(withDocument(app, { ...doc, state: withSettings(doc.state, settings) }));
  };
}
const sized = (size: number | null) => (size === null ? {} : { tabSize: size, indentSize: size });

/** Changes the text, then the setting, as VS Code does. */
function converting(command: typeof indentationToSpaces, insertSpaces: boolean): AppCommand {
  return (app, ctx) => {
    const changed = ctx.runEditor(app, command);
    const doc = activeDocument(changed?.app ?? app);
    if (doc === null) return null;
    const state = withSettings(doc.state, { ...doc.state.settings, insertSpaces });
    return { ...idle(withDocument(changed?.app ?? app, { ...doc, state })), effects: changed?.effects ?? [] };
  };
}

/** The copy of a selection that middle clicks paste; asked for a moment after the last key that selected. */
export function primaryDue(app: App): Step {
  const calm: App = { ...app, editing: { ...app.editing, primaryDue: false } };
  const view = activeView(app);
  if (view === null) return idle(calm);
  const range = documentOf(app, view.doc).state.selections.get(view.id)!;
  const { anchor, head } = range.ranges[range.main];
  if (anchor === head || Math.abs(anchor - head) > primaryLimit) return idle(calm);
  return { app: calm, effects: [{ kind: "primary.write", text: mainSelected(app, view.id) }] };
}
/** Selections beyond this are not offered: the X server would have to hold them. */
export const primaryLimit = 1 << 20;

const { titles } = words;
export const editingCommands: readonly AppCommandInfo[] = [
  { id: "nexus.pasteFromHistory", title: titles.pasteFromHistory, run: pasteFromHistory },
  { id: "nexus.cyclePaste", title: titles.cyclePaste, run: cyclePaste },
  { id: "nexus.clipboardHistory", title: titles.clipboardHistory, run: clipboardHistory },
  {
    id: "editor.action.indentUsingSpaces",
    title: titles.indentUsingSpaces,
    run: indentBy((size) => ({ insertSpaces: true, ...sized(size) })),
  },
  {
    id: "editor.action.indentUsingTabs",
    title: titles.indentUsingTabs,
    run: indentBy((size) => ({ insertSpaces: false, ...sized(size) })),
  },
  {
    id: "editor.action.changeTabDisplaySize",
    title: titles.changeTabDisplaySize,
    run: indentBy((size) => (size === null ? {} : { tabSize: size })),
  },
  { id: "editor.action.detectIndentation", title: titles.detectIndentation, run: detect },
  {
    id: "editor.action.indentationToSpaces",
    title: titles.indentationToSpaces,
    run: converting(indentationToSpaces, true),
  },
  {
    id: "editor.action.indentationToTabs",
    title: titles.indentationToTabs,
    run: converting(indentationToTabs, false),
  },
  ...macroCommands,
];

function detect(app: App): Step | null {
  const doc = activeDocument(app);
  if (doc === null) return null;
  const settings = { ...doc.state.settings, ...indentationOf(doc.state.text) };
  return idle(withDocument(app, { ...doc, state: withSettings(doc.state, settings) }));
}
