/** What the explorer and its worker say to each other. Paths are relative to the open folder unless they begin with "/". */
import type { ActAnswer, FileAct } from "./acts.ts";
import type { Excludes } from "./excludes.ts";
import type { GitStatus } from "./git_status.ts";
import type { Listing } from "./listing.ts";

/** Comes back with the answer: whether it was asked for, takes something back or does it again; and whether a new file is opened. */
export interface ActTag {
  readonly how: "do" | "undo" | "redo";
  readonly opens?: true;
  /** What was cut and is pasted now. */
  readonly endsCut?: true;
}
export type ExplorerRequest =
  /** Another folder: everything before is forgotten. Its own listing, and git's answer, follow unasked. */
  | {
    readonly kind: "open";
    readonly root: string;
    readonly excludes: Excludes;
    readonly hidesIgnored: boolean;
    readonly usesGit: boolean;
  }
  /** Read these, and go on watching them. */
  | { readonly kind: "list"; readonly folders: readonly string[] }
  /** Nobody looks at these any more. */
  | { readonly kind: "forget"; readonly folders: readonly string[] }
  /** Everything below a folder, in parts, until `most` entries; links are not followed. */
  | { readonly kind: "walk"; readonly folder: string; readonly most: number }
  | { readonly kind: "stopWalk" }
  /** Read all anew, as after a storm; "git": ask only git. */
  | { readonly kind: "refresh"; readonly what: "all" | "git" }
  | { readonly kind: "act"; readonly id: number; readonly act: FileAct; readonly tag: ActTag }
  | { readonly kind: "stopAct"; readonly id: number };

export type ExplorerAnswer =
  | { readonly kind: "listed"; readonly root: string; readonly listings: readonly Listing[] }
  /** `isWhole`: nothing was left out. */
  | { readonly kind: "walked"; readonly root: string; readonly folder: string; readonly isWhole: boolean }
  /** `null`: no repository, or no git. */
  | { readonly kind: "git"; readonly root: string; readonly status: GitStatus | null }
  | { readonly kind: "acting"; readonly id: number; readonly done: number; readonly total: number }
  | {
    readonly kind: "acted";
    readonly id: number;
    readonly act: FileAct;
    readonly tag: ActTag;
    readonly answer: ActAnswer;
  };
