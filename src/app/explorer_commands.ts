/** Commands of the explorer, with VS Code's ids where it has them. Each works on `arg.path` (relative to the folder, or whole) if given, else on the focus. */
import { isFolderKind, kindOf, nameOf } from "../project/mod.ts";
import { STRINGS } from "../ui/mod.ts";
import { activeDocument, type App, idle, type Step } from "./app.ts";
import type { AppCommand, AppCommandContext, AppCommandInfo } from "./app_commands.ts";
import { showBarPart } from "./bars.ts";
import {
  asking,
  chosenPaths,
  collapseAll,
  explorerId,
  filtered,
  focusRow,
  pathIn,
  revealPath,
  toggleFolderRow,
  walkMost,
  wholePathIn,
} from "./explorer.ts";
import {
  deleteChosen,
  duplicateChosen,
  endName,
  keepChosen,
  moveInto,
  pasteKept,
  startNew,
  startRename,
  takeBack,
} from "./explorer_acts.ts";
import { withNotice } from "./notices.ts";

const words = STRINGS.explorer;
type Run = (app: App, ctx: AppCommandContext, arg: Readonly<Record<string, unknown>>) => Step | null;

function refusing(app: App, text: string): Step {
  return { ...withNotice(app, { level: "info", text }), problem: text };
}
/** Runs with an explorer, on the row that `arg.path` names. */
function inExplorer(run: Run): AppCommand {
  return (app, ctx) => {
    if (app.explorer === null) return refusing(app, words.noFolder);
    const arg = (typeof ctx.arg === "object" && ctx.arg !== null ? ctx.arg : {}) as Record<string, unknown>;
    if (typeof arg.path !== "string") return run(app, ctx, arg);
    const path = arg.path.startsWith("/") ? pathIn(app.explorer, arg.path) : arg.path;
    if (path === null) return refusing(app, words.outside(nameOf(arg.path)));
    return run(path === "" ? app : focusRow(app, path), ctx, arg);
  };
}

/** With a name in `arg.name` at once, else by the line in the tree. */
const makeNew = (kind: "newFile" | "newFolder"): Run => (app, _ctx, { name }) => {
  const started = startNew(app, kind);
  return typeof name === "string" ? named(started, name) : started;
};
const rename: Run = (app, _ctx, { name }) => {
  const started = startRename(app);
  return started === null || typeof name !== "string" ? started : named(started, name);
};
/** As if the name had been typed and Enter pressed. */
function named({ app, effects }: Step, name: string): Step {
  const explorer = app.explorer!;
  const edit = { ...explorer.edit!, input: { ...explorer.edit!.input, text: name }, problem: null };
  const step = endName({ ...app, explorer: { ...explorer, edit } }, "enter");
  return { ...step, effects: [...effects, ...step.effects] };
}

/** A folder is opened or shut, a file shown. "preview": looked at, the tree keeps the keyboard. */
export function openRow(
  app: App,
  path: string,
  how: "preview" | "keep" | "side",
  ctx: AppCommandContext,
): Step | null {
  const explorer = app.explorer!;
  const kind = kindOf(explorer.tree, path);
  if (kind === null) return null;
  if (isFolderKind(kind)) return toggleFolderRow(app, path);
  const split = how === "side" ? ctx.run(app, { id: "workbench.action.splitEditorRight" }) : null;
  const base = split?.app ?? app;
  const read = {
    kind: "file.read",
    path: wholePathIn(explorer, path),
    line: null,
    column: null,
    as: "auto",
    ...(how === "preview" && { preview: true as const, keepsFocus: true as const }),
  } as const;
  return { app: base, effects: [...split?.effects ?? [], read] };
}
const open = (how: "preview" | "keep" | "side"): Run => (app, ctx) => {
  const { focus } = app.explorer!;
  return focus === null ? null : openRow(app, focus, how, ctx);
};

const copyPath = (how: "whole" | "relative"): Run => (app) => {
  const explorer = app.explorer!;
  const doc = activeDocument(app);
  const chosen = chosenPaths(explorer);
  const active = doc?.path == null ? null : pathIn(explorer, doc.path);
  const paths = app.barFocus === "left" ? chosen : active === null ? [] : [active];
  if (paths.length === 0) return null;
  const text = paths.map((path) => how === "whole" ? wholePathIn(explorer, path) : path).join("\n");
  return { app, effects: [{ kind: "clipboard.write", text, wholeLine: false }] };
};

const reveal: Run = (app, _ctx, { path }) => {
  const explorer = app.explorer!;
  const doc = activeDocument(app);
  const wanted = typeof path === "string"
    ? explorer.focus
    : doc?.path == null
    ? null
    : pathIn(explorer, doc.path);
  if (wanted === null) return refusing(app, words.outside(doc?.name ?? ""));
  return revealPath(showBarPart(app, explorerId, "focus"), wanted);
};
const show: Run = (app) => {
  const shown = showBarPart(app, explorerId, "focus");
  return idle(shown);
};
const expandAll: Run = (app) => {
  const explorer = app.explorer!;
  const folder = "";
  const next = { ...explorer, expanding: folder, filter: null };
  return { app: { ...app, explorer: next }, effects: [asking({ kind: "walk", folder, most: walkMost })] };
};
const refresh: Run = (app) => ({ app, effects: [asking({ kind: "refresh", what: "all" })] });
const stop: Run = (app, _ctx, { act }) => {
  const id = typeof act === "number" ? act : app.explorer!.busy?.act;
  return id === undefined ? null : { app, effects: [asking({ kind: "stopAct", id })] };
};
const move: Run = (app, _ctx, { to }) => {
  const paths = chosenPaths(app.explorer!);
  return typeof to !== "string" || paths.length === 0 ? null : moveInto(app, paths, to);
};
const filter: Run = (app, _ctx, { text }) =>
  filtered(showBarPart(app, explorerId, "focus"), typeof text === "string" ? text : "");
/** Rows by their paths, for automation. */
const select: Run = (app, _ctx, { paths }) => {
  if (!Array.isArray(paths)) return null;
  const known = paths.filter((path): path is string => typeof path === "string");
  const explorer = app.explorer!;
  const focus = known[0] ?? null;
  return idle({ ...app, explorer: { ...explorer, selected: new Set(known), focus, anchor: focus } });
};

const { titles } = words;
const rows: readonly (readonly [string, string, Run])[] = [
  ["workbench.view.explorer", titles.show, show],
  ["explorer.newFile", titles.newFile, makeNew("newFile")],
  ["explorer.newFolder", titles.newFolder, makeNew("newFolder")],
  ["renameFile", titles.rename, rename],
  ["moveFileToTrash", titles.trash, (app) => deleteChosen(app, "trash")],
  ["deleteFile", titles.remove, (app) => deleteChosen(app, "remove")],
  ["filesExplorer.cut", titles.cut, (app) => keepChosen(app, "cut")],
  ["filesExplorer.copy", titles.copy, (app) => keepChosen(app, "copy")],
  ["filesExplorer.paste", titles.paste, pasteKept],
  ["nexus.explorer.duplicate", titles.duplicate, duplicateChosen],
  ["nexus.explorer.move", titles.move, move],
  ["copyFilePath", titles.copyPath, copyPath("whole")],
  ["copyRelativeFilePath", titles.copyRelativePath, copyPath("relative")],
  ["workbench.files.action.showActiveFileInExplorer", titles.reveal, reveal],
  ["explorer.openToSide", titles.toSide, open("side")],
  ["explorer.openAndPassFocus", titles.open, open("keep")],
  ["filesExplorer.openFilePreserveFocus", titles.open, open("preview")],
  ["workbench.files.action.collapseExplorerFolders", titles.collapse, (app) => idle(collapseAll(app))],
  ["nexus.explorer.expandAll", titles.expand, expandAll],
  ["workbench.files.action.refreshFilesExplorer", titles.refresh, refresh],
  ["nexus.explorer.undo", titles.undo, (app) => takeBack(app, "undo")],
  ["nexus.explorer.redo", titles.redo, (app) => takeBack(app, "redo")],
  ["nexus.explorer.stop", titles.stop, stop],
  ["nexus.explorer.filter", titles.filter, filter],
  ["nexus.explorer.select", titles.select, select],
];
export const explorerCommands: readonly AppCommandInfo[] = rows.map(([id, title, run]) => ({
  id,
  title,
  run: inExplorer(run),
}));
