/** Commands of Vim mode: on and off, and what `:w` and `:q` do. Quitting closes the tab; the last one leaves the app. */
import type { DocId } from "../base/mod.ts";
import { STRINGS } from "../ui/mod.ts";
import { activeDocument, activeView, type App, documentOf, idle, type Step } from "./app.ts";
import type { AppCommand, AppCommandInfo } from "./app_commands.ts";
import { closeView } from "./documents.ts";
import { withNotice } from "./notices.ts";
import { close, quit, save } from "./saving.ts";
import { startVim } from "./vim_state.ts";

const toggle: AppCommand = (app, { arg }) => {
  const on = typeof arg === "boolean" ? arg : app.vim === null;
  if (on === (app.vim !== null)) return idle(app);
  return idle(on ? { ...app, ...startVim() } : { ...app, vim: null, modal: null, marked: null });
};

/** `:w`, `:wq`, `:x`: { path?, force?, then?: "close" }. */
const write: AppCommand = (app, { arg }) => {
  const { path, force, then } = (arg ?? {}) as { path?: unknown; force?: unknown; then?: unknown };
  const doc = activeDocument(app);
  const view = activeView(app);
  if (doc === null || view === null) return null;
  const to = typeof path === "string" && path !== "" ? path : undefined;
  if (then !== "close") {
    return save(app, { doc: doc.id, path: to, overwrite: force === true ? true : undefined });
  }
  // Nothing to write, or a question to a person who has not named the file: closing decides.
  if (!doc.dirty && to === undefined) return leave(app);
  if (doc.path === null && to === undefined) return save(app, { doc: doc.id });
  const saved = save(app, { doc: doc.id, path: to, overwrite: force === true ? true : undefined });
  // As if a person had answered "save" to closing: it closes when the write has come back.
  const question = { kind: "close", docs: [doc.id], then: isLast(app) ? "quit" : "close" } as const;
  return { ...saved, app: { ...saved.app, question } };
};

/** `:q`, `:q!`, `:qa`: { force?, all?, write? }. */
const leaving: AppCommand = (app, { arg }) => {
  const { force, all, write: writes } = (arg ?? {}) as { force?: unknown; all?: unknown; write?: unknown };
  if (all !== true) return force === true ? discard(app) : refuseOr(app, () => leave(app));
  if (force === true) return { app, effects: [{ kind: "quit" }] };
  if (writes !== true) return quit(app);
  const effects = [];
  let next = app;
  const closing = new Set<DocId>();
  for (const doc of app.docs.values()) {
    if (!doc.dirty) continue;
    if (doc.path === null) return quit(next);
    const step = save(next, { doc: doc.id });
    next = step.app;
    effects.push(...step.effects);
    closing.add(doc.id);
  }
  if (closing.size === 0) return quit(next);
  // The question of `quit` is answered by the writes that come back.
  return { app: { ...next, question: { kind: "close", docs: [...closing], then: "quit" } }, effects };
};

/** `:q` with changes says so and does nothing, as Vim does. */
function refuseOr(app: App, otherwise: () => Step): Step {
  const view = activeView(app);
  if (view === null) return otherwise();
  const doc = documentOf(app, view.doc);
  const alone = [...app.views.values()].every((other) => other.id === view.id || other.doc !== doc.id);
  if (!doc.dirty || !alone) return otherwise();
  return withNotice(app, { level: "warning", text: STRINGS.vim.unsaved(doc.name) });
}
function discard(app: App): Step {
  const view = activeView(app);
  if (view === null) return { app, effects: [{ kind: "quit" }] };
  return isLast(app) ? { app, effects: [{ kind: "quit" }] } : idle(closeView(app, view.id));
}
/** Closes the tab; without another one the app. */
function leave(app: App): Step {
  const view = activeView(app);
  if (view === null || isLast(app)) return quit(app);
  return close(app, view.id);
}
const isLast = (app: App): boolean => app.views.size <= 1;

export const vimCommands: readonly AppCommandInfo[] = [
  { id: "nexus.vim.toggle", title: STRINGS.vim.toggle, run: toggle },
  { id: "nexus.vim.write", title: STRINGS.vim.write, run: write },
  { id: "nexus.vim.quit", title: STRINGS.vim.quit, run: leaving },
];
