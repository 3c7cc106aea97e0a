/**
 * Everything that can happen to the app, as data, in one queue: input from the window, answers to effects,
 * and requests from automation. `step` is the only reader.
 */
import type { DocId, ViewId } from "../base/mod.ts";
import type { Spec, Text } from "../editor/mod.ts";
import type { FileForm, FileStamp } from "../project/mod.ts";
import type { WindowEvent } from "../window/mod.ts";
import type { ReadEffect } from "./effects.ts";

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
  }
  | { readonly kind: "missing"; readonly path: string; readonly real: string }
  | { readonly kind: "binary"; readonly path: string }
  | { readonly kind: "refused"; readonly path: string; readonly reason: string };

export type AppEvent =
  | WindowEvent
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
    readonly point: number;
  }
  | {
    readonly kind: "file.refused";
    readonly doc: DocId;
    readonly path: string;
    readonly reason: string;
    readonly conflict: boolean;
  }
  | {
    readonly kind: "document.new";
    readonly text: Text;
    readonly language: string | null;
    readonly name?: string;
  }
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
  | { readonly kind: "blink"; readonly on: boolean }
  | { readonly kind: "notice"; readonly level: "info" | "warning" | "error"; readonly text: string }
  | { readonly kind: "notice.expired"; readonly notice: number }
  | { readonly kind: "painter"; readonly name: string }
  | { readonly kind: "frame.time"; readonly ms: number };
