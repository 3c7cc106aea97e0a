/**
 * What happens to a document whose file changed on disk. Clean: it follows. Unsaved: it is said, and merging, reverting or
 * saving over it is the person's choice. Gone: the text stays and counts as unsaved, so that closing asks. Pure.
 */
import type { DocId } from "../base/mod.ts";
import { historyPoint, type Text, textOf, toStringAll } from "../editor/mod.ts";
import { mergeTexts, sameStamp, unifiedDiff } from "../project/mod.ts";
import { STRINGS } from "../ui/mod.ts";
import {
  activeDocument,
  type App,
  type AppDocument,
  type AppNotice,
  documentOf,
  idle,
  type Step,
  type StepContext,
  withDocument,
} from "./app.ts";
import type { AppCommand, AppCommandInfo } from "./app_commands.ts";
import { baseName, goTo, openToRead, viewOn } from "./documents.ts";
import type { AppEffect, ReadEffect } from "./effects.ts";
import type { AppEvent, FileOutcome } from "./events.ts";
import { withNotice, withoutNoticesOf } from "./notices.ts";
import { followed } from "./following.ts";
import { readAgain, reload, withText } from "./reloading.ts";
import { grow, hasGrown } from "./step_large.ts";

export function stepFileChanged(app: App, { doc: id, found }: AppEvent & { kind: "file.changed" }): Step {
  const doc = app.docs.get(id);
  if (doc === undefined || doc.path === null || app.saving.has(id)) return idle(app);
  const words = STRINGS.changed;
  switch (found.kind) {
    case "file":
      if (doc.stamp !== null && sameStamp(found.stamp, doc.stamp)) return idle(app);
      if (hasGrown(doc, found.stamp)) return grow(app, doc, found.stamp);
      if (isUntouched(doc)) {
        const effects = [readAgain(doc, "clean")];
        if (doc.following === undefined || doc.stamp === null || found.stamp.size >= doc.stamp.size) {
          return { app, effects };
        }
        const told = withNotice(app, { level: "info", text: STRINGS.large.rotated(doc.name) });
        return { ...told, effects: [...effects, ...told.effects] };
      }
      return withNotice(app, bothChanged(doc));
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

/** Said while a person types: nothing is done, and no key is taken, until they choose. */
export function bothChanged({ id, name, path }: AppDocument): Omit<AppNotice, "id"> {
  const words = STRINGS.changed;
  return {
    level: "warning",
    text: words.both(name),
    about: id,
    actions: path === null ? undefined : [
      { label: words.merge, id: "nexus.file.merge", arg: { doc: id } },
      { label: words.compare, id: "workbench.files.action.compareWithSaved", arg: { doc: id } },
      { label: words.revert, id: "workbench.action.files.revert", arg: { doc: id } },
    ],
  };
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
  const forget: readonly AppEffect[] = outcome.large === undefined
    ? []
    : [{ kind: "large.forget", file: outcome.large.file }];
  if ((how === "merge" || how === "compare") && (doc.large !== undefined || outcome.large !== undefined)) {
    const told = withNotice(app, { level: "warning", text: STRINGS.large.noMerge(doc.name) });
    return { ...told, effects: [...forget, ...told.effects] };
  }
  if (how === "merge") return merged(withoutNoticesOf(app, id), { doc, outcome }, ctx);
  if (how === "compare") return compared(app, { doc, onDisk: outcome.text });
  // Typed while it was read: nobody said to drop that.
  if (how === "clean" && !isUntouched(doc)) {
    const told = withNotice(app, bothChanged(doc));
    return { ...told, effects: [...forget, ...told.effects] };
  }
  const step = reload(withoutNoticesOf(app, id), { doc: id, outcome }, ctx);
  return { ...step, app: followed(app, step.app, { doc: id, ctx }) };
}

/** A tab with what the file on disk and the text here have differently. */
function compared(app: App, { doc, onDisk }: { doc: AppDocument; onDisk: Text }): Step {
  const words = STRINGS.changed;
  const names = { before: words.onDisk(doc.name), after: words.unsaved(doc.name) };
  const diff = unifiedDiff(toStringAll(onDisk), toStringAll(doc.state.text), names);
  if (diff === "") return withNotice(app, { level: "info", text: words.same(doc.name) });
  return openToRead(app, { name: words.compared(doc.name), text: textOf(diff), language: "diff" });
}

/** At the place where the caret is; the notice stays until each is decided. */
const conflictActions = [
  { label: STRINGS.files.conflicts.mine, id: "merge-conflict.accept.current", stays: true },
  { label: STRINGS.files.conflicts.theirs, id: "merge-conflict.accept.incoming", stays: true },
  { label: STRINGS.files.conflicts.both, id: "merge-conflict.accept.both", stays: true },
] as const;

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
  const level = conflicts === 0 ? "info" : "warning";
  const words = STRINGS.changed.merged(doc.name, conflicts);
  if (conflicts === 0) {
    return { ...withNotice(done, { level, text: words }), result: { doc: doc.id, conflicts } };
  }
  const said = withNotice(done, { level, text: words, about: doc.id, actions: conflictActions });
  const line = text.slice(0, text.indexOf("<<<<<<< ")).split("\n").length;
  const view = viewOn(said.app, doc.id);
  const shown = view === null ? said.app : goTo(said.app, view, { line, column: 0, ctx });
  return { ...said, app: shown, result: { doc: doc.id, conflicts } };
}

/** `{ doc }`: another than the one with the keyboard. */
const again = (how: "force" | "merge" | "compare"): AppCommand => (app, { arg }) => {
  const asked = (arg as { doc?: DocId } | undefined)?.doc;
  const doc = asked === undefined ? activeDocument(app) : app.docs.get(asked) ?? null;
  return doc === null || doc.path === null ? null : { app, effects: [readAgain(doc, how)] };
};
export const changedFileCommands: readonly AppCommandInfo[] = [
  { id: "workbench.action.files.revert", title: STRINGS.commands.revertFile, run: again("force") },
  {
    id: "workbench.files.action.compareWithSaved",
    title: STRINGS.commands.compareFile,
    run: again("compare"),
  },
  { id: "nexus.file.merge", title: STRINGS.commands.mergeFile, run: again("merge") },
];
