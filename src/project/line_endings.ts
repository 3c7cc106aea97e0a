/**
 * Kinds of line end in a file, counted in bytes or units, and turned into the "\n" of a text and back. A mixed file
 * keeps each "\r" in the text, so that every line keeps its own end. Pure.
 */
export type LineEnding = "LF" | "CRLF" | "CR" | "mixed";

/** The kind that all line ends are of; "LF" where there is none. `code(i)`: the i-th byte or unit. */
export function lineEndingOf(
  length: number,
  code: (at: number) => number,
): LineEnding {
  let crlf = 0, lf = 0, cr = 0;
  for (let i = 0; i < length; i++) {
    const unit = code(i);
    if (unit === 10) lf++;
    else if (unit === 13) {
      if (i + 1 < length && code(i + 1) === 10) {
        crlf++;
        i++;
      } else cr++;
    }
  }
  if (crlf === 0 && cr === 0) return "LF";
  if (lf === 0 && cr === 0) return "CRLF";
  if (lf === 0 && crlf === 0) return "CR";
  return "mixed";
}

/** The text of a piece of file; no CRLF may be cut at its ends. */
export function toNewlines(piece: string, ending: LineEnding): string {
  if (ending === "CRLF") return piece.replaceAll("\r\n", "\n");
  return ending === "CR" ? piece.replaceAll("\r", "\n") : piece;
}

/**
 * The file's line ends for a piece of text. A "\r\n" that came into the text of a CRLF file (an undone conversion, for
 * one) is one line end and not two.
 */
export function fromNewlines(piece: string, ending: LineEnding): string {
  if (ending === "CRLF") return piece.replace(/\r?\n/g, "\r\n");
  return ending === "CR" ? piece.replace(/\r?\n/g, "\r") : piece;
}

/** Where each foreign line end of a mixed text would change: spans to replace by "\n". `text`: the whole or a line-aligned part. */
export function foreignEndings(text: string): { from: number; to: number }[] {
  const out: { from: number; to: number }[] = [];
  for (let at = text.indexOf("\r"); at >= 0; at = text.indexOf("\r", at + 1)) {
    const to = text[at + 1] === "\n" ? at + 2 : at + 1;
    out.push({ from: at, to });
    at = to - 1;
  }
  return out;
}
