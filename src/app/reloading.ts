/**
 * The text of a document anew from its file: as the edits that make the one of the other, so that carets, folds and scroll
 * stay where the text is. A reload is no step of the history, and leaves the document clean.
 */
import type { DocId, LineIndex, Offset } from "../base/mod.ts";
import {
  apply,
  historyPoint,
  type Origin,
  resolve,
  type Text,
  toStringAll,
  withView,
} from "../editor/mod.ts";
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
import type { AppEffect, ReadEffect } from "./effects.ts";
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
  if (outcome.large !== undefined || doc.large !== undefined) return reloadLarge(app, { doc, outcome }, ctx);
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

/** Two texts of which one does not fit into memory are not compared: carets keep their lines. */
function reloadLarge(
  app: App,
  { doc, outcome }: { doc: AppDocument; outcome: FileOutcome & { kind: "text" } },
  ctx: StepContext,
): Step {
  const before = doc.state.text;
  const { text, form, stamp, readOnly, reason, large } = outcome;
  const moved = (at: Offset): Offset => {
    const { index, from } = before.lineAt(at);
    const line = text.line(Math.min(index, text.lineCount - 1) as LineIndex);
    return Math.min(line.from + at - from, line.to) as Offset;
  };
  const edits = [{ from: 0 as Offset, to: before.length as Offset, insert: text }];
  let state = apply(resolve(doc.state, { edits, origin: "load" }, ctx.at));
  for (const [view, { ranges, main }] of doc.state.selections) {
    const kept = ranges.map((range) => ({ ...range, anchor: moved(range.anchor), head: moved(range.head) }));
    state = withView(state, view, { ranges: kept, main });
  }
  const views = new Map(app.views);
  for (const view of app.views.values()) {
    if (view.doc !== doc.id) continue;
    const line = Math.min(view.scroll.line, text.lineCount - 1) as LineIndex;
    views.set(view.id, { ...view, scroll: { ...view.scroll, line } });
  }
  const next = withDocument({ ...app, views }, {
    ...doc,
    state,
    form,
    stamp,
    large,
    loading: undefined,
    base: undefined,
    isGone: undefined,
    readOnly,
    encoding: form.encoding,
    lineEnding: form.lineEnding,
    encodingReason: reason,
    savedPoint: historyPoint(state),
    dirty: false,
    unread: null,
  });
  const effects: AppEffect[] = large === undefined
    ? []
    : [{ kind: "large.index", file: large.file, from: large.measured, to: large.size }];
  return { app: next, effects, result: { doc: doc.id } };
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
