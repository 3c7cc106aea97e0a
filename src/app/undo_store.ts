/**
 * When the history of a file is read and kept, as pure effects: looked for after a file is opened, needed at once by an
 * undo past the start, kept after a save, a close and on leaving. undo_keeper_io.ts carries them out.
 */
import type { DocId, Millis } from "../base/mod.ts";
import {
  apply,
  historyField,
  historyPoint,
  limitsSpec,
  resolve,
  restoreSpec,
  type State,
  stepAtPointSpec,
  type StoredHistory,
} from "../editor/mod.ts";
import { type App, type AppDocument, documentOf, idle, type Step, withDocument } from "./app.ts";
import type { AppEffect } from "./effects.ts";
import type { AfterRead, HistoryRead } from "./undo_types.ts";

/** Larger texts keep no history: their digest alone would hold up leaving for a quarter of a second. */
const mostUnits = 32 * 1024 * 1024;

export const maxBytesOf = (app: App): number => app.settings.undoMaxMegabytes * 1024 * 1024;

/** A new document's state with the limits a person has set. */
export function withUndoLimits(app: App, state: State): State {
  const { undoMaxSteps: maxSteps, undoMaxMegabytes } = app.settings;
  if (maxSteps === 500_000 && undoMaxMegabytes === 256) return state;
  return apply(resolve(state, limitsSpec({ maxSteps, maxBytes: maxBytesOf(app) }), 0 as Millis));
}

/** What a step that opened, closed or left owes the histories. Most owe nothing and come back as they are. */
export function withHistories(before: App, step: Step): Step {
  const after = step.app;
  if (!after.settings.undoPersist) return step;
  const more: AppEffect[] = [];
  const quit = step.effects.find((effect) => effect.kind === "quit");
  const leaves = quit !== undefined;
  // Leaving keeps unsaved text in the journal, and its history with it.
  const point = leaves && quit.discard !== true ? "current" : "saved";
  if (leaves || before.docs !== after.docs) {
    for (const doc of before.docs.values()) {
      if (leaves || !after.docs.has(doc.id)) {
        pushKeep(more, after, { doc: after.docs.get(doc.id) ?? doc, when: "now", point });
      }
    }
  }
  if (before.nextId !== after.nextId) {
    for (const doc of after.docs.values()) {
      if (!before.docs.has(doc.id) && doc.unread !== null) {
        more.push(readEffect(after, doc, { when: "idle", then: null }));
      }
    }
  }
  // First of all: leaving ends what comes after it.
  return more.length === 0 ? step : { ...step, effects: [...more, ...step.effects] };
}

/** After a save: the history as it is now belongs to what lies on disk. */
export function keepAfterSave(app: App, id: DocId): readonly AppEffect[] {
  const doc = app.docs.get(id);
  if (doc === undefined || !app.settings.undoPersist) return [];
  if (doc.unread !== null) return [readEffect(app, doc, { when: "now", then: { kind: "keep" } })];
  const more: AppEffect[] = [];
  pushKeep(more, app, { doc, when: "idle", point: "saved" });
  return more;
}

function readEffect(
  app: App,
  doc: AppDocument,
  { when, then }: { when: "idle" | "now"; then: AfterRead },
): HistoryRead {
  return {
    kind: "history.read",
    doc: doc.id,
    real: doc.real!,
    text: doc.unread!,
    when,
    then,
    maxBytes: maxBytesOf(app),
  };
}

/** "saved": the history as it stood then, so that text that is thrown away can still be redone after the next start. */
function pushKeep(
  out: AppEffect[],
  app: App,
  { doc, when, point }: { doc: AppDocument; when: "idle" | "now"; point: "saved" | "current" },
): void {
  if (doc.real === null || doc.stamp === null) return;
  if (doc.state.text.length > mostUnits || doc.large !== undefined) return;
  let { state } = doc;
  if (point === "saved" && historyPoint(state) !== doc.savedPoint) {
    const spec = doc.savedPoint < 0 ? null : stepAtPointSpec(state, doc.savedPoint);
    if (spec === null) return;
    state = apply(resolve(state, spec, 0 as Millis));
  }
  const history = state.get(historyField);
  if (history.live <= 1) return;
  out.push({
    kind: "history.write",
    real: doc.real,
    text: state.text,
    history,
    epochMs: app.wall.epochMs,
    when,
    maxBytes: maxBytesOf(app),
    unread: doc.unread,
  });
}

/** A command that needs the stored history waits for it; null when it is there, or there is none. */
export function readFirst(app: App, doc: AppDocument, call: { id: string; arg?: unknown }): Step | null {
  if (doc.unread === null || !app.settings.undoPersist) return null;
  const then: AfterRead = { kind: "command", id: call.id, arg: call.arg };
  return { app, effects: [readEffect(app, doc, { when: "now", then })], handled: true };
}

/** The answer: the stored steps go under those of this session. What comes after it is step.ts's. */
export function historyArrived(
  app: App,
  { doc: id, stored }: { doc: DocId; stored: StoredHistory | null },
): App {
  if (!app.docs.has(id)) return app;
  const doc = documentOf(app, id);
  if (doc.unread === null) return app;
  if (stored === null) return withDocument(app, { ...doc, unread: null });
  const spec = restoreSpec(stored, app.wall.epochMs);
  return withDocument(app, { ...doc, unread: null, state: apply(resolve(doc.state, spec, 0 as Millis)) });
}

/** For "keep": what is written now that all of it is known. */
export function keepNow(app: App, id: DocId): Step {
  const more: AppEffect[] = [];
  const doc = app.docs.get(id);
  if (doc !== undefined) pushKeep(more, app, { doc, when: "idle", point: "saved" });
  return more.length === 0 ? idle(app) : { ...idle(app), effects: more };
}
