/**
 * Drags over text beyond plain selecting: boxes, moving what is selected, and scrolling on while the pointer is held outside.
 * step_pointer.ts tells the drags apart and does the plain ones.
 */
import type { Offset, ViewId } from "../base/mod.ts";
import {
  caretAt,
  type Corner,
  type Edit,
  rangeFrom,
  rangeTo,
  selectBox,
  type Selection,
  type State,
} from "../editor/mod.ts";
import { type AppView, editorOf, lineAtY, textCaretAt } from "../ui/mod.ts";
import { Mod, type MouseButtonEvent } from "../window/mod.ts";
import {
  type App,
  documentOf,
  type Drag,
  idle,
  selectionOf,
  type Step,
  type StepContext,
  viewOf,
} from "./app.ts";
import { scrolled } from "./app_commands.ts";
import { editDocument } from "./documents.ts";

type BoxDrag = Drag & { readonly kind: "box" };
type MoveDrag = Drag & { readonly kind: "move" };
interface Point {
  readonly x: number;
  readonly y: number;
}
/** A pointer that moved less than this has not moved: hands shake. */
const slackPx = 4;
/** While the pointer is outside: how often it scrolls, and by how much for each pixel it is away. */
const tickMs = 30;

/** The line and column under a point; columns go on behind the ends of lines. */
export function cornerAt(
  view: AppView,
  id: ViewId,
  { point, state }: { point: Point; state: State },
): Corner | null {
  const editor = editorOf(view, id);
  const caret = textCaretAt(view, id, point as never);
  if (editor === null || caret === null) return null;
  const line = Math.min(lineAtY(editor, point.y as never), state.text.lineCount - 1);
  const found = state.text.lineAt(caret.at);
  const column = Math.max(0, Math.round((point.x - editor.text.x + editor.scroll.x) / editor.cell));
  // A row of a wrapped or folded text belongs to the line of its caret, not to its height.
  return { line: found.index === line ? line : found.index, column };
}

export function dragBox(app: App, point: Point, { drag, ctx }: { drag: BoxDrag; ctx: StepContext }): App {
  if (!drag.moved && Math.hypot(point.x - drag.start.x, point.y - drag.start.y) < slackPx) return app;
  const { doc } = viewOf(app, drag.view);
  const { state } = documentOf(app, doc);
  const to = cornerAt(ctx.view!, drag.view, { point, state });
  if (to === null) return app;
  const moved: App = drag.moved ? app : { ...app, drag: { ...drag, moved: true } };
  const box = { from: drag.from, to };
  const selection = selectionOf(state, drag.view);
  const outcome = selectBox({ state, view: drag.view, selection } as Parameters<typeof selectBox>[0], box);
  if (outcome?.spec === undefined) return moved;
  return editDocument(moved, outcome.spec, { doc, ctx });
}

/** The range that holds a place well inside, where pressing may mean dragging it. */
export function rangeUnder({ ranges }: Selection, at: Offset): boolean {
  return ranges.some((range) => rangeFrom(range) < at && at < rangeTo(range));
}

export function dragText(app: App, point: Point, { drag, ctx }: { drag: MoveDrag; ctx: StepContext }): App {
  if (drag.dropAt === null && Math.hypot(point.x - drag.start.x, point.y - drag.start.y) < slackPx) {
    return app;
  }
  const caret = textCaretAt(ctx.view!, drag.view, point as never);
  if (caret === null || caret.at === drag.dropAt) return app;
  return { ...app, drag: { ...drag, dropAt: caret.at } };
}

/** The button was let go: what was dragged goes where it was dropped, or, not dragged, the click is a click. */
export function dropText(
  app: App,
  event: MouseButtonEvent,
  { drag, ctx }: { drag: MoveDrag; ctx: StepContext },
): App {
  const free: App = { ...app, drag: null };
  const { doc } = viewOf(app, drag.view);
  const { state, readOnly } = documentOf(app, doc);
  const { view, dropAt } = drag;
  if (dropAt === null) {
    const selection: Selection = { ranges: [caretAt(drag.at)], main: 0 };
    return editDocument(free, { view, selection, origin: "move", reveal: true }, { doc, ctx });
  }
  const isCopy = (event.mods & (app.platform === "mac" ? Mod.alt : Mod.ctrl)) !== 0;
  const { ranges } = selectionOf(state, view);
  // Dropped on itself nothing goes anywhere.
  if (readOnly || ranges.some((range) => rangeFrom(range) <= dropAt && dropAt <= rangeTo(range) && !isCopy)) {
    return free;
  }
  if (ranges.some((range) => rangeFrom(range) < dropAt && dropAt < rangeTo(range))) return free;
  const moved = ranges.map((range) => state.text.slice(rangeFrom(range), rangeTo(range))).join("\n");
  const edits: Edit[] = [{ from: dropAt, to: dropAt, insert: moved }];
  let before = 0;
  for (const range of isCopy ? [] : ranges) {
    const from = rangeFrom(range), to = rangeTo(range);
    if (from === to) continue;
    edits.push({ from, to, insert: "" });
    if (to <= dropAt) before += to - from;
  }
  const from = dropAt - before;
  const selection: Selection = {
    ranges: [{ anchor: from as Offset, head: (from + moved.length) as Offset }],
    main: 0,
  };
  return editDocument(free, { edits, view, selection, origin: "paste", reveal: true }, { doc, ctx });
}

/** Whether a drag goes over text, and on when the pointer is outside of it. */
export function isTextDrag(drag: Drag): drag is Drag & { readonly kind: "select" | "box" | "move" } {
  return drag.kind === "select" || drag.kind === "box" || drag.kind === "move";
}

/** Asks for ticks when the pointer of a drag is held outside the text; once, until the tick comes. */
export function withTicks(app: App, ctx: StepContext): Step {
  const { drag } = app;
  if (
    drag === null || !isTextDrag(drag) || drag.ticking ||
    beyond(app, ctx) === null
  ) {
    return idle(app);
  }
  return {
    app: { ...app, drag: { ...drag, ticking: true } },
    effects: [{ kind: "editing.timer", what: "drag.tick", afterMs: tickMs }],
  };
}

/** A tick: scrolls towards the pointer. The caller then drags on to where the pointer is. */
export function scrollToPointer(app: App, ctx: StepContext): App {
  const away = beyond(app, ctx);
  const { drag } = app;
  if (drag === null || !isTextDrag(drag)) return app;
  const calm: App = { ...app, drag: { ...drag, ticking: false } };
  return away === null ? calm : scrolled(calm, drag.view, { dx: away.x, dy: away.y, ctx });
}

/** How far the pointer is outside of the text of the view it drags in; null inside. */
function beyond(app: App, { view }: StepContext): Point | null {
  const { drag, pointer } = app;
  if (drag === null || !("view" in drag) || pointer === null || view === null) return null;
  const editor = editorOf(view, drag.view);
  if (editor === null) return null;
  const { text, box } = editor;
  const y = pointer.y < box.y ? pointer.y - box.y : Math.max(0, pointer.y - (box.y + box.height));
  const x = pointer.x < text.x ? pointer.x - text.x : Math.max(0, pointer.x - (text.x + text.width));
  // Over the numbers nothing is scrolled as long as the text starts at its left edge.
  return x === 0 && y === 0 || y === 0 && x < 0 && editor.scroll.x === 0 ? null : { x, y };
}
