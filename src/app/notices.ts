/** Messages in the window: adding them, taking them away, and when they go by themselves. */
import type { App, Step } from "./app.ts";
import type { Notice } from "../ui/mod.ts";

/** Enough to see what happened; older ones give way. */
const most = 5;
/** An error stays until it is read and closed. */
const stayMs = { info: 5000, warning: 10000, error: null } as const;

export function withNotice(app: App, notice: Pick<Notice, "level" | "text">): Step {
  const same = app.notices.find((n) => n.text === notice.text && n.level === notice.level);
  if (same !== undefined) return { app, effects: [] };
  const id = app.nextId;
  const notices = [...app.notices, { id, ...notice }].slice(-most);
  const afterMs = stayMs[notice.level];
  return {
    app: { ...app, notices, nextId: id + 1 },
    effects: afterMs === null ? [] : [{ kind: "notice.timer", notice: id, afterMs }],
  };
}

export function withoutNotice(app: App, id: number): App {
  const notices = app.notices.filter((notice) => notice.id !== id);
  return notices.length === app.notices.length ? app : { ...app, notices };
}
