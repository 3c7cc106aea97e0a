/** What the status bar says of Vim mode, and how its caret looks. */
import { VIM_WORDS } from "./strings.ts";
import type { VimState } from "./types.ts";

export type VimCaret = "line" | "block" | "underline";

/** The command line while one is typed (a bar at its caret), a message, or the mode; then recording and pending keys. */
export function vimLabel(vim: VimState): string {
  if (vim.line !== null) {
    const { kind, text, caret } = vim.line;
    return `${kind}${printable(text.slice(0, caret))}▏${printable(text.slice(caret))}`;
  }
  const parts = [vim.message ?? modeLabel(vim)];
  if (vim.recording !== null) parts.push(VIM_WORDS.recording(vim.recording.name));
  if (vim.pending !== "") parts.push(printable(vim.pending));
  return parts.join("  ");
}
function modeLabel({ mode, once }: VimState): string {
  const { modes } = VIM_WORDS;
  if (once !== null) return once === "insert" ? modes.insertOnce : modes.replaceOnce;
  return mode === "command" || mode === "search" ? modes.normal : modes[mode];
}
/** Control characters as Vim writes them: ^V. */
function printable(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replace(/[\x00-\x1f]/g, (char) => `^${String.fromCharCode(char.charCodeAt(0) + 64)}`);
}

export function vimCaret({ mode, once, pending }: VimState): VimCaret {
  if (mode === "insert") return "line";
  if (mode === "replace") return "underline";
  if (once !== null && mode === "normal") return "underline";
  // An operator waits for its motion: half a block, as Vim's own default.
  return mode === "normal" && /^[0-9"a-zA-Z]*[dcy<>=]$/.test(pending) ? "underline" : "block";
}
