/**
 * What the commands of the editor ask of the world, as data. The app carries it out; what is read from the clipboard
 * comes back as the command `paste`.
 */

/**
 * Put `text` on the clipboard. `wholeLine`: it was copied without a selection, so that pasting it inserts lines above.
 * `parts`: what each caret contributed, for pasting at as many carets; absent for one.
 */
export interface ClipboardWrite {
  readonly kind: "clipboard.write";
  readonly text: string;
  readonly wholeLine: boolean;
  readonly parts?: readonly string[];
}
/** Read the clipboard, then run `paste` with `{ text, pasteOnNewLine: wholeLine, multicursorText: parts }`. */
export interface ClipboardRead {
  readonly kind: "clipboard.read";
}
/** Everything an editor command may ask for. */
export type EditorEffect = ClipboardWrite | ClipboardRead;
