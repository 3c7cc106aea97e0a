/** Commands about large files: giving up a save. Pure: the world is asked by effects. */
import { STRINGS } from "../ui/mod.ts";
import { activeDocument, type App } from "./app.ts";
import type { AppCommand, AppCommandInfo } from "./app_commands.ts";

/** Stops the save of the active document that takes long, or of any other. Declined where none is under way. */
const cancelSave: AppCommand = (app) => {
  const doc = slowSave(app);
  return doc === null ? null : { app, effects: [{ kind: "save.cancel", doc }] };
};
function slowSave(app: App) {
  const active = activeDocument(app);
  if (active?.writing !== undefined) return active.id;
  for (const doc of app.docs.values()) if (doc.writing !== undefined) return doc.id;
  return null;
}

export const largeCommands: readonly AppCommandInfo[] = [
  { id: "nexus.file.cancelSave", title: STRINGS.commands.cancelSave, run: cancelSave },
];
