/**
 * Documents whose text lies in an open file: the rest of it arrives as changes that are no edits, at the very end, so that
 * carets, undo and being unsaved stay as they are. Pure; files are large_keeper_io.ts.
 */
import type { DocId, Offset } from "../base/mod.ts";
import { historyPoint, pointAfter } from "../editor/mod.ts";
import type { FileStamp } from "../project/mod.ts";
import { STRINGS } from "../ui/mod.ts";
import {
  type App,
  type AppDocument,
  documentOf,
  idle,
  selectionOf,
  type Step,
  type StepContext,
  withDocument,
} from "./app.ts";
import { editDocument, goTo } from "./documents.ts";
import type { AppEffect } from "./effects.ts";
import type { AppEvent } from "./events.ts";
import { followed } from "./following.ts";
import { withNotice } from "./notices.ts";

/** From this size on a file is not read into memory. */
export const largeBytes = 20 * 1024 * 1024;

export function stepLargePart(
  app: App,
  { file, part }: AppEvent & { kind: "large.part" },
  ctx: StepContext,
): Step {
  const doc = documentOfFile(app, file);
  if (doc === null) return idle(app);
  const next = part.text.length === 0 ? app : grown(app, { doc, part }, ctx);
  const after = documentOf(next, doc.id);
  const lineEnding = after.form.lineEnding === "LF" && part.ending !== "LF" ? "mixed" : after.form.lineEnding;
  const { size } = doc.large!;
  // It grew while it was read.
  const effects: AppEffect[] = part.isDone && !part.isShort && part.total < size
    ? [{ kind: "large.index", file, from: part.measured, to: size }]
    : [];
  const done = withDocument(next, {
    ...after,
    lineEnding,
    form: lineEnding === after.form.lineEnding ? after.form : { ...after.form, lineEnding },
    large: { ...doc.large!, measured: part.measured, size: part.isShort ? part.measured : size },
    loading: part.isDone ? undefined : { done: part.measured, total: size },
  });
  const arrived = atWanted(done, doc.id, { isDone: part.isDone, ctx });
  const shown = followed(app, arrived, { doc: doc.id, ctx });
  if (part.isShort) return withNotice(done, { level: "warning", text: STRINGS.large.short(doc.name) });
  if (part.isDone && part.hasRaw) {
    return withNotice(done, { level: "warning", text: STRINGS.large.endings(doc.name, doc.lineEnding) });
  }
  return { app: shown, effects };
}

/** The line that was asked for when the file was opened, once it is there. */
function atWanted(app: App, id: DocId, { isDone, ctx }: { isDone: boolean; ctx: StepContext }): App {
  const doc = documentOf(app, id);
  const { wanted } = doc;
  if (wanted === undefined || (!isDone && doc.state.text.lineCount <= wanted.line)) return app;
  const next = withDocument(app, { ...doc, wanted: undefined });
  if (!next.views.has(wanted.view)) return next;
  // Whoever has moved meanwhile wants to be where they are.
  const { ranges } = selectionOf(doc.state, wanted.view);
  const isMoved = ranges.length > 1 || ranges[0].head !== wanted.head || ranges[0].anchor !== wanted.head;
  return isMoved ? next : goTo(next, wanted.view, { ...wanted, ctx });
}

function grown(
  app: App,
  { doc, part }: { doc: AppDocument; part: (AppEvent & { kind: "large.part" })["part"] },
  ctx: StepContext,
): App {
  const { state } = doc;
  const end = state.text.length as Offset;
  const edits = [{ from: end, to: end, insert: part.text }];
  const next = editDocument(app, { edits, origin: "load" }, { doc: doc.id, ctx });
  const after = documentOf(next, doc.id);
  const savedPoint = pointAfter(doc.savedPoint, { before: state, after: after.state });
  return withDocument(next, { ...after, savedPoint, dirty: historyPoint(after.state) !== savedPoint });
}

export function stepLargeDamaged(app: App, { file }: AppEvent & { kind: "large.damaged" }): Step {
  const doc = documentOfFile(app, file);
  if (doc === null) return idle(app);
  return withNotice(app, { level: "error", text: STRINGS.large.damaged(doc.name) });
}

/** Whether the file at most got something at its end, as logs do. What lies in front is verified block by block when it is read. */
export const hasGrown = ({ large, stamp }: AppDocument, now: FileStamp): boolean =>
  large !== undefined && stamp !== null && stamp.inode === now.inode && large.inode === now.inode &&
  now.size > stamp.size;

/** What came to the file's end comes to the text's; unsaved edits stay unsaved. */
export function grow(app: App, doc: AppDocument, stamp: FileStamp): Step {
  const large = { ...doc.large!, size: stamp.size };
  const effects: AppEffect[] = [];
  // While it is being read the rest is asked for when that has ended.
  if (doc.loading === undefined) {
    effects.push({ kind: "large.index", file: large.file, from: large.measured, to: large.size });
  }
  return { app: withDocument(app, { ...doc, stamp, large }), effects };
}

/** How far a save is; absent `done`: it has ended. */
export function stepSaveProgress(app: App, event: AppEvent & { kind: "file.saving" }): Step {
  const doc = app.docs.get(event.doc);
  if (doc === undefined || !app.saving.has(event.doc)) return idle(app);
  return idle(withDocument(app, { ...doc, writing: { done: event.done, total: event.total } }));
}

function documentOfFile(app: App, file: number): AppDocument | null {
  for (const doc of app.docs.values()) if (doc.large?.file === file) return doc;
  return null;
}

/** Whether a document is too large for what reads a text whole. */
export const isLarge = (app: App, id: DocId): boolean => app.docs.get(id)?.large !== undefined;
