/** What find and replace remembers: the widget as a person set it, and the search it stands for. Owns shapes only. */
import type { DocId, Millis } from "../base/mod.ts";
import type { Changes, Needle, Query, SearchJob, SearchSpan, Text } from "../editor/mod.ts";
import type { FindBox, FindShown } from "../ui/mod.ts";

/** The widget and its search. */
export interface Find extends FindBox {
  readonly results: FindResults | null;
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
  /** The question whose answer is awaited; 0: none. */
  readonly asked: number;
  /** The text that the search process was last told of, and what has happened to it since. */
  readonly told: Text | null;
  readonly since: Changes | null;
  readonly startedAt: Millis;
}
export interface Seek {
  readonly at: number;
  readonly to: 1 | -1;
}
