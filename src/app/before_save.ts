/**
 * What changes a text before it is written: the hook for formatters. Each step answers edits of the text as the step before left
 * it; each is one step of the history, so that undo takes it back. Pure. What has to ask the world (a language server) edits first,
 * by an event, and saves then.
 */
import type { Millis, Offset } from "../base/mod.ts";
import { apply, type Edit, resolve, toStringAll } from "../editor/mod.ts";
import { onSaveEdits } from "../project/mod.ts";
import { type App, type AppDocument, withDocument } from "./app.ts";
import { languageSettingsOf } from "./settings.ts";

/** No edits: nothing to do. Not asked for a document without changes, nor for a large one. */
export type BeforeSave = (app: App, doc: AppDocument) => readonly Edit[];

/** Blanks at line ends and the last line end, as settings and `.editorconfig` say. */
const tidy: BeforeSave = (app, { config = {}, state }) => {
  const own = languageSettingsOf(app.settings, state.settings.language);
  const { trimFinalNewlines } = own;
  const trimTrailingWhitespace = config.trimTrailingWhitespace ?? own.trimTrailingWhitespace;
  const insertFinalNewline = config.insertFinalNewline ?? own.insertFinalNewline;
  if (!trimTrailingWhitespace && !insertFinalNewline && !trimFinalNewlines) return [];
  const wish = { trimTrailingWhitespace, insertFinalNewline, trimFinalNewlines };
  return onSaveEdits(toStringAll(state.text), wish).map(({ from, to, insert }) => ({
    from: from as Offset,
    to: to as Offset,
    insert,
  }));
};

/** In this order: what formats comes before what tidies. */
const steps: readonly BeforeSave[] = [tidy];
/** A larger text is saved as it is: it would be read whole for this. */
const mostUnits = 32 * 1024 * 1024;

/** The app with `doc` ready to be written. What nobody edited stays as it is. */
export function beforeSave(app: App, doc: AppDocument): App {
  if (!doc.dirty || doc.large !== undefined || doc.state.text.length > mostUnits) return app;
  let ready = doc;
  for (const step of steps) {
    const edits = step(app, ready);
    if (edits.length === 0) continue;
    ready = { ...ready, state: apply(resolve(ready.state, { edits, origin: "tool" }, 0 as Millis)) };
  }
  return ready === doc ? app : withDocument(app, ready);
}
