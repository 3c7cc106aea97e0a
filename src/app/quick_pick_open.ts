/**
 * Opening, filling and closing a picker as pure changes of the app. What its rows are is worked out by quick_lists.ts after the
 * step; keys and the mouse are step_quick_pick.ts. The shapes are told in quick_pick_state.ts.
 */
import { EMPTY_LIST, inputOf, listReveal, quickPickPlaces, STRINGS } from "../ui/mod.ts";
import type { App } from "./app.ts";
import { placeNow } from "./quick_back.ts";
import type { QuickItem, QuickPick, QuickPickSpec } from "./quick_pick_state.ts";

const none = new Uint32Array(0);

/** Asks with rows to choose from; an open picker gives way. */
export function openQuickPick(app: App, spec: QuickPickSpec): App {
  const picked = new Set<number>();
  if (spec.many) spec.items.forEach((item, i) => item.isPicked && picked.add(i));
  return withPick(app, {
    spec,
    prefix: "",
    title: spec.title ?? "",
    placeholder: spec.placeholder ?? STRINGS.quickPick.filter,
    text: spec.value ?? "",
    picked,
  });
}

/** Quick open with what is typed, whose first letter says what is listed. */
export function openQuickOpen(app: App, text: string): App {
  return withPick(app, {
    spec: null,
    prefix: "",
    title: "",
    placeholder: STRINGS.quickPick.files,
    text,
    picked: new Set(),
  });
}

function withPick(
  app: App,
  { spec, prefix, title, placeholder, text, picked }:
    & Pick<QuickPick, "spec" | "prefix" | "title" | "placeholder" | "picked">
    & { text: string },
): App {
  const quickPick: QuickPick = {
    spec,
    prefix,
    title,
    placeholder,
    picked,
    input: inputOf(text, spec === null ? "none" : "all"),
    list: EMPTY_LIST,
    focused: -1,
    top: 0,
    isBusy: spec?.isBusy ?? false,
    message: "",
    many: spec?.many ?? false,
    buttons: spec?.buttons ?? [],
    content: null,
    listed: null,
    matching: null,
    isQueued: false,
    query: null,
    matched: null,
    ranked: none,
    looked: -1,
    back: app.quickPick?.back ?? placeNow(app),
  };
  return { ...app, quickPick, preedit: null, drag: null, held: [], chord: null };
}

/** More items for an open picker, or other ones, or that no more will come. Another picker is left alone. */
export function fillQuickPick(
  app: App,
  { id, items, isBusy, message }: {
    readonly id: string;
    readonly items: readonly QuickItem[];
    readonly isBusy: boolean;
    readonly message?: string;
  },
): App {
  const pick = app.quickPick;
  if (pick === null || pick.spec === null || pick.spec.id !== id) return app;
  const spec = { ...pick.spec, items, isBusy, message: message ?? pick.spec.message };
  return {
    ...app,
    quickPick: { ...pick, spec, isBusy, content: null, listed: null, matching: null, matched: null },
  };
}

/** Without the picker; what was behind it has the keyboard again. */
export function closeQuickPick(app: App): App {
  return app.quickPick === null
    ? app
    : { ...app, quickPick: null, preedit: null, drag: app.drag?.kind === "quickPick" ? null : app.drag };
}

/** The focus `by` rows on, over the ends, without a look: for keys pressed again. */
export function nextInQuickPick(app: App, by: 1 | -1): App {
  const pick = app.quickPick;
  if (pick === null || pick.list.count === 0) return app;
  const focused = (pick.focused + by + pick.list.count) % pick.list.count;
  return {
    ...app,
    quickPick: { ...pick, focused, top: listReveal(quickPickPlaces(pick, app).list, focused) },
  };
}
