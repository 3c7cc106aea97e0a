/**
 * The pointer on parts of an editor beside its text: fold marks, sticky headers, the minimap. Every click does what a command
 * does; the minimap's slider is dragged as a scrollbar's thumb is.
 */
import type { LineIndex, Px, ViewId } from "../base/mod.ts";
import { type Hit, scrollToSlider } from "../ui/mod.ts";
import type { MouseButtonEvent } from "../window/mod.ts";
import { type App, idle, type Step, type StepContext, viewOf, withDocView } from "./app.ts";
import { focusView, goTo } from "./documents.ts";
import { runCommand } from "./registry.ts";

export type PartHit = Extract<Hit, { kind: "fold" | "sticky" | "minimap" }>;

export function downOnPart(
  app: App,
  event: MouseButtonEvent,
  { hit, ctx }: { hit: PartHit; ctx: StepContext },
): Step {
  if (event.button !== 0) return idle(app);
  switch (hit.kind) {
    case "fold": {
      const focused = focusView(app, hit.view);
      const id = hit.part === "folded" ? "editor.unfold" : "editor.fold";
      const call = { id, view: hit.view, arg: { selectionLines: [hit.line] } };
      return runCommand(focused, call, ctx) ?? idle(focused);
    }
    case "sticky":
      return idle(goTo(focusView(app, hit.view), hit.view, { line: hit.line, column: 0, ctx }));
    case "minimap": {
      const held: App = {
        ...app,
        drag: { kind: "scrollbar", view: hit.view, axis: "y", grab: hit.grab, map: true },
      };
      if (hit.part === "slider") return idle(held);
      // A click on the map shows the line that was clicked in the middle.
      return idle(showLine(held, { view: hit.view, line: hit.line, ctx }));
    }
  }
}

function showLine(app: App, { view, line, ctx }: { view: ViewId; line: LineIndex; ctx: StepContext }): App {
  const editor = ctx.view?.editors.find((one) => one.view === view);
  if (editor === undefined) return app;
  const above = Math.floor(editor.box.height / editor.lineHeight / 2);
  const { map } = editor;
  const row = Math.max(0, map.rowOfLine(Math.min(line, map.text.lineCount - 1)) - above);
  const top = map.lineOfRow(row);
  const { scroll } = viewOf(app, view);
  return withDocView(app, { ...viewOf(app, view), scroll: { ...scroll, line: top, dy: 0 as Px } });
}

/** The slider follows the pointer. */
export function dragMinimap(
  app: App,
  at: { y: Px },
  { drag, ctx }: { drag: { view: ViewId; grab: Px }; ctx: StepContext },
): App {
  const last = ctx.view;
  const parts = last?.parts.find((one) => one?.editor.view === drag.view);
  const minimap = parts?.minimap ?? null;
  if (last === null || minimap === null) return app;
  const view = viewOf(app, drag.view);
  const { slider, box: room, lines } = minimap;
  const start = (at.y - drag.grab) as Px;
  const scroll = scrollToSlider(app, drag.view, { start, last, slider, room, lines });
  return scroll === view.scroll ? app : withDocView(app, { ...view, scroll });
}
