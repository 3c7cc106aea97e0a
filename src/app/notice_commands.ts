/** Commands about messages: the list of them, clearing, hiding. Ids are VS Code's. Pure. */
import { STRINGS } from "../ui/mod.ts";
import { type App, idle } from "./app.ts";
import type { AppCommand, AppCommandInfo } from "./app_commands.ts";

const opened = (app: App): App => ({
  ...app,
  notices: [],
  noticeList: { top: 0, focused: null },
  preedit: null,
  tip: null,
});
/** The list is closed. */
export const closedList = (app: App): App => (app.noticeList === null ? app : { ...app, noticeList: null });
/** Nothing was said. */
export const clearedList = (app: App): App => closedList({ ...app, notices: [], noticeLog: [] });

const toggle: AppCommand = (app) => idle(app.noticeList === null ? opened(app) : closedList(app));
const hide: AppCommand = (app) => (app.noticeList === null ? null : idle(closedList(app)));
/** Toasts go, the list keeps them. */
const hideToasts: AppCommand = (app) => (app.notices.length === 0 ? null : idle({ ...app, notices: [] }));
const clear: AppCommand = (app) =>
  app.notices.length === 0 && app.noticeLog.length === 0 ? null : idle(clearedList(app));

const words = STRINGS.chrome.notices.titles;
export const noticeCommands: readonly AppCommandInfo[] = [
  { id: "notifications.showList", title: words.show, run: toggle },
  { id: "notifications.hideList", title: words.hide, run: hide },
  { id: "notifications.hideToasts", title: words.hideToasts, run: hideToasts },
  { id: "notifications.clearAll", title: words.clear, run: clear },
];
