/** Messages in the window: adding them, taking them away, and when they go by themselves. */
import type { App, AppNotice, Step } from "./app.ts";
import type { DocId } from "../base/mod.ts";

/** Enough to see what happened; older ones give way. */
const most = 5;
/** An error stays until it is read and closed. */
const stayMs = { info: 5000, warning: 10000, error: null } as const;

export function withNotice(app: App, notice: Omit<AppNotice, "id">): Step {
  const same = app.notices.find((n) => n.text === notice.text && n.level === notice.level);
  if (same !== undefined) return { app, effects: [] };
  const id = app.nextId;
  const notices = [...app.notices, { id, ...notice }].slice(-most);
  // One that offers something waits for a person.
  const afterMs = notice.actions === undefined ? stayMs[notice.level] : null;
  return {
    app: { ...app, notices, nextId: id + 1 },
    effects: afterMs === null ? [] : [{ kind: "notice.timer", notice: id, afterMs }],
  };
}

/** What was said of a document, and is over: it was merged, read again or saved. */
export function withoutNoticesOf(app: App, doc: DocId): App {
  const notices = app.notices.filter(({ about }) => about !== doc);
  return notices.length === app.notices.length ? app : { ...app, notices };
}

export function withoutNotice(app: App, id: number): App {
  const notices = app.notices.filter((notice) => notice.id !== id);
  return notices.length === app.notices.length ? app : { ...app, notices };
}
