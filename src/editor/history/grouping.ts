/**
 * Which edits are undone together. Owns the rules, which are VS Code's for words, blanks, newlines and deletions, plus a
 * pause; that a caret move ends a step is seen in history.ts, which watches the selections.
 */
import type { Millis, ViewId } from "../../base/mod.ts";
import type { Origin, Transaction } from "../types.ts";

/** What the last edit of a step was, as far as it decides whether the next one joins. */
export type Run = "word" | "blank" | "blanks" | "newline" | "left" | "right" | "other";

export function runOf(tr: Transaction): Run {
  const edit = tr.changes.edits[0];
  if (tr.origin === "type") {
    if (typeof edit.insert !== "string" || !isAtCaret(tr, edit.from)) return "other";
    const { insert } = edit;
    if (insert.length === 1) {
      // A single key, as nearly always: its code says it all.
      const unit = insert.charCodeAt(0);
      return unit === 10 ? "newline" : unit === 32 || unit === 9 ? "blank" : "word";
    }
    if (insert.includes("\n")) return "newline";
    return /^[ \t]+$/.test(insert) ? "blank" : "word";
  }
  if (tr.origin !== "delete") return "other";
  const range = tr.view === undefined ? undefined : tr.before.selections.get(tr.view)?.ranges[0];
  return range !== undefined && range.anchor === range.head && edit.from >= range.head ? "right" : "left";
}

/** Typing lands where the caret is; an indent or a comment mark elsewhere is a step of its own. */
function isAtCaret(tr: Transaction, from: number): boolean {
  const range = tr.view === undefined ? undefined : tr.before.selections.get(tr.view)?.ranges[0];
  return range === undefined || from === (range.anchor < range.head ? range.anchor : range.head);
}

/** The last edit, and the next. */
export interface Meeting {
  readonly last: {
    readonly kind: Origin | "start";
    readonly run: Run;
    readonly view?: ViewId;
    readonly at: Millis;
  };
  readonly next: { readonly origin: Origin; readonly run: Run; readonly view?: ViewId; readonly at: Millis };
  readonly pauseMs: number;
}

/** The run both make if they belong to one step, else null. For edits without a group. */
export function joined({ last, next, pauseMs }: Meeting): Run | null {
  if (last.kind !== next.origin || last.view !== next.view || next.at - last.at >= pauseMs) return null;
  if (next.origin === "delete") return last.run === next.run ? next.run : null;
  if (next.origin !== "type" || next.run === "newline" || next.run === "other") return null;
  if (last.run === "blank") return next.run === "blank" ? "blanks" : next.run;
  if (last.run === "blanks") return next.run === "blank" ? "blanks" : null;
  if (last.run === "word") return next.run === "word" ? "word" : null;
  return last.run === "newline" ? next.run : null;
}
