/**
 * What the app asks of the world, as data: files, the clipboard, leaving. `perform_io.ts` carries them out
 * and answers with an event of events.ts. Effects about the app itself (tabs, focus) are not here:
 * `step` does those.
 */
import type { DocId, ViewId } from "../base/mod.ts";
import type { EditorEffect, Text } from "../editor/mod.ts";
import type { FileForm, FileStamp } from "../project/mod.ts";

/** Read a file for a new tab; answered by "file.read". */
export interface ReadEffect {
  readonly kind: "file.read";
  readonly path: string;
  readonly line: number | null;
  readonly column: number | null;
  /** "text": open even what looks binary. */
  readonly as: "auto" | "text";
}
/** Write a document; answered by "file.saved" or "file.refused". `expect`: see `saveFile`. */
export interface WriteEffect {
  readonly kind: "file.write";
  readonly doc: DocId;
  readonly path: string;
  readonly text: Text;
  readonly form: FileForm;
  readonly expect: FileStamp | "absent" | null;
  /** What the document's history is at; it comes back with the answer. */
  readonly point: number;
}
export type AppEffect =
  | EditorEffect
  | ReadEffect
  | WriteEffect
  | { readonly kind: "primary.write"; readonly text: string }
  | { readonly kind: "primary.read"; readonly view: ViewId }
  /** Ask for a "notice.expired" later. */
  | { readonly kind: "notice.timer"; readonly notice: number; readonly afterMs: number }
  | { readonly kind: "log"; readonly level: "info" | "error"; readonly text: string }
  | { readonly kind: "quit" };
