/**
 * What happens to a document whose file changed on disk. Clean: it follows. Unsaved: it is said, and merging, reverting or
 * saving over it is the person's choice. Gone: the text stays and counts as unsaved, so that closing asks. Pure.
 */
import type { DocId } from "../base/mod.ts";
import { historyPoint, textOf, toStringAll } from "../editor/mod.ts";
import { mergeTexts, sameStamp } from "../project/mod.ts";
import { STRINGS } from "../ui/mod.ts";
import {
  activeDocument,
  type App,
  type AppDocument,
  documentOf,
  idle,
  type Step,
  type StepContext,
  withDocument,
} from "./app.ts";
import type { AppCommand, AppCommandInfo } from "./app_commands.ts";
import { baseName } from "./documents.ts";
import type { ReadEffect } from "./effects.ts";
import type { AppEvent, FileOutcome } from "./events.ts";
import { withNotice } from "./notices.ts";
import { readAgain, reload, withText } from "./reloading.ts";

export function stepFileChanged(app: App, { doc: id, found }: AppEvent & { kind: "file.changed" }): Step {
  const doc = app.docs.get(id);
  if (doc === undefined || doc.path === null || app.saving.has(id)) return idle(app);
  const words = STRINGS.changed;
  switch (found.kind) {
    case "file":
      if (doc.stamp !== null && sameStamp(found.stamp, doc.stamp)) return idle(app);
      if (isUntouched(doc)) return { app, effects: [readAgain(doc, "clean")] };
      return withNotice(app, { level: "warning", text: words.both(doc.name) });
    case "renamed": {
      const name = baseName(found.to);
      const next = withDocument(app, { ...doc, path: found.to, real: found.to, name });
      return withNotice(next, { level: "info", text: words.renamed(doc.name, name) });
    }
    case "gone":
      return withNotice(gone(app, doc), { level: "warning", text: words.gone(doc.name) });
    case "folder":
      return withNotice(gone(app, doc), { level: "warning", text: words.folder(doc.name) });
    case "unreadable":
      return withNotice(app, { level: "warning", text: words.unreadable(doc.name) });
  }
}

/** Whether the text is what was last on disk, also where it counts as unsaved because the file went. */
const isUntouched = (doc: AppDocument): boolean =>
  !doc.dirty || doc.isGone === true && doc.base === doc.state.text;

function gone(app: App, doc: AppDocument): App {
  return withDocument(app, { ...doc, stamp: null, isGone: true, dirty: true, savedPoint: -1 });
}

/** The file as it is now meets the document it was read for. */
export function stepReloaded(
  app: App,
  { doc: id, how, outcome }: {
    doc: DocId;
    how: ReadEffect["how"];
    outcome: FileOutcome & { kind: "text" | "missing" };
  },
  ctx: StepContext,
): Step {
  const doc = app.docs.get(id);
  if (doc === undefined || outcome.kind === "missing") return idle(app);
  if (how === "merge") return merged(app, { doc, outcome }, ctx);
  // Typed while it was read: nobody said to drop that.
  if (how === "clean" && !isUntouched(doc)) {
    return withNotice(app, { level: "warning", text: STRINGS.changed.both(doc.name) });
  }
  return reload(app, { doc: id, outcome }, ctx);
}

function merged(
  app: App,
  { doc, outcome }: { doc: AppDocument; outcome: FileOutcome & { kind: "text" } },
  ctx: StepContext,
): Step {
  const ours = toStringAll(doc.state.text), theirs = toStringAll(outcome.text);
  const base = doc.base === undefined ? null : toStringAll(doc.base);
  const { text, conflicts } = mergeTexts({ base, ours, theirs }, STRINGS.changed.sides);
  const next = withText(app, { doc: doc.id, text: textOf(text), origin: "tool" }, ctx);
  const after = documentOf(next, doc.id);
  const isSame = text === theirs;
  const done = withDocument(next, {
    ...after,
    stamp: outcome.stamp,
    base: outcome.text,
    isGone: undefined,
    dirty: !isSame,
    savedPoint: isSame ? historyPoint(after.state) : -1,
  });
  return {
    ...withNotice(done, {
      level: conflicts === 0 ? "info" : "warning",
      text: STRINGS.changed.merged(doc.name, conflicts),
    }),
    result: { doc: doc.id, conflicts },
  };
}

const again = (how: "force" | "merge"): AppCommand => (app) => {
  const doc = activeDocument(app);
  return doc === null || doc.path === null ? null : { app, effects: [readAgain(doc, how)] };
};
export const changedFileCommands: readonly AppCommandInfo[] = [
  { id: "workbench.action.files.revert", title: STRINGS.commands.revertFile, run: again("force") },
  { id: "nexus.file.merge", title: STRINGS.commands.mergeFile, run: again("merge") },
];
