/**
 * Everything that can happen to the app, as data, in one queue: input from the window, answers to effects,
 * and requests from automation. `step` is the only reader.
 */
import type { DocId, Millis, ViewId } from "../base/mod.ts";
import type { Edit, MatchSet, Spec, StoredHistory, Text } from "../editor/mod.ts";
import type {
  EncodingReason,
  ExplorerAnswer,
  FileConfig,
  FileForm,
  FileProblem,
  FileStamp,
  FolderFiles,
  LineEnding,
} from "../project/mod.ts";
import type { Theme } from "../ui/mod.ts";
import type { WindowEvent } from "../window/mod.ts";
import type { ConfigText, ThemeEntry } from "./config.ts";
import type { LargeRef, ReadEffect, WriteEffect } from "./effects.ts";
import type { ProfileFiles } from "./import_vscode.ts";
import type { AfterRead } from "./undo_types.ts";
import type { QuickItem, QuickPickSpec } from "./quick_pick_state.ts";
import type { SavedSession } from "./session_types.ts";
import type { EditingEvent } from "./editing.ts";
import type { TerminalEvent } from "./terminal_types.ts";

/** What reading a file came to. `real` is the path without links: two names of one file are one document. */
export type FileOutcome =
  | {
    readonly kind: "text";
    readonly path: string;
    readonly real: string;
    readonly text: Text;
    readonly form: FileForm;
    readonly stamp: FileStamp;
    readonly readOnly: boolean;
    readonly invalidBytes: number;
    /** Why it was taken for this encoding. */
    readonly reason?: EncodingReason;
    /** Rows of hex that stand for a binary file: nothing to save over it. */
    readonly isHex?: true;
    /** Too large for memory: `text` is the beginning. */
    readonly large?: LargeRef;
    readonly config?: FileConfig;
  }
  | { readonly kind: "missing"; readonly path: string; readonly real: string; readonly config?: FileConfig }
  /** No file at all; `path` is without links. */
  | { readonly kind: "folder"; readonly path: string }
  | { readonly kind: "binary"; readonly path: string }
  | { readonly kind: "refused"; readonly path: string; readonly reason: string };

/** A part of a large file, behind all that came before. `measured`: bytes of the file up to its end. */
export interface LargePart {
  readonly text: Text;
  readonly measured: number;
  /** The place in the file that was asked for. */
  readonly total: number;
  readonly ending: LineEnding;
  /** Some blocks have other line ends than the rest and keep them. */
  readonly hasRaw: boolean;
  readonly isDone: boolean;
  /** The file ended too early. */
  readonly isShort: boolean;
}
/** What the search process answers. "stopped": it took too long and was killed. */
export type FindOutcome =
  | { readonly kind: "part"; readonly matches: MatchSet; readonly progress: number | null }
  | { readonly kind: "done" | "capped"; readonly matches: MatchSet }
  | { readonly kind: "refused" | "broken"; readonly reason: string }
  | { readonly kind: "stopped" };

export type AppEvent =
  | {
    readonly kind: "config.found";
    readonly texts: readonly ConfigText[];
    readonly themes: readonly ThemeEntry[];
    readonly system: "dark" | "light" | null;
  }
  /** The app begins with files that were read: what is wrong in them is said. */
  | { readonly kind: "config.checked" }
  | {
    readonly kind: "import.found";
    readonly files: ProfileFiles | null;
    readonly folders: readonly { readonly name: string; readonly path: string }[];
    readonly path: string | null;
    readonly how: "keep" | "overwrite";
  }
  | {
    readonly kind: "themes.found";
    readonly themes: readonly Theme[];
    readonly problems: readonly FileProblem[];
    readonly then?: "pick";
  }
  | { readonly kind: "explorer.answer"; readonly answer: ExplorerAnswer }
  | { readonly kind: "find.advance" }
  | { readonly kind: "find.found"; readonly id: number; readonly outcome: FindOutcome }
  | {
    readonly kind: "find.edits";
    readonly doc: DocId;
    /** The text that the edits count in. */
    readonly text: Text;
    readonly edits: readonly Edit[];
    readonly only: boolean;
    readonly purpose: "replace" | "preview";
    /** Why there are none. */
    readonly problem: FindOutcome | null;
  }
  /** Ask a person; see quick_pick_state.ts. */
  | { readonly kind: "quickPick.show"; readonly spec: QuickPickSpec }
  /** Rows for the open picker of that `id`. */
  | {
    readonly kind: "quickPick.fill";
    readonly id: string;
    readonly items: readonly QuickItem[];
    readonly isBusy: boolean;
    readonly message?: string;
  }
  | { readonly kind: "quickPick.advance" }
  /** The files of the open folder; `null` with a problem: they could not be listed. */
  | {
    readonly kind: "folder.files";
    readonly folder: string;
    readonly files: FolderFiles | null;
    readonly problem: string | null;
  }
  | { readonly kind: "folds.advance" }
  | WindowEvent
  | EditingEvent
  | TerminalEvent
  | { readonly kind: "command"; readonly id: string; readonly arg?: unknown; readonly view?: ViewId }
  /** A wish from outside the keyboard; it passes `resolve` like every other. */
  | { readonly kind: "spec"; readonly doc: DocId; readonly spec: Spec }
  | { readonly kind: "file.read"; readonly request: ReadEffect; readonly outcome: FileOutcome }
  | {
    readonly kind: "file.saved";
    readonly doc: DocId;
    readonly path: string;
    readonly real: string;
    readonly stamp: FileStamp;
    /** What was written; absent: not known. */
    readonly text?: Text;
    /** How it was written; absent: as before. */
    readonly form?: FileForm;
    /** What the file itself lost by it, in words; absent: nothing. */
    readonly lost?: string;
    readonly point: number;
  }
  | {
    readonly kind: "file.refused";
    readonly doc: DocId;
    readonly path: string;
    readonly reason: string;
    readonly conflict: boolean;
    /** What was to be written; absent: not by this app. */
    readonly write?: WriteEffect;
    /** What may help beside another name; see `SaveResult`. */
    readonly remedy?: "writable" | "retry" | "rename";
    /** A person gave it up. */
    readonly isCancelled?: true;
    /** What was to be written, where its encoding lacks characters of the text. */
    readonly unmappable?: WriteEffect;
    /** The folder that is gone, and what was to be written there. */
    readonly missing?: { readonly folder: string; readonly write: WriteEffect };
  }
  /** More of the text of a large file; how far a slow save is; a part of an open file is lost. */
  | { readonly kind: "large.part"; readonly file: number; readonly part: LargePart }
  | { readonly kind: "large.damaged"; readonly file: number }
  | { readonly kind: "file.saving"; readonly doc: DocId; readonly done: number; readonly total: number }
  | {
    readonly kind: "document.new";
    readonly text: Text;
    readonly language: string | null;
    readonly name?: string;
  }
  /** What was stored of a document's history; null: nothing that fits. */
  | {
    readonly kind: "history.read";
    readonly doc: DocId;
    readonly stored: StoredHistory | null;
    readonly then: AfterRead;
  }
  /** The file of a document is not the version that the app knows. */
  | {
    readonly kind: "file.changed";
    readonly doc: DocId;
    readonly found:
      | { readonly kind: "file"; readonly stamp: FileStamp }
      | { readonly kind: "renamed"; readonly to: string }
      | { readonly kind: "gone" | "folder" | "unreadable" };
  }
  /** Newest first; `version`: the text of the one asked for. */
  | {
    readonly kind: "localHistory.found";
    readonly doc: DocId;
    readonly what: "list" | "restore" | "compare";
    readonly index: number;
    readonly versions: readonly { readonly at: number; readonly size: number }[];
    readonly version: Text | null;
  }
  /** Unsaved work of an earlier process. */
  | {
    readonly kind: "document.restored";
    readonly name: string;
    readonly path: string | null;
    readonly real: string | null;
    readonly form: FileForm;
    readonly stamp: FileStamp | null;
    readonly language: string;
    readonly text: Text;
    /** What was on disk when it was read; absent: not known. */
    readonly base?: Text;
    readonly large?: LargeRef;
  }
  /** The layout of an earlier window. */
  | { readonly kind: "session.restore"; readonly session: SavedSession }
  | { readonly kind: "document.close"; readonly doc: DocId }
  | { readonly kind: "document.save"; readonly doc: DocId; readonly path?: string }
  /** An answer to the open prompt, by the id of a choice. */
  | { readonly kind: "answer"; readonly choice: string }
  | {
    readonly kind: "document.options";
    readonly doc: DocId;
    readonly options: Readonly<Record<string, unknown>>;
  }
  | { readonly kind: "view.focus"; readonly view: ViewId }
  | {
    readonly kind: "clipboard.text";
    readonly view: ViewId | null;
    readonly text: string;
    readonly origin: "clipboard" | "primary";
  }
  /** A remark for one field, such as an answer of the syntax worker; the document may be gone by now. */
  | {
    readonly kind: "document.note";
    readonly doc: DocId;
    readonly note: NonNullable<Spec["notes"]>[number];
  }
  /** The pointer may have rested on something since then. */
  | { readonly kind: "tip.due"; readonly since: Millis }
  | { readonly kind: "blink"; readonly on: boolean }
  | { readonly kind: "notice"; readonly level: "info" | "warning" | "error"; readonly text: string }
  | { readonly kind: "notice.expired"; readonly notice: number }
  | { readonly kind: "painter"; readonly name: string }
  | { readonly kind: "frame.time"; readonly ms: number };
