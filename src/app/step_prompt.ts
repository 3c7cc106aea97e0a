/** The keyboard while a question is open: choosing, typing an answer, cancelling. Nothing else runs meanwhile. */
import type { Prompt } from "../ui/mod.ts";
import { type KeyEvent, Mod } from "../window/mod.ts";
import { type App, idle, type Step } from "./app.ts";
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
      if (prompt.input !== undefined && event.key !== "tab") return typed(app, editInput(prompt, event));
      const back = event.key === "left" || (event.mods & Mod.shift) !== 0;
      const focused = (prompt.focused + (back ? last : 1)) % (last + 1);
      return { ...idle({ ...app, prompt: { ...prompt, focused }, swallowText: true }), handled: true };
    }
    default:
      if (prompt.input !== undefined) return typed(app, editInput(prompt, event));
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

function typed(app: App, prompt: Prompt | null): Step {
  return prompt === null ? idle(app) : { ...idle({ ...app, prompt }), handled: true };
}

/** Moving and deleting in the line of a prompt. `null`: not a key for it. */
function editInput(prompt: Prompt, { key, mods }: KeyEvent): Prompt | null {
  const { text, caret } = prompt.input!;
  const left = stepIn(text, { caret, by: -1, word: (mods & Mod.ctrl) !== 0 });
  const right = stepIn(text, { caret, by: 1, word: (mods & Mod.ctrl) !== 0 });
  const put = (next: string, at: number): Prompt => ({ ...prompt, input: { text: next, caret: at } });
  switch (key) {
    case "left":
      return put(text, left);
    case "right":
      return put(text, right);
    case "home":
      return put(text, 0);
    case "end":
      return put(text, text.length);
    case "backspace":
      return put(text.slice(0, left) + text.slice(caret), left);
    case "delete":
      return put(text.slice(0, caret) + text.slice(right), caret);
    case "u":
      return (mods & Mod.ctrl) !== 0 ? put(text.slice(caret), 0) : null;
    default:
      return null;
  }
}

/** The next place in a path: a code point, or up to the next "/" with Ctrl. */
function stepIn(text: string, { caret, by, word }: { caret: number; by: 1 | -1; word: boolean }): number {
  let at = caret;
  do {
    at += by;
    const unit = text.charCodeAt(by < 0 ? at : at - 1);
    if (by < 0 ? unit >= 0xdc00 && unit <= 0xdfff : unit >= 0xd800 && unit <= 0xdbff) at += by;
  } while (word && at > 0 && at < text.length && text[at - 1] !== "/");
  return Math.min(text.length, Math.max(0, at));
}
