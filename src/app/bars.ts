/**
 * Side bars and the panel as pure changes of the app: what they show, who of them has the keyboard. Features call `showBarPart` and
 * `hideBarPart` for their own view; nothing here knows which views there are.
 */
import { activePart, type BarId, BARS, isBarShown, type Panes, partsIn, withBar } from "../ui/mod.ts";
import type { App, AppBarPart } from "./app.ts";

/** The view of the bar that has the keyboard; null: the editors have it. */
export function focusedPart(app: App): AppBarPart | null {
  return app.barFocus === null ? null : activePart(app, app.barFocus) as AppBarPart | null;
}

/** The keyboard goes to a bar, or back to the editors. */
export function focusBar(app: App, bar: BarId | null): App {
  if (app.barFocus === bar) return app;
  const find = app.find === null || app.find.focus === null ? app.find : { ...app.find, focus: null };
  return { ...app, barFocus: bar, find, preedit: null, held: [], chord: null };
}

/** Shows a view in its bar, unless there is no such view now; "focus" gives it the keyboard. */
export function showBarPart(app: App, id: string, how: "focus" | "keep"): App {
  const part = app.barParts.find((one) => one.id === id);
  if (part === undefined || !(part.isThere?.(app) ?? true)) return app;
  const { place } = part;
  const { isShown, active } = app.panes[place];
  const open = isShown && active === id && isBarShown(app.panes, place)
    ? app
    : withPanes(app, { ...withBar(app.panes, place, { isShown: true, active: id }), isZen: false });
  return how === "focus" ? focusBar(open, place) : open;
}

/** Takes a view that has nothing to show any more out of its bar; another one of the bar takes its place. */
export function hideBarPart(app: App, id: string): App {
  const bar = BARS.find((one) => app.panes[one].active === id);
  if (bar === undefined) return app;
  const next = partsIn(app, bar).find((part) => part.id !== id)?.id ?? null;
  const { isShown } = app.panes[bar];
  return withPanes(app, withBar(app.panes, bar, { active: next, isShown: isShown && next !== null }));
}

/** The bar with a view to show; null: there is none. */
export function openBar(app: App, bar: BarId): App | null {
  const parts = partsIn(app, bar);
  const { active } = app.panes[bar];
  const part = parts.find((one) => one.id === active) ?? parts[0];
  return part === undefined ? null : showBarPart(app, part.id, "keep");
}
export function closeBar(app: App, bar: BarId): App {
  return withPanes(app, withBar(app.panes, bar, { isShown: false }));
}

/** Other panes; a bar that went away gives the keyboard back. */
export function withPanes(app: App, panes: Panes): App {
  if (panes === app.panes) return app;
  const next: App = { ...app, panes };
  return next.barFocus !== null && !isBarShown(panes, next.barFocus) ? focusBar(next, null) : next;
}
