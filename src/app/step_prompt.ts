/** The keyboard while a question is open: choosing, typing an answer, cancelling. Nothing else runs meanwhile. */
import { inputKey, inputSelect } from "../ui/mod.ts";
import { type KeyEvent, Mod } from "../window/mod.ts";
import { type App, idle, type Step } from "./app.ts";
import type { AppEffect } from "./effects.ts";
import { answer } from "./saving.ts";

export function promptKey(app: App, event: KeyEvent): Step {
  const prompt = app.prompt!;
  const last = prompt.choices.length - 1;
  switch (event.key) {
    case "escape":
      return { ...answer(app, "cancel"), handled: true };
    case "enter":
      return { ...answer(app, prompt.choices[prompt.focused].id), handled: true };
    case "tab":
    case "left":
    case "right": {
      if (prompt.input !== undefined && event.key !== "tab") return typed(app, event);
      const back = event.key === "left" || (event.mods & Mod.shift) !== 0;
      const focused = (prompt.focused + (back ? last : 1)) % (last + 1);
      return { ...idle({ ...app, prompt: { ...prompt, focused }, swallowText: true }), handled: true };
    }
    default:
      if (prompt.input !== undefined) return typed(app, event);
      return byLetter(app, event);
  }
}

/** A letter without Ctrl chooses the answer that starts with it. */
function byLetter(app: App, event: KeyEvent): Step {
  const prompt = app.prompt!;
  if ((event.mods & (Mod.ctrl | Mod.alt | Mod.meta)) !== 0) return idle(app);
  const choice = prompt.choices.find(({ label }) => label.toLowerCase().startsWith(event.key));
  if (choice === undefined || event.key.length !== 1) return idle(app);
  const step = answer(app, choice.id);
  return { ...step, app: { ...step.app, swallowText: true }, handled: true };
}

/** A key for the line of a prompt. */
function typed(app: App, event: KeyEvent): Step {
  const prompt = app.prompt!;
  const outcome = inputKey(prompt.input!, event, { platform: app.platform, lines: "one" });
  if (outcome === null) return idle(app);
  const next: App = { ...app, prompt: { ...prompt, input: outcome.input } };
  const { wish } = outcome;
  if (wish === undefined) return { ...idle(next), handled: true };
  const effect: AppEffect = wish.kind === "copy"
    ? { kind: "clipboard.write", text: wish.text, wholeLine: false }
    : { kind: "clipboard.read" };
  return { app: next, effects: [effect], handled: true };
}

/** The mouse in the line of a prompt. */
export function promptMouse(app: App, unit: number): Step {
  const prompt = app.prompt!;
  return idle({ ...app, prompt: { ...prompt, input: inputSelect(prompt.input!, unit) } });
}
