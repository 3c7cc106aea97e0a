/** The list of messages while it is open: its keys, its buttons, the wheel. */
import { kitFocus } from "../ui/mod.ts";
import { type KeyEvent, Mod } from "../window/mod.ts";
import { type App, idle, type Step, type StepContext } from "./app.ts";
import { runNotice } from "./notice_actions.ts";
import { clearedList, closedList } from "./notice_commands.ts";
import { withoutNotice } from "./notices.ts";

/** A key while the list is open; `null`: bindings get it. */
export function noticeListKey(app: App, event: KeyEvent, ctx: StepContext): Step | null {
  const list = app.noticeList!;
  const isPlain = (event.mods & (Mod.ctrl | Mod.alt | Mod.meta)) === 0;
  if (!isPlain) return null;
  const handled = (next: App): Step => ({ ...idle(next), handled: true });
  const places = ctx.view?.notices?.places ?? [];
  const focus = (by: 1 | -1): Step => {
    const focused = kitFocus(places, list.focused, by);
    return handled(shown({ ...app, noticeList: { ...list, focused } }, ctx));
  };
  switch (event.key) {
    case "escape":
      return handled(closedList(app));
    case "tab":
      return focus((event.mods & Mod.shift) === 0 ? 1 : -1);
    case "down":
    case "right":
      return focus(1);
    case "up":
    case "left":
      return focus(-1);
    case "delete": {
      const id = noticeOf(list.focused);
      return handled(id === null ? app : withoutNotice(app, id));
    }
    case "enter":
    case "space":
      return { ...noticePressed(app, list.focused, ctx), handled: true };
    default:
      return null;
  }
}
/** The message that a button belongs to. */
function noticeOf(focused: string | null): number | null {
  const found = /^(?:notice|close)-(\d+)/.exec(focused ?? "");
  return found === null ? null : Number(found[1]);
}
/** A button of the list. */
export function noticePressed(app: App, button: string | null, ctx: StepContext): Step {
  if (button === "clear") return idle(clearedList(app));
  if (button === "close") return idle(closedList(app));
  const id = noticeOf(button);
  if (id === null) return idle(app);
  if (button!.startsWith("close-")) return idle(withoutNotice(app, id));
  return runNotice(closedList(app), { notice: id, index: Number(button!.split("-")[2]) }, ctx);
}
/** Scrolled so that the button with the focus shows. */
function shown(app: App, { view }: StepContext): App {
  const list = app.noticeList!;
  const notices = view?.notices;
  if (!notices?.list) return app;
  const place = notices.places.find(({ id }) => id === list.focused);
  if (place === undefined || list.focused === "clear" || list.focused === "close") return app;
  const { box } = notices.list;
  const over = place.box.y + place.box.height + 8 - (box.y + box.height), under = box.y + 8 - place.box.y;
  return over > 0 ? scrolledBy(app, over, view!) : under > 0 ? scrolledBy(app, -under, view!) : app;
}
function scrolledBy(app: App, by: number, view: NonNullable<StepContext["view"]>): App {
  const list = app.noticeList!;
  const top = Math.max(0, Math.min(list.top + by, view.notices?.list?.most ?? 0));
  return top === list.top ? app : { ...app, noticeList: { ...list, top } };
}
/** The wheel over the list. */
export const noticeListWheel = (app: App, dy: number, { view }: StepContext): App =>
  view === null ? app : scrolledBy(app, dy * 60, view);
