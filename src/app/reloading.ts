/**
 * The text of a document anew from its file: as the edits that make the one of the other, so that carets, folds and scroll
 * stay where the text is. A reload is no step of the history, and leaves the document clean.
 */
import type { DocId, Offset } from "../base/mod.ts";
import { historyPoint, type Origin, type Text, toStringAll } from "../editor/mod.ts";
import { diffSpan, diffText } from "../project/mod.ts";
import {
  type App,
  type AppDocument,
  documentOf,
  idle,
  type Step,
  type StepContext,
  withDocument,
} from "./app.ts";
import { editDocument } from "./documents.ts";
import type { ReadEffect } from "./effects.ts";
import type { FileOutcome } from "./events.ts";

/** Past this a reload compares no lines: one span between what is common at both ends. */
const lineLimit = 8 * 1024 * 1024;

export function reload(
  app: App,
  { doc: id, outcome }: { doc: DocId; outcome: FileOutcome & { kind: "text" | "missing" } },
  ctx: StepContext,
): Step {
  const doc = app.docs.get(id);
  if (doc === undefined || outcome.kind === "missing") return idle(app);
  const next = withText(app, { doc: id, text: outcome.text, origin: "load" }, ctx);
  const after = documentOf(next, id);
  const { form, stamp, readOnly, reason } = outcome;
  return {
    ...idle(withDocument(next, {
      ...after,
      form,
      stamp,
      base: after.state.text,
      isGone: undefined,
      readOnly,
      encoding: form.encoding,
      lineEnding: form.lineEnding,
      encodingReason: reason,
      savedPoint: historyPoint(after.state),
      dirty: false,
    })),
    result: { doc: id },
  };
}

/** The document with this text, by the smallest edits that are cheap to find. */
export function withText(
  app: App,
  { doc: id, text, origin }: { doc: DocId; text: Text; origin: Origin },
  ctx: StepContext,
): App {
  const before = documentOf(app, id).state.text;
  if (before === text) return app;
  const a = toStringAll(before), b = toStringAll(text);
  const edits = a.length > lineLimit || b.length > lineLimit ? diffSpan(a, b) : diffText(a, b);
  if (edits.length === 0) return app;
  const wish = edits.map(({ from, to, insert }) => ({ from: from as Offset, to: to as Offset, insert }));
  return editDocument(app, { edits: wish, origin }, { doc: id, ctx });
}

/** Reads the file of `doc` again in the encoding it has. */
export function readAgain(doc: AppDocument, how: NonNullable<ReadEffect["how"]>): ReadEffect {
  return {
    kind: "file.read",
    path: doc.path!,
    line: null,
    column: null,
    as: "text",
    encoding: doc.encodingReason?.kind === "utf8" || doc.encodingReason?.kind === "ascii"
      ? undefined
      : doc.form.encoding,
    reload: doc.id,
    how,
  };
}
