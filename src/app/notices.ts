/**
 * Messages in the window: adding them, taking them away, and when they go by themselves. What was said is kept in a list until a person clears it;
 * what is over (a file was merged, a work is done) goes from there as well.
 */
import type { DocId } from "../base/mod.ts";
import type { App, AppNotice, Step } from "./app.ts";

/** Enough to see what happened; older ones give way. */
const most = 5;
const mostKept = 100;
/** An error stays until it is read and closed. */
const stayMs = { info: 5000, warning: 10000, error: null } as const;

export function withNotice(app: App, notice: Omit<AppNotice, "id">): Step {
  const isSame = (n: AppNotice): boolean => n.text === notice.text && n.level === notice.level;
  if (app.notices.some(isSame)) return { app, effects: [] };
  const id = app.nextId;
  const notices = [...app.notices, { id, ...notice }].slice(-most);
  const noticeLog = [...app.noticeLog.filter((one) => !isSame(one)), { id, ...notice }].slice(-mostKept);
  // One that offers something waits for a person.
  const afterMs = notice.actions === undefined ? stayMs[notice.level] : null;
  return {
    app: { ...app, notices, noticeLog, nextId: id + 1 },
    effects: afterMs === null ? [] : [{ kind: "notice.timer", notice: id, afterMs }],
  };
}

/** What was said of a document, and is over: it was merged, read again or saved. */
export const withoutNoticesOf = (app: App, doc: DocId): App => without(app, ({ about }) => about === doc);

/** A person closed it, or took what it offers. */
export const withoutNotice = (app: App, id: number): App => without(app, (notice) => notice.id === id);

function without(app: App, isOver: (notice: AppNotice) => boolean): App {
  if (!app.noticeLog.some(isOver) && !app.notices.some(isOver)) return app;
  return {
    ...app,
    notices: app.notices.filter((one) => !isOver(one)),
    noticeLog: app.noticeLog.filter((one) => !isOver(one)),
  };
}

/** It was shown long enough; the list keeps it. */
export function hiddenNotice(app: App, id: number): App {
  const notices = app.notices.filter((notice) => notice.id !== id);
  return notices.length === app.notices.length ? app : { ...app, notices };
}

/** How far its work is; the same object where nothing changed. */
export function progressedNotice(app: App, id: number, progress: number): App {
  const shown = app.noticeLog.find((one) => one.id === id);
  if (shown === undefined || shown.progress === progress) return app;
  const change = (one: AppNotice): AppNotice => (one.id === id ? { ...one, progress } : one);
  return { ...app, notices: app.notices.map(change), noticeLog: app.noticeLog.map(change) };
}
