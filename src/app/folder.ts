/** The open folder and the list of its files: opened by a path that is a folder, listed when somebody first asks, and again later. */
import type { FolderFiles } from "../project/mod.ts";
import { STRINGS } from "../ui/mod.ts";
import { type App, idle, type Step, type StepContext } from "./app.ts";
import type { AppEvent } from "./events.ts";
import { openExplorer } from "./explorer.ts";
import { withNotice } from "./notices.ts";

/** A list younger than this is not made again. */
const freshMs = 5_000;

/** Another folder takes the place of the one before. */
export function openFolder(app: App, folder: string): Step {
  if (app.folder === folder) return { ...idle(app), result: { folder } };
  const opened = openExplorer({ ...app, folder, files: null, filesAsked: null }, folder);
  // It may have settings of its own.
  return { ...opened, effects: [...opened.effects, { kind: "config.read" }], result: { folder } };
}

/** Asks for the files of the folder, unless that was done just now. */
export function askFiles(app: App, { at }: StepContext): Step {
  const { folder, filesAsked } = app;
  if (folder === null) return idle(app);
  if (filesAsked !== null && (filesAsked.isWaiting || at - filesAsked.at < freshMs)) return idle(app);
  return { app: { ...app, filesAsked: { at, isWaiting: true } }, effects: [{ kind: "folder.list", folder }] };
}

/** The list has come; one that says the same as before stays the same object. */
export function stepFolderFiles(app: App, event: AppEvent & { kind: "folder.files" }): Step {
  if (event.folder !== app.folder) return idle(app);
  const filesAsked = app.filesAsked === null ? null : { ...app.filesAsked, isWaiting: false };
  const { files, problem } = event;
  if (files === null) {
    const text = STRINGS.folder.refused(event.folder, problem ?? "");
    return withNotice({ ...app, filesAsked }, { level: "error", text });
  }
  if (app.files !== null && isSame(app.files, files)) return idle({ ...app, filesAsked });
  const next: App = { ...app, filesAsked, files };
  if (files.isWhole) return idle(next);
  return withNotice(next, { level: "warning", text: STRINGS.folder.tooMany(files.index.count) });
}

function isSame(a: FolderFiles, b: FolderFiles): boolean {
  const one = a.index, other = b.index;
  if (one.count !== other.count || one.bytes.length !== other.bytes.length) return false;
  for (let i = 0; i < one.bytes.length; i++) if (one.bytes[i] !== other.bytes[i]) return false;
  for (let i = 0; i < one.count; i++) if (one.starts[i] !== other.starts[i]) return false;
  return true;
}
