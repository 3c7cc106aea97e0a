/**
 * Commands about the workbench: files, tabs, zoom, theme, scrolling, leaving. Ids are VS Code's. Commands that
 * only change text are the editor's. Each is pure: an app in, a step out, `null` for "not mine".
 */
import type { LineIndex, Px, ViewId } from "../base/mod.ts";
import { type Command, emptyText } from "../editor/mod.ts";
import { languageById, newFileForm } from "../project/mod.ts";
import { createLayout, scrollBy, STRINGS, type Theme, THEMES, zoomFactor } from "../ui/mod.ts";
import {
  activeDocument,
  activeGroup,
  activeView,
  type App,
  documentOf,
  idle,
  noEffects,
  type Step,
  type StepContext,
  viewOf,
  withDocView,
} from "./app.ts";
import { focusView, openDocument, reveal, untitledName } from "./documents.ts";
import { isPinned, pinnedCount, withoutEmpty } from "./groups.ts";
import { askSaveAs, close, quit, save } from "./saving.ts";
import { withNotice, withoutNotice } from "./notices.ts";

export interface AppCommandContext extends StepContext {
  readonly arg: unknown;
  /** The view the command was asked for; absent: the one with the keyboard. */
  readonly on?: ViewId;
  /** Every command by its id and name. */
  readonly commands: () => readonly { readonly id: string; readonly title: string }[];
  /** Whether there is a command of that id. */
  readonly has: (id: string) => boolean;
  /** Runs another command on an app; with `group`, its edits and those it leads to are undone together. */
  readonly run: (app: App, call: CommandCall, group?: number) => Step | null;
  /** Runs a command of the editor that has no id of its own, on the view with the keyboard. */
  readonly runEditor: (app: App, command: Command) => Step | null;
}
/** What to run, on which view (default: the one with the keyboard). */
export interface CommandCall {
  readonly id: string;
  readonly arg?: unknown;
  readonly view?: ViewId;
}
export type AppCommand = (app: App, ctx: AppCommandContext) => Step | null;
export interface AppCommandInfo {
  readonly id: string;
  readonly title: string;
  readonly run: AppCommand;
}

const done = (app: App): Step => ({ app, effects: noEffects });

const newFile: AppCommand = (app) => {
  const opened = openDocument(app, {
    text: emptyText,
    name: untitledName(app),
    path: null,
    real: null,
    form: newFileForm,
    stamp: null,
    readOnly: false,
    language: languageById("plaintext"),
    dirty: false,
  });
  return { ...done(opened.app), result: { doc: opened.doc, view: opened.view } };
};

const openFile: AppCommand = (app, { arg }) => {
  const path = typeof arg === "string" ? arg : (arg as { path?: unknown } | undefined)?.path;
  if (typeof path !== "string" || path === "") return { ...idle(app), problem: STRINGS.openNeedsPath };
  return { app, effects: [{ kind: "file.read", path, line: null, column: null, as: "auto" }] };
};

const saveActive: AppCommand = (app) => {
  const doc = activeDocument(app);
  return doc === null ? null : save(app, { doc: doc.id });
};
const saveAs: AppCommand = (app, { arg }) => {
  const doc = activeDocument(app);
  if (doc === null) return null;
  return typeof arg === "string" ? save(app, { doc: doc.id, path: arg }) : askSaveAs(app, doc.id);
};
const saveAll: AppCommand = (app) => {
  let next = app;
  const effects = [];
  for (const doc of app.docs.values()) {
    if (!doc.dirty || doc.path === null) continue;
    const step = save(next, { doc: doc.id });
    next = step.app;
    effects.push(...step.effects);
  }
  return { app: next, effects };
};
const closeActive: AppCommand = (app) => {
  const view = activeView(app);
  if (view !== null) return besidePinned(app, view.id) ?? close(app, view.id);
  // An empty group goes before the window does.
  return app.groups.length > 1 ? done(withoutEmpty(app, app.activeGroup)) : quit(app);
};

/** Ctrl+W on a pinned tab goes on to one that is not: closing it takes unpinning. Null: it is not pinned. */
function besidePinned(app: App, view: ViewId): Step | null {
  const group = activeGroup(app);
  if (!isPinned(group, view)) return null;
  const next = group.tabs[pinnedCount(group)];
  return done(next === undefined ? app : focusView(app, next));
}

/** Tabs in order, around the ends. */
function tabBeside(by: 1 | -1, scope: "group" | "all" = "all"): AppCommand {
  return (app) => {
    const { active } = activeGroup(app);
    const tabs = scope === "all" ? app.groups.flatMap((group) => group.tabs) : activeGroup(app).tabs;
    if (active === null || tabs.length < 2) return null;
    const at = tabs.indexOf(active) + by + tabs.length;
    return done(focusView(app, tabs[at % tabs.length]));
  };
}
function tabAt(index: number): AppCommand {
  return (app) => {
    const tabs = activeGroup(app).tabs;
    const view = index === -1 ? tabs.at(-1) : tabs[index];
    return view === undefined ? null : done(focusView(app, view));
  };
}

function zoom(change: 1 | -1 | 0): AppCommand {
  return (app) => {
    const level = change === 0 ? 0 : Math.min(8, Math.max(-5, app.look.zoom + change));
    return level === app.look.zoom ? done(app) : done(zoomed(app, level));
  };
}
/** The window keeps its device pixels; what fits in it changes. */
export function zoomed(app: App, level: number): App {
  const scale = app.displayScale * zoomFactor(level);
  const by = app.scale / scale;
  return {
    ...app,
    scale,
    width: (app.width * by) as Px,
    height: (app.height * by) as Px,
    look: { ...app.look, zoom: level },
  };
}

/** Shown at once, and kept in the settings. */
const setTheme = (wanted: (now: Theme) => keyof typeof THEMES): AppCommand => (app, { run }) => {
  const theme = THEMES[wanted(app.theme)];
  const shown = { ...app, theme };
  return app.config.folder === null
    ? done(shown)
    : run(shown, { id: "nexus.theme.set", arg: { name: theme.name } });
};
const toggleFrameTime: AppCommand = (app) => {
  const showFrameTime = !app.showFrameTime;
  return done({ ...app, showFrameTime, frameMs: showFrameTime ? app.frameMs ?? 0 : null });
};

/** Scrolls without moving the caret. `rows`: how far, positive down. */
function scrollRows(rows: (pageRows: number) => number): AppCommand {
  return (app, ctx) => {
    const view = activeView(app);
    if (view === null) return null;
    const page = Math.max(1, Math.floor(app.height / app.look.codeLineHeight) - 4);
    return done(scrolled(app, view.id, { dx: 0, dy: rows(page) * app.look.codeLineHeight, ctx }));
  };
}
/** A view scrolled by pixels, within its document. */
export function scrolled(
  app: App,
  id: ViewId,
  { dx, dy, ctx }: { dx: number; dy: number; ctx: StepContext },
): App {
  const view = viewOf(app, id);
  const scroll = scrollBy(app, id, { dx, dy, last: ctx.view });
  return scroll === view.scroll ? app : withDocView(app, { ...view, scroll });
}

/** VS Code's `editorScroll` { to: "up"|"down", by?: "line"|"page"|"halfPage"|"wrappedLine", value? }. */
const editorScroll: AppCommand = (app, ctx) => {
  const arg = (ctx.arg ?? {}) as { to?: string; by?: string; value?: number };
  const value = typeof arg.value === "number" ? arg.value : 1;
  const sign = arg.to === "up" ? -1 : arg.to === "down" ? 1 : 0;
  if (sign === 0) return { ...idle(app), problem: STRINGS.scrollNeedsDirection };
  // Lines of the text, however many rows they are wrapped to; VS Code's other units count rows.
  if (arg.by === undefined || arg.by === "line") {
    const view = activeView(app);
    if (view === null) return null;
    return done(lineOnTop(app, view.id, { line: view.scroll.line + sign * value, above: 0, ctx }));
  }
  const unit = (page: number) =>
    arg.by === "page" ? page : arg.by === "halfPage" ? Math.max(1, page >> 1) : 1;
  return scrollRows((page) => sign * value * unit(page))(app, ctx);
};
/** VS Code's `revealLine` { lineNumber (from 0), at?: "top"|"center"|"bottom" }. */
const revealLine: AppCommand = (app, ctx) => {
  const view = activeView(app);
  const arg = (ctx.arg ?? {}) as { lineNumber?: unknown; at?: string };
  const line = Number(arg.lineNumber);
  if (view === null || !Number.isInteger(line) || line < 0) return null;
  const rows = Math.floor(app.height / app.look.codeLineHeight) - 4;
  const above = arg.at === "center" ? rows >> 1 : arg.at === "bottom" ? rows - 1 : 0;
  return done(lineOnTop(app, view.id, { line, above, ctx }));
};
/** A line with so many visual rows above it: wraps and folds count as they are seen. */
function lineOnTop(
  app: App,
  id: ViewId,
  { line, above, ctx }: { line: number; above: number; ctx: StepContext },
): App {
  const view = viewOf(app, id);
  const { text } = documentOf(app, view.doc).state;
  const layout = createLayout(app, id, { last: ctx.view, fonts: ctx.fonts });
  const rowOf = (index: number): number => {
    const shown = Math.max(0, Math.min(index, text.lineCount - 1)) as LineIndex;
    return layout.placeOf({ at: text.line(shown).from, side: 1 }).row;
  };
  // Looking at a place measures the rows around it, which may move the other one.
  rowOf(line);
  const now = rowOf(view.scroll.line) * app.look.codeLineHeight + view.scroll.dy;
  const top = Math.max(0, rowOf(line) - above) * app.look.codeLineHeight;
  return scrolled(app, id, { dx: 0, dy: top - now, ctx });
}
const revealCaret: AppCommand = (app, ctx) => {
  const view = activeView(app);
  return view === null ? null : done(reveal(app, view.id, ctx));
};

const pastePrimary: AppCommand = (app) => {
  const view = activeView(app);
  return view === null ? null : { app, effects: [{ kind: "primary.read", view: view.id }] };
};
/** `{ index }`: which of the things that the newest notice offers; absent: the first. */
const acceptNotice: AppCommand = (app, { arg, run }) => {
  const notice = app.noticeLog.findLast(({ actions }) => actions !== undefined);
  const index = (arg as { index?: unknown } | undefined)?.index ?? 0;
  const action = notice?.actions?.[Number(index)];
  return notice === undefined || action === undefined
    ? null
    : run(action.stays ? app : withoutNotice(app, notice.id), action);
};
const showVersion: AppCommand = (app, { arg }) =>
  withNotice(app, { level: "info", text: String(arg ?? STRINGS.about) });

export const appCommands: readonly AppCommandInfo[] = [
  { id: "workbench.action.files.newUntitledFile", title: STRINGS.commands.newFile, run: newFile },
  { id: "workbench.action.files.openFile", title: STRINGS.commands.openFile, run: openFile },
  { id: "workbench.action.files.save", title: STRINGS.commands.save, run: saveActive },
  { id: "workbench.action.files.saveAs", title: STRINGS.commands.saveAs, run: saveAs },
  { id: "workbench.action.files.saveAll", title: STRINGS.commands.saveAll, run: saveAll },
  { id: "workbench.action.closeActiveEditor", title: STRINGS.commands.closeEditor, run: closeActive },
  { id: "workbench.action.closeWindow", title: STRINGS.commands.closeWindow, run: quit },
  { id: "workbench.action.quit", title: STRINGS.commands.quit, run: quit },
  { id: "workbench.action.nextEditor", title: STRINGS.commands.nextEditor, run: tabBeside(1) },
  { id: "workbench.action.previousEditor", title: STRINGS.commands.previousEditor, run: tabBeside(-1) },
  {
    id: "workbench.action.nextEditorInGroup",
    title: STRINGS.panes.titles.nextInGroup,
    run: tabBeside(1, "group"),
  },
  {
    id: "workbench.action.previousEditorInGroup",
    title: STRINGS.panes.titles.previousInGroup,
    run: tabBeside(-1, "group"),
  },
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => ({
    id: `workbench.action.openEditorAtIndex${n}`,
    title: STRINGS.commands.openEditorAt(n),
    run: tabAt(n - 1),
  })),
  { id: "workbench.action.lastEditorInGroup", title: STRINGS.commands.lastEditor, run: tabAt(-1) },
  { id: "workbench.action.zoomIn", title: STRINGS.commands.zoomIn, run: zoom(1) },
  { id: "workbench.action.zoomOut", title: STRINGS.commands.zoomOut, run: zoom(-1) },
  { id: "workbench.action.zoomReset", title: STRINGS.commands.zoomReset, run: zoom(0) },
  {
    id: "workbench.action.toggleLightDarkThemes",
    title: STRINGS.commands.toggleTheme,
    run: setTheme(({ kind }) => (kind === "dark" ? "light" : "dark")),
  },
  { id: "nexus.theme.dark", title: STRINGS.commands.themeDark, run: setTheme(() => "dark") },
  { id: "nexus.theme.light", title: STRINGS.commands.themeLight, run: setTheme(() => "light") },
  { id: "nexus.theme.highContrast", title: STRINGS.commands.themeContrast, run: setTheme(() => "contrast") },
  { id: "nexus.toggleFrameTime", title: STRINGS.commands.toggleFrameTime, run: toggleFrameTime },
  { id: "scrollLineUp", title: STRINGS.commands.scrollLineUp, run: scrollRows(() => -1) },
  { id: "scrollLineDown", title: STRINGS.commands.scrollLineDown, run: scrollRows(() => 1) },
  { id: "scrollPageUp", title: STRINGS.commands.scrollPageUp, run: scrollRows((page) => -page) },
  { id: "scrollPageDown", title: STRINGS.commands.scrollPageDown, run: scrollRows((page) => page) },
  { id: "editorScroll", title: STRINGS.commands.editorScroll, run: editorScroll },
  { id: "revealLine", title: STRINGS.commands.revealLine, run: revealLine },
  { id: "nexus.revealCaret", title: STRINGS.commands.revealCaret, run: revealCaret },
  { id: "notification.acceptPrimaryAction", title: STRINGS.commands.acceptNotice, run: acceptNotice },
  { id: "editor.action.selectionClipboardPaste", title: STRINGS.commands.pastePrimary, run: pastePrimary },
  { id: "nexus.about", title: STRINGS.commands.about, run: showVersion },
];
