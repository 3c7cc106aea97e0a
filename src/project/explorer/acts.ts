/**
 * What is done to files, as data, and what takes it back: each act, carried out, answers with the act that undoes it, whose own answer is
 * what does it again. Paths are whole. Owns the shapes; acts_io.ts carries them out.
 */

export interface Passage {
  readonly from: string;
  readonly to: string;
}
/** A file in the trash: where it was, where it lies, and its note there. */
export interface Trashed {
  readonly path: string;
  readonly file: string;
  readonly info: string;
}
export type FileAct =
  /** Missing folders above are made too. */
  | { readonly kind: "create"; readonly path: string; readonly what: "file" | "folder" }
  /** `over`: "trash" puts away what stands in the way, "refuse" stops there. */
  | { readonly kind: "move"; readonly moves: readonly Passage[]; readonly over: "refuse" | "trash" }
  | { readonly kind: "copy"; readonly copies: readonly Passage[]; readonly over: "refuse" | "trash" }
  | { readonly kind: "trash"; readonly paths: readonly string[] }
  | { readonly kind: "restore"; readonly items: readonly Trashed[] }
  /** For good: nothing takes it back. */
  | { readonly kind: "delete"; readonly paths: readonly string[] }
  | { readonly kind: "several"; readonly acts: readonly FileAct[] };

/** What came of an act. Where it failed half-way `problem` says why, and `undo` and the rest tell of what was done before. */
export interface ActAnswer {
  readonly problem: string | null;
  /** Whether the trash was what refused: it can be deleted for good instead. */
  readonly hasNoTrash?: true;
  readonly isStopped?: true;
  /** Something stands where these were to go. */
  readonly taken?: readonly string[];
  readonly undo: FileAct | null;
  /** What lies elsewhere now. */
  readonly moved: readonly Passage[];
  /** What is there that was not, and what is not there any more. */
  readonly made: readonly string[];
  readonly gone: readonly string[];
}
