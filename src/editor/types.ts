/**
 * The shapes the whole editor core passes around: text, changes, selections, states, commands.
 * Only types live here, so that every file of the folder can lie above it. What implements them:
 * text/ (Text, Changes), state/ (resolve, apply), history/, commands/.
 */
import type { LineIndex, Millis, Offset, Px, Side, ViewId } from "../base/mod.ts";

/** An immutable document. Lines end in "\n" here, whatever the file used. It may not fit in one string. */
export interface Text {
  /** UTF-16 code units. */
  readonly length: number;
  /** At least 1: an empty text has one empty line. */
  readonly lineCount: number;
  /** O(log n). Throws RangeError outside 0..length. */
  lineAt(at: Offset): Line;
  /** O(log n). Throws RangeError outside 0..lineCount-1. */
  line(index: LineIndex): Line;
  /** O(log n + length of the answer); `to` is exclusive. For screenfuls, not for whole files. */
  slice(from: Offset, to: Offset): string;
  /** Shares leaves: O(log n) whatever the length. */
  sub(from: Offset, to: Offset): Text;
  /** The leaf that holds `at`, for streaming; at `length` the last leaf. */
  chunkAt(at: Offset): { readonly from: Offset; readonly text: string };
}
/** One line without its "\n"; `to` is exclusive. */
export interface Line {
  readonly index: LineIndex;
  readonly from: Offset;
  readonly to: Offset;
}
/** Puts `insert` in place of `from..to`, both counted in the text *before*. A `Text` undoes a deletion of any size. */
export interface Edit {
  readonly from: Offset;
  readonly to: Offset;
  readonly insert: string | Text;
}
/** Sorted edits that do not touch, for a text of exactly `lengthBefore`. */
export interface Changes {
  readonly edits: readonly Edit[];
  readonly lengthBefore: number;
  readonly lengthAfter: number;
  apply(text: Text): Text;
  /** Where an offset went; `side` says which neighbour it keeps when text lands on it. */
  mapOffset(at: Offset, side: Side): Offset;
  compose(next: Changes): Changes;
  invert(before: Text): Changes;
  /** These changes as they read after `other`, both counted in the same text; `first`: our inserts stand left of theirs. */
  over(other: Changes, first: boolean): Changes;
}

/** `anchor` stays, `head` moves, in either order. `goal`: the x that up and down return to. `side`: at wrap and bidi borders. */
export interface Range {
  readonly anchor: Offset;
  readonly head: Offset;
  readonly side?: Side;
  readonly goal?: Px;
}
/** At least one range, sorted, none overlapping. The view follows `ranges[main]`. */
export interface Selection {
  readonly ranges: readonly Range[];
  readonly main: number;
}
export type Origin = "type" | "delete" | "paste" | "move" | "undo" | "redo" | "remote" | "tool" | "load";
/** What somebody wishes to happen. */
export interface Spec {
  readonly edits?: readonly Edit[];
  /** Of `view`, counted in the text *after* the edits. Absent: every selection is mapped. */
  readonly selection?: Selection;
  readonly view?: ViewId;
  /** Specs of one group are undone together, across files too. */
  readonly group?: number;
  /** Remarks for single fields, such as "completion opened". */
  readonly notes?: readonly { readonly field: Field<unknown>; readonly value: unknown }[];
  readonly origin: Origin;
  /** Scroll the main head into view. */
  readonly reveal?: boolean;
}
/** A wish that was checked and placed in time. The only way to a new state. */
export interface Transaction extends Omit<Spec, "edits" | "selection"> {
  readonly before: State;
  readonly changes: Changes;
  readonly selections: ReadonlyMap<ViewId, Selection>;
  readonly at: Millis;
}
/** What a document is edited as: from settings, `.editorconfig` and detection. */
export interface Settings {
  readonly language: string;
  /** Columns between tab stops. */
  readonly tabSize: number;
  /** Columns one indent step is worth; usually `tabSize`. */
  readonly indentSize: number;
  readonly insertSpaces: boolean;
  /** Backspace in leading spaces deletes back to the last tab stop. */
  readonly useTabStops: boolean;
  readonly autoIndent: "none" | "keep" | "brackets" | "advanced" | "full";
  readonly wordSeparators: string;
  readonly wrap: "off" | "on" | "wordWrapColumn" | "bounded";
  /** VS Code's settings of these names. */
  readonly autoClosingBrackets: AutoClosing;
  readonly autoClosingQuotes: AutoClosing;
  readonly autoClosingDelete: "always" | "auto" | "never";
  readonly autoClosingOvertype: "always" | "auto" | "never";
  readonly autoSurround: "languageDefined" | "quotes" | "brackets" | "never";
  readonly languageConfig: LanguageConfig;
}
/** When an opening bracket or quote brings its other half. */
export type AutoClosing = "always" | "languageDefined" | "beforeWhitespace" | "never";
/** What editing needs to know of a language, in the shape of VS Code's language configuration. */
export interface LanguageConfig {
  readonly comments?: { readonly lineComment?: string; readonly blockComment?: readonly [string, string] };
  readonly brackets?: readonly (readonly [string, string])[];
  /** What closes by itself; absent: by the table of autoclose/pairs.ts. */
  readonly autoClosingPairs?: readonly ClosingPair[];
  /** What goes around a selection; absent: by that table. */
  readonly surroundingPairs?: readonly (readonly [string, string])[];
}
/** Typing the last unit of `open` brings `close`, except inside of what `notIn` names. */
export interface ClosingPair {
  readonly open: string;
  readonly close: string;
  readonly notIn?: readonly ("string" | "comment")[];
}
/** State of one feature. `update` is pure and returns `value` itself if nothing of its own changed. Per-view values are keyed by ViewId. */
export interface Field<T> {
  readonly name: string;
  init(text: Text, settings: Settings): T;
  update(value: T, tr: Transaction, text: Text): T;
}
/** One document now: one per open file, however many panes show it. Undo restores the selection in the acting view. */
export interface State {
  /** Grows by 1 with each change of text, not with caret moves. */
  readonly version: number;
  readonly text: Text;
  readonly selections: ReadonlyMap<ViewId, Selection>;
  readonly settings: Settings;
  get<T>(field: Field<T>): T;
}
/** Work for the world, as data; the answer comes back as an event. Each folder has its own union. */
export interface Effect {
  readonly kind: string;
}
export interface Outcome<E extends Effect> {
  readonly spec?: Spec;
  readonly effects?: readonly E[];
  /** What `editor/command` answers with; absent for nearly all commands. */
  readonly result?: unknown;
}
/** A caret between characters, and where it stands. */
export interface Caret {
  readonly at: Offset;
  readonly side: Side;
}
/** Visual rows count wraps, folds and blocks; `x` from the text's left edge. */
export interface Place {
  readonly row: number;
  readonly x: Px;
}
/** Offsets to places and back, for `ctx.state`; shapes what the last view lacks. */
export interface Layout {
  placeOf(caret: Caret): Place;
  caretAt(place: Place): Caret;
  /** The visual neighbour. */
  beside(caret: Caret, to: Side): Caret;
  /** Visual rows that fit the view: what Page Down moves by, at least 1. */
  readonly pageRows: number;
  /** Visual rows of the whole document. */
  readonly rowCount: number;
  /** The first visual row that is seen whole; absent where nobody knows. */
  readonly topRow?: number;
}
/** Not to be spread: `layout` may be made when it is first read. */
export interface CommandContext {
  readonly state: State;
  readonly view: ViewId;
  readonly selection: Selection;
  readonly layout: Layout;
  readonly arg?: unknown;
}
/** Pure. `null` means "not mine". A `Command` without E cannot reach the world, and its type says so. */
export type Command<E extends Effect = never> = (ctx: CommandContext) => Outcome<E> | null;

/** What a feature adds to the text it is shown with: colours, hints, ghost text, folds, gutter marks, widgets. */
export interface Decoration {
  readonly kind: "style" | "inline" | "block" | "gutter" | "fold";
  readonly from: Offset;
  readonly to: Offset;
  readonly side: Side;
  readonly style: number;
  readonly text?: string;
}
/** Asked for what is visible only. */
export interface Decorate {
  (state: State, view: ViewId, from: Offset, to: Offset, out: Decoration[]): void;
  /**
   * What the decorations of a state are made from. While it is the same object, those outside of an edit only move along with
   * it, and are not asked for again. Absent: they may change with any state.
   */
  readonly source?: (state: State) => unknown;
}
