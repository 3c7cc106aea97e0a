/**
 * Keys of other editors as tables of our own over the default ones: Emacs and Sublime Text, for the commands Nexus has. Order is
 * precedence, as in default_keys.ts. Vim is a mode of its own and no table.
 */
import type { KeyRule } from "./keymap.ts";

type Row = readonly [key: string, command: string, when?: string, args?: unknown];
const TEXT = "textInputFocus";
const EDIT = "editorTextFocus && !editorReadonly";
const EDITOR = "editorTextFocus";

const emacs: readonly Row[] = [
  ["ctrl+f", "cursorRight", TEXT],
  ["ctrl+b", "cursorLeft", TEXT],
  ["ctrl+n", "cursorDown", TEXT],
  ["ctrl+p", "cursorUp", TEXT],
  ["ctrl+a", "cursorHome", TEXT],
  ["ctrl+e", "cursorEnd", TEXT],
  ["alt+f", "cursorWordEndRight", TEXT],
  ["alt+b", "cursorWordLeft", TEXT],
  ["ctrl+v", "cursorPageDown", TEXT],
  ["alt+v", "cursorPageUp", TEXT],
  ["alt+shift+,", "cursorTop", TEXT],
  ["alt+shift+.", "cursorBottom", TEXT],
  ["ctrl+d", "deleteRight", EDIT],
  ["alt+d", "deleteWordRight", EDIT],
  ["alt+backspace", "deleteWordLeft", EDIT],
  ["ctrl+k", "deleteAllRight", EDIT],
  ["ctrl+o", "lineBreakInsert", EDIT],
  ["ctrl+j", "type", EDIT, { text: "\n" }],
  ["ctrl+m", "type", EDIT, { text: "\n" }],
  ["ctrl+t", "editor.action.transposeLetters", EDIT],
  ["alt+;", "editor.action.commentLine", EDIT],
  ["alt+l", "editor.action.transformToLowercase", EDIT],
  ["alt+u", "editor.action.transformToUppercase", EDIT],
  ["alt+c", "editor.action.transformToTitlecase", EDIT],
  ["ctrl+y", "editor.action.clipboardPasteAction", EDIT],
  ["ctrl+w", "editor.action.clipboardCutAction", EDIT],
  ["alt+w", "editor.action.clipboardCopyAction", TEXT],
  ["ctrl+/", "undo"],
  ["ctrl+shift+-", "undo"],
  ["ctrl+x u", "undo"],
  ["ctrl+shift+/", "redo"],
  ["ctrl+l", "nexus.revealCaret", EDITOR],
  ["ctrl+s", "actions.find", EDITOR],
  ["ctrl+s", "editor.action.nextMatchFindAction", "findInputFocussed"],
  ["ctrl+r", "editor.action.previousMatchFindAction", "editorFocus"],
  ["alt+shift+5", "editor.action.startFindReplaceAction", "editorFocus"],
  ["ctrl+g", "closeFindWidget", "editorFocus && findWidgetVisible"],
  ["ctrl+x h", "editor.action.selectAll", TEXT],
  ["ctrl+x ctrl+s", "workbench.action.files.save"],
  ["ctrl+x ctrl+w", "workbench.action.files.saveAs"],
  ["ctrl+x s", "workbench.action.files.saveAll"],
  ["ctrl+x k", "workbench.action.closeActiveEditor"],
  ["ctrl+x right", "workbench.action.nextEditor"],
  ["ctrl+x left", "workbench.action.previousEditor"],
  ["ctrl+x ctrl+c", "workbench.action.quit"],
  ["alt+x", "workbench.action.showCommands"],
];

const sublime: readonly Row[] = [
  ["ctrl+shift+up", "editor.action.moveLinesUpAction", EDIT],
  ["ctrl+shift+down", "editor.action.moveLinesDownAction", EDIT],
  ["ctrl+shift+d", "editor.action.copyLinesDownAction", EDIT],
  ["ctrl+j", "editor.action.joinLines", EDIT],
  ["ctrl+shift+j", "editor.action.joinLines", EDIT],
  ["ctrl+l", "expandLineSelection", TEXT],
  ["ctrl+shift+l", "editor.action.insertCursorAtEndOfEachLineSelected", EDITOR],
  ["ctrl+d", "editor.action.addSelectionToNextFindMatch", "editorFocus"],
  ["ctrl+k ctrl+d", "editor.action.moveSelectionToNextFindMatch", "editorFocus"],
  ["alt+f3", "editor.action.selectHighlights", "editorFocus"],
  ["ctrl+m", "editor.action.jumpToBracket", EDITOR],
  ["ctrl+shift+m", "editor.action.selectToBracket", EDITOR],
  ["ctrl+shift+space", "editor.action.smartSelect.expand", EDITOR],
  ["shift+alt+up", "editor.action.insertCursorAbove", EDITOR],
  ["shift+alt+down", "editor.action.insertCursorBelow", EDITOR],
  ["ctrl+k ctrl+u", "editor.action.transformToUppercase", EDIT],
  ["ctrl+k ctrl+l", "editor.action.transformToLowercase", EDIT],
  ["ctrl+k ctrl+k", "deleteAllRight", EDIT],
  ["ctrl+k ctrl+backspace", "deleteAllLeft", EDIT],
  ["ctrl+t", "editor.action.transposeLetters", EDIT],
  ["f9", "editor.action.sortLinesAscending", EDIT],
  ["ctrl+shift+[", "editor.fold", EDITOR],
  ["ctrl+shift+]", "editor.unfold", EDITOR],
  ["ctrl+k ctrl+1", "editor.foldAll", EDITOR],
  ["ctrl+k ctrl+j", "editor.unfoldAll", EDITOR],
  ["ctrl+f3", "editor.action.nextSelectionMatchFindAction", "editorFocus"],
  ["ctrl+h", "editor.action.startFindReplaceAction", "editorFocus"],
  ["ctrl+pagedown", "workbench.action.nextEditor"],
  ["ctrl+pageup", "workbench.action.previousEditor"],
];

const rulesOf = (rows: readonly Row[]): readonly KeyRule[] =>
  rows.map(([key, command, when, args]) => ({ key, command, when, args }));

/** The rules that a preset puts over the default keys; none for VS Code's and Vim's. */
export function presetKeys(preset: string): readonly KeyRule[] {
  return preset === "emacs" ? rulesOf(emacs) : preset === "sublime" ? rulesOf(sublime) : [];
}
