/**
 * Keys, text and composition: which command a chord runs, what an unbound key types, and how a prompt
 * takes the keyboard. The text event that follows a chord which ran is swallowed here.
 */
import type { Chord } from "../ui/mod.ts";
import { inputType, isModifierKey, keysLabel, matchKey, STRINGS } from "../ui/mod.ts";
import type { KeyEvent } from "../window/mod.ts";
import { activeView, type App, idle, type Step, type StepContext } from "./app.ts";
import { hasChoices, whenOf } from "./context_keys.ts";
import { findFocus } from "./find_state.ts";
import { barKey, barText } from "./step_bars.ts";
import { withNotice } from "./notices.ts";
import { findKey, findText } from "./step_find.ts";
import { promptKey } from "./step_prompt.ts";
import { quickKey, quickText } from "./step_quick_pick.ts";
import { treeKey } from "./undo_tree.ts";
import { runCommand } from "./registry.ts";
import { menuKeyDown } from "./step_menu.ts";
import { noticeListKey } from "./step_notices.ts";
import { welcomeKey } from "./welcome_page.ts";
import { vimChord, vimText } from "./vim.ts";

/** A key went down: runs what it is bound to, waits for the rest of a chord, or leaves it to the text event. */
export function stepKey(app: App, event: KeyEvent, ctx: StepContext): Step {
  if (app.preedit !== null) return idle(app); // The input method has the keyboard.
  const fresh = app.swallowText ? { ...app, swallowText: false } : app;
  if (fresh.prompt !== null) return promptKey(fresh, event);
  if (fresh.drag?.kind === "tab" && event.key === "escape") {
    return { ...idle({ ...fresh, drag: null }), handled: true };
  }
  if (fresh.menu !== null) return menuKeyDown(fresh, event, ctx);
  if (fresh.quickPick !== null) {
    const taken = fresh.held.length === 0 ? quickKey(fresh, event, ctx) : null;
    return taken ?? boundKey(fresh, event, ctx);
  }
  if (fresh.noticeList !== null && fresh.held.length === 0) {
    const taken = noticeListKey(fresh, event, ctx);
    if (taken !== null) return taken;
  }
  if (fresh.welcome !== null && fresh.barFocus === null && fresh.held.length === 0) {
    const taken = welcomeKey(fresh, event, ctx);
    if (taken !== null) return taken;
  }
  if (fresh.undoTree !== null) return treeKey(fresh, event, ctx);
  if (fresh.barFocus !== null) {
    const taken = fresh.held.length === 0 ? barKey(fresh, event, ctx) : null;
    return taken ?? boundKey(fresh, event, ctx);
  }
  if (findFocus(fresh) !== null && fresh.held.length === 0) {
    const taken = findKey(fresh, event);
    if (taken !== null) return taken;
  }
  if (fresh.vim !== null && fresh.held.length === 0 && findFocus(fresh) === null && !hasChoices(fresh)) {
    const { app: noted, step } = vimChord(fresh, event, ctx);
    return step ?? boundKey(noted, event, ctx);
  }
  return boundKey(fresh, event, ctx);
}

function boundKey(fresh: App, event: KeyEvent, ctx: StepContext): Step {
  const chord: Chord = { key: event.key, mods: event.mods };
  const match = matchKey(fresh.keys, fresh.held, { chord, when: whenOf(fresh) });
  switch (match.kind) {
    case "none":
      return fresh.held.length === 0 || isModifierKey(chord.key) ? idle(fresh) : dropChord(fresh, chord);
    case "more": {
      if (isModifierKey(chord.key)) return idle(fresh);
      const { held } = match;
      return {
        app: { ...fresh, held, chord: keysLabel(held, fresh.platform), swallowText: typesText(chord) },
        effects: [],
        handled: true,
      };
    }
    case "commands": {
      const free: App = fresh.held.length === 0 ? fresh : { ...fresh, held: [], chord: null };
      for (let i = 0; i < match.bindings.length; i++) {
        const { command, args } = match.bindings[i];
        const step = runCommand(free, { id: command, arg: args }, ctx);
        if (step !== null) return swallowing(step, chord);
      }
      return idle(free);
    }
  }
}

/** Whether the window will send text for this key: only then is there something to swallow. */
function typesText({ key }: Chord): boolean {
  return key === "space" || [...key].length === 1 || key.startsWith("numpad");
}
function swallowing(step: Step, chord: Chord): Step {
  return typesText(chord) ? { ...step, app: { ...step.app, swallowText: true } } : step;
}

function dropChord(app: App, chord: Chord): Step {
  const keys = keysLabel([...app.held, chord], app.platform);
  const calm: App = { ...app, held: [], chord: null, swallowText: typesText(chord) };
  return withNotice(calm, { level: "info", text: STRINGS.notACommand(keys) });
}

/** Text from the keyboard, a dead key or an input method. */
export function stepText(app: App, text: string, ctx: StepContext): Step {
  if (app.swallowText) return idle({ ...app, swallowText: false });
  const open: App = app.preedit === null ? app : { ...app, preedit: null };
  if (open.prompt !== null) return promptText(open, text);
  if (open.gallery || open.menu !== null) return idle(open);
  if (open.quickPick !== null) return quickText(open, text);
  if (open.undoTree !== null) return idle(open);
  if (open.barFocus !== null) return barText(open, text, ctx);
  if (findFocus(open) !== null) return findText(open, text);
  if (open.welcome !== null) {
    // Whoever types wants a text to type into.
    const made = runCommand(open, { id: "workbench.action.files.newUntitledFile" }, ctx);
    if (made !== null) return stepText({ ...made.app, welcome: null }, text, ctx);
  }
  if (open.vim !== null) {
    const { app: noted, step } = vimText(open, text, ctx);
    return step ?? runCommand(noted, { id: "type", arg: { text } }, ctx) ?? idle(noted);
  }
  return runCommand(open, { id: "type", arg: { text } }, ctx) ?? idle(open);
}

function promptText(app: App, text: string): Step {
  const input = app.prompt?.input;
  if (app.prompt === null || input === undefined) return idle(app);
  return idle({ ...app, prompt: { ...app.prompt, input: inputType(input, text) } });
}

export function stepPreedit(app: App, text: string, caret: number): Step {
  if (activeView(app) === null && app.quickPick === null) return idle(app);
  if (text === "") return app.preedit === null ? idle(app) : idle({ ...app, preedit: null });
  return idle({ ...app, preedit: { text, caret } });
}
