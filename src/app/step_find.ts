/**
 * The find widget's share of input: keys, text, the clipboard and the mouse while one of its inputs has the keyboard or the
 * pointer is over it. What a button does is a command of find_commands.ts.
 */
import type { Px } from "../base/mod.ts";
import {
  type FindPart,
  type FindView,
  inputKey,
  inputSelect,
  inputSelectWord,
  inputType,
  inputUnitAt,
} from "../ui/mod.ts";
import { type KeyEvent, Mod, type MouseButtonEvent } from "../window/mod.ts";
import { type App, idle, type Step, type StepContext } from "./app.ts";
import type { AppEffect } from "./effects.ts";
import { fromCaret } from "./find_commands.ts";
import { type Find, findCommandOf, findFocus } from "./find_state.ts";
import { runCommand } from "./registry.ts";

/** A key for the input that has the keyboard; `null`: not one for an input, so that bindings get it. */
export function findKey(app: App, event: KeyEvent): Step | null {
  const focus = findFocus(app)!;
  const find = app.find!;
  if (event.key === "tab" && find.hasReplace && (event.mods & ~Mod.shift) === 0) {
    return handled({ ...app, find: { ...find, focus: focus === "find" ? "replace" : "find" } });
  }
  const outcome = inputKey(find[focus], event, { platform: app.platform, lines: "many" });
  if (outcome === null) return null;
  const effects: AppEffect[] = [];
  if (outcome.wish?.kind === "copy") {
    effects.push({ kind: "clipboard.write", text: outcome.wish.text, wholeLine: false });
  } else if (outcome.wish?.kind === "paste") effects.push({ kind: "clipboard.read" });
  const next = withInput(app, { focus, input: outcome.input });
  // A chord such as Ctrl+A may still send its letter.
  const types = [...event.key].length === 1;
  return { ...handled(types ? { ...next, swallowText: true } : next), effects };
}

/** Text from the keyboard or the clipboard, for the input that has the keyboard. */
export function findText(app: App, text: string): Step {
  const focus = findFocus(app)!;
  return handled(withInput(app, { focus, input: inputType(app.find![focus], text) }));
}

function withInput(app: App, { focus, input }: { focus: "find" | "replace"; input: Find["find"] }): App {
  const find = app.find!;
  if (find[focus] === input) return app;
  // Typing is a draft of its own again.
  const past = find.past.at < 0 || input.text === find[focus].text ? find.past : { ...find.past, at: -1 };
  const next: App = { ...app, find: { ...find, past, [focus]: input } };
  return focus === "find" && input.text !== find.find.text ? fromCaret(next) : next;
}
const handled = (app: App): Step => ({ ...idle(app), handled: true });

export function findMouseDown(
  app: App,
  event: MouseButtonEvent,
  { part, unit, ctx }: { part: FindPart; unit: number; ctx: StepContext },
): Step {
  const find = app.find;
  if (
    find === null || (event.button !== 0 && !(event.button === 1 && (part === "find" || part === "replace")))
  ) {
    return idle(app);
  }
  switch (part) {
    case "body":
      return idle(app);
    case "toggleReplace":
      return handled({
        ...app,
        find: { ...find, hasReplace: !find.hasReplace, focus: find.focus ?? "find" },
      });
    case "find":
    case "replace": {
      const input = event.clicks >= 3
        ? inputSelect(find[part], find[part].text.length, 0)
        : event.clicks === 2
        ? inputSelectWord(find[part], unit)
        : inputSelect(find[part], unit, (event.mods & Mod.shift) !== 0 ? find[part].anchor : unit);
      return handled({
        ...app,
        find: { ...find, focus: part, [part]: input },
        drag: { kind: "input", input: part },
      });
    }
    default:
      return runCommand(app, { id: findCommandOf[part] }, ctx) ?? idle(app);
  }
}

/** Dragging selects in the input where the button went down. */
export function findDrag(
  app: App,
  { input, x, view }: { input: "find" | "replace"; x: Px; view: FindView | null },
): App {
  const find = app.find;
  const place = view === null ? null : view[input];
  if (find === null || place === null) return app;
  const next = inputSelect(find[input], inputUnitAt(place, x), find[input].anchor);
  return next === find[input] ? app : { ...app, find: { ...find, [input]: next } };
}
