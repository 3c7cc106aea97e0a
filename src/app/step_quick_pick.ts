/**
 * The open picker's share of input: keys, text, the clipboard and the mouse. Everything that it does not take goes on to bindings, so
 * that other commands still have their keys.
 */
import type { Px } from "../base/mod.ts";
import {
  chordName,
  inputKey,
  inputOf,
  inputSelect,
  inputSelectWord,
  type InputState,
  inputType,
  inputUnitAt,
  isModifierKey,
  listTop,
  listTopAt,
  type QuickPickHit,
  quickPickPlaces,
} from "../ui/mod.ts";
import { type KeyEvent, Mod, type MouseButtonEvent } from "../window/mod.ts";
import { type App, idle, type Step, type StepContext } from "./app.ts";
import type { AppEffect } from "./effects.ts";
import { lookedBack } from "./quick_back.ts";
import { finishedQuickPick, listOf, withFocus } from "./quick_lists.ts";
import { modeOf } from "./quick_modes.ts";
import { closeQuickPick } from "./quick_pick_open.ts";
import { type QuickPick, recordId } from "./quick_pick_state.ts";
import { runCommand } from "./registry.ts";

const rowsPerNotch = 3;
const handled = (app: App): Step => ({ ...idle(app), handled: true });

/** A key for the picker; `null`: not one of its own, so that bindings get it. */
export function quickKey(app: App, event: KeyEvent, ctx: StepContext): Step | null {
  const pick = app.quickPick!;
  if (pick.spec?.id === recordId) {
    const recorded = recordedKey(app, event);
    if (recorded !== null) return recorded;
  }
  const isPlain = (event.mods & (Mod.ctrl | Mod.alt | Mod.meta | Mod.shift)) === 0;
  const isCtrl = event.mods === Mod.ctrl;
  switch (event.key) {
    case "escape":
      return isPlain ? { ...cancelQuickPick(app, ctx), handled: true } : null;
    case "enter":
    case "numpad_enter":
      return isPlain ? accepted(app, ctx) : null;
    case "up":
      return isPlain ? moved(app, { by: -1, wraps: "wraps", ctx }) : null;
    case "down":
      return isPlain ? moved(app, { by: 1, wraps: "wraps", ctx }) : null;
    case "pageup":
      return isPlain ? moved(app, { by: -pageOf(app), wraps: "stops", ctx }) : null;
    case "pagedown":
      return isPlain ? moved(app, { by: pageOf(app), wraps: "stops", ctx }) : null;
    case "home":
    case "end": {
      // The caret's own key until it is there; then the list's.
      const isThere = pick.input.anchor === pick.input.head &&
        pick.input.head === (event.key === "home" ? 0 : pick.input.text.length);
      const by = event.key === "home" ? -pick.list.count : pick.list.count;
      if (isCtrl || (isPlain && isThere)) return moved(app, { by, wraps: "stops", ctx });
      break;
    }
    case "tab":
      if (pick.spec?.isHeld && (event.mods & ~Mod.shift) === Mod.ctrl) {
        return moved(app, { by: event.mods === Mod.ctrl ? 1 : -1, wraps: "wraps", ctx });
      }
      return isPlain || event.mods === Mod.shift
        ? moved(app, { by: isPlain ? 1 : -1, wraps: "wraps", ctx })
        : null;
    case "space":
      if (isCtrl && pick.many && pick.focused >= 0) {
        return handled({ ...toggled(app, pick.focused), swallowText: true });
      }
      break;
  }
  const outcome = inputKey(pick.input, event, { platform: app.platform, lines: "one" });
  if (outcome === null) return null;
  const effects: AppEffect[] = [];
  if (outcome.wish?.kind === "copy") {
    effects.push({ kind: "clipboard.write", text: outcome.wish.text, wholeLine: false });
  } else if (outcome.wish?.kind === "paste") effects.push({ kind: "clipboard.read" });
  const next = withInput(app, outcome.input);
  const types = [...event.key].length === 1;
  return { ...handled(types ? { ...next, swallowText: true } : next), effects };
}

/** A key went up: a picker that held keys opened picks what has the focus. */
export function quickKeyUp(app: App, key: string, ctx: StepContext): Step | null {
  return app.quickPick?.spec?.isHeld && key === "ctrl" ? accepted(app, ctx) : null;
}

/** The chord behind what was pressed before, two at most; Enter, Escape and Backspace alone are the picker's. */
function recordedKey(app: App, { key, mods }: KeyEvent): Step | null {
  if (isModifierKey(key)) return handled(app);
  if (mods === 0 && ["enter", "numpad_enter", "escape", "backspace"].includes(key)) return null;
  const before = app.quickPick!.input.text.trim();
  const chord = chordName({ key, mods });
  const text = before === "" || before.includes(" ") ? chord : `${before} ${chord}`;
  return handled({ ...withInput(app, inputOf(text, "none")), swallowText: true });
}

/** Text from the keyboard or the clipboard. */
export function quickText(app: App, text: string): Step {
  const line = text.replaceAll(/[\r\n]+/g, " ");
  return handled(withInput(app, inputType(app.quickPick!.input, line)));
}

function withInput(app: App, input: InputState): App {
  const pick = app.quickPick!;
  return input === pick.input ? app : { ...app, quickPick: { ...pick, input } };
}

const pageOf = (app: App): number => {
  const { area, rowHeight } = quickPickPlaces(app.quickPick!, app).list;
  return Math.max(1, Math.floor(area.height / rowHeight) - 1);
};

/** The focus `by` rows on; over the ends only where it `wraps`. */
export function moved(
  app: App,
  { by, wraps, ctx }: { by: number; wraps: "wraps" | "stops"; ctx: StepContext },
): Step {
  const ready = finishedQuickPick(app, ctx);
  const { list: { count }, focused } = ready.quickPick!;
  if (count === 0) return handled(ready);
  const to = focused + by;
  const next = wraps === "wraps" ? (to + count) % count : Math.max(0, Math.min(count - 1, to));
  return handled(withFocus(ready, next, ctx));
}

function accepted(app: App, ctx: StepContext): Step {
  const ready = finishedQuickPick(app, ctx);
  const pick = ready.quickPick!;
  const { spec } = pick;
  const waits = pick.focused < 0 && !pick.many && !spec?.takesText;
  return waits ? handled(ready) : picked(ready, pick.focused, ctx);
}

/** A row is picked: the picker closes and what the row stands for happens. */
function picked(app: App, index: number, ctx: StepContext): Step {
  const pick = app.quickPick!;
  const entry = index < 0 ? -1 : pick.ranked[index];
  const step = modeOf(pick).accept(closeQuickPick(app), pick, { entry, text: pick.input.text, ctx });
  return { ...step, handled: true };
}

/** Closes it; the caret goes back to where it was. */
export function cancelQuickPick(app: App, ctx: StepContext): Step {
  const pick = app.quickPick;
  if (pick === null) return idle(app);
  const closed = closeQuickPick(lookedBack(app, ctx));
  const call = pick.spec?.cancel;
  return call === undefined ? idle(closed) : runCommand(closed, call, ctx) ?? idle(closed);
}

function toggled(app: App, index: number): App {
  const pick = app.quickPick!;
  const entry = pick.ranked[index];
  const ticks = new Set(pick.picked);
  if (!ticks.delete(entry)) ticks.add(entry);
  const { content, ranked, query, many } = pick;
  const list = listOf({ content: content!, ranked, query: query!, picked: ticks, many });
  return { ...app, quickPick: { ...pick, picked: ticks, list } };
}

export function quickMouseDown(
  app: App,
  event: MouseButtonEvent,
  { hit, ctx }: { hit: QuickPickHit; ctx: StepContext },
): Step {
  const pick = app.quickPick;
  if (pick === null) return idle(app);
  if (hit.part === "outside") return cancelQuickPick(app, ctx);
  if (event.button !== 0) return idle(app);
  switch (hit.part) {
    case "body":
      return idle(app);
    case "row":
      if (hit.index >= pick.ranked.length) return idle(app);
      return pick.many
        ? handled(withFocus(toggled(app, hit.index), hit.index, ctx))
        : picked(app, hit.index, ctx);
    case "rowButton": {
      const call = pick.spec?.items[pick.ranked[hit.index]]?.buttons?.[hit.button]?.run;
      return call === undefined ? idle(app) : runCommand(app, call, ctx) ?? idle(app);
    }
    case "button": {
      const call = pick.spec?.buttons?.[hit.button]?.run;
      return call === undefined ? idle(app) : runCommand(app, call, ctx) ?? idle(app);
    }
    case "input": {
      const { input } = pick;
      const next = event.clicks >= 3
        ? inputSelect(input, input.text.length, 0)
        : event.clicks === 2
        ? inputSelectWord(input, hit.unit)
        : inputSelect(input, hit.unit, (event.mods & Mod.shift) !== 0 ? input.anchor : hit.unit);
      return idle({ ...withInput(app, next), drag: { kind: "quickPick", part: "input", grab: 0 as Px } });
    }
    case "thumb":
    case "track": {
      const held: App = { ...app, drag: { kind: "quickPick", part: "thumb", grab: hit.grab } };
      return idle(hit.part === "thumb" ? held : quickDrag(held, event, ctx));
    }
  }
}

/** The pointer moves with the button held: selects in the input, or scrolls by the thumb. */
export function quickDrag(app: App, { x, y }: { x: Px; y: Px }, ctx: StepContext): App {
  const { drag } = app;
  const pick = app.quickPick, view = ctx.view?.quickPick ?? null;
  if (drag?.kind !== "quickPick" || pick === null || view === null) return app;
  if (drag.part === "input") {
    return withInput(app, inputSelect(pick.input, inputUnitAt(view.input, x), pick.input.anchor));
  }
  return view.bar === null ? app : scrolledTo(app, pick, listTopAt(view.bar, y - drag.grab));
}

/** The wheel scrolls the list; the focus stays. */
export function quickWheel(app: App, dy: number): Step {
  const pick = app.quickPick!;
  const { list } = quickPickPlaces(pick, app);
  return idle(scrolledTo(app, pick, pick.top + dy * rowsPerNotch * list.rowHeight));
}
function scrolledTo(app: App, pick: QuickPick, wanted: number): App {
  const top = listTop({ ...quickPickPlaces(pick, app).list, top: wanted });
  return top === pick.top ? app : { ...app, quickPick: { ...pick, top } };
}
