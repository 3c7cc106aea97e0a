/** Commands about large files and logs: giving up a save, going along with what a file gets at its end. Pure. */
import { STRINGS } from "../ui/mod.ts";
import { activeDocument, activeView, type App, idle, withDocument } from "./app.ts";
import type { AppCommand, AppCommandInfo } from "./app_commands.ts";
import { atEnd } from "./following.ts";
import { withNotice } from "./notices.ts";

/** Stops the save of the active document that takes long, or of any other. Declined where none is under way. */
const cancelSave: AppCommand = (app) => {
  const doc = slowSave(app);
  return doc === null ? null : { app, effects: [{ kind: "save.cancel", doc }] };
};
/** On and off: the view stays at the end of a growing file, while that is in sight. */
const followFile: AppCommand = (app, { arg, ...ctx }) => {
  const doc = activeDocument(app);
  const view = activeView(app);
  if (doc === null || view === null) return null;
  if (doc.path === null) {
    return {
      ...withNotice(app, { level: "info", text: STRINGS.large.followNeeds }),
      problem: STRINGS.large.followNeeds,
    };
  }
  const wanted = typeof arg === "boolean" ? arg : doc.following === undefined;
  if (!wanted) {
    return { ...idle(withDocument(app, { ...doc, following: undefined })), result: { following: false } };
  }
  const next = atEnd(withDocument(app, { ...doc, following: true }), view.id, ctx);
  return {
    ...withNotice(next, { level: "info", text: STRINGS.large.follows(doc.name) }),
    result: { following: true },
  };
};

function slowSave(app: App) {
  const active = activeDocument(app);
  if (active?.writing !== undefined) return active.id;
  for (const doc of app.docs.values()) if (doc.writing !== undefined) return doc.id;
  return null;
}

export const largeCommands: readonly AppCommandInfo[] = [
  { id: "nexus.file.cancelSave", title: STRINGS.commands.cancelSave, run: cancelSave },
  { id: "nexus.followFile", title: STRINGS.commands.followFile, run: followFile },
];
