/**
 * Opening, filling and closing a picker as pure changes of the app. What its rows are is worked out by quick_lists.ts after the
 * step; keys and the mouse are step_quick_pick.ts. The shapes are told in quick_pick_state.ts.
 */
import { EMPTY_LIST, inputOf, STRINGS } from "../ui/mod.ts";
import { activeView, type App, documentOf, selectionOf } from "./app.ts";
import type { QuickItem, QuickPick, QuickPickSpec, QuickReturn } from "./quick_pick_state.ts";

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
  const from = text === "" ? 0 : 1;
  const next = withPick(app, {
    spec: null,
    prefix: "",
    title: "",
    placeholder: STRINGS.quickPick.commands,
    text,
    picked: new Set(),
  });
  const pick = next.quickPick!;
  return { ...next, quickPick: { ...pick, input: { ...pick.input, anchor: from } } };
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
    back: app.quickPick?.back ?? placeOf(app),
  };
  return { ...app, quickPick, preedit: null, drag: null, held: [], chord: null };
}

function placeOf(app: App): QuickReturn | null {
  const view = activeView(app);
  if (view === null) return null;
  const { state } = documentOf(app, view.doc);
  return {
    view: view.id,
    version: state.version,
    selection: selectionOf(state, view.id),
    scroll: view.scroll,
  };
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
