/**
 * Every command of the editor core by its id, which is VS Code's. Undo and redo come from history/, default keys from
 * ui/keymap. Titles are what the palette shows.
 */
import type { Command } from "../types.ts";
import * as clipboard from "./clipboard.ts";
import * as comments from "./comments.ts";
import * as deletion from "./delete.ts";
import * as indent from "./indent.ts";
import * as lines from "./lines.ts";
import { cursorMove } from "./cursor_move.ts";
import * as move from "./move.ts";
import * as words from "./move_words.ts";
import { moreCommands } from "./registry_more.ts";
import * as selection from "./select.ts";
import * as transform from "./transform.ts";
import * as typing from "./type.ts";
import type { EditorEffect } from "./effects.ts";

/** A command with what people and keymaps call it. */
export interface CommandInfo {
  readonly id: string;
  readonly title: string;
  readonly command: Command<EditorEffect>;
}

/** In no order that matters; ids are unique. */
export const editorCommands: readonly CommandInfo[] = [
  { id: "cursorLeft", title: "Cursor Left", command: move.cursorLeft },
  { id: "cursorLeftSelect", title: "Select Left", command: move.cursorLeftSelect },
  { id: "cursorRight", title: "Cursor Right", command: move.cursorRight },
  { id: "cursorRightSelect", title: "Select Right", command: move.cursorRightSelect },
  { id: "cursorUp", title: "Cursor Up", command: move.cursorUp },
  { id: "cursorUpSelect", title: "Select Up", command: move.cursorUpSelect },
  { id: "cursorDown", title: "Cursor Down", command: move.cursorDown },
  { id: "cursorDownSelect", title: "Select Down", command: move.cursorDownSelect },
  { id: "cursorPageUp", title: "Page Up", command: move.cursorPageUp },
  { id: "cursorPageUpSelect", title: "Select Page Up", command: move.cursorPageUpSelect },
  { id: "cursorPageDown", title: "Page Down", command: move.cursorPageDown },
  { id: "cursorPageDownSelect", title: "Select Page Down", command: move.cursorPageDownSelect },
  { id: "cursorHome", title: "Cursor to Line Start or First Character", command: move.cursorHome },
  {
    id: "cursorHomeSelect",
    title: "Select to Line Start or First Character",
    command: move.cursorHomeSelect,
  },
  { id: "cursorEnd", title: "Cursor to Line End", command: move.cursorEnd },
  { id: "cursorEndSelect", title: "Select to Line End", command: move.cursorEndSelect },
  { id: "cursorLineStart", title: "Cursor to Start of Whole Line", command: move.cursorLineStart },
  {
    id: "cursorLineStartSelect",
    title: "Select to Start of Whole Line",
    command: move.cursorLineStartSelect,
  },
  { id: "cursorLineEnd", title: "Cursor to End of Whole Line", command: move.cursorLineEnd },
  { id: "cursorLineEndSelect", title: "Select to End of Whole Line", command: move.cursorLineEndSelect },
  { id: "cursorTop", title: "Cursor to Start of File", command: move.cursorTop },
  { id: "cursorTopSelect", title: "Select to Start of File", command: move.cursorTopSelect },
  { id: "cursorBottom", title: "Cursor to End of File", command: move.cursorBottom },
  { id: "cursorBottomSelect", title: "Select to End of File", command: move.cursorBottomSelect },
  { id: "cursorMove", title: "Move Cursor by Arguments", command: cursorMove },
  { id: "cursorWordLeft", title: "Cursor Word Left", command: words.cursorWordLeft },
  { id: "cursorWordLeftSelect", title: "Select Word Left", command: words.cursorWordLeftSelect },
  { id: "cursorWordStartLeft", title: "Cursor to Word Start Left", command: words.cursorWordStartLeft },
  {
    id: "cursorWordStartLeftSelect",
    title: "Select to Word Start Left",
    command: words.cursorWordStartLeftSelect,
  },
  { id: "cursorWordEndLeft", title: "Cursor to Word End Left", command: words.cursorWordEndLeft },
  { id: "cursorWordEndLeftSelect", title: "Select to Word End Left", command: words.cursorWordEndLeftSelect },
  { id: "cursorWordRight", title: "Cursor Word Right", command: words.cursorWordRight },
  { id: "cursorWordRightSelect", title: "Select Word Right", command: words.cursorWordRightSelect },
  { id: "cursorWordStartRight", title: "Cursor to Word Start Right", command: words.cursorWordStartRight },
  {
    id: "cursorWordStartRightSelect",
    title: "Select to Word Start Right",
    command: words.cursorWordStartRightSelect,
  },
  { id: "cursorWordEndRight", title: "Cursor to Word End Right", command: words.cursorWordEndRight },
  {
    id: "cursorWordEndRightSelect",
    title: "Select to Word End Right",
    command: words.cursorWordEndRightSelect,
  },
  { id: "cursorWordPartLeft", title: "Cursor Word Part Left", command: words.cursorWordPartLeft },
  { id: "cursorWordPartLeftSelect", title: "Select Word Part Left", command: words.cursorWordPartLeftSelect },
  { id: "cursorWordPartRight", title: "Cursor Word Part Right", command: words.cursorWordPartRight },
  {
    id: "cursorWordPartRightSelect",
    title: "Select Word Part Right",
    command: words.cursorWordPartRightSelect,
  },
  { id: "editor.action.selectAll", title: "Select All", command: selection.selectAll },
  { id: "expandLineSelection", title: "Expand Line Selection", command: selection.expandLineSelection },
  { id: "cancelSelection", title: "Cancel Selection", command: selection.cancelSelection },
  {
    id: "removeSecondaryCursors",
    title: "Remove Secondary Cursors",
    command: selection.removeSecondaryCursors,
  },
  { id: "editor.action.insertCursorAbove", title: "Add Cursor Above", command: selection.insertCursorAbove },
  { id: "editor.action.insertCursorBelow", title: "Add Cursor Below", command: selection.insertCursorBelow },
  { id: "type", title: "Type", command: typing.type },
  { id: "default:type", title: "Type Without Extensions", command: typing.type },
  { id: "paste", title: "Paste Text", command: typing.paste },
  { id: "lineBreakInsert", title: "Insert Line Break", command: typing.lineBreakInsert },
  { id: "editor.action.insertLineAfter", title: "Insert Line Below", command: typing.insertLineAfter },
  { id: "editor.action.insertLineBefore", title: "Insert Line Above", command: typing.insertLineBefore },
  { id: "deleteLeft", title: "Delete Left", command: deletion.deleteLeft },
  { id: "deleteRight", title: "Delete Right", command: deletion.deleteRight },
  { id: "deleteWordLeft", title: "Delete Word Left", command: deletion.deleteWordLeft },
  { id: "deleteWordStartLeft", title: "Delete to Word Start Left", command: deletion.deleteWordStartLeft },
  { id: "deleteWordEndLeft", title: "Delete to Word End Left", command: deletion.deleteWordEndLeft },
  { id: "deleteWordRight", title: "Delete Word Right", command: deletion.deleteWordRight },
  { id: "deleteWordStartRight", title: "Delete to Word Start Right", command: deletion.deleteWordStartRight },
  { id: "deleteWordEndRight", title: "Delete to Word End Right", command: deletion.deleteWordEndRight },
  { id: "deleteWordPartLeft", title: "Delete Word Part Left", command: deletion.deleteWordPartLeft },
  { id: "deleteWordPartRight", title: "Delete Word Part Right", command: deletion.deleteWordPartRight },
  { id: "deleteAllLeft", title: "Delete All Left", command: deletion.deleteAllLeft },
  { id: "deleteAllRight", title: "Delete All Right", command: deletion.deleteAllRight },
  { id: "tab", title: "Tab", command: indent.tab },
  { id: "outdent", title: "Outdent", command: indent.outdentLines },
  { id: "editor.action.indentLines", title: "Indent Lines", command: indent.indentLines },
  { id: "editor.action.outdentLines", title: "Outdent Lines", command: indent.outdentLines },
  { id: "editor.action.deleteLines", title: "Delete Lines", command: lines.deleteLines },
  { id: "editor.action.copyLinesUpAction", title: "Copy Lines Up", command: lines.copyLinesUp },
  { id: "editor.action.copyLinesDownAction", title: "Copy Lines Down", command: lines.copyLinesDown },
  { id: "editor.action.moveLinesUpAction", title: "Move Lines Up", command: lines.moveLinesUp },
  { id: "editor.action.moveLinesDownAction", title: "Move Lines Down", command: lines.moveLinesDown },
  { id: "editor.action.duplicateSelection", title: "Duplicate Selection", command: lines.duplicateSelection },
  { id: "editor.action.joinLines", title: "Join Lines", command: lines.joinLines },
  { id: "editor.action.transposeLetters", title: "Transpose Letters", command: transform.transposeLetters },
  {
    id: "editor.action.transformToUppercase",
    title: "Transform to Uppercase",
    command: transform.toUppercase,
  },
  {
    id: "editor.action.transformToLowercase",
    title: "Transform to Lowercase",
    command: transform.toLowercase,
  },
  {
    id: "editor.action.trimTrailingWhitespace",
    title: "Trim Trailing Whitespace",
    command: transform.trimTrailingWhitespace,
  },
  { id: "editor.action.commentLine", title: "Toggle Line Comment", command: comments.commentLine },
  { id: "editor.action.blockComment", title: "Toggle Block Comment", command: comments.blockComment },
  { id: "editor.action.clipboardCutAction", title: "Cut", command: clipboard.cut },
  { id: "editor.action.clipboardCopyAction", title: "Copy", command: clipboard.copy },
  { id: "cut", title: "Cut", command: clipboard.cut },
  { id: "copy", title: "Copy", command: clipboard.copy },
  { id: "editor.action.clipboardPasteAction", title: "Paste", command: clipboard.clipboardPaste },
  ...moreCommands,
];
