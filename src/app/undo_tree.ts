/**
 * The undo tree: the panel over the editors with a live look at each step, and going back or forward by count or by time.
 * The look is a real journey, so that everything shows it; Esc returns to where it began, redo paths included.
 */
import type { Millis, ViewId } from "../base/mod.ts";
import {
  backToSpec,
  hasStep,
  historyField,
  historySummary,
  type Journey,
  journeyEnd,
  type Spec,
  stepToSpec,
} from "../editor/mod.ts";
import { STRINGS } from "../ui/mod.ts";
import type { KeyEvent } from "../window/mod.ts";
import {
  activeView,
  type App,
  documentOf,
  idle,
  noEffects,
  selectionOf,
  type Step,
  type StepContext,
  viewOf,
} from "./app.ts";
import type { AppCommand, AppCommandInfo } from "./app_commands.ts";
import { editDocument } from "./documents.ts";
import { undoRows } from "./undo_rows.ts";
import { readFirst } from "./undo_store.ts";
import type { UndoTree } from "./undo_types.ts";

/** Steps the panel lists; older ones are reached by the other commands. */
const mostRows = 2000;

const done = (app: App, result?: unknown): Step => ({ app, effects: noEffects, handled: true, result });

/** Opens the panel; answers the steps it lists, newest last. Open already, it closes and keeps. */
const openTree: AppCommand = (app, ctx) => {
  const view = activeView(app);
  if (view === null) return null;
  const doc = documentOf(app, view.doc);
  const first = readFirst(app, doc, { id: "nexus.undo.tree", arg: ctx.arg });
  if (first !== null) return first;
  const steps = historySummary(doc.state, mostRows);
  const rows = undoRows(steps, { now: ctx.at, wall: app.wall });
  const { epochMs } = app.wall;
  const result = steps.map((step) => ({
    ...step,
    startedAt: step.startedAt + epochMs,
    at: step.at + epochMs,
  }));
  if ((ctx.arg as { show?: unknown } | undefined)?.show === false) return done(app, { steps: result });
  if (app.undoTree !== null) return done(closed(app), { steps: result });
  const history = doc.state.get(historyField);
  return done({
    ...app,
    preedit: null,
    drag: null,
    undoTree: {
      doc: doc.id,
      view: view.id,
      start: history,
      selection: selectionOf(doc.state, view.id),
      last: history,
    },
    treePanel: {
      title: STRINGS.undoTree.title,
      hint: STRINGS.undoTree.hint,
      rows,
      focused: Math.max(0, rows.findIndex((row) => row.isCurrent)),
    },
  }, { steps: result });
};

function closed(app: App): App {
  return { ...app, undoTree: null, treePanel: null };
}

/** The panel is still about what is there; else it closes. */
function fresh(app: App): UndoTree | null {
  const tree = app.undoTree;
  if (tree === null || !app.docs.has(tree.doc) || !app.views.has(tree.view)) return null;
  return documentOf(app, tree.doc).state.get(historyField) === tree.last ? tree : null;
}

/** The keyboard while the panel is open. */
export function treeKey(app: App, event: KeyEvent, ctx: StepContext): Step {
  const tree = fresh(app);
  const panel = app.treePanel ?? null;
  if (tree === null || panel === null) return idle(closed(app));
  const last = panel.rows.length - 1;
  switch (event.key) {
    case "up":
      return look(app, panel.focused - 1, ctx);
    case "down":
      return look(app, panel.focused + 1, ctx);
    case "pageup":
      return look(app, panel.focused - 10, ctx);
    case "pagedown":
      return look(app, panel.focused + 10, ctx);
    case "home":
      return look(app, 0, ctx);
    case "end":
      return look(app, last, ctx);
    case "enter":
      return done({ ...closed(app), swallowText: true });
    case "escape":
      return done(returned(app, tree, ctx));
    default:
      return { ...idle(app), handled: true };
  }
}

/** Shows the document as it was after the step of a row. */
function look(app: App, index: number, ctx: StepContext): Step {
  const panel = app.treePanel!, tree = app.undoTree!;
  const focused = Math.max(0, Math.min(panel.rows.length - 1, index));
  const doc = documentOf(app, tree.doc);
  const spec = stepToSpec(doc.state, panel.rows[focused].id, { view: tree.view });
  const next = spec === null ? app : editDocument(app, spec, { doc: tree.doc, ctx });
  const last = documentOf(next, tree.doc).state.get(historyField);
  return done({ ...next, undoTree: { ...tree, last }, treePanel: { ...panel, focused } });
}

function returned(app: App, tree: UndoTree, ctx: StepContext): App {
  if (tree.last === tree.start) return closed(app);
  const { state } = documentOf(app, tree.doc);
  const spec = backToSpec(state, tree.start);
  const whole: Spec = { ...spec, view: tree.view, selection: tree.selection };
  return closed(editDocument(app, whole, { doc: tree.doc, ctx }));
}

/** A click on a row looks at it; outside of the panel it keeps and closes. */
export function treeClick(
  app: App,
  { row, inside, ctx }: { row: number | null; inside: boolean; ctx: StepContext },
): Step {
  const tree = fresh(app), panel = app.treePanel ?? null;
  if (tree === null || panel === null || !inside) return idle(closed(app));
  const index = row === null ? -1 : panel.rows.findIndex(({ id }) => id === row);
  return index < 0 ? idle(app) : look(app, index, ctx);
}

/** The wheel over the panel moves the look by three rows a notch. */
export function treeWheel(app: App, dy: number, ctx: StepContext): Step {
  if (fresh(app) === null || !app.treePanel || dy === 0) return idle(app);
  return look(app, app.treePanel.focused + 3 * Math.sign(dy), ctx);
}

function travel(app: App, { view, node, ctx }: { view: ViewId; node: number; ctx: StepContext }): Step {
  const { doc } = viewOf(app, view);
  const { state } = documentOf(app, doc);
  const spec = stepToSpec(state, node, { view });
  return done(spec === null ? app : editDocument(app, spec, { doc, ctx }), { node });
}

/** { steps } as they were made, on whatever branch, or { ms } of time; one step without either. */
function journey(id: string, sign: 1 | -1): AppCommand {
  return (app, ctx) => {
    const view = activeView(app);
    if (view === null) return null;
    const doc = documentOf(app, view.doc);
    const way = journeyOf(ctx.arg, { sign, now: ctx.at });
    if (way === null) return { ...idle(app), problem: STRINGS.undoTree.needsWay };
    const node = journeyEnd(doc.state, way);
    // The way back may be longer than what this session knows.
    const reachesStart = sign < 0 && node <= doc.state.get(historyField).root;
    const first = reachesStart ? readFirst(app, doc, { id, arg: ctx.arg }) : null;
    return first ?? travel(closed(app), { view: view.id, node, ctx });
  };
}

function journeyOf(arg: unknown, { sign, now }: { sign: 1 | -1; now: Millis }): Journey | null {
  const { steps, ms } = (arg ?? {}) as { steps?: unknown; ms?: unknown };
  if (ms !== undefined) {
    return typeof ms === "number" && ms >= 0 && Number.isFinite(ms) ? { ms: sign * ms, now } : null;
  }
  const count = steps ?? 1;
  return typeof count === "number" && Number.isInteger(count) && count >= 0 ? { steps: sign * count } : null;
}

/** { node }: an `id` that `nexus.undo.tree` answered. */
const goToNode: AppCommand = (app, ctx) => {
  const view = activeView(app);
  if (view === null) return null;
  const node = typeof ctx.arg === "number" ? ctx.arg : (ctx.arg as { node?: unknown } | undefined)?.node;
  if (typeof node !== "number" || !Number.isInteger(node)) {
    return { ...idle(app), problem: STRINGS.undoTree.needsNode };
  }
  if (!hasStep(documentOf(app, view.doc).state, node)) {
    return { ...idle(app), problem: STRINGS.undoTree.noStep(node) };
  }
  return travel(closed(app), { view: view.id, node, ctx });
};

export const undoCommands: readonly AppCommandInfo[] = [
  { id: "nexus.undo.tree", title: STRINGS.commands.undoTree, run: openTree },
  { id: "nexus.undo.back", title: STRINGS.commands.undoBack, run: journey("nexus.undo.back", -1) },
  { id: "nexus.undo.forward", title: STRINGS.commands.undoForward, run: journey("nexus.undo.forward", 1) },
  { id: "nexus.undo.goTo", title: STRINGS.commands.undoGoTo, run: goToNode },
];
