/** Answers of the world about files: a file was read, saved or refused, and what the app makes of it. */
import { emptyText } from "../editor/mod.ts";
import { type FileConfig, type FileForm, languageOf, newFileForm } from "../project/mod.ts";
import { STRINGS } from "../ui/mod.ts";
import {
  activeDocument,
  activeGroup,
  type App,
  type AppNotice,
  documentOf,
  idle,
  selectionOf,
  type Step,
  type StepContext,
  viewOf,
  withDocument,
} from "./app.ts";
import {
  baseName,
  closeViewIn,
  documentAt,
  firstLineOf,
  focusView,
  goTo,
  markSaved,
  type NewDocument,
  openDocument,
  viewOn,
} from "./documents.ts";
import { stepReloaded } from "./changed_files.ts";
import type { AppEffect } from "./effects.ts";
import type { AppEvent, FileOutcome } from "./events.ts";
import { keepTab } from "./groups.ts";
import { withNotice, withoutNoticesOf } from "./notices.ts";
import { openFolder } from "./folder.ts";
import { withRecentFile } from "./quick_recent.ts";
import { fillDocument } from "./session_restore.ts";
import { afterSave, ask } from "./saving.ts";
import { keepAfterSave } from "./undo_store.ts";

type FileRead = AppEvent & { kind: "file.read" };

/** `result` is `{ doc, view }` when a document came of it, else `problem` says why not. */
export function stepFileRead(app: App, { request, outcome }: FileRead, ctx: StepContext): Step {
  switch (outcome.kind) {
    case "refused":
      app = unasked(app, request);
      return { ...withNotice(app, { level: "error", text: outcome.reason }), problem: outcome.reason };
    case "folder":
      return openFolder(app, outcome.path);
    case "binary": {
      const text = STRINGS.binary.text(baseName(outcome.path));
      const step = ask(app, { kind: "binary", request }, {
        text,
        detail: STRINGS.binary.detail,
        choices: [
          { id: "text", label: STRINGS.binary.asText },
          { id: "hex", label: STRINGS.binary.asHex },
          { id: "cancel", label: STRINGS.choices.cancel },
        ],
      });
      return { ...step, problem: text };
    }
    case "missing":
    case "text":
      if (request.reload !== undefined) {
        return stepReloaded(app, { doc: request.reload, how: request.how, outcome }, ctx);
      }
      return outcome.kind === "missing" || request.fill !== undefined
        ? open(app, { request, outcome }, ctx)
        : withRecentFile(open(app, { request, outcome }, ctx), outcome.real);
  }
}

/** A tab that waited for a file which could not be read asks again when it is shown again. */
function unasked(app: App, { fill }: FileRead["request"]): App {
  const doc = fill === undefined ? undefined : app.docs.get(fill);
  if (doc?.pending === undefined) return app;
  return withDocument(app, { ...doc, pending: { ...doc.pending, isAsked: false } });
}

function open(
  app: App,
  { request, outcome }: {
    request: FileRead["request"];
    outcome: FileRead["outcome"] & { kind: "text" | "missing" };
  },
  ctx: StepContext,
): Step {
  if (request.fill !== undefined && !app.docs.has(request.fill)) return idle(app); // Closed meanwhile.
  const known = request.fill === undefined ? documentAt(app, outcome.real) : documentOf(app, request.fill);
  const large = outcome.kind === "text" ? outcome.large : undefined;
  const effects: AppEffect[] = [];
  let next: App;
  let notice: string | null = null;
  if (known !== null && known.pending === undefined) {
    if (request.fill !== undefined) return idle(app);
    const view = viewOn(app, known.id)!;
    next = request.preview === true ? focusView(app, view) : keepTab(focusView(app, view), view);
    if (large !== undefined) effects.push({ kind: "large.forget", file: large.file });
  } else {
    const fresh = outcome.kind === "missing" ? null : outcome;
    const text = fresh?.text ?? emptyText;
    const given: NewDocument = {
      text,
      name: fresh?.isHex ? STRINGS.hexName(baseName(outcome.path)) : baseName(outcome.path),
      // Hex stands for the bytes: saving the text over the file would be its end.
      path: fresh?.isHex ? null : outcome.path,
      real: outcome.real,
      form: fresh?.form ?? newForm(outcome.config),
      config: outcome.config,
      stamp: fresh?.stamp ?? null,
      encodingReason: fresh?.reason,
      readOnly: fresh?.readOnly ?? false,
      isPreview: request.preview ?? false,
      language: languageOf(outcome.path, firstLineOf(text)),
      large,
      dirty: false,
      isGone: known !== null && fresh === null ? true : undefined,
    };
    next = known === null
      ? openDocument(withoutBlank(app), given).app
      : fillDocument(app, known.id, fresh === null ? { ...given, readOnly: true } : given);
    if (known !== null && request.fill === undefined) next = focusView(next, viewOn(next, known.id)!);
    if (large !== undefined) {
      effects.push({ kind: "large.index", file: large.file, from: large.measured, to: large.size });
    }
    if (known !== null && fresh === null) notice = STRINGS.panes.goneFile(baseName(outcome.path));
    else if (fresh === null) notice = STRINGS.newFile(baseName(outcome.path));
    else if (fresh.invalidBytes > 0) {
      notice = STRINGS.invalidBytes(baseName(outcome.path), fresh.invalidBytes, fresh.form.encoding);
    } else if (fresh.readOnly && !fresh.isHex && known === null) {
      notice = STRINGS.readOnlyFile(baseName(outcome.path));
    }
  }
  if (request.keepsFocus === true && app.barFocus !== null) next = { ...next, barFocus: app.barFocus };
  const view = request.fill === undefined ? activeGroup(next).active! : viewOn(next, request.fill)!;
  if (request.line !== null) {
    const place = { line: request.line, column: request.column ?? 0 };
    next = goTo(next, view, { ...place, ctx });
    const doc = documentOf(next, viewOf(next, view).doc);
    if (doc.loading !== undefined && doc.state.text.lineCount <= place.line) {
      const { head } = selectionOf(doc.state, view).ranges[0];
      next = withDocument(next, { ...doc, wanted: { view, ...place, head } });
    }
  }
  const result = { doc: viewOf(next, view).doc, view };
  if (notice === null) {
    const guess = known === null && outcome.kind === "text" ? guessed(outcome) : null;
    if (guess === null) return { app: next, effects, result };
    const told = withNotice(next, guess);
    return { ...told, effects: [...effects, ...told.effects], result };
  }
  const level = outcome.kind === "missing" ? "info" : "warning";
  const { editAnyway } = STRINGS.files;
  const actions = outcome.kind === "text" && outcome.readOnly
    ? [{ label: editAnyway, id: "workbench.action.files.setActiveEditorWriteableInSession" }]
    : undefined;
  const told = withNotice(next, { level, text: notice, actions, about: actions && result.doc });
  return { ...told, effects: [...effects, ...told.effects], result };
}

/** What is said of a file whose encoding nobody knows for sure. */
function guessed({ path, form, reason }: FileOutcome & { kind: "text" }): Omit<AppNotice, "id"> | null {
  if (reason?.kind !== "guess" || (reason.confidence ?? 0) >= sureEnough) return null;
  return {
    level: "info",
    text: STRINGS.guessed(baseName(path), form.encoding, reason.confidence ?? 0),
    actions: [{ label: STRINGS.otherEncoding, id: "workbench.action.editor.changeEncoding" }],
  };
}
/** Percent: from here on a guess has not been seen to be wrong. */
const sureEnough = 90;

/** How a new file is stored, by `.editorconfig`. */
function newForm({ encoding, lineEnding }: FileConfig = {}): FileForm {
  return { encoding: encoding ?? newFileForm.encoding, lineEnding: lineEnding ?? newFileForm.lineEnding };
}

/** The empty tab that a start without files shows gives way to the first file. */
function withoutBlank(app: App): App {
  const doc = activeDocument(app);
  if (
    app.docs.size !== 1 || doc === null || doc.dirty || doc.path !== null || doc.state.text.length > 0 ||
    doc.state.version > 0
  ) return app;
  return closeViewIn(app, activeGroup(app).active!);
}

export function stepFileSaved(app: App, event: AppEvent & { kind: "file.saved" }): Step {
  const saving = new Set(app.saving);
  saving.delete(event.doc);
  if (!app.docs.has(event.doc)) return idle({ ...app, saving });
  const calm = withoutNoticesOf({ ...app, saving }, event.doc);
  const step = afterSave(markSaved(calm, event.doc, event));
  const { folder } = app.snippets;
  const keep = folder !== null && event.real.startsWith(`${folder}/`)
    ? [...keepAfterSave(step.app, event.doc), { kind: "snippets.read" } as const]
    : keepAfterSave(step.app, event.doc);
  const saved = keep.length === 0 ? step : { ...step, effects: [...keep, ...step.effects] };
  if (event.lost === undefined) return saved;
  const said = withNotice(saved.app, {
    level: "warning",
    text: STRINGS.savedWithout(baseName(event.path), event.lost),
  });
  return { ...saved, app: said.app, effects: [...saved.effects, ...said.effects] };
}

/** Said as a question, so that what helps is one key away; behind another question it is a notice. */
function refused(app: App, { doc, path, reason, write, remedy }: AppEvent & { kind: "file.refused" }): Step {
  if (write === undefined || app.prompt !== null || !app.docs.has(doc)) {
    return { ...withNotice(app, { level: "error", text: reason }), problem: reason };
  }
  const words = STRINGS.refused;
  const why = reason.slice(reason.indexOf(": ") + 2);
  const step = ask(app, { kind: "refused", write }, {
    text: words.text(baseName(path)),
    detail: words.detail(why[0].toUpperCase() + why.slice(1)),
    choices: [
      ...(remedy === "writable" ? [{ id: "writable", label: words.writable }] : []),
      ...(remedy === "retry" ? [{ id: "retry", label: words.retry }] : []),
      { id: "saveAs", label: STRINGS.conflict.saveAs },
      { id: "cancel", label: STRINGS.choices.cancel },
    ],
  });
  return { ...step, problem: reason };
}

/** The text stays; a close that waited for this write is off. */
export function stepFileRefused(app: App, event: AppEvent & { kind: "file.refused" }): Step {
  const saving = new Set(app.saving);
  saving.delete(event.doc);
  const doc = app.docs.get(event.doc);
  const quiet = doc?.writing === undefined ? app : withDocument(app, { ...doc, writing: undefined });
  const calm: App = { ...quiet, saving, question: app.prompt === null ? null : app.question };
  if (event.isCancelled) {
    return { ...withNotice(calm, { level: "info", text: event.reason }), problem: event.reason };
  }
  if (event.unmappable !== undefined) {
    const step = ask(calm, { kind: "unmappable", write: event.unmappable }, {
      text: event.reason,
      detail: STRINGS.unmappable.detail,
      choices: [
        { id: "utf8", label: STRINGS.unmappable.utf8 },
        { id: "replace", label: STRINGS.unmappable.replace },
        { id: "cancel", label: STRINGS.choices.cancel },
      ],
    });
    return { ...step, problem: event.reason };
  }
  if (event.missing !== undefined) {
    const { folder, write } = event.missing;
    const step = ask(calm, { kind: "makeFolder", folder, write }, {
      text: STRINGS.missingFolder.text(folder),
      detail: STRINGS.missingFolder.detail,
      choices: [
        { id: "create", label: STRINGS.missingFolder.create },
        { id: "saveAs", label: STRINGS.conflict.saveAs },
        { id: "cancel", label: STRINGS.choices.cancel },
      ],
    });
    return { ...step, problem: event.reason };
  }
  if (doc === undefined) return idle(calm);
  if (!event.conflict) return refused(calm, event);
  const isOwn = event.path === doc.path;
  const step = ask(calm, { kind: "overwrite", doc: event.doc, path: event.path }, {
    text: isOwn ? STRINGS.conflict.text(doc.name) : STRINGS.conflict.exists(baseName(event.path)),
    detail: isOwn ? STRINGS.conflict.detail : STRINGS.conflict.existsDetail,
    // What loses nothing comes first: Enter takes it.
    choices: [
      ...(isOwn
        ? [{ id: "merge", label: STRINGS.conflict.merge }, { id: "compare", label: STRINGS.conflict.compare }]
        : []),
      { id: "overwrite", label: STRINGS.conflict.overwrite },
      { id: "saveAs", label: STRINGS.conflict.saveAs },
      { id: "cancel", label: STRINGS.choices.cancel },
    ],
  });
  return { ...step, problem: event.reason };
}
