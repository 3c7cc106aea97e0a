/**
 * What the app asks of the world, as data: files, the clipboard, leaving. `perform_io.ts` carries them out
 * and answers with an event of events.ts. Effects about the app itself (tabs, focus) are not here:
 * `step` does those.
 */
import type { DocId, Millis, ViewId } from "../base/mod.ts";
import type { Changes, EditorEffect, Query, SearchSpan, Text } from "../editor/mod.ts";
import type { Encoding, ExplorerRequest, FileForm, FileStamp } from "../project/mod.ts";
import type { ThemeEntry } from "./config.ts";
import type { HistoryRead, HistoryWrite } from "./undo_types.ts";
import type { EditingEffect } from "./editing.ts";
import type { TerminalEffect } from "./terminal_types.ts";

/** See `AppDocument.large`. */
export interface LargeRef {
  readonly file: number;
  readonly measured: number;
  readonly size: number;
  /** Of the open file: after a save another one lies under the name. */
  readonly inode: number;
}
/** Read a file for a new tab; answered by "file.read". */
export interface ReadEffect {
  readonly kind: "file.read";
  readonly path: string;
  readonly line: number | null;
  readonly column: number | null;
  /** "text": open even what looks binary; "hex": its bytes, for reading. */
  readonly as: "auto" | "text" | "hex";
  /** Only to look at: its tab gives way to the next such one. */
  readonly preview?: true;
  /** The side bar that has the keyboard keeps it. */
  readonly keepsFocus?: true;
  /** Absent: found out. */
  readonly encoding?: Encoding;
  /** Not a new tab: the text of this document, which waited to be shown. */
  readonly fill?: DocId;
  /** Not a new tab: the text of this document anew. */
  readonly reload?: DocId;
  /** Of a reload: "clean" only if nothing is unsaved, "force" in any case (also absent), "merge" with what is unsaved, "compare" changes nothing. */
  readonly how?: "clean" | "force" | "merge" | "compare";
}
/** Write a document; answered by "file.saved" or "file.refused". `expect`: see `saveFile`. */
export interface WriteEffect {
  readonly kind: "file.write";
  readonly doc: DocId;
  readonly path: string;
  readonly text: Text;
  readonly form: FileForm;
  readonly expect: FileStamp | "absent" | null;
  /** A person said so: "?" for each character that the encoding does not have. */
  readonly substitute?: "?";
  /** A person said so: a file that is marked read-only is made writable first. */
  readonly makeWritable?: true;
  /** The file the text lies in; what of it is not in the text yet is copied. */
  readonly large?: LargeRef;
  /** What the document's history is at; it comes back with the answer. */
  readonly point: number;
}
/** Ask the search process, which knows the text `told` and is told of `since`; answered by "find.found". */
export interface RegexSearchEffect {
  readonly kind: "regex.search";
  readonly id: number;
  readonly doc: DocId;
  readonly text: Text;
  readonly told: Text | null;
  readonly since: Changes | null;
  readonly query: Query;
  readonly separators: string;
  readonly spans: readonly SearchSpan[] | null;
}
/** Ask it what all matches, or the one that is exactly `only`, become; answered by "find.edits". */
export interface RegexReplaceEffect extends Omit<RegexSearchEffect, "kind"> {
  readonly kind: "regex.replace";
  readonly template: string;
  readonly preserveCase: boolean;
  readonly only: SearchSpan | null;
  /** "preview": nothing is replaced. */
  readonly purpose: "replace" | "preview";
}
/** Versions of a file that were saved before; answered by "localHistory.found". */
export interface HistoryEffect {
  readonly kind: "localHistory";
  readonly doc: DocId;
  readonly real: string;
  readonly form: FileForm;
  readonly what: "list" | "restore" | "compare";
  /** How many versions back. */
  readonly index: number;
}
/** A change of a file in JSON with comments; `value` undefined takes it away. `insert`: a list gets it at its end. */
export interface ConfigEdit {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  readonly insert?: true;
}
export type ConfigEffect =
  /** Read a person's files again; answered by "config.found". */
  | { readonly kind: "config.read" }
  /** Open one of them; one that is not there yet is made. */
  | { readonly kind: "config.open"; readonly what: "settings" | "keys" }
  | {
    readonly kind: "config.edit";
    readonly what: "settings" | "keys";
    readonly edits: readonly ConfigEdit[];
  }
  /** Answered by "import.found". */
  | { readonly kind: "import.read"; readonly path: string | null; readonly how: "keep" | "overwrite" }
  | {
    readonly kind: "import.snippets";
    readonly files: readonly { readonly name: string; readonly text: string }[];
  }
  /** Answered by "themes.found". `then`: the picker is opened. */
  | { readonly kind: "themes.read"; readonly entries: readonly ThemeEntry[]; readonly then?: "pick" };
export type AppEffect =
  | ConfigEffect
  | HistoryEffect
  | EditorEffect
  | EditingEffect
  | TerminalEffect
  | RegexSearchEffect
  | RegexReplaceEffect
  /** Post that event once everything that waits had its turn. */
  | { readonly kind: "later"; readonly what: "find.advance" | "quickPick.advance" | "folds.advance" }
  /** Keep a small file among what the editor remembers by itself. */
  | {
    readonly kind: "state.write";
    readonly name: "macros.json" | "commands.json" | "files.json";
    readonly text: string;
  }
  /** For the explorer's thread; answered by "explorer.answer". */
  | { readonly kind: "explorer.ask"; readonly request: ExplorerRequest }
  /** List the files of a folder; answered by "folder.files". */
  | { readonly kind: "folder.list"; readonly folder: string }
  | ReadEffect
  | WriteEffect
  | HistoryRead
  | HistoryWrite
  /** A document was made of a large file: measure the rest; or none was, and it is closed. */
  | { readonly kind: "large.index"; readonly file: number; readonly from: number; readonly to: number }
  | { readonly kind: "large.forget"; readonly file: number }
  | { readonly kind: "save.cancel"; readonly doc: DocId }
  | { readonly kind: "primary.write"; readonly text: string }
  | { readonly kind: "primary.read"; readonly view: ViewId }
  /** Ask for a "notice.expired" later. */
  | { readonly kind: "notice.timer"; readonly notice: number; readonly afterMs: number }
  /** Ask for a "tip.due" later. */
  | { readonly kind: "tip.timer"; readonly since: Millis; readonly afterMs: number }
  | { readonly kind: "log"; readonly level: "info" | "error"; readonly text: string }
  /** Make a folder that a save misses, then write. */
  | { readonly kind: "folder.make"; readonly path: string; readonly write: WriteEffect }
  /** Open unsaved work that an earlier process left. */
  | { readonly kind: "journal.restore" }
  /** `discard`: unsaved work is dropped, as a person said. */
  | { readonly kind: "quit"; readonly discard?: true };
