/** What find and replace remembers: the widget as a person set it, and the search it stands for. Owns shapes only. */
import type { DocId, Millis, ViewId } from "../base/mod.ts";
import type { Changes, Needle, Query, SearchJob, SearchSpan, Selection, Text } from "../editor/mod.ts";
import type { FindBox, FindPart, FindShown } from "../ui/mod.ts";

/** The widget and its search. */
export interface Find extends FindBox {
  readonly results: FindResults | null;
  readonly past: FindPast;
  /** Whether the next search is to select the first match from the caret on. */
  readonly jumps: boolean;
  /** What carets were added for, as long as the selection is the one that came of it. */
  readonly carets: { readonly view: ViewId; readonly selection: Selection; readonly query: Query } | null;
  /** The match and template whose replacement the search process was asked for last. */
  readonly previewed:
    | (SearchSpan & { readonly template: string; readonly preserveCase: boolean; readonly text: Text })
    | null;
  /** The newest question to the search process. */
  readonly asked: number;
}
/** A search of one view's document and what it has found. */
export interface FindResults extends FindShown {
  readonly doc: DocId;
  readonly query: Query;
  /** The text that `matches` count in. */
  readonly text: Text;
  /** `null`: an expression, which is searched elsewhere. */
  readonly needle: Needle | null;
  readonly job: SearchJob | null;
  readonly spans: readonly SearchSpan[] | null;
  /** A place that waits for the next match behind it (1) or before it (-1). */
  readonly seek: Seek | null;
  /** Whether an event will go on with the job. */
  readonly isQueued: boolean;
  /** When `matches` was last brought up to what the job has found; -1: never. */
  readonly shownAt: number;
  /** The question whose answer is awaited; 0: none. */
  readonly asked: number;
  /** The text that the search process was last told of, and what has happened to it since. */
  readonly told: Text | null;
  readonly since: Changes | null;
  readonly startedAt: Millis;
}
/** What the inputs held before, newest first. `at`: the entry that is shown, -1 for what is typed, which `draft` holds meanwhile. */
export interface FindPast {
  readonly find: readonly string[];
  readonly replace: readonly string[];
  readonly at: number;
  readonly draft: string;
}
export interface Seek {
  readonly at: number;
  readonly to: 1 | -1;
}

/** Which input of the widget has the keyboard; `null`: none. */
export function findFocus({ find }: { readonly find: Find | null }): "find" | "replace" | null {
  return find !== null && find.isOpen ? find.focus : null;
}

/** The commands behind the buttons of the widget. */
export const findCommandOf: Readonly<
  Record<Exclude<FindPart, "find" | "replace" | "body" | "toggleReplace">, string>
> = {
  case: "toggleFindCaseSensitive",
  word: "toggleFindWholeWord",
  regex: "toggleFindRegex",
  preserve: "togglePreserveCase",
  selection: "toggleFindInSelection",
  previous: "editor.action.previousMatchFindAction",
  next: "editor.action.nextMatchFindAction",
  close: "closeFindWidget",
  replaceOne: "editor.action.replaceOne",
  replaceAll: "editor.action.replaceAll",
};
