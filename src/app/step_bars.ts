/**
 * Keys, text and the mouse in side bars, in the panel and on the lines between panes. Each goes to the view that the bar shows; what it
 * means there is that view's own.
 */
import {
  activePart,
  type BarId,
  type BarView,
  dividerAt,
  type DividerId,
  dragDivider,
  type Hit,
  placesOf,
  resetDivider,
} from "../ui/mod.ts";
import type { KeyEvent, MouseButtonEvent, MouseMoveEvent, WheelEvent } from "../window/mod.ts";
import {
  type App,
  type AppBarPart,
  type BarMouse,
  type Drag,
  idle,
  type Step,
  type StepContext,
} from "./app.ts";
import { focusBar, focusedPart, showBarPart, withPanes } from "./bars.ts";
import { runCommand } from "./registry.ts";

type BarHit = Extract<Hit, { kind: "bar" | "barTab" | "barAction" | "barHeader" | "divider" }>;

/** A key for the view that has the keyboard; `null`: bindings get it. */
export function barKey(app: App, event: KeyEvent, ctx: StepContext): Step | null {
  return focusedPart(app)?.key?.(app, event, ctx) ?? null;
}
export function barText(app: App, text: string, ctx: StepContext): Step {
  return focusedPart(app)?.text?.(app, text, ctx) ?? idle(app);
}
export function barPaste(app: App, text: string, ctx: StepContext): Step {
  return focusedPart(app)?.paste?.(app, text, ctx) ?? idle(app);
}

export function barMouseDown(
  app: App,
  event: MouseButtonEvent,
  { hit, ctx }: { hit: BarHit; ctx: StepContext },
): Step {
  switch (hit.kind) {
    case "divider":
      return event.button === 0 ? downOnDivider(app, event, hit.id) : idle(app);
    case "barTab":
      return event.button === 0 ? idle(showBarPart(app, hit.part, "focus")) : idle(app);
    case "barAction":
      return event.button === 0 ? runCommand(app, { id: hit.id, arg: hit.arg }, ctx) ?? idle(app) : idle(app);
    case "barHeader":
      return idle(focusBar(app, hit.bar));
    case "bar": {
      const held: App = { ...focusBar(app, hit.bar), drag: { kind: "bar", bar: hit.bar } };
      const { x, y, button, clicks, mods } = event;
      return toPart(held, { kind: "down", x, y, button, clicks, mods }, { bar: hit.bar, ctx });
    }
  }
}

function toPart(
  app: App,
  event: Omit<BarMouse, "view" | "area">,
  { bar, ctx }: { bar: BarId; ctx: StepContext },
): Step {
  const part = activePart(app, bar) as AppBarPart | null;
  const shown = barOf(ctx, bar);
  if (part === null || part.mouse === undefined || shown === null || shown.part !== part.id) return idle(app);
  return part.mouse(app, { ...event, view: shown.view, area: shown.content }, ctx) ?? idle(app);
}
function barOf({ view }: StepContext, bar: BarId): BarView | null {
  return view?.bars.find(({ id }) => id === bar) ?? null;
}

function downOnDivider(app: App, event: MouseButtonEvent, id: DividerId): Step {
  if (event.clicks === 2) return idle(withPanes(app, resetDivider(app.panes, id)));
  const line = dividerAt(placesOf(app), event)?.line;
  if (line === undefined) return idle(app);
  const grab = (isSideways(app, id) ? event.x - line.x : event.y - line.y) as App["width"];
  return idle({ ...app, drag: { kind: "divider", divider: id, grab } });
}
/** Whether a line is dragged to the left and right. */
function isSideways(app: App, id: DividerId): boolean {
  if (id.kind === "bar") return id.bar !== "panel";
  return placesOf(app).dividers.find((one) => one.id === id || same(one.id, id))?.axis === "x";
}
const same = (a: DividerId, b: DividerId): boolean => JSON.stringify(a) === JSON.stringify(b);

export function barDrag(
  app: App,
  event: MouseMoveEvent,
  { drag, ctx }: { drag: Drag & { kind: "bar" | "divider" }; ctx: StepContext },
): Step {
  if (drag.kind === "bar") {
    if (event.buttons === 0) return idle({ ...app, drag: null });
    const { x, y, mods } = event;
    return toPart(app, { kind: "drag", x, y, button: 0, clicks: 0, mods }, { bar: drag.bar, ctx });
  }
  if ((event.buttons & 1) === 0) return idle({ ...app, drag: null });
  const to = isSideways(app, drag.divider) ? event.x - drag.grab : event.y - drag.grab;
  return idle(withPanes(app, dragDivider(app, drag.divider, to)));
}

/** A move without a button, over the view of a bar. */
export function barHover(
  app: App,
  event: MouseMoveEvent,
  { bar, ctx }: { bar: BarId; ctx: StepContext },
): Step {
  const { x, y, mods } = event;
  return toPart(app, { kind: "move", x, y, button: 0, clicks: 0, mods }, { bar, ctx });
}

export function barMouseUp(
  app: App,
  event: MouseButtonEvent,
  { bar, ctx }: { bar: BarId; ctx: StepContext },
): Step {
  const { x, y, button, clicks, mods } = event;
  return toPart({ ...app, drag: null }, { kind: "up", x, y, button, clicks, mods }, { bar, ctx });
}

export function barWheel(app: App, event: WheelEvent, { bar, ctx }: { bar: BarId; ctx: StepContext }): Step {
  const { x, y, dx, dy, mods } = event;
  return toPart(app, { kind: "wheel", x, y, dx, dy, button: 0, clicks: 0, mods }, { bar, ctx });
}
