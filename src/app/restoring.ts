/** Unsaved work of an earlier process as a document again: changed, and with the stamp it had, so that a save over a newer file asks. */
import { encodingNames, languageById } from "../project/mod.ts";
import { type App, idle, type Step } from "./app.ts";
import { documentAt, openDocument } from "./documents.ts";
import type { AppEvent } from "./events.ts";

export function stepRestored(app: App, event: AppEvent & { kind: "document.restored" }): Step {
  const { name, path, real, stamp, text, base } = event;
  // A file that is open already is not taken over: its journal is offered again next time.
  if (real !== null && documentAt(app, real) !== null) return idle(app);
  const form = encodingNames.includes(event.form.encoding)
    ? event.form
    : { ...event.form, encoding: "UTF-8" as const };
  const opened = openDocument(app, {
    text,
    name,
    path,
    real,
    form,
    stamp,
    readOnly: false,
    language: languageById(event.language),
    large: event.large,
    dirty: true,
    base,
  });
  const result = { doc: opened.doc, view: opened.view };
  const { large } = event;
  if (large === undefined) return { ...idle(opened.app), result };
  return {
    app: opened.app,
    effects: [{ kind: "large.index", file: large.file, from: large.measured, to: large.size }],
    result,
  };
}
