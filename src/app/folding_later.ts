/**
 * Folding in a long text: its lines are read in slices, with progress and a way to give up, and the command runs when all
 * are known. In a short text the command reads them itself. Pure; what may be folded is the editor's.
 */
import type { Millis } from "../base/mod.ts";
import {
  advanceFoldScan,
  foldScanProgress,
  isFoldScanDone,
  keepFolds,
  knowsFolds,
  startFoldScan,
} from "../editor/mod.ts";
import { STRINGS } from "../ui/mod.ts";
import { type App, type AppDocument, idle, type Step, type StepContext } from "./app.ts";
import type { CommandCall } from "./app_commands.ts";
import { progressedNotice, withNotice, withoutNotice } from "./notices.ts";

/** Texts of this many units are read in 20 ms. */
const SHORT = 2_000_000;
const SLICE_UNITS = 200_000;
const SLICE_MS = 4;
const PROGRESS_MS = 300;

const needing = new Set([
  "editor.fold",
  "editor.foldRecursively",
  "editor.toggleFold",
  "editor.toggleFoldRecursively",
  "editor.foldAll",
  ...[1, 2, 3, 4, 5, 6, 7].map((level) => `editor.foldLevel${level}`),
  "editor.foldAllBlockComments",
  "editor.foldAllMarkerRegions",
  "editor.foldAllExcept",
  "editor.gotoParentFold",
  "editor.gotoNextFold",
  "editor.gotoPreviousFold",
]);

/** Null: the command may run now. */
export function foldLater(
  app: App,
  { doc, call, ctx }: { doc: AppDocument; call: CommandCall; ctx: StepContext },
): Step | null {
  const { text, settings } = doc.state;
  if (text.length < SHORT || !needing.has(call.id) || knowsFolds(doc.state)) return null;
  const calm = dropped(app);
  const foldWait = {
    doc: doc.id,
    call,
    scan: startFoldScan(text, settings),
    startedAt: ctx.at,
    notice: null,
  };
  return { app: { ...calm, foldWait }, effects: [{ kind: "later", what: "folds.advance" }], handled: true };
}

/** "folds.advance": a slice more; `run` the command after the last. */
export function stepFolds(
  app: App,
  { ctx, run }: { ctx: StepContext; run: (app: App, call: CommandCall) => Step | null },
): Step {
  const wait = app.foldWait;
  if (wait === null) return idle(app);
  const doc = app.docs.get(wait.doc);
  if (doc === undefined) return idle(dropped(app));
  const { text, settings } = doc.state;
  let { scan } = wait;
  if (scan.text !== text || scan.settings !== settings) scan = startFoldScan(text, settings);
  const start = ctx.meter.now();
  do scan = advanceFoldScan(scan, SLICE_UNITS); while (
    !isFoldScanDone(scan) && ctx.meter.now() - start < SLICE_MS
  );
  if (isFoldScanDone(scan)) {
    keepFolds(scan);
    const free = dropped(app);
    return run(free, wait.call) ?? idle(free);
  }
  const told = withProgress({ ...app, foldWait: { ...wait, scan } }, ctx.at);
  return { app: told.app, effects: [...told.effects, { kind: "later", what: "folds.advance" }] };
}

function withProgress(app: App, at: Millis): Step {
  const { startedAt, notice, scan } = app.foldWait!;
  if (at - startedAt < PROGRESS_MS) return idle(app);
  // In whole percents: each other value is a frame.
  const progress = Math.floor(100 * foldScanProgress(scan)) / 100;
  if (notice !== null) {
    return idle(progressedNotice(app, notice, progress));
  }
  const told = withNotice(app, {
    level: "info",
    text: STRINGS.folding.reading,
    progress,
    actions: [{ label: STRINGS.folding.stop, id: "nexus.stopFolding" }],
  });
  return { ...told, app: { ...told.app, foldWait: { ...app.foldWait!, notice: app.nextId } } };
}

function dropped(app: App): App {
  const wait = app.foldWait;
  if (wait === null) return app;
  return { ...(wait.notice === null ? app : withoutNotice(app, wait.notice)), foldWait: null };
}

export const foldLaterCommands = [{
  id: "nexus.stopFolding",
  title: STRINGS.commands.stopFolding,
  run: (app: App): Step | null => (app.foldWait === null ? null : idle(dropped(app))),
}];
