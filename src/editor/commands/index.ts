/** What of this folder is public; ../mod.ts re-exports it. One file for each kind of command, change.ts below them all. */
export type { ClipboardRead, ClipboardWrite, EditorEffect } from "./effects.ts";
export { type CommandInfo, editorCommands } from "./registry.ts";
export { wordAt, type WordSource } from "./word_borders.ts";
export { indentationToSpaces, indentationToTabs } from "./indentation.ts";
export { editingFields } from "./fields.ts";
export { type Box, boxSelection, type Corner, cornerOf, selectBox } from "./column_select.ts";
