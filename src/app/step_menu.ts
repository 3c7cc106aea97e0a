/**
 * Input for an open context menu, and the right mouse button that opens one: which menu by what lies under the pointer. While a menu is open it
 * has the keyboard and the mouse; what it does not know closes it.
 */
import type { LineIndex, ViewId } from "../base/mod.ts";
import { caretAt, rangeFrom, rangeTo } from "../editor/mod.ts";
import { type Hit, menuClick, menuKey, type MenuOutcome, menuPoint } from "../ui/mod.ts";
import type { KeyEvent, MouseButtonEvent, MouseMoveEvent } from "../window/mod.ts";
import { type App, documentOf, idle, selectionOf, type Step, type StepContext, viewOf } from "./app.ts";
import { editDocument, focusView } from "./documents.ts";
import { closeMenu, editorMenu, gutterMenu, openMenuAt, tabBarMenu, tabMenu } from "./menus.ts";
import type { MenuEntry } from "./menu_types.ts";
import { hasCommand, runCommand } from "./registry.ts";
import { statusMenu } from "./status_menu.ts";

/** A key while a menu is open. */
export function menuKeyDown(app: App, event: KeyEvent, ctx: StepContext): Step {
  const { key } = event;
  // What opens it closes it, too.
  if (key === "contextmenu" || key === "f10") return { ...idle(closeMenu(app)), handled: true };
  if (key === "tab") return { ...idle(app), handled: true };
  const step = came(app, menuKey(app.menu!, key === "numpad_enter" ? "enter" : key), ctx);
  const types = key === "space" || [...key].length === 1;
  return { ...step, app: types ? { ...step.app, swallowText: true } : step.app, handled: true };
}

function came(app: App, outcome: MenuOutcome, ctx: StepContext): Step {
  switch (outcome.kind) {
    case "menu":
      return idle(outcome.menu === app.menu ? app : { ...app, menu: { ...app.menu!, ...outcome.menu } });
    case "picked": {
      const call = app.menu!.calls.get(outcome.id);
      const closed = closeMenu(app);
      return call === undefined ? idle(closed) : runCommand(closed, call, ctx) ?? idle(closed);
    }
    case "closed":
      return idle(closeMenu(app));
    case "other":
      return idle(app);
  }
}

/** A button went down while a menu is open. */
export function menuMouseDown(
  app: App,
  event: MouseButtonEvent,
  { hit, ctx }: { hit: Hit & { kind: "menu" }; ctx: StepContext },
): Step {
  if (hit.at === "outside") {
    const closed = closeMenu(app);
    // The right button opens the menu of what it is over now.
    return event.button === 2 ? { ...idle(closed), handled: true } : idle(closed);
  }
  return hit.at === "body" ? idle(app) : came(app, menuClick(app.menu!, hit.at), ctx);
}

/** The pointer moves over an open menu. */
export function menuMouseMove(app: App, event: MouseMoveEvent, hit: Hit): App {
  const moved: App = { ...app, pointer: { x: event.x, y: event.y } };
  if (hit.kind !== "menu" || typeof hit.at === "string") return moved;
  const menu = menuPoint(moved.menu!, hit.at);
  // A menu in a menu stays open while the pointer goes over its own row.
  const { path } = moved.menu!;
  const isOpen = path.length > hit.at.length && hit.at.every((row, i) => path[i] === row);
  return isOpen && path.length === hit.at.length + 1
    ? { ...moved, menu: { ...moved.menu!, path: [...hit.at, -1] } }
    : { ...moved, menu: { ...moved.menu!, ...menu } };
}

/** The right button over something; `null`: there is no menu for that. */
export function openMenuFor(
  app: App,
  event: MouseButtonEvent,
  { hit, ctx }: { hit: Hit; ctx: StepContext },
): Step | null {
  const none = 0 as typeof event.x;
  const open = (on: App, entries: readonly MenuEntry[]): Step =>
    idle(
      openMenuAt(on, entries, {
        anchor: { x: event.x, y: event.y, width: none, height: none },
        has: hasCommand,
      }),
    );
  switch (hit.kind) {
    case "text":
      return open(caretTo(focusView(app, hit.view), hit, ctx), editorMenu);
    case "gutter":
    case "fold":
      return open(focusView(app, hit.view), gutterMenu(hit.line));
    case "tab":
    case "tabClose":
      return open(focusView(app, hit.view), tabMenu);
    case "tabBar":
      return open(app, tabBarMenu);
    case "status":
      return open(app, statusMenu(app, hit.item));
    default:
      return null;
  }
}

/** The caret goes where the button went down, unless that is selected. */
function caretTo(
  app: App,
  { view, caret }: { view: ViewId; caret: { at: Parameters<typeof caretAt>[0] }; line: LineIndex },
  ctx: StepContext,
): App {
  const { doc } = viewOf(app, view);
  const { ranges } = selectionOf(documentOf(app, doc).state, view);
  const isSelected = ranges.some((range) => rangeFrom(range) <= caret.at && caret.at <= rangeTo(range));
  if (isSelected) return app;
  const selection = { ranges: [caretAt(caret.at)], main: 0 };
  return editDocument(app, { view, selection, origin: "move" }, { doc, ctx });
}
