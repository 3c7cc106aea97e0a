/**
 * What the find widget shows, as the workbench holds it. Owns shapes only: the app fills them, find_widget.ts lays them out,
 * editor_view.ts marks the matches.
 */
import type { ViewId } from "../base/mod.ts";
import type { MatchSet } from "../editor/mod.ts";
import type { InputState } from "./input_state.ts";

/** What the widget shows; the app's own state of the search extends it. */
export interface FindBox {
  /** Whose editor it lies over. */
  readonly group: number;
  readonly isOpen: boolean;
  readonly hasReplace: boolean;
  /** Which input has the keyboard; `null`: the editor. */
  readonly focus: "find" | "replace" | null;
  readonly find: InputState;
  readonly replace: InputState;
  readonly caseSensitive: boolean;
  readonly wholeWord: boolean;
  readonly isRegex: boolean;
  readonly preserveCase: boolean;
  /** Absent while nothing is looked for. */
  readonly results: FindShown | null;
  /** What the current match would become. */
  readonly preview: { readonly from: string; readonly to: string } | null;
}
export interface FindShown {
  readonly view: ViewId;
  readonly matches: MatchSet;
  /** Index of the match that is selected; -1 when none is. */
  readonly current: number;
  readonly state: "searching" | "done" | "capped";
  /** 0 to 1, once a search takes long. */
  readonly progress: number | null;
  readonly problem: string | null;
  /** Whether only parts of the text are searched. */
  readonly spans: readonly unknown[] | null;
}
