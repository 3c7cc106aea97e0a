/**
 * The shapes of undo in the app: the effects that read and keep histories, and what the open tree remembers. Only types,
 * so that app.ts, effects.ts and events.ts can lie above it.
 */
import type { DocId, ViewId } from "../base/mod.ts";
import type { History, Selection, Text } from "../editor/mod.ts";

/** What goes on when a history has been looked for. */
export type AfterRead =
  | { readonly kind: "command"; readonly id: string; readonly arg?: unknown }
  | { readonly kind: "keep" }
  | null;

/** Look for the stored history of a file; answered by "history.read". */
export interface HistoryRead {
  readonly kind: "history.read";
  readonly doc: DocId;
  readonly real: string;
  /** The text it must belong to. */
  readonly text: Text;
  /** "idle": when nobody types, and only if that is quick. */
  readonly when: "idle" | "now";
  readonly then: AfterRead;
  readonly maxBytes: number;
}
/** Keep the history of a file. No answer: it is only ever a help. */
export interface HistoryWrite {
  readonly kind: "history.write";
  readonly real: string;
  readonly text: Text;
  readonly history: History;
  readonly epochMs: number;
  readonly when: "idle" | "now";
  readonly maxBytes: number;
  /** The stored steps under these were not looked for yet: they belong to this text. */
  readonly unread: Text | null;
}

/** What the open panel remembers; its rows are in `App.treePanel`. */
export interface UndoTree {
  readonly doc: DocId;
  readonly view: ViewId;
  /** Where it was opened. */
  readonly start: History;
  readonly selection: Selection;
  /** The history as the panel left it last: another one means that somebody else moved. */
  readonly last: History;
}
