/**
 * Vim mode as the app keeps it: on or off, what it remembers, what the status bar and the carets show of it. Nothing of
 * it is touched by a key while it is off. Carrying out what it asks is vim.ts.
 */
import {
  freshVim,
  type Spec,
  vimCaret,
  vimLabel,
  type VimMarks,
  vimMarks,
  type VimState,
} from "../editor/mod.ts";
import type { Modal } from "../ui/mod.ts";

export interface VimHold {
  readonly state: VimState;
  /** Keys that wait for the clipboard's text. */
  readonly waits: string | null;
}
interface Holder {
  readonly vim: VimHold | null;
  readonly modal?: Modal | null;
  readonly marked?: VimMarks | null;
}

export function startVim(): { readonly vim: VimHold; readonly modal: Modal } {
  return { vim: { state: freshVim, waits: null }, modal: modalOf(freshVim) };
}
function modalOf(state: VimState): Modal {
  return { text: vimLabel(state), caret: vimCaret(state) };
}

/** The app with another state of Vim; what is shown keeps its object while it says the same. */
export function withVim<A extends Holder>(app: A, state: VimState, waits: string | null = null): A {
  if (app.vim?.state === state && app.vim.waits === waits) return app;
  const made = modalOf(state);
  const { modal } = app;
  const same = modal !== undefined && modal !== null && modal.text === made.text &&
    modal.caret === made.caret;
  const marked = vimMarks(state, app.marked ?? null);
  return { ...app, vim: { state, waits }, modal: same ? modal : made, marked };
}

/** What changes the text during an insert is one undo step with it. */
export function inInsert({ state }: VimHold, spec: Spec): Spec {
  const { mode, group } = state;
  if ((mode !== "insert" && mode !== "replace") || spec.edits === undefined || spec.group !== undefined) {
    return spec;
  }
  return spec.origin === "undo" || spec.origin === "redo" ? spec : { ...spec, group };
}
