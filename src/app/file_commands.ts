/**
 * Commands about how a file is stored: its encoding, why that one, and its line ends. Ids are VS Code's. Pure: files are
 * read and written by effects.
 */
import type { Offset } from "../base/mod.ts";
import { toStringAll } from "../editor/mod.ts";
import { encodingNamed, foreignEndings, type LineEnding } from "../project/mod.ts";
import { STRINGS } from "../ui/mod.ts";
import { activeDocument, type AppDocument, idle, type Step, withDocument } from "./app.ts";
import type { App } from "./app.ts";
import type { AppCommand, AppCommandInfo } from "./app_commands.ts";
import { editDocument } from "./documents.ts";
import { withNotice } from "./notices.ts";
import { reasonWords } from "./encoding_words.ts";
import { asking, encodingSpec, lineEndingSpec } from "./status_pickers.ts";
import { save } from "./saving.ts";

/** `{ encoding, action: "reopen" | "save" }`: reads the file again, or writes it from now on, in that encoding. Without: asks. */
const changeEncoding: AppCommand = (app, ctx) => {
  const doc = activeDocument(app);
  if (doc === null) return null;
  const { arg } = ctx;
  if (arg === undefined) return asking(encodingSpec)(app, ctx);
  const { encoding: name, action } = (arg ?? {}) as { encoding?: unknown; action?: unknown };
  if (typeof name !== "string" || action !== "reopen" && action !== "save") {
    return { ...idle(app), problem: STRINGS.encodingNeeds };
  }
  const encoding = encodingNamed(name);
  if (encoding === null) return { ...idle(app), problem: STRINGS.encodingUnknown(name) };
  if (action === "save") {
    const form = { ...doc.form, encoding };
    // Without a name yet there is nothing to write: the first save will.
    return doc.path === null ? idle(stored(app, doc, form)) : save(app, { doc: doc.id, form });
  }
  if (doc.dirty || doc.path === null) return told(app, STRINGS.reopenUnsaved(doc.name));
  const effect = {
    kind: "file.read",
    path: doc.path,
    line: null,
    column: null,
    as: "text",
    encoding,
    reload: doc.id,
  } as const;
  return { app, effects: [effect] };
};

function told(app: App, text: string): Step {
  return { ...withNotice(app, { level: "warning", text }), problem: text };
}

/** A document that is stored otherwise from now on. It counts as changed until it is saved, whatever undo does. */
function stored(app: App, doc: AppDocument, form: AppDocument["form"]): App {
  const { encoding, lineEnding } = form;
  return withDocument(app, { ...doc, form, encoding, lineEnding, dirty: true, savedPoint: -1 });
}

const endings: Readonly<Record<string, LineEnding>> = {
  "\n": "LF",
  "\r\n": "CRLF",
  "\r": "CR",
  LF: "LF",
  CRLF: "CRLF",
  CR: "CR",
};
/** `{ eol: "LF" | "CRLF" | "CR" }`: every line of the file ends so. Without: asks. */
const changeEol: AppCommand = (app, { arg, ...ctx }) => {
  const doc = activeDocument(app);
  if (doc === null) return null;
  if (arg === undefined) return asking(lineEndingSpec)(app, { arg, ...ctx });
  const wanted = typeof arg === "string" ? arg : (arg as { eol?: unknown } | undefined)?.eol;
  const lineEnding = typeof wanted === "string" && Object.hasOwn(endings, wanted) ? endings[wanted] : null;
  if (lineEnding === null) return { ...idle(app), problem: STRINGS.eolNeeds };
  if (doc.lineEnding === lineEnding) return idle(app);
  let next = app;
  if (doc.lineEnding === "mixed" && doc.large !== undefined) {
    return told(app, STRINGS.large.tooLarge(doc.name, STRINGS.commands.changeEol));
  }
  if (doc.lineEnding === "mixed") {
    const edits = foreignEndings(toStringAll(doc.state.text)).map(({ from, to }) => ({
      from: from as Offset,
      to: to as Offset,
      insert: "\n",
    }));
    next = editDocument(app, { edits, origin: "tool" }, { doc: doc.id, ctx });
  }
  return idle(stored(next, next.docs.get(doc.id)!, { ...doc.form, lineEnding }));
};

const encodingReason: AppCommand = (app) => {
  const doc = activeDocument(app);
  if (doc === null) return null;
  const text = reasonWords(doc);
  return { ...withNotice(app, { level: "info", text }), result: text };
};

const restoreUnsaved: AppCommand = (app) => ({ app, effects: [{ kind: "journal.restore" }] });

export const fileCommands: readonly AppCommandInfo[] = [
  { id: "nexus.journal.restore", title: STRINGS.commands.restoreUnsaved, run: restoreUnsaved },
  {
    id: "workbench.action.editor.changeEncoding",
    title: STRINGS.commands.changeEncoding,
    run: changeEncoding,
  },
  { id: "workbench.action.editor.changeEOL", title: STRINGS.commands.changeEol, run: changeEol },
  { id: "nexus.encoding.reason", title: STRINGS.commands.encodingReason, run: encodingReason },
];
