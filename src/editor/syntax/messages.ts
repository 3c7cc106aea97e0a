/**
 * What the app and the syntax worker say to each other. Everything large is packed and handed over; each message about a
 * text carries the version it is counted in.
 */
import type { Paint, Structure } from "./types.ts";

export type ToSyntax =
  /** A document from nothing, or anew. `chunks` joined are its text. */
  | {
    readonly kind: "open";
    readonly doc: number;
    readonly version: number;
    readonly language: string;
    readonly chunks: readonly string[];
  }
  /** One change. `edits`, stride 3: from, to, length of the insert; the inserts one behind the other. */
  | {
    readonly kind: "edit";
    readonly doc: number;
    readonly version: number;
    readonly edits: Int32Array;
    readonly inserts: string;
  }
  /** What is to be coloured first. Stride 2: from, to in the newest text; sorted, apart. */
  | { readonly kind: "look"; readonly doc: number; readonly windows: Int32Array }
  | { readonly kind: "close"; readonly doc: number }
  | {
    readonly kind: "ask";
    readonly id: number;
    readonly want: "tree" | "captures";
    readonly language: string;
    readonly text: string;
  };

export type FromSyntax =
  | { readonly kind: "paint"; readonly doc: number; readonly paint: Paint }
  | { readonly kind: "structure"; readonly doc: number; readonly structure: Structure }
  /** The parse takes long, or ran away and was cut off; a paint that comes later ends it. */
  | { readonly kind: "slow" | "stopped"; readonly doc: number }
  /** The grammar cannot be loaded; nothing more will come. */
  | { readonly kind: "failed"; readonly doc: number; readonly reason: string }
  | { readonly kind: "answer"; readonly id: number; readonly value: TreeAnswer | CapturesAnswer }
  | {
    readonly kind: "refused";
    readonly id: number;
    readonly reason: string;
    readonly isUnknown: boolean;
  };
export interface TreeAnswer {
  readonly sexp: string;
}
/** Lines and columns count from 0, columns in UTF-16 units; sorted by start, outer before inner. */
export interface CapturesAnswer {
  readonly captures: readonly {
    readonly startLine: number;
    readonly startCol: number;
    readonly endLine: number;
    readonly endCol: number;
    readonly capture: string;
  }[];
}
