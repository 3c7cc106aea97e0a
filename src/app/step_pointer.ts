/**
 * The mouse: clicks, drags, the wheel and drops, told apart by what `hitTest` finds under the pointer.
 * Selecting by mouse makes specs like every command does; tabs, bars and notices change the app itself.
 */
import type { LineIndex, Offset, Px, ViewId } from "../base/mod.ts";
import {
  caretAt,
  type Range,
  rangeFrom,
  rangeTo,
  type Selection,
  type State,
  type Text,
  withRange,
  wordAt,
} from "../editor/mod.ts";
import { hitTest, scrollToThumb, textCaretAt } from "../ui/mod.ts";
import { Mod, type MouseButtonEvent, type MouseMoveEvent, type WheelEvent } from "../window/mod.ts";
import {
  type App,
  documentOf,
  type Drag,
  idle,
  noEffects,
  selectionOf,
  type Step,
  type StepContext,
  viewOf,
  withDocView,
} from "./app.ts";
import { scrolled, zoomed } from "./app_commands.ts";
import { editDocument, focusView, mainSelected } from "./documents.ts";
import { withoutNotice } from "./notices.ts";
import { answer, close } from "./saving.ts";
import { treeClick, treeWheel } from "./undo_tree.ts";
import { findDrag, findFocus, findMouseDown } from "./step_find.ts";

/** Lines that one notch of the wheel moves; VS Code's and most toolkits' default. */
const linesPerNotch = 3;
/** Selections beyond this are not offered as the primary selection: the X server would have to hold them. */
const primaryLimit = 1 << 20;

export function stepMouseDown(app: App, event: MouseButtonEvent, ctx: StepContext): Step {
  if (ctx.view === null) return idle(app);
  const hit = hitTest(ctx.view, event.x, event.y);
  if (app.prompt !== null) {
    return hit.kind === "promptChoice" && event.button === 0 ? answer(app, hit.id) : idle(app);
  }
  if (hit.kind === "find") return findMouseDown(app, event, { part: hit.part, unit: hit.unit, ctx });
  if ((hit.kind === "text" || hit.kind === "gutter") && findFocus(app) !== null) {
    app = { ...app, find: { ...app.find!, focus: null } };
  }
  if (app.undoTree !== null) {
    const isRow = hit.kind === "treeRow";
    return treeClick(app, { row: isRow ? hit.id : null, inside: isRow, ctx });
  }
  switch (hit.kind) {
    case "text":
      return downOnText(focusView(app, hit.view), event, { view: hit.view, at: hit.caret.at, ctx });
    case "gutter":
      return event.button === 0 ? downOnGutter(focusView(app, hit.view), event, { ...hit, ctx }) : idle(app);
    case "scrollbar":
      return event.button === 0 ? downOnScrollbar(app, event, { ...hit, ctx }) : idle(app);
    case "tab":
      if (event.button === 1) return close(app, hit.view);
      return event.button === 0 ? idle(focusView(app, hit.view)) : idle(app);
    case "tabClose":
      return event.button <= 1 ? close(app, hit.view) : idle(app);
    case "notice":
      return hit.part === "close" && event.button === 0 ? idle(withoutNotice(app, hit.id)) : idle(app);
    default:
      return idle(app);
  }
}

function downOnText(
  app: App,
  event: MouseButtonEvent,
  { view, at, ctx }: { view: ViewId; at: Offset; ctx: StepContext },
): Step {
  if (event.button === 1) {
    const placed = select(app, view, { selection: { ranges: [caretAt(at)], main: 0 }, ctx });
    return { app: placed, effects: [{ kind: "primary.read", view }] };
  }
  if (event.button !== 0) return idle(app);
  const { state } = documentOf(app, viewOf(app, view).doc);
  const old = selectionOf(state, view);
  const unit = event.clicks >= 3 ? "line" : event.clicks === 2 ? "word" : "char";
  const range = unitAt(state, at, unit);
  const origin: Selection = (event.mods & Mod.shift) !== 0
    ? { ranges: [{ anchor: old.ranges[old.main].anchor, head: at }], main: 0 }
    : (event.mods & Mod.alt) !== 0
    ? withRange(old, range)
    : { ranges: [range], main: 0 };
  const next = select(app, view, { selection: origin, ctx });
  const drag: Drag = {
    kind: "select",
    view,
    unit,
    origin: selectionOf(documentOf(next, viewOf(next, view).doc).state, view),
  };
  return idle({ ...next, drag });
}

function downOnGutter(
  app: App,
  event: MouseButtonEvent,
  { view, line, ctx }: { view: ViewId; line: LineIndex; ctx: StepContext },
): Step {
  const { state } = documentOf(app, viewOf(app, view).doc);
  const range = unitAt(state, state.text.line(line).from, "line");
  const old = selectionOf(state, view);
  const selection: Selection = (event.mods & Mod.shift) !== 0
    ? { ranges: [extended(old.ranges[old.main], range)], main: 0 }
    : { ranges: [range], main: 0 };
  return idle({
    ...select(app, view, { selection, ctx }),
    drag: { kind: "select", view, unit: "line", origin: selection },
  });
}

function downOnScrollbar(
  app: App,
  event: MouseButtonEvent,
  hit: { view: ViewId; axis: "x" | "y"; part: "thumb" | "track"; grab: Px; ctx: StepContext },
): Step {
  const drag: Drag = { kind: "scrollbar", view: hit.view, axis: hit.axis, grab: hit.grab };
  const next: App = { ...app, drag };
  return hit.part === "thumb" ? idle(next) : idle(dragScrollbar(next, event, { drag, ctx: hit.ctx }));
}

export function stepMouseMove(app: App, event: MouseMoveEvent, ctx: StepContext): Step {
  const moved: App = app.pointer?.x === event.x && app.pointer?.y === event.y
    ? app
    : { ...app, pointer: { x: event.x, y: event.y } };
  const { drag } = moved;
  if (drag?.kind === "input") {
    if ((event.buttons & 1) === 0) return idle({ ...moved, drag: null });
    return idle(findDrag(moved, { input: drag.input, x: event.x, view: ctx.view?.find ?? null }));
  }
  if (drag === null || ctx.view === null || !app.views.has(drag.view)) return idle(moved);
  if ((event.buttons & 1) === 0) return idle({ ...moved, drag: null });
  if (drag.kind === "scrollbar") return idle(dragScrollbar(moved, event, { drag, ctx }));
  const caret = textCaretAt(ctx.view, drag.view, { x: event.x, y: event.y });
  if (caret === null) return idle(moved);
  const { state } = documentOf(moved, viewOf(moved, drag.view).doc);
  const reached = unitAt(state, caret.at, drag.unit);
  const base = drag.origin.ranges[drag.origin.main];
  const range = drag.unit === "char" ? { anchor: base.anchor, head: caret.at } : extended(base, reached);
  const ranges = drag.origin.ranges.map((r, i) => (i === drag.origin.main ? range : r));
  return idle(select(moved, drag.view, { selection: { ranges, main: drag.origin.main }, ctx }));
}

export function stepMouseUp(app: App, event: MouseButtonEvent): Step {
  if (event.button !== 0 || app.drag === null) return idle(app);
  const { drag } = app;
  const free: App = { ...app, drag: null };
  if (drag.kind !== "select" || !app.views.has(drag.view)) return idle(free);
  const { state } = documentOf(app, viewOf(app, drag.view).doc);
  const range = selectionOf(state, drag.view);
  const main = range.ranges[range.main];
  if (main.anchor === main.head || Math.abs(main.anchor - main.head) > primaryLimit) return idle(free);
  return { app: free, effects: [{ kind: "primary.write", text: mainSelected(app, drag.view) }] };
}

export function stepWheel(app: App, event: WheelEvent, ctx: StepContext): Step {
  if (ctx.view === null || app.prompt !== null) return idle(app);
  if ((event.mods & Mod.ctrl) !== 0) {
    const level = Math.min(8, Math.max(-5, app.look.zoom - Math.sign(event.dy)));
    return idle(level === app.look.zoom ? app : zoomed(app, level));
  }
  const hit = hitTest(ctx.view, event.x, event.y);
  if (hit.kind === "treeRow") return treeWheel(app, event.dy, ctx);
  if (!("view" in hit) || hit.kind === "tab" || hit.kind === "tabClose") return idle(app);
  const step = linesPerNotch * app.look.codeLineHeight;
  const sideways = (event.mods & Mod.shift) !== 0;
  const dx = (sideways ? event.dy : event.dx) * step, dy = (sideways ? event.dx : event.dy) * step;
  return { app: scrolled(app, hit.view, { dx, dy, ctx }), effects: noEffects };
}

function dragScrollbar(
  app: App,
  at: { x: Px; y: Px },
  { drag, ctx }: { drag: Drag & { kind: "scrollbar" }; ctx: StepContext },
): App {
  const view = viewOf(app, drag.view);
  const start = (drag.axis === "y" ? at.y : at.x) - drag.grab as Px;
  const scroll = scrollToThumb(app, drag.view, { axis: drag.axis, start, last: ctx.view! });
  return scroll === view.scroll ? app : withDocView(app, { ...view, scroll });
}

function select(app: App, view: ViewId, { selection, ctx }: { selection: Selection; ctx: StepContext }): App {
  const { doc } = viewOf(app, view);
  return editDocument(app, { view, selection, origin: "move", reveal: true }, { doc, ctx });
}

/** The word or line around a place, as a range. A line takes its "\n" along. */
function unitAt(state: State, at: Offset, unit: "char" | "word" | "line"): Range {
  if (unit === "char") return caretAt(at);
  if (unit === "word") {
    const word = wordAt({ text: state.text, separators: state.settings.wordSeparators }, at);
    return word === null ? caretAt(at) : { anchor: word.from, head: word.to };
  }
  return lineRange(state.text, at);
}
function lineRange(text: Text, at: Offset): Range {
  const line = text.lineAt(at);
  return { anchor: line.from, head: Math.min(line.to + 1, text.length) as Offset };
}
/** From the far end of `base` to the far end of `reached`, whichever way round they lie. */
function extended(base: Range, reached: Range): Range {
  return rangeFrom(reached) < rangeFrom(base)
    ? { anchor: rangeTo(base), head: rangeFrom(reached) }
    : { anchor: rangeFrom(base), head: rangeTo(reached) };
}
