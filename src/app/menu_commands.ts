/** Commands about menus and paths: the context menu by the keyboard, copying the path of the file. Ids are VS Code's. Pure. */
import { type Box, caretArea, STRINGS } from "../ui/mod.ts";
import { activeDocument, type App, idle } from "./app.ts";
import type { AppCommand, AppCommandInfo } from "./app_commands.ts";
import { editorMenu, openMenuAt } from "./menus.ts";

/** At the caret. */
const showContextMenu: AppCommand = (app, { view, has }) => {
  if (view === null || app.prompt !== null || app.quickPick !== null) return null;
  const caret = caretArea(view);
  const editor = view.editors.find((one) => one.hasFocus);
  if (editor === undefined) return null;
  const { x, y } = editor.text;
  const anchor: Box = caret ?? { x, y, width: 0 as typeof x, height: 0 as typeof x };
  const open = openMenuAt(app, editorMenu, { anchor, has });
  // By keys the first row has the focus at once.
  return idle(open.menu === null ? open : { ...open, menu: { ...open.menu, path: [0] } });
};

/** The path below the open folder; null: it lies elsewhere, or no folder is open. */
export function pathInFolder({ folder }: Pick<App, "folder">, path: string | null): string | null {
  if (folder === null || path === null) return null;
  const start = folder.endsWith("/") ? folder : `${folder}/`;
  return path.startsWith(start) && path.length > start.length ? path.slice(start.length) : null;
}

/** `{ relative: true }`: below the open folder. */
const copyPath: AppCommand = (app, { arg }) => {
  const doc = activeDocument(app);
  if (doc === null || doc.path === null) return null;
  const isRelative = (arg as { relative?: unknown } | undefined)?.relative === true;
  const text = isRelative ? pathInFolder(app, doc.real ?? doc.path) ?? doc.path : doc.path;
  return { app, effects: [{ kind: "clipboard.write", text, wholeLine: false }] };
};

const words = STRINGS.chrome.titles;
export const menuCommands: readonly AppCommandInfo[] = [
  { id: "editor.action.showContextMenu", title: words.contextMenu, run: showContextMenu },
  { id: "workbench.action.files.copyPathOfActiveFile", title: words.copyPath, run: copyPath },
];
