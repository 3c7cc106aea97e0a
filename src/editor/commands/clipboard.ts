/** Cut, copy and the wish to paste. The clipboard itself belongs to the world: these say what should be on it. */
import { fromOf, isCaret, toOf } from "../state/selection.ts";
import type { Command, CommandContext } from "../types.ts";
import { lineOf, lineText, replaceEach } from "./change.ts";
import type { ClipboardRead, ClipboardWrite } from "./effects.ts";

/** What is selected; the whole line, with its end, for carets when nothing is selected anywhere. */
export const copy: Command<ClipboardWrite> = (ctx) => ({ effects: [written(ctx)] });

/** Copies, then deletes what was copied. */
export const cut: Command<ClipboardWrite> = (ctx) => {
  const { text } = ctx.state;
  let done = -1;
  const outcome = replaceEach(ctx, {
    origin: "delete",
    replace: (range) => {
      if (!isCaret(range)) return { from: fromOf(range), to: toOf(range), insert: "" };
      const line = text.lineAt(range.head);
      if (line.index === done) return null;
      done = line.index;
      if (line.index + 1 < text.lineCount) {
        return { from: line.from, to: lineOf(text, line.index + 1).from, insert: "" };
      }
      return { from: line.index > 0 ? line.from - 1 : line.from, to: line.to, insert: "" };
    },
  });
  const effects = [written(ctx)];
  return outcome?.spec === undefined ? { effects } : { spec: outcome.spec, effects };
};

/** Asks for the clipboard; the answer comes back as the command `paste`. */
export const clipboardPaste: Command<ClipboardRead> = () => ({ effects: [{ kind: "clipboard.read" }] });

function written(ctx: CommandContext): ClipboardWrite {
  const { text } = ctx.state;
  const { ranges } = ctx.selection;
  const wholeLine = ranges.every(isCaret);
  const parts: string[] = [];
  let last = -1;
  for (const range of ranges) {
    if (!isCaret(range)) {
      parts.push(text.slice(fromOf(range), toOf(range)));
      continue;
    }
    const line = text.lineAt(range.head);
    if (line.index === last) continue;
    last = line.index;
    parts.push(wholeLine ? lineText(text, line) + "\n" : lineText(text, line));
  }
  const joined = parts.join(wholeLine ? "" : "\n");
  return parts.length === 1
    ? { kind: "clipboard.write", text: joined, wholeLine }
    : { kind: "clipboard.write", text: joined, wholeLine, parts };
}
