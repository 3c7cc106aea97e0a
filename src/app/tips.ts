/**
 * Tooltips: what they say about what the pointer rests on, and when they show: after a moment, at once when one shows already, and never again for
 * the same thing once a key or a button was pressed. While none shows or waits a key costs two comparisons. Pure.
 */
import type { Millis } from "../base/mod.ts";
import { type AppView, type Hit, keysFor, keysLabel, STRINGS } from "../ui/mod.ts";
import { type App, documentOf, idle, type Step, type StepContext, viewOf } from "./app.ts";
import { findCommandOf } from "./find_state.ts";
import type { TipTarget } from "./menu_types.ts";
import { statusTip } from "./status_tips.ts";

/** Long enough that a pointer on its way does not call them up. */
const delayMs = 500;
/** Waits for no timer: its tip was dismissed. */
const NEVER = -1 as Millis;

/** The pointer is over something else, or still over the same. */
export function tipOver(app: App, hit: Hit, { view, at }: StepContext): Step {
  const target = view === null ? null : targetOf(app, hit, view);
  if (target === null) {
    return idle(app.tip === null && app.tipWait === null ? app : { ...app, tip: null, tipWait: null });
  }
  if (app.tip?.id === target.id || app.tipWait?.id === target.id) return idle(app);
  if (app.tip !== null) return idle({ ...app, tip: target, tipWait: null });
  const waiting: App = { ...app, tipWait: { ...target, since: at } };
  return { app: waiting, effects: [{ kind: "tip.timer", since: at, afterMs: delayMs }] };
}
/** The moment is over. */
export function tipDue(app: App, since: Millis): App {
  const { tipWait } = app;
  if (tipWait === null || tipWait.since !== since || app.menu !== null || app.drag !== null) return app;
  return { ...app, tip: tipWait, tipWait: null };
}
/** A key or a button: what shows goes, and comes back for something else only. */
export function withoutTip(app: App): App {
  const { tip, tipWait } = app;
  if (tip === null && (tipWait === null || tipWait.since === NEVER)) return app;
  return { ...app, tip: null, tipWait: { ...(tip ?? tipWait!), since: NEVER } };
}

function targetOf(app: App, hit: Hit, view: AppView): TipTarget | null {
  switch (hit.kind) {
    case "status": {
      const item = view.status.items.find(({ id }) => id === hit.item);
      const text = item === undefined ? null : statusTip(app, item.id);
      return text === null ? null : { id: `status-${item!.id}`, text, anchor: item!.box };
    }
    case "tab":
    case "tabClose": {
      const tab = view.tabBars.flatMap(({ tabs }) => tabs).find((one) => one.view === hit.view);
      if (tab === undefined || !app.views.has(hit.view)) return null;
      if (hit.kind === "tabClose") {
        const text = withKeys(app, STRINGS.chrome.tips.closeTab, "workbench.action.closeActiveEditor");
        return { id: `close-${hit.view}`, text, anchor: tab.close };
      }
      const { path, name } = documentOf(app, viewOf(app, hit.view).doc);
      const text = path ?? STRINGS.chrome.tips.unsaved(name);
      return { id: `tab-${hit.view}`, text, anchor: tab.box };
    }
    case "barAction": {
      const place = view.bars.find(({ id }) => id === hit.bar)?.header.actions
        .find(({ action }) => action.id === hit.id && action.arg === hit.arg);
      if (place === undefined) return null;
      const text = withKeys(app, place.action.title, hit.id);
      return { id: `action-${hit.bar}-${hit.id}`, text, anchor: place.box };
    }
    case "find": {
      const { find } = STRINGS.chrome.tips;
      const box = view.find?.parts.find(({ id }) => id === hit.part)?.box;
      if (box === undefined || !(hit.part in find)) return null;
      const part = hit.part as keyof typeof find;
      return { id: `find-${part}`, text: withKeys(app, find[part], findKeys[part]), anchor: box };
    }
    default:
      return null;
  }
}
const findKeys = { ...findCommandOf, toggleReplace: "editor.action.startFindReplaceAction" };

/** Words with the keys of a command behind them. */
export function withKeys({ keys, platform }: App, text: string, command: string): string {
  const chords = keysFor(keys, command);
  return STRINGS.chrome.tips.withKeys(text, chords === null ? "" : keysLabel(chords, platform));
}
