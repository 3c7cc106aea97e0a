/** The shape of a kept session: data as it lies in its file. Only types, so that app.ts can lie above; the checks are session_state.ts. */
import type { Panes, Split } from "../ui/mod.ts";

/** Where a view stood. Offsets are clamped when the text is there; folds count only in a text of `length`. */
export interface SavedView {
  readonly line: number;
  readonly dy: number;
  readonly x: number;
  /** Pairs of anchor and head. */
  readonly ranges: readonly number[];
  readonly main: number;
  readonly folds: readonly number[];
  readonly length: number;
}
/** `path` null: unsaved work without a file, found again by its name. */
export interface SavedTab {
  readonly path: string | null;
  readonly real: string | null;
  readonly name: string;
  readonly view: SavedView;
}
export interface SavedGroup {
  readonly tabs: readonly SavedTab[];
  /** Indices into `tabs`; -1: none. */
  readonly active: number;
  readonly preview: number;
  readonly pinned: number;
}
export interface SavedSession {
  readonly version: number;
  readonly folder: string | null;
  readonly groups: readonly SavedGroup[];
  /** Leaves are indices into `groups`. */
  readonly editors: Split;
  readonly activeGroup: number;
  readonly maximised: number;
  readonly bars: Readonly<Record<"left" | "right" | "panel", Panes["left"]>>;
  readonly isZen: boolean;
}
