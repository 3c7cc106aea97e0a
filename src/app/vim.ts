/**
 * Vim mode in the app: which keys it gets, and carrying out what they come to. Nothing here runs while it is off: the
 * keyboard's path asks `app.vim` once. The machine itself is pure and lies in the editor.
 */
import type { Millis, ViewId } from "../base/mod.ts";
import {
  type Layout,
  type State,
  type VimAct,
  type VimContext,
  vimKey,
  vimNamed,
  type VimStep,
} from "../editor/mod.ts";
import { createLayout, editorOf } from "../ui/mod.ts";
import { type KeyEvent, Mod } from "../window/mod.ts";
import {
  activeView,
  type App,
  documentOf,
  idle,
  type Step,
  type StepContext,
  viewOf,
  withDocument,
} from "./app.ts";
import { editDocument } from "./documents.ts";
import type { AppEffect } from "./effects.ts";
import { withNotice } from "./notices.ts";
import { withOptions, wrongOption } from "./options.ts";
import { runCommand } from "./registry.ts";
import { withVim } from "./vim_state.ts";

/** What a chord came to: `step` null means that the keymap may have it, in `app`. */
export interface Taken {
  readonly app: App;
  readonly step: Step | null;
}

/** Ctrl and these are Vim's; every other chord is the keymap's. */
const commandChords = "bdefhioruvxya[";
const insertChords = "chorwu[";
const lineChords = "chruwbenp[";

export function vimChord(app: App, event: KeyEvent, ctx: StepContext): Taken {
  const pass: Taken = { app, step: null };
  const { vim } = app;
  if (vim === null || activeView(app) === null) return pass;
  const { mode, pending, once } = vim.state;
  const key = keyOf(
    event,
    mode === "insert" || mode === "replace"
      ? insertChords
      : vim.state.line !== null
      ? lineChords
      : commandChords,
  );
  if (key === null) return pass;
  const calm = mode === "normal" && pending === "" && once === null;
  // Nothing to leave: messages, other carets and the like may have Escape.
  if (key === vimNamed.escape && calm && app.vim?.state.message === null) return pass;
  const step = perform(app, key, ctx);
  if (step.handled) return { app, step };
  if (mode !== "insert" && isVimsAlone(key)) return { app, step: { ...step, handled: true } };
  return { app: step.app, step: null };
}
/** In a mode that does not type, no key of these may reach a command that does. */
function isVimsAlone(key: string): boolean {
  return key === vimNamed.enter || key === vimNamed.tab || key === vimNamed.backspace ||
    key === vimNamed.delete;
}

/** Text from the keyboard or an input method; `step` null: it types, in `app`. */
export function vimText(app: App, text: string, ctx: StepContext): Taken {
  const { vim } = app;
  if (vim === null || activeView(app) === null) return { app, step: null };
  const { mode, insertion } = vim.state;
  if (mode === "insert" && insertion?.waits === null) {
    const step = perform(app, text, ctx);
    return { app: step.app, step: step.handled ? step : null };
  }
  let next: App = app;
  const effects: AppEffect[] = [];
  for (const char of text) {
    const step = perform(next, char, ctx);
    next = step.app;
    effects.push(...step.effects);
    if (!step.handled) {
      // A command of this very text began an insert: the rest types.
      const typed = runCommand(next, { id: "type", arg: { text: char } }, ctx);
      if (typed !== null) [next] = [typed.app, effects.push(...typed.effects)];
    }
  }
  return { app, step: { app: next, effects, handled: true } };
}

/** The clipboard's text for a key that waited for it; `null`: none did. */
export function vimClipboard(app: App, text: string, ctx: StepContext): Step | null {
  const waits = app.vim?.waits;
  if (app.vim === null || waits === null || waits === undefined) return null;
  const calm = withVim(app, app.vim.state);
  return perform(calm, waits, ctx, text);
}

const plainNames: Readonly<Record<string, string>> = { ...vimNamed, space: "" };
/** A chord as Vim's key; `null`: text comes for it, or it is not Vim's. */
function keyOf({ key, mods }: KeyEvent, chords: string): string | null {
  const held = mods & ~Mod.shift;
  if (held === 0) {
    const name = plainNames[key];
    if (name === undefined || name === "") return null;
    // With Shift only the keys that would change the text: arrows select, as everywhere.
    return (mods & Mod.shift) === 0 || isVimsAlone(name) || name === vimNamed.escape ? name : null;
  }
  if (mods !== Mod.ctrl || key.length !== 1 || !chords.includes(key)) return null;
  return key === "[" ? vimNamed.escape : String.fromCharCode(key.charCodeAt(0) & 31);
}

function perform(app: App, keys: string, ctx: StepContext, clipboard?: string): Step {
  const view = activeView(app)!;
  const doc = documentOf(app, view.doc);
  const given = new Context(app, {
    view: view.id,
    state: doc.state,
    ctx,
    clipboard,
    name: doc.path ?? doc.name,
    readOnly: doc.readOnly,
  });
  const step: VimStep = vimKey(app.vim!.state, keys, given);
  let next = withVim(app, step.vim);
  let effects: AppEffect[] = [];
  for (let i = 0; i < step.acts.length; i++) {
    const done = carryOut(next, step.acts[i], { view: view.id, ctx });
    next = done.app;
    if (done.effects.length > 0) effects = [...effects, ...done.effects];
  }
  return { app: next, effects, handled: step.handled };
}

function carryOut(app: App, act: VimAct, { view, ctx }: { view: ViewId; ctx: StepContext }): Step {
  switch (act.kind) {
    case "spec":
      return idle(editDocument(app, act.spec, { doc: viewOf(app, view).doc, ctx }));
    case "command":
      return runCommand(app, { id: act.id, arg: act.arg }, ctx) ?? idle(app);
    case "clipboard.write": {
      const copied = { kind: "clipboard.write", text: act.text, wholeLine: act.wholeLine } as const;
      return { app: { ...app, copied }, effects: [copied] };
    }
    case "clipboard.read":
      return { app: withVim(app, app.vim!.state, act.keys), effects: [{ kind: "clipboard.read" }] };
    case "options": {
      if (wrongOption(act.options) !== null) return idle(app);
      const doc = documentOf(app, viewOf(app, view).doc);
      return idle(withDocument(app, { ...doc, state: withOptions(doc.state, act.options) }));
    }
    case "notice":
      return withNotice(app, act);
  }
}

/** What the machine may look at. The layout is made when a command asks for it. */
class Context implements VimContext {
  readonly state: State;
  readonly view: ViewId;
  readonly at: Millis;
  readonly clipboard?: string;
  readonly name: string;
  readonly readOnly: boolean;
  readonly #app: App;
  readonly #ctx: StepContext;
  #layout: Layout | null = null;

  constructor(
    app: App,
    given: {
      view: ViewId;
      state: State;
      ctx: StepContext;
      clipboard?: string;
      name: string;
      readOnly: boolean;
    },
  ) {
    this.#app = app;
    this.#ctx = given.ctx;
    this.state = given.state;
    this.view = given.view;
    this.at = given.ctx.at;
    this.clipboard = given.clipboard;
    this.name = given.name;
    this.readOnly = given.readOnly;
  }
  get layout(): Layout {
    const { view: last, fonts } = this.#ctx;
    return this.#layout ??= createLayout(this.#app, this.view, { last, fonts });
  }
  /** Lines that are wholly on screen. */
  get screen(): { first: number; last: number } | undefined {
    const editor = editorOf(this.#ctx.view, this.view);
    if (editor === null || editor.rows.length === 0) return undefined;
    const { rows, box, lineHeight } = editor;
    let first = 0, last = rows.length - 1;
    while (first < last && rows[first].top < box.y) first++;
    while (last > first && rows[last].top + lineHeight > box.y + box.height) last--;
    return { first: rows[first].line, last: rows[last].line };
  }
}
