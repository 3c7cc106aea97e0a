/**
 * The mouse: clicks, drags, the wheel and drops, told apart by what `hitTest` finds under the pointer.
 * Selecting by mouse makes specs like every command does; tabs, bars and notices change the app itself.
 */
import type { LineIndex, Offset, Px, ViewId } from "../base/mod.ts";
import {
  caretAt,
  type Corner,
  cornerOf,
  type Range,
  rangeFrom,
  rangeTo,
  type Selection,
  type State,
  type Text,
  withRange,
  wordAt,
} from "../editor/mod.ts";
import { type AppView, hitTest, scrollToThumb, textCaretAt } from "../ui/mod.ts";
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
import { primaryLimit } from "./editing_commands.ts";
import { statusCommands } from "./status_pickers.ts";
import { runNotice } from "./notice_actions.ts";
import { withoutNotice } from "./notices.ts";
import { noticeListWheel, noticePressed } from "./step_notices.ts";
import { welcomeClick } from "./welcome_page.ts";
import { menuMouseDown, menuMouseMove, openMenuFor } from "./step_menu.ts";
import { tipOver } from "./tips.ts";
import { answer, close } from "./saving.ts";
import {
  cornerAt,
  dragBox,
  dragText,
  dropText,
  rangeUnder,
  scrollToPointer,
  withTicks,
} from "./step_drag.ts";
import { barDrag, barHover, barMouseDown, barMouseUp, barWheel } from "./step_bars.ts";
import { runCommand } from "./registry.ts";
import { treeClick, treeWheel } from "./undo_tree.ts";
import { downOnPart, dragMinimap } from "./step_parts.ts";
import { focusGroup } from "./groups.ts";
import { tabDrag, tabDrop, tabMouseDown, tabWheel } from "./step_tabs.ts";
import { promptMouse } from "./step_prompt.ts";
import { quickDrag, quickMouseDown, quickWheel } from "./step_quick_pick.ts";
import { findDrag, findMouseDown } from "./step_find.ts";
import { findFocus } from "./find_state.ts";

/** Lines that one notch of the wheel moves; VS Code's and most toolkits' default. */
const linesPerNotch = 3;

export function stepMouseDown(app: App, event: MouseButtonEvent, ctx: StepContext): Step {
  if (ctx.view === null) return idle(app);
  const hit = hitTest(ctx.view, event.x, event.y);
  if (hit.kind === "promptInput") return event.button === 0 ? promptMouse(app, hit.unit) : idle(app);
  if (app.prompt !== null) {
    return hit.kind === "promptChoice" && event.button === 0 ? answer(app, hit.id) : idle(app);
  }
  if (hit.kind === "menu") {
    const step = menuMouseDown(app, event, { hit, ctx });
    if (event.button !== 2 || hit.at !== "outside") return step;
    return openMenuFor(step.app, event, { hit: hitTest(withoutMenu(ctx.view), event.x, event.y), ctx }) ??
      step;
  }
  if (hit.kind === "quickPick") return quickMouseDown(app, event, { hit, ctx });
  if (hit.kind === "find") return findMouseDown(app, event, { part: hit.part, unit: hit.unit, ctx });
  if (hit.kind === "snippetChoice") {
    if (event.button !== 0 || hit.index < 0) return idle(app);
    return runCommand(app, { id: "nexus.chooseSnippetChoice", arg: { index: hit.index } }, ctx) ?? idle(app);
  }
  if ((hit.kind === "text" || hit.kind === "gutter") && findFocus(app) !== null) {
    app = { ...app, find: { ...app.find!, focus: null } };
  }
  if (app.undoTree !== null) {
    const isRow = hit.kind === "treeRow";
    return treeClick(app, { row: isRow ? hit.id : null, inside: isRow, ctx });
  }
  if (event.button === 2) {
    const step = openMenuFor(app, event, { hit, ctx });
    if (step !== null) return step;
  }
  switch (hit.kind) {
    case "divider":
    case "bar":
    case "barHeader":
    case "barTab":
    case "barAction":
      return barMouseDown(app, event, { hit, ctx });
    case "text":
      return downOnText(focusView(app, hit.view), event, { view: hit.view, at: hit.caret.at, ctx });
    case "gutter":
      return event.button === 0 ? downOnGutter(focusView(app, hit.view), event, { ...hit, ctx }) : idle(app);
    case "fold":
    case "sticky":
    case "minimap":
      return downOnPart(app, event, { hit, ctx });
    case "scrollbar":
      return event.button === 0 ? downOnScrollbar(app, event, { ...hit, ctx }) : idle(app);
    case "tab":
      return tabMouseDown(app, event, hit.view);
    case "tabBar":
      if (event.button !== 0) return idle(app);
      return event.clicks === 2
        ? runCommand(focusGroup(app, hit.group), { id: "workbench.action.files.newUntitledFile" }, ctx) ??
          idle(app)
        : idle(focusGroup(app, hit.group));
    case "emptyGroup":
      return idle(focusGroup(app, hit.group));
    case "tabClose":
      return event.button <= 1 ? close(app, hit.view) : idle(app);
    case "status": {
      const id = event.button === 0 && hit.item !== null ? statusCommands[hit.item] : undefined;
      return id === undefined ? idle(app) : runCommand(app, { id }, ctx) ?? idle(app);
    }
    case "noticeList":
      return event.button === 0 ? noticePressed(app, hit.button, ctx) : idle(app);
    case "welcome":
      return event.button === 0 ? welcomeClick(app, hit, ctx) : idle(app);
    case "noticeAction":
      return event.button === 0 ? runNotice(app, { notice: hit.id, index: hit.index }, ctx) : idle(app);
    case "notice":
      return hit.part === "close" && event.button === 0 ? idle(withoutNotice(app, hit.id)) : idle(app);
    default:
      return idle(app);
  }
}

/** What is under an open menu. */
const withoutMenu = (view: AppView): AppView => ({ ...view, menu: null });

function downOnText(
  app: App,
  event: MouseButtonEvent,
  { view, at, ctx }: { view: ViewId; at: Offset; ctx: StepContext },
): Step {
  const { state } = documentOf(app, viewOf(app, view).doc);
  const old = selectionOf(state, view);
  const start = { x: event.x, y: event.y };
  const isShift = (event.mods & Mod.shift) !== 0, isAlt = (event.mods & Mod.alt) !== 0;
  const box = (from: Corner, base: App): Step =>
    idle({
      ...base,
      drag: { kind: "box", view, from, button: event.button, start, moved: false, ticking: false },
    });
  const here = cornerAt(ctx.view!, view, { point: event, state }) ?? cornerOf(state, at);
  if (event.button === 1) {
    // A click pastes once the button goes up; a drag selects a box.
    return box(here, select(app, view, { selection: { ranges: [caretAt(at)], main: 0 }, ctx }));
  }
  if (event.button !== 0) return idle(app);
  const unit = event.clicks >= 3 ? "line" : event.clicks === 2 ? "word" : "char";
  if (unit === "char" && isShift && isAlt) {
    const drag: Drag = {
      kind: "box",
      view,
      from: cornerOf(state, old.ranges[old.main].anchor),
      button: 0,
      start,
      moved: true,
      ticking: false,
    };
    return idle(dragBox({ ...app, drag }, event, { drag, ctx }));
  }
  if (unit === "char" && isAlt) {
    const again = old.ranges.findIndex((range) => range.anchor === at && range.head === at);
    const selection: Selection = again >= 0 && old.ranges.length > 1
      ? { ranges: old.ranges.toSpliced(again, 1), main: Math.max(0, old.ranges.length - 2) }
      : withRange(old, caretAt(at));
    return box(here, select(app, view, { selection, ctx }));
  }
  if (unit === "char" && !isShift && rangeUnder(old, at)) {
    return idle({ ...app, drag: { kind: "move", view, at, dropAt: null, start, ticking: false } });
  }
  const range = unitAt(state, at, unit);
  const origin: Selection = isShift
    ? { ranges: [{ anchor: old.ranges[old.main].anchor, head: at }], main: 0 }
    : isAlt
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
  if (drag?.kind === "quickPick") {
    return idle((event.buttons & 1) === 0 ? { ...moved, drag: null } : quickDrag(moved, event, ctx));
  }
  if (drag?.kind === "input") {
    if ((event.buttons & 1) === 0) return idle({ ...moved, drag: null });
    return idle(findDrag(moved, { input: drag.input, x: event.x, view: ctx.view?.find ?? null }));
  }
  if (drag?.kind === "bar" || drag?.kind === "divider") return barDrag(moved, event, { drag, ctx });
  if (ctx.view === null) return idle(moved);
  if (drag === null) {
    const hit = hitTest(ctx.view, event.x, event.y);
    if (moved.menu !== null) return idle(menuMouseMove(moved, event, hit));
    if (hit.kind === "bar") {
      return barHover(moved.tip === null ? moved : { ...moved, tip: null }, event, { bar: hit.bar, ctx });
    }
    return tipOver(moved, hit, ctx);
  }
  if (!app.views.has(drag.view)) return idle(moved);
  const held = drag.kind === "box" && drag.button === 1 ? 4 | 2 : 1;
  if ((event.buttons & held) === 0) return idle({ ...moved, drag: null });
  if (drag.kind === "tab") return idle(tabDrag(moved, event, { drag, view: ctx.view }));
  if (drag.kind === "scrollbar") return idle(dragScrollbar(moved, event, { drag, ctx }));
  return withTicks(dragged(moved, event, ctx), ctx);
}

/** The pointer is held outside of the text: scrolls on and drags to where it is. */
export function stepDragTick(app: App, ctx: StepContext): Step {
  if (app.drag === null || !("view" in app.drag) || !app.views.has(app.drag.view)) return idle(app);
  const next = scrollToPointer(app, ctx);
  return next.pointer === null ? idle(next) : withTicks(dragged(next, next.pointer, ctx), ctx);
}

/** The drag goes on to a point. */
function dragged(app: App, point: { readonly x: Px; readonly y: Px }, ctx: StepContext): App {
  const { drag } = app;
  if (drag === null || ctx.view === null) return app;
  if (drag.kind === "box") return dragBox(app, point, { drag, ctx });
  if (drag.kind === "move") return dragText(app, point, { drag, ctx });
  if (drag.kind !== "select") return app;
  const caret = textCaretAt(ctx.view, drag.view, { x: point.x, y: point.y });
  if (caret === null) return app;
  const { state } = documentOf(app, viewOf(app, drag.view).doc);
  const reached = unitAt(state, caret.at, drag.unit);
  const base = drag.origin.ranges[drag.origin.main];
  const range = drag.unit === "char" ? { anchor: base.anchor, head: caret.at } : extended(base, reached);
  const ranges = drag.origin.ranges.map((r, i) => (i === drag.origin.main ? range : r));
  return select(app, drag.view, { selection: { ranges, main: drag.origin.main }, ctx });
}

export function stepMouseUp(app: App, event: MouseButtonEvent, ctx: StepContext): Step {
  const { drag } = app;
  if (drag === null) return idle(app);
  if (drag.kind !== "bar" && event.button !== (drag.kind === "box" ? drag.button : 0)) return idle(app);
  const free: App = { ...app, drag: null };
  if (drag.kind === "bar") return barMouseUp(app, event, { bar: drag.bar, ctx });
  if (drag.kind === "tab") return tabDrop(app, event, drag);
  if (!("view" in drag) || drag.kind === "scrollbar" || !app.views.has(drag.view)) return idle(free);
  if (drag.kind === "move") return idle(dropText(app, event, { drag, ctx }));
  if (drag.kind === "box" && drag.button === 1 && !drag.moved) {
    return { app: free, effects: [{ kind: "primary.read", view: drag.view }] };
  }
  const { state } = documentOf(app, viewOf(app, drag.view).doc);
  const range = selectionOf(state, drag.view);
  const main = range.ranges[range.main];
  if (main.anchor === main.head || Math.abs(main.anchor - main.head) > primaryLimit) return idle(free);
  return { app: free, effects: [{ kind: "primary.write", text: mainSelected(app, drag.view) }] };
}

export function stepWheel(app: App, event: WheelEvent, ctx: StepContext): Step {
  if (ctx.view === null || app.prompt !== null || app.menu !== null) return idle(app);
  if ((event.mods & Mod.ctrl) !== 0) {
    const level = Math.min(8, Math.max(-5, app.look.zoom - Math.sign(event.dy)));
    return idle(level === app.look.zoom ? app : zoomed(app, level));
  }
  if (app.quickPick !== null) return quickWheel(app, event.dy);
  const hit = hitTest(ctx.view, event.x, event.y);
  if (app.noticeList !== null && (hit.kind === "notice" || hit.kind === "noticeAction")) {
    return idle(noticeListWheel(app, event.dy, ctx));
  }
  if (hit.kind === "treeRow") return treeWheel(app, event.dy, ctx);
  if (hit.kind === "tab" || hit.kind === "tabClose" || hit.kind === "tabBar") {
    return idle(tabWheel(app, hit.group, { dy: event.dy === 0 ? event.dx : event.dy, view: ctx.view }));
  }
  if (hit.kind === "bar") return barWheel(app, event, { bar: hit.bar, ctx });
  if (!("view" in hit)) return idle(app);
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
  if (drag.map) return dragMinimap(app, at, { drag, ctx });
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
