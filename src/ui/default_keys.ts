/**
 * VS Code's default keys for the commands Nexus has, with its Linux and its Mac choices. Order is
 * precedence: later rules win. Context keys are VS Code's. A question
 * that waits takes the keyboard before any rule is looked at.
 */
import type { Platform } from "./chords.ts";
import { type Keymap, type KeyRule, makeKeymap } from "./keymap.ts";

/** Command, keys on Linux and Windows, keys on a Mac (same when absent, none when ""), clause, argument. */
type Row = readonly [command: string, keys: string, mac?: string, when?: string, args?: unknown];

const TEXT = "textInputFocus";
const EDIT = "editorTextFocus && !editorReadonly";

/** Each arrow-like move with its selecting twin. */
const MOVES: readonly Row[] = [
  ["cursorLeft", "left"],
  ["cursorLeft", "", "ctrl+b"],
  ["cursorRight", "right"],
  ["cursorRight", "", "ctrl+f"],
  ["cursorUp", "up"],
  ["cursorUp", "", "ctrl+p"],
  ["cursorDown", "down"],
  ["cursorDown", "", "ctrl+n"],
  ["cursorWordLeft", "ctrl+left", "alt+left"],
  ["cursorWordEndRight", "ctrl+right", "alt+right"],
  ["cursorHome", "home"],
  ["cursorHome", "", "cmd+left"],
  ["cursorEnd", "end"],
  ["cursorEnd", "", "cmd+right"],
  ["cursorTop", "ctrl+home", "cmd+up"],
  ["cursorBottom", "ctrl+end", "cmd+down"],
  ["cursorPageUp", "pageup"],
  ["cursorPageDown", "pagedown"],
];
const ROWS: readonly Row[] = [
  // Toasts go by Escape unless the editor has something to end first.
  ["notifications.hideToasts", "escape", "escape", "notificationToastsVisible"],
  ["nexus.gallery", "escape", "escape", "galleryVisible"],
  ["nexus.gallery.nextTheme", "t", "t", "galleryVisible"],
  ["workbench.action.openSettings", "ctrl+,", "cmd+,"],
  ["workbench.action.openGlobalKeybindings", "ctrl+k ctrl+s", "cmd+k cmd+s"],
  ["workbench.action.selectTheme", "ctrl+k ctrl+t", "cmd+k cmd+t"],
  ["workbench.action.showCommands", "f1"],
  ["workbench.action.showCommands", "ctrl+shift+p", "cmd+shift+p"],
  ["workbench.action.quickOpen", "ctrl+e", ""],
  ["workbench.action.quickOpen", "ctrl+p", "cmd+p"],
  ["workbench.action.gotoLine", "ctrl+g", "ctrl+g"],
  ["workbench.action.gotoSymbol", "ctrl+shift+o", "cmd+shift+o"],
  ["workbench.action.files.save", "ctrl+s", "cmd+s"],
  ["workbench.action.files.saveAs", "ctrl+shift+s", "cmd+shift+s"],
  ["workbench.action.files.newUntitledFile", "ctrl+n", "cmd+n"],
  ["workbench.action.closeActiveEditor", "ctrl+f4", ""],
  ["workbench.action.closeActiveEditor", "ctrl+w", "cmd+w"],
  ["workbench.action.quickOpenPreviousRecentlyUsedEditorInGroup", "ctrl+tab"],
  ["workbench.action.quickOpenLeastRecentlyUsedEditorInGroup", "ctrl+shift+tab"],
  ["workbench.action.splitEditor", "ctrl+\\", "cmd+\\"],
  ["workbench.action.splitEditorOrthogonal", "ctrl+k ctrl+\\", "cmd+k cmd+\\"],
  ["workbench.action.focusLeftGroup", "ctrl+k ctrl+left", "cmd+k cmd+left"],
  ["workbench.action.focusRightGroup", "ctrl+k ctrl+right", "cmd+k cmd+right"],
  ["workbench.action.focusAboveGroup", "ctrl+k ctrl+up", "cmd+k cmd+up"],
  ["workbench.action.focusBelowGroup", "ctrl+k ctrl+down", "cmd+k cmd+down"],
  ["workbench.action.moveEditorToLeftGroup", "ctrl+k shift+left", "cmd+k shift+left"],
  ["workbench.action.moveEditorToRightGroup", "ctrl+k shift+right", "cmd+k shift+right"],
  ["workbench.action.moveEditorToAboveGroup", "ctrl+k shift+up", "cmd+k shift+up"],
  ["workbench.action.moveEditorToBelowGroup", "ctrl+k shift+down", "cmd+k shift+down"],
  ["workbench.action.moveEditorToNextGroup", "ctrl+alt+right", "ctrl+cmd+right"],
  ["workbench.action.moveEditorToPreviousGroup", "ctrl+alt+left", "ctrl+cmd+left"],
  ["workbench.action.moveEditorLeftInGroup", "ctrl+shift+pageup", "cmd+k cmd+shift+left"],
  ["workbench.action.moveEditorRightInGroup", "ctrl+shift+pagedown", "cmd+k cmd+shift+right"],
  ["workbench.action.toggleMaximizeEditorGroup", "ctrl+k ctrl+m", "cmd+k cmd+m", "multipleEditorGroups"],
  ["workbench.action.keepEditor", "ctrl+k enter", "cmd+k enter"],
  ["workbench.action.pinEditor", "ctrl+k shift+enter", "cmd+k shift+enter"],
  ["workbench.action.closeUnmodifiedEditors", "ctrl+k u", "cmd+k u"],
  ["workbench.action.closeEditorsInGroup", "ctrl+k w", "cmd+k w"],
  ["workbench.action.closeAllEditors", "ctrl+k ctrl+w", "cmd+k cmd+w"],
  ["workbench.action.closeOtherEditors", "", "cmd+alt+t"],
  ["workbench.action.reopenClosedEditor", "ctrl+shift+t", "cmd+shift+t"],
  ["workbench.action.nextEditor", "ctrl+pagedown", "cmd+alt+right"],
  ["workbench.action.previousEditor", "ctrl+pageup", "cmd+alt+left"],
  ["workbench.action.lastEditorInGroup", "alt+0", "ctrl+0"],
  ["workbench.action.zoomIn", "ctrl+numpad_add", "cmd+numpad_add"],
  ["workbench.action.zoomIn", "ctrl+shift+=", "cmd+shift+="],
  ["workbench.action.zoomIn", "ctrl+=", "cmd+="],
  ["workbench.action.zoomOut", "ctrl+numpad_subtract", "cmd+numpad_subtract"],
  ["workbench.action.zoomOut", "ctrl+shift+-", "cmd+shift+-"],
  ["workbench.action.zoomOut", "ctrl+-", "cmd+-"],
  ["workbench.action.zoomReset", "ctrl+numpad0", "cmd+numpad0"],
  ["workbench.action.quit", "ctrl+q", "cmd+q"],
  ["workbench.action.toggleSidebarVisibility", "ctrl+b", "cmd+b"],
  ["workbench.action.toggleAuxiliaryBar", "ctrl+alt+b", "cmd+alt+b"],
  ["workbench.action.togglePanel", "ctrl+j", "cmd+j"],
  ["workbench.action.focusSideBar", "ctrl+0", "cmd+0"],
  ["workbench.action.focusNextPart", "f6"],
  ["workbench.action.focusPreviousPart", "shift+f6"],
  ["workbench.action.toggleZenMode", "ctrl+k z", "cmd+k z"],
  ["workbench.action.exitZenMode", "escape escape", "escape escape", "inZenMode"],
  ["workbench.action.focusActiveEditorGroup", "escape", "escape", "sideBarFocus || auxiliaryBarFocus"],
  ["editor.action.showContextMenu", "shift+f10", "shift+f10", "editorTextFocus"],
  ["editor.action.showContextMenu", "contextmenu", "contextmenu", "editorTextFocus"],
  ["workbench.action.files.copyPathOfActiveFile", "ctrl+k p", "cmd+k p"],
  ["workbench.action.keybindingsReference", "ctrl+k ctrl+r", "cmd+k cmd+r"],
  ["nexus.toggleFrameTime", "ctrl+shift+alt+f", "cmd+shift+alt+f"],
  ["undo", "ctrl+z", "cmd+z"],
  ["redo", "ctrl+shift+z", ""],
  ["redo", "ctrl+y", "cmd+shift+z"],
  ["editor.action.selectAll", "ctrl+a", "cmd+a", TEXT],
  ["editor.action.clipboardCopyAction", "ctrl+insert", "", TEXT],
  ["editor.action.clipboardCopyAction", "ctrl+c", "cmd+c", TEXT],
  ["editor.action.clipboardCutAction", "shift+delete", "", EDIT],
  ["editor.action.clipboardCutAction", "ctrl+x", "cmd+x", EDIT],
  ["editor.action.selectionClipboardPaste", "shift+insert", "", EDIT],
  ["editor.action.clipboardPasteAction", "ctrl+v", "cmd+v", EDIT],
  ["type", "enter", "enter", EDIT, { text: "\n" }],
  ["type", "shift+enter", "shift+enter", EDIT, { text: "\n" }],
  ["tab", "tab", "tab", EDIT],
  ["nexus.expandSnippet", "tab", "tab", `${EDIT} && !inSnippetMode && !editorHasSelection`],
  ["outdent", "shift+tab", "shift+tab", EDIT],
  ["deleteLeft", "shift+backspace", "shift+backspace", EDIT],
  ["deleteLeft", "", "ctrl+h", EDIT],
  ["deleteLeft", "backspace", "backspace", EDIT],
  ["deleteRight", "", "ctrl+d", EDIT],
  ["deleteRight", "delete", "delete", EDIT],
  ["deleteWordLeft", "ctrl+backspace", "alt+backspace", EDIT],
  ["deleteWordRight", "ctrl+delete", "alt+delete", EDIT],
  ["deleteAllLeft", "", "cmd+backspace", EDIT],
  ["deleteAllRight", "", "ctrl+k", EDIT],
  ["deleteAllRight", "", "cmd+delete", EDIT],
  ["editor.action.deleteLines", "ctrl+shift+k", "cmd+shift+k", EDIT],
  ["editor.action.insertLineAfter", "ctrl+enter", "cmd+enter", EDIT],
  ["editor.action.insertLineBefore", "ctrl+shift+enter", "cmd+shift+enter", EDIT],
  ["editor.action.copyLinesUpAction", "ctrl+shift+alt+up", "shift+alt+up", EDIT],
  ["editor.action.copyLinesDownAction", "ctrl+shift+alt+down", "shift+alt+down", EDIT],
  ["editor.action.moveLinesUpAction", "alt+up", "alt+up", EDIT],
  ["editor.action.moveLinesDownAction", "alt+down", "alt+down", EDIT],
  ["editor.action.indentLines", "ctrl+]", "cmd+]", EDIT],
  ["editor.action.outdentLines", "ctrl+[", "cmd+[", EDIT],
  ["editor.action.commentLine", "ctrl+/", "cmd+/", EDIT],
  ["editor.action.blockComment", "ctrl+shift+a", "shift+alt+a", EDIT],
  ["editor.action.joinLines", "", "ctrl+j", EDIT],
  ["editor.action.transposeLetters", "", "ctrl+t", EDIT],
  ["editor.action.trimTrailingWhitespace", "ctrl+k ctrl+x", "cmd+k cmd+x", EDIT],
  ["lineBreakInsert", "", "ctrl+o", EDIT],
  ["expandLineSelection", "ctrl+l", "cmd+l", TEXT],
  ["editor.action.addSelectionToNextFindMatch", "ctrl+d", "cmd+d", "editorFocus"],
  ["editor.action.selectHighlights", "ctrl+shift+l", "cmd+shift+l", "editorFocus"],
  ["editor.action.insertCursorAbove", "ctrl+shift+up", "", "editorTextFocus"],
  ["editor.action.insertCursorAbove", "shift+alt+up", "cmd+alt+up", "editorTextFocus"],
  ["editor.action.insertCursorBelow", "ctrl+shift+down", "", "editorTextFocus"],
  ["editor.action.insertCursorBelow", "shift+alt+down", "cmd+alt+down", "editorTextFocus"],
  ["editor.action.moveSelectionToNextFindMatch", "ctrl+k ctrl+d", "cmd+k cmd+d", "editorFocus"],
  ["editor.action.changeAll", "ctrl+f2", "cmd+f2", EDIT],
  ["actions.find", "ctrl+f", "cmd+f", "editorFocus || editorIsOpen"],
  ["editor.action.startFindReplaceAction", "ctrl+h", "cmd+alt+f", "editorFocus || editorIsOpen"],
  ["actions.findWithSelection", "", "cmd+e"],
  ["editor.action.nextMatchFindAction", "f3", "f3", "editorFocus"],
  ["editor.action.nextMatchFindAction", "", "cmd+g", "editorFocus"],
  ["editor.action.nextMatchFindAction", "enter", "enter", "editorFocus && findInputFocussed"],
  ["editor.action.previousMatchFindAction", "shift+f3", "shift+f3", "editorFocus"],
  ["editor.action.previousMatchFindAction", "", "cmd+shift+g", "editorFocus"],
  ["editor.action.previousMatchFindAction", "shift+enter", "shift+enter", "editorFocus && findInputFocussed"],
  ["editor.action.nextSelectionMatchFindAction", "ctrl+f3", "cmd+f3", "editorFocus"],
  ["editor.action.previousSelectionMatchFindAction", "ctrl+shift+f3", "cmd+shift+f3", "editorFocus"],
  ["toggleFindCaseSensitive", "alt+c", "cmd+alt+c", "editorFocus && findWidgetVisible"],
  ["toggleFindWholeWord", "alt+w", "cmd+alt+w", "editorFocus && findWidgetVisible"],
  ["toggleFindRegex", "alt+r", "cmd+alt+r", "editorFocus && findWidgetVisible"],
  ["toggleFindInSelection", "alt+l", "cmd+alt+l", "editorFocus && findWidgetVisible"],
  ["togglePreserveCase", "alt+p", "cmd+alt+p", "editorFocus && findWidgetVisible"],
  ["editor.action.replaceOne", "ctrl+shift+1", "cmd+shift+1", "editorFocus && findWidgetVisible"],
  ["editor.action.replaceOne", "enter", "enter", "editorFocus && findWidgetVisible && replaceInputFocussed"],
  ["editor.action.replaceAll", "ctrl+alt+enter", "cmd+alt+enter", "editorFocus && findWidgetVisible"],
  ["editor.action.replaceAll", "", "cmd+enter", "editorFocus && findWidgetVisible && replaceInputFocussed"],
  ["editor.action.selectAllMatches", "alt+enter", "alt+enter", "editorFocus && findWidgetVisible"],
  ["nexus.find.focusReplace", "down", "down", "findInputFocussed"],
  ["nexus.find.focusFind", "up", "up", "replaceInputFocussed"],
  // Where there is nothing older or newer, the arrows go from input to input.
  ["history.showPrevious", "up", "up", "findInputFocussed || replaceInputFocussed"],
  ["history.showPrevious", "alt+up", "alt+up", "findInputFocussed || replaceInputFocussed"],
  ["history.showNext", "down", "down", "findInputFocussed || replaceInputFocussed"],
  ["history.showNext", "alt+down", "alt+down", "findInputFocussed || replaceInputFocussed"],
  ["closeFindWidget", "shift+escape", "shift+escape", "editorFocus && findWidgetVisible"],
  ["scrollLineUp", "ctrl+up", "ctrl+pageup", TEXT],
  ["scrollLineDown", "ctrl+down", "ctrl+pagedown", TEXT],
  ["scrollPageUp", "alt+pageup", "cmd+pageup", TEXT],
  ["scrollPageDown", "alt+pagedown", "cmd+pagedown", TEXT],
  ["cursorUndo", "ctrl+u", "cmd+u", TEXT],
  ["cursorColumnSelectUp", "", "cmd+shift+alt+up", TEXT],
  ["cursorColumnSelectDown", "", "cmd+shift+alt+down", TEXT],
  ["cursorColumnSelectLeft", "", "cmd+shift+alt+left", TEXT],
  ["cursorColumnSelectRight", "", "cmd+shift+alt+right", TEXT],
  ["cursorColumnSelectPageUp", "", "cmd+shift+alt+pageup", TEXT],
  ["cursorColumnSelectPageDown", "", "cmd+shift+alt+pagedown", TEXT],
  ["editor.action.insertCursorAtEndOfEachLineSelected", "shift+alt+i", "shift+alt+i", "editorTextFocus"],
  ["editor.action.smartSelect.expand", "shift+alt+right", "ctrl+shift+cmd+right", "editorTextFocus"],
  ["editor.action.smartSelect.shrink", "shift+alt+left", "ctrl+shift+cmd+left", "editorTextFocus"],
  ["editor.action.jumpToBracket", "ctrl+shift+\\", "cmd+shift+\\", "editorTextFocus"],
  ["editor.action.removeBrackets", "ctrl+alt+backspace", "cmd+alt+backspace", EDIT],
  ["editor.action.addCommentLine", "ctrl+k ctrl+c", "cmd+k cmd+c", EDIT],
  ["editor.action.removeCommentLine", "ctrl+k ctrl+u", "cmd+k cmd+u", EDIT],
  ["cursorWordPartLeft", "", "ctrl+alt+left", TEXT],
  ["cursorWordPartLeftSelect", "", "ctrl+shift+alt+left", TEXT],
  ["cursorWordPartRight", "", "ctrl+alt+right", TEXT],
  ["cursorWordPartRightSelect", "", "ctrl+shift+alt+right", TEXT],
  ["deleteWordPartLeft", "", "ctrl+alt+backspace", EDIT],
  ["deleteWordPartRight", "", "ctrl+alt+delete", EDIT],
  ["editor.fold", "ctrl+shift+[", "cmd+alt+[", "editorTextFocus"],
  ["editor.unfold", "ctrl+shift+]", "cmd+alt+]", "editorTextFocus"],
  ["editor.toggleFold", "ctrl+k ctrl+l", "cmd+k cmd+l", "editorTextFocus"],
  ["editor.toggleFoldRecursively", "ctrl+k ctrl+shift+l", "cmd+k cmd+shift+l", "editorTextFocus"],
  ["editor.foldRecursively", "ctrl+k ctrl+[", "cmd+k cmd+[", "editorTextFocus"],
  ["editor.unfoldRecursively", "ctrl+k ctrl+]", "cmd+k cmd+]", "editorTextFocus"],
  ["editor.action.toggleWordWrap", "alt+z"],
  ["editor.foldAll", "ctrl+k ctrl+0", "cmd+k cmd+0", "editorTextFocus"],
  ["editor.unfoldAll", "ctrl+k ctrl+j", "cmd+k cmd+j", "editorTextFocus"],
  ["editor.foldLevel1", "ctrl+k ctrl+1", "cmd+k cmd+1", "editorTextFocus"],
  ["editor.foldLevel2", "ctrl+k ctrl+2", "cmd+k cmd+2", "editorTextFocus"],
  ["editor.foldLevel3", "ctrl+k ctrl+3", "cmd+k cmd+3", "editorTextFocus"],
  ["editor.foldLevel4", "ctrl+k ctrl+4", "cmd+k cmd+4", "editorTextFocus"],
  ["editor.foldLevel5", "ctrl+k ctrl+5", "cmd+k cmd+5", "editorTextFocus"],
  ["editor.foldLevel6", "ctrl+k ctrl+6", "cmd+k cmd+6", "editorTextFocus"],
  ["editor.foldLevel7", "ctrl+k ctrl+7", "cmd+k cmd+7", "editorTextFocus"],
  ["editor.foldAllBlockComments", "ctrl+k ctrl+/", "cmd+k cmd+/", "editorTextFocus"],
  ["editor.foldAllMarkerRegions", "ctrl+k ctrl+8", "cmd+k cmd+8", "editorTextFocus"],
  ["editor.unfoldAllMarkerRegions", "ctrl+k ctrl+9", "cmd+k cmd+9", "editorTextFocus"],
  ["editor.foldAllExcept", "ctrl+k ctrl+-", "cmd+k cmd+-", "editorTextFocus"],
  ["editor.unfoldAllExcept", "ctrl+k ctrl+=", "cmd+k cmd+=", "editorTextFocus"],
  ["editor.createFoldingRangeFromSelection", "ctrl+k ctrl+,", "cmd+k cmd+,", "editorTextFocus"],
  ["editor.removeManualFoldingRanges", "ctrl+k ctrl+.", "cmd+k cmd+.", "editorTextFocus"],
  // No keys of VS Code's: it has neither a ring nor macros.
  ["nexus.cyclePaste", "ctrl+shift+v", "cmd+shift+v", EDIT],
  ["nexus.macro.toggleRecording", "ctrl+k q", "cmd+k q", "editorTextFocus"],
  ["nexus.macro.play", "ctrl+k e", "cmd+k e", EDIT],
  ["jumpToNextSnippetPlaceholder", "tab", "tab", `inSnippetMode && ${EDIT}`],
  ["jumpToPrevSnippetPlaceholder", "shift+tab", "shift+tab", `inSnippetMode && ${EDIT}`],
  ["nexus.chooseSnippetChoice", "tab", "tab", `snippetChoicesVisible && ${EDIT}`],
  ["nexus.chooseSnippetChoice", "enter", "enter", `snippetChoicesVisible && ${EDIT}`],
  ["nexus.nextSnippetChoice", "down", "down", `snippetChoicesVisible && ${EDIT}`],
  ["nexus.previousSnippetChoice", "up", "up", `snippetChoicesVisible && ${EDIT}`],
  ["cancelSelection", "escape", "escape", "editorHasSelection && textInputFocus"],
  ["removeSecondaryCursors", "escape", "escape", "editorHasMultipleSelections && textInputFocus"],
  ["leaveSnippet", "escape", "escape", "inSnippetMode && textInputFocus"],
  ["closeFindWidget", "escape", "escape", "editorFocus && findWidgetVisible"],
  ["nexus.closeSnippetChoices", "escape", "escape", "snippetChoicesVisible && textInputFocus"],
  ["nexus.file.cancelSave", "escape", "escape", "slowSave"],
  ["workbench.action.terminal.toggleTerminal", "ctrl+`", "ctrl+`"],
  ["workbench.action.terminal.new", "ctrl+shift+`", "ctrl+shift+`"],
  ["workbench.action.terminal.split", "ctrl+shift+5", "cmd+\\", "terminalFocus"],
  ["workbench.action.terminal.focusNext", "ctrl+pagedown", "cmd+shift+]", "terminalFocus"],
  ["workbench.action.terminal.focusPrevious", "ctrl+pageup", "cmd+shift+[", "terminalFocus"],
  [
    "workbench.action.terminal.focusNextPane",
    "alt+right",
    "cmd+alt+right",
    "terminalFocus && terminalSplitPaneActive",
  ],
  [
    "workbench.action.terminal.focusPreviousPane",
    "alt+left",
    "cmd+alt+left",
    "terminalFocus && terminalSplitPaneActive",
  ],
  ["workbench.action.terminal.copySelection", "ctrl+shift+c", "cmd+c", "terminalFocus"],
  ["workbench.action.terminal.paste", "ctrl+shift+v", "cmd+v", "terminalFocus"],
  ["workbench.action.terminal.pasteSelection", "shift+insert", "", "terminalFocus"],
  ["workbench.action.terminal.clear", "", "cmd+k", "terminalFocus"],
  ["workbench.action.terminal.scrollUp", "ctrl+shift+up", "cmd+alt+pageup", "terminalFocus"],
  ["workbench.action.terminal.scrollDown", "ctrl+shift+down", "cmd+alt+pagedown", "terminalFocus"],
  [
    "workbench.action.terminal.scrollUpPage",
    "shift+pageup",
    "pageup",
    "terminalFocus && !terminalAltBufferActive",
  ],
  [
    "workbench.action.terminal.scrollDownPage",
    "shift+pagedown",
    "pagedown",
    "terminalFocus && !terminalAltBufferActive",
  ],
  [
    "workbench.action.terminal.scrollToTop",
    "shift+home",
    "cmd+home",
    "terminalFocus && !terminalAltBufferActive",
  ],
  [
    "workbench.action.terminal.scrollToBottom",
    "shift+end",
    "cmd+end",
    "terminalFocus && !terminalAltBufferActive",
  ],
  [
    "workbench.action.terminal.scrollToPreviousCommand",
    "ctrl+up",
    "cmd+up",
    "terminalFocus && !terminalAltBufferActive",
  ],
  [
    "workbench.action.terminal.scrollToNextCommand",
    "ctrl+down",
    "cmd+down",
    "terminalFocus && !terminalAltBufferActive",
  ],
  ["workbench.action.terminal.focusFind", "ctrl+f", "cmd+f", "terminalFocus || terminalFindFocused"],
  ["workbench.action.terminal.findNext", "f3", "cmd+g", "terminalFindFocused"],
  ["workbench.action.terminal.findPrevious", "shift+f3", "cmd+shift+g", "terminalFindFocused"],
  ["workbench.action.terminal.toggleCopyMode", "ctrl+shift+space", "cmd+shift+space", "terminalFocus"],
];

/** The keymap of a platform before any rule of the user's. */
export function defaultKeymap(platform: Platform): Keymap {
  return makeKeymap(defaultKeys(platform));
}

/** The default rules of a platform, weakest first. */
export function defaultKeys(platform: Platform): readonly KeyRule[] {
  const rules: KeyRule[] = [];
  for (const [command, keys, mac] of MOVES) {
    const key = keyOn(platform, { keys, mac });
    if (key === "") continue;
    rules.push({ key, command, when: TEXT });
    if (!/^ctrl\+[bfpn]$/.test(key)) {
      rules.push({ key: selecting(key), command: `${command}Select`, when: TEXT });
    }
  }
  const mod = platform === "mac" ? "ctrl" : "alt";
  const group = platform === "mac" ? "cmd" : "ctrl";
  const ordinals = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth"];
  ordinals.forEach((name, i) =>
    rules.push({ key: `${group}+${i + 1}`, command: `workbench.action.focus${name}EditorGroup` })
  );
  for (let i = 1; i <= 9; i++) {
    rules.push({ key: `${mod}+${i}`, command: `workbench.action.openEditorAtIndex${i}` });
  }
  for (const [command, keys, mac, when, args] of ROWS) {
    const key = keyOn(platform, { keys, mac });
    if (key !== "") rules.push({ key, command, ...(when && { when }), ...(args !== undefined && { args }) });
  }
  return rules;
}

function keyOn(platform: Platform, { keys, mac }: { keys: string; mac: string | undefined }): string {
  return platform === "mac" ? mac ?? keys : keys;
}
/** Shift goes after ctrl, as VS Code writes it. */
function selecting(key: string): string {
  return key.startsWith("ctrl+") ? `ctrl+shift+${key.slice(5)}` : `shift+${key}`;
}
