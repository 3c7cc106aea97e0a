/**
 * Saving and closing without losing anything: what must be asked first, and what each answer does.
 * The question waits in `app.question` beside the prompt that shows it; files are touched by effects only.
 */
import type { DocId, Millis, ViewId } from "../base/mod.ts";
import { apply, historyPoint, resolve, type State, undoStop } from "../editor/mod.ts";
import type { FileForm } from "../project/mod.ts";
import { inputOf, type Prompt, STRINGS } from "../ui/mod.ts";
import {
  type App,
  documentOf,
  idle,
  noEffects,
  type Question,
  type Step,
  viewOf,
  withDocument,
} from "./app.ts";
import type { AppEffect, WriteEffect } from "./effects.ts";
import { beforeSave } from "./before_save.ts";
import { readAgain } from "./reloading.ts";
import { closeDocument, closeView } from "./documents.ts";

/** Asks the world to write `doc`. `path`: somewhere else; `overwrite`: also over a newer file; `form`: from now on. */
export function save(
  app: App,
  { doc: id, path, overwrite, form }: { doc: DocId; path?: string; overwrite?: true; form?: FileForm },
): Step {
  const ready = beforeSave(app, documentOf(app, id));
  const doc = documentOf(ready, id);
  const target = path ?? doc.path;
  if (target === null) return askSaveAs(app, id);
  const effect: WriteEffect = {
    kind: "file.write",
    doc: id,
    path: target,
    text: doc.state.text,
    form: form ?? doc.form,
    expect: overwrite === true ? null : target === doc.path && doc.stamp !== null ? doc.stamp : "absent",
    point: historyPoint(doc.state),
    large: doc.large,
  };
  const saving = new Set(app.saving).add(id);
  return { app: { ...withDocument(ready, { ...doc, state: sealed(doc.state) }), saving }, effects: [effect] };
}

/** Typing on starts a new undo step, so that undo can come back to the saved text. */
function sealed(state: State): State {
  return apply(resolve(state, { origin: "tool", notes: [undoStop()] }, 0 as Millis));
}

/** Closes a tab; asks first if that would lose text. */
export function close(app: App, id: ViewId): Step {
  const { doc } = viewOf(app, id);
  const lastView = [...app.views.values()].every((view) => view.id === id || view.doc !== doc);
  if (!lastView || !documentOf(app, doc).dirty) return { app: closeView(app, id), effects: noEffects };
  return askUnsaved(app, { kind: "close", docs: [doc], then: "close" });
}

/** Closes several tabs: those that lose nothing at once, and for the others it asks once. */
export function closeMany(app: App, views: readonly ViewId[]): Step {
  const dirty = new Set<DocId>();
  let next = app;
  for (const id of views) {
    const view = next.views.get(id);
    if (view === undefined) continue;
    const { doc } = view;
    const staysOpen = [...next.views.values()].some((one) => one.doc === doc && !views.includes(one.id));
    if (documentOf(next, doc).dirty && !staysOpen) dirty.add(doc);
    else next = closeView(next, id);
  }
  if (dirty.size === 0) return { app: next, effects: noEffects };
  return askUnsaved(next, { kind: "close", docs: [...dirty], then: "close" });
}

/** Leaves; asks first if that would lose text, which it does not where unsaved work is kept for the next start. */
export function quit(app: App): Step {
  const docs = [...app.docs.values()].filter((doc) => doc.dirty).map((doc) => doc.id);
  const keeps = app.keepsUnsaved && app.settings.hotExit;
  if (docs.length === 0 || keeps) return { app, effects: [{ kind: "quit" }] };
  return askUnsaved(app, { kind: "close", docs, then: "quit" });
}

function askUnsaved(app: App, question: Question & { kind: "close" }): Step {
  const names = question.docs.map((id) => documentOf(app, id).name);
  const text = names.length === 1 ? STRINGS.unsavedPrompt.one(names[0]) : STRINGS.unsavedPrompt.many(names);
  return ask(app, question, {
    text,
    detail: STRINGS.unsavedPrompt.detail,
    choices: [
      { id: "save", label: names.length === 1 ? STRINGS.choices.save : STRINGS.choices.saveAll },
      { id: "discard", label: STRINGS.choices.discard },
      { id: "cancel", label: STRINGS.choices.cancel },
    ],
  });
}

/** Asks for a name to save under. */
export function askSaveAs(app: App, id: DocId): Step {
  const doc = documentOf(app, id);
  const text = doc.path ?? "";
  return ask(app, { kind: "saveAs", doc: id }, {
    text: STRINGS.saveAs.text(doc.name),
    detail: STRINGS.saveAs.detail,
    input: inputOf(text),
    choices: [{ id: "save", label: STRINGS.choices.save }, { id: "cancel", label: STRINGS.choices.cancel }],
  });
}

export function ask(app: App, question: Question, prompt: Omit<Prompt, "id" | "focused">): Step {
  const full: Prompt = { ...prompt, id: app.nextId, focused: 0 };
  return {
    app: { ...app, question, prompt: full, nextId: app.nextId + 1, preedit: null, drag: null },
    effects: noEffects,
  };
}

/** Carries out what a person chose. `"cancel"` always leaves everything as it was. */
export function answer(app: App, choice: string): Step {
  const { question, prompt } = app;
  if (question === null || prompt === null) return idle(app);
  const calm: App = { ...app, question: null, prompt: null };
  if (choice === "cancel") return idle(calm);
  // The document may have been closed by automation meanwhile: then there is nothing to decide.
  const about = "doc" in question
    ? [question.doc]
    : "write" in question
    ? [question.write.doc]
    : question.kind === "close"
    ? question.docs
    : [];
  if (about.some((id) => !app.docs.has(id))) return idle(calm);
  switch (question.kind) {
    case "close":
      return choice === "save" ? saveThen(calm, question) : discardThen(calm, question);
    case "overwrite":
      if (choice === "merge" || choice === "compare") {
        return { app: calm, effects: [readAgain(documentOf(app, question.doc), choice)] };
      }
      return choice === "overwrite"
        ? save(calm, { doc: question.doc, path: question.path, overwrite: true })
        : askSaveAs(calm, question.doc);
    case "binary":
      return { app: calm, effects: [{ ...question.request, as: choice === "hex" ? "hex" : "text" }] };
    case "refused":
      if (choice === "saveAs") return askSaveAs(calm, question.write.doc);
      return writeAgain(
        calm,
        choice === "writable" ? { ...question.write, makeWritable: true } : question.write,
      );
    case "unmappable":
      return answerUnmappable(calm, question.write, choice);
    case "makeFolder":
      return choice === "create"
        ? { app: calm, effects: [{ kind: "folder.make", path: question.folder, write: question.write }] }
        : askSaveAs(calm, question.write.doc);
    case "effects":
      return { app: calm, effects: question.effects[choice] ?? noEffects };
    case "saveAs": {
      const path = prompt.input?.text.trim() ?? "";
      return path === "" ? idle(app) : save(calm, { doc: question.doc, path });
    }
  }
}

/** "utf8" writes everything; "replace" a "?" for what the encoding lacks, and the text keeps what it has. */
function answerUnmappable(app: App, write: WriteEffect, choice: string): Step {
  return writeAgain(
    app,
    choice === "utf8"
      ? { ...write, form: { ...write.form, encoding: "UTF-8" } }
      : { ...write, substitute: "?" },
  );
}

function writeAgain(app: App, write: WriteEffect): Step {
  if (!app.docs.has(write.doc)) return idle(app);
  return { app: { ...app, saving: new Set(app.saving).add(write.doc) }, effects: [write] };
}

/** The question stays open until every write has answered: `afterSave` goes on. */
function saveThen(app: App, question: Question & { kind: "close" }): Step {
  let next: App = { ...app, question };
  const effects: AppEffect[] = [];
  for (const id of question.docs) {
    if (documentOf(next, id).path === null) return askSaveAs({ ...app, question: null }, id);
    const step = save(next, { doc: id });
    next = step.app;
    effects.push(...step.effects);
  }
  return { app: next, effects };
}

function discardThen(app: App, question: Question & { kind: "close" }): Step {
  if (question.then === "quit") return { app, effects: [{ kind: "quit", discard: true }] };
  return { app: question.docs.reduce(closeDocument, app), effects: noEffects };
}

/** After a write that went well: if everything a close waited for is saved, it closes. */
export function afterSave(app: App): Step {
  const { question } = app;
  if (question?.kind !== "close" || app.prompt !== null) return idle(app);
  if (question.docs.some((id) => app.saving.has(id))) return idle(app);
  const calm: App = { ...app, question: null };
  if (question.docs.some((id) => app.docs.get(id)?.dirty)) return idle(calm);
  return discardThen(calm, question);
}
