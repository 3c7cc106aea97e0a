/** What saving does to a text first: blanks at line ends, the last newline. Edits only, so that undo and carets know. Pure. */
import type { TextEdit } from "./diff.ts";
import type { OnSave } from "./editorconfig.ts";

/** None where nothing is to do. A last line that has no end gets "\n". */
export function onSaveEdits(text: string, wish: OnSave): TextEdit[] {
  const out: TextEdit[] = [];
  let end = text.length;
  if (wish.trimFinalNewlines) {
    // One line end stays: VS Code's meaning of the setting. Lines of blanks are empty if blanks go too.
    const isTail = wish.trimTrailingWhitespace ? /[\s]/ : /[\r\n]/;
    let at = text.length;
    while (at > 0 && isTail.test(text[at - 1]) && text[at - 1] !== "\ufeff") at--;
    const first = /^[^\S\r\n]*(?:\r\n|\r|\n)/.exec(text.slice(at));
    if (first !== null) end = at + first[0].length;
  }
  if (wish.trimTrailingWhitespace) {
    for (const found of text.slice(0, end).matchAll(/[^\S\r\n]+(?=\r|\n|$)/g)) {
      if (isBlankRun(found[0])) {
        out.push({ from: found.index, to: found.index + found[0].length, insert: "" });
      }
    }
  }
  const isEnded = /[\r\n]$/.test(text.slice(Math.max(0, end - 1), end));
  const ending = wish.insertFinalNewline && end > 0 && !isEnded ? "\n" : "";
  if (end < text.length || ending !== "") {
    const last = out.at(-1);
    if (last !== undefined && last.to === end) {
      out[out.length - 1] = { from: last.from, to: text.length, insert: ending };
    } else out.push({ from: end, to: text.length, insert: ending });
  }
  return out;
}
/** Blanks and tabs, and the wide blanks of other scripts; a byte order mark in the text is none. */
const isBlankRun = (run: string): boolean => !run.includes("\ufeff");
