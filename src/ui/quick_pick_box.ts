/**
 * What a picker shows, as the workbench holds it: an input over a long list. Owns shapes only: the app fills them
 * (quick_pick.ts there), quick_pick.ts here lays them out. Rows are asked for by index, so that a million cost what is seen.
 */
import type { InputState } from "./input_state.ts";

/** A button at the end of a row or of the title: one sign, and what it does in words. */
export interface QuickButton {
  readonly sign: string;
  readonly label: string;
}
/** One row. Places of `matches` count UTF-16 units, ascending. */
export interface QuickRow {
  readonly label: string;
  /** Beside the label, quieter. */
  readonly description?: string;
  /** A second line, if `QuickList.hasDetails`. */
  readonly detail?: string;
  /** Steps to the right, for rows in a tree. */
  readonly indent?: number;
  /** Keys or another short remark at the right. */
  readonly keys?: string;
  /** Begins a group of this name: a line over the row, the name at its right. */
  readonly group?: string;
  /** Ticked or not, where several may be picked. */
  readonly isPicked?: boolean;
  readonly matches?: readonly number[];
  readonly descriptionMatches?: readonly number[];
  readonly buttons?: readonly QuickButton[];
}
/** Rows by index; a value: another list is another object. */
export interface QuickList {
  readonly count: number;
  readonly hasDetails: boolean;
  rowAt(index: number): QuickRow;
}
/** The picker. `focused` is an index into the rows, -1 for none; `top` is how far the list is scrolled, in Px. */
export interface QuickPickBox {
  readonly title: string;
  readonly placeholder: string;
  readonly input: InputState;
  readonly list: QuickList;
  readonly focused: number;
  readonly top: number;
  /** Rows are still being looked for. */
  readonly isBusy: boolean;
  /** What stands in place of rows, such as "Nothing matches"; "" for nothing. */
  readonly message: string;
  readonly many: boolean;
  /** In the row of the title. */
  readonly buttons: readonly QuickButton[];
}
/** A list without rows. */
export const EMPTY_LIST: QuickList = {
  count: 0,
  hasDetails: false,
  rowAt(): never {
    throw new RangeError("Cannot read a row of an empty list");
  },
};
